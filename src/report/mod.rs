//! Tells people and programs what was found.
//!
//! [`write()`] takes a [`Report`] and writes it in one [`Format`] to a given writer. Content is
//! data here too: no control character of a page reaches a terminal as it is.
//!
//! [`write_overview`] writes an HTML page about a whole site.

mod checkstyle;
mod excerpt;
mod fit;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod overview;
mod rdjson;
#[cfg(test)]
mod samples;
mod sarif;
mod visible;
mod xml;

use std::io;
use std::io::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub(crate) use self::visible::{columns, visible};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::source::{SourceFile, SourceSet, Span};

pub use human::HumanStyle;
pub use overview::{
    Overview, PageName, PageScore, Review, RuleCount, SiteState, Trend, write_overview,
};

/// A way to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people in a terminal, with the words underlined.
    #[default]
    Human,
    /// One JSON object, a stable format.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Workflow commands, which GitHub shows beside the line.
    Github,
    /// A Code Quality report, which GitLab shows in a merge request.
    Gitlab,
    /// `JUnit` XML: what fails the run is a failed test.
    Junit,
    /// Checkstyle XML, which many tools read.
    Checkstyle,
    /// Diagnostics for reviewdog.
    Rdjson,
    /// Tables for a comment or a step summary.
    Markdown,
}

/// What a report says of a rule.
#[derive(Debug, Clone, Copy)]
pub struct RuleText<'a> {
    /// Its name.
    pub id: &'a str,
    /// The level of its findings where nobody changed it; `None` if it does not run by itself.
    pub severity: Option<Severity>,
    /// What it finds, in a line.
    pub summary: &'a str,
    /// Its manual page, in Markdown.
    pub doc: &'a str,
}

/// What was found in a run.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The files that the findings point into.
    pub sources: &'a SourceSet,
    /// The findings, sorted by path, span and rule.
    pub diagnostics: &'a [Diagnostic],
    /// How many files were checked.
    pub files: usize,
    /// The lowest level that fails the run.
    pub fail_on: Severity,
    /// The rules that may have spoken; reports that explain rules take their words from here.
    pub rules: &'a [RuleText<'a>],
    /// The address that a path is put behind to see its file on the forge, with a slash at its
    /// end, if the run knows of one.
    pub files_url: Option<&'a str>,
}

/// Writes `report` to `out`. Only [`Format::Human`] looks at `style`.
pub fn write(
    report: &Report<'_>,
    format: Format,
    style: &HumanStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(report, style, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => github::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Checkstyle => checkstyle::write(report, out),
        Format::Rdjson => rdjson::write(report, out),
        Format::Markdown => markdown::write(report, out),
    }
}

impl<'a> Report<'a> {
    /// A report of a run that errors fail, which knows neither the rules nor the forge.
    pub fn new(sources: &'a SourceSet, diagnostics: &'a [Diagnostic], files: usize) -> Self {
        Self {
            sources,
            diagnostics,
            files,
            fail_on: Severity::Error,
            rules: &[],
            files_url: None,
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

/// The findings of each file, in their order. Findings are sorted by path, so a file comes once.
fn by_file<'a>(
    report: &Report<'a>,
) -> impl Iterator<Item = (&'a SourceFile, &'a [Diagnostic])> + use<'a> {
    let sources = report.sources;
    report
        .diagnostics
        .chunk_by(|left, right| left.source == right.source)
        .filter_map(move |findings| {
            let first = findings.first()?;
            Some((sources.file(first.source), findings))
        })
}

/// What is wrong and what to do about it, in one line.
fn advice(finding: &Diagnostic) -> String {
    let sentences: Vec<String> = [&finding.message, &finding.help]
        .into_iter()
        .map(|text| visible(text).trim().to_owned())
        .filter(|text| !text.is_empty())
        .map(ended)
        .collect();
    sentences.join(" ")
}

/// `text` with a full stop, unless it ends like a sentence already.
fn ended(mut text: String) -> String {
    if !text.ends_with(['.', '!', '?', '”', '…', ':']) {
        text.push('.');
    }
    text
}

/// `path` as the part of an address after the host: everything but plain letters is escaped.
pub fn path_in_url(path: &str) -> String {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    utf8_percent_encode(path, PLAIN).to_string()
}

/// `span` cut down to what the file holds, and never inside a character.
fn fitted(file: &SourceFile, span: Span) -> Span {
    let start = file.position(span.start).byte;
    let end = file.position(span.end).byte;
    Span::new(start, end.max(start))
}

/// `3 errors, 2 warnings, 1 piece of advice in 24 files.`
fn summary(report: &Report<'_>) -> String {
    let files = counted(report.files, "file", "files");
    let found: Vec<String> = totals(report).map(|(_, total)| total).collect();
    if found.is_empty() {
        return format!("No problems in {files}.");
    }
    format!("{} in {files}.", found.join(", "))
}

/// How many findings there are at each level that has some, in words, the worst level first.
fn totals(report: &Report<'_>) -> impl Iterator<Item = (Severity, String)> {
    let kinds = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "piece of advice", "pieces of advice"),
    ];
    kinds
        .map(|(severity, one, many)| (severity, report.count(severity), one, many))
        .into_iter()
        .filter(|&(_, count, ..)| count > 0)
        .map(|(severity, count, one, many)| (severity, counted(count, one, many)))
}

/// How many findings have a fix that needs no person's eye.
fn safe_fixes(report: &Report<'_>) -> usize {
    let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe;
    report
        .diagnostics
        .iter()
        .filter(|finding| finding.fix.as_ref().is_some_and(is_safe))
        .count()
}

/// A count with its word, as in `1 page` and `2 pages`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::visible::visible;
    use super::{Format, HumanStyle, Report, write};
    use crate::diagnostic::{Applicability, Diagnostic, Severity};
    use crate::source::{SourceSet, Span};

    const PIECES: [&str; 24] = [
        "word",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\u{feff}",
        "\u{1b}[31m",
        "\u{9b}1m",
        "\u{202e}",
        "£",
        "漢字",
        "e\u{301}",
        "👩\u{200d}🚀",
        "A very long run of words that goes on and on. ",
        "%::,",
        "\n::error::",
        "]]>",
        "<b a=\"1\">&amp;",
        "`|` \\|",
        "[a](b) ![c](d) www.e.f https://g.h",
        "\u{0}\u{ffff}\u{b}",
        "- # * _i_ ~",
        "&#64;",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)
            .prop_map(|pieces| pieces.concat())
    }

    fn span() -> impl Strategy<Value = Span> {
        (0_usize..900, 0_usize..900).prop_map(|(start, end)| Span::new(start, end))
    }

    fn written(report: &Report<'_>, format: Format, style: &HumanStyle) -> String {
        let mut out = Vec::new();
        write(report, format, style, &mut out).expect("memory takes every byte");
        String::from_utf8(out).expect("reports are UTF-8")
    }

    /// The text without the colours that the report itself may set.
    fn without_colours(text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            let (codes, after) = after.split_once('m').expect("a colour ends with m");
            assert!(codes.chars().all(|c| c.is_ascii_digit() || c == ';'));
            plain.push_str(before);
            rest = after;
        }
        plain + rest
    }

    /// The text of each cell of the tables, as a reader of Markdown understands it.
    fn cells(markdown: &str) -> Vec<String> {
        let mut cells = Vec::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableCell) => cells.push(String::new()),
                Event::Text(text) => {
                    if let Some(cell) = cells.last_mut() {
                        cell.push_str(&text.replace('\u{200b}', ""));
                    }
                }
                Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => {
                    panic!("{event:?} in {markdown}")
                }
                _ => {}
            }
        }
        cells
    }

    fn is_safe(text: &str) -> bool {
        !text
            .chars()
            .any(|c| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
    }

    proptest! {
        #[test]
        fn any_text_and_span_can_be_reported(
            text in text(),
            span in span(),
            other in span(),
            message in text(),
            path in text(),
            width in 0_usize..130,
        ) {
            let mut sources = SourceSet::new();
            let source = sources.push_text(&path, text);
            let finding = Diagnostic::new("a-rule", Severity::Error, source, span, &message)
                .because(&message)
                .help(&message)
                .label(other, &message)
                .replace(Applicability::Safe, span, &message);
            let findings = [finding];
            let report = Report::new(&sources, &findings, 1);
            for color in [false, true] {
                let style = HumanStyle { color, verbose: true, quiet: false, width };
                let human = written(&report, Format::Human, &style);
                let has_colours = human.contains('\u{1b}');
                prop_assert!(color || !has_colours);
                prop_assert!(is_safe(&without_colours(&human)), "{human:?}");
            }
            let style = HumanStyle::default();
            for format in Format::value_variants() {
                if *format != Format::Human {
                    let text = written(&report, *format, &style);
                    prop_assert!(is_safe(&text), "{text:?}");
                }
            }
            let github = written(&report, Format::Github, &style);
            prop_assert_eq!(github.lines().count(), 1);
            for format in [Format::Junit, Format::Checkstyle] {
                let xml = written(&report, format, &style);
                let xml = roxmltree::Document::parse(&xml).expect("it is XML");
                let files = xml.descendants().filter_map(|node| node.attribute("classname").or(node.attribute("name")));
                prop_assert!(files.into_iter().any(|name| name == visible(&path)));
            }
            let markdown = written(&report, Format::Markdown, &style);
            let help = visible(&message);
            let cells = cells(&markdown);
            prop_assert_eq!(cells.last().map(|cell| cell.trim()), Some(help.trim()));
            for (format, pointer) in [
                (Format::Sarif, "/runs/0/results/0/ruleId"),
                (Format::Gitlab, "/0/check_name"),
                (Format::Rdjson, "/diagnostics/0/code/value"),
            ] {
                let text = written(&report, format, &style);
                let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
                let rule = value.pointer(pointer).and_then(|rule| rule.as_str());
                prop_assert_eq!(rule, Some("a-rule"));
            }
            let json = written(&report, Format::Json, &style);
            prop_assert!(is_safe(&json), "{json:?}");
            let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
            let read = value.pointer("/findings/0/message").and_then(|text| text.as_str());
            prop_assert_eq!(read, Some(message.as_str()));
        }
    }
}
