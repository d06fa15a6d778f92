//! Abbreviations, by what may follow their stop.

/// What an abbreviation does to the stop after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Its stop never ends a sentence: a title, "e.g.".
    GoesOn,
    /// Its stop goes on to a figure: "para. 14", "Apr. 2026".
    BeforeFigure,
    /// A measure: "7 ft. 6 in.".
    Unit,
    /// "a.m." and "p.w.", which end a sentence before a capital.
    Time,
    /// A part of a name that may also end one: "St.", "Dept.".
    Name,
    /// Letters with stops between them: "D.W.P.".
    Initials,
    /// A single letter: "J.".
    Letter,
}

/// Titles, and words that need another one after them.
const GOES_ON: [&str; 36] = [
    "approx", "ca", "capt", "cf", "cllr", "col", "dr", "e.g", "eg", "esp", "excl", "fr", "gen",
    "hon", "i.e", "ie", "incl", "insp", "lt", "messrs", "mme", "mr", "mrs", "ms", "mx", "n.b",
    "nb", "prof", "rev", "revd", "rt", "sgt", "supt", "v", "viz", "vs",
];

/// Words that stand before a number, days and months among them.
const BEFORE_FIGURE: [&str; 50] = [
    "al", "apr", "art", "arts", "aug", "c", "ch", "cl", "dec", "ext", "feb", "fig", "figs", "fri",
    "jan", "jul", "jun", "mar", "max", "min", "mon", "no", "nos", "nov", "oct", "p", "para",
    "paras", "pp", "pt", "q", "r", "ref", "reg", "regs", "s", "sch", "sec", "sect", "sep", "sept",
    "ss", "tel", "thu", "thurs", "tue", "tues", "vol", "vols", "wed",
];

const UNITS: [&str; 12] = [
    "ft", "hr", "hrs", "in", "lb", "lbs", "mth", "mths", "oz", "wk", "wks", "yr",
];

const DAYS_AND_MONTHS: [&str; 19] = [
    "april",
    "august",
    "december",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];

impl Abbreviation {
    /// What `token`, the characters before a stop, abbreviates; `None` for an ordinary word.
    pub(super) fn of(token: &str) -> Option<Self> {
        let lower = token.to_lowercase();
        let listed = |list: &[&str]| list.binary_search(&lower.as_str()).is_ok();
        if listed(&GOES_ON) {
            Some(Self::GoesOn)
        } else if listed(&BEFORE_FIGURE) {
            // "No. 5" and "Q. 7", but a lone capital is more often a name's.
            let lone = token.chars().count() == 1 && token != lower && lower != "q";
            Some(if lone {
                Self::Letter
            } else {
                Self::BeforeFigure
            })
        } else if listed(&UNITS) {
            Some(Self::Unit)
        } else if matches!(lower.as_str(), "a.m" | "p.m" | "p.a" | "p.w" | "p.c.m") {
            Some(Self::Time)
        } else if matches!(token, "St" | "Dept") {
            Some(Self::Name)
        } else if is_initials(token) {
            Some(Self::Initials)
        } else if token.chars().count() == 1 && token.starts_with(char::is_uppercase) {
            Some(Self::Letter)
        } else {
            None
        }
    }
}

/// Whether `word` names a day or a month.
pub(super) fn is_day_or_month(word: &str) -> bool {
    DAYS_AND_MONTHS
        .binary_search(&word.to_lowercase().as_str())
        .is_ok()
}

fn is_initials(token: &str) -> bool {
    let single =
        |letters: &str| letters.chars().count() == 1 && letters.starts_with(char::is_alphabetic);
    token.contains('.') && token.split('.').all(single)
}

#[cfg(test)]
mod tests {
    use super::{Abbreviation, BEFORE_FIGURE, DAYS_AND_MONTHS, GOES_ON, UNITS};

    #[test]
    fn lists_are_sorted() {
        for list in [&GOES_ON[..], &BEFORE_FIGURE, &UNITS, &DAYS_AND_MONTHS] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn tokens_are_told_apart() {
        assert_eq!(Abbreviation::of("Mr"), Some(Abbreviation::GoesOn));
        assert_eq!(Abbreviation::of("No"), Some(Abbreviation::BeforeFigure));
        assert_eq!(Abbreviation::of("p.m"), Some(Abbreviation::Time));
        assert_eq!(Abbreviation::of("J.S"), Some(Abbreviation::Initials));
        assert_eq!(Abbreviation::of("C"), Some(Abbreviation::Letter));
        assert_eq!(Abbreviation::of("days"), None);
    }
}
