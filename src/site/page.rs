//! A page: its kind, its language and its address.

use std::sync::OnceLock;

use super::front_matter::FrontMatterValues;
use super::glossary::TermUse;
use super::settings::SiteSettings;
use super::{Located, PageId};
use crate::document::Document;
use crate::document::slug;
use crate::source::SourceId;
use crate::source::Span;

/// What a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// Answers a question.
    Explainer,
    /// Explains a word.
    Term,
    /// A letter to copy.
    Letter,
    /// What happened to a person, in their words.
    Story,
    /// Anything else.
    Page,
    /// Describes a folder.
    Section,
}

impl PageKind {
    /// The kinds that a page can name.
    pub(super) const NAMES: [(&'static str, Self); 5] = [
        ("explainer", Self::Explainer),
        ("term", Self::Term),
        ("letter", Self::Letter),
        ("story", Self::Story),
        ("page", Self::Page),
    ];

    /// The name in front matter.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Explainer => "explainer",
            Self::Term => "term",
            Self::Letter => "letter",
            Self::Story => "story",
            Self::Page => "page",
            Self::Section => "section",
        }
    }

    /// The kind of a page at `path` under `content/`.
    pub(super) fn of_path(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.starts_with("_index.") {
            return Self::Section;
        }
        match path.split('/').next() {
            Some("glossary") => Self::Term,
            Some("letters") => Self::Letter,
            Some("stories") => Self::Story,
            _ => Self::Explainer,
        }
    }
}

/// A page of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its place in the site.
    pub id: PageId,
    /// The file it came from.
    pub source: SourceId,
    /// Path under `content/`.
    pub path: String,
    /// Address from the site's own root, with a slash at both ends.
    pub url: String,
    /// Language tag.
    pub language: String,
    /// What it is for.
    pub kind: PageKind,
    /// The title, or a name made from the file name where it is missing.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// What the front matter says.
    pub front: FrontMatterValues,
    /// The short answer, as a paragraph with exact places.
    pub summary: Option<Document>,
    /// The body.
    pub document: Document,
    /// The folder, as a path under `content/`; empty for the root.
    pub folder: String,
    /// What `Site::terms_on` found, once somebody has asked.
    pub(super) terms: OnceLock<Vec<TermUse>>,
    /// The same page in other languages.
    pub translations: Vec<PageId>,
}

impl Page {
    /// Whether the page shows in lists, feeds and search.
    pub fn is_listed(&self) -> bool {
        !matches!(self.kind, PageKind::Section)
    }

    /// The addresses that lead here from before.
    ///
    /// A term's `aliases` are words, not addresses.
    pub fn old_addresses(&self) -> &[Located<String>] {
        if self.kind == PageKind::Term {
            &[]
        } else {
            &self.front.aliases
        }
    }
}

/// The parts of a path under `content/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PagePath {
    pub(super) folder: String,
    /// File name without language and ending.
    pub(super) stem: String,
    pub(super) language: String,
}

impl PagePath {
    /// Splits `path`; a language counts only where `settings` names it.
    pub(super) fn new(path: &str, settings: &SiteSettings) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let tagged = stem
            .rsplit_once('.')
            .filter(|(_, tag)| settings.other_languages.iter().any(|known| known == tag));
        let (stem, language) = tagged.unwrap_or((stem, &settings.language));
        Self {
            folder: folder.to_owned(),
            stem: stem.to_owned(),
            language: language.to_owned(),
        }
    }

    /// The address of the page.
    pub(super) fn url(&self, settings: &SiteSettings) -> String {
        let mut url = String::from("/");
        if self.language != settings.language {
            url.push_str(&self.language);
            url.push('/');
        }
        let folders = self.folder.split('/').filter(|part| !part.is_empty());
        let own = Some(self.stem.as_str()).filter(|stem| !matches!(*stem, "_index" | "index"));
        for part in folders.chain(own) {
            url.push_str(&slug::address_part(part));
            url.push('/');
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::{PageKind, PagePath, SiteSettings};

    fn url(path: &str) -> String {
        let settings = SiteSettings::default();
        PagePath::new(path, &settings).url(&settings)
    }

    #[test]
    fn addresses_come_from_paths_made_safe() {
        assert_eq!(url("_index.md"), "/");
        assert_eq!(
            url("sanctions/What is a sanction?.md"),
            "/sanctions/what-is-a-sanction/"
        );
        assert_eq!(url("sanctions/_index.md"), "/sanctions/");
    }

    #[test]
    fn a_welsh_twin_has_its_own_tree() {
        assert_eq!(
            url("sanctions/good-reason.cy.md"),
            "/cy/sanctions/good-reason/"
        );
        assert_eq!(url("notes/a.b.md"), "/notes/a-b/");
    }

    #[test]
    fn the_folder_tells_the_kind() {
        assert_eq!(PageKind::of_path("glossary/esa.md"), PageKind::Term);
        assert_eq!(
            PageKind::of_path("glossary/_index.cy.md"),
            PageKind::Section
        );
        assert_eq!(PageKind::of_path("esa/what-is-esa.md"), PageKind::Explainer);
    }
}
