//! Finds the best section of each page for some terms.

use tantivy::Term;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::SearchError;
use super::index::{FIELDS, FieldStatistics, MOST_PLACES, SectionIndex};
use super::section::SearchPage;

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

/// The pages that hold any of the terms, best first; equal ones in the order of the pages.
/// Without `synonyms`, other words for what a page says do not count.
pub(super) fn best_sections(
    index: &SectionIndex,
    pages: &[SearchPage],
    terms: &[String],
    synonyms: bool,
) -> Result<Vec<RankedSection>, SearchError> {
    let scores = scores(index, pages, terms, synonyms)?;
    let mut scores = scores.into_iter();
    let mut ranked = Vec::new();
    for (page, sections) in pages.iter().map(|page| page.sections.len()).enumerate() {
        let mut best: Option<RankedSection> = None;
        for (section, score) in scores.by_ref().take(sections).enumerate() {
            if score > best.map_or(0.0, |best| best.score) {
                best = Some(RankedSection {
                    page,
                    section,
                    score,
                });
            }
        }
        ranked.extend(best);
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    Ok(ranked)
}

/// The score of each section: tantivy's BM25 for each term and field, times the field's weight.
/// That of a page's field counts for each of its sections.
///
/// Sums of 32-bit numbers depend on their order, and a union in tantivy does not promise one.
/// So each term and field is asked for by itself, and added up in an order that the browser
/// follows: term by term, and field by field.
fn scores(
    index: &SectionIndex,
    pages: &[SearchPage],
    terms: &[String],
    synonyms: bool,
) -> Result<Vec<f32>, SearchError> {
    let searcher = &index.searcher;
    // For each document, how many are left of its page, itself among them.
    let left: Vec<usize> = pages
        .iter()
        .flat_map(|page| (1..=page.sections.len()).rev())
        .collect();
    let mut scores = vec![0.0_f32; left.len()];
    for text in terms {
        let fields = FIELDS.iter().zip(&index.fields);
        for (search_field, field) in fields.filter(|(field, _)| synonyms || !field.is_synonym) {
            let term = Term::from_field_text(field.field, text);
            if !search_field.of_page && searcher.doc_freq(&term)? > u64::from(MOST_PLACES) {
                continue;
            }
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            let statistics = FieldStatistics { searcher, field };
            let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
            let weight = query.weight(scoring)?;
            for segment in searcher.segment_readers() {
                weight.for_each(segment, &mut |document, score| {
                    let first = document as usize;
                    let reach = left.get(first).filter(|_| search_field.of_page);
                    let reached = scores.iter_mut().skip(first).take(*reach.unwrap_or(&1));
                    reached.for_each(|sum| *sum += search_field.weight * score);
                })?;
            }
        }
    }
    Ok(scores)
}
