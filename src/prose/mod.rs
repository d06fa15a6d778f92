//! The words of a page as a reader meets them, with a map back to the source.
//!
//! 1. `gather` turns the tree into plain text, passage by passage, and keeps the places.
//! 2. `word` finds the words; `address` finds web and mail addresses, which are words too.
//! 3. `sentence` splits each passage into sentences.
//! 4. `count` counts words, syllables and letters; `score` puts the counts into published
//!    formulas. `syllable`, with `syllable_table`, and `rarity` judge single words.
//!    `word_hash` remembers what they say.
//!
//! Nothing here knows a rule of the gate: rules ask for sentences and words, and turn what they
//! find into places with [`Prose::span`].

mod address;
mod count;
mod fold;
mod gather;
mod lower;
mod map;
mod phrases;
mod rarity;
mod score;
mod sentence;
mod syllable;
mod syllable_table;
#[cfg(test)]
mod tests;
mod word;
mod word_hash;

use std::ops::Range;

use crate::document::Document;
use crate::source::Span;

pub use count::{Counts, Exemption};
pub use fold::Folded;
pub use phrases::{PhraseMatch, Phrases, SearchText, is_whole_words};
pub use rarity::{RAREST_BAND, rarity_band};
pub use score::Scores;
pub use syllable::syllables;
pub use word::{Word, WordKind};
pub use word_hash::{Memory, WordHasher, WordMap, WordSet, WordShapes};

/// The readable text of a document: passages, sentences and words, each a byte range of
/// [`text`](Self::text).
#[derive(Debug, Clone, Default)]
pub struct Prose {
    text: String,
    map: map::SourceMap,
    passages: Vec<Passage>,
    sentences: Vec<Sentence>,
    words: Vec<Word>,
}

/// A run of text that sentences do not leave: a paragraph, a heading, an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is on the page.
    pub kind: PassageKind,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its sentences, as indices of [`Prose::sentences`].
    pub sentences: Range<usize>,
}

/// What a passage is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph, in an alert, a footnote or a definition too.
    Paragraph,
    /// A heading.
    Heading,
    /// A paragraph of an entry of a list.
    ListItem,
    /// A cell of a table.
    TableCell,
    /// The words that an entry of a definition list explains.
    Term,
    /// Anything inside a quotation that is not an alert: somebody else's words.
    Quotation,
    /// A paragraph of a letter to copy.
    Letter,
}

impl PassageKind {
    /// Whether the sentences of such passages are counted for scores. The others are no
    /// sentences, or not ours.
    pub const fn is_counted(self) -> bool {
        match self {
            Self::Paragraph | Self::ListItem => true,
            Self::Heading | Self::TableCell | Self::Term | Self::Quotation | Self::Letter => false,
        }
    }
}

/// A sentence. Each has at least one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the text, without white space around them.
    pub range: Range<usize>,
    /// Its words, as indices of [`Prose::words`].
    pub words: Range<usize>,
}

impl Prose {
    /// Takes the words out of `document`; `fact` gives the text of a fact id.
    ///
    /// Code blocks (letters aside), images, comments, raw HTML and marks of footnotes have no
    /// words. A placeholder that `fact` does not know stands as it is written, as one word of
    /// code.
    pub fn from_document(document: &Document, fact: &dyn Fn(&str) -> Option<String>) -> Self {
        let gathered = gather::gather(document, fact);
        let mut prose = Self {
            text: gathered.text,
            map: gathered.map,
            ..Self::default()
        };
        let mut code = gathered.code.as_slice();
        for (kind, range) in gathered.passages {
            let (inside, rest) = code.split_at(code.partition_point(|code| code.end <= range.end));
            code = rest;
            prose.push_passage(kind, range, inside);
        }
        prose
    }

    fn push_passage(&mut self, kind: PassageKind, range: Range<usize>, code: &[Range<usize>]) {
        let first_sentence = self.sentences.len();
        let mut first_word = self.words.len();
        word::push_words(&self.text, &range, code, &mut self.words);
        let words = self.words.get(first_word..).unwrap_or_default();
        let mut taken = 0;
        for sentence in sentence::split(&self.text, &range, words) {
            let end = words.partition_point(|word| word.range.end <= sentence.end);
            let last_word = first_word + (end - taken);
            self.sentences.push(Sentence {
                range: sentence,
                words: first_word..last_word,
            });
            (first_word, taken) = (last_word, end);
        }
        self.passages.push(Passage {
            kind,
            range,
            sentences: first_sentence..self.sentences.len(),
        });
    }

    /// The readable text; an empty line stands between two passages.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The passages in the order of the source.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// All sentences in the order of the source.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All words in the order of the source.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The bytes of the source that a byte range of the text came from.
    ///
    /// Exact to the byte where the text stands in the source as it is. An entity such as
    /// `&amp;`, a figure, inline code or a letter maps as a whole, marks included.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.map.span(range)
    }

    /// Whether word rules must stay away: `range` lies inside inline code, an address, a
    /// quotation or a letter.
    pub fn is_protected(&self, range: Range<usize>) -> bool {
        let holds = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
        let passage = self
            .passages
            .partition_point(|passage| passage.range.end < range.end);
        if let Some(passage) = self.passages.get(passage)
            && matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter)
            && holds(&passage.range)
        {
            return true;
        }
        let word = self
            .words
            .partition_point(|word| word.range.end < range.end);
        self.words.get(word).is_some_and(|word| {
            matches!(word.kind, WordKind::Address | WordKind::Code) && holds(&word.range)
        })
    }

    /// The words of a sentence of this text.
    pub fn words_in(&self, sentence: &Sentence) -> &[Word] {
        self.words.get(sentence.words.clone()).unwrap_or_default()
    }

    /// The syllables of a word of this text; figures, addresses and code have one.
    pub fn syllables_in(&self, word: &Word) -> usize {
        match word.kind {
            WordKind::Word => syllables(self.text.get(word.range.clone()).unwrap_or_default()),
            WordKind::Number | WordKind::Address | WordKind::Code => 1,
        }
    }

    /// The sentences of a passage of this text.
    pub fn sentences_in(&self, passage: &Passage) -> &[Sentence] {
        self.sentences
            .get(passage.sentences.clone())
            .unwrap_or_default()
    }
}
