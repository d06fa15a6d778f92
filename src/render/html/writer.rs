//! Writes blocks.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::slug;
use crate::document::{Block, BlockKind, Definition, Heading, Inline, ListItem, plain_text};
use crate::site::Page;
use crate::site::Site;
use crate::site::TermId;
use crate::site::TermUse;

use super::ContentsEntry;
use super::element::{Attribute, Element, Node, Tag, is_blank, is_empty, to_html};
use super::footnotes::Footnotes;
use super::ids::Ids;
use super::outline::{Outline, heading_tag};
use crate::render::Addresses;
use crate::render::words::Words;

/// Whether text without a paragraph around it gets one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainText {
    /// It stands as it is, as in a tight list.
    Bare,
    /// It becomes a paragraph.
    Paragraph,
}

/// What the writer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A page, with all that belongs to it.
    Page,
    /// What a term means, to stand on other pages: without ids, controls and footnotes.
    Definition,
}

/// Walks the tree of one page.
pub(super) struct Writer<'a> {
    pub(super) site: &'a Site,
    pub(super) page: &'a Page,
    pub(super) addresses: &'a Addresses<'a>,
    /// The words that the writer adds to those of the page.
    pub(super) words: &'a Words,
    pub(super) part: Part,
    /// Where terms are first used, by their first byte.
    pub(super) terms: BTreeMap<usize, TermUse>,
    /// The terms whose control has been written, with the id of the definition.
    pub(super) controls: Vec<(TermId, String)>,
    pub(super) ids: Ids,
    pub(super) in_link: bool,
    pub(super) footnotes: Footnotes<'a>,
    /// The words of the last heading.
    pub(super) last_heading: String,
    /// The number of tables so far.
    pub(super) tables: usize,
    /// The texts of the letters so far.
    pub(super) letter_texts: Vec<String>,
    /// The headings for the table of contents so far.
    pub(super) contents: Vec<ContentsEntry>,
    outline: Outline,
    /// The figures of which it has been said when they change.
    pub(super) changes: BTreeSet<String>,
    /// How many quotations, alerts and notes are open: their headings are not those of the page.
    pub(super) set_apart: usize,
}

impl<'a> Writer<'a> {
    /// A writer for the words of `page`, or for what it says of its term.
    pub(super) fn new(
        site: &'a Site,
        page: &'a Page,
        addresses: &'a Addresses<'a>,
        words: &'a Words,
        part: Part,
    ) -> Self {
        let headings = page.document.headings();
        let taken = headings.iter().map(|(heading, _)| heading.id.clone());
        let terms = site
            .terms_on(page)
            .iter()
            .map(|used| (used.span.start, *used));
        Self {
            site,
            page,
            addresses,
            words,
            part,
            terms: terms.collect(),
            controls: Vec::new(),
            ids: Ids::beside(taken),
            in_link: false,
            footnotes: Footnotes::of(&page.document),
            last_heading: String::new(),
            tables: 0,
            letter_texts: Vec::new(),
            contents: Vec::new(),
            outline: Outline::default(),
            changes: BTreeSet::new(),
            set_apart: 0,
        }
    }

    /// The blocks of a document as HTML.
    pub(super) fn document(&mut self, blocks: &'a [Block]) -> String {
        to_html(&self.blocks(blocks, PlainText::Paragraph))
    }

    /// The body of the page, with its footnotes.
    pub(super) fn body(&mut self) -> String {
        let mut nodes = self.blocks(&self.page.document.blocks, PlainText::Paragraph);
        nodes.extend(self.footnote_section());
        to_html(&nodes)
    }

    /// What the term of this page means.
    pub(super) fn definition(&mut self) -> Vec<Node> {
        let blocks = &self.page.document.blocks;
        let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
        let end = blocks.iter().position(is_heading).unwrap_or(blocks.len());
        let nodes = self.blocks(blocks.get(..end).unwrap_or_default(), PlainText::Paragraph);
        match &self.page.summary {
            Some(summary) if is_empty(&nodes) => self.blocks(&summary.blocks, PlainText::Paragraph),
            _ => nodes,
        }
    }

    /// What the terms of the page mean, each once.
    pub(super) fn meanings(&self) -> String {
        let terms = self.site.terms_on(self.page).iter();
        let nodes: Vec<Node> = terms.map(|used| self.meaning(used.term)).collect();
        to_html(&nodes)
    }

    /// What a term means, as a pop-up if a control opens it.
    fn meaning(&self, id: TermId) -> Node {
        let term = self.site.glossary.term(id);
        let page = self.site.page(term.page);
        let mut link = Element::new(Tag::A)
            .with(Attribute::Href, self.addresses.page(page))
            .text(&term.term);
        if let Some(expansion) = &term.expansion {
            link = link.text(format!(" ({expansion})"));
        }
        let title = Element::new(Tag::P).holding([link.into()]);
        let (site, addresses, words) = (self.site, self.addresses, self.words);
        let meaning = Writer::new(site, page, addresses, words, Part::Definition).definition();
        let opened_by = self.controls.iter().find(|(term, _)| *term == id);
        let Some((_, control)) = opened_by else {
            let whole = Element::new(Tag::Div).class("pl-meaning");
            return whole.holding([title.into()]).holding(meaning).into();
        };
        // A tap outside closes it too; but who taps outside must know that.
        let close = Element::new(Tag::Button)
            .class("pl-close")
            .with(Attribute::PopoverTarget, control)
            .text(words.get("close"));
        Element::new(Tag::Div)
            .flag(Attribute::Popover)
            .with(Attribute::Id, control)
            .class("pl-meaning")
            .holding([title.into()])
            .holding(meaning)
            .holding([close.into()])
            .into()
    }

    /// The control's id of the definition of a term.
    pub(super) fn definition_id(&mut self, term: TermId) -> String {
        let name = slug::slug(&self.site.glossary.term(term).term);
        let id = self.ids.unique(&format!("pl-w-{name}"));
        self.controls.push((term, id.clone()));
        id
    }

    /// Writes blocks that stand one after the other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], plain: PlainText) -> Vec<Node> {
        let mut nodes = Vec::new();
        // The heading that stands directly before the block, alerts aside.
        let mut heading: Option<&Heading> = None;
        for block in blocks {
            match &block.kind {
                BlockKind::Comment(_) | BlockKind::RawHtml(_) | BlockKind::Footnote { .. } => {
                    continue;
                }
                BlockKind::Heading(next) => {
                    nodes.extend(self.heading(next));
                    heading = Some(next);
                    continue;
                }
                BlockKind::List { start, items } => {
                    nodes.extend(self.list(*start, items, heading));
                }
                // A deadline may stand between a heading and its steps.
                BlockKind::Quote { alert: Some(_), .. } => {
                    nodes.extend(self.other(block));
                    continue;
                }
                BlockKind::Plain(inlines) if plain == PlainText::Bare => {
                    nodes.extend(self.inlines(inlines));
                }
                BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                    nodes.extend(self.paragraph(inlines));
                }
                _ => nodes.extend(self.other(block)),
            }
            heading = None;
        }
        nodes
    }

    /// Blocks that do not depend on what stands before them.
    fn other(&mut self, block: &'a Block) -> Vec<Node> {
        match &block.kind {
            BlockKind::Quote { alert, blocks } => {
                self.set_apart += 1;
                let mut inside = self.blocks(blocks, PlainText::Paragraph);
                self.set_apart -= 1;
                let Some(alert) = *alert else {
                    return vec![Element::new(Tag::Blockquote).holding(inside).into()];
                };
                let name = Element::new(Tag::Strong).text(self.words.get(alert_name(alert)));
                let label = Element::new(Tag::P)
                    .class("pl-alert-label")
                    .holding([name.into()]);
                inside.insert(0, label.into());
                let alert = Element::new(Tag::Div)
                    .class(alert_class(alert))
                    .with(Attribute::Role, "note")
                    .holding(inside);
                vec![alert.into()]
            }
            BlockKind::Code { info, text } if info == "letter" && self.part == Part::Page => {
                vec![self.letter(text).into()]
            }
            BlockKind::Code { text, .. } => {
                let code = Element::new(Tag::Code).text(text);
                vec![Element::new(Tag::Pre).holding([code.into()]).into()]
            }
            BlockKind::Table(table) => self.table(table).into_iter().map(Node::from).collect(),
            BlockKind::Definitions(parts) => self.definition_list(parts),
            BlockKind::Rule => vec![Element::new(Tag::Hr).into()],
            _ => Vec::new(),
        }
    }

    fn paragraph(&mut self, inlines: &'a [Inline]) -> Option<Node> {
        let words = self.inlines(inlines);
        (!is_empty(&words)).then(|| Element::new(Tag::P).holding(words).into())
    }

    /// A heading without words is left out: it would be a stop on the way for nothing.
    fn heading(&mut self, heading: &'a Heading) -> Option<Node> {
        let words = self.inlines(&heading.inlines);
        if is_blank(&words) {
            return None;
        }
        if self.part == Part::Definition {
            let strong = Element::new(Tag::Strong).holding(words);
            return Some(Element::new(Tag::P).holding([strong.into()]).into());
        }
        let level = self.outline.next(heading.level);
        let text = self.words_of(&heading.inlines);
        if level <= 3 && self.set_apart == 0 && !text.trim().is_empty() {
            self.contents.push(ContentsEntry {
                level,
                id: heading.id.clone(),
                text: text.clone(),
            });
        }
        self.last_heading = text;
        let element = Element::new(heading_tag(level))
            .with(Attribute::Id, &heading.id)
            .holding(words);
        Some(element.into())
    }

    /// The heading over the footnotes, at the level of the page's own parts.
    pub(super) fn footnotes_heading(&mut self, id: &str) -> Element {
        Element::new(heading_tag(self.outline.next(2)))
            .with(Attribute::Id, id)
            .text(self.words.get("footnotes"))
    }

    fn list(
        &mut self,
        start: Option<u64>,
        items: &'a [ListItem],
        heading: Option<&Heading>,
    ) -> Option<Node> {
        if items.is_empty() {
            return None;
        }
        let mut list = Element::new(if start.is_some() { Tag::Ol } else { Tag::Ul });
        if let Some(class) = heading.and_then(|heading| self.list_class(start, heading)) {
            list = list.class(class);
        }
        if let Some(first) = start.filter(|first| *first != 1) {
            list = list.with(Attribute::Start, first.to_string());
        }
        for item in items {
            let inside = self.blocks(&item.blocks, PlainText::Bare);
            list = list.holding([Element::new(Tag::Li).holding(inside).into()]);
        }
        Some(list.into())
    }

    /// The class of a list directly below a heading.
    fn list_class(&self, start: Option<u64>, heading: &Heading) -> Option<&'static str> {
        let words = self.words_of(&heading.inlines).trim().to_lowercase();
        if words == self.words.get("do") {
            Some("pl-do")
        } else if words == self.words.get("do_not") {
            Some("pl-do-not")
        } else {
            start.map(|_| "pl-steps")
        }
    }

    fn definition_list(&mut self, parts: &'a [Definition]) -> Vec<Node> {
        let begins_well = matches!(parts.first(), Some(Definition::Title(..)));
        let ends_well = matches!(parts.last(), Some(Definition::Description(..)));
        // HTML allows no list that lacks one or the other, so such parts stand on their own.
        let is_list = begins_well && ends_well;
        let mut nodes = Vec::new();
        for part in parts {
            match part {
                Definition::Title(_, inlines) if is_list => {
                    let words = self.inlines(inlines);
                    nodes.push(Element::new(Tag::Dt).holding(words).into());
                }
                Definition::Description(_, blocks) if is_list => {
                    let inside = self.blocks(blocks, PlainText::Bare);
                    nodes.push(Element::new(Tag::Dd).holding(inside).into());
                }
                Definition::Title(_, inlines) => nodes.extend(self.paragraph(inlines)),
                Definition::Description(_, blocks) => {
                    nodes.extend(self.blocks(blocks, PlainText::Paragraph));
                }
            }
        }
        if is_list {
            nodes = vec![Element::new(Tag::Dl).holding(nodes).into()];
        }
        nodes
    }

    /// The words of some inlines, facts put in.
    pub(super) fn words_of(&self, inlines: &[Inline]) -> String {
        plain_text(inlines, &|id| self.fact_text(id))
    }

    /// A fact on the site's date, with its unit in the language of the page.
    pub(super) fn fact_text(&self, id: &str) -> Option<String> {
        self.words.fact(self.site, id)
    }
}

/// The name of the word that says what an alert is.
const fn alert_name(alert: crate::document::Alert) -> &'static str {
    use crate::document::Alert;
    match alert {
        Alert::Note => "note",
        Alert::Tip => "tip",
        Alert::Important => "important",
        Alert::Warning => "warning",
        Alert::Caution => "caution",
    }
}

const fn alert_class(alert: crate::document::Alert) -> &'static str {
    use crate::document::Alert;
    match alert {
        Alert::Note => "pl-alert pl-alert-note",
        Alert::Tip => "pl-alert pl-alert-tip",
        Alert::Important => "pl-alert pl-alert-important",
        Alert::Warning => "pl-alert pl-alert-warning",
        Alert::Caution => "pl-alert pl-alert-caution",
    }
}
