//! Finds paragraphs with too many sentences or words.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::prose::PassageKind;

pub(super) struct LongParagraph;

static META: RuleMeta = RuleMeta {
    id: "long-paragraph",
    group: Group::Sentences,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "max-sentences",
            default: OptionValue::Number(4),
            doc: "A paragraph with more sentences is reported.",
        },
        OptionMeta {
            name: "max-words",
            default: OptionValue::Number(80),
            doc: "A paragraph with more words is reported.",
        },
    ],
    doc: include_str!("long_paragraph.md"),
};

impl Rule for LongParagraph {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let most_sentences = context.number(&META, "max-sentences");
        let most_words = context.number(&META, "max-words");
        for text in context.texts() {
            let paragraphs = text.passages().iter();
            for passage in paragraphs.filter(|passage| passage.kind == PassageKind::Paragraph) {
                let sentences = text.sentences_in(passage);
                let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
                let message = if sentences.len() > most_sentences {
                    format!(
                        "This paragraph has {} sentences; the most is {most_sentences}",
                        sentences.len()
                    )
                } else if words > most_words {
                    format!("This paragraph has {words} words; the most is {most_words}")
                } else {
                    continue;
                };
                let finding = context
                    .finding(&META, text, passage.range.clone(), message)
                    .because("A long block looks like hard work, and many readers skip it.")
                    .help("Split it where the subject changes, or make a list of it.");
                sink.push(finding);
            }
        }
    }
}
