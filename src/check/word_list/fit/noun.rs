//! Whether plainer words fit in the place of a noun.

use super::super::class::Class;
use super::super::place::{Mark, Place};
use super::super::shape::{Build, NounShape, Number};
use super::points_at_nothing;
use super::verb::ends_open;
use crate::check::inflect::Form;

/// Whether words in the place of a noun fit.
pub(super) fn noun(
    (words, old): (String, &str),
    (offer, form): (usize, Form),
    place: &Place<'_>,
) -> Option<String> {
    let (words, shape) = without_own_article(words, place);
    if points_at_nothing(&words) {
        return None;
    }
    // Without its full words, the short form behind them would stand for nothing.
    if place.mark == Mark::ShortForm {
        return None;
    }
    // "it attributes the error" has a verb.
    let is_verb = place.following() == Class::Article
        || matches!(place.following_word(), "it" | "them" | "this");
    if is_verb {
        return None;
    }
    let fits = match shape.build {
        // "entitlement to" takes what follows along, and so does "right to".
        _ if ends_open(old) => ends_open(&words) && before_noun_fits(shape, place),
        _ if place.mark == Mark::Apostrophe => {
            let ends_alike = (form == Form::Plural) == words.ends_with('s');
            shape.build == Build::Bare && !shape.is_joined && ends_alike
        }
        Build::Clause => {
            let about = ["about", "on", "of", "by", "from", "than"].contains(&place.prior_word());
            about && stops_after(place)
        }
        Build::Doing => {
            let is_state = words.starts_with("being ") || words.starts_with("not ");
            doing_fits(place) && !(is_state && place.prior_word() == "of")
        }
        Build::Bare | Build::Trailing | Build::Relative => {
            (shape.build == Build::Bare || has_room_for_a_tail(place))
                && number_fits(shape, form, place)
                && before_noun_fits(shape, place)
                && after_noun_fits(shape, (offer, form), place)
        }
    };
    fits.then_some(words)
}

/// The words without the article of their own, where one stands before them already.
fn without_own_article(words: String, place: &Place<'_>) -> (String, NounShape) {
    let shape = NounShape::of(&words);
    let own = words
        .strip_prefix("a ")
        .or_else(|| words.strip_prefix("an "));
    let own = own.or_else(|| words.strip_prefix("the "));
    let stands = matches!(
        place.opener,
        Some(Class::Article | Class::Determiner | Class::Possessive)
    );
    match own {
        Some(rest) if stands => (rest.to_owned(), NounShape::of(rest)),
        _ => (words, shape),
    }
}

/// Whether the sentence stops after the words, or goes on with its verb.
const fn stops_after(place: &Place<'_>) -> bool {
    matches!(place.following(), Class::Edge | Class::Modal)
}

/// Whether something that is done can stand here: "by taking part".
const fn doing_fits(place: &Place<'_>) -> bool {
    matches!(
        place.prior(),
        Class::Edge | Class::Preposition | Class::Conjunction
    ) && matches!(
        place.following(),
        Class::Edge | Class::Modal | Class::Conjunction
    ) && place.opener.is_none()
}

/// Whether words that end in a phrase or a clause of their own are sure to be read as one: not as
/// a title, not as one of two things that share a word, and not before a comma, behind which that
/// clause would seem to go on.
const fn has_room_for_a_tail(place: &Place<'_>) -> bool {
    let is_alone = matches!(place.prior(), Class::Edge) && matches!(place.following(), Class::Edge);
    let shares = matches!(place.prior(), Class::Conjunction);
    !is_alone && !shares && !matches!(place.mark, Mark::Comma)
}

/// Whether one or many are asked for where the words stand.
fn number_fits(shape: NounShape, form: Form, place: &Place<'_>) -> bool {
    let is_many = form == Form::Plural;
    let one_verb = matches!(place.following_word(), "is" | "was" | "has" | "does")
        || (place.following() == Class::Verb && place.following_word().ends_with('s'));
    let many_verb = matches!(place.following_word(), "are" | "were" | "have" | "do");
    let stands_alone = place.prior() == Class::Edge && place.following() == Class::Edge;
    if shape.is_determined {
        return !(many_verb && shape.number != Number::Many);
    }
    let asks_for_one = matches!(place.opener, Some(Class::Article))
        || matches!(
            place.prior_word(),
            "this" | "that" | "each" | "every" | "another" | "one" | "either"
        );
    let asks_for_many =
        place.opener == Some(Class::Several) || (is_many && place.opener == Some(Class::Number));
    match shape.number {
        Number::Many => !asks_for_one && !one_verb,
        Number::Mass => !asks_for_many && !many_verb && place.opener != Some(Class::Article),
        Number::One | Number::OneOrMass if is_many || many_verb => false,
        Number::OneOrMass => true,
        Number::One if stands_alone => true,
        Number::One => matches!(
            place.opener,
            Some(Class::Article | Class::Determiner | Class::Possessive | Class::Number)
        ),
    }
}

/// Whether the words go with the one before them.
fn before_noun_fits(shape: NounShape, place: &Place<'_>) -> bool {
    let prior = place.prior();
    if shape.is_determined {
        return matches!(
            prior,
            Class::Edge | Class::Preposition | Class::To | Class::Conjunction | Class::Be
        ) || prior.is_verb();
    }
    match shape.build {
        // "our people who claim" and "benefit people who claim" are no English.
        Build::Relative => !matches!(prior, Class::Possessive | Class::Word),
        Build::Trailing => prior != Class::Word,
        _ => true,
    }
}

/// Whether the words go with the one behind them.
fn after_noun_fits(shape: NounShape, (offer, form): (usize, Form), place: &Place<'_>) -> bool {
    let following = place.following();
    let is_many = form == Form::Plural;
    if shape.build == Build::Bare {
        if place.following_word() == "of" && shape.is_about {
            return false;
        }
        let describes = following.is_of_noun() && following != Class::Past;
        // Many of something seldom describe another thing: a verb follows.
        return !describes
            || is_many
            || following == Class::Ing
            || (offer == 0 && shape.words == 1 && shape.number != Number::Many);
    }
    match following {
        Class::Edge | Class::Modal | Class::Be | Class::Have | Class::Do | Class::Verb => true,
        // "the decision maker considered your form", but not "papers considered by them"
        Class::Past => place.after[1].class.opens_noun() || place.after[1].class == Class::Pronoun,
        // "people who apply in person": what follows would go with their verb.
        Class::Preposition => {
            shape.build != Build::Relative && is_of_time_or_place(place.following_word())
        }
        Class::Conjunction => {
            let next = place.after[1].class;
            next.is_verb() || next.opens_noun()
        }
        _ => false,
    }
}

/// Whether a preposition says when or where, and so goes with any noun.
pub(super) fn is_of_time_or_place(preposition: &str) -> bool {
    matches!(
        preposition,
        "at" | "before" | "after" | "during" | "since" | "under" | "until" | "on" | "in" | "within"
    )
}
