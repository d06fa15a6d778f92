//! Whatever stands in a file, the gate answers with findings that point into it.

use plainly::check::Scope;
use plainly::document::visit_inlines;
use plainly::prose::Prose;
use plainly::source::{SourceFile, Span};
use proptest::prelude::*;

use crate::harness::{Judged, PAGE, SiteTest};

/// Pieces of Markdown that mean something to the parser, the placeholders or a rule.
const MARKDOWN: [&str; 48] = [
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    "# ",
    "## What to do next",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "```",
    "```letter\n",
    "~~~\n",
    "|",
    "|---|\n",
    "[",
    "](",
    ")",
    "](#a)",
    "[^1]",
    "[^1]: ",
    "![",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<!-- plainly: allow jargon: x -->\n\n",
    "{{",
    "}}",
    "{{ fact.rate }}",
    "{{ fact.",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "\\",
    "&amp;",
    "&#0;",
    "{#pl-x}",
    "\n: ",
    "e.g. ",
    "£95.55",
    "ESA",
    "\u{202e}",
    "e\u{301}🏳️‍🌈ß\u{0}",
];

/// Pieces of YAML that mean something to the parser or to front matter.
const YAML: [&str; 36] = [
    "\n",
    "\r\n",
    "  ",
    "title: ",
    "term: ",
    "summary: ",
    "summary: >-\n  ",
    "summary: |\n  ",
    "reviewed: ",
    "review_by: ",
    "2026-11-21",
    "2026-02-30",
    "sources:\n  - ",
    "{title: A, url: \"https://a.example\", seen: ",
    "undated}",
    "aliases: [",
    "]",
    "search: ",
    "kind: letter\n",
    "kind: term\n",
    "draft: true\n",
    "weight: ",
    "99999999999999999999",
    "\"",
    "'",
    "\\n",
    "\\u20ac",
    "#",
    ": ",
    "- ",
    "&a ",
    "*a",
    "!!str ",
    "£ é 🙂",
    "{{ fact.rate }}",
    "\u{feff}",
];

/// Pieces of a file of facts.
const FACTS: [&str; 20] = [
    "rate:\n",
    "  what: A rate\n",
    "  unit: gbp-a-week\n",
    "  unit: weeks\n",
    "  values:\n",
    "    - {value: \"95.55\"",
    ", from: 2026-04-06",
    ", from: 9999-12-31",
    ", until: 2027-04-05",
    ", until: -9999-01-01",
    ", source: {title: A, url: ",
    "\"https://a.example\"}",
    "}\n",
    "\n",
    "other:\n",
    "[",
    "{",
    "\"",
    "é",
    "rate: ",
];

/// Text made of `pieces`, with any characters between them.
fn text_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(pieces).prop_map(str::to_owned),
        2 => "[a-zA-Z ]{1,12}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn holds(file: &SourceFile, span: Span) -> bool {
    file.text.get(span.start..span.end).is_some()
}

fn assert_points_into_files(judged: &Judged) {
    for found in &judged.verdict.diagnostics {
        let file = judged.sources.file(found.source);
        assert!(holds(file, found.span), "{found:?} in {:?}", file.text);
        assert!(
            found.labels.iter().all(|label| holds(file, label.span)),
            "{found:?} in {:?}",
            file.text
        );
        let edits = found.fix.iter().flat_map(|fix| &fix.edits);
        let mut end = 0;
        for edit in edits {
            assert!(
                holds(file, edit.span) && edit.span.start >= end,
                "{found:?} in {:?}",
                file.text
            );
            end = edit.span.end;
        }
    }
    for page in &judged.site.pages {
        let file = judged.sources.file(page.source);
        assert!(holds(file, page.title_span), "title of {:?}", file.text);
        for document in page.summary.iter().chain([&page.document]) {
            visit_inlines(&document.blocks, &mut |inline, _| {
                assert!(holds(file, inline.span), "{inline:?} in {:?}", file.text);
            });
            let prose = Prose::from_document(document, &|id| judged.site.fact_text(id));
            let words = prose.words().iter().map(|word| word.range.clone());
            for range in words.chain(
                prose
                    .sentences()
                    .iter()
                    .map(|sentence| sentence.range.clone()),
            ) {
                assert!(
                    holds(file, prose.span(range.clone())),
                    "{range:?} in {:?}",
                    file.text
                );
            }
        }
    }
}

fn judge(site: &SiteTest) {
    for scope in [Scope::Site, Scope::Text] {
        let judged = site.check_as(scope);
        assert_points_into_files(&judged);
        let again = site.check_as(scope);
        assert_eq!(
            judged.verdict.diagnostics, again.verdict.diagnostics,
            "the same site has the same findings"
        );
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_judged(
        page in prop::collection::vec(any::<u8>(), 0..300),
        facts in prop::collection::vec(any::<u8>(), 0..300),
        text in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        judge(&SiteTest::new().file(PAGE, page).file("content/facts.yaml", facts).file("content/a.txt", text));
    }

    #[test]
    fn any_markdown_is_judged(page in text_of(&MARKDOWN), other in text_of(&MARKDOWN)) {
        let page = format!("---\ntitle: A\nsummary: B\n---\n{page}");
        judge(&SiteTest::new().file(PAGE, page).file("content/letters/_index.md", other));
    }

    #[test]
    fn any_front_matter_is_judged(front in text_of(&YAML), term in text_of(&YAML)) {
        let page = format!("---\n{front}\n---\nYou get {{{{ fact.rate }}}}.\n");
        let term = format!("---\nterm: {term}\n---\nA word.\n");
        judge(&SiteTest::new().file(PAGE, page).file("content/glossary/word.md", term));
    }

    #[test]
    fn any_facts_are_judged(facts in text_of(&FACTS)) {
        let page = "---\ntitle: A\nsummary: \"{{ fact.rate }}\"\n---\nYou get {{ fact.rate }} or {{ fact.other }}.\n";
        judge(&SiteTest::new().file(PAGE, page).file("content/facts.yaml", facts));
    }

    #[test]
    fn any_path_is_judged(path in "[a-zA-Z0-9 ._/?#%:éß-]{1,24}", page in text_of(&MARKDOWN)) {
        judge(&SiteTest::new().file(&format!("content/{path}.md"), page));
    }
}

#[test]
fn deep_and_long_pages_are_judged() {
    for piece in [
        ">",
        "- ",
        "[",
        "![",
        "*a ",
        "{{",
        "<b>",
        "`",
        "((",
        "a.b ",
        "## A\n",
        "<!-- plainly: allow jargon: x -->\n\n",
    ] {
        judge(&SiteTest::new().file(PAGE, format!("---\ntitle: A\n---\n{}", piece.repeat(3_000))));
    }
}
