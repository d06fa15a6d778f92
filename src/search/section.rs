//! Cuts each page into the sections that a result can open at.

use crate::document::Block;
use crate::document::BlockKind;
use crate::document::Definition;
use crate::document::Inline;
use crate::document::{plain_text, visit_blocks};
use crate::site::Page;
use crate::site::PageKind;
use crate::site::Site;

/// Headings down to this level begin a section; deeper ones are part of its text.
const DEEPEST_SECTION_HEADING: u8 = 3;

/// A page as search sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SearchPage {
    /// Address from the site's own root.
    pub(super) url: String,
    /// Its title.
    pub(super) title: String,
    /// Everyday words for it, from its front matter, as their author parted them.
    pub(super) words: Vec<String>,
    /// Whether it explains a word of the glossary.
    pub(super) is_term: bool,
    /// Of a glossary term: the term, its full words, its other forms, and what people say instead.
    pub(super) names: Vec<String>,
    /// The top of the page, then one for each heading. Never empty.
    pub(super) sections: Vec<SearchSection>,
}

/// A part of a page that a result can open at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SearchSection {
    /// The id of its heading; `None` for the top of the page.
    pub(super) anchor: Option<String>,
    /// The words of its heading; empty for the top of the page.
    pub(super) heading: String,
    /// The page's short answer, at the top of the page; empty elsewhere.
    pub(super) summary: String,
    /// The text below the heading, up to the next section.
    pub(super) body: String,
}

impl SearchSection {
    /// What an excerpt is taken from.
    pub(super) fn text(&self) -> String {
        let mut text = self.summary.clone();
        push_text(&mut text, &self.body);
        text
    }
}

/// The pages that readers can search, in the order of their addresses.
///
/// Drafts and pages in other languages are left out: the index knows English word endings only.
pub(super) fn search_pages(site: &Site) -> Vec<SearchPage> {
    let searched = |page: &&Page| {
        page.is_listed() && !page.front.draft && page.language == site.settings.language
    };
    let pages = site.pages.iter().filter(searched);
    let mut found: Vec<_> = pages.map(|page| search_page(site, page)).collect();
    found.sort_by(|a, b| a.url.cmp(&b.url));
    found
}

fn search_page(site: &Site, page: &Page) -> SearchPage {
    let front = &page.front;
    let is_term = page.kind == PageKind::Term;
    let mut names = Vec::new();
    if is_term {
        let others = front.expansion.iter().chain(&front.aliases);
        let others = others.chain(&front.instead_of);
        names.push(page.title.clone());
        names.extend(others.map(|name| name.value.clone()));
    }
    SearchPage {
        url: page.url.clone(),
        title: page.title.clone(),
        words: front
            .search
            .iter()
            .map(|words| words.value.clone())
            .collect(),
        is_term,
        names,
        sections: sections(site, page),
    }
}

/// What a fact says, in the language of the page.
type FactText<'a> = &'a dyn Fn(&str) -> Option<String>;

fn sections(site: &Site, page: &Page) -> Vec<SearchSection> {
    let fact = |id: &str| site.fact_text_in(&page.language, id);
    let mut done = Vec::new();
    let summary = page
        .summary
        .as_ref()
        .map(|text| site.plain_text(page, text));
    let mut section = SearchSection {
        summary: summary.unwrap_or_default(),
        ..SearchSection::default()
    };
    for block in &page.document.blocks {
        if let BlockKind::Heading(heading) = &block.kind
            && heading.level <= DEEPEST_SECTION_HEADING
        {
            let next = SearchSection {
                anchor: Some(heading.id.clone()),
                heading: words_of(&fact, &heading.inlines),
                ..SearchSection::default()
            };
            done.push(std::mem::replace(&mut section, next));
        } else {
            push_block(&fact, block, &mut section.body);
        }
    }
    done.push(section);
    done
}

/// Adds the words of a block, and of the blocks in it.
fn push_block(fact: FactText<'_>, block: &Block, text: &mut String) {
    visit_blocks(
        std::slice::from_ref(block),
        &mut |block, _| match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                push_text(text, &words_of(fact, inlines));
            }
            BlockKind::Heading(heading) => push_text(text, &words_of(fact, &heading.inlines)),
            BlockKind::Code { text: code, .. } => push_text(text, code),
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    push_text(text, &words_of(fact, &cell.inlines));
                }
            }
            BlockKind::Definitions(parts) => {
                for part in parts {
                    if let Definition::Title(_, inlines) = part {
                        push_text(text, &words_of(fact, inlines));
                    }
                }
            }
            _ => {}
        },
    );
}

fn words_of(fact: FactText<'_>, inlines: &[Inline]) -> String {
    plain_text(inlines, fact)
}

/// Adds `more` after a space, with every run of white space made one space.
fn push_text(text: &mut String, more: &str) {
    for word in more.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::site;
    use super::search_pages;

    #[test]
    fn a_page_is_cut_at_its_headings() {
        let site = site(&[(
            "esa/x.md",
            "---\ntitle: X\nsummary: Short.\n---\nTop.\n\n## One\n\nA *b*.\n\n- c\n\n### Two\n\n#### Deep\n\nd\n",
        )]);
        let pages = search_pages(&site);
        let sections = &pages[0].sections;
        let found: Vec<_> = sections
            .iter()
            .map(|section| (section.anchor.as_deref(), section.text()))
            .collect();
        let expected = [
            (None, "Short. Top.".to_owned()),
            (Some("one"), "A b. c".to_owned()),
            (Some("two"), "Deep d".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn drafts_sections_and_other_languages_are_left_out() {
        let site = site(&[
            ("b.md", "---\ntitle: B\n---\n"),
            ("a.md", "---\ntitle: A\n---\n"),
            ("a.cy.md", "---\ntitle: C\n---\n"),
            ("d.md", "---\ntitle: D\ndraft: true\n---\n"),
            ("esa/_index.md", "---\ntitle: E\n---\n"),
        ]);
        let urls: Vec<_> = search_pages(&site)
            .into_iter()
            .map(|page| page.url)
            .collect();
        assert_eq!(urls, ["/a/", "/b/"]);
    }

    #[test]
    fn a_term_is_found_by_what_people_call_it() {
        let site = site(&[(
            "glossary/esa.md",
            "---\nterm: ESA\nexpansion: Employment and Support Allowance\naliases: [ESAs]\ninstead_of: [sick pay]\n---\nA benefit.\n",
        )]);
        let pages = search_pages(&site);
        assert_eq!(
            pages[0].names,
            [
                "ESA",
                "Employment and Support Allowance",
                "ESAs",
                "sick pay"
            ]
        );
    }
}
