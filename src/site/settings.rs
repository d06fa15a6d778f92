//! What `site.toml` says of the site itself.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The site's name, address and people to turn to. Every key has a default.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SiteSettings {
    /// The name of the site, shown at the top of each page.
    pub title: String,
    /// A sentence about the site, for search engines and feeds.
    pub description: String,
    /// The address of the site, with the path it lives under. Begins with `https://` or `http://`.
    pub base_url: String,
    /// The language of pages without a language in their file name.
    pub language: String,
    /// Other languages, as they stand in file names: `cy` for `page.cy.md`.
    pub other_languages: Vec<String>,
    /// Topic ids and their titles. With none, pages may use any topic.
    pub topics: BTreeMap<String, String>,
    /// Where the source of the pages can be seen; a page links to itself below it.
    pub edit_url: Option<String>,
    /// Where a reader can say what was unclear: an e-mail address or a web address.
    pub feedback: Option<String>,
    /// The page with crisis help, as a path under `content/`.
    pub crisis_page: Option<String>,
    /// The page with where to get advice, as a path under `content/`.
    pub advice_page: Option<String>,
    /// Numbers that stand on every page.
    pub help: Vec<HelpLine>,
    /// From how many headings on a page gets a table of contents.
    pub contents_from: usize,
    /// Entries on one page of a long list.
    pub list_page_size: usize,
}

/// A number to call, shown on every page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HelpLine {
    /// Who answers.
    pub name: String,
    /// The fact that holds the number.
    pub fact: String,
    /// When to use it, in a few words.
    #[serde(default)]
    pub note: String,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            title: "Plainly".to_owned(),
            description: String::new(),
            base_url: "http://localhost".to_owned(),
            language: "en".to_owned(),
            other_languages: vec!["cy".to_owned()],
            topics: BTreeMap::new(),
            edit_url: None,
            feedback: None,
            crisis_page: None,
            advice_page: None,
            help: Vec::new(),
            contents_from: 4,
            list_page_size: 50,
        }
    }
}

impl SiteSettings {
    /// The path that every address begins with: `/help` for `https://example.org/help/`, else empty.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let path = after_scheme.find('/').and_then(|at| after_scheme.get(at..));
        path.unwrap_or_default().trim_end_matches('/')
    }

    /// Where readers can say what was unclear. An address that nobody can have is left out, or a
    /// reader would write to nobody; but while the site has no real address itself, only those who
    /// make it see it, and they should see the links.
    pub fn feedback_for_readers(&self) -> Option<&str> {
        let feedback = self.feedback.as_deref()?;
        (self.lost_feedback().is_none()).then_some(feedback)
    }

    /// The address for readers, if nobody can have it although the site has a real one.
    pub fn lost_feedback(&self) -> Option<&str> {
        let feedback = self.feedback.as_deref()?;
        let is_lost = is_reserved(host(feedback)) && !is_reserved(host(&self.base_url));
        is_lost.then_some(feedback)
    }

    /// The base address without a slash at its end.
    pub fn base(&self) -> &str {
        self.base_url.trim_end_matches('/')
    }
}

/// The host of a web address or an e-mail address.
fn host(address: &str) -> &str {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = after_scheme.find(['/', '?', '#']);
    let (authority, _) = after_scheme.split_at(end.unwrap_or(after_scheme.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    host.split_once(':').map_or(host, |(host, _)| host)
}

/// Whether a host is one of those that nobody can have (RFC 2606 and RFC 6761), or this machine.
fn is_reserved(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let mut labels = host.rsplit('.');
    let (last, before) = (labels.next(), labels.next());
    match last {
        Some("example" | "invalid" | "localhost" | "test") => true,
        Some("com" | "net" | "org") => before == Some("example"),
        _ => host == "127.0.0.1",
    }
}

#[cfg(test)]
mod tests {
    use super::SiteSettings;

    #[test]
    fn a_reader_never_writes_to_an_address_that_nobody_has() {
        let shown = |base_url: &str, feedback: &str| {
            let settings = SiteSettings {
                base_url: base_url.to_owned(),
                feedback: Some(feedback.to_owned()),
                ..SiteSettings::default()
            };
            let is_shown = settings.feedback_for_readers().is_some();
            assert_eq!(settings.lost_feedback().is_some(), !is_shown);
            is_shown
        };
        let (real, made_up) = ("https://help.org.uk/esa/", "https://plainly.example/");
        assert!(shown(real, "hello@help.org.uk"));
        assert!(shown(
            real,
            "https://forge.org/example.com/issues/new?x=a@b.example"
        ));
        for nobody in [
            "hello@plainly.example",
            "mailto:hello@mail.Example.org",
            "https://example.com:8000/issues",
            "http://localhost/tell",
        ] {
            assert!(!shown(real, nobody), "{nobody}");
            assert!(shown(made_up, nobody), "{nobody}");
        }
    }

    fn path(base_url: &str) -> String {
        let settings = SiteSettings {
            base_url: base_url.to_owned(),
            ..SiteSettings::default()
        };
        settings.base_path().to_owned()
    }

    #[test]
    fn the_base_path_is_what_follows_the_host() {
        assert_eq!(path("https://example.org/help/"), "/help");
        assert_eq!(path("https://example.org/"), "");
        assert_eq!(path("https://example.org"), "");
    }
}
