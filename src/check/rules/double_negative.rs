//! Finds two negatives that a reader must turn round.

use std::sync::LazyLock;

use crate::check::protected::lines;
use crate::check::spoken::{Cue, SpokenSentence, ends_in_not};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Severity};
use crate::prose::WordMap;

pub(super) struct DoubleNegative;

static META: RuleMeta = RuleMeta {
    id: "double-negative",
    group: Group::Sentences,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("double_negative.md"),
};

/// Words with a "no" inside, and their opposites.
static OPPOSITES: LazyLock<WordMap<&str, &str>> = LazyLock::new(|| {
    let entries = lines(include_str!("../words/double_negative.txt"));
    let pairs = entries.filter_map(|line| line.split_once('='));
    pairs
        .map(|(word, opposite)| (word.trim(), opposite.trim()))
        .collect()
});

/// Words that can stand between the two negatives.
const BETWEEN: [&str; 12] = [
    "a", "always", "an", "be", "been", "being", "ever", "so", "that", "the", "too", "very",
];

/// Where another thought begins.
const BREAKS: [&str; 20] = [
    "although", "and", "as", "because", "but", "except", "how", "if", "or", "than", "that", "to",
    "unless", "until", "what", "when", "where", "which", "who", "why",
];

/// Who a new thought is about: "if you don't tell them they can't help".
const SUBJECTS: [&str; 7] = ["he", "i", "it", "she", "they", "we", "you"];

/// What follows a "no" that denies nothing: "saying no should not cost you money".
const NO_NOUNS: [&str; 14] = [
    "can", "cannot", "could", "does", "is", "longer", "matter", "may", "must", "should", "to",
    "was", "will", "would",
];

/// The most words between two negatives that belong together.
const REACH: usize = 4;

/// Two negatives in a sentence.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// The first and the last word.
    words: (usize, usize),
    kind: Kind,
}

/// What to do about two negatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// "not unable": the opposite.
    Opposite(&'static str),
    /// "not fail to"
    Fail,
    /// "not without"
    Without,
    /// "cannot … unless"
    Unless,
    /// "nobody … not"
    Other,
}

impl Rule for DoubleNegative {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        for spoken in context.spoken() {
            let text = spoken.prose;
            for (sentence, _) in spoken.sentences() {
                for found in double_negatives(&sentence) {
                    let (first, last) = found.words;
                    let range = sentence.range(first, last);
                    if text.is_protected(range.clone()) {
                        continue;
                    }
                    let shown = shown(&sentence, &found, text.text());
                    let message = format!("“{shown}” says no twice");
                    let mut finding = context
                        .finding(&META, text, range.clone(), message)
                        .because("A reader must turn one “no” round to see what is meant.")
                        .help(advice(found.kind));
                    let is_pair = last == first + 1 && sentence.word(first) == "not";
                    if let (Kind::Opposite(opposite), true) = (found.kind, is_pair) {
                        let span = text.span(range);
                        finding = finding.replace(Applicability::Unsafe, span, opposite);
                    }
                    let is_mild = found.kind == Kind::Unless;
                    let most = if is_mild {
                        Severity::Info
                    } else {
                        Severity::Error
                    };
                    sink.push_at_most(finding, most);
                }
            }
        }
    }
}

/// The two negatives as the message shows them, with what stands between shortened.
fn shown(sentence: &SpokenSentence<'_>, found: &Found, text: &str) -> String {
    let (first, last) = found.words;
    let words = |from, to| text.get(sentence.range(from, to)).unwrap_or_default();
    if last - first <= REACH + 1 {
        words(first, last).to_owned()
    } else {
        format!("{} … {}", words(first, first), words(last, last))
    }
}

fn advice(kind: Kind) -> String {
    match kind {
        Kind::Opposite(opposite) => format!("Say it without “not”: “{opposite}”."),
        Kind::Fail => "Say what to do: “make sure that you …” or “always …”.".to_owned(),
        Kind::Without => "Say it without “not”: “with …” or “always with …”.".to_owned(),
        Kind::Unless => "Try “only if”: “You can … only if …”.".to_owned(),
        Kind::Other => "Say what is so, rather than what is not so.".to_owned(),
    }
}

fn double_negatives(sentence: &SpokenSentence<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in sentence.places(Cue::Negative) {
        let is_new = found.last().is_none_or(|last| last.words.1 < at);
        if is_new && is_negative(sentence, at) {
            found.extend(double_at(sentence, at));
        }
    }
    found
}

/// The second negative for the one at `at`.
fn double_at(sentence: &SpokenSentence<'_>, at: usize) -> Option<Found> {
    let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
    let next = sentence.word(at + 1);
    if matches!(before, "or" | "if" | "why") || matches!(next, "only" | "just" | "necessarily") {
        return None;
    }
    let close = close_second(sentence, at);
    let found = close.or_else(|| far_second(sentence, at));
    let (last, kind) = found.or_else(|| unless_after(sentence, at))?;
    Some(Found {
        words: (at, last),
        kind,
    })
}

/// A negative right behind: "not unable", "not fail to", "not without".
fn close_second(sentence: &SpokenSentence<'_>, at: usize) -> Option<(usize, Kind)> {
    let denies = is_denial(sentence.word(at));
    let mut last = at;
    while denies && sentence.runs_on(last) && last < at + 4 {
        last += 1;
        let word = sentence.word(last);
        if let Some(opposite) = OPPOSITES.get(word) {
            return Some((last, Kind::Opposite(opposite)));
        }
        if matches!(word, "fail" | "fails") && sentence.word(last + 1) == "to" {
            return Some((last + 1, Kind::Fail));
        }
        if word == "without" && last == at + 1 {
            return Some((last, Kind::Without));
        }
        let at_all = word == "at" && sentence.word(last + 1) == "all"
            || word == "all" && sentence.word(last - 1) == "at";
        if !BETWEEN.contains(&word) && !word.ends_with("ly") && !at_all {
            return None;
        }
    }
    None
}

/// A negative further on in the same thought: "nobody will not".
fn far_second(sentence: &SpokenSentence<'_>, at: usize) -> Option<(usize, Kind)> {
    let mut last = at;
    while sentence.runs_on(last) && last <= at + REACH {
        last += 1;
        let word = sentence.word(last);
        if BREAKS.contains(&word) || is_denied_anew(sentence, at, last) {
            return None;
        }
        if is_negative(sentence, last) && word != "no" {
            let to = matches!(word, "not") && sentence.word(last + 1) == "to";
            let only = sentence.word(last + 1) == "only";
            return (!to && !only).then_some((last, Kind::Other));
        }
    }
    None
}

/// Whether a new thought begins at `last` with a "no" of its own: "if you don't tell them they
/// can't help". In "there isn't anything you can't say", both belong to one thought.
fn is_denied_anew(sentence: &SpokenSentence<'_>, at: usize, last: usize) -> bool {
    let of_something = sentence.word(at) == "no" || sentence.word(last - 1).starts_with("any");
    SUBJECTS.contains(&sentence.word(last))
        && sentence.runs_on(last)
        && is_denying_verb(sentence.word(last + 1))
        && !of_something
}

/// The "unless" of a denial, in the same thought or right behind it.
fn unless_after(sentence: &SpokenSentence<'_>, at: usize) -> Option<(usize, Kind)> {
    if !is_denial(sentence.word(at)) {
        return None;
    }
    let mut last = at;
    while last + 1 < sentence.len() {
        let is_next = sentence.word(last + 1) == "unless";
        let gap = sentence.gap(last).unwrap_or_default().trim();
        if is_next && matches!(gap, "" | ",") {
            return Some((last + 1, Kind::Unless));
        }
        if !gap.is_empty()
            || BREAKS.contains(&sentence.word(last + 1)) && sentence.word(last + 1) != "to"
        {
            return None;
        }
        last += 1;
    }
    None
}

/// "not", "never", "cannot", "don't".
fn is_denial(word: &str) -> bool {
    matches!(word, "not" | "never") || is_denying_verb(word)
}

/// "cannot", "don't".
fn is_denying_verb(word: &str) -> bool {
    word == "cannot" || ends_in_not(word)
}

/// Whether a word is negative in most places.
pub(super) fn may_deny(word: &str) -> bool {
    is_denial(word)
        || matches!(
            word,
            "nobody" | "nothing" | "none" | "nowhere" | "no" | "no-one"
        )
}

fn is_negative(sentence: &SpokenSentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    let denies = || {
        sentence.runs_on(at)
            && !NO_NOUNS.contains(&sentence.word(at + 1))
            && !is_an_answer(sentence, at)
    };
    may_deny(word) && (word != "no" || denies())
}

/// Whether a "no" is a thing: "a no today".
fn is_an_answer(sentence: &SpokenSentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
    matches!(
        before,
        "a" | "another" | "each" | "every" | "first" | "that" | "the" | "their" | "this" | "your"
    )
}

#[cfg(test)]
mod tests {
    use super::{Kind, OPPOSITES, double_negatives};
    use crate::check::spoken::Spoken;
    use crate::document::Document;
    use crate::prose::Prose;

    fn kinds(text: &str) -> Vec<Kind> {
        let prose = Prose::from_document(&Document::parse(text, 0), &|_| None);
        let spoken = Spoken::new(&prose);
        let sentences = spoken.sentences();
        sentences
            .flat_map(|(sentence, _)| double_negatives(&sentence))
            .map(|found| found.kind)
            .collect()
    }

    #[test]
    fn one_no_is_enough() {
        for text in [
            "You do not have to go, and nobody can make you.",
            "It is hard, if not impossible.",
            "Tell them whether or not it is unfair.",
            "Not only is it unfair, it is not legal.",
            "There is no reason not to ask.",
            "Nobody told me, so I did not go.",
            "If you cannot go because you are unable to walk, call.",
            "No, you do not.",
            "You do not need to do it until May.",
            "Do not sign it without reading it.",
            "It is no longer unusual.",
            "Not all illegal acts are crimes.",
            "Saying no should not change your money.",
            "You are not alone. Nothing you say is wrong.",
            "Do not go if you are unwell.",
            "They did not say why it is impossible.",
            "If you don’t tell them they can’t help.",
            "If I do not call you cannot know.",
            "A no today does not mean a no next week.",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn two_noes_are_found() {
        for (text, kind) in [
            ("You are not unable to work.", Kind::Opposite("able")),
            ("It isn’t at all uncommon.", Kind::Opposite("common")),
            (
                "That is not an unreasonable wish.",
                Kind::Opposite("reasonable"),
            ),
            ("Do not fail to send it.", Kind::Fail),
            ("It is not without risk.", Kind::Without),
            ("Nobody will not be paid.", Kind::Other),
            ("They never did not answer.", Kind::Other),
            ("No claim will not be paid.", Kind::Other),
            ("There isn’t anything you can’t say.", Kind::Other),
            ("There is no form you can’t get.", Kind::Other),
            ("You cannot get it unless you ask.", Kind::Unless),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn every_word_has_an_opposite() {
        assert!(OPPOSITES.len() >= 60);
    }
}
