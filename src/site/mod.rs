//! Everything that is known about a site before anything is judged or drawn.
//!
//! [`Site::build`] goes through these steps:
//! 1. `facts` reads `facts.yaml`.
//! 2. `front_matter` reads the top of each page; every mistake becomes a finding.
//! 3. `page` gives each page its kind, language and address.
//! 4. `sections` sorts pages into folders and finds neighbours.
//! 5. `glossary` collects terms and finds where pages use them first.
//! 6. `links` resolves each link and image.
//!
//! The checks come after, because they need the glossary, the facts and the link table:
//! build the world, then judge it.

mod asset;
mod build;
mod claims;
mod facts;
mod fields;
mod front_matter;
mod glossary;
mod links;
mod page;
mod sections;
mod settings;
mod source_note;
mod yaml;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::AssetFile;
use crate::source::SourceId;
use crate::source::Span;

pub use asset::is_published;
pub use build::SiteInput;
pub use claims::alias_address;
pub use facts::{Fact, FactState, FactValue, Facts, Unit};
pub use front_matter::{CheckedBy, FrontMatterValues, Nation};
pub use glossary::{Glossary, Mention, Term, TermForm, TermId, TermUse};
pub use links::{LinkProblem, LinkTable, LinkTarget};
pub use page::{Page, PageKind};
pub use sections::Section;
pub use settings::{HelpLine, SiteSettings};
pub use source_note::{Seen, SourceNote};

/// The rule that speaks for broken front matter and data files.
pub const BAD_FRONT_MATTER: &str = "bad-front-matter";
/// The rule that speaks for two pages at one address.
pub const DUPLICATE_URL: &str = "duplicate-url";
/// The rule that speaks for files that are not usable text.
pub const UNREADABLE_FILE: &str = "unreadable-file";

/// The place of a page in [`Site::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// A value from front matter or a data file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

/// A whole site: its pages, and what holds them together.
#[derive(Debug)]
pub struct Site {
    /// What `site.toml` says of the site.
    pub settings: SiteSettings,
    /// The date that the site is built for.
    pub date: Date,
    /// Every page, in the order of their paths.
    pub pages: Vec<Page>,
    /// Folders of pages, in reading order; the first is the root.
    pub sections: Vec<Section>,
    /// Pages by topic, each in reading order.
    pub topics: BTreeMap<String, Vec<PageId>>,
    /// Words that the site explains.
    pub glossary: Glossary,
    /// Figures with their dates.
    pub facts: Facts,
    /// How figures are said in each language that has words for them, as [`Unit::write_in`] reads
    /// them. In another language they are said in English.
    pub units: BTreeMap<String, BTreeMap<String, String>>,
    /// Where each link and image leads.
    pub links: LinkTable,
    /// Files under `content/` that pages may show or link to.
    pub assets: Vec<AssetFile>,
    /// Mistakes that were met while the site was put together.
    pub problems: Vec<Diagnostic>,
}

impl Site {
    /// One page.
    ///
    /// # Panics
    /// If `id` came from another site.
    pub fn page(&self, id: PageId) -> &Page {
        self.pages
            .get(id.0)
            .expect("a page id is only ever made by its own site")
    }

    /// The page that a source file became, if it became one.
    pub fn page_of(&self, source: SourceId) -> Option<&Page> {
        self.pages.iter().find(|page| page.source == source)
    }

    /// The first use of each term of the glossary on a page, in reading order. They are looked for
    /// once somebody asks: a check does not.
    pub fn terms_on<'a>(&self, page: &'a Page) -> &'a [TermUse] {
        page.terms.get_or_init(|| {
            let documents: Vec<&Document> = page.summary.iter().chain([&page.document]).collect();
            self.glossary
                .first_uses(&documents, &page.language, page.id)
        })
    }

    /// The text of a fact on the site's date, with its unit.
    pub fn fact_text(&self, id: &str) -> Option<String> {
        self.facts.text(id, self.date)
    }

    /// The same in the words of a language.
    pub fn fact_text_in(&self, language: &str, id: &str) -> Option<String> {
        let Some(words) = self.units.get(language) else {
            return self.fact_text(id);
        };
        let write = |unit: Unit, value: &str| unit.write_in(words, value);
        self.facts.written(id, self.date, &write)
    }

    /// The words of a document of `page`, facts put in.
    pub fn plain_text(&self, page: &Page, document: &Document) -> String {
        self.plain_text_with(document, &|id| self.fact_text_in(&page.language, id))
    }

    /// The words of a document, with facts as `fact` writes them.
    pub fn plain_text_with(
        &self,
        document: &Document,
        fact: &dyn Fn(&str) -> Option<String>,
    ) -> String {
        let mut words = String::new();
        crate::document::visit_blocks(&document.blocks, &mut |block, _| {
            use crate::document::BlockKind;
            if let BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) = &block.kind {
                if !words.is_empty() {
                    words.push(' ');
                }
                let text = crate::document::plain_text(inlines, fact);
                words.push_str(&text);
            }
        });
        words
    }
}

/// A date as people write it: `21 November 2026`.
pub fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::long_date;

    #[test]
    fn a_date_is_written_out() {
        assert_eq!(long_date(jiff::civil::date(2026, 7, 2)), "2 July 2026");
    }
}
