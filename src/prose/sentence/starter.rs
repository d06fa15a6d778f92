//! Words that begin sentences.

use super::super::lower::lower;
use super::super::{RAREST_BAND, rarity_band};

/// Words that often begin a sentence and are seldom the next word of a name.
const STARTERS: [&str; 267] = [
    "a",
    "about",
    "accept",
    "after",
    "again",
    "agree",
    "all",
    "allow",
    "almost",
    "also",
    "although",
    "always",
    "am",
    "an",
    "and",
    "another",
    "answer",
    "any",
    "anyone",
    "anything",
    "appeal",
    "apply",
    "are",
    "aren",
    "as",
    "ask",
    "at",
    "avoid",
    "be",
    "because",
    "before",
    "begin",
    "being",
    "better",
    "both",
    "bring",
    "but",
    "buy",
    "by",
    "call",
    "can",
    "carry",
    "check",
    "children",
    "choose",
    "claim",
    "click",
    "collect",
    "complain",
    "complete",
    "contact",
    "continue",
    "copy",
    "could",
    "couldn",
    "decide",
    "did",
    "didn",
    "do",
    "does",
    "doesn",
    "don",
    "download",
    "each",
    "either",
    "email",
    "enter",
    "even",
    "every",
    "everybody",
    "everyone",
    "everything",
    "explain",
    "few",
    "fill",
    "finally",
    "find",
    "first",
    "follow",
    "for",
    "from",
    "further",
    "get",
    "give",
    "go",
    "had",
    "hadn",
    "half",
    "has",
    "hasn",
    "have",
    "haven",
    "he",
    "help",
    "her",
    "here",
    "his",
    "hold",
    "how",
    "however",
    "if",
    "in",
    "instead",
    "is",
    "isn",
    "it",
    "its",
    "join",
    "just",
    "keep",
    "last",
    "later",
    "leave",
    "less",
    "let",
    "listen",
    "log",
    "look",
    "lots",
    "make",
    "many",
    "maybe",
    "meanwhile",
    "men",
    "money",
    "more",
    "most",
    "move",
    "much",
    "must",
    "my",
    "neither",
    "never",
    "next",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "note",
    "nothing",
    "now",
    "of",
    "offer",
    "often",
    "on",
    "once",
    "one",
    "only",
    "open",
    "or",
    "order",
    "other",
    "others",
    "our",
    "over",
    "pay",
    "people",
    "perhaps",
    "phone",
    "pick",
    "please",
    "post",
    "print",
    "prove",
    "provide",
    "put",
    "read",
    "remember",
    "reply",
    "report",
    "request",
    "return",
    "ring",
    "save",
    "say",
    "search",
    "see",
    "select",
    "send",
    "several",
    "shall",
    "she",
    "should",
    "shouldn",
    "show",
    "sign",
    "since",
    "so",
    "some",
    "someone",
    "something",
    "sometimes",
    "soon",
    "speak",
    "staff",
    "start",
    "stay",
    "still",
    "stop",
    "submit",
    "such",
    "take",
    "talk",
    "tell",
    "text",
    "thank",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "three",
    "thus",
    "tick",
    "to",
    "today",
    "tomorrow",
    "tonight",
    "too",
    "try",
    "turn",
    "two",
    "under",
    "unless",
    "until",
    "use",
    "usually",
    "very",
    "visit",
    "wait",
    "was",
    "wasn",
    "watch",
    "we",
    "were",
    "weren",
    "what",
    "when",
    "whenever",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "without",
    "women",
    "won",
    "work",
    "would",
    "wouldn",
    "write",
    "yes",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Words that begin a sentence even where somebody left out the capital: "Wait. then call us."
const SMALL_STARTERS: [&str; 9] = [
    "he", "i", "she", "then", "there", "they", "this", "we", "you",
];

/// Short forms whose stop seldom ends a sentence before a small letter.
const SHORT_FORMS: [&str; 6] = ["co", "corp", "etc", "inc", "ltd", "plc"];

/// Words before a letter that counts or names things: "Part B", "vitamin C", "A, B and C".
const LETTERED: [&str; 24] = [
    "and",
    "annex",
    "appendix",
    "band",
    "box",
    "category",
    "class",
    "column",
    "form",
    "grade",
    "group",
    "hepatitis",
    "level",
    "option",
    "or",
    "part",
    "person",
    "plan",
    "question",
    "schedule",
    "section",
    "table",
    "type",
    "vitamin",
];

/// Words that tell who spoke.
const SAID: [&str; 10] = [
    "added", "asked", "asks", "replied", "said", "says", "told", "wrote", "writes", "shouted",
];

/// Whether `word`, in small letters after the ordinary word `before` and a stop, begins a
/// sentence.
pub(super) fn is_small_starter(before: &str, word: &str) -> bool {
    before.len() > 2
        && before.chars().all(char::is_lowercase)
        && !SHORT_FORMS.contains(&before)
        && SMALL_STARTERS.contains(&word)
        && rarity_band(before) < RAREST_BAND
}

/// Whether a letter after `before` counts or names a thing, so that its stop ends a sentence.
pub(super) fn is_before_letter(before: &str) -> bool {
    LETTERED.binary_search(&lower(before).as_ref()).is_ok()
}

/// Whether `word` tells that somebody spoke.
pub(super) fn tells_who_spoke(word: &str) -> bool {
    SAID.contains(&word)
}

/// Whether `word`, after initials or the end of a name, begins a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.binary_search(&lower(word).as_ref()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{LETTERED, STARTERS, is_small_starter, is_starter};

    #[test]
    fn the_lists_are_sorted() {
        assert!(STARTERS.is_sorted());
        assert!(LETTERED.is_sorted());
    }

    #[test]
    fn a_small_letter_begins_a_sentence_after_an_ordinary_word() {
        assert!(is_small_starter("days", "then"));
        for (before, word) in [
            ("etc", "they"),
            ("days", "in"),
            ("reps", "in"),
            ("xqz", "you"),
        ] {
            assert!(!is_small_starter(before, word), "{before}. {word}");
        }
    }

    #[test]
    fn names_begin_no_sentence() {
        assert!(is_starter("They"));
        assert!(!is_starter("Government"));
        assert!(!is_starter(""));
    }
}
