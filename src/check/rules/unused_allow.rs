//! Finds allowances that silence nothing, or that cannot be understood.

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The gate runs this rule last, because only it knows which findings were silenced.
pub(super) struct UnusedAllow;

static META: RuleMeta = RuleMeta {
    id: "unused-allow",
    group: Group::Trust,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("unused_allow.md"),
};

impl Rule for UnusedAllow {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }
}

/// What is wrong with an allowance: it names a rule that is silent, or it cannot be understood.
/// `elsewhere` is what the rule found on the page outside the block.
pub(super) fn report(
    context: &PageContext<'_>,
    span: Span,
    rule: Result<&&'static str, &String>,
    elsewhere: Option<Span>,
) -> Diagnostic {
    let finding = match rule {
        Ok(rule) => {
            let message = format!("`{rule}` finds nothing in the next block");
            let finding = context.finding_at(&META, span, message);
            match elsewhere {
                None => finding.help("Take the comment out."),
                Some(place) if place.start < context.file.body_start => finding.help(format!(
                    "`{rule}` speaks of the page as a whole, or of its front matter. To allow that, set the rule for this page in site.toml: [[folders]] with path = \"{}\".",
                    context.page.path
                )),
                Some(place) => finding
                    .label(place, format!("`{rule}` finds something here"))
                    .help("Put the comment on a line of its own just before the block that it is for."),
            }
        }
        Err(problem) => context
            .finding_at(&META, span, problem.clone())
            .help("An allowance looks like this: <!-- plainly: allow jargon: it is the name on the form -->"),
    };
    finding.because("An allowance that does nothing hides the next mistake in its block.")
}
