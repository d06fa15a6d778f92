//! How a run can fail, other than by what the pages say.

use std::path::PathBuf;

use crate::config::ConfigError;
use crate::output::{Collision, CommitError, OutputPathError, ReplaceError};
use crate::render::RenderError;
use crate::search::SearchError;
use crate::source::SourceError;

/// The environment, the settings or the theme stopped a run.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The files could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// `site.toml` cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The address that the site was given is none.
    #[error("“{0}” is not the address of a site. Write it as https://example.org/help/")]
    BaseUrl(String),
    /// The built site would stand among what it is built from.
    #[error("{} is part of what the site is made from.\nChoose another folder for the built site.", .0.display())]
    OutputAmongSources(PathBuf),
    /// `site.toml` names something that the site does not have.
    #[error("site.toml: {0}")]
    Settings(String),
    /// `site.toml` names a list of words that cannot be read.
    #[error("{0}")]
    Words(String),
    /// The search index could not be made.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The theme could not draw a page.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A file has a name that no web server could hold.
    #[error(transparent)]
    Name(#[from] OutputPathError),
    /// Two files want the same place.
    #[error(transparent)]
    Collision(#[from] Collision),
    /// The site could not be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// A page could not be mended.
    #[error(transparent)]
    Replace(#[from] ReplaceError),
    /// A page lies outside the site, behind a link.
    #[error("{} lies outside the site, behind a link, so it was left as it is.\nRun the command with --root at the folder that it really lies in.", .0.display())]
    OutsideSite(PathBuf),
}

impl PipelineError {
    /// Whether what people wrote is the cause, and not the environment.
    pub const fn is_about_content(&self) -> bool {
        matches!(self, Self::Name(_) | Self::Collision(_))
    }
}
