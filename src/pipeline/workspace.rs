//! A folder with a site in it, and what it looks like at one moment.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::PipelineError;
use super::theme_files;
use crate::check::{CheckInput, ExemptWords, Scope, Verdict, check};
use crate::config::Config;
use crate::config::FILE_NAME;
use crate::prose::{Counts, Prose, Scores};
use crate::render::{RenderInput, RenderedFile, Theme, render};
use crate::search::SearchIndex;
use crate::site::{Page, Site, SiteInput};
use crate::source::SourceId;
use crate::source::{SourceError, SourceSet};

/// The folder of the pages.
pub(super) const CONTENT: &str = "content";
/// The folder of the files that are copied as they are.
pub(super) const STATIC: &str = "static";

/// A folder with a site in it.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    date: Date,
    config: Config,
}

/// How long each stage took.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    /// Stages in the order in which they ran.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    pub(super) fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.stages.push((stage, start.elapsed()));
        result
    }
}

/// A site as it stands at one moment: its sources, its pages and what the gate says of them.
#[derive(Debug)]
pub struct Snapshot {
    /// The folder.
    pub(super) root: PathBuf,
    /// The files.
    pub sources: SourceSet,
    /// The site.
    pub site: Site,
    /// What the gate found.
    pub verdict: Verdict,
    /// The theme, with the files of the site laid over it.
    theme: Theme,
    /// How long each stage took so far.
    pub timings: Timings,
}

impl Workspace {
    /// Whether there is a site at `root`: settings, or at least pages.
    pub fn exists(root: &Path) -> bool {
        root.join(FILE_NAME).is_file() || root.join(CONTENT).is_dir()
    }

    /// Reads the settings of the site at `root`. A folder with `content/` and no `site.toml`
    /// is a site with default settings.
    pub fn open(root: &Path, date: Date) -> Result<Self, PipelineError> {
        let file = root.join(FILE_NAME);
        let config = match fs::read_to_string(&file) {
            Ok(text) => text.parse()?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if !root.join(CONTENT).is_dir() {
                    return Err(SourceError::Missing { path: file }.into());
                }
                Config::default()
            }
            Err(error) => return Err(SourceError::Io { path: file, error }.into()),
        };
        Ok(Self {
            root: root.to_owned(),
            date,
            config,
        })
    }

    /// The same site at another address.
    pub fn set_base_url(&mut self, base_url: &str) -> Result<(), PipelineError> {
        if self.config.set_base_url(base_url) {
            Ok(())
        } else {
            Err(PipelineError::BaseUrl(base_url.to_owned()))
        }
    }

    /// The same site with the settings as they are now, at the address it has.
    pub fn reopened(&self) -> Result<Self, PipelineError> {
        let mut workspace = Self::open(&self.root, self.date)?;
        workspace.set_base_url(&self.config.site.base_url)?;
        Ok(workspace)
    }

    /// The folder of the site.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file on disk as the site's findings name it, if it is a page of this site.
    pub fn content_path(&self, disk: &Path) -> Option<String> {
        let root = self.root.canonicalize().ok()?;
        let disk = disk.canonicalize().ok()?;
        let below = disk.strip_prefix(root).ok()?;
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        (parts.first().map(AsRef::as_ref) == Some(CONTENT)).then(|| parts.join("/"))
    }

    /// Reads, puts together and judges the site. With `only`, findings are kept for files at or
    /// below these paths.
    pub fn snapshot(
        &self,
        drafts: bool,
        only: Option<&[String]>,
    ) -> Result<Snapshot, PipelineError> {
        let mut timings = Timings::default();
        let sources = timings.time("read", || SourceSet::read(&self.root, CONTENT))?;
        let theme = theme_files::read_theme(&self.root, &self.config.theme)?;
        let static_files = theme_files::list(&self.root.join(STATIC))?
            .into_keys()
            .collect();
        let site = timings.time("site", || {
            Site::build(SiteInput {
                sources: &sources,
                content_prefix: "content/",
                static_files: &static_files,
                settings: self.config.site.clone(),
                date: self.date,
                drafts,
            })
        });
        check_settings(&site)?;
        let wanted = only.map(|paths| wanted(&sources, paths));
        let verdict = timings.time("check", || {
            check(&CheckInput {
                site: &site,
                sources: &sources,
                settings: &self.config.checks,
                scope: Scope::Site,
                only: wanted.as_ref(),
            })
        });
        let root = self.root.clone();
        Ok(Snapshot {
            root,
            sources,
            site,
            verdict,
            theme,
            timings,
        })
    }
}

fn wanted(sources: &SourceSet, paths: &[String]) -> BTreeSet<SourceId> {
    let below = |path: &str| {
        paths.iter().any(|wanted| {
            path.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let files = sources.files().iter().filter(|file| below(&file.path));
    files.map(|file| file.id).collect()
}

/// What `site.toml` points at must be there.
fn check_settings(site: &Site) -> Result<(), PipelineError> {
    for line in &site.settings.help {
        if site.facts.get(&line.fact).is_none() {
            let message = format!(
                "the help line “{}” asks for the fact `{}`, which content/facts.yaml does not have.",
                line.name, line.fact
            );
            return Err(PipelineError::Settings(message));
        }
    }
    let named = [
        ("crisis-page", &site.settings.crisis_page),
        ("advice-page", &site.settings.advice_page),
    ];
    for (key, path) in named {
        if let Some(path) = path
            && !site.pages.iter().any(|page| page.path == *path)
        {
            let message = format!("`{key}` names content/{path}, which is not there.");
            return Err(PipelineError::Settings(message));
        }
    }
    Ok(())
}

impl Snapshot {
    /// The index that readers search.
    pub fn search_index(&self) -> Result<SearchIndex, PipelineError> {
        Ok(SearchIndex::build(&self.site)?)
    }

    /// Every file that the site is made of, except those under `static/`.
    pub fn render(&mut self) -> Result<Vec<RenderedFile>, PipelineError> {
        let mut timings = std::mem::take(&mut self.timings);
        let export = timings.time("search", || SearchIndex::build(&self.site)?.export())?;
        let rendered = timings.time("render", || {
            render(&RenderInput {
                site: &self.site,
                theme: &self.theme,
                search_entry: Some(&export.entry),
            })
        });
        self.timings = timings;
        let mut files = rendered?;
        let index = export
            .files
            .into_iter()
            .map(|(path, bytes)| RenderedFile::new(path, bytes));
        files.extend(index);
        Ok(files)
    }
}

/// The readable text of a page's body, with its counts and scores. Explained terms and names do
/// not count as rare.
pub fn inspect(site: &Site, page: &Page) -> (Prose, Counts, Scores) {
    let prose = Prose::from_document(&page.document, &|id| site.fact_text(id));
    let exempt = ExemptWords::of(site, page, &prose);
    let counts = Counts::of(&prose, &|word| exempt.holds(word));
    let scores = Scores::of(&counts);
    (prose, counts, scores)
}
