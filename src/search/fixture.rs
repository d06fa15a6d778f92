//! Small sites for the tests of this module.

use std::collections::BTreeSet;

use super::SearchIndex;
use crate::site::Site;
use crate::site::SiteInput;
use crate::site::SiteSettings;
use crate::source::SourceSet;

/// A site of pages, each a path under `content/` and its text.
pub(super) fn site(pages: &[(&str, &str)]) -> Site {
    let mut sources = SourceSet::new();
    for (path, text) in pages {
        sources.push_text(format!("content/{path}"), *text);
    }
    Site::build(SiteInput {
        sources: &sources,
        content_prefix: "content/",
        static_files: &BTreeSet::new(),
        settings: SiteSettings::default(),
        date: jiff::civil::date(2026, 11, 21),
        drafts: true,
    })
}

/// The text of a page with a title.
pub(super) fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{body}\n")
}

/// The index of a site.
pub(super) fn index(pages: &[(&str, &str)]) -> SearchIndex {
    SearchIndex::build(&site(pages)).expect("an index in memory can be built")
}
