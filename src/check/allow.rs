//! `<!-- plainly: allow RULE: reason -->`: silences one rule for the next block.

use super::rules;
use crate::document::{Block, BlockKind, Definition, InlineKind, visit_inlines};
use crate::source::Span;

/// What people write after our name when they mean to silence a rule.
const ORDERS: [&str; 4] = ["allow", "disable", "ignore", "off"];

/// An allowance on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allowance {
    /// The comment.
    pub(super) span: Span,
    /// The rule, if the allowance can be understood; else what is wrong with it.
    pub(super) rule: Result<&'static str, String>,
    /// The bytes that it covers.
    pub(super) covers: Span,
}

/// Every allowance on a page.
pub(super) fn allowances(blocks: &[Block]) -> Vec<Allowance> {
    let mut found = Vec::new();
    collect(blocks, &mut found);
    visit_inlines(blocks, &mut |inline, _| {
        if let InlineKind::Comment(words) = &inline.kind
            && is_allowance(words)
        {
            found.push(Allowance {
                span: inline.span,
                rule: Err(
                    "An allowance stands on a line of its own, before the block it is for"
                        .to_owned(),
                ),
                covers: Span::at(inline.span.end),
            });
        }
    });
    found
}

/// Looks at the blocks that stand beside each other, then inside them.
fn collect(blocks: &[Block], found: &mut Vec<Allowance>) {
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Comment(words) if is_allowance(words) => {
                let is_comment = |block: &&Block| matches!(block.kind, BlockKind::Comment(_));
                let next = blocks.iter().skip(at + 1).find(|block| !is_comment(block));
                found.push(Allowance {
                    span: Span::new(block.span.start, block.span.end),
                    rule: read(words),
                    covers: next.map_or(Span::at(block.span.end), |next| next.span),
                });
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    collect(&item.blocks, found);
                }
            }
            BlockKind::Quote { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                collect(blocks, found);
            }
            BlockKind::Definitions(parts) => {
                for part in parts {
                    if let Definition::Description(_, blocks) = part {
                        collect(blocks, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a comment speaks to us, be it with a slip in its form.
fn is_allowance(words: &str) -> bool {
    let words = words.trim_start().to_lowercase();
    let Some(rest) = words.strip_prefix("plainly") else {
        return false;
    };
    rest.starts_with(':')
        || ORDERS
            .iter()
            .any(|order| rest.trim_start().starts_with(order))
}

fn read(words: &str) -> Result<&'static str, String> {
    let form = "Write `<!-- plainly: allow RULE: reason -->`";
    let rest = words
        .trim()
        .strip_prefix("plainly:")
        .and_then(|rest| rest.trim_start().strip_prefix("allow "));
    let Some(rest) = rest else {
        return Err(format!("This comment cannot be understood. {form}"));
    };
    let (id, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let id = id.trim();
    let Some(rule) = rules::find(id) else {
        return Err(no_rule(id));
    };
    if rule.meta().always {
        return Err(format!(
            "`{id}` cannot be allowed: what it finds would harm a reader or lose a page"
        ));
    }
    if reason.trim().is_empty() {
        return Err(format!("The allowance of `{id}` has no reason. {form}"));
    }
    Ok(rule.meta().id)
}

/// What is wrong where a rule should be named.
fn no_rule(id: &str) -> String {
    let mut names = id.split([',', ' ']).filter(|name| !name.is_empty());
    let (first, second) = (names.next(), names.next());
    let is_rule = |name: Option<&str>| name.is_some_and(|name| rules::find(name).is_some());
    match (first, is_rule(first), is_rule(second) || id.contains(',')) {
        (Some(_), true, true) => {
            "One comment allows one rule. Write a comment for each, one below the other".to_owned()
        }
        (Some(first), true, false) => format!(
            "The allowance of `{first}` has no reason. Write `<!-- plainly: allow {first}: reason -->`"
        ),
        _ => {
            let near = rules::nearest(id).map(|near| format!(" Did you mean `{near}`?"));
            format!("There is no rule `{id}`.{}", near.unwrap_or_default())
        }
    }
}
