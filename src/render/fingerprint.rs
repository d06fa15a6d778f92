//! Names for assets that change with their bytes, so that a browser may keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Addresses;
use super::RenderedFile;
use super::script::{is_script, without_comments};
use super::theme::Theme;

/// How many hexadecimal digits of the hash stand in a name: 40 bits.
const DIGITS: usize = 10;

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
        for (name, bytes) in theme.assets() {
            let bytes = if is_script(name) {
                without_comments(bytes)
            } else {
                Cow::Borrowed(bytes)
            };
            let path = format!("assets/{}", fingerprinted(name, &bytes));
            let address = addresses.file(&path);
            assets.addresses.insert(name.to_owned(), address);
            assets.files.push(RenderedFile::new(path, bytes));
        }
        assets
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
        assert_eq!(hash.map(str::len), Some(10), "{name}");
        assert_ne!(name, fingerprinted("site.css", b"b{}"));
    }
}
