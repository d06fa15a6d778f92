//! Finds pages that do not say where their claims come from.

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::Severity;
use crate::site::PageKind;
use crate::source::Span;

pub(super) struct MissingSource;

static META: RuleMeta = RuleMeta {
    id: "missing-source",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("missing_source.md"),
};

impl Rule for MissingSource {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let page = context.page;
        if !matches!(page.kind, PageKind::Explainer | PageKind::Letter) {
            return;
        }
        if page.front.sources.is_empty() && !context.has_bad_front_matter() {
            let finding = context
                .finding_at(&META, page.title_span, "This page does not say where its facts come from")
                .because("Without a source, nobody can check the page, and a reader cannot show it to an office.")
                .help("Add `sources:` at the top of the file, each as {title: …, publisher: …, url: …, seen: …}.");
            sink.push(finding);
        }
        if page
            .front
            .sources
            .iter()
            .all(|source| source.seen.is_some())
        {
            return;
        }
        // Sources keep their order, so each address is looked for after the one before it. One that
        // is written with escapes is not found, and the places behind it are not known either.
        let mut from = context.file.front.map(|front| front.yaml.start);
        for source in &page.front.sources {
            let place = from.and_then(|from| place_of(context, &source.url, from));
            from = place.map(|place| place.end);
            if source.seen.is_some() {
                continue;
            }
            let message = format!(
                "The source “{}” does not say when it was read",
                source.title
            );
            let finding = context
                .finding_at(&META, place.unwrap_or(page.title_span), message)
                .because("Web pages change. The date says which copy the page was checked against.")
                .help("Add `seen: YYYY-MM-DD` with the date of the copy, or `seen: undated` if it bears none.");
            sink.push_at_most(finding, Severity::Warning);
        }
    }
}

/// The first place of `url` in the front matter from byte `from` of the file on.
fn place_of(context: &PageContext<'_>, url: &str, from: usize) -> Option<Span> {
    let end = context.file.front?.yaml.end;
    let at = from + context.file.text.get(from..end)?.find(url)?;
    Some(Span::new(at, at + url.len()))
}
