//! Whatever people write, a page is well formed and holds nothing but what the theme expects.

use proptest::prelude::*;

use super::fixture::{english, page_of, site};
use super::{PageHtml, definition_html};
use crate::render::Addresses;

const VOID: [&str; 4] = ["br", "hr", "img", "input"];
const ELEMENTS: [&str; 30] = [
    "a",
    "blockquote",
    "button",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const ATTRIBUTES: [&str; 21] = [
    "alt",
    "aria-label",
    "aria-labelledby",
    "checked",
    "class",
    "disabled",
    "download",
    "height",
    "href",
    "id",
    "loading",
    "popover",
    "popovertarget",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "width",
];

/// A start tag or an end tag, read without mercy.
struct Found<'a> {
    name: &'a str,
    ends: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

/// The tags of `html`; panics on anything that is not as the writer writes it.
fn tags(html: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "a loose > in {text:?}");
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        let ends = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let (name, mut inside) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !inside.is_empty() {
            let end = inside.find([' ', '=']).unwrap_or(inside.len());
            let (attribute, after) = inside.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').expect("a value ends"),
                None => ("", after),
            };
            attributes.push((attribute, value));
            inside = after.strip_prefix(' ').unwrap_or(after);
        }
        found.push(Found {
            name,
            ends,
            attributes,
        });
    }
    assert!(!rest.contains('>'), "a loose > in {rest:?}");
    found
}

/// What may not stand inside the element `outer`.
fn is_allowed_in(outer: &str, inner: &str) -> bool {
    let interactive = matches!(inner, "a" | "button" | "input");
    let phrasing = matches!(
        inner,
        "a" | "br" | "button" | "code" | "del" | "em" | "img" | "input" | "span" | "strong" | "sup"
    );
    match outer {
        "a" | "button" => phrasing && !interactive,
        "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "span" | "em" | "strong" | "del" | "sup"
        | "code" | "pre" | "dt" | "td" | "th" => phrasing,
        "ul" | "ol" => inner == "li",
        "dl" => matches!(inner, "dt" | "dd"),
        "table" => matches!(inner, "thead" | "tbody"),
        "thead" | "tbody" => inner == "tr",
        "tr" => matches!(inner, "td" | "th"),
        _ => !matches!(
            inner,
            "li" | "dt" | "dd" | "thead" | "tbody" | "tr" | "td" | "th"
        ),
    }
}

/// Panics unless `html` is balanced, known and harmless.
fn check(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut level = 1;
    for tag in tags(html) {
        if tag.ends {
            assert_eq!(open.pop(), Some(tag.name), "balanced: {html}");
            continue;
        }
        let known = ELEMENTS.contains(&tag.name) || VOID.contains(&tag.name);
        assert!(known, "<{}> in {html}", tag.name);
        let outer = open.last().copied().unwrap_or("main");
        assert!(
            is_allowed_in(outer, tag.name),
            "<{}> in <{outer}>: {html}",
            tag.name
        );
        if matches!(tag.name, "a" | "button" | "input") {
            let nested = open.iter().any(|name| matches!(*name, "a" | "button"));
            assert!(!nested, "a control in a control: {html}");
        }
        if let Some(next) = tag.name.strip_prefix('h').and_then(|n| n.parse().ok()) {
            assert!(next <= level + 1, "a level is skipped: {html}");
            level = next;
        }
        for (attribute, value) in &tag.attributes {
            assert!(ATTRIBUTES.contains(attribute), "{attribute} in {html}");
            match *attribute {
                "id" => assert!(ids.insert(*value), "{value} twice in {html}"),
                "href" | "src" => assert!(is_harmless(value), "{value} in {html}"),
                "start" => assert_eq!(tag.name, "ol"),
                _ => {}
            }
        }
        if !VOID.contains(&tag.name) {
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "balanced: {html}");
}

fn is_harmless(address: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:", "tel:", "sms:"];
    let ours = (address.starts_with('/') && !address.starts_with("//")) || address.starts_with('#');
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    plain && (ours || schemes.iter().any(|scheme| address.starts_with(scheme)))
}

fn check_page(page: &PageHtml) {
    check(&format!("{}{}{}", page.summary, page.body, page.meanings));
    for entry in &page.contents {
        assert!(!entry.text.trim().is_empty());
        assert!(
            page.body
                .contains(&format!("<h{} id=\"{}\"", entry.level, entry.id))
        );
    }
}

const TERM: &str = "---\nterm: ESA\nexpansion: Employment and Support Allowance\n\
     aliases: [work group]\n---\nA benefit for [ill](../page.md) people[^1].\n\n[^1]: Note.\n\n## More\n\nText.\n";
const FACTS: &str = "phone:\n  what: A helpline\n  unit: phone\n  values:\n    \
     - {value: \"0800 328\", from: 2025-04-07, source: {title: A, url: https://a.example}}\n";

fn check_markdown(markdown: &str) {
    let text = format!("---\ntitle: A page\nsummary: It is ESA.\n---\n{markdown}");
    let site = site(&[
        ("page.md", &text),
        ("glossary/esa.md", TERM),
        ("glossary/other.md", &text.replace("title:", "term:")),
        ("facts.yaml", FACTS),
    ]);
    for page in &site.pages {
        check_page(&page_of(&site, &page.path));
    }
    for term in site.glossary.terms() {
        let html = definition_html(&site, term, &Addresses::new(&site), &english());
        check(&html);
        assert!(
            !html.contains(" id=\"") && !html.contains("<button"),
            "{html}"
        );
    }
}

/// Pieces that mean something in Markdown, or in HTML, so that they meet each other often.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "\n",
        "\n\n",
        "    ",
        "  ",
        "> ",
        ">",
        "- ",
        "1. ",
        "7) ",
        "- [ ] ",
        "- [x] ",
        "# ",
        "## ",
        "#### ",
        "###### ",
        "\n---\n",
        "| a | b |\n|---|--:|\n| ",
        " | ",
        "|\n",
        "`",
        "```\n",
        "```letter\n",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "](page.md)",
        "](#fn-x)",
        "](glossary/esa.md)",
        "](javascript:alert(1))",
        "](https://a.example/?a=1&b=\"2\")",
        "](<https://a b/>)",
        "](form.png)",
        "](drawing.svg)",
        "](guide.pdf \"T\")",
        "![",
        "]",
        "[^x]",
        "[^X]",
        "\n\n[^x]: ",
        "\n\n[^y]: ",
        "[^y]",
        "\n: ",
        "\n\n:   ",
        "<script>",
        "</p>",
        "<a onclick=x>",
        "<!--",
        "-->",
        "<https://a.example>",
        "&lt;",
        "&#0;",
        "\\",
        "\u{1}",
        "{{ fact.phone }}",
        "{{ fact.no }}",
        "{{",
        "}}",
        "ESA",
        "work\ngroup",
        "Employment and ",
        "Support Allowance",
        "{#pl-main}",
        "{#fn-x}",
        "> [!NOTE]\n> ",
        "> [!CAUTION]\n",
        "Do",
        "## Do not\n\n- ",
        "[your name]",
        "é",
        "\"",
        "'",
        "\t",
        "fn x",
        "\r\n",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #[test]
    fn any_markdown_makes_a_sound_page(pieces in prop::collection::vec(piece(), 0..60)) {
        check_markdown(&pieces.concat());
    }

    #[test]
    fn any_text_makes_a_sound_page(text in "\\PC*") {
        check_markdown(&text);
    }
}

#[test]
fn deep_nesting_makes_a_sound_page() {
    for opening in [
        ">",
        "- ",
        "1. ",
        "*a **b ",
        "[",
        "> - [^x] ",
        "| a |\n|--|\n",
    ] {
        check_markdown(&opening.repeat(2_000));
    }
}

#[test]
fn raw_html_and_harmful_links_leave_only_words() {
    let html = super::fixture::body(
        "<script>alert(1)</script>\n\nA <b onclick=\"x\">b</b> [c](javascript:alert(1)) \
         ![d](https://a.example/d.png) ![e](drawing.svg)<!-- f -->\n",
    );
    assert_eq!(html, "<p>A b c d e</p>\n");
}
