//! Finds pages that nobody could tell apart in a list.

use std::collections::BTreeMap;

use crate::check::{Group, Level, Rule, RuleMeta, Scope, Sink, SiteContext};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{Page, PageKind};

pub(super) struct DuplicateTitle;

static META: RuleMeta = RuleMeta {
    id: "duplicate-title",
    group: Group::Trust,
    level: Level::Warning,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("duplicate_title.md"),
};

impl Rule for DuplicateTitle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Each page of a group is reported, so that whoever writes the newer one hears of it.
    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        let mut groups: BTreeMap<(&str, bool, String), Vec<&Page>> = BTreeMap::new();
        for page in context.site.pages.iter().filter(|page| has_title(page)) {
            // A word and the page that tells all about it may share a name.
            let is_term = page.kind == PageKind::Term;
            let key = (page.language.as_str(), is_term, folded(&page.title));
            groups.entry(key).or_default().push(page);
        }
        for group in groups.values().filter(|group| group.len() > 1) {
            for page in group {
                let other = group.iter().find(|other| other.id != page.id);
                if let Some(other) = other {
                    sink.push(report(context, page, other));
                }
            }
        }
    }
}

/// A draft is not published, and a page whose title is missing has a finding for that.
fn has_title(page: &Page) -> bool {
    !page.front.draft && !page.title_span.is_empty() && !folded(&page.title).is_empty()
}

/// The words of a title alone: "What is ESA?" and "what is “ESA”" look the same in a list.
fn folded(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let words = words.filter(|word| !word.is_empty());
    let plain: Vec<String> = words
        .map(|word| word.replace(['\'', '’'], "").to_lowercase())
        .collect();
    plain.join(" ")
}

fn report(context: &SiteContext<'_>, page: &Page, other: &Page) -> Diagnostic {
    let path = &context.sources.file(other.source).path;
    let (what, help) = if page.kind == PageKind::Term {
        (
            "word",
            "Keep one entry for a word, and put what the other says into it.",
        )
    } else {
        (
            "title",
            "Say in each title what only that page answers, or make one page of the two.",
        )
    };
    let message = format!("The page {path} has this {what} too");
    Diagnostic::new(META.id, Severity::Error, page.source, page.title_span, message)
        .because("In lists and in search results readers see only titles. They cannot tell which of the two they need.")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_spaces_and_marks_make_no_difference() {
        assert_eq!(folded("What  is “ESA”?"), "what is esa");
        assert_eq!(folded("Carer’s Allowance"), folded("CARERS allowance!"));
        assert_ne!(folded("LCW"), folded("LCWRA"));
    }
}
