//! Finds figures that do not exist, and braces that would be published as they are.

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::{BlockKind, InlineKind, visit_blocks};
use crate::source::Span;

pub(super) struct UnknownFact;

static META: RuleMeta = RuleMeta {
    id: "unknown-fact",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("unknown_fact.md"),
};

const FORM: &str = "Write `{{ fact.ID }}`, with an id from facts.yaml. To show braces, put them between backticks.";

impl Rule for UnknownFact {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        context.visit_inlines(&mut |inline, _| match &inline.kind {
            InlineKind::Placeholder(words) => match inline.kind.fact_id() {
                Some(id) => {
                    if let Some(found) = unknown(context, inline.span, id) {
                        sink.push(found);
                    }
                }
                None => sink.push(braces(
                    context,
                    inline.span,
                    format!("`{{{{ {words} }}}}` is not understood"),
                    FORM,
                )),
            },
            InlineKind::Text(text) => {
                if text.contains('{')
                    && let Some(at) = text.find("{{")
                {
                    let start = inline.span.start + at;
                    let open = Span::new(start, start + 2);
                    sink.push(braces(
                        context,
                        open,
                        "These braces have no end".to_owned(),
                        FORM,
                    ));
                }
            }
            InlineKind::Link(link) | InlineKind::Image(link) if link.destination.contains("{{") => {
                let message = "A figure cannot stand in an address".to_owned();
                let help =
                    "Write the address out. Say in facts.yaml which pages must change with it.";
                sink.push(braces(context, inline.span, message, help));
            }
            _ => {}
        });
        in_places_without_figures(context, sink);
    }
}

/// Titles and letters are taken as they are written.
fn in_places_without_figures(context: &PageContext<'_>, sink: &mut Sink) {
    let page = context.page;
    if page.title.contains("{{") {
        let message = "A figure cannot stand in a title".to_owned();
        let help = "Say it in the summary, where figures are put in.";
        sink.push(braces(context, page.title_span, message, help));
    }
    visit_blocks(&page.document.blocks, &mut |block, _| {
        let BlockKind::Code { info, .. } = &block.kind else {
            return;
        };
        if info.split_whitespace().next() != Some("letter") {
            return;
        }
        if let Some(at) = block.span.of(&context.file.text).find("{{") {
            let start = block.span.start + at;
            let message = "A figure cannot stand in the text of a letter".to_owned();
            let help = "Write it out, or leave a blank in square brackets.";
            sink.push(braces(context, Span::new(start, start + 2), message, help));
        }
    });
}

/// The finding about a fact that does not exist; `None` if it does.
fn unknown(context: &PageContext<'_>, span: Span, id: &str) -> Option<Diagnostic> {
    let facts = &context.site.facts;
    // A fact that is there and cannot be read is told of in its own file.
    if facts.get(id).is_some() || facts.is_broken(id) {
        return None;
    }
    let finding = context
        .finding_at(&META, span, format!("There is no fact `{id}`"))
        .because("A reader would see braces where the figure should be.");
    Some(match facts.nearest(id) {
        Some(near) => finding.help(format!("Did you mean `{near}`?")).replace(
            Applicability::Unsafe,
            span,
            format!("{{{{ fact.{near} }}}}"),
        ),
        None => finding.help("Add it to facts.yaml, with its value, its dates and its source."),
    })
}

fn braces(context: &PageContext<'_>, span: Span, message: String, help: &str) -> Diagnostic {
    context
        .finding_at(&META, span, message)
        .because("A reader would see the braces as they are written.")
        .help(help)
}
