//! How common a word is, from a list of words in film and television subtitles.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::lower::lower;
use super::word_hash::{Memory, WordMap};

/// The band of a word that is not on the list.
pub const RAREST_BAND: u8 = 6;

/// Words and their bands, sorted by word. `data/make_common_words.mjs` makes the file.
const LIST: &str = include_str!("data/common_words.txt");

static COMMON_WORDS: LazyLock<WordMap<&str, u8>> = LazyLock::new(|| {
    LIST.lines()
        .filter_map(|line| {
            let (word, band) = line.split_once(' ')?;
            Some((word, band.parse().ok()?))
        })
        .collect()
});

thread_local! {
    static BANDS: RefCell<Memory<u8>> = RefCell::default();
}

/// How rare `word` is: 0 for the commonest thousand words, 1 up to the second thousand, then a
/// band more for each doubling of the rank; [`RAREST_BAND`] beyond the first 32,000.
///
/// Capitals, a possessive, a plural -s and British spelling make no word rarer. A word with
/// hyphens is as rare as its rarest part of more than three letters.
pub fn rarity_band(word: &str) -> u8 {
    let lower = lower(word);
    BANDS.with_borrow_mut(|bands| {
        bands.recall(&lower, |lower| {
            let stem = stem(lower);
            long_parts(stem)
                .map(band)
                .max()
                .unwrap_or_else(|| band(stem))
        })
    })
}

/// The parts of the stem of a word that tell how rare it is: those of more than three letters. A
/// part with a figure in it, such as "turn2us", is no word to look up.
pub(super) fn long_parts(stem: &str) -> impl Iterator<Item = &str> {
    stem.split(['-', '‐', '‑']).filter(|part| is_long(part))
}

fn is_long(part: &str) -> bool {
    part.chars().filter(|c| c.is_alphabetic()).nth(3).is_some()
        && !part.contains(|c: char| c.is_ascii_digit())
}

/// A word in lower case up to the first apostrophe; the list has "don" and "couldn" for "don't"
/// and "couldn't".
pub(super) fn stem(lower: &str) -> &str {
    let end = lower.find(['\'', '’']).unwrap_or(lower.len());
    lower.get(..end).unwrap_or_default()
}

/// Whether `accept` takes one of the forms under which a word in lower case may be listed: as it
/// is, without -s, or either of them in American spelling.
pub(super) fn any_form(word: &str, accept: &mut dyn FnMut(&str) -> bool) -> bool {
    if accept(word) {
        return true;
    }
    let single = word.strip_suffix('s');
    single.is_some_and(&mut *accept)
        || any_american_twin(word, accept)
        || single.is_some_and(|single| any_american_twin(single, accept))
}

fn band(part: &str) -> u8 {
    let mut least = RAREST_BAND;
    any_form(part, &mut |form| {
        let listed = COMMON_WORDS.get(form).copied();
        least = least.min(listed.unwrap_or(RAREST_BAND));
        // No form can be commoner.
        least == 0
    });
    least
}

/// Whether `accept` takes one of the ways in which American spelling writes a British word.
fn any_american_twin(word: &str, accept: &mut dyn FnMut(&str) -> bool) -> bool {
    const IN_THE_WORD: [(&str, &str); 5] = [
        ("isa", "iza"),
        ("ise", "ize"),
        ("isi", "izi"),
        ("our", "or"),
        ("elling", "eling"),
    ];
    const AT_THE_END: [(&str, &str); 5] = [
        ("elled", "eled"),
        ("eller", "eler"),
        ("tre", "ter"),
        ("ogue", "og"),
        ("mme", "m"),
    ];
    // Most words have none of these letters, and five searches in each take their time.
    let parts = word.as_bytes().windows(3);
    let mut parts = parts.filter(|part| {
        matches!(
            *part,
            b"isa" | b"ise" | b"isi" | b"our" | b"ell" | b"tre" | b"gue" | b"mme"
        )
    });
    if parts.next().is_none() {
        return false;
    }
    let inside = IN_THE_WORD.iter().filter_map(|(british, american)| {
        let (before, after) = word.rsplit_once(british)?;
        Some(format!("{before}{american}{after}"))
    });
    let at_end = AT_THE_END.iter().filter_map(|(british, american)| {
        let before = word.strip_suffix(british)?;
        Some(format!("{before}{american}"))
    });
    inside.chain(at_end).any(|twin| accept(&twin))
}

#[cfg(test)]
mod tests {
    use super::{COMMON_WORDS, LIST, RAREST_BAND, any_form, rarity_band};

    fn words() -> impl Iterator<Item = &'static str> {
        LIST.lines()
            .filter_map(|line| Some(line.split_once(' ')?.0))
    }

    #[test]
    fn the_list_is_whole_and_sorted() {
        assert_eq!(COMMON_WORDS.len(), 32_000);
        assert_eq!(LIST.lines().count(), 32_000);
        assert!(words().is_sorted_by(|one, two| one < two));
        let bands = |band: u8| {
            COMMON_WORDS
                .values()
                .filter(|found| **found == band)
                .count()
        };
        let sizes: Vec<_> = (0..=RAREST_BAND).map(bands).collect();
        assert_eq!(sizes, [1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 0]);
    }

    /// The rule in its plainest words: the lowest band among all forms of each long part, and the
    /// highest of the parts.
    #[test]
    fn bands_are_the_lowest_of_all_forms() {
        let slow = |word: &str| {
            let mut bands = vec![RAREST_BAND];
            any_form(word, &mut |form| {
                bands.extend(COMMON_WORDS.get(form));
                false
            });
            bands.into_iter().min()
        };
        for word in words() {
            for form in [word.to_owned(), format!("{word}s"), word.replace('z', "s")] {
                let expected = slow(&form);
                assert_eq!(Some(rarity_band(&form)), expected, "{form}");
                let shout = form.to_uppercase() + "'s";
                assert_eq!(Some(rarity_band(&shout)), expected, "{shout}");
            }
        }
    }

    #[test]
    fn forms_are_tried_in_british_and_american_spelling() {
        let mut forms = Vec::new();
        any_form("programmes", &mut |form| {
            forms.push(form.to_owned());
            false
        });
        assert_eq!(forms, ["programmes", "programme", "program"]);
    }

    #[test]
    fn everyday_words_are_common() {
        for word in ["help", "Money", "don't", "won’t", "couldn't", "that’s"] {
            assert_eq!(rarity_band(word), 0, "{word}");
        }
    }

    #[test]
    fn words_that_nobody_says_are_rare() {
        assert_eq!(rarity_band("supersession"), RAREST_BAND);
        assert!(rarity_band("discretionary") > 3);
    }

    #[test]
    fn british_spelling_is_no_rarer_than_american() {
        for (british, american) in [
            ("organised", "organized"),
            ("behaviours", "behavior"),
            ("centre", "center"),
            ("travelling", "traveling"),
            ("programme", "program"),
            ("dialogue", "dialog"),
        ] {
            assert!(rarity_band(british) <= rarity_band(american), "{british}");
        }
    }

    #[test]
    fn a_compound_is_as_rare_as_its_rarest_part() {
        assert_eq!(rarity_band("means-tested"), rarity_band("tested"));
        assert_eq!(rarity_band("up-to-us"), RAREST_BAND);
    }
}
