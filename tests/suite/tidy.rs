//! What holds for the source itself: layers, lengths, and words that must not be in it.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module with those it may use, from bottom to top. `ARCHITECTURE.md` says why.
const LAYERS: [(&str, &[&str]); 14] = [
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("document", &["source", "diagnostic"]),
    ("prose", &["source", "document"]),
    ("site", &["source", "diagnostic", "document", "prose"]),
    (
        "check",
        &["source", "diagnostic", "document", "prose", "site"],
    ),
    (
        "search",
        &["source", "diagnostic", "document", "prose", "site"],
    ),
    (
        "render",
        &["source", "diagnostic", "document", "prose", "site"],
    ),
    ("output", &[]),
    ("report", &["source", "diagnostic"]),
    (
        "config",
        &[
            "source",
            "diagnostic",
            "document",
            "prose",
            "site",
            "check",
            "search",
            "render",
            "output",
            "report",
        ],
    ),
    (
        "pipeline",
        &[
            "source",
            "diagnostic",
            "document",
            "prose",
            "site",
            "check",
            "search",
            "render",
            "output",
            "report",
            "config",
        ],
    ),
    (
        "serve",
        &["source", "diagnostic", "output", "report", "pipeline"],
    ),
    (
        "cli",
        &[
            "source",
            "diagnostic",
            "document",
            "prose",
            "site",
            "check",
            "search",
            "render",
            "output",
            "report",
            "config",
            "pipeline",
            "serve",
        ],
    ),
];

/// The longest file.
const MOST_LINES: usize = 600;

/// Marks of unfinished work, in two halves so that this file does not hold them.
const UNFINISHED: [(&str, &str); 5] = [
    ("todo", "!("),
    ("unimplemented", "!("),
    ("dbg", "!("),
    ("#[ign", "ore"),
    ("FIX", "ME"),
];

/// Folders of somebody's machine, in two halves so that this file does not hold them.
const MACHINE_PATHS: [(&str, &str); 5] = [
    ("/ho", "me/"),
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/Us", "ers/"),
    ("/t", "mp/"),
];

/// A file of this repository.
struct File {
    /// Path from the root, with `/`.
    path: String,
    text: String,
}

impl File {
    /// The lines that are not comments, with their numbers.
    fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self
            .text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The top module of a file under `src/`.
    fn module(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src/")?;
        let module = below.split('/').next()?;
        Some(module.strip_suffix(".rs").unwrap_or(module))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` with this ending, in the order of their paths.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let paths = walk
        .into_iter()
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path);
    paths
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| read(&path))
        .collect()
}

fn read(path: &PathBuf) -> File {
    let below = path
        .strip_prefix(root())
        .expect("it was found below the root");
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    File {
        path: parts.join("/"),
        text,
    }
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The modules that a line names after `crate::`.
fn modules_named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::")
        .filter_map(move |(at, found)| {
            let rest = line.get(at + found.len()..)?;
            let end = rest
                .find(|next: char| !next.is_alphanumeric() && next != '_')
                .unwrap_or(rest.len());
            rest.get(..end).filter(|name| !name.is_empty())
        })
}

#[test]
fn a_module_uses_only_those_below_it() {
    let mut problems = Vec::new();
    for file in files("src", "rs") {
        let Some((module, allowed)) = LAYERS.iter().find(|(name, _)| Some(*name) == file.module())
        else {
            if !matches!(file.path.as_str(), "src/lib.rs" | "src/main.rs") {
                problems.push(format!(
                    "{}: this module is not in the table of layers",
                    file.path
                ));
            }
            continue;
        };
        for (number, line) in file.code_lines() {
            let place = format!("{}:{number}", file.path);
            if line.contains("use crate::{") {
                problems.push(format!("{place}: write one `use` for each module"));
            }
            for name in modules_named(line) {
                let is_layer = LAYERS.iter().any(|(layer, _)| *layer == name);
                if is_layer && name != *module && !allowed.contains(&name) {
                    problems.push(format!("{place}: `{module}` may not use `{name}`"));
                }
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn the_modules_stand_in_the_order_of_the_layers() {
    let lib = read(&root().join("src/lib.rs"));
    let listed: Vec<_> = lib
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let layers = LAYERS.iter().map(|(name, _)| *name);
    let expected: Vec<_> = layers.filter(|name| listed.contains(name)).collect();
    assert_eq!(
        listed, expected,
        "src/lib.rs lists the modules from bottom to top"
    );
}

#[test]
fn no_file_is_too_long() {
    let all = files("src", "rs").into_iter().chain(files("tests", "rs"));
    let long = all
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > MOST_LINES);
    let problems: Vec<_> = long
        .map(|(lines, path)| format!("{path}: {lines} lines; the most is {MOST_LINES}"))
        .collect();
    assert_none(&problems);
}

#[test]
fn nothing_is_left_unfinished() {
    let mut problems = Vec::new();
    for file in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        for (at, line) in file.text.lines().enumerate() {
            let marks = UNFINISHED
                .iter()
                .map(|(first, second)| format!("{first}{second}"));
            for mark in marks.filter(|mark| line.contains(mark)) {
                problems.push(format!("{}:{}: `{mark}`", file.path, at + 1));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn only_tests_unwrap() {
    let mut problems = Vec::new();
    for file in files("src", "rs") {
        if file.path.ends_with("/tests.rs") {
            continue;
        }
        // Unit tests stand at the foot of a file.
        let tested = file
            .code_lines()
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        let unwraps = tested.filter(|(_, line)| line.contains(".unwrap()"));
        problems.extend(
            unwraps.map(|(number, _)| format!("{}:{number}: `unwrap` outside tests", file.path)),
        );
    }
    assert_none(&problems);
}

#[test]
fn no_path_of_a_machine_is_mentioned() {
    let mut problems = Vec::new();
    let folders = [
        "src",
        "tests",
        "themes",
        "docs",
        "site.toml",
        "Cargo.toml",
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ];
    let endings = ["rs", "md", "toml", "html", "js", "css", "yaml"];
    let all = folders
        .iter()
        .flat_map(|folder| endings.iter().flat_map(|ending| files(folder, ending)));
    for file in all {
        for (at, line) in file.text.lines().enumerate() {
            let paths = MACHINE_PATHS
                .iter()
                .map(|(first, second)| format!("{first}{second}"));
            for path in paths.filter(|path| begins_a_path(line, path)) {
                problems.push(format!("{}:{}: `{path}`", file.path, at + 1));
            }
        }
    }
    assert_none(&problems);
}

/// Whether `path` stands in `line` as the beginning of a path, and not inside an address.
fn begins_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| {
            !before.is_alphanumeric() && !matches!(before, '.' | '/' | '-' | '_' | ')' | '}')
        })
    })
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = read(&root().join("Cargo.toml"))
        .text
        .parse()
        .expect("Cargo.toml is TOML");
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap_or_default();
    let mut problems = Vec::new();
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let names = manifest
            .get(table)
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(toml::Table::keys);
        let missing = names.filter(|name| !map.contains(&format!("`{name}`")));
        problems.extend(
            missing.map(|name| format!("ARCHITECTURE.md does not say why we use `{name}`")),
        );
    }
    assert_none(&problems);
}
