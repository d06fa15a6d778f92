//! Sums a site up for a report: what its pages score, when they must be checked again, and what
//! the gate found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Snapshot, Workspace, inspect};
use crate::check::{RuleMeta, Settings, Verdict, find};
use crate::diagnostic::Severity;
use crate::prose::{Prose, Sentence};
use crate::report::{Overview, PageName, PageScore, Review, RuleCount, SiteState};
use crate::site::{Page, PageKind, Site, long_date};
use crate::source::SourceSet;

/// The rule that sets the most that a reading age may be.
const READING_AGE: &str = "reading-age";

impl Workspace {
    /// What there is to say of the whole site. Links to files begin with `files`.
    pub fn overview(&self, snapshot: &Snapshot, files: String) -> Overview {
        let Snapshot {
            site,
            sources,
            verdict,
            ..
        } = snapshot;
        let (rule, settings) = (reading_age(), self.checks());
        let scores = page_scores(site, sources, settings);
        let explainers = site.pages.iter().filter(|page| is_explainer(page)).count();
        let scored = scores.iter().filter(|score| score.is_explainer).count();
        Overview {
            site: site.settings.title.clone(),
            date: long_date(site.date),
            files,
            pages: site.pages.len(),
            limit: settings.number(rule, "limit", ""),
            enough_words: settings.number(rule, "min-words", ""),
            scores,
            unscored: explainers - scored,
            reviews: reviews(site, sources),
            findings: rule_counts(verdict),
            trend: None,
        }
    }
}

fn reading_age() -> &'static RuleMeta {
    find(READING_AGE)
        .expect("`reading-age` is one of our rules")
        .meta()
}

fn is_explainer(page: &Page) -> bool {
    page.kind == PageKind::Explainer
}

/// What explainers score, and other pages that are over their limit, hardest first. Pages that the
/// gate does not judge have no score.
pub(super) fn page_scores(site: &Site, sources: &SourceSet, settings: &Settings) -> Vec<PageScore> {
    let scores = site.pages.par_iter();
    let scores = scores.filter_map(|page| page_score(site, sources, settings, page));
    let mut scores: Vec<PageScore> = scores.collect();
    scores.retain(|score| score.is_explainer || score.is_over);
    scores.sort_by(|left, right| {
        let hardest = right.difficulty.total_cmp(&left.difficulty);
        hardest.then_with(|| left.page.path.cmp(&right.page.path))
    });
    scores
}

fn page_score(
    site: &Site,
    sources: &SourceSet,
    settings: &Settings,
    page: &Page,
) -> Option<PageScore> {
    let file = sources.file(page.source);
    if page.language != "en" || settings.ignores(&file.path) {
        return None;
    }
    let (prose, counts, scores) = inspect(site, page, settings);
    let longest = longest_sentence(&prose)?;
    let option = |name| settings.number(reading_age(), name, &page.path);
    let is_sure = counts.words >= option("min-words");
    Some(PageScore {
        page: page_name(sources, page),
        is_explainer: is_explainer(page),
        age: scores.reading_age,
        difficulty: scores.plainly_difficulty,
        without_exemptions: scores.plainly_difficulty_without_exemptions,
        words: counts.words,
        mean_sentence: real(counts.words) / real(counts.sentences),
        longest: longest.words.len(),
        longest_line: file.position(prose.span(longest.range.clone()).start).line,
        is_sure,
        is_over: is_sure && scores.reading_age > real(option("limit")),
    })
}

/// The longest of the sentences that count, and the first of them.
fn longest_sentence(prose: &Prose) -> Option<&Sentence> {
    let counted = prose.passages().iter();
    let counted = counted.filter(|passage| passage.kind.is_counted());
    let sentences = counted.flat_map(|passage| prose.sentences_in(passage));
    let first_of_longest =
        |sentence: &&Sentence| (sentence.words.len(), Reverse(sentence.range.start));
    sentences
        .filter(|sentence| !sentence.words.is_empty())
        .max_by_key(first_of_longest)
}

fn page_name(sources: &SourceSet, page: &Page) -> PageName {
    PageName {
        title: page.title.clone(),
        path: sources.file(page.source).path.clone(),
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// When explainers and letters must be checked again, the most overdue first.
fn reviews(site: &Site, sources: &SourceSet) -> Vec<Review> {
    let pages = site.pages.iter();
    let checked = pages.filter(|page| matches!(page.kind, PageKind::Explainer | PageKind::Letter));
    let reviews = checked.map(|page| {
        let review_by = page.front.review_by.as_ref().map(|date| date.value);
        let reviewed = page.front.reviewed.as_ref().map(|date| date.value);
        Review {
            page: page_name(sources, page),
            reviewed: reviewed.map(long_date),
            review_by: review_by.map(long_date),
            days_left: review_by.map(|date| days_between(site.date, date)),
        }
    });
    let mut reviews: Vec<Review> = reviews.collect();
    reviews.sort_by_key(|review| (review.days_left.is_none(), review.days_left));
    reviews
}

fn days_between(from: Date, until: Date) -> i64 {
    from.duration_until(until).as_hours() / 24
}

/// How often each rule spoke at each level, the worst level and the most findings first.
fn rule_counts(verdict: &Verdict) -> Vec<RuleCount> {
    let mut counts: BTreeMap<_, (usize, BTreeSet<_>)> = BTreeMap::new();
    for found in &verdict.diagnostics {
        let (findings, files) = counts.entry((found.severity, found.rule)).or_default();
        *findings += 1;
        files.insert(found.source);
    }
    let counts = counts
        .into_iter()
        .map(|((severity, rule), (findings, files))| RuleCount {
            rule,
            about: find(rule).map_or("", |rule| rule.meta().summary()),
            severity,
            findings,
            files: files.len(),
        });
    let mut counts: Vec<RuleCount> = counts.collect();
    counts.sort_by_key(|count| (Reverse(count.severity), Reverse(count.findings)));
    counts
}

/// A site in the figures of its trend.
pub(super) fn site_state(
    date: String,
    commit: Option<(String, String)>,
    site: &Site,
    verdict: &Verdict,
    scores: &[PageScore],
) -> SiteState {
    let sure = scores
        .iter()
        .filter(|score| score.is_explainer && score.is_sure);
    let hardest_first: Vec<f64> = sure.map(|score| score.difficulty).collect();
    let found_at = |severity: Severity| {
        let found = verdict.diagnostics.iter();
        found.filter(|found| found.severity == severity).count()
    };
    SiteState {
        date,
        commit,
        pages: site.pages.len(),
        median: median(&hardest_first),
        worst: hardest_first.first().copied(),
        errors: found_at(Severity::Error),
        warnings: found_at(Severity::Warning),
    }
}

/// The middle of sorted figures; between two, their mean.
fn median(sorted: &[f64]) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let (low, high) = (sorted.get(last / 2)?, sorted.get(last.div_ceil(2))?);
    Some(f64::midpoint(*low, *high))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{days_between, median};

    #[test]
    fn the_middle_of_two_is_their_mean() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[4.0, 3.0]), Some(3.5));
        assert_eq!(median(&[9.0, 4.0, 3.0]), Some(4.0));
    }

    #[test]
    fn days_are_counted_over_the_change_of_clocks() {
        assert_eq!(days_between(date(2026, 10, 20), date(2026, 10, 30)), 10);
        assert_eq!(days_between(date(2026, 10, 20), date(2026, 10, 19)), -1);
    }
}
