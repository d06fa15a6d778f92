//! What stands around a page: the head, the links at the top, help and the foot.

use std::collections::BTreeSet;

use super::Addresses;
use super::CONTENT_SECURITY_POLICY;
use super::FEED_PATH;
use super::Renderer;
use super::addresses::telephone;
use super::folders::{Folder, Folders};
use super::offline::MANIFEST;
use super::structured_data::{Described, structured_data};
use super::text::escaped;
use super::view::{HeadView, HelpLineView, HelpView, LinkView, PageView, SiteView};
use super::words::Words;
use crate::site::{Page, Site};

/// The address of the A to Z.
pub(super) const A_TO_Z: &str = "/a-to-z/";
/// The address of the list of topics.
pub(super) const TOPICS: &str = "/topics/";
/// The address of the search page.
pub(super) const SEARCH: &str = "/search/";

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 8] = ["ar", "ckb", "fa", "he", "ps", "sd", "ur", "yi"];

/// Whether readers meet the page in lists.
pub(super) fn is_listed(page: &Page) -> bool {
    page.is_listed() && !page.front.draft
}

/// The address of a page that nobody wrote, such as the A to Z, in `language`.
pub(super) fn address_in(site: &Site, language: &str, address: &str) -> String {
    if language == site.settings.language {
        address.to_owned()
    } else {
        format!("/{language}{address}")
    }
}

/// What is the same on every page with these words.
pub(super) fn site_view(
    site: &Site,
    addresses: &Addresses<'_>,
    folders: &Folders,
    search_entry: Option<&str>,
    words: &Words,
) -> SiteView {
    let help = help(site, addresses, &words.language);
    let has_pages = |language: &str| {
        let mut pages = site.pages.iter();
        pages.any(|page| page.language == language && is_listed(page))
    };
    let language = if has_pages(&words.language) {
        &words.language
    } else {
        &site.settings.language
    };
    let a_to_z = addresses.href(&address_in(site, language, A_TO_Z));
    SiteView {
        title: site.settings.title.clone(),
        lang: foreign(&site.settings.language, &words.language),
        home: addresses.href(home(site, folders, &words.language)),
        base: site.settings.base_path().to_owned(),
        nav: nav(site, addresses, folders, &help, words, &a_to_z),
        a_to_z,
        search_page: addresses.href(SEARCH),
        search_index: search_entry.map(|path| addresses.file(path)),
        manifest: addresses.href(MANIFEST),
        feed: addresses.href(FEED_PATH),
        help,
        about: about(site, addresses, folders, &words.language),
        policy: CONTENT_SECURITY_POLICY,
    }
}

fn nav(
    site: &Site,
    addresses: &Addresses<'_>,
    folders: &Folders,
    help: &HelpView,
    words: &Words,
    a_to_z: &str,
) -> Vec<LinkView> {
    let link = |name: &str, url: &str| LinkView {
        title: words.get(name).to_owned(),
        href: addresses.href(url),
        ..LinkView::default()
    };
    let mut nav = vec![LinkView {
        title: words.get("a_to_z").to_owned(),
        href: a_to_z.to_owned(),
        ..LinkView::default()
    }];
    if !site.topics.is_empty() {
        nav.push(link("topics", TOPICS));
    }
    let add_folder = |nav: &mut Vec<LinkView>, name: &str| {
        if let Some(folder) = folder(site, folders, &words.language, name) {
            nav.push(link(name, &folder.url));
        }
    };
    add_folder(&mut nav, "letters");
    if let Some(page) = help.advice.as_ref().or(help.crisis.as_ref()) {
        nav.push(LinkView {
            title: words.get("get_advice").to_owned(),
            href: page.href.clone(),
            ..LinkView::default()
        });
    }
    add_folder(&mut nav, "glossary");
    nav
}

/// The address of the first page in `language`, or else in the language of the site.
fn home<'f>(site: &Site, folders: &'f Folders, language: &str) -> &'f str {
    folder(site, folders, language, "").map_or("/", |folder| &folder.url)
}

/// A folder in `language`, or else in the language of the site.
fn folder<'f>(site: &Site, folders: &'f Folders, language: &str, path: &str) -> Option<&'f Folder> {
    let own = folders.get(language, path);
    own.or_else(|| folders.get(&site.settings.language, path))
}

/// Whom a page in `language` sends a reader to.
fn help(site: &Site, addresses: &Addresses<'_>, language: &str) -> HelpView {
    let page = |path: Option<&String>| {
        let path = path?.trim_start_matches('/');
        let page = site.pages.iter().find(|page| page.path == path)?;
        let twins = page.translations.iter().map(|id| site.page(*id));
        let mut twins = twins.filter(|twin| !twin.front.draft);
        let twin = twins.find(|twin| twin.language == language);
        Some(page_link(addresses, twin.unwrap_or(page), language))
    };
    let lines = site.settings.help.iter().filter_map(|line| {
        let number = site.fact_text(&line.fact)?;
        Some(HelpLineView {
            name: line.name.clone(),
            href: telephone(&number)?,
            number,
            note: line.note.clone(),
        })
    });
    let lines: Vec<HelpLineView> = lines.collect();
    let crisis = page(site.settings.crisis_page.as_ref());
    let advice = page(site.settings.advice_page.as_ref());
    HelpView {
        any: !lines.is_empty() || crisis.is_some() || advice.is_some(),
        lines,
        crisis,
        advice,
    }
}

/// The folder `about` and its pages, if there is one.
fn about(
    site: &Site,
    addresses: &Addresses<'_>,
    folders: &Folders,
    language: &str,
) -> Vec<LinkView> {
    let Some(folder) = folder(site, folders, language, "about") else {
        return Vec::new();
    };
    let pages = folder.pages.iter().map(|id| site.page(*id));
    let pages = pages.map(|page| page_link(addresses, page, language));
    std::iter::once(folder_link(addresses, folder, language))
        .chain(pages)
        .collect()
}

/// A link to a page, with its title, among words in the language `around`.
pub(super) fn page_link(addresses: &Addresses<'_>, page: &Page, around: &str) -> LinkView {
    LinkView {
        title: page.title.clone(),
        href: addresses.page(page),
        note: None,
        lang: foreign(&page.language, around),
    }
}

/// A link to a folder, with its title, among words in the language `around`.
pub(super) fn folder_link(addresses: &Addresses<'_>, folder: &Folder, around: &str) -> LinkView {
    LinkView {
        title: folder.title.clone(),
        href: addresses.href(&folder.url),
        note: None,
        lang: foreign(&folder.language, around),
    }
}

/// The language, where it is not the one `around`.
pub(super) fn foreign(language: &str, around: &str) -> Option<String> {
    (language != around).then(|| language.to_owned())
}

/// What a page without a file of its own is called, and where it is.
pub(super) struct Place<'a> {
    /// The file behind it, if there is one.
    pub(super) page: Option<&'a Page>,
    /// Its heading.
    pub(super) title: &'a str,
    /// Its short answer as plain text, or empty.
    pub(super) description: String,
    /// Its address from the site's own root.
    pub(super) url: &'a str,
    /// Its language.
    pub(super) language: &'a str,
    /// The folders above it, outermost first.
    pub(super) above: Vec<LinkView>,
}

impl Renderer<'_> {
    /// A page with its frame and nothing in it.
    pub(super) fn frame(&self, place: Place<'_>) -> PageView {
        let settings = &self.site.settings;
        let is_home = place.above.is_empty() && place.url == "/";
        let description = Some(place.description)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| settings.description.clone());
        let canonical = self.addresses.absolute(place.url);
        let described = Described {
            page: place.page,
            title: place.title,
            description: &description,
            url: &canonical,
            language: place.language,
            site_title: &settings.title,
            site_url: &self.addresses.absolute("/"),
            above: self.with_full_addresses(&place.above),
        };
        let head = HeadView {
            title: if is_home {
                settings.title.clone()
            } else {
                format!("{} – {}", place.title, settings.title)
            },
            lang: place.language.to_owned(),
            dir: direction(place.language),
            frame_speaks: frame_speaks(&self.words(place.language).language, place.language),
            here: self.addresses.href(place.url),
            alternates: place
                .page
                .map_or_else(Vec::new, |page| self.alternates(page)),
            structured_data: Some(structured_data(&described)),
            canonical: Some(canonical),
            description,
            unlisted: place.page.is_some_and(|page| page.front.draft),
        };
        PageView {
            head,
            kind: place.page.map_or("page", |page| page.kind.name()),
            title: place.title.to_owned(),
            breadcrumbs: place.above,
            ..PageView::default()
        }
    }

    /// The folders above a page, as links; the first is called Home.
    pub(super) fn above(&self, language: &str, folder: &str) -> Vec<LinkView> {
        let words = self.words(language);
        let folders = self.folders.down_to(language, folder).into_iter();
        folders
            .map(|folder| {
                let mut link = folder_link(self.addresses, folder, &words.language);
                if folder.path.is_empty() {
                    words.get("home").clone_into(&mut link.title);
                    link.lang = None;
                }
                link
            })
            .collect()
    }

    /// A page on its own at `url`, right below Home, in the site's own language.
    pub(super) fn frame_below_home(&self, title: &str, url: &str) -> PageView {
        self.frame_below_home_in(&self.site.settings.language, title, url)
    }

    /// The same in another language.
    pub(super) fn frame_below_home_in(&self, language: &str, title: &str, url: &str) -> PageView {
        self.frame(Place {
            page: None,
            title,
            description: String::new(),
            url,
            // Nobody wrote it, so it speaks as the interface does.
            language: &self.words(language).language,
            above: self.above(language, ""),
        })
    }

    /// A page that nobody wrote and that is there in each of [`Renderer::languages`]: the one in
    /// `language`, which leads to the others. `name` is that of its title among the words.
    pub(super) fn frame_in_each_language(
        &self,
        language: &str,
        name: &str,
        address: &str,
    ) -> PageView {
        let url = |language: &str| address_in(self.site, language, address);
        let title = self.words(language).get(name);
        let mut page = self.frame_below_home_in(language, title, &url(language));
        let languages = self.languages();
        if languages.len() < 2 {
            return page;
        }
        let twin = |language: &str, href: String| LinkView {
            title: self.language_name(language).unwrap_or(language).to_owned(),
            href,
            note: None,
            lang: Some(language.to_owned()),
        };
        for other in languages {
            let full = self.addresses.absolute(&url(other));
            page.head.alternates.push(twin(other, full));
            if other != language {
                let href = self.addresses.href(&url(other));
                page.translations.push(twin(other, href));
            }
        }
        page
    }

    /// The languages in which the pages that nobody wrote are there: the site's own, and those that
    /// have both words and pages.
    pub(super) fn languages(&self) -> BTreeSet<&str> {
        let pages = self.site.pages.iter().filter(|page| is_listed(page));
        let languages = pages.map(|page| self.list_language(&page.language));
        languages.chain([&*self.site.settings.language]).collect()
    }

    /// The language in whose lists a page in `language` stands.
    pub(super) fn list_language<'l>(&'l self, language: &'l str) -> &'l str {
        if self.words(language).language == language {
            language
        } else {
            &self.site.settings.language
        }
    }

    fn with_full_addresses(&self, links: &[LinkView]) -> Vec<(String, String)> {
        let base_path = self.site.settings.base_path();
        let full = |link: &LinkView| {
            let below = link.href.strip_prefix(base_path).unwrap_or(&link.href);
            let address = format!("{}{below}", self.site.settings.base());
            (link.title.clone(), address)
        };
        links.iter().map(full).collect()
    }

    /// The page in other languages, drafts left out.
    pub(super) fn twins<'p>(&'p self, page: &'p Page) -> impl Iterator<Item = &'p Page> {
        let twins = page.translations.iter().map(|id| self.site.page(*id));
        twins.filter(|twin| !twin.front.draft)
    }

    /// The page in each language, itself first; empty if there is only one.
    fn alternates(&self, page: &Page) -> Vec<LinkView> {
        if self.twins(page).next().is_none() {
            return Vec::new();
        }
        std::iter::once(page)
            .chain(self.twins(page))
            .map(|twin| LinkView {
                title: twin.title.clone(),
                href: self.addresses.absolute(&twin.url),
                note: None,
                lang: Some(twin.language.clone()),
            })
            .collect()
    }
}

/// The attributes of an element in `language` on a page in the language `around`.
fn frame_speaks(language: &str, around: &str) -> String {
    let Some(language) = foreign(language, around) else {
        return String::new();
    };
    let lang = format!(" lang=\"{}\"", escaped(&language));
    let dir = direction(&language);
    if dir == direction(around) {
        return lang;
    }
    format!("{lang} dir=\"{dir}\"")
}

/// `ltr` or `rtl`.
pub(super) fn direction(language: &str) -> &'static str {
    let main = language.split('-').next().unwrap_or(language);
    if RIGHT_TO_LEFT.contains(&main) {
        "rtl"
    } else {
        "ltr"
    }
}

#[cfg(test)]
mod tests {
    use super::{direction, frame_speaks};

    #[test]
    fn a_language_knows_its_direction() {
        assert_eq!(direction("cy"), "ltr");
        assert_eq!(direction("ur-PK"), "rtl");
    }

    #[test]
    fn a_frame_says_what_the_page_around_it_does_not() {
        assert_eq!(frame_speaks("cy", "cy"), "");
        assert_eq!(frame_speaks("en", "cy"), " lang=\"en\"");
        assert_eq!(frame_speaks("en", "ur"), " lang=\"en\" dir=\"ltr\"");
    }
}
