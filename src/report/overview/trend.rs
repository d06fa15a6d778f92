//! Whether the site gets easier, in words and lines.

use serde::Serialize;

use super::chart::{LineChart, Series};
use super::{SiteState, Trend};

/// A smaller change of difficulty is no change that a reader would feel.
const FELT: f64 = 0.05;

/// How the site changed, in words and lines.
#[derive(Debug, Serialize)]
pub(super) struct TrendView<'a> {
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

impl<'a> TrendView<'a> {
    pub(super) fn of(trend: &'a Trend) -> Self {
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
    use super::{SiteState, Trend, trend_said};

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
