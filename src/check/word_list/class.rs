//! What kind of word a word is, as far as its letters tell.
//!
//! English marks few words; this knows the small ones, which are a closed list, and some endings.
//! What it does not know is a [`Class::Word`], and whoever asks must be careful.

/// What kind of word stands beside the words of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// No word: the sentence or a part of it ends here.
    Edge,
    /// "a", "an"
    Article,
    /// "the", "this"
    Determiner,
    /// "more", "all": fine before a plural and before what cannot be counted.
    Quantifier,
    /// "these", "many": fine before a plural only.
    Several,
    /// "your", "the council's"
    Possessive,
    Number,
    Preposition,
    /// "to", before a verb or a noun.
    To,
    Modal,
    Be,
    Have,
    Do,
    Pronoun,
    /// "and", "or"
    Conjunction,
    /// What opens a clause: "that", "if", "what".
    Opener,
    Adverb,
    Adjective,
    /// A verb that is nothing else.
    Verb,
    /// A word in -ed or another past: "received", "given".
    Past,
    /// A word in -ing.
    Ing,
    /// Any other word, mostly a noun.
    Word,
}

impl Class {
    /// The kind of a word in small letters.
    pub(super) fn of(word: &str) -> Self {
        if word.is_empty() {
            return Self::Edge;
        }
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '£') {
            return Self::Number;
        }
        small_word(word).unwrap_or_else(|| by_ending(word))
    }

    /// Whether a noun phrase can begin with the word, or go on with it.
    pub(super) const fn is_of_noun(self) -> bool {
        matches!(self, Self::Word | Self::Adjective | Self::Past | Self::Ing)
    }

    /// Whether the word opens a noun phrase: "the", "your", "two".
    pub(super) const fn opens_noun(self) -> bool {
        matches!(
            self,
            Self::Article
                | Self::Determiner
                | Self::Quantifier
                | Self::Several
                | Self::Possessive
                | Self::Number
        )
    }

    /// Whether the word is a form of "be" or "have".
    pub(super) const fn is_be_or_have(self) -> bool {
        matches!(self, Self::Be | Self::Have)
    }

    /// Whether the word is a verb, or helps one, and nothing else.
    pub(super) const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Verb | Self::Modal | Self::Be | Self::Have | Self::Do
        )
    }
}

/// The kind of a word that is in a closed list.
fn small_word(word: &str) -> Option<Class> {
    Some(match word {
        "a" | "an" => Class::Article,
        "the" | "this" | "that" | "each" | "every" | "another" | "no" | "either" | "neither"
        | "one" | "any" => Class::Determiner,
        "some" | "all" | "more" | "most" | "much" | "less" | "enough" | "such" | "what"
        | "which" | "half" | "lots" | "plenty" => Class::Quantifier,
        "these" | "those" | "many" | "few" | "fewer" | "several" | "both" | "various"
        | "numerous" => Class::Several,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" | "whose" => Class::Possessive,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
        | "eleven" | "twelve" | "fourteen" | "twenty" | "thirty" | "fifty" | "hundred"
        | "thousand" | "million" => Class::Number,
        "to" => Class::To,
        "can" | "cannot" | "could" | "may" | "might" | "must" | "shall" | "should" | "will"
        | "would" | "can't" | "won't" | "couldn't" | "wouldn't" | "shouldn't" | "don't"
        | "didn't" | "doesn't" => Class::Modal,
        "am" | "are" | "be" | "been" | "being" | "is" | "was" | "were" | "isn't" | "aren't"
        | "wasn't" | "weren't" | "it's" | "that's" | "you're" | "they're" | "we're" => Class::Be,
        "has" | "have" | "had" | "having" | "hasn't" | "haven't" | "hadn't" | "i've" | "we've"
        | "you've" | "they've" => Class::Have,
        "do" | "does" | "did" | "done" | "doing" => Class::Do,
        "i" | "you" | "he" | "she" | "it" | "we" | "they" | "me" | "him" | "us" | "them"
        | "someone" | "anyone" | "everyone" | "nobody" | "everybody" | "somebody" | "anybody"
        | "everything" | "something" | "anything" | "nothing" | "who" | "myself" | "yourself"
        | "themselves" | "itself" | "ourselves" | "others" => Class::Pronoun,
        "and" | "or" | "but" | "nor" | "plus" => Class::Conjunction,
        "whom" | "if" | "because" | "when" | "where" | "while" | "although" | "though"
        | "unless" | "whether" | "how" | "why" | "than" | "as" | "so" | "whilst" | "once" => {
            Class::Opener
        }
        _ => return preposition_or_adverb(word),
    })
}

fn preposition_or_adverb(word: &str) -> Option<Class> {
    Some(match word {
        "about" | "above" | "across" | "after" | "against" | "along" | "among" | "around"
        | "at" | "before" | "behind" | "below" | "beside" | "between" | "beyond" | "by"
        | "concerning" | "despite" | "down" | "during" | "except" | "for" | "from" | "in"
        | "inside" | "into" | "like" | "near" | "of" | "off" | "on" | "onto" | "out"
        | "outside" | "over" | "prior" | "past" | "per" | "regarding" | "since" | "through"
        | "throughout" | "towards" | "toward" | "under" | "until" | "up" | "upon" | "via"
        | "with" | "within" | "without" | "following" | "including" => Class::Preposition,
        "not" | "never" | "also" | "still" | "now" | "already" | "often" | "always" | "just"
        | "then" | "soon" | "very" | "too" | "again" | "even" | "yet" | "ever" | "here"
        | "there" | "however" | "perhaps" | "rather" | "quite" | "almost" | "together" | "well"
        | "later" | "sooner" | "instead" | "twice" | "today" | "tomorrow" | "away" | "back"
        | "only" | "longer" | "therefore" | "further" | "ago" | "else" | "nor" => Class::Adverb,
        _ => return None,
    })
}

/// Verbs that are seldom a noun. With -s or without, each shows that a sentence has begun.
const VERBS: [&str; 78] = [
    "accept",
    "affect",
    "agree",
    "allow",
    "appear",
    "apply",
    "argue",
    "arrive",
    "ask",
    "attend",
    "become",
    "begin",
    "believe",
    "bring",
    "choose",
    "complain",
    "complete",
    "confirm",
    "consider",
    "consist",
    "contain",
    "continue",
    "decide",
    "decline",
    "depend",
    "differ",
    "disagree",
    "enclose",
    "engage",
    "ensure",
    "examine",
    "exceed",
    "expect",
    "explain",
    "fail",
    "find",
    "follow",
    "get",
    "give",
    "go",
    "happen",
    "hear",
    "include",
    "involve",
    "keep",
    "know",
    "lack",
    "leave",
    "lose",
    "make",
    "mean",
    "meet",
    "obtain",
    "occur",
    "offer",
    "participate",
    "provide",
    "qualify",
    "receive",
    "refuse",
    "rely",
    "remain",
    "require",
    "respond",
    "say",
    "see",
    "seek",
    "seem",
    "send",
    "speak",
    "submit",
    "suggest",
    "take",
    "tell",
    "tend",
    "think",
    "understand",
    "want",
];

/// Past forms without -ed that are not nouns.
const PASTS: [&str; 35] = [
    "became", "began", "bought", "brought", "came", "chosen", "felt", "found", "gave", "given",
    "gone", "got", "heard", "held", "kept", "knew", "known", "led", "lost", "made", "meant", "met",
    "paid", "put", "said", "saw", "seen", "sent", "spent", "taken", "told", "took", "went",
    "written", "wrote",
];

/// Words in -al, -ive, -ary and -ic that are nouns.
const NOUNS: [&str; 34] = [
    "alternative",
    "appeal",
    "approval",
    "arrival",
    "beneficiary",
    "budget",
    "capital",
    "clinic",
    "deal",
    "denial",
    "executive",
    "goal",
    "hospital",
    "incentive",
    "initiative",
    "journal",
    "library",
    "meal",
    "metric",
    "narrative",
    "objective",
    "professional",
    "proposal",
    "public",
    "referral",
    "removal",
    "renewal",
    "representative",
    "salary",
    "summary",
    "topic",
    "total",
    "traffic",
    "trial",
];

/// Common adjectives whose ending does not tell.
const ADJECTIVES: [&str; 103] = [
    "additional",
    "available",
    "bad",
    "best",
    "better",
    "big",
    "careful",
    "certain",
    "clear",
    "close",
    "common",
    "complex",
    "current",
    "daily",
    "deep",
    "different",
    "difficult",
    "direct",
    "due",
    "early",
    "easy",
    "elderly",
    "entire",
    "equal",
    "extra",
    "extreme",
    "fair",
    "far",
    "female",
    "final",
    "first",
    "fit",
    "former",
    "free",
    "frequent",
    "fresh",
    "full",
    "future",
    "good",
    "great",
    "greater",
    "hard",
    "high",
    "higher",
    "human",
    "ill",
    "independent",
    "joint",
    "key",
    "large",
    "larger",
    "last",
    "late",
    "latest",
    "likely",
    "long",
    "low",
    "lower",
    "main",
    "major",
    "male",
    "minimum",
    "maximum",
    "minor",
    "modern",
    "monthly",
    "narrow",
    "net",
    "new",
    "next",
    "old",
    "older",
    "open",
    "outstanding",
    "own",
    "particular",
    "permanent",
    "poor",
    "possible",
    "present",
    "previous",
    "private",
    "proper",
    "quick",
    "rare",
    "ready",
    "real",
    "recent",
    "rich",
    "right",
    "same",
    "second",
    "senior",
    "separate",
    "severe",
    "short",
    "significant",
    "similar",
    "single",
    "small",
    "special",
    "specific",
    "strong",
];
const MORE_ADJECTIVES: [&str; 23] = [
    "subsequent",
    "sudden",
    "sufficient",
    "sure",
    "third",
    "true",
    "urgent",
    "usual",
    "vast",
    "weak",
    "weekly",
    "whole",
    "wide",
    "wider",
    "worse",
    "worst",
    "wrong",
    "yearly",
    "young",
    "younger",
    "friendly",
    "relevant",
    "other",
];

fn by_ending(word: &str) -> Class {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["’s", "'s", "s’", "s'"]) {
        return Class::Possessive;
    }
    if VERBS.binary_search(&base(word)).is_ok() || matches!(word, "relies" | "applies" | "goes") {
        return Class::Verb;
    }
    if PASTS.binary_search(&word).is_ok() {
        return Class::Past;
    }
    if ADJECTIVES.contains(&word) || MORE_ADJECTIVES.contains(&word) {
        return Class::Adjective;
    }
    if matches!(
        word,
        "reply" | "supply" | "family" | "assembly" | "july" | "italy"
    ) {
        return Class::Word;
    }
    if word.len() > 4 && word.ends_with("ly") {
        return Class::Adverb;
    }
    if word.len() > 3 && word.ends_with("ed") && !matches!(word, "need" | "speed" | "seed") {
        return Class::Past;
    }
    if word.len() > 4 && word.ends_with("ing") && !is_noun_in_ing(word) {
        return Class::Ing;
    }
    let adjective = ends(&[
        "al", "ive", "ous", "able", "ible", "ful", "less", "ary", "ic", "ish",
    ]);
    if adjective && NOUNS.binary_search(&word).is_err() {
        return Class::Adjective;
    }
    Class::Word
}

fn base(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether a word in -ing is a thing, not something that is done.
pub(super) fn is_noun_in_ing(word: &str) -> bool {
    matches!(
        word,
        "anything"
            | "building"
            | "evening"
            | "everything"
            | "finding"
            | "funding"
            | "hearing"
            | "housing"
            | "meeting"
            | "saving"
            | "morning"
            | "nothing"
            | "something"
            | "spending"
            | "thing"
            | "training"
            | "warning"
            | "wellbeing"
    )
}

#[cfg(test)]
mod tests {
    use super::{ADJECTIVES, Class, NOUNS, PASTS, VERBS};

    #[test]
    fn lists_that_are_halved_are_in_order() {
        assert!(VERBS.is_sorted() && PASTS.is_sorted() && NOUNS.is_sorted());
        assert!(ADJECTIVES.iter().all(|word| !VERBS.contains(word)));
    }

    #[test]
    fn small_words_and_endings_tell_the_kind() {
        for (word, class) in [
            ("the", Class::Determiner),
            ("council’s", Class::Possessive),
            ("£6,000", Class::Number),
            ("receives", Class::Verb),
            ("received", Class::Past),
            ("clinical", Class::Adjective),
            ("proposal", Class::Word),
            ("clearly", Class::Adverb),
            ("report", Class::Word),
            ("", Class::Edge),
        ] {
            assert_eq!(Class::of(word), class, "{word}");
        }
    }
}
