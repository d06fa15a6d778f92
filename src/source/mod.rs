//! Reads the files that people write, and knows where everything stands in them.
//!
//! 1. [`SourceSet::read`] walks a folder (links are not followed) and reads each Markdown file.
//! 2. [`SourceFile`] splits the front matter from the body.
//! 3. [`LineIndex`] turns a byte into the line and column that people see.
//!
//! Positions everywhere in the program are byte ranges ([`Span`]) into the original file,
//! byte-order mark included; lines and columns exist only in reports.

mod error;
mod file;
mod span;
mod walk;

pub use error::SourceError;
pub use file::{FrontMatter, SourceFile, SourceId};
pub use span::{LineIndex, Position, Span};
pub use walk::{
    AssetFile, MAX_FILE_BYTES, ReadProblem, ReadProblemKind, SourceSet, is_source_path,
};
