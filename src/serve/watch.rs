//! Notices that somebody saved a file.

use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::pipeline::SETTINGS_FILE;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long a folder must be quiet before a build: editors save in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Watches the folders of a site.
#[derive(Debug)]
pub(super) struct Watch {
    root: PathBuf,
    events: Receiver<()>,
    watcher: RecommendedWatcher,
}

/// The folders that a site is made from.
const FOLDERS: [&str; 4] = ["content", "static", "themes", "words"];

impl Watch {
    /// Watches from now on; what is saved before [`Watch::each_change`] is not lost.
    pub(super) fn start(root: &Path) -> Result<Self, notify::Error> {
        let (sender, events) = channel();
        // Events name whole paths, whatever was asked for.
        let root = std::path::absolute(root).map_err(notify::Error::io)?;
        let own_root = root.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| matters(&event, &own_root)) {
                // The receiver ends only with the preview itself.
                let _ = sender.send(());
            }
        })?;
        // The root itself, for the settings and for folders that are made later.
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        let mut watch = Self {
            root,
            events,
            watcher,
        };
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Watches each folder that is there; one that is watched already stays so.
    fn watch_folders(&mut self) -> Result<(), notify::Error> {
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            if folder.is_dir() {
                self.watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Calls `changed` after each burst of saved files, until it returns `false`.
    pub(super) fn each_change(
        &mut self,
        mut changed: impl FnMut() -> bool,
    ) -> Result<(), notify::Error> {
        while self.events.recv().is_ok() {
            while !matches!(
                self.events.recv_timeout(QUIET),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
            ) {}
            self.watch_folders()?;
            if !changed() {
                break;
            }
        }
        Ok(())
    }
}

/// Whether an event could change the site: reading a file, an editor's hidden files, and what
/// else stands beside the folders of the site, such as `public/`, do not.
fn matters(event: &Event, root: &Path) -> bool {
    let is_ours = |path: &PathBuf| {
        let below = path.strip_prefix(root).unwrap_or(path);
        let names: Vec<_> = below.components().map(Component::as_os_str).collect();
        let first = names.first().and_then(|name| name.to_str());
        let is_hidden = names
            .last()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let is_site = first.is_some_and(|first| first == SETTINGS_FILE || FOLDERS.contains(&first));
        is_site && !is_hidden
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_ours)
}
