//! Makes text from pages safe and plain to see in a terminal.

/// Whether a terminal or reader would act on the character, or show nothing at all.
///
/// The joiners U+200C and U+200D are not among them: emoji and some scripts need them.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                // No characters at all, and XML cannot hold them.
                | '\u{fffe}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Puts `character` at the end of `out` as people should see it.
pub(super) fn push_visible(out: &mut String, character: char) {
    match character {
        '\t' | '\n' => out.push(' '),
        _ if is_hidden(character) => out.extend(character.escape_unicode()),
        _ => out.push(character),
    }
}

/// `text` in one line, with hidden characters written out: `\u{202e}`.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A line end is one space, however it is written.
    for character in text.replace("\r\n", "\n").chars() {
        push_visible(&mut out, character);
    }
    out
}

/// The terminal columns that a character takes, near enough to keep a line within its width.
///
/// East Asian characters and emoji take two (Unicode Standard Annex 11 has the full table).
pub(crate) const fn columns(character: char) -> usize {
    match character {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f000}'..='\u{3ffff}' => 2,
        _ => 1,
    }
}

/// The terminal columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Breaks `text` between words into lines of at most `limit` columns.
///
/// A longer word stands in a line of its own.
pub(super) fn wrapped(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut used = 0;
    for word in text.split_whitespace() {
        let columns = width(word);
        if used == 0 {
            used = columns;
        } else if used + 1 + columns <= limit {
            out.push(' ');
            used += 1 + columns;
        } else {
            out.push('\n');
            used = columns;
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{visible, width, wrapped};

    #[test]
    fn control_and_direction_marks_are_written_out() {
        assert_eq!(visible("a\u{1b}[2J"), r"a\u{1b}[2J");
        assert_eq!(visible("\u{202e}b\u{9b}"), r"\u{202e}b\u{9b}");
    }

    #[test]
    fn a_text_is_one_line() {
        assert_eq!(visible("one\r\ntwo\tthree\n"), "one two three ");
    }

    #[test]
    fn letters_and_emoji_stay() {
        assert_eq!(visible("tŷ £5 👩\u{200d}🚀"), "tŷ £5 👩\u{200d}🚀");
    }

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(
            wrapped("one two  three unbelievable", 8),
            "one two\nthree\nunbelievable"
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("a漢’…"), 5);
    }
}
