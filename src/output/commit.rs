//! Writes a plan: beside the target first, then in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::place::{Place, Standing, remove};
use super::swap::{Exchange, exchange, swap};
use super::{CommitError, Content, MANIFEST_NAME, Manifest, OutputPath, Plan};

/// How much of a file is copied at a time: 64 KiB.
const CHUNK_BYTES: usize = 64 * 1024;

/// What a commit did. The manifest is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommitSummary {
    /// Files in the site.
    pub files: usize,
    /// Their bytes together.
    pub bytes: u64,
    /// Files that were not there before.
    pub added: usize,
    /// Files that hold something else than before.
    pub changed: usize,
    /// Files that were there before and are gone.
    pub removed: usize,
    /// Files that are as they were.
    pub unchanged: usize,
}

/// A file that was hashed or written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    /// The BLAKE3 hash in hex.
    hash: String,
    /// The number of bytes.
    bytes: u64,
}

/// Every file of a plan with its stamp.
type Stamps = BTreeMap<OutputPath, Stamp>;

/// Makes `target` hold the files of `plan` and nothing else.
///
/// Whoever reads the target, even after a crash of this program, finds the whole old site or the
/// whole new one. If the target already holds the same site, it is left alone. Everything else in
/// a folder that Plainly made is replaced; a folder that it did not make is refused.
pub fn commit(plan: &Plan, target: &Path) -> Result<CommitSummary, CommitError> {
    commit_by(exchange, plan, target)
}

fn commit_by(exchange: Exchange, plan: &Plan, target: &Path) -> Result<CommitSummary, CommitError> {
    let place = Place::find(target)?;
    // A refused target should not get a lock file beside it, so this is asked before the lock
    // too. Clearing up may change the answer.
    place.standing()?;
    let _lock = place.lock()?;
    place.clear_leftovers()?;
    let before = match place.standing()? {
        Standing::Free => None,
        Standing::Ours(manifest) => manifest,
    };
    if let Some(before) = &before {
        let stamps = stamp_all(plan, stamp)?;
        if manifest_of(&stamps) == *before && holds_exactly(&place.target, &stamps) {
            return Ok(summary(Some(before), &stamps));
        }
    }
    let new_tree = place.new_tree();
    let stamps = write_tree(plan, &new_tree).inspect_err(|_| discard(&new_tree))?;
    let old_tree = place.old_tree();
    swap(exchange, &new_tree, &place.target, &old_tree).map_err(|error| {
        discard(&new_tree);
        CommitError::Swap {
            path: target.to_owned(),
            error,
        }
    })?;
    discard(&new_tree);
    discard(&old_tree);
    Ok(summary(before.as_ref(), &stamps))
}

/// Removes a tree that nobody needs any more, if it is there.
///
/// A failure changes nothing for the site, and the next run removes the tree or says why not.
fn discard(tree: &Path) {
    let _ = remove(tree);
}

/// Writes the whole site into the new folder `tree`.
///
/// Nothing is flushed to the disk by hand: a flush for each file would take longer than the
/// build, and a site lost to a power cut is built again from its sources.
fn write_tree(plan: &Plan, tree: &Path) -> Result<Stamps, CommitError> {
    fs::create_dir(tree).map_err(CommitError::io(tree, "made"))?;
    let folders: BTreeSet<&str> = plan.files().keys().flat_map(OutputPath::folders).collect();
    // In sorted order a folder comes before those inside it.
    for folder in folders {
        let path = tree.join(folder);
        fs::create_dir(&path).map_err(CommitError::io(path, "made"))?;
    }
    let stamps = stamp_all(plan, |path, content| write_file(content, path.below(tree)))?;
    let json = Content::Bytes(manifest_of(&stamps).to_json());
    write_file(&json, tree.join(MANIFEST_NAME))?;
    Ok(stamps)
}

/// Does `work` for every file, on all processors.
fn stamp_all(
    plan: &Plan,
    work: impl Fn(&OutputPath, &Content) -> Result<Stamp, CommitError> + Sync,
) -> Result<Stamps, CommitError> {
    let worked: Vec<_> = plan
        .files()
        .par_iter()
        .map(|(path, content)| Ok((path.clone(), work(path, content)?)))
        .collect();
    // Joined in order, so that of several errors always the same one is told.
    worked.into_iter().collect()
}

/// Hashes a file of the plan without writing it.
fn stamp(_path: &OutputPath, content: &Content) -> Result<Stamp, CommitError> {
    match content {
        Content::Bytes(bytes) => Ok(stamp_of(bytes)),
        Content::Copy(from) => copy(from, |_| Ok(())),
    }
}

/// Writes a file with the mode that the system gives to new files, and stamps what was written.
fn write_file(content: &Content, to: PathBuf) -> Result<Stamp, CommitError> {
    // Not `fs::copy`, which would carry over the mode of a file that only its owner may read.
    let mut file = File::create(&to).map_err(CommitError::io(&to, "written"))?;
    match content {
        Content::Bytes(bytes) => {
            file.write_all(bytes)
                .map_err(CommitError::io(to, "written"))?;
            Ok(stamp_of(bytes))
        }
        Content::Copy(from) => copy(from, |chunk| {
            file.write_all(chunk)
                .map_err(CommitError::io(&to, "written"))
        }),
    }
}

/// Hands the bytes of a file to `sink`, and stamps those very bytes.
fn copy(
    from: &Path,
    mut sink: impl FnMut(&[u8]) -> Result<(), CommitError>,
) -> Result<Stamp, CommitError> {
    let unreadable = |error: io::Error| CommitError::Unreadable {
        path: from.to_owned(),
        error,
    };
    let mut file = File::open(from).map_err(unreadable)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error)),
        };
        let chunk = buffer.get(..count).unwrap_or_default();
        hasher.update(chunk);
        sink(chunk)?;
    }
    Ok(Stamp {
        hash: hasher.finalize().to_string(),
        bytes: hasher.count(),
    })
}

fn stamp_of(bytes: &[u8]) -> Stamp {
    Stamp {
        hash: blake3::hash(bytes).to_string(),
        bytes: bytes.len() as u64,
    }
}

fn manifest_of(stamps: &Stamps) -> Manifest {
    let files = stamps
        .iter()
        .map(|(path, stamp)| (path.clone(), stamp.hash.clone()))
        .collect();
    Manifest::new(files)
}

/// Whether `folder` holds these files and no others, by name and length.
///
/// A file that somebody changed by hand without changing its length is not noticed: reading every
/// file would cost as much as writing it.
fn holds_exactly(folder: &Path, stamps: &Stamps) -> bool {
    let mut found = 0;
    for entry in WalkDir::new(folder) {
        let Ok(entry) = entry else { return false };
        if entry.file_type().is_dir() || entry.path() == folder.join(MANIFEST_NAME) {
            continue;
        }
        if !entry.file_type().is_file() {
            return false;
        }
        found += 1;
    }
    let as_written = stamps.par_iter().all(|(path, stamp)| {
        fs::symlink_metadata(path.below(folder))
            .is_ok_and(|about| about.is_file() && about.len() == stamp.bytes)
    });
    found == stamps.len() && as_written
}

fn summary(before: Option<&Manifest>, stamps: &Stamps) -> CommitSummary {
    let mut summary = CommitSummary {
        files: stamps.len(),
        bytes: stamps.values().map(|stamp| stamp.bytes).sum(),
        ..CommitSummary::default()
    };
    for (path, stamp) in stamps {
        match before.and_then(|before| before.files.get(path)) {
            None => summary.added += 1,
            Some(hash) if *hash == stamp.hash => summary.unchanged += 1,
            Some(_) => summary.changed += 1,
        }
    }
    let kept = summary.changed + summary.unchanged;
    summary.removed = before.map_or(0, |before| before.files.len().saturating_sub(kept));
    summary
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::fs::File;
    use std::io::Write;
    use std::path::Path;

    use tempfile::TempDir;

    use super::{CommitSummary, commit, commit_by, exchange};
    use crate::output::{CommitError, Content, MANIFEST_NAME, OutputPath, Plan};

    fn folder() -> TempDir {
        tempfile::tempdir().expect("the system has a place for temporary files")
    }

    fn plan(files: &[(&str, &str)]) -> Plan {
        let mut plan = Plan::new();
        for (path, text) in files {
            let path = OutputPath::new(*path).expect("the path is good");
            plan.insert(path, Content::Bytes(text.as_bytes().to_vec()))
                .expect("the paths differ");
        }
        plan
    }

    fn put(path: &Path, text: &str) {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).unwrap();
        }
        File::create(path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    }

    /// Every file below `folder`, with what it holds; the manifest only by name.
    fn tree(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.unwrap();
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(folder).unwrap();
            let text = if entry.file_name() == MANIFEST_NAME {
                String::new()
            } else {
                fs::read_to_string(entry.path()).unwrap()
            };
            found.push((path.to_str().unwrap().replace('\\', "/"), text));
        }
        found
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut all = vec![(MANIFEST_NAME.to_owned(), String::new())];
        all.extend(
            files
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned())),
        );
        all
    }

    #[test]
    fn a_first_build_makes_the_folder_and_those_around_it() {
        let folder = folder();
        let target = folder.path().join("deep/public");
        let files = [("a/b/index.html", "b"), ("index.html", "top")];
        let summary = commit(&plan(&files), &target).unwrap();
        assert_eq!(tree(&target), pairs(&files));
        let expected = CommitSummary {
            files: 2,
            bytes: 4,
            added: 2,
            ..CommitSummary::default()
        };
        assert_eq!(summary, expected);
        assert_eq!(
            names(&folder.path().join("deep")),
            [".public.plainly-lock", "public"]
        );
    }

    #[test]
    fn a_second_build_removes_what_is_gone_with_and_without_exchange() {
        for exchange in [exchange, |_: &Path, _: &Path| Ok(false)] {
            let folder = folder();
            let target = folder.path().join("public");
            let first = [("gone/index.html", "x"), ("index.html", "1"), ("same", "s")];
            commit_by(exchange, &plan(&first), &target).unwrap();
            let second = [("index.html", "2"), ("new.html", "n"), ("same", "s")];
            let summary = commit_by(exchange, &plan(&second), &target).unwrap();
            assert_eq!(tree(&target), pairs(&second));
            let expected = CommitSummary {
                files: 3,
                bytes: 3,
                added: 1,
                changed: 1,
                removed: 1,
                unchanged: 1,
            };
            assert_eq!(summary, expected);
            assert_eq!(names(folder.path()), [".public.plainly-lock", "public"]);
        }
    }

    #[test]
    fn the_same_site_is_left_alone() {
        let folder = folder();
        let target = folder.path().join("public");
        let plan = plan(&[("index.html", "1")]);
        commit(&plan, &target).unwrap();
        // An empty folder is no file: it stays only where the site is not written again.
        fs::create_dir(target.join("witness")).unwrap();
        let summary = commit(&plan, &target).unwrap();
        assert_eq!(summary.unchanged, 1);
        assert!(target.join("witness").exists());
    }

    #[test]
    fn a_site_that_lost_or_gained_a_file_is_written_again() {
        let folder = folder();
        let target = folder.path().join("public");
        let files = [("a.html", "1"), ("index.html", "1")];
        let plan = plan(&files);
        commit(&plan, &target).unwrap();
        fs::remove_file(target.join("a.html")).unwrap();
        commit(&plan, &target).unwrap();
        assert_eq!(tree(&target), pairs(&files));
        put(&target.join("stray.html"), "x");
        commit(&plan, &target).unwrap();
        assert_eq!(tree(&target), pairs(&files));
    }

    #[test]
    fn the_same_plan_gives_the_same_manifest() {
        let folder = folder();
        let plan = plan(&[("b", "1"), ("a", "2")]);
        let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
        commit(&plan, &one).unwrap();
        commit(&plan, &two).unwrap();
        let read = |at: &Path| fs::read(at.join(MANIFEST_NAME)).unwrap();
        assert_eq!(read(&one), read(&two));
    }

    #[test]
    fn a_foreign_folder_is_refused_and_gets_no_lock() {
        let folder = folder();
        let target = folder.path().join("home");
        put(&target.join("letter.txt"), "mine");
        let error = commit(&plan(&[("index.html", "1")]), &target).unwrap_err();
        assert!(matches!(error, CommitError::NotOurs { .. }));
        assert_eq!(names(folder.path()), ["home"]);
        assert_eq!(names(&target), ["letter.txt"]);
    }

    #[test]
    fn a_file_and_the_root_of_the_disk_are_refused() {
        let folder = folder();
        let target = folder.path().join("public");
        put(&target, "a file");
        let error = commit(&Plan::new(), &target).unwrap_err();
        assert!(matches!(error, CommitError::IsAFile { .. }));
        if let Some(root) = folder.path().ancestors().last() {
            let error = commit(&Plan::new(), root).unwrap_err();
            assert!(matches!(error, CommitError::NoName { .. }));
        }
    }

    #[test]
    fn a_repository_in_the_target_is_never_deleted() {
        let folder = folder();
        let target = folder.path().join("public");
        commit(&plan(&[("index.html", "1")]), &target).unwrap();
        put(&target.join(".git/HEAD"), "ref");
        let error = commit(&plan(&[("index.html", "2")]), &target).unwrap_err();
        assert!(matches!(error, CommitError::HoldsRepository { .. }));
        assert!(target.join(".git/HEAD").exists());
    }

    #[test]
    fn an_empty_folder_is_fine() {
        let folder = folder();
        commit(&plan(&[("index.html", "1")]), folder.path()).unwrap();
        assert_eq!(tree(folder.path()), pairs(&[("index.html", "1")]));
        // The lock stands beside the temporary folder, which does not remove it.
        let name = folder.path().file_name().unwrap().to_str().unwrap();
        let lock = folder
            .path()
            .with_file_name(format!(".{name}.plainly-lock"));
        fs::remove_file(lock).unwrap();
    }

    #[test]
    fn a_second_run_at_the_same_time_is_refused() {
        let folder = folder();
        let target = folder.path().join("public");
        let lock = File::create(folder.path().join(".public.plainly-lock")).unwrap();
        lock.lock().unwrap();
        let error = commit(&Plan::new(), &target).unwrap_err();
        assert!(matches!(error, CommitError::Locked { .. }));
        drop(lock);
        commit(&Plan::new(), &target).unwrap();
    }

    #[test]
    fn what_killed_runs_left_is_cleared() {
        let folder = folder();
        let target = folder.path().join("public");
        commit(&plan(&[("index.html", "1")]), &target).unwrap();
        put(&folder.path().join(".public.plainly-new-1/half"), "x");
        put(&folder.path().join(".public.plainly-old-1/index.html"), "x");
        put(&folder.path().join(".other.plainly-new-1/half"), "x");
        commit(&plan(&[("index.html", "1")]), &target).unwrap();
        assert_eq!(
            names(folder.path()),
            [".other.plainly-new-1", ".public.plainly-lock", "public"]
        );
    }

    #[test]
    fn a_run_killed_between_two_renames_loses_nothing() {
        let folder = folder();
        let target = folder.path().join("public");
        commit(&plan(&[("index.html", "1")]), &target).unwrap();
        fs::rename(&target, folder.path().join(".public.plainly-old-7")).unwrap();
        put(&folder.path().join(".public.plainly-new-7/half"), "x");
        // The next run fails, and even so the old site is back.
        let mut failing = plan(&[("index.html", "2")]);
        failing
            .insert(
                OutputPath::new("lost.png").unwrap(),
                Content::Copy(folder.path().join("no-such-file.png")),
            )
            .unwrap();
        let error = commit(&failing, &target).unwrap_err();
        assert!(matches!(error, CommitError::Unreadable { .. }));
        assert_eq!(tree(&target), pairs(&[("index.html", "1")]));
        assert_eq!(names(folder.path()), [".public.plainly-lock", "public"]);
    }

    #[test]
    fn a_failed_first_build_leaves_no_folder() {
        let folder = folder();
        let target = folder.path().join("public");
        let mut plan = Plan::new();
        let missing = Content::Copy(folder.path().join("missing"));
        plan.insert(OutputPath::new("a").unwrap(), missing).unwrap();
        commit(&plan, &target).unwrap_err();
        assert_eq!(names(folder.path()), [".public.plainly-lock"]);
    }

    #[test]
    fn a_damaged_manifest_is_still_our_mark() {
        let folder = folder();
        let target = folder.path().join("public");
        put(&target.join(MANIFEST_NAME), "");
        commit(&plan(&[("a", "1")]), &target).unwrap();
        assert_eq!(tree(&target), pairs(&[("a", "1")]));
    }

    #[test]
    fn files_are_copied_whole() {
        let folder = folder();
        let from = folder.path().join("image.bin");
        let text = "0123456789".repeat(20_000);
        put(&from, &text);
        let target = folder.path().join("public");
        let mut plan = Plan::new();
        let path = OutputPath::new("images/image.bin").unwrap();
        plan.insert(path, Content::Copy(from)).unwrap();
        let summary = commit(&plan, &target).unwrap();
        assert_eq!(summary.bytes, text.len() as u64);
        assert_eq!(tree(&target), pairs(&[("images/image.bin", &text)]));
        assert_eq!(commit(&plan, &target).unwrap().unchanged, 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_folder_is_replaced() {
        let folder = folder();
        let real = folder.path().join("disk/site");
        fs::create_dir_all(&real).unwrap();
        let link = folder.path().join("public");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        for text in ["1", "2"] {
            commit(&plan(&[("index.html", text)]), &link).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(tree(&real), pairs(&[("index.html", text)]));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_run_killed_between_two_renames_behind_a_link_loses_nothing() {
        let folder = folder();
        let real = folder.path().join("site");
        commit(&plan(&[("index.html", "1")]), &real).unwrap();
        let link = folder.path().join("public");
        std::os::unix::fs::symlink("site", &link).unwrap();
        fs::rename(&real, folder.path().join(".site.plainly-old-7")).unwrap();
        let summary = commit(&plan(&[("index.html", "1")]), &link).unwrap();
        assert_eq!(summary.unchanged, 1);
        assert_eq!(tree(&real), pairs(&[("index.html", "1")]));
    }

    #[test]
    fn a_failed_swap_keeps_the_old_site() {
        let folder = folder();
        let target = folder.path().join("public");
        commit(&plan(&[("index.html", "1")]), &target).unwrap();
        let busy = |_: &Path, _: &Path| Err(std::io::ErrorKind::ResourceBusy.into());
        let error = commit_by(busy, &plan(&[("index.html", "2")]), &target).unwrap_err();
        assert!(matches!(error, CommitError::Swap { .. }));
        assert_eq!(tree(&target), pairs(&[("index.html", "1")]));
        assert_eq!(names(folder.path()), [".public.plainly-lock", "public"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_copy_does_not_keep_a_private_mode() {
        use std::os::unix::fs::PermissionsExt;

        let folder = folder();
        let from = folder.path().join("private");
        put(&from, "x");
        let usual = fs::metadata(&from).unwrap().permissions().mode();
        fs::set_permissions(&from, fs::Permissions::from_mode(0o600)).unwrap();
        let target = folder.path().join("public");
        let mut plan = Plan::new();
        plan.insert(OutputPath::new("a").unwrap(), Content::Copy(from))
            .unwrap();
        commit(&plan, &target).unwrap();
        let mode = fs::metadata(target.join("a")).unwrap().permissions().mode();
        assert_eq!(mode, usual);
    }
}
