//! Writes what stands in a line.

use crate::document::{Inline, InlineKind, Link};
use crate::site::LinkTarget;
use crate::site::TermId;
use crate::site::{Fact, FactState, Unit};
use crate::source::Span;

use super::element::{Attribute, Element, Node, Tag, is_blank};
use super::writer::{Part, Writer};
use crate::render::addresses;

/// Endings of pictures that can hold no script.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// How many days before a value runs out readers are told, where none is known to follow.
const SOON: i32 = 60;

/// A control of more characters than this may be wider than a small screen.
const HELD: usize = 16;

/// The control of a term whose words are being gathered.
struct OpenControl {
    term: TermId,
    /// The byte in the source at which its words end.
    end: usize,
    words: Vec<Node>,
}

impl<'a> Writer<'a> {
    /// Writes the pieces of a line.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut control = None;
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, inline.span, &mut control, &mut nodes),
                InlineKind::SoftBreak => {
                    self.close_control_before(inline.span.start, &mut control, &mut nodes);
                    gather(&mut control, &mut nodes, " ");
                }
                _ => {
                    self.close_control(&mut control, &mut nodes);
                    nodes.extend(self.inline(inline));
                }
            }
        }
        self.close_control(&mut control, &mut nodes);
        held_together(nodes)
    }

    /// Writes text, and opens a control where a term is first used.
    ///
    /// A term can begin in one piece of text and end in the next, across a line end.
    fn text(
        &mut self,
        text: &str,
        span: Span,
        control: &mut Option<OpenControl>,
        nodes: &mut Vec<Node>,
    ) {
        let mut at = span.start;
        let mut rest = text;
        while !rest.is_empty() {
            self.close_control_before(at, control, nodes);
            let end = match control {
                Some(open) => open.end,
                None => match self.terms.range(at..span.end).next() {
                    Some((&start, used)) if start == at => {
                        let (term, end) = (used.term, used.span.end);
                        if self.may_hold_control(end, at) {
                            let words = Vec::new();
                            *control = Some(OpenControl { term, end, words });
                        }
                        end
                    }
                    Some((&start, _)) => start,
                    None => span.end,
                },
            };
            let split = rest.split_at_checked(end.saturating_sub(at).min(rest.len()));
            let Some((words, after)) = split.filter(|(words, _)| !words.is_empty()) else {
                // No place in the text is meant: the words matter more than the control.
                gather(control, nodes, rest);
                return;
            };
            gather(control, nodes, words);
            at += words.len();
            rest = after;
        }
    }

    fn may_hold_control(&self, end: usize, at: usize) -> bool {
        end > at && !self.in_link && self.part == Part::Page
    }

    fn close_control_before(
        &mut self,
        at: usize,
        control: &mut Option<OpenControl>,
        nodes: &mut Vec<Node>,
    ) {
        if control.as_ref().is_some_and(|open| open.end <= at) {
            self.close_control(control, nodes);
        }
    }

    fn close_control(&mut self, control: &mut Option<OpenControl>, nodes: &mut Vec<Node>) {
        let Some(open) = control.take() else {
            return;
        };
        let id = self.definition_id(open.term);
        let button = Element::new(Tag::Button)
            .class("pl-term")
            .with(Attribute::PopoverTarget, id)
            .holding(open.words);
        nodes.push(button.into());
    }

    /// Writes a piece that is neither text nor a line end.
    fn inline(&mut self, inline: &'a Inline) -> Vec<Node> {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Entity(text) => vec![Node::Text(text.clone())],
            InlineKind::Code(text) => vec![Element::new(Tag::Code).text(text).into()],
            InlineKind::Emphasis(children) => self.marked(Tag::Em, children),
            InlineKind::Strong(children) => self.marked(Tag::Strong, children),
            InlineKind::Strikethrough(children) => self.marked(Tag::Del, children),
            InlineKind::Link(link) => self.link(inline.span, link),
            InlineKind::Image(link) => self.image(inline.span, link),
            InlineKind::SoftBreak => vec![Node::Text(" ".to_owned())],
            InlineKind::HardBreak => vec![Element::new(Tag::Br).into()],
            InlineKind::FootnoteReference(label) => self.footnote_mark(label),
            InlineKind::TaskMarker(done) => self.task_box(*done),
            InlineKind::Placeholder(words) => vec![self.placeholder(words, &inline.kind)],
            InlineKind::Comment(_) | InlineKind::RawHtml(_) => Vec::new(),
        }
    }

    fn marked(&mut self, tag: Tag, children: &'a [Inline]) -> Vec<Node> {
        let words = self.inlines(children);
        vec![Element::new(tag).holding(words).into()]
    }

    /// A link that leads nowhere, or that has no words, is written as its words alone.
    fn link(&mut self, span: Span, link: &'a Link) -> Vec<Node> {
        let href = if self.in_link { None } else { self.href(span) };
        let Some(href) = href else {
            return self.inlines(&link.children);
        };
        self.in_link = true;
        let words = self.inlines(&link.children);
        self.in_link = false;
        if is_blank(&words) {
            return words;
        }
        let mut element = Element::new(Tag::A).with(Attribute::Href, href);
        if !link.title.is_empty() {
            element = element.with(Attribute::Title, &link.title);
        }
        vec![element.holding(words).into()]
    }

    fn href(&self, span: Span) -> Option<String> {
        match self.site.links.get(self.page.source, span)? {
            LinkTarget::Page { page, anchor } => {
                let target = self.site.page(*page);
                let here = *page == self.page.id && self.part == Part::Page;
                Some(match anchor {
                    Some(anchor) if here => addresses::fragment(anchor),
                    Some(anchor) => self.addresses.anchor(target, anchor),
                    None => self.addresses.page(target),
                })
            }
            LinkTarget::File(path) => Some(self.addresses.file(path)),
            LinkTarget::External(address) => addresses::external(address),
            LinkTarget::Broken(_) => None,
        }
    }

    /// A picture of our own; any other is written as its words, so that a page asks nobody else.
    fn image(&mut self, span: Span, link: &'a Link) -> Vec<Node> {
        let alt = self.words_of(&link.children);
        let target = self.site.links.get(self.page.source, span);
        if let Some(LinkTarget::File(path)) = target
            && is_picture(path)
        {
            let mut image = Element::new(Tag::Img)
                .with(Attribute::Src, self.addresses.file(path))
                .with(Attribute::Alt, alt)
                .with(Attribute::Loading, "lazy");
            // With its size known, the text below does not jump when the picture arrives.
            let asset = self
                .site
                .assets
                .iter()
                .find(|asset| asset.path.strip_prefix("content/") == Some(path.as_str()));
            if let Some((width, height)) = asset.and_then(|asset| asset.size) {
                image = image
                    .with(Attribute::Width, width.to_string())
                    .with(Attribute::Height, height.to_string());
            }
            return vec![image.into()];
        }
        vec![Node::Text(alt)]
    }

    fn task_box(&self, done: bool) -> Vec<Node> {
        if self.in_link {
            return Vec::new();
        }
        let name = if done {
            self.words.get("done")
        } else {
            self.words.get("not_done")
        };
        let mut input = Element::new(Tag::Input).with(Attribute::Type, "checkbox");
        if done {
            input = input.flag(Attribute::Checked);
        }
        let input = input
            .flag(Attribute::Disabled)
            .with(Attribute::AriaLabel, name);
        vec![input.into(), Node::Text(" ".to_owned())]
    }

    /// A fact; a telephone number can be dialled. What is not known stands as it was written.
    fn placeholder(&mut self, words: &str, kind: &InlineKind) -> Node {
        let known = kind
            .fact_id()
            .and_then(|id| Some((id, self.site.facts.get(id)?, self.fact_text(id)?)));
        let Some((id, fact, text)) = known else {
            return Node::Text(format!("{{{{ {words} }}}}"));
        };
        let dialled = (fact.unit == Unit::Phone && !self.in_link)
            .then(|| addresses::telephone(&text))
            .flatten();
        if let Some(href) = dialled {
            return Element::new(Tag::A)
                .with(Attribute::Href, href)
                .text(text)
                .into();
        }
        match self.coming_change(fact) {
            Some(change) if self.changes.insert(id.to_owned()) => {
                Node::Text(format!("{text} ({change})"))
            }
            _ => Node::Text(text),
        }
    }

    /// From when another value holds, or until when this one does if that is soon.
    fn coming_change(&self, fact: &Fact) -> Option<String> {
        let today = self.site.date;
        let FactState::Holds { value, next } = fact.on(today)? else {
            return None;
        };
        if let Some(next) = next {
            let (date, text) = (
                self.words.date(next.from),
                self.words.figure(fact.unit, &next.value),
            );
            let values = [("date", date.as_str()), ("value", &text)];
            return Some(self.words.fill("fact_changes", &values));
        }
        let until = value.until?;
        let is_soon = (until - today).get_days() <= SOON;
        let date = self.words.date(until);
        is_soon.then(|| self.words.fill("fact_ends", &[("date", &date)]))
    }
}

/// Keeps each control on one line with the signs that touch it. A browser may end a line on either
/// side of a control, even between a short form and its bracket.
fn held_together(nodes: Vec<Node>) -> Vec<Node> {
    let mut nodes = nodes.into_iter().peekable();
    let mut held: Vec<Node> = Vec::new();
    while let Some(node) = nodes.next() {
        if !node.is(Tag::Button) || node.length() > HELD {
            held.push(node);
            continue;
        }
        let before = held.last_mut().and_then(Node::take_last_sign);
        let after = nodes.peek_mut().and_then(Node::take_first_sign);
        if before.is_none() && after.is_none() {
            held.push(node);
            continue;
        }
        let parts = [before, Some(node), after].into_iter().flatten();
        let span = Element::new(Tag::Span).class("pl-held").holding(parts);
        held.push(span.into());
    }
    held
}

/// Adds words to the open control, or to the line.
fn gather(control: &mut Option<OpenControl>, nodes: &mut Vec<Node>, words: &str) {
    let words = Node::Text(words.to_owned());
    match control {
        Some(open) => open.words.push(words),
        None => nodes.push(words),
    }
}

fn is_picture(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| {
        PICTURES
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}
