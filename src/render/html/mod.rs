//! Writes the words of a page as HTML.
//!
//! 1. `page_html` makes a `writer`, which walks the blocks of the summary and of the body.
//! 2. `inlines` writes what stands in a line: links, facts, and the controls that open definitions.
//! 3. `outline`, `table`, `letter` and `footnotes` write the parts that need more than one element.
//! 4. `element` turns the result into text. Only what it names can stand on a page.
//!
//! Raw HTML and comments are never written: there is no code that could.

mod element;
mod footnotes;
mod ids;
mod inlines;
mod letter;
mod outline;
mod table;
mod writer;

#[cfg(test)]
pub(in crate::render) mod fixture;
#[cfg(test)]
mod hostile;

use crate::site::Page;
use crate::site::Site;
use crate::site::Term;

use super::Addresses;
use super::words::Words;
use element::to_html;
use writer::{Part, Writer};

/// The words of a page as HTML, and what a template needs to put around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageHtml {
    /// The short answer, in paragraphs; empty if the page has none.
    pub summary: String,
    /// The body, footnotes included.
    pub body: String,
    /// What the terms that the page uses mean, in reading order. Controls in `summary` and `body`
    /// open them as pop-ups; until then they stand where they are, best below the body.
    pub meanings: String,
    /// The headings of the second and third level, in order.
    pub contents: Vec<ContentsEntry>,
    /// The texts of the letters, each to be written as a file beside the page: the first as
    /// [`letter_file`]`(1)`, and so on.
    pub letter_texts: Vec<String>,
}

/// A heading in a table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContentsEntry {
    /// 2 or 3, as in the HTML.
    pub level: u8,
    /// The id of the heading.
    pub id: String,
    /// Its words, not escaped.
    pub text: String,
}

/// Writes the summary and the body of `page`.
pub(super) fn page_html(
    site: &Site,
    page: &Page,
    addresses: &Addresses<'_>,
    words: &Words,
) -> PageHtml {
    let mut writer = Writer::new(site, page, addresses, words, Part::Page);
    let summary = match &page.summary {
        Some(summary) => writer.document(&summary.blocks),
        None => String::new(),
    };
    let body = writer.body();
    PageHtml {
        summary,
        body,
        meanings: writer.meanings(),
        contents: writer.contents,
        letter_texts: writer.letter_texts,
    }
}

/// Writes what a term means, for pop-ups and lists: the body of its page up to the first heading,
/// or its summary where that is empty.
///
/// It holds no ids, controls or footnotes, so it can stand on any page, more than once.
pub(super) fn definition_html(
    site: &Site,
    term: &Term,
    addresses: &Addresses<'_>,
    words: &Words,
) -> String {
    let page = site.page(term.page);
    to_html(&Writer::new(site, page, addresses, words, Part::Definition).definition())
}

/// The name of the file that holds the text of the letter `number`, from 1, beside its page.
pub(super) fn letter_file(number: usize) -> String {
    format!("letter-{number}.txt")
}

#[cfg(test)]
mod tests {
    use super::definition_html;
    use super::fixture::{body, english, page, page_of, site};
    use crate::render::Addresses;

    const TERM: &str = "---\nterm: WRAG\nexpansion: work-related activity group\n---\n\
         The group for [people](../page.md) who may work later.\n\n## More\n\nDetails.\n";

    #[test]
    fn the_first_use_of_a_term_opens_its_definition() {
        let text = "---\ntitle: A page\nsummary: It depends.\n---\n\
             You are in the *work-related\nactivity group*. The WRAG is a group.\n";
        let site = site(&[("page.md", text), ("glossary/wrag.md", TERM)]);
        let page = page_of(&site, "page.md");
        assert_eq!(page.summary, "<p>It depends.</p>\n");
        assert_eq!(
            page.body,
            "<p>You are in the <em><button class=\"pl-term\" \
             popovertarget=\"pl-w-wrag\">work-related activity group</button></em>. \
             The WRAG is a group.</p>\n"
        );
        assert_eq!(
            page.meanings,
            "<div popover id=\"pl-w-wrag\" class=\"pl-meaning\">\
             <p><a href=\"/help/glossary/wrag/\">WRAG \
             (work-related activity group)</a></p>\n\
             <p>The group for <a href=\"/help/page/\">people</a> who may work later.</p>\n\
             <button class=\"pl-close\" popovertarget=\"pl-w-wrag\">Close</button></div>\n"
        );
    }

    #[test]
    fn a_control_stays_on_one_line_with_its_brackets() {
        let text = "---\ntitle: A page\n---\nThe group (WRAG) and\nmore.\n";
        let site = site(&[("page.md", text), ("glossary/wrag.md", TERM)]);
        assert_eq!(
            page_of(&site, "page.md").body,
            "<p>The group <span class=\"pl-held\">(<button class=\"pl-term\" \
             popovertarget=\"pl-w-wrag\">WRAG</button>)</span> and more.</p>\n"
        );
    }

    #[test]
    fn a_definition_ends_at_the_first_heading() {
        let site = site(&[("page.md", "# A page\n"), ("glossary/wrag.md", TERM)]);
        let term = &site.glossary.terms()[0];
        let html = definition_html(&site, term, &Addresses::new(&site), &english());
        assert!(!html.contains("Details"), "{html}");
    }

    #[test]
    fn headings_make_the_contents() {
        let page = page("# One\n\n### *Two* &amp; more\n\n##\n\n> ## Quoted\n\n#### Four\n");
        let contents: Vec<_> = page
            .contents
            .iter()
            .map(|entry| (entry.level, entry.id.as_str(), entry.text.as_str()))
            .collect();
        assert_eq!(
            contents,
            [
                (2, "one", "One"),
                (3, "two-more", "Two & more"),
                (3, "four", "Four")
            ]
        );
    }

    #[test]
    fn a_heading_of_a_mark_alone_is_not_in_the_contents() {
        let page = page("[^y]\n---\n\n[^y]: A note.\n");
        assert_eq!(page.contents, []);
    }

    #[test]
    fn lists_below_headings_are_steps_or_advice() {
        let html = body(
            "## How\n\n3. a\n\n## Do\n\n- b\n\n## Do not\n\n<!-- x -->\n- c\n\nText\n\n1. d\n\n\
             ## Next\n\n> [!IMPORTANT]\n> Soon.\n\n1. e\n",
        );
        for list in [
            "<ol class=\"pl-steps\" start=\"3\"><li>a",
            "<ul class=\"pl-do\"><li>b",
            "<ul class=\"pl-do-not\"><li>c",
            "<ol><li>d",
            "<ol class=\"pl-steps\"><li>e",
        ] {
            assert!(html.contains(list), "{list} in {html}");
        }
    }

    #[test]
    fn an_alert_says_what_it_is() {
        assert_eq!(
            body("> [!IMPORTANT]\n> **Ask within 28 days.**\n"),
            "<div class=\"pl-alert pl-alert-important\" role=\"note\">\
             <p class=\"pl-alert-label\"><strong>Important</strong></p>\n\
             <p><strong>Ask within 28 days.</strong></p>\n</div>\n"
        );
    }

    #[test]
    fn boxes_of_a_task_list_have_names() {
        assert_eq!(
            body("- [x] a\n- [ ] b\n"),
            "<ul><li><input type=\"checkbox\" checked disabled aria-label=\"Done\"> a</li>\n\
             <li><input type=\"checkbox\" disabled aria-label=\"Not done yet\"> b</li>\n</ul>\n"
        );
    }

    #[test]
    fn links_lead_to_pages_headings_files_and_elsewhere() {
        assert_eq!(
            body(
                "## H\n\n[a](page.md) [b](#h) [c](guide.pdf) [d](https://a.example/?x&y) [e](no.md)"
            ),
            "<h2 id=\"h\">H</h2>\n<p><a href=\"/help/page/\">a</a> <a href=\"#h\">b</a> \
             <a href=\"/help/guide.pdf\">c</a> <a href=\"https://a.example/?x&amp;y\">d</a> e</p>\n"
        );
    }

    #[test]
    fn a_picture_of_our_own_has_its_words() {
        assert_eq!(
            body("![The *form*](form.png)"),
            "<p><img src=\"/help/form.png\" alt=\"The form\" loading=\"lazy\" width=\"640\" height=\"480\"></p>\n"
        );
    }

    #[test]
    fn facts_are_put_in_and_numbers_can_be_dialled() {
        let facts = "line:\n  what: A\n  unit: phone\n  values:\n    \
             - {value: \"0800 328\", from: 2025-04-07, source: {title: A, url: https://a.example}}\n";
        let text = "---\ntitle: A\n---\n{{ fact.line }} {{ fact.no }} {{x}}";
        let site = site(&[("page.md", text), ("facts.yaml", facts)]);
        assert_eq!(
            page_of(&site, "page.md").body,
            "<p><a href=\"tel:0800328\">0800 328</a> {{ fact.no }} {{ x }}</p>\n"
        );
    }

    const RISING: &str = "rate:\n  what: A\n  unit: gbp-a-week\n  values:\n    \
         - {value: \"95.55\", from: 2026-04-06, until: 2027-04-05, source: {title: A, url: https://a.example}}\n    \
         - {value: \"98.10\", from: 2027-04-06, source: {title: A, url: https://a.example}}\n";

    #[test]
    fn a_figure_says_once_from_when_another_holds() {
        let text = "---\ntitle: A\n---\n{{ fact.rate }} or {{ fact.rate }}";
        let site = site(&[("page.md", text), ("facts.yaml", RISING)]);
        assert_eq!(
            page_of(&site, "page.md").body,
            "<p>£95.55 a week (from 6 April 2027: £98.10 a week) or £95.55 a week</p>\n"
        );
    }

    #[test]
    fn a_figure_that_runs_out_soon_says_so() {
        let soon = RISING.replace("2027-04-05", "2026-12-31");
        let (facts, _) = soon
            .split_once("    - {value: \"98")
            .expect("there are two");
        let site = site(&[("page.md", "{{ fact.rate }}"), ("facts.yaml", facts)]);
        assert_eq!(
            page_of(&site, "page.md").body,
            "<p>£95.55 a week (until 31 December 2026; we do not know the next amount yet)</p>\n"
        );
        let later = facts.replace("2026-12-31", "2027-04-05");
        let site = super::fixture::site(&[("page.md", "{{ fact.rate }}"), ("facts.yaml", &later)]);
        assert_eq!(page_of(&site, "page.md").body, "<p>£95.55 a week</p>\n");
    }

    #[test]
    fn a_definition_list_is_one() {
        assert_eq!(
            body("Term\n: Meaning\n"),
            "<dl><dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n"
        );
    }
}
