//! Writes footnotes: marks in the text, and the notes at the end of the page.

use std::collections::BTreeMap;

use crate::document::slug;
use crate::document::{Block, BlockKind, Document, visit_blocks};

use super::element::{Attribute, Element, Node, Tag};
use super::writer::{Part, PlainText, Writer};
use crate::render::addresses::fragment;

/// The notes of a page, and which of them have a mark so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    notes: BTreeMap<String, Note<'a>>,
    /// The names of notes with a mark, in the order of their first marks.
    marked: Vec<String>,
}

#[derive(Debug)]
struct Note<'a> {
    blocks: &'a [Block],
    /// Its number and its id, once it has a mark.
    place: Option<(usize, String)>,
    /// The id of its first mark that is a link.
    first_mark: Option<String>,
}

impl<'a> Footnotes<'a> {
    /// The notes of a document. Of two with one name the first counts; names have no case.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut notes = BTreeMap::new();
        visit_blocks(&document.blocks, &mut |block, _| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                notes.entry(label.to_lowercase()).or_insert(Note {
                    blocks,
                    place: None,
                    first_mark: None,
                });
            }
        });
        Self {
            notes,
            marked: Vec::new(),
        }
    }
}

impl Writer<'_> {
    /// The mark of a footnote; one that has no note is text.
    pub(super) fn footnote_mark(&mut self, label: &str) -> Vec<Node> {
        if self.part == Part::Definition {
            return Vec::new();
        }
        let name = label.to_lowercase();
        let Some(note) = self.footnotes.notes.get_mut(&name) else {
            return vec![Node::Text(format!("[^{label}]"))];
        };
        let slug = slug::slug(label);
        let (number, id) = note
            .place
            .get_or_insert_with(|| {
                self.footnotes.marked.push(name);
                let id = self.ids.unique(&format!("fn-{slug}"));
                (self.footnotes.marked.len(), id)
            })
            .clone();
        let mark = Element::new(Tag::Sup);
        if self.in_link {
            return vec![mark.text(number.to_string()).into()];
        }
        let own_id = self.ids.unique(&format!("fnref-{slug}"));
        note.first_mark.get_or_insert_with(|| own_id.clone());
        let link = Element::new(Tag::A)
            .with(Attribute::Href, fragment(&id))
            .with(Attribute::Id, own_id)
            .with(
                Attribute::AriaLabel,
                self.words
                    .fill("footnote", &[("number", &number.to_string())]),
            )
            .text(number.to_string());
        vec![mark.holding([link.into()]).into()]
    }

    /// The notes that have a mark; a note can bring in further notes.
    pub(super) fn footnote_section(&mut self) -> Option<Node> {
        if self.footnotes.marked.is_empty() {
            return None;
        }
        let title = "pl-footnotes-title";
        let heading = self.footnotes_heading(title);
        let mut list = Element::new(Tag::Ol);
        self.set_apart += 1;
        let mut next = 0;
        while let Some(name) = self.footnotes.marked.get(next) {
            let note = self.footnotes.notes.get(name);
            let Some((blocks, (_, id))) =
                note.and_then(|note| Some((note.blocks, note.place.clone()?)))
            else {
                break;
            };
            let name = name.clone();
            let inside = self.blocks(blocks, PlainText::Paragraph);
            let mut item = Element::new(Tag::Li)
                .with(Attribute::Id, id)
                .holding(inside);
            next += 1;
            item = item.holding(self.way_back(&name, next));
            list = list.holding([item.into()]);
        }
        self.set_apart -= 1;
        let section = Element::new(Tag::Section)
            .class("pl-footnotes")
            .with(Attribute::AriaLabelledBy, title)
            .holding([heading.into(), list.into()]);
        Some(section.into())
    }

    /// The link from a note to its first mark.
    fn way_back(&self, name: &str, number: usize) -> Option<Node> {
        let mark = self.footnotes.notes.get(name)?.first_mark.as_ref()?;
        let back = self.words.get("back_to_text");
        let link = Element::new(Tag::A)
            .with(Attribute::Href, fragment(mark))
            .with(Attribute::AriaLabel, format!("{back} ({number})"))
            .text(back);
        Some(Element::new(Tag::P).holding([link.into()]).into())
    }
}

#[cfg(test)]
mod tests {
    use crate::render::html::fixture::body;

    #[test]
    fn notes_stand_at_the_end_in_the_order_of_their_marks() {
        assert_eq!(
            body("A[^b] b[^a] c[^B]\n\n[^a]: First.\n[^b]: Second.\n[^c]: Unused.\n"),
            "<p>A<sup><a href=\"#fn-b\" id=\"fnref-b\" aria-label=\"Note 1\">1</a></sup> \
             b<sup><a href=\"#fn-a\" id=\"fnref-a\" aria-label=\"Note 2\">2</a></sup> \
             c<sup><a href=\"#fn-b\" id=\"fnref-b-2\" aria-label=\"Note 1\">1</a></sup></p>\n\
             <section class=\"pl-footnotes\" aria-labelledby=\"pl-footnotes-title\">\
             <h2 id=\"pl-footnotes-title\">Notes</h2>\n<ol>\
             <li id=\"fn-b\"><p>Second.</p>\n<p><a href=\"#fnref-b\" \
             aria-label=\"Back to the text (1)\">Back to the text</a></p>\n</li>\n\
             <li id=\"fn-a\"><p>First.</p>\n<p><a href=\"#fnref-a\" \
             aria-label=\"Back to the text (2)\">Back to the text</a></p>\n</li>\n\
             </ol>\n</section>\n"
        );
    }

    #[test]
    fn a_mark_without_a_note_is_text() {
        assert_eq!(body("A[^x]"), "<p>A[^x]</p>\n");
    }

    #[test]
    fn a_note_never_takes_the_id_of_a_heading() {
        let html = body("## fn x\n\nA[^x]\n\n[^x]: Note.\n");
        assert!(html.contains("<li id=\"fn-x-2\">"), "{html}");
    }

    #[test]
    fn a_note_can_mark_itself() {
        let html = body("A[^x]\n\n[^x]: Note[^x].\n");
        assert_eq!(html.matches("<li").count(), 1, "{html}");
    }
}
