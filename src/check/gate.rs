//! Runs the rules and decides.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::allow::{Allowance, allowances};
use super::context::{PageContext, Sink, SiteContext};
use super::meta::{Rule, RuleMeta, Scope};
use super::protected::PageMarks;
use super::rules;
use super::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::prose::Prose;
use crate::site::{Page, Site};
use crate::source::SourceId;
use crate::source::SourceSet;
use crate::source::Span;

/// What is judged, and how.
#[derive(Debug)]
pub struct CheckInput<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its files.
    pub sources: &'a SourceSet,
    /// The level and options of each rule.
    pub settings: &'a Settings,
    /// What the rules may count on: loose files have only their text.
    pub scope: Scope,
    /// The files that findings are wanted for; all if `None`.
    pub only: Option<&'a BTreeSet<SourceId>>,
}

/// What the gate found.
#[derive(Debug, Default)]
pub struct Verdict {
    /// The findings, by path, then place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    /// How many files were judged.
    pub files: usize,
}

impl Verdict {
    /// Whether a finding is at `level` or above.
    pub fn fails(&self, level: Severity) -> bool {
        self.diagnostics.iter().any(|found| found.severity >= level)
    }

    /// Whether the site must not be published: on any error, or with `warn_only` on the errors
    /// of rules that would harm a reader or lose a page.
    pub fn forbids_publishing(&self, warn_only: bool) -> bool {
        let always =
            |found: &Diagnostic| rules::find(found.rule).is_some_and(|rule| rule.meta().always);
        self.diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .any(|found| !warn_only || always(found))
    }
}

/// Judges a site or loose files.
pub fn check(input: &CheckInput<'_>) -> Verdict {
    let wanted = |id: SourceId| input.only.is_none_or(|only| only.contains(&id));
    let pages: Vec<&Page> = input
        .site
        .pages
        .iter()
        .filter(|page| wanted(page.source))
        .collect();
    let mut diagnostics: Vec<Diagnostic> = pages
        .par_iter()
        .flat_map_iter(|page| check_page(input, page))
        .collect();
    diagnostics.extend(
        check_site(input)
            .into_iter()
            .filter(|found| wanted(found.source)),
    );
    let unusable = input
        .sources
        .problems
        .iter()
        .filter(|problem| wanted(problem.source))
        .count();
    let path = |found: &Diagnostic| input.sources.file(found.source).path.as_str();
    diagnostics.sort_by(|left, right| {
        let key = |found: &Diagnostic| (found.span, found.rule);
        (path(left), key(left)).cmp(&(path(right), key(right)))
    });
    Verdict {
        diagnostics,
        files: pages.len() + unusable,
    }
}

fn check_page(input: &CheckInput<'_>, page: &Page) -> Vec<Diagnostic> {
    let fact = |id: &str| input.site.fact_text(id);
    let summary = page
        .summary
        .as_ref()
        .map(|summary| Prose::from_document(summary, &fact));
    let body = Prose::from_document(&page.document, &fact);
    let context = PageContext {
        site: input.site,
        page,
        file: input.sources.file(page.source),
        summary: summary.as_ref(),
        body: &body,
        settings: input.settings,
        marks: PageMarks::default(),
    };
    let mut found = Vec::new();
    for rule in rules::ALL
        .iter()
        .filter(|rule| applies(input, rule.meta(), page))
    {
        let mut sink = Sink::default();
        rule.check_page(&context, &mut sink);
        found.extend(levelled(input.settings, *rule, &page.path, sink));
    }
    let mut found = most_helpful(found);
    silence(input, &context, &mut found);
    place_in_sentences(&context, &mut found);
    found
}

/// Names the sentence around each finding, which reports show with it.
fn place_in_sentences(context: &PageContext<'_>, found: &mut [Diagnostic]) {
    if found.is_empty() {
        return;
    }
    let proses = context.summary.into_iter().chain([context.body]);
    let mut sentences: Vec<Span> = proses
        .flat_map(|prose| {
            let sentences = prose.sentences().iter();
            sentences.map(|sentence| prose.span(sentence.range.clone()))
        })
        .collect();
    sentences.sort_unstable();
    for finding in found {
        let after = sentences.partition_point(|sentence| sentence.start <= finding.span.start);
        let nearest = after.checked_sub(1).and_then(|at| sentences.get(at));
        finding.sentence = nearest
            .copied()
            .filter(|sentence| sentence.contains(finding.span));
    }
}

fn applies(input: &CheckInput<'_>, rule: &RuleMeta, page: &Page) -> bool {
    let is_left_out = || {
        let path = &input.sources.file(page.source).path;
        !rule.always && input.settings.ignores(path)
    };
    has_what_it_needs(input, rule)
        && (!rule.english_only || page.language == "en")
        && !is_left_out()
}

fn has_what_it_needs(input: &CheckInput<'_>, rule: &RuleMeta) -> bool {
    input.scope == Scope::Site || rule.scope == Scope::Text
}

fn check_site(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let context = SiteContext {
        site: input.site,
        sources: input.sources,
        settings: input.settings,
    };
    let mut found = Vec::new();
    for rule in rules::ALL
        .iter()
        .filter(|rule| has_what_it_needs(input, rule.meta()))
    {
        let mut sink = Sink::default();
        rule.check_site(&context, &mut sink);
        for (diagnostic, most) in sink.found {
            let file = &input.sources.file(diagnostic.source).path;
            if !rule.meta().always && input.settings.ignores(file) {
                continue;
            }
            let path = context.content_path(diagnostic.source);
            let sink = Sink {
                found: vec![(diagnostic, most)],
            };
            found.extend(levelled(input.settings, *rule, &path, sink));
        }
    }
    found
}

/// Gives findings the level of their rule, or drops them if it is off.
fn levelled(settings: &Settings, rule: &dyn Rule, path: &str, sink: Sink) -> Vec<Diagnostic> {
    let Some(level) = settings.level(rule.meta(), path).severity() else {
        return Vec::new();
    };
    let at_level = |(diagnostic, most): (Diagnostic, Severity)| Diagnostic {
        severity: level.min(most),
        ..diagnostic
    };
    sink.found.into_iter().map(at_level).collect()
}

/// Where rules that compete speak of the same words, keeps the one with the highest priority.
fn most_helpful(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let priority =
        |found: &Diagnostic| rules::find(found.rule).map_or(0, |rule| rule.meta().priority);
    let ranks: Vec<u8> = found.iter().map(priority).collect();
    let competing: BTreeSet<u8> = ranks.iter().copied().filter(|rank| *rank > 0).collect();
    let above: BTreeMap<u8, Spans> = competing
        .into_iter()
        .map(|rank| {
            let higher = found.iter().zip(&ranks).filter(|(_, other)| **other > rank);
            (
                rank,
                Spans::new(higher.map(|(found, _)| found.span).collect()),
            )
        })
        .collect();
    let beaten = |found: &Diagnostic, rank: &u8| {
        above
            .get(rank)
            .is_some_and(|above| above.overlap(found.span))
    };
    let judged = found.into_iter().zip(ranks);
    let kept = judged.filter(|(found, rank)| !beaten(found, rank));
    kept.map(|(found, _)| found).collect()
}

/// Spans that can be asked for an overlap without a look at each: a page can have thousands.
struct Spans {
    /// In the order of their starts, each with the furthest end up to there.
    starts: Vec<(usize, usize)>,
}

impl Spans {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut furthest = 0;
        let with_furthest = |span: Span| {
            furthest = furthest.max(span.end);
            (span.start, furthest)
        };
        Self {
            starts: spans.into_iter().map(with_furthest).collect(),
        }
    }

    /// Whether a span shares a byte with `own`.
    fn overlap(&self, own: Span) -> bool {
        let before_its_end = self.starts.partition_point(|(start, _)| *start < own.end);
        let last = before_its_end
            .checked_sub(1)
            .and_then(|at| self.starts.get(at));
        last.is_some_and(|(_, furthest)| *furthest > own.start)
    }
}

/// Drops the findings that an allowance covers, and reports allowances that cover none.
///
/// A finding is covered if it begins in the block, so that one that reaches over several blocks can
/// be allowed before the first of them.
fn silence(input: &CheckInput<'_>, context: &PageContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut unused: Vec<Allowance> = allowances(&context.page.document.blocks);
    let all = unused.clone();
    let covers = |allowance: &Allowance, finding: &Diagnostic| {
        let Span { start, end } = allowance.covers;
        let begins_inside = (start..end).contains(&finding.span.start);
        allowance.rule.as_ref() == Ok(&finding.rule) && begins_inside
    };
    found.retain(|finding| {
        unused.retain(|allowance| !covers(allowance, finding));
        !all.iter().any(|allowance| covers(allowance, finding))
    });
    if context.settings.ignores(&context.file.path) {
        return;
    }
    let mut sink = Sink::default();
    for allowance in &unused {
        // What did not run has nothing to say, and may have elsewhere.
        let runs = |rule: &'static str| {
            rules::find(rule).is_some_and(|rule| applies(input, rule.meta(), context.page))
        };
        if allowance.rule.as_ref().is_ok_and(|rule| !runs(rule)) {
            continue;
        }
        let rule = allowance.rule.as_ref();
        let elsewhere = found.iter().find(|found| rule == Ok(&found.rule));
        let elsewhere = elsewhere.map(|found| found.span);
        sink.push(rules::report_unused(
            context,
            allowance.span,
            rule,
            elsewhere,
        ));
    }
    let rule = rules::unused_allow();
    found.extend(levelled(context.settings, rule, &context.page.path, sink));
}

#[cfg(test)]
mod tests {
    use super::Spans;
    use crate::source::Span;

    #[test]
    fn spans_overlap_where_they_share_a_byte() {
        let spans = Spans::new(vec![Span::new(20, 22), Span::new(0, 10), Span::new(3, 4)]);
        for (own, expected) in [
            ((9, 12), true),
            ((10, 20), false),
            ((21, 30), true),
            ((5, 6), true),
            ((22, 30), false),
        ] {
            assert_eq!(spans.overlap(Span::new(own.0, own.1)), expected, "{own:?}");
        }
    }
}
