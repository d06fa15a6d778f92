//! Reads the index back, and packs its terms into the files that a browser asks for.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::SearchError;
use super::export::FORMAT_VERSION;
use super::index::{FIELDS, IndexedField, SectionIndex};
use super::section::SearchPage;

/// How much text the terms of a file have, on average. A reader waits for the whole file, so it is
/// small; it is not smaller, because a file also says what is the same for all.
const FILE_BYTES: usize = 6_000;

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
}

/// Where a term stands in one field.
struct FieldPostings {
    /// The field's place in [`FIELDS`].
    field: u32,
    /// BM25's weight of the term.
    idf: f32,
    count: u32,
    /// Columns of packed numbers: pages, frequencies, lengths, and sections if the field has them.
    columns: [String; 4],
}

/// Every term of the index, with its places in each field.
pub(super) struct Terms {
    fields: Vec<(f32, u8, f32)>,
    terms: BTreeMap<String, Vec<FieldPostings>>,
}

impl Terms {
    /// Reads all terms of the index.
    pub(super) fn read(index: &SectionIndex, pages: &[SearchPage]) -> Result<Self, SearchError> {
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
                    of_page: search_field.of_page,
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
    pub(super) fn shards(&self) -> Vec<Shard<'_>> {
        let bytes = self.terms.iter().map(|(term, fields)| {
            let columns = fields.iter().flat_map(|field| &field.columns);
            term.len() + columns.map(String::len).sum::<usize>()
        });
        let count = bytes.sum::<usize>().div_ceil(FILE_BYTES);
        let new = || Shard {
            version: FORMAT_VERSION,
            fields: &self.fields,
            idf: Vec::new(),
            terms: Vec::new(),
            postings: Vec::new(),
        };
        let mut shards: Vec<_> = std::iter::repeat_with(new).take(count).collect();
        for (term, fields) in &self.terms {
            if let Some(shard) = shards.get_mut(shard_of(term, count)) {
                shard.push(term, fields);
            }
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
            packed.extend(field.columns.iter().map(String::as_str));
        }
        self.terms.push(term);
        self.postings.push(packed);
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
    of_page: bool,
    places: &'a [(u32, u32)],
}

impl FieldReader<'_> {
    /// Adds the postings of the field to `terms`.
    fn read(&self, terms: &mut BTreeMap<String, Vec<FieldPostings>>) -> Result<(), SearchError> {
        let inverted = self.segment.inverted_index(self.field)?;
        let lengths = self.segment.fieldnorms_readers().get_field(self.field)?;
        let length = |document| {
            lengths
                .as_ref()
                .map_or(1, |lengths| lengths.fieldnorm_id(document))
        };
        let mut stream = inverted.terms().stream()?;
        while let Some((key, info)) = stream.next() {
            let mut columns: [String; 4] = Default::default();
            let [pages, frequencies, norms, sections] = &mut columns;
            let mut last = 0;
            let option = IndexRecordOption::WithFreqs;
            let mut postings = inverted.read_postings_from_terminfo(info, option)?;
            while postings.doc() != TERMINATED {
                let document = postings.doc();
                let place = self.places.get(document as usize);
                let (page, section) = place.copied().unwrap_or_default();
                pack(page - last, pages);
                last = page;
                pack(postings.term_freq(), frequencies);
                pack(u32::from(length(document)), norms);
                if !self.of_page {
                    pack(section, sections);
                }
                postings.advance();
            }
            let found = FieldPostings {
                field: self.number,
                idf: idf(u64::from(info.doc_freq), self.documents),
                count: info.doc_freq,
                columns,
            };
            let term = String::from_utf8_lossy(key).into_owned();
            terms.entry(term).or_default().push(found);
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use tantivy::fieldnorm::FieldNormReader;
    use tantivy::query::Bm25Weight;

    use super::{idf, pack};

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
