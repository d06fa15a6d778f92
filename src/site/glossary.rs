//! Words that the site explains, and where pages use them.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::PageId;
use super::page::{Page, PageKind};
use crate::document::Context;
use crate::document::Document;
use crate::document::{Block, BlockKind, Definition, Inline, InlineKind};
use crate::source::Span;

/// The place of a term in [`Glossary::terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub usize);

/// A word that the site explains.
#[derive(Debug, Clone)]
pub struct Term {
    /// The page that defines it.
    pub page: PageId,
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

/// All terms of one language.
#[derive(Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// What the automaton's patterns stand for.
    forms: Vec<(TermId, TermForm)>,
    /// `None` when there are no terms.
    automaton: Option<AhoCorasick>,
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
            for (form, text) in all {
                forms.push((TermId(at), form));
                patterns.push(text.clone());
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .ok()
            .filter(|_| !patterns.is_empty());
        Self {
            terms,
            forms,
            automaton,
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

    /// The term whose short form is exactly `word`.
    pub fn named(&self, word: &str) -> Option<TermId> {
        let same = |text: &String| text == word;
        self.terms
            .iter()
            .position(|term| same(&term.term) || term.aliases.iter().any(same))
            .map(TermId)
    }

    /// Every mention in `text`, leftmost and longest, whole words only.
    ///
    /// A form in capitals must stand in capitals. A plural `s` belongs to the mention.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let mut found: Vec<Mention> = automaton
            .find_overlapping_iter(text)
            .filter_map(|hit| {
                let (term, form) = *self.forms.get(hit.pattern().as_usize())?;
                let written = self.written(term, form, hit.range().len(), text.get(hit.range())?);
                let range = whole_words(text, hit.range())?;
                written.then_some(Mention { term, form, range })
            })
            .collect();
        found.sort_by_key(|mention| (mention.range.start, usize::MAX - mention.range.end));
        let mut end = 0;
        found.retain(|mention| {
            let keep = mention.range.start >= end;
            if keep {
                end = mention.range.end;
            }
            keep
        });
        found
    }

    /// Whether `found` is written as the form asks: capitals stay capitals.
    fn written(&self, id: TermId, form: TermForm, length: usize, found: &str) -> bool {
        let term = self.term(id);
        let exact = |text: &String| {
            text.len() == length
                && (text == found || (!is_acronym(text) && text.eq_ignore_ascii_case(found)))
        };
        match form {
            TermForm::Term => exact(&term.term),
            TermForm::Expansion => term.expansion.iter().any(exact),
            TermForm::Alias => term.aliases.iter().any(exact),
        }
    }

    /// The first use of each term in the documents of a page, in reading order.
    pub(super) fn first_uses(&self, documents: &[&Document], own: Option<TermId>) -> Vec<TermUse> {
        let mut uses: Vec<TermUse> = Vec::new();
        for document in documents {
            each_run(&document.blocks, &mut |run, context| {
                if context.heading || context.link || context.image || context.quotation {
                    return;
                }
                for mention in self.find(&run.text) {
                    let seen = Some(mention.term) == own
                        || uses.iter().any(|seen| seen.term == mention.term);
                    if let (false, Some(span)) = (seen, run.span(mention.range)) {
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

impl Term {
    /// Whether the term is a short form in capitals.
    pub fn is_acronym(&self) -> bool {
        is_acronym(&self.term)
    }
}

/// Two or more capitals or digits, at least one capital: `ESA`, `UC50`, `GP`.
fn is_acronym(text: &str) -> bool {
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    capitals >= 2 && !text.contains(' ')
}

fn term_of(page: &Page) -> Term {
    let words =
        |items: &[super::Located<String>]| items.iter().map(|item| item.value.clone()).collect();
    Term {
        page: page.id,
        term: page.title.clone(),
        expansion: page.front.expansion.as_ref().map(|text| text.value.clone()),
        aliases: words(&page.front.aliases),
        instead_of: words(&page.front.instead_of),
    }
}

/// The range with a plural `s`, if it stands between word boundaries.
fn whole_words(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..range.start)?.chars().next_back();
    if before.is_some_and(is_word_character) {
        return None;
    }
    let after = text.get(range.end..)?;
    if !after.chars().next().is_some_and(is_word_character) {
        return Some(range);
    }
    let plural = after.strip_prefix('s')?;
    let ends = !plural.chars().next().is_some_and(is_word_character);
    ends.then(|| range.start..range.end + 1)
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
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
