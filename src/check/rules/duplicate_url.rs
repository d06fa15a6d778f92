//! Passes on that two pages want the same address.

use crate::check::{Group, Level, Rule, RuleMeta, Scope, Sink, SiteContext};
use crate::site::DUPLICATE_URL;

pub(super) struct DuplicateUrl;

static META: RuleMeta = RuleMeta {
    id: DUPLICATE_URL,
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("duplicate_url.md"),
};

impl Rule for DuplicateUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        for found in context.problems_of(&META) {
            sink.push(found);
        }
    }
}
