//! Who answers at which address. Where two want one, the second hears of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{BAD_FRONT_MATTER, DUPLICATE_URL, Page};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::document::slug;
use crate::source::Span;

/// Addresses of pages that the theme makes and that others rely on.
const THEME_PAGES: [(&str, &str); 3] = [
    ("/a-to-z/", "the A to Z"),
    ("/search/", "the search page"),
    ("/topics/", "the list of topics"),
];

/// Files that stand at the root of every site.
const ROOT_FILES: [&str; 7] = [
    "404.html",
    "_headers",
    "_redirects",
    "feed.xml",
    "index.html",
    "robots.txt",
    "sitemap.xml",
];

/// Pages that share an address, and old addresses that are taken.
pub(super) fn address_problems(pages: &[Page], static_files: &BTreeSet<String>) -> Vec<Diagnostic> {
    let theme = THEME_PAGES.map(|(url, name)| (url.to_owned(), name.to_owned()));
    let mut claims = Claims {
        taken: BTreeMap::from(theme),
        static_files,
        problems: Vec::new(),
    };
    for page in pages {
        claims.page(page);
    }
    for page in pages {
        for alias in page.old_addresses() {
            claims.old_address(page, &alias.value, alias.span);
        }
    }
    claims.problems
}

/// An old address made regular, with a slash at both ends; `None` if it is not one of ours.
pub fn alias_address(alias: &str) -> Option<String> {
    let inside = alias.strip_prefix('/')?.trim_end_matches('/');
    let inside = inside.strip_suffix("/index.html").unwrap_or(inside);
    let plain = |part: &str| {
        !part.is_empty() && slug::slug(part) == part.to_lowercase().replace(['.', '_'], "-")
    };
    let safe = |part: &str| plain(part) && !part.starts_with('.') && part.is_ascii();
    inside.split('/').all(safe).then(|| format!("/{inside}/"))
}

struct Claims<'a> {
    /// Who has an address.
    taken: BTreeMap<String, String>,
    static_files: &'a BTreeSet<String>,
    problems: Vec<Diagnostic>,
}

impl Claims<'_> {
    fn page(&mut self, page: &Page) {
        match self.owner(&page.url) {
            Some(owner) => {
                let message = format!("The address {} is taken by {owner}", page.url);
                self.duplicate(
                    page,
                    page.title_span,
                    message,
                    "Rename one of the two files.",
                );
            }
            None => {
                self.taken.insert(page.url.clone(), page.path.clone());
            }
        }
    }

    fn old_address(&mut self, page: &Page, alias: &str, span: Span) {
        let Some(address) = alias_address(alias) else {
            let message = format!("“{alias}” is not an old address of this site");
            let found = Diagnostic::new(
                BAD_FRONT_MATTER,
                Severity::Error,
                page.source,
                span,
                message,
            )
            .because("A redirect can only stand at an address of our own.")
            .help("Write it from the root with simple words, as in /old/address/.");
            self.problems.push(found);
            return;
        };
        match self.owner(&address) {
            Some(owner) => {
                let message = format!("The old address {address} is taken by {owner}");
                self.duplicate(page, span, message, "Take it out of `aliases`.");
            }
            None => {
                self.taken.insert(address, page.path.clone());
            }
        }
    }

    /// Who has an address already: a page, the theme, or a file under `static/`.
    fn owner(&self, url: &str) -> Option<String> {
        if let Some(owner) = self.taken.get(url) {
            return Some(owner.clone());
        }
        let path = url.trim_matches('/');
        let first = path.split('/').next().unwrap_or_default();
        if ROOT_FILES.contains(&first) {
            return Some(format!("the site's own {first}"));
        }
        let ends = path
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([path.len()]);
        let mut files = ends
            .filter_map(|end| path.get(..end).map(str::to_owned))
            .chain([format!("{path}/index.html")]);
        let file = files.find(|file| self.static_files.contains(file))?;
        Some(format!("static/{file}"))
    }

    fn duplicate(&mut self, page: &Page, span: Span, message: String, help: &str) {
        let found = Diagnostic::new(DUPLICATE_URL, Severity::Error, page.source, span, message)
            .because("Only one of them could be published; the other would be lost.")
            .help(help);
        self.problems.push(found);
    }
}
