//! What is told before anything is published, so that `check` and `build` say the same.

use super::process::{TestSite, page, page_with};

/// The rules that speak of a site, without those about prose.
fn rules_of(site: &TestSite) -> Vec<String> {
    let found = site.findings(&[]);
    let rules = found.iter().filter_map(|finding| finding["rule"].as_str());
    rules.map(str::to_owned).collect()
}

#[test]
fn a_file_that_is_not_published_cannot_be_linked_to() {
    let site = TestSite::new()
        .file(
            "content/money.md",
            page("Can I see it?", "Here is [the drawing](plan.svg)."),
        )
        .file("content/plan.svg", "<svg/>");
    assert!(rules_of(&site).contains(&"broken-link".to_owned()));
    site.run(&["build"])
        .expect_status(1)
        .says(&["not published"]);
}

#[test]
fn a_page_cannot_take_the_place_of_search() {
    for name in ["search", "a-to-z"] {
        let site = TestSite::new().file(&format!("content/{name}.md"), page("Is it?", "It is."));
        assert!(
            rules_of(&site).contains(&"duplicate-url".to_owned()),
            "{name}"
        );
    }
}

#[test]
fn an_old_address_cannot_take_the_place_of_a_file_of_the_site() {
    for alias in ["/404.html", "/sitemap.xml", "/search/", "/made/"] {
        let site = TestSite::new()
            .file(
                "content/money.md",
                page_with(&format!("aliases: [\"{alias}\"]\n"), "Is it?", "It is."),
            )
            .file("static/made/index.html", "<p>Made by hand</p>");
        assert!(
            rules_of(&site).contains(&"duplicate-url".to_owned()),
            "{alias}"
        );
    }
}

#[test]
fn a_page_and_a_static_file_cannot_share_an_address() {
    for file in ["static/money/index.html", "static/money"] {
        let site = TestSite::new().file(file, "here");
        assert!(
            rules_of(&site).contains(&"duplicate-url".to_owned()),
            "{file}"
        );
    }
}

#[test]
fn a_name_that_windows_keeps_for_a_device_gets_another_address() {
    let site = TestSite::new().file("content/con.md", page("Is it?", "It is."));
    site.build();
    assert!(site.built("con-page/index.html").contains("It is."));
}

#[test]
fn a_broken_fact_is_told_once_and_in_its_own_file() {
    let site = TestSite::new()
        .file(
            "content/facts.yaml",
            "rate:\n  what: A rate\n  unit: pounds\n  values: []\n",
        )
        .file(
            "content/money.md",
            page(
                "How much?",
                "It is {{ fact.rate }}, and again {{ fact.rate }}.",
            ),
        );
    let rules = rules_of(&site);
    assert!(rules.contains(&"bad-front-matter".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"unknown-fact".to_owned()), "{rules:?}");
}

#[test]
fn a_site_is_not_published_among_its_own_sources() {
    let site = TestSite::new();
    for folder in ["content/out", "static", "themes/out"] {
        let out = site.path(folder);
        let out = out.to_str().expect("a plain path");
        site.run(&["build", "--out", out])
            .expect_status(2)
            .says(&["Choose another folder"]);
        assert!(!site.path(folder).join("index.html").exists(), "{folder}");
    }
}

#[test]
fn a_template_that_others_do_not_fit_is_named() {
    let site = TestSite::new().file(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}{% block main %}x{% endblock main %}",
    );
    site.run(&["build"])
        .expect_status(2)
        .says(&["templates/page.html"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_read() {
    let site = TestSite::new();
    let made = std::process::Command::new("mkfifo")
        .arg(site.path("content/pipe.md"))
        .status()
        .expect("mkfifo is part of every Unix");
    assert!(made.success());
    assert!(rules_of(&site).contains(&"unreadable-file".to_owned()));
}
