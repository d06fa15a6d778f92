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
                    .help(advice(
                        text.text().get(sentence.range.clone()).unwrap_or_default(),
                    ));
                sink.push_at_most(finding, severity);
            }
        }
    }
}

/// What to do with a long sentence, by how it is built.
fn advice(sentence: &str) -> &'static str {
    if is_enumeration(sentence) {
        return "Make a list of it, with one thing on each line.";
    }
    if is_condition(sentence) {
        return "Say in one sentence when it is so, and in the next what to do or what happens.";
    }
    "Split it. Say one thing in each sentence, in 10 to 15 words."
}

/// Whether a sentence names several things in a row: "bring a form, a letter, a card and a pen".
///
/// A clause between commas makes no row: what is short, opens no clause and has things on both
/// sides is one of several.
fn is_enumeration(sentence: &str) -> bool {
    let is_joined = |text: &str| text.contains(" and ") || text.contains(" or ");
    let named = sentence.split_once(": ").map(|(_, named)| named);
    if named.is_some_and(|named| named.contains([',', ';']) && is_joined(named)) {
        return true;
    }
    let parts: Vec<&str> = sentence.split([',', ';']).map(str::trim).collect();
    parts.windows(3).any(|parts| {
        let [_, thing, last] = parts else {
            return false;
        };
        let mut start = last.split_whitespace().take(MOST_WORDS_OF_A_THING);
        is_thing(thing) && start.any(|word| matches!(word, "and" | "or"))
    })
}

/// How many words one thing in a row has at most.
const MOST_WORDS_OF_A_THING: usize = 6;

/// Whether words between commas name one thing.
fn is_thing(words: &str) -> bool {
    const OPENERS: [&str; 26] = [
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "if",
        "in",
        "including",
        "of",
        "on",
        "or",
        "such",
        "that",
        "to",
        "under",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whose",
        "with",
        "within",
        "without",
    ];
    let opener = words.split(' ').next().unwrap_or_default();
    let length = words.split_whitespace().count();
    let is_joined = words.contains(" and ") || words.contains(" or ");
    length <= MOST_WORDS_OF_A_THING && !is_joined && !OPENERS.contains(&opener)
}

/// Whether a sentence begins with what must be so: "If you moved, …".
fn is_condition(sentence: &str) -> bool {
    const OPENERS: [&str; 6] = ["After ", "Before ", "If ", "Unless ", "When ", "Where "];
    let opens = OPENERS.iter().any(|opener| sentence.starts_with(opener));
    opens && sentence.contains(", ")
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn the_advice_fits_how_the_sentence_is_built() {
        for (sentence, said) in [
            (
                "We read three things: your form, the notes and the report.",
                "Make a list",
            ),
            (
                "Bring a form, a letter, a card, a pen and a friend.",
                "Make a list",
            ),
            (
                "Nobody may have more, if any, and that is so for all of them.",
                "Split it",
            ),
            (
                "It gave no weight to pain, fear or sleep, and preferred the report.",
                "Split it",
            ),
            (
                "If you moved out, the council may say that you chose to.",
                "Say in one sentence",
            ),
            (
                "The tribunal, which is free, looks at it again.",
                "Split it",
            ),
            ("If so ring us.", "Split it"),
        ] {
            assert!(advice(sentence).starts_with(said), "{sentence}");
        }
    }
}
