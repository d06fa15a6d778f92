//! Walks the tree in the order of the source.

use super::{Block, BlockKind, Definition, Inline, InlineKind};

/// What an inline or block stands inside.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a text can stand inside any mix of these at once"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// Inside a heading.
    pub heading: bool,
    /// Inside a quotation that is not an alert: somebody else's words.
    pub quotation: bool,
    /// Inside the words of a link.
    pub link: bool,
    /// Inside the `alt` text of an image.
    pub image: bool,
    /// Inside a table.
    pub table: bool,
}

/// Calls `each` for every block, outer ones first.
pub fn visit_blocks<'a>(blocks: &'a [Block], each: &mut impl FnMut(&'a Block, Context)) {
    visit_blocks_in(blocks, Context::default(), each);
}

fn visit_blocks_in<'a>(
    blocks: &'a [Block],
    context: Context,
    each: &mut impl FnMut(&'a Block, Context),
) {
    for block in blocks {
        each(block, context);
        match &block.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    visit_blocks_in(&item.blocks, context, each);
                }
            }
            BlockKind::Quote { alert, blocks } => {
                let quotation = context.quotation || alert.is_none();
                visit_blocks_in(
                    blocks,
                    Context {
                        quotation,
                        ..context
                    },
                    each,
                );
            }
            BlockKind::Footnote { blocks, .. } => visit_blocks_in(blocks, context, each),
            BlockKind::Definitions(parts) => {
                for part in parts {
                    if let Definition::Description(_, blocks) = part {
                        visit_blocks_in(blocks, context, each);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Calls `each` for every inline of the blocks, outer ones first.
pub fn visit_inlines<'a>(blocks: &'a [Block], each: &mut impl FnMut(&'a Inline, Context)) {
    visit_blocks(blocks, &mut |block, context| match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
            visit_inlines_in(inlines, context, each);
        }
        BlockKind::Heading(heading) => {
            let context = Context {
                heading: true,
                ..context
            };
            visit_inlines_in(&heading.inlines, context, each);
        }
        BlockKind::Table(table) => {
            let context = Context {
                table: true,
                ..context
            };
            for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                visit_inlines_in(&cell.inlines, context, each);
            }
        }
        BlockKind::Definitions(parts) => {
            for part in parts {
                if let Definition::Title(_, inlines) = part {
                    visit_inlines_in(inlines, context, each);
                }
            }
        }
        _ => {}
    });
}

fn visit_inlines_in<'a>(
    inlines: &'a [Inline],
    context: Context,
    each: &mut impl FnMut(&'a Inline, Context),
) {
    for inline in inlines {
        each(inline, context);
        match &inline.kind {
            InlineKind::Emphasis(children)
            | InlineKind::Strong(children)
            | InlineKind::Strikethrough(children) => visit_inlines_in(children, context, each),
            InlineKind::Link(link) => {
                let context = Context {
                    link: true,
                    ..context
                };
                visit_inlines_in(&link.children, context, each);
            }
            InlineKind::Image(link) => {
                let context = Context {
                    image: true,
                    ..context
                };
                visit_inlines_in(&link.children, context, each);
            }
            _ => {}
        }
    }
}

/// The words of some inlines, with `fact` giving the text of a fact.
///
/// A fact that is not known keeps its braces; comments, raw HTML and marks are left out.
pub fn plain_text(inlines: &[Inline], fact: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    push_plain_text(inlines, fact, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], fact: &dyn Fn(&str) -> Option<String>, out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Entity(text) | InlineKind::Code(text) => {
                out.push_str(text);
            }
            InlineKind::Emphasis(children)
            | InlineKind::Strong(children)
            | InlineKind::Strikethrough(children) => push_plain_text(children, fact, out),
            InlineKind::Link(link) | InlineKind::Image(link) => {
                push_plain_text(&link.children, fact, out);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Placeholder(words) => {
                let value = inline.kind.fact_id().and_then(fact);
                out.push_str(&value.unwrap_or_else(|| format!("{{{{ {words} }}}}")));
            }
            InlineKind::FootnoteReference(_)
            | InlineKind::TaskMarker(_)
            | InlineKind::Comment(_)
            | InlineKind::RawHtml(_) => {}
        }
    }
}
