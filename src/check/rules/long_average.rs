//! Finds pages whose sentences are long on average.

use crate::check::spoken::is_running;
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::prose::Sentence;

pub(super) struct LongAverage;

static META: RuleMeta = RuleMeta {
    id: "long-average",
    group: Group::Sentences,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "max-words",
            default: OptionValue::Number(15),
            doc: "A page whose sentences have more words on average is reported.",
        },
        OptionMeta {
            name: "min-sentences",
            default: OptionValue::Number(5),
            doc: "A page with fewer sentences is not judged.",
        },
    ],
    doc: include_str!("long_average.md"),
};

impl Rule for LongAverage {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let text = context.body;
        let running = text.passages().iter().filter(|passage| is_running(passage));
        let sentences: Vec<&Sentence> = running
            .flat_map(|passage| text.sentences_in(passage))
            .collect();
        let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
        let most = context.number(&META, "max-words");
        let count = sentences.len();
        if count < context.number(&META, "min-sentences") || words <= most * count {
            return;
        }
        let Some(longest) = longest(&sentences) else {
            return;
        };
        let average = tenths(words, count);
        let message = format!(
            "This page has {words} words in {count} sentences: {average} words on average; the most is {most}"
        );
        let finding = context
            .finding(&META, text, longest.range.clone(), message)
            .because(
                "A page of long sentences tires its readers, even if no single one is too long.",
            )
            .help(format!(
                "Split the longest sentences. Begin with this one, which has {} words.",
                longest.words.len()
            ));
        sink.push(finding);
    }
}

/// The first of the sentences with the most words.
fn longest<'a>(sentences: &[&'a Sentence]) -> Option<&'a Sentence> {
    let by_length = sentences
        .iter()
        .rev()
        .max_by_key(|sentence| sentence.words.len());
    by_length.copied()
}

/// A mean with one decimal, rounded up, so that a mean over a limit never looks equal to it.
fn tenths(words: usize, sentences: usize) -> String {
    let tenths = (words * 10).div_ceil(sentences.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::tenths;

    #[test]
    fn a_mean_over_a_limit_never_looks_equal_to_it() {
        assert_eq!(tenths(301, 20), "15.1");
        assert_eq!(tenths(300, 20), "15.0");
    }
}
