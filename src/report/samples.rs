//! One report with a finding of each kind, for the tests of the formats.

use super::{Format, HumanStyle, Report, RuleText, write};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::{SourceSet, Span};

const RULES: [RuleText<'static>; 3] = [
    RuleText {
        id: "jargon",
        severity: Some(Severity::Error),
        summary: "Words of the office.",
        doc: "# Jargon\n\nWords of the office.\n",
    },
    RuleText {
        id: "silent",
        severity: None,
        summary: "Says nothing.",
        doc: "# Silent\n",
    },
    RuleText {
        id: "wordy",
        severity: Some(Severity::Warning),
        summary: "Long words.",
        doc: "# Wordy\n",
    },
];

/// Hands a report on two files with findings, of three that were checked, to `with`.
pub(super) fn report<T>(with: impl FnOnce(&Report<'_>) -> T) -> T {
    let mut sources = SourceSet::new();
    let first = sources.push_text("content/a b.md", "£5 for claimants\nin order to ask.\n");
    let second = sources.push_text("content/c.md", "One");
    let order = Span::new(18, 29);
    let diagnostics = [
        Diagnostic::new(
            "jargon",
            Severity::Error,
            first,
            Span::new(8, 17),
            "“claimants” is jargon",
        )
        .because("It is a word of the office.")
        .help("Write “people who claim” or “you”.")
        .label(Span::new(0, 3), "the amount"),
        Diagnostic::new(
            "wordy",
            Severity::Warning,
            first,
            order,
            "“in order to” has a plainer form",
        )
        .help("Write “to”.")
        .replace(Applicability::Safe, order, "to"),
        Diagnostic::new(
            "missing-answer",
            Severity::Info,
            second,
            Span::at(0),
            "The page does not begin with its answer",
        ),
    ];
    with(&Report {
        rules: &RULES,
        files_url: Some("https://forge.example/us/site/blob/abc/"),
        ..Report::new(&sources, &diagnostics, 3)
    })
}

/// What `report` is in `format`.
pub(super) fn written(report: &Report<'_>, format: Format) -> String {
    let mut out = Vec::new();
    let style = HumanStyle::default();
    write(report, format, &style, &mut out).expect("memory takes every byte");
    String::from_utf8(out).expect("reports are UTF-8")
}
