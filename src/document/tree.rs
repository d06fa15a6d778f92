//! The nodes of the tree.

use crate::source::Span;

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks in the order of the source.
    pub blocks: Vec<Block>,
}

/// A block and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The bytes of the whole block.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph of its own.
    Paragraph(Vec<Inline>),
    /// Text without a paragraph around it, as in a tight list.
    Plain(Vec<Inline>),
    /// A heading.
    Heading(Heading),
    /// A list; `start` is the first number of an ordered list.
    List {
        /// First number, or `None` for a list with bullets.
        start: Option<u64>,
        /// The entries.
        items: Vec<ListItem>,
    },
    /// A quotation, or an alert such as `> [!NOTE]`.
    Quote {
        /// The kind of alert, if it is one.
        alert: Option<Alert>,
        /// What is inside.
        blocks: Vec<Block>,
    },
    /// A code block, or a letter (`info` is `letter`).
    Code {
        /// The words after the fence.
        info: String,
        /// The text, with LF line ends.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A definition list.
    Definitions(Vec<Definition>),
    /// The text of a footnote.
    Footnote {
        /// The name it is called by.
        label: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A thematic break.
    Rule,
    /// An HTML comment, which is never output.
    Comment(String),
    /// Raw HTML, which is refused.
    RawHtml(String),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id on the page, unique there.
    pub id: String,
    /// Its words.
    pub inlines: Vec<Inline>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// The bytes of the entry, marker included.
    pub span: Span,
    /// What is inside.
    pub blocks: Vec<Block>,
}

/// The kinds of alert that forges know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// One for each column.
    pub alignments: Vec<ColumnAlignment>,
    /// The heading row.
    pub head: Vec<Cell>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// As the theme has it.
    None,
    /// At the start of the line.
    Left,
    /// In the middle.
    Center,
    /// At the end of the line, as for money.
    Right,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The bytes of the cell.
    pub span: Span,
    /// Its words.
    pub inlines: Vec<Inline>,
}

/// A part of a definition list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Definition {
    /// The words that are defined.
    Title(Span, Vec<Inline>),
    /// What they mean.
    Description(Span, Vec<Block>),
}

/// A piece of a line and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The bytes of the piece, markers included.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Text, byte for byte as it stands in the source.
    Text(String),
    /// Text that stands in the source in another form, such as `&amp;`.
    Entity(String),
    /// `code`
    Code(String),
    /// *Emphasis*
    Emphasis(Vec<Inline>),
    /// **Strong emphasis**
    Strong(Vec<Inline>),
    /// ~~Struck out~~
    Strikethrough(Vec<Inline>),
    /// A link.
    Link(Link),
    /// An image; the children are its `alt` text.
    Image(Link),
    /// A line end in the source that is a space on the page.
    SoftBreak,
    /// A line end that stays one.
    HardBreak,
    /// The mark of a footnote.
    FootnoteReference(String),
    /// The box of a task list, ticked or not.
    TaskMarker(bool),
    /// `{{ … }}`: the words between the braces, trimmed. Only `fact.ID` is understood.
    Placeholder(String),
    /// An HTML comment, which is never output.
    Comment(String),
    /// Raw HTML, which is refused.
    RawHtml(String),
}

/// Where a link or an image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address as it is written.
    pub destination: String,
    /// The title in quotation marks, or empty.
    pub title: String,
    /// The words of the link, or the `alt` text of the image.
    pub children: Vec<Inline>,
}

impl InlineKind {
    /// The id of the fact that a placeholder asks for.
    pub fn fact_id(&self) -> Option<&str> {
        match self {
            Self::Placeholder(words) => words.strip_prefix("fact."),
            _ => None,
        }
    }
}

impl Document {
    /// The headings of the page, in order, wherever they stand.
    pub fn headings(&self) -> Vec<(&Heading, Span)> {
        let mut found = Vec::new();
        super::visit_blocks(&self.blocks, &mut |block, _| {
            if let BlockKind::Heading(heading) = &block.kind {
                found.push((heading, block.span));
            }
        });
        found
    }

    /// The ids that a link can lead to: headings and footnotes.
    pub fn anchors(&self) -> Vec<String> {
        let mut found = Vec::new();
        super::visit_blocks(&self.blocks, &mut |block, _| match &block.kind {
            BlockKind::Heading(heading) => found.push(heading.id.clone()),
            BlockKind::Footnote { label, .. } => {
                found.push(format!("fn-{}", super::slug::slug(label)));
            }
            _ => {}
        });
        found
    }
}
