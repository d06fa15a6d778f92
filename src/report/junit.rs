//! The XML of `JUnit`, as Jenkins, GitLab and others read it.
//!
//! A suite for each file with findings, and a test for each finding. Only a finding that fails the
//! run is a failed test: a run that passes must not look as if it had failed. Any other is a test
//! that passed and has something to say. The files without findings are one test that passed,
//! because servers take a report without tests for a mistake.
//!
//! There are no times: the same input gives the same bytes.

use std::io;
use std::io::Write;

use super::xml::escaped;
use super::{Report, advice, by_file, counted, fitted};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let with_findings = by_file(report).count();
    let clean = report.files.saturating_sub(with_findings);
    let clean_is_told = clean > 0 || with_findings == 0;
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="plainly" tests="{}" failures="{}" errors="0">"#,
        report.diagnostics.len() + usize::from(clean_is_told),
        failures(report, report.diagnostics),
    )?;
    for (file, findings) in by_file(report) {
        write_suite(report, file, findings, out)?;
    }
    if clean_is_told {
        write_clean(clean, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn failures(report: &Report<'_>, findings: &[Diagnostic]) -> usize {
    let fails = |finding: &&Diagnostic| finding.severity >= report.fail_on;
    findings.iter().filter(fails).count()
}

fn write_suite(
    report: &Report<'_>,
    file: &SourceFile,
    findings: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = escaped(&file.path);
    writeln!(
        out,
        r#"  <testsuite name="{path}" tests="{}" failures="{}" errors="0" skipped="0">"#,
        findings.len(),
        failures(report, findings),
    )?;
    for finding in findings {
        let start = file.position(fitted(file, finding.span).start);
        let rule = escaped(finding.rule);
        writeln!(
            out,
            r#"    <testcase name="{rule} ({}:{})" classname="{path}">"#,
            start.line, start.column,
        )?;
        let place = format!("{path}:{}:{}", start.line, start.column);
        let text = escaped(&advice(finding));
        if finding.severity >= report.fail_on {
            let message = escaped(&finding.message);
            writeln!(
                out,
                r#"      <failure type="{rule}" message="{message}">{place}: {text}</failure>"#,
            )?;
        } else {
            let level = finding.severity.name();
            writeln!(
                out,
                "      <system-out>{place}: {level}: {text}</system-out>",
            )?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

fn write_clean(files: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        r#"  <testsuite name="plainly" tests="1" failures="0" errors="0" skipped="0">"#
    )?;
    writeln!(
        out,
        r#"    <testcase name="nothing found in {}" classname="plainly"/>"#,
        counted(files, "file", "files"),
    )?;
    writeln!(out, "  </testsuite>")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{self, written};
    use super::Report;
    use crate::diagnostic::Severity;

    #[test]
    fn only_a_finding_that_fails_the_run_is_a_failed_test() {
        insta::assert_snapshot!(samples::report(|report| written(report, Format::Junit)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="plainly" tests="4" failures="1" errors="0">
          <testsuite name="content/a b.md" tests="2" failures="1" errors="0" skipped="0">
            <testcase name="jargon (1:8)" classname="content/a b.md">
              <failure type="jargon" message="“claimants” is jargon">content/a b.md:1:8: “claimants” is jargon. Write “people who claim” or “you”.</failure>
            </testcase>
            <testcase name="wordy (2:1)" classname="content/a b.md">
              <system-out>content/a b.md:2:1: warning: “in order to” has a plainer form. Write “to”.</system-out>
            </testcase>
          </testsuite>
          <testsuite name="content/c.md" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="missing-answer (1:1)" classname="content/c.md">
              <system-out>content/c.md:1:1: info: The page does not begin with its answer.</system-out>
            </testcase>
          </testsuite>
          <testsuite name="plainly" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="nothing found in 1 file" classname="plainly"/>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn the_run_says_what_fails() {
        samples::report(|report| {
            let strict = Report {
                fail_on: Severity::Info,
                ..*report
            };
            assert_eq!(
                written(&strict, Format::Junit).matches("<failure ").count(),
                3
            );
        });
    }
}
