//! Makes links from the addresses of the site, and makes addresses elsewhere fit to be linked.

use std::net::{Ipv4Addr, Ipv6Addr};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::site::Page;
use crate::site::Site;

/// What may not stand in the path of an address: all but the characters of RFC 3986's `pchar`,
/// and `/`. A per cent sign in one of our own names is a character like any other.
const OUTSIDE_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What may not stand in an address that somebody else has already encoded.
const OUTSIDE_ADDRESS: &AsciiSet = &OUTSIDE_PATH.remove(b'%').remove(b'?').remove(b'#');

/// Makes links from addresses that are counted from the root of the site, such as `/esa/what/`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addresses<'a> {
    base_path: &'a str,
    base: &'a str,
}

impl<'a> Addresses<'a> {
    /// The addresses of `site`.
    pub(super) fn new(site: &'a Site) -> Self {
        Self {
            base_path: site.settings.base_path(),
            base: site.settings.base(),
        }
    }

    /// A link to `url`, with the path that the site lives under.
    pub(super) fn href(&self, url: &str) -> String {
        let path = utf8_percent_encode(url, OUTSIDE_PATH);
        format!("{}{path}", encoded_again(self.base_path))
    }

    /// The whole address of `url`, with scheme and host.
    pub(super) fn absolute(&self, url: &str) -> String {
        let path = utf8_percent_encode(url, OUTSIDE_PATH);
        format!("{}{path}", encoded_again(self.base))
    }

    /// The scheme and the host of the site, as in `https://example.org`.
    pub(super) fn origin(&self) -> String {
        let origin = self.base.strip_suffix(self.base_path);
        encoded_again(origin.unwrap_or(self.base))
    }

    /// A link to a page.
    pub(super) fn page(&self, page: &Page) -> String {
        self.href(&page.url)
    }

    /// A link to a heading or a note of a page.
    pub(super) fn anchor(&self, page: &Page, anchor: &str) -> String {
        format!("{}{}", self.page(page), fragment(anchor))
    }

    /// A link to a file; `path` is counted from the root of the site and has no slash before it.
    pub(super) fn file(&self, path: &str) -> String {
        self.href(&format!("/{path}"))
    }
}

/// A link to an id on the same page.
pub(super) fn fragment(id: &str) -> String {
    format!("#{}", utf8_percent_encode(id, OUTSIDE_PATH))
}

/// A link to a telephone number, if `number` has a digit.
pub(super) fn telephone(number: &str) -> Option<String> {
    dialled("tel", number)
}

/// An address elsewhere as it can stand in a link; `None` if no browser could follow it.
///
/// Only the schemes that [`LinkTarget::External`](crate::site::LinkTarget) lets through are
/// known here, so that a mistake there cannot become a harmful link.
pub(super) fn external(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    match scheme {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end)?;
            is_authority(authority)
                .then(|| format!("{scheme}://{authority}{}", encoded_again(path)))
        }
        "mailto" if !rest.is_empty() => Some(format!("mailto:{}", encoded_again(rest))),
        "tel" | "sms" => dialled(scheme, rest),
        _ => None,
    }
}

/// Digits and a leading plus; the spaces that people write between them have no place in a link.
fn dialled(scheme: &str, number: &str) -> Option<String> {
    let number = number.trim();
    let plus = if number.starts_with('+') { "+" } else { "" };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("{scheme}:{plus}{digits}"))
}

/// Whether a host, perhaps with a port, is one that the URL Standard can read.
fn is_authority(authority: &str) -> bool {
    if let Some(inside) = authority.strip_prefix('[') {
        let Some((address, port)) = inside.split_once(']') else {
            return false;
        };
        let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return address.parse::<Ipv6Addr>().is_ok() && is_port;
    }
    match authority.split_once(':') {
        Some((host, port)) => is_host(host) && is_port(port),
        None => is_host(authority),
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

fn is_host(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let mut last = "";
    for label in name.split('.') {
        let known = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
        if label.is_empty() || !label.chars().all(known) {
            return false;
        }
        last = label;
    }
    // The URL Standard reads a host whose last part is a number as an IPv4 address.
    let ends_in_number = last.starts_with(|first: char| first.is_ascii_digit())
        && (last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x"));
    !ends_in_number || name.parse::<Ipv4Addr>().is_ok()
}

/// An address in which somebody has encoded some characters, with the others encoded too.
fn encoded_again(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut in_fragment = false;
    for (at, character) in address.char_indices() {
        match character {
            '#' if in_fragment => out.push_str("%23"),
            '%' if !is_escape(address, at) => out.push_str("%25"),
            _ => {
                in_fragment |= character == '#';
                let mut bytes = [0; 4];
                let text = character.encode_utf8(&mut bytes);
                out.extend(utf8_percent_encode(text, OUTSIDE_ADDRESS));
            }
        }
    }
    out
}

/// Whether two hexadecimal digits follow the per cent sign at `at`.
fn is_escape(address: &str, at: usize) -> bool {
    address
        .get(at + 1..at + 3)
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{Addresses, external, telephone};

    const HELP: Addresses<'_> = Addresses {
        base_path: "/help",
        base: "https://example.org/help",
    };

    #[test]
    fn links_keep_the_path_of_the_site() {
        assert_eq!(HELP.href("/esa/what/"), "/help/esa/what/");
        assert_eq!(HELP.absolute("/"), "https://example.org/help/");
    }

    #[test]
    fn names_of_files_are_encoded() {
        assert_eq!(
            HELP.file("a b#c?100%/é.png"),
            "/help/a%20b%23c%3F100%25/%C3%A9.png"
        );
    }

    #[test]
    fn encoded_addresses_stay_and_loose_characters_are_encoded() {
        assert_eq!(
            external("https://a.example/x%20y z[1]?q=1%#a#b").as_deref(),
            Some("https://a.example/x%20y%20z%5B1%5D?q=1%25#a%23b")
        );
    }

    #[test]
    fn hosts_that_no_browser_can_read_are_refused() {
        for address in [
            "https://a b.example/",
            "https://a..example/",
            "https://gov.uk\\@evil.example/",
            "https://user@evil.example/",
            "https://a.example:port/",
            "https://300.1.1.1/",
            "https://[::zz]/",
            "javascript:alert(1)",
        ] {
            assert_eq!(external(address), None, "{address}");
        }
    }

    #[test]
    fn hosts_that_browsers_can_read_pass() {
        for address in [
            "https://www.gov.uk",
            "http://localhost:1111/",
            "https://[::1]:80/",
            "https://127.0.0.1/",
            "https://a.example?q",
        ] {
            assert_eq!(external(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn numbers_lose_their_spaces() {
        assert_eq!(
            telephone("0800 328 5644").as_deref(),
            Some("tel:08003285644")
        );
        assert_eq!(external("tel:+44 (0)1").as_deref(), Some("tel:+4401"));
        assert_eq!(telephone("none"), None);
    }
}
