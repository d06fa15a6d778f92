//! The same input gives the same bytes, wherever and however it is built.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::process::{Run, TODAY, TestSite, Tree, assert_same, program_in, tree};

/// The parts of this repository that its own site is made of.
const PARTS: [&str; 4] = ["site.toml", "content", "static", "themes"];

/// A copy of the site of this repository.
fn own_site() -> TestSite {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut site = TestSite::empty();
    for part in PARTS {
        for entry in WalkDir::new(repository.join(part)) {
            // A site may have no `static/`.
            let Ok(entry) = entry else { continue };
            if !entry.file_type().is_file() {
                continue;
            }
            let below = entry.path().strip_prefix(repository);
            let below = below.expect("the file is in the repository");
            let path = below.to_string_lossy().replace('\\', "/");
            let bytes = fs::read(entry.path()).expect("the file can be read");
            site = site.file(&path, bytes);
        }
    }
    site
}

/// Builds the site into a folder of its own, with more in the environment.
#[track_caller]
fn built(site: &TestSite, out: &str, environment: &[(&str, &str)]) -> Tree {
    let mut command = site.command(&["build", "--out", out, "--warn-only"]);
    command.envs(environment.iter().copied());
    Run::of(&mut command).expect_status(0);
    tree(&site.path(out))
}

#[test]
fn a_site_is_the_same_in_any_time_zone_language_and_number_of_threads() {
    let site = own_site();
    let first = built(&site, "first", &[]);
    assert!(first.len() > 100, "{} files", first.len());
    let environments: [&[(&str, &str)]; 6] = [
        &[],
        &[("TZ", "Pacific/Kiritimati")],
        &[("TZ", "UTC")],
        &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("LANG", "C"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "8")],
    ];
    for environment in environments {
        assert_same(&first, &built(&site, "second", environment));
        fs::remove_dir_all(site.path("second")).expect("the built site can be removed");
    }
}

#[test]
fn a_site_is_the_same_from_another_folder() {
    let site = own_site();
    let inside = built(&site, "inside", &[]);
    let elsewhere = TestSite::empty();
    let root = site.root().to_str().expect("the folder has a plain name");
    let arguments = ["build", "--root", root, "--out", "here", "--warn-only"];
    Run::of(&mut program_in(elsewhere.root(), &arguments)).expect_status(0);
    assert_same(&inside, &tree(&elsewhere.path("here")));
    let copy = own_site();
    assert_same(&inside, &built(&copy, "copied", &[]));
}

#[test]
fn a_build_over_an_older_site_is_the_same_as_a_fresh_one() {
    let site = own_site();
    let fresh = built(&site, "fresh", &[]);
    site.put("content/passing.md", "---\ntitle: Passing\n---\nText.\n");
    let other = built(&site, "old", &[]);
    assert_ne!(fresh, other);
    site.remove("content/passing.md");
    assert_same(&fresh, &built(&site, "old", &[]));
    assert_same(&fresh, &built(&site, "old", &[]));
}

#[test]
fn the_date_of_a_build_comes_from_the_option_or_from_the_epoch() {
    let site = own_site();
    let by_epoch = built(&site, "epoch", &[("SOURCE_DATE_EPOCH", TODAY)]);
    let last_second = (TODAY.parse::<u64>().expect("it is a number") + 86_399).to_string();
    let late = [
        ("SOURCE_DATE_EPOCH", last_second.as_str()),
        ("TZ", "Pacific/Kiritimati"),
    ];
    assert_same(&by_epoch, &built(&site, "late", &late));
    let arguments = [
        "build",
        "--out",
        "option",
        "--warn-only",
        "--date",
        "2026-11-22",
    ];
    let mut command = site.command(&arguments);
    Run::of(command.env_remove("SOURCE_DATE_EPOCH")).expect_status(0);
    assert_same(&by_epoch, &tree(&site.path("option")));
    let mut command = site.command(&arguments);
    Run::of(command.env("SOURCE_DATE_EPOCH", "0")).expect_status(0);
    assert_same(&by_epoch, &tree(&site.path("option")));
}

#[test]
fn an_epoch_that_is_no_number_is_wrong_use() {
    let site = TestSite::new();
    for epoch in ["yesterday", "", "99999999999999999999"] {
        let mut command = site.command(&["build"]);
        let run = Run::of(command.env("SOURCE_DATE_EPOCH", epoch));
        run.expect_status(2).says(&["SOURCE_DATE_EPOCH"]);
    }
}
