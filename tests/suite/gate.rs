//! What the gate does with findings: levels, allowances, loose files.

use plainly::check::{CheckInput, Level, RuleOverride, Scope, Settings, check};
use plainly::diagnostic::Severity;

use crate::harness::{Judged, PAGE, SiteTest};

const HTML: &str = "Ask <b>today</b>.\n";
const LONG: &str = "You can ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask.\n";

fn with_levels(site: &SiteTest, levels: &[(&str, Level)]) -> Judged {
    let mut judged = site.check();
    let levels = levels
        .iter()
        .map(|(rule, level)| ((*rule).to_owned(), RuleOverride::Level(*level)));
    let (settings, _) = Settings::new(levels.collect(), Vec::new());
    judged.verdict = check(&CheckInput {
        site: &judged.site,
        sources: &judged.sources,
        settings: &settings,
        scope: Scope::Site,
        only: None,
    });
    judged
}

#[test]
fn a_rule_can_be_switched_off() {
    let site = SiteTest::from_fixture(LONG, false);
    assert!(!site.check().findings_of("long-sentence").is_empty());
    let judged = with_levels(&site, &[("long-sentence", Level::Off)]);
    assert!(judged.findings_of("long-sentence").is_empty());
}

#[test]
fn a_rule_that_protects_readers_cannot_be_switched_off() {
    let site = SiteTest::from_fixture(HTML, false);
    let judged = with_levels(&site, &[("raw-html", Level::Off)]);
    assert_eq!(judged.findings_of("raw-html").len(), 1);
    assert!(judged.verdict.forbids_publishing(true));
    let (_, problems) = Settings::new(
        [("raw-html".to_owned(), RuleOverride::Level(Level::Off))].into(),
        Vec::new(),
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn an_error_that_harms_nobody_can_be_published_with_a_warning() {
    let judged = SiteTest::from_fixture(LONG, false).check();
    assert!(judged.verdict.forbids_publishing(false));
    assert!(!judged.verdict.forbids_publishing(true));
}

#[test]
fn an_allowance_silences_one_rule_for_the_next_block() {
    let allowed =
        format!("<!-- plainly: allow long-sentence: the law says it so -->\n\n{LONG}\n{LONG}");
    let judged = SiteTest::from_fixture(&allowed, false).check();
    assert_eq!(judged.findings_of("long-sentence").len(), 1);
    assert!(judged.findings_of("unused-allow").is_empty());
}

#[test]
fn an_allowance_cannot_silence_a_rule_that_protects_readers() {
    let allowed = format!("<!-- plainly: allow raw-html: I like it -->\n\n{HTML}");
    let judged = SiteTest::from_fixture(&allowed, false).check();
    assert_eq!(judged.findings_of("raw-html").len(), 1);
    assert_eq!(judged.findings_of("unused-allow").len(), 1);
}

#[test]
fn a_loose_file_is_judged_by_its_text_alone() {
    let site = SiteTest::empty().file(
        "notes.md",
        format!("---\nlayout: post\n---\n[Gone](gone.md) {{{{ x }}}} {HTML}{LONG}"),
    );
    let judged = site.check_as(Scope::Text);
    let rules: Vec<_> = judged
        .verdict
        .diagnostics
        .iter()
        .map(|found| found.rule)
        .collect();
    assert!(
        rules.contains(&"raw-html") && rules.contains(&"long-sentence"),
        "{rules:?}"
    );
    for needs_a_site in [
        "bad-front-matter",
        "broken-link",
        "missing-answer",
        "unknown-fact",
    ] {
        assert!(!rules.contains(&needs_a_site), "{rules:?}");
    }
}

#[test]
fn plain_text_has_no_markdown() {
    let site = SiteTest::empty().file("notes.txt", format!("# Not a heading\n\n* {HTML}"));
    let judged = site.check_as(Scope::Text);
    assert!(judged.findings_of("raw-html").is_empty());
}

#[test]
fn a_file_that_is_not_text_is_found_in_a_site_or_not() {
    let site = SiteTest::new().file(PAGE, b"caf\xe9".to_vec());
    for scope in [Scope::Site, Scope::Text] {
        assert_eq!(site.check_as(scope).findings_of("unreadable-file").len(), 1);
    }
}

#[test]
fn findings_stand_in_the_order_of_files_and_places() {
    let judged = SiteTest::from_fixture(&format!("{HTML}\n{LONG}\n{HTML}"), false).check();
    let places: Vec<_> = judged
        .verdict
        .diagnostics
        .iter()
        .map(|found| (&judged.sources.file(found.source).path, found.span))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(judged.verdict.fails(Severity::Error));
}
