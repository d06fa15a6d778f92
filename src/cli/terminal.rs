//! Where a command writes, and how.

use std::io::{self, Write};

use anstream::AutoStream;
use clap::ColorChoice;

use super::arguments::Common;
use crate::check::ALL;
use crate::report::{Format, HumanStyle, Report, RuleText, write};

/// The widest line that is easy to read.
const MAX_WIDTH: usize = 100;

/// Standard output and standard error, with what was asked of colour and quiet.
#[derive(Debug)]
pub(super) struct Terminal {
    pub(super) quiet: bool,
    verbose: bool,
    choice: anstream::ColorChoice,
}

impl Terminal {
    pub(super) fn new(common: &Common) -> Self {
        let choice = match common.color {
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
            ColorChoice::Auto => anstream::ColorChoice::Auto,
        };
        Self {
            quiet: common.quiet,
            verbose: common.verbose,
            choice,
        }
    }

    /// Writes to standard output.
    pub(super) fn out(&mut self, text: &str) -> io::Result<()> {
        AutoStream::new(io::stdout().lock(), self.choice).write_all(text.as_bytes())
    }

    /// Writes bytes to standard output as they are.
    pub(super) fn raw(bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Writes a line to standard error, unless `--quiet`.
    pub(super) fn say(&mut self, line: &str) {
        if !self.quiet {
            self.warn(line);
        }
    }

    /// Writes a line to standard error. If that cannot be written, there is nowhere to say so.
    pub(super) fn warn(&mut self, line: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.choice);
        let _ = writeln!(err, "{line}");
    }

    /// Says why the command failed.
    pub(super) fn error(&mut self, error: &anyhow::Error) {
        self.warn(&format!("\u{1b}[1;31merror\u{1b}[0m: {error:#}"));
    }

    /// Writes findings to standard output.
    pub(super) fn report(&mut self, report: &Report<'_>, format: Format) -> io::Result<()> {
        let stdout = io::stdout();
        let style = self.style(&stdout);
        write_report(report, format, &style, stdout.lock())
    }

    /// Writes findings to standard error, because standard output holds something else.
    pub(super) fn report_aside(&mut self, report: &Report<'_>, format: Format) -> io::Result<()> {
        let stderr = io::stderr();
        let style = self.style(&stderr);
        write_report(report, format, &style, stderr.lock())
    }

    fn style(&self, stream: &impl anstream::stream::RawStream) -> HumanStyle {
        HumanStyle {
            color: match self.choice {
                anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi => true,
                anstream::ColorChoice::Never => false,
                // This asks whether it is a terminal, unless CLICOLOR_FORCE or NO_COLOR decide.
                anstream::ColorChoice::Auto => {
                    AutoStream::choice(stream) != anstream::ColorChoice::Never
                }
            },
            verbose: self.verbose,
            quiet: self.quiet,
            width: width(),
        }
    }
}

/// Writes findings with what is known of the rules and of the forge.
fn write_report(
    report: &Report<'_>,
    format: Format,
    style: &HumanStyle,
    stream: impl Write,
) -> io::Result<()> {
    let rules = rule_texts();
    let files_url = files_url();
    let report = Report {
        rules: &rules,
        files_url: files_url.as_deref(),
        ..*report
    };
    let mut out = io::BufWriter::new(stream);
    write(&report, format, style, &mut out)?;
    out.flush()
}

/// What reports say of each rule.
fn rule_texts() -> Vec<RuleText<'static>> {
    let texts = ALL.iter().map(|rule| {
        let meta = rule.meta();
        RuleText {
            id: meta.id,
            severity: meta.level.severity(),
            summary: meta.summary(),
            doc: meta.doc,
        }
    });
    texts.collect()
}

/// Where the forge that runs us shows the files of this revision, as GitHub and GitLab say it in
/// the environment of a job.
pub(super) fn files_url() -> Option<String> {
    let variable = |name| std::env::var(name).ok();
    let github = || {
        let (server, repository, revision) = (
            variable("GITHUB_SERVER_URL")?,
            variable("GITHUB_REPOSITORY")?,
            variable("GITHUB_SHA")?,
        );
        Some(format!("{server}/{repository}/blob/{revision}/"))
    };
    let gitlab = || {
        let (project, revision) = (variable("CI_PROJECT_URL")?, variable("CI_COMMIT_SHA")?);
        Some(format!("{project}/-/blob/{revision}/"))
    };
    let is_plain = |url: &String| {
        url.starts_with("https://") && !url.contains(['(', ')', '<', '>', '|', ' ', '\\', '"'])
    };
    github().or_else(gitlab).filter(is_plain)
}

/// The width to write for: what the shell says, else what the terminal says, within what is easy
/// to read.
pub(super) fn width() -> usize {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .or_else(terminal_columns);
    columns.unwrap_or(MAX_WIDTH).clamp(40, MAX_WIDTH)
}

/// The columns of the terminal that standard output is, if it is one.
#[cfg(unix)]
fn terminal_columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col))
}

/// Only Unix has a way to ask that needs no unsafe code of ours.
#[cfg(not(unix))]
fn terminal_columns() -> Option<usize> {
    None
}

/// Whether the reader of our output has gone, as `head` does. That is no failure.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
