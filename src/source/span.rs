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
    /// How many characters stand before each block of [`BLOCK`] bytes, so that a column far along
    /// a line is found without counting from the start of the line.
    before_block: Vec<usize>,
}

/// How many bytes are counted at most to find a column.
const BLOCK: usize = 1024;

impl LineIndex {
    /// Indexes the lines of `text`, which end with LF or CRLF.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut counted = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = counted;
            counted += characters(block);
            before
        });
        let before_block = blocks.collect();
        Self {
            starts,
            mark,
            before_block,
        }
    }

    /// How many characters of `text` begin before `byte`.
    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        let begun = text.as_bytes().get(block * BLOCK..byte);
        let before = self.before_block.get(block).copied().or_else(|| {
            // The end of a text that fills its last block.
            let last = *self.before_block.last()?;
            Some(last + characters(text.as_bytes().get((block - 1) * BLOCK..)?))
        });
        before.unwrap_or(0) + begun.map_or(0, characters)
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
        let column = self.characters_before(text, byte) - self.characters_before(text, start);
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

/// How many characters begin in `bytes` of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let goes_on = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    bytes.len() - bytes.iter().filter(goes_on).count()
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, LineIndex, Position};

    fn at(text: &str, byte: usize) -> (usize, usize) {
        let Position { line, column, .. } = LineIndex::new(text).position(text, byte);
        (line, column)
    }

    #[test]
    fn columns_are_right_however_long_the_line() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let text = format!(
                "a\n{}",
                "£é–x".repeat(length).get(..length * 8).unwrap_or("")
            );
            let index = LineIndex::new(&text);
            let places = text
                .char_indices()
                .map(|(byte, _)| byte)
                .chain([text.len()]);
            for byte in places.filter(|byte| *byte > 1) {
                let counted = text.get(2..byte).map_or(0, |before| before.chars().count());
                assert_eq!(index.position(&text, byte).column, counted + 1, "{byte}");
            }
        }
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
