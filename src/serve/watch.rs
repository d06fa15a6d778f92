//! Notices that somebody saved a file.

use std::path::{Component, Path};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long a folder must be quiet before a build: editors save in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Watches the folders of a site.
#[derive(Debug)]
pub(super) struct Watch {
    events: Receiver<()>,
    /// Watching ends when this is dropped.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches from now on; what is saved before [`Watch::each_change`] is not lost.
    pub(super) fn start(root: &Path) -> Result<Self, notify::Error> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| matters(&event)) {
                // The receiver ends only with the preview itself.
                let _ = sender.send(());
            }
        })?;
        for name in ["content", "static", "themes"] {
            let folder = root.join(name);
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(Self {
            events,
            _watcher: watcher,
        })
    }

    /// Calls `changed` after each burst of saved files, until it returns `false`.
    pub(super) fn each_change(&self, mut changed: impl FnMut() -> bool) {
        while self.events.recv().is_ok() {
            while !matches!(
                self.events.recv_timeout(QUIET),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
            ) {}
            if !changed() {
                break;
            }
        }
    }
}

/// Whether an event could change the site: reading a file and an editor's hidden files do not.
fn matters(event: &Event) -> bool {
    let hidden = |path: &std::path::PathBuf| {
        path.components()
            .next_back()
            .is_some_and(|part| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b".")))
    };
    !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(hidden)
}
