//! Finds sentences with too many words.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::Severity;
use crate::prose::PassageKind;

pub(super) struct LongSentence;

static META: RuleMeta = RuleMeta {
    id: "long-sentence",
    group: Group::Sentences,
    level: Level::Error,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "max-words",
            default: OptionValue::Number(25),
            doc: "A sentence with more words is reported at the level of the rule.",
        },
        OptionMeta {
            name: "warn-words",
            default: OptionValue::Number(20),
            doc: "A sentence with more words is reported as a warning.",
        },
    ],
    doc: include_str!("long_sentence.md"),
};

impl Rule for LongSentence {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let most = context.number(&META, "max-words");
        let warn = context.number(&META, "warn-words");
        for text in context.texts() {
            let judged = text.passages().iter().filter(|passage| {
                !matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter)
            });
            for sentence in judged.flat_map(|passage| text.sentences_in(passage)) {
                let words = sentence.words.len();
                if words <= warn.min(most) {
                    continue;
                }
                let severity = if words > most {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                let limit = if words > most { most } else { warn };
                let message = format!("This sentence has {words} words; the most is {limit}");
                let finding = context
                    .finding(&META, text, sentence.range.clone(), message)
                    .because(
                        "By the end of a long sentence, a tired reader has lost its beginning.",
                    )
                    .help("Split it. Say one thing in each sentence, in 10 to 15 words.");
                sink.push_at_most(finding, severity);
            }
        }
    }
}
