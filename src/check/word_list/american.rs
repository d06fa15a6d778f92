//! American spellings: a list of pairs, and the endings -ize and -yze.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::entry::{Entry, Kind};

/// The list as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spellings {
    fine: Vec<String>,
    keep: BTreeSet<String>,
    verbs: BTreeMap<String, String>,
    nouns: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
}

static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| {
    toml::from_str(include_str!("../words/american_spelling.toml")).expect("a test reads the list")
});

/// How a word goes on after -iz or -yz, with the ending that its simplest form has.
const ENDINGS: [&str; 9] = [
    "e", "es", "ed", "er", "ers", "ing", "ation", "ations", "able",
];

/// The shortest word that is looked at: "ionize".
const SHORTEST: usize = 6;

/// The pairs of the list.
pub(super) fn entries() -> Vec<Entry> {
    let list = &*SPELLINGS;
    let of = |kind: Kind, pairs: &BTreeMap<String, String>| -> Vec<Entry> {
        let pairs = pairs.iter();
        let entry =
            |(from, to): (&String, &String)| Entry::respelling(kind, from.clone(), to.clone());
        pairs.map(entry).collect()
    };
    let mut entries = of(Kind::Verb, &list.verbs);
    entries.extend(of(Kind::Noun, &list.nouns));
    entries.extend(of(Kind::Adjective, &list.words));
    if let Some(first) = entries.first_mut() {
        first.except.clone_from(&list.fine);
    }
    entries
}

/// The British spelling of a word with -ize or -yze; `None` if it has no such ending, or has it in
/// Britain too.
pub(in crate::check) fn british_ending(word: &str) -> Option<String> {
    if word.len() < SHORTEST || !word.contains(['z', 'Z']) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let (stem, ending) = ENDINGS.iter().find_map(|ending| {
        let stem = lower.strip_suffix(ending)?.strip_suffix('z')?;
        stem.ends_with(['i', 'y']).then_some((stem, *ending))
    })?;
    let only_verbs = stem.ends_with('y') && ending.starts_with("at");
    let kept = SPELLINGS.keep.contains(&format!("{stem}ze"));
    if only_verbs || kept || stem.len() < 3 {
        return None;
    }
    let start = word.get(..stem.len())?;
    let end = word.get(stem.len() + 1..)?;
    let letter = if word.get(stem.len()..)?.starts_with('Z') {
        'S'
    } else {
        's'
    };
    Some(format!("{start}{letter}{end}"))
}

#[cfg(test)]
mod tests {
    use super::british_ending;

    #[test]
    fn every_ending_is_changed() {
        for (american, british) in [
            ("organize", "organise"),
            ("Realized", "Realised"),
            ("prioritization", "prioritisation"),
            ("analyzing", "analysing"),
            ("paralyzed", "paralysed"),
            ("STIGMATIZES", "STIGMATISES"),
            ("recognizable", "recognisable"),
            ("emphasize", "emphasise"),
        ] {
            assert_eq!(
                british_ending(american).as_deref(),
                Some(british),
                "{american}"
            );
        }
    }

    #[test]
    fn words_that_keep_their_z_are_left_alone() {
        for word in [
            "size",
            "prize",
            "seized",
            "capsizing",
            "downsize",
            "maize",
            "citizen",
            "horizon",
            "wizard",
            "sizes",
            "resizing",
            "prizes",
            "oversized",
            "Denzil",
            "lizard",
            "fizzed",
        ] {
            assert_eq!(british_ending(word), None, "{word}");
        }
    }
}
