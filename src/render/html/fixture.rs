//! Small sites for the tests of this module.

use std::collections::BTreeSet;

use crate::site::Site;
use crate::site::SiteInput;
use crate::site::SiteSettings;
use crate::source::AssetFile;
use crate::source::SourceSet;

use super::{PageHtml, page_html};
use crate::render::words::Words;
use crate::render::{Addresses, Theme};

/// A site at `https://example.org/help/` of these files below `content/`.
pub(in crate::render) fn site(files: &[(&str, &str)]) -> Site {
    let mut sources = SourceSet::new();
    for (path, text) in files {
        sources.push_text(format!("content/{path}"), *text);
    }
    for name in ["form.png", "drawing.svg", "guide.pdf"] {
        sources.assets.push(AssetFile {
            size: Some((640, 480)),
            path: format!("content/{name}"),
            disk: name.into(),
        });
    }
    let settings = SiteSettings {
        base_url: "https://example.org/help/".to_owned(),
        ..SiteSettings::default()
    };
    Site::build(SiteInput {
        sources: &sources,
        content_prefix: "content/",
        static_files: &BTreeSet::new(),
        settings,
        date: jiff::civil::date(2026, 11, 21),
        drafts: false,
    })
}

/// The theme's words in English.
pub(in crate::render) fn english() -> Words {
    let words = Theme::embedded().words().expect("they are sound");
    words.into_iter().next().expect("English is there")
}

/// The page at `path` of a site.
pub(in crate::render) fn page_of(site: &Site, path: &str) -> PageHtml {
    let page = site.pages.iter().find(|page| page.path == path);
    page_html(
        site,
        page.expect("the page is there"),
        &Addresses::new(site),
        &english(),
    )
}

/// A page with this body.
pub(super) fn page(markdown: &str) -> PageHtml {
    let text = format!("---\ntitle: A page\n---\n{markdown}");
    page_of(&site(&[("page.md", &text)]), "page.md")
}

/// The body of a page with this body.
pub(super) fn body(markdown: &str) -> String {
    page(markdown).body
}
