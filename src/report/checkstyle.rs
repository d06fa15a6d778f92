//! The XML of Checkstyle, in the version 4.3 that other tools write and read.
//!
//! A `file` for each file with findings, and in it an `error` for each, with `line`, `column`,
//! `severity`, `message` and `source`.

use std::io;
use std::io::Write;

use super::xml::escaped;
use super::{Report, advice, by_file, fitted};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<checkstyle version="4.3">"#)?;
    for (file, findings) in by_file(report) {
        writeln!(out, r#"  <file name="{}">"#, escaped(&file.path))?;
        for finding in findings {
            let start = file.position(fitted(file, finding.span).start);
            writeln!(
                out,
                r#"    <error line="{}" column="{}" severity="{}" message="{}" source="plainly.{}"/>"#,
                start.line,
                start.column,
                finding.severity.name(),
                escaped(&advice(finding)),
                escaped(finding.rule),
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{self, written};

    #[test]
    fn each_finding_is_an_error_of_its_file() {
        insta::assert_snapshot!(samples::report(|report| written(report, Format::Checkstyle)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="content/a b.md">
            <error line="1" column="8" severity="error" message="“claimants” is jargon. Write “people who claim” or “you”." source="plainly.jargon"/>
            <error line="2" column="1" severity="warning" message="“in order to” has a plainer form. Write “to”." source="plainly.wordy"/>
          </file>
          <file name="content/c.md">
            <error line="1" column="1" severity="info" message="The page does not begin with its answer." source="plainly.missing-answer"/>
          </file>
        </checkstyle>
        "#);
    }
}
