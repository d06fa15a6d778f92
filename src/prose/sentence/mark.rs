//! The marks around sentences, and the shapes of words that stand beside them.

use super::listing::is_bullet;

/// "Then", "I" or "A", but not "JS" or "x".
pub(super) fn begins_like_a_sentence(word: &str) -> bool {
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    capital
        && characters
            .next()
            .map_or(word == "I" || word == "A", char::is_lowercase)
}

/// The letters with which `text` begins. Initials ("J.") are no word.
pub(super) fn first_word(text: &str) -> &str {
    let length = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let word = text.get(..length).unwrap_or_default();
    let stop_follows = text.get(length..).is_some_and(|rest| rest.starts_with('.'));
    if stop_follows && word.chars().count() == 1 {
        return "";
    }
    word
}

/// "1." and "Q.", which label a sentence at its start.
pub(super) fn is_list_mark(token: &str) -> bool {
    let figure = token.len() <= 3 && token.chars().all(|c| c.is_ascii_digit());
    figure || token.chars().count() == 1
}

pub(super) fn ends_with_figure(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the last of several words has a capital: it is a name, not the start of the sentence.
pub(super) fn ends_with_name(text: &str) -> bool {
    match text.rsplit_once(' ') {
        Some((_, last)) => last.starts_with(char::is_uppercase),
        None => false,
    }
}

pub(super) const fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…')
}

/// Where the first stop of `text` stands.
pub(super) fn first_stop(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = text.as_bytes().get(from..)?;
        // Most bytes are plain letters; a stop of several bytes begins with one that is none.
        let may_be_stop = |byte: &u8| matches!(byte, b'.' | b'!' | b'?') || !byte.is_ascii();
        let at = from + rest.iter().position(may_be_stop)?;
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(character) if is_stop(character) => return Some(at),
            character => from = at + character.map_or(1, char::len_utf8),
        }
    }
}

pub(super) const fn is_quote_or_bracket(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

/// Marks that close after a stop. Those of emphasis are here for Markdown that is read as plain
/// text.
pub(super) const fn is_closing(character: char) -> bool {
    is_quote_or_bracket(character) || matches!(character, '*' | '_' | '~' | '`')
}

pub(super) fn is_opening(character: char) -> bool {
    is_bullet(character)
        || matches!(
            character,
            '"' | '\''
                | '“'
                | '‘'
                | '«'
                | '('
                | '['
                | '-'
                | '–'
                | '—'
                | '*'
                | '_'
                | '~'
                | '`'
                | '#'
                | '>'
        )
}

/// Whether a sentence may begin with `character` before its first word: an emoji, an arrow.
pub(super) fn may_begin(character: char) -> bool {
    let is_symbol = !character.is_ascii() && !character.is_alphanumeric();
    is_opening(character) || matches!(character, '+' | '@') || is_symbol
}
