//! Whether plainer words fit in the place of a verb.

use super::super::class::{Class, is_noun_in_ing};
use super::super::entry::Entry;
use super::super::place::Place;
use super::super::shape::{Object, VerbShape};
use super::points_at_nothing;
use crate::check::inflect::Form;

/// How a verb stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// "we notify you"
    Active,
    /// "you were notified", "people notified by us"
    Passive,
    /// "required papers"
    BeforeNoun,
    /// "the drafting of"
    AsNoun,
    /// "the impact", "an increase": no verb at all.
    Other,
}

pub(super) fn verb(
    (entry, old): (&Entry, &str),
    written: &str,
    form: Form,
    place: &Place<'_>,
) -> Option<String> {
    let is_old_one = |word: &str| old.split(' ').any(|old| old == word);
    let points = points_at_nothing(written) && !written.ends_with(" this");
    if points && !written.split(' ').next_back().is_some_and(is_old_one) {
        return None;
    }
    let shape = VerbShape::of(written);
    if runs_into_what_follows(shape, place) {
        return None;
    }
    if ends_open(old) {
        return in_place_of_open_verb((entry, old), (written, shape), form, place);
    }
    if names_its_object(old) && place.following().is_of_noun() {
        return None;
    }
    let same_end = old.contains(' ') && old.ends_with(shape.last);
    if shape.build == Object::Closed && !same_end && strays(shape, place) {
        return None;
    }
    let usage = usage(form, shape, place);
    let form = match (usage, form) {
        (Use::Passive | Use::BeforeNoun, Form::PastOrParticiple) => Form::Participle,
        (Use::Active, Form::PastOrParticiple) if has_before(place) => Form::Participle,
        (Use::Active, Form::PastOrParticiple) => Form::Past,
        _ => form,
    };
    let words = entry.in_form(written, form)?;
    let starts_anew = place.following() == Class::Pronoun && names_its_object(old);
    let object_follows =
        place.following().opens_noun() || (place.following() == Class::Pronoun && !starts_anew);
    match usage {
        Use::Active if same_end => (!object_follows).then_some(words),
        Use::Active => active_fits(shape, place).then_some(words),
        Use::Passive => {
            let words = words.replace(" …", "");
            // "we look again at it", but "it is looked at again"
            let again = words.strip_suffix(" again at");
            let words = again.map_or(words.clone(), |verb| format!("{verb} at again"));
            passive_fits(shape, place).then_some(words)
        }
        Use::BeforeNoun => {
            let is_done = form != Form::Ing || is_noun_in_ing(&words);
            let fits = shape.words == 1 && shape.can_be_done_to && is_done;
            fits.then_some(words)
        }
        Use::AsNoun => (shape.words == 1).then_some(words),
        Use::Other => None,
    }
}

/// Whether what follows goes with the old verb alone: "do not envisage moving", "put right this".
fn runs_into_what_follows(shape: VerbShape<'_>, place: &Place<'_>) -> bool {
    let next = place.following_word();
    let does = place.following() == Class::Ing && !is_noun_in_ing(next);
    let particle = matches!(
        shape.last,
        "aside" | "away" | "back" | "down" | "off" | "out" | "right" | "up"
    );
    does || (shape.words > 1 && particle && matches!(next, "it" | "them" | "this"))
}

/// Whether "has" stands before the words, maybe with adverbs between.
fn has_before(place: &Place<'_>) -> bool {
    let mut before = place.before.iter();
    let helper = before.find(|near| near.class != Class::Adverb);
    helper.is_some_and(|near| near.class == Class::Have)
}

/// Whether words end in one that something must follow: "comply with", "harness the".
pub(super) fn ends_open(words: &str) -> bool {
    let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
    let class = Class::of(last);
    class.opens_noun() || matches!(class, Class::Preposition | Class::To | Class::Opener)
}

/// Whether words hold the object of their verb, so that a noun behind them makes another one of
/// it: "submit a claim | form".
pub(super) fn names_its_object(words: &str) -> bool {
    words
        .rsplit_once(' ')
        .is_some_and(|(_, last)| matches!(Class::of(last), Class::Word | Class::Adjective))
}

/// A replacement for a verb whose own last word takes what follows along.
fn in_place_of_open_verb(
    (entry, old): (&Entry, &str),
    (written, shape): (&str, VerbShape<'_>),
    form: Form,
    place: &Place<'_>,
) -> Option<String> {
    let usage = usage(form, shape, place);
    let form = match (usage, form) {
        (Use::Active, Form::PastOrParticiple) if has_before(place) => Form::Participle,
        (Use::Active, Form::PastOrParticiple) => Form::Past,
        (Use::Passive, Form::PastOrParticiple) => Form::Participle,
        _ => form,
    };
    let opens_noun = |words: &str| {
        let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
        Class::of(last).opens_noun()
    };
    let gives = shape.words == 2 && Class::of(shape.last) == Class::Pronoun;
    let fits = match usage {
        Use::Active if opens_noun(old) => opens_noun(written),
        Use::Active => gives || ends_open(written) || shape.build == Object::Open,
        Use::Passive => ends_open(written) && !opens_noun(written) && shape.can_be_done_to,
        Use::BeforeNoun | Use::AsNoun | Use::Other => false,
    };
    let words = entry.in_form(written, form)?;
    fits.then_some(words)
}

/// Whether a word such as "to", which belonged to the old verb, would be left without one.
fn strays(shape: VerbShape<'_>, place: &Place<'_>) -> bool {
    let is_purpose = place.after[1].class == Class::Verb || place.after[2].class.opens_noun();
    match place.following() {
        Class::To => !is_purpose && !goes_with(shape, "to"),
        Class::Preposition => !goes_along(shape, place),
        _ => false,
    }
}

fn usage(form: Form, shape: VerbShape<'_>, place: &Place<'_>) -> Use {
    let prior = place.prior();
    let following = place.following();
    let after_opener = matches!(
        prior,
        Class::Article | Class::Possessive | Class::Adjective | Class::Number | Class::Several
    ) || (prior == Class::Determiner && place.prior_word() != "that");
    match form {
        Form::Base | Form::ThirdPerson | Form::Plural => {
            // "the standard disregard applies"
            let is_noun = prior == Class::Word
                && !following.opens_noun()
                && !place.prior_word().ends_with('s')
                && matches!(
                    following,
                    Class::Edge | Class::Be | Class::Have | Class::Verb
                );
            if after_opener || is_noun || prior == Class::Preposition || prior.is_be_or_have() {
                Use::Other
            } else {
                Use::Active
            }
        }
        Form::Ing if after_opener => {
            if following.is_of_noun() {
                Use::BeforeNoun
            } else {
                Use::AsNoun
            }
        }
        Form::Ing | Form::Past => Use::Active,
        Form::Participle | Form::PastOrParticiple => past_usage(form, shape, place, after_opener),
    }
}

fn past_usage(form: Form, shape: VerbShape<'_>, place: &Place<'_>, after_opener: bool) -> Use {
    let prior = place.prior();
    let following = place.following();
    let [first, .., last] = &place.before;
    let mut before = place.before.iter();
    // "has not clearly shown"
    let helper = before.find(|near| near.class != Class::Adverb);
    let helper = helper.unwrap_or(if prior == Class::Adverb { last } else { first });
    let object_follows = following.opens_noun()
        || matches!(following, Class::Pronoun | Class::Word | Class::Adjective);
    if helper.class == Class::Be || matches!(helper.word.as_str(), "get" | "got") {
        return Use::Passive;
    }
    if helper.class == Class::Have || helper.class == Class::Pronoun {
        return Use::Active;
    }
    if matches!(helper.word.as_str(), "which" | "that" | "who") {
        return Use::Active;
    }
    let describes = following.is_of_noun();
    // "they receive earmarked funding"
    let is_object = prior == Class::Verb && matches!(following, Class::Word | Class::Ing);
    if describes
        && (after_opener
            || is_object
            || matches!(prior, Class::Preposition | Class::Edge | Class::Conjunction))
    {
        return Use::BeforeNoun;
    }
    if object_follows && form == Form::PastOrParticiple && prior != Class::Opener {
        return Use::Active;
    }
    if after_opener && prior != Class::Adjective {
        return Use::Other;
    }
    // "her health deteriorated": nothing does it to her.
    if shape.build == Object::Closed && form == Form::PastOrParticiple {
        return Use::Active;
    }
    Use::Passive
}

/// Whether the words of a verb that somebody does fit with what follows.
fn active_fits(shape: VerbShape<'_>, place: &Place<'_>) -> bool {
    let following = place.following();
    if gives_with(shape, place) {
        return false;
    }
    if shape.build == Object::Closed && matches!(following, Class::Preposition | Class::To) {
        return true;
    }
    if following == Class::Preposition || following == Class::To {
        return shape.build != Object::Needs
            && shape.build != Object::Around
            && shape.build != Object::Marked
            && goes_along(shape, place);
    }
    let clause =
        following == Class::Opener || matches!(place.following_word(), "what" | "that" | "which");
    let object =
        following.opens_noun() || matches!(following, Class::Pronoun) || following.is_of_noun();
    match shape.build {
        Object::Closed if clause && place.following_word() == "that" => false,
        Object::Closed => !object,
        Object::Needs => object || clause && place.following_word() != "that",
        Object::Marked => object,
        Object::Around => {
            shape.last == "sure"
                && (place.following_word() == "that" || following == Class::Pronoun)
        }
        Object::Open if matches!(place.following_word(), "that") => says_that(shape.head),
        Object::Open if shape.head == "say" => clause || !object || following == Class::Pronoun,
        Object::Open if matches!(shape.head, "tell" | "let") => tells_somebody(place),
        Object::Open => true,
    }
}

/// Whether the object that follows may be a person: one tells "them", but not "any change".
fn tells_somebody(place: &Place<'_>) -> bool {
    matches!(
        place.following(),
        Class::Pronoun | Class::Possessive | Class::Article
    ) || matches!(
        place.following_word(),
        "the" | "this" | "all" | "both" | "people"
    )
}

/// Whether "with" would be left over behind a verb that takes none: "give us with facts".
fn gives_with(shape: VerbShape<'_>, place: &Place<'_>) -> bool {
    matches!(
        shape.head,
        "give" | "send" | "offer" | "show" | "pay" | "tell"
    ) && place.after.iter().any(|near| near.word == "with")
}

/// Whether "that" can follow a verb.
fn says_that(head: &str) -> bool {
    matches!(
        head,
        "accept"
            | "admit"
            | "ask"
            | "believe"
            | "check"
            | "claim"
            | "decide"
            | "expect"
            | "explain"
            | "feel"
            | "find"
            | "hope"
            | "know"
            | "mean"
            | "prove"
            | "say"
            | "see"
            | "show"
            | "suggest"
    )
}

/// Whether the words behind go with the new verb: "stop with effect from May" says when.
fn goes_along(shape: VerbShape<'_>, place: &Place<'_>) -> bool {
    let says_when = matches!(
        place.after[1].word.as_str(),
        "effect" | "immediate" | "time" | "then"
    );
    says_when || goes_with(shape, place.following_word())
}

/// Whether a word such as "to" or "with", which belonged to the old verb, goes with the new one.
fn goes_with(shape: VerbShape<'_>, preposition: &str) -> bool {
    let goes = |heads: &[&str]| heads.contains(&shape.head);
    match preposition {
        "to" => {
            shape.words < 3
                && goes(&[
                    "give", "send", "pass", "move", "add", "write", "show", "pay", "lead",
                    "change", "hand", "return", "explain", "read", "limit", "compare", "bring",
                    "take", "describe", "report", "offer", "link", "join", "plan", "try", "start",
                    "begin", "choose", "decide", "expect", "promise", "need", "help", "want",
                    "ask", "go", "talk", "speak", "come", "agree", "belong", "reply",
                ])
        }
        "with" => {
            shape.last == "together"
                || goes(&[
                    "work", "talk", "help", "deal", "agree", "start", "begin", "end", "meet",
                    "live", "stay", "go", "cope", "compare", "replace", "share", "join", "support",
                ])
        }
        "from" => {
            shape.last != "off"
                && goes(&[
                    "get", "take", "come", "start", "move", "change", "buy", "ask", "stop", "keep",
                    "protect", "hide", "choose", "learn", "remove", "go",
                ])
        }
        "for" => goes(&[
            "pay", "ask", "look", "work", "wait", "use", "plan", "care", "apply", "give", "buy",
            "set", "get", "need", "make", "save", "choose", "go", "keep", "build", "find",
        ]),
        "of" | "into" | "against" | "towards" | "about" => {
            (preposition == "about" && goes(&["talk", "ask", "tell", "think", "write", "speak"]))
                || (preposition == "into"
                    && goes(&[
                        "bring", "go", "come", "build", "move", "put", "turn", "look",
                    ]))
                || (preposition == "towards"
                    && goes(&["go", "give", "move", "work", "lead", "help"]))
        }
        // "the award will stop with effect from May"
        _ => true,
    }
}

/// Whether the words of a verb that is done to something fit with what follows.
fn passive_fits(shape: VerbShape<'_>, place: &Place<'_>) -> bool {
    let following = place.following();
    if !shape.can_be_done_to || following.opens_noun() || following == Class::Pronoun {
        return false;
    }
    match following {
        Class::To => goes_with(shape, "to"),
        Class::Preposition => goes_along(shape, place),
        Class::Opener if place.following_word() == "that" => says_that(shape.head),
        _ => true,
    }
}
