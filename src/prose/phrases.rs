//! Finds many words and phrases in one pass.

use std::cmp::Ordering;
use std::ops::Range;

use super::fold::{Folded, is_invisible};

/// Words and phrases to look for, all at once, in either case and however their apostrophes,
/// hyphens and spaces are written.
///
/// A phrase is looked for where a word begins. So the phrases stand in the order of their bytes,
/// each knowing the longest one that it begins with: one search by halves finds all that begin at
/// a place. That is ready as soon as they are sorted, where an automaton over letters takes longer
/// to build than most sites take to check.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// In the order of their bytes.
    phrases: Vec<Phrase>,
    /// For each pair of first letters, how many phrases stand before the first of them.
    before: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// In lower case.
    text: String,
    /// Which phrase it is, in the order that [`Phrases::new`] was given.
    pattern: usize,
    /// The place of the longest other phrase that it begins with.
    beginning: Option<usize>,
}

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseMatch {
    /// Which phrase, counted from 0 in the order that [`Phrases::new`] was given.
    pub pattern: usize,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

impl Phrases {
    /// Prepares to look for `phrases`. An empty phrase is never found.
    pub fn new<P: AsRef<str>>(phrases: impl IntoIterator<Item = P>) -> Self {
        let mut phrases: Vec<Phrase> = phrases
            .into_iter()
            .enumerate()
            .map(|(pattern, phrase)| Phrase {
                text: Folded::new(phrase.as_ref()).text().to_ascii_lowercase(),
                pattern,
                beginning: None,
            })
            .filter(|phrase| !phrase.text.is_empty())
            .collect();
        phrases.sort_by(|one, other| one.text.cmp(&other.text));
        // The phrases that the one before begins with, itself last.
        let mut open: Vec<usize> = Vec::new();
        let mut before = vec![0; PAIRS + 1];
        for at in 0..phrases.len() {
            let (known, rest) = phrases.split_at_mut(at);
            let Some(phrase) = rest.first_mut() else {
                break;
            };
            let begins = |open: &usize| {
                known
                    .get(*open)
                    .is_some_and(|known| phrase.text.starts_with(&known.text))
            };
            while open.last().is_some_and(|last| !begins(last)) {
                open.pop();
            }
            phrase.beginning = open.last().copied();
            open.push(at);
            if let Some(count) = before.get_mut(pair(phrase.text.as_bytes()) + 1) {
                *count = at + 1;
            }
        }
        // A pair without phrases stands where the pair before it ends.
        for pair in 1..before.len() {
            let last = before.get(pair - 1).copied().unwrap_or_default();
            if let Some(count) = before.get_mut(pair) {
                *count = last.max(*count);
            }
        }
        Self { phrases, before }
    }

    /// Every phrase in `text` that stands as whole words, leftmost and longest, without overlap.
    pub fn find(&self, text: &str) -> Vec<PhraseMatch> {
        self.find_with(text, |_, range| {
            is_whole_words(text, &range).then_some(range)
        })
    }

    /// Every phrase in `text` that `accept` takes, leftmost and longest, without overlap.
    ///
    /// `accept` gets the phrase and its bytes, whole words or not, and returns the bytes that
    /// count as found. A phrase that it refuses leaves room for others.
    pub fn find_with(
        &self,
        text: &str,
        mut accept: impl FnMut(usize, Range<usize>) -> Option<Range<usize>>,
    ) -> Vec<PhraseMatch> {
        let mut found: Vec<PhraseMatch> = Vec::new();
        let folded = Folded::new(text);
        self.each(&folded, |pattern, range| {
            if let Some(range) = accept(pattern, folded.written(range)) {
                found.push(PhraseMatch { pattern, range });
            }
        });
        found.sort_by_key(|hit| (hit.range.start, usize::MAX - hit.range.end, hit.pattern));
        let mut end = 0;
        found.retain(|hit| {
            let keep = hit.range.start >= end;
            if keep {
                end = hit.range.end;
            }
            keep
        });
        found
    }

    /// Calls `each` with every phrase that begins where a word does, and its bytes in the folded
    /// text: whole words or not, one inside another or not, in the order in which they begin.
    pub fn each(&self, text: &Folded<'_>, mut each: impl FnMut(usize, Range<usize>)) {
        if self.phrases.is_empty() {
            return;
        }
        let text = text.text();
        let mut in_word = false;
        for (at, character) in text.char_indices() {
            let goes_on = character.is_alphanumeric();
            if goes_on && in_word {
                continue;
            }
            in_word = goes_on;
            if character != ' ' {
                let rest = text.as_bytes().get(at..).unwrap_or_default();
                self.each_at(rest, |pattern, length| each(pattern, at..at + length));
            }
        }
    }

    /// Calls `each` with every phrase that `rest` begins with, and its length, longest first.
    fn each_at(&self, rest: &[u8], mut each: impl FnMut(usize, usize)) {
        let pair = pair(rest);
        let (Some(&start), Some(&end)) = (self.before.get(pair), self.before.get(pair + 1)) else {
            return;
        };
        let alike = self.phrases.get(start..end).unwrap_or_default();
        let up_to = alike.partition_point(|phrase| in_common(phrase, rest).1 != Ordering::Greater);
        // Whatever `rest` begins with, the last phrase that is not greater begins with too.
        let mut next = (start + up_to).checked_sub(1).filter(|last| *last >= start);
        let last = next.and_then(|last| self.phrases.get(last));
        let shared = last.map_or(0, |last| in_common(last, rest).0);
        while let Some(phrase) = next.and_then(|next| self.phrases.get(next)) {
            if phrase.text.len() <= shared {
                each(phrase.pattern, phrase.text.len());
            }
            next = phrase.beginning;
        }
    }
}

/// Classes of a first byte: before the letters, each letter, behind the letters.
const CLASSES: usize = 28;

/// Pairs of classes of the first two bytes.
const PAIRS: usize = CLASSES * CLASSES;

/// The pair of the first two bytes of a text in either case. Texts in the order of their bytes are
/// in the order of their pairs.
fn pair(text: &[u8]) -> usize {
    let class = |at: usize| {
        text.get(at)
            .map_or(0, |byte| match byte.to_ascii_lowercase() {
                byte @ b'a'..=b'z' => usize::from(byte - b'a') + 1,
                byte if byte < b'a' => 0,
                _ => CLASSES - 1,
            })
    };
    let first = class(0);
    let is_letter = (1..CLASSES - 1).contains(&first);
    first * CLASSES + if is_letter { class(1) } else { 0 }
}

/// How many bytes a phrase has in common with the start of `rest`, and which of them is greater.
fn in_common(phrase: &Phrase, rest: &[u8]) -> (usize, Ordering) {
    let pairs = phrase.text.as_bytes().iter().zip(rest);
    let mut shared = 0;
    for (own, other) in pairs {
        let order = own.cmp(&other.to_ascii_lowercase());
        if order.is_ne() {
            return (shared, order);
        }
        shared += 1;
    }
    (
        shared,
        phrase.text.len().cmp(&rest.len()).min(Ordering::Equal),
    )
}

/// Whether no word of `text` reaches over the ends of `range`. A hyphen belongs to its word.
pub fn is_whole_words(text: &str, range: &Range<usize>) -> bool {
    let is_seen = |character: &char| !is_invisible(*character);
    let before = text
        .get(..range.start)
        .and_then(|before| before.chars().rev().find(is_seen));
    let after = text
        .get(range.end..)
        .and_then(|after| after.chars().find(is_seen));
    let goes_on =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '‐' | '‑');
    !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
}

#[cfg(test)]
mod tests {
    use super::{Folded, Phrases};

    fn found<'t>(phrases: &[&str], text: &'t str) -> Vec<&'t str> {
        let hits = Phrases::new(phrases).find(text).into_iter();
        hits.map(|hit| text.get(hit.range).expect("a match lies in its text"))
            .collect()
    }

    #[test]
    fn either_case_is_found() {
        assert_eq!(found(&["prior to"], "Prior to that"), ["Prior to"]);
    }

    #[test]
    fn only_whole_words_are_found() {
        assert!(found(&["act"], "exactly, react, an act-of-god, acts, acté").is_empty());
        assert_eq!(found(&["act"], "(act), act’s"), ["act", "act"]);
    }

    #[test]
    fn the_longest_at_a_place_is_found() {
        let phrases = ["work", "fit for work", "for"];
        assert_eq!(
            found(&phrases, "fit for work or for it"),
            ["fit for work", "for"]
        );
    }

    #[test]
    fn a_longer_part_of_a_word_does_not_hide_a_whole_word() {
        assert_eq!(found(&["work", "work p"], "work plan"), ["work"]);
    }

    #[test]
    fn a_curly_apostrophe_is_an_apostrophe() {
        assert_eq!(
            found(&["carer's"], "A carer’s or carer's"),
            ["carer’s", "carer's"]
        );
    }

    #[test]
    fn marks_without_a_width_hide_nothing() {
        let text = "car\u{ad}er, work\u{200b}er, fit\u{a0}for  work";
        assert_eq!(
            found(&["carer", "work", "fit for work"], text),
            ["car\u{ad}er", "fit\u{a0}for  work"]
        );
    }

    #[test]
    fn every_phrase_that_begins_at_a_place_is_met() {
        let phrases = [
            "fit",
            "fit for",
            "fit for work",
            "fit note",
            "fitter",
            "é",
            "1 in 4",
            "'",
        ];
        let known = Phrases::new(phrases);
        let mut met = Vec::new();
        let text = Folded::new("FIT for work, unfit, Fit-note, é 1 in 4 ‘fit");
        known.each(&text, |pattern, range| {
            met.push((phrases[pattern], range.start));
        });
        let expected = [
            ("fit for work", 0),
            ("fit for", 0),
            ("fit", 0),
            ("fit", 21),
            ("é", 31),
            ("1 in 4", 34),
            ("'", 41),
            ("fit", 42),
        ];
        assert_eq!(met, expected);
    }

    #[test]
    fn without_phrases_nothing_is_found() {
        assert!(found(&[], "text").is_empty());
        assert!(found(&[""], "text").is_empty());
    }

    #[test]
    fn what_is_refused_leaves_room() {
        let text = "fit for work";
        let phrases = Phrases::new(["fit for work", "work"]);
        let short = phrases.find_with(text, |_, range| (range.len() < 5).then_some(range));
        assert_eq!(short.len(), 1);
        assert_eq!(short.first().map(|hit| hit.pattern), Some(1));
    }
}
