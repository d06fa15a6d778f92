//! Where each byte of the readable text came from.

use std::ops::Range;

use crate::source::Span;

/// A piece of the readable text and its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    /// Bytes of the readable text.
    range: Range<usize>,
    /// Bytes of the source.
    span: Span,
    /// Whether the two are the same bytes, so that a part of one is a part of the other.
    verbatim: bool,
}

impl Segment {
    /// The byte of the source at which the byte `at` of the text begins.
    fn start_of(&self, at: usize) -> usize {
        if self.verbatim {
            self.span.start + at.saturating_sub(self.range.start)
        } else {
            self.span.start
        }
    }

    /// The byte of the source at which the text up to `at` ends.
    fn end_of(&self, at: usize) -> usize {
        if self.verbatim {
            self.span.start + (at.min(self.range.end) - self.range.start)
        } else {
            self.span.end
        }
    }
}

/// The pieces of a text, in order and without overlap.
#[derive(Debug, Clone, Default)]
pub(super) struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    /// Adds `length` bytes of text from `start` on, the same bytes as in the source at `source`.
    pub(super) fn push_verbatim(&mut self, start: usize, length: usize, source: usize) {
        self.segments.push(Segment {
            range: start..start + length,
            span: Span::new(source, source + length),
            verbatim: true,
        });
    }

    /// Adds text that stands for the whole of `span` and has no parts of its own there.
    pub(super) fn push_atomic(&mut self, range: Range<usize>, span: Span) {
        self.segments.push(Segment {
            range,
            span,
            verbatim: false,
        });
    }

    /// Forgets the text from byte `length` on.
    pub(super) fn truncate(&mut self, length: usize) {
        while let Some(last) = self.segments.last_mut()
            && last.range.end > length
        {
            if last.range.start >= length {
                self.segments.pop();
                continue;
            }
            if last.verbatim {
                last.span.end -= last.range.end - length;
            }
            last.range.end = length;
        }
    }

    /// The place of `range`; what lies between two pieces belongs to neither.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let first = self
            .segments
            .partition_point(|segment| segment.range.end <= range.start);
        let after = self
            .segments
            .partition_point(|segment| segment.range.start < range.end);
        let last = after.checked_sub(1).and_then(|at| self.segments.get(at));
        let start = match self.segments.get(first) {
            Some(segment) => segment.start_of(range.start),
            None => self.segments.last().map_or(0, |last| last.span.end),
        };
        match last {
            Some(last) if range.start < range.end => {
                Span::new(start, last.end_of(range.end).max(start))
            }
            _ => Span::at(start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;
    use crate::source::Span;

    /// "You &amp; I" read as "You & I".
    fn map() -> SourceMap {
        let mut map = SourceMap::default();
        map.push_verbatim(0, 4, 0);
        map.push_atomic(4..5, Span::new(4, 9));
        map.push_verbatim(5, 2, 9);
        map
    }

    #[test]
    fn a_part_of_verbatim_text_is_exact() {
        assert_eq!(map().span(1..3), Span::new(1, 3));
        assert_eq!(map().span(6..7), Span::new(10, 11));
    }

    #[test]
    fn an_entity_maps_as_a_whole() {
        assert_eq!(map().span(4..5), Span::new(4, 9));
        assert_eq!(map().span(0..7), Span::new(0, 11));
    }

    #[test]
    fn an_empty_range_is_a_place() {
        assert_eq!(map().span(5..5), Span::at(9));
        assert_eq!(map().span(7..7), Span::at(11));
        assert_eq!(SourceMap::default().span(0..0), Span::at(0));
    }

    #[test]
    fn truncated_text_has_no_place() {
        let mut map = map();
        map.truncate(6);
        assert_eq!(map.span(5..7), Span::new(9, 10));
    }
}
