//! What a branch changed, asked of real git repositories.

use crate::process::{Run, TestSite, commit, git, page, program_in};

/// A paragraph with a warning.
const OLD: &str = "Call us prior to the day.";

/// A repository with a site in it; its branch `main` holds all of it.
fn repository(site: &TestSite) -> &TestSite {
    git(site.root(), &["init", "--quiet", "--initial-branch=main"]);
    commit(site, "The site as it was");
    git(site.root(), &["checkout", "--quiet", "-b", "branch"]);
    site
}

fn since_main(site: &TestSite, more: &[&str]) -> Run {
    let arguments = [&["check", "--changed-since", "main"], more].concat();
    site.run(&arguments)
}

/// The place of each finding of `wordy` since `main`, as `path:line`.
#[track_caller]
fn places(site: &TestSite, more: &[&str]) -> Vec<String> {
    let run = since_main(site, &[&["--format", "json"], more].concat());
    let report = run.json();
    let findings = report["findings"].as_array().expect("it is a list");
    let wordy = findings.iter().filter(|found| found["rule"] == "wordy");
    wordy
        .map(|found| {
            let path = found["path"].as_str().expect("it is text");
            format!("{path}:{}", found["start"]["line"])
        })
        .collect()
}

#[test]
fn findings_on_old_lines_are_left_out_and_counted() {
    let site = TestSite::new().file("content/old.md", page("Is it?", OLD));
    repository(&site);
    since_main(&site, &[]).expect_status(0).says(&[
        "No problems in 4 files.",
        "1 finding on lines that did not change since main",
    ]);
    site.put(
        "content/old.md",
        page("Is it?", &format!("{OLD}\n\nAsk prior to it.")),
    );
    assert_eq!(places(&site, &[]), ["content/old.md:13"]);
    since_main(&site, &["--fail-on", "warning"]).expect_status(1);
}

#[test]
fn committed_staged_unsaved_and_new_files_all_count() {
    let site = TestSite::new();
    repository(&site);
    for (name, stage) in [("a", 0), ("b", 1), ("c", 2)] {
        site.put(&format!("content/{name}.md"), page("Is it?", OLD));
        match stage {
            0 => commit(&site, "A page"),
            1 => git(site.root(), &["add", "content/b.md"]),
            _ => {}
        }
    }
    site.put("content/money.md", page("Can they stop my money?", OLD));
    let expected = ["a.md:11", "b.md:11", "c.md:11", "money.md:11"];
    assert_eq!(
        places(&site, &[]),
        expected.map(|place| format!("content/{place}"))
    );
    assert_eq!(places(&site, &["content/b.md"]), ["content/b.md:11"]);
}

#[test]
fn what_happened_on_main_meanwhile_is_not_the_branch() {
    let site = TestSite::new().file("content/old.md", page("Is it?", OLD));
    repository(&site);
    git(site.root(), &["checkout", "--quiet", "main"]);
    site.put("content/old.md", page("Is it?", "It is mended."));
    commit(&site, "Mended on main");
    git(site.root(), &["checkout", "--quiet", "branch"]);
    assert!(places(&site, &[]).is_empty());
}

#[test]
fn renamed_files_odd_names_and_line_ends_are_followed() {
    let long = "You can ask.\n\n".repeat(20);
    let crlf = |text: String| text.replace('\n', "\r\n");
    let site = TestSite::new()
        .file(
            "content/one/old name.md",
            page("Is it?", &format!("{long}{OLD}")),
        )
        .file(
            "content/ll\u{177}r \u{1f600}.md",
            crlf(page("Is it so?", OLD)),
        );
    repository(&site);
    git(site.root(), &["mv", "content/one", "content/two \u{e9}"]);
    commit(&site, "Another name");
    assert!(places(&site, &[]).is_empty());
    let new = format!("{long}{OLD}\n\nAsk prior to it.");
    site.put("content/two \u{e9}/old name.md", page("Is it?", &new));
    site.put(
        "content/ll\u{177}r \u{1f600}.md",
        crlf(page("Is it so?", &format!("{OLD}\n\nAsk prior to it."))),
    );
    assert_eq!(
        places(&site, &[]),
        [
            "content/ll\u{177}r \u{1f600}.md:13",
            "content/two \u{e9}/old name.md:53"
        ]
    );
}

#[test]
fn other_line_ends_are_no_change() {
    let text = page("Is it?", OLD);
    let site = TestSite::new().file("content/a.md", text.trim_end());
    repository(&site);
    site.put("content/a.md", text.replace('\n', "\r\n"));
    assert!(places(&site, &[]).is_empty());
    site.put("content/a.md", format!("{text}\nAsk prior to it.\n"));
    assert_eq!(places(&site, &[]), ["content/a.md:17"]);
}

#[test]
fn a_paragraph_that_lost_a_line_is_changed_where_it_grew_together() {
    let text = |gone: &str| {
        page(
            "Is it?",
            &format!("Ask {OLD}\n\nYou can ask in order\n{gone}to hear.\n\nCall prior to it."),
        )
    };
    let site = TestSite::new().file("content/a.md", text("for help, and then\n"));
    repository(&site);
    site.put("content/a.md", text(""));
    assert_eq!(places(&site, &[]), ["content/a.md:13"]);
}

#[test]
fn what_is_said_of_a_page_as_a_whole_counts_when_the_page_changed() {
    let bare = |body: &str| format!("---\ntitle: Is it?\n---\n\n{body}\n");
    let site = TestSite::new()
        .file("content/a.md", bare("One."))
        .file("content/b.md", bare("One."));
    repository(&site);
    site.put("content/a.md", bare("One.\n\nTwo."));
    let run = since_main(&site, &["--format", "json"]).expect_status(1);
    let report = run.json();
    let findings = report["findings"].as_array().expect("it is a list");
    assert!(
        findings
            .iter()
            .any(|found| found["rule"] == "missing-answer")
    );
    assert!(findings.iter().all(|found| found["path"] == "content/a.md"));
}

#[test]
fn a_site_in_a_folder_of_the_repository_is_checked_from_anywhere() {
    let site = TestSite::empty()
        .file("docs/site.toml", "")
        .file("docs/content/a.md", page("Is it?", OLD))
        .file("letters/b.txt", OLD);
    repository(&site);
    site.put(
        "docs/content/a.md",
        page("Is it?", &format!("{OLD}\n\nAsk prior to it.")),
    );
    site.put("letters/b.txt", format!("{OLD}\nAsk prior to it.\n"));
    assert_eq!(places(&site, &["--root", "docs"]), ["content/a.md:13"]);
    assert_eq!(places(&site, &["letters"]), ["letters/b.txt:2"]);
    let elsewhere = tempfile::tempdir().expect("there is a place for temporary files");
    let root = site.path("docs");
    let root = root.to_str().expect("the name is text");
    let arguments = [
        "check",
        "--changed-since",
        "main",
        "--root",
        root,
        "--format",
        "json",
    ];
    let run = Run::of(&mut program_in(elsewhere.path(), &arguments));
    assert!(
        run.stdout.contains("\"line\": 13"),
        "{}{}",
        run.stdout,
        run.stderr
    );
}

#[test]
fn a_persons_own_settings_of_git_change_nothing() {
    let site = TestSite::new().file("content/a page.md", page("Is it?", OLD));
    repository(&site);
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.interHunkContext", "9"),
        ("diff.external", "false"),
        ("color.ui", "always"),
        ("core.quotepath", "true"),
        ("diff.relative", "true"),
    ] {
        git(site.root(), &["config", key, value]);
    }
    site.put(".gitattributes", "*.md binary\n");
    site.put(
        "content/a page.md",
        page("Is it?", &format!("{OLD}\n\nAsk prior to it.")),
    );
    let mut command = site.command(&["check", "--changed-since", "main", "--format", "json"]);
    command.env("GIT_DIFF_OPTS", "--unified=9");
    let report = Run::of(&mut command).json();
    let lines: Vec<_> = report["findings"]
        .as_array()
        .expect("it is a list")
        .iter()
        .map(|found| found["start"]["line"].as_u64())
        .collect();
    assert_eq!(lines, [Some(13)]);
}

#[test]
fn what_git_cannot_tell_is_wrong_use_with_advice() {
    let site = TestSite::new();
    since_main(&site, &[])
        .expect_status(2)
        .says(&["not in a git repository", "--root"]);
    repository(&site);
    for name in ["mian", "-x", "--output=x"] {
        let option = format!("--changed-since={name}");
        let run = site.run(&["check", &option]).expect_status(2);
        run.says(&["no commit, branch or tag", name, "git fetch origin"]);
    }
    assert!(!site.path("x").exists());
    let input = site.run(&["check", "-", "--changed-since", "main"]);
    input.expect_status(2).says(&["Standard input"]);
    let mut command = site.command(&["check", "--changed-since", "main"]);
    let run = Run::of(command.env("PATH", ""));
    run.expect_status(2)
        .says(&["`git` was not found", "Install git"]);
}

#[test]
fn a_copy_without_its_past_says_how_to_fetch_it() {
    let site = TestSite::new();
    repository(&site);
    git(site.root(), &["checkout", "--quiet", "--orphan", "alone"]);
    commit(&site, "Another beginning");
    since_main(&site, &[])
        .expect_status(2)
        .says(&["no commit in common"]);
    git(site.root(), &["checkout", "--quiet", "branch"]);
    site.put("content/new.md", page("Is it new?", OLD));
    commit(&site, "A page");
    let copies = TestSite::empty();
    let from = format!("file://{}", site.root().display());
    let clone = [
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        from.as_str(),
        "copy",
    ];
    git(copies.root(), &clone);
    let copy = copies.path("copy");
    let check = |rev: &str| {
        let arguments = ["check", "--changed-since", rev];
        Run::of(&mut program_in(&copy, &arguments)).expect_status(2)
    };
    check("origin/main").says(&["no commit in common", "git fetch --unshallow"]);
    check("origin/other").says(&["git fetch --unshallow origin other"]);
    git(&copy, &["fetch", "--quiet", "--unshallow"]);
    let arguments = [
        "check",
        "--changed-since",
        "origin/main",
        "--format",
        "json",
    ];
    let run = Run::of(&mut program_in(&copy, &arguments)).expect_status(0);
    assert!(run.stdout.contains("content/new.md"), "{}", run.stdout);
}
