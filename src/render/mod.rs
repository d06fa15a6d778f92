//! Draws the site: every file that readers get, as bytes. Nothing here reads or writes a disk.
//!
//! [`render`] goes through these steps:
//! 1. `theme` makes the templates ready; `words` has what they say in each language; `fingerprint`
//!    names the assets, without the comments that `script` takes away.
//! 2. `frame` builds what is the same on every page of a language.
//! 3. `pages` draws the pages that people wrote, many at a time; `html` writes their words.
//! 4. `lists` draws folders, topics and the words that the site explains; `alphabet` the A to Z.
//! 5. `extras` adds the search page, the page for what is not there, old addresses, feeds and
//!    files; `offline` what readers have without a connection.
//!
//! Templates see only the structures in `view`.

mod addresses;
mod alphabet;
mod error;
mod extras;
mod feeds;
mod fingerprint;
mod folders;
mod frame;
mod html;
mod lists;
mod offline;
mod pages;
mod script;
mod structured_data;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod view;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use crate::site::{PageId, Site, TermId};

use addresses::Addresses;
use feeds::FEED_PATH;
use fingerprint::Assets;
use folders::Folders;
use words::Words;

pub use error::RenderError;
pub use theme::Theme;

/// What a page of the site may load: its own files and nothing else.
///
/// `frame-ancestors` is for the HTTP header alone, because a `meta` element may not hold it.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    manifest-src 'self'";

/// What a site is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct RenderInput<'a> {
    /// The site.
    pub site: &'a Site,
    /// Templates and assets.
    pub theme: &'a Theme,
    /// Where the search index begins, below the site's root, as in `search/ab12/3-40-2-1-8-1`.
    pub search_entry: Option<&'a str>,
    /// The files of the search index, which are written beside those that are drawn.
    pub search_files: &'a [RenderedFile],
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenderedContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file on disk.
    Copy(PathBuf),
}

/// A file of the finished site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedFile {
    /// Path below the site's root, with `/`, such as `esa/what-is-esa/index.html`.
    pub path: String,
    /// What it holds.
    pub content: RenderedContent,
}

impl RenderedFile {
    /// A file that holds these bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            content: RenderedContent::Bytes(bytes.into()),
        }
    }
}

/// Draws every file of the site, sorted by path.
///
/// Where two want one path, what a person wrote wins over what the theme makes.
pub fn render(input: &RenderInput<'_>) -> Result<Vec<RenderedFile>, RenderError> {
    let addresses = Addresses::new(input.site);
    let assets = Assets::of(input.theme, &addresses);
    let renderer = Renderer::new(input, &addresses, &assets)?;
    let written: Vec<Vec<RenderedFile>> = input
        .site
        .pages
        .par_iter()
        .map(|page| pages::files(&renderer, page))
        .collect::<Result<_, _>>()?;
    let mut lists = lists::files(&renderer)?;
    lists.extend(alphabet::files(&renderer)?);
    let list_urls: Vec<String> = lists.iter().filter_map(url_of).collect();
    let mut files = BTreeMap::new();
    let all = written
        .into_iter()
        .flatten()
        .chain(lists)
        .chain(extras::files(&renderer, input.search_entry, &list_urls)?)
        .chain(offline::words(&renderer, &assets))
        .chain([
            offline::page(&renderer)?,
            offline::manifest(&renderer, &assets),
        ])
        .chain(assets.files.iter().cloned());
    for file in all {
        files.entry(file.path).or_insert(file.content);
    }
    let files = files.into_iter();
    let mut files: Vec<RenderedFile> = files
        .map(|(path, content)| RenderedFile { path, content })
        .collect();
    let worker = offline::worker(&renderer, &assets, &files, input.search_files)?;
    let place = files.partition_point(|file| file.path < worker.path);
    files.insert(place, worker);
    Ok(files)
}

/// What every step needs.
struct Renderer<'a> {
    site: &'a Site,
    addresses: &'a Addresses<'a>,
    /// What the interface says in each language; the first speaks where a language has no words.
    tongues: Vec<Tongue>,
    folders: Folders,
    /// The pages that use each term, in the order of their paths.
    used_on: BTreeMap<TermId, Vec<PageId>>,
}

/// What pages of one language are drawn with.
struct Tongue {
    words: Words,
    /// The templates, which know the words and what is the same on every page.
    templates: Tera,
}

impl<'a> Renderer<'a> {
    fn new(
        input: &RenderInput<'a>,
        addresses: &'a Addresses<'a>,
        assets: &Assets,
    ) -> Result<Self, RenderError> {
        let site = input.site;
        let folders = Folders::of(site);
        let templates = input.theme.templates()?;
        let tongue = |words: Words| {
            let mut templates = templates.clone();
            let view = frame::site_view(site, addresses, &folders, input.search_entry, &words);
            let global = templates.global_context();
            global.insert("site", &view);
            global.insert("assets", &assets.addresses);
            global.insert("words", words.texts());
            Tongue { words, templates }
        };
        let mut tongues: Vec<Tongue> = input.theme.words()?.into_iter().map(tongue).collect();
        // English speaks for a language without words, unless the site's own language has some.
        tongues.sort_by_key(|tongue| tongue.words.language != site.settings.language);
        let mut used_on: BTreeMap<TermId, Vec<PageId>> = BTreeMap::new();
        for page in site.pages.iter().filter(|page| frame::is_listed(page)) {
            for used in site.terms_on(page) {
                used_on.entry(used.term).or_default().push(page.id);
            }
        }
        Ok(Self {
            site,
            addresses,
            tongues,
            folders,
            used_on,
        })
    }

    /// What a page in `language` is drawn with.
    fn tongue(&self, language: &str) -> &Tongue {
        let mut tongues = self.tongues.iter();
        let own = tongues.find(|tongue| tongue.words.language == language);
        own.or(self.tongues.first())
            .expect("the theme has words in English")
    }

    /// The words of the interface on a page in `language`.
    fn words(&self, language: &str) -> &Words {
        &self.tongue(language).words
    }

    /// The words of the interface on the pages that nobody wrote.
    fn own_words(&self) -> &Words {
        self.words(&self.site.settings.language)
    }

    /// The file at `path`, in `language`, drawn with `template`.
    fn draw(
        &self,
        template: &str,
        path: String,
        language: &str,
        view: &impl Serialize,
    ) -> Result<RenderedFile, RenderError> {
        let templates = &self.tongue(language).templates;
        let text = Context::from_serialize(view)
            .and_then(|context| templates.render(template, &context))
            .map_err(|error| RenderError::template(template, &error))?;
        Ok(RenderedFile::new(path, text))
    }
}

/// The address at which a file answers, if it is a page.
fn url_of(file: &RenderedFile) -> Option<String> {
    Some(format!("/{}", file.path.strip_suffix("index.html")?))
}

/// The file that answers at an address with a slash at both ends.
fn file_path(url: &str) -> String {
    format!("{}index.html", url.trim_start_matches('/'))
}
