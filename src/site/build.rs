//! Puts a site together, in the order that [the module](super) describes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use super::claims::address_problems;
use super::front_matter::FrontMatterValues;
use super::links::LinkResolver;
use super::page::PagePath;
use super::sections::{sections, topics};
use super::{
    BAD_FRONT_MATTER, Facts, Glossary, Page, PageId, PageKind, Site, SiteSettings, UNREADABLE_FILE,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::document::{BlockKind, Document, plain_text};
use crate::source::SourceFile;
use crate::source::SourceSet;
use crate::source::Span;
use crate::source::{MAX_FILE_BYTES, ReadProblem, ReadProblemKind};

/// What a site is made from.
#[derive(Debug)]
pub struct SiteInput<'a> {
    /// The files of `content/`, or the files that are to be checked.
    pub sources: &'a SourceSet,
    /// The folder that addresses are counted from, such as `content/`; empty for loose files.
    pub content_prefix: &'a str,
    /// Files under `static/`, by path below it.
    pub static_files: &'a BTreeSet<String>,
    /// What `site.toml` says.
    pub settings: SiteSettings,
    /// The date of the build.
    pub date: Date,
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

impl Site {
    /// Puts a site together. Mistakes are collected in [`Site::problems`].
    pub fn build(input: SiteInput<'_>) -> Self {
        let mut problems: Vec<_> = input.sources.problems.iter().map(unreadable).collect();
        let facts = read_facts(&input, &mut problems);
        let (mut pages, drafts) = read_pages(&input, &mut problems);
        pair_translations(&mut pages, &input.settings);
        let glossary = Glossary::collect(&pages);
        let assets = input.sources.assets.clone();
        let links = {
            let below = |path: &'_ str| -> Option<String> {
                path.strip_prefix(input.content_prefix).map(str::to_owned)
            };
            let paths: BTreeSet<String> = assets
                .iter()
                .filter_map(|asset| below(&asset.path))
                .collect();
            let names = paths.iter().map(String::as_str).collect();
            LinkResolver::new(&pages, &drafts, names, input.static_files).resolve_all()
        };
        let sections = sections(&pages);
        let topics = topics(&pages, &sections);
        problems.extend(address_problems(&pages, input.static_files));
        Self {
            settings: input.settings,
            date: input.date,
            pages,
            sections,
            topics,
            glossary,
            facts,
            units: BTreeMap::new(),
            links,
            assets,
            problems,
        }
    }
}

fn read_facts(input: &SiteInput<'_>, problems: &mut Vec<Diagnostic>) -> Facts {
    let path = format!("{}facts.yaml", input.content_prefix);
    let file = input.sources.readable().find(|file| file.path == path);
    file.map_or_else(Facts::default, |file| Facts::read(file, problems))
}

/// Every page, in the order of paths, and the paths of the drafts that were left out.
fn read_pages(
    input: &SiteInput<'_>,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Page>, BTreeSet<String>) {
    let files: Vec<&SourceFile> = input
        .sources
        .readable()
        .filter(|file| file.is_markdown() || file.is_plain_text())
        .collect();
    let read: Vec<(Page, Vec<Diagnostic>)> = files
        .par_iter()
        .map(|file| read_page(file, input))
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    let mut drafts = BTreeSet::new();
    for (mut page, found) in read {
        if page.front.draft && !input.drafts {
            drafts.insert(page.path);
            continue;
        }
        problems.extend(found);
        page.id = PageId(pages.len());
        pages.push(page);
    }
    (pages, drafts)
}

fn read_page(file: &SourceFile, input: &SiteInput<'_>) -> (Page, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let path = file
        .path
        .strip_prefix(input.content_prefix)
        .unwrap_or(&file.path);
    let folder_kind = PageKind::of_path(path);
    let place = PagePath::new(path, &input.settings);
    let front = FrontMatterValues::read(file, folder_kind, &input.settings, &mut problems);
    let mut document = if file.is_plain_text() {
        Document::from_plain_text(file.body(), file.body_start)
    } else {
        Document::parse(file.body(), file.body_start)
    };
    let (title, title_span) = match &front.title {
        Some(title) => (title.value.trim().to_owned(), title.span),
        None => title_without_front_matter(file, input, &mut document, &mut problems),
    };
    let summary = front
        .summary
        .as_ref()
        .map(|summary| Document::from_scalar(&file.text, summary.span, &summary.value));
    let page = Page {
        id: PageId(0),
        source: file.id,
        path: path.to_owned(),
        url: place.url(&input.settings),
        language: place.language,
        kind: front
            .kind
            .unwrap_or_else(|| kind_without_front(file, folder_kind)),
        title,
        title_span,
        front,
        summary,
        document,
        folder: place.folder,
        terms: OnceLock::new(),
        translations: Vec::new(),
    };
    (page, problems)
}

/// A page without front matter claims to be nothing in particular, so that no rule asks it for
/// what only an explainer must have.
fn kind_without_front(file: &SourceFile, folder_kind: PageKind) -> PageKind {
    match folder_kind {
        PageKind::Explainer if file.front.is_none() => PageKind::Page,
        kind => kind,
    }
}

/// A page without front matter takes its title from its first heading, so that a folder of bare
/// Markdown builds. Without that, the page has no title, which is a finding on a site.
fn title_without_front_matter(
    file: &SourceFile,
    input: &SiteInput<'_>,
    document: &mut Document,
    problems: &mut Vec<Diagnostic>,
) -> (String, Span) {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let start = Span::at(file.body_start);
    let is_page = !input.content_prefix.is_empty();
    if file.front.is_none() && is_page {
        if let Some(BlockKind::Heading(heading)) = document.blocks.first().map(|block| &block.kind)
            && heading.level == 1
        {
            let title = plain_text(&heading.inlines, &|_| None);
            let span = document.blocks.remove(0).span;
            return (title, span);
        }
        let found = Diagnostic::new(
            BAD_FRONT_MATTER,
            Severity::Error,
            file.id,
            start,
            "The page has no title",
        )
        .because("The title is what readers see in lists and search.")
        .help("Begin the file with three lines: ---, then `title: Your title`, then ---.");
        problems.push(found);
    }
    (name.to_owned(), start)
}

/// Pages with the same path in different languages.
fn pair_translations(pages: &mut [Page], settings: &SiteSettings) {
    let mut twins: BTreeMap<(String, String), Vec<PageId>> = BTreeMap::new();
    let key = |page: &Page| {
        let place = PagePath::new(&page.path, settings);
        (place.folder, place.stem)
    };
    for page in pages.iter() {
        twins.entry(key(page)).or_default().push(page.id);
    }
    let languages: Vec<String> = pages.iter().map(|page| page.language.clone()).collect();
    for page in pages.iter_mut() {
        let same = twins.get(&key(page)).map_or(&[][..], Vec::as_slice);
        let other = |id: &&PageId| {
            languages
                .get(id.0)
                .is_some_and(|language| *language != page.language)
        };
        page.translations = same.iter().filter(other).copied().collect();
    }
}

fn unreadable(problem: &ReadProblem) -> Diagnostic {
    let (message, help) = match problem.kind {
        ReadProblemKind::NotUtf8 => (
            "The file is not UTF-8 from here on".to_owned(),
            "Save it again as UTF-8, sometimes called Unicode.",
        ),
        ReadProblemKind::HoldsNul => (
            "The file holds a NUL byte here, so it is not text".to_owned(),
            "Save it again as plain text.",
        ),
        ReadProblemKind::TooLarge(bytes) => (
            format!("The file has {bytes} bytes; the most is {MAX_FILE_BYTES}"),
            "Split it into several pages.",
        ),
        ReadProblemKind::NotAFile => (
            "This is a device or a pipe, not a file".to_owned(),
            "Put an ordinary file here.",
        ),
        ReadProblemKind::SymbolicLink => (
            "This is a link to another file, and links are not followed".to_owned(),
            "Put the file itself here.",
        ),
    };
    Diagnostic::new(
        UNREADABLE_FILE,
        Severity::Error,
        problem.source,
        problem.span,
        message,
    )
    .because("Nothing of it could be read, so nothing of it could be published.")
    .help(help)
}
