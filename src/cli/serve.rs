//! `plainly serve`

use anyhow::{Context, Result};

use super::Outcome;
use super::arguments::{Common, ServeOptions};
use super::terminal::Terminal;
use crate::pipeline::Workspace;
use crate::serve::Server;

pub(super) fn run(
    options: &ServeOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let workspace = Workspace::open(&common.root, common.date()?)?;
    let server = Server::start(workspace, options.port)?;
    let address = server.address();
    terminal.say(&format!(
        "Preview: {address}\nEdit a page and save it; the browser follows. Stop with Ctrl+C."
    ));
    if options.open {
        open(&address, terminal);
    }
    let quiet = terminal.quiet;
    server
        .run(|event| {
            if !quiet {
                terminal.warn(&event);
            }
        })
        .context("The preview stopped")?;
    Ok(Outcome::Clean)
}

/// Opens the browser; where that is not possible, the address is on the screen already.
fn open(address: &str, terminal: &mut Terminal) {
    let command = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(command)
        .arg(address)
        .spawn()
        .is_err()
    {
        terminal.warn(&format!("No browser could be opened. Go to {address}"));
    }
}
