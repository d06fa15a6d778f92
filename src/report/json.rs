//! One JSON object for programs, a stable format: names are only ever added.

use std::fmt::Write as _;
use std::io;
use std::io::Write;

use serde::Serialize;

use super::visible::is_hidden;
use super::{Report, fitted};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::{Position, SourceFile};

/// The format of the report.
const VERSION: u32 = 1;

/// The most characters of a snippet.
const MAX_SNIPPET_CHARACTERS: usize = 200;

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    files: usize,
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    path: &'a str,
    start: Position,
    end: Position,
    snippet: &'a str,
    why: &'a str,
    help: &'a str,
    labels: Vec<Label<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Label<'a> {
    text: &'a str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Fix<'a> {
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start_byte: usize,
    end_byte: usize,
    text: &'a str,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let object = Object {
        version: VERSION,
        files: report.files,
        summary: Summary {
            error: report.count(Severity::Error),
            warning: report.count(Severity::Warning),
            info: report.count(Severity::Info),
        },
        findings: report
            .diagnostics
            .iter()
            .map(|finding| finding_of(report.sources.file(finding.source), finding))
            .collect(),
    };
    write_json(&object, out)
}

/// Writes `value` so that people can read it and no terminal acts on it.
pub(super) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", without_hidden(&json))
}

fn finding_of<'a>(file: &'a SourceFile, finding: &'a Diagnostic) -> Finding<'a> {
    let span = fitted(file, finding.span);
    Finding {
        rule: finding.rule,
        severity: finding.severity,
        message: &finding.message,
        path: &file.path,
        start: file.position(span.start),
        end: file.position(span.end),
        snippet: first_characters(span.of(&file.text)),
        why: &finding.why,
        help: &finding.help,
        labels: finding
            .labels
            .iter()
            .map(|label| {
                let span = fitted(file, label.span);
                Label {
                    text: &label.text,
                    start: file.position(span.start),
                    end: file.position(span.end),
                }
            })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            safe: fix.applicability == Applicability::Safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit {
                    start_byte: edit.span.start,
                    end_byte: edit.span.end,
                    text: &edit.text,
                })
                .collect(),
        }),
    }
}

fn first_characters(text: &str) -> &str {
    text.char_indices()
        .nth(MAX_SNIPPET_CHARACTERS)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// Writes hidden characters as JSON escapes, so that a terminal does not act on them.
///
/// Outside strings JSON holds none of them except line ends, so this cannot change its meaning.
fn without_hidden(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || !is_hidden(character) {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}").expect("a string takes every character");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Report, first_characters, write};
    use crate::diagnostic::{Applicability, Diagnostic, Severity};
    use crate::source::{SourceSet, Span};

    fn written(report: &Report<'_>) -> String {
        let mut out = Vec::new();
        write(report, &mut out).expect("memory takes every byte");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn a_finding_has_every_field() {
        let mut sources = SourceSet::new();
        let source = sources.push_text("content/a.md", "£1\nin order\u{202e} to");
        let span = Span::new(4, 18);
        let finding = Diagnostic::new("wordy", Severity::Warning, source, span, "Too long.")
            .because("Short words help.")
            .help("Write “to”.")
            .label(Span::new(0, 3), "the amount")
            .replace(Applicability::Safe, span, "to");
        let findings = [finding];
        let report = Report::new(&sources, &findings, 3);
        insta::assert_snapshot!(written(&report), @r#"
        {
          "version": 1,
          "files": 3,
          "summary": {
            "error": 0,
            "warning": 1,
            "info": 0
          },
          "findings": [
            {
              "rule": "wordy",
              "severity": "warning",
              "message": "Too long.",
              "path": "content/a.md",
              "start": {
                "line": 2,
                "column": 1,
                "byte": 4
              },
              "end": {
                "line": 2,
                "column": 13,
                "byte": 18
              },
              "snippet": "in order\u202e to",
              "why": "Short words help.",
              "help": "Write “to”.",
              "labels": [
                {
                  "text": "the amount",
                  "start": {
                    "line": 1,
                    "column": 1,
                    "byte": 0
                  },
                  "end": {
                    "line": 1,
                    "column": 3,
                    "byte": 3
                  }
                }
              ],
              "fix": {
                "safe": true,
                "edits": [
                  {
                    "start_byte": 4,
                    "end_byte": 18,
                    "text": "to"
                  }
                ]
              }
            }
          ]
        }
        "#);
    }

    #[test]
    fn no_findings_are_an_empty_list() {
        let sources = SourceSet::new();
        let report = Report::new(&sources, &[], 0);
        insta::assert_snapshot!(written(&report), @r#"
        {
          "version": 1,
          "files": 0,
          "summary": {
            "error": 0,
            "warning": 0,
            "info": 0
          },
          "findings": []
        }
        "#);
    }

    #[test]
    fn a_snippet_has_at_most_200_characters() {
        assert_eq!(first_characters(&"é".repeat(201)), "é".repeat(200));
        assert_eq!(first_characters("é"), "é");
    }
}
