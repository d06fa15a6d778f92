//! How the site stood after each of its last commits.
//!
//! 1. Git names the commits that changed pages, and the files of each.
//! 2. What the files hold is read from git's store, each text once.
//! 3. Each state is put together and judged as the files on the disk are, on the day of its commit.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::git::{Git, GitError, repository_around};
use super::old_files::{Commit, OldFile};
use super::overview::{page_scores, site_state};
use super::workspace::{CONTENT, STATIC};
use super::{Snapshot, Workspace};
use crate::report::{SiteState, Trend};
use crate::site::long_date;
use crate::source::{AssetFile, SourceSet, is_source_path};

/// Files of a commit, and what the blobs of all commits hold.
struct OldSite<'a> {
    files: &'a [OldFile],
    contents: &'a BTreeMap<String, Vec<u8>>,
}

impl Workspace {
    /// How the site stood after each of the last commits that changed pages, at most `wanted`, and
    /// how it stands now. Where git cannot tell, the trend says why.
    pub fn history(&self, snapshot: &Snapshot, wanted: usize) -> Trend {
        let mut trend = Trend {
            wanted,
            ..Trend::default()
        };
        match self.old_states(wanted) {
            Ok((states, note)) => (trend.states, trend.note) = (states, note),
            Err(error) => trend.note = Some(said_of(&error)),
        }
        if !trend.states.is_empty() {
            let scores = page_scores(&snapshot.site, &snapshot.sources, self.checks());
            let date = long_date(snapshot.site.date);
            let verdict = &snapshot.verdict;
            trend
                .states
                .push(site_state(date, None, &snapshot.site, verdict, &scores));
        }
        trend
    }

    fn old_states(&self, wanted: usize) -> Result<(Vec<SiteState>, Option<String>), GitError> {
        repository_around(self.root())?;
        let git = Git {
            folder: self.root().to_owned(),
        };
        let has_commit = git.run(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        let mut commits = if has_commit.status.success() {
            git.commits(wanted)?
        } else {
            Vec::new()
        };
        commits.reverse();
        let files = commits.iter().map(|commit| git.files_of(commit));
        let files: Vec<Vec<OldFile>> = files.collect::<Result<_, _>>()?;
        let blobs: BTreeSet<&str> = files.iter().flatten().filter_map(blob_of_source).collect();
        let contents = git.contents(&blobs.into_iter().collect::<Vec<_>>())?;
        let states = commits.iter().zip(&files).map(|(commit, files)| {
            let contents = &contents;
            self.old_state(commit, &OldSite { files, contents })
        });
        let states: Vec<SiteState> = states.collect();
        let note = note(states.len(), wanted, git.is_shallow());
        Ok((states, note))
    }

    fn old_state(&self, commit: &Commit, old: &OldSite<'_>) -> SiteState {
        let date = day_of(commit);
        let sources = old.sources();
        let (site, verdict) = self.as_it_was(&sources, &old.static_files(), date);
        let scores = page_scores(&site, &sources, self.checks());
        let name = (commit.short.clone(), commit.subject.clone());
        site_state(long_date(date), Some(name), &site, &verdict, &scores)
    }
}

/// The day of a commit in UTC, so that a report never depends on a time zone.
fn day_of(commit: &Commit) -> Date {
    let time = Timestamp::from_second(commit.seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_zoned(TimeZone::UTC).date()
}

/// The path below a folder of the site.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// What a file holds, if it is a page or data; nobody needs to read a picture.
fn blob_of_source(file: &OldFile) -> Option<&str> {
    let is_source = is_source_path(below(&file.path, CONTENT)?)?;
    is_source.then_some(file.blob.as_str())
}

impl OldSite<'_> {
    fn sources(&self) -> SourceSet {
        let mut sources = SourceSet::new();
        for file in self.files {
            let kind = below(&file.path, CONTENT).and_then(is_source_path);
            let path = file.path.clone();
            match (kind, self.contents.get(&file.blob)) {
                (Some(true), Some(bytes)) => {
                    sources.push_bytes(path, bytes.clone());
                }
                (Some(false), _) => sources.assets.push(AssetFile {
                    disk: path.clone().into(),
                    path,
                    size: None,
                }),
                _ => {}
            }
        }
        sources
    }

    fn static_files(&self) -> BTreeSet<String> {
        let files = self.files.iter();
        let files = files.filter_map(|file| below(&file.path, STATIC));
        files.map(str::to_owned).collect()
    }
}

/// Why there are fewer commits than were asked for.
fn note(found: usize, wanted: usize, shallow: bool) -> Option<String> {
    if found >= wanted {
        return None;
    }
    let said = match found {
        0 => "Git holds no commit of this site’s pages yet, so there is no trend to show.",
        1 => "This is the only commit that changed pages.",
        _ => "These are all the commits that changed pages.",
    };
    let shallow = if shallow {
        " Only the newest commits were fetched into this copy. To fetch the others, type: git fetch --unshallow"
    } else {
        ""
    };
    Some(format!("{said}{shallow}"))
}

/// Why there is no trend, for people who read a report and did not ask git for anything.
fn said_of(error: &GitError) -> String {
    match error {
        GitError::NotInstalled => {
            "The program git was not found, so there is no trend to show.".to_owned()
        }
        GitError::NoRepository { .. } => {
            "The site is in no git repository, so there is no trend to show.".to_owned()
        }
        GitError::Failed { said } => format!("There is no trend to show. Git said: {said}"),
        other => format!("There is no trend to show. {other}"),
    }
}
