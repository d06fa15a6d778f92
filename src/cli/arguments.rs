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
#[command(name = "plainly", version, long_version = LONG_VERSION, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The version, and the notices that must go wherever the data in the program goes.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\n\nThis program holds data made from these packages.\n\n",
    include_str!("../prose/data/NOTICE")
);

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
    /// Write an HTML report of the whole site.
    Report(ReportOptions),
    /// Write documents and index settings for a search engine.
    Export(ExportOptions),
    /// Preview the site on this computer, with live reload.
    Serve(ServeOptions),
    /// List the rules, with their levels in this site.
    Rules(RulesOptions),
    /// Tell what a rule finds, why, and what to write instead.
    Explain(ExplainOptions),
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
#[command(
    long_about = "Check pages, or any Markdown or text file.\n\n\
        Each finding shows the words, says why they are hard for a reader, and what to write \
        instead. Without a PATH the whole site is checked. Nothing is changed unless you ask for \
        --fix.",
    after_long_help = "Examples:\n  \
        plainly check                              the whole site\n  \
        plainly check content/esa                  one folder\n  \
        plainly check letter.txt                   a file that is in no site\n  \
        plainly check --changed-since origin/main  what your branch changed\n  \
        plainly check --fix                        let Plainly put in plainer words where that is safe\n  \
        plainly check --write-baseline known.json  note all findings of today ...\n  \
        plainly check --baseline known.json        ... and hear only of new ones\n\n\
        Exit codes: 0 nothing at the level of --fail-on was found, 1 something was, 2 the check \
        could not be made.\nplainly explain RULE tells more about a rule."
)]
pub(super) struct CheckOptions {
    /// Files or folders. [default: the whole site]
    ///
    /// Markdown (.md) or plain text (.txt), in the site or not; `-` reads standard input.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// How to report.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// Report only what stands on lines that your branch changed since it left REV.
    ///
    /// REV is a branch, tag or commit of git, such as origin/main. Work that is not committed
    /// yet counts too. What is said of a page as a whole counts if any line of it changed.
    #[arg(long, value_name = "REV", conflicts_with = "write_baseline")]
    pub(super) changed_since: Option<String>,
    /// Report only what FILE does not know yet.
    ///
    /// A finding is known by its words and not by its line, so a paragraph can move. Findings
    /// that would harm a reader or lose a page are always reported.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub(super) baseline: Option<PathBuf>,
    /// Note all findings in FILE, for --baseline.
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Make the safe changes that findings offer, then report what is left.
    ///
    /// A change is safe if the meaning stays the same. All else in a file stays as it is. With
    /// `-` the mended text goes to standard output and the report to standard error.
    #[arg(long)]
    pub(super) fix: bool,
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
#[command(
    long_about = "Write an HTML report of the whole site.\n\n\
        It shows which pages are hardest, which must be checked again, what the gate finds, and \
        with --history whether the site gets easier. It is one file that needs no script: open it \
        in a browser, print it or send it on. Findings do not stop it.",
    after_long_help = "Examples:\n  \
        plainly report                   writes report.html, beside site.toml\n  \
        plainly report --history 20      and how the last 20 commits changed the site\n  \
        plainly report --out - | less    to standard output\n\n\
        Exit codes: 0 the report was written, 2 it could not be."
)]
pub(super) struct ReportOptions {
    /// The file to write; `-` is standard output. [default: report.html, beside site.toml]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Show how the site changed over its last N commits.
    ///
    /// Only commits that changed pages count. They are read from git, and the files on the disk
    /// are left as they are. A branch that was merged counts as one.
    #[arg(long, value_name = "N")]
    pub(super) history: Option<NonZeroUsize>,
}

/// A search engine that pages can be exported to.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SearchEngine {
    /// Quickwit, the distributed engine that is built on tantivy.
    Quickwit,
}

#[derive(Debug, Args)]
#[command(
    long_about = "Write documents and index settings for a search engine.\n\n\
        The search that comes with the site needs no server, and is the right one for most. For a \
        knowledge base beyond static files, this writes each section of each page as a line of \
        JSON, and the settings of an index for them."
)]
pub(super) struct ExportOptions {
    /// The search engine.
    #[arg(long = "for", value_name = "ENGINE", default_value = "quickwit")]
    pub(super) engine: SearchEngine,
    /// The folder to write into. [default: export, beside site.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    /// How to list them.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ResultFormat,
    /// Print a JSON schema of site.toml, with which editors help to write one.
    #[arg(long, conflicts_with_all = ["format", "manual"])]
    pub(super) schema: bool,
    /// Write a page of the manual for each rule into DIR.
    #[arg(long, value_name = "DIR", conflicts_with = "format")]
    pub(super) manual: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The name of the rule, as findings show it in brackets.
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
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
