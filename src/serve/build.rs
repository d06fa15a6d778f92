//! A build of the site in memory, with what the gate says of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::output::{Content, OutputPath, Plan};
use crate::pipeline::{PipelineError, Snapshot, Workspace};
use crate::report::counted;

/// A build of the site in memory.
#[derive(Debug)]
pub(super) struct Preview {
    /// Which build this is, from 0.
    pub(super) count: u64,
    /// Every file.
    plan: Plan,
    /// Findings by the address of their page.
    findings: BTreeMap<String, Vec<Finding>>,
    errors: usize,
    warnings: usize,
}

/// A finding, as the panel shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Finding {
    rule: &'static str,
    severity: &'static str,
    message: String,
    help: String,
    words: String,
    place: String,
}

/// Builds the site at `workspace` in memory, drafts included.
pub(super) fn preview(workspace: &Workspace) -> Result<Preview, PipelineError> {
    let mut snapshot = workspace.snapshot(true, None)?;
    let count_of = |severity| {
        let found = snapshot.verdict.diagnostics.iter();
        found.filter(|finding| finding.severity == severity).count()
    };
    let (errors, warnings) = (count_of(Severity::Error), count_of(Severity::Warning));
    let findings = findings(&snapshot);
    let plan = snapshot.plan()?;
    Ok(Preview {
        count: 0,
        plan,
        findings,
        errors,
        warnings,
    })
}

fn findings(snapshot: &Snapshot) -> BTreeMap<String, Vec<Finding>> {
    let mut by_address: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for found in &snapshot.verdict.diagnostics {
        let file = snapshot.sources.file(found.source);
        let position = file.position(found.span.start);
        let address = snapshot
            .site
            .page_of(found.source)
            .map_or("", |page| page.url.as_str());
        by_address
            .entry(address.to_owned())
            .or_default()
            .push(Finding {
                rule: found.rule,
                severity: found.severity.name(),
                message: found.message.clone(),
                help: found.help.clone(),
                words: found.span.of(&file.text).to_owned(),
                place: format!("{}:{}:{}", file.path, position.line, position.column),
            });
    }
    by_address
}

impl Preview {
    /// The same build, counted on from the one before.
    pub(super) fn after(self, before: &Self) -> Self {
        Self {
            count: before.count + 1,
            ..self
        }
    }

    /// The build in one line.
    pub(super) fn summary(&self) -> String {
        format!(
            "Built {}: {}, {}.",
            counted(self.plan.files().len(), "file", "files"),
            counted(self.errors, "error", "errors"),
            counted(self.warnings, "warning", "warnings")
        )
    }

    /// The findings of the page at an address.
    pub(super) fn findings(&self, address: &str) -> &[Finding] {
        self.findings.get(address).map_or(&[], Vec::as_slice)
    }

    /// The file that a request path stands for.
    pub(super) fn file(&self, path: &str) -> Option<(&OutputPath, &Content)> {
        let path = path.trim_matches('/');
        let index = if path.is_empty() {
            "index.html".to_owned()
        } else {
            format!("{path}/index.html")
        };
        let find = |path: &str| {
            self.plan
                .files()
                .get_key_value(&OutputPath::new(path).ok()?)
        };
        find(path).or_else(|| find(&index))
    }
}
