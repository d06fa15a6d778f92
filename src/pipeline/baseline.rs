//! Findings that are known already, kept in a file.
//!
//! A finding is known by its rule, its file, the words underlined and the words beside them, never
//! by its line: moving a paragraph does not make its findings new. Equal findings are counted, so
//! that with three known ones a fourth is new.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::check::find;
use crate::diagnostic::{Diagnostic, Fingerprint, fingerprint};
use crate::source::{SourceSet, Span};

/// The format of the file.
const VERSION: u64 = 1;

/// The most characters of the words underlined. What follows in a long sentence or paragraph may
/// change without making the finding new.
const MAX_WORDS_CHARACTERS: usize = 80;

/// Words on each side of those underlined that tell two findings apart.
const WORDS_BESIDE: usize = 3;

/// A baseline could not be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// There is no such file.
    #[error("{} does not exist.\nWrite it with --write-baseline {}", path.display(), path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The system refused to read it.
    #[error("{} could not be read: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It was written by another Plainly.
    #[error("{} has version {found}, and this Plainly reads version {VERSION}.\nWrite it anew with --write-baseline {}, or use the Plainly that wrote it.", path.display(), path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
    },
    /// It is no baseline.
    #[error("{}: this is not a baseline that Plainly wrote: {said}.\nIf git left marks of a merge in it, such as <<<<<<<, take them out and keep the lines of both sides. Else write it anew with --write-baseline {}", path.display(), path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        said: String,
    },
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    path: String,
    rule: String,
    /// For people who read the file.
    words: String,
    fingerprint: String,
    count: usize,
}

/// Findings that are known already.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// By path, rule, words and fingerprint.
    entries: Vec<Entry>,
}

/// What a baseline says of the findings of a run.
#[derive(Debug, Default)]
pub(super) struct Recognised {
    /// For each finding, whether it is known.
    pub(super) known: Vec<bool>,
    /// How many findings of the baseline are not there any more.
    pub(super) gone: usize,
}

impl Baseline {
    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => BaselineError::Missing {
                path: path.to_owned(),
            },
            _ => BaselineError::Io {
                path: path.to_owned(),
                error,
            },
        })?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, BaselineError> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u64,
        }
        #[derive(Deserialize)]
        struct Whole {
            findings: Vec<Option<Entry>>,
        }
        let broken = |error: serde_json::Error| BaselineError::Broken {
            path: path.to_owned(),
            said: error.to_string(),
        };
        let Versioned { version } = serde_json::from_str(text).map_err(broken)?;
        if version != VERSION {
            return Err(BaselineError::OtherVersion {
                path: path.to_owned(),
                found: version,
            });
        }
        let whole: Whole = serde_json::from_str(text).map_err(broken)?;
        let mut entries: Vec<Entry> = whole.findings.into_iter().flatten().collect();
        // A merge can leave a line twice: then both branches knew the same findings.
        entries.sort();
        entries.dedup_by(|next, kept| {
            let same = next.path == kept.path && next.fingerprint == kept.fingerprint;
            kept.count = kept.count.max(if same { next.count } else { 0 });
            same
        });
        Ok(Self { entries })
    }

    /// All findings of a run, but for those that may never be hidden.
    pub fn of(sources: &SourceSet, findings: &[Diagnostic]) -> Self {
        let mut counts: BTreeMap<(String, String, String, String), usize> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| may_be_hidden(finding)) {
            let path = sources.file(finding.source).path.clone();
            let fingerprint = mark(sources, finding, &path).to_string();
            let words = words(sources, finding);
            let key = (path, finding.rule.to_owned(), words, fingerprint);
            *counts.entry(key).or_default() += 1;
        }
        let entries = counts
            .into_iter()
            .map(|((path, rule, words, fingerprint), count)| Entry {
                path,
                rule,
                words,
                fingerprint,
                count,
            });
        Self {
            entries: entries.collect(),
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.count).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of the file: a line for each finding, so that git can merge two of them.
    ///
    /// The list ends in `null`. So each line before it ends in a comma, and two branches that add
    /// the last finding do not disagree about one.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\"version\":{VERSION},\"findings\":[\n");
        for entry in &self.entries {
            let line = serde_json::to_string(entry);
            text.push_str(&line.expect("text and a number can be written as JSON"));
            text.push_str(",\n");
        }
        text.push_str("null]}\n");
        text
    }

    /// Finds the findings that are known. `is_checked` says whether a file is part of the run,
    /// `is_there` whether it exists.
    ///
    /// A file that is gone may have a new name: what was known of it is known in any other file.
    pub(super) fn recognise(
        &self,
        sources: &SourceSet,
        findings: &[Diagnostic],
        is_checked: impl Fn(&str) -> bool,
        is_there: impl Fn(&str) -> bool,
    ) -> Recognised {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.entries {
            *left.entry(&entry.fingerprint).or_default() += entry.count;
        }
        let mut take = |fingerprint: &Fingerprint| {
            let count = left.get_mut(fingerprint.to_string().as_str());
            let count = count.filter(|count| **count > 0);
            count.map(|count| *count -= 1).is_some()
        };
        let own = |finding: &Diagnostic| {
            let path = &sources.file(finding.source).path;
            may_be_hidden(finding) && take(&mark(sources, finding, path))
        };
        let mut known: Vec<bool> = findings.iter().map(own).collect();
        let lost: Vec<&str> = self.paths().filter(|path| !is_there(path)).collect();
        for (finding, known) in findings.iter().zip(&mut known) {
            if !*known && may_be_hidden(finding) {
                let mut lost = lost.iter();
                *known = lost.any(|path| take(&mark(sources, finding, path)));
            }
        }
        let is_gone = |entry: &&Entry| is_checked(&entry.path) || !is_there(&entry.path);
        let gone = self.entries.iter().filter(is_gone);
        let gone = gone.filter_map(|entry| left.remove(entry.fingerprint.as_str()));
        Recognised {
            gone: gone.sum(),
            known,
        }
    }

    /// Each file once, in order.
    fn paths(&self) -> impl Iterator<Item = &str> {
        let mut before = None;
        let paths = self.entries.iter().map(|entry| entry.path.as_str());
        paths.filter(move |path| before.replace(*path) != Some(*path))
    }
}

/// What some rules find would harm a reader or lose a page; it is never hidden.
fn may_be_hidden(finding: &Diagnostic) -> bool {
    find(finding.rule).is_some_and(|rule| !rule.meta().always)
}

/// What a finding is known by, if its file were at `path`.
fn mark(sources: &SourceSet, finding: &Diagnostic, path: &str) -> Fingerprint {
    let text = &sources.file(finding.source).text;
    let Span { start, end } = finding.span;
    let mut beside = words_before(text.get(..start).unwrap_or_default());
    beside.reverse();
    let after = words_after(text.get(end..).unwrap_or_default());
    let words = words(sources, finding);
    let content = format!("{} [{words}] {}", beside.join(" "), after.join(" "));
    fingerprint(finding.rule, path, &content, 1)
}

/// The words underlined, white space made even. A finding without words is known by what it says.
fn words(sources: &SourceSet, finding: &Diagnostic) -> String {
    let words = finding.span.of(&sources.file(finding.source).text);
    let words = if words.trim().is_empty() {
        finding.message.as_str()
    } else {
        words
    };
    let mut even = String::new();
    for word in words.split_whitespace() {
        if !even.is_empty() {
            even.push(' ');
        }
        even.push_str(word);
        if even.len() > 4 * MAX_WORDS_CHARACTERS {
            break;
        }
    }
    even.chars().take(MAX_WORDS_CHARACTERS).collect()
}

/// The last words of the sentence that stands before a place, nearest first.
fn words_before(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, line) in text.rsplit('\n').enumerate() {
        if at > 0 && line.trim().is_empty() {
            break;
        }
        for word in line.split_whitespace().rev() {
            if found.len() == WORDS_BESIDE || ends_sentence(word) || is_marker(word) {
                return found;
            }
            found.push(word);
        }
    }
    found
}

/// The next words of the sentence that goes on after a place.
fn words_after(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 && line.trim().is_empty() {
            break;
        }
        for (nth, word) in line.split_whitespace().enumerate() {
            let begins_a_block = at > 0 && nth == 0 && is_marker(word);
            if found.len() == WORDS_BESIDE || begins_a_block {
                return found;
            }
            found.push(word);
            if ends_sentence(word) {
                return found;
            }
        }
    }
    found
}

fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '\u{201d}', '\u{2019}', ')', '*', '_'])
        .ends_with(['.', '!', '?'])
}

/// Whether a word begins a list item, a heading, a quotation or a cell.
fn is_marker(word: &str) -> bool {
    let is_sign = |character: char| "-*+>#|:".contains(character);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    word.chars().all(is_sign) || word.strip_suffix(['.', ')']).is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Baseline, BaselineError, words_after, words_before};
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::{SourceSet, Span};

    /// A file with a finding at each place of `words`.
    fn found(path: &str, text: &str, words: &str) -> (SourceSet, Vec<Diagnostic>) {
        let mut sources = SourceSet::new();
        let source = sources.push_text(path, text);
        let findings = text.match_indices(words).map(|(at, words)| {
            let span = Span::new(at, at + words.len());
            Diagnostic::new("wordy", Severity::Warning, source, span, "Too long.")
        });
        let findings = findings.collect();
        (sources, findings)
    }

    fn known(baseline: &Baseline, path: &str, text: &str) -> (Vec<bool>, usize) {
        let (sources, findings) = found(path, text, "prior to");
        let recognised =
            baseline.recognise(&sources, &findings, |_| true, |checked| checked == path);
        (recognised.known, recognised.gone)
    }

    fn baseline(text: &str) -> Baseline {
        let (sources, findings) = found("a.md", text, "prior to");
        Baseline::of(&sources, &findings)
    }

    #[test]
    fn a_paragraph_can_move_and_be_wrapped_anew() {
        let baseline = baseline("# A\n\nTell us this prior to the day. Do it.\n\nThe end.\n");
        let moved = "# A\r\n\r\nThe end.\r\n\r\nNew.\r\n\r\nTell us\r\nthis prior to\r\nthe day.\r\nDo it.\r\n";
        assert_eq!(known(&baseline, "a.md", moved), (vec![true], 0));
    }

    #[test]
    fn the_same_words_in_another_sentence_are_new() {
        let baseline = baseline("Tell us prior to the day.");
        let text = "Ask them prior to your visit.";
        assert_eq!(known(&baseline, "a.md", text), (vec![false], 1));
    }

    #[test]
    fn equal_findings_are_counted() {
        let line = "Ask prior to the day.\n\n";
        let baseline = baseline(&line.repeat(3));
        let (known, gone) = known(&baseline, "a.md", &line.repeat(4));
        assert_eq!(known, [true, true, true, false]);
        assert_eq!(gone, 0);
        assert_eq!(self::known(&baseline, "a.md", line), (vec![true], 2));
    }

    #[test]
    fn a_file_can_have_a_new_name_but_not_a_twin() {
        let text = "Ask prior to the day.";
        let baseline = baseline(text);
        assert_eq!(known(&baseline, "b.md", text), (vec![true], 0));
        let (sources, findings) = found("b.md", text, "prior to");
        let recognised = baseline.recognise(&sources, &findings, |_| true, |_| true);
        assert_eq!(recognised.known, [false]);
    }

    #[test]
    fn what_would_harm_a_reader_is_never_known() {
        let mut sources = SourceSet::new();
        let source = sources.push_text("a.md", "<b>now</b>");
        let span = Span::new(0, 3);
        let finding = Diagnostic::new("raw-html", Severity::Error, source, span, "HTML");
        assert!(Baseline::of(&sources, &[finding]).is_empty());
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let baseline = baseline("Ask prior to the day.\n\nAsk prior to \"it\".\n");
        let text = baseline.to_json();
        assert_eq!(text.lines().count(), 4);
        let again = Baseline::parse(&text, Path::new("known.json")).unwrap();
        assert_eq!(again.to_json(), text);
        // A merge can keep a line from each side.
        let twice = text.replace(
            "null",
            &format!(
                "{},\nnull",
                text.lines().nth(1).unwrap().trim_end_matches(',')
            ),
        );
        let again = Baseline::parse(&twice, Path::new("known.json")).unwrap();
        assert_eq!(again.to_json(), text);
    }

    #[test]
    fn another_version_and_broken_text_are_refused() {
        let parse = |text: &str| Baseline::parse(text, Path::new("known.json")).unwrap_err();
        let error = parse("{\"version\":2,\"findings\":{}}");
        assert!(matches!(
            error,
            BaselineError::OtherVersion { found: 2, .. }
        ));
        for text in [
            "",
            "[]",
            "{\"version\":1}",
            "{\"version\":1,\"findings\":[\n<<<<<<< ours\n]}",
        ] {
            assert!(
                matches!(parse(text), BaselineError::Broken { .. }),
                "{text}"
            );
        }
    }

    #[test]
    fn words_beside_stay_in_the_sentence_and_the_block() {
        assert_eq!(words_before("One two. Three four "), ["four", "Three"]);
        assert_eq!(words_before("- one two\n- three "), ["three"]);
        assert_eq!(words_before("one\n\n"), [""; 0]);
        assert_eq!(words_after(" a\nb c d"), ["a", "b", "c"]);
        assert_eq!(words_after(" a b. c"), ["a", "b."]);
        assert_eq!(words_after("\n- next"), [""; 0]);
    }
}
