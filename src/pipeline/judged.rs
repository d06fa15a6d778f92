//! Files with what the gate says of them, be they a site or loose.

use jiff::civil::Date;

use super::PipelineError;
use super::loose::check_loose;
use super::workspace::{Snapshot, Workspace};
use crate::check::Verdict;
use crate::site::Site;
use crate::source::SourceSet;

/// What files are judged as.
#[derive(Debug)]
pub enum Subject {
    /// Pages of this site.
    Site(Box<Workspace>),
    /// Files that belong to no site, on this date.
    Loose(Date),
}

/// Files with what the gate says of them.
#[derive(Debug)]
pub struct Judged {
    /// The files.
    pub sources: SourceSet,
    /// The site that they make up.
    pub site: Site,
    /// What the gate found.
    pub verdict: Verdict,
}

impl Subject {
    /// Judges files, edited or not. With `only`, findings are kept for files at or below these
    /// paths.
    pub fn judge(
        &self,
        sources: SourceSet,
        only: Option<&[String]>,
    ) -> Result<Judged, PipelineError> {
        match self {
            Self::Site(workspace) => {
                let Snapshot {
                    sources,
                    site,
                    verdict,
                    ..
                } = workspace.snapshot_of(sources, false, only)?;
                Ok(Judged {
                    sources,
                    site,
                    verdict,
                })
            }
            Self::Loose(date) => {
                let (site, verdict) = check_loose(&sources, *date);
                Ok(Judged {
                    sources,
                    site,
                    verdict,
                })
            }
        }
    }
}
