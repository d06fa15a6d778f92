//! Letters that look like those of our own alphabet and are others.

/// Letters of one script that look like Latin ones.
struct Script {
    name: &'static str,
    /// The letters and, in the same order, the Latin ones that they look like.
    letters: &'static str,
    latin: &'static str,
}

const CYRILLIC: Script = Script {
    name: "Cyrillic",
    letters: "АВЕНІЈКМОРЅСТУХԌԚԜѴӀаеорсухіјѕһԁԛԝӏѵ",
    latin: "ABEHIJKMOPSCTYXGQWVIaeopcyxijshdqwlv",
};

const GREEK: Script = Script {
    name: "Greek",
    letters: "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαογικνρυχϲϳ",
    latin: "ABEZHIKMNOPTYXaoyikvpuxcj",
};

const ARMENIAN: Script = Script {
    name: "Armenian",
    letters: "ՕՍՏհոսօ",
    latin: "OUShnuo",
};

const CHEROKEE: Script = Script {
    name: "Cherokee",
    letters: "ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃᎥ",
    latin: "ABCDEHJKLMPRSTVWZi",
};

const SCRIPTS: [&Script; 4] = [&CYRILLIC, &GREEK, &ARMENIAN, &CHEROKEE];

/// A letter that is not what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LookAlike {
    /// The letter.
    pub(super) letter: char,
    /// What it looks like.
    pub(super) latin: char,
    /// What it is.
    pub(super) name: &'static str,
}

/// What a letter looks like, if it is not what it looks like.
fn look_alike(letter: char) -> Option<LookAlike> {
    let (name, latin) = styled(letter).or_else(|| {
        SCRIPTS.iter().find_map(|script| {
            let mut pairs = script.letters.chars().zip(script.latin.chars());
            let (_, latin) = pairs.find(|(other, _)| *other == letter)?;
            Some((script.name, latin))
        })
    })?;
    Some(LookAlike {
        letter,
        latin,
        name,
    })
}

/// Latin letters in another dress, which screen readers spell out or leave out.
fn styled(letter: char) -> Option<(&'static str, char)> {
    let code = u32::from(letter);
    let (name, offset, first) = match code {
        0xff21..=0xff3a => ("full-width", code - 0xff21, 'A'),
        0xff41..=0xff5a => ("full-width", code - 0xff41, 'a'),
        0xff10..=0xff19 => ("full-width", code - 0xff10, '0'),
        0x1d7ce..=0x1d7ff => ("mathematical", (code - 0x1d7ce) % 10, '0'),
        0x1d400..=0x1d6a3 => match (code - 0x1d400) % 52 {
            offset @ 0..=25 => ("mathematical", offset, 'A'),
            offset => ("mathematical", offset - 26, 'a'),
        },
        _ => return None,
    };
    Some((name, char::from_u32(u32::from(first) + offset)?))
}

const fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'À'..='ɏ' | 'Ḁ'..='ỿ')
}

/// A word and what stands beside it on its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordInLine<'a> {
    /// The word, hidden characters taken out.
    pub(super) word: &'a str,
    /// The words before and after it, if there are any.
    pub(super) beside: [Option<&'a str>; 2],
    /// Whether the text is in a language that has full-width letters.
    pub(super) has_full_width: bool,
}

/// The letters of a word that are not what they look like; none in a word of another script.
pub(super) fn look_alikes(place: WordInLine<'_>) -> Vec<LookAlike> {
    let word = place.word;
    if word.is_ascii() {
        return Vec::new();
    }
    let mut found: Vec<LookAlike> = Vec::new();
    for letter in word.chars().filter_map(look_alike) {
        if !found.contains(&letter) {
            found.push(letter);
        }
    }
    let is_dressed = |found: &LookAlike| styled(found.letter).is_some();
    if found.iter().any(is_dressed) {
        let is_usual = place.has_full_width || word.chars().count() < 2;
        return if is_usual { Vec::new() } else { found };
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    if letters.clone().any(is_latin) {
        return if is_mixed(word) { found } else { Vec::new() };
    }
    // "ЕЅА" among English words, every letter Cyrillic.
    let is_disguised = word.chars().count() > 1 && letters.all(|c| look_alike(c).is_some());
    let is_foreign = |word: &str| word.chars().any(|c| c.is_alphabetic() && !is_latin(c));
    let has_company = place.beside.iter().flatten().any(|word| is_foreign(word));
    let is_among_ours = place.beside.iter().any(Option::is_some);
    if is_disguised && is_among_ours && !has_company {
        found
    } else {
        Vec::new()
    }
}

/// Whether a word with Latin letters passes others off as such. Greek letters stand in the names
/// of substances, behind a capital: `TNFα`, `NFκB`.
fn is_mixed(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.iter().enumerate().any(|(at, letter)| {
        let Some(found) = look_alike(*letter) else {
            return false;
        };
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside
            .into_iter()
            .filter_map(|at| letters.get(at?).copied());
        let is_sign = found.name == GREEK.name && letter.is_lowercase();
        !is_sign || beside.any(|c| is_latin(c) && c.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::{SCRIPTS, WordInLine, look_alikes};

    fn found(word: &str, beside: [Option<&str>; 2]) -> String {
        let place = WordInLine {
            word,
            beside,
            has_full_width: false,
        };
        look_alikes(place).iter().map(|found| found.latin).collect()
    }

    #[test]
    fn each_letter_has_one_that_it_looks_like() {
        for script in SCRIPTS {
            let (letters, latin) = (script.letters.chars(), script.latin.chars());
            assert_eq!(letters.count(), latin.count(), "{}", script.name);
            assert!(
                script.letters.chars().all(|c| !c.is_ascii()),
                "{}",
                script.name
            );
            assert!(script.latin.is_ascii(), "{}", script.name);
        }
    }

    #[test]
    fn a_word_of_two_alphabets_is_found() {
        assert_eq!(found("s\u{430}nction", [None, None]), "a");
        assert_eq!(found("\u{415}SA", [None, None]), "E");
        assert_eq!(found("\u{3b1}llowance", [None, None]), "a");
        assert_eq!(found("ＥＳＡ", [None, None]), "ESA");
        assert_eq!(found("\u{1d5d8}\u{1d5e6}\u{1d5d4}", [None, None]), "ESA");
    }

    #[test]
    fn a_word_all_of_look_alikes_is_found_among_ours() {
        let word = "\u{415}\u{405}\u{410}";
        assert_eq!(found(word, [Some("claim"), None]), "ESA");
        assert_eq!(found(word, [Some("\u{43c}\u{44b}"), Some("now")]), "");
    }

    #[test]
    fn words_of_one_alphabet_are_fine() {
        for word in [
            "sanction",
            "café",
            "Llŷn",
            "ŵyr",
            "Łódź",
            "Москва",
            "Ελλάδα",
            "Հայերեն",
            "TNFα",
            "NFκB",
            "μg",
            "kΩ",
            "Δt",
            "日本",
            "\u{1d465}",
        ] {
            assert_eq!(found(word, [Some("the"), Some("of")]), "", "{word}");
        }
    }
}
