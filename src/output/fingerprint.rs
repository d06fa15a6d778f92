//! File names that change with what the file holds.

/// How many hex digits of the hash stand in the name: 40 bits.
///
/// A site has hundreds of assets, not millions, so two of the same name and fingerprint are
/// out of reach.
const DIGITS: usize = 10;

/// Puts a fingerprint of `bytes` into a file name, before its extension.
///
/// `assets/site.css` becomes `assets/site.3f9a0c12ab.css`: the name changes whenever the content
/// does, so that browsers may keep the file for ever.
pub fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let digits: String = hash.chars().take(DIGITS).collect();
    let (folder, name) = match path.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name),
        None => (String::new(), path),
    };
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => {
            format!("{folder}{stem}.{digits}.{extension}")
        }
        _ => format!("{folder}{name}.{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprinted;

    // The BLAKE3 hash of no bytes begins af1349b9f5f9a1a6.
    #[test]
    fn the_fingerprint_stands_before_the_extension() {
        assert_eq!(
            fingerprinted("assets/site.css", b""),
            "assets/site.af1349b9f5.css"
        );
        assert_eq!(fingerprinted("site.min.js", b""), "site.min.af1349b9f5.js");
    }

    #[test]
    fn a_name_without_extension_ends_with_it() {
        assert_eq!(fingerprinted("a.b/LICENSE", b""), "a.b/LICENSE.af1349b9f5");
        assert_eq!(fingerprinted(".hidden", b""), ".hidden.af1349b9f5");
    }

    #[test]
    fn other_bytes_have_another_name() {
        assert_ne!(fingerprinted("a.css", b"a"), fingerprinted("a.css", b"b"));
    }
}
