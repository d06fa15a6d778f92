//! For people in a terminal.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_LINE_NUM_STYLE,
    DEFAULT_WARNING_STYLE, DecorStyle, Style,
};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::excerpt::{excerpt, head};
use super::visible::{visible, wrapped};
use super::{Report, counted, fitted};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::{SourceFile, Span};

/// The least columns that a reason or a piece of advice is wrapped to.
const MIN_NOTE_COLUMNS: usize = 30;

/// The most columns of a suggested text.
const MAX_TRY_COLUMNS: usize = 200;

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
    if !style.quiet {
        for finding in report.diagnostics {
            let file = report.sources.file(finding.source);
            writeln!(out, "{}\n", rendered(file, finding, style))?;
        }
        if style.verbose {
            write_counts(report, out)?;
        }
    }
    if style.quiet && report.diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", summary(report))
}

fn rendered(file: &SourceFile, finding: &Diagnostic, style: &HumanStyle) -> String {
    let span = fitted(file, finding.span);
    let mut group = Group::with_level(level(finding.severity));
    let mut notes = Vec::new();
    let mut gutter = 1;
    // A file that could not be read has no words to show.
    if !file.text.is_empty() {
        let excerpt = excerpt(file, span, style.width);
        gutter = excerpt.gutter;
        let marks = excerpt
            .marks
            .into_iter()
            .map(|mark| AnnotationKind::Primary.span(mark));
        let snippet = Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .fold(false)
            .annotations(marks);
        group = group.element(snippet);
        if let Some(line) = excerpt.goes_on_to {
            notes.push(("note", format!("this goes on to line {line}")));
        }
    }
    notes.extend(notes_of(file, finding));
    for (name, text) in notes {
        // ` = why: ` stands before the text, after the width of a line number.
        let taken = gutter + " = ".len() + name.len() + ": ".len();
        let limit = style.width.saturating_sub(taken).max(MIN_NOTE_COLUMNS);
        let note = Level::NOTE.with_name(name).message(wrapped(&text, limit));
        group = group.element(note);
    }
    let header = header(file, finding, span, gutter, style);
    if group.is_empty() {
        return header;
    }
    format!("{header}\n{}", renderer(style).render(&[group]))
}

/// The message, and the place that an editor can jump to.
///
/// Not left to the renderer, which would count columns in the excerpt and not in the file.
fn header(
    file: &SourceFile,
    finding: &Diagnostic,
    span: Span,
    gutter: usize,
    style: &HumanStyle,
) -> String {
    let start = file.position(span.start);
    let (kind, emphasis, arrow) = if style.color {
        let kind = match finding.severity {
            Severity::Error => DEFAULT_ERROR_STYLE,
            Severity::Warning => DEFAULT_WARNING_STYLE,
            Severity::Info => DEFAULT_INFO_STYLE,
        };
        (kind, DEFAULT_EMPHASIS_STYLE, DEFAULT_LINE_NUM_STYLE)
    } else {
        (Style::new(), Style::new(), Style::new())
    };
    format!(
        "{kind}{}[{}]{kind:#}{emphasis}: {}{emphasis:#}\n{:gutter$}{arrow}-->{arrow:#} {}:{}:{}",
        finding.severity.name(),
        finding.rule,
        visible(&finding.message),
        "",
        visible(&file.path),
        start.line,
        start.column,
    )
}

/// What stands below the excerpt: other places, why it matters, what to do, what to write.
fn notes_of(file: &SourceFile, finding: &Diagnostic) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    for label in &finding.labels {
        let line = file.position(label.span.start).line;
        notes.push(("see", format!("line {line}: {}", visible(&label.text))));
    }
    for (name, text) in [("why", &finding.why), ("help", &finding.help)] {
        if !text.is_empty() {
            notes.push((name, visible(text)));
        }
    }
    if let Some(text) = suggestion(file, finding) {
        notes.push(("try", text));
    }
    notes
}

/// What to write, where a single safe edit mends the finding.
fn suggestion(file: &SourceFile, finding: &Diagnostic) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let [edit] = fix.edits.as_slice() else {
        return None;
    };
    if fix.applicability != Applicability::Safe {
        return None;
    }
    let old = fitted(file, edit.span).of(&file.text).trim();
    let new = edit.text.trim();
    match (old.is_empty(), new.is_empty()) {
        (_, false) => Some(shortened(new)),
        (false, true) => Some(format!("leave out “{}”", shortened(old))),
        (true, true) => None,
    }
}

fn shortened(text: &str) -> String {
    let (mut start, rest) = head(text, MAX_TRY_COLUMNS);
    if !rest.is_empty() {
        start.push('…');
    }
    start
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn renderer(style: &HumanStyle) -> Renderer {
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // The excerpt fits already; the renderer would cut the underlined words too.
    renderer
        .term_width(usize::from(u16::MAX))
        .decor_style(DecorStyle::Ascii)
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

/// `3 errors, 2 warnings in 24 files.`
fn summary(report: &Report<'_>) -> String {
    let kinds = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "info finding", "info findings"),
    ];
    let found: Vec<String> = kinds
        .into_iter()
        .map(|(severity, one, many)| (report.count(severity), one, many))
        .filter(|&(count, ..)| count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    let files = counted(report.files, "file", "files");
    if found.is_empty() {
        return format!("No problems in {files}.");
    }
    format!("{} in {files}.", found.join(", "))
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
        let report = Report {
            sources,
            diagnostics,
            files: 24,
        };
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
        insta::assert_snapshot!(shown(&sources, &[finding], narrow()), @r"
        error[a-rule]: This is wrong
         --> content/esa/wrag.md:3:10
          |
        3 | Go there in order to ask for help.
          |          ^^^^^^^^^^^
          |
          = see: line 1: the page begins here
          = why: Every word that says nothing costs a tired reader strength that
                 they need for the rest.
          = help: Write “to”.
          = try: to

        1 error in 24 files.
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
        let end = "\n     2  z-rule\n     1  a-rule\n\n1 error, 2 info findings in 24 files.\n";
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
}
