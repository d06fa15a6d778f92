//! Finds links whose words do not say where they lead.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::document::{InlineKind, Link, plain_text};
use crate::source::Span;

pub(super) struct VagueLink;

static META: RuleMeta = RuleMeta {
    id: "vague-link",
    group: Group::Shape,
    level: Level::Error,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[OptionMeta {
        name: "words",
        default: OptionValue::Words(&[
            "click",
            "click here",
            "click on this link",
            "click this link",
            "continue",
            "continue reading",
            "details",
            "find out",
            "find out more",
            "follow the link",
            "follow this link",
            "go",
            "go here",
            "have a look",
            "here",
            "info",
            "information",
            "it",
            "learn more",
            "link",
            "more",
            "more details",
            "more here",
            "more info",
            "more information",
            "now",
            "page",
            "press here",
            "read",
            "read here",
            "read it here",
            "read more",
            "read more here",
            "read on",
            "read this",
            "see here",
            "see more",
            "see this",
            "tap here",
            "that page",
            "the link",
            "the page",
            "there",
            "this",
            "this article",
            "this guide",
            "this link",
            "this page",
            "this site",
            "this website",
            "view",
            "view more",
            "visit",
            "web page",
            "webpage",
            "website",
        ]),
        doc: "Words of a link that say nothing by themselves.",
    }],
    doc: include_str!("vague_link.md"),
};

impl Rule for VagueLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let vague = context.words(&META, "words");
        context.visit_inlines(&mut |inline, around| {
                let InlineKind::Link(link) = &inline.kind else {
                    return;
                };
                if around.quotation {
                    return;
                }
                let words = plain_text(&link.children, &|id| context.site.fact_text(id));
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let plain = words
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase();
                let message = if is_bare_address(&words) {
                    format!("This link shows its address, “{words}”")
                } else if vague.contains(&plain.as_str()) || plain.starts_with("click here") {
                    format!("The link “{words}” does not say where it leads")
                } else {
                    return;
                };
                let finding = context
                    .finding_at(&META, words_of(link, inline.span), message)
                    .because("Screen readers list the links of a page by their words alone, and tired readers look at links first.")
                    .help("Use words that name the page it leads to: “how to ask for a home visit”.");
                sink.push(finding);
            });
    }
}

/// The bytes of the words of a link.
fn words_of(link: &Link, whole: Span) -> Span {
    match (link.children.first(), link.children.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => whole,
    }
}

/// Whether a link shows an address that nobody would read aloud. A mail address and the name of a
/// site, such as "acas.org.uk", can be.
fn is_bare_address(words: &str) -> bool {
    let has_scheme = words.starts_with("http://") || words.starts_with("https://");
    let has_path = words.contains('.') && words.contains('/') && !words.contains(' ');
    has_scheme || has_path || (words.starts_with("www.") && !words.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::is_bare_address;

    #[test]
    fn an_address_is_not_words() {
        assert!(is_bare_address("https://example.org"));
        assert!(is_bare_address("example.org/a/b"));
        assert!(!is_bare_address("acas.org.uk"));
        assert!(!is_bare_address("help@example.org"));
        assert!(!is_bare_address("form A/B and vs. that"));
    }
}
