//! `plainly check`

use anyhow::Result;

use super::Outcome;
use super::arguments::{CheckOptions, Common};
use super::input::{Input, read_input};
use super::terminal::Terminal;
use crate::check::Verdict;
use crate::pipeline::check_loose;
use crate::report::Report;
use crate::source::SourceSet;

pub(super) fn run(
    options: &CheckOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let date = common.date()?;
    match read_input(&options.paths, &common.root, date)? {
        Input::Site { workspace, only } => {
            let snapshot = workspace.snapshot(false, only.as_deref())?;
            finish(&snapshot.sources, &snapshot.verdict, options, terminal)
        }
        Input::Loose(sources) => {
            let (_, verdict) = check_loose(&sources, date);
            finish(&sources, &verdict, options, terminal)
        }
    }
}

fn finish(
    sources: &SourceSet,
    verdict: &Verdict,
    options: &CheckOptions,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let report = Report {
        fail_on: options.fail_on.severity(),
        ..Report::new(sources, &verdict.diagnostics, verdict.files)
    };
    terminal.report(&report, options.format)?;
    Ok(if verdict.fails(options.fail_on.severity()) {
        Outcome::Problems
    } else {
        Outcome::Clean
    })
}
