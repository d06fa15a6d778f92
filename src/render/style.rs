//! Sends style sheets to readers without the comments and the space that are there for us.

use std::borrow::Cow;

/// Signs beside which space means nothing. Behind `:` it means nothing either, but before it does:
/// `a :is(b)` is not `a:is(b)`. So does space beside `(` and `)`.
const ALONE: [char; 5] = ['{', '}', ';', ',', '>'];

/// The style sheet without comments and needless space. Texts in quotation marks stay as they
/// are; a style sheet that is not UTF-8 is left alone.
pub(super) fn without_space(style: &[u8]) -> Cow<'_, [u8]> {
    let Ok(text) = std::str::from_utf8(style) else {
        return Cow::Borrowed(style);
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        rest = if let Some(comment) = rest.strip_prefix("/*") {
            add_space(&mut out);
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else if next.is_ascii_whitespace() {
            add_space(&mut out);
            rest.trim_ascii_start()
        } else if matches!(next, '"' | '\'') {
            let (quoted, after) = rest
                .split_at_checked(quoted_length(rest))
                .unwrap_or((rest, ""));
            out.push_str(quoted);
            after
        } else {
            add(&mut out, next);
            rest.get(next.len_utf8()..).unwrap_or_default()
        };
    }
    Cow::Owned(out.into_bytes())
}

/// Adds one space, unless there is none needed after what stands before it.
fn add_space(out: &mut String) {
    let ends_well = out.ends_with(|last: char| " :".contains(last) || ALONE.contains(&last));
    if !out.is_empty() && !ends_well {
        out.push(' ');
    }
}

fn add(out: &mut String, next: char) {
    if ALONE.contains(&next) && out.ends_with(' ') {
        out.pop();
    }
    if next == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(next);
}

/// The bytes of a text in quotation marks, with its marks, at the beginning of `text`.
fn quoted_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    let mark = characters.next().map(|(_, mark)| mark);
    let mut is_escaped = false;
    for (at, character) in characters {
        if is_escaped {
            is_escaped = false;
        } else if character == '\\' {
            is_escaped = true;
        } else if Some(character) == mark {
            return at + character.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::without_space;

    fn smaller(style: &str) -> String {
        String::from_utf8(without_space(style.as_bytes()).into_owned()).expect("it is UTF-8")
    }

    #[test]
    fn comments_and_space_that_mean_nothing_go() {
        let style =
            "/* A { b } */\n.a,\n.b > p {\n  margin: 1rem 2rem; /* c */\n  color: red;\n}\n";
        assert_eq!(smaller(style), ".a,.b>p{margin:1rem 2rem;color:red}");
    }

    #[test]
    fn space_that_means_something_stays() {
        for kept in [
            ".a :is(b){c:calc(1px + 2px)}",
            "@media (min-width:30em) and (color){a{b:c}}",
            "a{content:\"{  ; /* \\\"  \"}",
            "a{content:'\"  '}",
        ] {
            assert_eq!(smaller(kept), kept);
        }
    }

    #[test]
    fn a_text_without_an_end_and_odd_bytes_do_no_harm() {
        assert_eq!(smaller("a { content: \"é  "), "a{content:\"é  ");
        assert_eq!(smaller("a { /* b"), "a{");
        assert_eq!(without_space(b"a  { \xff }"), &b"a  { \xff }"[..]);
    }
}
