//! A folder with a site in it, and what it looks like at one moment.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::PipelineError;
use super::theme_files;
use crate::check::{CheckInput, ExemptWords, Scope, Settings, Verdict, check};
use crate::config::Config;
use crate::config::FILE_NAME;
use crate::diagnostic::nearest;
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
        let mut config: Config = match fs::read_to_string(&file) {
            Ok(text) => text.parse()?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if !root.join(CONTENT).is_dir() {
                    return Err(SourceError::Missing { path: file }.into());
                }
                Config::default()
            }
            Err(error) => return Err(SourceError::Io { path: file, error }.into()),
        };
        read_words(root, &mut config)?;
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

    /// The levels and options that the site sets.
    pub fn checks(&self) -> &Settings {
        &self.config.checks
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
        let sources = timings.time("read", || self.read())?;
        self.judge(sources, drafts, only, timings)
    }

    /// The files of the site as they stand on the disk.
    pub fn read(&self) -> Result<SourceSet, PipelineError> {
        Ok(SourceSet::read(&self.root, CONTENT)?)
    }

    /// The same for files that are in memory already, edited or not.
    pub fn snapshot_of(
        &self,
        sources: SourceSet,
        drafts: bool,
        only: Option<&[String]>,
    ) -> Result<Snapshot, PipelineError> {
        self.judge(sources, drafts, only, Timings::default())
    }

    /// The index that readers search. The pages are not judged for it, which would take longer than
    /// everything else.
    pub fn search_index(&self) -> Result<SearchIndex, PipelineError> {
        let sources = self.read()?;
        let mut site = self.put_together(&sources, false)?;
        site.units = theme_files::read_theme(&self.root, &self.config.theme)?.units()?;
        Ok(SearchIndex::build(&site)?)
    }

    /// The site that other files make up on another day, by the settings that hold now, and what
    /// the gate says of it. What the settings point at need not be there.
    pub(super) fn as_it_was(
        &self,
        sources: &SourceSet,
        static_files: &BTreeSet<String>,
        date: Date,
    ) -> (Site, Verdict) {
        let site = Site::build(SiteInput {
            sources,
            content_prefix: "content/",
            static_files,
            settings: self.config.site.clone(),
            date,
            drafts: false,
        });
        let verdict = self.verdict(&site, sources, None);
        (site, verdict)
    }

    fn put_together(&self, sources: &SourceSet, drafts: bool) -> Result<Site, PipelineError> {
        let static_files = theme_files::list(&self.root.join(STATIC))?
            .into_keys()
            .collect();
        Ok(Site::build(SiteInput {
            sources,
            content_prefix: "content/",
            static_files: &static_files,
            settings: self.config.site.clone(),
            date: self.date,
            drafts,
        }))
    }

    fn verdict(
        &self,
        site: &Site,
        sources: &SourceSet,
        only: Option<&BTreeSet<SourceId>>,
    ) -> Verdict {
        check(&CheckInput {
            site,
            sources,
            settings: &self.config.checks,
            scope: Scope::Site,
            only,
        })
    }

    fn judge(
        &self,
        sources: SourceSet,
        drafts: bool,
        only: Option<&[String]>,
        mut timings: Timings,
    ) -> Result<Snapshot, PipelineError> {
        let theme = theme_files::read_theme(&self.root, &self.config.theme)?;
        let site = timings.time("site", || self.put_together(&sources, drafts))?;
        check_settings(&site)?;
        check_folders(&sources, &self.config.checks)?;
        let wanted = only.map(|paths| wanted(&sources, paths));
        let verdict = timings.time("check", || self.verdict(&site, &sources, wanted.as_ref()));
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

/// Reads the files with the site's own words.
fn read_words(root: &Path, config: &mut Config) -> Result<(), PipelineError> {
    for (file, place) in config.word_files() {
        let text = fs::read_to_string(root.join(&file)).map_err(|error| {
            let (line, column) = (place.line, place.column);
            PipelineError::Words(format!(
                "{FILE_NAME}:{line}:{column}: The list of words {file} cannot be read: {error}"
            ))
        })?;
        config.add_words(&file, &text)?;
    }
    Ok(())
}

fn wanted(sources: &SourceSet, paths: &[String]) -> BTreeSet<SourceId> {
    let files = sources.files().iter();
    let files = files.filter(|file| is_at_or_below(&file.path, paths));
    files.map(|file| file.id).collect()
}

/// Whether a file is one of `paths`, or lies in one of them.
pub(super) fn is_at_or_below(file: &str, paths: &[String]) -> bool {
    paths.iter().any(|path| {
        file.strip_prefix(path.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
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

/// A folder or page whose rules differ must be there, or a slip in its name would pass for a rule
/// that is kept.
fn check_folders(sources: &SourceSet, settings: &Settings) -> Result<(), PipelineError> {
    let below = |path: &'_ str| -> Option<String> {
        let below = path.strip_prefix(CONTENT)?.strip_prefix('/')?;
        Some(below.to_owned())
    };
    let pages: BTreeSet<String> = sources
        .files()
        .iter()
        .filter_map(|file| below(&file.path))
        .collect();
    let folders = pages
        .iter()
        .flat_map(|page| page.match_indices('/').filter_map(|(at, _)| page.get(..at)));
    let there: BTreeSet<&str> = folders.chain(pages.iter().map(String::as_str)).collect();
    for path in settings.folders() {
        let name = path.trim_matches('/');
        if there.contains(name) {
            continue;
        }
        let inside = below(name).filter(|inside| there.contains(inside.as_str()));
        let near = inside.or_else(|| nearest(name, there.iter().copied()).map(str::to_owned));
        let near = near.map(|near| format!(" Did you mean “{near}”?"));
        let message = format!(
            "[[folders]] sets rules for “{path}”, which is no folder or page under content/.{}",
            near.unwrap_or_default()
        );
        return Err(PipelineError::Settings(message));
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
        self.site.units = self.theme.units()?;
        let export = timings.time("search", || SearchIndex::build(&self.site)?.export())?;
        let index = export.files.into_iter();
        let index: Vec<RenderedFile> = index
            .map(|(path, bytes)| RenderedFile::new(path, bytes))
            .collect();
        let rendered = timings.time("render", || {
            render(&RenderInput {
                site: &self.site,
                theme: &self.theme,
                search_entry: Some(&export.entry),
                search_files: &index,
            })
        });
        self.timings = timings;
        let mut files = rendered?;
        files.extend(index);
        Ok(files)
    }
}

/// The readable text of a page's body, with its counts and scores. Explained terms and names do
/// not count as rare.
pub fn inspect(site: &Site, page: &Page, settings: &Settings) -> (Prose, Counts, Scores) {
    let prose = Prose::from_document(&page.document, &|id| site.fact_text(id));
    let exempt = ExemptWords::of(site, page, settings, &prose);
    let counts = Counts::of(&prose, &|word| exempt.exemption(word));
    let scores = Scores::of(&counts);
    (prose, counts, scores)
}
