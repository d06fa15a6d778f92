//! A Code Quality report, as GitLab's manual describes it under “Code Quality report format”.
//!
//! GitLab compares the fingerprints of two branches to tell which findings are new.

use std::io;
use std::io::Write;

use serde_json::{Value, json};

use super::json::write_json;
use super::{Report, advice, fitted};
use crate::diagnostic::{Diagnostic, Fingerprint, Severity, fingerprints};
use crate::source::{Position, SourceFile};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let known = fingerprints(report.sources, report.diagnostics);
    let issues: Vec<Value> = report
        .diagnostics
        .iter()
        .zip(known)
        .map(|(finding, known)| issue(report.sources.file(finding.source), finding, known))
        .collect();
    write_json(&issues, out)
}

fn issue(file: &SourceFile, finding: &Diagnostic, known: Fingerprint) -> Value {
    let span = fitted(file, finding.span);
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({
        "description": advice(finding),
        "check_name": finding.rule,
        "fingerprint": known.to_string(),
        "severity": severity(finding.severity),
        "location": {
            // GitLab shows nothing for a path that begins with `./`.
            "path": file.path.trim_start_matches("./"),
            "lines": { "begin": start.line, "end": end.line },
            "positions": { "begin": place(start), "end": place(end) },
        },
    })
}

fn place(position: Position) -> Value {
    json!({ "line": position.line, "column": position.column })
}

/// GitLab has five levels; `critical` and `blocker` are for bugs and holes, not for words.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{self, written};
    use super::{Value, json};

    #[test]
    fn a_finding_is_an_issue() {
        let text = samples::report(|report| written(report, Format::Gitlab));
        let issues: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(
            issues[0],
            json!({
                "description": "“claimants” is jargon. Write “people who claim” or “you”.",
                "check_name": "jargon",
                "fingerprint": "a73c55ff48e6c831609e4f92d3ed4329",
                "severity": "major",
                "location": {
                    "path": "content/a b.md",
                    "lines": { "begin": 1, "end": 1 },
                    "positions": {
                        "begin": { "line": 1, "column": 8 },
                        "end": { "line": 1, "column": 17 },
                    },
                },
            })
        );
        assert_eq!(issues.as_array().map(Vec::len), Some(3));
    }
}
