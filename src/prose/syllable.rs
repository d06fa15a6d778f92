//! Counts the syllables of a word.
//!
//! Here a word is taken apart: at hyphens, at an apostrophe, and letter by letter where it has no
//! vowel. What is left are plain letters, which [`TABLE`] counts. The table follows the first
//! pronunciation in CMUdict, so that a count can be looked up: "fire" has two syllables, "every"
//! three. `data/hand_counted.txt` has British spellings and words of the field, which are all
//! counted as it says.

use super::syllable_table::{TABLE, is_vowel};

/// How many syllables an English word is spoken with; at least 1 for any letter or figure.
///
/// Parts with hyphens are counted one by one, and a part without vowels letter by letter ("DWP",
/// "D.W.P.", "tv"). A part that begins with a digit is one syllable.
pub fn syllables(word: &str) -> usize {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return letters_syllables(word);
    }
    word.split(|c: char| !(c.is_alphanumeric() || is_apostrophe(c) || is_mark(c)))
        .map(part_syllables)
        .sum()
}

fn part_syllables(part: &str) -> usize {
    let Some(first) = part.chars().find(|c| c.is_alphanumeric()) else {
        return 0;
    };
    if first.is_numeric() {
        return 1;
    }
    let plain: String = part.chars().filter_map(plain_letter).collect();
    let plain = plain.trim_matches('\'');
    match plain.split_once('\'') {
        Some((stem, ending)) => {
            // "n't" by itself is said, too.
            contraction_syllables(&stem.to_ascii_lowercase(), &ending.to_ascii_lowercase()).max(1)
        }
        None => letters_syllables(plain).max(1),
    }
}

/// The syllables of letters with nothing between them.
fn letters_syllables(letters: &str) -> usize {
    let stem = singular_initials(letters).unwrap_or(letters);
    match TABLE.count(stem.as_bytes()) {
        0 => stem.chars().map(letter_syllables).sum(),
        count => count,
    }
}

/// Initials without the s of their plural: "MP" for "MPs".
fn singular_initials(letters: &str) -> Option<&str> {
    let initials = letters.strip_suffix('s')?;
    let is_initials = initials.len() > 1 && initials.bytes().all(|byte| byte.is_ascii_uppercase());
    is_initials.then_some(initials)
}

const fn letter_syllables(letter: char) -> usize {
    if matches!(letter, 'w' | 'W') { 3 } else { 1 }
}

/// The syllables of a word with an apostrophe: "could-n't", "boss's", "it'll", "o'-clock".
fn contraction_syllables(stem: &str, ending: &str) -> usize {
    let after_vowel = stem.bytes().next_back().is_none_or(is_vowel);
    let count = letters_syllables(stem);
    match ending {
        "t" => stem.strip_suffix('n').map_or(count, |verb| {
            let is_spoken = verb == "have" || !verb.bytes().next_back().is_none_or(is_vowel);
            letters_syllables(verb) + usize::from(is_spoken)
        }),
        "s" => count + usize::from(ends_in_hiss(stem)),
        "ll" | "ve" => count + usize::from(!after_vowel),
        "d" => count + usize::from(stem.ends_with(['t', 'd'])),
        "re" => count,
        _ if ending.bytes().any(is_vowel) => [stem]
            .into_iter()
            .chain(ending.split('\''))
            .filter(|part| part.bytes().any(is_vowel))
            .map(letters_syllables)
            .sum(),
        _ => count,
    }
}

/// Whether a possessive s after `stem` is a syllable of its own.
fn ends_in_hiss(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"]
        .iter()
        .any(|hiss| stem.ends_with(hiss))
}

/// A letter without its accent; none for a mark. An accented e is spoken, so it becomes an i.
const fn plain_letter(letter: char) -> Option<char> {
    match letter {
        '’' => Some('\''),
        'à'..='å' | 'À'..='Å' => Some('a'),
        'è'..='ë' | 'ì'..='ï' | 'È'..='Ë' | 'Ì'..='Ï' => Some('i'),
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' => Some('o'),
        'ù'..='ü' | 'Ù'..='Ü' => Some('u'),
        'æ' | 'œ' | 'Æ' | 'Œ' => Some('e'),
        '\u{300}'..='\u{36f}' | '\u{ad}' => None,
        other => Some(other),
    }
}

const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::syllables;

    /// Checks each word against its number of parts between hyphens.
    #[track_caller]
    fn check(parted: &str) {
        for word in parted.split_whitespace() {
            let expected = word.split('-').count();
            assert_eq!(syllables(&word.replace('-', "")), expected, "{word}");
        }
    }

    #[test]
    fn words_counted_by_hand_are_right() {
        let words: Vec<&str> = include_str!("data/hand_counted.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect();
        assert!(words.len() >= 300, "{} words", words.len());
        let wrong: Vec<String> = words
            .into_iter()
            .map(|word| (word, syllables(&word.replace('-', ""))))
            .filter(|(word, count)| *count != word.split('-').count())
            .map(|(word, count)| format!("{word} is not {count}"))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn silent_endings_do_not_count() {
        check("make makes helped used based eyes played league claimed called");
        check("ta-ble set-tled want-ed chan-ges a-cres cen-tre");
    }

    #[test]
    fn a_silent_e_inside_does_not_count() {
        check("state-ment care-ful-ly home-less some-thing there-fore where-as");
    }

    #[test]
    fn vowels_side_by_side_may_be_two_syllables() {
        check("cre-ate pe-ri-od re-as-sess do-ing ly-ing em-ploy-er an-nu-al e-qual sci-ence");
    }

    #[test]
    fn contractions_add_what_is_spoken() {
        check("don't can’t did-n't is-n't weren't have-n't it-'ll we'll boss-'s Sam's aren't");
        check(
            "they're you've I'm DON'T CAN’T coun-cil's judge-'s tri-bu-nal’s o'-clock O'-Bri-en d'Ar-cy",
        );
    }

    #[test]
    fn hyphens_and_initials_are_counted_apart() {
        assert_eq!(syllables("means-tested"), 3);
        assert_eq!(syllables("N’T"), 1);
        assert_eq!(syllables("DWP"), 5);
        assert_eq!(syllables("D.W.P"), 5);
        assert_eq!(syllables("PIP"), 1);
        assert_eq!(syllables("dwp’s"), 5);
        assert_eq!(syllables("MPs"), 2);
        assert_eq!(syllables("PIPs"), 1);
        assert_eq!(syllables("tv"), 2);
        assert_eq!(syllables("28-day"), 2);
    }

    #[test]
    fn words_of_the_field_are_right() {
        check("ben-e-fit al-low-ance sanc-tion ap-peal tri-bu-nal ev-i-dence as-sess-ment");
        check("re-con-sid-er-a-tion car-ers dis-a-bil-i-ty pay-ment coun-cil em-ploy-ment");
        check("job-cen-tre or-gan-ised pro-grammes of-fence in-stal-ment de-pend-ant ap-poin-tee");
    }

    #[test]
    fn nothing_spoken_is_no_syllable() {
        assert_eq!(syllables(""), 0);
        assert_eq!(syllables("–"), 0);
        assert_eq!(syllables("hmm"), 1);
    }

    #[test]
    fn accents_are_letters() {
        check("ca-fé CA-FÉ na-ïve fi-an-cée re\u{301}-su-mé pro-té-gé");
    }

    proptest! {
        #[test]
        fn any_text_is_counted(text in any::<String>()) {
            syllables(&text);
        }

        #[test]
        fn a_word_with_a_letter_has_a_syllable(word in r"[\p{L}\p{M}\p{N}'’.&-]{0,12}") {
            prop_assert!(syllables(&word) > 0 || !word.contains(char::is_alphanumeric), "{word}");
        }

        #[test]
        fn capitals_change_nothing_unless_they_are_initials(word in "[a-z]{1,12}") {
            prop_assert_eq!(syllables(&word), syllables(&word.to_uppercase()));
        }
    }
}
