//! Writes the index to small files that a browser can search. `FORMAT.md` describes them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::SearchError;
use super::analysis::STOP_WORDS;
use super::index::{FIELDS, SectionIndex};
use super::section::SearchPage;

/// The version of the files. The module in the theme reads this one only.
pub const FORMAT_VERSION: u32 = 1;

/// The folder of the files, below the site's root.
const FOLDER: &str = "search";
/// How much JSON a file of terms holds, in bytes, unless a single term has more.
const SHARD_BYTES: usize = 16_384;
/// Hexadecimal digits of the hash in a file name.
const HASH_DIGITS: usize = 10;

/// The files of a search index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The path of the file that a browser opens first, below the site's root.
    pub entry: String,
    /// Every file by its path below the site's root. A name holds the hash of what is inside.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The file that is read first.
#[derive(Serialize)]
struct EntryFile {
    version: u32,
    fields: Vec<FieldEntry>,
    stop: &'static [&'static str],
    terms: Vec<(String, String)>,
    sections: Vec<usize>,
    pages: Vec<String>,
}

/// What BM25 needs to know of a field.
#[derive(Serialize)]
struct FieldEntry {
    name: &'static str,
    weight: f32,
    of_page: bool,
    documents: u64,
    tokens: u64,
    /// Each document frequency that occurs, and its weight.
    idf: Vec<(u64, f64)>,
}

/// What is shown of a page.
#[derive(Serialize)]
struct PageFile<'a> {
    url: &'a str,
    title: &'a str,
    /// Anchor, heading and text; the first is the top of the page, with neither of the former.
    sections: Vec<(&'a str, &'a str, String)>,
}

/// The field's number, then document, frequency and length for each place of a term.
type FieldPostings = Vec<u32>;

/// Every term, with its places in each field.
type Terms = BTreeMap<String, Vec<FieldPostings>>;

pub(super) fn export(index: &SectionIndex, pages: &[SearchPage]) -> Result<Export, SearchError> {
    let mut files = BTreeMap::new();
    let mut terms = Terms::new();
    let mut fields = Vec::with_capacity(FIELDS.len());
    let page_of = page_numbers(pages);
    for (number, (search_field, field)) in (0..).zip(FIELDS.iter().zip(&index.fields)) {
        let mut frequencies = BTreeSet::new();
        for segment in index.searcher.segment_readers() {
            let reader = FieldReader {
                segment,
                field: field.field,
                number,
                page_of: search_field.of_page.then_some(&page_of),
            };
            reader.read(&mut terms, &mut frequencies)?;
        }
        let frequencies = frequencies.into_iter();
        fields.push(FieldEntry {
            name: search_field.name,
            weight: search_field.weight,
            of_page: search_field.of_page,
            documents: field.documents,
            tokens: field.tokens,
            idf: frequencies
                .map(|frequency| (frequency, f64::from(idf(frequency, field.documents))))
                .collect(),
        });
    }
    let mut page_hashes = Vec::with_capacity(pages.len());
    for page in pages {
        let bytes = serde_json::to_vec(&page_file(page))?;
        page_hashes.push(push_file(&mut files, "page", bytes).0);
    }
    let entry = EntryFile {
        version: FORMAT_VERSION,
        fields,
        stop: &STOP_WORDS,
        terms: term_files(terms, &mut files)?,
        sections: pages.iter().map(|page| page.sections.len()).collect(),
        pages: page_hashes,
    };
    let (_, entry) = push_file(&mut files, "index", serde_json::to_vec(&entry)?);
    Ok(Export { entry, files })
}

/// For each document that begins a page, the number of the page.
fn page_numbers(pages: &[SearchPage]) -> BTreeMap<u32, u32> {
    let mut first = 0;
    let mut numbers = BTreeMap::new();
    for (number, page) in (0..).zip(pages) {
        numbers.insert(first, number);
        first += u32::try_from(page.sections.len()).unwrap_or(u32::MAX);
    }
    numbers
}

/// Reads one field of the index back.
struct FieldReader<'a> {
    segment: &'a SegmentReader,
    field: Field,
    /// Its place in [`FIELDS`].
    number: u32,
    /// For a field of the whole page, which documents begin a page.
    page_of: Option<&'a BTreeMap<u32, u32>>,
}

impl FieldReader<'_> {
    /// Adds the postings of the field to `terms`, and each term's document frequency to
    /// `frequencies`.
    fn read(&self, terms: &mut Terms, frequencies: &mut BTreeSet<u64>) -> Result<(), SearchError> {
        let inverted = self.segment.inverted_index(self.field)?;
        let Some(lengths) = self.segment.fieldnorms_readers().get_field(self.field)? else {
            return Ok(());
        };
        let mut stream = inverted.terms().stream()?;
        while let Some((key, info)) = stream.next() {
            let mut found = vec![self.number];
            let mut last = 0;
            let option = IndexRecordOption::WithFreqs;
            let mut postings = inverted.read_postings_from_terminfo(info, option)?;
            while postings.doc() != TERMINATED {
                let document = postings.doc();
                if let Some(place) = self.place(document) {
                    found.extend([
                        place - last,
                        postings.term_freq(),
                        lengths.fieldnorm(document),
                    ]);
                    last = place;
                }
                postings.advance();
            }
            frequencies.insert(u64::from(info.doc_freq));
            let term = String::from_utf8_lossy(key).into_owned();
            terms.entry(term).or_default().push(found);
        }
        Ok(())
    }

    /// The number that the export has for a document: that of the page for a field of the page.
    fn place(&self, document: u32) -> Option<u32> {
        self.page_of
            .map_or(Some(document), |pages| pages.get(&document).copied())
    }
}

/// BM25's weight of a term that is in `frequency` of `documents`, as tantivy has it:
/// `ln(1 + (N - n + 0.5) / (n + 0.5))`.
///
/// It is worked out here and not in the browser, because logarithms differ in their last digit
/// from machine to machine.
#[expect(
    clippy::cast_precision_loss,
    reason = "tantivy rounds the counts in the same way"
)]
fn idf(frequency: u64, documents: u64) -> f32 {
    let without = documents.saturating_sub(frequency) as f32;
    let ratio = (without + 0.5) / (frequency as f32 + 0.5);
    (1.0 + ratio).ln()
}

/// Writes the terms to files; gives the first term and the hash of each.
///
/// The terms are in the order of their UTF-16 units, in which a browser compares text.
fn term_files(
    terms: Terms,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<Vec<(String, String)>, SearchError> {
    let mut terms: Vec<_> = terms.into_iter().collect();
    terms.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    let mut written = Vec::new();
    let mut shard = String::new();
    let mut first = String::new();
    for (term, postings) in terms {
        let json = serde_json::to_string(&(&term, postings))?;
        if !shard.is_empty() && shard.len() + json.len() > SHARD_BYTES {
            let full = std::mem::take(&mut shard);
            let hash = push_file(files, "terms", format!("[{full}]").into_bytes()).0;
            written.push((std::mem::take(&mut first), hash));
        }
        if shard.is_empty() {
            first = term;
        } else {
            shard.push(',');
        }
        shard.push_str(&json);
    }
    if !shard.is_empty() {
        let hash = push_file(files, "terms", format!("[{shard}]").into_bytes()).0;
        written.push((first, hash));
    }
    Ok(written)
}

fn page_file(page: &SearchPage) -> PageFile<'_> {
    let sections = page.sections.iter();
    PageFile {
        url: &page.url,
        title: &page.title,
        sections: sections
            .map(|section| {
                let anchor = section.anchor.as_deref().unwrap_or_default();
                (anchor, section.heading.as_str(), section.text())
            })
            .collect(),
    }
}

/// Adds a file under a name that holds its hash; gives the hash and the path.
fn push_file(
    files: &mut BTreeMap<String, Vec<u8>>,
    name: &str,
    bytes: Vec<u8>,
) -> (String, String) {
    let hash: String = blake3::hash(&bytes)
        .to_hex()
        .chars()
        .take(HASH_DIGITS)
        .collect();
    let path = format!("{FOLDER}/{name}.{hash}.json");
    files.insert(path.clone(), bytes);
    (hash, path)
}

#[cfg(test)]
mod tests {
    use tantivy::query::Bm25Weight;

    use super::super::fixture::{index, page};
    use super::idf;

    #[test]
    fn the_weight_of_a_term_is_that_of_tantivy() {
        for (frequency, documents) in [(1, 1), (1, 7), (40, 41), (3, 100_000)] {
            let weight = Bm25Weight::for_one_term(frequency, documents, 10.0);
            // With a length of 0 and an endless frequency, only the weight is left.
            let endless = weight.score(0, u32::MAX);
            let own = idf(frequency, documents) * (1.0 + 1.2);
            assert_eq!(own.to_bits(), endless.to_bits());
        }
    }

    #[test]
    fn the_same_site_gives_the_same_bytes() {
        let text = page("Money", "Words.\n\n## More\n\nMore words and 𝒜 letters.\n");
        let pages = [("b.md", &*text), ("a.md", &*text)];
        let first = index(&pages).export().expect("an index can be exported");
        let second = index(&pages).export().expect("an index can be exported");
        assert_eq!(first, second);
        assert!(first.files.contains_key(&first.entry));
    }

    #[test]
    fn a_site_without_pages_has_an_index_all_the_same() {
        let export = index(&[]).export().expect("an index can be exported");
        assert_eq!(export.files.len(), 1);
    }
}
