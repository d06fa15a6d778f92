//! How many explainers are about as hard as each other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Overview;
use super::chart::{BarChart, Column};

/// How far off the limit may be, in half years, to be shown beside the bars.
const NEAR: i32 = 16;

/// No text has a reading age below or above these.
const AGES: (f64, f64) = (7.0, 20.0);

/// How many explainers are about as hard as each other.
#[derive(Debug, Serialize)]
pub(super) struct Ages {
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

impl Ages {
    /// The explainers of a site; `None` if there are none.
    pub(super) fn of(overview: &Overview) -> Option<Self> {
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
pub(super) fn years(age: f64) -> u32 {
    (0..=99)
        .find(|years| f64::from(*years) + 0.5 > age)
        .unwrap_or(99)
}

#[cfg(test)]
mod tests {
    use super::{Ages, Overview, half_years, years};
    use crate::report::PageScore;

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
}
