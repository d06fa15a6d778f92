//! Finds `{{ … }}` in text.

use super::{Inline, InlineKind};
use crate::source::Span;

/// Splits each text that holds placeholders into text and placeholders.
pub(super) fn split_placeholders(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(holds_placeholder) {
        return inlines;
    }
    let mut out = Vec::with_capacity(inlines.len() + 2);
    for inline in inlines {
        match inline.kind {
            InlineKind::Text(text) => split_text(&text, inline.span.start, &mut out),
            kind => out.push(Inline { kind, ..inline }),
        }
    }
    out
}

fn holds_placeholder(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.contains("{{"))
}

fn split_text(text: &str, start: usize, out: &mut Vec<Inline>) {
    let mut rest = text;
    let mut at = start;
    while let Some((before, words, after)) = next_placeholder(rest) {
        push_text(before, at, out);
        let open = at + before.len();
        let close = at + (rest.len() - after.len());
        out.push(Inline {
            span: Span::new(open, close),
            kind: InlineKind::Placeholder(words.trim().to_owned()),
        });
        rest = after;
        at = close;
    }
    push_text(rest, at, out);
}

/// The text before the next placeholder, the words inside it, and the text after it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once("{{")?;
    let (words, after) = opened.split_once("}}")?;
    Some((before, words, after))
}

fn push_text(text: &str, start: usize, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline {
            span: Span::new(start, start + text.len()),
            kind: InlineKind::Text(text.to_owned()),
        });
    }
}
