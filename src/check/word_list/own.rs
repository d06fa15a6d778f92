//! The words of a site: its own list, its names, and words of the tool's lists that it allows.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::entry::Entry;
use super::{Hit, Lexicon, List, built_in};
use crate::diagnostic::nearest;

/// What a site adds to the lists of the tool, and what it takes out.
#[derive(Debug, Clone, Default)]
pub struct OwnWords {
    entries: Vec<Entry>,
    names: Vec<String>,
    /// Entries of the tool's lists, and which of their words.
    allowed: BTreeSet<(usize, usize)>,
}

/// A list as a site writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Spanned<Entry>>,
}

impl OwnWords {
    /// Adds the entries of a file.
    ///
    /// # Errors
    /// Every mistake in the file, with its byte.
    pub fn read(&mut self, text: &str) -> Result<(), Vec<(usize, String)>> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            vec![(at, error.message().to_owned())]
        })?;
        let problem = |entry: &Spanned<Entry>| {
            let what = entry.get_ref().problem()?;
            Some((entry.span().start, what.to_owned()))
        };
        let problems: Vec<_> = file.entry.iter().filter_map(problem).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        self.entries
            .extend(file.entry.into_iter().map(Spanned::into_inner));
        Ok(())
    }

    /// Adds a name, which word rules leave alone where it stands as it is written.
    pub fn protect(&mut self, name: &str) {
        self.names.push(name.trim().to_owned());
    }

    /// Allows a word of the tool's lists, in all its forms.
    ///
    /// # Errors
    /// If no list has it.
    pub fn allow(&mut self, word: &str) -> Result<(), String> {
        let word = word.trim().to_lowercase();
        let places = built_in().places_of(&word);
        if places.is_empty() {
            let known = built_in().entries.iter().flat_map(|entry| &entry.avoid);
            let near = nearest(&word, known.map(String::as_str));
            let near = near.map(|near| format!(" Did you mean “{near}”?"));
            return Err(format!(
                "No list has “{word}”, so there is nothing to allow.{}",
                near.unwrap_or_default()
            ));
        }
        self.allowed.extend(places);
        Ok(())
    }
}

impl Entry {
    /// What is wrong with an entry that TOML has no objection to.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let blank =
            |list: &[String]| list.is_empty() || list.iter().any(|word| word.trim().is_empty());
        if blank(&self.avoid) {
            return Some("`avoid` names at least one word.");
        }
        let means = self.means.as_deref().map(str::trim);
        let only_means = self.instead.is_empty() && means.is_some_and(|means| !means.is_empty());
        if blank(&self.instead) && !only_means {
            return Some("`use` says at least one plainer way to say it.");
        }
        None
    }
}

/// The words of a site, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct OwnLexicon {
    /// `None` if the site has no words of its own.
    pub(in crate::check) lexicon: Option<Arc<Lexicon>>,
    allowed: BTreeSet<(usize, usize)>,
}

impl OwnLexicon {
    /// Whether the site allows a word of the tool's lists.
    pub(in crate::check) fn allows(&self, hit: &Hit) -> bool {
        let word = (hit.avoided.entry, hit.avoided.word);
        self.allowed.contains(&word)
    }
}

impl From<OwnWords> for OwnLexicon {
    fn from(own: OwnWords) -> Self {
        let is_empty = own.entries.is_empty() && own.names.is_empty();
        let lexicon = || {
            let lists = [(List::Jargon, own.entries)];
            Arc::new(Lexicon::new(lists.into_iter(), own.names))
        };
        Self {
            lexicon: (!is_empty).then(lexicon),
            allowed: own.allowed,
        }
    }
}
