//! Reads what `git diff` prints.

use std::collections::BTreeMap;

/// What changed in one file, by its lines as they are now, from 1.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct ChangedLines {
    /// Lines that are new or different.
    pub(super) lines: Vec<usize>,
    /// Lines after which something was taken out; 0 for the top of the file.
    pub(super) taken_out_after: Vec<usize>,
}

/// The changed lines of each file that still exists, by its path from the top of the repository.
///
/// Names and lines are told apart by counting the lines of each hunk, because a line of a page can
/// look like a line of the diff.
pub(super) fn read(diff: &[u8]) -> BTreeMap<String, ChangedLines> {
    let mut files: BTreeMap<String, ChangedLines> = BTreeMap::new();
    let mut file: Option<String> = None;
    let mut hunk = Hunk::default();
    for line in diff.split(|byte| *byte == b'\n') {
        if hunk.is_open() {
            let changed = file.clone().map(|path| files.entry(path).or_default());
            hunk.take(line, changed);
        } else if line.starts_with(b"diff --git ") {
            file = None;
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            file = new_name(name);
        } else if let Some(name) = line.strip_prefix(b"rename to ") {
            files.entry(unquoted(name)).or_default();
        } else if let Some(opened) = Hunk::open(line) {
            hunk = opened;
            let changed = file.clone().map(|path| files.entry(path).or_default());
            if let (0, Some(changed)) = (hunk.new_left, changed) {
                changed.taken_out_after.push(hunk.next_line);
            }
        }
    }
    files
}

/// A part of a diff: lines that go, and lines that come in their place.
#[derive(Debug, Default)]
struct Hunk {
    old_left: usize,
    new_left: usize,
    /// The number that the next new line has.
    next_line: usize,
}

impl Hunk {
    /// Reads `@@ -OLD[,COUNT] +NEW[,COUNT] @@`.
    fn open(line: &[u8]) -> Option<Self> {
        let line = String::from_utf8_lossy(line);
        let (ranges, _) = line.strip_prefix("@@ -")?.split_once(" @@")?;
        let (old, new) = ranges.split_once(" +")?;
        let (_, old_left) = range(old)?;
        let (next_line, new_left) = range(new)?;
        Some(Self {
            old_left,
            new_left,
            next_line,
        })
    }

    const fn is_open(&self) -> bool {
        self.old_left > 0 || self.new_left > 0
    }

    fn take(&mut self, line: &[u8], changed: Option<&mut ChangedLines>) {
        match line.first() {
            Some(b'-') => self.old_left = self.old_left.saturating_sub(1),
            Some(b'+') => {
                if let Some(changed) = changed {
                    changed.lines.push(self.next_line);
                }
                self.new_left = self.new_left.saturating_sub(1);
                self.next_line += 1;
            }
            // “\ No newline at end of file” belongs to the line before it.
            Some(b'\\') => {}
            _ => {
                self.old_left = self.old_left.saturating_sub(1);
                self.new_left = self.new_left.saturating_sub(1);
                self.next_line += 1;
            }
        }
    }
}

/// `12,3` or `12`, which is one line.
fn range(text: &str) -> Option<(usize, usize)> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// The path in a line such as `+++ b/content/page.md`; `None` for a file that is gone.
fn new_name(name: &[u8]) -> Option<String> {
    // Git puts a tab behind a name with a space in it.
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    unquoted(name).strip_prefix("b/").map(str::to_owned)
}

/// A name as it stands on the disk. Git writes one with a quotation mark or a control in it as C
/// would.
fn unquoted(name: &[u8]) -> String {
    let inside = name
        .strip_prefix(b"\"")
        .and_then(|name| name.strip_suffix(b"\""));
    let Some(inside) = inside else {
        return String::from_utf8_lossy(name).into_owned();
    };
    let mut bytes = Vec::with_capacity(inside.len());
    let mut rest = inside.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let Some(next) = rest.next() else { break };
        bytes.push(match next {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'0'..=b'7' => {
                let digits = [Some(next), rest.next(), rest.next()];
                let digits = digits.into_iter().flatten();
                digits.fold(0, |value: u8, digit| {
                    value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'))
                })
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ChangedLines, read};

    fn changed(lines: &[usize], taken_out_after: &[usize]) -> ChangedLines {
        ChangedLines {
            lines: lines.to_vec(),
            taken_out_after: taken_out_after.to_vec(),
        }
    }

    #[test]
    fn lines_that_came_and_places_where_lines_went_are_known() {
        let diff = b"diff --git a/a.md b/a.md\nindex 1..2 100644\n--- a/a.md\n+++ b/a.md\n\
            @@ -2 +2,2 @@ One\n-old\n+new\n+newer\n@@ -9,2 +9,0 @@\n-gone\n-gone too\n";
        let files = read(diff);
        assert_eq!(files.get("a.md"), Some(&changed(&[2, 3], &[9])));
    }

    #[test]
    fn a_line_of_a_page_is_never_taken_for_a_line_of_the_diff() {
        let diff = b"diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n\
            --- a/x.md\n-@@ -1 +1 @@\n+++ b/x.md\n+diff --git a/x.md b/x.md\n\
            \\ No newline at end of file\n";
        let files = read(diff);
        assert_eq!(files.len(), 1);
        assert_eq!(files.get("a.md"), Some(&changed(&[1, 2], &[])));
    }

    #[test]
    fn names_with_spaces_quotation_marks_and_other_letters_are_read() {
        for (written, name) in [
            ("b/a page.md\t", "a page.md"),
            ("b/ll\u{177}r.md", "ll\u{177}r.md"),
            (r#""b/a \"b\"\t\\.md""#, "a \"b\"\t\\.md"),
            (r#""b/\303\251.md""#, "\u{e9}.md"),
        ] {
            let diff = format!("diff --git x y\n--- x\n+++ {written}\n@@ -0,0 +1 @@\n+new\n");
            let files = read(diff.as_bytes());
            assert_eq!(files.get(name), Some(&changed(&[1], &[])), "{written}");
        }
    }

    #[test]
    fn a_file_that_is_gone_has_no_lines_and_a_renamed_one_is_known() {
        let diff = b"diff --git a/a.md b/a.md\n--- a/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n\
            diff --git a/b.md b/c.md\nsimilarity index 100%\nrename from b.md\nrename to c.md\n";
        let files = read(diff);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["c.md"]);
    }

    proptest! {
        #[test]
        fn nothing_makes_the_reader_panic(diff in "[-+@ \\\\\"b/0-9,a-z\n\t]{0,200}") {
            let _ = read(diff.as_bytes());
            let _ = read(format!("diff --git\n+++ b/a\n@@ -1,9 +1,9 @@\n{diff}").as_bytes());
        }
    }
}
