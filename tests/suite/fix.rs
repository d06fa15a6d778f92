//! Safe edits: what they change, and that they change nothing else.

use std::fs;

use plainly::pipeline::{Selection, Subject, mend};
use plainly::source::SourceSet;
use proptest::prelude::*;

use crate::process::{TestSite, page};

fn read(site: &TestSite, path: &str) -> Vec<u8> {
    fs::read(site.path(path)).expect("the file is there")
}

#[test]
fn safe_edits_are_made_and_all_else_stays_byte_for_byte() {
    let before = page(
        "Is it?",
        "Call  us\tprior to it.   \n\nAsk in order to hear, in order to see.  ",
    );
    let after = before
        .replace("prior to", "before")
        .replace("in order to", "to");
    for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let text = |text: &str| format!("{mark}{}", text.trim_end().replace('\n', end));
        let site = TestSite::new().file("content/a.md", text(&before));
        let untouched = read(&site, "content/money.md");
        site.run(&["check", "--fix"])
            .expect_status(0)
            .says(&["No problems", "Mended 3 findings in 1 file."]);
        assert_eq!(
            String::from_utf8_lossy(&read(&site, "content/a.md")),
            text(&after)
        );
        assert_eq!(read(&site, "content/money.md"), untouched);
        site.run(&["check", "--fix"])
            .expect_status(0)
            .says(&["Nothing could be mended safely."]);
        assert_eq!(
            fs::read_dir(site.path("content"))
                .expect("it is there")
                .count(),
            5
        );
    }
}

#[test]
fn what_is_not_safe_stays_and_decides_the_exit_code() {
    let text = page("Is it?", "Claimants must ask prior to it.");
    let site = TestSite::new().file("content/a.md", &text);
    let run = site.run(&["check", "--fix"]).expect_status(1);
    run.says(&[
        "“Claimants” is jargon",
        "1 error in 4 files",
        "Mended 1 finding in 1 file.",
    ]);
    let expected = text.replace("prior to", "before");
    assert_eq!(
        String::from_utf8_lossy(&read(&site, "content/a.md")),
        expected
    );
}

#[test]
fn a_path_limits_what_is_mended() {
    let text = page("Is it?", "Ask prior to it.");
    let site = TestSite::new()
        .file("content/one/a.md", &text)
        .file("content/b.md", page("Is it so?", "Ask prior to it."))
        .file("letter.txt", "Ask prior to it.");
    site.run(&["check", "--fix", "content/one"])
        .expect_status(0)
        .says(&["in 1 file."]);
    assert!(!String::from_utf8_lossy(&read(&site, "content/one/a.md")).contains("prior to"));
    assert!(String::from_utf8_lossy(&read(&site, "content/b.md")).contains("prior to"));
    site.run(&["check", "--fix", "letter.txt", "./letter.txt"])
        .expect_status(0);
    assert_eq!(read(&site, "letter.txt"), b"Ask before it.");
}

#[test]
fn standard_input_comes_back_mended() {
    let site = TestSite::empty();
    let text = "\u{feff}Ask prior to it.\r\n\u{1b}[31m\r\nClaimants ask";
    let run = site
        .run_with_input(&["check", "--fix", "-"], text.as_bytes())
        .expect_status(1);
    assert_eq!(run.stdout, text.replace("prior to", "before"));
    assert!(
        run.stderr.contains("is jargon") && run.stderr.contains("Mended 1 finding"),
        "{}",
        run.stderr
    );
    let site = TestSite::empty().file("a.md", "Text.");
    let run = site.run(&["check", "--fix", "-", "a.md"]);
    run.expect_status(2).says(&["must stand alone"]);
}

#[test]
fn only_findings_that_count_are_mended() {
    let site = TestSite::empty().file("a.md", "Ask us prior to it.\n");
    site.run(&["check", "a.md", "--write-baseline", "known.json"])
        .expect_status(0);
    site.put(
        "a.md",
        "Ask us prior to it.\n\nCall them in order to hear.\n",
    );
    site.run(&["check", "a.md", "--baseline", "known.json", "--fix"])
        .expect_status(0);
    assert_eq!(
        read(&site, "a.md"),
        b"Ask us prior to it.\n\nCall them to hear.\n"
    );
}

#[cfg(unix)]
#[test]
fn modes_stay_and_links_and_protected_files_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let site = TestSite::empty().file("real.md", "Ask prior to it.");
    let mode = |mode: u32| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(site.path("real.md"), permissions).expect("the mode can be set");
    };
    symlink("real.md", site.path("link.md")).expect("a link can be made");
    let run = site.run(&["check", "--fix", "link.md"]).expect_status(2);
    run.says(&["link.md is a link", "left as it is"]);
    mode(0o440);
    site.run(&["check", "--fix", "real.md"])
        .expect_status(2)
        .says(&["protected from writing"]);
    assert_eq!(read(&site, "real.md"), b"Ask prior to it.");
    mode(0o640);
    site.run(&["check", "--fix", "real.md"]).expect_status(0);
    assert_eq!(read(&site, "real.md"), b"Ask before it.");
    let now = fs::metadata(site.path("real.md"))
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(now & 0o777, 0o640);

    let outside = TestSite::empty().file("a.md", page("Is it?", "Ask prior to it."));
    let site = TestSite::empty().file("site.toml", "");
    symlink(outside.root(), site.path("content")).expect("a link can be made");
    site.run(&["check", "--fix"])
        .expect_status(2)
        .says(&["lies outside the site"]);
    assert!(String::from_utf8_lossy(&read(&outside, "a.md")).contains("prior to"));
}

const PIECES: [&str; 30] = [
    "prior to",
    "In order to",
    "in order to",
    "commencing",
    "Claimants",
    "utilise",
    "endeavoured to",
    "the disabled",
    "<b>",
    "</b>",
    "<br>",
    "<i>x</i>",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "- ",
    "> ",
    "# ",
    "**",
    "`",
    "[a](b.md)",
    "| a | b |\n|---|---|\n",
    "&amp;",
    "\u{feff}",
    "£10.50. ",
    "\t",
    "<!-- plainly: allow wordy: so -->\n\n",
];

/// Makes the safe edits of a loose file.
fn mended(name: &str, text: &str) -> (String, usize, usize, usize) {
    let date = "2026-11-22".parse().expect("it is a date");
    let subject = Subject::Loose(date);
    let mut sources = SourceSet::new();
    sources.push_text(name, text);
    let before = subject
        .judge(sources.clone(), None)
        .expect("loose files can be judged");
    let mended = mend(&subject, sources, &mut Selection::default()).expect("they can be mended");
    let after = &mended.judged;
    let new = after.sources.files().first().map(|file| file.text.clone());
    (
        new.unwrap_or_default(),
        mended.fixes,
        before.verdict.diagnostics.len(),
        after.verdict.diagnostics.len(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_can_be_mended_once(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
        name in prop::sample::select(&["a.md", "a.txt"][..]),
    ) {
        let text = pieces.concat();
        let (new, fixes, before, after) = mended(name, &text);
        prop_assert!(after + fixes <= before || (fixes > 0 && after <= before), "{before} {fixes} {after}");
        prop_assert_eq!(fixes == 0, new == text);
        let (again, more, ..) = mended(name, &new);
        prop_assert_eq!(more, 0);
        prop_assert_eq!(&again, &new);
        // White space outside the words is not ours to tidy.
        let ends = |text: &str| (text.starts_with('\u{feff}'), text.matches("\r\n").count() > 0);
        prop_assert_eq!(ends(&text).0, ends(&new).0);
        if !text.contains("\r\n") {
            prop_assert!(!new.contains('\r'));
        }
    }
}
