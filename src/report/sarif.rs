//! SARIF 2.1.0, the format of code scanning, as the OASIS standard describes it.
//!
//! Columns count Unicode characters, and `columnKind` says so.

use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use serde_json::{Value, json};

use super::json::write_json;
use super::{Report, RuleText, advice, ended, fitted, path_in_url};
use crate::diagnostic::{Applicability, Diagnostic, Fingerprint, Fix, Severity, fingerprints};
use crate::source::{SourceFile, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name for the folder that relative paths begin in.
const ROOT: &str = "SRCROOT";

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = rules_that_spoke(report);
    let known = fingerprints(report.sources, report.diagnostics);
    let results: Vec<Value> = report
        .diagnostics
        .iter()
        .zip(known)
        .map(|(finding, known)| result(report, &rules, finding, known))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Plainly",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "invocations": [{ "executionSuccessful": true }],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The folder of the site." } },
            },
            "results": results,
        }],
    });
    write_json(&log, out)
}

/// What a reader needs to know of: the rules of the findings.
fn rules_that_spoke<'a>(report: &Report<'a>) -> Vec<&'a RuleText<'a>> {
    let spoke: BTreeSet<&str> = report.diagnostics.iter().map(|found| found.rule).collect();
    let rules = report.rules.iter();
    rules.filter(|rule| spoke.contains(rule.id)).collect()
}

fn descriptor(rule: &RuleText<'_>) -> Value {
    let summary = ended(rule.summary.to_owned());
    json!({
        "id": rule.id,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": summary },
        "help": { "text": rule.doc, "markdown": rule.doc },
        "defaultConfiguration": {
            "enabled": rule.severity.is_some(),
            "level": rule.severity.map_or("none", level),
        },
    })
}

fn result(
    report: &Report<'_>,
    rules: &[&RuleText<'_>],
    finding: &Diagnostic,
    known: Fingerprint,
) -> Value {
    let file = report.sources.file(finding.source);
    let mut value = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": message(&advice(finding)) },
        "locations": [{ "physicalLocation": place(file, finding.span) }],
        "partialFingerprints": { "plainly/v1": known.to_string() },
    });
    if let Some(index) = rules.iter().position(|rule| rule.id == finding.rule) {
        value["ruleIndex"] = index.into();
    }
    if !finding.labels.is_empty() {
        value["relatedLocations"] = related(file, finding);
    }
    if let Some(fix) = &finding.fix {
        value["fixes"] = json!([change(file, fix)]);
    }
    value
}

fn related(file: &SourceFile, finding: &Diagnostic) -> Value {
    let labels = finding.labels.iter().enumerate();
    labels
        .map(|(id, label)| {
            json!({
                "id": id,
                "message": { "text": message(&ended(label.text.clone())) },
                "physicalLocation": place(file, label.span),
            })
        })
        .collect()
}

fn change(file: &SourceFile, fix: &Fix) -> Value {
    let text = match fix.applicability {
        Applicability::Safe => "The meaning stays the same.",
        Applicability::Unsafe => "Read the sentence again after this change.",
    };
    let edits = fix.edits.iter();
    let replacements: Vec<Value> = edits
        .map(|edit| {
            json!({
                "deletedRegion": region(file, edit.span),
                "insertedContent": { "text": edit.text },
            })
        })
        .collect();
    json!({
        "description": { "text": text },
        "artifactChanges": [{
            "artifactLocation": artifact(file),
            "replacements": replacements,
        }],
    })
}

fn place(file: &SourceFile, span: Span) -> Value {
    json!({ "artifactLocation": artifact(file), "region": region(file, span) })
}

/// The address of a file: under the root, unless its path says where it is by itself.
fn artifact(file: &SourceFile) -> Value {
    let path = file.path.trim_start_matches("./");
    let uri = path_in_url(path);
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{uri}") });
    }
    json!({ "uri": uri, "uriBaseId": ROOT })
}

fn region(file: &SourceFile, span: Span) -> Value {
    let span = fitted(file, span);
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// `text` as a message. `[words](address)` would be a link there, so brackets are escaped.
fn message(text: &str) -> String {
    if !text.contains("](") {
        return text.to_owned();
    }
    text.replace('\\', r"\\")
        .replace('[', r"\[")
        .replace(']', r"\]")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{self, written};
    use super::{Value, artifact, json, message};
    use crate::source::{SourceFile, SourceId};

    #[test]
    fn a_finding_is_a_result() {
        let text = samples::report(|report| written(report, Format::Sarif));
        let log: Value = serde_json::from_str(&text).expect("it is JSON");
        let run = &log["runs"][0];
        let place = |line, from, to| {
            json!({
                "artifactLocation": { "uri": "content/a%20b.md", "uriBaseId": "SRCROOT" },
                "region": {
                    "startLine": line, "startColumn": from, "endLine": line, "endColumn": to,
                },
            })
        };
        assert_eq!(
            run["results"][0],
            json!({
                "ruleId": "jargon",
                "ruleIndex": 0,
                "level": "error",
                "message": { "text": "“claimants” is jargon. Write “people who claim” or “you”." },
                "locations": [{ "physicalLocation": place(1, 8, 17) }],
                "partialFingerprints": { "plainly/v1": "a73c55ff48e6c831609e4f92d3ed4329" },
                "relatedLocations": [{
                    "id": 0,
                    "message": { "text": "the amount." },
                    "physicalLocation": place(1, 1, 3),
                }],
            })
        );
        assert_eq!(
            run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0],
            json!({
                "deletedRegion": place(2, 1, 12)["region"],
                "insertedContent": { "text": "to" },
            })
        );
    }

    #[test]
    fn only_rules_that_spoke_are_described() {
        let text = samples::report(|report| written(report, Format::Sarif));
        let log: Value = serde_json::from_str(&text).expect("it is JSON");
        let rules = &log["runs"][0]["tool"]["driver"]["rules"];
        assert_eq!(rules[0]["shortDescription"]["text"], "Words of the office.");
        assert_eq!(rules[0]["defaultConfiguration"]["level"], "error");
        assert_eq!(rules.as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn paths_become_addresses() {
        for (path, expected) in [
            (
                "a b/£:.md",
                json!({ "uri": "a%20b/%C2%A3%3A.md", "uriBaseId": "SRCROOT" }),
            ),
            ("./a.md", json!({ "uri": "a.md", "uriBaseId": "SRCROOT" })),
            ("/pages/a.md", json!({ "uri": "file:///pages/a.md" })),
        ] {
            let file = SourceFile::new(SourceId(0), path, "");
            assert_eq!(artifact(&file), expected);
        }
    }

    #[test]
    fn a_message_has_no_links() {
        assert_eq!(message("The link “[here](1)”"), r"The link “\[here\](1)”");
        assert_eq!(message("[one]"), "[one]");
    }
}
