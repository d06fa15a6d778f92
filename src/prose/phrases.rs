//! Finds many words and phrases in one pass.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::fold::{Folded, is_invisible};

/// Words and phrases to look for, all at once, in either case and however their apostrophes,
/// hyphens and spaces are written.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// `None` when there is nothing to look for.
    automaton: Option<AhoCorasick>,
    /// The phrase that each pattern of the automaton is.
    phrase_of: Vec<usize>,
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
        let mut patterns = Vec::new();
        let mut phrase_of = Vec::new();
        for (at, phrase) in phrases.into_iter().enumerate() {
            let pattern = Folded::new(phrase.as_ref()).text().to_owned();
            if !pattern.is_empty() {
                patterns.push(pattern);
                phrase_of.push(at);
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .ok()
            .filter(|_| !patterns.is_empty());
        Self {
            automaton,
            phrase_of,
        }
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

    /// Calls `each` with every phrase in a text and its bytes in the folded text: whole words or
    /// not, one inside another or not, in the order in which they end.
    pub fn each(&self, text: &Folded<'_>, mut each: impl FnMut(usize, Range<usize>)) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        for hit in automaton.find_overlapping_iter(text.text()) {
            if let Some(phrase) = self.phrase_of.get(hit.pattern().as_usize()) {
                each(*phrase, hit.range());
            }
        }
    }
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
    use super::Phrases;

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
