//! Findings that are known already.

use crate::process::{Run, TestSite, page};

fn site(body: &str) -> TestSite {
    TestSite::new().file("content/a.md", page("Is it?", body))
}

fn write(site: &TestSite) -> Run {
    site.run(&["check", "--write-baseline", "known.json"])
}

fn check(site: &TestSite) -> Run {
    site.run(&["check", "--baseline", "known.json", "--fail-on", "warning"])
}

const ONE: &str = "Call us prior to the day.";
const TWO: &str = "You can ask in order to hear.";

#[test]
fn known_findings_are_left_out_and_new_ones_are_not() {
    let site = site(&format!("{ONE}\n\n{TWO}"));
    check(&site)
        .expect_status(2)
        .says(&["known.json does not exist", "--write-baseline"]);
    write(&site)
        .expect_status(0)
        .says(&["Noted 2 findings in known.json"]);
    check(&site)
        .expect_status(0)
        .says(&["2 findings that known.json knows already"]);
    // The paragraphs change places, and another stands before them.
    site.put(
        "content/a.md",
        page("Is it?", &format!("It is.\n\n{TWO}\n\n{ONE}")),
    );
    check(&site).expect_status(0).says(&["No problems"]);
    site.put(
        "content/a.md",
        page(
            "Is it?",
            &format!("{ONE}\n\n{TWO}\n\nAsk them prior to noon."),
        ),
    );
    let run = check(&site)
        .expect_status(1)
        .says(&["content/a.md:15:10", "1 warning in 4 files"]);
    assert_eq!(run.stdout.matches("warning[").count(), 1);
}

#[test]
fn of_equal_findings_only_as_many_as_before_are_known() {
    let site = site(&[ONE; 3].join("\n\n"));
    write(&site).expect_status(0);
    site.put("content/a.md", page("Is it?", &[ONE; 4].join("\n\n")));
    check(&site)
        .expect_status(1)
        .says(&["1 warning in 4 files", "3 findings that known.json knows"]);
    site.put("content/a.md", page("Is it?", ONE));
    check(&site).expect_status(0).says(&[
        "2 findings in known.json are mended",
        "--write-baseline known.json",
    ]);
}

#[test]
fn a_page_can_get_another_name() {
    let site = site(ONE);
    write(&site).expect_status(0);
    site.remove("content/a.md");
    site.put("content/c.md", page("Is it?", ONE));
    let run = check(&site).expect_status(0);
    assert!(!run.stdout.contains("mended"), "{}", run.stdout);
    site.put("content/a.md", page("Is it so?", ONE));
    check(&site).expect_status(1).says(&["content/c.md:11"]);
}

#[test]
fn a_part_of_the_site_says_nothing_of_the_rest() {
    let site = site(ONE).file("content/b.md", page("Is it so?", TWO));
    write(&site).expect_status(0);
    let run = site
        .run(&["check", "content/a.md", "--baseline", "known.json"])
        .expect_status(0);
    assert!(!run.stdout.contains("mended"), "{}", run.stdout);
    let run = site.run(&["check", "content/a.md", "--write-baseline", "known.json"]);
    run.expect_status(2).says(&["whole site", "without paths"]);
}

#[test]
fn what_would_harm_a_reader_is_never_known() {
    let site = site("Press <b>here</b>.");
    write(&site)
        .expect_status(1)
        .says(&["raw-html", "Noted 0 findings"]);
    check(&site).expect_status(1).says(&["raw-html"]);
}

#[test]
fn the_file_is_sorted_has_a_line_for_each_finding_and_can_be_merged() {
    let site = site(&format!("{ONE}\n\n{TWO}")).file("content/b.md", page("Is it so?", ONE));
    write(&site).expect_status(0);
    let read =
        |site: &TestSite| std::fs::read_to_string(site.path("known.json")).expect("it is there");
    let text = read(&site);
    let lines: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("{\"path\""))
        .collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(
        lines.is_sorted() && lines.iter().all(|line| line.ends_with("},")),
        "{text}"
    );
    write(&site).expect_status(0);
    assert_eq!(read(&site), text, "the same findings are the same bytes");
    serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON");
}

#[test]
fn a_file_that_is_no_baseline_is_wrong_use() {
    for (text, said) in [
        ("{\"version\":2,\"findings\":[null]}", "version 2"),
        (
            "{\"version\":1,\"findings\":[\n<<<<<<< main\nnull]}",
            "line 2 column 1",
        ),
        ("", "not a baseline"),
    ] {
        let site = site(ONE).file("known.json", text);
        check(&site)
            .expect_status(2)
            .says(&["known.json", said, "--write-baseline"]);
    }
    let site = site(ONE);
    let both = ["check", "--baseline", "a", "--write-baseline", "b"];
    site.run(&both)
        .expect_status(2)
        .says(&["cannot be used with"]);
    let run = site.run(&["check", "--write-baseline", "no/such/folder/known.json"]);
    run.expect_status(2).says(&["could not be written"]);
}

#[test]
fn loose_files_have_a_baseline_too() {
    let site = TestSite::empty().file("letter.txt", ONE);
    site.run(&["check", "letter.txt", "--write-baseline", "known.json"])
        .expect_status(0);
    let run = site.run(&[
        "check",
        "./letter.txt",
        "--baseline",
        "known.json",
        "--fail-on",
        "info",
    ]);
    run.expect_status(0)
        .says(&["1 finding that known.json knows already"]);
}
