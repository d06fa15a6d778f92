//! Where a file stands in the built site.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::MANIFEST_NAME;

/// The most bytes a file or folder name may have; common file systems allow no more.
const MAX_NAME_BYTES: usize = 255;

/// Device names that Windows keeps for itself, with any extension and in any case.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The path of one file, from the top of the built site, with `/` on every system.
///
/// It can never lead out of the site's folder, and every common system can store it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct OutputPath(String);

/// A path that the built site cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{path:?} cannot be a file of the built site: {fault}.\nRename the file or page that it comes from."
)]
pub struct OutputPathError {
    /// The path as it was asked for.
    pub path: String,
    /// What is wrong with it.
    pub fault: PathFault,
}

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// There is no name, or nothing between two slashes.
    EmptyName,
    /// It begins at the root of a disk.
    Absolute,
    /// One of its names is `.` or `..`.
    Dots,
    /// It holds a control character, or one of `\ < > : " | ? *`.
    Character(char),
    /// Windows keeps the name for a device, or cannot store how it ends.
    NotForWindows,
    /// A name has more than 255 bytes.
    TooLong,
    /// It is the name of the manifest.
    Manifest,
}

impl fmt::Display for PathFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyName => out.write_str("a name in it is empty"),
            Self::Absolute => out.write_str("it begins at the root of a disk"),
            Self::Dots => out.write_str("it holds \".\" or \"..\" as a name"),
            Self::Character(character) => write!(
                out,
                "it holds {character:?}, which not every system can store"
            ),
            Self::NotForWindows => out.write_str("Windows cannot store a file of that name"),
            Self::TooLong => write!(
                out,
                "a name in it is longer than {MAX_NAME_BYTES} bytes, which is the most a disk can store"
            ),
            Self::Manifest => write!(out, "Plainly keeps {MANIFEST_NAME} for itself"),
        }
    }
}

impl OutputPath {
    /// Takes `path` if the built site can hold it.
    pub fn new(path: impl Into<String>) -> Result<Self, OutputPathError> {
        let path = path.into();
        match fault_of(&path) {
            None => Ok(Self(path)),
            Some(fault) => Err(OutputPathError { path, fault }),
        }
    }

    /// The path as text, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The place of the file on disk, below `folder`.
    pub fn below(&self, folder: &Path) -> PathBuf {
        folder.join(&self.0)
    }

    /// The folders that hold the file, the outermost first.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.0
            .match_indices('/')
            .filter_map(|(at, _)| self.0.get(..at))
    }
}

impl TryFrom<String> for OutputPath {
    type Error = OutputPathError;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::new(path)
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn fault_of(path: &str) -> Option<PathFault> {
    if path.starts_with('/') {
        return Some(PathFault::Absolute);
    }
    if path.eq_ignore_ascii_case(MANIFEST_NAME) {
        return Some(PathFault::Manifest);
    }
    path.split('/').find_map(fault_of_name)
}

fn fault_of_name(name: &str) -> Option<PathFault> {
    if name.is_empty() {
        return Some(PathFault::EmptyName);
    }
    if name == "." || name == ".." {
        return Some(PathFault::Dots);
    }
    if let Some(character) = name.chars().find(|&character| is_refused(character)) {
        return Some(PathFault::Character(character));
    }
    if name.len() > MAX_NAME_BYTES {
        return Some(PathFault::TooLong);
    }
    let ends_badly = name.ends_with('.') || name.ends_with(' ');
    (ends_badly || is_device(name)).then_some(PathFault::NotForWindows)
}

fn is_refused(character: char) -> bool {
    character.is_control() || r#"\<>:"|?*"#.contains(character)
}

/// Whether Windows takes `name` for a device: `con`, `aux.txt`, `COM1.tar.gz`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end_matches(' ').to_lowercase();
    if DEVICES.contains(&stem.as_str()) {
        return true;
    }
    let number = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    // Windows counts the superscript digits too.
    number.is_some_and(|number| {
        let mut characters = number.chars();
        matches!(characters.next(), Some('1'..='9' | '¹' | '²' | '³'))
            && characters.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{OutputPath, PathFault};

    fn fault(path: &str) -> Option<PathFault> {
        OutputPath::new(path).err().map(|error| error.fault)
    }

    #[test]
    fn ordinary_paths_are_taken() {
        for path in [
            "index.html",
            "a/b/index.html",
            ".well-known/security.txt",
            "_headers",
            "budd-daliadau/tŷ.html",
            "..a/b...c",
            "console/com10",
        ] {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        for path in ["..", "a/../b", "./a", "a/."] {
            assert_eq!(fault(path), Some(PathFault::Dots), "{path}");
        }
        assert_eq!(fault("/etc/passwd"), Some(PathFault::Absolute));
        assert_eq!(fault("C:/a"), Some(PathFault::Character(':')));
        assert_eq!(fault("a\\b"), Some(PathFault::Character('\\')));
        assert_eq!(fault("a\0b"), Some(PathFault::Character('\0')));
    }

    #[test]
    fn empty_names_are_refused() {
        for path in ["", "a/", "a//b"] {
            assert_eq!(fault(path), Some(PathFault::EmptyName), "{path:?}");
        }
    }

    #[test]
    fn names_that_windows_cannot_store_are_refused() {
        for path in [
            "con",
            "a/NUL.html",
            "Com1.tar.gz",
            "lpt9",
            "com²",
            "a.",
            "b ",
            "aux .txt",
        ] {
            assert_eq!(fault(path), Some(PathFault::NotForWindows), "{path}");
        }
    }

    #[test]
    fn a_name_has_at_most_255_bytes() {
        assert_eq!(fault(&"a".repeat(255)), None);
        assert_eq!(fault(&"é".repeat(128)), Some(PathFault::TooLong));
    }

    #[test]
    fn the_manifest_cannot_be_overwritten() {
        assert_eq!(fault(".Plainly-Manifest.json"), Some(PathFault::Manifest));
    }

    #[test]
    fn folders_come_outermost_first() {
        let path = OutputPath::new("a/b/c.html").expect("the path is good");
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
    }

    proptest! {
        #[test]
        fn a_path_that_is_taken_stays_inside(path in "[a-zA-Z0-9./\\\\: \\x00é]{0,20}") {
            if let Ok(path) = OutputPath::new(path) {
                let plain = std::path::Path::new(path.as_str())
                    .components()
                    .all(|part| matches!(part, std::path::Component::Normal(_)));
                prop_assert!(plain);
            }
        }
    }
}
