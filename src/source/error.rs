//! What can go wrong with the file system while sources are read.

use std::io;
use std::path::PathBuf;

/// The environment failed while the sources were read.
///
/// A file with bad content is not an error of this kind: it is a
/// [`ReadProblem`](super::ReadProblem), which becomes a finding.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The folder or file that was asked for is not there.
    #[error("{} does not exist.\nCheck the spelling, or run the command from the folder that holds it.", path.display())]
    Missing {
        /// The path as it was asked for.
        path: PathBuf,
    },
    /// A file was listed and then could not be found: something else is changing the folder.
    #[error("{} vanished while it was being read.\nSomething else is changing this folder. Run the command again when it has finished.", path.display())]
    Vanished {
        /// The file that vanished.
        path: PathBuf,
    },
    /// The system refused to read a file or folder.
    #[error("{} could not be read: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl SourceError {
    /// Names what the system said of `path`; a file that is gone gets its own name.
    pub(super) fn reading(path: impl Into<PathBuf>, error: io::Error) -> Self {
        let path = path.into();
        if error.kind() == io::ErrorKind::NotFound {
            Self::Vanished { path }
        } else {
            Self::Io { path, error }
        }
    }
}
