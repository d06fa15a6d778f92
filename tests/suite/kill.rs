//! A build that is killed at any moment leaves one whole site, old or new.
//!
//! `PLAINLY_KILLS` sets how many builds are killed.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::process::{TestSite, Tree, assert_same, page};

/// How many builds are killed unless the environment says otherwise.
const KILLS: u32 = 10;

/// Pages of each version of the site, enough for a build to take a while.
const PAGES: usize = 400;

/// Whole numbers that look random and are the same on every run: the `SplitMix64` generator, by
/// Guy Steele, Doug Lea and Christine Flood.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A part of `whole`, spread evenly.
    fn part_of(&mut self, whole: Duration) -> Duration {
        let thousandths = u32::try_from(self.next() % 1000).expect("it is below 1000");
        whole * thousandths / 1000
    }
}

/// Writes the pages of one version. The versions differ in every page and in their names.
fn write_version(site: &TestSite, version: &str) {
    let content = site.path("content");
    if content.exists() {
        fs::remove_dir_all(&content).expect("the old pages can be removed");
    }
    for number in 0..PAGES {
        let folder = number % 10;
        site.put(
            &format!("content/part-{folder}/{version}-{number}.md"),
            page(&format!("What is {version} {number}?"), "It is a page."),
        );
    }
}

/// The names of what stands in the folder of the site, hidden or not.
fn names_beside(site: &TestSite) -> Vec<String> {
    let entries = fs::read_dir(site.root()).expect("the folder can be read");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn kills() -> u32 {
    let asked = std::env::var("PLAINLY_KILLS").ok();
    asked.map_or(KILLS, |number| {
        number.parse().expect("PLAINLY_KILLS is a whole number")
    })
}

/// Starts a build, kills it after `wait`, and says whether it was still at work then.
fn kill_a_build_after(site: &TestSite, wait: Duration) -> bool {
    let mut child = site
        .command(&["build"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    // The one place where time itself is what is tested.
    thread::sleep(wait);
    let was_at_work = child.try_wait().expect("the program is ours").is_none();
    // Killing a program that has ended is no error.
    child.kill().expect("the program is ours");
    child.wait().expect("the program is ours");
    was_at_work
}

#[test]
fn kill_a_build_at_any_moment_and_one_whole_site_is_there() {
    let site = TestSite::empty().file("site.toml", "[site]\ntitle = \"A site\"\n");
    write_version(&site, "new");
    let start = Instant::now();
    site.build();
    let mut duration = start.elapsed();
    let new = site.public();
    write_version(&site, "old");
    site.build();
    let old = site.public();
    assert!(old.len() > PAGES && new.len() > PAGES);

    let (mut random, mut cut_short) = (Random(7), 0);
    let (mut standing, mut wanted) = (("old", &old), ("new", &new));
    for number in 0..kills() {
        write_version(&site, wanted.0);
        let wait = random.part_of(duration);
        cut_short += u32::from(kill_a_build_after(&site, wait));
        let there = site.public();
        assert!(
            there == old || there == new,
            "kill {number} after {wait:?} left {}",
            mixture(&there, standing.1, wanted.1)
        );
        // Other work on the machine may have slowed the first build down.
        let start = Instant::now();
        site.build();
        duration = duration.min(start.elapsed());
        assert_same(&site.public(), wanted.1);
        let expected = [".public.plainly-lock", "content", "public", "site.toml"];
        assert_eq!(names_beside(&site), expected, "after kill {number}");
        std::mem::swap(&mut standing, &mut wanted);
    }
    assert!(
        cut_short * 2 >= kills(),
        "most builds ended before the kill"
    );
}

/// How many files of a tree belong to which version, for the message of a failed test.
fn mixture(there: &Tree, old: &Tree, new: &Tree) -> String {
    let shared_with = |other: &Tree| {
        there
            .iter()
            .filter(|(path, bytes)| other.get(*path) == Some(bytes))
            .count()
    };
    format!(
        "{} files, {} of the old site ({}) and {} of the new one ({})",
        there.len(),
        shared_with(old),
        old.len(),
        shared_with(new),
        new.len()
    )
}
