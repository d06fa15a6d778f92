//! `plainly report`

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use super::Outcome;
use super::arguments::{Common, ReportOptions};
use super::input::is_standard_input;
use super::terminal::{Terminal, files_url};
use crate::output::write_file;
use crate::pipeline::Workspace;
use crate::report::{counted, path_in_url, write_overview};

/// The file that is written unless another is named.
const FILE: &str = "report.html";

pub(super) fn run(
    options: &ReportOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let workspace = Workspace::open(&common.root, common.date()?)?;
    let out = options.out.clone();
    let out = out.unwrap_or_else(|| common.root.join(FILE));
    let writes_text = is_standard_input(&out);
    let around = if writes_text {
        Some(common.root.as_path())
    } else {
        out.parent()
    };
    let files = files_url().unwrap_or_else(|| way(around.unwrap_or(Path::new("")), &common.root));
    let snapshot = workspace.snapshot(false, None)?;
    let mut overview = workspace.overview(&snapshot, files);
    if let Some(wanted) = options.history {
        overview.trend = Some(workspace.history(&snapshot, wanted.get()));
    }
    let mut page = Vec::new();
    write_overview(&overview, &mut page).context("The report could not be drawn")?;
    if writes_text {
        Terminal::raw(&page)?;
        return Ok(Outcome::Clean);
    }
    write_file(&out, &page)?;
    let pages = counted(overview.pages, "page", "pages");
    let out = out.display();
    terminal.say(&format!(
        "Wrote a report of {pages} to {out}. Open it in a browser."
    ));
    if let Some(note) = overview.trend.and_then(|trend| trend.note) {
        terminal.say(&note);
    }
    Ok(Outcome::Clean)
}

/// The way from the folder `from` to the folder `to`, as the beginning of a link; empty if they are
/// one folder, or if there is no way to be known.
fn way(from: &Path, to: &Path) -> String {
    let whole = |path: &Path| {
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        path.canonicalize().ok()
    };
    let (Some(from), Some(to)) = (whole(from), whole(to)) else {
        return String::new();
    };
    let shared = from.components().zip(to.components());
    let shared: PathBuf = shared
        .take_while(|(left, right)| left == right)
        .map(|(part, _)| part)
        .collect();
    let up = from.components().count() - shared.components().count();
    let down = to.strip_prefix(&shared).unwrap_or(&to).components();
    let down = down.filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let mut way = "../".repeat(up);
    for name in down {
        way.push_str(&path_in_url(&name));
        way.push('/');
    }
    way
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::way;

    #[test]
    fn a_link_leads_from_the_report_to_the_site() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(way(root, root), "");
        assert_eq!(way(&root.join("docs"), root), "../");
        assert_eq!(
            way(&root.join("src/cli"), &root.join("docs")),
            "../../docs/"
        );
        assert_eq!(way(&root.join("not there"), root), "");
    }
}
