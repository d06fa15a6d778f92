//! Makes the safe edits that findings offer, where the pages are cleaner afterwards.
//!
//! 1. Edits that do not overlap are made together, and everything is judged anew.
//! 2. If that is not cleaner, the edits are halved until the bad ones are alone, and these are left
//!    out.
//! 3. What was found meanwhile is mended in the same way, until nothing more can be.
//!
//! Each round leaves fewer findings, so this ends, and a second run has nothing to do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::judged::{Judged, Subject};
use super::selection::Selection;
use super::{PipelineError, Workspace};
use crate::check::Verdict;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Severity};
use crate::output::replace_file;
use crate::source::{SourceId, SourceSet};

/// Files with the safe edits made in them.
#[derive(Debug)]
pub struct Mended {
    /// The files as they are now, in memory.
    pub judged: Judged,
    /// How many edits were made, counted by their findings.
    pub fixes: usize,
    /// Each file that changed, with the text that it had.
    changed: BTreeMap<SourceId, String>,
}

/// The edits that a finding offers.
#[derive(Debug, Clone)]
struct Offer {
    source: SourceId,
    edits: Vec<Edit>,
}

/// Makes the safe edits of the findings that count. Nothing is written to the disk.
pub fn mend(
    subject: &Subject,
    sources: SourceSet,
    selection: &mut Selection,
) -> Result<Mended, PipelineError> {
    let mut mended = Mended {
        judged: subject.judge(sources, None)?,
        fixes: 0,
        changed: BTreeMap::new(),
    };
    loop {
        let offers = offers(&mended.judged, selection);
        let mut round = Round {
            subject,
            before: &mended.judged,
            made: Vec::new(),
            after: None,
        };
        round.attempt(&offers)?;
        let Round { made, after, .. } = round;
        let Some(after) = after else {
            return Ok(mended);
        };
        for (source, edits) in by_file(&made) {
            let file = mended.judged.sources.file(source);
            if let Some(changes) = &mut selection.changes {
                changes.follow(&file.path, &edits);
            }
            let before = || file.text.clone();
            mended.changed.entry(source).or_insert_with(before);
        }
        mended.fixes += made.len();
        mended.judged = after;
    }
}

impl Mended {
    /// How many files changed.
    pub fn files(&self) -> usize {
        self.changed.len()
    }

    /// Writes each file that changed, unless somebody else changed it since it was read.
    pub fn write(&self, subject: &Subject, folder: &Path) -> Result<(), PipelineError> {
        for (source, old) in &self.changed {
            let file = self.judged.sources.file(*source);
            let path = folder.join(&file.path);
            if let Subject::Site(workspace) = subject {
                refuse_outside(workspace, &path)?;
            }
            replace_file(&path, old.as_bytes(), file.text.as_bytes())?;
        }
        Ok(())
    }
}

/// A page of a site can lie outside it only behind a link.
fn refuse_outside(workspace: &Workspace, path: &Path) -> Result<(), PipelineError> {
    let real = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    match (real(workspace.root()), real(path)) {
        (Some(root), Some(page)) if !page.starts_with(&root) => {
            Err(PipelineError::OutsideSite(path.to_owned()))
        }
        _ => Ok(()),
    }
}

/// One pass over the edits on offer, all of them in places of the same texts.
struct Round<'a> {
    subject: &'a Subject,
    before: &'a Judged,
    made: Vec<Offer>,
    after: Option<Judged>,
}

impl Round<'_> {
    /// Makes all of `offers`, or as many as leave the pages cleaner.
    fn attempt(&mut self, offers: &[Offer]) -> Result<(), PipelineError> {
        if offers.is_empty() {
            return Ok(());
        }
        let all = [self.made.as_slice(), offers].concat();
        let mut sources = self.before.sources.clone();
        for (source, edits) in by_file(&all) {
            let text = edited(&self.before.sources.file(source).text, &edits);
            sources.replace_text(source, text);
        }
        let after = self.subject.judge(sources, None)?;
        let now = self.after.as_ref().unwrap_or(self.before);
        if is_cleaner(&now.verdict, &after.verdict, offers.len()) {
            self.made = all;
            self.after = Some(after);
            return Ok(());
        }
        if offers.len() > 1 {
            let (first, second) = offers.split_at(offers.len() / 2);
            self.attempt(first)?;
            self.attempt(second)?;
        }
        Ok(())
    }
}

/// Whether `made` edits were worth making: each took a finding away, or turned an error into
/// something less, and no rule found a new error.
fn is_cleaner(before: &Verdict, after: &Verdict, made: usize) -> bool {
    let (was, is) = (errors(before), errors(after));
    let has_new_error = is
        .iter()
        .any(|(place, count)| was.get(place).is_none_or(|was| was < count));
    if has_new_error {
        return false;
    }
    let (left, found) = (after.diagnostics.len(), before.diagnostics.len());
    let fewer_errors = is.values().sum::<usize>() < was.values().sum();
    left + made <= found || (made == 1 && left == found && fewer_errors)
}

/// How many errors each rule found in each file.
fn errors(verdict: &Verdict) -> BTreeMap<(SourceId, &'static str), usize> {
    let mut errors = BTreeMap::new();
    for found in &verdict.diagnostics {
        if found.severity == Severity::Error {
            *errors.entry((found.source, found.rule)).or_default() += 1;
        }
    }
    errors
}

/// The safe edits of the findings that count, none of which overlap.
fn offers(judged: &Judged, selection: &Selection) -> Vec<Offer> {
    let selected = selection.of(judged);
    let counted = judged.verdict.diagnostics.iter().zip(selected.counts);
    let mut offers: Vec<Offer> = counted
        .filter(|(_, counts)| *counts)
        .filter_map(|(finding, _)| offer(&judged.sources, finding))
        .collect();
    let start = |offer: &Offer| offer.edits.first().map(|edit| edit.span);
    offers.sort_by_key(|offer| (offer.source, start(offer)));
    let mut taken: Option<(SourceId, Edit)> = None;
    offers.retain(|offer| {
        let (Some(first), Some(last)) = (offer.edits.first(), offer.edits.last()) else {
            return false;
        };
        let overlaps = taken.as_ref().is_some_and(|(source, edit)| {
            *source == offer.source
                && (first.span.start < edit.span.end || first.span.start == edit.span.start)
        });
        if !overlaps {
            taken = Some((offer.source, last.clone()));
        }
        !overlaps
    });
    offers
}

/// The edits of a finding, if they are safe and fit the file.
fn offer(sources: &SourceSet, finding: &Diagnostic) -> Option<Offer> {
    let fix = finding.fix.as_ref()?;
    let text = &sources.file(finding.source).text;
    let fits = |edit: &Edit| text.get(edit.span.start..edit.span.end).is_some();
    let in_order = fix
        .edits
        .is_sorted_by(|one, next| one.span.end <= next.span.start);
    let is_good =
        fix.applicability == Applicability::Safe && in_order && fix.edits.iter().all(fits);
    is_good.then(|| Offer {
        source: finding.source,
        edits: fix.edits.clone(),
    })
}

/// The edits of each file, in the order of the source.
fn by_file(offers: &[Offer]) -> BTreeMap<SourceId, Vec<Edit>> {
    let mut files: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for offer in offers {
        let edits = files.entry(offer.source).or_default();
        edits.extend(offer.edits.iter().cloned());
    }
    for edits in files.values_mut() {
        edits.sort_by_key(|edit| edit.span);
    }
    files
}

/// A text with edits made in it. All else stays byte for byte.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start).unwrap_or_default());
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

#[cfg(test)]
mod tests {
    use super::{edited, is_cleaner};
    use crate::check::Verdict;
    use crate::diagnostic::{Diagnostic, Edit, Severity};
    use crate::source::{SourceId, Span};

    fn verdict(findings: &[(&'static str, Severity)]) -> Verdict {
        let found = findings.iter().map(|(rule, severity)| {
            Diagnostic::new(rule, *severity, SourceId(0), Span::at(0), "Wrong.")
        });
        Verdict {
            diagnostics: found.collect(),
            files: 1,
        }
    }

    #[test]
    fn edits_leave_all_else_as_it_was() {
        let edit = |start, end, text: &str| Edit {
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        let edits = [edit(0, 2, ""), edit(4, 4, "+"), edit(5, 7, "£")];
        assert_eq!(edited("0123456789", &edits), "23+4£789");
    }

    #[test]
    fn an_edit_must_take_its_finding_away() {
        use Severity::{Error, Warning};

        let before = verdict(&[("wordy", Warning), ("jargon", Error)]);
        for (after, cleaner) in [
            (&[("jargon", Error)][..], true),
            (&[("wordy", Warning)], true),
            (&[("wordy", Warning), ("latin", Warning)], true),
            (&[("latin", Warning), ("jargon", Error)], false),
            (&[("stigma", Error)], false),
            (
                &[("wordy", Warning), ("jargon", Error), ("latin", Warning)],
                false,
            ),
        ] {
            assert_eq!(
                is_cleaner(&before, &verdict(after), 1),
                cleaner,
                "{after:?}"
            );
        }
        assert!(!is_cleaner(&before, &verdict(&[("jargon", Error)]), 2));
    }
}
