//! Finds pages that no other page leads to.

use std::collections::BTreeSet;

use crate::check::{Group, Level, Rule, RuleMeta, Scope, Sink, SiteContext};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{LinkTarget, Page, PageId, PageKind, Site};

pub(super) struct OrphanPage;

static META: RuleMeta = RuleMeta {
    id: "orphan-page",
    group: Group::Trust,
    level: Level::Warning,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("orphan_page.md"),
};

impl Rule for OrphanPage {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        let linked = linked_pages(context.site);
        for page in &context.site.pages {
            if needs_a_link(context.site, page) && !linked.contains(&page.id) {
                sink.push(report(page));
            }
        }
    }
}

/// The pages that the words of another page lead to.
fn linked_pages(site: &Site) -> BTreeSet<PageId> {
    let published = site.pages.iter().filter(|page| !page.front.draft);
    let targets = published.flat_map(|page| {
        let links = site.links.of(page.source);
        links.filter_map(|(_, target)| match target {
            LinkTarget::Page { page: other, .. } if *other != page.id => Some(*other),
            _ => None,
        })
    });
    targets.collect()
}

/// Terms, sections and pages of no particular kind stand in lists that people look through.
/// Letters and stories do where somebody described their folder. What lies in `content/` itself
/// stands on the front page.
fn needs_a_link(site: &Site, page: &Page) -> bool {
    let is_described = || {
        site.section_of(page)
            .is_some_and(|section| section.index.is_some())
    };
    let is_on_front_page = page.folder.is_empty();
    let is_shown = !page.front.draft && !page.title_span.is_empty() && !is_on_front_page;
    is_shown
        && match page.kind {
            PageKind::Explainer => true,
            PageKind::Letter | PageKind::Story => !is_described(),
            PageKind::Term | PageKind::Page | PageKind::Section => false,
        }
}

fn report(page: &Page) -> Diagnostic {
    let message = "No other page leads to this one";
    Diagnostic::new(META.id, Severity::Error, page.source, page.title_span, message)
        .because("Readers follow links from the page they are on. Few of them look through lists of all pages.")
        .help("Link to it from the page that describes its folder, and from a page whose readers would need it next.")
}
