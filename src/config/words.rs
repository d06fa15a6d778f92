//! The `[words]` table: what a site adds to the lists of words, and what it takes out.
//!
//! ```toml
//! [words]
//! # Lists of the site, seen from the folder of site.toml. An entry is written as in the lists of
//! # the tool (`src/check/words/jargon.toml` says how), and may have a `level`: "error" (so it is
//! # without one), "warning", "info" or "off". The rule `jargon` reports them.
//! files = ["words/our-words.toml"]
//! # Names that no rule about words touches, with their capitals.
//! names = ["Acme Works", "Kaleidoscope Trust"]
//! # Words of the tool's lists that are fine on this site, in all their forms.
//! allow = ["provision"]
//! # Files that the gate leaves out. They are built, and what would harm a reader or lose a page
//! # is still found in them. `*` is any part of a name, `**` any folders, `?` one character.
//! ignore = ["content/archive/**", "**/*.draft.md"]
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::{Config, ConfigError, error};
use crate::check::{OwnWords, Settings};
use crate::source::LineIndex;
use crate::source::Position;

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    files: Vec<Spanned<String>>,
    names: Vec<Spanned<String>>,
    allow: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
}

/// The names and the allowed words; each mistake is noted with its byte in the file.
pub(super) fn own_words(written: &Written, problems: &mut Vec<(usize, String)>) -> OwnWords {
    let mut words = OwnWords::default();
    for name in &written.names {
        if name.get_ref().trim().is_empty() {
            problems.push((
                name.span().start,
                "A name has at least one letter.".to_owned(),
            ));
        } else {
            words.protect(name.get_ref());
        }
    }
    for word in &written.allow {
        if let Err(message) = words.allow(word.get_ref()) {
            problems.push((word.span().start, message));
        }
    }
    words
}

/// Tells the gate which files to leave out.
pub(super) fn ignore(
    written: &Written,
    checks: &mut Settings,
    problems: &mut Vec<(usize, String)>,
) {
    for pattern in &written.ignore {
        if let Err(message) = checks.ignore(pattern.get_ref()) {
            problems.push((pattern.span().start, message));
        }
    }
}

/// The files with words, and where `site.toml` names each.
pub(super) fn files(written: &Written, text: &str) -> Vec<(String, Position)> {
    let lines = LineIndex::new(text);
    let files = written.files.iter();
    let placed = files.map(|file| {
        let position = lines.position(text, file.span().start);
        (file.get_ref().clone(), position)
    });
    placed.collect()
}

impl Config {
    /// The files with the site's own words, seen from its root, and where `site.toml` names each.
    pub fn word_files(&self) -> Vec<(String, Position)> {
        self.word_files.clone()
    }

    /// Adds the words of a file.
    pub fn add_words(&mut self, file: &str, text: &str) -> Result<(), ConfigError> {
        if let Err(problems) = self.words.read(text) {
            let said = |(at, message): (usize, String)| (at, error::readable(&message));
            let problems = problems.into_iter().map(said).collect();
            return Err(ConfigError::new(file, text, problems));
        }
        let checks = std::mem::take(&mut self.checks);
        self.checks = checks.with_words(self.words.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn problems(text: &str) -> String {
        match text.parse::<Config>() {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_table_is_read() {
        let text = "[words]\nfiles = [\"words/a.toml\"]\nnames = [\"Acme Works\"]\nallow = [\"provision\"]\nignore = [\"content/archive/**\"]\n";
        let config: Config = text.parse().expect("the settings are well formed");
        let files = config.word_files();
        assert_eq!(files.len(), 1);
        assert_eq!((files[0].1.line, files[0].1.column), (2, 10));
        assert!(config.checks.ignores("content/archive/a.md"));
        assert!(!config.checks.ignores("content/a.md"));
    }

    #[test]
    fn mistakes_have_places() {
        let found = problems("[words]\nallow = [\"provison\"]\nignore = [\"content/{a}\"]\n");
        assert!(
            found.contains("site.toml:2:10: No list has “provison”"),
            "{found}"
        );
        assert!(found.contains("Did you mean “provision”?"), "{found}");
        assert!(found.contains("site.toml:3:11: "), "{found}");
    }

    #[test]
    fn a_bad_list_says_where() {
        let mut config = Config::default();
        for (text, place, words) in [
            (
                "[[entry]]\navoid = [\"a\"]\nkind = \"nuon\"\nuse = [\"b\"]\n",
                "w.toml:3:8: ",
                "nuon",
            ),
            (
                "[[entry]]\navoid = []\nkind = \"noun\"\nuse = [\"b\"]\n",
                "w.toml:1:1: ",
                "avoid",
            ),
            (
                "[[entry]]\navoid = [\"a\"]\nkind = \"noun\"\nuse = []\n",
                "w.toml:1:1: ",
                "use",
            ),
            (
                "[[entry]]\navoids = [\"a\"]\n",
                "w.toml:2:1: ",
                "Did you mean `avoid`?",
            ),
            ("entry = 4", "w.toml:1:9: ", ""),
        ] {
            let error = config
                .add_words("w.toml", text)
                .expect_err("it is wrong")
                .to_string();
            assert!(error.starts_with(place), "{error}");
            assert!(error.contains(words), "{error}");
        }
    }
}
