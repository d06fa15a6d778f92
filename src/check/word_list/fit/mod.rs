//! Decides which of the plainer words of an entry fit into the sentence where its words stand.
//!
//! A volunteer takes what is offered as it is offered. What would break the sentence is therefore
//! never offered: where nothing fits, the finding says what the words mean. In doubt, it does so.

mod describe;
mod noun;
mod verb;

use super::class::Class;
use super::entry::{Entry, Kind};
use super::fix::takes_an;
use super::place::{Near, Place};
use crate::check::inflect::Form;
use describe::{adjective, phrase};
use noun::noun;
use verb::verb;

/// From this many letters on, a word counts as said twice.
const LONG_ENOUGH_TO_REPEAT: usize = 4;

/// How many words on each side are close by.
const CLOSE_BY: usize = 2;

/// What could take the place of words, as it would be written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitting {
    pub(super) words: String,
    /// Which of the plainer words of the entry it is.
    pub(super) offer: usize,
    /// Whether it takes the place of just the words to avoid.
    is_whole: bool,
    /// What it stands for, if it takes the place of more than the words to avoid: "demand that has
    /// grown" stands for "increased demand".
    pub(super) stands_for: Option<String>,
}

impl Fitting {
    /// Whether it is what the entry names first, and takes the place of the words by itself.
    pub(super) const fn is_first_and_whole(&self) -> bool {
        self.offer == 0 && self.is_whole && self.stands_for.is_none()
    }
}

/// Words that fit, and whether the noun behind the place is among them.
struct Fitted {
    words: String,
    takes_noun: bool,
}

impl Fitted {
    const fn in_place(words: String) -> Self {
        Self {
            words,
            takes_noun: false,
        }
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
        let fitted = fitted((entry, old), written, (offer, form), place)?;
        let apart = entry.fits_anywhere || !repeats_a_word(&fitted, place);
        if !apart || doubles_a_word(&fitted.words, place) {
            return None;
        }
        let stands_for = fitted.takes_noun.then(|| format!("{old} {}", place.next));
        let (words, stands_for) = with_article(fitted.words, stands_for, place);
        Some(Fitting {
            words,
            offer,
            is_whole: !written.contains('…'),
            stands_for,
        })
    });
    fitting.collect()
}

fn fitted(
    (entry, old): (&Entry, &str),
    written: &str,
    (offer, form): (usize, Form),
    place: &Place<'_>,
) -> Option<Fitted> {
    if entry.fits_anywhere {
        return entry.in_form(written, form).map(Fitted::in_place);
    }
    if speaks_to_nobody(written, place) {
        return None;
    }
    match entry.kind {
        Kind::Noun | Kind::Term => {
            let words = entry.in_form(written, form)?;
            noun((words, old), (offer, form), place).map(Fitted::in_place)
        }
        Kind::Verb => verb((entry, old), written, form, place).map(Fitted::in_place),
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

/// The words and what they stand for, with the article before them where it has to change: "a
/// breakdown that lists each thing" for "an itemised breakdown".
fn with_article(
    words: String,
    stands_for: Option<String>,
    place: &Place<'_>,
) -> (String, Option<String>) {
    let fitting = if takes_an(&words) { "an" } else { "a" };
    match (place.prior_word(), stands_for) {
        (stands @ ("a" | "an"), Some(old)) if stands != fitting => (
            format!("{fitting} {words}"),
            Some(format!("{stands} {old}")),
        ),
        (_, stands_for) => (words, stands_for),
    }
}

/// Whether a word of the sentence would be said again close by: "your last lasting home", "sorted by
/// need by a nurse".
fn repeats_a_word(fitted: &Fitted, place: &Place<'_>) -> bool {
    let lower = fitted.words.to_lowercase();
    let behind = usize::from(fitted.takes_noun);
    let near = || {
        let before = place.before.iter().take(CLOSE_BY);
        before.chain(place.after.iter().take(CLOSE_BY).skip(behind))
    };
    let said_again = |word: &str| near().any(|near| is_kin(word, &near.word));
    let joins_again =
        |word: &str| Class::of(word) == Class::Preposition && word == place.following_word();
    let mut words = lower.split(' ');
    let first = words.next().unwrap_or_default();
    said_again(first) || words.any(|word| said_again(word) || joins_again(word))
}

/// Whether one word is made of the other, or both of one: "value" and "valued".
fn is_kin(word: &str, other: &str) -> bool {
    let small = |word: &str| !Class::of(word).is_of_noun() && !Class::of(word).is_verb();
    let shorter = word.chars().count().min(other.chars().count());
    if shorter < LONG_ENOUGH_TO_REPEAT || small(word) || small(other) {
        return false;
    }
    let letters = word.chars().zip(other.chars());
    let shared = letters.take_while(|(one, other)| one == other).count();
    shared >= LONG_ENOUGH_TO_REPEAT && shared + 1 >= shorter
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
