//! Workflow commands, which GitHub shows beside the line of a change.
//!
//! The format and its escapes are in GitHub's manual, under "Workflow commands for GitHub
//! Actions", and in the `toolkit` package that writes them.

use std::io;
use std::io::Write;

use super::visible::visible;
use super::{Report, fitted};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceFile;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.diagnostics {
        let file = report.sources.file(finding.source);
        writeln!(out, "{}", command(file, finding))?;
    }
    Ok(())
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
    use super::command;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::{SourceFile, SourceId, Span};

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
}
