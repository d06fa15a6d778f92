//! Words that begin sentences.

use super::super::lower::Lower;

/// Words that often begin a sentence and are seldom the next word of a name.
const STARTERS: [&str; 187] = [
    "a", "about", "after", "again", "all", "almost", "also", "although", "always", "an", "and",
    "another", "any", "anyone", "anything", "apply", "are", "as", "ask", "at", "be", "because",
    "before", "being", "both", "bring", "but", "by", "call", "can", "check", "choose", "claim",
    "contact", "could", "did", "do", "does", "each", "either", "even", "every", "everyone",
    "everything", "few", "fill", "finally", "find", "first", "for", "from", "further", "get",
    "give", "go", "had", "has", "have", "he", "help", "her", "here", "his", "how", "however", "if",
    "in", "instead", "is", "it", "its", "just", "keep", "last", "later", "let", "look", "make",
    "many", "maybe", "meanwhile", "more", "most", "much", "must", "my", "neither", "never", "next",
    "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "often", "on", "once", "one",
    "only", "or", "other", "others", "our", "over", "pay", "people", "perhaps", "phone", "please",
    "post", "put", "read", "remember", "ring", "see", "send", "several", "shall", "she", "should",
    "show", "sign", "since", "so", "some", "someone", "something", "sometimes", "soon", "speak",
    "still", "such", "take", "talk", "tell", "thank", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "though", "three", "to", "today", "tomorrow", "try",
    "two", "under", "unless", "until", "use", "usually", "very", "wait", "was", "watch", "we",
    "were", "what", "when", "whenever", "where", "whether", "which", "while", "who", "whose", "why",
    "will", "with", "without", "would", "write", "yes", "yesterday", "yet", "you", "your",
];

/// Whether `word`, after initials or the end of a name, begins a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.binary_search(&Lower::of(word).as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{STARTERS, is_starter};

    #[test]
    fn the_list_is_sorted() {
        assert!(STARTERS.is_sorted());
    }

    #[test]
    fn names_begin_no_sentence() {
        assert!(is_starter("They"));
        assert!(!is_starter("Government"));
        assert!(!is_starter(""));
    }
}
