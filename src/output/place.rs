//! The target and the hidden names beside it: the lock, the new tree, the old tree.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{CommitError, MANIFEST_NAME, Manifest};

/// What stands at the target.
#[derive(Debug)]
pub(super) enum Standing {
    /// Nothing, or an empty folder.
    Free,
    /// A site that Plainly wrote; `None` if its manifest cannot be read.
    Ours(Option<Manifest>),
}

/// A target, with links resolved, and what is beside it.
#[derive(Debug)]
pub(super) struct Place {
    /// The target as the caller named it, for messages.
    named: PathBuf,
    /// The real folder.
    pub(super) target: PathBuf,
    /// The folder around it.
    parent: PathBuf,
    /// The target's own name.
    name: OsString,
}

impl Place {
    /// Finds the real folder behind `named`, and makes the folder around it.
    ///
    /// A target that is a link stays one: the folder that it leads to is replaced.
    pub(super) fn find(named: &Path) -> Result<Self, CommitError> {
        let target = real_path(named)?;
        let no_name = || CommitError::NoName {
            path: named.to_owned(),
        };
        let parent = target.parent().ok_or_else(no_name)?.to_owned();
        let name = target.file_name().ok_or_else(no_name)?.to_owned();
        Ok(Self {
            named: named.to_owned(),
            target,
            parent,
            name,
        })
    }

    /// Looks at what stands at the target; refuses what may not be replaced.
    pub(super) fn standing(&self) -> Result<Standing, CommitError> {
        let path = self.named.clone();
        match fs::metadata(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Free),
            Err(error) => return Err(CommitError::io(path, "read")(error)),
            Ok(about) if !about.is_dir() => return Err(CommitError::IsAFile { path }),
            Ok(_) => {}
        }
        if fs::symlink_metadata(self.target.join(".git")).is_ok() {
            return Err(CommitError::HoldsRepository { path });
        }
        match fs::read(self.target.join(MANIFEST_NAME)) {
            // A manifest that a power cut damaged is still the mark that the folder is ours.
            Ok(bytes) => return Ok(Standing::Ours(Manifest::read(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(CommitError::io(path.join(MANIFEST_NAME), "read")(error));
            }
        }
        let mut entries =
            fs::read_dir(&self.target).map_err(CommitError::io(path.clone(), "read"))?;
        if entries.next().is_some() {
            return Err(CommitError::NotOurs { path });
        }
        Ok(Standing::Free)
    }

    /// Takes the lock, which the kernel gives back when the file is closed or the process dies.
    ///
    /// The file stays: removing it would let a third run lock a name that is gone.
    pub(super) fn lock(&self) -> Result<File, CommitError> {
        let path = self.beside("lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(CommitError::io(&path, "written"))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(CommitError::Locked {
                path: self.named.clone(),
            }),
            Err(TryLockError::Error(error)) => Err(CommitError::io(path, "locked")(error)),
        }
    }

    /// Clears up after runs that were killed. Only the holder of the lock may call it.
    ///
    /// A run that was killed between two renames has left the old site under another name and no
    /// target: that site moves back.
    pub(super) fn clear_leftovers(&self) -> Result<(), CommitError> {
        let mut leftovers = self.leftovers()?;
        if fs::symlink_metadata(&self.target).is_err() {
            let old = self.prefix("old-");
            let is_old_site = |name: &OsString| {
                starts_with(name, &old) && self.parent.join(name).join(MANIFEST_NAME).is_file()
            };
            if let Some(at) = leftovers.iter().position(is_old_site) {
                let path = self.parent.join(leftovers.remove(at));
                fs::rename(&path, &self.target).map_err(CommitError::io(path, "put back"))?;
            }
        }
        for name in leftovers {
            let path = self.parent.join(name);
            remove(&path).map_err(CommitError::io(path, "removed"))?;
        }
        Ok(())
    }

    /// Where the new tree is built: on the same file system, and never seen by visitors.
    pub(super) fn new_tree(&self) -> PathBuf {
        self.beside(&format!("new-{}", std::process::id()))
    }

    /// Where the old tree waits for its end, where folders cannot be exchanged.
    pub(super) fn old_tree(&self) -> PathBuf {
        self.beside(&format!("old-{}", std::process::id()))
    }

    /// The names of what killed runs left behind, sorted.
    fn leftovers(&self) -> Result<Vec<OsString>, CommitError> {
        let (new, old) = (self.prefix("new-"), self.prefix("old-"));
        let mut names = Vec::new();
        let entries = fs::read_dir(&self.parent).map_err(CommitError::io(&self.parent, "read"))?;
        for entry in entries {
            let entry = entry.map_err(CommitError::io(&self.parent, "read"))?;
            let name = entry.file_name();
            if starts_with(&name, &new) || starts_with(&name, &old) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn beside(&self, what: &str) -> PathBuf {
        self.parent.join(self.prefix(what))
    }

    fn prefix(&self, what: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".plainly-");
        name.push(what);
        name
    }
}

/// Removes a folder with all that is in it, or a file. Links are not followed.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

/// The real path of the target, whether it exists or not. Makes the folder around it.
fn real_path(named: &Path) -> Result<PathBuf, CommitError> {
    match named.canonicalize() {
        Ok(path) => return Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(CommitError::io(named, "found")(error)),
    }
    let parent = match named.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // A link to nothing: a run that was killed may have moved the folder behind it. Links that
    // lead in a circle are another error, so this comes to an end.
    if let Ok(behind) = fs::read_link(named) {
        return real_path(&parent.join(behind));
    }
    let name = named.file_name().ok_or_else(|| CommitError::NoName {
        path: named.to_owned(),
    })?;
    fs::create_dir_all(parent).map_err(CommitError::io(parent, "made"))?;
    let parent = parent
        .canonicalize()
        .map_err(CommitError::io(parent, "found"))?;
    Ok(parent.join(name))
}

fn starts_with(name: &OsStr, prefix: &OsStr) -> bool {
    name.as_encoded_bytes()
        .starts_with(prefix.as_encoded_bytes())
}
