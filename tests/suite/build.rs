//! What a build publishes, what it refuses, and what it leaves alone.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::process::{Run, SETTINGS, TestSite, Tree, assert_same, page, page_with, tree};

/// A sentence of more words than the gate lets pass.
const LONG_SENTENCE: &str = "We can help you with your money if you call us in the morning and \
    tell us what they said to you on the day when you went to see them.";

#[test]
fn a_build_publishes_the_site_with_all_that_belongs_to_it() {
    let site = TestSite::new().file(
        "content/rules/two.md",
        page_with(
            "aliases: [/old/two/]\n",
            "What is the rule?",
            "It is short.",
        ),
    );
    site.run(&["build"]).expect_status(0).says(&["Published"]);
    let public = site.public();
    for path in [
        "index.html",
        "money/index.html",
        "meetings/index.html",
        "rules/index.html",
        "rules/two/index.html",
        "glossary/esa/index.html",
        "a-to-z/index.html",
        "search/index.html",
        "old/two/index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "feed.xml",
        "_headers",
        "_redirects",
    ] {
        assert!(
            public.contains_key(path),
            "{path} is not in {:?}",
            public.keys()
        );
    }
    assert!(
        site.built("sitemap.xml")
            .contains("https://example.org/money/")
    );
    assert!(!site.built("sitemap.xml").contains("/old/two/"));
    assert!(
        site.built("robots.txt")
            .contains("https://example.org/sitemap.xml")
    );
    assert!(
        site.built("feed.xml")
            .contains("https://example.org/money/")
    );
    assert!(
        site.built("_redirects")
            .contains("/old/two/ /rules/two/ 301")
    );
    assert!(site.built("_headers").contains("frame-ancestors"));
    let mut names = public.keys().map(String::as_str);
    let folder = names.find_map(|name| name.strip_suffix("/terms0.json"));
    let folder = folder.expect("there is a search index");
    assert!(folder.starts_with("search/"), "{folder}");
    let lasting = format!("\n/{folder}/*\n  ! Cache-Control\n");
    assert!(site.built("_headers").contains(&lasting), "{lasting}");
}

#[test]
fn every_stylesheet_and_script_that_a_page_names_is_published() {
    let site = TestSite::new();
    site.build();
    let public = site.public();
    let html = site.built("money/index.html");
    let named: Vec<&str> = html
        .split(['"', '\''])
        .filter_map(|part| part.strip_prefix('/'))
        .filter(|path| path.starts_with("assets/"))
        .collect();
    assert!(named.len() >= 3, "the page names {named:?}");
    for path in named {
        assert!(public.contains_key(path), "{path} is named and not there");
    }
    let index = html
        .split("data-index=\"/")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let folder = index
        .and_then(|index| index.rsplit_once('/'))
        .map(|(folder, _)| folder);
    let titles = format!("{}/titles0.json", folder.expect("the page names the index"));
    assert!(public.contains_key(&titles), "{titles} is not there");
}

#[test]
fn a_second_build_removes_pages_that_are_gone() {
    let site = TestSite::new().file("content/gone.md", page("Am I gone?", "I am here."));
    site.build();
    assert!(site.has_built("gone/index.html"));
    site.remove("content/gone.md");
    site.build();
    assert!(!site.path("public/gone").exists());
    assert!(!site.built("sitemap.xml").contains("gone"));
    assert!(site.has_built("money/index.html"));
}

#[test]
fn a_folder_that_the_program_did_not_make_is_refused_and_untouched() {
    let site = TestSite::new().file("public/letter.txt", "mine");
    site.run(&["build"])
        .expect_status(2)
        .says(&["public", "--out"]);
    assert_eq!(
        site.public(),
        Tree::from([("letter.txt".into(), b"mine".to_vec())])
    );
    assert!(!site.path(".public.plainly-lock").exists());
}

#[test]
fn warn_only_publishes_a_long_sentence() {
    let site = TestSite::new().file("content/long.md", page("Is it long?", LONG_SENTENCE));
    site.run(&["build"])
        .expect_status(1)
        .says(&["long-sentence"]);
    assert!(!site.path("public").exists());
    site.run(&["build", "--warn-only"])
        .expect_status(0)
        .says(&["long-sentence"]);
    assert!(site.has_built("long/index.html"));
}

#[test]
fn warn_only_does_not_publish_what_would_harm_a_reader() {
    let cases = [
        (
            "raw-html",
            page("Is it safe?", "Press <b onclick=\"x()\">here</b>."),
        ),
        (
            "unknown-fact",
            page("How much is it?", "You get {{ fact.no-such-rate }}."),
        ),
        (
            "expired-fact",
            page("How much is it?", "You get {{ fact.old-rate }}."),
        ),
        (
            "unsafe-link",
            page("Is it safe?", "Read [the whole letter](javascript:x)."),
        ),
        (
            "bad-front-matter",
            page_with("draft: perhaps\n", "Is it safe?", "It is."),
        ),
    ];
    for (rule, text) in cases {
        let site = TestSite::new().file("content/bad.md", text);
        refuses_in_spite_of_warn_only(&site, rule);
    }
    let text = page("Can they stop my money?", "They can stop your money.");
    let twice = TestSite::new().file("content/money/_index.md", text);
    refuses_in_spite_of_warn_only(&twice, "duplicate-url");
}

#[track_caller]
fn refuses_in_spite_of_warn_only(site: &TestSite, rule: &str) {
    let run = site.run(&["build", "--warn-only"]);
    assert_eq!(run.status, Some(1), "{rule}: {run:?}");
    run.says(&[&format!("error[{rule}]")]);
    assert!(!site.path("public").exists(), "{rule} was published");
}

#[test]
fn a_refused_build_leaves_the_last_good_site_byte_for_byte() {
    let site = TestSite::new();
    site.build();
    let before = site.public();
    site.put("content/money.md", page("Can they stop it?", LONG_SENTENCE));
    site.put("content/new.md", page("Is it new?", "It is."));
    site.run(&["build"])
        .expect_status(1)
        .says(&["content/money.md", "Nothing was published"]);
    assert_same(&before, &site.public());
}

#[test]
fn a_broken_theme_leaves_the_last_good_site_and_is_exit_code_2() {
    let site = TestSite::new();
    site.build();
    let before = site.public();
    site.put("themes/default/templates/page.html", "{% if %}");
    site.run(&["build"]).expect_status(2).says(&["page.html"]);
    assert_same(&before, &site.public());
}

#[test]
fn a_draft_is_published_only_when_it_is_asked_for() {
    let draft = page_with("draft: true\n", "Is this ready?", "Not yet.");
    let site = TestSite::new().file("content/draft.md", draft);
    site.build();
    for (path, bytes) in site.public() {
        assert!(!path.contains("draft"), "{path} is there");
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("Is this ready?"),
            "{path} speaks of the draft"
        );
    }
    site.run(&["build", "--drafts"]).expect_status(0);
    assert!(site.has_built("draft/index.html"));
}

#[test]
fn a_link_to_a_draft_is_a_finding() {
    let draft = page_with("draft: true\n", "Is this ready?", "Not yet.");
    let site = TestSite::new().file("content/draft.md", draft).file(
        "content/linking.md",
        page("Where is it?", "Read [the plan](draft.md)."),
    );
    site.run(&["build"])
        .expect_status(1)
        .says(&["error[broken-link]", "content/linking.md"]);
    site.run(&["build", "--drafts"]).expect_status(0);
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_content_are_not_followed() {
    let outside = TestSite::empty().file("secret.md", page("What is the secret?", "It is 42."));
    let site = TestSite::new();
    let link = |to: &str, from: &str| {
        let from = site.path(from);
        std::os::unix::fs::symlink(outside.path(to), from).expect("a link can be made");
    };
    link("secret.md", "content/linked.md");
    link("", "content/folder");
    let run = site.run(&["build", "--warn-only"]);
    let run = run.says(&["content/linked.md", "content/folder"]);
    assert_ne!(run.status, Some(2), "{}", run.stderr);
    if run.status == Some(0) {
        for (path, bytes) in site.public() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("secret"), "{path} holds the secret");
        }
    }
}

#[test]
fn a_file_that_is_not_text_is_a_finding_and_leaves_the_old_site() {
    let too_large = page("Is it large?", &"They can help you.\n\n".repeat(450_000));
    let cases: [(&str, Vec<u8>, &str); 3] = [
        (
            "UTF-8",
            b"---\ntitle: Hello\n---\n\nCaf\xe9.\n".to_vec(),
            "content/bad.md:5:4",
        ),
        (
            "NUL",
            b"---\ntitle: Hello\n---\n\nOne\0two.\n".to_vec(),
            "content/bad.md:5:4",
        ),
        ("8000000", too_large.into_bytes(), "content/bad.md:1:1"),
    ];
    let site = TestSite::new();
    site.build();
    let before = site.public();
    for (what, bytes, place) in cases {
        site.put("content/bad.md", bytes);
        let check = ["build"];
        site.run(&check).expect_status(1).says(&[what, place]);
        assert_same(&before, &site.public());
    }
}

#[test]
fn every_mistake_in_front_matter_is_reported_in_one_run() {
    let bomb = "---\na: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n\
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\n\
        e: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e]\n\
        title: [*f, *f, *f, *f, *f, *f, *f, *f]\n---\nText.\n";
    let site = TestSite::new()
        .file(
            "content/unknown.md",
            page_with("reveiwed: 2026-01-01\n", "Is it?", "It is."),
        )
        .file(
            "content/type.md",
            page_with("risk: maybe\n", "Is it so?", "It is."),
        )
        .file("content/untitled.md", "---\nsummary: Yes.\n---\nText.\n")
        .file("content/open.md", "---\ntitle: Open\n\nText.\n")
        .file(
            "content/broken.md",
            "---\ntitle: \"Open\nsummary: [\n---\nText.\n",
        )
        .file("content/bomb.md", bomb);
    let run = site.run(&["build"]).expect_status(1);
    let run = run.says(&[
        "content/unknown.md:9:1",
        "reviewed",
        "content/type.md:9:7",
        "content/untitled.md:1:1",
        "content/open.md:1:1",
        "content/broken.md:",
        "content/bomb.md:",
    ]);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let found = site.findings(&[]);
    for name in ["unknown", "type", "untitled", "open", "broken", "bomb"] {
        let path = format!("content/{name}.md");
        let mistakes = found
            .iter()
            .filter(|finding| finding["path"] == path.as_str())
            .filter(|finding| finding["rule"] == "bad-front-matter");
        assert_eq!(mistakes.count(), 1, "{path}: {found:#?}");
    }
}

#[test]
fn a_welsh_page_and_its_twin_are_linked_both_ways() {
    let site = TestSite::new().file("content/money.cy.md", page("Arian?", "Helo."));
    site.run(&["build", "--warn-only"]).expect_status(0);
    let (english, welsh) = (
        site.built("money/index.html"),
        site.built("cy/money/index.html"),
    );
    assert!(welsh.contains("<html lang=\"cy\""), "{welsh}");
    assert!(english.contains("href=\"/cy/money/\""), "{english}");
    assert!(welsh.contains("href=\"/money/\""), "{welsh}");
    for html in [&english, &welsh] {
        assert!(html.contains("hreflang=\"cy\" href=\"https://example.org/cy/money/\""));
        assert!(html.contains("hreflang=\"en\" href=\"https://example.org/money/\""));
    }
}

#[test]
fn a_dot_in_a_name_is_no_language() {
    let site = TestSite::new()
        .file("content/a.b.md", page("Is it b?", "It is b."))
        .file("content/a.cy.md", page("Arian?", "Helo."));
    site.run(&["build", "--warn-only"]).expect_status(0);
    assert!(!site.built("a-b/index.html").contains("hreflang"));
    assert!(!site.built("cy/a/index.html").contains("hreflang"));
}

#[test]
fn under_a_path_every_address_of_the_site_begins_with_it() {
    let settings = SETTINGS.replace("https://example.org/", "https://example.org/help/");
    let site = TestSite::new().file("site.toml", settings).file(
        "content/old.md",
        page_with(
            "aliases: [/was/here/]\n",
            "Is it old?",
            "See [what they can do](money.md).",
        ),
    );
    site.build();
    for (path, bytes) in site.public() {
        if Path::new(&path).extension().is_none_or(|end| end != "html") {
            continue;
        }
        let html = String::from_utf8_lossy(&bytes);
        for attribute in [
            "href=\"/",
            "src=\"/",
            "action=\"/",
            "data-index=\"/",
            "url=/",
        ] {
            for (at, _) in html.match_indices(attribute) {
                let rest = html.get(at + attribute.len()..).unwrap_or_default();
                assert!(rest.starts_with("help/"), "{path}: {attribute}{rest:.40}");
            }
        }
    }
    assert!(
        site.built("_redirects")
            .contains("/help/was/here/ /help/old/ 301")
    );
    assert!(
        site.built("sitemap.xml")
            .contains("https://example.org/help/money/")
    );
}

#[test]
fn a_build_says_that_nobody_can_have_the_address_for_readers() {
    let settings = "[site]\nfeedback = \"hello@plainly.example\"\n";
    let site = TestSite::new().file("site.toml", settings);
    let told = ["site.toml", "hello@plainly.example", "`feedback`"];
    site.run(&["build", "--base-url", "https://help.org.uk/"])
        .expect_status(0)
        .says(&told);
    let run = site.run(&["build", "--base-url", "https://plainly.example/"]);
    assert!(!run.stderr.contains("hello@plainly.example"), "{run:?}");
}

#[test]
fn the_address_of_the_site_can_be_given_for_one_build() {
    let site = TestSite::new();
    let run = site.run(&["build", "--base-url", "https://else.example/sub"]);
    run.expect_status(0);
    assert!(
        site.built("sitemap.xml")
            .contains("https://else.example/sub/money/")
    );
    site.run(&["build", "--base-url", "else.example"])
        .expect_status(2)
        .says(&["https://"]);
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let moved = page_with("aliases: [/was/here/]\n", "Is it moved?", "It is.");
    let site = TestSite::new().file("content/moved.md", moved);
    site.build();
    let html = site.built("was/here/index.html");
    for part in [
        "http-equiv=\"refresh\" content=\"0; url=/moved/\"",
        "rel=\"canonical\" href=\"https://example.org/moved/\"",
        "<a href=\"/moved/\">",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn a_folder_of_bare_markdown_builds() {
    let site = TestSite::empty()
        .file(
            "content/one.md",
            "# How do I ask?\n\nYou can [call](more/two.md) us.\n",
        )
        .file(
            "content/more/two.md",
            "# Who can I call?\n\nCall an adviser.\n",
        );
    site.run(&["build"]).expect_status(0);
    assert!(site.built("one/index.html").contains("href=\"/more/two/\""));
    assert!(
        site.built("one/index.html")
            .contains("<title>How do I ask?")
    );
}

#[test]
fn a_theme_file_of_the_site_takes_the_place_of_one_template() {
    let site = TestSite::new();
    site.build();
    let before = site.public();
    site.put("themes/default/templates/404.html", "<p>Our own page</p>");
    site.build();
    assert_eq!(site.built("404.html").trim(), "<p>Our own page</p>");
    let changed: Vec<_> = site
        .public()
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    // The service worker differs with every file, so that browsers see a new build.
    assert_eq!(changed, [".plainly-manifest.json", "404.html", "sw.js"]);
}

#[test]
fn static_files_are_copied_as_they_are() {
    let bytes: Vec<u8> = (0..=255).collect();
    let site = TestSite::new()
        .file("static/files/data.bin", &bytes)
        .file("static/drawing.svg", "<svg/>");
    site.build();
    let public = site.public();
    assert_eq!(public.get("files/data.bin"), Some(&bytes));
    assert_eq!(public.get("drawing.svg"), Some(&b"<svg/>".to_vec()));
}

#[test]
fn a_static_file_in_the_place_of_a_page_is_a_problem_with_the_content() {
    let site = TestSite::new();
    site.build();
    let before = site.public();
    site.put("static/money/index.html", "mine");
    site.run(&["build"])
        .expect_status(1)
        .says(&["money/index.html"]);
    assert_same(&before, &site.public());
}

#[test]
fn two_builds_at_once_never_mix_their_sites() {
    let sites = ["one", "two"].map(|name| {
        (0..60).fold(TestSite::new(), |site, number| {
            let text = page(&format!("What is {name} {number}?"), "It is a page.");
            site.file(&format!("content/{name}/{number}.md"), text)
        })
    });
    let shared = TestSite::empty();
    let out = shared.path("public");
    let out = out.to_str().expect("the temporary folder has a plain name");
    let wanted = sites.each_ref().map(|site| {
        site.build();
        site.public()
    });
    for _ in 0..3 {
        let children = sites.each_ref().map(|site| {
            site.command(&["build", "--out", out])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts")
        });
        let runs = children.map(|child| Run::from(child.wait_with_output().expect("it ends")));
        for run in &runs {
            match run.status {
                Some(0) => {}
                Some(2) => assert!(run.stderr.contains("another Plainly"), "{}", run.stderr),
                _ => panic!("{run:?}"),
            }
        }
        assert!(runs.iter().any(|run| run.status == Some(0)), "{runs:?}");
        let public = tree(&shared.path("public"));
        assert!(wanted.contains(&public), "the sites are mixed");
        let beside = fs::read_dir(shared.root()).expect("the folder can be read");
        assert_eq!(beside.count(), 2, "only the site and its lock");
    }
}

#[test]
fn a_build_that_is_locked_out_says_so() {
    let site = TestSite::new();
    site.build();
    let before = site.public();
    let lock = fs::File::open(site.path(".public.plainly-lock")).expect("the lock file stays");
    lock.lock().expect("nobody else holds the lock");
    site.put("content/new.md", page("Is it new?", "It is."));
    site.run(&["build"])
        .expect_status(2)
        .says(&["another Plainly"]);
    assert_same(&before, &site.public());
}
