//! How common a word is, from a list of words in film and television subtitles.

use std::sync::LazyLock;

/// The band of a word that is not on the list.
pub const RAREST_BAND: u8 = 6;

/// Words and their bands, sorted by word. `data/make_common_words.mjs` makes the file.
static COMMON_WORDS: LazyLock<Vec<(&str, u8)>> = LazyLock::new(|| {
    include_str!("data/common_words.txt")
        .lines()
        .filter_map(|line| {
            let (word, band) = line.split_once(' ')?;
            Some((word, band.parse().ok()?))
        })
        .collect()
});

/// How rare `word` is: 0 for the commonest thousand words, 1 up to the second thousand, then a
/// band more for each doubling of the rank; [`RAREST_BAND`] beyond the first 32,000.
///
/// Capitals, a possessive, a plural -s and British spelling make no word rarer. A word with
/// hyphens is as rare as its rarest part of more than three letters.
pub fn rarity_band(word: &str) -> u8 {
    let band = |part: &str| {
        forms(part)
            .iter()
            .map(|form| listed_band(form))
            .min()
            .unwrap_or(RAREST_BAND)
    };
    long_parts(word)
        .iter()
        .map(|part| band(part))
        .max()
        .unwrap_or_else(|| band(&stem(word)))
}

/// The parts of a word that are long enough to tell how rare it is: more than three letters.
pub(super) fn long_parts(word: &str) -> Vec<String> {
    stem(word)
        .split(['-', '‐', '‑'])
        .filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 3)
        .map(str::to_owned)
        .collect()
}

/// The other forms under which a word in lower case may be listed, itself first.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if let Some(single) = word.strip_suffix('s') {
        forms.push(single.to_owned());
    }
    let twins: Vec<String> = forms.iter().flat_map(|form| american_twins(form)).collect();
    forms.extend(twins);
    forms
}

/// Lower case, up to the first apostrophe; the list has "don" and "couldn" for "don't" and
/// "couldn't".
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let end = lower.find(['\'', '’']).unwrap_or(lower.len());
    lower.get(..end).unwrap_or_default().to_owned()
}

/// How American spelling writes a British word, where it differs.
fn american_twins(word: &str) -> Vec<String> {
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
    let inside = IN_THE_WORD.iter().filter_map(|(british, american)| {
        let (before, after) = word.rsplit_once(british)?;
        Some(format!("{before}{american}{after}"))
    });
    let at_end = AT_THE_END.iter().filter_map(|(british, american)| {
        let before = word.strip_suffix(british)?;
        Some(format!("{before}{american}"))
    });
    inside.chain(at_end).collect()
}

fn listed_band(word: &str) -> u8 {
    COMMON_WORDS
        .binary_search_by(|(listed, _)| (*listed).cmp(word))
        .ok()
        .and_then(|at| COMMON_WORDS.get(at))
        .map_or(RAREST_BAND, |(_, band)| *band)
}

#[cfg(test)]
mod tests {
    use super::{COMMON_WORDS, RAREST_BAND, rarity_band};

    #[test]
    fn the_list_is_whole_and_sorted() {
        assert_eq!(COMMON_WORDS.len(), 32_000);
        assert!(COMMON_WORDS.is_sorted_by(|one, two| one.0 < two.0));
        assert!(COMMON_WORDS.iter().all(|(_, band)| *band < RAREST_BAND));
        assert_eq!(
            COMMON_WORDS.iter().filter(|(_, band)| *band == 0).count(),
            1_000
        );
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
