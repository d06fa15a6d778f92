//! What the paths on the command line stand for: pages of the site, or loose files.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use walkdir::WalkDir;

use crate::pipeline::Workspace;
use crate::source::{SourceError, SourceSet};

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// What a command works on.
#[derive(Debug)]
pub(super) enum Input {
    /// The site, or a part of it.
    Site {
        /// The site.
        workspace: Box<Workspace>,
        /// The paths that were asked for; all if `None`.
        only: Option<Vec<String>>,
    },
    /// Files that belong to no site.
    Loose(SourceSet),
}

/// Finds out what `paths` stand for, and reads them if they are loose.
pub(super) fn read_input(paths: &[PathBuf], root: &Path, date: Date) -> Result<Input> {
    if paths.is_empty() {
        let workspace = Workspace::open(root, date)?;
        return Ok(Input::Site {
            workspace: Box::new(workspace),
            only: None,
        });
    }
    if let Some(missing) = paths
        .iter()
        .find(|path| !is_standard_input(path) && !path.exists())
    {
        let path = missing.clone();
        return Err(SourceError::Missing { path }.into());
    }
    if Workspace::exists(root) {
        let workspace = Workspace::open(root, date)?;
        let inside: Vec<_> = paths
            .iter()
            .filter_map(|path| workspace.content_path(path))
            .collect();
        if inside.len() == paths.len() {
            return Ok(Input::Site {
                workspace: Box::new(workspace),
                only: Some(inside),
            });
        }
        if !inside.is_empty() {
            bail!(
                "Some of these files are pages of the site and some are not.\nCheck them in two runs, because pages are judged with their site."
            );
        }
    }
    Ok(Input::Loose(read_loose(paths)?))
}

/// Whether a path stands for standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

fn read_loose(paths: &[PathBuf]) -> Result<SourceSet> {
    let mut sources = SourceSet::new();
    // A file that is named twice, or named beside its folder, is one file.
    let mut seen = BTreeSet::new();
    let mut is_new = |path: &Path| {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        seen.insert(real)
    };
    for path in paths {
        if is_standard_input(path) {
            let mut bytes = Vec::new();
            let mut input = std::io::stdin().lock();
            input
                .read_to_end(&mut bytes)
                .context("Standard input could not be read")?;
            sources.push_bytes("standard-input.md", bytes);
        } else if path.is_dir() {
            read_folder(path, &mut sources, &mut is_new)?;
        } else {
            if !is_text(path) {
                bail!(
                    "{} is neither Markdown (.md) nor plain text (.txt).",
                    path.display()
                );
            }
            if is_new(path) {
                sources.read_file(path, shown(path))?;
            }
        }
    }
    Ok(sources)
}

fn read_folder(
    folder: &Path,
    sources: &mut SourceSet,
    is_new: &mut impl FnMut(&Path) -> bool,
) -> Result<()> {
    for entry in WalkDir::new(folder).follow_links(false).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() && is_text(entry.path()) && is_new(entry.path()) {
            sources.read_file(entry.path(), shown(entry.path()))?;
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("md" | "txt"))
}

fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}
