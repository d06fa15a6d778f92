//! Figures with the dates between which they hold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::fields::Fields;
use super::source_note::{Seen, SourceNote};
use super::yaml::{self, Entry, Node};
use super::{BAD_FRONT_MATTER, Located};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::source::SourceFile;
use crate::source::SourceId;
use crate::source::Span;

/// Every figure of the site, by id.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    facts: BTreeMap<String, Fact>,
    /// Facts that stand in the file and cannot be read.
    broken: BTreeSet<String>,
}

/// One figure over time.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it is, in a few words.
    pub what: String,
    /// What is counted.
    pub unit: Unit,
    /// Its values, earliest first.
    pub values: Vec<FactValue>,
    /// The file that it stands in.
    pub source: SourceId,
    /// Its id in that file.
    pub span: Span,
}

/// A value and the days on which it holds.
#[derive(Debug, Clone)]
pub struct FactValue {
    /// The figure, without its unit.
    pub value: String,
    /// First day.
    pub from: Date,
    /// Last day, where one is known.
    pub until: Option<Date>,
    /// Where it was seen.
    pub source: SourceNote,
    /// The date of the copy it was seen in.
    pub seen: Option<Seen>,
}

/// What a figure is on a given day.
#[derive(Debug, Clone, Copy)]
pub enum FactState<'a> {
    /// A value holds; the next one is known or not.
    Holds {
        /// The value.
        value: &'a FactValue,
        /// The value after it.
        next: Option<&'a FactValue>,
    },
    /// The last value has run out.
    Expired(&'a FactValue),
    /// The first value is still to come.
    NotYet(&'a FactValue),
}

/// What a figure counts, and so how it is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// £95.55
    Gbp,
    /// £95.55 a day
    GbpADay,
    /// £95.55 a week
    GbpAWeek,
    /// £95.55 a month
    GbpAMonth,
    /// 40%
    Percent,
    /// 2 hours
    Hours,
    /// 7 days
    Days,
    /// 13 weeks
    Weeks,
    /// 1 month
    Months,
    /// 25 years
    Years,
    /// 15 points
    Points,
    /// A telephone number.
    Phone,
    /// The bare value.
    None,
}

impl Unit {
    const NAMES: [(&'static str, Self); 13] = [
        ("gbp", Self::Gbp),
        ("gbp-a-day", Self::GbpADay),
        ("gbp-a-week", Self::GbpAWeek),
        ("gbp-a-month", Self::GbpAMonth),
        ("percent", Self::Percent),
        ("hours", Self::Hours),
        ("days", Self::Days),
        ("weeks", Self::Weeks),
        ("months", Self::Months),
        ("years", Self::Years),
        ("points", Self::Points),
        ("phone", Self::Phone),
        ("none", Self::None),
    ];

    /// How the unit is called in `facts.yaml`.
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(_, unit)| *unit == self);
        named.map_or("none", |(name, _)| name)
    }

    /// Whether a value is one that this unit counts.
    fn fits(self, value: &str) -> bool {
        let only = |more: &str| {
            value.bytes().any(|byte| byte.is_ascii_digit())
                && value
                    .chars()
                    .all(|next| next.is_ascii_digit() || more.contains(next))
        };
        match self {
            Self::None => true,
            Self::Phone => only(" +"),
            _ => only(".,") && value.starts_with(|first: char| first.is_ascii_digit()),
        }
    }

    /// The value as it stands on a page.
    pub fn write(self, value: &str) -> String {
        let counted = |one: &str, many: &str| {
            let unit = if value == "1" { one } else { many };
            format!("{value} {unit}")
        };
        match self {
            Self::Gbp => format!("£{value}"),
            Self::GbpADay => format!("£{value} a day"),
            Self::GbpAWeek => format!("£{value} a week"),
            Self::GbpAMonth => format!("£{value} a month"),
            Self::Percent => format!("{value}%"),
            Self::Hours => counted("hour", "hours"),
            Self::Days => counted("day", "days"),
            Self::Weeks => counted("week", "weeks"),
            Self::Months => counted("month", "months"),
            Self::Years => counted("year", "years"),
            Self::Points => counted("point", "points"),
            Self::Phone | Self::None => value.to_owned(),
        }
    }
}

impl Unit {
    /// The value in the words of a language. They go by names such as `unit_days`, which has
    /// `{value}` in it; one that ends in `_one` is said of 1.
    pub fn write_in(self, words: &BTreeMap<String, String>, value: &str) -> String {
        let many = format!("unit_{}", self.name().replace('-', "_"));
        let one = (value == "1").then(|| words.get(&format!("{many}_one")));
        let said = one.flatten().or_else(|| words.get(&many));
        said.map_or_else(|| value.to_owned(), |said| said.replace("{value}", value))
    }
}

impl Facts {
    /// Reads the facts in `file`.
    pub(super) fn read(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Self {
        let root = match yaml::parse(&file.text, 0) {
            Ok(root) => root,
            Err(problem) => {
                let message = format!("The facts cannot be read: {}", problem.message);
                let found = Diagnostic::new(
                    BAD_FRONT_MATTER,
                    Severity::Error,
                    file.id,
                    problem.span,
                    message,
                )
                .because("Every figure on the site comes from this file.")
                .help(
                    "Look for a missing quotation mark or a wrong indent just before this place.",
                );
                problems.push(found);
                return Self::default();
            }
        };
        let mut fields = Fields::new(file.id, root, "facts", problems);
        let mut facts = BTreeMap::new();
        let mut broken = BTreeSet::new();
        for entry in fields.take_all() {
            let (id, span) = (entry.key.clone(), entry.key_span);
            match read_fact(file.id, entry, &mut fields) {
                None => {
                    broken.insert(id);
                }
                Some(fact) => {
                    if facts.insert(id.clone(), fact).is_some() {
                        fields.problem(
                            span,
                            format!("The fact `{id}` stands here twice"),
                            "Give each fact its own name.",
                        );
                    }
                }
            }
        }
        Self { facts, broken }
    }

    /// Whether a fact stands in the file and cannot be read; that is a finding already.
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.contains(id)
    }

    /// A fact by its id.
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.facts.get(id)
    }

    /// All facts, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.facts.iter().map(|(id, fact)| (id.as_str(), fact))
    }

    /// The known id that is most like `id`.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.facts.keys().map(String::as_str))
    }

    /// The fact as it stands on a page on `date`. A value that has run out is still written,
    /// so that a preview shows something; the gate refuses the page.
    pub fn text(&self, id: &str, date: Date) -> Option<String> {
        self.written(id, date, &Unit::write)
    }

    /// The same, with the unit written in the words of another language.
    pub fn written(
        &self,
        id: &str,
        date: Date,
        write: &dyn Fn(Unit, &str) -> String,
    ) -> Option<String> {
        let fact = self.get(id)?;
        let value = match fact.on(date)? {
            FactState::Holds { value, .. }
            | FactState::Expired(value)
            | FactState::NotYet(value) => value,
        };
        Some(write(fact.unit, &value.value))
    }
}

impl Fact {
    /// The state of the fact on `date`; `None` if it has no values at all.
    pub fn on(&self, date: Date) -> Option<FactState<'_>> {
        let at = self.values.iter().rposition(|value| value.from <= date);
        let Some(at) = at else {
            return self.values.first().map(FactState::NotYet);
        };
        let value = self.values.get(at)?;
        if value.until.is_some_and(|until| until < date) {
            return Some(FactState::Expired(value));
        }
        let next = self.values.get(at + 1);
        Some(FactState::Holds { value, next })
    }
}

fn read_fact(source: SourceId, entry: Entry, parent: &mut Fields<'_>) -> Option<Fact> {
    let span = entry.key_span;
    let mut fields = parent.group(entry.node, "a fact")?;
    fields.set_span(span);
    let what = fields.required_text("what");
    let unit = fields
        .required_text("unit")
        .and_then(|text| fields.choice(&text, "unit", &Unit::NAMES));
    let nodes = fields.nodes("values");
    let mut values: Vec<_> = nodes
        .into_iter()
        .filter_map(|node| read_value(node, &mut fields))
        .collect();
    if values.is_empty() {
        fields.problem(
            span,
            format!("The fact `{}` has no value", entry.key),
            "Add at least one entry under `values`.",
        );
    }
    fields.texts("fact");
    values.sort_by_key(|value| value.value.from);
    check_overlaps(&values, &mut fields);
    if let Some(unit) = unit {
        check_values(&values, unit, &mut fields);
    }
    fields.finish(&["what", "unit", "values", "fact"]);
    Some(Fact {
        what: what?.value,
        unit: unit?,
        values: values.into_iter().map(|value| value.value).collect(),
        source,
        span,
    })
}

fn read_value(node: Node, parent: &mut Fields<'_>) -> Option<Located<FactValue>> {
    let span = node.span;
    let mut fields = parent.group(node, "a value")?;
    let value = fields.required_text("value");
    let has_from = fields.required_text("from");
    let from = has_from.and_then(|text| fields.date_of(&text, "from"));
    let until = fields.date("until");
    let seen = fields.seen("seen");
    let source = fields.take("source");
    if source.is_none() {
        fields.problem(
            span,
            "The value has no `source`",
            "Say where it was seen: `source: {title: …, publisher: …, url: …}`.",
        );
    }
    let source = source.and_then(|node| SourceNote::read(node, &mut fields));
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value < from.value
    {
        fields.problem(
            until.span,
            "The value ends before it begins",
            "Make `until` later than `from`.",
        );
    }
    fields.finish(&["value", "from", "until", "seen", "source"]);
    let value = FactValue {
        value: value?.value,
        from: from?.value,
        until: until.map(|until| until.value),
        source: source?,
        seen,
    };
    Some(Located { value, span })
}

/// A value must be one that its unit can be put behind.
fn check_values(values: &[Located<FactValue>], unit: Unit, fields: &mut Fields<'_>) {
    for value in values.iter().filter(|value| !unit.fits(&value.value.value)) {
        let message = format!("“{}” cannot stand with this unit", value.value.value);
        let help = match unit {
            Unit::Phone => "Write the number in figures and spaces, as in \"116 123\".",
            _ => "Write figures alone, as in \"95.55\"; the unit is put in for you.",
        };
        fields.problem(value.span, message, help);
    }
}

fn check_overlaps(values: &[Located<FactValue>], fields: &mut Fields<'_>) {
    for pair in values.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier
            .value
            .until
            .is_none_or(|until| until >= later.value.from)
        {
            fields.problem(
                later.span,
                format!("Two values hold on {}", later.value.from),
                "End the earlier value with `until`, one day before this one begins.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FactState, Facts, Unit};
    use crate::source::SourceFile;
    use crate::source::SourceId;

    const RATE: &str = "rate:
  what: A rate
  unit: gbp-a-week
  values:
    - {value: \"92.05\", from: 2025-04-07, until: 2026-04-05, source: {title: A, url: https://a.example}}
    - {value: \"95.55\", from: 2026-04-06, until: 2027-04-05, source: {title: A, url: https://a.example}}
";

    fn facts(yaml: &str) -> (Facts, Vec<String>) {
        let mut problems = Vec::new();
        let file = SourceFile::new(SourceId(0), "content/facts.yaml", yaml);
        let facts = Facts::read(&file, &mut problems);
        (
            facts,
            problems
                .into_iter()
                .map(|problem| problem.message)
                .collect(),
        )
    }

    fn date(text: &str) -> jiff::civil::Date {
        text.parse().expect("a date")
    }

    #[test]
    fn the_value_of_the_day_is_written_with_its_unit() {
        let (facts, problems) = facts(RATE);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            facts.text("rate", date("2026-04-05")).as_deref(),
            Some("£92.05 a week")
        );
        assert_eq!(
            facts.text("rate", date("2026-04-06")).as_deref(),
            Some("£95.55 a week")
        );
    }

    #[test]
    fn a_value_runs_out_after_its_last_day() {
        let (facts, _) = facts(RATE);
        let rate = facts.get("rate").expect("it is there");
        assert!(matches!(
            rate.on(date("2027-04-05")),
            Some(FactState::Holds { .. })
        ));
        assert!(matches!(
            rate.on(date("2027-04-06")),
            Some(FactState::Expired(_))
        ));
        assert!(matches!(
            rate.on(date("2020-01-01")),
            Some(FactState::NotYet(_))
        ));
    }

    #[test]
    fn every_mistake_is_noted_in_one_run() {
        let (_, problems) =
            facts("a:\n  waht: x\n  unit: pounds\n  values:\n    - {value: 5, from: soon}\n");
        assert_eq!(problems.len(), 7, "{problems:#?}");
    }

    #[test]
    fn a_value_fits_its_unit() {
        for (unit, good, bad) in [
            (Unit::GbpAWeek, "95.55", "95<b>"),
            (Unit::Days, "7", "NaN"),
            (Unit::Gbp, "1,000", "-5"),
            (Unit::Phone, "116 123", "call me"),
        ] {
            assert!(unit.fits(good) && !unit.fits(bad), "{unit:?}");
        }
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(Unit::Months.write("1"), "1 month");
        assert_eq!(Unit::Months.write("13"), "13 months");
    }
}
