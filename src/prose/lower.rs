//! Words in lower case, without an allocation for most of them.

use std::borrow::Cow;

/// `word` in lower case; most words are already.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        Cow::Owned(word.to_lowercase())
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn any_word_is_put_in_lower_case() {
        let long = "Un".repeat(30);
        for word in ["Rent", "rent", "", "CAFÉ", "D.W.P", &long] {
            assert_eq!(lower(word), word.to_lowercase());
        }
    }
}
