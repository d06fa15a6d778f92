//! Finds nouns that do the work of a verb.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Nominalisation;

static META: RuleMeta = RuleMeta {
    id: "nominalisation",
    group: Group::Words,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 54,
    options: &[],
    doc: include_str!("nominalisation.md"),
};

impl Rule for Nominalisation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” hides what somebody does");
        let why = "A verb says it in fewer words. A noun in its place makes readers look for who does what.";
        report(List::Nominalisation, &META, context, sink, message, why);
    }
}
