//! The figures of an overview in words, as the page shows them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::{BarChart, Column, LineChart, Series};
use super::{Overview, PageName, PageScore, Review, RuleCount, SiteState, Trend};
use crate::diagnostic::Severity;
use crate::report::{counted, path_in_url};

/// How many of the hardest pages are shown before the others are opened.
const SHOWN_FIRST: usize = 20;

/// Reviews that fall due in this many days are listed.
const SOON: i64 = 60;

/// How far off the limit may be, in half years, to be shown beside the bars.
const NEAR: i32 = 16;

/// No text has a reading age below or above these.
const AGES: (f64, f64) = (7.0, 20.0);

/// A smaller change of difficulty is no change that a reader would feel.
const FELT: f64 = 0.05;

/// What `page.html` sees.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    site: &'a str,
    date: &'a str,
    has_pages: bool,
    /// The whole report in a sentence.
    in_short: String,
    limit: usize,
    enough_words: usize,
    ages: Option<Ages>,
    hardest: Vec<ScoreRow<'a>>,
    others: Vec<ScoreRow<'a>>,
    others_said: String,
    has_short: bool,
    unscored: Option<String>,
    reviews: Vec<ReviewRow<'a>>,
    reviews_said: String,
    soon: i64,
    findings: Vec<FindingRow<'a>>,
    findings_said: String,
    trend: Option<TrendView<'a>>,
}

/// How many explainers are about as hard as each other.
#[derive(Debug, Serialize)]
struct Ages {
    said: String,
    chart: Option<BarChart>,
    rows: Vec<AgeRow>,
    has_unsure: bool,
}

#[derive(Debug, Serialize)]
struct AgeRow {
    from: String,
    until: String,
    age: u32,
    pages: u32,
    unsure: u32,
    /// Whether pages are over the limit; a short one is not held to it.
    is_over: bool,
}

#[derive(Debug, Serialize)]
struct ScoreRow<'a> {
    title: &'a str,
    href: String,
    age: String,
    difficulty: String,
    without_exemptions: String,
    words: usize,
    mean_sentence: String,
    longest: usize,
    longest_line: usize,
    is_sure: bool,
    is_over: bool,
}

#[derive(Debug, Serialize)]
struct ReviewRow<'a> {
    title: &'a str,
    href: String,
    reviewed: &'a str,
    review_by: &'a str,
    state: String,
    is_overdue: bool,
}

#[derive(Debug, Serialize)]
struct FindingRow<'a> {
    level: &'static str,
    is_error: bool,
    rule: &'a str,
    about: &'a str,
    findings: usize,
    files: usize,
}

#[derive(Debug, Serialize)]
struct TrendView<'a> {
    said: String,
    note: Option<&'a str>,
    difficulty: Option<LineChart>,
    difficulty_said: String,
    findings: Option<LineChart>,
    findings_said: String,
    rows: Vec<StateRow<'a>>,
}

#[derive(Debug, Serialize)]
struct StateRow<'a> {
    date: &'a str,
    /// The short name of a commit; empty for the files as they are.
    commit: &'a str,
    subject: &'a str,
    pages: usize,
    median: String,
    worst: String,
    errors: usize,
    warnings: usize,
}

impl<'a> View<'a> {
    pub(super) fn of(overview: &'a Overview) -> Self {
        let rows = overview
            .scores
            .iter()
            .map(|score| ScoreRow::of(overview, score));
        let mut hardest: Vec<_> = rows.collect();
        let others = hardest.split_off(hardest.len().min(SHOWN_FIRST));
        let reviews = overview.reviews.iter().filter(|review| is_listed(review));
        Self {
            site: &overview.site,
            date: &overview.date,
            has_pages: overview.pages > 0,
            in_short: in_short(overview),
            limit: overview.limit,
            enough_words: overview.enough_words,
            ages: Ages::of(overview),
            others_said: format!("Show {}", counted(others.len(), "more page", "more pages")),
            hardest,
            others,
            has_short: overview.scores.iter().any(|score| !score.is_sure),
            unscored: unscored(overview),
            reviews: reviews
                .map(|review| ReviewRow::of(overview, review))
                .collect(),
            reviews_said: reviews_said(overview),
            soon: SOON,
            findings: overview.findings.iter().map(FindingRow::of).collect(),
            findings_said: findings_said(overview),
            trend: overview.trend.as_ref().map(TrendView::of),
        }
    }
}

/// A count with its word, where none is said as `no page`.
fn some(count: usize, one: &str, many: &str) -> String {
    if count == 0 {
        format!("no {many}")
    } else {
        counted(count, one, many)
    }
}

fn in_short(overview: &Overview) -> String {
    if overview.pages == 0 {
        return "This site has no pages yet.".to_owned();
    }
    let over = overview.scores.iter().filter(|score| score.is_over).count();
    let overdue = overview.reviews.iter().filter(|review| is_overdue(review));
    let one_is = |count: usize, one: &str, many: &str| match count {
        0 => format!("none {one}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    format!(
        "This site has {}: {} over the limit for the reading age, {} overdue for a check, and the gate finds {} and {}.",
        counted(overview.pages, "page", "pages"),
        one_is(over, "is", "are"),
        one_is(overdue.count(), "is", "are"),
        some(found_at(overview, Severity::Error), "error", "errors"),
        some(found_at(overview, Severity::Warning), "warning", "warnings"),
    )
}

fn found_at(overview: &Overview, severity: Severity) -> usize {
    let rules = overview.findings.iter();
    let rules = rules.filter(|rule| rule.severity == severity);
    rules.map(|rule| rule.findings).sum()
}

fn unscored(overview: &Overview) -> Option<String> {
    match overview.unscored {
        0 => None,
        1 => Some("1 explainer is not listed. It has no words to count, is not in English, or is left out of the gate by site.toml.".to_owned()),
        more => Some(format!("{more} explainers are not listed. They have no words to count, are not in English, or are left out of the gate by site.toml.")),
    }
}

fn href(overview: &Overview, page: &PageName) -> String {
    format!("{}{}", overview.files, path_in_url(&page.path))
}

impl Ages {
    fn of(overview: &Overview) -> Option<Self> {
        let mut counts: BTreeMap<i32, (u32, u32)> = BTreeMap::new();
        for score in overview.scores.iter().filter(|score| score.is_explainer) {
            let (sure, unsure) = counts.entry(half_years(score.difficulty)).or_default();
            *(if score.is_sure { sure } else { unsure }) += 1;
        }
        // A page is over the limit once its difficulty is rounded to more.
        let limit = i32::try_from(overview.limit).ok()?.saturating_mul(2) + 1;
        let (first, last) = (*counts.keys().next()?, *counts.keys().next_back()?);
        // The limit is shown where it is near, so that people see how much room there is.
        let is_near = limit - last <= NEAR;
        let last = if is_near { last.max(limit - 1) } else { last };
        let columns = (first..=last).map(|half| {
            let (sure, unsure) = counts.get(&half).copied().unwrap_or_default();
            Column {
                half,
                sure,
                unsure,
                is_over: half >= limit,
            }
        });
        let columns: Vec<Column> = columns.collect();
        let rows = columns.iter().filter_map(AgeRow::of);
        let rows: Vec<AgeRow> = rows.collect();
        let said = rows
            .iter()
            .map(|row| format!("{} to {}: {}", row.from, row.until, row.pages));
        Some(Self {
            said: said.collect::<Vec<_>>().join("; "),
            chart: BarChart::of(&columns, limit),
            has_unsure: rows.iter().any(|row| row.unsure > 0),
            rows,
        })
    }
}

impl AgeRow {
    fn of(column: &Column) -> Option<Self> {
        let pages = column.sure + column.unsure;
        let from = f64::from(column.half) / 2.0;
        (pages > 0).then(|| Self {
            from: format!("{from:.1}"),
            until: format!("{:.1}", from + 0.5),
            age: years(from.clamp(AGES.0, AGES.1)),
            pages,
            unsure: column.unsure,
            is_over: column.is_over && column.sure > 0,
        })
    }
}

/// How many whole half years a difficulty holds: 11 for 5.93.
fn half_years(difficulty: f64) -> i32 {
    let reached = |half: &i32| f64::from(half + 1) / 2.0 > difficulty;
    (-60..=120).find(reached).unwrap_or(120)
}

/// A reading age as the whole number that it is: 7 to 20.
fn years(age: f64) -> u32 {
    (0..=99)
        .find(|years| f64::from(*years) + 0.5 > age)
        .unwrap_or(99)
}

impl<'a> ScoreRow<'a> {
    fn of(overview: &Overview, score: &'a PageScore) -> Self {
        Self {
            title: &score.page.title,
            href: href(overview, &score.page),
            age: format!("about {}", years(score.age)),
            difficulty: format!("{:.2}", score.difficulty),
            without_exemptions: format!("{:.2}", score.without_exemptions),
            words: score.words,
            mean_sentence: format!("{:.1}", score.mean_sentence),
            longest: score.longest,
            longest_line: score.longest_line,
            is_sure: score.is_sure,
            is_over: score.is_over,
        }
    }
}

fn is_overdue(review: &Review) -> bool {
    review.days_left.is_some_and(|days| days < 0)
}

/// Whether somebody should look at the page soon.
fn is_listed(review: &Review) -> bool {
    review.days_left.is_none_or(|days| days <= SOON)
}

fn reviews_said(overview: &Overview) -> String {
    let later = overview.reviews.iter().filter(|review| !is_listed(review));
    let next = later.clone().min_by_key(|review| review.days_left);
    let next = next.and_then(|review| review.review_by.as_deref());
    let listed = overview.reviews.iter().any(is_listed);
    let Some(next) = next else {
        return if listed {
            "No other page must be checked later."
        } else {
            "No explainer and no letter says when it must be checked again, because there is none."
        }
        .to_owned();
    };
    let count = later.count();
    let pages = match (listed, count) {
        (true, 1) => "1 other page is".to_owned(),
        (true, _) => format!("{count} other pages are"),
        (false, 1) => "No page is overdue or due soon. 1 page is".to_owned(),
        (false, _) => format!("No page is overdue or due soon. {count} pages are"),
    };
    format!("{pages} due in more than {SOON} days, the next by {next}.")
}

impl<'a> ReviewRow<'a> {
    fn of(overview: &Overview, review: &'a Review) -> Self {
        let state = match review.days_left {
            None => "says no date".to_owned(),
            Some(0) => "due today".to_owned(),
            Some(left) => {
                let days = usize::try_from(left.unsigned_abs()).unwrap_or(usize::MAX);
                let days = counted(days, "day", "days");
                if left < 0 {
                    format!("overdue by {days}")
                } else {
                    format!("due in {days}")
                }
            }
        };
        let or_none = |date: &'a Option<String>| date.as_deref().unwrap_or("–");
        Self {
            title: &review.page.title,
            href: href(overview, &review.page),
            reviewed: or_none(&review.reviewed),
            review_by: or_none(&review.review_by),
            state,
            is_overdue: is_overdue(review),
        }
    }
}

impl<'a> FindingRow<'a> {
    fn of(count: &'a RuleCount) -> Self {
        Self {
            level: level(count.severity),
            is_error: count.severity == Severity::Error,
            rule: count.rule,
            about: count.about,
            findings: count.findings,
            files: count.files,
        }
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "advice",
    }
}

fn findings_said(overview: &Overview) -> String {
    let errors = found_at(overview, Severity::Error);
    let advice = found_at(overview, Severity::Info);
    let counts = format!(
        "The gate finds {}, {} and {}.",
        some(errors, "error", "errors"),
        some(found_at(overview, Severity::Warning), "warning", "warnings"),
        some(advice, "piece of advice", "pieces of advice"),
    );
    if errors > 0 {
        return format!("{counts} The site cannot be published until the errors are mended.");
    }
    format!("{counts} Nothing keeps the site from being published.")
}

impl<'a> TrendView<'a> {
    fn of(trend: &'a Trend) -> Self {
        let states = &trend.states;
        let (first, last) = (states.first(), states.last());
        let date = |state: Option<&'a SiteState>| state.map_or("", |state| state.date.as_str());
        let line = |name, class, value: fn(&SiteState) -> Option<f64>| Series {
            name,
            class,
            values: states.iter().map(value).collect(),
        };
        let difficulty = [
            line("hardest explainer", "worst", |state| state.worst),
            line("explainer in the middle", "median", |state| state.median),
        ];
        let findings = [
            line("errors", "worst", |state| Some(number(state.errors))),
            line("warnings", "median", |state| Some(number(state.warnings))),
        ];
        let has_findings = states.iter().any(|state| state.errors + state.warnings > 0);
        Self {
            said: trend_said(trend),
            note: trend.note.as_deref(),
            difficulty: LineChart::of(&difficulty, date(first), date(last)),
            difficulty_said: course(
                first,
                last,
                "The difficulty of the explainer in the middle",
                |state| figure(state.median),
            ),
            findings: LineChart::of(&findings, date(first), date(last)).filter(|_| has_findings),
            findings_said: course(first, last, "The number of warnings", |state| {
                state.warnings.to_string()
            }),
            rows: states.iter().rev().map(StateRow::of).collect(),
        }
    }
}

impl<'a> StateRow<'a> {
    fn of(state: &'a SiteState) -> Self {
        let (commit, subject) = state.commit.as_ref().map_or(("", ""), |(name, subject)| {
            (name.as_str(), subject.as_str())
        });
        Self {
            date: &state.date,
            commit,
            subject,
            pages: state.pages,
            median: figure(state.median),
            worst: figure(state.worst),
            errors: state.errors,
            warnings: state.warnings,
        }
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn figure(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.2}"))
}

/// From where to where a figure went, for people who do not see the line.
fn course(
    first: Option<&SiteState>,
    last: Option<&SiteState>,
    what: &str,
    value: fn(&SiteState) -> String,
) -> String {
    match (first, last) {
        (Some(first), Some(last)) => format!(
            "{what} went from {} on {} to {} on {}.",
            value(first),
            first.date,
            value(last),
            last.date
        ),
        _ => String::new(),
    }
}

fn trend_said(trend: &Trend) -> String {
    let known = || trend.states.iter().filter_map(|state| state.median);
    let commits = trend.states.iter().filter(|state| state.commit.is_some());
    let commits = match commits.count() {
        1 => "the last commit that changed pages".to_owned(),
        count => format!("the last {count} commits that changed pages"),
    };
    let (Some(first), Some(last)) = (known().next(), known().next_back()) else {
        return String::new();
    };
    let change = last - first;
    let course = if change.abs() < FELT {
        "stayed about as hard as it was"
    } else if change < 0.0 {
        "got easier"
    } else {
        "got harder"
    };
    format!(
        "Over {commits}, the site {course}: the difficulty of the explainer in the middle went from {first:.2} to {last:.2}."
    )
}

#[cfg(test)]
mod tests {
    use super::{
        Ages, Overview, PageName, PageScore, Review, Trend, half_years, in_short, reviews_said,
        trend_said, years,
    };
    use crate::report::overview::SiteState;

    fn review(days_left: i64) -> Review {
        Review {
            page: PageName::default(),
            reviewed: None,
            review_by: Some(format!("day {days_left}")),
            days_left: Some(days_left),
        }
    }

    #[test]
    fn the_report_is_said_in_a_sentence() {
        let overview = Overview {
            pages: 3,
            reviews: vec![review(-1), review(-2), review(0)],
            ..Overview::default()
        };
        assert_eq!(
            in_short(&overview),
            "This site has 3 pages: none is over the limit for the reading age, 2 are overdue for a check, and the gate finds no errors and no warnings."
        );
    }

    #[test]
    fn reviews_that_are_far_off_are_counted() {
        let overview = Overview {
            reviews: vec![review(60), review(61), review(90)],
            ..Overview::default()
        };
        assert_eq!(
            reviews_said(&overview),
            "2 other pages are due in more than 60 days, the next by day 61."
        );
    }

    #[test]
    fn a_reading_age_is_a_whole_number() {
        assert_eq!([6.6, 7.0, 7.4, 20.0].map(years), [7, 7, 7, 20]);
    }

    #[test]
    fn pages_are_counted_by_half_years() {
        assert_eq!([-0.2, 5.0, 5.49, 5.93].map(half_years), [-1, 10, 10, 11]);
        let score = |difficulty: f64, is_sure| PageScore {
            is_explainer: true,
            difficulty,
            is_sure,
            ..PageScore::default()
        };
        let overview = Overview {
            limit: 11,
            scores: vec![score(11.5, true), score(11.49, true), score(11.2, false)],
            ..Overview::default()
        };
        let ages = Ages::of(&overview).expect("there are explainers");
        let rows = ages.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| (row.age, row.pages, row.unsure, row.is_over))
            .collect();
        assert_eq!(rows, [(11, 2, 1, false), (12, 1, 0, true)]);
    }

    #[test]
    fn the_trend_says_if_the_site_got_easier() {
        let state = |median| SiteState {
            median,
            commit: Some(Default::default()),
            ..SiteState::default()
        };
        for (first, last, said) in [
            (8.0, 7.5, "got easier"),
            (7.5, 8.0, "got harder"),
            (8.0, 8.01, "stayed about"),
        ] {
            let trend = Trend {
                states: vec![state(None), state(Some(first)), state(Some(last))],
                ..Trend::default()
            };
            assert!(trend_said(&trend).contains(said), "{said}");
        }
    }
}
