//! `plainly rules`

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use super::Outcome;
use super::arguments::{Common, ResultFormat, RulesOptions};
use super::explain::write_wrapped;
use super::manual;
use super::terminal::{Terminal, width};
use crate::check::{ALL, Group, OptionValue, RuleMeta, Settings};
use crate::config::schema;
use crate::output::write_file;
use crate::pipeline::Workspace;
use crate::report::counted;

/// `rules --format json`: names are only ever added.
#[derive(Serialize)]
struct Listing {
    version: u32,
    rules: Vec<ListedRule>,
}

#[derive(Serialize)]
struct ListedRule {
    id: &'static str,
    group: &'static str,
    /// The level in this site, if it is one.
    level: &'static str,
    default_level: &'static str,
    folders: Vec<ListedFolder>,
    summary: String,
    options: Vec<ListedOption>,
    english_only: bool,
    always: bool,
}

#[derive(Serialize)]
struct ListedFolder {
    path: String,
    level: &'static str,
}

#[derive(Serialize)]
struct ListedOption {
    name: &'static str,
    default: ListedValue,
    doc: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ListedValue {
    Number(usize),
    Words(&'static [&'static str]),
}

pub(super) fn run(
    options: &RulesOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    if options.schema {
        terminal.out(&as_json(&schema())?)?;
        return Ok(Outcome::Clean);
    }
    if let Some(folder) = &options.manual {
        write_manual(folder, terminal)?;
        return Ok(Outcome::Clean);
    }
    let settings = if Workspace::exists(&common.root) {
        let workspace = Workspace::open(&common.root, common.date()?)?;
        workspace.checks().clone()
    } else {
        Settings::default()
    };
    let text = match options.format {
        ResultFormat::Json => as_json(&listing(&settings))?,
        ResultFormat::Human => human(&settings, width())?,
    };
    terminal.out(&text)?;
    Ok(Outcome::Clean)
}

fn as_json(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string_pretty(value);
    Ok(json.context("The result could not be written as JSON")? + "\n")
}

fn write_manual(folder: &Path, terminal: &mut Terminal) -> Result<()> {
    let pages = manual::pages();
    if !folder.is_dir() {
        anyhow::bail!(
            "{} is no folder.\nMake it first, so that the pages land where you want them.",
            folder.display()
        );
    }
    for (name, text) in &pages {
        write_file(&folder.join(name), text.as_bytes())?;
    }
    let written = counted(pages.len(), "page", "pages");
    terminal.say(&format!("Wrote {written} to {}.", folder.display()));
    Ok(())
}

fn listing(settings: &Settings) -> Listing {
    let listed = |rule: &'static RuleMeta| ListedRule {
        id: rule.id,
        group: rule.group.name(),
        level: settings.level(rule, "").name(),
        default_level: rule.level.name(),
        folders: settings
            .levels_in_folders(rule)
            .into_iter()
            .map(|(path, level)| ListedFolder {
                path: path.to_owned(),
                level: level.name(),
            })
            .collect(),
        summary: summary(rule),
        options: rule
            .options
            .iter()
            .map(|option| ListedOption {
                name: option.name,
                default: match option.default {
                    OptionValue::Number(number) => ListedValue::Number(number),
                    OptionValue::Words(words) => ListedValue::Words(words),
                },
                doc: option.doc,
            })
            .collect(),
        english_only: rule.english_only,
        always: rule.always,
    };
    Listing {
        version: 1,
        rules: ALL.iter().map(|rule| listed(rule.meta())).collect(),
    }
}

/// What a rule finds, without marks of Markdown.
fn summary(rule: &RuleMeta) -> String {
    rule.summary().replace(['`', '*'], "")
}

fn human(settings: &Settings, width: usize) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let longest = ALL.iter().map(|rule| rule.meta().id.len()).max();
    let column = longest.unwrap_or_default();
    for group in Group::ALL {
        let mut rules = ALL.iter().map(|rule| rule.meta());
        let rules = rules.by_ref().filter(|rule| rule.group == group);
        let rules: Vec<_> = rules.collect();
        if rules.is_empty() {
            continue;
        }
        writeln!(
            out,
            "\u{1b}[1m{}\u{1b}[0m ({})",
            group.about(),
            group.name()
        )?;
        for rule in rules {
            let level = settings.level(rule, "");
            let first = format!("  {:<column$}  {:<7}  ", rule.id, level.name());
            let next = " ".repeat(first.len());
            write_wrapped(&mut out, &summary(rule), width, &first, &next)?;
            if level != rule.level {
                let usual = rule.level.name();
                writeln!(out, "{next}(set in site.toml; {usual} elsewhere)")?;
            }
            for (path, level) in settings.levels_in_folders(rule) {
                writeln!(out, "{next}({} in content/{path})", level.name())?;
            }
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "{}. plainly explain RULE tells more about one.",
        counted(ALL.len(), "rule", "rules")
    )?;
    Ok(out)
}
