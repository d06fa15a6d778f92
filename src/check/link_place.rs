//! Where in the source a link's address stands, so that a finding can underline and mend it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::document::{Inline, InlineKind, Link};
use crate::site::LinkTarget;
use crate::source::SourceFile;
use crate::source::Span;

/// What cannot stand in the path of a link: it would end the link, or mean something else there.
const NOT_IN_A_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'|');

/// A link or an image, with its target and the place of its address.
#[derive(Debug, Clone, Copy)]
pub struct PlacedLink<'a> {
    /// The link.
    pub link: &'a Link,
    /// Whether it is an image.
    pub is_image: bool,
    /// Where it leads.
    pub target: &'a LinkTarget,
    /// The bytes of the address, where it stands in the link as it is; `None` for a link by
    /// reference, or an address with escapes.
    pub address: Option<Span>,
    /// The bytes of the link as a whole.
    pub whole: Span,
}

impl<'a> PlacedLink<'a> {
    pub(super) fn new(
        file: &SourceFile,
        inline: &'a Inline,
        link: &'a Link,
        target: &'a LinkTarget,
    ) -> Self {
        Self {
            link,
            is_image: matches!(inline.kind, InlineKind::Image(_)),
            target,
            address: address_span(&file.text, inline.span, link),
            whole: inline.span,
        }
    }

    /// The words to underline: the address, or the whole link where it cannot be found.
    pub fn span(&self) -> Span {
        let address = self.address.filter(|address| !address.is_empty());
        address.unwrap_or(self.whole)
    }

    /// The path and the anchor as they are written; the anchor is without its `#`.
    pub fn parts(&self) -> (&'a str, Option<&'a str>) {
        match self.link.destination.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (&self.link.destination, None),
        }
    }
}

/// A path as it can stand in a link.
pub(super) fn written(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_A_PATH).to_string()
}

/// Finds `destination` in `[words](destination "title")` or `<destination>`.
fn address_span(text: &str, whole: Span, link: &Link) -> Option<Span> {
    let words_end = link
        .children
        .last()
        .map_or(whole.start, |child| child.span.end);
    let rest = text.get(words_end..whole.end)?;
    let before = match rest.find("](") {
        Some(at) => at + 2,
        None => return autolink_span(text, whole, link),
    };
    let inside = rest.get(before..)?;
    let trimmed = inside.trim_start().trim_start_matches('<');
    let start = words_end + before + (inside.len() - trimmed.len());
    let span = Span::new(start, start + link.destination.len());
    let is_there = trimmed.starts_with(&link.destination) && whole.contains(span);
    is_there.then_some(span)
}

fn autolink_span(text: &str, whole: Span, link: &Link) -> Option<Span> {
    let span = Span::new(whole.start + 1, whole.end.checked_sub(1)?);
    (span.of(text) == link.destination).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::{address_span, written};
    use crate::document::{Document, InlineKind, visit_inlines};

    fn address(markdown: &str) -> Option<&str> {
        let document = Document::parse(markdown, 0);
        let mut found = None;
        visit_inlines(&document.blocks, &mut |inline, _| {
            if let InlineKind::Link(link) | InlineKind::Image(link) = &inline.kind {
                found = address_span(markdown, inline.span, link);
            }
        });
        found.map(|span| span.of(markdown))
    }

    #[test]
    fn the_address_is_found_in_every_form_of_a_link() {
        assert_eq!(address("See [*help* now](help.md)."), Some("help.md"));
        assert_eq!(address("See ![](a.png \"A\")."), Some("a.png"));
        assert_eq!(address("See [help]( <a b.md> )."), Some("a b.md"));
        assert_eq!(
            address("See <https://a.example/>."),
            Some("https://a.example/")
        );
    }

    #[test]
    fn an_address_in_another_form_is_left_alone() {
        assert_eq!(address("See [help](a&amp;b.md)."), None);
        assert_eq!(address("See [help][there].\n\n[there]: help.md"), None);
    }

    #[test]
    fn a_path_is_written_so_that_the_link_holds() {
        assert_eq!(written("../a b (c)?.md"), "../a%20b%20%28c%29%3F.md");
    }
}
