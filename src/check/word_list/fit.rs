//! Decides which of the plainer words of an entry fit into the sentence where its words stand.
//!
//! A volunteer takes what is offered as it is offered. What would break the sentence is therefore
//! never offered: where nothing fits, the finding says what the words mean. In doubt, it does so.

use super::class::Class;
use super::entry::{Entry, Kind};
use super::place::{Near, Place};
use super::shape::{Build, NounShape, Number, Object, VerbShape};
use crate::check::inflect::Form;

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
            noun(words, (offer, form), place)
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
fn points_at_nothing(offer: &str) -> bool {
    let mut words = offer.split(' ');
    words.any(|word| matches!(word, "it" | "its" | "them" | "they" | "their" | "this"))
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
            "very" | "most" | "other" | "second" | "once" | "well" | "many" | "few"
        )
        || word.ends_with("ly")
}

/// Whether words in the place of a noun fit.
fn noun(words: String, (offer, form): (usize, Form), place: &Place<'_>) -> Option<String> {
    let (words, shape) = without_own_article(words, place);
    if points_at_nothing(&words) {
        return None;
    }
    let fits = match shape.build {
        _ if place.owns => {
            let ends_alike = (form == Form::Plural) == words.ends_with('s');
            shape.build == Build::Bare && !shape.is_joined && ends_alike
        }
        Build::Clause => {
            let about = ["about", "on", "of", "by", "from", "than"].contains(&place.prior_word());
            about && stops_after(place)
        }
        Build::Doing => doing_fits(place),
        Build::Bare | Build::Trailing | Build::Relative => {
            number_fits(shape, form, place)
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
    let stands = matches!(place.opener, Some(Class::Article | Class::Determiner));
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
        Class::Preposition => is_of_time_or_place(place.following_word()),
        Class::Conjunction => {
            let next = place.after[1].class;
            next.is_verb() || next.opens_noun()
        }
        _ => false,
    }
}

/// Whether a preposition says when or where, and so goes with any noun.
fn is_of_time_or_place(preposition: &str) -> bool {
    matches!(
        preposition,
        "at" | "before" | "after" | "during" | "since" | "under" | "until" | "on" | "in"
    )
}

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

fn verb(
    (entry, old): (&Entry, &str),
    written: &str,
    form: Form,
    place: &Place<'_>,
) -> Option<String> {
    if points_at_nothing(written) && !written.ends_with(" this") {
        return None;
    }
    let shape = VerbShape::of(written);
    if ends_open(old) {
        return in_place_of_open_verb((entry, old), (written, shape), form, place);
    }
    let same_end = old.contains(' ') && old.ends_with(shape.last);
    if shape.build == Object::Closed && !same_end && strays(shape, place) {
        return None;
    }
    let usage = usage(form, shape, place);
    let form = match (usage, form) {
        (Use::Passive | Use::BeforeNoun, Form::PastOrParticiple) => Form::Participle,
        (Use::Active, Form::PastOrParticiple) => Form::Past,
        _ => form,
    };
    let words = entry.in_form(written, form)?;
    match usage {
        Use::Active => active_fits(shape, place).then_some(words),
        Use::Passive => {
            let words = words.replace(" …", "");
            passive_fits(shape, place).then_some(words)
        }
        Use::BeforeNoun => {
            let fits = shape.words == 1 && shape.can_be_done_to && form != Form::Ing;
            fits.then_some(words)
        }
        Use::AsNoun => (shape.words == 1).then_some(words),
        Use::Other => None,
    }
}

/// Whether words end in one that something must follow: "comply with", "harness the".
fn ends_open(words: &str) -> bool {
    let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
    let class = Class::of(last);
    class.opens_noun() || matches!(class, Class::Preposition | Class::To | Class::Opener)
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
            if after_opener || prior == Class::Preposition || prior.is_be_or_have() {
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
        Form::Ing => Use::Active,
        Form::Past => Use::Active,
        Form::Participle | Form::PastOrParticiple => past_usage(form, shape, place, after_opener),
    }
}

fn past_usage(form: Form, shape: VerbShape<'_>, place: &Place<'_>, after_opener: bool) -> Use {
    let prior = place.prior();
    let following = place.following();
    let helper = if prior == Class::Adverb {
        &place.before[1]
    } else {
        &place.before[0]
    };
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
    if describes
        && (after_opener || matches!(prior, Class::Preposition | Class::Edge | Class::Conjunction))
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
        Object::Closed => !object && !(clause && place.following_word() == "that"),
        Object::Needs => object || clause && place.following_word() != "that",
        Object::Marked => object,
        Object::Around => {
            shape.last == "sure"
                && (place.following_word() == "that" || following == Class::Pronoun)
        }
        Object::Open if matches!(place.following_word(), "that") => says_that(shape.head),
        Object::Open if shape.head == "say" => clause || !object || following == Class::Pronoun,
        Object::Open if matches!(shape.head, "tell" | "let") => object && !clause,
        Object::Open => true,
    }
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
        "from" => goes(&[
            "get", "take", "come", "start", "move", "change", "buy", "ask", "stop", "keep",
            "protect", "hide", "choose", "learn", "remove", "go",
        ]),
        "for" => goes(&[
            "pay", "ask", "look", "work", "wait", "use", "plan", "care", "apply", "give", "buy",
            "set", "get", "need", "make", "save", "choose", "go", "keep", "build", "find",
        ]),
        "of" | "into" | "upon" | "against" | "towards" | "about" => {
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

/// Adjectives that only stand before their noun, most of them nouns themselves: "heart disease".
const ONLY_BEFORE_NOUNS: [&str; 60] = [
    "balance",
    "bedside",
    "bodily",
    "bone",
    "bowel",
    "brain",
    "breathing",
    "cancer",
    "chest",
    "chief",
    "children's",
    "court",
    "emergency",
    "example",
    "eye",
    "extra",
    "first",
    "hearing",
    "heart",
    "home",
    "hormone",
    "house",
    "industry",
    "keyhole",
    "kidney",
    "knowledge",
    "last",
    "liver",
    "lung",
    "main",
    "many",
    "mayor's",
    "medicine",
    "middle",
    "minister's",
    "minority",
    "money",
    "mood",
    "more",
    "muscle",
    "nerve",
    "next",
    "night-time",
    "one-time",
    "other",
    "own",
    "people's",
    "prison",
    "several",
    "skin",
    "standing",
    "stand-in",
    "stomach",
    "test",
    "thinking",
    "top",
    "total",
    "trial",
    "tummy",
    "whole-economy",
];

fn adjective(written: &str, place: &Place<'_>) -> Option<String> {
    if let Some(behind) = written.strip_prefix("… ") {
        return behind_noun(behind, place);
    }
    let words: Vec<&str> = written.split(' ').collect();
    let first = words.first().copied().unwrap_or_default();
    let is_amount = matches!(
        first,
        "too" | "many" | "enough" | "much" | "more" | "several" | "most"
    ) || written == "large amount";
    let compared = matches!(place.prior_word(), "more" | "most");
    let following = place.following();
    let noun_follows = following.is_of_noun()
        || (following == Class::Conjunction
            && place.opener.is_some()
            && place.after[1].class.is_of_noun());
    let fits = if noun_follows {
        let describes = words.len() == 1
            || (words.len() == 2 && (first == "very" || first.ends_with("ly")))
            || (words
                .iter()
                .all(|word| Class::of(word) != Class::Preposition)
                && words.contains(&"and"));
        let article = place.prior() == Class::Article || place.prior() == Class::Possessive;
        let amount_alone = is_amount && !article && matches!(words.as_slice(), [_] | ["too", _]);
        (describes && !is_amount || amount_alone) && !(compared && written.len() <= 6)
    } else {
        !ONLY_BEFORE_NOUNS.contains(&first)
            && !(is_amount && written != "enough" && !written.starts_with("too "))
            && !matches!(written, "too many" | "too much" | "very many")
            && !(compared && written.len() <= 6)
            && stands_behind(place)
    };
    fits.then(|| written.to_owned())
}

/// Whether the words stand where "is old" or "people unable to work" have their adjective.
fn stands_behind(place: &Place<'_>) -> bool {
    matches!(
        place.prior(),
        Class::Be
            | Class::Adverb
            | Class::Verb
            | Class::Past
            | Class::Modal
            | Class::Conjunction
            | Class::Ing
            | Class::Word
            | Class::Edge
    )
}

/// Words that go behind the noun which follows: "support that depends on your income".
fn behind_noun(behind: &str, place: &Place<'_>) -> Option<String> {
    let noun = place.next;
    let class = place.following();
    let goes_on = place.after[1].class;
    let alone = goes_on.is_verb()
        || matches!(goes_on, Class::Edge | Class::Conjunction)
        || (goes_on == Class::Preposition
            && matches!(place.after[1].word.as_str(), "in" | "at" | "on"));
    if !matches!(class, Class::Word) || !alone || noun.starts_with(char::is_uppercase) {
        return None;
    }
    let is_many = noun.ends_with('s') && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end))
        || noun == "people";
    let behind = if is_many {
        agree_with_many(behind)
    } else {
        behind.to_owned()
    };
    Some(format!("{noun} {behind}"))
}

/// The clause with its verb for more than one: "that depend", for "that depends".
fn agree_with_many(clause: &str) -> String {
    let mut words: Vec<String> = clause.split(' ').map(str::to_owned).collect();
    let verb = words.get(1).cloned().unwrap_or_default();
    let many = match verb.as_str() {
        "is" => "are",
        "has" => "have",
        "does" => "do",
        "goes" => "go",
        "was" => "were",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    if matches!(words.first().map(String::as_str), Some("that" | "who"))
        && let Some(place) = words.get_mut(1)
    {
        many.clone_into(place);
    }
    words.join(" ")
}

/// Whether a phrase of one word describes a noun: "mandatory", "joined-up".
fn is_adjective(old: &str, class: Class) -> bool {
    let is_joined = old.contains('-') && !old.ends_with("ly");
    !old.contains(' ') && (matches!(class, Class::Adjective | Class::Past) || is_joined)
}

/// Whether a word says how a sentence goes on from the one before.
fn joins_sentences(old: &str) -> bool {
    matches!(
        old,
        "accordingly"
            | "additionally"
            | "alternatively"
            | "consequently"
            | "conversely"
            | "furthermore"
            | "hence"
            | "likewise"
            | "moreover"
            | "nevertheless"
            | "nonetheless"
            | "therefore"
            | "thus"
    )
}

/// Whether a plainer word can join the sentences: "so" at the start, "to match" at the end.
fn joins(written: &str, place: &Place<'_>) -> bool {
    let starts = matches!(place.prior(), Class::Edge | Class::Conjunction);
    let ends = matches!(place.following(), Class::Edge | Class::Conjunction) && !starts;
    let says_how = written.starts_with("to ");
    starts && !says_how || ends && says_how
}

/// Adverbs that can stand before the verb they go with: "now paid".
const BEFORE_VERBS: [&str; 20] = [
    "also",
    "always",
    "just",
    "later",
    "mainly",
    "mostly",
    "never",
    "now",
    "often",
    "once",
    "only",
    "partly",
    "quickly",
    "rarely",
    "really",
    "slowly",
    "sometimes",
    "soon",
    "still",
    "usually",
];

fn phrase(old: &str, written: &str, place: &Place<'_>) -> Option<String> {
    if let Some(behind) = written.strip_prefix("… ") {
        return behind_noun(behind, place);
    }
    if written.contains('…') {
        return None;
    }
    let words = written.split(' ').count();
    let first = written.split(' ').next().unwrap_or_default();
    let following = place.following();
    let class = Class::of(old);
    if joins_sentences(old) {
        return joins(written, place).then(|| written.to_owned());
    }
    if is_adjective(old, class) {
        let is_verb = class == Class::Past && place.prior() == Class::Pronoun;
        return adjective(written, place).filter(|_| !is_verb);
    }
    let is_adverb = old.ends_with("ly") && !old.contains(' ');
    let verb_follows = matches!(
        following,
        Class::Past | Class::Ing | Class::Verb | Class::Adjective | Class::Word
    );
    if is_adverb && verb_follows && place.prior() != Class::Edge {
        let fits = (words == 1 && written.ends_with("ly")) || BEFORE_VERBS.contains(&written);
        return fits.then(|| written.to_owned());
    }
    if is_stray_clause(written, place) {
        return None;
    }
    let before_noun = matches!(
        place.prior(),
        Class::Article | Class::Possessive | Class::Adjective
    ) && following.is_of_noun();
    let describes = matches!(
        Class::of(first),
        Class::Preposition | Class::Opener | Class::To | Class::Be
    ) || (words > 1 && matches!(Class::of(first), Class::Past | Class::Ing));
    if before_noun && describes {
        return None;
    }
    let article_before = matches!(place.prior(), Class::Article | Class::Possessive);
    if article_before && matches!(Class::of(first), Class::Ing) && words > 1 {
        return None;
    }
    Some(written.to_owned())
}

/// Whether words that end in a clause would run into what follows: "activity that you must do
/// without good reason".
fn is_stray_clause(written: &str, place: &Place<'_>) -> bool {
    let mut words = written.split(' ').skip(1);
    let has_clause = words.any(|word| matches!(word, "that" | "who" | "you"));
    let last = written.split(' ').next_back().unwrap_or_default();
    let ends_open = !matches!(
        Class::of(last),
        Class::Word | Class::Adjective | Class::Verb | Class::Do | Class::Past
    );
    let runs_on = match place.following() {
        Class::Word | Class::Adjective => true,
        Class::Preposition => !is_of_time_or_place(place.following_word()),
        _ => false,
    };
    has_clause && !ends_open && runs_on
}
