//! Tables for a comment on a change, or for the summary of a step.
//!
//! Pages are written by strangers, and a comment speaks with the voice of the project: nothing from
//! a page may become a link, a picture, HTML or a call to a person.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;

use super::visible::visible;
use super::{Report, by_file, ended, fitted, path_in_url, summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceFile;

/// The most bytes of tables. GitHub refuses a comment of more than 65,536 characters.
const MAX_BYTES: usize = 60_000;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Plainly: {}", summary(report))?;
    if report.diagnostics.is_empty() {
        return Ok(());
    }
    write_counts(report, out)?;
    let mut left_out = report.diagnostics.len();
    let mut room = MAX_BYTES;
    for (file, findings) in by_file(report) {
        let mut table = format!(
            "\n### {}\n\n| Line | Level | Rule | What is wrong | What to do |\n| ---: | --- | --- | --- | --- |\n",
            escaped(&file.path)
        );
        let mut rows = 0;
        for finding in findings {
            let row = row(report, file, finding);
            if table.len() + row.len() > room {
                break;
            }
            table.push_str(&row);
            rows += 1;
        }
        if rows > 0 {
            write!(out, "{table}")?;
        }
        room = room.saturating_sub(table.len());
        left_out -= rows;
        if rows < findings.len() {
            break;
        }
    }
    if left_out > 0 {
        writeln!(
            out,
            "\nThere is no room here for {left_out} more. Run `plainly check` to see them all."
        )?;
    }
    Ok(())
}

/// How often each rule spoke, at which level.
fn write_counts(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for finding in report.diagnostics {
        let key = (std::cmp::Reverse(finding.severity), finding.rule);
        *counts.entry(key).or_default() += 1;
    }
    writeln!(out, "\n| Level | Rule | Findings |\n| --- | --- | ---: |")?;
    for ((severity, rule), count) in counts {
        let (level, rule) = (level(severity.0), escaped(rule));
        writeln!(out, "| {level} | {rule} | {count} |")?;
    }
    Ok(())
}

fn row(report: &Report<'_>, file: &SourceFile, finding: &Diagnostic) -> String {
    let line = file.position(fitted(file, finding.span).start).line;
    format!(
        "| [{line}]({}{}?plain=1#L{line}) | {} | {} | {} | {} |\n",
        report.files_url.unwrap_or_default(),
        path_in_url(&file.path),
        level(finding.severity),
        escaped(finding.rule),
        escaped(&ended(finding.message.clone())),
        escaped(&finding.help),
    )
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "**error**",
        Severity::Warning => "warning",
        Severity::Info => "advice",
    }
}

/// `text` as plain words in one cell of a table.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            // A forge looks for names, numbers of issues and addresses in what is left as text.
            // The mark in between is not seen, and no name goes on behind it.
            '@' | '#' => out.extend([character, '\u{200b}']),
            // The letters stay, and no bare address is made a link.
            ':' => out.push_str("&#58;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '.' | '-' | ',' | ';' | '?' | '%' | '/' | '"' | '\'' | '(' | ')' | '+' | '=' => {
                out.push(character);
            }
            _ if character.is_ascii_punctuation() => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out.replace("www.", r"www\.")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{self, written};
    use super::{escaped, write};

    #[test]
    fn each_file_has_a_table() {
        insta::assert_snapshot!(samples::report(|report| written(report, Format::Markdown)), @"
        ## Plainly: 1 error, 1 warning, 1 piece of advice in 3 files.

        | Level | Rule | Findings |
        | --- | --- | ---: |
        | **error** | jargon | 1 |
        | warning | wordy | 1 |
        | advice | missing-answer | 1 |

        ### content/a b.md

        | Line | Level | Rule | What is wrong | What to do |
        | ---: | --- | --- | --- | --- |
        | [1](https://forge.example/us/site/blob/abc/content/a%20b.md?plain=1#L1) | **error** | jargon | “claimants” is jargon. | Write “people who claim” or “you”. |
        | [2](https://forge.example/us/site/blob/abc/content/a%20b.md?plain=1#L2) | warning | wordy | “in order to” has a plainer form. | Write “to”. |

        ### content/c.md

        | Line | Level | Rule | What is wrong | What to do |
        | ---: | --- | --- | --- | --- |
        | [1](https://forge.example/us/site/blob/abc/content/c.md?plain=1#L1) | advice | missing-answer | The page does not begin with its answer. |  |
        ");
    }

    #[test]
    fn no_text_of_a_page_is_more_than_text() {
        assert_eq!(
            escaped("a|b `c` [d](e) <f> @g #1 :h: *i* http://j www.k \\ \u{202e}\n"),
            "a\\|b \\`c\\` \\[d\\](e) &lt;f&gt; @\u{200b}g #\u{200b}1 &#58;h&#58; \\*i\\* \
             http&#58;//j www\\.k \\\\ \\\\u\\{202e\\} "
        );
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        samples::report(|report| {
            let finding = report.diagnostics.first().expect("there is a finding");
            let many = vec![finding.clone(); 2000];
            let report = super::Report {
                diagnostics: &many,
                ..*report
            };
            let mut out = Vec::new();
            write(&report, &mut out).expect("memory takes every byte");
            let text = String::from_utf8(out).expect("reports are UTF-8");
            assert!(text.len() < 65_000);
            let rows = text.matches("?plain=1#L").count();
            let rest = format!("There is no room here for {} more.", 2000 - rows);
            assert!(text.contains(&rest), "{rest}");
        });
    }
}
