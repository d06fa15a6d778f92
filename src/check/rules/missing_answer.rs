//! Finds explainers that do not give a short answer first.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::Diagnostic;
use crate::site::PageKind;

pub(super) struct MissingAnswer;

static META: RuleMeta = RuleMeta {
    id: "missing-answer",
    group: Group::Shape,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[OptionMeta {
        name: "max-words",
        default: OptionValue::Number(60),
        doc: "A short answer with more words is too long.",
    }],
    doc: include_str!("missing_answer.md"),
};

impl Rule for MissingAnswer {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let page = context.page;
        if page.kind != PageKind::Explainer {
            return;
        }
        let (Some(written), Some(summary)) = (&page.front.summary, context.summary) else {
            if !context.has_bad_front_matter() {
                sink.push(missing(context));
            }
            return;
        };
        let most = context.number(&META, "max-words");
        let words = summary.words().len();
        if words > most {
            let message = format!("The short answer has {words} words; the most is {most}");
            let finding = context
                .finding_at(&META, written.span, message)
                .because("A reader in a hurry reads this and nothing else.")
                .help(
                    "Say yes, no or “it depends on”, then what to do. Move the rest into the page.",
                );
            sink.push(finding);
        }
    }
}

fn missing(context: &PageContext<'_>) -> Diagnostic {
    context
        .finding_at(&META, context.page.title_span, "This page has no short answer")
        .because("The answer stands first on the page, and in search, so that a tired reader has it at once.")
        .help("Add a line `summary: …` at the top of the file, with the answer in one to three sentences.")
}
