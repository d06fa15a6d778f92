//! What shape plainer words have: a bare noun, one with words behind it, a clause, a verb with an
//! object of its own. The shape decides where the words can stand.

use super::class::{Class, is_noun_in_ing};
use crate::check::inflect::plural_word;

/// Words that open a clause: "what you can get".
const CLAUSE: [&str; 9] = [
    "how", "if", "that", "what", "when", "where", "whether", "who", "why",
];

/// Words that go on after the noun of a phrase without being one: "money | owed".
const BEHIND_NOUN: [&str; 16] = [
    "asked", "being", "due", "else", "help", "left", "looking", "made", "needed", "not", "only",
    "owed", "still", "such", "taken", "there",
];

/// Nouns for what cannot be counted: no "a" and no plural.
const UNCOUNTED: [&str; 78] = [
    "advice",
    "backing",
    "behaviour",
    "bleeding",
    "blood",
    "buying",
    "care",
    "caring",
    "cash",
    "choosing",
    "contact",
    "copying",
    "crime",
    "deleting",
    "distress",
    "drinking",
    "education",
    "equipment",
    "evidence",
    "fairness",
    "fainting",
    "feedback",
    "food",
    "force",
    "freedom",
    "funding",
    "growth",
    "guesswork",
    "harm",
    "harshness",
    "health",
    "help",
    "honesty",
    "housing",
    "independence",
    "information",
    "insurance",
    "itching",
    "justice",
    "knowledge",
    "money",
    "nearness",
    "news",
    "openness",
    "paperwork",
    "pay",
    "permission",
    "phlegm",
    "planning",
    "poverty",
    "privacy",
    "progress",
    "proof",
    "protection",
    "rent",
    "research",
    "rubbish",
    "safety",
    "sharing",
    "smoking",
    "sorting",
    "spending",
    "staff",
    "strength",
    "swelling",
    "thinking",
    "tiredness",
    "training",
    "transport",
    "treating",
    "trouble",
    "trust",
    "truth",
    "unfairness",
    "use",
    "vaccination",
    "wealth",
    "work",
];

/// Nouns that can be counted or not: "a risk", "at risk".
const EITHER: [&str; 66] = [
    "ability",
    "access",
    "action",
    "agreement",
    "approval",
    "belief",
    "blame",
    "cancer",
    "change",
    "charge",
    "choice",
    "condition",
    "control",
    "cost",
    "damage",
    "danger",
    "debt",
    "delay",
    "deletion",
    "medicine",
    "disagreement",
    "dislike",
    "effort",
    "energy",
    "experience",
    "fear",
    "fever",
    "history",
    "hope",
    "illness",
    "importance",
    "improvement",
    "income",
    "language",
    "law",
    "life",
    "loss",
    "movement",
    "notice",
    "pain",
    "payment",
    "policy",
    "population",
    "power",
    "practice",
    "pressure",
    "prevention",
    "prison",
    "quality",
    "reduction",
    "refusal",
    "relief",
    "return",
    "risk",
    "space",
    "speech",
    "spread",
    "stress",
    "support",
    "tax",
    "therapy",
    "time",
    "treatment",
    "value",
    "variety",
    "worry",
];

/// Whether a noun can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// "person"
    One,
    /// "people", "papers"
    Many,
    /// "money"
    Mass,
    /// "risk"
    OneOrMass,
}

/// How a noun phrase is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Build {
    /// Its noun ends it: "smaller group".
    Bare,
    /// Words stand behind its noun: "group of councils".
    Trailing,
    /// A clause stands behind its noun: "person who claims", "money you owe".
    Relative,
    /// "what you can get"
    Clause,
    /// "taking part in it"
    Doing,
}

/// The shape of words in the place of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NounShape {
    pub(super) build: Build,
    pub(super) number: Number,
    /// "a", "the" or "your" stands before it already.
    pub(super) is_determined: bool,
    /// How many words it has.
    pub(super) words: usize,
    /// "doctor or nurse"
    pub(super) is_joined: bool,
    /// Its noun takes another word than "of": "a look at".
    pub(super) is_about: bool,
}

impl NounShape {
    /// The shape of plainer words.
    pub(super) fn of(offer: &str) -> Self {
        let mut words: Vec<&str> = offer.split(' ').collect();
        let opens = |word: &&str| {
            Class::of(word).opens_noun() || matches!(*word, "too" | "not" | "someone" | "nobody")
        };
        let first = words.first().copied().unwrap_or_default();
        let is_clause = CLAUSE.contains(&first);
        let is_determined = !is_clause && words.first().is_some_and(opens);
        if is_determined && words.len() > 1 {
            words.remove(0);
        }
        let end = noun_end(&words);
        let noun = words
            .get(end.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let build = match words.get(end) {
            _ if is_clause => Build::Clause,
            _ if is_doing(&words) => Build::Doing,
            None => Build::Bare,
            Some(next) if goes_on_as_clause(next) => Build::Relative,
            Some(_) => Build::Trailing,
        };
        Self {
            build,
            number: number_of(noun.trim_end_matches(',')),
            is_determined,
            words: words.len(),
            is_about: matches!(
                noun,
                "look" | "talk" | "answer" | "reply" | "help" | "talks"
            ),
            is_joined: words.iter().any(|word| matches!(*word, "and" | "or")),
        }
    }
}

/// The plural of plainer words for a noun: "groups of councils". What has none stays as it is.
pub(super) fn plural_offer(offer: &str) -> String {
    let shape = NounShape::of(offer);
    let can_be_counted = matches!(shape.number, Number::One | Number::OneOrMass);
    if shape.is_determined || !can_be_counted || matches!(shape.build, Build::Clause | Build::Doing)
    {
        return offer.to_owned();
    }
    let words: Vec<&str> = offer.split(' ').collect();
    let noun = noun_end(&words).saturating_sub(1);
    let words = words.iter().enumerate().map(|(at, word)| {
        if at == noun {
            plural_word(word)
        } else {
            (*word).to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// How many words the phrase has up to its noun.
fn noun_end(words: &[&str]) -> usize {
    let ends = |(at, word): (usize, &&str)| {
        let stops = match Class::of(word) {
            Class::Preposition => !matches!(*word, "past"),
            Class::Adverb => {
                !matches!(*word, "very" | "too" | "well" | "almost" | "back" | "early")
            }
            Class::To
            | Class::Opener
            | Class::Pronoun
            | Class::Modal
            | Class::Be
            | Class::Have
            | Class::Do
            | Class::Determiner
            | Class::Quantifier
            | Class::Possessive
            | Class::Article => true,
            _ => BEHIND_NOUN.contains(word) && !(at + 1 == words.len() && *word == "help"),
        };
        let comma = at > 0
            && words
                .get(at - 1)
                .is_some_and(|before| before.ends_with(','));
        at > 0 && (stops || comma)
    };
    let end = words
        .iter()
        .enumerate()
        .position(|(at, word)| ends((at, word)));
    let end = end.unwrap_or(words.len());
    // "amount paid back": what was done stands behind its noun.
    let done = (1..end).find(|at| {
        let word = words.get(*at).copied().unwrap_or_default();
        *at + 1 >= end && Class::of(word) == Class::Past
    });
    done.unwrap_or(end)
}

fn goes_on_as_clause(word: &str) -> bool {
    matches!(
        word,
        "that" | "who" | "which" | "where" | "when" | "whose" | "what" | "how" | "because"
    ) || matches!(
        Class::of(word),
        Class::Pronoun | Class::Determiner | Class::Possessive
    ) || matches!(word, "the" | "we" | "they" | "you" | "it")
}

/// Whether the phrase begins with something that is done: "taking part", not "waiting list".
fn is_doing(words: &[&str]) -> bool {
    const BEFORE_NOUNS: [&str; 11] = [
        "living",
        "lasting",
        "rising",
        "spending",
        "starting",
        "supporting",
        "talking",
        "waiting",
        "walking",
        "working",
        "helping",
    ];
    let Some((first, rest)) = words.split_first() else {
        return false;
    };
    if matches!(*first, "not" | "being" | "having") {
        return true;
    }
    let is_ing = first.len() > 4 && first.ends_with("ing") && !is_noun_in_ing(first);
    let next = rest.first().copied().unwrap_or_default();
    let describes = BEFORE_NOUNS.contains(first)
        && !matches!(
            Class::of(next),
            Class::Adverb | Class::To | Class::Preposition | Class::Edge
        );
    is_ing && !rest.is_empty() && !describes
}

fn number_of(noun: &str) -> Number {
    let noun = noun.trim_matches(['“', '”', '.']);
    if matches!(noun, "people" | "children" | "men" | "women" | "clothes") {
        return Number::Many;
    }
    if UNCOUNTED.contains(&noun) {
        return Number::Mass;
    }
    if EITHER.contains(&noun) {
        return Number::OneOrMass;
    }
    let single = ["ss", "us", "is"].iter().any(|end| noun.ends_with(end));
    if noun.ends_with('s') && !single && !matches!(noun, "news") {
        return Number::Many;
    }
    if noun.ends_with("ing") && !is_noun_in_ing(noun) || noun.ends_with("ness") {
        return Number::Mass;
    }
    Number::One
}

/// Words that can go with any verb and stand behind its object as well: "put the meeting off".
const PARTICLES: [&str; 14] = [
    "ahead", "apart", "aside", "away", "back", "down", "in", "off", "on", "out", "over", "through",
    "together", "up",
];

/// Verbs that are not done to anything, alone or with a word behind.
const WITHOUT_OBJECT: [&str; 28] = [
    "act", "agree", "apply", "care", "carry", "come", "cope", "fall", "go", "happen", "last",
    "live", "look", "matter", "melt", "rise", "shrink", "speak", "stand", "stay", "talk", "wait",
    "walk", "work", "worry", "become", "think", "belong",
];

/// Verbs of which nothing can be said that it "was" them: no "was had".
const NEVER_DONE_TO: [&str; 6] = ["be", "get", "have", "let", "mean", "must"];

/// How a verb takes its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    /// "help", "put off": an object can follow.
    Open,
    /// "look at": an object must follow.
    Needs,
    /// "follow the rules", "happen": no object can follow.
    Closed,
    /// "make easier", "check closely": the object would have to stand inside.
    Around,
    /// "make … worse": so marked.
    Marked,
}

/// The shape of words in the place of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VerbShape<'o> {
    /// Its first word in its simplest form.
    pub(super) head: &'o str,
    pub(super) last: &'o str,
    pub(super) build: Object,
    pub(super) words: usize,
    /// Whether something can have it done to it: "was helped".
    pub(super) can_be_done_to: bool,
}

impl<'o> VerbShape<'o> {
    /// The shape of plainer words in their simplest form.
    pub(super) fn of(offer: &'o str) -> Self {
        let words: Vec<&str> = offer.split(' ').collect();
        let head = words.first().copied().unwrap_or_default();
        let last = words.last().copied().unwrap_or_default();
        let build = verb_build(&words);
        let intransitive = WITHOUT_OBJECT.contains(&head)
            && build != Object::Needs
            && !matches!(offer, "carry out" | "work out" | "think up" | "go over");
        let can_be_done_to = !NEVER_DONE_TO.contains(&head)
            && !intransitive
            && matches!(
                build,
                Object::Open | Object::Needs | Object::Around | Object::Marked
            );
        Self {
            head,
            last,
            build: if intransitive { Object::Closed } else { build },
            words: words.len(),
            can_be_done_to,
        }
    }
}

fn verb_build(words: &[&str]) -> Object {
    let rest = words.get(1..).unwrap_or_default();
    let Some(last) = rest.last() else {
        return Object::Open;
    };
    if words.contains(&"…") {
        return Object::Marked;
    }
    if words.first() == Some(&"not") {
        return Object::Closed;
    }
    if rest.first() == Some(&"to") && Class::of(last) == Class::Verb || rest.contains(&"and") {
        return Object::Open;
    }
    if rest.iter().all(|word| PARTICLES.contains(word)) && *last != "together" {
        return Object::Open;
    }
    let ends_open = match Class::of(last) {
        Class::Preposition => !matches!(*last, "up" | "down" | "out" | "off" | "over" | "through"),
        class => matches!(
            class,
            Class::To | Class::Opener | Class::Article | Class::Determiner | Class::Possessive
        ),
    };
    if ends_open {
        return Object::Needs;
    }
    let has_object = rest.iter().any(|word| {
        Class::of(word).opens_noun()
            || Class::of(word) == Class::Pronoun
            || matches!(NounShape::of(word).number, Number::Many | Number::Mass)
    });
    if has_object
        || matches!(
            *last,
            "again" | "together" | "ahead" | "part" | "worse" | "way" | "better" | "firm"
        )
    {
        return Object::Closed;
    }
    Object::Around
}

#[cfg(test)]
mod tests {
    use super::{Build, NounShape, Number, Object, VerbShape};

    #[test]
    fn nouns_and_what_stands_behind_them_are_told_apart() {
        for (offer, build, number) in [
            ("smaller group", Build::Bare, Number::One),
            ("people who claim", Build::Relative, Number::Many),
            ("money owed", Build::Trailing, Number::Mass),
            ("amount you owe", Build::Relative, Number::One),
            ("what you can get", Build::Clause, Number::One),
            ("taking part", Build::Doing, Number::Mass),
            ("waiting list", Build::Bare, Number::One),
            ("risk", Build::Bare, Number::OneOrMass),
            ("rise in pay", Build::Trailing, Number::One),
            ("doctors or nurses", Build::Bare, Number::Many),
        ] {
            let shape = NounShape::of(offer);
            assert_eq!(shape.build, build, "{offer}");
            if !matches!(build, Build::Clause | Build::Doing) {
                assert_eq!(shape.number, number, "{offer}");
            }
        }
        assert!(NounShape::of("a paper that asks for views").is_determined);
        assert!(!NounShape::of("person").is_determined);
    }

    #[test]
    fn verbs_are_told_apart_by_their_objects() {
        for (offer, build) in [
            ("help", Object::Open),
            ("put off", Object::Open),
            ("look at", Object::Needs),
            ("get rid of", Object::Needs),
            ("follow the rules", Object::Closed),
            ("check again", Object::Closed),
            ("talk", Object::Closed),
            ("make easier", Object::Around),
            ("make … worse", Object::Marked),
        ] {
            assert_eq!(VerbShape::of(offer).build, build, "{offer}");
        }
        assert!(!VerbShape::of("have to pay").can_be_done_to);
        assert!(VerbShape::of("look at").can_be_done_to);
    }
}
