//! Passes on what is wrong with front matter and data files.

use crate::check::{Group, Level, Rule, RuleMeta, Scope, Sink, SiteContext};
use crate::site::BAD_FRONT_MATTER;

pub(super) struct BadFrontMatter;

static META: RuleMeta = RuleMeta {
    id: BAD_FRONT_MATTER,
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("bad_front_matter.md"),
};

impl Rule for BadFrontMatter {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        for found in context.problems_of(&META) {
            sink.push(found);
        }
    }
}
