//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::Severity;
use crate::report::Format;

/// Turns Markdown into a fast, searchable, accessible site, and refuses to publish what its
/// readers could not understand.
#[derive(Debug, Parser)]
#[command(name = "plainly", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command on a site takes.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// The folder of the site.
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) root: PathBuf,
    /// The date to build for.
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        global = true,
        value_parser = parse_date,
        help = "The date to build for [default: SOURCE_DATE_EPOCH, else today]"
    )]
    date: Option<Date>,
    /// When to use colour.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorChoice,
    /// Say only what matters.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more.
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
}

impl Common {
    /// The date of the run. Without `--date` it is that of `SOURCE_DATE_EPOCH`, and without that
    /// today in UTC, so that a build never depends on a time zone.
    pub(super) fn date(&self) -> Result<Date> {
        if let Some(date) = self.date {
            return Ok(date);
        }
        let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(seconds) => {
                let number = seconds.trim().parse().ok();
                let timestamp = number.and_then(|seconds| Timestamp::from_second(seconds).ok());
                timestamp.with_context(|| {
                    format!("SOURCE_DATE_EPOCH should be a number of seconds since 1970, found “{seconds}”")
                })?
            }
            Err(std::env::VarError::NotPresent) => Timestamp::now(),
            Err(std::env::VarError::NotUnicode(_)) => bail!("SOURCE_DATE_EPOCH is not a number"),
        };
        Ok(timestamp.to_zoned(TimeZone::UTC).date())
    }
}

fn parse_date(text: &str) -> Result<Date, String> {
    let date: Result<Date, _> = text.parse();
    date.map_err(|_| "write year, month and day, as in 2026-11-21".to_owned())
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check, render, index and publish the site.
    Build(BuildOptions),
    /// Check pages, or any Markdown or text file.
    Check(CheckOptions),
    /// Show the text of a page as the checker sees it, with every count and score.
    Inspect(InspectOptions),
    /// Ask the search index that readers get.
    Search(SearchOptions),
    /// Preview the site on this computer, with live reload.
    Serve(ServeOptions),
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    /// The folder of the built site. [default: public, beside site.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// The address of the site, in place of that in site.toml.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Publish drafts too.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Publish in spite of findings, except those that would harm a reader or lose a page.
    #[arg(long)]
    pub(super) warn_only: bool,
    /// Show how long each stage took.
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// Files or folders; `-` reads standard input. [default: the whole site]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// How to report.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// The lowest level that fails.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(super) fail_on: FailOn,
}

/// A level, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    /// Fail on anything.
    Info,
    /// Fail on warnings and errors.
    Warning,
    /// Fail on errors.
    Error,
}

impl FailOn {
    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ResultFormat {
    /// For people.
    Human,
    /// For programs; a stable format.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct InspectOptions {
    /// A Markdown or text file, or `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(super) path: PathBuf,
    /// How to report.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ResultFormat,
}

#[derive(Debug, Args)]
pub(super) struct SearchOptions {
    /// What a reader would type.
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    /// The most results to show.
    #[arg(short = 'n', long, value_name = "N", default_value = "10")]
    pub(super) limit: NonZeroUsize,
    /// How to report.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ResultFormat,
}

#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// The port; 0 takes any free one.
    #[arg(long, value_name = "P", default_value_t = 4000)]
    pub(super) port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    pub(super) open: bool,
}
