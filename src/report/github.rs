//! Workflow commands, which GitHub shows beside the line of a change.
//!
//! The format and its escapes are in GitHub's manual, under "Workflow commands for GitHub
//! Actions", and in the `toolkit` package that writes them.
//!
//! GitHub shows at most ten errors, ten warnings and ten notices of a step, and drops the rest
//! without a word. We choose the ten of each level that tell most, say how many more there are,
//! and list those in the log.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::io::Write;

use super::visible::visible;
use super::{Report, advice, counted, fitted};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceFile;

/// The most annotations of one level that GitHub shows of a step.
const MAX_OF_LEVEL: usize = 10;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let shown = annotations(report);
    for &at in &shown {
        if let Some(finding) = report.diagnostics.get(at) {
            let file = report.sources.file(finding.source);
            writeln!(out, "{}", command(file, finding))?;
        }
    }
    let shown: BTreeSet<usize> = shown.into_iter().collect();
    let rest: Vec<&Diagnostic> = report
        .diagnostics
        .iter()
        .enumerate()
        .filter(|(at, _)| !shown.contains(at))
        .map(|(_, finding)| finding)
        .collect();
    if rest.is_empty() {
        return Ok(());
    }
    write_rest(report, &rest, out)
}

/// Says how many findings have no annotation, and lists them in the log, folded.
fn write_rest(report: &Report<'_>, rest: &[&Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let more = counted(rest.len(), "more finding", "more findings");
    writeln!(
        out,
        "::notice title=plainly::{more}: GitHub shows only ten of each level. The log of this step has them all."
    )?;
    writeln!(out, "::group::{more}")?;
    let lines: Vec<String> = rest
        .iter()
        .map(|finding| log_line(report.sources.file(finding.source), finding))
        .collect();
    // A line of the log may hold words of a page, and those may be written like a command. A word
    // that nobody can guess before the lines are written turns commands off and on.
    let word = blake3::hash(lines.join("\n").as_bytes()).to_hex();
    writeln!(out, "::stop-commands::{word}")?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "::{word}::")?;
    writeln!(out, "::endgroup::")
}

fn log_line(file: &SourceFile, finding: &Diagnostic) -> String {
    let start = file.position(fitted(file, finding.span).start);
    format!(
        "{} {}:{}:{} [{}] {}",
        finding.severity.name(),
        visible(&file.path),
        start.line,
        start.column,
        finding.rule,
        advice(finding),
    )
}

/// The findings that become annotations, the worst level first. One notice is kept back for the
/// count of the others.
fn annotations(report: &Report<'_>) -> Vec<usize> {
    let levels = [Severity::Error, Severity::Warning, Severity::Info];
    let overflows = levels
        .iter()
        .any(|&severity| report.count(severity) > MAX_OF_LEVEL);
    levels
        .iter()
        .flat_map(|&severity| {
            let kept_back = usize::from(overflows && severity == Severity::Info);
            spread(report, severity, MAX_OF_LEVEL - kept_back)
        })
        .collect()
}

/// At most `limit` findings of a level: the first of each file, then the second of each, and so
/// on, so that one long page does not hide all others. In the order of the report.
fn spread(report: &Report<'_>, severity: Severity, limit: usize) -> Vec<usize> {
    let mut in_file = BTreeMap::new();
    let mut ranked: Vec<(usize, usize)> = report
        .diagnostics
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.severity == severity)
        .map(|(at, finding)| {
            let rank = in_file.entry(finding.source).or_insert(0_usize);
            *rank += 1;
            (*rank, at)
        })
        .collect();
    ranked.sort_unstable();
    let mut chosen: Vec<usize> = ranked.into_iter().take(limit).map(|(_, at)| at).collect();
    chosen.sort_unstable();
    chosen
}

fn command(file: &SourceFile, finding: &Diagnostic) -> String {
    let span = fitted(file, finding.span);
    let (start, end) = (file.position(span.start), file.position(span.end));
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut text = visible(&finding.message);
    if !finding.help.is_empty() {
        text.push('\n');
        text.push_str(&visible(&finding.help));
    }
    // GitHub drops columns that are not in the same line, with a complaint in the log.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}",
        property(&visible(&file.path)),
        start.line,
        end.line,
        property(finding.rule),
        data(&text),
    )
}

/// Escapes the text after the second `::`.
fn data(text: &str) -> String {
    // The percent sign first, or the escapes would be escaped.
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Report, command, write};
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::{SourceFile, SourceId, SourceSet, Span};

    fn finding(severity: Severity, span: Span) -> Diagnostic {
        Diagnostic::new(
            "long-sentence",
            severity,
            SourceId(0),
            span,
            "100% too long",
        )
    }

    #[test]
    fn a_finding_is_one_escaped_command() {
        let file = SourceFile::new(SourceId(0), "a,b:c.md", "One two.");
        let finding = finding(Severity::Error, Span::new(4, 7)).help("Cut it.");
        insta::assert_snapshot!(
            command(&file, &finding),
            @"::error file=a%2Cb%3Ac.md,line=1,endLine=1,col=5,endColumn=8,title=long-sentence::100%25 too long%0ACut it."
        );
    }

    #[test]
    fn columns_are_left_out_where_a_finding_has_several_lines() {
        let file = SourceFile::new(SourceId(0), "a.md", "One\ntwo.");
        insta::assert_snapshot!(
            command(&file, &finding(Severity::Info, Span::new(0, 7))),
            @"::notice file=a.md,line=1,endLine=2,title=long-sentence::100%25 too long"
        );
    }
    /// The report on one page with `of_page` findings and five pages with one each.
    fn written(severity: Severity, of_page: usize) -> String {
        let mut sources = SourceSet::new();
        let mut diagnostics = Vec::new();
        for page in 0..6 {
            let source = sources.push_text(format!("{page}.md"), "One two.");
            for _ in 0..if page == 0 { of_page } else { 1 } {
                diagnostics.push(Diagnostic {
                    source,
                    ..finding(severity, Span::new(0, 3)).help("::error::Do ##[error] it.")
                });
            }
        }
        let report = Report::new(&sources, &diagnostics, 6);
        let mut out = Vec::new();
        write(&report, &mut out).expect("memory takes every byte");
        String::from_utf8(out).expect("reports are UTF-8")
    }

    #[test]
    fn ten_findings_of_a_level_are_all_annotations() {
        let text = written(Severity::Info, 5);
        assert_eq!(text.matches("::notice file=").count(), 10);
        assert_eq!(text.lines().count(), 10);
    }

    #[test]
    fn the_rest_is_counted_and_listed_and_each_file_has_a_share() {
        let text = written(Severity::Error, 30);
        assert_eq!(text.matches("::error file=").count(), 10);
        for page in 0..6 {
            assert!(text.contains(&format!("::error file={page}.md")));
        }
        assert!(text.contains("::notice title=plainly::25 more findings: "));
        let listed = text
            .lines()
            .filter(|line| line.starts_with("error 0.md:1:1 [long-"));
        assert_eq!(listed.count(), 25);
        assert!(text.ends_with("::endgroup::\n"));
    }

    #[test]
    fn the_count_of_the_rest_is_one_of_the_ten_notices() {
        let text = written(Severity::Info, 6);
        assert_eq!(text.matches("\n::notice ").count() + 1, 10);
        assert!(text.contains("::notice title=plainly::2 more findings: "));
    }

    #[test]
    fn no_line_of_the_log_is_a_command() {
        let text = written(Severity::Warning, 30);
        let (_, after) = text.split_once("::stop-commands::").expect("commands stop");
        let (word, after) = after.split_once('\n').expect("a line ends");
        let (lines, _) = after
            .split_once(&format!("\n::{word}::\n"))
            .expect("commands go on");
        assert_eq!(lines.lines().count(), 25);
        assert!(!lines.contains(word));
    }
}
