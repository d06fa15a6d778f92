//! Search: the index that readers get, and the same answers on the command line.
//!
//! 1. `section` cuts each page into sections, so that a result opens at the heading that answers.
//! 2. `analysis` turns text into stems; `names` knows what the glossary has several names for.
//! 3. `index` gives the stems to tantivy: one segment in memory, one document a section.
//! 4. `vocabulary` holds the words of all pages, for spelling.
//! 5. `query` understands what was typed.
//! 6. `rank` asks tantivy for the score of each section, and keeps the best one of each page.
//! 7. `excerpt` chooses the words that are shown below a result.
//! 8. `shards` reads tantivy's term dictionary, postings, lengths and statistics back, and `export`
//!    writes them to small files, from which `themes/default/assets/search-engine.js` works out
//!    the same scores.
//!
//! `quickwit` writes the same pages for a search engine, where a site outgrows static files.
//!
//! `FORMAT.md` beside this file describes the algorithm and the files. Nothing here does I/O.

mod analysis;
mod excerpt;
mod export;
mod index;
mod names;
mod query;
mod quickwit;
mod rank;
mod section;
mod shards;
mod vocabulary;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod parity;

use std::ops::Range;

use serde::Serialize;

use crate::site::Site;

use analysis::Stems;
use excerpt::excerpt;
use section::{SearchPage, SearchSection};
use vocabulary::Vocabulary;

pub use export::{Export, FORMAT_VERSION};
pub use quickwit::Quickwit;

/// How many of the best pages are looked through for words in quotation marks.
const PHRASE_PAGES: usize = 40;

/// The searchable pages of a site.
pub struct SearchIndex {
    /// In the order of their addresses.
    pages: Vec<SearchPage>,
    index: index::SectionIndex,
    vocabulary: Vocabulary,
}

/// What is found for a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Best first.
    pub results: Vec<SearchResult>,
    /// What the query was taken to mean, if that is not what was typed.
    pub meaning: Option<String>,
}

/// What helps a reader whose words are not those of the pages. Each can be left out, to measure
/// what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aids {
    /// Other words for what a page says, from its author and from the glossary.
    pub synonyms: bool,
    /// Mends the spelling of a word that no page has.
    pub spelling: bool,
}

impl Aids {
    /// What readers get.
    pub const ALL: Self = Self {
        synonyms: true,
        spelling: true,
    };
}

/// A page that answers a query, at its best section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchResult {
    /// Where to open it: an address from the site's own root, such as `/esa/what-is-esa/#how-long`.
    pub url: String,
    /// The title of the page.
    pub title: String,
    /// The heading that it opens at; `None` for the top of the page. No part of the JSON format.
    #[serde(skip)]
    pub heading: Option<String>,
    /// The weighted sum of BM25 scores: higher is better, and only the order means anything.
    pub score: f32,
    /// Some words around those that were asked for.
    pub excerpt: String,
    /// The bytes in the excerpt of each word that was asked for. No part of the JSON format.
    #[serde(skip)]
    pub marks: Vec<Range<usize>>,
}

/// The index could not be built or read. None of this depends on what pages say.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The search engine failed.
    #[error(
        "The search index failed: {0}\nThis is a fault in Plainly, or the machine is out of memory."
    )]
    Engine(#[from] tantivy::TantivyError),
    /// A part of the index in memory could not be read back.
    #[error("The search index could not be read back: {0}\nThis is a fault in Plainly.")]
    Read(#[from] std::io::Error),
    /// A part of the index could not be written as JSON.
    #[error("The search index could not be written: {0}\nThis is a fault in Plainly.")]
    Write(#[from] serde_json::Error),
}

impl SearchIndex {
    /// Indexes the pages that readers can find: listed, not a draft, in the site's own language.
    pub fn build(site: &Site) -> Result<Self, SearchError> {
        let pages = section::search_pages(site);
        let mut index = index::SectionIndex::build(&pages)?;
        let vocabulary = Vocabulary::of(index.take_counted());
        Ok(Self {
            pages,
            index,
            vocabulary,
        })
    }

    /// The best `limit` pages for `query`, best first; pages with equal scores by their address.
    pub fn search(&self, query: &str, limit: usize) -> Result<Answer, SearchError> {
        self.search_with(query, limit, Aids::ALL)
    }

    /// The same with only some of the aids.
    pub fn search_with(
        &self,
        query: &str,
        limit: usize,
        aids: Aids,
    ) -> Result<Answer, SearchError> {
        let mut stems = Stems::new();
        let vocabulary = aids.spelling.then_some(&self.vocabulary);
        let understood = query::understand(query, &self.index, vocabulary, &mut stems)?;
        let query::Understood { terms, meaning } = understood;
        let mut ranked = rank::best_sections(&self.index, &self.pages, &terms, aids.synonyms)?;
        let phrases = query::quoted(meaning.as_deref().unwrap_or(query), &mut stems);
        if !phrases.is_empty() && !ranked.is_empty() {
            ranked = self.holding(&phrases, ranked, &mut stems);
            if ranked.is_empty() {
                let open = query::without_quotes(query);
                let mut answer = self.search_with(&open, limit, aids)?;
                answer.meaning.get_or_insert(open);
                return Ok(answer);
            }
        }
        let best = ranked.into_iter().take(limit);
        let results = best.filter_map(|found| self.result(found, &terms, &mut stems));
        Ok(Answer {
            results: results.collect(),
            meaning,
        })
    }

    /// What is found while someone types: the last word is taken to be the beginning of one.
    pub fn suggest(&self, query: &str, limit: usize) -> Result<Answer, SearchError> {
        let last = analysis::words(query).pop();
        let last = last.filter(|word| word.range.end == query.len());
        let begun = last.as_ref().map_or("", |word| word.plain.as_str());
        let likely = self.vocabulary.completions(begun).join(" ");
        match last {
            Some(word) if !likely.is_empty() => {
                let before = query.get(..word.range.start).unwrap_or_default();
                self.search(&format!("{before}{likely}"), limit)
            }
            _ => self.search(query, limit),
        }
    }

    /// The same index as files that a browser can search, one small part at a time.
    pub fn export(&self) -> Result<Export, SearchError> {
        export::export(&self.index, &self.pages, &self.vocabulary)
    }

    /// Those of the best pages that hold all phrases.
    fn holding(
        &self,
        phrases: &[String],
        ranked: Vec<rank::RankedSection>,
        stems: &mut Stems,
    ) -> Vec<rank::RankedSection> {
        let mut holding = Vec::new();
        for found in ranked.into_iter().take(PHRASE_PAGES) {
            let page = self.pages.get(found.page);
            let section =
                page.and_then(|page| query::section_holding(phrases, page, found.section, stems));
            holding.extend(section.map(|section| rank::RankedSection { section, ..found }));
        }
        holding
    }

    fn result(
        &self,
        found: rank::RankedSection,
        terms: &[String],
        stems: &mut Stems,
    ) -> Option<SearchResult> {
        let page = self.pages.get(found.page)?;
        let section = page.sections.get(found.section)?;
        let shown = excerpt(&shown_text(page, section), terms, stems);
        Some(SearchResult {
            url: address(page, section),
            title: page.title.clone(),
            heading: section.anchor.is_some().then(|| section.heading.clone()),
            score: found.score,
            excerpt: shown.text,
            marks: shown.marks,
        })
    }
}

fn address(page: &SearchPage, section: &SearchSection) -> String {
    match &section.anchor {
        Some(anchor) => format!("{}#{anchor}", page.url),
        None => page.url.clone(),
    }
}

/// The text of the section; that of the page's top where a heading has none below it.
fn shown_text(page: &SearchPage, section: &SearchSection) -> String {
    let own = section.text();
    if own.is_empty() {
        page.sections
            .first()
            .map(SearchSection::text)
            .unwrap_or_default()
    } else {
        own
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{index, page};

    fn urls(pages: &[(&str, &str)], query: &str) -> Vec<String> {
        let results = index(pages).search(query, 10).expect("the index works");
        let results = results.results.into_iter();
        results.map(|result| result.url).collect()
    }

    #[test]
    fn a_result_opens_at_the_heading_that_answers() {
        let body = "Top words.\n\n## When is it paid?\n\nOn a Monday.\n\n## How much?\n\nA lot of money.\n";
        let pages = [
            ("esa.md", page("ESA", body)),
            ("pip.md", page("PIP", "Other.")),
        ];
        let pages: Vec<_> = pages
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        assert_eq!(urls(&pages, "much money"), ["/esa/#how-much"]);
        assert_eq!(urls(&pages, "ESA"), ["/esa/"]);
    }

    #[test]
    fn a_page_stands_once_in_the_results() {
        let body = "Money.\n\n## Money\n\nMoney.\n\n## More\n\nMoney money.\n";
        let text = page("Money", body);
        assert_eq!(urls(&[("money.md", &text)], "money").len(), 1);
    }

    #[test]
    fn equal_scores_stand_in_the_order_of_addresses() {
        let text = page("Same", "Same words.");
        let pages = [("c.md", &*text), ("a/z.md", &*text), ("b.md", &*text)];
        assert_eq!(urls(&pages, "words"), ["/a/z/", "/b/", "/c/"]);
    }

    #[test]
    fn stop_words_alone_still_search() {
        let text = page("Who we are", "What is this about?");
        let other = page("Other", "Nothing.");
        let pages = [("about.md", &*text), ("other.md", &*other)];
        assert_eq!(urls(&pages, "who are we"), ["/about/"]);
    }

    #[test]
    fn any_of_the_words_will_do_and_more_are_better() {
        let both = page("B", "Sanctions and appeals.");
        let one = page("A", "Sanctions and letters.");
        let pages = [("a.md", &*one), ("b.md", &*both)];
        assert_eq!(urls(&pages, "appeal a sanction"), ["/b/", "/a/"]);
    }

    #[test]
    fn repeated_words_count_once() {
        let text = page("A", "Sanctions.");
        let index = index(&[("a.md", &text)]);
        let once = index.search("sanction", 1).expect("the index works");
        let twice = index
            .search("sanctions SANCTION", 1)
            .expect("the index works");
        assert_eq!(once, twice);
    }

    #[test]
    fn a_rare_field_counts_as_much_as_a_common_one() {
        let term = "---\nterm: ESA\nexpansion: Employment and Support Allowance\n---\nMoney.\n";
        let other = page("Standard allowance", "## A\n\nB.\n\n## C\n\nD.\n");
        let pages = [("glossary/esa.md", term), ("other.md", &*other)];
        assert_eq!(
            urls(&pages, "employment and support allowance"),
            ["/glossary/esa/", "/other/"]
        );
    }

    #[test]
    fn odd_queries_find_nothing() {
        let text = page("A", "Text.");
        assert_eq!(urls(&[("a.md", &text)], ""), Vec::<String>::new());
        assert_eq!(
            urls(&[("a.md", &text)], "\" ( * ~ AND"),
            Vec::<String>::new()
        );
        assert_eq!(urls(&[], "text"), Vec::<String>::new());
    }

    #[test]
    fn the_excerpt_shows_the_words() {
        let text = page("A", "First part.\n\n## Two\n\n## Three\n\nAnd last.\n");
        let index = index(&[("a.md", &text)]);
        let answer = index.search("two", 1).expect("the index works");
        let result = answer.results.first().expect("there is one");
        assert_eq!(result.heading.as_deref(), Some("Two"));
        assert_eq!(result.excerpt, "First part.");
    }
}
