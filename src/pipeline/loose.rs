//! Judges files that belong to no site.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::check::{CheckInput, Scope, Settings, Verdict, check};
use crate::site::{Site, SiteInput, SiteSettings};
use crate::source::SourceSet;

/// Judges loose files by the rules that need only their text, with default settings.
pub fn check_loose(sources: &SourceSet, date: Date) -> (Site, Verdict) {
    let site = loose_site(sources, date);
    let verdict = check(&CheckInput {
        site: &site,
        sources,
        settings: &Settings::default(),
        scope: Scope::Text,
        only: None,
    });
    (site, verdict)
}

/// Loose files as the pages of a site with default settings, not judged.
pub fn loose_site(sources: &SourceSet, date: Date) -> Site {
    Site::build(SiteInput {
        sources,
        content_prefix: "",
        static_files: &BTreeSet::new(),
        settings: SiteSettings::default(),
        date,
        drafts: true,
    })
}
