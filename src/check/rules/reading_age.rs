//! Finds pages that are harder to read than the site allows.

use std::collections::BTreeMap;

use crate::check::exempt::ExemptWords;
use crate::check::spoken::{Spoken, is_running};
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::Severity;
use crate::prose::{Counts, Exemption, Prose, Scores, Sentence, WordKind, rarity_band};

pub(super) struct ReadingAge;

static META: RuleMeta = RuleMeta {
    id: "reading-age",
    group: Group::Sentences,
    level: Level::Error,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "limit",
            default: OptionValue::Number(11),
            doc: "A page with a higher reading age is reported as a warning.",
        },
        OptionMeta {
            name: "margin",
            default: OptionValue::Number(2),
            doc: "A page whose age is higher by more than this is reported at the level of the rule.",
        },
        OptionMeta {
            name: "min-words",
            default: OptionValue::Number(200),
            doc: "A page with fewer words is at most advised, and with less than half of them not judged.",
        },
    ],
    doc: include_str!("reading_age.md"),
};

/// How many words and sentences the help names.
const NAMED: usize = 3;

/// What a page scores.
struct Judged {
    counts: Counts,
    /// Whole years, as people are told.
    age: f64,
}

impl Judged {
    fn of(text: &Prose, exempt: &dyn Fn(&str) -> Exemption) -> Self {
        let counts = Counts::of(text, exempt);
        let age = Scores::of(&counts).reading_age;
        Self { counts, age }
    }
}

impl Rule for ReadingAge {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let text = context.body;
        let least = context.number(&META, "min-words");
        let sentences = sentences(text);
        let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
        if words < least.div_ceil(2) {
            return;
        }
        let Some(marks) = context.marks_of(text) else {
            return;
        };
        let exempt = marks.exempt_words();
        let judged = Judged::of(text, &|word| exempt.exemption(word));
        let limit = context.number(&META, "limit");
        let margin = context.number(&META, "margin");
        let Some(severity) = severity(judged.age, words >= least, limit, margin) else {
            return;
        };
        let strict = Judged::of(text, &|_| Exemption::None);
        let mut longest = sentences;
        longest.sort_by_key(|sentence| std::cmp::Reverse(sentence.words.len()));
        longest.truncate(NAMED);
        let Some((first, others)) = longest.split_first() else {
            return;
        };
        let message = format!(
            "This page has a reading age of about {}; the most is {limit}",
            judged.age
        );
        let mut finding = context
            .finding(&META, text, first.range.clone(), message)
            .because("A page that is hard to read shuts out those who need it most.")
            .help(help(
                context,
                &judged,
                &strict,
                &longest,
                &rarest(text, exempt),
            ));
        for sentence in others {
            let label = format!("{} words", sentence.words.len());
            finding = finding.label(text.span(sentence.range.clone()), label);
        }
        sink.push_at_most(finding, severity);
    }
}

/// How bad a reading age is, if it is over the limit. On a short page the figure is too unsure
/// to be more than advice.
fn severity(age: f64, is_long: bool, limit: usize, margin: usize) -> Option<Severity> {
    let over = |most: usize| age > f64::from(u32::try_from(most).unwrap_or(u32::MAX));
    match is_long {
        true if over(limit + margin) => Some(Severity::Error),
        true if over(limit) => Some(Severity::Warning),
        false if over(limit + margin * 2) => Some(Severity::Info),
        _ => None,
    }
}

/// The sentences that readability counts.
fn sentences(text: &Prose) -> Vec<&Sentence> {
    let running = text.passages().iter().filter(|passage| is_running(passage));
    running
        .flat_map(|passage| text.sentences_in(passage))
        .collect()
}

fn help(
    context: &PageContext<'_>,
    judged: &Judged,
    strict: &Judged,
    longest: &[&Sentence],
    rarest: &[&str],
) -> String {
    let counts = &judged.counts;
    let per_sentence = mean(counts.words, counts.sentences);
    let without = if strict.age > judged.age {
        format!(
            "about {}, or about {} if names and glossary terms counted too",
            judged.age, strict.age
        )
    } else {
        format!(
            "about {}, with names and glossary terms counted or not",
            judged.age
        )
    };
    let lines: Vec<String> = longest
        .iter()
        .map(|sentence| {
            let span = context.body.span(sentence.range.clone());
            let line = context.file.position(span.start).line;
            format!("line {line} ({} words)", sentence.words.len())
        })
        .collect();
    let words: Vec<String> = rarest.iter().map(|word| format!("“{word}”")).collect();
    let words = if words.is_empty() {
        String::new()
    } else {
        format!(" Use commoner words for {}.", words.join(", "))
    };
    format!(
        "Split the longest sentences: {}.{words} The count: {} words in {} sentences, {per_sentence:.1} words a sentence; rarity {:.2}; {without}.",
        lines.join(", "),
        counts.words,
        counts.sentences,
        counts.rarity,
    )
}

fn mean(words: usize, sentences: usize) -> f64 {
    let real = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    real(words) / real(sentences.max(1))
}

/// The rarest words that count, and among them those that stand most often.
fn rarest<'a>(text: &'a Prose, exempt: &ExemptWords) -> Vec<&'a str> {
    let spoken = Spoken::new(text);
    let mut uses: BTreeMap<&str, (usize, &'a str)> = BTreeMap::new();
    for sentence in sentences(text) {
        for word in text.words_in(sentence) {
            let lower = spoken.lower(word.range.clone());
            let stem = lower.split(['\'', '’']).next().unwrap_or(lower);
            let counts = word.kind == WordKind::Word && stem.chars().count() > 3;
            if counts && !exempt.holds(stem) {
                let written = text.text().get(word.range.clone()).unwrap_or_default();
                uses.entry(stem).or_insert((0, written)).0 += 1;
            }
        }
    }
    let mut ranked: Vec<(u8, usize, &str)> = uses
        .iter()
        .map(|(word, (count, written))| (rarity_band(word), *count, *written))
        .filter(|(band, _, _)| *band > 1)
        .collect();
    ranked.sort_by_key(|(band, count, _)| std::cmp::Reverse((*band, *count)));
    let words = ranked.into_iter().map(|(_, _, word)| word);
    words.take(NAMED).collect()
}

#[cfg(test)]
mod tests {
    use super::severity;
    use crate::diagnostic::Severity;

    #[test]
    fn a_page_may_be_at_the_limit() {
        assert_eq!(severity(11.0, true, 11, 2), None);
        assert_eq!(severity(12.0, true, 11, 2), Some(Severity::Warning));
        assert_eq!(severity(13.0, true, 11, 2), Some(Severity::Warning));
        assert_eq!(severity(14.0, true, 11, 2), Some(Severity::Error));
    }

    #[test]
    fn a_short_page_is_only_advised_on() {
        assert_eq!(severity(15.0, false, 11, 2), None);
        assert_eq!(severity(16.0, false, 11, 2), Some(Severity::Info));
    }
}
