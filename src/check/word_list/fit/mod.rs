//! Decides which of the plainer words of an entry fit into the sentence where its words stand.
//!
//! A volunteer takes what is offered as it is offered. What would break the sentence is therefore
//! never offered: where nothing fits, the finding says what the words mean. In doubt, it does so.

mod describe;
mod noun;
mod verb;

use super::class::Class;
use super::entry::{Entry, Kind};
use super::place::{Near, Place};
use crate::check::inflect::Form;
use describe::{adjective, phrase};
use noun::noun;
use verb::verb;

/// What could take the place of words, as it would be written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitting {
    pub(super) words: String,
    /// Which of the plainer words of the entry it is.
    pub(super) offer: usize,
    /// Whether it takes the place of just the words to avoid.
    is_whole: bool,
}

impl Fitting {
    /// Whether it is what the entry names first, and takes the place of the words by itself.
    pub(super) const fn is_first_and_whole(&self) -> bool {
        self.offer == 0 && self.is_whole
    }
}

/// The plainer words of `entry` that fit at `place` for the words to avoid with the number
/// `avoided`, in the order of the list.
pub(super) fn fitting(
    entry: &Entry,
    (avoided, form): (usize, Form),
    place: &Place<'_>,
) -> Vec<Fitting> {
    let old = entry.avoid.get(avoided).map_or("", String::as_str);
    let offers = entry.instead.iter().enumerate();
    let offers = offers.filter(|(_, offer)| !offer.ends_with('.'));
    let fitting = offers.filter_map(|(offer, written)| {
        let words = fitted((entry, old), written, (offer, form), place)?;
        let apart = !doubles_a_word(&words, place);
        let is_whole = !written.contains('…');
        apart.then_some(Fitting {
            words,
            offer,
            is_whole,
        })
    });
    fitting.collect()
}

fn fitted(
    (entry, old): (&Entry, &str),
    written: &str,
    (offer, form): (usize, Form),
    place: &Place<'_>,
) -> Option<String> {
    if entry.fits_anywhere {
        return entry.in_form(written, form);
    }
    if speaks_to_nobody(written, place) {
        return None;
    }
    match entry.kind {
        Kind::Noun | Kind::Term => {
            let words = entry.in_form(written, form)?;
            noun((words, old), (offer, form), place)
        }
        Kind::Verb => verb((entry, old), written, form, place),
        Kind::Adjective => adjective(written, place),
        Kind::Phrase => phrase(old, written, place),
    }
}

/// Whether the words say "you" where nobody is spoken to.
fn speaks_to_nobody(offer: &str, place: &Place<'_>) -> bool {
    let says_you = offer
        .split(' ')
        .any(|word| matches!(word, "you" | "your" | "yours" | "yourself"));
    says_you && !place.says_you
}

/// Whether the words speak of "it" or "them" without saying of what.
pub(super) fn points_at_nothing(offer: &str) -> bool {
    let mut words = offer.split(' ');
    !offer.contains(char::is_uppercase)
        && words.any(|word| matches!(word, "it" | "its" | "them" | "they" | "their" | "this"))
}

/// Whether a word would stand twice, or two words that cannot stand together: "the a".
fn doubles_a_word(words: &str, place: &Place<'_>) -> bool {
    let lower = words.to_lowercase();
    let first = lower.split(' ').next().unwrap_or_default();
    let last = lower.split(' ').next_back().unwrap_or_default();
    let same = |word: &str, near: &Near| !near.word.is_empty() && word == near.word;
    same(first, &place.before[0])
        || same(last, &place.after[0])
        || (wants_noun(place) && !can_follow_article(first))
        || (last != "that"
            && opens_noun_phrase(Class::of(last))
            && opens_noun_phrase(place.following()))
}

const fn opens_noun_phrase(class: Class) -> bool {
    matches!(
        class,
        Class::Article | Class::Determiner | Class::Possessive
    )
}

/// Whether an article or the like stands right before the words.
fn wants_noun(place: &Place<'_>) -> bool {
    match place.prior() {
        Class::Article | Class::Possessive => true,
        Class::Determiner => !matches!(place.prior_word(), "that" | "this" | "one" | "no"),
        _ => false,
    }
}

/// Whether a word can stand behind "the".
fn can_follow_article(word: &str) -> bool {
    let class = Class::of(word);
    class.is_of_noun()
        || matches!(class, Class::Verb | Class::Number)
        || matches!(
            word,
            "very" | "most" | "once" | "well" | "many" | "few" | "later" | "earlier"
        )
        || word.ends_with("ly")
        || word.ends_with("'s")
}
