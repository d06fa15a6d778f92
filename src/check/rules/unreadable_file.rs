//! Passes on that a file is not usable text.

use crate::check::{Group, Level, Rule, RuleMeta, Scope, Sink, SiteContext};
use crate::site::UNREADABLE_FILE;

pub(super) struct UnreadableFile;

static META: RuleMeta = RuleMeta {
    id: UNREADABLE_FILE,
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Text,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("unreadable_file.md"),
};

impl Rule for UnreadableFile {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        for found in context.problems_of(&META) {
            sink.push(found);
        }
    }
}
