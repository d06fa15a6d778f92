//! What the program tells of its rules: `explain`, `rules` and the manual.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use plainly::check::ALL;

use crate::process::{Run, TestSite, assert_same, program_in, tree};

/// The manual in the repository, which builds with Plainly.
fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// Run with `SNAPSHOTS=overwrite` to write the pages anew.
#[test]
fn the_pages_of_the_manual_are_those_of_the_rules() {
    let site = TestSite::empty();
    site.run(&["rules", "--manual", "."]).expect_status(0);
    let folder = docs().join("content/rules");
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        std::fs::remove_dir_all(&folder).expect("the folder is there");
        std::fs::create_dir(&folder).expect("the folder can be made");
        let folder = folder.to_str().expect("the name is text");
        site.run(&["rules", "--manual", folder]).expect_status(0);
    }
    // If this fails: SNAPSHOTS=overwrite cargo test --test suite manual
    assert_same(&tree(site.root()), &tree(&folder));
}

#[test]
fn the_manual_passes_the_gate_and_builds() {
    let folder = docs();
    Run::of(&mut program_in(&folder, &["check"])).expect_status(0);
    let out = TestSite::empty();
    let out = out.path("public");
    let out = out.to_str().expect("the name is text");
    let build = ["build", "--out", out, "--quiet"];
    Run::of(&mut program_in(&folder, &build)).expect_status(0);
    let built = tree(Path::new(out));
    for rule in ALL {
        let page = format!("rules/{}/index.html", rule.meta().id);
        let html = built
            .get(&page)
            .unwrap_or_else(|| panic!("{page} is not built"));
        let html = String::from_utf8_lossy(html);
        assert!(
            html.contains("Not like this:") && html.contains("This is fine:"),
            "{page}"
        );
    }
}

#[test]
fn every_rule_is_explained() {
    let site = TestSite::empty();
    for rule in ALL {
        let id = rule.meta().id;
        let run = site.run(&["explain", id]).expect_status(0);
        assert!(run.stdout.starts_with(&format!("{id}\n")), "{}", run.stdout);
        assert!(!run.stdout.contains('\u{1b}'), "a pipe gets no colour");
    }
}

#[test]
fn an_explanation_shows_settings_examples_and_what_the_site_says() {
    let site = TestSite::new().file("site.toml", "[rules]\nlong-sentence = \"warning\"\n");
    let run = site
        .run(&["explain", "warning[long-sentence]"])
        .expect_status(0);
    let run = run.says(&[
        "level    warning in this site, error elsewhere",
        "max-words = 25",
        "Not like this:",
        "This is fine:",
        "<!-- plainly: allow long-sentence: the reason -->",
    ]);
    assert!(
        run.stdout.lines().all(|line| line.chars().count() <= 100),
        "{}",
        run.stdout
    );
    let run = site.run(&["explain", "long-sentence", "--color", "always"]);
    assert!(
        run.stdout.contains("\u{1b}[1mWhy it matters"),
        "{}",
        run.stdout
    );
    site.run(&["explain", "raw-html"])
        .expect_status(0)
        .says(&["cannot be changed"]);
}

#[test]
fn an_unknown_rule_gets_a_suggestion() {
    let site = TestSite::empty();
    let run = site.run(&["explain", "long-sentense"]).expect_status(2);
    run.says(&[
        "There is no rule `long-sentense`",
        "Did you mean `long-sentence`?",
        "plainly rules",
    ]);
    site.run(&["explain", "zzzz"])
        .expect_status(2)
        .says(&["There is no rule `zzzz`.\n"]);
}

#[test]
fn the_list_holds_every_rule_with_its_level_in_this_site() {
    let settings = "[rules]\nwordy = \"off\"\n[[folders]]\npath = \"money.md\"\nrules = { jargon = \"info\" }\n";
    let site = TestSite::new().file("site.toml", settings);
    let list = site.run(&["rules"]).expect_status(0);
    let named: BTreeSet<&str> = list.stdout.split_whitespace().collect();
    for rule in ALL {
        assert!(named.contains(rule.meta().id), "{}", list.stdout);
    }
    list.says(&[
        "(set in site.toml; warning elsewhere)",
        "(info in content/money.md)",
    ]);
    let listing = site
        .run(&["rules", "--format", "json"])
        .expect_status(0)
        .json();
    assert_eq!(listing["version"], 1);
    let rules = listing["rules"].as_array().expect("it is a list");
    assert_eq!(rules.len(), ALL.len());
    let rule = |id: &str| {
        rules
            .iter()
            .find(|rule| rule["id"] == id)
            .expect("it is listed")
    };
    assert_eq!(rule("wordy")["level"], "off");
    assert_eq!(rule("wordy")["default_level"], "warning");
    assert_eq!(rule("jargon")["folders"][0]["path"], "money.md");
    assert_eq!(rule("long-sentence")["options"][0]["name"], "max-words");
    assert_eq!(rule("long-sentence")["options"][0]["default"], 25);
    assert_eq!(rule("raw-html")["always"], true);
    assert_eq!(rule("raw-html")["english_only"], false);
    assert_eq!(rule("jargon")["group"], "words");
}

#[test]
fn the_schema_is_json_and_names_every_rule() {
    let schema = TestSite::empty()
        .run(&["rules", "--schema"])
        .expect_status(0)
        .json();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    for rule in ALL {
        let properties = &schema["$defs"]["rules"]["properties"];
        assert!(properties[rule.meta().id].is_object(), "{}", rule.meta().id);
    }
    let site = TestSite::empty();
    site.run(&["rules", "--schema", "--format", "json"])
        .expect_status(2);
    site.run(&["rules", "--manual", "nowhere"])
        .expect_status(2)
        .says(&["nowhere is no folder"]);
}
