//! The only code that writes to the disk: the built site, all of it or nothing, and single files.
//!
//! 1. The stages before put every file of the site into a [`Plan`]. Its keys are [`OutputPath`]s,
//!    which cannot lead out of the folder, and no two files may want the same place.
//! 2. [`commit()`] locks the target, clears up after killed runs and writes the whole site into a
//!    new folder beside the target.
//! 3. The new folder and the target change places in one step, and the old tree is deleted.
//!
//! A [`Manifest`] inside the folder is the mark that Plainly made it. A folder that holds files
//! and has no manifest is never touched.
//!
//! A page that a person wrote is mended by [`replace_file`], which writes beside it and renames.

mod commit;
mod error;
mod manifest;
mod path;
mod place;
mod plan;
mod replace;
mod swap;

pub use commit::{CommitSummary, commit};
pub use error::CommitError;
pub use manifest::{MANIFEST_NAME, Manifest};
pub use path::{OutputPath, OutputPathError, PathFault};
pub use plan::{Collision, Content, Plan};
pub use replace::{ReplaceError, replace_file, write_file};
