//! Turns the tree into plain text and remembers where each piece stood.

use std::ops::Range;

use super::PassageKind;
use super::map::SourceMap;
use crate::document::{Block, BlockKind, Definition, Document, Inline, InlineKind};
use crate::source::Span;

/// The text between two passages.
const BETWEEN: &str = "\n\n";

/// The readable text of a document, not yet split.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) passages: Vec<(PassageKind, Range<usize>)>,
    /// Inline code, in order.
    pub(super) code: Vec<Range<usize>>,
}

/// Walks `document` in the order of the source.
pub(super) fn gather(document: &Document, fact: &dyn Fn(&str) -> Option<String>) -> Gathered {
    let mut gatherer = Gatherer {
        out: Gathered::default(),
        fact,
        start: 0,
    };
    gatherer.blocks(&document.blocks, PassageKind::Paragraph);
    gatherer.out
}

struct Gatherer<'a> {
    out: Gathered,
    fact: &'a dyn Fn(&str) -> Option<String>,
    /// Where the open passage begins.
    start: usize,
}

impl Gatherer<'_> {
    /// Adds blocks whose paragraphs are of `kind`.
    fn blocks(&mut self, blocks: &[Block], kind: PassageKind) {
        // All that a quotation holds is quoted, however deep it lies.
        let unless_quoted = |own: PassageKind| match kind {
            PassageKind::Quotation => kind,
            _ => own,
        };
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                    self.passage(inlines, kind);
                }
                BlockKind::Heading(heading) => {
                    self.passage(&heading.inlines, unless_quoted(PassageKind::Heading));
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.blocks(&item.blocks, unless_quoted(PassageKind::ListItem));
                    }
                }
                BlockKind::Quote { alert, blocks } => {
                    let own = match alert {
                        Some(_) => PassageKind::Paragraph,
                        None => PassageKind::Quotation,
                    };
                    self.blocks(blocks, unless_quoted(own));
                }
                BlockKind::Code { info, text } => {
                    if info.split_whitespace().next() == Some("letter") {
                        self.letter(text, block.span, unless_quoted(PassageKind::Letter));
                    }
                }
                BlockKind::Table(table) => {
                    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                        self.passage(&cell.inlines, unless_quoted(PassageKind::TableCell));
                    }
                }
                BlockKind::Definitions(parts) => {
                    for part in parts {
                        match part {
                            Definition::Title(_, inlines) => {
                                self.passage(inlines, unless_quoted(PassageKind::Term));
                            }
                            Definition::Description(_, blocks) => {
                                self.blocks(blocks, unless_quoted(PassageKind::Paragraph));
                            }
                        }
                    }
                }
                BlockKind::Footnote { blocks, .. } => {
                    self.blocks(blocks, unless_quoted(PassageKind::Paragraph));
                }
                BlockKind::Rule | BlockKind::Comment(_) | BlockKind::RawHtml(_) => {}
            }
        }
    }

    fn passage(&mut self, inlines: &[Inline], kind: PassageKind) {
        let before = self.open();
        self.inlines(inlines);
        self.close(kind, before);
    }

    /// The tree keeps no place for the lines of a code block, so all of them map to the block.
    fn letter(&mut self, text: &str, span: Span, kind: PassageKind) {
        for paragraph in text.split("\n\n") {
            let before = self.open();
            self.atomic(paragraph, span);
            self.close(kind, before);
        }
    }

    /// Begins a passage and returns the length of the text before it.
    fn open(&mut self) -> usize {
        let before = self.out.text.len();
        if before > 0 {
            self.out.text.push_str(BETWEEN);
        }
        self.start = self.out.text.len();
        before
    }

    /// Ends the passage; one without text leaves no trace.
    fn close(&mut self, kind: PassageKind, before: usize) {
        let end = self.out.text.trim_end().len();
        let end = if end <= self.start { before } else { end };
        self.out.text.truncate(end);
        self.out.map.truncate(end);
        if end > self.start {
            self.out.passages.push((kind, self.start..end));
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.verbatim(text, inline.span.start),
                InlineKind::Entity(text) => self.atomic(text, inline.span),
                InlineKind::Code(text) => self.code(text, inline.span),
                InlineKind::Emphasis(children)
                | InlineKind::Strong(children)
                | InlineKind::Strikethrough(children) => self.inlines(children),
                InlineKind::Link(link) => self.inlines(&link.children),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.atomic(" ", inline.span),
                InlineKind::Placeholder(words) => self.placeholder(inline, words),
                InlineKind::Image(_)
                | InlineKind::FootnoteReference(_)
                | InlineKind::TaskMarker(_)
                | InlineKind::Comment(_)
                | InlineKind::RawHtml(_) => {}
            }
        }
    }

    fn placeholder(&mut self, inline: &Inline, words: &str) {
        match inline.kind.fact_id().and_then(self.fact) {
            Some(value) => self.atomic(&one_line(&value), inline.span),
            None => self.code(&format!("{{{{ {words} }}}}"), inline.span),
        }
    }

    fn code(&mut self, text: &str, span: Span) {
        let text = one_line(text);
        let start = self.out.text.len();
        self.atomic(&text, span);
        let end = self.out.text.len();
        if start < end {
            self.out.code.push(start..end);
        }
    }

    fn verbatim(&mut self, text: &str, source: usize) {
        let kept = self.without_double_space(text);
        let skipped = text.len() - kept.len();
        let start = self.out.text.len();
        if !kept.is_empty() {
            self.out
                .map
                .push_verbatim(start, kept.len(), source + skipped);
            self.out.text.push_str(kept);
        }
    }

    fn atomic(&mut self, text: &str, span: Span) {
        let kept = self.without_double_space(text);
        let start = self.out.text.len();
        if !kept.is_empty() {
            self.out.text.push_str(kept);
            self.out.map.push_atomic(start..self.out.text.len(), span);
        }
    }

    /// `text` without the space that would begin a passage or stand beside another one, as it
    /// does around an image that was left out.
    fn without_double_space<'t>(&self, text: &'t str) -> &'t str {
        let at_start = self.out.text.len() == self.start;
        if at_start || self.out.text.ends_with(char::is_whitespace) {
            text.trim_start()
        } else {
            text
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ")
}
