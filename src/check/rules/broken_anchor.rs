//! Finds links to headings that are not there.

use crate::check::{Group, Level, PageContext, PlacedLink, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::site::{LinkProblem, LinkTarget};
use crate::source::Span;

pub(super) struct BrokenAnchor;

static META: RuleMeta = RuleMeta {
    id: "broken-anchor",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("broken_anchor.md"),
};

impl Rule for BrokenAnchor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        context.visit_links(&mut |placed| {
            let LinkTarget::Broken(LinkProblem::NoSuchAnchor { anchor, suggestion }) = placed.target else {
                return;
            };
            let span = anchor_span(placed);
            let message = format!("There is no heading `#{anchor}` on that page");
            let finding = context
                .finding_at(&META, span.unwrap_or(placed.span()), message)
                .because("A reader lands at the top of the page and has to look for the answer.");
            sink.push(match suggestion {
                Some(near) => suggest(finding, span, near),
                None => finding.help("Take the part from `#` on away, or give the heading this name: `## Heading {#name}`."),
            });
        });
    }
}

fn suggest(finding: Diagnostic, span: Option<Span>, near: &str) -> Diagnostic {
    let finding = finding.help(format!("Did you mean `#{near}`?"));
    match span {
        Some(span) => finding.replace(Applicability::Unsafe, span, near),
        None => finding,
    }
}

/// The bytes behind the `#`.
fn anchor_span(placed: PlacedLink<'_>) -> Option<Span> {
    let (path, anchor) = placed.parts();
    anchor.filter(|anchor| !anchor.is_empty())?;
    let address = placed.address?;
    Some(Span::new(address.start + path.len() + 1, address.end))
}
