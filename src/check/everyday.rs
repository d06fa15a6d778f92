//! Whether a word is common, whatever endings it has.

use std::sync::LazyLock;

use super::protected::lines;
use crate::prose::{WordSet, rarity_band};

/// Common words that the list of bands lacks.
static EVERYDAY: LazyLock<WordSet<&str>> =
    LazyLock::new(|| lines(include_str!("words/everyday.txt")).collect());

/// Endings that make no word harder, and what stands in their place without them.
const INFLECTIONS: [(&str, &str); 18] = [
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ily", "y"),
    ("bly", "ble"),
    ("ly", ""),
    ("ier", "y"),
    ("er", ""),
    ("er", "e"),
    ("iest", "y"),
    ("est", ""),
    ("est", "e"),
    ("ally", ""),
];

/// Endings that make no very common word harder.
const DERIVATIONS: [(&str, &str); 7] = [
    ("iness", "y"),
    ("ness", ""),
    ("less", ""),
    ("ful", ""),
    ("able", ""),
    ("able", "e"),
    ("ish", ""),
];

/// Beginnings that make no word harder.
const PREFIXES: [&str; 6] = ["un", "re", "non", "mis", "over", "under"];

/// Up to this band a word is so common that its derivations are common too.
const VERY_COMMON: u8 = 3;

/// Up to this band two words can stand together as one: "paperwork".
const COMMON_HALF: u8 = 1;

/// How many endings and beginnings are taken off one word.
const MOST_STEPS: usize = 2;

/// How rare a word in lower case is (see [`rarity_band`]), without endings and beginnings that
/// make it no harder. Compounds are judged by their parts.
pub(super) fn folded_band(word: &str, limit: u8) -> u8 {
    let band = |part: &str| match rarity_band(part) {
        band if band >= limit && !is_easy(part, limit) => band,
        _ => 0,
    };
    long_parts(word).map(band).max().unwrap_or_default()
}

/// The band of the rarest part that [`folded_band`] looks at, as it stands.
pub(super) fn rarest_part(word: &str) -> u8 {
    let bands = long_parts(word).map(rarity_band);
    bands.max().unwrap_or_default()
}

fn long_parts(word: &str) -> impl Iterator<Item = &str> {
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    let parts = stem.split(['-', '‐', '‑']);
    parts.filter(|part| part.chars().count() > 3)
}

fn is_easy(word: &str, limit: u8) -> bool {
    folds_to(word, limit - 1, MOST_STEPS) || is_joined(word)
}

/// Whether a word is in a band up to `most`, or is made from one that is.
fn folds_to(word: &str, most: u8, steps: usize) -> bool {
    if EVERYDAY.contains(word) || word.len() >= 3 && rarity_band(word) <= most {
        return true;
    }
    let Some(steps) = steps.checked_sub(1) else {
        return false;
    };
    let very_common = most.min(VERY_COMMON);
    let ends = |endings: &[(&str, &str)], most: u8| {
        let bases = endings.iter().filter_map(|(ending, instead)| {
            let stem = word.strip_suffix(ending)?;
            (stem.len() >= 3).then(|| format!("{stem}{instead}"))
        });
        let mut bases = bases;
        bases.any(|base| {
            folds_to(&base, most, steps)
                || undoubled(&base).is_some_and(|base| folds_to(base, most, steps))
        })
    };
    let begins = || {
        let mut bases = PREFIXES
            .iter()
            .filter_map(|prefix| word.strip_prefix(prefix));
        bases.any(|base| base.len() >= 4 && folds_to(base, most, steps))
    };
    ends(&INFLECTIONS, most) || ends(&DERIVATIONS, very_common) || begins()
}

/// "stopp" as "stop".
fn undoubled(stem: &str) -> Option<&str> {
    let mut back = stem.chars().rev();
    let (last, second) = (back.next()?, back.next()?);
    (last == second).then(|| stem.strip_suffix(last)).flatten()
}

/// Whether a word is two very common words in one.
fn is_joined(word: &str) -> bool {
    (3..word.len().saturating_sub(2)).any(|at| {
        let halves = word.get(..at).zip(word.get(at..));
        halves.is_some_and(|(first, second)| {
            let is_common = |half: &str| half.len() >= 3 && rarity_band(half) <= COMMON_HALF;
            is_common(first) && is_common(second)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{EVERYDAY, folded_band};
    use crate::check::protected::lines;

    #[test]
    fn endings_make_no_word_hard() {
        for word in [
            "newer",
            "unfairly",
            "unlawfully",
            "calmer",
            "replies",
            "charities",
            "unpaid",
            "noticing",
            "jobcentre’s",
            "carers",
            "payslips",
            "fortnightly",
            "leaflets",
            "cheques",
            "tribunals",
            "re-read",
            "paperwork",
            "unhelpfully",
            "kindness",
            "means-tested",
        ] {
            assert_eq!(folded_band(word, 5), 0, "{word}");
        }
    }

    #[test]
    fn hard_words_stay_hard() {
        for word in [
            "supersession",
            "remuneration",
            "hereditament",
            "disaggregated",
            "indemnify",
            "commencement",
            "notwithstanding",
            "hereinafter",
            "ameliorate",
            "adjudication",
        ] {
            assert!(folded_band(word, 5) >= 5, "{word}");
        }
    }

    #[test]
    fn the_list_is_in_lower_case_without_repeats() {
        let all: Vec<_> = lines(include_str!("words/everyday.txt")).collect();
        assert_eq!(all.len(), EVERYDAY.len());
        assert!(all.iter().all(|word| *word == word.to_lowercase()));
    }
}
