//! Stand-in until the HTML writer is merged.

use crate::site::{Page, Site};

pub(crate) struct Addresses<'a> {
    site: &'a Site,
}

impl<'a> Addresses<'a> {
    pub(crate) fn new(site: &'a Site) -> Self {
        Self { site }
    }

    pub(crate) fn href(&self, url: &str) -> String {
        format!("{}{url}", self.site.settings.base_path())
    }

    pub(crate) fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.site.settings.base())
    }

    pub(crate) fn page(&self, page: &Page) -> String {
        self.href(&page.url)
    }

    pub(crate) fn file(&self, path: &str) -> String {
        format!("{}/{path}", self.site.settings.base_path())
    }
}
