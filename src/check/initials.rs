//! Short forms in capitals: which words are such.

use std::ops::Range;
use std::sync::LazyLock;

use super::protected::lines;
use super::spoken::{Cue, Spoken};
use crate::prose::{PassageKind, Prose, Sentence, Word, WordKind, WordMap, WordSet, rarity_band};

/// Initials that need no explanation.
static KNOWN: LazyLock<WordSet<&str>> =
    LazyLock::new(|| lines(include_str!("words/known_initials.txt")).collect());

/// Full words of initials that offices use.
static FULL_WORDS: LazyLock<WordMap<&str, &str>> = LazyLock::new(|| {
    let pairs = lines(include_str!("words/acronyms.txt")).filter_map(|line| line.split_once('='));
    pairs
        .map(|(short, full)| (short.trim(), full.trim()))
        .collect()
});

/// Above this band of rarity, a word in capitals is no ordinary word.
const RAREST_ORDINARY_BAND: u8 = 4;

/// More letters than this, without digits, are a word in capitals.
const MOST_LETTERS: usize = 7;

/// A short form in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Initials {
    /// Its bytes in the text, without a plural s or a possessive.
    pub(super) range: Range<usize>,
    /// Its letters and digits, without dots.
    pub(super) short: String,
}

/// Whether everybody knows what `short` means.
pub(super) fn is_known(short: &str) -> bool {
    let name = short.trim_end_matches(|c: char| c.is_ascii_digit());
    KNOWN.contains(short) || KNOWN.contains(name)
}

/// The full words of a short form, if it is one that offices use.
pub(super) fn full_words(short: &str) -> Option<&'static str> {
    FULL_WORDS.get(short).copied()
}

/// The short forms that offices use, with their full words.
#[cfg(test)]
pub(super) fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    FULL_WORDS.iter().map(|(short, full)| (*short, *full))
}

/// The short forms in the running text, in order. Code, addresses, quotations, letters, Roman
/// numerals, postcodes and words that are merely in capitals are left out. A word such as "ICE"
/// is a short form only if `is_term` says so, or our own list does.
pub(super) fn initials(
    spoken: &Spoken<'_>,
    is_term: &dyn Fn(&str) -> bool,
) -> Vec<(Initials, PassageKind)> {
    let text = spoken.prose;
    let mut found = Vec::new();
    for passage in text.passages() {
        if matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter) {
            continue;
        }
        for sentence in text.sentences_in(passage) {
            let mut words = spoken.known_in(sentence).iter();
            if words.any(|word| word.is(Cue::Capitals)) && !is_shouted(text, sentence) {
                let here = initials_in(spoken, sentence, is_term).into_iter();
                found.extend(here.map(|initials| (initials, passage.kind)));
            }
        }
    }
    found
}

fn initials_in(
    spoken: &Spoken<'_>,
    sentence: &Sentence,
    is_term: &dyn Fn(&str) -> bool,
) -> Vec<Initials> {
    let text = spoken.prose;
    let words = text.words_in(sentence);
    let known = spoken.known_in(sentence);
    let mut found = Vec::new();
    for (at, (word, known)) in words.iter().zip(known).enumerate() {
        if word.kind != WordKind::Word || !known.is(Cue::Capitals) {
            continue;
        }
        let whole = text.text().get(word.range.clone()).unwrap_or_default();
        let read = |at: usize| {
            let word = words.get(at);
            word.and_then(|word| text.text().get(word.range.clone()))
        };
        let next = [read(at + 1), read(at + 2)];
        let before = text.text().get(..word.range.start).unwrap_or_default();
        let counted = at.checked_sub(1).and_then(|at| words.get(at));
        // "10 GB" has a unit; "95% CI" has its unit already.
        let counts = counted.is_some_and(|word| word.kind == WordKind::Number);
        let is_unit = counts && whole.len() <= 2 && !before.trim_end().ends_with('%');
        let after = text.text().get(word.range.end..).unwrap_or_default();
        let is_other = is_address_or_number(whole, next) || is_reference(whole, after);
        if is_unit || is_other || before.ends_with("] ") {
            continue;
        }
        let mut start = word.range.start;
        for part in whole.split('-') {
            if let Some(short) = short_form(part, is_term)
                && (is_term(&short) || !belongs_to_name(&short, part, next[0]))
            {
                let range = start..start + part.trim_end_matches(is_ending).len();
                found.push(Initials { range, short });
            }
            start += part.len() + 1;
        }
    }
    found
}

/// "SW1A 1AA", "QQ 12 34 56 C"
fn is_address_or_number(word: &str, next: [Option<&str>; 2]) -> bool {
    is_postcode(word, next[0].unwrap_or_default()) || is_insurance_number(word, next)
}

/// Whether the letters begin the number of a paper or a letter: "ASC/24/07715", "CP 1093".
fn is_reference(word: &str, after: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let number = after.strip_prefix(' ').unwrap_or_default();
    let parted = after.strip_prefix('/').map_or(0, digits);
    // "UC 2026 rates" has a year.
    let is_year = number.starts_with("19") || number.starts_with("20");
    parted > 0 || (word.len() == 2 && digits(number) > 2 && !is_year)
}

/// What follows the letters of a short form: a plural or a possessive.
pub(super) const fn is_ending(character: char) -> bool {
    matches!(character, 's' | '\'' | '’')
}

/// The letters and digits of a part of a word, if it is a short form.
fn short_form(part: &str, is_term: &dyn Fn(&str) -> bool) -> Option<String> {
    let letters = part.trim_end_matches(is_ending).replace('.', "");
    let capitals = letters.chars().filter(char::is_ascii_uppercase).count();
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '&';
    let starts_well = letters.starts_with(|c: char| c.is_ascii_uppercase());
    let is_listed = full_words(&letters).is_some();
    if capitals < 2
        || !starts_well
        || !(is_listed || letters.chars().all(fits) || is_mixed(&letters))
    {
        return None;
    }
    let digits = letters.chars().filter(char::is_ascii_digit).count();
    let long = digits == 0 && letters.len() > MOST_LETTERS;
    // A National Insurance number, or the number of a letter.
    let reference = digits >= 5;
    if is_term(&letters) {
        return Some(letters);
    }
    if long || reference || is_roman(&letters) || is_ordinary(&letters) {
        return None;
    }
    Some(letters)
}

/// `DfC`, `MoJ`: one small letter for a small word.
fn is_mixed(letters: &str) -> bool {
    let small = letters.chars().filter(char::is_ascii_lowercase).count();
    let fits = |c: char| c.is_ascii_uppercase() || matches!(c, 'f' | 'o' | 't');
    small == 1
        && letters.len() <= 5
        && letters.chars().all(fits)
        && letters.ends_with(|c: char| c.is_ascii_uppercase())
}

/// A word that is only in capitals, such as "NOT".
fn is_ordinary(letters: &str) -> bool {
    let is_listed = full_words(letters).is_some() || is_known(letters);
    let has_vowel = letters.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    !is_listed && has_vowel && rarity_band(&letters.to_lowercase()) <= RAREST_ORDINARY_BAND
}

/// Numerals up to XXXIX; longer ones look like initials.
fn is_roman(letters: &str) -> bool {
    let ones = letters.trim_start_matches('X');
    let tens = letters.len() - ones.len();
    let is_ones = matches!(
        ones,
        "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX"
    );
    tens <= 3 && is_ones
}

/// "SW1A 1AA"
fn is_postcode(word: &str, next: &str) -> bool {
    let shape = |text: &str| -> String {
        let kind = |c: char| match c {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => '?',
        };
        text.chars().map(kind).collect()
    };
    let outward = ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"];
    // Most words are told by this alone: the rest costs more.
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (word, next) = (shape(word), shape(next));
    let joined = word
        .strip_suffix("9AA")
        .is_some_and(|start| outward.contains(&start));
    joined || (outward.contains(&word.as_str()) && next == "9AA")
}

/// A National Insurance number in groups: "QQ 12 34 56 C".
fn is_insurance_number(word: &str, next: [Option<&str>; 2]) -> bool {
    let is_pair = |text: Option<&str>| {
        text.is_some_and(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    word.len() == 2 && next.into_iter().all(is_pair)
}

/// Whether the letters belong to the name that follows: "MR Smith" is nobody's mandatory
/// reconsideration, and in "J.K. Rowling" or "JK Rowling" they are given names.
fn belongs_to_name(short: &str, part: &str, next: Option<&str>) -> bool {
    let mut next = next.unwrap_or_default().chars();
    let is_name =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let is_title = matches!(short, "MR" | "MS" | "MRS" | "DR");
    let has_letters_only = short.chars().all(|c| c.is_ascii_uppercase());
    let are_given_names = has_letters_only && (short.len() == 2 || part.contains('.'));
    is_name && (is_title || are_given_names && full_words(short).is_none())
}

/// Whether most words of a sentence are in capitals, and some are no short forms.
fn is_shouted(text: &Prose, sentence: &Sentence) -> bool {
    let words = text.words_in(sentence);
    let read = |word: &Word| text.text().get(word.range.clone()).unwrap_or_default();
    let is_capital = |word: &&str| word.len() > 1 && word.chars().all(|c| !c.is_lowercase());
    let mut capitals = words.iter().map(read).filter(is_capital);
    words.len() >= 3 && capitals.clone().count() * 5 > words.len() * 3 && capitals.any(is_ordinary)
}

#[cfg(test)]
mod tests {
    use super::{FULL_WORDS, is_insurance_number, is_known, is_postcode, short_form};

    fn short(text: &str) -> Option<String> {
        short_form(text, &|_| false)
    }

    #[test]
    fn capitals_digits_dots_and_plurals_are_short_forms() {
        for (text, letters) in [
            ("ESA", "ESA"),
            ("ESA50", "ESA50"),
            ("UC50s", "UC50"),
            ("D.W.P", "DWP"),
            ("WCAs", "WCA"),
            ("DWP’s", "DWP"),
            ("DfC", "DfC"),
            ("PIP", "PIP"),
            ("LCWRA", "LCWRA"),
            ("MoJ", "MoJ"),
            ("PRaP", "PRaP"),
        ] {
            assert_eq!(short(text).as_deref(), Some(letters), "{text}");
        }
    }

    #[test]
    fn other_capitals_are_not() {
        for text in [
            "NOT",
            "MUST",
            "STOP",
            "III",
            "XIV",
            "iPhone",
            "Turn2us",
            "A",
            "I",
            "McDonald",
            "B1",
            "QQ123456C",
            "WARNING",
            "Mc",
            "OpenType",
        ] {
            assert_eq!(short(text), None, "{text}");
        }
    }

    #[test]
    fn a_postcode_is_no_short_form() {
        assert!(is_postcode("SW1A", "1AA"));
        assert!(is_postcode("BT1", "5GF"));
        assert!(!is_postcode("UC50", "form"));
    }

    #[test]
    fn the_number_of_a_paper_is_no_short_form() {
        use super::is_reference;
        assert!(is_reference("ASC", "/24/07715"));
        assert!(is_reference("CP", " 1093, June"));
        assert!(!is_reference("ESA", "/UC"));
        assert!(!is_reference("MP", " 12 times"));
        assert!(!is_reference("UC", " 2026 rates"));
    }

    #[test]
    fn an_insurance_number_is_no_short_form() {
        assert!(is_insurance_number("QQ", [Some("12"), Some("34")]));
        assert!(!is_insurance_number("UC", [Some("12"), Some("months")]));
    }

    #[test]
    fn a_term_of_the_glossary_is_a_short_form_even_if_it_looks_like_a_word() {
        assert_eq!(short_form("ACTS", &|_| false), None);
        assert_eq!(
            short_form("ACTS", &|word| word == "ACTS").as_deref(),
            Some("ACTS")
        );
    }

    #[test]
    fn nothing_is_both_known_and_expanded() {
        assert!(FULL_WORDS.keys().all(|short| !is_known(short)));
    }
}
