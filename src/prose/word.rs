//! Finds the words of a passage.

use std::ops::Range;

use super::address::addresses;

/// A word and what kind it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text, without punctuation around them.
    pub range: Range<usize>,
    /// What it is.
    pub kind: WordKind,
}

/// What a word is. Each kind counts as one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// Letters; apostrophes and hyphens inside keep it one word.
    Word,
    /// A figure with its sign, such as `£10.50`, `3%` or `10th`.
    Number,
    /// A web or mail address.
    Address,
    /// Inline code.
    Code,
}

/// The words in `range` of `text`; `code` is the inline code there, in order.
pub(super) fn words(text: &str, range: &Range<usize>, code: &[Range<usize>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = range.start;
    for code in code {
        words_outside_code(text, &(at..code.start), &mut words);
        words.push(Word {
            range: code.clone(),
            kind: WordKind::Code,
        });
        at = code.end;
    }
    words_outside_code(text, &(at..range.end), &mut words);
    words
}

fn words_outside_code(text: &str, range: &Range<usize>, words: &mut Vec<Word>) {
    let mut at = range.start;
    for address in addresses(text, range) {
        plain_words(text, at..address.start, words);
        at = address.end;
        words.push(Word {
            range: address,
            kind: WordKind::Address,
        });
    }
    plain_words(text, at..range.end, words);
}

fn plain_words(text: &str, range: Range<usize>, words: &mut Vec<Word>) {
    let inside = text.get(range.clone()).unwrap_or_default();
    let characters: Vec<(usize, char)> = inside.char_indices().collect();
    let run = Run(&characters);
    let mut at = 0;
    while at < characters.len() {
        if !run.starts_word(at) {
            at += 1;
            continue;
        }
        let end = run.word_end(at);
        let byte = |index: usize| {
            characters
                .get(index)
                .map_or(inside.len(), |(byte, _)| *byte)
        };
        let found = byte(at)..byte(end);
        let kind = match inside.get(found.clone()) {
            Some(word) if is_number(word) => WordKind::Number,
            _ => WordKind::Word,
        };
        let range = range.start + found.start..range.start + found.end;
        words.push(Word { range, kind });
        at = end;
    }
}

/// The characters of a run of text and their bytes.
struct Run<'a>(&'a [(usize, char)]);

impl Run<'_> {
    /// The character at `index`, or a space past either end.
    fn get(&self, index: Option<usize>) -> char {
        index
            .and_then(|index| self.0.get(index))
            .map_or(' ', |(_, character)| *character)
    }

    fn before(&self, index: usize) -> char {
        self.get(index.checked_sub(1))
    }

    fn at(&self, index: usize) -> char {
        self.get(Some(index))
    }

    fn starts_word(&self, index: usize) -> bool {
        let character = self.at(index);
        let digit_follows = self.at(index + 1).is_ascii_digit();
        character.is_alphanumeric()
            || is_currency(character) && digit_follows
            || character == '.' && digit_follows && !self.before(index).is_alphanumeric()
    }

    fn word_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while self.goes_on(start, end) {
            end += 1;
        }
        let percent = self.at(end) == '%' && self.before(end).is_ascii_digit();
        end + usize::from(percent)
    }

    /// Whether the character at `index` belongs to the word that began at `start`.
    fn goes_on(&self, start: usize, index: usize) -> bool {
        let (before, after) = (self.before(index), self.at(index + 1));
        match self.at(index) {
            character if character.is_alphanumeric() || is_mark(character) => true,
            '\'' | '’' | '-' | '‐' | '‑' | '&' => {
                is_inside(before) && after.is_alphanumeric() && index > start
            }
            '.' if before.is_alphabetic() && after.is_alphabetic() => {
                self.is_single(index.saturating_sub(1)) && self.is_single(index + 1)
            }
            '.' | ',' | ':' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => false,
        }
    }

    /// Whether the letter at `index` has no other letter beside it, as in "a.m.".
    fn is_single(&self, index: usize) -> bool {
        !self.before(index).is_alphanumeric() && !self.at(index + 1).is_alphanumeric()
    }
}

/// Whether a word can go on after `character` with a hyphen or an apostrophe.
fn is_inside(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Accents that stand on the letter before them, and the hyphen that shows at a line's end only.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}')
}

const fn is_currency(character: char) -> bool {
    matches!(character, '£' | '$' | '€')
}

/// Whether a word is a figure: it begins with a digit, and letters are at most a short ending.
fn is_number(word: &str) -> bool {
    let figure = word.trim_start_matches(|c| is_currency(c) || c == '.');
    figure.starts_with(|c: char| c.is_ascii_digit())
        && word
            .split(|c: char| !c.is_alphabetic())
            .all(|letters| letters.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::{WordKind, words};
    use crate::source::Span;

    fn found(text: &str) -> Vec<(&str, WordKind)> {
        words(text, &(0..text.len()), &[])
            .into_iter()
            .map(|word| (Span::from(word.range).of(text), word.kind))
            .collect()
    }

    fn kind_of(word: &str) -> WordKind {
        let found = found(word);
        assert_eq!(found.len(), 1, "{word} is one word");
        assert_eq!(found[0].0, word);
        found[0].1
    }

    #[test]
    fn a_number_is_one_word() {
        for number in [
            "£95.55",
            "10.50",
            "2026",
            "£1,200.75",
            "3%",
            ".5",
            "£2.5m",
            "10th",
            "24/7",
            "10:30",
        ] {
            assert_eq!(kind_of(number), WordKind::Number, "{number}");
        }
    }

    #[test]
    fn apostrophes_and_hyphens_keep_a_word_whole() {
        for word in [
            "don’t",
            "o'clock",
            "means-tested",
            "28-day",
            "B&B",
            "D.W.P",
            "Turn2us",
            "café",
        ] {
            assert_eq!(kind_of(word), WordKind::Word, "{word}");
        }
    }

    #[test]
    fn a_stroke_or_a_dash_parts_words() {
        assert_eq!(found("and/or").len(), 2);
        assert_eq!(found("work—or").len(), 2);
        assert_eq!(found("days.Call").len(), 2);
    }

    #[test]
    fn punctuation_is_not_a_word() {
        assert!(found(" – & … ' - £ % ").is_empty());
    }

    #[test]
    fn code_and_addresses_are_one_word_each() {
        let text = "Use a b at gov.uk now";
        let found: Vec<_> = words(text, &(0..text.len()), std::slice::from_ref(&(4..7)))
            .into_iter()
            .map(|word| (Span::from(word.range).of(text), word.kind))
            .collect();
        assert_eq!(found[1], ("a b", WordKind::Code));
        assert_eq!(found[3], ("gov.uk", WordKind::Address));
        assert_eq!(found.len(), 5);
    }
}
