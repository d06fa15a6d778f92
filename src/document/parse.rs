//! Turns the events of the Markdown parser into a tree.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag,
};

use super::placeholder::split_placeholders;
use super::slug::Slugs;
use super::{
    Alert, Block, BlockKind, Cell, ColumnAlignment, Definition, Document, Heading, Inline,
    InlineKind, Link, ListItem, Table, plain_text,
};
use crate::source::Span;

/// Containers deeper than this are opened up: their words stay, the nesting goes.
///
/// Without a limit, a page of a hundred thousand `>` would exhaust the stack of every
/// function that walks the tree.
const MAX_DEPTH: usize = 48;

impl Document {
    /// Parses Markdown that stands at byte `offset` of its file.
    pub fn parse(markdown: &str, offset: usize) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        let mut builder = Builder::new(markdown, offset);
        for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
            builder.take(event, range);
        }
        builder.finish()
    }
}

/// A node that is open.
struct Frame<'a> {
    tag: Tag<'a>,
    span: Span,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<ListItem>,
    cells: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    definitions: Vec<Definition>,
    raw: String,
}

impl<'a> Frame<'a> {
    fn new(tag: Tag<'a>, span: Span) -> Self {
        Self {
            tag,
            span,
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            definitions: Vec::new(),
            raw: String::new(),
        }
    }

    /// Closes the text that has gathered without a paragraph around it.
    fn close_plain_text(&mut self) {
        let inlines = split_placeholders(std::mem::take(&mut self.inlines));
        if let (Some(first), Some(last)) = (inlines.first(), inlines.last()) {
            let span = first.span.to(last.span);
            let kind = BlockKind::Plain(inlines);
            self.blocks.push(Block { span, kind });
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.close_plain_text();
        self.blocks
    }

    fn into_inlines(self) -> Vec<Inline> {
        split_placeholders(self.inlines)
    }
}

struct Builder<'a> {
    markdown: &'a str,
    offset: usize,
    /// Open nodes; the first stands for the document.
    stack: Vec<Frame<'a>>,
    /// Open tags that are past the depth limit and have no frame.
    opened_up: usize,
    slugs: Slugs,
}

impl<'a> Builder<'a> {
    fn new(markdown: &'a str, offset: usize) -> Self {
        let whole = Span::new(offset, offset + markdown.len());
        Self {
            markdown,
            offset,
            stack: vec![Frame::new(Tag::Paragraph, whole)],
            opened_up: 0,
            slugs: Slugs::default(),
        }
    }

    fn top(&mut self) -> &mut Frame<'a> {
        self.stack
            .last_mut()
            .expect("the frame of the document is never closed before the end")
    }

    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = Span::from(range.clone()).shifted(self.offset);
        match event {
            Event::Start(tag) => self.open(tag, span),
            Event::End(_) => self.close(),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, range);
            }
            Event::Code(text) => self.inline(InlineKind::Code(text.into_string()), span),
            Event::Html(html) => self.html_line(&html, span),
            Event::InlineHtml(html) => {
                let kind = match comment(&html) {
                    Some(words) => InlineKind::Comment(words),
                    None => InlineKind::RawHtml(html.into_string()),
                };
                self.inline(kind, span);
            }
            Event::FootnoteReference(label) => {
                self.inline(InlineKind::FootnoteReference(label.into_string()), span);
            }
            Event::SoftBreak => self.inline(InlineKind::SoftBreak, span),
            Event::HardBreak => self.inline(InlineKind::HardBreak, span),
            Event::Rule => self.block(BlockKind::Rule, span),
            Event::TaskListMarker(done) => self.inline(InlineKind::TaskMarker(done), span),
        }
    }

    fn open(&mut self, tag: Tag<'a>, span: Span) {
        if self.opened_up > 0 || self.stack.len() > MAX_DEPTH {
            self.opened_up += 1;
        } else {
            self.stack.push(Frame::new(tag, span));
        }
    }

    fn close(&mut self) {
        if self.opened_up > 0 {
            self.opened_up -= 1;
            // Words of two blocks that lost their nesting must not run together.
            let at = self
                .top()
                .inlines
                .last()
                .map(|inline| Span::at(inline.span.end));
            if let Some(at) = at {
                self.inline(InlineKind::SoftBreak, at);
            }
            return;
        }
        if self.stack.len() < 2 {
            return;
        }
        if let Some(frame) = self.stack.pop() {
            self.closed(frame);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let span = Span::from(range.clone()).shifted(self.offset);
        if let Tag::CodeBlock(_) = self.top().tag {
            self.top().raw.push_str(text);
            return;
        }
        let verbatim = self.markdown.get(range) == Some(text);
        if !verbatim {
            self.inline(InlineKind::Entity(text.to_owned()), span);
            return;
        }
        if let Some(last) = self.top().inlines.last_mut()
            && last.span.end == span.start
            && let InlineKind::Text(before) = &mut last.kind
        {
            before.push_str(text);
            last.span.end = span.end;
            return;
        }
        self.inline(InlineKind::Text(text.to_owned()), span);
    }

    fn html_line(&mut self, html: &str, span: Span) {
        let top = self.top();
        if matches!(top.tag, Tag::HtmlBlock) && top.span.contains(span) {
            top.raw.push_str(html);
        } else {
            self.block(html_block(html), span);
        }
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        self.top().inlines.push(Inline { span, kind });
    }

    fn block(&mut self, kind: BlockKind, span: Span) {
        let top = self.top();
        top.close_plain_text();
        top.blocks.push(Block { span, kind });
    }

    /// Puts a closed node into the one around it.
    fn closed(&mut self, mut frame: Frame<'a>) {
        let span = frame.span;
        if let Tag::List(_) | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::DefinitionList =
            frame.tag
        {
            // These hold no text of their own; text is here only where their parts were opened up.
            frame.close_plain_text();
            for block in std::mem::take(&mut frame.blocks) {
                self.block(block.kind, block.span);
            }
        }
        match std::mem::replace(&mut frame.tag, Tag::Paragraph) {
            Tag::Paragraph => self.block(BlockKind::Paragraph(frame.into_inlines()), span),
            Tag::Heading { level, id, .. } => {
                let inlines = frame.into_inlines();
                let wanted =
                    id.map_or_else(|| plain_text(&inlines, &|_| None), |id| id.to_string());
                let heading = Heading {
                    level: level as u8,
                    id: self.slugs.unique(&wanted),
                    inlines,
                };
                self.block(BlockKind::Heading(heading), span);
            }
            Tag::BlockQuote(kind) => {
                let alert = kind.map(alert);
                let blocks = frame.into_blocks();
                self.block(BlockKind::Quote { alert, blocks }, span);
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let text = frame.raw.replace("\r\n", "\n");
                self.block(BlockKind::Code { info, text }, span);
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.block(html_block(&frame.raw), span),
            Tag::List(start) => {
                let items = frame.items;
                self.block(BlockKind::List { start, items }, span);
            }
            Tag::Item => {
                let blocks = frame.into_blocks();
                self.top().items.push(ListItem { span, blocks });
            }
            Tag::FootnoteDefinition(label) => {
                let label = label.into_string();
                let blocks = frame.into_blocks();
                self.block(BlockKind::Footnote { label, blocks }, span);
            }
            tag => self.closed_small(tag, frame, span),
        }
    }

    /// Tables, definition lists and inline nodes.
    fn closed_small(&mut self, tag: Tag<'a>, frame: Frame<'a>, span: Span) {
        match tag {
            Tag::DefinitionList => self.block(BlockKind::Definitions(frame.definitions), span),
            Tag::DefinitionListTitle => {
                let title = Definition::Title(span, frame.into_inlines());
                self.top().definitions.push(title);
            }
            Tag::DefinitionListDefinition => {
                let description = Definition::Description(span, frame.into_blocks());
                self.top().definitions.push(description);
            }
            Tag::Table(alignments) => {
                let mut rows = frame.rows.into_iter();
                let table = Table {
                    alignments: alignments.into_iter().map(alignment).collect(),
                    head: rows.next().unwrap_or_default(),
                    rows: rows.collect(),
                };
                self.block(BlockKind::Table(table), span);
            }
            Tag::TableHead | Tag::TableRow => self.top().rows.push(frame.cells),
            Tag::TableCell => {
                let inlines = frame.into_inlines();
                self.top().cells.push(Cell { span, inlines });
            }
            Tag::Strong => self.inline(InlineKind::Strong(frame.into_inlines()), span),
            Tag::Strikethrough => {
                self.inline(InlineKind::Strikethrough(frame.into_inlines()), span);
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mut destination = dest_url.into_string();
                if link_type == LinkType::Email {
                    destination.insert_str(0, "mailto:");
                }
                let link = link(destination, title.into_string(), frame.into_inlines());
                self.inline(InlineKind::Link(link), span);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let link = link(
                    dest_url.into_string(),
                    title.into_string(),
                    frame.into_inlines(),
                );
                self.inline(InlineKind::Image(link), span);
            }
            _ => self.inline(InlineKind::Emphasis(frame.into_inlines()), span),
        }
    }

    fn finish(mut self) -> Document {
        self.opened_up = 0;
        while self.stack.len() > 1 {
            self.close();
        }
        let blocks = self.stack.pop().map(Frame::into_blocks).unwrap_or_default();
        Document { blocks }
    }
}

fn link(destination: String, title: String, children: Vec<Inline>) -> Link {
    Link {
        destination,
        title,
        children,
    }
}

/// The words of a text that is one HTML comment and nothing else.
fn comment(html: &str) -> Option<String> {
    let words = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    (!words.contains("-->")).then(|| words.trim().to_owned())
}

fn html_block(html: &str) -> BlockKind {
    match comment(html) {
        Some(words) => BlockKind::Comment(words),
        None => BlockKind::RawHtml(html.to_owned()),
    }
}

const fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

const fn alignment(alignment: Alignment) -> ColumnAlignment {
    match alignment {
        Alignment::None => ColumnAlignment::None,
        Alignment::Left => ColumnAlignment::Left,
        Alignment::Center => ColumnAlignment::Center,
        Alignment::Right => ColumnAlignment::Right,
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, BlockKind, Document, InlineKind};
    use crate::document::visit_inlines;

    fn first(markdown: &str) -> Block {
        let document = Document::parse(markdown, 0);
        document
            .blocks
            .into_iter()
            .next()
            .expect("there is a block")
    }

    #[test]
    fn every_text_is_what_stands_in_the_source() {
        let markdown =
            "> A *b* [c](d.md) &amp; `e` {{ fact.f }}\n\n| g | h |\n|---|--:|\n| i | j |\n";
        let padded = format!("---\n{markdown}");
        let document = Document::parse(markdown, 4);
        visit_inlines(&document.blocks, &mut |inline, _| {
            if let InlineKind::Text(text) = &inline.kind {
                assert_eq!(inline.span.of(&padded), text);
            }
        });
    }

    #[test]
    fn a_tight_list_holds_plain_text() {
        let BlockKind::List { start, items } = first("1. one\n2. two").kind else {
            panic!("not a list");
        };
        assert_eq!(start, Some(1));
        assert!(matches!(items[0].blocks[0].kind, BlockKind::Plain(_)));
    }

    #[test]
    fn comments_and_html_are_told_apart() {
        assert!(
            matches!(first("<!-- hello -->").kind, BlockKind::Comment(words) if words == "hello")
        );
        assert!(matches!(
            first("<div>hello</div>").kind,
            BlockKind::RawHtml(_)
        ));
        assert!(matches!(
            first("<!-- a --> <b>").kind,
            BlockKind::RawHtml(_)
        ));
    }

    #[test]
    fn alerts_are_known() {
        assert!(matches!(
            first("> [!IMPORTANT]\n> **Soon.**").kind,
            BlockKind::Quote {
                alert: Some(super::Alert::Important),
                ..
            }
        ));
    }

    #[test]
    fn deep_nesting_keeps_the_words() {
        let markdown = format!("{} deep", ">".repeat(50_000));
        let document = Document::parse(&markdown, 0);
        let mut words = String::new();
        visit_inlines(&document.blocks, &mut |inline, _| {
            if let InlineKind::Text(text) = &inline.kind {
                words.push_str(text);
            }
        });
        assert!(words.contains("deep"));
    }

    #[test]
    fn no_word_is_lost_at_any_depth() {
        for depth in 40..60 {
            let inner = "- one\n- two\n\n| three |\n|---|\n| four |\n";
            let quoted = |line: &str| format!("{}{line}\n", "> ".repeat(depth));
            let markdown: String = inner.lines().map(quoted).collect();
            let mut words = String::new();
            let document = Document::parse(&markdown, 0);
            visit_inlines(&document.blocks, &mut |inline, _| {
                if let InlineKind::Text(text) = &inline.kind {
                    words.push_str(text);
                }
            });
            for word in ["one", "two", "three", "four"] {
                assert!(words.contains(word), "{word} at depth {depth}: {words}");
            }
        }
    }

    #[test]
    fn a_heading_can_name_its_own_id() {
        let BlockKind::Heading(heading) = first("## When? {#dates}").kind else {
            panic!("not a heading");
        };
        assert_eq!(heading.id, "dates");
    }
}
