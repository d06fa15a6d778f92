//! Asks the `git` program what a branch changed, and runs it for others.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Names in the environment that would change what `git diff` prints or how paths are read.
const MEDDLERS: [&str; 6] = [
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
];

/// The files that can hold a finding. Others, such as large pictures, need not be compared.
const COMPARED: [&str; 4] = ["*.md", "*.txt", "*.yaml", "*.yml"];

/// Git could not say what changed.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The program is not there.
    #[error(
        "--changed-since asks git what changed, and the program `git` was not found.\nInstall git, or run the check without --changed-since."
    )]
    NotInstalled,
    /// The folder is in no repository.
    #[error("{} is not in a git repository, so nothing is known of what changed in it.\nRun the check without --changed-since, or name the site with --root.", folder.display())]
    NoRepository {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no such commit, branch or tag.
    #[error("git knows no commit, branch or tag “{rev}” in {}.\n{}", folder.display(), unknown_help(rev, *shallow))]
    UnknownRevision {
        /// The name as it was typed.
        rev: String,
        /// The repository.
        folder: PathBuf,
        /// Whether older commits were left out when the repository was fetched.
        shallow: bool,
    },
    /// The branch and the revision have no commit in common.
    #[error("“{rev}” and the branch that is checked out have no commit in common, so git cannot tell what the branch changed.\n{}", unrelated_help(*shallow))]
    NoCommonCommit {
        /// The name as it was typed.
        rev: String,
        /// Whether older commits were left out when the repository was fetched.
        shallow: bool,
    },
    /// A file that is checked is in no repository, or in another one.
    #[error("{file} is not in the git repository {}, so nothing is known of what changed in it.\nCheck it in a run of its own, or without --changed-since.", repository.display())]
    Outside {
        /// The file.
        file: String,
        /// The repository.
        repository: PathBuf,
    },
    /// Git failed for a reason of its own.
    #[error(
        "git could not tell what changed: {said}\nPut right what git names, or run the check without --changed-since."
    )]
    Failed {
        /// What git said.
        said: String,
    },
}

fn unknown_help(rev: &str, shallow: bool) -> String {
    let name = rev.strip_prefix("origin/").unwrap_or(rev);
    if shallow {
        return format!(
            "Only the newest commits were fetched into this copy. Fetch the others: git fetch --unshallow origin {name}"
        );
    }
    format!(
        "Check the spelling. If the branch is on the server only, fetch it with `git fetch origin {name}` and write origin/{name}."
    )
}

fn unrelated_help(shallow: bool) -> &'static str {
    if shallow {
        "Only the newest commits were fetched into this copy. Fetch the others: git fetch --unshallow"
    } else {
        "Name a commit or branch that this branch began from."
    }
}

/// What a branch changed, as git tells it.
#[derive(Debug)]
pub(super) struct Comparison {
    /// The folder of the repository.
    pub(super) repository: PathBuf,
    /// The output of `git diff`.
    pub(super) diff: Vec<u8>,
    /// Files that git does not know yet, from the folder of the repository.
    pub(super) untracked: Vec<String>,
}

/// Compares the files in the repository around `folder` with where its branch left `rev`.
pub(super) fn compare(folder: &Path, rev: &str) -> Result<Comparison, GitError> {
    let repository = repository_around(folder)?;
    let git = Git { folder: repository };
    let base = git.fork_point(rev)?;
    let mut diff = vec!["-c", "core.quotepath=off", "diff", "--unified=0"];
    diff.extend(["--inter-hunk-context=0", "--no-color", "--no-ext-diff"]);
    diff.extend(["--no-textconv", "--no-relative", "--text", "-M"]);
    diff.extend(["--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules"]);
    // Neither other line ends nor an end to the last line is a change of the words.
    diff.extend(["--ignore-space-at-eol", "--ignore-cr-at-eol"]);
    diff.extend([base.as_str(), "--"]);
    diff.extend(COMPARED);
    let diff = git.output(&diff)?;
    let mut untracked = vec!["ls-files", "--others", "--exclude-standard", "-z", "--"];
    untracked.extend(COMPARED);
    let untracked = String::from_utf8_lossy(&git.output(&untracked)?).into_owned();
    let untracked = untracked.split_terminator('\0').map(str::to_owned);
    Ok(Comparison {
        repository: git.folder,
        diff,
        untracked: untracked.collect(),
    })
}

/// The folder at the top of the repository that holds `folder`.
pub(super) fn repository_around(folder: &Path) -> Result<PathBuf, GitError> {
    let git = Git {
        folder: folder.to_owned(),
    };
    let output = git.run(&["rev-parse", "--show-toplevel"])?;
    if output.status.success() {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let path = PathBuf::from(text.trim_end_matches(['\n', '\r']));
        return Ok(path.canonicalize().unwrap_or(path));
    }
    let said = said(&output);
    if said.contains("not a git repository") {
        return Err(GitError::NoRepository {
            folder: folder.to_owned(),
        });
    }
    Err(GitError::Failed { said })
}

/// Runs of the program in one folder.
pub(super) struct Git {
    pub(super) folder: PathBuf,
}

impl Git {
    /// The newest commit that the branch and `rev` share.
    fn fork_point(&self, rev: &str) -> Result<String, GitError> {
        let commit = format!("{rev}^{{commit}}");
        // A name that begins with a dash would be read as an option; git allows no such name.
        let known = !rev.starts_with('-')
            && self
                .run(&["rev-parse", "--verify", "--quiet", &commit])?
                .status
                .success();
        if !known {
            return Err(GitError::UnknownRevision {
                rev: rev.to_owned(),
                folder: self.folder.clone(),
                shallow: self.is_shallow(),
            });
        }
        let output = self.run(&["merge-base", &commit, "HEAD"])?;
        let base = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match output.status.code() {
            Some(0) if !base.is_empty() => Ok(base),
            Some(0 | 1) => Err(GitError::NoCommonCommit {
                rev: rev.to_owned(),
                shallow: self.is_shallow(),
            }),
            _ => Err(GitError::Failed {
                said: said(&output),
            }),
        }
    }

    pub(super) fn is_shallow(&self) -> bool {
        self.run(&["rev-parse", "--is-shallow-repository"])
            .is_ok_and(|output| output.stdout.starts_with(b"true"))
    }

    pub(super) fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.run(arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(GitError::Failed {
            said: said(&output),
        })
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Result<Output, GitError> {
        let output = self.command(arguments).output();
        output.map_err(|error| self.not_run(&error))
    }

    /// The program, ready to run.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(&self.folder)
            .args(arguments)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0");
        for name in MEDDLERS {
            command.env_remove(name);
        }
        command
    }

    /// Why the program did not run.
    pub(super) fn not_run(&self, error: &io::Error) -> GitError {
        match error.kind() {
            io::ErrorKind::NotFound if self.folder.is_dir() => GitError::NotInstalled,
            _ => GitError::Failed {
                said: error.to_string(),
            },
        }
    }
}

/// What git said of its failure, in a line.
pub(super) fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty());
    let said = first.unwrap_or("it gave no reason");
    said.strip_prefix("fatal: ").unwrap_or(said).to_owned()
}
