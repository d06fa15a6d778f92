//! Splits a passage into sentences.
//!
//! A stop ends a sentence when what follows looks like the start of another one, unless the word
//! before the stop is an abbreviation that goes on. Web addresses, code and figures are words,
//! so the stops inside them are never looked at.

mod abbreviation;

use std::ops::Range;

use self::abbreviation::Abbreviation;
use super::Word;

/// How far back the word before a stop is read, in bytes. No abbreviation is longer.
const LONGEST_TOKEN: usize = 24;

/// Words that often begin a sentence and are seldom the next word of a name.
const STARTERS: [&str; 64] = [
    "a", "after", "all", "also", "an", "and", "are", "as", "ask", "at", "before", "both", "bring",
    "but", "by", "call", "can", "do", "does", "each", "every", "for", "from", "get", "he", "her",
    "here", "his", "how", "if", "in", "is", "it", "its", "many", "most", "my", "no", "not", "on",
    "once", "or", "others", "our", "she", "so", "some", "that", "the", "their", "then", "there",
    "these", "they", "this", "to", "we", "what", "when", "where", "who", "why", "you", "your",
];

/// The sentences in `range` of `text`, in order, without the white space between them.
///
/// `words` are the words of the range. Every sentence holds at least one; marks without words
/// belong to the sentence before them.
pub(super) fn split(text: &str, range: &Range<usize>, words: &[Word]) -> Vec<Range<usize>> {
    let passage = Passage {
        text,
        end: range.end,
        words,
    };
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut start = passage.skip_space(range.start);
    let mut at = start;
    while let Some(stop) = passage.next_stop(at) {
        at = stop.closed;
        if passage.has_words(start, stop.at) && passage.ends_sentence(start, &stop) {
            sentences.push(start..stop.closed);
            start = passage.skip_space(stop.closed);
        }
    }
    let end = start + passage.between(start, range.end).trim_end().len();
    if passage.has_words(start, end) {
        sentences.push(start..end);
    } else if let Some(last) = sentences.last_mut() {
        last.end = last.end.max(end);
    }
    sentences
}

/// A mark that may end a sentence.
struct Stop {
    /// Where the mark begins.
    at: usize,
    /// Where the quotation marks and brackets that close after it end.
    closed: usize,
    kind: StopKind,
    /// Whether a quotation mark or bracket closes after it.
    closes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    FullStop,
    Ellipsis,
    /// A question or exclamation mark.
    Strong,
}

/// How the text after a stop begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next<'a> {
    Nothing,
    /// A small letter or a mark: the sentence goes on.
    GoesOn,
    /// A capital letter, with its word.
    Capital(&'a str),
    Figure,
    /// An address, code, or a letter that has no capital form.
    Other,
    /// Anything that stands right after the stop, without a space.
    Glued(&'a str),
}

struct Passage<'a> {
    text: &'a str,
    end: usize,
    words: &'a [Word],
}

impl<'a> Passage<'a> {
    fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn skip_space(&self, at: usize) -> usize {
        let rest = self.between(at, self.end);
        at + (rest.len() - rest.trim_start().len())
    }

    fn has_words(&self, start: usize, end: usize) -> bool {
        let first = self.words.partition_point(|word| word.range.start < start);
        self.words
            .get(first)
            .is_some_and(|word| word.range.end <= end)
    }

    /// The word that holds the byte `at`.
    fn word_at(&self, at: usize) -> Option<&'a Word> {
        let index = self.words.partition_point(|word| word.range.end <= at);
        self.words.get(index).filter(|word| word.range.start <= at)
    }

    /// The next stop from `from` on that is not inside a word.
    fn next_stop(&self, from: usize) -> Option<Stop> {
        let mut from = from;
        loop {
            let at = from + self.between(from, self.end).find(is_stop)?;
            let Some(word) = self.word_at(at) else {
                return Some(self.stop(at));
            };
            from = word.range.end;
        }
    }

    fn stop(&self, at: usize) -> Stop {
        // A stop may belong to the next word, as in "….5", and a quotation mark to code.
        let mark_length = self.run_of(at, is_stop);
        let mark = self.between(at, at + mark_length);
        let closing = self.run_of(at + mark_length, is_closing);
        let kind = if mark.contains(['!', '?']) {
            StopKind::Strong
        } else if mark == "." {
            StopKind::FullStop
        } else {
            StopKind::Ellipsis
        };
        Stop {
            at,
            closed: at + mark_length + closing,
            kind,
            closes: closing > 0,
        }
    }

    /// How many bytes from `at` on hold only characters that `belongs` takes, outside words.
    fn run_of(&self, at: usize, belongs: fn(char) -> bool) -> usize {
        let rest = self.between(at, self.end);
        rest.char_indices()
            .find(|(byte, character)| !belongs(*character) || self.word_at(at + byte).is_some())
            .map_or(rest.len(), |(byte, _)| byte)
    }

    fn next(&self, at: usize) -> Next<'a> {
        let rest = self.between(at, self.end);
        if rest.is_empty() {
            return Next::Nothing;
        }
        if !rest.starts_with(char::is_whitespace) {
            return Next::Glued(first_word(rest));
        }
        let begun = rest.trim_start_matches(|c: char| c.is_whitespace() || may_begin(c));
        let Some(first) = begun.chars().next() else {
            return Next::Nothing;
        };
        let word = self.word_at(self.end - begun.len());
        if word.is_some_and(|word| matches!(word.kind, super::WordKind::Number)) {
            return Next::Figure;
        }
        if word.is_some_and(|word| !matches!(word.kind, super::WordKind::Word)) {
            return Next::Other;
        }
        if first.is_uppercase() {
            return Next::Capital(first_word(begun));
        }
        if first.is_lowercase() || !first.is_alphanumeric() {
            return Next::GoesOn;
        }
        Next::Other
    }

    fn ends_sentence(&self, start: usize, stop: &Stop) -> bool {
        let next = self.next(stop.closed);
        match (next, stop.kind) {
            (Next::GoesOn, _) => false,
            (Next::Glued(word), _) => begins_like_a_sentence(word) && self.is_whole_word(stop),
            (Next::Nothing, _)
            | (_, StopKind::Strong)
            | (Next::Capital(_) | Next::Other, StopKind::Ellipsis) => true,
            (_, StopKind::Ellipsis) => false,
            (next, StopKind::FullStop) => stop.closes || self.full_stop_ends(start, stop.at, next),
        }
    }

    /// Whether the word before a stop without a space after it is an ordinary one.
    fn is_whole_word(&self, stop: &Stop) -> bool {
        let token = self.token_before(stop.at);
        let mut back = token.chars().rev();
        let ordinary = match back.next() {
            Some(last) => last.is_numeric() || last.is_lowercase() && back.next().is_some(),
            None => true,
        };
        ordinary && Abbreviation::of(token).is_none()
    }

    fn full_stop_ends(&self, start: usize, stop: usize, next: Next<'_>) -> bool {
        let token = self.token_before(stop);
        let token_start = stop - token.len();
        let at_start = self.skip_opening(start) == token_start;
        if at_start && is_list_mark(token) {
            return false;
        }
        let Some(abbreviation) = Abbreviation::of(token) else {
            return true;
        };
        let before = self.between(start, token_start).trim_end();
        match abbreviation {
            Abbreviation::GoesOn => false,
            Abbreviation::BeforeFigure => next != Next::Figure,
            Abbreviation::Unit => next != Next::Figure || !ends_with_figure(before),
            Abbreviation::Time => match next {
                Next::Capital(word) => !abbreviation::is_day_or_month(word),
                next => next != Next::Figure,
            },
            Abbreviation::Name | Abbreviation::Initials => starts_afresh(next),
            Abbreviation::Letter => {
                // "It was I." and "QQ 12 34 56 C." end; "J. Okoro" goes on.
                let alone = token == "I" && ends_with_small_letter(before);
                alone || ends_with_figure(before) || starts_afresh(next)
            }
        }
    }

    fn skip_opening(&self, at: usize) -> usize {
        let rest = self.between(at, self.end);
        at + (rest.len() - rest.trim_start_matches(is_opening).len())
    }

    /// The letters, figures and inner stops right before `at`; empty after a bracket, or if
    /// there are too many of them for an abbreviation.
    fn token_before(&self, at: usize) -> &'a str {
        let mut start = at;
        for character in self.between(0, at).chars().rev() {
            if !(character.is_alphanumeric() || matches!(character, '.' | '&')) {
                break;
            }
            start -= character.len_utf8();
            if at - start > LONGEST_TOKEN {
                return "";
            }
        }
        self.between(start, at)
    }
}

/// Whether the next sentence surely begins: even after initials.
fn starts_afresh(next: Next<'_>) -> bool {
    match next {
        Next::Capital(word) => STARTERS
            .binary_search(&word.to_lowercase().as_str())
            .is_ok(),
        Next::Figure => false,
        _ => true,
    }
}

/// "Then", "I" or "A", but not "JS" or "x".
fn begins_like_a_sentence(word: &str) -> bool {
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    capital
        && characters
            .next()
            .map_or(word == "I" || word == "A", char::is_lowercase)
}

/// The letters with which `text` begins. Initials ("J.") are no word.
fn first_word(text: &str) -> &str {
    let length = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let word = text.get(..length).unwrap_or_default();
    let stop_follows = text.get(length..).is_some_and(|rest| rest.starts_with('.'));
    if stop_follows && word.chars().count() == 1 {
        return "";
    }
    word
}

/// "1." and "Q." at the start of a sentence, which label it.
fn is_list_mark(token: &str) -> bool {
    let figure = token.len() <= 3 && token.chars().all(|c| c.is_ascii_digit());
    figure || token.chars().count() == 1
}

fn ends_with_figure(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

fn ends_with_small_letter(text: &str) -> bool {
    text.ends_with(char::is_lowercase)
}

const fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…')
}

const fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

const fn is_opening(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '-' | '–' | '—' | '•' | '*'
    )
}

/// Whether a sentence may begin with `character` before its first word: an emoji, an arrow.
fn may_begin(character: char) -> bool {
    let is_symbol = !character.is_ascii() && !character.is_alphanumeric();
    is_opening(character)
        || matches!(character, '#' | '+' | '@' | '_')
        || is_symbol && character != '…'
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::{STARTERS, split};
    use crate::source::Span;

    /// Checks that the pieces between the bars are the sentences of the text without the bars.
    fn check(expected: &str) {
        let pieces: Vec<&str> = expected.split('|').collect();
        let text = expected.replace('|', "");
        let range = 0..text.len();
        let found: Vec<&str> = split(&text, &range, &words(&text, &range, &[]))
            .into_iter()
            .map(|sentence| Span::from(sentence).of(&text))
            .collect();
        let pieces: Vec<&str> = pieces.into_iter().map(str::trim).collect();
        assert_eq!(found, pieces);
    }

    #[test]
    fn starters_are_sorted() {
        assert!(STARTERS.is_sorted());
    }

    #[test]
    fn stops_end_sentences() {
        check("Ring us. |Is it late? |No! |Write soon");
    }

    #[test]
    fn titles_go_on() {
        check("Ms. Patel met Cllr. Wood and Revd. Ali. |They agreed.");
        check("Mrs. A. B. Hughes lives near St. Ives.");
    }

    #[test]
    fn references_go_on_before_a_figure() {
        check("Read para. 9 of vol. 3, and reg. 12. |Then ask.");
        check("The answer is no. |Ask again.");
        check("Jones et al. (2020) agree. |Come on Fri. 3 May.");
    }

    #[test]
    fn latin_goes_on() {
        check("Bring post, e.g. Council letters, etc. |Keep copies.");
        check("Rent, bills etc. are included.");
    }

    #[test]
    fn figures_are_not_cut() {
        check("It was £4.20. |Now it is 6.5% more.");
        check("It grew in 2024. |12 people left.");
    }

    #[test]
    fn times_end_before_a_capital_only() {
        check("Open from 8 a.m. to 2 p.m. |Please ring first.");
        check("Be there at 9 a.m. Monday.");
        check("Rent is £90 p.w. |Heating is extra.");
    }

    #[test]
    fn initials_go_on_unless_a_sentence_begins() {
        check("She left the U.K. |She came back.");
        check("The U.K. Parliament voted.");
        check("It was I. |Nobody knew.");
        check("Your number is AB 12 C. |Keep it.");
    }

    #[test]
    fn units_go_on_before_a_figure() {
        check("It is 5 ft. 4 in. high.");
    }

    #[test]
    fn quotations_and_brackets_close_after_the_stop() {
        check("“Must I go?” |You may ask. |(Do it soon.) |Good.");
        check("\"Pay now!\" the letter said.");
        check("She asked (why me?) and left.");
    }

    #[test]
    fn an_ellipsis_ends_before_a_capital() {
        check("Hold on... |Nobody came.");
        check("Hold … it may come.");
    }

    #[test]
    fn a_missing_space_ends_a_sentence() {
        check("Wait ten days.|Call us.");
        check("It cost £9.|Then it rose.");
        check("Use Node.JS or e.g.This.");
    }

    #[test]
    fn addresses_are_not_cut() {
        check("See www.example.org/a.b?c! |It is free.");
        check("Apply now. |example.org has the form.");
    }

    #[test]
    fn a_label_belongs_to_its_sentence() {
        check("1. Fill it in. |Q. Who pays?");
    }

    #[test]
    fn marks_without_words_are_no_sentence() {
        check("Thank you. ;-)");
        check("!!! Hello. |Bye.");
        check("Done. |🙂 Next one. |→ Then this.");
    }
}
