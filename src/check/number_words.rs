//! Numbers as people write them: words, money, ranges and times of day.

use crate::prose::WordShapes;

/// Words for numbers below twenty, each at its number.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Words for tens, from twenty on.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// What words for numbers look like: most words are told by this alone, and the rest costs more.
const SHAPES: (WordShapes, WordShapes) = (WordShapes::of(&SMALL), WordShapes::of(&TENS));

/// Whether the start of a word, up to a hyphen, says a number: "two" and "two-week" do.
pub(super) fn begins_with_number(word: &str) -> bool {
    const LETTERS: [char; 7] = ['e', 'f', 'n', 'o', 's', 't', 'z'];
    let begins = word.starts_with(|first: char| LETTERS.contains(&first.to_ascii_lowercase()));
    begins && number_of(first_part(word)).is_some()
}

/// A word up to its first hyphen.
fn first_part(word: &str) -> &str {
    let is_hyphen = |byte: u8| byte == b'-' || !byte.is_ascii();
    let end = word.bytes().position(is_hyphen);
    end.and_then(|end| word.get(..end)).unwrap_or(word)
}

/// The number that a word says, up to 99: "fourteen", "Twenty-eight".
pub(super) fn number_of(word: &str) -> Option<usize> {
    let (small, tens) = SHAPES;
    let first = first_part(word);
    if !small.may_hold(first) && !tens.may_hold(first) {
        return None;
    }
    let place = |names: &[&str], word: &str| {
        names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(word))
    };
    if let Some(number) = place(&SMALL, word) {
        return Some(number);
    }
    let (tens, ones) = word.split_once(['-', '‑']).unwrap_or((word, "zero"));
    let tens = place(&TENS, tens)? + 2;
    let ones = place(&SMALL, ones)?;
    (ones < 10).then_some(tens * 10 + ones)
}

/// A whole number with a comma before each three digits: "1000" becomes "1,000".
pub(super) fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Whether `text` is a whole number without a nought in front.
pub(super) fn is_whole(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A sum of pounds, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Money<'a> {
    /// The pounds, with commas if they are written.
    pub(super) pounds: &'a str,
    /// The digits behind the point.
    pub(super) pence: Option<&'a str>,
    /// "k", "m" or "bn".
    pub(super) suffix: &'a str,
}

/// Takes "£1,000.50" or "£2.5m" apart.
pub(super) fn money(word: &str) -> Option<Money<'_>> {
    let amount = word.strip_prefix('£')?;
    let figure = amount.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = amount.get(figure.len()..)?;
    let (pounds, pence) = match figure.split_once('.') {
        Some((pounds, pence)) => (pounds, Some(pence)),
        None => (figure, None),
    };
    let is_figure = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let has_pounds = !pounds.is_empty() && is_figure(&pounds.replace(',', ""));
    let is_known = matches!(suffix, "" | "k" | "K" | "m" | "M" | "bn");
    (has_pounds && pence.is_none_or(is_figure) && is_known).then_some(Money {
        pounds,
        pence,
        suffix,
    })
}

impl Money<'_> {
    /// Whether it has pence other than ".00".
    pub(super) fn has_pence(self) -> bool {
        self.suffix.is_empty() && self.pence.is_some_and(|pence| pence != "00")
    }

    /// The sum in plain style; ".00" goes unless `keep_pence`.
    pub(super) fn plain(self, keep_pence: bool) -> Option<String> {
        let is_bare = self.pounds.len() > 3 && is_whole(self.pounds);
        let pounds = if is_bare {
            grouped(self.pounds)
        } else {
            self.pounds.to_owned()
        };
        let fraction = self.pence.map(|pence| format!(".{pence}"));
        let fraction = fraction.unwrap_or_default();
        match self.suffix {
            "k" | "K" if self.pence.is_none() && !pounds.contains(',') => {
                Some(format!("£{}", grouped(&format!("{pounds}000"))))
            }
            "k" | "K" => None,
            "m" | "M" => Some(format!("£{pounds}{fraction} million")),
            "bn" => Some(format!("£{pounds}{fraction} billion")),
            _ if fraction == ".00" && !keep_pence => Some(format!("£{pounds}")),
            _ => Some(format!("£{pounds}{fraction}")),
        }
    }
}

/// A time of day in the twelve hours of a clock, if `time` is written in 24: "17:00" is "5pm".
/// `is_sure` is whether it cannot be a time in twelve hours already.
pub(super) fn twelve_hours(time: &str) -> Option<(String, bool)> {
    let (hours, minutes) = time.split_once(':')?;
    let is_pair = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !is_pair(minutes) || !(is_pair(hours) || hours.len() == 1) {
        return None;
    }
    let (hour, minute): (usize, usize) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let is_sure = hour > 12 || hours.starts_with('0');
    let half = if hour < 12 { "am" } else { "pm" };
    let on_clock = match hour % 12 {
        0 => 12,
        other => other,
    };
    let said = match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{on_clock}{half}"),
        _ => format!("{on_clock}:{minutes}{half}"),
    };
    Some((said, is_sure))
}

#[cfg(test)]
mod tests {
    use super::{grouped, money, number_of, twelve_hours};

    #[test]
    fn words_are_numbers() {
        assert_eq!(number_of("fourteen"), Some(14));
        assert_eq!(number_of("Twenty-eight"), Some(28));
        assert_eq!(number_of("ninety"), Some(90));
        for word in ["hundred", "twenty-ten", "seventh", "often", ""] {
            assert_eq!(number_of(word), None, "{word}");
        }
    }

    #[test]
    fn threes_are_grouped() {
        assert_eq!(grouped("1000"), "1,000");
        assert_eq!(grouped("100"), "100");
        assert_eq!(grouped("1234567"), "1,234,567");
    }

    #[test]
    fn money_is_written_plainly() {
        let plain = |word: &str| money(word).and_then(|money| money.plain(false));
        for (word, expected) in [
            ("£10.00", "£10"),
            ("£1000", "£1,000"),
            ("£1000.50", "£1,000.50"),
            ("£10k", "£10,000"),
            ("£2.5m", "£2.5 million"),
            ("£3bn", "£3 billion"),
            ("£95.55", "£95.55"),
            ("£1,000", "£1,000"),
        ] {
            assert_eq!(plain(word).as_deref(), Some(expected), "{word}");
        }
        for word in ["£2.5k", "10", "£", "£5pm", "£10-20"] {
            assert_eq!(plain(word), None, "{word}");
        }
    }

    #[test]
    fn a_time_is_said_in_twelve_hours() {
        let said = |time: &str| twelve_hours(time);
        for (time, expected, sure) in [
            ("17:00", "5pm", true),
            ("09:30", "9:30am", true),
            ("9:30", "9:30am", false),
            ("00:00", "midnight", true),
            ("12:00", "midday", false),
            ("00:15", "12:15am", true),
            ("12:15", "12:15pm", false),
        ] {
            assert_eq!(said(time), Some((expected.to_owned(), sure)), "{time}");
        }
        for time in ["24:10", "1:2", "10:75", "1:30:00", "17.00", "john:16"] {
            assert_eq!(said(time), None, "{time}");
        }
    }
}
