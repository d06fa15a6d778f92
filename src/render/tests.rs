//! Draws small sites and looks at what readers would get.

use std::collections::{BTreeMap, BTreeSet};

use super::{RenderError, RenderInput, RenderedContent, RenderedFile, Theme, render};
use crate::site::{HelpLine, Site, SiteInput, SiteSettings};
use crate::source::SourceSet;

const FACTS: &str = "phone:\n  what: A\n  unit: phone\n  values:\n    \
     - {value: \"116 123\", from: 2025-04-07, source: {title: A, url: https://a.example}}\n";
const WRAG: &str = "---\nterm: WRAG\nexpansion: work-related activity group\nsince: 2008\n---\n\
     A group in a benefit.\n";
const PAGE: &str = "---\ntitle: What is </title> the group?\nsummary: The WRAG is a group.\n\
     topics: [esa]\nnations: [england, wales]\nreviewed: 2026-01-02\nchecked_by: sources\n\
     review_by: 2026-07-02\naliases: [/old/]\nsources:\n  \
     - {title: A, publisher: P, url: https://a.example, seen: 2026-07-02}\n---\n\
     ## One\n\n## Two\n\n```letter\nDear [name]\n```\n";

fn settings() -> SiteSettings {
    SiteSettings {
        title: "Plain help".to_owned(),
        base_url: "https://example.org/help/".to_owned(),
        feedback: Some("us@example.org".to_owned()),
        edit_url: Some("https://git.example/content/".to_owned()),
        contents_from: 2,
        help: vec![HelpLine {
            name: "Samaritans".to_owned(),
            fact: "phone".to_owned(),
            note: "Day or night".to_owned(),
        }],
        ..SiteSettings::default()
    }
}

fn site(files: &[(&str, &str)], settings: SiteSettings) -> Site {
    let mut sources = SourceSet::new();
    for (path, text) in files {
        sources.push_text(format!("content/{path}"), *text);
    }
    Site::build(SiteInput {
        sources: &sources,
        content_prefix: "content/",
        static_files: &BTreeSet::new(),
        settings,
        date: jiff::civil::date(2026, 11, 22),
        drafts: false,
    })
}

fn draw(
    files: &[(&str, &str)],
    settings: SiteSettings,
    theme: &Theme,
) -> Result<Vec<RenderedFile>, RenderError> {
    let site = site(files, settings);
    render(&RenderInput {
        site: &site,
        theme,
        search_entry: Some("search/index.ab.json"),
        search_files: &[],
    })
}

fn drawn(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    drawn_with(files, settings())
}

fn drawn_with(files: &[(&str, &str)], settings: SiteSettings) -> BTreeMap<String, String> {
    let files = draw(files, settings, &Theme::embedded()).expect("the theme is sound");
    let text = |file: RenderedFile| match file.content {
        RenderedContent::Bytes(bytes) => (file.path, String::from_utf8(bytes).expect("it is text")),
        RenderedContent::Copy(from) => (file.path, from.display().to_string()),
    };
    files.into_iter().map(text).collect()
}

fn small_site() -> BTreeMap<String, String> {
    drawn(&[
        ("esa/group.md", PAGE),
        ("esa/group.cy.md", "---\ntitle: Beth?\n---\nHelo.\n"),
        ("facts.yaml", FACTS),
        ("glossary/wrag.md", WRAG),
        (
            "letters/ask.md",
            "---\ntitle: Ask\nrisk: true\n---\nHello.\n",
        ),
    ])
}

#[test]
fn every_list_and_page_is_drawn() {
    let files = small_site();
    let paths: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| !path.starts_with("assets/"))
        .collect();
    assert_eq!(
        paths,
        [
            "404.html",
            "_headers",
            "_redirects",
            "a-to-z/index.html",
            "cy/a-to-z/index.html",
            "cy/esa/group/index.html",
            "cy/esa/index.html",
            "cy/index.html",
            "esa/group/index.html",
            "esa/group/letter-1.txt",
            "esa/index.html",
            "feed.xml",
            "glossary/index.html",
            "glossary/wrag/index.html",
            "index.html",
            "letters/ask/index.html",
            "letters/index.html",
            "offline/index.html",
            "old/index.html",
            "robots.txt",
            "search/index.html",
            "site.webmanifest",
            "sitemap.xml",
            "sw.js",
            "topics/esa/index.html",
            "topics/index.html",
            "words/cy.json",
            "words/en.json",
        ]
    );
}

#[test]
fn a_page_says_for_whom_it_is_and_when_it_was_checked() {
    let files = small_site();
    let page = &files["esa/group/index.html"];
    for part in [
        "<html lang=\"en\" dir=\"ltr\">",
        "<title>What is &lt;/title&gt; the group? – Plain help</title>",
        "<meta name=\"description\" content=\"The WRAG is a group.\">",
        "For people in England and Wales",
        "Checked on 2 January 2026 against saved copies of sources. \
         Not yet checked by a benefits adviser.</p>",
        "<strong>This page is due for a check.</strong> \
         We planned to check it by 2 July 2026.",
        "P: <a href=\"https://a.example\">A</a>, copy dated 2 July 2026",
        "<a href=\"#one\">One</a>",
        "<p><a href=\"/help/glossary/wrag/\">WRAG \
         (work-related activity group)</a></p>",
        "<a href=\"mailto:us@example.org?subject=Not%20clear&amp;body=Page:%20",
        "body=Page:%20https://example.org/help/esa/group/%0D%0A",
        "sentence%20here",
        "<a href=\"https://git.example/content/esa/group.md\">",
        "<a href=\"tel:116123\">",
        "data-index=\"/help/search/index.ab.json\"",
        "<link rel=\"alternate\" hreflang=\"cy\" \
         href=\"https://example.org/help/cy/esa/group/\">",
        "lang=\"cy\" hreflang=\"cy\">Cymraeg</a>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn nothing_leads_out_of_the_base_path() {
    for (path, text) in small_site() {
        if path.starts_with("assets/") {
            continue;
        }
        for rooted in text.split("href=\"/").skip(1) {
            assert!(rooted.starts_with("help/"), "{path}: {rooted}");
        }
        assert!(!text.contains(" style="), "{path}");
        assert!(!text.contains("<script>"), "{path}");
    }
}

#[test]
fn help_stands_above_the_answer_where_there_is_risk() {
    let page = &small_site()["letters/ask/index.html"];
    assert_eq!(page.matches("tel:116123").count(), 2, "{page}");
}

#[test]
fn a_term_knows_its_full_words_its_age_and_its_pages() {
    let page = &small_site()["glossary/wrag/index.html"];
    assert!(page.contains("Short for: <strong>work-related activity group"));
    assert!(page.contains("This is an old scheme. It began in 2008."));
    assert!(page.contains("Pages that use this word"));
    assert!(page.contains("\"@type\":\"DefinedTerm\""));
}

#[test]
fn a_welsh_page_has_a_welsh_frame() {
    let page = &small_site()["cy/esa/group/index.html"];
    for part in [
        "<html lang=\"cy\" dir=\"ltr\">",
        "<footer class=\"pl-footer\">",
        ">Ewch i’r prif destun</a>",
        "<a href=\"/help/cy/\">Hafan</a>",
        "<ul class=\"pl-numbers\" lang=\"en\">",
        "lang=\"en\" hreflang=\"en\">English</a>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let list = &small_site()["cy/esa/index.html"];
    assert!(
        list.contains("<h2 id=\"pl-pages-title\">Tudalennau</h2>"),
        "{list}"
    );
}

#[test]
fn a_site_in_welsh_needs_no_template_of_its_own() {
    let settings = SiteSettings {
        language: "cy".to_owned(),
        other_languages: vec!["en".to_owned()],
        ..settings()
    };
    let files = drawn_with(
        &[("esa/beth.md", "---\ntitle: Beth?\n---\nHelo.\n")],
        settings,
    );
    let page = &files["esa/beth/index.html"];
    assert!(page.contains("<html lang=\"cy\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("<a href=\"/help/\">Hafan</a>"), "{page}");
    assert!(files["404.html"].contains("Nid eich bai chi yw hyn."));
}

#[test]
fn words_that_are_not_the_language_of_the_page_say_so() {
    let settings = SiteSettings {
        language: "fr".to_owned(),
        ..settings()
    };
    let files = drawn_with(
        &[("esa/quoi.md", "---\ntitle: Quoi?\n---\nBonjour.\n")],
        settings,
    );
    let page = &files["esa/quoi/index.html"];
    assert!(page.contains("<html lang=\"fr\" dir=\"ltr\">"), "{page}");
    assert!(
        page.contains("<footer class=\"pl-footer\" lang=\"en\">"),
        "{page}"
    );
}

#[test]
fn the_list_of_a_folder_does_not_repeat_what_its_text_links_to() {
    let files = drawn(&[
        ("esa/_index.md", "---\ntitle: ESA\n---\n- [First](a.md)\n"),
        ("esa/a.md", "---\ntitle: A page\n---\nText.\n"),
        ("esa/b.md", "---\ntitle: B page\n---\nText.\n"),
    ]);
    let page = &files["esa/index.html"];
    assert_eq!(page.matches("/esa/a/").count(), 1, "{page}");
    assert_eq!(page.matches("/esa/b/").count(), 1, "{page}");
}

#[test]
fn a_folder_without_pages_is_in_no_list() {
    let files = drawn(&[
        ("stories/_index.md", "---\ntitle: Stories\n---\nNone yet.\n"),
        ("money/stopped/page.md", PAGE),
    ]);
    assert!(files["index.html"].contains("href=\"/help/money/\""));
    assert!(!files["index.html"].contains("/stories/"));
    assert!(files["stories/index.html"].contains("None yet."));
}

#[test]
fn each_language_has_an_a_to_z_of_its_own_pages() {
    let files = drawn(&[
        ("esa/group.md", PAGE),
        ("esa/group.cy.md", "---\ntitle: Beth?\n---\nHelo.\n"),
    ]);
    let (english, welsh) = (&files["a-to-z/index.html"], &files["cy/a-to-z/index.html"]);
    assert!(english.contains("What is &lt;/title&gt;") && !english.contains("Beth?"));
    assert!(welsh.contains("Beth?") && !welsh.contains("What is &lt;/title&gt;"));
    assert!(welsh.starts_with("<!DOCTYPE html>\n<html lang=\"cy\" dir=\"ltr\">"));
    assert!(welsh.contains("<a href=\"/help/a-to-z/\" lang=\"en\" hreflang=\"en\">English</a>"));
    assert!(welsh.contains("hreflang=\"en\" href=\"https://example.org/help/a-to-z/\""));
    assert!(files["cy/esa/group/index.html"].contains("action=\"/help/cy/a-to-z/\""));
    assert!(files["esa/group/index.html"].contains("action=\"/help/a-to-z/\""));
}

#[test]
fn no_reader_is_asked_to_write_to_an_address_that_nobody_has() {
    let real = SiteSettings {
        base_url: "https://help.org.uk/".to_owned(),
        edit_url: None,
        ..settings()
    };
    let files = drawn_with(&[("esa/group.md", PAGE)], real);
    let page = &files["esa/group/index.html"];
    assert!(
        !page.contains("mailto:") && !page.contains("pl-tell"),
        "{page}"
    );
}

#[test]
fn the_first_page_names_what_was_checked_last() {
    let page =
        |day: u32| format!("---\ntitle: Day {day}?\nreviewed: 2026-01-{day:02}\n---\nText.\n");
    let texts: Vec<(String, String)> = (1..8)
        .map(|day| (format!("a/p{day}.md"), page(day)))
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let home = &drawn(&files)["index.html"];
    let newest = home.find("Day 7?").expect("the newest is named");
    let oldest = home.find("Day 4?").expect("the fourth is named");
    assert!(newest < oldest, "{home}");
    assert!(!home.contains("Day 3?"), "{home}");
    assert!(home.contains("Checked on 7 January 2026."), "{home}");
}

#[test]
fn a_long_list_is_cut_into_parts() {
    let names: Vec<String> = (0..60).map(|number| format!("a/p{number:02}.md")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "---\ntitle: A page\n---\nText.\n"))
        .collect();
    let files = drawn(&files);
    assert!(files["a/index.html"].contains("/help/a/p49/"));
    assert!(!files["a/index.html"].contains("/help/a/p50/"));
    assert!(files["a/page/2/index.html"].contains("/help/a/p50/"));
}

#[test]
fn a_theme_is_overlaid_file_by_file() {
    let own = BTreeMap::from([("templates/404.html".to_owned(), b"{{ title }}!".to_vec())]);
    let files = draw(&[], settings(), &Theme::embedded().overlay(own)).expect("it is sound");
    let found = files.iter().find(|file| file.path == "404.html");
    let bytes = RenderedContent::Bytes(b"We cannot find that page!".to_vec());
    assert_eq!(found.map(|file| &file.content), Some(&bytes));
    assert!(files.iter().any(|file| file.path == "index.html"));
}

#[test]
fn a_mistake_in_a_template_has_its_line() {
    for wrong in ["a\n{{ no_such_name }}", "a\n{% if %}"] {
        let own = BTreeMap::from([("templates/404.html".to_owned(), wrong.into())]);
        let error =
            draw(&[], settings(), &Theme::embedded().overlay(own)).expect_err("it is wrong");
        let message = error.to_string();
        assert!(
            message.starts_with("The template 404.html has a mistake in line 2: "),
            "{message}"
        );
    }
}

#[test]
fn a_page_that_a_person_wrote_wins_over_one_of_the_theme() {
    let files = drawn(&[("search.md", "---\ntitle: How to search\n---\nText.\n")]);
    assert!(files["search/index.html"].contains("<h1>How to search</h1>"));
}

#[test]
fn a_draft_is_in_no_list() {
    let files = drawn(&[("a/x.md", "---\ntitle: Secret\ndraft: true\n---\nText.\n")]);
    assert!(files.values().all(|text| !text.contains("Secret")));
}
