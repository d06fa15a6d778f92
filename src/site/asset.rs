//! Which files under `content/` are published.

use std::path::Path;

/// Their extensions: nothing that a browser would run.
const PUBLISHED: [&str; 13] = [
    "avif", "csv", "docx", "gif", "jpeg", "jpg", "mp3", "mp4", "odt", "pdf", "png", "txt", "webp",
];

/// Whether a file under `content/` is copied to the site.
///
/// Strangers write `content/`, so that SVG and HTML come only from `static/`.
pub fn is_published(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|end| end.to_str());
    extension.is_some_and(|end| PUBLISHED.contains(&end.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_published;

    #[test]
    fn only_what_a_browser_does_not_run_is_published() {
        assert!(is_published("content/esa/form.PDF"));
        assert!(is_published("content/a.webp"));
        for path in [
            "content/a.svg",
            "content/a.html",
            "content/a.js",
            "content/a",
        ] {
            assert!(!is_published(path), "{path}");
        }
    }
}
