//! `plainly build`

use anyhow::Result;

use super::Outcome;
use super::arguments::{BuildOptions, Common};
use super::terminal::Terminal;
use crate::output::CommitSummary;
use crate::pipeline::{BuildOutcome, PublishOptions, Snapshot, Workspace};
use crate::report::{Format, Report, counted};

pub(super) fn run(
    options: &BuildOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let mut workspace = Workspace::open(&common.root, common.date()?)?;
    if let Some(base_url) = &options.base_url {
        workspace.set_base_url(base_url)?;
    }
    let mut snapshot = workspace.snapshot(options.drafts, None)?;
    let out = options
        .out
        .clone()
        .unwrap_or_else(|| common.root.join("public"));
    let publish = PublishOptions {
        out,
        warn_only: options.warn_only,
    };
    let outcome = snapshot.publish(&publish)?;
    if !snapshot.verdict.diagnostics.is_empty() {
        let verdict = &snapshot.verdict;
        let report = Report::new(&snapshot.sources, &verdict.diagnostics, verdict.files);
        terminal.report(&report, Format::Human)?;
    }
    if options.timings {
        say_timings(&snapshot, terminal);
    }
    match outcome {
        BuildOutcome::Published(summary) => {
            if let Some(address) = snapshot.site.settings.lost_feedback() {
                terminal.warn(&nobody_reads(address));
            }
            terminal.say(&published(&summary, &snapshot, &publish));
            Ok(Outcome::Clean)
        }
        BuildOutcome::Refused => {
            terminal.warn("Nothing was published. Mend the errors above and build again.");
            Ok(Outcome::Problems)
        }
    }
}

fn published(summary: &CommitSummary, snapshot: &Snapshot, publish: &PublishOptions) -> String {
    format!(
        "Published {} in {} to {}: {} new, {} changed, {} removed.",
        counted(snapshot.site.pages.len(), "page", "pages"),
        counted(summary.files, "file", "files"),
        publish.out.display(),
        summary.added,
        summary.changed,
        summary.removed
    )
}

fn nobody_reads(address: &str) -> String {
    format!(
        "site.toml: nobody can have the address “{address}”, so the pages do not ask readers what \
         was not clear. Put your own address there, under `feedback`."
    )
}

fn say_timings(snapshot: &Snapshot, terminal: &mut Terminal) {
    for (stage, took) in &snapshot.timings.stages {
        let milliseconds = took.as_secs_f64() * 1000.0;
        terminal.warn(&format!("{stage:>8}  {milliseconds:>9.1} ms"));
    }
}
