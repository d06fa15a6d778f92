//! Knows a finding again after the page around it has changed.

use std::collections::HashMap;
use std::fmt;

use super::Diagnostic;
use crate::source::SourceSet;

/// The bytes of a fingerprint. Two findings of one site share one by chance once in 2⁶⁴ sites.
const BYTES: usize = 16;

/// What a finding is known by: its rule, its file and its words, never its line.
///
/// Moving a paragraph or wrapping it anew keeps the fingerprint; changing the words or renaming
/// the file does not. The bytes are stable between versions, because people keep them in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; BYTES]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// The fingerprint of each finding, in the order of `findings`.
///
/// Equal words in one file are told apart by a count, so all findings of a run should be given at
/// once, before any are left out.
pub fn fingerprints(sources: &SourceSet, findings: &[Diagnostic]) -> Vec<Fingerprint> {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let file = sources.file(finding.source);
            let words = finding.span.of(&file.text);
            // A finding without words is known by what it says.
            let words = if words.trim().is_empty() {
                &finding.message
            } else {
                words
            };
            let occurrence = seen
                .entry(fingerprint(finding.rule, &file.path, words, 1))
                .and_modify(|count| *count += 1)
                .or_insert(1);
            fingerprint(finding.rule, &file.path, words, *occurrence)
        })
        .collect()
}

/// The fingerprint of a finding of `rule` about `words` in the file `path`; `occurrence` counts
/// equal findings from 1.
///
/// White space counts as one space, so that neither line ends nor wrapping matter.
pub fn fingerprint(rule: &str, path: &str, words: &str, occurrence: usize) -> Fingerprint {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut hasher = blake3::Hasher::new();
    for part in [rule, path, &words.join(" "), &occurrence.to_string()] {
        // With its length before it, no part can be taken for the end of another.
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; BYTES];
    hasher.finalize_xof().fill(&mut bytes);
    Fingerprint(bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Fingerprint, fingerprint, fingerprints};
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::{SourceSet, Span};

    /// The fingerprint of each place of `words` in `text`.
    fn of(path: &str, text: &str, words: &str) -> Vec<Fingerprint> {
        let mut sources = SourceSet::new();
        let source = sources.push_text(path, text);
        let findings: Vec<Diagnostic> = text
            .match_indices(words)
            .map(|(at, words)| {
                let span = Span::new(at, at + words.len());
                Diagnostic::new("wordy", Severity::Warning, source, span, "Too long.")
            })
            .collect();
        fingerprints(&sources, &findings)
    }

    #[test]
    fn a_moved_and_newly_wrapped_finding_is_known_again() {
        let before = of("a.md", "Go in order to ask.", "in order to");
        let after = of(
            "a.md",
            "New.\r\n\r\nGo in\r\norder to ask.",
            "in\r\norder to",
        );
        assert_eq!(before, after);
    }

    #[test]
    fn other_words_rules_and_files_are_other_findings() {
        let known = [
            fingerprint("wordy", "a.md", "one two", 1),
            fingerprint("wordy", "a.md", "one three", 1),
            fingerprint("wordy", "b.md", "one two", 1),
            fingerprint("jargon", "a.md", "one two", 1),
            fingerprint("wordy", "a.md", "one two", 2),
            fingerprint("wordya", ".md", "one two", 1),
        ];
        assert_eq!(BTreeSet::from(known).len(), known.len());
    }

    #[test]
    fn equal_words_are_counted() {
        let known = of("a.md", "very, very, very", "very");
        assert_eq!(BTreeSet::from_iter(known.clone()).len(), 3);
        assert_eq!(of("a.md", "very, very", "very"), known[..2]);
    }

    #[test]
    fn a_finding_without_words_is_known_by_what_it_says() {
        let mut sources = SourceSet::new();
        let source = sources.push_text("a.md", "One");
        let finding =
            |message: &str| Diagnostic::new("bad", Severity::Error, source, Span::at(0), message);
        let known = fingerprints(&sources, &[finding("No title"), finding("No summary")]);
        assert_ne!(known.first(), known.last());
    }

    /// Baselines that people keep would be void if this changed.
    #[test]
    fn the_bytes_are_stable() {
        assert_eq!(
            fingerprint("wordy", "content/a.md", "in order to", 1).to_string(),
            "335020f3eae0c88a7604c6af39d4af24"
        );
    }
}
