//! What stands in a text for the rules about words: words of the lists, and the places from which
//! such rules stay away.

use std::cell::OnceCell;
use std::ops::Range;

use super::context::PageContext;
use super::exempt::ExemptWords;
use super::settings::Settings;
use super::spoken::Spoken;
use super::word_list::{Found, Hit, built_in};
use crate::document::{Context, Inline, visit_inlines};
use crate::prose::{Prose, SearchText, Word};
use crate::site::{Mention, Page, Site};

/// What stands in one text: words of the lists, names, and terms that the site explains. It is
/// found once for all rules.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    text: &'a Prose,
    search_text: SearchText<'a>,
    mentions: Vec<Mention>,
    terms: Vec<Range<usize>>,
    names: Vec<Range<usize>>,
    hits: Vec<Hit>,
    own_hits: Vec<Hit>,
    /// Words of the tool's lists that the site allows.
    allowed: Vec<Range<usize>>,
    exempt: OnceCell<ExemptWords>,
}

impl<'a> Marks<'a> {
    /// Finds what stands in `text`, which is a part of `page`.
    pub(super) fn find(site: &Site, page: &Page, settings: &Settings, text: &'a Prose) -> Self {
        let search_text = SearchText::new(text.text());
        let mentions = site.glossary.find(&search_text, &page.language);
        let terms = mentions.iter().map(|mention| mention.range.clone());
        let Found { hits, mut names } = built_in().find(&search_text);
        let is_allowed = |hit: &Hit| settings.own_words().allows(hit);
        let (allowed, hits): (Vec<_>, Vec<_>) = hits.into_iter().partition(is_allowed);
        let allowed = allowed.iter().map(Hit::range).collect();
        let own = settings.own_words().lexicon.as_ref();
        let own = own.map_or_else(Found::default, |own| own.find(&search_text));
        names.extend(own.names);
        Self {
            text,
            search_text,
            terms: terms.collect(),
            mentions,
            names: apart(names),
            hits,
            own_hits: own.hits,
            allowed: apart(allowed),
            exempt: OnceCell::new(),
        }
    }

    /// The text.
    pub(super) const fn text(&self) -> &'a Prose {
        self.text
    }

    /// The text, ready to be searched.
    pub(super) const fn search_text(&self) -> &SearchText<'a> {
        &self.search_text
    }

    /// The words of the lists, list by list.
    pub(super) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The words of the site's own list.
    pub(super) fn own_hits(&self) -> &[Hit] {
        &self.own_hits
    }

    /// The terms of the glossary.
    pub(super) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Whether `range` lies in a term that the glossary explains.
    pub(super) fn is_term(&self, range: &Range<usize>) -> bool {
        holds(&self.terms, range)
    }

    /// Whether `range` lies in a name of the list.
    pub(super) fn is_name(&self, range: &Range<usize>) -> bool {
        holds(&self.names, range)
    }

    /// Whether `range` lies in a term that the glossary explains or in a name of the list.
    pub(super) fn is_term_or_name(&self, range: &Range<usize>) -> bool {
        self.is_term(range) || self.is_name(range)
    }

    /// The words that lie in a term or a name, by their places among all words; one that lies in
    /// both comes twice.
    pub(super) fn words_of_terms_and_names(&self) -> impl Iterator<Item = (usize, &'a Word)> {
        let words = self.text.words();
        self.terms.iter().chain(&self.names).flat_map(|outer| {
            let first = words.partition_point(|word| word.range.start < outer.start);
            let inside = words.iter().enumerate().skip(first);
            inside.take_while(|(_, word)| word.range.end <= outer.end)
        })
    }

    /// The words that do not count as rare.
    pub(super) fn exempt_words(&self) -> &ExemptWords {
        self.exempt.get_or_init(|| ExemptWords::among(self))
    }

    /// Whether word rules stay away from `range`: it lies in a name or term, in a word that the
    /// site allows, in code, an address, a quotation or a letter.
    pub(super) fn covers(&self, range: &Range<usize>) -> bool {
        self.is_term_or_name(range)
            || holds(&self.allowed, range)
            || self.text.is_protected(range.clone())
    }
}

/// The marks of a page's texts: short answer, then body.
#[derive(Debug, Default)]
pub(super) struct PageMarks<'a> {
    found: OnceCell<Vec<Marks<'a>>>,
    spoken: OnceCell<Vec<Spoken<'a>>>,
    inlines: OnceCell<Vec<(&'a Inline, Context)>>,
}

impl<'a> PageMarks<'a> {
    /// The inlines of the short answer and of the body, with what they stand in.
    pub(super) fn inlines(&self, page: &'a Page) -> &[(&'a Inline, Context)] {
        self.inlines.get_or_init(|| {
            let mut inlines = Vec::new();
            for document in page.summary.iter().chain([&page.document]) {
                let each = &mut |inline, context| inlines.push((inline, context));
                visit_inlines(&document.blocks, each);
            }
            inlines
        })
    }
}

impl<'a> PageContext<'a> {
    /// What stands in the texts of the page in reading order, for the rules about words.
    pub(super) fn marks(&self) -> &[Marks<'a>] {
        self.marks.found.get_or_init(|| {
            let texts = self.summary.into_iter().chain([self.body]);
            texts
                .map(|text| Marks::find(self.site, self.page, self.settings, text))
                .collect()
        })
    }

    /// The texts of the page in reading order, for the rules about sentences.
    pub(super) fn spoken(&self) -> &[Spoken<'a>] {
        self.marks.spoken.get_or_init(|| {
            let texts = self.summary.into_iter().chain([self.body]);
            texts.map(Spoken::new).collect()
        })
    }

    /// The terms of the glossary in a text of the page.
    pub(super) fn mentions(&self, text: &Prose) -> &[Mention] {
        self.marks_of(text).map_or(&[], Marks::mentions)
    }

    /// What stands in a text of the page.
    pub(super) fn marks_of(&self, text: &Prose) -> Option<&Marks<'a>> {
        let mut marks = self.marks().iter();
        marks.find(|marks| std::ptr::eq(marks.text, text))
    }
}

/// Whether one of `outer`, which are in order and apart, holds `range`.
pub(super) fn holds(outer: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = outer.partition_point(|outer| outer.end < range.end);
    outer
        .get(at)
        .is_some_and(|outer| outer.start <= range.start)
}

/// Ranges in order, without those that lie in another one.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    ranges.retain(|range| {
        let keep = range.end > end;
        end = end.max(range.end);
        keep
    });
    ranges
}

/// The entries of a list in data: one a line, without empty lines and `#` comments.
pub(super) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::{apart, holds, lines};

    #[test]
    fn the_list_holds_no_name_twice() {
        let mut names: Vec<_> = lines(include_str!("words/protected_names.txt")).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_name_in_a_longer_name_hides_nothing() {
        let names = apart(vec![5..9, 0..20, 15..25, 30..40]);
        assert!(holds(&names, &(1..19)));
        assert!(holds(&names, &(16..24)));
        assert!(holds(&names, &(31..39)));
        assert!(!holds(&names, &(26..31)));
    }
}
