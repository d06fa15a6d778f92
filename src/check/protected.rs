//! Words that no word rule judges: names, terms that the site explains, other people's words.

use std::ops::Range;
use std::sync::LazyLock;

use super::context::PageContext;
use crate::prose::{Phrases, Prose, is_whole_words};

/// Names of benefits, schemes, laws and bodies, one a line.
static NAMES: LazyLock<Names> =
    LazyLock::new(|| Names::read(include_str!("words/protected_names.txt")));

/// The places of a text that hold names or explained terms.
#[derive(Debug)]
pub(super) struct Protected<'a> {
    text: &'a Prose,
    terms: Vec<Range<usize>>,
    names: Vec<Range<usize>>,
}

impl<'a> Protected<'a> {
    /// Finds the names in a text, and the terms that the glossary of the site explains.
    pub(super) fn of(context: &PageContext<'_>, text: &'a Prose) -> Self {
        let mentions = context
            .site
            .glossary
            .find(text.text(), &context.page.language)
            .into_iter();
        Self {
            text,
            terms: mentions.map(|mention| mention.range).collect(),
            names: NAMES.find(text.text()),
        }
    }

    /// Whether word rules stay away from `range`: it lies in a name or term, in code, an address,
    /// a quotation or a letter.
    pub(super) fn covers(&self, range: &Range<usize>) -> bool {
        holds(&self.terms, range)
            || holds(&self.names, range)
            || self.text.is_protected(range.clone())
    }
}

/// Whether one of `outer`, which are in order and apart, holds `range`.
pub(super) fn holds(outer: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = outer.partition_point(|outer| outer.end < range.end);
    outer
        .get(at)
        .is_some_and(|outer| outer.start <= range.start)
}

#[derive(Debug)]
struct Names {
    names: Vec<String>,
    phrases: Phrases,
}

impl Names {
    fn read(list: &str) -> Self {
        let names: Vec<String> = lines(list).map(str::to_owned).collect();
        let phrases = Phrases::new(&names);
        Self { names, phrases }
    }

    /// Names are written as they are in the list: "Access to Work", not "access to work".
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let accept = |name: usize, range: Range<usize>| {
            let found = text.get(range.clone())?.replace('’', "'");
            let same = self.names.get(name).is_some_and(|name| *name == found);
            (same && is_whole_words(text, &range)).then_some(range)
        };
        self.phrases
            .find_with(text, accept)
            .into_iter()
            .map(|hit| hit.range)
            .collect()
    }
}

/// The entries of a list in data: one a line, without empty lines and `#` comments.
pub(super) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::{NAMES, lines};

    #[test]
    fn names_stand_as_they_are_written() {
        let text = "Access to Work and Carer’s Allowance, not access to work";
        assert_eq!(NAMES.find(text), [0..14, 19..38]);
    }

    #[test]
    fn the_list_holds_no_name_twice() {
        let mut names: Vec<_> = lines(include_str!("words/protected_names.txt")).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
