//! Puts a new text in the place of a file that a person wrote, in one step.

use std::ffi::OsString;
use std::fs;
use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file could not be replaced. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// Somebody saved the file after it was read.
    #[error("{} changed while it was being checked, so it was left as it is.\nSave your work in other programs, then run the command again.", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file is a link, or something else that is no file of its own.
    #[error("{} is a link or no ordinary file, so it was left as it is.\nName the file itself.", path.display())]
    NotAFile {
        /// The path as it was asked for.
        path: PathBuf,
    },
    /// The file may not be written.
    #[error("{} is protected from writing, so it was left as it is.\nTake the protection off, then run the command again.", path.display())]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// The system refused to read or write the file, or the new one beside it.
    #[error("{} could not be written: {error}.\nCheck that you may write in its folder and that the disk has room, then run the command again.", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Puts `new` in the place of the file at `path`, if that still holds `old`.
///
/// Whoever reads the file, even after a crash, finds the whole old text or the whole new one. The
/// mode and the owner stay. A link is not followed.
pub fn replace_file(path: &Path, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
    let about = fs::symlink_metadata(path).map_err(io_error(path))?;
    if !about.is_file() {
        return Err(ReplaceError::NotAFile {
            path: path.to_owned(),
        });
    }
    if about.permissions().readonly() {
        return Err(ReplaceError::Protected {
            path: path.to_owned(),
        });
    }
    put(path, new, Some((old, &about)))
}

/// Writes a file, new or in the place of an old one. If `path` is a link, the file that it leads to
/// is written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ReplaceError> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&real) {
        Ok(about) if about.is_file() => {
            let old = fs::read(&real).map_err(io_error(path))?;
            put(&real, bytes, Some((&old, &about)))
        }
        Ok(_) => Err(ReplaceError::NotAFile {
            path: path.to_owned(),
        }),
        Err(_) => put(&real, bytes, None),
    }
}

/// Writes beside `path`, then renames. What was there must still be as it was known.
fn put(path: &Path, bytes: &[u8], known: Option<(&[u8], &Metadata)>) -> Result<(), ReplaceError> {
    let beside = beside(path);
    let written = write_beside(&beside, bytes, known.map(|(_, about)| about));
    let moved = written.map_err(io_error(path)).and_then(|()| {
        if let Some((old, _)) = known
            && fs::read(path).map_err(io_error(path))? != old
        {
            return Err(ReplaceError::Changed {
                path: path.to_owned(),
            });
        }
        fs::rename(&beside, path).map_err(io_error(path))
    });
    moved.inspect_err(|_| {
        // A file that cannot be removed either is named so that a person sees what it is.
        let _ = fs::remove_file(&beside);
    })
}

fn write_beside(beside: &Path, bytes: &[u8], about: Option<&Metadata>) -> io::Result<()> {
    // A killed run with the same number may have left one. Removed and not opened, because what
    // stands there could be a link.
    let _ = fs::remove_file(beside);
    let mut file = File::options().write(true).create_new(true).open(beside)?;
    file.write_all(bytes)?;
    if let Some(about) = about {
        keep_owner(&file, about);
        file.set_permissions(about.permissions())?;
    }
    // Unlike a built site, this cannot be made again: it must survive a power cut.
    file.sync_all()
}

/// Only the system's administrator may give files away. For all others the owner is right already.
#[cfg(unix)]
fn keep_owner(file: &File, about: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let _ = fchown(file, Some(about.uid()), Some(about.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _about: &Metadata) {}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".plainly-new-{}", std::process::id()));
    path.with_file_name(name)
}

fn io_error(path: &Path) -> impl Fn(io::Error) -> ReplaceError + '_ {
    |error| ReplaceError::Io {
        path: path.to_owned(),
        error,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::fs::File;
    use std::io::Write;
    use std::path::Path;

    use super::{ReplaceError, replace_file, write_file};

    fn put(path: &Path, text: &str) {
        let mut file = File::create(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    fn count(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        put(&path, "old");
        replace_file(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(count(folder.path()), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        put(&path, "saved by a person");
        let error = replace_file(&path, b"old", b"new").unwrap_err();
        assert!(matches!(error, ReplaceError::Changed { .. }));
        assert_eq!(fs::read_to_string(&path).unwrap(), "saved by a person");
        assert_eq!(count(folder.path()), 1);
    }

    #[test]
    fn a_file_is_written_where_there_was_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.json");
        for text in ["one", "two"] {
            write_file(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        let error = write_file(folder.path(), b"x").unwrap_err();
        assert!(matches!(error, ReplaceError::NotAFile { .. }));
        let nowhere = folder.path().join("no/folder/file");
        let error = write_file(&nowhere, b"x").unwrap_err();
        assert!(matches!(error, ReplaceError::Io { .. }));
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_stays_and_a_link_is_not_followed() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        put(&path, "old");
        for mode in [0o600, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let old = fs::read(&path).unwrap();
            replace_file(&path, &old, format!("{mode}").as_bytes()).unwrap();
            let now = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(now & 0o777, mode);
        }
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let old = fs::read(&path).unwrap();
        let error = replace_file(&link, &old, b"new").unwrap_err();
        assert!(matches!(error, ReplaceError::NotAFile { .. }));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let error = replace_file(&path, &old, b"new").unwrap_err();
        assert!(matches!(error, ReplaceError::Protected { .. }));
        assert_eq!(fs::read(&path).unwrap(), old);
    }
}
