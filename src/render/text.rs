//! Escapes words for HTML and XML.

/// Adds `text` to `out` so that it can stand as text or in a quoted attribute, in HTML and in XML.
///
/// Characters that XML 1.0 or HTML does not allow are left out.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            allowed if is_allowed(allowed) => out.push(allowed),
            _ => {}
        }
    }
}

/// `text` so that it can stand as text or in a quoted attribute, in HTML and in XML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Whether a character may stand in a page.
///
/// XML 1.0 (section 2.2) forbids most controls, U+FFFE and U+FFFF; HTML forbids the other controls
/// and all noncharacters besides. A carriage return is left out because both turn it into
/// a line feed.
fn is_allowed(character: char) -> bool {
    let code = u32::from(character);
    let noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
    matches!(character, '\t' | '\n') || !(character.is_control() || noncharacter)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escaped("<a href=\"x\">'&'</a>"),
            "&lt;a href=&quot;x&quot;&gt;'&amp;'&lt;/a&gt;"
        );
    }

    #[test]
    fn characters_that_no_page_may_hold_are_left_out() {
        assert_eq!(
            escaped("a\u{1}b\u{7f}c\u{85}d\u{fffe}e\u{1ffff}f\r\ng\th\u{fdd0}£"),
            "abcdef\ng\th£"
        );
    }
}
