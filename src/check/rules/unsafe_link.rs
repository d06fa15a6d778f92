//! Finds links that could harm a reader, and images that tell another site who reads the page.

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::site::{LinkProblem, LinkTarget};

pub(super) struct UnsafeLink;

static META: RuleMeta = RuleMeta {
    id: "unsafe-link",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Text,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("unsafe_link.md"),
};

impl Rule for UnsafeLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        context.visit_links(&mut |placed| match placed.target {
            LinkTarget::Broken(LinkProblem::Unsafe { reason }) => {
                let message = format!("This link is refused: {reason}");
                let finding = context
                    .finding_at(&META, placed.span(), message)
                    .because("A link that hides where it leads, or runs something, can harm a reader.")
                    .help("Link to a page of this site by its path, or use an address with https, http, mailto, tel or sms.");
                sink.push(finding);
            }
            LinkTarget::External(_) if placed.is_image => {
                let finding = context
                    .finding_at(&META, placed.span(), "This picture would come from another site")
                    .because("That site would learn who reads this page.")
                    .help("Put the picture beside the page, and write its file name.");
                sink.push(finding);
            }
            _ => {}
        });
    }
}
