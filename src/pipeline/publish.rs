//! Renders a snapshot and writes it.

use std::path::PathBuf;

use super::theme_files;
use super::workspace::STATIC;
use super::{PipelineError, Snapshot};
use crate::output::{CommitSummary, Content, OutputPath, Plan, commit};
use crate::render::RenderedContent;

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
        let plan = self.plan()?;
        let mut timings = std::mem::take(&mut self.timings);
        let summary = timings.time("write", || commit(&plan, &options.out));
        self.timings = timings;
        Ok(BuildOutcome::Published(summary?))
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
