//! Which findings stand on lines that a branch changed.

use std::collections::BTreeMap;
use std::path::Path;

use super::diff::{self, ChangedLines};
use super::git::{self, GitError};
use crate::check::{Group, find};
use crate::diagnostic::{Diagnostic, Edit};
use crate::site::Site;
use crate::source::{SourceFile, SourceSet, Span};

/// What a branch changed in the files of a run, uncommitted and new files included.
#[derive(Debug, Clone)]
pub struct Changes {
    /// By the path that findings name.
    files: BTreeMap<String, Changed>,
}

/// What changed in one file, in bytes of the file as it is now.
#[derive(Debug, Clone)]
enum Changed {
    /// The file is new.
    All,
    /// The file was there before.
    Parts {
        /// Lines that are new or different.
        lines: Vec<Span>,
        /// Places where lines were taken out.
        gaps: Vec<usize>,
    },
}

impl Changes {
    /// Asks git what the branch changed since it left `rev`.
    ///
    /// `folder` is where the paths of the files begin, and lies in the repository.
    pub fn since(rev: &str, folder: &Path, sources: &SourceSet) -> Result<Self, GitError> {
        let comparison = git::compare(&start(folder, sources), rev)?;
        let lines = diff::read(&comparison.diff);
        let mut files = BTreeMap::new();
        for file in sources.files() {
            let disk = folder.join(&file.path);
            let disk = disk.canonicalize().unwrap_or(disk);
            let Ok(below) = disk.strip_prefix(&comparison.repository) else {
                return Err(GitError::Outside {
                    file: file.path.clone(),
                    repository: comparison.repository,
                });
            };
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let name = parts.join("/");
            if comparison.untracked.contains(&name) {
                files.insert(file.path.clone(), Changed::All);
            } else if let Some(lines) = lines.get(&name) {
                files.insert(file.path.clone(), Changed::of(file, lines));
            }
        }
        Ok(Self { files })
    }

    /// Whether a finding counts: it touches a changed line, or it is about the page as a whole and
    /// the page changed.
    pub fn touch(&self, site: &Site, file: &SourceFile, finding: &Diagnostic) -> bool {
        let Some(changed) = self.files.get(&file.path) else {
            return false;
        };
        is_about_the_page(site, file, finding) || changed.touches(finding.span)
    }

    /// Follows edits in a file, which are in the order of the source. What they put in is changed.
    pub(super) fn follow(&mut self, path: &str, edits: &[Edit]) {
        if let Some(Changed::Parts { lines, gaps }) = self.files.get_mut(path) {
            for line in &mut *lines {
                *line = Span::new(moved(line.start, edits), moved(line.end, edits));
            }
            for gap in gaps {
                *gap = moved(*gap, edits);
            }
            let put_in = edits.iter().map(|edit| {
                let start = moved(edit.span.start, edits);
                Span::new(start, start + edit.text.len())
            });
            lines.extend(put_in);
        }
    }
}

/// The folder to ask git in: that of the first file, because a file on the command line need not
/// lie in the folder that the command runs in.
fn start(folder: &Path, sources: &SourceSet) -> std::path::PathBuf {
    let first = sources.files().first().map(|file| folder.join(&file.path));
    let first = first.and_then(|path| path.canonicalize().ok());
    let around = first.as_deref().and_then(Path::parent);
    around.unwrap_or(folder).to_owned()
}

impl Changed {
    fn of(file: &SourceFile, changed: &ChangedLines) -> Self {
        let end = file.text.len();
        let start_of = |line: usize| file.lines.line_start(line).unwrap_or(end);
        let lines = changed.lines.iter();
        let gaps = changed.taken_out_after.iter();
        Self::Parts {
            lines: lines
                .map(|line| Span::new(start_of(*line), start_of(line + 1)))
                .collect(),
            gaps: gaps.map(|line| start_of(line + 1)).collect(),
        }
    }

    /// Whether a span shares a byte with a changed line, or reaches over a place where lines were
    /// taken out.
    fn touches(&self, span: Span) -> bool {
        match self {
            Self::All => true,
            Self::Parts { lines, gaps } => {
                let shares = |line: &Span| line.start < span.end && span.start < line.end;
                lines.iter().any(shares)
                    || gaps.iter().any(|gap| span.start < *gap && *gap < span.end)
            }
        }
    }
}

/// The place of a byte after `edits`; one inside an edit moves to its end.
fn moved(byte: usize, edits: &[Edit]) -> usize {
    let mut place = byte;
    for edit in edits.iter().rev() {
        if edit.span.end <= byte && edit.span.start < byte {
            place = place + edit.text.len() - edit.span.len();
        } else if edit.span.start < byte {
            place = place + edit.span.end - byte + edit.text.len() - edit.span.len();
        }
    }
    place
}

/// Whether a finding is about a page as a whole and not about words on it, so that any change of
/// the page could have caused it.
///
/// Such findings have no words in the body to point at: they point at nothing, at the title, at all
/// of the body, or at what the front matter says of the page.
fn is_about_the_page(site: &Site, file: &SourceFile, finding: &Diagnostic) -> bool {
    let span = finding.span;
    let body = body_of(file);
    if span.is_empty() || (!body.is_empty() && span.contains(body)) {
        return true;
    }
    let title = site.page_of(file.id).map(|page| page.title_span);
    if title.is_some_and(|title| title == span) {
        return true;
    }
    let group = find(finding.rule).map(|rule| rule.meta().group);
    let is_in_front = file.front.is_some() && span.end <= file.body_start;
    is_in_front && matches!(group, Some(Group::Shape | Group::Trust))
}

/// The body without white space at its ends.
fn body_of(file: &SourceFile) -> Span {
    let body = file.body();
    let start = file.body_start + (body.len() - body.trim_start().len());
    Span::new(start, file.body_start + body.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::{Changed, ChangedLines, moved};
    use crate::diagnostic::Edit;
    use crate::source::{SourceFile, SourceId, Span};

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit {
            span: Span::new(start, end),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_span_touches_its_own_lines_and_no_others() {
        let file = SourceFile::new(SourceId(0), "a.md", "one\r\ntwo\r\nthree\r\nfour");
        let lines = ChangedLines {
            lines: vec![2],
            taken_out_after: vec![3],
        };
        let changed = Changed::of(&file, &lines);
        for (words, touches) in [
            ("one", false),
            ("two", true),
            ("one\r\ntwo", true),
            ("three", false),
            ("three\r\nfour", true),
            ("four", false),
        ] {
            let at = file.text.find(words).unwrap();
            let span = Span::new(at, at + words.len());
            assert_eq!(changed.touches(span), touches, "{words}");
        }
    }

    #[test]
    fn a_place_moves_with_the_edits_before_it() {
        let edits = [edit(2, 6, "x"), edit(10, 10, "new "), edit(12, 13, "")];
        for (byte, place) in [(0, 0), (2, 2), (6, 3), (8, 5), (11, 12), (20, 20)] {
            assert_eq!(moved(byte, &edits), place, "{byte}");
        }
    }
}
