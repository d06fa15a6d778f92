//! The report of a whole site.

use std::fs;

use crate::process::{Run, TestSite, commit, git, page, tree};

/// A sentence of 31 words, hardly any of them common.
const HARD: &str = "Administrative authorities notwithstanding contractual stipulations \
    disproportionately scrutinise vulnerable applicants whose circumstances deteriorate \
    unexpectedly, whereupon bureaucratic intermediaries retrospectively recalculate \
    discretionary entitlements, compounding intractable indebtedness amongst already \
    disadvantaged households throughout economically marginalised constituencies. ";

/// The same report as people get it, from standard output.
fn report(site: &TestSite, more: &[&str]) -> String {
    let arguments = [&["report", "--out", "-"], more].concat();
    site.run(&arguments).expect_status(0).stdout
}

/// The words between the heading with this id and the next section.
#[track_caller]
fn section(report: &str, id: &str) -> String {
    let heading = format!("<h2 id=\"{id}\">");
    let (_, rest) = report
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no {id} in {report}"));
    let (inside, _) = rest.split_once("</section>").expect("a section ends");
    inside.to_owned()
}

/// The row of a table that holds `text`.
#[track_caller]
fn row(section: &str, text: &str) -> String {
    let mut rows = section.split("<tr>").filter(|row| row.contains(text));
    let row = rows.next();
    row.unwrap_or_else(|| panic!("“{text}” is in no row of {section}"))
        .to_owned()
}

/// A site with three commits, each with one page more.
fn with_history() -> TestSite {
    let site = TestSite::new();
    git(site.root(), &["init", "--quiet", "--initial-branch=main"]);
    for (count, name) in ["First", "Second", "Third"].into_iter().enumerate() {
        let body = "You can ask for help. ".repeat(60);
        site.put(&format!("content/page-{count}.md"), page(name, &body));
        commit(&site, &format!("{name} <b>page</b>"));
    }
    site
}

#[test]
fn a_report_is_written_beside_the_settings_and_says_it_all_in_a_sentence() {
    let site = TestSite::new();
    site.run(&["report"])
        .expect_status(0)
        .says(&["Wrote a report of 3 pages to ./report.html"]);
    let written = fs::read_to_string(site.path("report.html")).expect("it is there");
    assert_eq!(written, report(&site, &[]));
    assert!(
        written.contains(
            "This site has 3 pages: none is over the limit for the reading age, none is overdue"
        ),
        "{written}"
    );
    assert!(written.contains("Report for 22 November 2026"), "{written}");
    assert!(!written.contains("<script"), "{written}");
}

#[test]
fn a_page_over_the_limit_is_listed_first_with_its_figures() {
    let site = TestSite::new().file("content/hard.md", page("Is it hard?", &HARD.repeat(10)));
    let report = report(&site, &[]);
    assert!(report.contains(": 1 is over the limit"), "{report}");
    let hardest = section(&report, "hardest");
    let row = row(&hardest, "Is it hard?");
    assert!(row.contains("<a href=\"content/hard.md\">"), "{row}");
    assert!(row.contains("over the limit"), "{row}");
    assert!(row.contains("31 <span class=\"at\">on line 11<"), "{row}");
    assert!(!row.contains("short"), "{row}");
    let first = hardest.find("Is it hard?");
    assert!(first < hardest.find("Can they stop my money?"), "{hardest}");
}

#[test]
fn the_figures_are_those_of_inspect() {
    let site = TestSite::new();
    let path = "content/money.md";
    let inspected = site.run(&["inspect", path, "--format", "json"]).json();
    let scores = &inspected["scores"];
    let row = row(&section(&report(&site, &[]), "hardest"), path);
    for name in [
        "plainly_difficulty",
        "plainly_difficulty_without_exemptions",
    ] {
        let figure = scores[name].as_f64().expect("it is a number");
        assert!(row.contains(&format!(">{figure:.2}<")), "{name}: {row}");
    }
    let age = scores["reading_age"].as_f64().expect("it is a number");
    assert!(row.contains(&format!(">about {age}<")), "{row}");
    let words = inspected["counts"]["words"].as_u64().expect("a count");
    assert!(row.contains(&format!(">{words}<")), "{row}");
    assert!(row.contains("<span class=\"mark\">short</span>"), "{row}");
}

#[test]
fn overdue_pages_come_first_and_distant_ones_are_counted() {
    let due = |date: &str| page("Due?", "Yes.").replace("review_by: 2027-05-21", date);
    let site = TestSite::new()
        .file("content/soon.md", due("review_by: 2026-12-01"))
        .file("content/late.md", due("review_by: 2026-11-20"))
        .file("content/never.md", due(""));
    let report = report(&site, &[]);
    assert!(report.contains("1 is overdue for a check"), "{report}");
    let reviews = section(&report, "reviews");
    for (path, said) in [
        ("content/late.md", "overdue by 2 days"),
        ("content/soon.md", "due in 9 days"),
        ("content/never.md", "says no date"),
    ] {
        assert!(row(&reviews, path).contains(said), "{path}: {reviews}");
    }
    assert!(reviews.find("late.md") < reviews.find("soon.md"));
    assert!(reviews.find("soon.md") < reviews.find("never.md"));
    assert!(!reviews.contains("money.md"), "{reviews}");
    assert!(
        reviews.contains("2 other pages are due in more than 60 days, the next by 21 May 2027")
    );
}

#[test]
fn findings_are_counted_by_rule_as_check_counts_them() {
    let body = "The claimant must call us prior to the day. Ask prior to it.";
    let site = TestSite::new()
        .file("content/a.md", page("Is it?", body))
        .file("content/b.md", page("Was it?", "Call prior to it."));
    let findings = site.findings(&[]);
    let count = |rule: &str| {
        findings
            .iter()
            .filter(|found| found["rule"] == rule)
            .count()
    };
    let section = section(&report(&site, &[]), "findings");
    let wordy = row(&section, "<code>wordy</code>");
    let numbers = format!(
        "<td class=\"number\">{}</td><td class=\"number\">2</td>",
        count("wordy")
    );
    assert_eq!(count("wordy"), 3);
    assert!(wordy.contains(&numbers), "{wordy}");
    let jargon = row(&section, "<code>jargon</code>");
    assert!(jargon.contains(">error<"), "{jargon}");
    assert!(
        section.find("jargon") < section.find("wordy"),
        "errors first"
    );
}

#[test]
fn titles_and_paths_are_text_and_nothing_else() {
    let title = "\"</title><script>alert(1)</script><svg onload=x>\"";
    let site = TestSite::new().file("content/a'b&<c>.md", page(title, "Yes."));
    let report = report(&site, &[]);
    assert!(report.contains("&lt;/title&gt;&lt;script&gt;"), "{report}");
    assert!(
        report.contains("href=\"content/a%27b%26%3Cc%3E.md\""),
        "{report}"
    );
    for bad in ["<script", "<svg onload", "a'b&<c>"] {
        assert!(!report.contains(bad), "{bad}");
    }
}

#[test]
fn links_lead_from_the_report_to_the_files() {
    let site = TestSite::new().file("out/keep.txt", "");
    site.run(&["report", "--out", "out/all.html"])
        .expect_status(0);
    let written = fs::read_to_string(site.path("out/all.html")).expect("it is there");
    assert!(
        written.contains("href=\"../content/money.md\""),
        "{written}"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let site = with_history();
    let more = ["--history", "3", "--date", "2026-12-24"];
    let first = report(&site, &more);
    assert_eq!(first, report(&site, &more));
    assert!(first.contains("Report for 24 December 2026"), "{first}");
}

#[test]
fn a_site_without_pages_has_a_report_too() {
    let site = TestSite::empty().file("content/.keep", "");
    let report = report(&site, &["--history", "5"]);
    assert!(report.contains("This site has no pages yet."), "{report}");
    assert!(!report.contains("<table"), "{report}");
}

#[test]
fn broken_pages_do_not_stop_it() {
    let site = TestSite::new()
        .file("content/bad.md", "---\ntitel: [\n---\nText.\n")
        .file("content/latin.md", b"\xff\xfe");
    let findings = section(&report(&site, &[]), "findings");
    assert!(findings.contains("bad-front-matter"), "{findings}");
    assert!(findings.contains("unreadable-file"), "{findings}");
}

#[test]
fn a_file_that_cannot_be_written_is_told_to_people() {
    TestSite::new()
        .run(&["report", "--out", "no/such/folder/report.html"])
        .expect_status(2)
        .says(&["no/such/folder/report.html could not be written"]);
    TestSite::new()
        .run(&["report", "--history", "0"])
        .expect_status(2);
}

#[test]
fn the_trend_shows_the_last_commits_and_the_files_as_they_are() {
    let site = with_history();
    site.put("content/new.md", page("New?", "Yes."));
    let before = tree(site.root());
    let trend = section(&report(&site, &["--history", "2"]), "trend");
    assert!(!trend.contains("First"), "{trend}");
    for (text, pages) in [
        ("Second &lt;b&gt;page", 5),
        ("Third &lt;b&gt;page", 6),
        ("The files as they are now", 7),
    ] {
        let row = row(&trend, text);
        assert!(
            row.contains(&format!("<td class=\"number\">{pages}</td>")),
            "{row}"
        );
    }
    let all = trend.find("as they are now");
    assert!(all < trend.find("Third") && trend.find("Third") < trend.find("Second"));
    assert!(trend.contains("stayed about as hard as it was"), "{trend}");
    assert!(
        trend.contains("role=\"img\" aria-label=\"Line chart."),
        "{trend}"
    );
    assert_eq!(
        before,
        tree(site.root()),
        "neither files nor git's store changed"
    );
}

#[test]
fn an_old_commit_is_judged_on_its_own_day_and_by_its_own_files() {
    let site = TestSite::new();
    git(site.root(), &["init", "--quiet", "--initial-branch=main"]);
    let linked = "See ![a chart](chart.png) and [the form](/form.pdf). Call prior to it.";
    site.put("content/chart.png", "no picture");
    site.put("static/form.pdf", "a form");
    site.put("content/old.md", page("Old?", linked));
    commit(&site, "With what it links to");
    for gone in ["content/chart.png", "static/form.pdf", "content/old.md"] {
        site.remove(gone);
    }
    let date = ["--history", "1", "--date", "2027-06-30"];
    let trend = section(&report(&site, &date), "trend");
    let old = row(&trend, "With what it links to");
    assert!(
        old.contains("<th scope=\"row\">21 November 2026</th>"),
        "{old}"
    );
    let figures = "<td class=\"number\">0</td><td class=\"number\">1</td>";
    assert!(old.contains(figures), "no error and one warning: {old}");
    let now = row(&trend, "as they are now");
    assert!(now.contains("<th scope=\"row\">30 June 2027</th>"), "{now}");
    assert!(!now.contains(figures), "two pages are overdue: {now}");
}

#[test]
fn a_site_in_a_folder_of_its_repository_has_its_own_history() {
    let repository = TestSite::empty()
        .file("help/content/one.md", page("One?", "Yes."))
        .file("other/content/two.md", page("Two?", "Yes."));
    git(repository.root(), &["init", "--quiet"]);
    commit(&repository, "Both");
    repository.put("other/content/two.md", page("Two?", "No."));
    commit(&repository, "The other");
    let trend = section(
        &report(&repository, &["--root", "help", "--history", "9"]),
        "trend",
    );
    assert!(
        row(&trend, "Both").contains("<td class=\"number\">1</td>"),
        "{trend}"
    );
    assert!(!trend.contains("The other"), "{trend}");
    assert!(
        trend.contains("This is the only commit that changed pages."),
        "{trend}"
    );
}

#[test]
fn without_a_history_the_report_says_so() {
    let said = |site: &TestSite| {
        let run: Run = site.run(&["report", "--history", "3"]).expect_status(0);
        let report = fs::read_to_string(site.path("report.html")).expect("it is there");
        (section(&report, "trend"), run.stderr)
    };
    let site = TestSite::new();
    let reason = "The site is in no git repository, so there is no trend to show.";
    let (trend, stderr) = said(&site);
    assert!(trend.contains(reason), "{trend}");
    assert!(!trend.contains("<table"), "{trend}");
    assert!(stderr.contains(reason), "{stderr}");
    git(site.root(), &["init", "--quiet"]);
    let (trend, _) = said(&site);
    assert!(
        trend.contains("Git holds no commit of this site’s pages yet"),
        "{trend}"
    );
}
