//! Writes pages for Quickwit, the distributed search engine that is built on tantivy.
//!
//! One document is one section, as in our own index, so that a result can open at the heading that
//! answers. Quickwit cuts and stems words itself.

use serde::Serialize;

use super::SearchError;
use super::analysis::Stems;
use super::names::Names;
use super::section::{SearchPage, SearchSection, search_pages};
use crate::document::slug::slug;
use crate::site::Site;

/// The settings of an index, but for its name.
const CONFIG: &str = include_str!("quickwit.yaml");
/// Where the name stands.
const INDEX_ID: &str = "{index_id}";
/// Quickwit takes no shorter names, and none longer than 255 bytes.
const SHORTEST_ID: usize = 3;
const LONGEST_ID: usize = 100;

/// What Quickwit needs to search a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quickwit {
    /// The name of the index, made of the site's title.
    pub index_id: String,
    /// The settings of the index, as YAML.
    pub config: String,
    /// The documents, each on a line, as JSON.
    pub documents: String,
    /// How many documents there are.
    pub count: usize,
}

/// A section of a page.
#[derive(Serialize)]
struct QuickwitDocument<'a> {
    url: String,
    page: &'a str,
    title: &'a str,
    heading: &'a str,
    summary: &'a str,
    words: Vec<&'a str>,
    mentions: Vec<&'a str>,
    body: &'a str,
    language: &'a str,
}

impl Quickwit {
    /// Everything that readers can find on a site.
    pub fn of(site: &Site) -> Result<Self, SearchError> {
        let pages = search_pages(site);
        let mut stems = Stems::new();
        let names = Names::of(&pages, &mut stems);
        let mut documents = String::new();
        let mut count = 0;
        for page in &pages {
            for section in &page.sections {
                let language = &site.settings.language;
                let document = document(page, section, &names, language, &mut stems);
                documents.push_str(&serde_json::to_string(&document)?);
                documents.push('\n');
                count += 1;
            }
        }
        let index_id = index_id(&site.settings.title);
        Ok(Self {
            config: CONFIG.replace(INDEX_ID, &index_id),
            index_id,
            documents,
            count,
        })
    }
}

fn document<'a>(
    page: &'a SearchPage,
    section: &'a SearchSection,
    names: &'a Names,
    language: &'a str,
    stems: &mut Stems,
) -> QuickwitDocument<'a> {
    let words = page.words.iter().chain(&page.names);
    let mut mentions = Vec::new();
    for text in [&section.heading, &section.summary, &section.body] {
        for thing in names.mentioned(&stems.of_text(text)) {
            mentions.extend(thing.names.iter().map(String::as_str));
        }
    }
    mentions.sort_unstable();
    mentions.dedup();
    QuickwitDocument {
        url: super::address(page, section),
        page: &page.url,
        title: &page.title,
        heading: &section.heading,
        summary: &section.summary,
        words: words.map(String::as_str).collect(),
        mentions,
        body: &section.body,
        language,
    }
}

/// A name of ASCII letters, digits and hyphens that begins with a letter.
fn index_id(title: &str) -> String {
    let ascii = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    let id: String = slug(title).chars().filter(ascii).take(LONGEST_ID).collect();
    let id = id.trim_start_matches(|first: char| !first.is_ascii_alphabetic());
    if id.len() < SHORTEST_ID {
        return "plainly".to_owned();
    }
    id.to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::fixture::site;
    use super::{Quickwit, index_id};

    fn export() -> Quickwit {
        let term = "---\nterm: fit note\naliases: [sick note]\n---\nA doctor's note.\n";
        let page = "---\ntitle: My “pay”\nsummary: Ask.\nsearch: [no money]\n---\nTop.\n\n## When?\n\nSend a fit\nnote.\n";
        let site = site(&[("glossary/fit-note.md", term), ("pay.md", page)]);
        Quickwit::of(&site).expect("the pages can be written")
    }

    fn documents(export: &Quickwit) -> Vec<Value> {
        let lines = export.documents.lines();
        let parsed = lines.map(|line| serde_json::from_str(line).expect("each line is JSON"));
        parsed.collect()
    }

    #[test]
    fn a_document_is_a_section() {
        let export = export();
        let documents = documents(&export);
        assert_eq!(documents.len(), 3);
        assert_eq!(export.count, 3);
        let expected = serde_json::json!({
            "url": "/pay/#when", "page": "/pay/", "title": "My “pay”", "heading": "When?",
            "summary": "", "words": ["no money"], "mentions": ["fit note", "sick note"],
            "body": "Send a fit note.", "language": "en",
        });
        assert_eq!(documents[2], expected);
    }

    #[test]
    fn the_settings_know_each_field_and_no_other() {
        let export = export();
        let config: Value = serde_yaml::from_str(&export.config).expect("the settings are YAML");
        assert_eq!(config["version"], 0.7);
        assert_eq!(config["index_id"], "plainly");
        let mapped = config["doc_mapping"]["field_mappings"].as_array();
        let mapped = mapped.expect("there is a list of fields");
        let names: BTreeSet<_> = mapped
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        let documents = documents(&export);
        let document = documents[0].as_object().expect("a document is an object");
        assert_eq!(names, document.keys().map(String::as_str).collect());
        for field in mapped {
            let value = &document[field["name"].as_str().expect("a field has a name")];
            let expected = if value.is_array() {
                "array<text>"
            } else {
                "text"
            };
            assert_eq!(field["type"], expected, "{field}");
        }
        let searched = config["search_settings"]["default_search_fields"].as_array();
        for field in searched.expect("there are fields to search") {
            assert!(names.contains(field.as_str().expect("a field has a name")));
        }
    }

    #[test]
    fn any_title_makes_a_name() {
        assert_eq!(index_id("Help & advice"), "help-advice");
        assert_eq!(index_id("24 hours"), "hours");
        assert_eq!(index_id("日本"), "plainly");
        assert_eq!(index_id("A"), "plainly");
        assert!(index_id(&"long title ".repeat(99)).len() <= 255);
    }
}
