//! Finds many words and phrases in one pass.

use std::cmp::Ordering;
use std::hash::Hasher;
use std::ops::Range;

use super::fold::{Folded, is_invisible};
use super::word_hash::WordHasher;

/// Words and phrases to look for, all at once, in either case and however their apostrophes,
/// hyphens and spaces are written.
///
/// A phrase is looked for where a word begins, among those with the same first two words, or with
/// no more than the first: two looks into a table pass over most words of a text. Those that are
/// led by the same words stand in the order of their bytes, each knowing the longest one that it
/// begins with, so that one search by halves finds all that begin at a place. That is ready as
/// soon as they are sorted, where an automaton over letters takes longer to build than most sites
/// take to check.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// By the words that lead them, then in the order of their bytes.
    known: Vec<Phrase>,
    /// The phrases that are led by the same words.
    groups: Vec<Group>,
    /// Places in `groups` by the hash of those words, counted from 1; 0 is a free place. Words
    /// whose place is taken have the next free one. The length is a power of two.
    table: Vec<u32>,
    /// A bit for the hash of each first word. Most words of a text have none.
    first_words: Vec<u64>,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// In lower case.
    text: String,
    /// How many bytes its first two words have with what stands between them, or its only one. A
    /// sign that is in no word is one too.
    lead: usize,
    /// The hash of these words.
    hash: u64,
    /// The hash of the first of them.
    first_hash: u64,
    /// Which phrase it is, in the order that [`Phrases::new`] was given.
    pattern: usize,
    /// The place of the longest other phrase that it begins with.
    beginning: Option<usize>,
}

impl Phrase {
    /// A phrase in lower case; `None` if it is empty.
    fn new(text: String, pattern: usize) -> Option<Self> {
        let first = FirstWord::at(&text, 0)?;
        let space = text.as_bytes().get(first.length) == Some(&b' ');
        let second = FirstWord::at(&text, first.length + usize::from(space));
        let (lead, hash) = match second {
            Some(second) => first.with(&second),
            None => (first.length, first.hash),
        };
        Some(Self {
            text,
            lead,
            hash,
            first_hash: first.hash,
            pattern,
            beginning: None,
        })
    }

    fn leading_words(&self) -> &str {
        self.text.get(..self.lead).unwrap_or_default()
    }
}

/// Phrases that are led by the same words.
#[derive(Debug, Clone)]
struct Group {
    hash: u64,
    places: Range<usize>,
}

/// A text made ready for any number of searches.
#[derive(Debug, Clone)]
pub struct SearchText<'t> {
    written: &'t str,
    folded: Folded<'t>,
    /// Where a phrase can begin.
    words: Vec<FirstWord>,
}

/// A word, or a sign that is in no word, of a folded text.
#[derive(Debug, Clone, Copy)]
struct FirstWord {
    start: usize,
    /// In bytes.
    length: usize,
    /// Of the word in lower case.
    hash: u64,
}

impl<'t> SearchText<'t> {
    /// Folds a text and finds its words.
    pub fn new(written: &'t str) -> Self {
        let folded = Folded::new(written);
        let mut words = Vec::with_capacity(written.len() / 4);
        let mut at = 0;
        while let Some(first) = FirstWord::at(folded.text(), at) {
            at += first.length;
            words.push(first);
            // A space follows most words, and no phrase begins with one.
            at += usize::from(folded.text().as_bytes().get(at) == Some(&b' '));
        }
        Self {
            written,
            folded,
            words,
        }
    }

    /// The text as it is written.
    pub const fn written(&self) -> &'t str {
        self.written
    }

    /// The text with its signs written in one way.
    pub const fn folded(&self) -> &Folded<'t> {
        &self.folded
    }
}

impl FirstWord {
    /// How many bytes it and the next one have together, and their hash.
    const fn with(&self, next: &Self) -> (usize, u64) {
        let gap = next.start - self.start - self.length;
        let mixed = self.hash.rotate_left(7) ^ next.hash;
        let hash = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ gap as u64;
        (self.length + gap + next.length, hash)
    }

    /// The word or sign at a byte of a text; `None` at its end.
    fn at(text: &str, start: usize) -> Option<Self> {
        let bytes = text.as_bytes().get(start..)?;
        let is_other = |byte: &u8| !byte.is_ascii_alphanumeric();
        let length = bytes.iter().position(is_other).unwrap_or(bytes.len());
        if bytes.get(length).is_none_or(u8::is_ascii) && length > 0 {
            let hash = hash_of(bytes.get(..length)?);
            return Some(Self {
                start,
                length,
                hash,
            });
        }
        // Some letters take more than a byte.
        let rest = text.get(start..)?;
        let end = rest.find(|c: char| !c.is_alphanumeric());
        let length = match end.unwrap_or(rest.len()) {
            0 => rest.chars().next()?.len_utf8(),
            length => length,
        };
        let hash = hash_of(bytes.get(..length)?);
        Some(Self {
            start,
            length,
            hash,
        })
    }
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
            .filter_map(|(pattern, phrase)| {
                let text = Folded::new(phrase.as_ref()).text().to_ascii_lowercase();
                Phrase::new(text, pattern)
            })
            .collect();
        phrases.sort_by(|one, other| {
            let by_lead = one.leading_words().cmp(other.leading_words());
            by_lead.then_with(|| one.text.cmp(&other.text))
        });
        let groups: Vec<Group> = phrases
            .chunk_by(|one, other| one.leading_words() == other.leading_words())
            .scan(0, |start, alike| {
                let places = *start..*start + alike.len();
                *start = places.end;
                let hash = alike.first()?.hash;
                Some(Group { hash, places })
            })
            .collect();
        for group in &groups {
            link(
                phrases.get_mut(group.places.clone()).unwrap_or_default(),
                group.places.start,
            );
        }
        Self {
            first_words: first_words(&phrases),
            table: table(&groups),
            groups,
            known: phrases,
        }
    }

    /// Every phrase in `text` that stands as whole words, leftmost and longest, without overlap.
    pub fn find(&self, text: &SearchText<'_>) -> Vec<PhraseMatch> {
        self.find_with(text, |_, range| {
            is_whole_words(text.written(), &range).then_some(range)
        })
    }

    /// Every phrase in `text` that `accept` takes, leftmost and longest, without overlap.
    ///
    /// `accept` gets the phrase and its bytes, whole words or not, and returns the bytes that
    /// count as found. A phrase that it refuses leaves room for others.
    pub fn find_with(
        &self,
        text: &SearchText<'_>,
        mut accept: impl FnMut(usize, Range<usize>) -> Option<Range<usize>>,
    ) -> Vec<PhraseMatch> {
        let mut found: Vec<PhraseMatch> = Vec::new();
        self.each(text, |pattern, range| {
            if let Some(range) = accept(pattern, text.folded.written(range)) {
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
    /// text. Its first two words are whole; what comes behind them may go on, and one may lie
    /// inside another. They come in the order in which they begin, the longest first.
    pub fn each(&self, text: &SearchText<'_>, mut each: impl FnMut(usize, Range<usize>)) {
        if self.known.is_empty() {
            return;
        }
        let folded = text.folded.text().as_bytes();
        let mut words = text.words.iter().peekable();
        while let Some(first) = words.next() {
            if !self.may_begin(first) {
                continue;
            }
            let rest = folded.get(first.start..).unwrap_or_default();
            let mut found = |pattern, length| each(pattern, first.start..first.start + length);
            if let Some(second) = words.peek() {
                let (lead, hash) = first.with(second);
                if let Some(group) = self.group(rest, lead, hash) {
                    self.each_in(group, rest, &mut found);
                }
            }
            if let Some(group) = self.group(rest, first.length, first.hash) {
                self.each_in(group, rest, &mut found);
            }
        }
    }

    /// Whether a phrase may begin with the word `first`.
    fn may_begin(&self, first: &FirstWord) -> bool {
        let (place, bit) = bit(first.hash, self.first_words.len());
        self.first_words
            .get(place)
            .is_some_and(|bits| bits & bit != 0)
    }

    /// Calls `each` with every phrase at `places`, which are those of a group, that begins `rest`,
    /// and with its length in bytes, longest first.
    fn each_in(&self, places: &Range<usize>, rest: &[u8], each: &mut impl FnMut(usize, usize)) {
        let alike = self.known.get(places.clone()).unwrap_or_default();
        let up_to = alike.partition_point(|phrase| in_common(phrase, rest).1 != Ordering::Greater);
        // Whatever `rest` begins with, the last phrase that is not greater begins with too.
        let mut next = (places.start + up_to)
            .checked_sub(1)
            .filter(|last| *last >= places.start);
        let last = next.and_then(|last| self.known.get(last));
        let shared = last.map_or(0, |last| in_common(last, rest).0);
        while let Some(phrase) = next.and_then(|next| self.known.get(next)) {
            let length = phrase.text.len();
            if length <= shared {
                each(phrase.pattern, length);
            }
            next = phrase.beginning;
        }
    }

    /// The places of the phrases that are led by the first `lead` bytes of `rest`.
    #[inline]
    fn group(&self, rest: &[u8], lead: usize, hash: u64) -> Option<&Range<usize>> {
        let last = self.table.len().checked_sub(1)?;
        let mut at = slot(hash, last);
        loop {
            let group = (*self.table.get(at)? as usize).checked_sub(1)?;
            let group = self.groups.get(group)?;
            if group.hash == hash {
                let words = self.known.get(group.places.start)?.leading_words();
                let here = rest.get(..lead)?;
                if words.as_bytes().eq_ignore_ascii_case(here) {
                    return Some(&group.places);
                }
            }
            at = (at + 1) & last;
        }
    }
}

/// Tells each of the phrases that are led by the same words, which stand from place `start` on, what
/// other one it begins with.
fn link(alike: &mut [Phrase], start: usize) {
    // The phrases that the one before begins with, itself last.
    let mut open: Vec<usize> = Vec::new();
    for at in 0..alike.len() {
        let (known, rest) = alike.split_at_mut(at);
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
        phrase.beginning = open.last().map(|last| start + last);
        open.push(at);
    }
}

/// Places of the groups by the hash of their words.
fn table(groups: &[Group]) -> Vec<u32> {
    let length = (2 * groups.len()).next_power_of_two();
    let mut table = vec![0; length];
    for (number, group) in (1..).zip(groups) {
        let mut at = slot(group.hash, length - 1);
        while table.get(at).is_some_and(|taken| *taken != 0) {
            at = (at + 1) & (length - 1);
        }
        if let Some(free) = table.get_mut(at) {
            *free = number;
        }
    }
    table
}

/// A bit for the hash of each first word, in sixteen times as many.
fn first_words(phrases: &[Phrase]) -> Vec<u64> {
    let mut bits = vec![0; phrases.len().next_power_of_two().div_ceil(4)];
    for phrase in phrases {
        let (place, bit) = bit(phrase.first_hash, bits.len());
        if let Some(bits) = bits.get_mut(place) {
            *bits |= bit;
        }
    }
    bits
}

/// The place of a hash among `length` groups of 64 bits, and its bit there.
fn bit(hash: u64, length: usize) -> (usize, u64) {
    let place = slot(hash >> 6, length.saturating_sub(1));
    (place, 1 << (hash % 64))
}

/// Where a hash belongs in a table whose last place is `last`.
fn slot(hash: u64, last: usize) -> usize {
    let bits = usize::try_from(hash & u64::from(u32::MAX));
    bits.unwrap_or_default() & last
}

/// The hash of a word, the same for small letters and capitals.
fn hash_of(word: &[u8]) -> u64 {
    let mut hash = WordHasher::default();
    hash.add_in_any_case(word);
    hash.finish()
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
    use super::{Phrases, SearchText};

    fn found<'t>(phrases: &[&str], text: &'t str) -> Vec<&'t str> {
        let found = Phrases::new(phrases).find(&SearchText::new(text));
        let hits = found.into_iter();
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
        let text = SearchText::new("FIT for work, unfit, Fit-note, é 1 in 4 ‘fit");
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
        let short = phrases.find_with(&SearchText::new(text), |_, range| {
            (range.len() < 5).then_some(range)
        });
        assert_eq!(short.len(), 1);
        assert_eq!(short.first().map(|hit| hit.pattern), Some(1));
    }
}
