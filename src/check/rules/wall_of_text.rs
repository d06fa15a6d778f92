//! Finds long stretches of text in which nothing lets the eye rest.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Inline, InlineKind};
use crate::prose::Prose;
use crate::source::Span;

pub(super) struct WallOfText;

static META: RuleMeta = RuleMeta {
    id: "wall-of-text",
    group: Group::Shape,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: false,
    always: false,
    priority: 0,
    options: &[OptionMeta {
        name: "max-words",
        default: OptionValue::Number(300),
        doc: "More words than this without a heading, a list or a break are reported.",
    }],
    doc: include_str!("wall_of_text.md"),
};

/// Paragraphs that follow each other with nothing between them.
#[derive(Default)]
struct Wall {
    words: usize,
    first: Option<Span>,
    /// The paragraph in which the words become too many.
    too_many: Option<Span>,
}

impl Rule for WallOfText {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        // Plain text has nothing that could break it up.
        if context.file.is_plain_text() {
            return;
        }
        let most = context.number(&META, "max-words");
        let counts = WordCounts::of(context.body);
        let mut wall = Wall::default();
        for block in &context.page.document.blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) if has_words(inlines) => {
                    wall.words += counts.within(block.span);
                    wall.first = wall.first.or(Some(block.span));
                    if wall.words > most {
                        wall.too_many = wall.too_many.or(Some(block.span));
                    }
                }
                BlockKind::Comment(_) => {}
                _ => {
                    finish(context, &wall, most, sink);
                    wall = Wall::default();
                }
            }
        }
        finish(context, &wall, most, sink);
    }
}

/// A picture alone is a break.
fn has_words(inlines: &[Inline]) -> bool {
    let is_picture = |inline: &Inline| {
        matches!(
            inline.kind,
            InlineKind::Image(_) | InlineKind::SoftBreak | InlineKind::HardBreak
        )
    };
    !inlines.iter().all(is_picture)
}

fn finish(context: &PageContext<'_>, wall: &Wall, most: usize, sink: &mut Sink) {
    let (Some(first), Some(too_many)) = (wall.first, wall.too_many) else {
        return;
    };
    let message = format!(
        "{} words stand here without a heading, a list or a break; the most is {most}",
        wall.words
    );
    let finding = context
        .finding_at(&META, first, message)
        .because("Tired readers look for a place to begin. In a wall of text there is none.")
        .help("Put a heading where the subject changes, or make a list of steps or things.");
    sink.push(with_second_place(finding, first, too_many));
}

fn with_second_place(finding: Diagnostic, first: Span, too_many: Span) -> Diagnostic {
    if first == too_many {
        return finding;
    }
    finding.label(too_many, "the words become too many here")
}

/// How many words each passage has, by its place in the source.
struct WordCounts(Vec<(usize, usize)>);

impl WordCounts {
    fn of(text: &Prose) -> Self {
        let passages = text.passages().iter().map(|passage| {
            let sentences = text.sentences_in(passage).iter();
            let words = sentences.map(|sentence| sentence.words.len()).sum();
            (text.span(passage.range.clone()).start, words)
        });
        Self(passages.collect())
    }

    /// The words of the passages that begin inside `span`.
    fn within(&self, span: Span) -> usize {
        let first = self.0.partition_point(|(start, _)| *start < span.start);
        let after = self.0.iter().skip(first);
        after
            .take_while(|(start, _)| *start < span.end)
            .map(|(_, words)| words)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::WordCounts;
    use crate::document::Document;
    use crate::prose::Prose;
    use crate::source::Span;

    #[test]
    fn words_are_counted_where_they_stand() {
        let document = Document::parse("One two.\n\nThree *four* five.\n", 0);
        let counts = WordCounts::of(&Prose::from_document(&document, &|_| None));
        assert_eq!(counts.within(Span::new(0, 9)), 2);
        assert_eq!(counts.within(Span::new(10, 29)), 3);
        assert_eq!(counts.within(Span::new(0, 29)), 5);
    }
}
