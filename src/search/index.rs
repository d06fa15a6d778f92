//! The tantivy index: one document a section, one segment, in memory.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Index, ReloadPolicy, Searcher, SegmentReader};
use tantivy::{SingleSegmentIndexWriter, TantivyDocument, Term};

use super::SearchError;
use super::analysis::Stems;
use super::names::{Names, whole_name};
use super::section::{SearchPage, SearchSection};

/// Memory for tantivy's writer in bytes. It sets the size of its first hash table, and no limit.
const WRITER_BYTES: usize = 15_000_000;

/// How many pages are analysed before they are given to tantivy. Words in memory are many times
/// larger than on a page.
const PAGES_AT_ONCE: usize = 512;
/// How many of them share what is known of stems.
const PAGES_A_THREAD: usize = 128;

/// A term that more sections have in one field tells little about any, and its places would be
/// most of what a reader waits for. On sites so large, it counts in the fields of pages alone.
pub(super) const MOST_PLACES: u32 = 2_500;

/// A part of a section that has its own weight.
#[derive(Debug)]
pub(super) struct SearchField {
    /// Its name in the index.
    pub(super) name: &'static str,
    /// What its BM25 score is multiplied by.
    pub(super) weight: f32,
    /// Whether the text belongs to the page as a whole.
    ///
    /// It is indexed once, with the page's first section, so that statistics count pages and not
    /// their sections; its score then counts for every section of the page.
    pub(super) of_page: bool,
    /// Whether it counts how long the text is, and how often a term stands in it. What holds whole
    /// names does not: a page that has many is no less about each of them.
    pub(super) has_lengths: bool,
    /// Whether it holds other words for what a page says, from its author or the glossary.
    pub(super) is_synonym: bool,
    /// Its terms.
    terms: fn(&mut SectionView<'_>, &mut Stems) -> Vec<Arc<str>>,
}

/// What a section's terms are taken from.
struct SectionView<'a> {
    page: &'a SearchPage,
    names: &'a Names,
    /// The stems of the section's own texts, for each until its field takes them.
    heading: Vec<Arc<str>>,
    summary: Vec<Arc<str>>,
    body: Vec<Arc<str>>,
}

impl<'a> SectionView<'a> {
    fn new(
        page: &'a SearchPage,
        section: &SearchSection,
        names: &'a Names,
        stems: &mut Stems,
    ) -> Self {
        Self {
            page,
            names,
            heading: stems.of_text(&section.heading),
            summary: stems.of_text(&section.summary),
            body: stems.of_text(&section.body),
        }
    }
}

/// The field of the page's title.
pub(super) const TITLE: &str = "title";

/// The fields, in the order in which their scores are added up.
///
/// The title, everyday words and names of a term belong to the page, so that a question may be answered
/// half by the title and half by a section. The summary belongs to the top of the page, where it
/// is shown.
pub(super) static FIELDS: [SearchField; 8] = [
    SearchField {
        name: TITLE,
        weight: 4.0,
        of_page: true,
        has_lengths: true,
        is_synonym: false,
        terms: |view, stems| {
            let title = (!view.page.is_term).then_some(&view.page.title);
            title.map_or_else(Vec::new, |title| stems.of_text(title))
        },
    },
    SearchField {
        name: "words",
        weight: 3.0,
        of_page: true,
        has_lengths: false,
        is_synonym: true,
        terms: |view, stems| once(stems.of_text(&view.page.words.join("\n")).into_iter()),
    },
    SearchField {
        name: "phrases",
        weight: 5.0,
        of_page: true,
        has_lengths: false,
        is_synonym: true,
        terms: |view, stems| {
            let words = view.page.words.iter();
            let names = words.filter_map(|words| whole_name(words, stems));
            once(names.filter(|name| name.contains(' ')).map(Arc::from))
        },
    },
    SearchField {
        name: "term",
        weight: 2.0,
        of_page: true,
        has_lengths: true,
        is_synonym: false,
        terms: |view, stems| stems.of_text(&view.page.names.join("\n")),
    },
    SearchField {
        name: "mentions",
        weight: 0.5,
        of_page: false,
        has_lengths: false,
        is_synonym: true,
        terms: |view, _| {
            let texts = [&view.heading, &view.summary, &view.body];
            let things = texts.map(|text| view.names.mentioned(text));
            let keys = things.iter().flatten().flat_map(|thing| &thing.keys);
            once(keys.cloned())
        },
    },
    SearchField {
        name: "heading",
        weight: 2.5,
        of_page: false,
        has_lengths: true,
        is_synonym: false,
        terms: |view, _| std::mem::take(&mut view.heading),
    },
    SearchField {
        name: "summary",
        weight: 2.0,
        of_page: false,
        has_lengths: true,
        is_synonym: false,
        terms: |view, _| std::mem::take(&mut view.summary),
    },
    SearchField {
        name: "body",
        weight: 1.0,
        of_page: false,
        has_lengths: true,
        is_synonym: false,
        terms: |view, _| std::mem::take(&mut view.body),
    },
];

/// Some terms, each once.
fn once(terms: impl Iterator<Item = Arc<str>>) -> Vec<Arc<str>> {
    let mut terms: Vec<_> = terms.collect();
    terms.sort();
    terms.dedup();
    terms
}

/// Every section of every page, in order: the tantivy document `n` is the `n`th section.
pub(super) struct SectionIndex {
    /// Reads the one segment.
    pub(super) searcher: Searcher,
    /// What tantivy knows of each field, in the order of [`FIELDS`].
    pub(super) fields: Vec<IndexedField>,
    /// How often each word was met.
    counted: HashMap<String, u32>,
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
        let Some(lengths) = segment.fieldnorms_readers().get_field(field)? else {
            // Every text counts as one word.
            let documents = u64::from(segment.max_doc());
            return Ok(Self {
                field,
                documents,
                tokens: documents,
            });
        };
        let documents = (0..segment.max_doc()).filter(|document| lengths.fieldnorm(*document) > 0);
        Ok(Self {
            field,
            documents: u64::try_from(documents.count()).unwrap_or(u64::MAX),
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
        let add = |field: &SearchField| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(LINES)
                .set_fieldnorms(field.has_lengths)
                .set_index_option(IndexRecordOption::WithFreqs);
            let options = TextOptions::default().set_indexing_options(indexing);
            schema.add_text_field(field.name, options)
        };
        let fields: Vec<Field> = FIELDS.iter().map(add).collect();
        let tokenizers = TokenizerManager::new();
        tokenizers.register(LINES, Lines::default());
        let mut writer: SingleSegmentIndexWriter = Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        let names = Names::of(pages, &mut Stems::new());
        let mut counted = HashMap::new();
        for some in pages.chunks(PAGES_AT_ONCE) {
            let analysed: Vec<(Vec<TantivyDocument>, Stems)> = some
                .par_chunks(PAGES_A_THREAD)
                .map(|pages| {
                    let mut stems = Stems::new();
                    let all = pages.iter();
                    let documents =
                        all.flat_map(|page| documents(page, &fields, &names, &mut stems));
                    (documents.collect(), stems)
                })
                .collect();
            for (documents, stems) in analysed {
                stems.add_counts(&mut counted);
                for document in documents {
                    writer.add_document(document)?;
                }
            }
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
        Ok(Self {
            searcher,
            fields,
            counted,
        })
    }

    /// How often each word stands on the pages. It is given away once, for the vocabulary.
    pub(super) fn take_counted(&mut self) -> HashMap<String, u32> {
        std::mem::take(&mut self.counted)
    }

    /// Whether any page has a term.
    pub(super) fn knows(&self, term: &str) -> Result<bool, SearchError> {
        for field in &self.fields {
            let term = Term::from_field_text(field.field, term);
            if self.searcher.doc_freq(&term)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn documents(
    page: &SearchPage,
    fields: &[Field],
    names: &Names,
    stems: &mut Stems,
) -> Vec<TantivyDocument> {
    let mut documents = Vec::with_capacity(page.sections.len());
    for (place, section) in page.sections.iter().enumerate() {
        let mut document = TantivyDocument::default();
        let mut view = SectionView::new(page, section, names, stems);
        let held = |field: &&SearchField| place == 0 || !field.of_page;
        let fields = FIELDS.iter().zip(fields);
        for (search_field, field) in fields.filter(|(field, _)| held(field)) {
            let terms = (search_field.terms)(&mut view, stems);
            document.add_text(*field, terms.join("\n"));
        }
        documents.push(document);
    }
    documents
}

/// The name of [`Lines`] for tantivy.
const LINES: &str = "lines";

/// Parts a text that has been analysed already: each line is a term. Tantivy would copy tokens that
/// it is given one by one, and the writer's time was mostly that.
#[derive(Debug, Clone, Default)]
struct Lines {
    token: Token,
}

/// The lines of one text.
struct LineStream<'a> {
    rest: std::str::Lines<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.reset();
        LineStream {
            rest: text.lines(),
            token: &mut self.token,
        }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.rest.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(line);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
