//! Folders of pages, and who stands beside whom.

use std::collections::BTreeMap;

use super::page::{Page, PageKind};
use super::{PageId, Site};

/// A folder of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Path under `content/`; empty for the root.
    pub folder: String,
    /// Language of its pages.
    pub language: String,
    /// The page that describes it, if there is one.
    pub index: Option<PageId>,
    /// Its own pages, in reading order.
    pub pages: Vec<PageId>,
}

/// Pages sorted into their folders, in reading order.
///
/// Weight decides, then the path, so that the order never depends on a file system.
pub(super) fn sections(pages: &[Page]) -> Vec<Section> {
    let mut folders: BTreeMap<(String, String), Section> = BTreeMap::new();
    for page in pages {
        let key = (page.language.clone(), page.folder.clone());
        let section = folders.entry(key).or_insert_with(|| Section {
            folder: page.folder.clone(),
            language: page.language.clone(),
            index: None,
            pages: Vec::new(),
        });
        if page.kind == PageKind::Section {
            section.index = Some(page.id);
        } else {
            section.pages.push(page.id);
        }
    }
    let order = |id: PageId| reading_order(pages, id);
    let mut sections: Vec<_> = folders.into_values().collect();
    for section in &mut sections {
        section.pages.sort_by_key(|id| order(*id));
    }
    sections.sort_by_key(|section| {
        let weight = section.index.map_or(i64::MAX, |id| order(id).0);
        let depth = usize::from(!section.folder.is_empty());
        (
            section.language.clone(),
            depth,
            weight,
            section.folder.clone(),
        )
    });
    sections
}

fn reading_order(pages: &[Page], id: PageId) -> (i64, String) {
    pages.get(id.0).map_or((i64::MAX, String::new()), |page| {
        (page.front.weight.unwrap_or(i64::MAX), page.path.clone())
    })
}

/// Pages by topic, each in the order of the sections.
pub(super) fn topics(pages: &[Page], sections: &[Section]) -> BTreeMap<String, Vec<PageId>> {
    let mut topics: BTreeMap<String, Vec<PageId>> = BTreeMap::new();
    let in_order = sections.iter().flat_map(|section| &section.pages);
    for page in in_order.filter_map(|id| pages.get(id.0)) {
        for topic in &page.front.topics {
            let listed = topics.entry(topic.value.clone()).or_default();
            if !listed.contains(&page.id) {
                listed.push(page.id);
            }
        }
    }
    topics
}

impl Site {
    /// The section that a page belongs to.
    pub fn section_of(&self, page: &Page) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.folder == page.folder && section.language == page.language)
    }

    /// The folders above a page, outermost first, as the pages that describe them.
    pub fn ancestors(&self, page: &Page) -> Vec<&Page> {
        let mut folders = vec![""];
        let ends = page.folder.match_indices('/').map(|(at, _)| at);
        folders.extend(ends.filter_map(|at| page.folder.get(..at)));
        if !page.folder.is_empty() {
            folders.push(&page.folder);
        }
        folders
            .into_iter()
            .filter_map(|folder| {
                let same = |section: &&Section| {
                    section.folder == folder && section.language == page.language
                };
                self.sections.iter().find(same)?.index
            })
            .filter(|id| *id != page.id)
            .map(|id| self.page(id))
            .collect()
    }

    /// The pages before and after a page in its section.
    pub fn neighbours(&self, page: &Page) -> (Option<&Page>, Option<&Page>) {
        let Some(section) = self.section_of(page) else {
            return (None, None);
        };
        let Some(at) = section.pages.iter().position(|id| *id == page.id) else {
            return (None, None);
        };
        let neighbour = |at: Option<usize>| {
            at.and_then(|at| section.pages.get(at))
                .map(|id| self.page(*id))
        };
        (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)))
    }

    /// The title of a topic.
    pub fn topic_title<'a>(&'a self, topic: &'a str) -> &'a str {
        self.settings
            .topics
            .get(topic)
            .map_or(topic, String::as_str)
    }
}
