//! Diagnostics for reviewdog, as its `reviewdog.proto` describes them under `DiagnosticResult`.
//!
//! Columns count UTF-8 bytes there, from 1, with a byte-order mark counted. A range ends before
//! its `end`.

use std::io;
use std::io::Write;

use serde_json::{Value, json};

use super::json::write_json;
use super::{Report, advice, fitted};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceFile, Span};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics: Vec<Value> = report
        .diagnostics
        .iter()
        .map(|finding| diagnostic(report.sources.file(finding.source), finding))
        .collect();
    let result = json!({
        "source": { "name": "plainly" },
        "diagnostics": diagnostics,
    });
    write_json(&result, out)
}

fn diagnostic(file: &SourceFile, finding: &Diagnostic) -> Value {
    let location = |span| json!({ "path": file.path, "range": range(file, span) });
    let related: Vec<Value> = finding
        .labels
        .iter()
        .map(|label| json!({ "message": label.text, "location": location(label.span) }))
        .collect();
    json!({
        "message": advice(finding),
        "location": location(finding.span),
        "severity": severity(finding.severity),
        "code": { "value": finding.rule },
        "suggestions": suggestions(file, finding),
        "related_locations": related,
    })
}

/// The texts that reviewdog offers to put in. Each is a suggestion of its own there, so a change
/// of several places, which only makes sense as a whole, is none.
fn suggestions(file: &SourceFile, finding: &Diagnostic) -> Vec<Value> {
    let edits = finding.fix.as_ref().map(|fix| fix.edits.as_slice());
    match edits {
        Some([edit]) => vec![json!({ "range": range(file, edit.span), "text": edit.text })],
        _ => Vec::new(),
    }
}

fn range(file: &SourceFile, span: Span) -> Value {
    let span = fitted(file, span);
    json!({ "start": place(file, span.start), "end": place(file, span.end) })
}

fn place(file: &SourceFile, byte: usize) -> Value {
    let position = file.position(byte);
    let line_start = file.lines.line_start(position.line).unwrap_or_default();
    json!({ "line": position.line, "column": position.byte - line_start + 1 })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{self, written};
    use super::{Span, Value, json, range};
    use crate::source::{SourceFile, SourceId};

    #[test]
    fn a_finding_is_a_diagnostic() {
        let text = samples::report(|report| written(report, Format::Rdjson));
        let result: Value = serde_json::from_str(&text).expect("it is JSON");
        let place = |line, column| json!({ "line": line, "column": column });
        let location = |from, to| {
            json!({
                "path": "content/a b.md",
                "range": { "start": place(1, from), "end": place(1, to) },
            })
        };
        assert_eq!(
            result["diagnostics"][0],
            json!({
                "message": "“claimants” is jargon. Write “people who claim” or “you”.",
                "location": location(9, 18),
                "severity": "ERROR",
                "code": { "value": "jargon" },
                "suggestions": [],
                "related_locations": [{ "message": "the amount", "location": location(1, 4) }],
            })
        );
        assert_eq!(
            result["diagnostics"][1]["suggestions"],
            json!([{ "range": { "start": place(2, 1), "end": place(2, 12) }, "text": "to" }])
        );
    }

    #[test]
    fn columns_are_bytes_and_the_mark_counts() {
        let file = SourceFile::new(SourceId(0), "a.md", "\u{feff}£5 is\r\n£6");
        for (start, end, expected) in [(3, 6, [1, 4, 1, 7]), (11, 14, [2, 1, 2, 4])] {
            let [line, column, end_line, end_column] = expected;
            assert_eq!(
                range(&file, Span::new(start, end)),
                json!({
                    "start": { "line": line, "column": column },
                    "end": { "line": end_line, "column": end_column },
                })
            );
        }
    }
}
