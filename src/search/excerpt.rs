//! Chooses the words that are shown below a result.
//!
//! The browser does the same; `FORMAT.md` has the rules.

use std::ops::Range;

use super::analysis::{Stems, words};

/// How many words an excerpt has, at most.
const EXCERPT_WORDS: usize = 30;
/// How many words stand before the first word that was asked for.
const WORDS_BEFORE: usize = 6;

/// Some words of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The words, with an ellipsis where text is left out.
    pub(super) text: String,
    /// The bytes of each word that was asked for.
    pub(super) marks: Vec<Range<usize>>,
}

/// The part of `text` with the most different `terms` in it; the first such part, or the start of
/// the text if it holds none. An ellipsis stands where text is left out.
pub(super) fn excerpt(text: &str, terms: &[String], stems: &mut Stems) -> Excerpt {
    let words = words(text);
    let hits: Vec<Option<usize>> = words
        .iter()
        .map(|word| {
            let stem = stems.stem(&word.plain);
            terms.iter().position(|term| *term == stem)
        })
        .collect();
    let start = best_start(&hits)
        .saturating_sub(WORDS_BEFORE)
        .min(words.len().saturating_sub(EXCERPT_WORDS));
    let end = (start + EXCERPT_WORDS).min(words.len());
    let first = words.get(start).filter(|_| start > 0);
    let last = words
        .get(end.saturating_sub(1))
        .filter(|_| end < words.len());
    let from = first.map_or(0, |word| word.range.start);
    let to = last.map_or(text.len(), |word| word.range.end);
    let mut excerpt = Excerpt::default();
    if first.is_some() {
        excerpt.text.push('…');
    }
    let shift = excerpt.text.len();
    excerpt
        .text
        .push_str(text.get(from..to).unwrap_or_default());
    if last.is_some() {
        excerpt.text.push('…');
    }
    let shown = words.iter().zip(&hits).take(end).skip(start);
    let marked = shown.filter(|(_, hit)| hit.is_some());
    let place = |at: usize| at - from + shift;
    excerpt.marks = marked
        .map(|(word, _)| place(word.range.start)..place(word.range.end))
        .collect();
    excerpt
}

/// The first word of the part that holds the most different terms.
fn best_start(hits: &[Option<usize>]) -> usize {
    let mut best = (0, 0);
    for (at, hit) in hits.iter().enumerate() {
        if hit.is_none() {
            continue;
        }
        let reach = hits.iter().skip(at).take(EXCERPT_WORDS - WORDS_BEFORE);
        let mut seen: Vec<usize> = reach.flatten().copied().collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() > best.1 {
            best = (at, seen.len());
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::analysis::Stems;
    use super::excerpt;

    fn shown(text: &str, terms: &[&str]) -> String {
        let terms: Vec<_> = terms.iter().map(|term| (*term).to_owned()).collect();
        excerpt(text, &terms, &mut Stems::new()).text
    }

    #[test]
    fn the_words_asked_for_are_marked() {
        let text = format!("{}“Claims”, claim{}", "a ".repeat(40), " b".repeat(40));
        let terms = ["claim".to_owned()];
        let shown = excerpt(&text, &terms, &mut Stems::new());
        let marks = shown.marks.iter().map(|mark| shown.text.get(mark.clone()));
        assert_eq!(marks.collect::<Vec<_>>(), [Some("Claims"), Some("claim")]);
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(shown("“One, two.”", &["two"]), "“One, two.”");
        assert_eq!(shown("", &["two"]), "");
    }

    #[test]
    fn the_words_asked_for_are_shown_in_context() {
        let before = "a ".repeat(40);
        let after = " b".repeat(40);
        let text = format!("{before}word and claims here{after}");
        let expected = format!(
            "…{}word and claims here{}…",
            "a ".repeat(6),
            " b".repeat(20)
        );
        assert_eq!(shown(&text, &["word", "claim"]), expected);
    }

    #[test]
    fn a_text_without_the_words_is_shown_from_its_start() {
        let text = "a ".repeat(40);
        assert_eq!(
            shown(&text, &["word"]),
            format!("{}…", "a ".repeat(30).trim())
        );
    }
    proptest! {
        #[test]
        fn any_text_and_any_query_have_an_excerpt(text in ".{0,400}", query in ".{0,40}") {
            let mut stems = Stems::new();
            let telling = stems.telling(&query).into_iter();
            let terms: Vec<String> = telling.map(|(stem, _)| stem).collect();
            let shown = excerpt(&text, &terms, &mut stems);
            for mark in &shown.marks {
                prop_assert!(shown.text.get(mark.clone()).is_some());
            }
            let shown = shown.text;
            prop_assert!(text.contains(shown.trim_start_matches('…').trim_end_matches('…')));
        }
    }
}
