//! Splits a passage into sentences.
//!
//! A stop ends a sentence when what follows looks like the start of another one, unless the word
//! before the stop is an abbreviation that goes on. Web addresses, code and figures are words,
//! so the stops inside them are never looked at.

mod abbreviation;
mod inset;
mod listing;
mod mark;
mod starter;

use std::ops::Range;

use self::abbreviation::Abbreviation;
use self::mark::{
    begins_like_a_sentence, ends_with_figure, ends_with_name, first_stop, first_word, is_closing,
    is_list_mark, is_opening, is_quote_or_bracket, is_stop, may_begin,
};
use self::starter::{is_before_letter, is_small_starter, is_starter, tells_who_spoke};
use super::{Word, WordKind};

/// How far back the word before a stop is read, in bytes. No abbreviation is longer.
const LONGEST_TOKEN: usize = 24;

/// Words that a figure makes a label: "Step 1. Fill in the form."
const LABELS: [&str; 16] = [
    "Chapter", "Day", "Example", "Note", "Option", "Part", "Point", "Question", "Reason", "Rule",
    "Section", "Stage", "Step", "Test", "Tip", "Week",
];

/// Words before a time that opens a sentence.
const BEFORE_TIME: [&str; 12] = [
    "About", "After", "Around", "At", "Before", "Between", "By", "From", "On", "Since", "Till",
    "Until",
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
    let mut entries = listing::entries(text, range).into_iter().peekable();
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut start = passage.skip_space(range.start);
    let mut at = start;
    loop {
        let stop = passage.next_stop(at);
        let before = stop.as_ref().map_or(range.end, |stop| stop.at);
        if let Some(entry) = entries.next_if(|entry| *entry <= before) {
            if passage.has_words(start, entry) {
                sentences.push(start..passage.trimmed(start, entry));
                start = entry;
            }
            at = at.max(entry);
            continue;
        }
        let Some(stop) = stop else { break };
        at = stop.closed;
        if passage.has_words(start, stop.at) && passage.ends_sentence(start, &stop) {
            sentences.push(start..stop.closed);
            start = passage.skip_space(stop.closed);
        }
    }
    let end = passage.trimmed(start, range.end);
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
    /// Where the quotation marks, brackets and emphasis that close after it end.
    closed: usize,
    kind: StopKind,
    /// Whether a quotation mark or bracket closes after it.
    closes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    FullStop,
    Ellipsis,
    /// Three stops with spaces between them, the usual sign of words left out.
    SpacedEllipsis,
    /// A question or exclamation mark.
    Strong,
}

/// How the text after a stop begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next<'a> {
    Nothing,
    /// A small letter or a mark: the sentence goes on.
    GoesOn,
    /// A capital letter, with its word; a lone initial ("J.") has none.
    Capital(&'a str),
    /// A figure, or a word with one in it, such as "UC50".
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

    /// The end of the text from `start` to `end` without the white space there.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        start + self.between(start, end).trim_end().len()
    }

    /// The words that begin from `start` on and before `end`.
    fn words_between(&self, start: usize, end: usize) -> &'a [Word] {
        let first = self.words.partition_point(|word| word.range.start < start);
        let after = self.words.partition_point(|word| word.range.start < end);
        self.words.get(first..after).unwrap_or_default()
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

    /// The next stop from `from` on that is not inside a word, nor "[...]" for words left out.
    fn next_stop(&self, from: usize) -> Option<Stop> {
        let mut from = from;
        loop {
            let at = from + first_stop(self.between(from, self.end))?;
            if let Some(word) = self.word_at(at) {
                from = word.range.end;
                continue;
            }
            let stop = self.stop(at);
            let opened = self.between(0, at).ends_with(['[', '(']);
            if !(opened && stop.closes && stop.kind == StopKind::Ellipsis) {
                return Some(stop);
            }
            from = stop.closed;
        }
    }

    fn stop(&self, at: usize) -> Stop {
        // A stop may belong to the next word, as in "….5", and a quotation mark to code.
        let (length, kind) = self
            .spaced_stops(at)
            .unwrap_or_else(|| self.close_stops(at));
        let closing = self.run_of(at + length, is_closing);
        let closes = self
            .between(at + length, at + length + closing)
            .contains(is_quote_or_bracket);
        Stop {
            at,
            closed: self.after_link(at + length + closing),
            kind,
            closes,
        }
    }

    fn close_stops(&self, at: usize) -> (usize, StopKind) {
        let length = self.run_of(at, is_stop);
        let mark = self.between(at, at + length);
        let kind = if mark.contains(['!', '?']) {
            StopKind::Strong
        } else if mark == "." {
            StopKind::FullStop
        } else {
            StopKind::Ellipsis
        };
        (length, kind)
    }

    /// ". . ." is one mark. A fourth stop ends the sentence: the last one, or the first where it
    /// stands right after a word.
    fn spaced_stops(&self, at: usize) -> Option<(usize, StopKind)> {
        let rest = self.between(at, self.end).strip_prefix('.')?;
        let more = rest
            .as_bytes()
            .chunks_exact(2)
            .take_while(|pair| *pair == b" .")
            .count();
        let length = 1 + 2 * more;
        if more < 2 || self.word_at(at + length - 1).is_some() {
            return None;
        }
        let is_after_word = !self.between(0, at).ends_with(char::is_whitespace);
        Some(match more {
            2 => (length, StopKind::SpacedEllipsis),
            _ if is_after_word && self.has_words(at + length, self.end) => (1, StopKind::FullStop),
            _ => (length, StopKind::Ellipsis),
        })
    }

    /// Where the target of a link ends whose text ended at `at`, in Markdown that is read as
    /// plain text.
    fn after_link(&self, at: usize) -> usize {
        let rest = self.between(at, self.end);
        if !rest.starts_with('(') || !self.between(0, at).ends_with(']') {
            return at;
        }
        rest.find([')', ' '])
            .filter(|end| rest.get(*end..).is_some_and(|rest| rest.starts_with(')')))
            .map_or(at, |end| at + end + 1)
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
        let begun =
            rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || may_begin(c));
        let mut characters = begun.chars();
        let Some(first) = characters.next() else {
            return Next::Nothing;
        };
        if let Some(word) = self.word_at(self.end - begun.len()) {
            match word.kind {
                WordKind::Number => return Next::Figure,
                WordKind::Address | WordKind::Code => return Next::Other,
                WordKind::Word => {}
            }
            let letters = self.between(word.range.start, word.range.end);
            if letters.contains(|c: char| c.is_ascii_digit()) {
                return Next::Figure;
            }
        }
        // "iPhone" begins a sentence as it stands.
        let is_camel = first.is_lowercase() && characters.next().is_some_and(char::is_uppercase);
        if first.is_uppercase() || is_camel {
            return Next::Capital(first_word(begun));
        }
        if first.is_lowercase() || !first.is_alphanumeric() {
            return Next::GoesOn;
        }
        Next::Other
    }

    fn ends_sentence(&self, start: usize, stop: &Stop) -> bool {
        self.may_end(start, stop)
            && !(stop.closed < self.end
                && inset::holds_stop(self.text, start, stop.closed, self.words))
    }

    fn may_end(&self, start: usize, stop: &Stop) -> bool {
        let next = self.next(stop.closed);
        match (next, stop.kind) {
            (Next::GoesOn, StopKind::FullStop) if !stop.closes => {
                let word = first_word(self.between(stop.closed, self.end).trim_start());
                is_small_starter(self.token_before(stop.at), word)
            }
            (Next::GoesOn, _) | (Next::Capital("I"), StopKind::SpacedEllipsis) => false,
            (Next::Capital(_), _) if stop.closes && self.is_said_by(stop) => false,
            (Next::Glued(word), _) => begins_like_a_sentence(word) && self.may_be_glued(stop, word),
            (Next::Nothing, _)
            | (_, StopKind::Strong)
            | (Next::Capital(_) | Next::Other, StopKind::Ellipsis | StopKind::SpacedEllipsis) => {
                true
            }
            (_, StopKind::Ellipsis | StopKind::SpacedEllipsis) => false,
            (next, StopKind::FullStop) => self.full_stop_ends(start, stop, next),
        }
    }

    /// Whether a quotation goes on with who spoke: "“Pay up!” Mr. Cole said."
    fn is_said_by(&self, stop: &Stop) -> bool {
        let quoted = self.between(stop.at, stop.closed);
        let first = self
            .words
            .partition_point(|word| word.range.start < stop.closed);
        let mut next = self.words.iter().skip(first).take(3);
        let word = |word: &Word| self.between(word.range.start, word.range.end);
        let is_name = next.next().is_some_and(|name| !is_starter(word(name)));
        let is_said = next.any(|next| tells_who_spoke(word(next)));
        quoted.ends_with(['"', '”', '\'', '’']) && is_name && is_said
    }

    /// Whether the word before a stop may end a sentence when `next` begins without a space.
    fn may_be_glued(&self, stop: &Stop, next: &str) -> bool {
        let token = self.token_before(stop.at);
        let mut back = token.chars().rev();
        let ordinary = match back.next() {
            Some(last) => last.is_numeric() || last.is_lowercase() && back.next().is_some(),
            None => true,
        };
        match Abbreviation::of(token) {
            None => ordinary || is_starter(next) && !token.contains('.'),
            Some(Abbreviation::BeforeFigure | Abbreviation::Unit) => ordinary,
            Some(_) => false,
        }
    }

    fn full_stop_ends(&self, start: usize, stop: &Stop, next: Next<'_>) -> bool {
        let token = self.token_before(stop.at);
        let token_start = stop.at - token.len();
        if is_list_mark(token) && self.is_label(start, token_start) {
            return false;
        }
        let Some(abbreviation) = Abbreviation::of(token) else {
            return true;
        };
        if stop.closes {
            return true;
        }
        let before = self.between(start, token_start).trim_end();
        match abbreviation {
            Abbreviation::GoesOn => false,
            Abbreviation::BeforeFigure => {
                !is_figure_like(next) || token == "no" && is_answered(before)
            }
            Abbreviation::Unit => next != Next::Figure || !ends_with_figure(before),
            Abbreviation::Time => match next {
                Next::Capital(word) => {
                    !abbreviation::follows_a_time(word) && !self.is_lone_time(start, token_start)
                }
                next => next != Next::Figure,
            },
            Abbreviation::Name | Abbreviation::Initials => starts_afresh(next),
            Abbreviation::Letter => {
                // "It was I." and "QQ 12 34 56 C." end; "J. Okoro" and "Sam I. Okoro" go on.
                let alone = token == "I" && next != Next::Capital("") && !ends_with_name(before);
                let last = before.rsplit(' ').next().unwrap_or_default();
                let counts = is_before_letter(last) && next != Next::Capital("");
                alone || counts || ends_with_figure(before) || starts_afresh(next)
            }
        }
    }

    /// Whether what stands at `token` labels its sentence: "1.", "Q." or "Step 1." at the start.
    fn is_label(&self, start: usize, token: usize) -> bool {
        let before = self.between(start, token);
        let before = before.trim_start_matches(|c: char| c.is_whitespace() || is_opening(c));
        before.is_empty() || LABELS.contains(&before.trim_end()) && before.ends_with(' ')
    }

    /// Whether the sentence so far says only when: "At 5 p.m. Mrs. Lowe rang."
    fn is_lone_time(&self, start: usize, token: usize) -> bool {
        let words = self.words_between(start, token);
        let first = words
            .first()
            .map(|word| self.between(word.range.start, word.range.end));
        words.len() <= 5 && first.is_some_and(|first| BEFORE_TIME.contains(&first))
    }

    /// The letters, figures and inner stops right before `at`; empty after a bracket, or if
    /// there are too many of them for an abbreviation.
    fn token_before(&self, at: usize) -> &'a str {
        let mut start = at;
        for character in self.between(0, at).chars().rev() {
            if !(character.is_alphanumeric() || matches!(character, '.' | '&' | '°')) {
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
        Next::Capital(word) => is_starter(word),
        Next::Figure => false,
        _ => true,
    }
}

/// A figure, or one in Roman numerals: "Sch. IV".
fn is_figure_like(next: Next<'_>) -> bool {
    match next {
        Next::Figure => true,
        Next::Capital(word) => {
            word.len() > 1 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
        }
        _ => false,
    }
}

/// "The answer was no." is an answer; "Go to no. 10" is not.
fn is_answered(before: &str) -> bool {
    let said = before.rsplit(' ').next().unwrap_or_default();
    matches!(
        said,
        "is" | "was" | "say" | "says" | "said" | "answered" | "replied"
    )
}

#[cfg(test)]
mod tests {
    use super::super::word::push_words;
    use super::split;
    use crate::source::Span;

    /// Checks that the pieces between the bars are the sentences of the text without the bars.
    fn check(expected: &str) {
        let pieces: Vec<&str> = expected.split('|').collect();
        let text = expected.replace('|', "");
        let range = 0..text.len();
        let mut words = Vec::new();
        push_words(&text, &range, &[], &mut words);
        let found: Vec<&str> = split(&text, &range, &words)
            .into_iter()
            .map(|sentence| Span::from(sentence).of(&text))
            .collect();
        let pieces: Vec<&str> = pieces.into_iter().map(str::trim).collect();
        assert_eq!(found, pieces);
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
