//! One file: its text, its front matter and its body.

use std::path::Path;

use super::{LineIndex, Position, Span};

/// The place of a file in its [`SourceSet`](super::SourceSet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// The YAML between the two `---` lines at the top of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML text, without the marker lines.
    pub yaml: Span,
    /// Whether the closing `---` is there. Without it the block has no known end.
    pub closed: bool,
}

/// A text file that a person wrote.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its place in the set.
    pub id: SourceId,
    /// Path from the site's root, or as it was given; always with `/`.
    pub path: String,
    /// The whole text, byte-order mark and line ends as they stand in the file.
    pub text: String,
    /// Where the lines begin.
    pub lines: LineIndex,
    /// The front matter, where there is one.
    pub front: Option<FrontMatter>,
    /// The byte at which the body begins.
    pub body_start: usize,
}

impl SourceFile {
    /// Splits `text` into front matter and body.
    pub fn new(id: SourceId, path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let (front, body_start) = split_front_matter(&text);
        Self {
            id,
            path,
            lines: LineIndex::new(&text),
            text,
            front,
            body_start,
        }
    }

    /// The text after the front matter.
    pub fn body(&self) -> &str {
        self.text.get(self.body_start..).unwrap_or_default()
    }

    /// Line, column and byte of `byte`.
    pub fn position(&self, byte: usize) -> Position {
        self.lines.position(&self.text, byte)
    }

    /// Whether the file is plain text, without Markdown or front matter.
    pub fn is_plain_text(&self) -> bool {
        self.extension() == Some("txt")
    }

    /// Whether the file is a page in Markdown.
    pub fn is_markdown(&self) -> bool {
        self.extension() == Some("md")
    }

    fn extension(&self) -> Option<&str> {
        Path::new(&self.path).extension()?.to_str()
    }
}

fn split_front_matter(text: &str) -> (Option<FrontMatter>, usize) {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = line_spans(text, mark);
    let Some(first) = lines.next() else {
        return (None, mark);
    };
    if first.of(text).trim_end() != "---" {
        return (None, mark);
    }
    for line in lines {
        if line.of(text).trim_end() == "---" {
            let front = FrontMatter {
                yaml: Span::new(first.end, line.start),
                closed: true,
            };
            return (Some(front), line.end);
        }
    }
    let front = FrontMatter {
        yaml: Span::new(first.end, text.len()),
        closed: false,
    };
    (Some(front), text.len())
}

/// Each line with its line end, from byte `from` on.
fn line_spans(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = from;
    text.get(from..)
        .unwrap_or_default()
        .split_inclusive('\n')
        .map(move |line| {
            let span = Span::new(at, at + line.len());
            at = span.end;
            span
        })
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, SourceId};

    fn file(text: &str) -> SourceFile {
        SourceFile::new(SourceId(0), "page.md", text)
    }

    #[test]
    fn front_matter_is_split_from_the_body() {
        let file = file("---\ntitle: A\n---\nBody");
        let front = file.front.expect("there is front matter");
        assert_eq!(front.yaml.of(&file.text), "title: A\n");
        assert_eq!(file.body(), "Body");
    }

    #[test]
    fn a_mark_and_crlf_change_nothing() {
        let file = file("\u{feff}---\r\ntitle: A\r\n---\r\nBody");
        assert!(file.front.is_some_and(|front| front.closed));
        assert_eq!(file.body(), "Body");
    }

    #[test]
    fn a_missing_end_is_known() {
        assert!(
            file("---\ntitle: A\n")
                .front
                .is_some_and(|front| !front.closed)
        );
    }

    #[test]
    fn a_rule_later_on_is_not_front_matter() {
        assert!(file("Hello\n---\n").front.is_none());
    }
}
