//! How the rules about the shape of a page meet files that a manual page cannot show.

use plainly::check::Scope;

use crate::harness::{PAGE, SiteTest};

/// How often a rule speaks of one file alone, outside a site.
fn findings(rule: &str, path: &str, text: &str) -> usize {
    let site = SiteTest::empty().file(path, text);
    site.check_as(Scope::Text).findings_of(rule).len()
}

#[test]
fn a_file_without_a_title_begins_with_its_own() {
    let rule = "heading-order";
    assert_eq!(findings(rule, "bare.md", "# Help\n\n## Who?\n"), 0);
    assert_eq!(findings(rule, "bare.md", "### Help\n\n#### Who?\n"), 0);
    assert_eq!(findings(rule, "bare.md", "# Help\n\n### Who?\n"), 1);
    let titled = "---\ntitle: Help\n---\n# Help\n";
    assert_eq!(findings(rule, "titled.md", titled), 1);
}

#[test]
fn a_heading_that_says_the_title_again_is_to_be_left_out() {
    let told = |heading: &str| {
        let site = SiteTest::empty().file(PAGE, format!("---\ntitle: Help\n---\n{heading}\n"));
        let found = site.check_as(Scope::Text);
        let helps = found.findings_of("heading-order").into_iter();
        helps.map(|found| found.help.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("# help"), ["Leave this heading out."]);
    assert_eq!(told("# More help"), ["Begin the heading with `##`."]);
}

#[test]
fn the_first_heading_of_a_bare_file_in_a_site_is_its_title() {
    let site = SiteTest::empty().file(PAGE, "# Help\n\n## Who?\n\nAsk.\n");
    assert_eq!(site.check().findings_of("heading-order").len(), 0);
    let site = SiteTest::empty().file(PAGE, "# Help\n\n# Who?\n\nAsk.\n");
    assert_eq!(site.check().findings_of("heading-order").len(), 1);
}

#[test]
fn plain_text_has_no_walls() {
    let text = "You can get help now. ".repeat(100);
    assert_eq!(findings("wall-of-text", "letter.txt", &text), 0);
    assert_eq!(findings("wall-of-text", "letter.md", &text), 1);
}

#[test]
fn a_byte_order_mark_may_begin_a_file() {
    let rule = "hidden-text";
    assert_eq!(
        findings(rule, "page.md", "\u{feff}---\ntitle: Help\n---\nAsk.\n"),
        0
    );
    assert_eq!(findings(rule, "page.md", "\u{feff}Ask.\r\n"), 0);
    assert_eq!(findings(rule, "page.md", "Ask.\n\u{feff}Ask.\n"), 1);
}

#[test]
fn hidden_text_is_found_wherever_it_stands() {
    for text in [
        "---\ntitle: Help\nsearch: [sanc\u{200b}tion]\n---\n",
        "<!-- sanc\u{200b}tion -->\n",
        "`sanc\u{200b}tion`\n",
        "```letter\nsanc\u{200b}tion\n```\n",
        "![sanc\u{200b}tion](a.png)\n",
        "> sanc\u{200b}tion\n",
        "| sanc\u{200b}tion |\n| --- |\n",
        "[sanction](a\u{202e}b.md)\n",
        "[sanction][a]\n\n[a]: https://exampl\u{435}.org/\n",
        "[sanction](a&#8203;b.md)\n",
        "sanc&ZeroWidthSpace;tion\n",
        "sanc&shy;tion\n",
        "sanc\u{1b}[31mtion\n",
    ] {
        assert_eq!(findings("hidden-text", "page.md", text), 1, "{text:?}");
    }
    assert_eq!(findings("hidden-text", "page.txt", "sanc\u{200b}tion\n"), 1);
}

#[test]
fn a_word_with_several_hidden_characters_is_one_finding() {
    let text = "s\u{200b}a\u{200b}n\u{ad}c\u{feff}tion and sanction\n";
    assert_eq!(findings("hidden-text", "page.md", text), 1);
}
