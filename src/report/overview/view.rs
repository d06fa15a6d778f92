//! The figures of an overview in words, as the page shows them.

use serde::Serialize;

use super::ages::{Ages, years};
use super::trend::TrendView;
use super::{Overview, PageName, PageScore, Review, RuleCount};
use crate::diagnostic::Severity;
use crate::report::{counted, path_in_url};

/// How many of the hardest pages are shown before the others are opened.
const SHOWN_FIRST: usize = 20;

/// Reviews that fall due in this many days are listed.
const SOON: i64 = 60;

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

#[cfg(test)]
mod tests {
    use super::{Overview, PageName, Review, in_short, reviews_said};

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
}
