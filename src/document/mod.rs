//! A page as a tree whose every node knows its bytes in the source.
//!
//! A page is parsed once, by [`Document::parse`]. Checking, rendering and search all use the
//! tree; none of them reads Markdown again.
//!
//! 1. `parse` turns the events of the Markdown parser into blocks and inlines.
//! 2. `placeholder` finds `{{ fact.ID }}` in text.
//! 3. `slug` gives each heading an id of its own.
//! 4. `scalar` makes a document of a text from front matter, with the same exact places.

mod parse;
mod placeholder;
mod scalar;
pub mod slug;
mod tree;
mod visit;

pub use tree::{
    Alert, Block, BlockKind, Cell, ColumnAlignment, Definition, Document, Heading, Inline,
    InlineKind, Link, ListItem, Table,
};
pub use visit::{Context, plain_text, visit_blocks, visit_inlines};
