//! A theme: templates and assets, the built-in ones or a site's own over them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::{Kwargs, State, Tera};

use super::RenderError;
use super::text::escaped;
use super::words::{ENGLISH, Words, filled};

/// The folder of templates in a theme.
const TEMPLATES: &str = "templates/";
/// The folder of the interface's words in a theme, and how its files end.
const WORDS: (&str, &str) = ("words/", ".toml");
/// The folder of assets in a theme, and of their copies on the site.
const ASSETS: &str = "assets/";

/// Files of `themes/default/`, put into the program when it is compiled.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$((
            $path,
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/", $path)),
        )),*]
    };
}

/// Every file of the default theme. A test compares the list with the folder.
static EMBEDDED: &[(&str, &[u8])] = embed![
    "assets/early.js",
    "assets/icon.svg",
    "assets/letter.js",
    "assets/lists.css",
    "assets/print.css",
    "assets/read-aloud.js",
    "assets/reading.css",
    "assets/reading.js",
    "assets/search-engine.js",
    "assets/search-start.js",
    "assets/search.css",
    "assets/search.js",
    "assets/site.css",
    "templates/404.html",
    "templates/a-to-z.html",
    "templates/base.html",
    "templates/glossary.html",
    "templates/help.html",
    "templates/home.html",
    "templates/links.html",
    "templates/numbers.html",
    "templates/offline.html",
    "templates/page.html",
    "templates/pager.html",
    "templates/redirect.html",
    "templates/search-box.html",
    "templates/search.html",
    "templates/section.html",
    "templates/sw.js",
    "templates/term.html",
    "templates/topic.html",
    "templates/topics.html",
    "words/cy.toml",
    "words/en.toml",
];

/// Templates and assets by their path in the theme's folder.
#[derive(Debug, Clone)]
pub struct Theme {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    /// The templates of the site itself, which differ from the built-in ones.
    own: Vec<String>,
}

impl Theme {
    /// The theme that is part of the program.
    pub fn embedded() -> Self {
        let files = EMBEDDED
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes)))
            .collect();
        Self {
            files,
            own: Vec::new(),
        }
    }

    /// This theme with `files` in place of its own, by path below the theme's folder.
    #[must_use]
    pub fn overlay(mut self, files: BTreeMap<String, Vec<u8>>) -> Self {
        let differs = |(path, bytes): &(&String, &Vec<u8>)| {
            let built_in = self.files.get(*path);
            path.starts_with(TEMPLATES) && built_in.is_none_or(|built_in| built_in[..] != bytes[..])
        };
        self.own = files
            .iter()
            .filter(differs)
            .map(|(path, _)| path.clone())
            .collect();
        let owned = files
            .into_iter()
            .map(|(path, bytes)| (path, Cow::Owned(bytes)));
        self.files.extend(owned);
        self
    }

    /// The assets with their path below `assets/`.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.below(ASSETS)
    }

    /// The words of the interface in each language that has a file, English first.
    pub(super) fn words(&self) -> Result<Vec<Words>, RenderError> {
        let (folder, ending) = WORDS;
        let mut texts = BTreeMap::new();
        for (name, bytes) in self.below(folder) {
            if let Some(language) = name.strip_suffix(ending) {
                texts.insert(language, text_of(name, bytes)?);
            }
        }
        let english = Words::read(ENGLISH, texts.remove(ENGLISH).unwrap_or_default(), None)?;
        let others = texts
            .into_iter()
            .map(|(language, text)| Words::read(language, text, Some(&english)))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(std::iter::once(english).chain(others).collect())
    }

    /// How figures are said in each language, for [`Site::units`](crate::site::Site::units).
    pub fn units(&self) -> Result<BTreeMap<String, BTreeMap<String, String>>, RenderError> {
        let words = self.words()?.into_iter();
        Ok(words
            .map(|words| (words.language.clone(), words.units()))
            .collect())
    }

    /// The templates, ready to use.
    pub(super) fn templates(&self) -> Result<Tera, RenderError> {
        let mut texts = Vec::new();
        for (name, bytes) in self.below(TEMPLATES) {
            texts.push((name, text_of(name, bytes)?));
        }
        let mut tera = Tera::new();
        tera.register_filter("fill", fill);
        tera.set_escape_fn(|words, out| out.write_all(escaped(words).as_bytes()));
        tera.add_raw_templates(texts)
            .map_err(|error| RenderError::templates(&self.own, &error))?;
        Ok(tera)
    }

    fn below(&self, folder: &'static str) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().filter_map(move |(path, bytes)| {
            let name = path.strip_prefix(folder)?;
            Some((name, bytes.as_ref()))
        })
    }
}

fn text_of<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, RenderError> {
    std::str::from_utf8(bytes).map_err(|_| RenderError::NotText {
        template: name.to_owned(),
    })
}

/// The filter `fill`: puts values in place of what stands in braces.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the template engine hands its arguments over"
)]
fn fill(text: &str, values: Kwargs, _: &State) -> String {
    let values: Vec<(String, String)> = values
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string())))
        .collect();
    let values = values.iter();
    filled(
        text,
        values.map(|(name, value)| (name.as_str(), value.as_str())),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::{EMBEDDED, Theme};

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let on_disk: BTreeSet<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .map(|entry| entry.expect("the theme can be read"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let below = entry.path().strip_prefix(&folder).expect("it is below");
                below.to_string_lossy().replace('\\', "/")
            })
            .collect();
        let embedded: BTreeSet<String> = EMBEDDED
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        assert_eq!(embedded, on_disk);
    }

    #[test]
    fn the_embedded_templates_are_sound() {
        Theme::embedded().templates().expect("they parse");
    }
}
