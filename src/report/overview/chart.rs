//! Where the bars and lines of a drawing go.
//!
//! A drawing has its own units, and grows with the page. Colours and widths are in `style.css`.

use serde::Serialize;

/// The width of a drawing, in its own units.
const WIDTH: f64 = 360.0;
/// The height of a drawing.
const HEIGHT: f64 = 200.0;
/// Room for the numbers at the left.
const LEFT: f64 = 34.0;
/// Room for the words below.
const BOTTOM: f64 = 170.0;
/// Room above the highest point, for its number.
const TOP: f64 = 22.0;
/// Room at both sides, for half a number.
const SIDE: f64 = 12.0;
/// With more bars, only every other year has room for its number.
const MOST_YEARS: i32 = 24;
/// The most lines that help the eye across.
const MOST_LINES: u32 = 4;

/// How many pages are about as hard as each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Where it begins, in half years.
    pub(super) half: i32,
    /// How many pages have a sure difficulty.
    pub(super) sure: u32,
    /// How many are less sure; they stand on top, hollow.
    pub(super) unsure: u32,
    /// Whether the bar is over the limit.
    pub(super) is_over: bool,
}

/// A chart of bars, each half a year wide.
#[derive(Debug, Serialize)]
pub(super) struct BarChart {
    width: f64,
    height: f64,
    floor: f64,
    bars: Vec<Bar>,
    years: Vec<Year>,
    /// Where the line of the limit stands.
    limit: Option<String>,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: String,
    width: String,
    middle: String,
    count: u32,
    is_over: bool,
    above: String,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    y: String,
    height: String,
    is_sure: bool,
}

/// The number of a whole year, at the edge between two bars.
#[derive(Debug, Serialize)]
struct Year {
    x: String,
    number: i32,
}

impl BarChart {
    /// A bar for each column, which follow each other; the line of the limit stands before the
    /// first that is over it, or at the end if the columns reach just up to it.
    pub(super) fn of(columns: &[Column], limit_half: i32) -> Option<Self> {
        let first = columns.first()?.half;
        let most = columns.iter().map(|column| column.sure + column.unsure);
        let most = most.max().filter(|most| *most > 0)?;
        let count = i32::try_from(columns.len()).ok()?;
        let step = (WIDTH - 2.0 * SIDE) / f64::from(count);
        let edge = |half: i32| SIDE + step * f64::from(half - first);
        let per_page = (BOTTOM - TOP) / f64::from(most);
        let bars = columns
            .iter()
            .map(|column| Bar::of(*column, edge(column.half), step, per_page));
        let apart = if count > MOST_YEARS { 4 } else { 2 };
        let years = (first..=first + count).filter(|half| half % apart == 0);
        let years = years.map(|half| Year {
            x: place(edge(half)),
            number: half / 2,
        });
        let shows_limit = (first..=first + count).contains(&limit_half);
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            floor: BOTTOM,
            bars: bars.collect(),
            years: years.collect(),
            limit: shows_limit.then(|| place(edge(limit_half))),
        })
    }
}

impl Bar {
    fn of(column: Column, x: f64, step: f64, per_page: f64) -> Self {
        let gap = (step * 0.08).min(3.0);
        let mut y = BOTTOM;
        let mut parts = Vec::new();
        for (count, is_sure) in [(column.sure, true), (column.unsure, false)] {
            let height = f64::from(count) * per_page;
            y -= height;
            if count > 0 {
                parts.push(Part {
                    y: place(y),
                    height: place(height),
                    is_sure,
                });
            }
        }
        Self {
            x: place(x + gap),
            width: place(step - 2.0 * gap),
            middle: place(x + step / 2.0),
            count: column.sure + column.unsure,
            is_over: column.is_over,
            above: place(y - 6.0),
            parts,
        }
    }
}

/// A chart of lines that go on in time.
#[derive(Debug, Serialize)]
pub(super) struct LineChart {
    width: f64,
    height: f64,
    left: f64,
    floor: f64,
    grid: Vec<GridLine>,
    lines: Vec<Line>,
    first: String,
    last: String,
}

#[derive(Debug, Serialize)]
struct GridLine {
    y: String,
    /// Where the number stands.
    below: String,
    number: String,
}

#[derive(Debug, Serialize)]
struct Line {
    name: &'static str,
    /// Its class in the style sheet.
    class: &'static str,
    path: String,
    points: Vec<(String, String)>,
}

/// What a line shows, oldest first; a gap where nothing is known.
pub(super) struct Series {
    pub(super) name: &'static str,
    pub(super) class: &'static str,
    pub(super) values: Vec<Option<f64>>,
}

impl LineChart {
    /// A line for each series, between the names of the first and the last point.
    pub(super) fn of(series: &[Series], first: &str, last: &str) -> Option<Self> {
        let values = || series.iter().flat_map(|line| line.values.iter().flatten());
        let count = series.iter().map(|line| line.values.len()).max()?;
        if count < 2 || values().next().is_none() {
            return None;
        }
        let least = values().copied().fold(f64::INFINITY, f64::min);
        let most = values().copied().fold(f64::NEG_INFINITY, f64::max);
        let scale = Scale::around(least, most);
        let last_at = f64::from(u32::try_from(count - 1).ok()?);
        let lines = series.iter().map(|line| Line::of(line, &scale, last_at));
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            floor: BOTTOM,
            grid: scale.grid(),
            lines: lines.collect(),
            first: first.to_owned(),
            last: last.to_owned(),
        })
    }
}

impl Line {
    fn of(series: &Series, scale: &Scale, last_at: f64) -> Self {
        let mut path = String::new();
        let mut points = Vec::new();
        let mut is_joined = false;
        for (at, value) in (0_u32..).zip(&series.values) {
            let Some(value) = value else {
                is_joined = false;
                continue;
            };
            let x = LEFT + 6.0 + (WIDTH - LEFT - 14.0) * f64::from(at) / last_at;
            let (x, y) = (place(x), place(scale.height_of(*value)));
            path.push(if is_joined { 'L' } else { 'M' });
            path.extend([x.as_str(), " ", y.as_str()]);
            points.push((x, y));
            is_joined = true;
        }
        Self {
            name: series.name,
            class: series.class,
            path,
            points,
        }
    }
}

/// Round numbers around what is shown.
struct Scale {
    low: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    fn around(least: f64, most: f64) -> Self {
        const STEPS: [f64; 3] = [1.0, 2.0, 5.0];
        let tens = std::iter::successors(Some(1.0), |ten| Some(ten * 10.0)).take(9);
        let mut sizes = tens.flat_map(|ten| STEPS.map(|step| step * ten));
        let fitting = sizes.find(|step| {
            let low = (least / step).floor() * step;
            (most - low) / step <= f64::from(MOST_LINES)
        });
        let step = fitting.unwrap_or(most.max(1.0));
        let low = (least / step).floor() * step;
        let needed = (1..=MOST_LINES).find(|count| low + step * f64::from(*count) >= most);
        Self {
            low,
            step,
            steps: needed.unwrap_or(MOST_LINES),
        }
    }

    fn height_of(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.step * f64::from(self.steps));
        BOTTOM - share * (BOTTOM - TOP)
    }

    fn grid(&self) -> Vec<GridLine> {
        let lines = (0..=self.steps).map(|line| {
            let number = self.low + self.step * f64::from(line);
            let y = self.height_of(number);
            GridLine {
                y: place(y),
                below: place(y + 4.5),
                number: format!("{number:.0}"),
            }
        });
        lines.collect()
    }
}

/// A place in a drawing; a tenth is finer than the eye.
fn place(at: f64) -> String {
    format!("{at:.1}")
}

#[cfg(test)]
mod tests {
    use super::{BarChart, Column, LineChart, Scale, Series};

    fn column(half: i32, sure: u32) -> Column {
        Column {
            half,
            sure,
            unsure: 0,
            is_over: false,
        }
    }

    #[test]
    fn the_highest_bar_reaches_the_top_and_no_page_makes_no_bar() {
        let columns = [column(13, 4), column(14, 0), column(15, 2)];
        let chart = BarChart::of(&columns, 16).expect("there are pages");
        let heights: Vec<Vec<&str>> = chart
            .bars
            .iter()
            .map(|bar| bar.parts.iter().map(|part| part.height.as_str()).collect())
            .collect();
        assert_eq!(heights, [vec!["148.0"], vec![], vec!["74.0"]]);
        assert_eq!(chart.limit.as_deref(), Some("348.0"));
        assert!(BarChart::of(&[column(7, 0)], 16).is_none());
        assert!(BarChart::of(&[], 16).is_none());
    }

    #[test]
    fn whole_years_stand_at_the_edges() {
        let chart = BarChart::of(&[column(13, 4), column(14, 1)], 23).expect("there are pages");
        let years: Vec<_> = chart
            .years
            .iter()
            .map(|year| (year.number, &*year.x))
            .collect();
        assert_eq!(years, [(7, "180.0")]);
        assert_eq!(chart.limit, None);
    }

    #[test]
    fn a_scale_has_round_numbers_around_what_it_shows() {
        for (least, most, numbers) in [
            (7.3, 9.8, &["7", "8", "9", "10"][..]),
            (0.0, 0.0, &["0", "1"]),
            (0.0, 340.0, &["0", "100", "200", "300", "400"]),
            (8.0, 8.0, &["8", "9"]),
        ] {
            let grid = Scale::around(least, most).grid();
            let found: Vec<_> = grid.iter().map(|line| line.number.as_str()).collect();
            assert_eq!(found, numbers, "{least} to {most}");
        }
    }

    #[test]
    fn a_line_has_a_gap_where_nothing_is_known() {
        let series = Series {
            name: "a",
            class: "a",
            values: vec![Some(1.0), None, Some(2.0)],
        };
        let chart = LineChart::of(&[series], "then", "now").expect("two points are known");
        let paths: Vec<_> = chart.lines.iter().map(|line| &line.path).collect();
        assert_eq!(paths, ["M40.0 170.0M352.0 22.0"]);
    }
}
