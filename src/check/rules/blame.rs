//! Finds words that blame people, or cast doubt on what they say.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Blame;

static META: RuleMeta = RuleMeta {
    id: "blame",
    group: Group::People,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 65,
    options: &[],
    doc: include_str!("blame.md"),
};

impl Rule for Blame {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” can blame people");
        let why = "Readers who feel judged stop reading, and may not ask for help.";
        report(List::Blame, &META, context, sink, message, why);
    }
}
