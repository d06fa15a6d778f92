//! Finds the best section of each page for some terms.

use std::ops::Range;

use tantivy::Term;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::SearchError;
use super::index::{FIELDS, FieldStatistics, MOST_PLACES, SectionIndex};
use super::names::possible_names;
use super::section::SearchPage;
use super::shards::idf;

/// The best section of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RankedSection {
    /// The page's place among the pages.
    pub(super) page: usize,
    /// The section's place on the page.
    pub(super) section: usize,
    /// Its score.
    pub(super) score: f32,
}

/// The scores of a query, while they are added up.
struct Scores<'a> {
    index: &'a SectionIndex,
    /// Whether other words for what a page says count.
    synonyms: bool,
    /// For each document, its page, and how many are left of that page, itself among them.
    documents: Vec<(usize, usize)>,
    /// The score of each document.
    sums: Vec<f32>,
    /// For each page a bit for each term that it has.
    bits: Vec<u32>,
}

/// The pages that hold any of the terms, best first; equal ones in the order of the pages.
/// Without `synonyms`, other words for what a page says do not count.
///
/// A page that has all that was asked for is better than one that has a part of it often: the
/// score is multiplied by the share of the terms that the page has, each with its weight.
pub(super) fn best_sections(
    index: &SectionIndex,
    pages: &[SearchPage],
    terms: &[String],
    synonyms: bool,
) -> Result<Vec<RankedSection>, SearchError> {
    let mut scores = Scores::new(index, pages, synonyms);
    let mut weights = Vec::with_capacity(terms.len());
    for (place, term) in terms.iter().enumerate() {
        weights.push(scores.add(term, bits(&(place..place + 1)))?);
    }
    for (name, places) in possible_names(terms) {
        scores.add(&name, bits(&places))?;
    }
    let weigh = |bits: u32| {
        let places = weights.iter().enumerate();
        let had = places.filter(|(place, _)| bits >> place & 1 == 1);
        had.fold(0.0_f32, |sum, (_, weight)| sum + weight)
    };
    let whole = weigh(u32::MAX);
    let mut sums = scores.sums.into_iter();
    let mut ranked = Vec::new();
    for (page, (sections, bits)) in pages.iter().zip(scores.bits).enumerate() {
        let mut best: Option<RankedSection> = None;
        for (section, score) in sums.by_ref().take(sections.sections.len()).enumerate() {
            if score > best.map_or(0.0, |best| best.score) {
                best = Some(RankedSection {
                    page,
                    section,
                    score,
                });
            }
        }
        ranked.extend(best.map(|best| RankedSection {
            score: best.score * (weigh(bits) / whole),
            ..best
        }));
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    Ok(ranked)
}

/// A bit for each place.
fn bits(places: &Range<usize>) -> u32 {
    places.clone().fold(0, |bits, place| bits | 1 << place)
}

impl<'a> Scores<'a> {
    fn new(index: &'a SectionIndex, pages: &[SearchPage], synonyms: bool) -> Self {
        let lengths = pages.iter().map(|page| page.sections.len()).enumerate();
        let documents: Vec<_> = lengths
            .flat_map(|(page, length)| (1..=length).rev().map(move |left| (page, left)))
            .collect();
        Self {
            index,
            synonyms,
            sums: vec![0.0; documents.len()],
            bits: vec![0; pages.len()],
            documents,
        }
    }

    /// Adds tantivy's BM25 of a term in each field, times the field's weight, and `bits` for each
    /// page that has it. What a field of the page adds counts for each of its sections. Gives the
    /// weight of the term in the last field that has it.
    ///
    /// Sums of 32-bit numbers depend on their order, and a union in tantivy does not promise one.
    /// So each term and field is asked for by itself, and added up in an order that the browser
    /// follows: term by term, and field by field.
    fn add(&mut self, text: &str, bits: u32) -> Result<f32, SearchError> {
        let searcher = &self.index.searcher;
        let mut last = 0.0;
        let fields = FIELDS.iter().zip(&self.index.fields);
        for (search_field, field) in fields.filter(|(field, _)| self.synonyms || !field.is_synonym)
        {
            let term = Term::from_field_text(field.field, text);
            let frequency = searcher.doc_freq(&term)?;
            if frequency == 0 || (!search_field.of_page && frequency > u64::from(MOST_PLACES)) {
                continue;
            }
            last = idf(frequency, field.documents);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            let statistics = FieldStatistics { searcher, field };
            let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
            let weight = query.weight(scoring)?;
            for segment in searcher.segment_readers() {
                weight.for_each(segment, &mut |document, score| {
                    let first = document as usize;
                    let Some((page, left)) = self.documents.get(first).copied() else {
                        return;
                    };
                    if let Some(own) = self.bits.get_mut(page) {
                        *own |= bits;
                    }
                    let reach = if search_field.of_page { left } else { 1 };
                    let reached = self.sums.iter_mut().skip(first).take(reach);
                    reached.for_each(|sum| *sum += search_field.weight * score);
                })?;
            }
        }
        Ok(last)
    }
}
