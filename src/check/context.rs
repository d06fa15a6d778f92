//! What a rule sees, and where it reports.

use std::ops::Range;

use super::link_place::PlacedLink;
use super::meta::RuleMeta;
use super::protected::PageMarks;
use super::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::document::{Context, Inline, InlineKind};
use crate::prose::Prose;
use crate::site::{BAD_FRONT_MATTER, Page, Site};
use crate::source::SourceFile;
use crate::source::SourceId;
use crate::source::SourceSet;
use crate::source::Span;

/// One page, as a rule sees it.
#[derive(Debug)]
pub struct PageContext<'a> {
    /// The site that the page belongs to.
    pub site: &'a Site,
    /// The page.
    pub page: &'a Page,
    /// Its file.
    pub file: &'a SourceFile,
    /// The readable text of the short answer, where there is one.
    pub summary: Option<&'a Prose>,
    /// The readable text of the body.
    pub body: &'a Prose,
    /// The settings of all rules.
    pub settings: &'a Settings,
    /// What stands in the texts, once a rule has asked.
    pub(super) marks: PageMarks<'a>,
}

impl PageContext<'_> {
    /// The texts of the page in reading order: short answer, then body.
    pub fn texts(&self) -> impl Iterator<Item = &Prose> {
        self.summary.into_iter().chain([self.body])
    }

    /// Calls `each` for every inline of the page in reading order: short answer, then body.
    pub fn visit_inlines(&self, each: &mut impl FnMut(&Inline, Context)) {
        for (inline, context) in self.marks.inlines(self.page) {
            each(inline, *context);
        }
    }

    /// Calls `each` for every link and image of the page whose target is known.
    pub fn visit_links(&self, each: &mut impl FnMut(PlacedLink<'_>)) {
        self.visit_inlines(&mut |inline, _| {
            if let InlineKind::Link(link) | InlineKind::Image(link) = &inline.kind
                && let Some(target) = self.site.links.get(self.page.source, inline.span)
            {
                each(PlacedLink::new(self.file, inline, link, target));
            }
        });
    }

    /// Whether the front matter holds mistakes. What is missing then may only be misspelt, so
    /// rules that ask for a key wait until `bad-front-matter` is silent.
    pub fn has_bad_front_matter(&self) -> bool {
        let mut problems = self.site.problems.iter();
        problems.any(|found| found.source == self.page.source && found.rule == BAD_FRONT_MATTER)
    }

    /// A count from the settings.
    pub fn number(&self, rule: &RuleMeta, name: &str) -> usize {
        self.settings.number(rule, name, &self.page.path)
    }

    /// Words from the settings.
    pub fn words(&self, rule: &'static RuleMeta, name: &str) -> Vec<&str> {
        self.settings.words(rule, name, &self.page.path)
    }

    /// A finding about a range of `text`. The gate gives it the level of its rule.
    pub fn finding(
        &self,
        rule: &'static RuleMeta,
        text: &Prose,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.finding_at(rule, text.span(range), message)
    }

    /// A finding about a place in the file.
    pub fn finding_at(
        &self,
        rule: &'static RuleMeta,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule.id, Severity::Error, self.page.source, span, message)
    }
}

/// The whole site, as a rule sees it.
#[derive(Debug)]
pub struct SiteContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its files.
    pub sources: &'a SourceSet,
    /// The settings of all rules.
    pub settings: &'a Settings,
}

impl SiteContext<'_> {
    /// What was found under the name of `rule` while the site was put together.
    pub fn problems_of(&self, rule: &RuleMeta) -> impl Iterator<Item = Diagnostic> {
        let found = self.site.problems.iter();
        found.filter(|found| found.rule == rule.id).cloned()
    }

    /// The path of a file under `content/`, for settings that differ by folder.
    pub fn content_path(&self, source: SourceId) -> String {
        let page = self.site.page_of(source);
        page.map_or_else(
            || self.sources.file(source).path.clone(),
            |page| page.path.clone(),
        )
    }
}

/// Where a rule reports.
#[derive(Debug, Default)]
pub struct Sink {
    pub(super) found: Vec<(Diagnostic, Severity)>,
}

impl Sink {
    /// Reports at the level of the rule.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.push_at_most(diagnostic, Severity::Error);
    }

    /// Reports at the level of the rule, or at `most` if that is lower.
    pub fn push_at_most(&mut self, diagnostic: Diagnostic, most: Severity) {
        self.found.push((diagnostic, most));
    }
}
