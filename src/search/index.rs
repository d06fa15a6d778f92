//! The tantivy index: one document a section, one segment, in memory.

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, ReloadPolicy, Searcher, SingleSegmentIndexWriter, TantivyDocument};

use super::SearchError;
use super::analysis::Stems;
use super::section::{SearchPage, SearchSection};

/// Memory for tantivy's writer in bytes. It sets the size of its first hash table, and no limit.
const WRITER_BYTES: usize = 15_000_000;

/// A part of a section that has its own weight.
#[derive(Debug)]
pub(super) struct SearchField {
    /// Its name, in the index and in the export.
    pub(super) name: &'static str,
    /// What its BM25 score is multiplied by.
    pub(super) weight: f32,
    /// Whether every section of a page has the same text here.
    pub(super) of_page: bool,
    /// The text.
    text: for<'a> fn(&'a SearchPage, &'a SearchSection) -> &'a str,
}

/// The fields, in the order in which their scores are added up.
///
/// The title, everyday words and synonyms belong to every section of a page, so that a question
/// may be answered half by the title and half by the section. The summary belongs to the top of
/// the page, where it is shown.
pub(super) static FIELDS: [SearchField; 6] = [
    SearchField {
        name: "title",
        weight: 4.0,
        of_page: true,
        text: |page, _| &page.title,
    },
    SearchField {
        name: "words",
        weight: 3.0,
        of_page: true,
        text: |page, _| &page.words,
    },
    SearchField {
        name: "synonyms",
        weight: 3.0,
        of_page: true,
        text: |page, _| &page.synonyms,
    },
    SearchField {
        name: "heading",
        weight: 3.0,
        of_page: false,
        text: |_, section| &section.heading,
    },
    SearchField {
        name: "summary",
        weight: 2.0,
        of_page: false,
        text: |_, section| &section.summary,
    },
    SearchField {
        name: "body",
        weight: 1.0,
        of_page: false,
        text: |_, section| &section.body,
    },
];

/// Every section of every page, in order: the tantivy document `n` is the `n`th section.
pub(super) struct SectionIndex {
    /// Reads the one segment.
    pub(super) searcher: Searcher,
    /// Tantivy's fields, in the order of [`FIELDS`].
    pub(super) fields: Vec<Field>,
}

impl SectionIndex {
    /// Indexes the sections of `pages`.
    ///
    /// One segment, so that the statistics of a word are those of the whole site, and no threads,
    /// so that documents keep their order.
    pub(super) fn build(pages: &[SearchPage]) -> Result<Self, SearchError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(true)
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let add = |field: &SearchField| schema.add_text_field(field.name, options.clone());
        let fields: Vec<Field> = FIELDS.iter().map(add).collect();
        let mut writer: SingleSegmentIndexWriter = Index::builder()
            .schema(schema.build())
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        let analysed: Vec<Vec<TantivyDocument>> = pages
            .par_iter()
            .map_init(Stems::new, |stems, page| documents(page, &fields, stems))
            .collect();
        for document in analysed.into_iter().flatten() {
            writer.add_document(document)?;
        }
        let index = writer.finalize()?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        Ok(Self { searcher, fields })
    }
}

fn documents(page: &SearchPage, fields: &[Field], stems: &mut Stems) -> Vec<TantivyDocument> {
    let mut documents = Vec::with_capacity(page.sections.len());
    for section in &page.sections {
        let mut document = TantivyDocument::default();
        for (search_field, field) in FIELDS.iter().zip(fields) {
            let text = (search_field.text)(page, section);
            let tokens = stems.of_text(text).into_iter().enumerate();
            let tokens = tokens
                .map(|(position, text)| Token {
                    position,
                    text,
                    ..Token::default()
                })
                .collect();
            let text = String::new();
            document.add_pre_tokenized_text(*field, PreTokenizedString { text, tokens });
        }
        documents.push(document);
    }
    documents
}
