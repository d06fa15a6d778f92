//! Finds numbers, sums of money, ranges and times that have a plainer form.

use std::ops::Range;

use crate::check::number_words::{
    Money, begins_with_number, grouped, is_whole, money, number_of, twelve_hours,
};
use crate::check::spoken::{Cue, KnownWord};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::Applicability;
use crate::prose::{PassageKind, Prose, Sentence, Word, WordKind};
use crate::site::PageKind;

pub(super) struct NumberStyle;

static META: RuleMeta = RuleMeta {
    id: "number-style",
    group: Group::Shape,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("number_style.md"),
};

/// What can be counted in figures, in the singular.
const UNITS: [&str; 11] = [
    "day", "hour", "metre", "mile", "minute", "month", "page", "point", "pound", "week", "year",
];

/// Things that there can be thousands of; a figure before one is a count, not a year or a number
/// of a letter.
const COUNTED: [&str; 20] = [
    "adults",
    "appeals",
    "cases",
    "children",
    "claimants",
    "claims",
    "decisions",
    "families",
    "homes",
    "hours",
    "households",
    "jobs",
    "letters",
    "men",
    "miles",
    "people",
    "pounds",
    "sanctions",
    "women",
    "words",
];

/// Words between a number and what it counts.
const BEFORE_UNIT: [&str; 5] = ["calendar", "clear", "full", "whole", "working"];

/// Words before a time of day.
const BEFORE_TIME: [&str; 8] = ["after", "at", "before", "by", "from", "till", "to", "until"];

/// Below this, a number may stand in words.
const LEAST_IN_FIGURES: usize = 10;

impl Rule for NumberStyle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        for spoken in context.spoken() {
            let text = spoken.prose;
            for passage in text.passages() {
                if matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter) {
                    continue;
                }
                for sentence in text.sentences_in(passage) {
                    let line = Line {
                        text,
                        words: text.words_in(sentence),
                        known: spoken.known_in(sentence),
                        in_cell: passage.kind == PassageKind::TableCell,
                        in_story: context.page.kind == PageKind::Story,
                    };
                    line.judge(context, sentence, sink);
                }
            }
        }
    }
}

/// A sentence whose numbers are judged.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a Prose,
    words: &'a [Word],
    known: &'a [KnownWord],
    in_cell: bool,
    in_story: bool,
}

/// Words that have a plainer form.
struct Hit {
    range: Range<usize>,
    plain: String,
    why: &'static str,
    applicability: Applicability,
}

const WHY_MONEY: &str = "Sums are read fastest in one form: commas from a thousand up, and pence only where there are some.";
const WHY_SUFFIX: &str = "Not every reader knows what the letter behind the figure means.";
const WHY_THOUSANDS: &str = "Without a comma people must count the digits.";
const WHY_PERCENT: &str = "The sign is shorter, and everybody knows it.";
const WHY_RANGE: &str =
    "A dash between figures can be read as a minus, and a screen reader may leave it out.";
const WHY_WORDS: &str = "Figures stand out, so that a tired reader finds them at a glance.";
const WHY_TIME: &str =
    "Many people have to count to read a time in 24 hours. A wrong hour can cost a benefit.";

/// Whether a word holds a figure or begins with a number in words.
pub(super) fn may_be_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit()) || begins_with_number(word)
}

impl<'a> Line<'a> {
    fn judge(self, context: &PageContext<'_>, sentence: &Sentence, sink: &mut Sink) {
        let mut end = sentence.range.start;
        for (at, (word, known)) in self.words.iter().zip(self.known).enumerate() {
            let is_judged = matches!(word.kind, WordKind::Number | WordKind::Word);
            if !known.is(Cue::Number) || !is_judged || word.range.start < end {
                continue;
            }
            if let Some(hit) = self.hit(at) {
                end = hit.range.end;
                report(context, self.text, &hit, sink);
            }
        }
    }

    fn hit(self, at: usize) -> Option<Hit> {
        let range = self.words.get(at)?.range.clone();
        self.two_figures(at)
            .or_else(|| self.sum(at))
            .or_else(|| self.percent(at))
            .or_else(|| self.time(at, &range))
            .or_else(|| self.thousands(at, &range))
            .or_else(|| self.in_words(at, &range))
    }

    fn word(self, at: usize) -> &'a str {
        let word = self.words.get(at);
        let word = word.and_then(|word| self.text.text().get(word.range.clone()));
        word.unwrap_or_default()
    }

    fn lower(self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    fn before(self, at: usize, steps: usize) -> String {
        at.checked_sub(steps)
            .map(|at| self.lower(at))
            .unwrap_or_default()
    }

    fn range(self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.words.get(first)?.range.start..self.words.get(last)?.range.end)
    }

    /// What stands between two words.
    fn gap(self, first: usize) -> &'a str {
        let ends = self.words.get(first).zip(self.words.get(first + 1));
        let gap =
            ends.and_then(|(left, right)| self.text.text().get(left.range.end..right.range.start));
        gap.unwrap_or_default()
    }

    /// The last word of "per cent" or "percent", if that is what stands at `at`.
    fn per_cent_end(self, at: usize) -> Option<usize> {
        match self.lower(at).as_str() {
            "percent" => Some(at),
            "per" if self.lower(at + 1) == "cent" => Some(at + 1),
            _ => None,
        }
    }

    /// Whether something that is counted stands at `at`, perhaps behind "working" or "full".
    fn is_unit(self, at: usize) -> bool {
        let word = self.lower(at);
        is_unit(&word) || BEFORE_UNIT.contains(&word.as_str()) && is_unit(&self.lower(at + 1))
    }

    /// "7-10 days", "£10–£20", "10-15%", "09:00-17:00"
    fn two_figures(self, at: usize) -> Option<Hit> {
        let word = self.word(at);
        let (left, right, last) = match word.split_once('-') {
            Some((left, right)) => (left, right, at),
            None if matches!(self.gap(at), "-" | "–" | " - " | " – ") => {
                (word, self.word(at + 1), at + 1)
            }
            None => return None,
        };
        let joined = |left: &str, right: &str, last: usize, why: &'static str| {
            let and = if self.before(at, 1) == "between" {
                "and"
            } else {
                "to"
            };
            Some(Hit {
                range: self.range(at, last)?,
                plain: format!("{left} {and} {right}"),
                why,
                applicability: Applicability::Safe,
            })
        };
        if let (Some((from, sure)), Some((until, other))) =
            (twelve_hours(left), twelve_hours(right))
        {
            let (from, until) = if sure || other {
                (from, until)
            } else {
                return None;
            };
            return joined(&from, &until, last, WHY_TIME);
        }
        if let Some(from) = money(left) {
            let pounds = if right.starts_with('£') {
                right.to_owned()
            } else {
                format!("£{right}")
            };
            let until = money(&pounds)?;
            let keep_pence = self.keeps_pence();
            let is_rising = value(from)? < value(until)?;
            let (from, until) = (from.plain(keep_pence)?, until.plain(keep_pence)?);
            return if is_rising {
                joined(&from, &until, last, WHY_RANGE)
            } else {
                None
            };
        }
        let (low, high) = (left.trim_end_matches('%'), right.trim_end_matches('%'));
        if !is_whole(low) || !is_whole(high) || low.parse::<u64>().ok()? >= high.parse().ok()? {
            return None;
        }
        if right.ends_with('%') {
            return joined(&format!("{low}%"), right, last, WHY_RANGE);
        }
        if let Some(end) = self.per_cent_end(last + 1) {
            return joined(&format!("{low}%"), &format!("{high}%"), end, WHY_RANGE);
        }
        let is_age = self.lower(last + 1).starts_with("year-old")
            || self.lower(last + 1) == "year" && self.lower(last + 2).starts_with("old");
        // "a 7-10 day wait" reads badly with "to".
        let is_counted = self.is_unit(last + 1) && self.counts_many(last + 1);
        if left != low || !(is_age || is_counted) {
            return None;
        }
        joined(low, high, last, WHY_RANGE)
    }

    /// Whether the unit at `at` is in the plural.
    fn counts_many(self, at: usize) -> bool {
        let word = self.lower(at);
        let word = if BEFORE_UNIT.contains(&word.as_str()) {
            self.lower(at + 1)
        } else {
            word
        };
        word.ends_with('s') || matches!(word.as_str(), "people" | "pence")
    }

    /// Whether pence stay although they are none: beside sums that have some, and in tables.
    fn keeps_pence(self) -> bool {
        let mut words = (0..self.words.len()).map(|at| self.word(at));
        self.in_cell || words.any(|word| money(word).is_some_and(Money::has_pence))
    }

    /// "£10.00", "£1000", "£10k"
    fn sum(self, at: usize) -> Option<Hit> {
        let word = self.word(at);
        let sum = money(word)?;
        let plain = sum.plain(self.keeps_pence())?;
        let why = if sum.suffix.is_empty() {
            WHY_MONEY
        } else {
            WHY_SUFFIX
        };
        (plain != word).then_some(Hit {
            range: self.range(at, at)?,
            plain,
            why,
            applicability: Applicability::Safe,
        })
    }

    /// "50 per cent", "50 percent", "50 %"
    fn percent(self, at: usize) -> Option<Hit> {
        let word = self.word(at);
        let is_figure = word
            .replace(['.', ','], "")
            .bytes()
            .all(|byte| byte.is_ascii_digit());
        let said = number_of(word)
            .filter(|_| at > 0)
            .map(|number| number.to_string());
        let (number, applicability) = match said {
            Some(said) => (said, Applicability::Unsafe),
            None if is_figure => (word.to_owned(), Applicability::Safe),
            None => return None,
        };
        let start = self.words.get(at)?.range.start;
        let after = self.text.text().get(self.words.get(at)?.range.end..)?;
        let end = match self.per_cent_end(at + 1) {
            Some(end) if self.gap(at) == " " => self.words.get(end)?.range.end,
            _ if after.starts_with(" %") && is_figure => start + word.len() + " %".len(),
            _ => return None,
        };
        Some(Hit {
            range: start..end,
            plain: format!("{number}%"),
            why: WHY_PERCENT,
            applicability,
        })
    }

    /// "17:00", "at 1700 hours"
    fn time(self, at: usize, range: &Range<usize>) -> Option<Hit> {
        let word = self.word(at);
        let next = self.lower(at + 1);
        if let Some((plain, true)) = twelve_hours(word) {
            let is_said = matches!(next.as_str(), "am" | "pm" | "a.m" | "p.m");
            return (!is_said).then_some(Hit {
                range: range.clone(),
                plain,
                why: WHY_TIME,
                applicability: Applicability::Safe,
            });
        }
        let is_hours = matches!(next.as_str(), "hours" | "hrs");
        if word.len() != 4 || !is_hours || !BEFORE_TIME.contains(&self.before(at, 1).as_str()) {
            return None;
        }
        let (hours, minutes) = (word.get(..2)?, word.get(2..)?);
        let (plain, _) = twelve_hours(&format!("{hours}:{minutes}"))?;
        Some(Hit {
            range: self.range(at, at + 1)?,
            plain,
            why: WHY_TIME,
            applicability: Applicability::Unsafe,
        })
    }

    /// "2500 people"
    fn thousands(self, at: usize, range: &Range<usize>) -> Option<Hit> {
        let word = self.word(at);
        let is_long = is_whole(word) && word.len() >= 4;
        let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let is_count = COUNTED.contains(&self.lower(at + 1).as_str()) && self.gap(at) == " ";
        (is_long && !is_year && is_count).then_some(Hit {
            range: range.clone(),
            plain: grouped(word),
            why: WHY_THOUSANDS,
            applicability: Applicability::Safe,
        })
    }

    /// "fourteen days", "a fourteen-day limit"; not at the start of a sentence, where figures look
    /// odd, and not in a story, which is somebody's own words.
    fn in_words(self, at: usize, range: &Range<usize>) -> Option<Hit> {
        if at == 0 || self.in_story {
            return None;
        }
        let word = self.lower(at);
        let (plain, is_alone) = match number_of(&word) {
            Some(number) if self.is_unit(at + 1) && self.gap(at) == " " => {
                (number.to_string(), true)
            }
            Some(_) => return None,
            None => {
                let (number, unit) = word.rsplit_once('-')?;
                let number = number_of(number).filter(|_| UNITS.contains(&unit))?;
                (format!("{number}-{unit}"), false)
            }
        };
        let figures = plain
            .split('-')
            .next()
            .and_then(|figures| figures.parse().ok())?;
        let (before, further) = (self.before(at, 1), self.before(at, 2));
        let is_part = matches!(
            before.as_str(),
            "hundred" | "thousand" | "million" | "point"
        ) || before == "and"
            && matches!(further.as_str(), "hundred" | "thousand" | "million")
            || number_of(&before).is_some();
        if LEAST_IN_FIGURES > figures || is_part {
            return None;
        }
        let is_pair = number_of(&further).is_some();
        Some(Hit {
            range: range.clone(),
            plain,
            why: WHY_WORDS,
            applicability: if is_alone && !is_pair {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            },
        })
    }
}

fn is_unit(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    matches!(word, "people" | "pence") || UNITS.contains(&singular)
}

/// What a sum is worth, in pounds, to tell a range from a score.
fn value(sum: Money<'_>) -> Option<u64> {
    let pounds: u64 = sum.pounds.replace(',', "").parse().ok()?;
    Some(match sum.suffix {
        "k" | "K" => pounds * 1_000,
        "m" | "M" => pounds * 1_000_000,
        "bn" => pounds * 1_000_000_000,
        _ => pounds,
    })
}

/// Figures from `facts.yaml` and inline code do not stand in the source as they are read.
fn report(context: &PageContext<'_>, text: &Prose, hit: &Hit, sink: &mut Sink) {
    let words = text.text().get(hit.range.clone()).unwrap_or_default();
    let span = text.span(hit.range.clone());
    if span.of(&context.file.text) != words {
        return;
    }
    let plain = &hit.plain;
    let finding = context
        .finding_at(&META, span, format!("“{words}” has a plainer form"))
        .because(hit.why)
        .help(format!("Write “{plain}”."))
        .replace(hit.applicability, span, plain);
    sink.push(finding);
}
