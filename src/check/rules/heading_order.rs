//! Finds headings that skip a level, stand where the title does, or say nothing.

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::{Block, BlockKind, Heading, Inline, InlineKind, plain_text, visit_blocks};
use crate::source::Span;

pub(super) struct HeadingOrder;

static META: RuleMeta = RuleMeta {
    id: "heading-order",
    group: Group::Shape,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("heading_order.md"),
};

/// A bold line with more words is a sentence that matters, not a heading.
const MOST_WORDS_OF_A_HEADING: usize = 8;

impl Rule for HeadingOrder {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let blocks = &context.page.document.blocks;
        let mut above = None;
        visit_blocks(blocks, &mut |block, around| {
            let BlockKind::Heading(heading) = &block.kind else {
                return;
            };
            if around.quotation {
                return;
            }
            if let Some(finding) = judge(context, heading, block.span, above) {
                sink.push(finding);
            }
            above = Some((heading.level, block.span));
        });
        bold_lines(context, blocks, sink);
    }
}

/// Whether the theme shows a title above the text, as the only heading of the first level.
fn has_title(context: &PageContext<'_>) -> bool {
    !context.page.title_span.is_empty()
}

fn judge(
    context: &PageContext<'_>,
    heading: &Heading,
    span: Span,
    above: Option<(u8, Span)>,
) -> Option<Diagnostic> {
    let span = first_line(context, span);
    if says_nothing(heading) {
        let message = "This heading has no words";
        let finding = context
            .finding_at(&META, span, message)
            .because(
                "Screen readers list the headings of a page. They would read out an empty one.",
            )
            .help("Write what the part below is about, or take the heading out.");
        return Some(finding);
    }
    if heading.level == 1 && has_title(context) && says_the_title(context, heading) {
        let finding = context
            .finding_at(&META, span, "This heading says the title again")
            .because("The page shows the title from its first lines. Screen readers would read it out twice.")
            .help("Leave this heading out.");
        let is_one_line = span.of(&context.file.text).starts_with('#');
        return Some(if is_one_line {
            finding.replace(Applicability::Unsafe, span, "")
        } else {
            finding
        });
    }
    if heading.level == 1 && has_title(context) {
        let message = "This heading is a second title";
        let finding = context
            .finding_at(&META, span, message)
            .because("The page shows the title from its first lines. A second one hides what the page is about.")
            .help("Begin the heading with `##`.");
        return Some(with_level(context, finding, heading, span, 2));
    }
    let Some((level, place)) = above else {
        return first(context, heading, span);
    };
    if heading.level <= level + 1 {
        return None;
    }
    let (is, was, fits) = (marks(heading.level), marks(level), marks(level + 1));
    let message = format!("This heading goes from `{was}` to `{is}`");
    let finding = context
        .finding_at(&META, span, message)
        .because("Screen readers show headings as a tree. Where a level is left out, people look for a part that is not there.")
        .help(format!("Begin the heading with `{fits}`."))
        .label(first_line(context, place), "the heading before it");
    Some(with_level(context, finding, heading, span, level + 1))
}

/// The first heading of a page whose title stands above it.
fn first(context: &PageContext<'_>, heading: &Heading, span: Span) -> Option<Diagnostic> {
    if heading.level <= 2 || !has_title(context) {
        return None;
    }
    let message = format!(
        "The first heading of the page begins with `{}`",
        marks(heading.level)
    );
    let finding = context
        .finding_at(&META, span, message)
        .because("Screen readers show headings as a tree. Where a level is left out, people look for a part that is not there.")
        .help("Begin the first heading with `##`.");
    Some(with_level(context, finding, heading, span, 2))
}

fn marks(level: u8) -> String {
    "#".repeat(usize::from(level))
}

fn says_the_title(context: &PageContext<'_>, heading: &Heading) -> bool {
    let words = plain_text(&heading.inlines, &|_| None).to_lowercase();
    words.trim() == context.page.title.trim().to_lowercase()
}

fn says_nothing(heading: &Heading) -> bool {
    plain_text(&heading.inlines, &|_| None).trim().is_empty()
}

/// A heading that is underlined with `===` has more lines.
fn first_line(context: &PageContext<'_>, span: Span) -> Span {
    let text = span.of(&context.file.text);
    let line = text.lines().next().unwrap_or_default().trim_end();
    Span::new(span.start, span.start + line.len())
}

/// Offers another level. The headings below may have to follow, so a person should look.
fn with_level(
    context: &PageContext<'_>,
    finding: Diagnostic,
    heading: &Heading,
    span: Span,
    level: u8,
) -> Diagnostic {
    let old = marks(heading.level);
    let place = Span::new(span.start, span.start + old.len());
    if place.of(&context.file.text) != old {
        return finding;
    }
    finding.replace(Applicability::Unsafe, place, marks(level))
}

/// A short line all in bold, with text below it, looks like a heading and is none.
fn bold_lines(context: &PageContext<'_>, blocks: &[Block], sink: &mut Sink) {
    let mut level = 1;
    // The head of a letter says who wrote it and how private it is.
    let head = blocks
        .iter()
        .take_while(|block| bold_words(block).is_some());
    for pair in blocks.get(head.count()..).unwrap_or_default().windows(2) {
        let [block, next] = pair else { continue };
        if let BlockKind::Heading(heading) = &block.kind {
            level = heading.level;
        }
        let leads_on = matches!(next.kind, BlockKind::Paragraph(_) | BlockKind::List { .. });
        if !leads_on || bold_words(block).is_none_or(|words| !is_heading_like(&words)) {
            continue;
        }
        let fits = marks((level + 1).min(6));
        let finding = context
            .finding_at(&META, block.span, "This bold line looks like a heading")
            .because("Screen readers jump from heading to heading. They do not know that a bold line is one.")
            .help(format!("Write it as a heading: `{fits}` and the words, without the stars."));
        let line = block.span.of(&context.file.text).trim_end();
        let words = line
            .strip_prefix("**")
            .and_then(|line| line.strip_suffix("**"));
        sink.push(match words {
            Some(words) if !words.contains('\n') => {
                let span = Span::new(block.span.start, block.span.start + line.len());
                finding.replace(Applicability::Unsafe, span, format!("{fits} {words}"))
            }
            _ => finding,
        });
    }
}

/// The words of a paragraph that is bold from end to end.
fn bold_words(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else {
        return None;
    };
    let [Inline { kind, .. }] = inlines.as_slice() else {
        return None;
    };
    let InlineKind::Strong(children) = kind else {
        return None;
    };
    Some(plain_text(children, &|_| None))
}

/// Whether the words are few and are neither a sentence, unless it is a question, nor a date.
fn is_heading_like(words: &str) -> bool {
    let is_sentence = words.trim_end().ends_with(['.', '!', ':', ';', ',']);
    let starts_with_figure = words.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let is_date = starts_with_figure && words.trim_end().ends_with(|c: char| c.is_ascii_digit());
    !is_sentence
        && !is_date
        && (1..=MOST_WORDS_OF_A_HEADING).contains(&words.split_whitespace().count())
}
