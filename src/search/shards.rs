//! Reads the index back, and packs its terms into the files that a browser asks for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, TERMINATED};

use super::SearchError;
use super::export::{FORMAT_VERSION, short_url};
use super::index::{FIELDS, IndexedField, MOST_PLACES, SectionIndex, TITLE};
use super::section::SearchPage;

/// How much text the terms of a file have, on average. A reader waits for the whole file, so it is
/// small; it is not smaller, because a file also says what is the same for all.
const FILE_BYTES: usize = 6_000;

/// A file of a large site also names the pages that each of its terms is best for: so many.
const BEST_PAGES: usize = 60;
/// Of pages that have a term in their title, so many are named. Those are found by that word and
/// others, whatever else the word alone is best for, and a title that is missing is a request.
const BEST_TITLED_PAGES: usize = 300;

/// The character for the digit 0: the first one behind the quotation mark, which JSON escapes.
const DIGIT_0: u8 = b'#';
/// Digits below this end a number.
const LAST_DIGITS: u32 = 64;
/// How many digits there are for what stands before the last one.
const OTHER_DIGITS: u32 = 28;

/// A file of terms.
#[derive(Serialize)]
pub(super) struct Shard<'a> {
    version: u32,
    /// Of each field its weight, whether it belongs to the page, and its mean length.
    fields: &'a [(f32, u8, f32)],
    /// The weights of terms that occur in this file.
    idf: Vec<f32>,
    terms: Vec<&'a str>,
    /// For each term its places.
    postings: Vec<String>,
    /// Of a large site, the pages that the terms are best for, with address and title, so that a
    /// reader need not wait for those too.
    pages: String,
    urls: Vec<Cow<'a, str>>,
    titles: Vec<&'a str>,
}

/// Where a term stands in one field.
struct FieldPostings {
    /// The field's place in [`FIELDS`].
    field: u32,
    /// BM25's weight of the term.
    idf: f32,
    count: u32,
    /// Columns of packed numbers: pages, frequencies, lengths, and sections if the field has them.
    columns: String,
    /// The pages with the highest scores, and these, if titles are wanted.
    best: Vec<(f32, u32)>,
}

/// Every term of the index, with its places in each field.
pub(super) struct Terms {
    fields: Vec<(f32, u8, f32)>,
    terms: BTreeMap<String, Vec<FieldPostings>>,
}

impl Terms {
    /// Reads all terms of the index; `with_best` also finds the pages that each is best for.
    pub(super) fn read(
        index: &SectionIndex,
        pages: &[SearchPage],
        with_best: bool,
    ) -> Result<Self, SearchError> {
        let mut terms = BTreeMap::new();
        let places = places(pages);
        let fields = FIELDS.iter().zip(&index.fields);
        for (number, (search_field, field)) in (0..).zip(fields.clone()) {
            for segment in index.searcher.segment_readers() {
                let reader = FieldReader {
                    segment,
                    field: field.field,
                    number,
                    documents: field.documents,
                    mean_length: mean_length(field),
                    weight: search_field.weight,
                    of_page: search_field.of_page,
                    with_best,
                    places: &places,
                };
                reader.read(&mut terms)?;
            }
        }
        let fields = fields
            .map(|(search, field)| (search.weight, u8::from(search.of_page), mean_length(field)));
        Ok(Self {
            fields: fields.collect(),
            terms,
        })
    }

    /// The files, in the order of their numbers. A term is in the file that its hash tells.
    pub(super) fn shards<'a>(&'a self, pages: &'a [SearchPage]) -> Vec<Shard<'a>> {
        let bytes = self.terms.iter().map(|(term, fields)| {
            let columns = fields.iter().map(|field| field.columns.len());
            term.len() + columns.sum::<usize>()
        });
        let count = bytes.sum::<usize>().div_ceil(FILE_BYTES);
        let new = || Shard {
            version: FORMAT_VERSION,
            fields: &self.fields,
            idf: Vec::new(),
            terms: Vec::new(),
            postings: Vec::new(),
            pages: String::new(),
            urls: Vec::new(),
            titles: Vec::new(),
        };
        let mut shards: Vec<_> = std::iter::repeat_with(new).take(count).collect();
        let mut best: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
        for (term, fields) in &self.terms {
            let number = shard_of(term, count);
            if let Some((shard, best)) = shards.get_mut(number).zip(best.get_mut(number)) {
                shard.push(term, fields);
                best.extend(best_pages(fields));
            }
        }
        for (shard, best) in shards.iter_mut().zip(best) {
            shard.push_titles(&best, pages);
        }
        shards
    }
}

impl<'a> Shard<'a> {
    fn push(&mut self, term: &'a str, fields: &[FieldPostings]) {
        let mut packed = String::new();
        for field in fields {
            pack(field.field, &mut packed);
            pack(self.idf_number(field.idf), &mut packed);
            pack(field.count, &mut packed);
            packed.push_str(&field.columns);
        }
        self.terms.push(term);
        self.postings.push(packed);
    }

    fn push_titles(&mut self, best: &BTreeSet<u32>, pages: &'a [SearchPage]) {
        let mut last = 0;
        for number in best {
            let Some(page) = pages.get(*number as usize) else {
                continue;
            };
            pack(number - last, &mut self.pages);
            last = *number;
            self.urls.push(short_url(page));
            self.titles.push(&page.title);
        }
    }

    fn idf_number(&mut self, idf: f32) -> u32 {
        let same = |known: &f32| known.to_bits() == idf.to_bits();
        let known = self.idf.iter().position(same);
        let number = known.unwrap_or_else(|| {
            self.idf.push(idf);
            self.idf.len() - 1
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

/// The pages that a term is best for, and those that it is in the title of. It is no matter whether
/// they are quite the right ones: a title that is missing is asked for.
fn best_pages(fields: &[FieldPostings]) -> impl Iterator<Item = u32> {
    let titled = fields.iter().filter(|field| is_title(field.field));
    let titled = titled.flat_map(|field| field.best.iter().map(|(_, page)| *page));
    let mut scores = BTreeMap::new();
    for (score, page) in fields.iter().flat_map(|field| &field.best) {
        *scores.entry(*page).or_insert(0.0) += score;
    }
    let scores = scores.into_iter();
    let mut pages: Vec<(f32, u32)> = scores.map(|(page, score)| (score, page)).collect();
    keep_best(&mut pages, BEST_PAGES);
    pages.into_iter().map(|(_, page)| page).chain(titled)
}

/// Keeps so many of those with the highest scores.
fn keep_best(pages: &mut Vec<(f32, u32)>, count: usize) {
    if pages.len() > count {
        pages.select_nth_unstable_by(count, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pages.truncate(count);
    }
}

/// Whether a place in [`FIELDS`] is that of the title.
fn is_title(field: u32) -> bool {
    let field = FIELDS.get(field as usize);
    field.is_some_and(|field| field.name == TITLE)
}

/// The file of a term: FNV-1a over the UTF-16 units of its first word, which a browser has at
/// hand. A name of several words stands with its first word, which any query for it has too.
fn shard_of(term: &str, count: usize) -> usize {
    let first = term.split(' ').next().unwrap_or_default();
    let hash = first.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash).unwrap_or_default() % count.max(1)
}

/// Adds a number: digits in base 28 above 64, then a last one below 64.
pub(super) fn pack(number: u32, text: &mut String) {
    let digit = |digit: u32| u8::try_from(digit).map_or('#', |digit| char::from(DIGIT_0 + digit));
    if number < LAST_DIGITS {
        text.push(digit(number));
        return;
    }
    let mut before = Vec::new();
    let mut rest = number / LAST_DIGITS;
    while rest > 0 {
        before.push(LAST_DIGITS + rest % OTHER_DIGITS);
        rest /= OTHER_DIGITS;
    }
    text.extend(before.into_iter().rev().map(digit));
    text.push(digit(number % LAST_DIGITS));
}

/// For each document, its page and its place on the page.
fn places(pages: &[SearchPage]) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (number, page) in (0..).zip(pages) {
        places.extend(
            (0..)
                .zip(&page.sections)
                .map(|(section, _)| (number, section)),
        );
    }
    places
}

/// The mean length of a field, as tantivy rounds it.
#[expect(
    clippy::cast_precision_loss,
    reason = "tantivy rounds the counts in the same way"
)]
fn mean_length(field: &IndexedField) -> f32 {
    if field.documents == 0 {
        return 0.0;
    }
    field.tokens as f32 / field.documents as f32
}

/// Reads one field of the index back.
struct FieldReader<'a> {
    segment: &'a SegmentReader,
    field: Field,
    /// Its place in [`FIELDS`].
    number: u32,
    /// How many documents have it.
    documents: u64,
    mean_length: f32,
    weight: f32,
    of_page: bool,
    with_best: bool,
    places: &'a [(u32, u32)],
}

impl FieldReader<'_> {
    /// Adds the postings of the field to `terms`.
    fn read(&self, terms: &mut BTreeMap<String, Vec<FieldPostings>>) -> Result<(), SearchError> {
        let inverted = self.segment.inverted_index(self.field)?;
        let lengths = self.segment.fieldnorms_readers().get_field(self.field)?;
        let mut columns: [String; 4] = Default::default();
        let mut stream = inverted.terms().stream()?;
        while let Some((key, info)) = stream.next() {
            let term = String::from_utf8_lossy(key).into_owned();
            let fields = terms.entry(term).or_default();
            if !self.of_page && info.doc_freq > MOST_PLACES {
                // The term is known all the same, so its spelling is not mended.
                continue;
            }
            let option = IndexRecordOption::WithFreqs;
            let postings = inverted.read_postings_from_terminfo(info, option)?;
            let idf = idf(u64::from(info.doc_freq), self.documents);
            columns.iter_mut().for_each(String::clear);
            let best = self.pack(postings, idf, lengths.as_ref(), &mut columns);
            fields.push(FieldPostings {
                field: self.number,
                idf,
                count: info.doc_freq,
                columns: columns.concat(),
                best,
            });
        }
        Ok(())
    }

    /// Packs the places of a term into columns; gives the pages that it is best for.
    fn pack(
        &self,
        mut postings: impl Postings,
        idf: f32,
        lengths: Option<&FieldNormReader>,
        columns: &mut [String; 4],
    ) -> Vec<(f32, u32)> {
        let [pages, frequencies, norms, sections] = columns;
        let mut best: Vec<(f32, u32)> = Vec::new();
        let mut last = 0;
        while postings.doc() != TERMINATED {
            let document = postings.doc();
            let place = self.places.get(document as usize);
            let (page, section) = place.copied().unwrap_or_default();
            let frequency = postings.term_freq();
            let norm = lengths.map_or(1, |lengths| lengths.fieldnorm_id(document));
            pack(page - last, pages);
            last = page;
            pack(frequency, frequencies);
            pack(u32::from(norm), norms);
            if !self.of_page {
                pack(section, sections);
            }
            if self.with_best {
                let score = self.score(idf, frequency, norm);
                match best.last_mut().filter(|(_, before)| *before == page) {
                    Some(section) => section.0 = section.0.max(score),
                    None => best.push((score, page)),
                }
            }
            postings.advance();
        }
        let count = if is_title(self.number) {
            BEST_TITLED_PAGES
        } else {
            BEST_PAGES
        };
        keep_best(&mut best, count);
        best
    }

    /// About what a place of a term adds to a score.
    #[expect(clippy::cast_precision_loss, reason = "only the order matters")]
    fn score(&self, idf: f32, frequency: u32, norm: u8) -> f32 {
        let length = FieldNormReader::id_to_fieldnorm(norm) as f32;
        let frequency = frequency as f32;
        let norm = 1.2 * (0.25 + 0.75 * length / self.mean_length);
        self.weight * idf * frequency / (frequency + norm)
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
pub(super) fn idf(frequency: u64, documents: u64) -> f32 {
    let without = documents.saturating_sub(frequency) as f32;
    let ratio = (without + 0.5) / (frequency as f32 + 0.5);
    (1.0 + ratio).ln()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tantivy::fieldnorm::FieldNormReader;
    use tantivy::query::Bm25Weight;

    use super::{BEST_PAGES, FieldPostings, best_pages, idf, is_title, pack};

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
    fn the_steps_of_lengths_are_those_of_tantivy() {
        for id in 0..=200_u8 {
            let number = u32::from(id);
            let length = if id < 40 {
                number
            } else {
                24 + ((8 | (number & 7)) << (((number - 40) >> 3) + 1))
            };
            assert_eq!(length, FieldNormReader::id_to_fieldnorm(id), "{id}");
        }
    }

    #[test]
    fn a_page_with_the_term_in_its_title_is_named_however_many_are_better() {
        let title = (0..8)
            .find(|field| is_title(*field))
            .expect("titles are a field");
        let field = |field, score, best: std::ops::Range<u32>| FieldPostings {
            field,
            idf: 1.0,
            count: 0,
            columns: String::new(),
            best: best.map(|page| (score, page)).collect(),
        };
        let body = field(title + 1, 2.0, 1_000..1_100);
        let titled = field(title, 1.0, 0..200);
        let pages: BTreeSet<u32> = best_pages(&[titled, body]).collect();
        assert_eq!(pages.range(..200).count(), 200);
        assert_eq!(pages.range(1_000..).count(), BEST_PAGES);
    }

    #[test]
    fn numbers_are_packed_into_characters() {
        let packed = |number| {
            let mut text = String::new();
            pack(number, &mut text);
            text
        };
        assert_eq!(packed(0), "#");
        assert_eq!(packed(63), "b");
        assert_eq!(packed(64), "d#");
        assert_eq!(packed(64 * 28), "dc#");
        for number in [u32::MAX, 1791, 12_345] {
            let bytes = packed(number).into_bytes();
            assert!(bytes.iter().all(|byte| (b'#'..=b'~').contains(byte)));
        }
    }
}
