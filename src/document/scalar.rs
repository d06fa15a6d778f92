//! Makes documents of texts that are not Markdown, with the same exact places.

use super::placeholder::split_placeholders;
use super::{Block, BlockKind, Document, Inline, InlineKind};
use crate::source::Span;

impl Document {
    /// A paragraph from a text in front matter.
    ///
    /// `source` is the whole file, `span` the YAML scalar in it, and `value` what YAML made of it:
    /// folded lines and escapes are followed, so that each word keeps its own place.
    pub fn from_scalar(source: &str, span: Span, value: &str) -> Self {
        let inlines = split_placeholders(align(source, span, value));
        if inlines.is_empty() {
            return Self::default();
        }
        let kind = BlockKind::Paragraph(inlines);
        Self {
            blocks: vec![Block { span, kind }],
        }
    }

    /// Plain text: paragraphs between blank lines, with `offset` the byte at which `text` stands.
    ///
    /// A line that begins with the mark of a list, and a heading with `#`, is a paragraph of its
    /// own: people write them in plain text too.
    pub fn from_plain_text(text: &str, offset: usize) -> Self {
        let mut blocks = Vec::new();
        let mut paragraph = Vec::new();
        let mut at = offset;
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            let is_heading = words.trim_start_matches('#').starts_with(' ');
            if words.is_empty() || is_heading || begins_entry(words) {
                push_paragraph(&mut paragraph, &mut blocks);
            }
            if !words.is_empty() {
                push_line(words, start, &mut paragraph);
            }
            if is_heading {
                push_paragraph(&mut paragraph, &mut blocks);
            }
            at += line.len();
        }
        push_paragraph(&mut paragraph, &mut blocks);
        Self { blocks }
    }
}

fn begins_entry(line: &str) -> bool {
    ["- ", "* ", "+ ", "• "]
        .iter()
        .any(|mark| line.starts_with(mark))
}

fn push_line(words: &str, start: usize, paragraph: &mut Vec<Inline>) {
    if let Some(previous) = paragraph.last() {
        let span = Span::new(previous.span.end, start);
        let kind = InlineKind::SoftBreak;
        paragraph.push(Inline { span, kind });
    }
    paragraph.push(Inline {
        span: Span::new(start, start + words.len()),
        kind: InlineKind::Text(words.to_owned()),
    });
}

fn push_paragraph(paragraph: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) {
        let span = first.span.to(last.span);
        let kind = BlockKind::Paragraph(std::mem::take(paragraph));
        blocks.push(Block { span, kind });
    }
}

/// Pieces of `value`, each with the bytes of the scalar that it came from.
fn align(source: &str, span: Span, value: &str) -> Vec<Inline> {
    let mut pieces: Vec<Inline> = Vec::new();
    let mut at = scalar_start(source, span);
    for character in value.trim().chars() {
        let Some(rest) = source.get(at..span.end) else {
            break;
        };
        if rest.starts_with(character) {
            push_character(character, at, &mut pieces);
            at += character.len_utf8();
            continue;
        }
        let (skipped, found) = skip_to(rest, character);
        let here = Span::new(at, at + skipped);
        if character.is_whitespace() {
            pieces.push(Inline {
                span: here,
                kind: InlineKind::SoftBreak,
            });
        } else if found {
            push_character(character, here.end, &mut pieces);
            at += character.len_utf8();
        } else {
            let kind = InlineKind::Entity(character.to_string());
            pieces.push(Inline {
                span: Span::at(at),
                kind,
            });
        }
        at += skipped;
    }
    pieces
}

/// Where the words of the scalar begin: after `>-`, quotation marks and white space.
fn scalar_start(source: &str, span: Span) -> usize {
    let text = span.of(source);
    let words = match text.chars().next() {
        Some('>' | '|') => text.split_once('\n').map_or("", |(_, rest)| rest),
        Some('"' | '\'') => text.get(1..).unwrap_or_default(),
        _ => text,
    };
    span.start + (text.len() - words.trim_start().len())
}

/// How many bytes of the scalar stand before `character`: a fold, indentation or an escape.
fn skip_to(rest: &str, character: char) -> (usize, bool) {
    let white = rest.len() - rest.trim_start().len();
    if character.is_whitespace() {
        return (white, white > 0);
    }
    let after = rest.get(white..).unwrap_or_default();
    if after.starts_with(character) {
        return (white, true);
    }
    let escaped = after.starts_with(['\\', '\''])
        && after
            .get(1..)
            .is_some_and(|next| next.starts_with(character));
    if escaped {
        (white + 1, true)
    } else {
        (0, false)
    }
}

/// Adds a character that stands in the source at `at`, to the last piece where it goes on there.
fn push_character(character: char, at: usize, pieces: &mut Vec<Inline>) {
    if let Some(last) = pieces.last_mut()
        && last.span.end == at
        && let InlineKind::Text(text) = &mut last.kind
    {
        text.push(character);
        last.span.end += character.len_utf8();
        return;
    }
    pieces.push(Inline {
        span: Span::new(at, at + character.len_utf8()),
        kind: InlineKind::Text(character.to_string()),
    });
}

#[cfg(test)]
mod tests {
    use super::Document;
    use crate::document::{BlockKind, InlineKind, plain_text};
    use crate::source::Span;

    fn pieces(source: &str, value: &str) -> Vec<(String, String)> {
        let document = Document::from_scalar(source, Span::new(0, source.len()), value);
        let Some(BlockKind::Paragraph(inlines)) = document.blocks.first().map(|block| &block.kind)
        else {
            return Vec::new();
        };
        inlines
            .iter()
            .filter(|inline| !matches!(inline.kind, InlineKind::SoftBreak))
            .map(|inline| {
                let words = plain_text(std::slice::from_ref(inline), &|_| None);
                (words, inline.span.of(source).to_owned())
            })
            .collect()
    }

    fn same(words: &str) -> (String, String) {
        (words.to_owned(), words.to_owned())
    }

    #[test]
    fn a_plain_scalar_keeps_its_place() {
        assert_eq!(pieces("It depends.", "It depends."), [same("It depends.")]);
    }

    #[test]
    fn folded_lines_keep_their_places() {
        let found = pieces(">-\n  One line\n  and two.", "One line and two.");
        assert_eq!(found, [same("One line"), same("and two.")]);
    }

    #[test]
    fn doubled_quotation_marks_are_followed() {
        let found = pieces("'Don''t go'", "Don't go");
        assert_eq!(found, [same("Don'"), same("t go")]);
    }

    #[test]
    fn facts_are_found_in_front_matter() {
        let found = pieces("\"You get {{ fact.rate }}.\"", "You get {{ fact.rate }}.");
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], same("{{ fact.rate }}"));
    }

    #[test]
    fn paragraphs_of_plain_text_stand_between_blank_lines() {
        let document = Document::from_plain_text("One\ntwo\n\nthree\n", 0);
        assert_eq!(document.blocks.len(), 2);
    }
}
