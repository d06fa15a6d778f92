//! Previews a site on this computer, with live reload.
//!
//! 1. [`Server::start`] builds the site in memory and listens on the loopback address only.
//! 2. `watch` notices a saved file and asks for a new build.
//! 3. `pages` answers requests from the newest build, and adds the findings panel to each page.
//!
//! A build that fails keeps the last good pages on the screen and says why.
//! The async runtime lives only here: one thread serves, one thread builds.

mod build;
mod pages;
mod watch;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tokio::sync::broadcast;

use crate::pipeline::{PipelineError, Workspace};

use build::Preview;
use watch::Watch;

/// How the preview can fail to start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The first build did not work.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// The port is taken, or the system refuses to listen.
    #[error(
        "The preview could not listen on port {port}: {error}\nAnother program may use it. Choose another with --port, or --port 0 for any free one."
    )]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        error: std::io::Error,
    },
    /// The folder could not be watched.
    #[error("The folder could not be watched for changes: {0}")]
    Watch(#[from] notify::Error),
    /// The server stopped.
    #[error("The server stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// What requests and builds share.
#[derive(Debug)]
struct Shared {
    /// The newest preview.
    preview: Mutex<Arc<Preview>>,
    /// Tells open pages that there is a newer build; the number counts builds.
    changes: broadcast::Sender<u64>,
}

impl Shared {
    fn preview(&self) -> Arc<Preview> {
        let preview = self.preview.lock();
        Arc::clone(&preview.unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// A preview that listens and has its first build.
#[derive(Debug)]
pub struct Server {
    workspace: Workspace,
    listener: std::net::TcpListener,
    address: SocketAddr,
    watch: Watch,
    shared: Arc<Shared>,
}

impl Server {
    /// Listens on the loopback address and builds the site in memory. Port 0 takes any free port.
    pub fn start(mut workspace: Workspace, port: u16) -> Result<Self, ServeError> {
        let listen = |error| ServeError::Listen { port, error };
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        workspace.set_base_url(&format!("http://{address}"))?;
        // Before the first build, so that an edit made during it is not missed.
        let watch = Watch::start(workspace.root())?;
        let preview = build::preview(&workspace)?;
        let (changes, _) = broadcast::channel(16);
        let shared = Shared {
            preview: Mutex::new(Arc::new(preview)),
            changes,
        };
        Ok(Self {
            workspace,
            listener,
            address,
            watch,
            shared: Arc::new(shared),
        })
    }

    /// The address to open in a browser.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process ends. `say` hears of each build in one line.
    pub fn run(mut self, mut say: impl FnMut(String)) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let shared = Arc::clone(&self.shared);
        let listener = self.listener;
        // The server lives on a thread of its own, so that a build never holds up a page.
        let serving = std::thread::spawn(move || {
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener)?;
                axum::serve(listener, pages::router(shared)).await
            })
        });
        say(self.shared.preview().summary());
        self.watch.each_change(|| {
            let built = self.workspace.reopened().and_then(|reopened| {
                self.workspace = reopened;
                build::preview(&self.workspace)
            });
            match built {
                Ok(preview) => {
                    let preview = preview.after(&self.shared.preview());
                    say(preview.summary());
                    let count = preview.count;
                    let new = Arc::new(preview);
                    *self
                        .shared
                        .preview
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner) = new;
                    // No open page is no failure.
                    let _ = self.shared.changes.send(count);
                }
                Err(error) => say(format!("Not rebuilt: {error}")),
            }
            !serving.is_finished()
        })?;
        match serving.join() {
            Ok(result) => Ok(result?),
            Err(_) => Err(ServeError::Io(std::io::Error::other(
                "the server thread failed",
            ))),
        }
    }
}
