//! Whether plainer words fit in the place of an adjective, or of a phrase that stands as it is.

use super::super::class::Class;
use super::super::place::Place;
use super::super::shape::{Build, NounShape};
use super::noun::is_of_time_or_place;
use super::verb::names_its_object;
use super::{Fitted, wants_noun};

/// Adjectives that only stand before their noun, most of them nouns themselves: "heart disease".
const ONLY_BEFORE_NOUNS: [&str; 64] = [
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
    "blood vessel",
    "brain development",
    "lower back",
    "older people's",
];

pub(super) fn adjective(written: &str, place: &Place<'_>) -> Option<Fitted> {
    if let Some(behind) = written.strip_prefix("… ") {
        return behind_noun(behind, place);
    }
    let words: Vec<&str> = written.split(' ').collect();
    let first = words.first().copied().unwrap_or_default();
    let is_amount = matches!(
        first,
        "too" | "many" | "enough" | "much" | "more" | "several" | "most"
    ) || written == "a lot of";
    let compared =
        matches!(place.prior_word(), "more" | "most") && (written.len() <= 6 || first == "very");
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
        let amount_alone = is_amount
            && !article
            && matches!(words.as_slice(), [_] | ["too", _] | ["a", "lot", "of"]);
        if !describes && !is_amount && !ONLY_BEFORE_NOUNS.contains(&written) {
            return behind_noun(&format!("that is {written}"), place);
        }
        let describes = describes || ONLY_BEFORE_NOUNS.contains(&written);
        (describes && !is_amount || amount_alone) && !compared
    } else {
        let only_before = ONLY_BEFORE_NOUNS.contains(&first)
            || ONLY_BEFORE_NOUNS.contains(&written)
            || matches!(written, "too many" | "too much" | "very many");
        let counts = is_amount && written != "enough" && !written.starts_with("too ");
        let is_alone = !only_before && !counts;
        is_alone && !compared && stands_behind(place)
    };
    fits.then(|| Fitted::in_place(written.to_owned()))
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
fn behind_noun(behind: &str, place: &Place<'_>) -> Option<Fitted> {
    let noun = place.next;
    let class = place.following();
    let goes_on = place.after[1].class;
    let alone = goes_on.is_verb()
        || matches!(goes_on, Class::Edge | Class::Conjunction)
        || (goes_on == Class::Preposition
            && matches!(place.after[1].word.as_str(), "in" | "at" | "on"));
    let is_vague = matches!(
        noun,
        "basis" | "manner" | "way" | "fashion" | "nature" | "terms"
    );
    if is_vague
        || place.is_after_comma
        || !matches!(class, Class::Word)
        || !alone
        || noun.starts_with(char::is_uppercase)
    {
        return None;
    }
    let behind = match behind.strip_prefix("that ") {
        Some(rest) if is_of_people(noun) => format!("who {rest}"),
        _ => behind.to_owned(),
    };
    let is_many = noun.ends_with('s') && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end))
        || noun == "people";
    let behind = if is_many {
        agree_with_many(&behind)
    } else {
        behind
    };
    Some(Fitted {
        words: format!("{noun} {behind}"),
        takes_noun: true,
    })
}

/// Whether a noun names people, for whom one says "who".
fn is_of_people(noun: &str) -> bool {
    matches!(
        noun.trim_end_matches('s'),
        "people"
            | "person"
            | "adult"
            | "carer"
            | "child"
            | "children"
            | "claimant"
            | "client"
            | "customer"
            | "parent"
            | "patient"
            | "worker"
            | "women"
            | "men"
            | "tenant"
    )
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

/// Whether a length of time follows: "14 days".
fn counts_time(place: &Place<'_>) -> bool {
    let lengths = [
        "day", "days", "hours", "month", "months", "week", "weeks", "years",
    ];
    let [number, length, _] = &place.after;
    number.class == Class::Number && lengths.contains(&length.word.as_str())
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

/// Whether one begins with a verb for one and the other with a verb for many: "are" and "is".
fn differ_in_number(old: &str, written: &str) -> bool {
    let first = |words: &str| {
        let first = words.split(' ').next();
        match first {
            Some("is" | "was" | "has" | "does") => Some(true),
            Some("are" | "were" | "have" | "do") => Some(false),
            _ => None,
        }
    };
    matches!((first(old), first(written)), (Some(old), Some(new)) if old != new)
}

/// Whether the verb that follows is for one, and the words are several: "your savings has".
fn goes_on_with_one(written: &str, place: &Place<'_>) -> bool {
    let is_many = written.ends_with('s') && !written.ends_with("ss");
    is_many && matches!(place.following_word(), "is" | "was" | "has" | "does")
}

pub(super) fn phrase(old: &str, written: &str, place: &Place<'_>) -> Option<Fitted> {
    if let Some(behind) = written.strip_prefix("… ") {
        return behind_noun(behind, place);
    }
    if written.contains('…') || differ_in_number(old, written) || goes_on_with_one(written, place)
    {
        return None;
    }
    let words = written.split(' ').count();
    let first = written.split(' ').next().unwrap_or_default();
    let following = place.following();
    let class = Class::of(old);
    if written == "by" && counts_time(place) {
        return None;
    }
    if joins_sentences(old) {
        return joins(written, place).then(|| Fitted::in_place(written.to_owned()));
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
    if is_adverb && verb_follows {
        let says_how = words == 1 && written.ends_with("ly") && written != "early";
        let fits = says_how || BEFORE_VERBS.contains(&written);
        return fits.then(|| Fitted::in_place(written.to_owned()));
    }
    let runs_on = names_its_object(old)
        && !matches!(
            Class::of(old.split(' ').next().unwrap_or_default()),
            Class::Preposition
        )
        && matches!(following, Class::Word)
        && NounShape::of(written).build != Build::Bare;
    if runs_on || is_stray_clause(written, place) {
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
    if wants_noun(place) && matches!(Class::of(first), Class::Ing) && words > 1 {
        return None;
    }
    Some(Fitted::in_place(written.to_owned()))
}

/// Whether words that end in a clause would run into what follows: "activity that you must do
/// without good reason".
fn is_stray_clause(written: &str, place: &Place<'_>) -> bool {
    let mut words = written.split(' ').skip(1);
    let has_clause = words.any(|word| matches!(word, "that" | "who" | "you"));
    let last = written.split(' ').next_back().unwrap_or_default();
    let ends_open = matches!(
        last,
        "about" | "at" | "by" | "for" | "from" | "in" | "into" | "of" | "on" | "to" | "with"
    );
    let runs_on = match place.following() {
        Class::Word | Class::Adjective => true,
        Class::Preposition => !is_of_time_or_place(place.following_word()),
        _ => false,
    };
    has_clause && !ends_open && runs_on
}
