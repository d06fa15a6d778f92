//! Where the words of a list stand in a sentence: the words beside them, and what kind these are.

use std::ops::Range;

use super::class::Class;

/// How far round the words somebody is looked for who is called "you".
const EARSHOT: usize = 300;

/// A word beside the words of a list.
#[derive(Debug)]
pub(super) struct Near {
    /// In small letters; empty at an edge.
    pub(super) word: String,
    pub(super) class: Class,
}

/// A mark behind words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The words own something: "the claimant's money".
    Apostrophe,
    /// Their short form stands in brackets: "(ICBs)".
    ShortForm,
    Comma,
    /// Any other, or none.
    Other,
}

/// The place where words of a list stand.
#[derive(Debug)]
pub(super) struct Place<'t> {
    /// The three words before: the nearest first.
    pub(super) before: [Near; 3],
    /// The three words after: the nearest first.
    pub(super) after: [Near; 3],
    /// The nearest word after as it is written.
    pub(super) next: &'t str,
    /// The mark right behind the words.
    pub(super) mark: Mark,
    /// Whether a word that opens a noun phrase stands before, maybe with adjectives between.
    pub(super) opener: Option<Class>,
    /// Whether the text near by says "you" to its reader.
    pub(super) says_you: bool,
    /// Whether a comma stands right before the words: "a lifelong, progressive illness".
    pub(super) is_after_comma: bool,
}

impl<'t> Place<'t> {
    /// The place of `range` in `text`.
    pub(super) fn of(text: &'t str, range: &Range<usize>) -> Self {
        let before_text = text.get(..range.start).unwrap_or_default();
        let after_text = text.get(range.end..).unwrap_or_default();
        let (first, rest) = last_word(before_text);
        let (second, rest) = last_word(rest);
        let (third, before_third) = last_word(rest);
        let before = [near(first), near(second), near(third)];
        let (next, rest) = first_word(after_text);
        let (then, last) = first_word(rest);
        let (last, _) = first_word(last);
        Self {
            opener: opener(&before, before_third),
            before,
            after: [near(next), near(then), near(last)],
            next,
            mark: Mark::of(after_text),
            says_you: says_you(text, range),
            is_after_comma: before_text.trim_end().ends_with(','),
        }
    }

    /// The kind of the word before.
    pub(super) const fn prior(&self) -> Class {
        self.before[0].class
    }

    /// The kind of the word after.
    pub(super) const fn following(&self) -> Class {
        self.after[0].class
    }

    /// The word before, in small letters.
    pub(super) fn prior_word(&self) -> &str {
        &self.before[0].word
    }

    /// The word after, in small letters.
    pub(super) fn following_word(&self) -> &str {
        &self.after[0].word
    }
}

impl Mark {
    fn of(after: &str) -> Self {
        if after.starts_with(['\'', '’']) && owns(after) {
            Self::Apostrophe
        } else if has_short_form(after) {
            Self::ShortForm
        } else if after.starts_with(',') {
            Self::Comma
        } else {
            Self::Other
        }
    }
}

/// Whether a bracket with capitals follows.
fn has_short_form(after: &str) -> bool {
    let inside = after.strip_prefix(" (").unwrap_or_default();
    let letters = inside.chars().take_while(|c| c.is_uppercase()).count();
    letters > 1
}

fn near(word: &str) -> Near {
    let word = word.to_lowercase().replace('’', "'");
    Near {
        class: Class::of(&word),
        word,
    }
}

/// Whether the mark after the words says that they own something, and does not end a quotation.
fn owns(after: &str) -> bool {
    let mut rest = after.chars().skip(1);
    match rest.next() {
        Some('s') => rest.next().is_none_or(|c| !c.is_alphanumeric()),
        Some(' ') => true,
        _ => false,
    }
}

/// The word that opens the noun phrase, behind at most three words that describe.
fn opener(before: &[Near; 3], rest: &str) -> Option<Class> {
    let (fourth, _) = last_word(rest);
    let near_by = before.iter().map(|near| near.class);
    for class in near_by.chain([near(fourth).class]) {
        if class.opens_noun() {
            return Some(class);
        }
        if !class.is_of_noun() && class != Class::Adverb {
            return None;
        }
    }
    None
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '\'' | '’' | '£' | '%')
}

/// The first word of what follows, if only spaces stand before it, and what comes after it.
fn first_word(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    let rest = rest.strip_prefix(['“', '"', '‘']).unwrap_or(rest);
    if rest.len() == text.len() {
        return ("", "");
    }
    let end = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
    let word = rest.get(..end).unwrap_or_default();
    (word, rest.get(end..).unwrap_or_default())
}

/// The last word of what stands before, if only spaces stand after it, and what is before it.
fn last_word(text: &str) -> (&str, &str) {
    let quoted = text.strip_suffix(['“', '"', '‘', '*', '_']).unwrap_or(text);
    let rest = quoted.trim_end_matches([' ', '\u{a0}']);
    if rest.len() == quoted.len() {
        return ("", "");
    }
    let start = rest.trim_end_matches(is_of_word).len();
    let word = rest.get(start..).unwrap_or_default();
    (word, rest.get(..start).unwrap_or_default())
}

fn says_you(text: &str, range: &Range<usize>) -> bool {
    let mut start = range.start.saturating_sub(EARSHOT);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (range.end + EARSHOT).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let near = text.get(start..end).unwrap_or_default();
    let mut words = near.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        let is = |you: &str| word.eq_ignore_ascii_case(you);
        is("you") || is("your") || is("yours")
    })
}

#[cfg(test)]
mod tests {
    use super::{Class, Mark, Place};

    fn place<'t>(text: &'t str, words: &str) -> Place<'t> {
        let start = text.find(words).expect("the text has the words");
        Place::of(text, &(start..start + words.len()))
    }

    #[test]
    fn neighbours_stop_at_marks() {
        let place = place("Yes, the new claimant, she said", "claimant");
        assert_eq!(place.prior(), Class::Adjective);
        assert_eq!(place.following(), Class::Edge);
        assert_eq!(place.opener, Some(Class::Determiner));
    }

    #[test]
    fn an_apostrophe_owns_and_a_quotation_mark_does_not() {
        assert_eq!(
            place("the claimant's money", "claimant").mark,
            Mark::Apostrophe
        );
        assert!(place("the claimants’ money", "claimants").mark == Mark::Apostrophe);
        assert!(place("‘claimant’, it says", "claimant").mark != Mark::Apostrophe);
    }

    #[test]
    fn you_is_heard_near_by() {
        assert!(place("Your letter. A claimant may call.", "claimant").says_you);
        assert!(!place("Youth work. A claimant may call.", "claimant").says_you);
    }
}
