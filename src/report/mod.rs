//! Tells people and programs what was found.
//!
//! [`write()`] takes a [`Report`] and writes it in one [`Format`] to a given writer. Content is
//! data here too: no control character of a page reaches a terminal as it is.

mod excerpt;
mod github;
mod human;
mod json;
mod visible;

use std::io;
use std::io::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceFile, SourceSet, Span};

pub use human::HumanStyle;

/// A way to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people in a terminal, with the words underlined.
    #[default]
    Human,
    /// One JSON object, a stable format.
    Json,
    /// Workflow commands, which GitHub shows beside the line.
    Github,
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
        Format::Github => github::write(report, out),
    }
}

impl Report<'_> {
    fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

/// `span` cut down to what the file holds, and never inside a character.
fn fitted(file: &SourceFile, span: Span) -> Span {
    let start = file.position(span.start).byte;
    let end = file.position(span.end).byte;
    Span::new(start, end.max(start))
}

/// A count with its word, as in `1 page` and `2 pages`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Format, HumanStyle, Report, write};
    use crate::diagnostic::{Applicability, Diagnostic, Severity};
    use crate::source::{SourceSet, Span};

    const PIECES: [&str; 16] = [
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
            let source = sources.push_text(path, text);
            let finding = Diagnostic::new("a-rule", Severity::Error, source, span, &message)
                .because(&message)
                .help(&message)
                .label(other, &message)
                .replace(Applicability::Safe, span, &message);
            let report = Report { sources: &sources, diagnostics: &[finding], files: 1 };
            for color in [false, true] {
                let style = HumanStyle { color, verbose: true, quiet: false, width };
                let human = written(&report, Format::Human, &style);
                let has_colours = human.contains('\u{1b}');
                prop_assert!(color || !has_colours);
                prop_assert!(is_safe(&without_colours(&human)), "{human:?}");
            }
            let style = HumanStyle::default();
            let github = written(&report, Format::Github, &style);
            prop_assert!(is_safe(&github), "{github:?}");
            prop_assert_eq!(github.lines().count(), 1);
            let json = written(&report, Format::Json, &style);
            prop_assert!(is_safe(&json), "{json:?}");
            let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
            let read = value.pointer("/findings/0/message").and_then(|text| text.as_str());
            prop_assert_eq!(read, Some(message.as_str()));
        }
    }
}
