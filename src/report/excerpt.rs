//! The lines of a page that a finding is about, cut to fit the terminal.
//!
//! A paragraph is often one line of 600 characters. Only the words of the finding and what stands
//! next to them are shown.

use std::ops::Range;

use super::visible::{columns, push_visible, width};
use crate::source::{SourceFile, Span};

/// The most lines that are shown of a finding.
const MAX_LINES: usize = 4;

/// The least columns that are used for words, however narrow the terminal is.
const MIN_COLUMNS: usize = 24;

/// Columns between the line number and the text: ` | `.
const GUTTER_COLUMNS: usize = 3;

/// What stands for words that are left out.
const CUT: &str = "…";

/// Lines to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// The columns that the line numbers take.
    pub(super) gutter: usize,
    /// The lines, safe for a terminal, with LF between them.
    pub(super) text: String,
    /// The bytes of `text` to underline; an empty range is a place between two characters.
    pub(super) marks: Vec<Range<usize>>,
    /// The last line of the finding, if it is further down than what is shown.
    pub(super) goes_on_to: Option<usize>,
}

/// Shows `span` of `file` in lines of at most `limit` columns, line numbers included.
pub(super) fn excerpt(file: &SourceFile, span: Span, limit: usize) -> Excerpt {
    let first_line = file.position(span.start).line;
    let last_byte = span.end.saturating_sub(1).max(span.start);
    let last_line = file.position(last_byte).line;
    let shown_to = last_line.min(first_line + MAX_LINES - 1);
    let gutter = shown_to.to_string().len();
    let limit = limit
        .saturating_sub(gutter + GUTTER_COLUMNS)
        .max(MIN_COLUMNS);
    let mut text = String::new();
    let mut marks = Vec::new();
    for number in first_line..=shown_to {
        if number > first_line {
            text.push('\n');
        }
        let line = line_span(file, number);
        let inside = trimmed(file, within(span, line));
        let shown = cropped(
            [
                Span::new(line.start, inside.start).of(&file.text),
                inside.of(&file.text),
                Span::new(inside.end, line.end).of(&file.text),
            ],
            limit,
        );
        if number == first_line || !shown.mark.is_empty() {
            marks.push(text.len() + shown.mark.start..text.len() + shown.mark.end);
        }
        text.push_str(&shown.text);
    }
    Excerpt {
        first_line,
        gutter,
        text,
        marks,
        goes_on_to: (last_line > shown_to).then_some(last_line),
    }
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

/// A line that fits.
struct Cropped {
    text: String,
    mark: Range<usize>,
}

/// Joins the text before, inside and after a mark, and leaves out what is too much.
///
/// The cost depends on `limit`, not on the length of the line.
fn cropped([before, inside, after]: [&str; 3], limit: usize) -> Cropped {
    // Room on each side for the sign that words are left out there, and a space.
    let sides = usize::from(!before.is_empty()) + usize::from(!after.is_empty());
    let spare = sides * (width(CUT) + 1);
    let (inside, inside_cut) = head(inside, limit.saturating_sub(spare));
    let inside = if inside_cut.is_empty() {
        inside
    } else {
        without_middle(&inside, inside_cut, limit.saturating_sub(spare))
    };
    let rest = limit.saturating_sub(width(&inside));
    let (before_all, before_cut) = tail(before, rest);
    let (after_all, after_cut) = head(after, rest);
    let (wanted_before, wanted_after) = (width(&before_all), width(&after_all));
    let fits = before_cut.is_empty() && after_cut.is_empty();
    let (before, after) = if fits && wanted_before + wanted_after <= rest {
        (before_all, after_all)
    } else {
        let for_before = (rest / 2).max(rest.saturating_sub(wanted_after));
        let before = cut_tail(before, for_before);
        let for_after = rest.saturating_sub(width(&before));
        (before, cut_head(after, for_after))
    };
    let mark = before.len()..before.len() + inside.len();
    Cropped {
        text: before + &inside + &after,
        mark,
    }
}

/// The beginning and the end of words that are too long to show. `start` is what fits of the
/// beginning, `rest` the source after it.
fn without_middle(start: &str, rest: &str, limit: usize) -> String {
    let limit = limit.saturating_sub(width(CUT) + 2);
    let (start, _) = head(start, limit * 2 / 3);
    let (end, _) = tail(rest, limit / 3);
    let start = start.rsplit_once(' ').map_or(&*start, |(words, _)| words);
    let end = end.split_once(' ').map_or(&*end, |(_, words)| words);
    format!("{} {CUT} {}", start.trim_end(), end.trim_start())
}

/// The end of `text` in at most `limit` columns; whole words after a sign that some are left out.
fn cut_tail(text: &str, limit: usize) -> String {
    let (whole, cut) = tail(text, limit);
    if cut.is_empty() {
        return whole;
    }
    let (part, _) = tail(text, limit.saturating_sub(width(CUT) + 1));
    match part.split_once(' ') {
        Some((_, words)) => format!("{CUT} {words}"),
        None => format!("{CUT}{part}"),
    }
}

/// The beginning of `text` in at most `limit` columns, like [`cut_tail`].
fn cut_head(text: &str, limit: usize) -> String {
    let (whole, cut) = head(text, limit);
    if cut.is_empty() {
        return whole;
    }
    let (part, _) = head(text, limit.saturating_sub(width(CUT) + 1));
    match part.rsplit_once(' ') {
        Some((words, _)) => format!("{words} {CUT}"),
        None => format!("{part}{CUT}"),
    }
}

/// What fits of the beginning of `text`, made visible, and the text after it.
pub(super) fn head(text: &str, limit: usize) -> (String, &str) {
    let mut out = String::new();
    let mut used = 0;
    for (at, character) in text.char_indices() {
        let before = out.len();
        push_visible(&mut out, character);
        used += out.get(before..).map_or(0, width);
        if used > limit {
            out.truncate(before);
            return (out, text.get(at..).unwrap_or_default());
        }
    }
    (out, "")
}

/// What fits of the end of `text`, made visible, and the text before it.
fn tail(text: &str, limit: usize) -> (String, &str) {
    let mut used = 0;
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        used += visible_columns(character);
        if used > limit {
            break;
        }
        start = at;
    }
    let (end, _) = head(text.get(start..).unwrap_or_default(), limit);
    (end, text.get(..start).unwrap_or_default())
}

/// The columns that a character takes once it is made visible.
fn visible_columns(character: char) -> usize {
    let mut shown = String::new();
    push_visible(&mut shown, character);
    shown.chars().map(columns).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Excerpt, Span, excerpt, width};
    use crate::source::{SourceFile, SourceId};

    fn of(text: &str, words: &str, limit: usize) -> Excerpt {
        let file = SourceFile::new(SourceId(0), "page.md", text);
        let at = text.find(words).expect("the words are in the text");
        excerpt(&file, Span::new(at, at + words.len()), limit)
    }

    fn marked(excerpt: &Excerpt) -> Vec<&str> {
        excerpt
            .marks
            .iter()
            .map(|mark| excerpt.text.get(mark.clone()).expect("marks fit the text"))
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
        assert_eq!(excerpt.marks.first(), Some(&(3..3)));
    }

    #[test]
    fn a_byte_order_mark_is_not_shown() {
        assert_eq!(of("\u{feff}one", "\u{feff}one", 80).text, "one");
    }

    proptest! {
        #[test]
        fn lines_fit_and_marks_lie_inside(
            text in "[a-z £漢\u{1b}\u{202e}\r\n]{0,300}",
            start in 0_usize..400,
            length in 0_usize..400,
            limit in 0_usize..100,
        ) {
            let file = SourceFile::new(SourceId(0), "page.md", text);
            let span = crate::report::fitted(&file, Span::new(start, start + length));
            let excerpt = excerpt(&file, span, limit);
            for line in excerpt.text.split('\n') {
                prop_assert!(width(line) <= limit.max(24), "{line:?}");
            }
            for mark in &excerpt.marks {
                prop_assert!(excerpt.text.get(mark.clone()).is_some());
            }
        }
    }
}
