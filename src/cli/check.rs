//! `plainly check`

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::Outcome;
use super::arguments::{CheckOptions, Common};
use super::input::{Input, is_standard_input, read_input};
use super::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::output::write_file;
use crate::pipeline::{Baseline, Changes, Judged, Mended, Selected, Selection, Subject, mend};
use crate::report::{Format, Report, counted};
use crate::source::SourceSet;

pub(super) fn run(
    options: &CheckOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let date = common.date()?;
    refuse_mixed_input(options)?;
    let (subject, sources, only, folder) = match read_input(&options.paths, &common.root, date)? {
        Input::Site { workspace, only } => {
            let (sources, folder) = (workspace.read()?, workspace.root().to_owned());
            (Subject::Site(workspace), sources, only, folder)
        }
        Input::Loose(sources) => (Subject::Loose(date), sources, None, PathBuf::from(".")),
    };
    if options.write_baseline.is_some() && only.is_some() {
        bail!(
            "A baseline is written for the whole site, because what it does not hold counts as new.\nRun the command without paths."
        );
    }
    let mut selection = selection(options, &sources, only, folder)?;
    let (judged, mended) = if options.fix {
        let mended = mend(&subject, sources, &mut selection)?;
        finish_fix(options, &subject, &selection, &mended)?;
        let done = said_of_fix(&mended);
        let sources = mended.judged.sources;
        let judged = subject.judge(sources, selection.only.as_deref())?;
        (judged, Some(done))
    } else {
        let judged = subject.judge(sources, selection.only.as_deref())?;
        (judged, None)
    };
    finish(options, &selection, judged, mended, terminal)
}

/// Standard input has no history, and only one text can go to standard output.
fn refuse_mixed_input(options: &CheckOptions) -> Result<()> {
    let reads_input = options.paths.iter().any(|path| is_standard_input(path));
    if reads_input && options.changed_since.is_some() {
        bail!(
            "Standard input is in no git repository, so nothing is known of what changed in it.\nName a file, or leave --changed-since out."
        );
    }
    if reads_input && options.fix && options.paths.len() > 1 {
        bail!(
            "With --fix the mended text of `-` goes to standard output, so `-` must stand alone.\nMend the files in a run of their own."
        );
    }
    Ok(())
}

fn selection(
    options: &CheckOptions,
    sources: &SourceSet,
    only: Option<Vec<String>>,
    folder: PathBuf,
) -> Result<Selection> {
    let changes = options.changed_since.as_ref();
    let changes = changes.map(|rev| Changes::since(rev, &folder, sources));
    let baseline = options.baseline.as_ref().map(|path| Baseline::read(path));
    Ok(Selection {
        changes: changes.transpose()?,
        baseline: baseline.transpose()?,
        folder,
        only,
    })
}

/// Writes what was mended: files in place, standard input to standard output.
fn finish_fix(
    options: &CheckOptions,
    subject: &Subject,
    selection: &Selection,
    mended: &Mended,
) -> Result<()> {
    if !writes_text(options) {
        return Ok(mended.write(subject, &selection.folder)?);
    }
    for file in mended.judged.sources.readable() {
        Terminal::raw(file.text.as_bytes())?;
    }
    Ok(())
}

/// Whether standard output holds a mended text and not the report.
fn writes_text(options: &CheckOptions) -> bool {
    options.fix && options.paths.iter().any(|path| is_standard_input(path))
}

fn said_of_fix(mended: &Mended) -> String {
    if mended.fixes == 0 {
        return "Nothing could be mended safely.".to_owned();
    }
    format!(
        "Mended {} in {}.",
        counted(mended.fixes, "finding", "findings"),
        counted(mended.files(), "file", "files")
    )
}

fn finish(
    options: &CheckOptions,
    selection: &Selection,
    judged: Judged,
    mended: Option<String>,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let selected = selection.of(&judged);
    let Judged {
        sources,
        mut verdict,
        ..
    } = judged;
    let mut counts = selected.counts.iter();
    verdict
        .diagnostics
        .retain(|_| counts.next().copied().unwrap_or(false));
    let mut notes: Vec<String> = mended.into_iter().collect();
    if let Some(path) = &options.write_baseline {
        let baseline = Baseline::of(&sources, &verdict.diagnostics);
        write_file(path, baseline.to_json().as_bytes())?;
        let noted = counted(baseline.len(), "finding", "findings");
        notes.push(format!("Noted {noted} in {}.", path.display()));
        verdict.diagnostics.retain(never_hidden);
    }
    notes.extend(said_of_selection(options, &selected));
    let report = Report {
        fail_on: options.fail_on.severity(),
        ..Report::new(&sources, &verdict.diagnostics, verdict.files)
    };
    if writes_text(options) {
        terminal.report_aside(&report, options.format)?;
    } else {
        terminal.report(&report, options.format)?;
    }
    for note in notes {
        if options.format == Format::Human && !writes_text(options) && !terminal.quiet {
            terminal.out(&format!("{note}\n"))?;
        } else {
            terminal.say(&note);
        }
    }
    Ok(if verdict.fails(options.fail_on.severity()) {
        Outcome::Problems
    } else {
        Outcome::Clean
    })
}

/// What would harm a reader or lose a page is told even when all else is only noted.
fn never_hidden(finding: &Diagnostic) -> bool {
    crate::check::find(finding.rule).is_some_and(|rule| rule.meta().always)
}

/// What was left out, and what to do about a baseline that knows too much.
fn said_of_selection(options: &CheckOptions, selected: &Selected) -> Vec<String> {
    let mut notes = Vec::new();
    if selected.unchanged > 0
        && let Some(rev) = &options.changed_since
    {
        let left_out = counted(selected.unchanged, "finding", "findings");
        notes.push(format!(
            "Left out: {left_out} on lines that did not change since {rev}."
        ));
    }
    if let Some(path) = &options.baseline {
        let path = path.display();
        if selected.known > 0 {
            let known = counted(selected.known, "finding", "findings");
            notes.push(format!("Left out: {known} that {path} knows already."));
        }
        if selected.gone > 0 {
            let gone = counted(selected.gone, "finding", "findings");
            let are = if selected.gone == 1 { "is" } else { "are" };
            notes.push(format!(
                "{gone} in {path} {are} mended. Write it anew with --write-baseline {path}"
            ));
        }
    }
    notes
}
