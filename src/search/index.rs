//! The tantivy index: one document a section, one segment, in memory.

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, ReloadPolicy, Searcher, SegmentReader};
use tantivy::{SingleSegmentIndexWriter, TantivyDocument, Term};

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
    /// Whether the text belongs to the page as a whole.
    ///
    /// It is indexed once, with the page's first section, so that statistics count pages and not
    /// their sections; its score then counts for every section of the page.
    pub(super) of_page: bool,
    /// The text.
    text: for<'a> fn(&'a SearchPage, &'a SearchSection) -> &'a str,
}

/// The fields, in the order in which their scores are added up.
///
/// The title, everyday words and names of a term belong to the page, so that a question may be answered
/// half by the title and half by a section. The summary belongs to the top of the page, where it
/// is shown.
pub(super) static FIELDS: [SearchField; 6] = [
    SearchField {
        name: "title",
        weight: 4.0,
        of_page: true,
        text: |page, _| if page.is_term { "" } else { &page.title },
    },
    SearchField {
        name: "words",
        weight: 3.0,
        of_page: true,
        text: |page, _| &page.words,
    },
    SearchField {
        name: "term",
        weight: 3.0,
        of_page: true,
        text: |page, _| &page.names,
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
    /// What tantivy knows of each field, in the order of [`FIELDS`].
    pub(super) fields: Vec<IndexedField>,
}

/// A field in the index, and what BM25 needs to know of it.
///
/// Few sections have a summary, and fewer name a term. A section without the field says nothing
/// about how long such a text is or how rare its words are, so it does not count, as in Lucene.
/// Counted in, it would make every name look far longer than the average.
#[derive(Debug, Clone, Copy)]
pub(super) struct IndexedField {
    /// Tantivy's field.
    pub(super) field: Field,
    /// How many documents have any words in it.
    pub(super) documents: u64,
    /// How many words they have in it.
    pub(super) tokens: u64,
}

impl IndexedField {
    fn read(field: Field, segment: &SegmentReader) -> Result<Self, SearchError> {
        let lengths = segment.fieldnorms_readers().get_field(field)?;
        let has_words = |document: &u32| {
            let length = lengths.as_ref().map(|lengths| lengths.fieldnorm(*document));
            length.is_some_and(|length| length > 0)
        };
        let documents = (0..segment.max_doc()).filter(has_words).count();
        Ok(Self {
            field,
            documents: u64::try_from(documents).unwrap_or(u64::MAX),
            tokens: segment.inverted_index(field)?.total_num_tokens(),
        })
    }
}

/// Gives tantivy the statistics of one field.
pub(super) struct FieldStatistics<'a> {
    /// Knows how many documents hold a term.
    pub(super) searcher: &'a Searcher,
    /// The field that is searched.
    pub(super) field: &'a IndexedField,
}

impl Bm25StatisticsProvider for FieldStatistics<'_> {
    fn total_num_tokens(&self, _field: Field) -> tantivy::Result<u64> {
        Ok(self.field.tokens)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.field.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
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
        let segments = searcher.segment_readers().iter();
        let fields = segments
            .flat_map(|segment| {
                fields
                    .iter()
                    .map(|field| IndexedField::read(*field, segment))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { searcher, fields })
    }
}

fn documents(page: &SearchPage, fields: &[Field], stems: &mut Stems) -> Vec<TantivyDocument> {
    let mut documents = Vec::with_capacity(page.sections.len());
    for (place, section) in page.sections.iter().enumerate() {
        let mut document = TantivyDocument::default();
        let held = |field: &&SearchField| place == 0 || !field.of_page;
        let fields = FIELDS.iter().zip(fields);
        for (search_field, field) in fields.filter(|(field, _)| held(field)) {
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
