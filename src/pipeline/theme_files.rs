//! Reads the files of a theme and of `static/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::render::Theme;
use crate::source::SourceError;

/// The default theme, with the files of `themes/NAME/` laid over it.
pub(super) fn read_theme(root: &Path, name: &str) -> Result<Theme, SourceError> {
    let folder = root.join("themes").join(name);
    if name != "default" && !folder.is_dir() {
        return Err(SourceError::Missing { path: folder });
    }
    let mut files = BTreeMap::new();
    for (path, disk) in list(&folder)? {
        let bytes = fs::read(&disk).map_err(|error| SourceError::Io { path: disk, error })?;
        files.insert(path, bytes);
    }
    Ok(Theme::embedded().overlay(files))
}

/// Every file below a folder, by path with `/`. No folder, no files. Links are not followed.
pub(super) fn list(folder: &Path) -> Result<BTreeMap<String, PathBuf>, SourceError> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder).follow_links(false) {
        let entry = entry.map_err(|error| SourceError::Io {
            path: folder.to_owned(),
            error: error.into(),
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        files.insert(parts.join("/"), entry.path().to_owned());
    }
    Ok(files)
}
