//! The lines of a page that a finding is about, cut to fit the terminal.
//!
//! A paragraph is often one line of 600 characters. Only the sentence of the finding is shown, and
//! of a long sentence only the words of the finding and what stands next to them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fit::{Around, Joined, Piece, cut_head, joined};
use super::visible::{visible, width};
use crate::diagnostic::Label;
use crate::source::{SourceFile, Span};

/// The most lines that are shown of a finding.
const MAX_LINES: usize = 4;

/// The most labels that are drawn.
const MAX_LABELS: usize = 3;

/// The least columns that are used for words, however narrow the terminal is.
const MIN_COLUMNS: usize = 24;

/// Columns between the line number and the text: ` | `.
const GUTTER_COLUMNS: usize = 3;

/// The most lines between two excerpts that are not worth a sign that lines are left out.
const MAX_LINES_BETWEEN: usize = 1;

/// Columns of a list mark or an emphasis mark, which may as well be shown with a sentence.
const MARKUP_COLUMNS: usize = 4;

/// What is to be shown of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The words that the finding is about.
    pub(super) span: Span,
    /// The sentence that they stand in; what is around it is left out.
    pub(super) sentence: Option<Span>,
    /// Other places, with a few words on each.
    pub(super) labels: &'a [Label],
}

/// Lines to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// The columns that the line numbers take.
    pub(super) gutter: usize,
    /// The lines, safe for a terminal, with LF between them. Lines between two places that are
    /// too far from each other are empty.
    pub(super) text: String,
    /// What to underline.
    pub(super) marks: Vec<Mark>,
    /// The last line of the finding, if it is further down than what is shown.
    pub(super) goes_on_to: Option<usize>,
}

impl Excerpt {
    /// Whether the label with this number is among the marks.
    pub(super) fn has_label(&self, number: usize) -> bool {
        self.marks.iter().any(|mark| mark.label == Some(number))
    }
}

/// Words to underline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The bytes of the excerpt; an empty range is a place between two characters.
    pub(super) range: Range<usize>,
    /// The number of the label; `None` for the finding itself.
    pub(super) label: Option<usize>,
}

/// A part of a line that is underlined.
#[derive(Debug, Clone, Copy)]
struct Place {
    span: Span,
    label: Option<usize>,
    /// The columns of the words on it, which stand behind the underline.
    label_columns: usize,
}

/// Shows what is `wanted` of `file` in lines of at most `limit` columns, line numbers included.
///
/// A label that has no room is left out.
pub(super) fn excerpt(file: &SourceFile, wanted: &Wanted<'_>, limit: usize) -> Excerpt {
    let (places, goes_on_to) = places(file, wanted);
    let first_line = places.keys().next().copied().unwrap_or(1);
    let last_line = places.keys().next_back().copied().unwrap_or(1);
    let gutter = last_line.to_string().len();
    let limit = limit
        .saturating_sub(gutter + GUTTER_COLUMNS)
        .max(MIN_COLUMNS);
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut before = first_line;
    for (&number, places) in &places {
        let between = number.saturating_sub(before + 1);
        for skipped in before + 1..number {
            text.push('\n');
            if between <= MAX_LINES_BETWEEN {
                let skipped = line_span(file, skipped);
                text.push_str(&cut_head(skipped.of(&file.text), limit, false));
            }
        }
        if number > first_line {
            text.push('\n');
        }
        before = number;
        let line = line_span(file, number);
        let is_of_finding = places.iter().any(|place| place.label.is_none());
        let sentence = wanted.sentence.filter(|_| is_of_finding);
        let shown = shown_line(file, line, window(file, line, sentence), places, limit);
        marks.extend(shown.marks.into_iter().map(|mark| Mark {
            range: text.len() + mark.range.start..text.len() + mark.range.end,
            ..mark
        }));
        text.push_str(&shown.text);
    }
    Excerpt {
        first_line,
        gutter,
        text,
        marks,
        goes_on_to,
    }
}

/// What to underline in each line, and the last line of a finding that is too long to show.
fn places(file: &SourceFile, wanted: &Wanted<'_>) -> (BTreeMap<usize, Vec<Place>>, Option<usize>) {
    let span = wanted.span;
    let first_line = file.position(span.start).line;
    let last_byte = span.end.saturating_sub(1).max(span.start);
    let last_line = file.position(last_byte).line;
    let shown_to = last_line.min(first_line + MAX_LINES - 1);
    let mut places: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for number in first_line..=shown_to {
        let inside = trimmed(file, within(span, line_span(file, number)));
        let of_line = places.entry(number).or_default();
        if number == first_line || !inside.is_empty() {
            of_line.push(Place {
                span: inside,
                label: None,
                label_columns: 0,
            });
        }
    }
    for (number, label) in wanted.labels.iter().enumerate().take(MAX_LABELS) {
        let line = file.position(label.span.start).line;
        let inside = trimmed(file, within(label.span, line_span(file, line)));
        places.entry(line).or_default().push(Place {
            span: inside,
            label: Some(number),
            label_columns: width(&visible(&label.text)),
        });
    }
    (places, (last_line > shown_to).then_some(last_line))
}

/// The part of a line that may be shown: the sentence, or all of it.
fn window(file: &SourceFile, line: Span, sentence: Option<Span>) -> Span {
    let Some(sentence) = sentence else {
        return line;
    };
    let inside = within(sentence, line);
    let is_markup =
        |span: Span| span.len() <= MARKUP_COLUMNS || span.of(&file.text).trim().is_empty();
    let (before, after) = (
        Span::new(line.start, inside.start),
        Span::new(inside.end, line.end),
    );
    Span::new(
        if is_markup(before) {
            line.start
        } else {
            inside.start
        },
        if is_markup(after) {
            line.end
        } else {
            inside.end
        },
    )
}

/// A line without its end, and without a byte-order mark.
fn line_span(file: &SourceFile, number: usize) -> Span {
    let start = file.lines.line_start(number).unwrap_or(file.text.len());
    let end = file.lines.line_start(number + 1).unwrap_or(file.text.len());
    let text = Span::new(start, end).of(&file.text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let mark = if number == 1 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    Span::new(start + mark, start + text.len())
}

/// The part of `span` in `line`; empty at the nearer end of the line if there is none.
fn within(span: Span, line: Span) -> Span {
    Span::new(
        span.start.clamp(line.start, line.end),
        span.end.clamp(line.start, line.end),
    )
}

/// `span` without white space around the words, unless there are no words.
fn trimmed(file: &SourceFile, span: Span) -> Span {
    let text = span.of(&file.text);
    let words = text.trim();
    if words.is_empty() {
        return span;
    }
    let start = span.start + text.len() - text.trim_start().len();
    Span::new(start, start + words.len())
}

/// A line that fits, with what to underline in it.
#[derive(Debug)]
struct ShownLine {
    text: String,
    marks: Vec<Mark>,
}

/// Shows a line with as many of its labels as there is room for.
fn shown_line(
    file: &SourceFile,
    line: Span,
    window: Span,
    places: &[Place],
    limit: usize,
) -> ShownLine {
    let mut places = places.to_vec();
    loop {
        let shown = with_all_places(file, line, window, &places, limit);
        let has_no_room = |place: &Place| {
            let mark = shown.marks.iter().find(|mark| mark.label == place.label);
            let end = mark.and_then(|mark| shown.text.get(..mark.range.end));
            end.is_some_and(|text| width(text) + 1 + place.label_columns > limit)
        };
        let fits = width(&shown.text) <= limit;
        let out = places
            .iter()
            .rposition(|place| place.label.is_some() && (!fits || has_no_room(place)));
        match out {
            Some(out) if places.len() > 1 => places.remove(out),
            _ => return shown,
        };
    }
}

/// Shows a line with all its places, even if that takes more than `limit` columns.
fn with_all_places(
    file: &SourceFile,
    line: Span,
    window: Span,
    places: &[Place],
    limit: usize,
) -> ShownLine {
    // Between two neighbouring bounds, a piece is underlined or it is not.
    let mut bounds: Vec<usize> = places
        .iter()
        .flat_map(|place| [place.span.start, place.span.end])
        .collect();
    bounds.sort_unstable();
    bounds.dedup();
    let (first, last) = match (bounds.first(), bounds.last()) {
        (Some(&first), Some(&last)) => (first, last),
        _ => (line.start, line.start),
    };
    let window = window.to(Span::new(first, last));
    let pieces: Vec<Piece<'_>> = bounds
        .iter()
        .zip(bounds.iter().skip(1))
        .map(|(&start, &end)| Piece {
            text: Span::new(start, end).of(&file.text),
            is_marked: places
                .iter()
                .any(|place| place.span.contains(Span::new(start, end))),
        })
        .collect();
    let around = Around {
        before: Span::new(window.start, first).of(&file.text),
        after: Span::new(last, window.end).of(&file.text),
        is_cut_before: window.start > line.start,
        is_cut_after: window.end < line.end,
        label_columns: places
            .iter()
            .map(|place| place.label_columns)
            .max()
            .unwrap_or_default(),
    };
    let joined = joined(&around, &pieces, limit);
    let at = |byte: usize| {
        let number = bounds.partition_point(|bound| *bound < byte);
        joined.bounds.get(number).copied().unwrap_or_default()
    };
    let marks = places
        .iter()
        .map(|place| Mark {
            range: at(place.span.start)..at(place.span.end),
            label: place.label,
        })
        .collect();
    ShownLine {
        text: joined.text,
        marks,
    }
}

/// The sentence, or the line, as it stands once `text` is in the place of `span`.
///
/// The text is the only piece of what is returned.
pub(super) fn with_edit(
    file: &SourceFile,
    sentence: Option<Span>,
    span: Span,
    text: &str,
    limit: usize,
) -> Joined {
    let first = line_span(file, file.position(span.start).line);
    let last = line_span(file, file.position(span.end).line);
    let sentence = sentence.filter(|sentence| sentence.contains(span));
    let (before, after) = (window(file, first, sentence), window(file, last, sentence));
    // A list mark is no part of what to write.
    let start = sentence.map_or(before.start, |sentence| sentence.start.max(first.start));
    let around = Around {
        before: Span::new(start.min(span.start), span.start).of(&file.text),
        after: Span::new(span.end, after.end.max(span.end)).of(&file.text),
        is_cut_before: before.start > first.start,
        is_cut_after: after.end < last.end,
        label_columns: 0,
    };
    let piece = Piece {
        text,
        is_marked: true,
    };
    joined(&around, &[piece], limit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Excerpt, Label, Span, Wanted, excerpt, width};
    use crate::source::{SourceFile, SourceId};

    fn of(text: &str, words: &str, limit: usize) -> Excerpt {
        let file = SourceFile::new(SourceId(0), "page.md", text);
        let at = text.find(words).expect("the words are in the text");
        let wanted = Wanted {
            span: Span::new(at, at + words.len()),
            sentence: None,
            labels: &[],
        };
        excerpt(&file, &wanted, limit)
    }

    /// The excerpt of `words` in their `sentence`, with a label “here” on other words.
    fn labelled(text: &str, words: &str, sentence: &str, other: &str) -> Excerpt {
        let file = SourceFile::new(SourceId(0), "page.md", text);
        let span = |words: &str| {
            let at = text.find(words).expect("the words are in the text");
            Span::new(at, at + words.len())
        };
        let labels = [Label {
            span: span(other),
            text: "here".to_owned(),
        }];
        let wanted = Wanted {
            span: span(words),
            sentence: Some(span(sentence)),
            labels: if other.is_empty() { &[] } else { &labels },
        };
        excerpt(&file, &wanted, 60)
    }

    fn marked(excerpt: &Excerpt) -> Vec<&str> {
        excerpt
            .marks
            .iter()
            .map(|mark| {
                excerpt
                    .text
                    .get(mark.range.clone())
                    .expect("marks fit the text")
            })
            .collect()
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let excerpt = of("one\ntwo three four\nfive", "three", 80);
        assert_eq!((excerpt.first_line, &*excerpt.text), (2, "two three four"));
        assert_eq!(marked(&excerpt), ["three"]);
    }

    #[test]
    fn a_long_line_is_cut_between_words_on_both_sides() {
        let text = format!("{0}middle {0}", "some words here ".repeat(40));
        let excerpt = of(&text, "middle", 60);
        assert_eq!(
            excerpt.text,
            "… here some words here middle some words here some …"
        );
        assert_eq!(marked(&excerpt), ["middle"]);
    }

    #[test]
    fn room_that_one_side_does_not_need_goes_to_the_other() {
        let text = format!("Now middle {}", "some words here ".repeat(40));
        let excerpt = of(&text, "middle", 50);
        assert_eq!(excerpt.text, "Now middle some words here some words here …");
    }

    #[test]
    fn words_that_are_too_long_lose_their_middle() {
        let text = format!("Start of it {} the end of it. More.", "and on ".repeat(60));
        let words = text.trim_end_matches(" More.");
        let excerpt = of(&text, words, 60);
        assert_eq!(marked(&excerpt), [excerpt.text.trim_end_matches(" More.")]);
        assert!(excerpt.text.starts_with("Start of it and on"));
        assert!(
            excerpt.text.ends_with("… the end of it. More."),
            "{}",
            excerpt.text
        );
    }

    #[test]
    fn each_line_of_a_finding_is_marked_up_to_four() {
        let excerpt = of(
            "a\r\n  b\r\n\r\nc\r\nd\r\ne",
            "a\r\n  b\r\n\r\nc\r\nd\r\ne",
            80,
        );
        assert_eq!(excerpt.text, "a\n  b\n\nc");
        assert_eq!(marked(&excerpt), ["a", "b", "c"]);
        assert_eq!(excerpt.goes_on_to, Some(6));
    }

    #[test]
    fn a_line_end_is_a_place_at_the_end_of_its_line() {
        let excerpt = of("one\r\ntwo", "\r\n", 80);
        assert_eq!(excerpt.text, "one");
        assert_eq!(
            excerpt.marks.first().map(|mark| mark.range.clone()),
            Some(3..3)
        );
    }

    #[test]
    fn a_byte_order_mark_is_not_shown() {
        assert_eq!(of("\u{feff}one", "\u{feff}one", 80).text, "one");
    }

    #[test]
    fn what_is_around_the_sentence_is_left_out() {
        let text = "- One two. Three four five. Six.";
        let shown = |words, sentence| labelled(text, words, sentence, "").text;
        assert_eq!(shown("four", "Three four five."), "… Three four five. …");
        assert_eq!(shown("two", "One two."), "- One two. …");
    }

    #[test]
    fn two_places_of_one_line_are_both_shown() {
        let text = format!("Start {0}one {0}two {0}", "some words here ".repeat(9));
        let excerpt = labelled(&text, "two", &text, "one");
        assert_eq!(marked(&excerpt), ["two", "one"]);
        assert_eq!(
            excerpt.text,
            "… here one some words here … here two some words here …"
        );
    }

    #[test]
    fn lines_far_apart_are_shown_and_those_between_are_empty() {
        let excerpt = labelled("one\n\na\n\ntwo\n", "two", "two", "one");
        assert_eq!((excerpt.first_line, &*excerpt.text), (1, "one\n\n\n\ntwo"));
        assert_eq!(marked(&excerpt), ["one", "two"]);
        assert_eq!(
            labelled("one\na\ntwo", "two", "two", "one").text,
            "one\na\ntwo"
        );
    }

    proptest! {
        #[test]
        fn lines_fit_and_marks_lie_inside(
            text in "[a-z £漢\u{1b}\u{202e}\r\n]{0,300}",
            start in 0_usize..400,
            length in 0_usize..400,
            other in (0_usize..400, 0_usize..40),
            sentence in prop::option::of((0_usize..400, 0_usize..400)),
            limit in 0_usize..100,
        ) {
            let file = SourceFile::new(SourceId(0), "page.md", text);
            let fitted = |start: usize, length: usize| {
                crate::report::fitted(&file, Span::new(start, start + length))
            };
            let labels = [Label { span: fitted(other.0, other.1), text: "漢 here".to_owned() }];
            let wanted = Wanted {
                span: fitted(start, length),
                sentence: sentence.map(|(start, length)| fitted(start, length)),
                labels: &labels,
            };
            let excerpt = excerpt(&file, &wanted, limit);
            for line in excerpt.text.split('\n') {
                prop_assert!(width(line) <= limit.max(24), "{line:?}");
            }
            for mark in &excerpt.marks {
                prop_assert!(excerpt.text.get(mark.range.clone()).is_some());
            }
        }
    }
}
