//! Which findings of a run count.

use std::path::PathBuf;

use super::baseline::{Baseline, Recognised};
use super::changed::Changes;
use super::judged::Judged;
use super::workspace::is_at_or_below;
use crate::diagnostic::Diagnostic;

/// Which findings of a run count: those below some paths, on lines that a branch changed, and not
/// in a baseline.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The folder in which the paths of the files begin.
    pub folder: PathBuf,
    /// The files and folders that were asked for; all if `None`.
    pub only: Option<Vec<String>>,
    /// What a branch changed; everything counts if `None`.
    pub changes: Option<Changes>,
    /// What is known already.
    pub baseline: Option<Baseline>,
}

/// The findings that count, and how many do not.
#[derive(Debug, Default)]
pub struct Selected {
    /// For each finding, whether it counts.
    pub counts: Vec<bool>,
    /// Findings on lines that the branch did not change.
    pub unchanged: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// Findings that the baseline knows and that are not there any more.
    pub gone: usize,
}

impl Selection {
    /// Sorts out the findings of a run.
    pub fn of(&self, judged: &Judged) -> Selected {
        let findings = &judged.verdict.diagnostics;
        let Recognised { known, gone } = self.recognised(judged);
        let mut selected = Selected {
            gone,
            ..Selected::default()
        };
        for (finding, known) in findings.iter().zip(known) {
            let counts = if !self.is_wanted(judged, finding) {
                false
            } else if known {
                selected.known += 1;
                false
            } else if !self.is_changed(judged, finding) {
                selected.unchanged += 1;
                false
            } else {
                true
            };
            selected.counts.push(counts);
        }
        selected
    }

    fn recognised(&self, judged: &Judged) -> Recognised {
        let findings = &judged.verdict.diagnostics;
        let Some(baseline) = &self.baseline else {
            return Recognised {
                known: vec![false; findings.len()],
                gone: 0,
            };
        };
        let sources = &judged.sources;
        let is_read = |path: &str| sources.files().iter().any(|file| file.path == path);
        baseline.recognise(
            sources,
            findings,
            |path| is_read(path) && self.is_asked_for(path),
            |path| self.folder.join(path).exists(),
        )
    }

    fn is_asked_for(&self, path: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| is_at_or_below(path, only))
    }

    fn is_wanted(&self, judged: &Judged, finding: &Diagnostic) -> bool {
        self.is_asked_for(&judged.sources.file(finding.source).path)
    }

    fn is_changed(&self, judged: &Judged, finding: &Diagnostic) -> bool {
        let file = judged.sources.file(finding.source);
        self.changes
            .as_ref()
            .is_none_or(|changes| changes.touch(&judged.site, file, finding))
    }
}
