//! Names for assets that change with their bytes, so that a browser may keep them for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;

use super::Addresses;
use super::RenderedFile;
use super::script::{self, imports, without_comments};
use super::style::{self, without_space};
use super::theme::Theme;

/// What stands in a style sheet for the scheme and the host of the site, which paper has to name.
const ORIGIN: &str = "{origin}";

/// How many hexadecimal digits of the hash stand in a name: 32 bits.
const DIGITS: usize = 8;

/// The assets of a theme under their long-lived names.
pub(super) struct Assets {
    /// Address by the name that templates use, such as `site.css`.
    pub(super) addresses: BTreeMap<String, String>,
    /// The files to publish.
    pub(super) files: Vec<RenderedFile>,
}

impl Assets {
    pub(super) fn of(theme: &Theme, addresses: &Addresses<'_>) -> Self {
        let mut assets = Self {
            addresses: BTreeMap::new(),
            files: Vec::new(),
        };
        let all: BTreeMap<&str, &[u8]> = theme.assets().collect();
        let scripts = all.iter().filter(|(name, _)| ending_of(name) == Some("js"));
        // A script that stands in another needs no file of its own.
        let parts: BTreeSet<&str> = scripts.flat_map(|(_, script)| imports(script)).collect();
        for (name, bytes) in all.iter().filter(|(name, _)| !parts.contains(*name)) {
            let find = |part: &str| all.get(part).copied();
            let whole;
            let bytes = match ending_of(name) {
                Some("js") => {
                    whole = script::joined(bytes, find);
                    without_comments(&whole)
                }
                Some("css") => {
                    whole = style::joined(bytes, find);
                    without_space(&whole)
                }
                _ => Cow::Borrowed(*bytes),
            };
            let bytes = with_origin(ending_of(name), bytes, addresses);
            assets.add(name, &bytes, addresses);
        }
        assets
    }

    fn add(&mut self, name: &str, bytes: &[u8], addresses: &Addresses<'_>) {
        let path = format!("assets/{}", fingerprinted(name, bytes));
        let address = addresses.file(&path);
        self.addresses.insert(name.to_owned(), address);
        self.files.push(RenderedFile::new(path, bytes));
    }
}

fn ending_of(name: &str) -> Option<&str> {
    Path::new(name).extension().and_then(OsStr::to_str)
}

/// The style sheet with the origin of the site put in; anything else as it is.
fn with_origin<'a>(
    ending: Option<&str>,
    bytes: Cow<'a, [u8]>,
    addresses: &Addresses<'_>,
) -> Cow<'a, [u8]> {
    match std::str::from_utf8(&bytes) {
        Ok(style) if ending == Some("css") && style.contains(ORIGIN) => {
            Cow::Owned(style.replace(ORIGIN, &addresses.origin()).into_bytes())
        }
        _ => bytes,
    }
}

/// `site.css` becomes `site.0123456789.css`.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash: String = blake3::hash(bytes).to_hex().chars().take(DIGITS).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprinted;

    #[test]
    fn a_name_changes_with_the_bytes() {
        let name = fingerprinted("site.css", b"a{}");
        let hash = name
            .strip_prefix("site.")
            .and_then(|rest| rest.strip_suffix(".css"));
        assert_eq!(hash.map(str::len), Some(8), "{name}");
        assert_ne!(name, fingerprinted("site.css", b"b{}"));
    }
}
