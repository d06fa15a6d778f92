//! Gives headings levels that never skip one.

use super::element::Tag;

/// The deepest level that HTML has.
const DEEPEST: u8 = 6;

/// The levels of the headings that are open, as the author wrote them, outermost first.
///
/// A page that goes from the second level to the fourth would tell a screen reader that a part is
/// missing. The order of the levels is kept, the gaps are closed.
#[derive(Debug, Default)]
pub(super) struct Outline {
    open: Vec<u8>,
}

impl Outline {
    /// The level on the page of the next heading, which the author put at `level`.
    ///
    /// The title of the page is its only heading of the first level, so the result is 2 to 6.
    pub(super) fn next(&mut self, level: u8) -> u8 {
        let level = level.clamp(2, DEEPEST);
        self.open.retain(|&open| open < level);
        self.open.push(level);
        u8::try_from(self.open.len()).map_or(DEEPEST, |depth| (depth + 1).min(DEEPEST))
    }
}

/// The element for a heading of `level`.
pub(super) const fn heading_tag(level: u8) -> Tag {
    match level {
        0..=2 => Tag::H2,
        3 => Tag::H3,
        4 => Tag::H4,
        5 => Tag::H5,
        _ => Tag::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    fn levels(written: &[u8]) -> Vec<u8> {
        let mut outline = Outline::default();
        written.iter().map(|&level| outline.next(level)).collect()
    }

    #[test]
    fn good_levels_stay() {
        assert_eq!(levels(&[2, 3, 4, 3, 2]), [2, 3, 4, 3, 2]);
    }

    #[test]
    fn gaps_are_closed() {
        assert_eq!(levels(&[4, 2, 6, 6, 3]), [2, 2, 3, 3, 3]);
    }

    #[test]
    fn the_first_level_is_left_to_the_title() {
        assert_eq!(levels(&[1, 2, 1]), [2, 2, 2]);
    }
}
