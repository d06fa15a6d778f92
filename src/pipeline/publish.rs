//! Renders a snapshot and writes it.

use std::path::{Path, PathBuf};

use super::theme_files;
use super::workspace::{CONTENT, STATIC};
use super::{PipelineError, Snapshot};
use crate::output::{CommitSummary, Content, OutputPath, Plan, commit};
use crate::render::RenderedContent;
use crate::source::SourceError;

/// How a site is written.
#[derive(Debug, Clone)]
pub struct PublishOptions {
    /// The folder of the built site.
    pub out: PathBuf,
    /// Whether findings stop only where publishing would harm a reader or lose a page.
    pub warn_only: bool,
}

/// What came of a build.
#[derive(Debug)]
pub enum BuildOutcome {
    /// The gate refused; the last good site is untouched.
    Refused,
    /// The site was written.
    Published(CommitSummary),
}

impl Snapshot {
    /// Writes the site, unless the gate refuses.
    pub fn publish(&mut self, options: &PublishOptions) -> Result<BuildOutcome, PipelineError> {
        if self.verdict.forbids_publishing(options.warn_only) {
            return Ok(BuildOutcome::Refused);
        }
        self.refuse_sources(&options.out)?;
        let plan = self.plan()?;
        let mut timings = std::mem::take(&mut self.timings);
        let summary = timings.time("write", || commit(&plan, &options.out));
        self.timings = timings;
        Ok(BuildOutcome::Published(summary?))
    }

    /// A site published into its own sources would be read again by the next build.
    fn refuse_sources(&self, out: &Path) -> Result<(), PipelineError> {
        let whole = |path: &Path| {
            let path = path.canonicalize().or_else(|_| std::path::absolute(path));
            path.map_err(|error| SourceError::Io {
                path: out.to_owned(),
                error,
            })
        };
        let (out, root) = (whole(out)?, whole(&self.root)?);
        let is_inside = |name: &str| out.starts_with(root.join(name));
        if [CONTENT, STATIC, "themes"].into_iter().any(is_inside) {
            return Err(PipelineError::OutputAmongSources(out));
        }
        Ok(())
    }

    /// Every file of the built site.
    pub fn plan(&mut self) -> Result<Plan, PipelineError> {
        let mut plan = Plan::default();
        for file in self.render()? {
            let content = match file.content {
                RenderedContent::Bytes(bytes) => Content::Bytes(bytes),
                RenderedContent::Copy(disk) => Content::Copy(disk),
            };
            plan.insert(OutputPath::new(file.path)?, content)?;
        }
        for (path, disk) in theme_files::list(&self.root.join(STATIC))? {
            plan.insert(OutputPath::new(path)?, Content::Copy(disk))?;
        }
        Ok(plan)
    }
}
