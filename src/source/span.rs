//! Byte ranges and what people call them: lines and columns.

use std::ops::Range;

use serde::Serialize;

/// A range of bytes in one source file; `end` is the first byte after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the range.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to and without `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty span at `byte`.
    pub const fn at(byte: usize) -> Self {
        Self::new(byte, byte)
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same span `bytes` further on.
    #[must_use]
    pub const fn shifted(self, bytes: usize) -> Self {
        Self::new(self.start + bytes, self.end + bytes)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text under the span; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in a file as people and editors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode characters, from 1.
    pub column: usize,
    /// Byte in the file, from 0.
    pub byte: usize,
}

/// Finds the line and column of a byte.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// The byte at which each line starts.
    starts: Vec<usize>,
    /// Bytes of a byte-order mark, which is not a column.
    mark: usize,
}

impl LineIndex {
    /// Indexes the lines of `text`, which end with LF or CRLF.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { starts, mark }
    }

    /// The position of `byte` in `text`, which must be the text that was indexed.
    ///
    /// A byte past the end is taken as the end, one inside a character as that character's start.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let start = if line == 1 {
            self.mark.min(byte)
        } else {
            start
        };
        let column = text
            .get(start..byte)
            .map_or(0, |before| before.chars().count());
        Position {
            line,
            column: column + 1,
            byte,
        }
    }

    /// The byte at which `line` (from 1) starts, if there is such a line.
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    fn at(text: &str, byte: usize) -> (usize, usize) {
        let Position { line, column, .. } = LineIndex::new(text).position(text, byte);
        (line, column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(at("£10 a week", 5), (1, 5));
    }

    #[test]
    fn a_byte_order_mark_is_not_a_column() {
        assert_eq!(at("\u{feff}Hello", 3), (1, 1));
    }

    #[test]
    fn crlf_ends_one_line() {
        assert_eq!(at("one\r\ntwo", 5), (2, 1));
    }

    #[test]
    fn a_byte_past_the_end_is_the_end() {
        assert_eq!(at("ab", 99), (1, 3));
    }
}
