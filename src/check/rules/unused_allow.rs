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
pub(super) fn report(
    context: &PageContext<'_>,
    span: Span,
    rule: Result<&&'static str, &String>,
) -> Diagnostic {
    let finding = match rule {
        Ok(rule) => context
            .finding_at(&META, span, format!("`{rule}` finds nothing in the next block"))
            .help("Take the comment out."),
        Err(problem) => context
            .finding_at(&META, span, problem.clone())
            .help("An allowance looks like this: <!-- plainly: allow jargon: it is the name on the form -->"),
    };
    finding.because("An allowance that does nothing hides the next mistake in its block.")
}
