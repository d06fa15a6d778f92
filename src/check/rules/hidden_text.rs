//! Finds characters that nobody can see, and letters that are not what they look like.

use std::ops::Range;

use crate::check::hidden::{Hidden, hidden, is_needed};
use crate::check::look_alike::{LookAlike, WordInLine, look_alikes};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink, SiteContext};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::document::InlineKind;
use crate::source::Span;
use crate::source::{SourceFile, SourceId};

pub(super) struct HiddenText;

static META: RuleMeta = RuleMeta {
    id: "hidden-text",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Text,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("hidden_text.md"),
};

/// Languages that are written with full-width letters among their own.
const FULL_WIDTH_LANGUAGES: [&str; 4] = ["ja", "ko", "yue", "zh"];

/// A character in a text, with its name.
#[derive(Debug, Clone)]
struct Found {
    span: Span,
    character: char,
    kind: Hidden,
    name: &'static str,
}

impl Rule for HiddenText {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let language = context.page.language.split('-').next().unwrap_or_default();
        check_file(context.file, FULL_WIDTH_LANGUAGES.contains(&language), sink);
        written_otherwise(context, sink);
    }

    /// Figures go into pages as well.
    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        let files = context.sources.readable();
        for file in files.filter(|file| !file.is_markdown() && !file.is_plain_text()) {
            check_file(file, false, sink);
        }
    }
}

/// Looks at all of a file, front matter and addresses too, as it stands in the source.
fn check_file(file: &SourceFile, has_full_width: bool, sink: &mut Sink) {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        // Without a way out, the look at all bytes is quicker than one that stops.
        let is_all_plain = line
            .bytes()
            .fold(true, |all, byte| all & is_plain_byte(byte));
        if !is_all_plain && !line.chars().all(is_plain) {
            check_line(file, span, has_full_width, sink);
        }
    }
}

const fn is_plain_byte(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

/// Whether everybody sees `character` and it looks like no letter: what most lines are made of.
const fn is_plain(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | ' '..='~' | '£' | '€' | '…' | '–' | '—' | '‘' | '’' | '“' | '”'
    )
}

fn check_line(file: &SourceFile, line: Span, has_full_width: bool, sink: &mut Sink) {
    let text = line.of(&file.text);
    let words = runs(text);
    let plain: Vec<String> = words.iter().map(|word| visible(text, word)).collect();
    for (at, range) in words.iter().enumerate() {
        let span = Span::from(range.clone()).shifted(line.start);
        let word = plain.get(at).map(String::as_str).unwrap_or_default();
        let characters = characters(text, range, line.start);
        if !characters.is_empty() {
            report_hidden(file, span, word, &characters, sink);
            continue;
        }
        let beside = [at.checked_sub(1), Some(at + 1)].map(|at| plain.get(at?).map(String::as_str));
        let place = WordInLine {
            word,
            beside,
            has_full_width,
        };
        let letters = look_alikes(place);
        if !letters.is_empty() {
            sink.push(report_look_alikes(file.id, span, word, &letters));
        }
    }
}

/// The words of a line, with the hidden characters that touch them.
fn runs(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, character) in line.char_indices() {
        let is_mark = matches!(character, '\u{300}'..='\u{36f}');
        if !(character.is_alphanumeric() || is_mark || hidden(character).is_some()) {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

fn visible(line: &str, word: &Range<usize>) -> String {
    let word = line.get(word.clone()).unwrap_or_default();
    word.chars().filter(|c| hidden(*c).is_none()).collect()
}

/// The hidden characters of a word of a line that it does not need.
fn characters(line: &str, word: &Range<usize>, line_start: usize) -> Vec<Found> {
    let inside = line.get(word.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for (at, character) in inside.char_indices() {
        let Some((kind, name)) = hidden(character) else {
            continue;
        };
        let start = word.start + at;
        let end = start + character.len_utf8();
        let is_first = line_start + start == 0 && character == '\u{feff}';
        let (before, after) = (line.get(..start), line.get(end..));
        if is_first
            || is_needed(
                before.unwrap_or_default(),
                character,
                after.unwrap_or_default(),
            )
        {
            continue;
        }
        found.push(Found {
            span: Span::new(line_start + start, line_start + end),
            character,
            kind,
            name,
        });
    }
    found
}

const WHY_HIDDEN: &str =
    "Readers who search, copy or listen meet another text than the one they see.";

fn report_hidden(file: &SourceFile, span: Span, word: &str, characters: &[Found], sink: &mut Sink) {
    let message = hidden_message(
        word,
        characters.iter().map(|found| (found.character, found.name)),
    );
    let finding = Diagnostic::new(META.id, Severity::Error, file.id, span, message)
        .because(WHY_HIDDEN)
        .help(
            "Take it out. It may have come along when text was copied from a web page or a letter.",
        );
    let has = |kind: Hidden| characters.iter().any(|found| found.kind == kind);
    let applicability = if has(Hidden::Order) || has(Hidden::Control) {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    };
    let edits = characters.iter().map(|found| Edit {
        span: found.span,
        text: match found.kind {
            Hidden::LineEnd => " ".to_owned(),
            _ => String::new(),
        },
    });
    let fix = Some(Fix {
        applicability,
        edits: edits.collect(),
    });
    let finding = Diagnostic { fix, ..finding };
    // These do no harm to those who only read.
    let is_harmless = characters
        .iter()
        .all(|found| matches!(found.kind, Hidden::SoftHyphen | Hidden::LineEnd));
    if is_harmless {
        sink.push_at_most(finding, Severity::Warning);
    } else {
        sink.push(finding);
    }
}

fn hidden_message(word: &str, characters: impl Iterator<Item = (char, &'static str)>) -> String {
    let mut names: Vec<String> = characters
        .map(|(character, name)| format!("{}, {name}", code_point(character)))
        .collect();
    names.dedup();
    let names = names.join("; ");
    if word.is_empty() {
        format!("Something stands here that nobody can see: {names}")
    } else {
        format!("“{word}” holds something that nobody can see: {names}")
    }
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn report_look_alikes(
    source: SourceId,
    span: Span,
    word: &str,
    letters: &[LookAlike],
) -> Diagnostic {
    let names: Vec<String> = letters
        .iter()
        .map(|found| {
            let code = code_point(found.letter);
            format!(
                "{code}, a {} letter, looks like “{}”",
                found.name, found.latin
            )
        })
        .collect();
    let plain: String = word
        .chars()
        .map(|c| {
            let same = letters.iter().find(|found| found.letter == c);
            same.map_or(c, |found| found.latin)
        })
        .collect();
    let message = format!("“{word}” is not what it looks like: {}", names.join("; "));
    Diagnostic::new(META.id, Severity::Error, source, span, message)
        .because("Nobody can find the word by typing it, and a screen reader says something else.")
        .help(format!("Type the word again: “{plain}”."))
        .replace(Applicability::Unsafe, span, plain)
}

/// Characters that the source writes in another way: `&#8203;`, or `"\u200B"` in front matter.
fn written_otherwise(context: &PageContext<'_>, sink: &mut Sink) {
    context.visit_inlines(&mut |inline, _| match &inline.kind {
        InlineKind::Entity(text) => {
            let before = context.file.text.get(..inline.span.start);
            let after = context.file.text.get(inline.span.end..);
            judge_escaped(
                context,
                inline.span,
                [before, Some(text.as_str()), after].map(Option::unwrap_or_default),
                sink,
            );
        }
        InlineKind::Link(link) | InlineKind::Image(link) => {
            for text in [&link.destination, &link.title] {
                judge_value(context, inline.span, text, sink);
            }
        }
        _ => {}
    });
    let front = &context.page.front;
    let lists = front
        .search
        .iter()
        .chain(&front.aliases)
        .chain(&front.instead_of)
        .chain(&front.topics);
    let values = front
        .title
        .iter()
        .chain(&front.summary)
        .chain(&front.expansion)
        .chain(lists);
    for value in values {
        judge_value(context, value.span, &value.value, sink);
    }
}

/// An entity, with the source before and after it.
fn judge_escaped(
    context: &PageContext<'_>,
    span: Span,
    [before, text, after]: [&str; 3],
    sink: &mut Sink,
) {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    let unneeded = |c: &char| hidden(*c).is_some() && !is_needed(line, *c, rest);
    if let Some(character) = text.chars().find(unneeded) {
        let finding = escaped(context, span, character);
        sink.push(finding.replace(Applicability::Safe, span, ""));
        return;
    }
    let near = |text: &str, from_end: bool| -> String {
        let is_letter = |c: &char| c.is_alphabetic();
        if from_end {
            let letters: Vec<char> = text.chars().rev().take_while(is_letter).collect();
            letters.into_iter().rev().collect()
        } else {
            text.chars().take_while(is_letter).collect()
        }
    };
    let word = format!("{}{text}{}", near(line, true), near(rest, false));
    let letters = look_alikes(WordInLine {
        word: &word,
        beside: [None, None],
        has_full_width: false,
    });
    if letters.iter().any(|found| text.contains(found.letter)) {
        let found = report_look_alikes(context.page.source, span, &word, &letters);
        sink.push(Diagnostic { fix: None, ..found });
    }
}

/// A value that does not stand in the source as it is. What does was judged with its file.
fn judge_value(context: &PageContext<'_>, span: Span, value: &str, sink: &mut Sink) {
    if value.bytes().all(is_plain_byte) {
        return;
    }
    let source = span.of(&context.file.text);
    let places = value.char_indices().filter(|(_, c)| hidden(*c).is_some());
    for (at, character) in places {
        let before = value.get(..at).unwrap_or_default();
        let after = value.get(at + character.len_utf8()..).unwrap_or_default();
        if !source.contains(character) && !is_needed(before, character, after) {
            sink.push(escaped(context, span, character));
            return;
        }
    }
}

fn escaped(context: &PageContext<'_>, span: Span, character: char) -> Diagnostic {
    let name = hidden(character).map_or("a character", |(_, name)| name);
    let message = hidden_message("", std::iter::once((character, name)));
    context
        .finding_at(&META, span, message)
        .because(WHY_HIDDEN)
        .help("Take it out, however it is written.")
}
