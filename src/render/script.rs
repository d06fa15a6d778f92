//! Sends scripts to readers without the comments that are written for us, and with the scripts that
//! they import in the place of the import, so that a reader waits for one file.
//!
//! Whole lines of comment and the space before a line go; every other character stays, and so do
//! the line ends. That is a fifth of what a reader waits for, and no minifier has to be trusted.

use std::borrow::Cow;

/// The script of the same folder that a line imports.
///
/// A line that imports one must hold nothing else, as in `import { a, b } from "./c.js";`.
fn imported(line: &str) -> Option<&str> {
    let (_, name) = line.strip_prefix("import ")?.split_once("\"./")?;
    name.strip_suffix("\";")
}

/// The names of all scripts that a script imports.
pub(super) fn imports(script: &[u8]) -> impl Iterator<Item = &str> {
    let text = std::str::from_utf8(script).unwrap_or_default();
    text.lines().filter_map(imported)
}

/// The script with each script that it imports in place of the import; `find` knows them by name.
///
/// All share their names then, so no two may mean different things. A script that is taken in
/// should import nothing itself: that import is left as it is.
pub(super) fn joined<'a>(
    script: &'a [u8],
    find: impl Fn(&str) -> Option<&'a [u8]>,
) -> Cow<'a, [u8]> {
    if imports(script).next().is_none() {
        return Cow::Borrowed(script);
    }
    let mut whole = Vec::new();
    for line in script.split_inclusive(|byte| *byte == b'\n') {
        let part = imports(line).next().and_then(&find);
        whole.extend_from_slice(part.unwrap_or(line));
    }
    Cow::Owned(whole)
}

/// The script without lines that hold nothing but a comment, and without indentation.
///
/// A text may run over several lines only in backticks or with a backslash at a line's end. A
/// script that has one is left as it is, as is one that is not UTF-8.
pub(super) fn without_comments(script: &[u8]) -> Cow<'_, [u8]> {
    let text = match std::str::from_utf8(script) {
        Ok(text) if !text.lines().any(may_go_on) => text,
        _ => return Cow::Borrowed(script),
    };
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if in_comment || begins {
            match line.split_once("*/") {
                None => in_comment = true,
                Some((_, "")) => in_comment = false,
                // Something stands behind the comment, and who knows what it is.
                Some(_) => return Cow::Borrowed(script),
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Cow::Owned(kept.into_bytes())
}

/// Whether a text in the script may go on after the line.
fn may_go_on(line: &str) -> bool {
    line.ends_with('\\') || line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::theme::Theme;
    use super::{joined, without_comments};

    #[test]
    fn no_script_of_the_theme_has_to_be_left_alone() {
        let theme = Theme::embedded();
        let scripts = theme
            .assets()
            .filter(|(name, _)| Path::new(name).extension().is_some_and(|kind| kind == "js"));
        for (name, script) in scripts {
            let sent = without_comments(script);
            assert!(sent.len() < script.len(), "{name} is sent as it is");
        }
    }

    fn sent(script: &str) -> String {
        String::from_utf8(without_comments(script.as_bytes()).into_owned()).expect("it was text")
    }

    #[test]
    fn what_a_script_imports_stands_in_its_place() {
        let find = |name: &str| (name == "b.js").then_some(&b"export const b = 1;\n"[..]);
        let whole = |script| String::from_utf8(joined(script, find).into_owned());
        assert_eq!(
            whole(b"// a\nimport { b } from \"./b.js\";\nb();\n").as_deref(),
            Ok("// a\nexport const b = 1;\nb();\n")
        );
        let other = b"import \"./c.js\";\nawait import(\"./b.js\");\n";
        assert_eq!(joined(other, find), &other[..], "it is not there");
    }

    #[test]
    fn whole_lines_of_comment_and_indentation_go() {
        let script = "// One\n/** Two\n * three */\nfunction f() {\n\n  /* four */\n  return `a`; // five\n}\n";
        assert_eq!(sent(script), "function f() {\nreturn `a`; // five\n}\n");
    }

    #[test]
    fn what_stands_in_a_line_stays() {
        let script = "a(\"// b\", '/* c', /[/*]/u, `  `);\n";
        assert_eq!(sent(script), script);
    }

    #[test]
    fn a_text_over_several_lines_is_not_touched() {
        for script in [
            "a(`\n  // b\n`);\n",
            "a('b\\\n  // c');\n",
            "/* a */ b();\n  c();\n",
        ] {
            assert_eq!(sent(script), script);
        }
    }

    #[test]
    fn what_is_no_text_is_not_touched() {
        assert_eq!(*without_comments(b"  \xff\n"), *b"  \xff\n");
    }
}
