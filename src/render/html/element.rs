//! The closed set of elements and attributes that a page can be made of.
//!
//! Content only ever becomes [`Node::Text`] or the value of an attribute, and both are escaped.
//! No string can become the name of an element or an attribute, so no page can hold markup that
//! is not named here.

use crate::render::text::push_escaped;

/// An element by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    A,
    Blockquote,
    Br,
    Button,
    Code,
    Dd,
    Del,
    Div,
    Dl,
    Dt,
    Em,
    H2,
    H3,
    H4,
    H5,
    H6,
    Hr,
    Img,
    Input,
    Li,
    Ol,
    P,
    Pre,
    Section,
    Span,
    Strong,
    Sup,
    Table,
    Tbody,
    Td,
    Th,
    Thead,
    Tr,
    Ul,
}

/// An attribute by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Alt,
    AriaLabel,
    AriaLabelledBy,
    Checked,
    Class,
    Disabled,
    Download,
    Height,
    Href,
    Id,
    Loading,
    Popover,
    PopoverTarget,
    Role,
    Scope,
    Src,
    Start,
    TabIndex,
    Title,
    Type,
    Width,
}

/// Text, or an element with what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Words, not yet escaped.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with its attributes and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    tag: Tag,
    attributes: Vec<(Attribute, String)>,
    children: Vec<Node>,
}

impl Element {
    /// An element with neither attributes nor children.
    pub(super) const fn new(tag: Tag) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Adds an attribute, after those that are there.
    #[must_use]
    pub(super) fn with(mut self, attribute: Attribute, value: impl Into<String>) -> Self {
        self.attributes.push((attribute, value.into()));
        self
    }

    /// Adds the theme's class.
    #[must_use]
    pub(super) fn class(self, class: &'static str) -> Self {
        self.with(Attribute::Class, class)
    }

    /// Adds an attribute that has no value.
    #[must_use]
    pub(super) fn flag(self, attribute: Attribute) -> Self {
        self.with(attribute, "")
    }

    /// Adds children, after those that are there.
    #[must_use]
    pub(super) fn holding(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(children);
        self
    }

    /// Adds words, after the children that are there.
    #[must_use]
    pub(super) fn text(self, words: impl Into<String>) -> Self {
        self.holding([Node::Text(words.into())])
    }

    /// The value of an attribute, if the element has it.
    fn get(&self, attribute: Attribute) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(name, _)| *name == attribute)
            .map(|(_, value)| value.as_str())
    }

    fn push_html(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.tag.name());
        for (attribute, value) in &self.attributes {
            out.push(' ');
            out.push_str(attribute.name());
            if !attribute.is_flag() {
                out.push_str("=\"");
                push_escaped(out, value);
                out.push('"');
            }
        }
        out.push('>');
        if !self.tag.is_void() {
            push_nodes(&self.children, out);
            out.push_str("</");
            out.push_str(self.tag.name());
            out.push('>');
        }
        if self.tag.ends_line() {
            out.push('\n');
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Node {
    /// Whether it is an element of this name.
    pub(super) fn is(&self, tag: Tag) -> bool {
        matches!(self, Self::Element(element) if element.tag == tag)
    }

    /// How many characters of text it holds.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.chars().count(),
            Self::Element(element) => element.children.iter().map(Self::length).sum(),
        }
    }

    /// Takes away the last character of a text, unless it is space.
    pub(super) fn take_last_sign(&mut self) -> Option<Self> {
        let Self::Text(text) = self else { return None };
        text.chars().last().filter(|last| !last.is_whitespace())?;
        let sign = text.pop()?;
        Some(Self::Text(sign.to_string()))
    }

    /// Takes away the first character of a text, unless it is space.
    pub(super) fn take_first_sign(&mut self) -> Option<Self> {
        let Self::Text(text) = self else { return None };
        let first = text.chars().next().filter(|first| !first.is_whitespace())?;
        text.remove(0);
        Some(Self::Text(first.to_string()))
    }
}

/// The nodes as HTML.
pub(super) fn to_html(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_nodes(nodes, &mut out);
    out
}

fn push_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => push_escaped(out, text),
            Node::Element(element) => element.push_html(out),
        }
    }
}

/// Whether a reader would find nothing there: no words, and no picture with words for it.
pub(super) fn is_blank(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(text) => is_blank_text(text),
        Node::Element(element) => {
            element.get(Attribute::Alt).is_none_or(is_blank_text) && is_blank(&element.children)
        }
    })
}

fn is_blank_text(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || character.is_control())
}

/// Whether there is neither a word nor an element other than text markup to see.
pub(super) fn is_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(text) => is_blank_text(text),
        Node::Element(element) => !element.tag.is_void() && is_empty(&element.children),
    })
}

impl Tag {
    const fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::Blockquote => "blockquote",
            Self::Br => "br",
            Self::Button => "button",
            Self::Code => "code",
            Self::Dd => "dd",
            Self::Del => "del",
            Self::Div => "div",
            Self::Dl => "dl",
            Self::Dt => "dt",
            Self::Em => "em",
            Self::H2 => "h2",
            Self::H3 => "h3",
            Self::H4 => "h4",
            Self::H5 => "h5",
            Self::H6 => "h6",
            Self::Hr => "hr",
            Self::Img => "img",
            Self::Input => "input",
            Self::Li => "li",
            Self::Ol => "ol",
            Self::P => "p",
            Self::Pre => "pre",
            Self::Section => "section",
            Self::Span => "span",
            Self::Strong => "strong",
            Self::Sup => "sup",
            Self::Table => "table",
            Self::Tbody => "tbody",
            Self::Td => "td",
            Self::Th => "th",
            Self::Thead => "thead",
            Self::Tr => "tr",
            Self::Ul => "ul",
        }
    }

    /// Whether the element holds nothing and has no end tag.
    const fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Hr | Self::Img | Self::Input)
    }

    /// Whether a line ends after the element, where white space means nothing.
    const fn ends_line(self) -> bool {
        !matches!(
            self,
            Self::A
                | Self::Br
                | Self::Button
                | Self::Code
                | Self::Del
                | Self::Em
                | Self::Img
                | Self::Input
                | Self::Span
                | Self::Strong
                | Self::Sup
        )
    }
}

impl Attribute {
    const fn name(self) -> &'static str {
        match self {
            Self::Alt => "alt",
            Self::AriaLabel => "aria-label",
            Self::AriaLabelledBy => "aria-labelledby",
            Self::Checked => "checked",
            Self::Class => "class",
            Self::Disabled => "disabled",
            Self::Download => "download",
            Self::Height => "height",
            Self::Href => "href",
            Self::Id => "id",
            Self::Loading => "loading",
            Self::Popover => "popover",
            Self::PopoverTarget => "popovertarget",
            Self::Role => "role",
            Self::Scope => "scope",
            Self::Src => "src",
            Self::Start => "start",
            Self::TabIndex => "tabindex",
            Self::Title => "title",
            Self::Type => "type",
            Self::Width => "width",
        }
    }

    /// Whether the attribute is written without a value.
    const fn is_flag(self) -> bool {
        matches!(
            self,
            Self::Checked | Self::Disabled | Self::Download | Self::Popover
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Element, Node, Tag, is_blank, to_html};

    #[test]
    fn words_and_values_are_escaped() {
        let link = Element::new(Tag::A)
            .with(Attribute::Href, "\"><b>")
            .text("<script>");
        assert_eq!(
            to_html(&[link.into()]),
            "<a href=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;</a>"
        );
    }

    #[test]
    fn void_elements_have_no_end() {
        assert_eq!(to_html(&[Element::new(Tag::Hr).into()]), "<hr>\n");
    }

    #[test]
    fn a_picture_counts_by_its_words() {
        let image = |alt: &str| Node::from(Element::new(Tag::Img).with(Attribute::Alt, alt));
        assert!(is_blank(&[image("")]));
        assert!(!is_blank(&[image("A form")]));
    }
}
