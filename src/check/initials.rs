//! Short forms in capitals: which words are such, and where a text explains one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::protected::lines;
use crate::prose::{PassageKind, Prose, Sentence, WordKind, rarity_band};

/// Initials that need no explanation.
static KNOWN: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines(include_str!("words/known_initials.txt")).collect());

/// Full words of initials that offices use.
static FULL_WORDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let pairs = lines(include_str!("words/acronyms.txt")).filter_map(|line| line.split_once('='));
    pairs
        .map(|(short, full)| (short.trim(), full.trim()))
        .collect()
});

/// Above this band of rarity, a word in capitals is no ordinary word.
const RAREST_ORDINARY_BAND: u8 = 4;

/// More letters than this, without digits, are a word in capitals.
const MOST_LETTERS: usize = 7;

/// Small words that an acronym may or may not have a letter for.
const SMALL_WORDS: [&str; 9] = ["a", "and", "by", "for", "in", "of", "on", "the", "to"];

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

/// The short forms in the running text, in order. Code, addresses, quotations, letters, Roman
/// numerals, postcodes and words that are merely in capitals are left out.
pub(super) fn initials(text: &Prose) -> Vec<(Initials, PassageKind)> {
    let mut found = Vec::new();
    for passage in text.passages() {
        if matches!(passage.kind, PassageKind::Quotation | PassageKind::Letter) {
            continue;
        }
        for sentence in text.sentences_in(passage) {
            if !is_shouted(text, sentence) {
                let here = initials_in(text, sentence).into_iter();
                found.extend(here.map(|initials| (initials, passage.kind)));
            }
        }
    }
    found
}

fn initials_in(text: &Prose, sentence: &Sentence) -> Vec<Initials> {
    let words = text.words_in(sentence);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.kind != WordKind::Word {
            continue;
        }
        let next = words
            .get(at + 1)
            .and_then(|next| text.text().get(next.range.clone()));
        let whole = text.text().get(word.range.clone()).unwrap_or_default();
        let before = text.text().get(..word.range.start).unwrap_or_default();
        let counted = at.checked_sub(1).and_then(|at| words.get(at));
        let is_unit = counted.is_some_and(|word| word.kind == WordKind::Number) && whole.len() <= 2;
        if is_unit || is_postcode(whole, next.unwrap_or_default()) || before.ends_with("] ") {
            continue;
        }
        let mut start = word.range.start;
        for part in whole.split('-') {
            if let Some(short) = short_form(part)
                && !is_title(&short, next)
            {
                let range = start..start + part.trim_end_matches(is_ending).len();
                found.push(Initials { range, short });
            }
            start += part.len() + 1;
        }
    }
    found
}

/// What follows the letters of a short form: a plural or a possessive.
const fn is_ending(character: char) -> bool {
    matches!(character, 's' | '\'' | '’')
}

/// The letters and digits of a part of a word, if it is a short form.
fn short_form(part: &str) -> Option<String> {
    let letters = part.trim_end_matches(is_ending).replace('.', "");
    let capitals = letters.chars().filter(char::is_ascii_uppercase).count();
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '&';
    let starts_well = letters.starts_with(|c: char| c.is_ascii_uppercase());
    if capitals < 2 || !starts_well || !(letters.chars().all(fits) || is_mixed(&letters)) {
        return None;
    }
    let digits = letters.chars().filter(char::is_ascii_digit).count();
    let long = digits == 0 && letters.len() > MOST_LETTERS;
    // A National Insurance number, or the number of a letter.
    let reference = digits >= 5;
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
    let (word, next) = (shape(word), shape(next));
    let joined = word
        .strip_suffix("9AA")
        .is_some_and(|start| outward.contains(&start));
    joined || (outward.contains(&word.as_str()) && next == "9AA")
}

/// "MR Smith" is nobody's mandatory reconsideration.
fn is_title(short: &str, next: Option<&str>) -> bool {
    let mut next = next.unwrap_or_default().chars();
    let name =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    matches!(short, "MR" | "MS" | "MRS" | "DR") && name
}

/// Whether most letters of a sentence are capitals.
fn is_shouted(text: &Prose, sentence: &Sentence) -> bool {
    let words = text.text().get(sentence.range.clone()).unwrap_or_default();
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    text.words_in(sentence).len() >= 3 && capitals * 5 > letters * 3
}

/// Whether the text explains the short form right where it stands: "Full Name (FN)" or
/// "FN (Full Name)", with words whose first letters fit.
pub(super) fn is_explained_at(text: &str, initials: &Initials) -> bool {
    let before = before_bracket(text, initials.range.start);
    // The letters of a form stand for nothing: words that say what it is are enough.
    if initials.short.contains(|c: char| c.is_ascii_digit()) && before.is_some() {
        return true;
    }
    let first = initials
        .short
        .chars()
        .next()
        .map(|c| c.to_ascii_lowercase());
    let fits = |word: &str| {
        let word = word
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        !SMALL_WORDS.contains(&word.as_str()) && word.chars().next() == first
    };
    let most = initials.short.len() * 2 + 2;
    before.is_some_and(|before| before.split_whitespace().rev().take(most).any(fits))
        || bracket_after(text, initials.range.end).is_some_and(|inside| {
            inside.contains(' ') && inside.split_whitespace().take(most).any(fits)
        })
}

/// What stands before the bracket that begins with the word at `start`.
pub(super) fn before_bracket(text: &str, start: usize) -> Option<&str> {
    let before = text.get(..start)?.trim_end_matches(['“', '"', '‘', '\'']);
    let before = before.strip_suffix("the ").unwrap_or(before);
    let before = before.strip_suffix("or ").unwrap_or(before);
    let before = before.trim_end_matches(['“', '"', '‘', '\'']);
    Some(before.strip_suffix('(')?.trim_end())
}

/// What stands in the bracket that follows the word at `end`.
pub(super) fn bracket_after(text: &str, end: usize) -> Option<&str> {
    let after = text.get(end..)?.trim_start_matches(is_ending);
    let inside = after.strip_prefix(" (")?;
    inside.split([')', '\n']).next()
}

#[cfg(test)]
mod tests {
    use super::{FULL_WORDS, Initials, is_explained_at, is_known, is_postcode, short_form};

    fn short(text: &str) -> Option<String> {
        short_form(text)
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

    fn explained(text: &str, short: &str) -> bool {
        let start = text.find(short).expect("the text has the short form");
        let initials = Initials {
            range: start..start + short.len(),
            short: short.to_owned(),
        };
        is_explained_at(text, &initials)
    }

    #[test]
    fn brackets_explain() {
        assert!(explained(
            "the Department for Work and Pensions (DWP) said",
            "DWP"
        ));
        assert!(explained(
            "the Department for Work and Pensions (the “DWP”)",
            "DWP"
        ));
        assert!(explained(
            "an ESA (Employment and Support Allowance) claim",
            "ESA"
        ));
        assert!(explained("the appeal form (SSCS1)", "SSCS1"));
        assert!(!explained("money (ESA) comes", "ESA"));
        assert!(!explained("ESA (see below)", "ESA"));
        assert!(!explained("ESA comes", "ESA"));
    }

    #[test]
    fn nothing_is_both_known_and_expanded() {
        assert!(FULL_WORDS.keys().all(|short| !is_known(short)));
    }
}
