//! Sentences word by word, for rules that look at how words follow each other.

use std::ops::Range;

use crate::prose::{Passage, PassageKind, Prose, Word, WordKind, WordShapes};

/// A text whose words can be read in lower case, without a new string for each.
#[derive(Debug)]
pub(super) struct Spoken<'a> {
    /// The text itself.
    pub(super) prose: &'a Prose,
    /// The same bytes, with ASCII letters in lower case.
    lower: String,
}

/// A sentence of a [`Spoken`] text.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpokenSentence<'a> {
    lower: &'a str,
    words: &'a [Word],
}

impl<'a> Spoken<'a> {
    /// Prepares a text.
    pub(super) fn new(prose: &'a Prose) -> Self {
        Self {
            prose,
            lower: prose.text().to_ascii_lowercase(),
        }
    }

    /// The sentences in our own words, with the passage of each: quotations and letters are
    /// other people's.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (SpokenSentence<'_>, &'a Passage)> {
        let (prose, lower) = (self.prose, self.lower.as_str());
        let own = prose.passages().iter().filter(|passage| is_own(passage));
        own.flat_map(move |passage| {
            let sentences = prose.sentences_in(passage).iter();
            sentences.map(move |sentence| {
                let words = prose.words_in(sentence);
                (SpokenSentence { lower, words }, passage)
            })
        })
    }

    /// The sentences of a passage.
    pub(super) fn sentences_in(
        &self,
        passage: &Passage,
    ) -> impl Iterator<Item = SpokenSentence<'_>> {
        let sentences = self.prose.sentences_in(passage).iter();
        sentences.map(|sentence| SpokenSentence {
            lower: self.lower.as_str(),
            words: self.prose.words_in(sentence),
        })
    }

    /// A range of the text in lower case.
    pub(super) fn lower(&self, range: Range<usize>) -> &str {
        self.lower.get(range).unwrap_or_default()
    }
}

/// Whether a passage is in our own words.
pub(super) fn is_own(passage: &Passage) -> bool {
    !matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter)
}

/// Whether a passage is running text: what readability counts count.
pub(super) fn is_running(passage: &Passage) -> bool {
    matches!(passage.kind, PassageKind::Paragraph | PassageKind::ListItem)
}

impl<'a> SpokenSentence<'a> {
    /// How many words it has.
    pub(super) const fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `at` in lower case; empty for code, for an address and past the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        let spoken = |word: &&Word| matches!(word.kind, WordKind::Word | WordKind::Number);
        let word = self.words.get(at).filter(spoken);
        word.and_then(|word| self.lower.get(word.range.clone()))
            .unwrap_or_default()
    }

    /// Whether only space stands between the word at `at` and the next one.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        self.gap(at).is_some_and(|gap| gap.trim().is_empty())
    }

    /// What stands between the word at `at` and the next one, if there is one.
    pub(super) fn gap(&self, at: usize) -> Option<&'a str> {
        let (word, next) = (self.words.get(at)?, self.words.get(at + 1)?);
        self.lower.get(word.range.end..next.range.start)
    }

    /// The text from one word to another in lower case, both included.
    pub(super) fn text(&self, first: usize, last: usize) -> &'a str {
        self.lower.get(self.range(first, last)).unwrap_or_default()
    }

    /// The bytes in the text from one word to another, both included.
    pub(super) fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.words.get(first).map_or(0, |word| word.range.start);
        let end = self.words.get(last).map_or(start, |word| word.range.end);
        start..end
    }
}

/// A few words in lower case, most others quickly told from them.
#[derive(Debug)]
pub(super) struct FewWords {
    words: &'static [&'static str],
    shapes: WordShapes,
}

impl FewWords {
    /// The words.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            shapes: WordShapes::of(words),
        }
    }

    /// Whether `word` is one of them.
    #[inline]
    pub(super) fn holds(&self, word: &str) -> bool {
        self.shapes.may_hold(word) && self.words.contains(&word)
    }
}

/// Whether a word ends in a shortened "not": "don't".
pub(super) fn ends_in_not(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}

/// The word before its apostrophe, and what follows it: ("you", "re") for "you're".
pub(super) fn contraction(word: &str) -> Option<(&str, &str)> {
    let may_hold_one = |byte: u8| byte == b'\'' || !byte.is_ascii();
    if !word.bytes().any(may_hold_one) {
        return None;
    }
    word.split_once(['\'', '’'])
}
