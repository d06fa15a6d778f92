//! Why a site could not be written.

use std::io;
use std::path::PathBuf;

/// The built site could not be written. What was there before is still there.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The target is a folder with files in it that Plainly did not put there.
    #[error("{} was not made by Plainly, and it is not empty.\nBuilding replaces everything in a folder, so nothing was written. Choose an empty or new folder with --out, or empty this one yourself if you do not need what is in it.", path.display())]
    NotOurs {
        /// The target.
        path: PathBuf,
    },
    /// The target holds a git repository, which replacing it would delete.
    #[error("{} holds a git repository (.git).\nBuilding replaces everything in a folder, and the repository would be lost, so nothing was written. Build into another folder with --out, and copy the site from there.", path.display())]
    HoldsRepository {
        /// The target.
        path: PathBuf,
    },
    /// The target is a file.
    #[error("{} is a file, and the site needs a folder.\nChoose another place with --out, or remove the file.", path.display())]
    IsAFile {
        /// The target.
        path: PathBuf,
    },
    /// The target cannot be replaced by another folder: the root of a disk.
    #[error("{} cannot be replaced by a built site.\nChoose a folder of its own with --out.", path.display())]
    NoName {
        /// The target.
        path: PathBuf,
    },
    /// Another run is writing to the same target.
    #[error("another Plainly is building into {} at this moment.\nWait until it has finished, or build into another folder with --out.", path.display())]
    Locked {
        /// The target.
        path: PathBuf,
    },
    /// A file that belongs into the site could not be read.
    #[error("{} could not be copied into the site: {error}.\nThe site that was there before is untouched. Check that the file exists and that you may read it, then build again.", path.display())]
    Unreadable {
        /// The file that should be copied.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The system refused to read, write or remove something beside or in the target.
    #[error("{} could not be {action}: {error}.\nThe site that was there before is untouched. {}, then build again.", path.display(), remedy(error))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was to be done with it: `written`, `removed`.
        action: &'static str,
        /// What the system said.
        error: io::Error,
    },
    /// The site was written beside the target and could not take its place.
    #[error("the new site could not take the place of {}: {error}.\nThe site that was there before is untouched. The whole folder is replaced in one step, so it must not be a disk or share of its own, and no program may hold it open. Choose a folder inside it with --out, or close the program, then build again.", path.display())]
    Swap {
        /// The target.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Make room on the disk",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Check that you may write there and in the folder around it"
        }
        _ => "Put right what the system names",
    }
}

impl CommitError {
    /// For `map_err`: names the path and what was to be done with it.
    pub(super) fn io(
        path: impl Into<PathBuf>,
        action: &'static str,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io {
            path,
            action,
            error,
        }
    }
}
