//! Sentences word by word, for rules that look at how words follow each other.

use std::cell::RefCell;
use std::ops::Range;

use super::everyday::rarest_part;
use super::rules;
use crate::prose::{Memory, Passage, PassageKind, Prose, Sentence, Word, WordKind, WordShapes};

/// A text whose words can be read in lower case, without a new string for each.
#[derive(Debug)]
pub(super) struct Spoken<'a> {
    /// The text itself.
    pub(super) prose: &'a Prose,
    /// The same bytes, with ASCII letters in lower case.
    lower: String,
    /// What is known of each word.
    known: Vec<KnownWord>,
}

/// What may stand at a word, so that a rule looks there. Rules pass over most words.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub(super) enum Cue {
    /// A clause begins.
    Clause = 1,
    /// A verb hides who does what.
    Passive = 1 << 1,
    /// Something is denied.
    Negative = 1 << 2,
    /// A threat begins.
    Threat = 1 << 3,
    /// A number stands in figures or in words.
    Number = 1 << 4,
    /// A date stands there.
    Date = 1 << 5,
    /// The word is American.
    American = 1 << 6,
    /// More than one capital.
    Capitals = 1 << 7,
}

/// What is known of a word wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownWord {
    /// A bit for each [`Cue`].
    cues: u8,
    /// The band of rarity of its rarest part.
    pub(super) rarest_part: u8,
}

thread_local! {
    static KNOWN: RefCell<Memory<KnownWord>> = RefCell::default();
}

impl KnownWord {
    /// Works out what is known of a word in lower case.
    fn of(lower: &str) -> Self {
        let cues = rules::cues(lower).into_iter();
        Self {
            cues: cues.fold(
                0,
                |all, (cue, is_it)| if is_it { all | cue as u8 } else { all },
            ),
            rarest_part: rarest_part(lower),
        }
    }

    /// Whether it is a cue.
    #[inline]
    pub(super) const fn is(self, cue: Cue) -> bool {
        self.cues & cue as u8 != 0
    }
}

/// A sentence of a [`Spoken`] text.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpokenSentence<'a> {
    lower: &'a str,
    words: &'a [Word],
    known: &'a [KnownWord],
}

impl<'a> Spoken<'a> {
    /// Prepares a text.
    pub(super) fn new(prose: &'a Prose) -> Self {
        let lower = prose.text().to_ascii_lowercase();
        let known = KNOWN.with_borrow_mut(|memory| {
            let words = prose.words().iter().map(|word| {
                let lower = lower.get(word.range.clone()).unwrap_or_default();
                let own = prose.text().as_bytes().get(word.range.clone());
                let mut known = memory.recall(lower, KnownWord::of);
                if own.is_some_and(|own| capitals(own) > 1) {
                    known.cues |= Cue::Capitals as u8;
                }
                known
            });
            words.collect()
        });
        Self {
            prose,
            lower,
            known,
        }
    }

    /// The sentences in our own words, with the passage of each: quotations and letters are
    /// other people's.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (SpokenSentence<'_>, &'a Passage)> {
        let passages = self.prose.passages().iter();
        let own = passages.filter(|passage| is_own(passage));
        own.flat_map(|passage| {
            let sentences = self.sentences_in(passage);
            sentences.map(move |sentence| (sentence, passage))
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
            known: self.known_in(sentence),
        })
    }

    /// The words of the text that are such a cue.
    pub(super) fn words(&self, cue: Cue) -> impl Iterator<Item = &'a Word> {
        let words = self.prose.words().iter().zip(&self.known);
        let cues = words.filter(move |(_, known)| known.is(cue));
        cues.map(|(word, _)| word)
    }

    /// What is known of the words of a sentence.
    pub(super) fn known_in(&self, sentence: &Sentence) -> &[KnownWord] {
        self.known.get(sentence.words.clone()).unwrap_or_default()
    }

    /// A range of the text in lower case.
    pub(super) fn lower(&self, range: Range<usize>) -> &str {
        self.lower.get(range).unwrap_or_default()
    }
}

/// How many capitals a word has.
pub(super) fn capitals(word: &[u8]) -> usize {
    word.iter().filter(|byte| byte.is_ascii_uppercase()).count()
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

    /// The places of its words that are such a cue.
    pub(super) fn places(&self, cue: Cue) -> impl Iterator<Item = usize> + 'a {
        let known = self.known.iter().enumerate();
        let cues = known.filter(move |(_, known)| known.is(cue));
        cues.map(|(at, _)| at)
    }

    /// Whether the word at `at` is such a cue.
    pub(super) fn is_cue(&self, at: usize, cue: Cue) -> bool {
        self.known.get(at).is_some_and(|known| known.is(cue))
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
