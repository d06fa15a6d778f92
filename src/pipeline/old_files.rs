//! Reads the files of old commits from git's own store, without a look at the files on the disk.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;
use std::thread;

use super::git::{Git, GitError, said};
use super::workspace::{CONTENT, STATIC};
use crate::source::MAX_FILE_BYTES;

/// How a commit and its time are printed: name, short name, seconds since 1970, subject.
const FORMAT: &str = "--format=%H%x00%h%x00%ct%x00%s%x00";

/// The mode of an ordinary file, be it a program or not. A link or a repository in the repository
/// has another.
const ORDINARY: &str = "100";

/// A commit that changed pages.
#[derive(Debug)]
pub(super) struct Commit {
    /// The full name.
    pub(super) name: String,
    /// The name as people write it.
    pub(super) short: String,
    /// When it was made, in seconds since 1970.
    pub(super) seconds: i64,
    /// Its first line.
    pub(super) subject: String,
}

/// A file of a commit.
#[derive(Debug)]
pub(super) struct OldFile {
    /// Path from the folder of the site.
    pub(super) path: String,
    /// The name of what it holds.
    pub(super) blob: String,
}

impl Git {
    /// The newest commits of the branch that changed pages, newest first. A branch that was merged
    /// counts as one, because only then did readers see what it holds.
    pub(super) fn commits(&self, most: usize) -> Result<Vec<Commit>, GitError> {
        let most = format!("--max-count={most}");
        let log = ["log", "--first-parent", "--no-show-signature", "--no-color"];
        let what = [&most, FORMAT, "HEAD", "--", CONTENT];
        let output = self.output(&[&log[..], &what].concat())?;
        let text = String::from_utf8_lossy(&output);
        let fields: Vec<&str> = text
            .split('\0')
            .map(|field| field.trim_matches('\n'))
            .collect();
        let commits = fields.chunks_exact(4).map(|fields| match fields {
            [name, short, seconds, subject] => Some(Commit {
                name: (*name).to_owned(),
                short: (*short).to_owned(),
                seconds: seconds.parse().ok()?,
                subject: (*subject).to_owned(),
            }),
            _ => None,
        });
        Ok(commits.flatten().collect())
    }

    /// The files of the site in a commit, in the order of git, without those that are too large.
    pub(super) fn files_of(&self, commit: &Commit) -> Result<Vec<OldFile>, GitError> {
        let list = ["ls-tree", "-r", "-z", "--long", &commit.name, "--"];
        let output = self.output(&[&list[..], &[CONTENT, STATIC]].concat())?;
        let text = String::from_utf8_lossy(&output);
        Ok(text.split_terminator('\0').filter_map(old_file).collect())
    }

    /// What blobs hold, by their names.
    pub(super) fn contents(&self, blobs: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, GitError> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| self.not_run(&error))?;
        let names: String = blobs.iter().flat_map(|blob| [*blob, "\n"]).collect();
        let stdin = child.stdin.take();
        // Git answers while it still listens, so that one thread that does both would wait for ever.
        let output = thread::scope(|scope| {
            scope.spawn(move || {
                if let Some(mut stdin) = stdin {
                    // If git went away, its own words say why.
                    let _ = stdin.write_all(names.as_bytes());
                }
            });
            child.wait_with_output()
        });
        let output = output.map_err(|error| self.not_run(&error))?;
        if !output.status.success() {
            return Err(GitError::Failed {
                said: said(&output),
            });
        }
        Ok(read_batch(&output.stdout))
    }
}

/// A line of `ls-tree --long`: mode, type, name and size, then a tab and the path.
fn old_file(line: &str) -> Option<OldFile> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split_whitespace();
    let (mode, _, blob, size) = (about.next()?, about.next()?, about.next()?, about.next()?);
    let fits = size.parse::<u64>().is_ok_and(|size| size <= MAX_FILE_BYTES);
    (mode.starts_with(ORDINARY) && fits).then(|| OldFile {
        path: path.to_owned(),
        blob: blob.to_owned(),
    })
}

/// Reads the answers of `cat-file --batch`: a line with name, type and size, the bytes, a line end.
/// An object that is not there has only a line.
fn read_batch(mut bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
        let (line, rest) = bytes.split_at(end);
        let line = String::from_utf8_lossy(line);
        bytes = rest.get(1..).unwrap_or_default();
        let mut parts = line.split(' ');
        let (Some(name), Some(_), Some(size)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let size = size.parse().unwrap_or(0);
        let held = bytes.get(..size).unwrap_or_default();
        found.insert(name.to_owned(), held.to_owned());
        bytes = bytes.get(size + 1..).unwrap_or_default();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{old_file, read_batch};

    #[test]
    fn answers_of_git_are_cut_by_their_size() {
        let found = read_batch(b"aa blob 4\na\nb\n\nbb missing\ncc blob 0\n\n");
        let found: Vec<_> = found
            .iter()
            .map(|(name, held)| (name.as_str(), held.as_slice()))
            .collect();
        assert_eq!(found, [("aa", &b"a\nb\n"[..]), ("cc", b"")]);
    }

    #[test]
    fn links_repositories_and_large_files_are_no_pages() {
        let path = |line: &str| old_file(line).map(|file| file.path);
        let page = path("100644 blob abc      12\tcontent/a b.md");
        assert_eq!(page.as_deref(), Some("content/a b.md"));
        for other in [
            "120000 blob abc      12\tcontent/link.md",
            "160000 commit abc       -\tcontent/other",
            "100644 blob abc 9000000\tcontent/large.md",
        ] {
            assert_eq!(path(other), None, "{other}");
        }
    }
}
