//! Finds Latin and other foreign words.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Latin;

static META: RuleMeta = RuleMeta {
    id: "latin",
    group: Group::Words,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 52,
    options: &[],
    doc: include_str!("latin.md"),
};

impl Rule for Latin {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” is not English");
        let why = "Many readers do not know what it means, and a screen reader may say it oddly.";
        report(List::Latin, &META, context, sink, message, why);
    }
}
