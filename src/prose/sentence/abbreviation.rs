//! Abbreviations, by what may follow their stop.

use super::super::lower::lower;
use super::super::word_hash::WordShapes;

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

/// Words that need another one after them, and titles that are no other word.
const GOES_ON: [&str; 48] = [
    "adv", "approx", "asst", "brig", "capt", "cf", "cllr", "cllrs", "cmdr", "cpl", "dr", "drs",
    "e.g", "eg", "esp", "excl", "hon", "i.e", "ie", "incl", "insp", "lieut", "lt", "maj", "messrs",
    "mlle", "mme", "mr", "mrs", "ms", "mt", "mx", "n.b", "nb", "p.p.s", "p.s", "prof", "profs",
    "pte", "rev", "revd", "rt", "sgt", "supt", "v", "viz", "vs", "wm",
];

/// Titles that are other words, or ends of them, without their capital: "my rep", "Col. Lowe".
const TITLES: [&str; 19] = [
    "abp", "adm", "bp", "col", "comr", "const", "det", "dist", "fr", "ft", "gen", "gov", "op",
    "pres", "rep", "sen", "ste", "treas", "ven",
];

/// Words that stand before a number, months among them.
const BEFORE_FIGURE: [&str; 60] = [
    "al", "apr", "art", "arts", "aug", "c", "ca", "ch", "chs", "cit", "cl", "dec", "ed", "est",
    "ext", "feb", "fig", "figs", "fri", "ibid", "jan", "jul", "jun", "mar", "max", "min", "mon",
    "no", "nos", "nov", "nr", "n°", "nº", "oct", "p", "para", "paras", "pp", "pt", "q", "r", "ref",
    "refs", "reg", "regs", "s", "sch", "sec", "sect", "sep", "sept", "ss", "tel", "thu", "thurs",
    "tue", "tues", "vol", "vols", "wed",
];

const UNITS: [&str; 14] = [
    "ft", "hr", "hrs", "in", "lb", "lbs", "mins", "mth", "mths", "oz", "wk", "wks", "yr", "yrs",
];

/// Parts of names, with their capital.
const NAMES: [&str; 16] = [
    "Assoc", "Ave", "Blvd", "Bros", "Comm", "Dept", "Div", "Govt", "Jr", "Natl", "Rd", "Soc", "Sq",
    "Sr", "St", "Univ",
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

/// The shapes of all words of the lists. Most words are told by this alone.
const SHAPES: WordShapes = WordShapes::of(&GOES_ON)
    .and(&TITLES)
    .and(&BEFORE_FIGURE)
    .and(&UNITS)
    .and(&NAMES);

impl Abbreviation {
    /// What `token`, the characters before a stop, abbreviates; `None` for an ordinary word.
    pub(super) fn of(token: &str) -> Option<Self> {
        let first = token.chars().next()?;
        let is_single = token.len() == first.len_utf8();
        if !is_single && !SHAPES.may_hold(token) && !token.contains('.') {
            return None;
        }
        let lower = lower(token);
        let lower = lower.as_ref();
        let listed = |list: &[&str]| list.binary_search(&lower).is_ok();
        if listed(&GOES_ON) || first.is_uppercase() && listed(&TITLES) {
            Some(Self::GoesOn)
        } else if listed(&BEFORE_FIGURE) || matches!(token, "Sat" | "Sun") {
            // "No. 5" and "Q. 7", but a lone capital is more often a name's.
            let lone = is_single && first.is_uppercase() && first != 'Q';
            Some(if lone {
                Self::Letter
            } else {
                Self::BeforeFigure
            })
        } else if listed(&UNITS) {
            Some(Self::Unit)
        } else if matches!(lower, "a.m" | "p.m" | "p.a" | "p.w" | "p.c.m") {
            Some(Self::Time)
        } else if NAMES.binary_search(&token).is_ok() {
            Some(Self::Name)
        } else if is_initials(token) {
            Some(Self::Initials)
        } else if is_single && first.is_uppercase() {
            Some(Self::Letter)
        } else {
            None
        }
    }
}

/// Whether `word` names a day or a month, or a zone of time: what follows "9 a.m.".
pub(super) fn follows_a_time(word: &str) -> bool {
    if matches!(word, "GMT" | "BST" | "UTC") {
        return true;
    }
    let lower = lower(word);
    // "Mon" and "Sept", but not "We".
    word.len() >= 3
        && DAYS_AND_MONTHS
            .iter()
            .any(|name| name.starts_with(lower.as_ref()))
}

fn is_initials(token: &str) -> bool {
    let single =
        |letters: &str| letters.chars().count() == 1 && letters.starts_with(char::is_alphabetic);
    token.contains('.') && token.split('.').all(single)
}

#[cfg(test)]
mod tests {
    use super::{Abbreviation, BEFORE_FIGURE, DAYS_AND_MONTHS, GOES_ON, NAMES, TITLES, UNITS};

    #[test]
    fn lists_are_sorted() {
        let lists: [&[&str]; 6] = [
            &GOES_ON,
            &TITLES,
            &BEFORE_FIGURE,
            &UNITS,
            &NAMES,
            &DAYS_AND_MONTHS,
        ];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn days_are_told_from_other_words() {
        for word in ["Monday", "Tues", "Sept", "BST"] {
            assert!(super::follows_a_time(word), "{word}");
        }
        for word in ["We", "They", "Mondays", ""] {
            assert!(!super::follows_a_time(word), "{word}");
        }
    }

    #[test]
    fn tokens_are_told_apart() {
        assert_eq!(Abbreviation::of("Mr"), Some(Abbreviation::GoesOn));
        assert_eq!(Abbreviation::of("No"), Some(Abbreviation::BeforeFigure));
        assert_eq!(Abbreviation::of("p.m"), Some(Abbreviation::Time));
        assert_eq!(Abbreviation::of("J.S"), Some(Abbreviation::Initials));
        assert_eq!(Abbreviation::of("C"), Some(Abbreviation::Letter));
        assert_eq!(Abbreviation::of("Rep"), Some(Abbreviation::GoesOn));
        assert_eq!(Abbreviation::of("rep"), None);
        assert_eq!(Abbreviation::of("Rd"), Some(Abbreviation::Name));
        assert_eq!(Abbreviation::of("days"), None);
    }
}
