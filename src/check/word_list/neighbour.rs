//! The words beside a place in a text.

/// The next word, if only spaces stand before it.
pub(super) fn word_after(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let end = word.find(|c: char| !is_of_word(c)).unwrap_or(word.len());
    word.get(..end)
        .filter(|found| !found.is_empty() && word.len() < rest.len())
}

/// The word before, if only spaces stand after it.
pub(super) fn word_before(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(..at)?;
    let word = rest.trim_end_matches([' ', '\u{a0}']);
    let start = word.trim_end_matches(is_of_word).len();
    word.get(start..)
        .filter(|found| !found.is_empty() && word.len() < rest.len())
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '\'' | '’')
}

/// Whether a word begins with a capital and goes on in small letters.
pub(super) fn is_capitalised(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase)
}

/// Whether all letters of a word are capitals, and it has more than one.
pub(super) fn is_all_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}
