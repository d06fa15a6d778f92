//! The folders of the site as a tree, those without a description included.

use std::collections::BTreeMap;

use crate::document::slug;
use crate::site::{Page, PageId, Site};

/// A folder that gets a page of its own.
#[derive(Debug)]
pub(super) struct Folder {
    /// Path under `content/`; empty for the root.
    pub(super) path: String,
    /// Language of its pages.
    pub(super) language: String,
    /// The page that describes it, if there is one.
    pub(super) index: Option<PageId>,
    /// Its own pages that readers may see in lists, in reading order.
    pub(super) pages: Vec<PageId>,
    /// Address from the site's own root.
    pub(super) url: String,
    /// Its title, or a name made from the folder's.
    pub(super) title: String,
}

/// Every folder, in reading order.
#[derive(Debug)]
pub(super) struct Folders {
    list: Vec<Folder>,
    places: BTreeMap<(String, String), usize>,
}

impl Folders {
    pub(super) fn of(site: &Site) -> Self {
        let mut folders = Self {
            list: Vec::new(),
            places: BTreeMap::new(),
        };
        folders.add(site, &site.settings.language, "");
        for section in &site.sections {
            folders.add(site, &section.language, "");
            for path in with_parents(&section.folder) {
                folders.add(site, &section.language, path);
            }
            let place = folders.place(&section.language, &section.folder);
            if let Some(folder) = place.and_then(|at| folders.list.get_mut(at)) {
                folder.pages = section
                    .pages
                    .iter()
                    .copied()
                    .filter(|id| !site.page(*id).front.draft)
                    .collect();
                if let Some(index) = section.index {
                    folder.index = Some(index);
                    folder.url.clone_from(&site.page(index).url);
                    folder.title.clone_from(&site.page(index).title);
                }
            }
        }
        folders
    }

    fn add(&mut self, site: &Site, language: &str, path: &str) {
        let key = (language.to_owned(), path.to_owned());
        if self.places.contains_key(&key) {
            return;
        }
        self.places.insert(key, self.list.len());
        self.list.push(Folder {
            path: path.to_owned(),
            language: language.to_owned(),
            index: None,
            pages: Vec::new(),
            url: folder_url(site, language, path),
            title: folder_title(site, path),
        });
    }

    fn place(&self, language: &str, path: &str) -> Option<usize> {
        let key = (language.to_owned(), path.to_owned());
        self.places.get(&key).copied()
    }

    pub(super) fn all(&self) -> &[Folder] {
        &self.list
    }

    /// The folder at `path` in one language.
    pub(super) fn get(&self, language: &str, path: &str) -> Option<&Folder> {
        self.list.get(self.place(language, path)?)
    }

    /// The folder that a page lies in.
    pub(super) fn around(&self, page: &Page) -> Option<&Folder> {
        self.get(&page.language, &page.folder)
    }

    /// The folders right inside `folder`, apart from those that hold no page. What such a folder
    /// says of itself is there for those who are led to it; in a list it would promise pages.
    pub(super) fn inside(&self, folder: &Folder) -> Vec<&Folder> {
        let is_inside = |other: &&Folder| {
            other.language == folder.language
                && !other.path.is_empty()
                && parent(&other.path) == folder.path
                && self.holds_pages(other)
        };
        self.list.iter().filter(is_inside).collect()
    }

    /// Whether readers find a page in the folder or below it.
    fn holds_pages(&self, folder: &Folder) -> bool {
        let is_within = |other: &&Folder| {
            let below = other.path.strip_prefix(&folder.path);
            other.language == folder.language
                && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut within = self.list.iter().filter(is_within);
        within.any(|folder| !folder.pages.is_empty())
    }

    /// The root and every folder down to `path`, which is the last.
    pub(super) fn down_to(&self, language: &str, path: &str) -> Vec<&Folder> {
        let root = std::iter::once("").filter(|_| !path.is_empty());
        root.chain(with_parents(path))
            .filter_map(|path| self.get(language, path))
            .collect()
    }
}

/// `a/b` becomes `a` and `a/b`.
fn with_parents(path: &str) -> Vec<&str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    let parents = ends.filter_map(|at| path.get(..at));
    parents.chain([path]).collect()
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn folder_url(site: &Site, language: &str, path: &str) -> String {
    let mut url = String::from("/");
    if language != site.settings.language {
        url.push_str(language);
        url.push('/');
    }
    for part in path.split('/').filter(|part| !part.is_empty()) {
        url.push_str(&slug::slug(part));
        url.push('/');
    }
    url
}

/// A name for people from the name of a folder: `work-and-money` becomes `Work and money`.
fn folder_title(site: &Site, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut characters = name.chars();
    match characters.next() {
        None => site.settings.title.clone(),
        Some(first) => {
            let rest = characters.as_str().replace(['-', '_'], " ");
            format!("{}{rest}", first.to_uppercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{parent, with_parents};

    #[test]
    fn a_path_has_its_parents_before_it() {
        assert_eq!(with_parents("a/b/c"), ["a", "a/b", "a/b/c"]);
        assert_eq!(with_parents(""), [""]);
        assert_eq!(parent("a/b"), "a");
        assert_eq!(parent("a"), "");
    }
}
