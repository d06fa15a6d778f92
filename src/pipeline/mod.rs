//! The only place that joins the stages.
//!
//! 1. [`Workspace::open`] reads `site.toml`.
//! 2. [`Workspace::snapshot`] reads the sources, puts the site together and judges it.
//! 3. [`Snapshot::render`] indexes and draws it; [`Snapshot::publish`] writes it.
//!
//! Commands and the preview see a [`Snapshot`] and never the inside of a stage.

mod error;
mod loose;
mod publish;
mod theme_files;
mod workspace;

pub use crate::config::FILE_NAME as SETTINGS_FILE;
pub use error::PipelineError;
pub use loose::{check_loose, loose_site};
pub use publish::{BuildOutcome, PublishOptions};
pub use workspace::{Snapshot, Timings, Workspace, inspect};
