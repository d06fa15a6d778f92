//! What a site adds to the lists of words and takes out of them, and the version it asks for.

use super::process::{SETTINGS, TestSite, page};

/// A list as a site writes it.
const LIST: &str = "[[entry]]
avoid = [\"widget\"]
kind = \"noun\"
use = [\"small tool\"]
why = \"Nobody outside knows it.\"

[[entry]]
avoid = [\"gizmo\"]
kind = \"noun\"
use = [\"thing\"]
level = \"warning\"

[[entry]]
avoid = [\"claimant\"]
kind = \"noun\"
use = [\"member\"]
";

fn site(words: &str, text: &str) -> TestSite {
    TestSite::new()
        .file("site.toml", format!("{SETTINGS}\n[words]\n{words}\n"))
        .file("words/ours.toml", LIST)
        .file("content/one.md", page("Is it?", text))
}

/// Level, rule, words and help of each finding on `content/one.md`.
fn found(site: &TestSite) -> Vec<[String; 4]> {
    let findings = site.findings(&["content/one.md"]).into_iter();
    let text = |found: &serde_json::Value, key: &str| {
        found[key].as_str().expect("the report has it").to_owned()
    };
    let parts = |found: serde_json::Value| {
        ["severity", "rule", "snippet", "help"].map(|key| text(&found, key))
    };
    findings.map(parts).collect()
}

#[test]
fn words_of_the_site_are_found_at_their_level() {
    let site = site(
        "files = [\"words/ours.toml\"]",
        "Take two widgets and a gizmo to the claimant.",
    );
    let expected = [
        ["error", "jargon", "widgets", "Write “small tools”."],
        ["warning", "jargon", "gizmo", "Write “thing”."],
        ["error", "jargon", "claimant", "Write “member”."],
    ];
    assert_eq!(found(&site), expected);
}

#[test]
fn names_of_the_site_are_left_alone() {
    let text = "Ask Widget World and the Claimant Works. A widget is not a name.";
    let names = "names = [\"Widget World\", \"Claimant Works\"]\nfiles = [\"words/ours.toml\"]";
    let found = found(&site(names, text));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0][2], "widget");
}

#[test]
fn a_word_can_be_allowed_in_all_its_forms() {
    let text = "A claimant and other claimants are non-claimants. They comply.";
    let words = |found: Vec<[String; 4]>| -> Vec<String> {
        found.into_iter().map(|[_, _, words, _]| words).collect()
    };
    assert_eq!(
        words(found(&site("allow = [\"Claimant\"]", text))),
        ["comply"]
    );
    assert_eq!(words(found(&site("", text))).len(), 4);
}

#[test]
fn files_can_be_left_out_but_not_what_would_harm() {
    let site = site(
        "ignore = [\"content/on*.md\"]",
        "Claimants comply.\n\n<b>No</b>",
    );
    let rules: Vec<String> = found(&site).into_iter().map(|[_, rule, ..]| rule).collect();
    assert!(rules.iter().all(|rule| rule == "raw-html"), "{rules:?}");
    assert!(!rules.is_empty());
}

#[test]
fn files_that_are_left_out_are_built() {
    let site = site("ignore = [\"content/one.md\"]", "Claimants comply.");
    site.run(&["build"]).expect_status(0);
    assert!(site.has_built("one/index.html"));
}

#[test]
fn a_list_that_is_not_there_is_named_with_its_place() {
    let site = site("files = [\"words/theirs.toml\"]", "Yes.");
    let run = site.run(&["check"]).expect_status(2);
    assert!(run.stderr.contains("site.toml:7:10: "), "{}", run.stderr);
    assert!(run.stderr.contains("words/theirs.toml"), "{}", run.stderr);
}

#[test]
fn a_mistake_in_a_list_has_its_place() {
    let site = site("files = [\"words/ours.toml\"]", "Yes.").file(
        "words/ours.toml",
        "[[entry]]\navoid = [\"widget\"]\nkind = \"nuon\"\nuse = [\"tool\"]\n",
    );
    let run = site.run(&["check"]).expect_status(2);
    assert!(
        run.stderr.contains("words/ours.toml:3:8: "),
        "{}",
        run.stderr
    );
}

#[test]
fn a_site_for_another_version_is_refused() {
    let site = TestSite::new().file(
        "site.toml",
        format!("required-version = \"99\"\n{SETTINGS}"),
    );
    let run = site.run(&["check"]).expect_status(2);
    assert!(
        run.stderr
            .contains("site.toml:1:20: This site asks for Plainly 99"),
        "{}",
        run.stderr
    );
    let site = TestSite::new().file(
        "site.toml",
        format!("required-version = \"0.1\"\n{SETTINGS}"),
    );
    site.run(&["check"]).expect_status(0);
}
