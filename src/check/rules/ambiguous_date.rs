//! Finds dates that can be read in two ways, or that change with the day on which they are read.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::protected::Marks;
use crate::check::spoken::Cue;
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::Applicability;
use crate::prose::{PassageKind, Phrases, Prose, Sentence, Word, WordKind};
use crate::site::PageKind;

pub(super) struct AmbiguousDate;

static META: RuleMeta = RuleMeta {
    id: "ambiguous-date",
    group: Group::Shape,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 65,
    options: &[],
    doc: include_str!("ambiguous_date.md"),
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words that mean another day to each reader.
const RELATIVE: [&str; 15] = [
    "at the present time",
    "currently",
    "in due course",
    "in the coming months",
    "in the near future",
    "in the coming weeks",
    "last month",
    "last year",
    "later this year",
    "next month",
    "next year",
    "recently",
    "this coming year",
    "this month",
    "this year",
];

/// Before one of these, a month without a year is a date.
const BEFORE_MONTH: [&str; 7] = ["after", "before", "by", "from", "in", "since", "until"];

/// After one of these, the words speak of a reader's own time: "if you currently work".
const OWN_TIME: [&str; 16] = [
    "anyone", "had", "has", "have", "he", "her", "his", "i", "people", "she", "someone", "they",
    "who", "you", "you've", "your",
];

/// Who tells of their own life: "we moved in March".
const TELLERS: [&str; 6] = ["i", "me", "my", "our", "us", "we"];

/// Common verbs of the past that do not end in "ed".
const PAST_VERBS: [&str; 25] = [
    "became", "began", "bought", "came", "did", "fell", "felt", "found", "gave", "got", "had",
    "heard", "left", "lost", "made", "met", "said", "saw", "sent", "spent", "told", "took", "was",
    "went", "were",
];

/// Words that make a length of time or something that comes round of "next month".
const NOT_A_DATE: [&str; 9] = [
    "a", "any", "each", "every", "her", "his", "the", "their", "your",
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(RELATIVE));

impl Rule for AmbiguousDate {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        for (marks, spoken) in context.marks().iter().zip(context.spoken()) {
            let text = marks.text();
            let passages = text.passages().iter().filter(|passage| {
                !matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter)
            });
            for sentence in passages.flat_map(|passage| text.sentences_in(passage)) {
                let mut words = spoken.known_in(sentence).iter();
                if !words.any(|word| word.is(Cue::Date)) {
                    continue;
                }
                figures(context, text, sentence, sink);
                months_without_year(context, text, sentence, sink);
            }
            if context.page.kind != PageKind::Story {
                relative(context, marks, sink);
            }
        }
    }
}

/// "01/02/2026"
fn figures(context: &PageContext<'_>, text: &Prose, sentence: &Sentence, sink: &mut Sink) {
    let words = text.words_in(sentence);
    for word in words
        .iter()
        .filter(|word| matches!(word.kind, WordKind::Number | WordKind::Word))
    {
        let figures = text.text().get(word.range.clone()).unwrap_or_default();
        if !begins_with_digit(figures) {
            continue;
        }
        let Some((first, second, year)) = parts(figures) else {
            continue;
        };
        let british = month(second).filter(|_| (1..=31).contains(&first));
        let american = month(first).filter(|_| (1..=31).contains(&second));
        let (message, help) = match (british, american) {
            (Some(here), Some(there)) if first != second => (
                format!("“{figures}” can be read as two dates"),
                format!(
                    "Write the month as a word: “{first} {here} {year}”, or “{second} {there} {year}” if that is what you mean."
                ),
            ),
            (Some(here), _) => (
                format!("“{figures}” has its month in figures"),
                format!("Write the month as a word: “{first} {here} {year}”."),
            ),
            (None, Some(there)) => (
                format!("“{figures}” has its month first"),
                format!("Write the month as a word: “{second} {there} {year}”."),
            ),
            (None, None) => continue,
        };
        let finding = context
            .finding(&META, text, word.range.clone(), message)
            .because("Some people read the day first and some the month. A wrong day can cost a benefit.")
            .help(help);
        let span = text.span(word.range.clone());
        let is_plain = context.file.text.get(span.start..span.end) == Some(figures);
        sink.push(match british {
            Some(here) if is_plain => finding.replace(
                Applicability::Unsafe,
                span,
                format!("{first} {here} {year}"),
            ),
            _ => finding,
        });
    }
}

/// Day, month and year of a date in figures, in the order in which they stand.
fn parts(figures: &str) -> Option<(usize, usize, usize)> {
    let mark = figures
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = figures.split(mark).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    let short = |part: &str| (1..=2).contains(&part.len());
    if !short(first) || !short(second) || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let year_number: usize = year.parse().ok()?;
    let year = if year.len() == 2 {
        2000 + year_number
    } else {
        year_number
    };
    Some((first.parse().ok()?, second.parse().ok()?, year))
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a word in lower case begins like a date in figures or names a month.
pub(super) fn may_be_date(word: &str) -> bool {
    begins_with_digit(word) || MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word))
}

fn is_month(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_uppercase()) && MONTHS.contains(&word)
}

fn month(number: usize) -> Option<&'static str> {
    MONTHS.get(number.checked_sub(1)?).copied()
}

/// "from April", "by 6 April"
fn months_without_year(
    context: &PageContext<'_>,
    text: &Prose,
    sentence: &Sentence,
    sink: &mut Sink,
) {
    let read = |range: &Range<usize>| text.text().get(range.clone()).unwrap_or_default();
    let words = text.words_in(sentence);
    let is_month = |word: &Word| is_month(read(&word.range));
    if !words.iter().any(is_month) {
        return;
    }
    let has_year = words.iter().any(|word| is_year(read(&word.range)));
    let start = text.text().get(..sentence.range.start).unwrap_or_default();
    let line = start.rfind('\n').map_or(0, |at| at + 1);
    let said = read(&(line..sentence.range.end)).to_lowercase();
    let own = read(&sentence.range).to_lowercase();
    let comes_round = ["every year", "each year", "a year", "yearly"]
        .iter()
        .any(|words| own.contains(words))
        || ["each tax year", "every tax year", "each financial year"]
            .iter()
            .any(|words| said.contains(words));
    if has_year || comes_round {
        return;
    }
    let spoken: Vec<String> = words
        .iter()
        .map(|word| read(&word.range).to_lowercase())
        .collect();
    let is_memory = is_memory(&spoken);
    for (at, word) in words.iter().enumerate() {
        if !is_month(word) {
            continue;
        }
        let before = |steps: usize| at.checked_sub(steps).and_then(|at| words.get(at));
        let day = before(1).filter(|word| word.kind == WordKind::Number);
        let start = day.unwrap_or(word);
        let preposition = before(if day.is_some() { 2 } else { 1 });
        let is_date = preposition.is_some_and(|word| {
            let word = read(&word.range).to_lowercase();
            BEFORE_MONTH.contains(&word.as_str()) || (day.is_some() && word == "on")
        });
        if !is_date || (is_memory && day.is_none()) {
            continue;
        }
        let range = start.range.start..word.range.end;
        let date = read(&range);
        let finding = context
            .finding(&META, text, range.clone(), format!("“{date}” has no year"))
            .because("People read a page for years. They cannot tell which year you mean.")
            // Which year is meant, the writer alone knows: this one may be past.
            .help(format!(
                "Add the year after “{date}”, or say that it is so every year."
            ));
        sink.push(finding);
    }
}

/// Whether people tell in these words what happened to them. Nobody must be anywhere on the day of
/// it, so that a month without a day and a year is enough.
fn is_memory(words: &[String]) -> bool {
    let is_past = |word: &str| {
        PAST_VERBS.contains(&word) || word.len() > 4 && word.ends_with("ed") && word != "need"
    };
    words.iter().any(|word| TELLERS.contains(&word.as_str()))
        && words.iter().any(|word| is_past(word))
}

fn is_year(word: &str) -> bool {
    word.len() >= 4
        && word.get(..4).is_some_and(|year| {
            year.chars().all(|c| c.is_ascii_digit())
                && (year.starts_with("19") || year.starts_with("20"))
        })
}

/// "next month", "recently"
fn relative(context: &PageContext<'_>, marks: &Marks<'_>, sink: &mut Sink) {
    let text = marks.text();
    for found in PHRASES.find(marks.search_text()) {
        if text.is_protected(found.range.clone()) || is_own_time(text.text(), &found.range) {
            continue;
        }
        let words = text.text().get(found.range.clone()).unwrap_or_default();
        let finding = context
            .finding(
                &META,
                text,
                found.range,
                format!("“{words}” means another time to each reader"),
            )
            .because("People read a page for years. They cannot tell when you wrote it.")
            .help("Give the date, as in “6 April 2026”, or leave the words out.");
        sink.push(finding);
    }
}

/// Whether the words before make it the reader's own time or no date at all.
fn is_own_time(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let words = before
        .split_whitespace()
        .rev()
        .take_while(|word| !word.ends_with(['.', '?', '!']));
    let near: Vec<String> = words
        .take(3)
        .map(|word| word.replace('’', "'").to_lowercase())
        .collect();
    let own = near.iter().any(|word| OWN_TIME.contains(&word.as_str()));
    let lasting = near
        .first()
        .is_some_and(|word| NOT_A_DATE.contains(&word.as_str()));
    own || lasting
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn figures_are_read_in_order() {
        assert_eq!(parts("01/02/2026"), Some((1, 2, 2026)));
        assert_eq!(parts("1.2.26"), Some((1, 2, 2026)));
        assert_eq!(parts("31-12-2026"), Some((31, 12, 2026)));
    }

    #[test]
    fn other_figures_are_no_dates() {
        for figures in [
            "24/7",
            "2026-11-22",
            "1.2.3",
            "10:30",
            "1/2",
            "3.50",
            "2025/26",
            "",
        ] {
            assert_eq!(parts(figures), None, "{figures}");
        }
    }
}
