//! Finds links and images that lead nowhere.

use crate::check::link_place::written;
use crate::check::{Group, Level, PageContext, PlacedLink, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::site::{LinkProblem, LinkTarget};

pub(super) struct BrokenLink;

static META: RuleMeta = RuleMeta {
    id: "broken-link",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("broken_link.md"),
};

impl Rule for BrokenLink {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        context.visit_links(&mut |placed| {
            if let Some(finding) = judge(context, placed) {
                sink.push(finding);
            }
        });
    }
}

fn judge(context: &PageContext<'_>, placed: PlacedLink<'_>) -> Option<Diagnostic> {
    let what = if placed.is_image { "image" } else { "link" };
    let finding = |message: String| {
        let why = if placed.is_image {
            "A reader would see an empty frame."
        } else {
            "A reader who follows it finds nothing, and may give up."
        };
        context
            .finding_at(&META, placed.span(), message)
            .because(why)
    };
    if placed.link.destination.trim().is_empty() {
        let help = "Write the address between the round brackets.";
        return Some(finding(format!("This {what} has no address")).help(help));
    }
    match placed.target {
        LinkTarget::Page { .. } if placed.is_image => {
            let message = format!("“{}” is a page, not a picture", placed.link.destination);
            Some(finding(message).help("Take the `!` away to make it a link."))
        }
        LinkTarget::Broken(LinkProblem::NotPublished { path }) => {
            let message = format!("This {what} leads to {path}, which is not published");
            let help = "Use a kind of file that browsers do not run, such as PNG or PDF. SVG and HTML may only stand in the site's own `static/`.";
            Some(finding(message).help(help))
        }
        LinkTarget::Broken(LinkProblem::Draft { path }) => {
            let message = format!("This {what} leads to {path}, a draft that readers cannot see");
            Some(finding(message).help("Publish the draft as well, or take the link out."))
        }
        LinkTarget::Broken(LinkProblem::NoSuchFile { suggestion, .. }) => {
            let message = format!("“{}” leads to no file", placed.link.destination);
            let finding = finding(message);
            Some(match suggestion {
                _ if placed.is_image => finding.help(
                    "Put the picture beside this page, and write its name as the file has it, capitals too.",
                ),
                Some(path) => suggest(finding, placed, path),
                None => finding.help("Write the path from this page to the file, as in `../help/free-advice.md`."),
            })
        }
        _ => None,
    }
}

/// Offers `path` in place of what is written, and keeps the anchor.
fn suggest(finding: Diagnostic, placed: PlacedLink<'_>, path: &str) -> Diagnostic {
    let (old_path, anchor) = placed.parts();
    let anchor = anchor
        .map(|anchor| format!("#{anchor}"))
        .unwrap_or_default();
    let new = format!("{}{anchor}", written(path));
    // An address from the root is only ever suggested for the page that has it.
    let is_address = old_path.starts_with('/');
    let (applicability, help) = if is_address {
        (
            Applicability::Safe,
            format!("Link to the file of the page: `{new}`."),
        )
    } else {
        (Applicability::Unsafe, format!("Did you mean `{new}`?"))
    };
    let finding = finding.help(help);
    match placed.address {
        Some(span) => finding.replace(applicability, span, new),
        None => finding,
    }
}
