//! The only place that joins the stages.
//!
//! 1. [`Workspace::open`] reads `site.toml`.
//! 2. [`Workspace::snapshot`] reads the sources, puts the site together and judges it.
//! 3. [`Snapshot::render`] indexes and draws it; [`Snapshot::publish`] writes it.
//!
//! Checks of old content go on from there: a [`Selection`] picks the findings that count, by what
//! a branch changed ([`Changes`]) and by what is known ([`Baseline`]), and [`mend()`] makes their
//! safe edits.
//!
//! [`Workspace::overview`] sums a snapshot up for a report of the whole site, and
//! [`Workspace::history`] does so for the commits before it.
//!
//! Commands and the preview see a [`Snapshot`] and never the inside of a stage.

mod baseline;
mod changed;
mod diff;
mod error;
mod git;
mod history;
mod judged;
mod loose;
mod mend;
mod old_files;
mod overview;
mod publish;
mod selection;
mod theme_files;
mod workspace;

pub use crate::config::FILE_NAME as SETTINGS_FILE;
pub use baseline::{Baseline, BaselineError};
pub use changed::Changes;
pub use error::PipelineError;
pub use git::GitError;
pub use judged::{Judged, Subject};
pub use loose::{check_loose, loose_site};
pub use mend::{Mended, mend};
pub use publish::{BuildOutcome, PublishOptions};
pub use selection::{Selected, Selection};
pub use workspace::{Snapshot, Timings, Workspace, inspect};
