//! Finds explainers that do not end in something to do.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::document::{
    Block, BlockKind, Heading, InlineKind, plain_text, visit_blocks, visit_inlines,
};
use crate::site::PageKind;
use crate::source::Span;

pub(super) struct MissingNextStep;

static META: RuleMeta = RuleMeta {
    id: "missing-next-step",
    group: Group::Shape,
    level: Level::Error,
    scope: Scope::Site,
    english_only: true,
    always: false,
    priority: 0,
    options: &[OptionMeta {
        name: "headings",
        default: OptionValue::Words(&[
            "What to do",
            "What you can do",
            "What happens next",
            "Next steps",
        ]),
        doc: "A heading that begins with one of these says what to do.",
    }],
    doc: include_str!("missing_next_step.md"),
};

const WHY: &str = "A reader who knows the answer still needs to know what to do about it.";

impl Rule for MissingNextStep {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        if context.page.kind != PageKind::Explainer {
            return;
        }
        let beginnings = context.words(&META, "headings");
        let blocks = &context.page.document.blocks;
        let mut empty = None;
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Heading(heading) = &block.kind else {
                continue;
            };
            if !begins_with_one_of(heading, &beginnings) {
                continue;
            }
            if section_after(blocks, at, heading.level).any(leads_on) {
                return;
            }
            empty = empty.or(words_of(heading));
        }
        let quoted: Vec<_> = beginnings
            .iter()
            .map(|words| format!("“{words}”"))
            .collect();
        let finding = match empty {
            Some(heading) => context
                .finding_at(&META, heading, "Nothing to do stands under this heading")
                .help("Put a list of steps here, or a link to the page with the next step."),
            None => context
                .finding_at(
                    &META,
                    context.page.title_span,
                    "This page does not say what to do next",
                )
                .help(format!(
                    "Add a heading that begins with {}, with a list or a link under it.",
                    quoted.join(" or ")
                )),
        };
        sink.push(finding.because(WHY));
    }
}

fn begins_with_one_of(heading: &Heading, beginnings: &[&str]) -> bool {
    let words = plain_text(&heading.inlines, &|_| None).to_lowercase();
    beginnings.iter().any(|beginning| {
        let rest = words.trim_start().strip_prefix(&beginning.to_lowercase());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The blocks under a heading, up to the next one of its level or above.
fn section_after(blocks: &[Block], heading: usize, level: u8) -> impl Iterator<Item = &Block> {
    let below = move |block: &&Block| match &block.kind {
        BlockKind::Heading(next) => next.level > level,
        _ => true,
    };
    blocks.iter().skip(heading + 1).take_while(below)
}

/// Whether a block is or holds a list or a link.
fn leads_on(block: &Block) -> bool {
    let mut found = false;
    let block = std::slice::from_ref(block);
    visit_blocks(block, &mut |block, _| {
        found |= matches!(block.kind, BlockKind::List { .. });
    });
    visit_inlines(block, &mut |inline, _| {
        found |= matches!(inline.kind, InlineKind::Link(_));
    });
    found
}

fn words_of(heading: &Heading) -> Option<Span> {
    let (first, last) = (heading.inlines.first()?, heading.inlines.last()?);
    Some(first.span.to(last.span))
}
