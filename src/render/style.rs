//! Sends style sheets to readers without the comments and the space that are there for us, and with
//! the sheets that they import in the place of the import, so that a reader waits for one file.

use std::borrow::Cow;

/// Signs beside which space means nothing. Behind `:` it means nothing either, but before it does:
/// `a :is(b)` is not `a:is(b)`. So does space beside `(` and `)`.
const ALONE: [char; 5] = ['{', '}', ';', ',', '>'];

/// The sheet of the same folder that a line imports, as in `@import "site.css";`.
fn imported(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.trim_end();
    line.strip_prefix("@import \"")?.strip_suffix("\";")
}

/// The style sheet with each sheet that it imports in place of the import; `find` knows them by
/// name. A sheet that is taken in should import nothing itself: that import is left as it is.
pub(super) fn joined<'a>(
    style: &'a [u8],
    find: impl Fn(&str) -> Option<&'a [u8]>,
) -> Cow<'a, [u8]> {
    let lines = || style.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(|line| imported(line).is_some()) {
        return Cow::Borrowed(style);
    }
    let parts = lines().map(|line| imported(line).and_then(&find).unwrap_or(line));
    Cow::Owned(parts.collect::<Vec<_>>().concat())
}

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
    use super::{joined, without_space};

    #[test]
    fn what_a_sheet_imports_stands_in_its_place() {
        let find = |name: &str| (name == "b.css").then_some(&b"b { c: d }\n"[..]);
        let whole = |style| String::from_utf8(joined(style, find).into_owned());
        assert_eq!(
            whole(b"/* a */\n@import \"b.css\";\na { c: e }\n").as_deref(),
            Ok("/* a */\nb { c: d }\na { c: e }\n")
        );
        let other = b"@import \"c.css\";\n";
        assert_eq!(joined(other, find), &other[..], "it is not there");
    }

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
