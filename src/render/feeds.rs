//! Writes the files that machines read: feed, sitemap, and the files for web servers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::site::Page;
use crate::site::Site;
use crate::site::alias_address;

use super::Addresses;
use super::text::escaped;

/// The address of the feed.
pub(super) const FEED_PATH: &str = "/feed.xml";
/// The address of the sitemap.
pub(super) const SITEMAP_PATH: &str = "/sitemap.xml";

/// How many pages the feed holds.
const FEED_ENTRIES: usize = 20;

/// Features of browsers that no page here needs.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// The pages that were checked last, newest first, as an Atom feed (RFC 4287).
///
/// A page that was never checked counts as changed on the site's date and stands last.
pub(super) fn feed(site: &Site, addresses: &Addresses<'_>) -> Vec<u8> {
    let mut pages: Vec<&Page> = site
        .pages
        .iter()
        .filter(|page| page.is_listed() && !page.front.draft)
        .collect();
    pages.sort_by(|left, right| {
        let order = reviewed(right).cmp(&reviewed(left));
        order.then_with(|| left.url.cmp(&right.url))
    });
    pages.truncate(FEED_ENTRIES);
    let updated = pages.iter().map(|page| page_date(site, page)).max();
    let settings = &site.settings;
    let mut xml = XmlWriter::new();
    xml.open(&format!(
        "feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"",
        escaped(&settings.language)
    ));
    xml.element("title", &settings.title);
    if !settings.description.trim().is_empty() {
        xml.element("subtitle", &settings.description);
    }
    xml.element("id", &addresses.absolute("/"));
    xml.link(
        "self",
        "application/atom+xml",
        &addresses.absolute(FEED_PATH),
    );
    xml.link("alternate", "text/html", &addresses.absolute("/"));
    xml.element("updated", &midnight(updated.unwrap_or(site.date)));
    xml.open("author");
    xml.element("name", &settings.title);
    xml.close("author");
    for page in pages {
        feed_entry(site, page, addresses, &mut xml);
    }
    xml.close("feed");
    xml.out.into_bytes()
}

fn feed_entry(site: &Site, page: &Page, addresses: &Addresses<'_>, xml: &mut XmlWriter) {
    let address = addresses.absolute(&page.url);
    xml.open(&format!("entry xml:lang=\"{}\"", escaped(&page.language)));
    xml.element("title", &page.title);
    xml.element("id", &address);
    xml.link("alternate", "text/html", &address);
    xml.element("updated", &midnight(page_date(site, page)));
    if let Some(summary) = &page.summary {
        xml.element("summary", &site.plain_text(page, summary));
    }
    xml.close("entry");
}

fn reviewed(page: &Page) -> Option<Date> {
    page.front.reviewed.as_ref().map(|date| date.value)
}

fn page_date(site: &Site, page: &Page) -> Date {
    reviewed(page).unwrap_or(site.date)
}

fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// Every page that search engines should know, with its twins in other languages.
///
/// `lists` are the addresses of pages that no file stands for, such as lists of a topic.
pub(super) fn sitemap(site: &Site, addresses: &Addresses<'_>, lists: &[String]) -> Vec<u8> {
    let mut entries: BTreeMap<&str, Option<&Page>> =
        lists.iter().map(|url| (url.as_str(), None)).collect();
    let pages = site.pages.iter().filter(|page| !page.front.draft);
    entries.extend(pages.map(|page| (page.url.as_str(), Some(page))));
    let mut xml = XmlWriter::new();
    xml.open(
        "urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"",
    );
    for (url, page) in entries {
        xml.open("url");
        xml.element("loc", &addresses.absolute(url));
        if let Some(page) = page {
            if let Some(date) = reviewed(page) {
                xml.element("lastmod", &date.to_string());
            }
            for twin in twins(site, page) {
                xml.alternate(&twin.language, &addresses.absolute(&twin.url));
            }
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.out.into_bytes()
}

/// A page in all its languages, itself included; empty if there is only one.
fn twins<'a>(site: &'a Site, page: &'a Page) -> Vec<&'a Page> {
    let others = page.translations.iter().map(|id| site.page(*id));
    let mut all: Vec<&Page> = others.filter(|other| !other.front.draft).collect();
    if !all.is_empty() {
        all.push(page);
        all.sort_by(|left, right| left.language.cmp(&right.language));
    }
    all
}

/// Everything may be read by everyone, and the sitemap is there.
pub(super) fn robots(addresses: &Addresses<'_>) -> Vec<u8> {
    let sitemap = addresses.absolute(SITEMAP_PATH);
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

/// The redirects from old addresses, in the form that Netlify and Cloudflare Pages read.
///
/// An address that a page has now is never redirected.
pub(super) fn redirects(site: &Site, addresses: &Addresses<'_>) -> Vec<u8> {
    let mut targets: BTreeMap<String, &str> = BTreeMap::new();
    let pages = site.pages.iter().filter(|page| !page.front.draft);
    for page in pages.clone() {
        for alias in page.old_addresses() {
            if let Some(from) = alias_address(&alias.value) {
                targets.entry(from).or_insert(&page.url);
            }
        }
    }
    for page in pages {
        targets.remove(&page.url);
    }
    let mut out = String::new();
    for (from, to) in targets {
        let (from, to) = (addresses.href(&from), addresses.href(to));
        push_line(&mut out, &format!("{from} {to} 301"));
    }
    out.into_bytes()
}

/// The headers of all answers, in the form that Netlify and Cloudflare Pages read.
///
/// `policy` is the content security policy. `lasting` are the patterns of files whose name
/// changes with their bytes, such as `/assets/*`: browsers keep these for a year and ask each
/// time for all else.
pub(super) fn headers(addresses: &Addresses<'_>, policy: &str, lasting: &[&str]) -> Vec<u8> {
    let mut out = String::new();
    push_line(&mut out, &addresses.href("/*"));
    for (name, value) in [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", PERMISSIONS),
        ("Cache-Control", "no-cache"),
    ] {
        push_line(&mut out, &format!("  {name}: {value}"));
    }
    for pattern in lasting {
        push_line(&mut out, &addresses.href(pattern));
        // Cloudflare joins the values of all rules that fit; `!` takes the earlier one away.
        push_line(&mut out, "  ! Cache-Control");
        push_line(
            &mut out,
            "  Cache-Control: public, max-age=31536000, immutable",
        );
    }
    out.into_bytes()
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// Writes XML line by line. Names are ours; words are escaped.
struct XmlWriter {
    out: String,
}

impl XmlWriter {
    fn new() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(),
        }
    }

    fn open(&mut self, tag: &str) {
        push_line(&mut self.out, &format!("<{tag}>"));
    }

    fn close(&mut self, name: &str) {
        push_line(&mut self.out, &format!("</{name}>"));
    }

    fn element(&mut self, name: &str, words: &str) {
        let words = escaped(words.trim());
        push_line(&mut self.out, &format!("<{name}>{words}</{name}>"));
    }

    fn link(&mut self, relation: &str, kind: &str, address: &str) {
        let address = escaped(address);
        let link = format!("<link rel=\"{relation}\" type=\"{kind}\" href=\"{address}\"/>");
        push_line(&mut self.out, &link);
    }

    fn alternate(&mut self, language: &str, address: &str) {
        let (language, address) = (escaped(language), escaped(address));
        let link =
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>");
        push_line(&mut self.out, &link);
    }
}

#[cfg(test)]
mod tests {
    use super::{feed, headers, redirects, robots, sitemap};
    use crate::render::Addresses;
    use crate::render::html::fixture::site;
    use crate::site::Site;

    const OLD: &str = "---\ntitle: Old & <new>\nreviewed: 2025-01-02\n\
         aliases: [/was/here/, /new/]\nsummary: \"A \\u0001 \\\"b\\\"\"\n---\nBody\n";

    fn sample() -> Site {
        site(&[
            ("old.md", OLD),
            (
                "new.md",
                "---\ntitle: New\nreviewed: 2026-03-04\n---\nBody\n",
            ),
            ("new.cy.md", "---\ntitle: Newydd\n---\nTestun\n"),
            ("_index.md", "---\ntitle: Home\n---\n"),
        ])
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("it is UTF-8")
    }

    #[test]
    fn the_feed_holds_the_newest_first_and_escapes_words() {
        let site = sample();
        let feed = text(feed(&site, &Addresses::new(&site)));
        let place = |words: &str| {
            feed.find(words)
                .unwrap_or_else(|| panic!("{words}: {feed}"))
        };
        let new = place("<id>https://example.org/help/new/</id>");
        let old = place("<title>Old &amp; &lt;new&gt;</title>");
        let never = place("<entry xml:lang=\"cy\">");
        assert!(new < old && old < never, "{feed}");
        assert!(feed.contains("<updated>2026-03-04T00:00:00Z</updated>"));
        assert!(
            feed.contains("<summary>A  &quot;b&quot;</summary>"),
            "{feed}"
        );
        assert!(!feed.contains("Home"), "{feed}");
    }

    #[test]
    fn the_sitemap_names_twins_and_lists() {
        let site = sample();
        let lists = ["/topics/".to_owned(), "/new/".to_owned()];
        let map = text(sitemap(&site, &Addresses::new(&site), &lists));
        assert_eq!(map.matches("<loc>").count(), 5, "{map}");
        assert_eq!(map.matches("hreflang=\"cy\"").count(), 2, "{map}");
        assert!(map.contains("<loc>https://example.org/help/topics/</loc>"));
        assert!(map.contains(
            "<loc>https://example.org/help/new/</loc>\n<lastmod>2026-03-04</lastmod>\n\
             <xhtml:link rel=\"alternate\" hreflang=\"cy\" \
             href=\"https://example.org/help/cy/new/\"/>"
        ));
    }

    #[test]
    fn an_address_in_use_is_never_redirected() {
        let site = sample();
        assert_eq!(
            text(redirects(&site, &Addresses::new(&site))),
            "/help/was/here/ /help/old/ 301\n"
        );
    }

    #[test]
    fn robots_are_shown_the_sitemap() {
        let site = sample();
        assert!(
            text(robots(&Addresses::new(&site)))
                .ends_with("Sitemap: https://example.org/help/sitemap.xml\n")
        );
    }

    #[test]
    fn lasting_files_are_kept_and_all_else_is_asked_for() {
        let site = sample();
        let policy = "default-src 'self'";
        let headers = text(headers(&Addresses::new(&site), policy, &["/assets/*"]));
        assert!(headers.starts_with("/help/*\n  Content-Security-Policy: default-src 'self'\n"));
        assert!(headers.ends_with(
            "/help/assets/*\n  ! Cache-Control\n  \
             Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
}
