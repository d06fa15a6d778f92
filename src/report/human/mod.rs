//! For people in a terminal.

mod entry;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::io::Write;

use annotate_snippets::renderer::{
    DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Style,
};

use self::entry::rendered;
use super::{Report, safe_fixes, summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// What a fix puts in, and the news that all is well.
const GOOD_STYLE: Style = DEFAULT_NOTE_STYLE;

/// How a report for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HumanStyle {
    /// Whether to use colours.
    pub color: bool,
    /// Whether to count the findings of each rule at the end.
    pub verbose: bool,
    /// Whether to leave out everything but the last line, and that too if nothing was found.
    pub quiet: bool,
    /// The columns of the terminal.
    pub width: usize,
}

impl Default for HumanStyle {
    fn default() -> Self {
        Self {
            color: false,
            verbose: false,
            quiet: false,
            width: 100,
        }
    }
}

pub(super) fn write(
    report: &Report<'_>,
    style: &HumanStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    if style.quiet {
        if !report.diagnostics.is_empty() {
            writeln!(out, "{}", total(report, style))?;
        }
        return Ok(());
    }
    for entry in entries(report, style) {
        let file = report.sources.file(entry.finding.source);
        writeln!(out, "{}\n", rendered(file, &entry, style))?;
    }
    if style.verbose {
        write_counts(report, out)?;
    }
    writeln!(out, "{}", total(report, style))?;
    let fixes = safe_fixes(report);
    if fixes > 0 {
        writeln!(
            out,
            "{fixes} can be mended by themselves: plainly check --fix"
        )?;
    }
    Ok(())
}

/// A finding, and what is said with it.
struct Entry<'a> {
    finding: &'a Diagnostic,
    /// Whether to say why it matters.
    has_why: bool,
    /// The places of findings that say the same of the same words in the same file.
    again: Vec<Span>,
}

/// What is shown of the findings.
///
/// A volunteer who opens an old letter meets the same word in every paragraph. What is said once
/// is read; what is said twenty times hides the rest. So the reason for a rule stands at its first
/// finding only, and the same words in a file are one entry that names all their lines. With
/// `--verbose`, and in every other format, nothing is left out.
fn entries<'a>(report: &Report<'a>, style: &HumanStyle) -> Vec<Entry<'a>> {
    let mut reasons = HashSet::new();
    let mut first_of = HashMap::new();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for finding in report.diagnostics {
        let words = finding.span.of(&report.sources.file(finding.source).text);
        let key = (
            finding.source,
            finding.rule,
            finding.severity,
            words.to_lowercase(),
            finding.message.to_lowercase(),
            &finding.help,
        );
        let first = *first_of.entry(key).or_insert(entries.len());
        match entries.get_mut(first) {
            Some(entry) if !style.verbose => entry.again.push(finding.span),
            _ => entries.push(Entry {
                finding,
                has_why: reasons.insert((finding.rule, &finding.why)) || style.verbose,
                again: Vec::new(),
            }),
        }
    }
    entries
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Info => DEFAULT_INFO_STYLE,
    }
}

/// How often each rule spoke, the most frequent first.
fn write_counts(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.diagnostics {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    for (rule, count) in &counts {
        writeln!(out, "{count:>6}  {rule}")?;
    }
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(out)
}

/// The last line, in the colour of the worst that was found.
fn total(report: &Report<'_>, style: &HumanStyle) -> String {
    let line = summary(report);
    if !style.color {
        return line;
    }
    let worst = report.diagnostics.iter().map(|found| found.severity).max();
    let emphasis = worst.map_or(GOOD_STYLE, severity_style);
    format!("{emphasis}{line}{emphasis:#}")
}

#[cfg(test)]
mod tests {
    use super::{HumanStyle, Report, write};
    use crate::diagnostic::{Applicability, Diagnostic, Severity};
    use crate::source::{SourceId, SourceSet, Span};

    const PARAGRAPH: &str = "If you are in the WRAG, the Jobcentre can ask you to go to interviews \
        and to do things that could help you to get ready for work, such as a course, but nobody \
        can make you apply for a job or take one, and nobody can make you have treatment.";

    fn page(text: &str) -> SourceSet {
        let mut sources = SourceSet::new();
        sources.push_text("content/esa/wrag.md", text);
        sources
    }

    fn finding(sources: &SourceSet, words: &str) -> Diagnostic {
        let text = &sources.file(SourceId(0)).text;
        let at = text.find(words).expect("the words are in the text");
        let span = Span::new(at, at + words.len());
        Diagnostic::new(
            "a-rule",
            Severity::Error,
            SourceId(0),
            span,
            "This is wrong",
        )
    }

    fn shown(sources: &SourceSet, diagnostics: &[Diagnostic], style: HumanStyle) -> String {
        let report = Report::new(sources, diagnostics, 24);
        let mut out = Vec::new();
        write(&report, &style, &mut out).expect("memory takes every byte");
        String::from_utf8(out).expect("reports are UTF-8")
    }

    fn narrow() -> HumanStyle {
        HumanStyle {
            width: 72,
            ..HumanStyle::default()
        }
    }

    #[test]
    fn a_finding_says_where_what_why_and_what_to_write() {
        let sources = page("# A page\n\nGo there in order to ask for help.\n");
        let finding = finding(&sources, "in order to");
        let span = finding.span;
        let finding = finding
            .because("Every word that says nothing costs a tired reader strength that they need for the rest.")
            .help("Write “to”.")
            .label(Span::at(0), "the page begins here")
            .replace(Applicability::Safe, span, "to");
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:3:10
          |
        1 | # A page
          | - the page begins here
        2 |
        3 | Go there in order to ask for help.
          |          ^^^^^^^^^^^
          |
          = why: Every word that says nothing costs a tired reader strength that
                 they need for the rest.
          = help: Write “to”.
          = try: Go there to ask for help.

        1 error in 24 files.
        1 can be mended by themselves: plainly check --fix
        ");
    }

    #[test]
    fn a_word_in_a_long_paragraph_is_shown_with_what_is_around_it() {
        let sources = page(PARAGRAPH);
        let finding = finding(&sources, "get ready");
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @r"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:111
          |
        1 | … that could help you to get ready for work, such as a course, …
          |                          ^^^^^^^^^

        1 error in 24 files.
        ");
    }

    #[test]
    fn a_long_sentence_loses_its_middle() {
        let sources = page(PARAGRAPH);
        let finding = finding(&sources, PARAGRAPH);
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @r"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:1
          |
        1 | If you are in the WRAG, the Jobcentre can … you have treatment.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        1 error in 24 files.
        ");
    }

    #[test]
    fn a_sentence_over_several_lines_is_underlined_in_each() {
        let sources = page("One two\r\n  three four\r\nfive. Six\r\n\r\nseven\r\neight");
        let whole = finding(&sources, &sources.file(SourceId(0)).text);
        let sentence = finding(&sources, "two\r\n  three four\r\nfive.");
        insta::assert_snapshot!(shown(&sources, &[whole, sentence], narrow()), @r"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:1
          |
        1 | One two
          | ^^^^^^^
        2 |   three four
          |   ^^^^^^^^^^
        3 | five. Six
          | ^^^^^^^^^
          |
          = note: this goes on to line 6

        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:5
          |
        1 | One two
          |     ^^^
        2 |   three four
          |   ^^^^^^^^^^
        3 | five. Six
          | ^^^^^

        2 errors in 24 files.
        ");
    }

    #[test]
    fn control_characters_are_written_out() {
        let sources = page("Press \u{1b}[2J\u{202e} now");
        let finding = finding(&sources, "\u{202e}");
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @r"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:11
          |
        1 | Press \u{1b}[2J\u{202e} now
          |                ^^^^^^^^

        1 error in 24 files.
        ");
    }

    #[test]
    fn a_file_without_text_has_no_excerpt() {
        let sources = page("");
        let finding = finding(&sources, "").help("Save it as UTF-8.");
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @r"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:1
         = help: Save it as UTF-8.

        1 error in 24 files.
        ");
    }

    #[test]
    fn words_to_leave_out_are_named() {
        let sources = page("It is very hard.");
        let finding = finding(&sources, "very");
        let span = finding.span;
        let finding = finding.replace(Applicability::Safe, span, "");
        assert!(shown(&sources, &[finding], narrow()).contains("= try: leave out “very”\n"));
    }

    #[test]
    fn an_unsafe_fix_is_not_suggested() {
        let sources = page("It is very hard.");
        let finding = finding(&sources, "very");
        let span = finding.span;
        let finding = finding.replace(Applicability::Unsafe, span, "so");
        assert!(!shown(&sources, &[finding], narrow()).contains("try:"));
    }

    #[test]
    fn verbose_counts_each_rule() {
        let sources = page("one");
        let mut info = finding(&sources, "one");
        (info.rule, info.severity) = ("z-rule", Severity::Info);
        let findings = [finding(&sources, "one"), info.clone(), info];
        let style = HumanStyle {
            verbose: true,
            ..narrow()
        };
        let shown = shown(&sources, &findings, style);
        let end = "\n     2  z-rule\n     1  a-rule\n\n1 error, 2 pieces of advice in 24 files.\n";
        assert!(shown.ends_with(end), "{shown}");
    }

    #[test]
    fn quiet_is_one_line_or_none() {
        let sources = page("one");
        let style = HumanStyle {
            quiet: true,
            ..narrow()
        };
        let finding = finding(&sources, "one");
        assert_eq!(shown(&sources, &[], style), "");
        assert_eq!(shown(&sources, &[finding], style), "1 error in 24 files.\n");
    }

    #[test]
    fn no_findings_are_said_so() {
        let sources = page("one");
        assert_eq!(shown(&sources, &[], narrow()), "No problems in 24 files.\n");
    }

    #[test]
    fn a_reason_is_given_once_and_the_same_words_are_one_entry() {
        let sources =
            page("In order to ask.\n\nGo in order to ask.\n\nWork is key, in order to ask.\n");
        let text = &sources.file(SourceId(0)).text;
        let of = |words: &str, nth: usize| {
            let (at, words) = text
                .match_indices(words)
                .nth(nth)
                .expect("the words are in the text");
            let span = Span::new(at, at + words.len());
            let message = format!("“{words}” has a plainer form");
            Diagnostic::new("wordy", Severity::Warning, SourceId(0), span, message)
                .because("Short words help.")
                .help("Write less.")
        };
        let findings = [
            of("In order to", 0),
            of("in order to", 0),
            of("key", 0),
            of("in order to", 1),
        ];
        insta::assert_snapshot!(shown(&sources, &findings, narrow()), @"
        warning[wordy]: “In order to” has a plainer form
         --> content/esa/wrag.md:1:1
          |
        1 | In order to ask.
          | ^^^^^^^^^^^
          |
          = why: Short words help.
          = help: Write less.
          = also: 2 more in this file, on lines 3 and 5

        warning[wordy]: “key” has a plainer form
         --> content/esa/wrag.md:5:9
          |
        5 | Work is key, in order to ask.
          |         ^^^
          |
          = help: Write less.

        4 warnings in 24 files.
        ");
        let verbose = HumanStyle {
            verbose: true,
            ..narrow()
        };
        let all = shown(&sources, &findings, verbose);
        assert_eq!(all.matches("= why: Short words help.").count(), 4);
    }

    #[test]
    fn labels_are_drawn_on_their_lines() {
        let sources = page(&format!(
            "# ESA\n\nAsk for ESA now. It helps.\n\n{}\n\nEmployment and Support Allowance (ESA) is a benefit.\n",
            "Words that come between.\n".repeat(5)
        ));
        let text = &sources.file(SourceId(0)).text;
        let later = text.find("Employment").expect("the words are in the text");
        let mut finding = finding(&sources, "for ESA");
        finding.span.start += 4;
        finding.sentence = text.find("Ask").map(|at| Span::new(at, at + 16));
        let later = Span::new(later, later + 38);
        let finding = finding
            .label(later, "spelled out here, later")
            .label(Span::new(2, 5), "a heading may come before");
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @"
        error[a-rule]: This is wrong
          --> content/esa/wrag.md:3:9
           |
         1 | # ESA
           |   --- a heading may come before
         2 |
         3 | Ask for ESA now. …
           |         ^^^
        ...
        12 | Employment and Support Allowance (ESA) is a benefit.
           | -------------------------------------- spelled out here, later

        1 error in 24 files.
        ");
    }

    #[test]
    fn a_label_without_room_is_a_note() {
        let sources = page(PARAGRAPH);
        let finding =
            finding(&sources, PARAGRAPH).label(Span::new(11, 15), "long words ".repeat(8));
        assert!(shown(&sources, &[finding], narrow()).contains("= see: line 1: long words"));
    }

    #[test]
    #[expect(
        clippy::unicode_not_nfc,
        reason = "joined characters are what is tested"
    )]
    fn wide_and_joined_characters_keep_the_underline_in_place() {
        let sources = page("漢字 e\u{301}\u{301} 👩\u{200d}🚀\there, שלום too.\r\n");
        let finding = finding(&sources, "here");
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:1:12
          |
        1 | 漢字 é́ 👩🚀 here, שלום too.
          |             ^^^^

        1 error in 24 files.
        ");
    }

    #[test]
    fn colours_end_where_they_began() {
        let sources = page("Go in order to ask.");
        let finding = finding(&sources, "in order to");
        let span = finding.span;
        let finding = finding.replace(Applicability::Safe, span, "to");
        let style = HumanStyle {
            color: true,
            ..narrow()
        };
        let shown = shown(&sources, &[finding], style);
        assert!(
            shown.contains("Go \u{1b}[1m\u{1b}[92mto\u{1b}[0m ask."),
            "{shown:?}"
        );
    }
}
