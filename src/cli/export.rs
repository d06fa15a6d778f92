//! `plainly export`

use std::fs;

use anyhow::{Context, Result};

use super::Outcome;
use super::arguments::{Common, ExportOptions, SearchEngine};
use super::terminal::Terminal;
use crate::output::write_file;
use crate::pipeline::Workspace;
use crate::report::counted;
use crate::search::Quickwit;

/// One section of a page on each line.
const DOCUMENTS: &str = "documents.ndjson";
/// The settings of the index.
const CONFIG: &str = "index-config.yaml";

pub(super) fn run(
    options: &ExportOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let workspace = Workspace::open(&common.root, common.date()?)?;
    let snapshot = workspace.snapshot(false, None)?;
    let out = options.out.clone();
    let out = out.unwrap_or_else(|| common.root.join("export"));
    let SearchEngine::Quickwit = options.engine;
    let export = Quickwit::of(&snapshot.site)?;
    fs::create_dir_all(&out).with_context(|| {
        let out = out.display();
        format!("{out} could not be made.\nCheck that you may write there, or name another folder with --out")
    })?;
    write_file(&out.join(DOCUMENTS), export.documents.as_bytes())?;
    write_file(&out.join(CONFIG), export.config.as_bytes())?;
    let written = counted(export.count, "document", "documents");
    let (out, id) = (out.display(), &export.index_id);
    terminal.say(&format!("Wrote {written} to {out}. Give them to Quickwit:"));
    terminal.say(&format!(
        "  quickwit index create --index-config {out}/{CONFIG}"
    ));
    terminal.say(&format!(
        "  quickwit index ingest --index {id} --input-path {out}/{DOCUMENTS}"
    ));
    Ok(Outcome::Clean)
}
