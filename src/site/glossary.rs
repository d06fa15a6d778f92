//! Words that the site explains, and where pages use them.

use std::borrow::Cow;
use std::ops::Range;

use super::PageId;
use super::page::{Page, PageKind};
use crate::document::Context;
use crate::document::Document;
use crate::document::{Block, BlockKind, Definition, Inline, InlineKind};
use crate::prose::{Phrases, SearchText, WordMap, is_whole_words};
use crate::source::Span;

/// The longest form of a term that is looked for, in bytes. A longer one is a finding.
pub(super) const MAX_TERM_BYTES: usize = 200;

/// The place of a term in [`Glossary::terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub usize);

/// A word that the site explains.
#[derive(Debug, Clone)]
pub struct Term {
    /// The page that defines it.
    pub page: PageId,
    /// The language that it is a word of.
    pub language: String,
    /// The word, as it stands in running text.
    pub term: String,
    /// The full words of an acronym.
    pub expansion: Option<String>,
    /// Other forms.
    pub aliases: Vec<String>,
    /// Words that are not used for it.
    pub instead_of: Vec<String>,
}

/// Which form of a term was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermForm {
    /// The term itself.
    Term,
    /// Its full words.
    Expansion,
    /// Another form.
    Alias,
}

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The term.
    pub term: TermId,
    /// Which form of it.
    pub form: TermForm,
    /// The bytes in the text.
    pub range: Range<usize>,
}

/// The first use of a term on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermUse {
    /// The term.
    pub term: TermId,
    /// Its place in the source of the page.
    pub span: Span,
}

/// All terms, in all languages of the site.
#[derive(Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// What the patterns of `phrases` stand for, two by two: the form, then its plural.
    forms: Vec<(TermId, TermForm)>,
    phrases: Phrases,
    /// The words of `instead_of`, and the terms that they are not used for: the patterns of
    /// `other_phrases`, two by two as well.
    others: Vec<(TermId, String)>,
    other_phrases: Phrases,
    /// The terms by their own words and their other forms, in the order of their files.
    names: WordMap<String, Vec<TermId>>,
}

impl Glossary {
    /// Collects the terms among `pages`.
    pub(super) fn collect(pages: &[Page]) -> Self {
        let terms: Vec<_> = pages
            .iter()
            .filter(|page| page.kind == PageKind::Term)
            .map(term_of)
            .collect();
        let mut forms = Vec::new();
        let mut patterns = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            let expansion = term
                .expansion
                .iter()
                .map(|text| (TermForm::Expansion, text));
            let aliases = term.aliases.iter().map(|text| (TermForm::Alias, text));
            let all = std::iter::once((TermForm::Term, &term.term))
                .chain(expansion)
                .chain(aliases);
            for (form, text) in all.filter(|(_, text)| text.len() <= MAX_TERM_BYTES) {
                forms.push((TermId(at), form));
                patterns.push(text.clone());
            }
        }
        let others: Vec<(TermId, String)> = terms
            .iter()
            .enumerate()
            .flat_map(|(at, term)| term.instead_of.iter().map(move |words| (TermId(at), words)))
            .filter(|(_, words)| words.len() <= MAX_TERM_BYTES)
            .map(|(term, words)| (term, words.clone()))
            .collect();
        let mut names: WordMap<String, Vec<TermId>> = WordMap::default();
        for (at, term) in terms.iter().enumerate() {
            for name in std::iter::once(&term.term).chain(&term.aliases) {
                names.entry(name.clone()).or_default().push(TermId(at));
            }
        }
        Self {
            names,
            terms,
            forms,
            phrases: Phrases::new(with_plurals(patterns.iter())),
            other_phrases: Phrases::new(with_plurals(others.iter().map(|(_, words)| words))),
            others,
        }
    }

    /// The terms, in the order of their files.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// One term.
    ///
    /// # Panics
    /// If `id` came from another glossary.
    pub fn term(&self, id: TermId) -> &Term {
        self.terms
            .get(id.0)
            .expect("a term id is only ever made by its own glossary")
    }

    /// The term of a language that is called exactly `word`, or has it as another form.
    pub fn named(&self, word: &str, language: &str) -> Option<TermId> {
        let mut terms = self.names.get(word)?.iter().copied();
        terms.find(|id| self.term(*id).language == language)
    }

    /// Every mention in a text of this language, leftmost and longest, whole words only.
    ///
    /// A form in capitals must stand in capitals. A plural `s` belongs to the mention.
    pub fn find(&self, text: &SearchText<'_>, language: &str) -> Vec<Mention> {
        let written = text.written();
        let accepted = |pattern: usize, range: Range<usize>| {
            let (term, form) = *self.forms.get(pattern / 2)?;
            let found = single(written, pattern, &range)?;
            let is_it = self.term(term).language == language
                && self.written(term, form, found)
                && is_whole_words(written, &range);
            is_it.then_some(range)
        };
        let matches = self.phrases.find_with(text, accepted);
        let mentions = matches.into_iter().filter_map(|found| {
            let (term, form) = *self.forms.get(found.pattern / 2)?;
            Some(Mention {
                term,
                form,
                range: found.range,
            })
        });
        mentions.collect()
    }

    /// Every place in a text of this language with words that another name is used for: the term
    /// of that name, and the bytes. Leftmost and longest, whole words only.
    pub fn find_others(
        &self,
        text: &SearchText<'_>,
        language: &str,
    ) -> Vec<(TermId, Range<usize>)> {
        let written = text.written();
        let accepted = |pattern: usize, range: Range<usize>| {
            let (term, words) = self.others.get(pattern / 2)?;
            let found = straight_apostrophes(single(written, pattern, &range)?);
            let capitals_fit = !keeps_capitals(words) || straight_apostrophes(words) == found;
            let is_it = self.term(*term).language == language
                && capitals_fit
                && is_whole_words(written, &range);
            is_it.then_some(range)
        };
        let matches = self.other_phrases.find_with(text, accepted);
        let places = matches.into_iter().filter_map(|found| {
            let (term, _) = self.others.get(found.pattern / 2)?;
            Some((*term, found.range))
        });
        places.collect()
    }

    /// Whether `found` is written as the form asks: capitals stay capitals.
    fn written(&self, id: TermId, form: TermForm, found: &str) -> bool {
        let term = self.term(id);
        let found = straight_apostrophes(found);
        let exact = |text: &String| {
            let text = straight_apostrophes(text);
            text == found || (!keeps_capitals(&text) && text.eq_ignore_ascii_case(&found))
        };
        match form {
            TermForm::Term => exact(&term.term),
            TermForm::Expansion => term.expansion.iter().any(exact),
            TermForm::Alias => term.aliases.iter().any(exact),
        }
    }

    /// The first use of each term in the documents of a page, in reading order. A term is not used
    /// on its own page.
    ///
    /// In “Employment and Support Allowance (ESA)” the short form is the one that is marked: a
    /// control of many words breaks badly at the end of a line.
    pub(super) fn first_uses(
        &self,
        documents: &[&Document],
        language: &str,
        page: PageId,
    ) -> Vec<TermUse> {
        let mut uses: Vec<TermUse> = Vec::new();
        for document in documents {
            each_run(&document.blocks, &mut |run, context| {
                if context.heading || context.link || context.image || context.quotation {
                    return;
                }
                let mentions = self.find(&SearchText::new(&run.text), language);
                for (at, mention) in mentions.iter().enumerate() {
                    let seen = self.term(mention.term).page == page
                        || uses.iter().any(|seen| seen.term == mention.term);
                    let short = mentions
                        .get(at + 1)
                        .filter(|next| is_short_form_of(mention, next, &run.text));
                    let range = short.unwrap_or(mention).range.clone();
                    if let (false, Some(span)) = (seen, run.span(range)) {
                        uses.push(TermUse {
                            term: mention.term,
                            span,
                        });
                    }
                }
            });
        }
        uses
    }
}

/// Whether a form must stand in its own capitals: one word with two or more, as `ESA` or `UC50`.
/// Which words of a text are short forms is for the gate to say.
fn keeps_capitals(text: &str) -> bool {
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    capitals >= 2 && !text.contains(' ')
}

fn term_of(page: &Page) -> Term {
    let words =
        |items: &[super::Located<String>]| items.iter().map(|item| item.value.clone()).collect();
    Term {
        page: page.id,
        language: page.language.clone(),
        term: page.title.clone(),
        expansion: page.front.expansion.as_ref().map(|text| text.value.clone()),
        aliases: words(&page.front.aliases),
        instead_of: words(&page.front.instead_of),
    }
}

/// Each of the words, then its plural.
fn with_plurals<'a>(words: impl Iterator<Item = &'a String>) -> impl Iterator<Item = String> {
    words.flat_map(|words| [words.clone(), format!("{words}s")])
}

/// What stands in a text without the plural `s`: every second pattern has one.
fn single<'t>(text: &'t str, pattern: usize, range: &Range<usize>) -> Option<&'t str> {
    text.get(range.start..range.end - pattern % 2)
}

fn straight_apostrophes(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace('’', "'"))
    }
}

/// Whether `next` is the short form in brackets right behind the full words.
fn is_short_form_of(full: &Mention, next: &Mention, text: &str) -> bool {
    full.form == TermForm::Expansion
        && next.term == full.term
        && text.get(full.range.end..next.range.start) == Some(" (")
}

/// Neighbouring pieces of text that read as one, with the map back to the source.
struct Run {
    text: String,
    /// Where each piece begins in `text`, and its span in the source.
    pieces: Vec<(usize, Span, bool)>,
}

impl Run {
    fn span(&self, range: Range<usize>) -> Option<Span> {
        let start = self.byte(range.start)?;
        let end = self.byte(range.end.checked_sub(1)?)? + 1;
        Some(Span::new(start, end))
    }

    /// The byte in the source of a byte in `text`.
    fn byte(&self, at: usize) -> Option<usize> {
        let index = self
            .pieces
            .partition_point(|(start, _, _)| *start <= at)
            .checked_sub(1)?;
        let (start, span, verbatim) = self.pieces.get(index)?;
        Some(if *verbatim {
            span.start + (at - start)
        } else {
            span.start
        })
    }
}

fn each_run(blocks: &[Block], each: &mut impl FnMut(&Run, Context)) {
    crate::document::visit_blocks(blocks, &mut |block, context| match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => runs(inlines, context, each),
        BlockKind::Table(table) => {
            for cell in table.rows.iter().flatten() {
                runs(&cell.inlines, context, each);
            }
        }
        BlockKind::Definitions(parts) => {
            for part in parts {
                if let Definition::Title(_, inlines) = part {
                    runs(inlines, context, each);
                }
            }
        }
        _ => {}
    });
}

fn runs(inlines: &[Inline], context: Context, each: &mut impl FnMut(&Run, Context)) {
    let mut run = Run {
        text: String::new(),
        pieces: Vec::new(),
    };
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                run.pieces.push((run.text.len(), inline.span, true));
                run.text.push_str(text);
                continue;
            }
            InlineKind::SoftBreak => {
                run.pieces.push((run.text.len(), inline.span, false));
                run.text.push(' ');
                continue;
            }
            _ => {}
        }
        each(
            &std::mem::replace(
                &mut run,
                Run {
                    text: String::new(),
                    pieces: Vec::new(),
                },
            ),
            context,
        );
        match &inline.kind {
            InlineKind::Emphasis(children)
            | InlineKind::Strong(children)
            | InlineKind::Strikethrough(children) => runs(children, context, each),
            _ => {}
        }
    }
    each(&run, context);
}
