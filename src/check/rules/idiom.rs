//! Finds idioms, whose words do not mean what they say.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Idiom;

static META: RuleMeta = RuleMeta {
    id: "idiom",
    group: Group::Words,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 50,
    options: &[],
    doc: include_str!("idiom.md"),
};

impl Rule for Idiom {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” does not mean what it says");
        let why = "Readers who learned English later, and many autistic readers, take words as they stand.";
        report(List::Idiom, &META, context, sink, message, why);
    }
}
