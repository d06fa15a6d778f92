//! Folders, topics and the words that the site explains.

use std::collections::BTreeSet;

use super::folders::Folder;
use super::frame::{Place, TOPICS, folder_link, is_listed, page_link};
use super::pages::{description, letter_files};
use super::view::{GlossaryView, HomeView, LinkView, ListView, PageView, PagerView, WordView};
use super::words::Words;
use super::{RenderError, RenderedFile, Renderer, file_path, pages};
use crate::document::slug;
use crate::site::{LinkTarget, Page, PageId, PageKind, TermId};

/// How many pages the first page names as checked lately: an even number fills two columns.
const LATELY: usize = 4;

/// The pages of folders and topics.
pub(super) fn files(renderer: &Renderer<'_>) -> Result<Vec<RenderedFile>, RenderError> {
    let mut files = Vec::new();
    for folder in renderer.folders.all() {
        folder_files(renderer, folder, &mut files)?;
    }
    topic_files(renderer, &mut files)?;
    Ok(files)
}

fn folder_files(
    renderer: &Renderer<'_>,
    folder: &Folder,
    files: &mut Vec<RenderedFile>,
) -> Result<(), RenderError> {
    let index = folder.index.map(|id| renderer.site.page(id));
    let mut page = folder_page(renderer, folder, index, files);
    page.kind = "section";
    // What is in the folder stands first; a list of headings would push it down.
    page.contents.clear();
    let folders: Vec<LinkView> = renderer
        .folders
        .inside(folder)
        .into_iter()
        .map(|inner| renderer.described_folder(inner, &folder.language))
        .collect();
    if folder.path.is_empty() {
        page.kind = "home";
        let links = renderer.links(&folder.pages, &folder.language);
        let list = ListView {
            page,
            folders,
            links,
            pager: None,
        };
        let lately = renderer.lately(&folder.language);
        let view = HomeView { list, lately };
        files.push(renderer.draw("home.html", file_path(&folder.url), &folder.language, &view)?);
        return Ok(());
    }
    let words = renderer.words_of(folder);
    if !words.is_empty() {
        return glossary_files(renderer, &folder.url, &page, &words, files);
    }
    let shown = index.map_or_else(BTreeSet::new, |index| renderer.linked_from(index));
    let rest: Vec<PageId> = folder
        .pages
        .iter()
        .copied()
        .filter(|id| !shown.contains(id))
        .collect();
    let links = renderer.links(&rest, &folder.language);
    list_files(
        renderer,
        "section.html",
        &folder.url,
        &page,
        &folders,
        &links,
        files,
    )
}

/// The page that describes a folder, or a bare one.
fn folder_page(
    renderer: &Renderer<'_>,
    folder: &Folder,
    index: Option<&Page>,
    files: &mut Vec<RenderedFile>,
) -> PageView {
    if let Some(index) = index {
        let (view, letters) = pages::view(renderer, index);
        files.extend(letter_files(index, letters));
        return view;
    }
    let mut above = renderer.above(&folder.language, &folder.path);
    above.pop();
    renderer.frame(Place {
        page: None,
        title: &folder.title,
        description: String::new(),
        url: &folder.url,
        language: &folder.language,
        above,
    })
}

/// A list in parts of the size that the settings ask for; the folders stand on the first.
fn list_files(
    renderer: &Renderer<'_>,
    template: &str,
    url: &str,
    page: &PageView,
    folders: &[LinkView],
    links: &[LinkView],
    files: &mut Vec<RenderedFile>,
) -> Result<(), RenderError> {
    let (language, words) = (&page.head.lang, renderer.words(&page.head.lang));
    let name =
        |number: usize, _: &[LinkView]| words.fill("part", &[("number", &number.to_string())]);
    for part in renderer.parts(url, page, links, name) {
        let folders = if part.is_first { folders } else { &[] };
        let view = ListView {
            page: part.page,
            folders: folders.to_vec(),
            links: part.entries,
            pager: part.pager,
        };
        files.push(renderer.draw(template, file_path(&part.url), language, &view)?);
    }
    Ok(())
}

fn glossary_files(
    renderer: &Renderer<'_>,
    url: &str,
    page: &PageView,
    words: &[WordView],
    files: &mut Vec<RenderedFile>,
) -> Result<(), RenderError> {
    let language = &page.head.lang;
    let name = |_: usize, part: &[WordView]| first_to_last(part, renderer.words(language));
    for part in renderer.parts(url, page, words, name) {
        let view = GlossaryView {
            page: part.page,
            terms: part.entries,
            pager: part.pager,
        };
        files.push(renderer.draw("glossary.html", file_path(&part.url), language, &view)?);
    }
    Ok(())
}

/// `A&E to appeal`.
fn first_to_last(part: &[WordView], words: &Words) -> String {
    match part {
        [first, .., last] => words.fill("range", &[("first", &first.term), ("last", &last.term)]),
        [only] => only.term.clone(),
        [] => String::new(),
    }
}

fn topic_files(renderer: &Renderer<'_>, files: &mut Vec<RenderedFile>) -> Result<(), RenderError> {
    let (site, words) = (renderer.site, renderer.own_words());
    let language = &site.settings.language;
    let mut topics = Vec::new();
    for (id, ids) in &site.topics {
        let ids: Vec<PageId> = ids
            .iter()
            .copied()
            .filter(|id| is_listed(site.page(*id)))
            .collect();
        if ids.is_empty() {
            continue;
        }
        let (title, url) = (site.topic_title(id), format!("{TOPICS}{}/", slug::slug(id)));
        let mut page = renderer.frame_below_home(title, &url);
        page.breadcrumbs.push(LinkView {
            title: words.get("topics").to_owned(),
            href: renderer.addresses.href(TOPICS),
            ..LinkView::default()
        });
        let links = renderer.links(&ids, &site.settings.language);
        list_files(renderer, "topic.html", &url, &page, &[], &links, files)?;
        topics.push(LinkView {
            title: title.to_owned(),
            href: renderer.addresses.href(&url),
            note: Some(count_of_pages(ids.len(), words)),
            lang: None,
        });
    }
    if topics.is_empty() {
        return Ok(());
    }
    topics.sort_by_key(|topic| topic.title.to_lowercase());
    let view = ListView {
        page: renderer.frame_below_home(words.get("topics"), TOPICS),
        folders: topics,
        links: Vec::new(),
        pager: None,
    };
    files.push(renderer.draw("topics.html", file_path(TOPICS), language, &view)?);
    Ok(())
}

fn count_of_pages(count: usize, words: &Words) -> String {
    if count == 1 {
        words.get("one_page").to_owned()
    } else {
        words.fill("many_pages", &[("count", &count.to_string())])
    }
}

/// One part of a long list.
struct Part<Entry> {
    url: String,
    page: PageView,
    entries: Vec<Entry>,
    pager: Option<PagerView>,
    is_first: bool,
}

impl Renderer<'_> {
    /// Cuts a list into parts, each called what `name` makes of its number and entries. Later
    /// parts hold the list alone, under the same heading.
    fn parts<Entry: Clone>(
        &self,
        url: &str,
        page: &PageView,
        entries: &[Entry],
        name: impl Fn(usize, &[Entry]) -> String,
    ) -> Vec<Part<Entry>> {
        let size = self.site.settings.list_page_size.max(1);
        let mut chunks: Vec<&[Entry]> = entries.chunks(size).collect();
        if chunks.is_empty() {
            chunks.push(&[]);
        }
        let url_of = |number: usize| match number {
            1 => url.to_owned(),
            number => format!("{url}page/{number}/"),
        };
        let numbered = || (1..).zip(&chunks);
        let links: Vec<LinkView> = numbered()
            .map(|(number, chunk)| LinkView {
                title: name(number, chunk),
                href: self.addresses.href(&url_of(number)),
                ..LinkView::default()
            })
            .collect();
        let pager = |number: usize| PagerView {
            current: number,
            total: links.len(),
            previous: number.checked_sub(2).and_then(|at| links.get(at)).cloned(),
            next: links.get(number).cloned(),
            parts: links.clone(),
        };
        numbered()
            .map(|(number, chunk)| Part {
                url: url_of(number),
                page: self.part_page(page, number, &url_of(number)),
                entries: chunk.to_vec(),
                pager: (links.len() > 1).then(|| pager(number)),
                is_first: number == 1,
            })
            .collect()
    }

    fn part_page(&self, page: &PageView, number: usize, url: &str) -> PageView {
        if number == 1 {
            return page.clone();
        }
        let mut part = PageView {
            head: page.head.clone(),
            kind: page.kind,
            title: page.title.clone(),
            breadcrumbs: page.breadcrumbs.clone(),
            ..PageView::default()
        };
        let head = &mut part.head;
        let words = self.words(&page.head.lang);
        let values = [
            ("number", &*number.to_string()),
            ("title", &page.head.title),
        ];
        head.title = words.fill("part_title", &values);
        head.here = self.addresses.href(url);
        head.canonical = Some(self.addresses.absolute(url));
        head.alternates.clear();
        head.structured_data = None;
        part
    }

    fn links(&self, ids: &[PageId], around: &str) -> Vec<LinkView> {
        ids.iter()
            .map(|id| self.described(self.site.page(*id), around))
            .collect()
    }

    /// A link to a page with its short answer.
    fn described(&self, page: &Page, around: &str) -> LinkView {
        LinkView {
            note: Some(description(self.site, page, self.words(&page.language)))
                .filter(|text| !text.is_empty()),
            ..page_link(self.addresses, page, around)
        }
    }

    fn described_folder(&self, folder: &Folder, around: &str) -> LinkView {
        let index = folder.index.map(|id| self.site.page(id));
        LinkView {
            note: index
                .map(|page| description(self.site, page, self.words(&page.language)))
                .filter(|text| !text.is_empty()),
            ..folder_link(self.addresses, folder, around)
        }
    }

    /// The pages in `language` that were checked last, newest first.
    fn lately(&self, language: &str) -> Vec<LinkView> {
        let words = self.words(language);
        let is_told = |page: &&Page| {
            is_listed(page) && page.language == language && page.kind != PageKind::Term
        };
        let pages = self.site.pages.iter().filter(is_told);
        let mut checked: Vec<_> = pages
            .filter_map(|page| Some((page.front.reviewed.as_ref()?.value, page)))
            .collect();
        checked.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
        let newest = checked.into_iter().take(LATELY);
        newest
            .map(|(date, page)| LinkView {
                note: Some(words.fill("checked_on", &[("date", &words.date(date))])),
                ..page_link(self.addresses, page, language)
            })
            .collect()
    }

    /// The pages that a page links to.
    fn linked_from(&self, page: &Page) -> BTreeSet<PageId> {
        let targets = self.site.links.of(page.source);
        targets
            .filter_map(|(_, target)| match target {
                LinkTarget::Page { page, .. } => Some(*page),
                _ => None,
            })
            .collect()
    }

    /// The words of a folder that holds nothing else, sorted as people look them up.
    fn words_of(&self, folder: &Folder) -> Vec<WordView> {
        let holds_words = |id: &PageId| self.site.page(*id).kind == PageKind::Term;
        if !folder.pages.iter().all(holds_words) {
            return Vec::new();
        }
        let own: BTreeSet<PageId> = folder.pages.iter().copied().collect();
        let terms = self.site.glossary.terms().iter().enumerate();
        let mut words: Vec<WordView> = terms
            .filter(|(_, term)| own.contains(&term.page))
            .map(|(at, _)| self.word(TermId(at), &folder.language))
            .collect();
        words.sort_by_key(|word| word.term.to_lowercase());
        words
    }
}
