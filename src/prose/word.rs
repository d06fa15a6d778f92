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

/// Adds the words in `range` of `text`; `code` is the inline code there, in order.
pub(super) fn push_words(
    text: &str,
    range: &Range<usize>,
    code: &[Range<usize>],
    words: &mut Vec<Word>,
) {
    let mut at = range.start;
    for code in code {
        words_outside_code(text, &(at..code.start), words);
        words.push(Word {
            range: code.clone(),
            kind: WordKind::Code,
        });
        at = code.end;
    }
    words_outside_code(text, &(at..range.end), words);
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
    let run = Run(text.get(range.clone()).unwrap_or_default());
    let mut at = 0;
    while let Some(start) = run.next_start(at) {
        at = run.word_end(start);
        let kind = match run.0.get(start..at) {
            Some(word) if is_number(word) => WordKind::Number,
            _ => WordKind::Word,
        };
        let range = range.start + start..range.start + at;
        words.push(Word { range, kind });
    }
}

/// A run of text; places in it are bytes.
struct Run<'a>(&'a str);

impl Run<'_> {
    /// The character that ends at byte `at`, or a space at the start.
    fn before(&self, at: usize) -> char {
        let before = self.0.get(..at);
        before
            .and_then(|before| before.chars().next_back())
            .unwrap_or(' ')
    }

    /// The character that begins at byte `at`, or a space past the end.
    fn at(&self, at: usize) -> char {
        let after = self.0.get(at..);
        after.and_then(|after| after.chars().next()).unwrap_or(' ')
    }

    fn next_start(&self, from: usize) -> Option<usize> {
        let bytes = self.0.as_bytes().get(from..)?;
        let from = from + bytes.iter().take_while(|byte| **byte == b' ').count();
        // Most words begin with a plain letter.
        if self.0.as_bytes().get(from)?.is_ascii_alphanumeric() {
            return Some(from);
        }
        let rest = self.0.get(from..)?;
        rest.char_indices()
            .map(|(byte, character)| (from + byte, character))
            .find(|(at, character)| self.starts_word(*at, *character))
            .map(|(at, _)| at)
    }

    fn starts_word(&self, at: usize, character: char) -> bool {
        if character.is_alphanumeric() {
            return true;
        }
        let digit_follows = || self.at(at + character.len_utf8()).is_ascii_digit();
        is_currency(character) && digit_follows()
            || character == '.' && digit_follows() && !self.before(at).is_alphanumeric()
    }

    fn word_end(&self, start: usize) -> usize {
        // Most of a word is plain letters, and most words have a space behind them.
        let mut end = start + self.plain_letters(start);
        loop {
            if matches!(self.0.as_bytes().get(end), None | Some(b' ')) && end > start {
                return end;
            }
            let character = self.at(end);
            if end > start && !self.goes_on(end, character) {
                break;
            }
            end += character.len_utf8();
            end += self.plain_letters(end);
        }
        let percent = self.at(end) == '%' && self.before(end).is_ascii_digit();
        end + usize::from(percent)
    }

    /// How many letters and figures that take one byte stand from byte `from` on.
    fn plain_letters(&self, from: usize) -> usize {
        let rest = self.0.as_bytes().get(from..).unwrap_or_default();
        rest.iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count()
    }

    /// Whether `character`, at byte `at`, belongs to the word before it.
    fn goes_on(&self, at: usize, character: char) -> bool {
        if character.is_alphanumeric() || is_mark(character) {
            return true;
        }
        let next = at + character.len_utf8();
        match character {
            '\'' | '’' | '-' | '‐' | '‑' | '&' => {
                is_inside(self.before(at)) && self.at(next).is_alphanumeric()
            }
            '.' if self.before(at).is_alphabetic() => {
                self.at(next).is_alphabetic() && self.is_between_letters(at)
            }
            '.' | ',' | ':' | '/' => {
                self.before(at).is_ascii_digit() && self.at(next).is_ascii_digit()
            }
            _ => false,
        }
    }

    /// Whether one letter alone stands on either side of the stop at byte `at`, as in "a.m.".
    fn is_between_letters(&self, at: usize) -> bool {
        let before = at - self.before(at).len_utf8();
        let after = at + 1 + self.at(at + 1).len_utf8();
        !self.before(before).is_alphanumeric() && !self.at(after).is_alphanumeric()
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
    if word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let figure = word.trim_start_matches(|c| is_currency(c) || c == '.');
    figure.starts_with(|c: char| c.is_ascii_digit())
        && word
            .split(|c: char| !c.is_alphabetic())
            .all(|letters| letters.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Word, WordKind, push_words};
    use crate::source::Span;

    fn words(text: &str, code: &[Range<usize>]) -> Vec<Word> {
        let mut words = Vec::new();
        push_words(text, &(0..text.len()), code, &mut words);
        words
    }

    fn found(text: &str) -> Vec<(&str, WordKind)> {
        words(text, &[])
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
        let found: Vec<_> = words(text, std::slice::from_ref(&(4..7)))
            .into_iter()
            .map(|word| (Span::from(word.range).of(text), word.kind))
            .collect();
        assert_eq!(found[1], ("a b", WordKind::Code));
        assert_eq!(found[3], ("gov.uk", WordKind::Address));
        assert_eq!(found.len(), 5);
    }
}
