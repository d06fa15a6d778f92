//! One finding for people: its words in their sentence, why it matters and what to write.

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_LINE_NUM_STYLE, DecorStyle, Style,
};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::super::excerpt::{Excerpt, Wanted, excerpt, with_edit};
use super::super::fit::head;
use super::super::fitted;
use super::super::visible::{visible, wrapped};
use super::{Entry, GOOD_STYLE, HumanStyle, severity_style};
use crate::diagnostic::{Applicability, Diagnostic, Label, Severity};
use crate::source::{SourceFile, Span};

/// The least columns that a reason or a piece of advice is wrapped to.
const MIN_NOTE_COLUMNS: usize = 30;

pub(super) fn rendered(file: &SourceFile, entry: &Entry<'_>, style: &HumanStyle) -> String {
    let finding = entry.finding;
    let span = fitted(file, finding.span);
    let mut group = Group::with_level(level(finding.severity));
    let mut notes = Vec::new();
    let mut gutter = 1;
    let mut excerpt = None;
    // A file that could not be read has no words to show.
    if !file.text.is_empty() {
        let shown = excerpt_of(file, finding, style);
        gutter = shown.gutter;
        if let Some(line) = shown.goes_on_to {
            notes.push(("note", format!("this goes on to line {line}")));
        }
        group = group.element(snippet(&shown, finding));
        excerpt = Some(shown);
    }
    notes.extend(notes_of(file, entry, excerpt.as_ref()));
    for (name, text) in notes {
        let limit = note_columns(name, gutter, style);
        let note = Level::NOTE.with_name(name).message(wrapped(&text, limit));
        group = group.element(note);
    }
    if let Some(text) = suggestion(file, finding, note_columns("try", gutter, style), style) {
        group = group.element(Level::NOTE.with_name("try").message(text));
    }
    if !entry.again.is_empty() {
        let text = wrapped(
            &again(file, &entry.again),
            note_columns("also", gutter, style),
        );
        group = group.element(Level::NOTE.with_name("also").message(text));
    }
    let header = header(file, finding, span, gutter, style);
    if group.is_empty() {
        return header;
    }
    format!("{header}\n{}", renderer(style).render(&[group]))
}

fn excerpt_of(file: &SourceFile, finding: &Diagnostic, style: &HumanStyle) -> Excerpt {
    let labels: Vec<Label> = finding
        .labels
        .iter()
        .map(|label| Label {
            span: fitted(file, label.span),
            text: label.text.clone(),
        })
        .collect();
    let wanted = Wanted {
        span: fitted(file, finding.span),
        sentence: finding.sentence.map(|sentence| fitted(file, sentence)),
        labels: &labels,
    };
    excerpt(file, &wanted, style.width)
}

fn snippet<'a>(excerpt: &Excerpt, finding: &Diagnostic) -> Snippet<'a, Annotation<'a>> {
    let annotations = excerpt.marks.iter().map(|mark| {
        let label = mark.label.and_then(|number| finding.labels.get(number));
        match label {
            Some(label) => AnnotationKind::Context
                .span(mark.range.clone())
                .label(visible(&label.text)),
            None => AnnotationKind::Primary.span(mark.range.clone()),
        }
    });
    Snippet::source(excerpt.text.clone())
        .line_start(excerpt.first_line)
        .fold(true)
        .annotations(annotations)
}

/// The columns for the text of a note: ` = why: ` stands before it, after a line number's width.
fn note_columns(name: &str, gutter: usize, style: &HumanStyle) -> usize {
    let taken = gutter + " = ".len() + name.len() + ": ".len();
    style.width.saturating_sub(taken).max(MIN_NOTE_COLUMNS)
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
        let kind = severity_style(finding.severity);
        (kind, DEFAULT_EMPHASIS_STYLE, DEFAULT_LINE_NUM_STYLE)
    } else {
        (Style::new(), Style::new(), Style::new())
    };
    format!(
        "{kind}{}[{}]{kind:#}{emphasis}: {}{emphasis:#}\n{:gutter$}{arrow}-->{arrow:#} {}:{}:{}",
        name(finding.severity),
        finding.rule,
        visible(&finding.message),
        "",
        visible(&file.path),
        start.line,
        start.column,
    )
}

/// What people are told that a finding is. `info` says nothing to them.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "advice",
    }
}

/// What stands below the excerpt: other places, why it matters, what to do.
fn notes_of(
    file: &SourceFile,
    entry: &Entry<'_>,
    excerpt: Option<&Excerpt>,
) -> Vec<(&'static str, String)> {
    let finding = entry.finding;
    let mut notes = Vec::new();
    for (number, label) in finding.labels.iter().enumerate() {
        if excerpt.is_some_and(|excerpt| excerpt.has_label(number)) {
            continue;
        }
        let line = file.position(label.span.start).line;
        notes.push(("see", format!("line {line}: {}", visible(&label.text))));
    }
    let why = if entry.has_why { &*finding.why } else { "" };
    for (name, text) in [("why", why), ("help", &finding.help)] {
        if !text.is_empty() {
            notes.push((name, visible(text)));
        }
    }
    notes
}

/// `2 more in this file, on lines 4 and 9`.
fn again(file: &SourceFile, spans: &[Span]) -> String {
    let mut lines: Vec<usize> = spans
        .iter()
        .map(|span| file.position(span.start).line)
        .collect();
    lines.dedup();
    let count = spans.len();
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    match lines.as_slice() {
        [line] => format!("{count} more in this file, on line {line}"),
        [first @ .., last] => format!(
            "{count} more in this file, on lines {} and {last}",
            first.join(", ")
        ),
        [] => String::new(),
    }
}

/// The sentence as a safe edit of one place would leave it, in at most `limit` columns.
fn suggestion(
    file: &SourceFile,
    finding: &Diagnostic,
    limit: usize,
    style: &HumanStyle,
) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let [edit] = fix.edits.as_slice() else {
        return None;
    };
    if fix.applicability != Applicability::Safe {
        return None;
    }
    let span = fitted(file, edit.span);
    let old = span.of(&file.text).trim();
    if edit.text.trim().is_empty() {
        let (start, rest) = head(old, limit.saturating_sub("leave out “…”".chars().count()));
        let cut = if rest.is_empty() { "" } else { "…" };
        return (!old.is_empty()).then(|| format!("leave out “{start}{cut}”"));
    }
    let shown = with_edit(file, finding.sentence, span, &edit.text, limit);
    let (start, end) = (shown.bounds.first()?, shown.bounds.last()?);
    let emphasis = if style.color {
        GOOD_STYLE
    } else {
        Style::new()
    };
    Some(format!(
        "{}{emphasis}{}{emphasis:#}{}",
        shown.text.get(..*start)?,
        shown.text.get(*start..*end)?,
        shown.text.get(*end..)?,
    ))
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
        // Plain letters look the same in every terminal, and screen readers can pass over them.
        .decor_style(DecorStyle::Ascii)
}
