//! Sites on disk, and runs of the real program on them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Midnight of 22 November 2026 in UTC, the date of every run that does not ask for another.
pub(crate) const TODAY: &str = "1795305600";

/// The settings of a site that passes the gate.
pub(crate) const SETTINGS: &str = "[site]
title = \"Help with money\"
base-url = \"https://example.org/\"
other-languages = [\"cy\"]
";

/// Every file of a folder, by path with `/`, and what it holds.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A site in a temporary folder.
#[derive(Debug)]
pub(crate) struct TestSite {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; `None` if a signal ended the program.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl TestSite {
    /// A folder without a file.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("the system has a place for temporary files");
        Self { folder }
    }

    /// A small site that passes the gate.
    pub(crate) fn new() -> Self {
        Self::empty()
            .file("site.toml", SETTINGS)
            .file(
                "content/money.md",
                page("Can they stop my money?", "They can stop your money."),
            )
            .file(
                "content/meetings.md",
                page(
                    "Can I miss a meeting?",
                    "See [what they can do](money.md). Tell them why.",
                ),
            )
            .file(
                "content/glossary/esa.md",
                "---\nterm: ESA\nexpansion: Employment and Support Allowance\n---\n\
                 Money for people who are too ill to work.\n",
            )
            .file("content/facts.yaml", FACTS)
    }

    /// Adds a file, or takes the place of the one at `path`.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes);
        self
    }

    /// Writes a file while the site is in use.
    #[expect(
        clippy::disallowed_methods,
        reason = "a test writes as a person's editor does"
    )]
    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        let parent = path.parent().expect("a file has a folder around it");
        fs::create_dir_all(parent).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// A path in the folder of the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The folder of the site.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The built site.
    pub(crate) fn public(&self) -> Tree {
        tree(&self.path("public"))
    }

    /// The text of a built file.
    pub(crate) fn built(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
    }

    /// Whether the built site has a file.
    pub(crate) fn has_built(&self, path: &str) -> bool {
        self.path("public").join(path).is_file()
    }

    /// Runs the program in the folder of the site.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs the program with a text on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        stdin.write_all(input).expect("the program reads its input");
        drop(stdin);
        child.wait_with_output().expect("the program ends").into()
    }

    /// A run of the program in the folder of the site, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        program_in(self.root(), arguments)
    }

    /// Builds, and fails the test unless the site is published. How well it reads is not asked.
    #[track_caller]
    pub(crate) fn build(&self) {
        self.run(&["build", "--warn-only"]).expect_status(0);
    }

    /// The findings of `plainly check --format json`, as JSON.
    pub(crate) fn findings(&self, paths: &[&str]) -> Vec<Value> {
        let arguments = [&["check", "--format", "json"], paths].concat();
        let report = self.run(&arguments).json();
        let findings = report.get("findings").and_then(Value::as_array);
        findings.expect("the report has findings").clone()
    }
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        command.output().expect("the program starts").into()
    }

    /// Fails the test, with all that the program said, unless it ended with `status`.
    #[track_caller]
    pub(crate) fn expect_status(self, status: i32) -> Self {
        assert_eq!(
            self.status,
            Some(status),
            "\n{}\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// Fails the test unless standard output or standard error holds each of these texts.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(
                self.stdout.contains(text) || self.stderr.contains(text),
                "“{text}” is not in:\n{}\n{}",
                self.stdout,
                self.stderr
            );
        }
        self
    }

    /// Standard output, read as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("not JSON: {error}\n{}\n{}", self.stdout, self.stderr))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }
}

/// A run of the program in `folder`, with nothing in its environment that changes what it does.
pub(crate) fn program_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainly"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", TODAY)
        .env_remove("COLUMNS")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

/// Commits all that is in the folder of a site, at the beginning of 21 November 2026.
pub(crate) fn commit(site: &TestSite, message: &str) {
    git(site.root(), &["add", "--all"]);
    git(site.root(), &["commit", "--quiet", "--message", message]);
}

/// Runs git with no settings but those of the repository.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "nowhere")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
        command.env(name, "A Person");
    }
    for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
        command.env(name, "person@example.org");
    }
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        command.env(name, "1795219200 +0000");
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    Run::of(&mut command).expect_status(0);
}

/// Every file below a folder. A symbolic link is what it leads to, in angle brackets.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.expect("the folder can be read");
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder);
        let below = below.expect("what is found is below the folder");
        let name = below.to_string_lossy().replace('\\', "/");
        let held = if entry.path_is_symlink() {
            let to = fs::read_link(entry.path()).expect("the link can be read");
            format!("<{}>", to.display()).into_bytes()
        } else {
            fs::read(entry.path()).expect("the file can be read")
        };
        found.insert(name, held);
    }
    found
}

/// Fails the test and names the files that differ, unless two trees are the same.
#[track_caller]
pub(crate) fn assert_same(left: &Tree, right: &Tree) {
    let names: Vec<_> = left
        .keys()
        .chain(right.keys())
        .filter(|name| left.get(*name) != right.get(*name))
        .collect();
    assert!(names.is_empty(), "these files differ: {names:?}");
}

/// A page that passes the gate, about what `body` says.
pub(crate) fn page(title: &str, body: &str) -> String {
    page_with("", title, body)
}

/// The same, with more lines of front matter.
pub(crate) fn page_with(front_matter: &str, title: &str, body: &str) -> String {
    format!(
        "---
title: {title}
summary: Yes. You can ask for help.
reviewed: 2026-11-21
review_by: 2027-05-21
checked_by: sources
sources:
  - {{title: Getting help, publisher: An office, url: \"https://example.org/help\", seen: 2026-07-02}}
{front_matter}---

{body}

## What to do next

- Call an adviser today.
"
    )
}

const FACTS: &str = "\
esa-basic:
  what: Basic ESA a week
  unit: gbp-a-week
  values:
    - {value: \"95.55\", from: 2026-04-06, until: 2027-04-05, source: {title: Rates, url: \"https://example.org/rates\"}, seen: 2026-07-02}
old-rate:
  what: A rate that has run out
  unit: gbp-a-week
  values:
    - {value: \"92.05\", from: 2025-04-06, until: 2026-04-05, source: {title: Rates, url: \"https://example.org/rates\"}, seen: 2025-07-02}
";
