//! What stands around a page: the head, the links at the top, help and the foot.

use super::Addresses;
use super::CONTENT_SECURITY_POLICY;
use super::FEED_PATH;
use super::Renderer;
use super::addresses::telephone;
use super::folders::{Folder, Folders};
use super::structured_data::{Described, structured_data};
use super::view::{HeadView, HelpLineView, HelpView, LinkView, PageView, SiteView};
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

/// What is the same on every page.
pub(super) fn site_view(
    site: &Site,
    addresses: &Addresses<'_>,
    folders: &Folders,
    search_entry: Option<&str>,
) -> SiteView {
    let help = help(site, addresses);
    SiteView {
        title: site.settings.title.clone(),
        home: addresses.href("/"),
        base: site.settings.base_path().to_owned(),
        nav: nav(site, addresses, folders, &help),
        a_to_z: addresses.href(A_TO_Z),
        search_page: addresses.href(SEARCH),
        search_index: search_entry.map(|path| addresses.file(path)),
        feed: addresses.href(FEED_PATH),
        help,
        about: about(site, addresses, folders),
        policy: CONTENT_SECURITY_POLICY,
    }
}

fn nav(
    site: &Site,
    addresses: &Addresses<'_>,
    folders: &Folders,
    help: &HelpView,
) -> Vec<LinkView> {
    let link = |title: &str, url: &str| LinkView {
        title: title.to_owned(),
        href: addresses.href(url),
        ..LinkView::default()
    };
    let mut nav = vec![link("Home", "/"), link("A to Z", A_TO_Z)];
    if !site.topics.is_empty() {
        nav.push(link("Topics", TOPICS));
    }
    for (title, path) in [("Letters", "letters"), ("Words explained", "glossary")] {
        if let Some(folder) = folders.get(&site.settings.language, path) {
            nav.push(link(title, &folder.url));
        }
    }
    if let Some(page) = help.advice.as_ref().or(help.crisis.as_ref()) {
        nav.push(LinkView {
            title: "Get help".to_owned(),
            href: page.href.clone(),
            ..LinkView::default()
        });
    }
    nav
}

fn help(site: &Site, addresses: &Addresses<'_>) -> HelpView {
    let page = |path: Option<&String>| {
        let path = path?.trim_start_matches('/');
        let page = site.pages.iter().find(|page| page.path == path)?;
        Some(page_link(site, addresses, page))
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
    HelpView {
        lines: lines.collect(),
        crisis: page(site.settings.crisis_page.as_ref()),
        advice: page(site.settings.advice_page.as_ref()),
    }
}

/// The folder `about` and its pages, if there is one.
fn about(site: &Site, addresses: &Addresses<'_>, folders: &Folders) -> Vec<LinkView> {
    let Some(folder) = folders.get(&site.settings.language, "about") else {
        return Vec::new();
    };
    let pages = folder.pages.iter().map(|id| site.page(*id));
    let pages = pages.map(|page| page_link(site, addresses, page));
    std::iter::once(folder_link(site, addresses, folder))
        .chain(pages)
        .collect()
}

/// A link to a page, with its title.
pub(super) fn page_link(site: &Site, addresses: &Addresses<'_>, page: &Page) -> LinkView {
    LinkView {
        title: page.title.clone(),
        href: addresses.page(page),
        note: None,
        lang: foreign(site, &page.language),
    }
}

/// A link to a folder, with its title.
pub(super) fn folder_link(site: &Site, addresses: &Addresses<'_>, folder: &Folder) -> LinkView {
    LinkView {
        title: folder.title.clone(),
        href: addresses.href(&folder.url),
        note: None,
        lang: foreign(site, &folder.language),
    }
}

/// The language, where it is not that of the site.
pub(super) fn foreign(site: &Site, language: &str) -> Option<String> {
    (language != site.settings.language).then(|| language.to_owned())
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
            frame_lang: (place.language != settings.language).then(|| settings.language.clone()),
            here: self.addresses.href(place.url),
            alternates: place
                .page
                .map_or_else(Vec::new, |page| self.alternates(page)),
            preview_type: if is_home { "website" } else { "article" },
            locale: locale(place.language),
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
        let folders = self.folders.down_to(language, folder).into_iter();
        folders
            .map(|folder| {
                let mut link = folder_link(self.site, self.addresses, folder);
                if folder.path.is_empty() {
                    "Home".clone_into(&mut link.title);
                    link.lang = None;
                }
                link
            })
            .collect()
    }

    /// A page on its own at `url`, right below Home.
    pub(super) fn frame_below_home(&self, title: &str, url: &str) -> PageView {
        let language = &self.site.settings.language;
        self.frame(Place {
            page: None,
            title,
            description: String::new(),
            url,
            language,
            above: self.above(language, ""),
        })
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

fn direction(language: &str) -> &'static str {
    let main = language.split('-').next().unwrap_or(language);
    if RIGHT_TO_LEFT.contains(&main) {
        "rtl"
    } else {
        "ltr"
    }
}

/// `en` becomes `en_GB`: a site that names no country is taken to be British.
fn locale(language: &str) -> String {
    if language.contains('-') {
        language.replace('-', "_")
    } else {
        format!("{language}_GB")
    }
}

#[cfg(test)]
mod tests {
    use super::{direction, locale};

    #[test]
    fn a_language_knows_its_direction_and_country() {
        assert_eq!(direction("cy"), "ltr");
        assert_eq!(direction("ur-PK"), "rtl");
        assert_eq!(locale("cy"), "cy_GB");
        assert_eq!(locale("en-IE"), "en_IE");
    }
}
