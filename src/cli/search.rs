//! `plainly search`

use std::fmt::Write;

use anyhow::{Context, Result};
use serde::Serialize;

use super::Outcome;
use super::arguments::{Common, ResultFormat, SearchOptions};
use super::terminal::Terminal;
use crate::pipeline::Workspace;
use crate::search::SearchResult;

/// `search --format json`, a stable format.
#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    query: &'a str,
    results: &'a [SearchResult],
}

pub(super) fn run(
    options: &SearchOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let query = options.query.join(" ");
    let workspace = Workspace::open(&common.root, common.date()?)?;
    let snapshot = workspace.snapshot(false, None)?;
    let results = snapshot
        .search_index()?
        .search(&query, options.limit.get())?;
    let text = match options.format {
        ResultFormat::Json => {
            let answer = Answer {
                version: 1,
                query: &query,
                results: &results,
            };
            let json = serde_json::to_string_pretty(&answer);
            json.context("The results could not be written as JSON")? + "\n"
        }
        ResultFormat::Human => human(&query, &results)?,
    };
    terminal.out(&text)?;
    Ok(Outcome::Clean)
}

fn human(query: &str, results: &[SearchResult]) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    if results.is_empty() {
        writeln!(out, "Nothing found for “{query}”. Try other words.")?;
    }
    for (at, result) in results.iter().enumerate() {
        let number = at + 1;
        writeln!(
            out,
            "{number:>2}. {}\n    {}\n    {}",
            result.title, result.url, result.excerpt
        )?;
    }
    Ok(out)
}
