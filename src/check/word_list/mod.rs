//! Lists of words to avoid, each with plainer ways to say it.
//!
//! The lists are data in `words/`; each file says at its top how an entry is written.
//!
//! 1. `entry` reads an entry and knows every way in which its words can be met.
//! 2. A [`Lexicon`] joins lists and protected names, and finds all of them in one pass.
//! 3. `report` says what was found; `name` keeps names out of it, `fix` puts plainer words in.
//! 4. Before it offers words, `fit` asks whether they fit: `place` knows the words beside the
//!    place, and their `class`; `shape` knows how the plainer words are built.

mod american;
mod class;
mod entry;
mod fit;
mod fix;
mod name;
mod neighbour;
mod own;
mod place;
mod report;
mod shape;

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::inflect::{Form, plural};
use crate::prose::{Folded, Phrases, SearchText, is_whole_words};
use entry::{Entry, Kind};

pub(super) use american::british_ending;
pub(super) use name::has_a_capital_of_its_own;
pub(super) use own::OwnLexicon;
pub use own::OwnWords;
pub(super) use report::report;

/// Parts that make a new word of one that is listed: "non-claimant", "re-referral".
const PREFIXES: [&str; 14] = [
    "anti", "co", "ex", "mis", "multi", "non", "over", "post", "pre", "pro", "quasi", "re", "sub",
    "under",
];

/// What stands behind a listed noun: "claimant-led".
const SUFFIXES: [&str; 12] = [
    "based", "centred", "centric", "driven", "facing", "focused", "friendly", "led", "level",
    "related", "specific", "wide",
];

/// The lists and names that come with the tool.
static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let lists = List::ALL.into_iter().map(|list| (list, list.entries()));
    let names = super::protected::lines(include_str!("../words/protected_names.txt"));
    Lexicon::new(lists, names.map(str::to_owned).collect())
});

/// The lists that come with the tool, all in one.
pub(super) fn built_in() -> &'static Lexicon {
    &BUILT_IN
}

/// A list of words, named after the rule that reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    AmericanSpelling,
    Blame,
    Idiom,
    Jargon,
    Latin,
    Nominalisation,
    Stigma,
    Wordy,
}

impl List {
    const ALL: [Self; 8] = [
        Self::AmericanSpelling,
        Self::Blame,
        Self::Idiom,
        Self::Jargon,
        Self::Latin,
        Self::Nominalisation,
        Self::Stigma,
        Self::Wordy,
    ];

    /// Whether its plainer words are offered only where they fit the sentence. The other lists
    /// have a few entries each, which were written for the places where they are met.
    const fn asks_for_fit(self) -> bool {
        matches!(
            self,
            Self::Blame | Self::Idiom | Self::Jargon | Self::Nominalisation | Self::Wordy
        )
    }

    fn entries(self) -> Vec<Entry> {
        let text = match self {
            Self::AmericanSpelling => return american::entries(),
            Self::Blame => include_str!("../words/blame.toml"),
            Self::Idiom => include_str!("../words/idiom.toml"),
            Self::Latin => include_str!("../words/latin.toml"),
            Self::Nominalisation => include_str!("../words/nominalisation.toml"),
            Self::Jargon => include_str!("../words/jargon.toml"),
            Self::Stigma => include_str!("../words/stigma.toml"),
            Self::Wordy => include_str!("../words/wordy.toml"),
        };
        toml::from_str::<File>(text)
            .expect("a test reads each list")
            .entry
    }

    /// How many entries the list has.
    #[cfg(test)]
    pub(super) fn len(self) -> usize {
        self.entries().len()
    }

    /// The words of a text that the list holds.
    #[cfg(test)]
    pub(super) fn words_in(self, text: &str) -> Vec<&str> {
        let hits = built_in().find(&SearchText::new(text)).hits.into_iter();
        let own = hits.filter(|hit| hit.list == self);
        own.filter_map(|hit| text.get(hit.range)).collect()
    }
}

/// A list as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Entry>,
}

/// Lists of words and names, ready to be looked for in one pass.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    names: Vec<String>,
    /// What each phrase stands for: at most one thing in each list.
    meanings: Vec<Vec<Meaning>>,
    phrases: Phrases,
}

/// What a phrase stands for.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// Words to avoid.
    Avoid(List, Avoided),
    /// Words that a list is fine with, though words to avoid are in them.
    Fine(List),
    /// A name, by its place among the names.
    Name(usize),
}

impl Meaning {
    const fn list(self) -> Option<List> {
        match self {
            Self::Avoid(list, _) | Self::Fine(list) => Some(list),
            Self::Name(_) => None,
        }
    }

    /// In one list, what is fine goes first, then the entry that stands first.
    const fn rank(self) -> (bool, usize) {
        match self {
            Self::Avoid(_, avoided) => (true, avoided.entry),
            Self::Fine(_) | Self::Name(_) => (false, 0),
        }
    }
}

/// Words to avoid: which ones, of which entry, in which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Avoided {
    entry: usize,
    word: usize,
    form: Form,
}

/// Words of a list in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    list: List,
    avoided: Avoided,
    range: Range<usize>,
    /// Whether the words are part of one with hyphens, which is in the range as a whole.
    is_compound: bool,
}

impl Hit {
    /// The bytes of the words in the text.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

/// What a lexicon finds in a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Words to avoid, list by list, in the order of the text; without overlap in one list.
    pub(super) hits: Vec<Hit>,
    /// Names, in the order in which they end.
    pub(super) names: Vec<Range<usize>>,
}

impl Lexicon {
    fn new(lists: impl Iterator<Item = (List, Vec<Entry>)>, names: Vec<String>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: Vec<(String, Meaning)> = Vec::new();
        for (list, own) in lists {
            for entry in own {
                for words in entry.except.iter().map(|words| words.to_lowercase()) {
                    known.push((plural(&words), Meaning::Fine(list)));
                    known.push((words, Meaning::Fine(list)));
                }
                for spelled in entry.spelled() {
                    let avoided = Avoided {
                        entry: entries.len(),
                        word: spelled.avoided,
                        form: spelled.form,
                    };
                    known.push((spelled.words, Meaning::Avoid(list, avoided)));
                }
                entries.push(entry);
            }
        }
        let named = names.iter().enumerate();
        known.extend(named.map(|(at, name)| (name.to_lowercase(), Meaning::Name(at))));
        known.sort_by(|(words, meaning), (other_words, other)| {
            let key = |meaning: &Meaning| (meaning.list(), meaning.rank());
            words.cmp(other_words).then(key(meaning).cmp(&key(other)))
        });
        let mut words: Vec<String> = Vec::new();
        let mut meanings: Vec<Vec<Meaning>> = Vec::new();
        for (phrase, meaning) in known {
            match meanings.last_mut() {
                Some(same) if words.last() == Some(&phrase) => {
                    if same.last().map(|last| last.list()) != Some(meaning.list()) {
                        same.push(meaning);
                    }
                }
                _ => {
                    words.push(phrase);
                    meanings.push(vec![meaning]);
                }
            }
        }
        Self {
            entries,
            names,
            meanings,
            phrases: Phrases::new(words),
        }
    }

    /// The entries that avoid exactly these words, and which of their words they are.
    fn places_of(&self, words: &str) -> Vec<(usize, usize)> {
        let entries = self.entries.iter().enumerate();
        let places = entries.flat_map(|(at, entry)| {
            let avoided = entry.avoid.iter().enumerate();
            let same = avoided.filter(|(_, avoided)| avoided.eq_ignore_ascii_case(words));
            same.map(move |(word, _)| (at, word))
        });
        places.collect()
    }

    fn entry(&self, hit: &Hit) -> Option<&Entry> {
        self.entries.get(hit.avoided.entry)
    }

    /// Everything that stands in a text: in each list leftmost and longest, without overlap.
    pub(super) fn find(&self, text: &SearchText<'_>) -> Found {
        let folded = text.folded();
        let mut names = Vec::new();
        let mut hits: Vec<(List, Range<usize>, bool, Option<Avoided>)> = Vec::new();
        self.phrases.each(text, |phrase, range| {
            let Some(whole) = whole_word(folded.text(), &range) else {
                return;
            };
            let is_compound = whole != range;
            for meaning in self.meanings.get(phrase).into_iter().flatten() {
                match *meaning {
                    Meaning::Name(name) => {
                        if !is_compound && self.is_written_as(name, folded.text(), &range) {
                            names.push(folded.written(range.clone()));
                        }
                    }
                    Meaning::Fine(list) => {
                        hits.push((list, folded.written(range.clone()), false, None));
                    }
                    Meaning::Avoid(list, avoided) => {
                        let entry = self.entries.get(avoided.entry);
                        let stands = |entry: &Entry| {
                            let takes_part = entry.kind != Kind::Phrase;
                            (!is_compound || takes_part) && !entry.is_fine_in(folded.text(), &range)
                        };
                        if entry.is_some_and(stands) {
                            let place = folded.written(whole.clone());
                            hits.push((list, place, is_compound, Some(avoided)));
                        }
                    }
                }
            }
        });
        Found {
            hits: leftmost_longest(hits),
            names,
        }
    }

    /// Whether a name stands as it is in the list: "Access to Work", not "access to work". More
    /// capitals are fine, as in a headline.
    fn is_written_as(&self, name: usize, text: &str, range: &Range<usize>) -> bool {
        let (Some(name), Some(found)) = (self.names.get(name), text.get(range.clone())) else {
            return false;
        };
        let letters = Folded::new(name);
        letters
            .text()
            .chars()
            .zip(found.chars())
            .all(|(listed, found)| listed == found || found.is_uppercase())
    }
}

/// The range itself if no word reaches over its ends; with the parts before and behind, if these
/// are such as can be put to any word with a hyphen.
fn whole_word(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    if is_whole_words(text, range) {
        return Some(range.clone());
    }
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    let before = text.get(..range.start)?;
    let start = before.trim_end_matches(is_letter).len();
    let prefix = before.get(start..)?;
    let after = text.get(range.end..)?;
    let suffix = after.find(|c| !is_letter(c)).unwrap_or(after.len());
    let end = range.end + suffix;
    let suffix = after.get(..suffix)?;
    let is_listed =
        |list: &[&str], part: &str| list.iter().any(|listed| listed.eq_ignore_ascii_case(part));
    let fits_before = prefix.is_empty()
        || prefix
            .strip_suffix('-')
            .is_some_and(|part| is_listed(&PREFIXES, part));
    let fits_after = suffix.is_empty()
        || suffix
            .strip_prefix('-')
            .is_some_and(|part| is_listed(&SUFFIXES, part));
    (fits_before && fits_after).then_some(start..end)
}

fn leftmost_longest(mut all: Vec<(List, Range<usize>, bool, Option<Avoided>)>) -> Vec<Hit> {
    all.sort_by_key(|(list, range, is_compound, avoided)| {
        let entry = avoided.map(|avoided| avoided.entry);
        // An entry for "non-compliance" knows more of it than the one for "compliance".
        (
            *list,
            range.start,
            usize::MAX - range.end,
            *is_compound,
            entry,
        )
    });
    let mut hits = Vec::new();
    let mut last: Option<(List, usize)> = None;
    for (list, range, is_compound, avoided) in all {
        if last.is_some_and(|(before, end)| before == list && range.start < end) {
            continue;
        }
        last = Some((list, range.end));
        if let Some(avoided) = avoided {
            hits.push(Hit {
                list,
                avoided,
                range,
                is_compound,
            });
        }
    }
    hits
}

#[cfg(test)]
mod tests;
