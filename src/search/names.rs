//! Names of several words, and the names that the glossary has for one thing.
//!
//! Nobody finds the fit note under "sick note" if the pages say "fit note". The glossary knows
//! that both are the same, so a section that speaks of one is indexed under both. A name is a term
//! of its own, made of all its words: "sick" and "note" apart say nothing of fit notes.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::analysis::Stems;
use super::section::SearchPage;

/// Names with more telling words are not searched as a whole.
pub(super) const LONGEST_NAME: usize = 4;

/// Everything that the glossary has more than one name for.
#[derive(Debug, Default)]
pub(super) struct Names {
    things: Vec<Thing>,
    /// The names that begin with a stem, longest first.
    by_first: HashMap<Arc<str>, Vec<Name>>,
}

/// Something that has several names.
#[derive(Debug)]
pub(super) struct Thing {
    /// The names as they were written.
    pub(super) names: Vec<String>,
    /// The names as they stand in the index, each once.
    pub(super) keys: Vec<Arc<str>>,
}

#[derive(Debug)]
struct Name {
    stems: Vec<Arc<str>>,
    /// The thing's place in `things`.
    thing: usize,
}

impl Names {
    /// Reads the names off the pages that explain a term.
    pub(super) fn of(pages: &[SearchPage], stems: &mut Stems) -> Self {
        let mut all = Self::default();
        for page in pages.iter().filter(|page| page.is_term) {
            let names = page.names.iter();
            let mut keys: Vec<Arc<str>> = names
                .filter_map(|name| whole_name(name, stems).map(Arc::from))
                .collect();
            keys.sort();
            keys.dedup();
            if keys.len() < 2 {
                continue;
            }
            let thing = all.things.len();
            let names = page.names.clone();
            all.things.push(Thing { names, keys });
            for name in &page.names {
                let stems = stems.of_text(name);
                if let Some(first) = stems.first() {
                    let with = all.by_first.entry(Arc::clone(first)).or_default();
                    with.push(Name { stems, thing });
                }
            }
        }
        let longest_first = |names: &mut Vec<Name>| {
            names.sort_by_key(|name| Reverse(name.stems.len()));
        };
        all.by_first.values_mut().for_each(longest_first);
        all
    }

    /// The things that a text mentions, each as often as it does.
    pub(super) fn mentioned(&self, text: &[Arc<str>]) -> Vec<&Thing> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some((first, after)) = rest.split_first() {
            let names = self.by_first.get(first).into_iter().flatten();
            let mut names = names.filter(|name| rest.starts_with(&name.stems));
            let Some(name) = names.next() else {
                rest = after;
                continue;
            };
            found.extend(self.things.get(name.thing));
            rest = rest.get(name.stems.len()..).unwrap_or_default();
        }
        found
    }
}

/// A name as it stands in the index: its telling stems in the order of the alphabet, so that
/// "money stopped" is "stopped my money". `None` if it has too many.
pub(super) fn whole_name(name: &str, stems: &mut Stems) -> Option<String> {
    let stems: Vec<String> = stems
        .telling(name)
        .into_iter()
        .map(|(stem, _)| stem)
        .collect();
    (1..=LONGEST_NAME)
        .contains(&stems.len())
        .then(|| key(&stems))
}

/// Neighbouring stems of a query as they would stand in the index if they were a name, each with
/// their places in the query.
pub(super) fn possible_names(terms: &[String]) -> Vec<(String, Range<usize>)> {
    let mut names = Vec::new();
    for at in 0..terms.len() {
        for end in at + 2..=at + LONGEST_NAME {
            names.extend(terms.get(at..end).map(|stems| (key(stems), at..end)));
        }
    }
    names
}

/// Stems are compared by their UTF-16 units, as a browser does.
fn key(stems: &[String]) -> String {
    let mut sorted = stems.to_vec();
    sorted.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
    sorted.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::site;
    use super::super::section::search_pages;
    use super::{Names, Stems, possible_names, whole_name};

    #[test]
    fn a_thing_is_known_by_each_of_its_names() {
        let term = "---\nterm: fit note\naliases: [sick note, fit]\n---\nA note.\n";
        let lone = "---\nterm: appeal\n---\nA question.\n";
        let site = site(&[("glossary/fit-note.md", term), ("glossary/appeal.md", lone)]);
        let mut stems = Stems::new();
        let names = Names::of(&search_pages(&site), &mut stems);
        let text = stems.of_text("Send the sick notes. Notes help an appeal.");
        let found = names.mentioned(&text);
        let keys = found.iter().flat_map(|thing| &thing.keys);
        let keys: Vec<&str> = keys.map(AsRef::as_ref).collect();
        assert_eq!(keys, ["fit", "fit note", "note sick"]);
        let text = stems.of_text("fit note fit");
        let found = names.mentioned(&text);
        assert_eq!(found.len(), 2, "the longest name counts: {found:?}");
    }

    #[test]
    fn the_order_of_words_in_a_name_does_not_matter() {
        let mut stems = Stems::new();
        let name = whole_name("stopped my money", &mut stems);
        assert_eq!(name.as_deref(), Some("money stop"));
        assert_eq!(name, whole_name("Money stopped", &mut stems));
        assert_eq!(whole_name("one two three four five", &mut stems), None);
    }

    #[test]
    fn neighbours_may_be_a_name() {
        let terms = ["c", "b", "a"].map(str::to_owned);
        let names = possible_names(&terms).into_iter();
        let names: Vec<_> = names
            .map(|(name, places)| (name, places.start, places.end))
            .collect();
        let expected = [("b c", 0, 2), ("a b c", 0, 3), ("a b", 1, 3)];
        assert_eq!(
            names,
            expected.map(|(name, from, to)| (name.to_owned(), from, to))
        );
    }
}
