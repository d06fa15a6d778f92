//! Finds words for which the site uses another name.

use std::ops::Range;

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::prose::PassageKind;
use crate::prose::Prose;

pub(super) struct OneName;

static META: RuleMeta = RuleMeta {
    id: "one-name",
    group: Group::Terms,
    level: Level::Warning,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 65,
    options: &[],
    doc: include_str!("one_name.md"),
};

impl Rule for OneName {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let glossary = &context.site.glossary;
        for marks in context.marks() {
            let text = marks.text();
            for (term, range) in glossary.find_others(marks.search_text(), &context.page.language) {
                let term = glossary.term(term);
                let is_own = term.page == context.page.id;
                if is_own || marks.covers(&range) || is_spoken_of(text, &range) {
                    continue;
                }
                let words = text.text().get(range.clone()).unwrap_or_default();
                let name = &term.term;
                let finding = context
                    .finding(
                        &META,
                        text,
                        range.clone(),
                        format!("This site does not say “{words}”"),
                    )
                    .because("A second name for one thing looks like a second thing.")
                    .help(format!("Write “{name}”, as the rest of the site does."));
                sink.push(finding);
            }
        }
    }
}

/// Whether the words are only named: in quotation marks, in brackets, as a term that the page
/// itself explains, or after "called".
fn is_spoken_of(text: &Prose, range: &Range<usize>) -> bool {
    const NAMED: [&str; 6] = ["called", "known as", "say", "name is", "named", "also"];
    let before = text.text().get(..range.start).unwrap_or_default();
    let quoted = before.ends_with(['“', '‘', '"', '\'', '(']);
    let before = before.trim_end();
    let before = ["a", "an", "the"]
        .into_iter()
        .find_map(|article| {
            before
                .strip_suffix(article)
                .filter(|rest| rest.ends_with(' '))
        })
        .unwrap_or(before)
        .trim_end();
    let passages = text.passages();
    let at = passages.partition_point(|passage| passage.range.end < range.end);
    let is_term = passages
        .get(at)
        .is_some_and(|passage| passage.kind == PassageKind::Term);
    quoted || is_term || NAMED.iter().any(|words| before.ends_with(words))
}
