//! Understands what somebody typed.

use super::SearchError;
use super::analysis::{MAX_QUERY_TERMS, Stems, words};
use super::index::SectionIndex;
use super::section::{SearchPage, SearchSection};
use super::vocabulary::Vocabulary;

/// Signs that quotations begin and end with.
const QUOTES: [char; 3] = ['"', '“', '”'];

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Understood {
    /// The stems, each once, in the order of the query.
    pub(super) terms: Vec<String>,
    /// The query with its spelling mended, if it had to be.
    pub(super) meaning: Option<String>,
}

/// Finds out what a query asks for. With a `vocabulary`, a word that no page has is taken for the
/// one that was most likely meant. A word that a page has is never changed.
pub(super) fn understand(
    query: &str,
    index: &SectionIndex,
    vocabulary: Option<&Vocabulary>,
    stems: &mut Stems,
) -> Result<Understood, SearchError> {
    let mut terms: Vec<String> = Vec::new();
    let mut mended: Vec<(String, String)> = Vec::new();
    for (stem, plain) in stems.telling(query) {
        let near = match vocabulary {
            Some(vocabulary) if !index.knows(&stem)? => vocabulary.nearest(&plain),
            _ => None,
        };
        let meant = match &near {
            Some(near) => near.split(' ').map(|word| stems.stem(word)).collect(),
            None => vec![stem.clone()],
        };
        mended.extend(near.map(|near| (stem, near)));
        for term in meant {
            if !terms.contains(&term) && terms.len() < MAX_QUERY_TERMS {
                terms.push(term);
            }
        }
    }
    let meaning = (!mended.is_empty()).then(|| reworded(query, &mended, stems));
    Ok(Understood { terms, meaning })
}

/// The query with each word whose stem was mended in its right spelling.
fn reworded(query: &str, mended: &[(String, String)], stems: &mut Stems) -> String {
    let mut meaning = query.to_owned();
    for word in words(query).into_iter().rev() {
        let stem = stems.stem(&word.plain);
        if let Some((_, near)) = mended.iter().find(|(wrong, _)| *wrong == stem) {
            meaning.replace_range(word.range, near);
        }
    }
    meaning
}

/// The query without its quotation marks.
pub(super) fn without_quotes(query: &str) -> String {
    query.replace(QUOTES, "")
}

/// What stands in quotation marks, each as its stems in a row. A lone mark means nothing.
pub(super) fn quoted(query: &str, stems: &mut Stems) -> Vec<String> {
    let mut parts: Vec<&str> = query.split(QUOTES).collect();
    // The last part has no mark behind it.
    parts.pop();
    let mut phrases = Vec::new();
    let mut parts = parts.into_iter().skip(1);
    while let Some(inside) = parts.next() {
        if inside.is_empty() {
            // Two marks in a row: the second one may begin a quotation.
            continue;
        }
        let stems = stems.of_text(inside);
        if !stems.is_empty() {
            phrases.push(format!(" {} ", stems.join(" ")));
        }
        // What follows stands outside.
        parts.next();
    }
    phrases
}

/// The section of a page to open for some phrases; `None` if the page does not hold them all.
///
/// Each must stand in the title, a heading or the text of a section. The page opens at `best` if
/// that holds the first phrase, else at the first section that does.
pub(super) fn section_holding(
    phrases: &[String],
    page: &SearchPage,
    best: usize,
    stems: &mut Stems,
) -> Option<usize> {
    let title = in_a_row(&page.title, stems);
    let texts: Vec<String> = page
        .sections
        .iter()
        .map(|section: &SearchSection| {
            in_a_row(&section.heading, stems) + &in_a_row(&section.text(), stems)
        })
        .collect();
    let holds = |phrase: &String| {
        title.contains(phrase.as_str()) || texts.iter().any(|text| text.contains(phrase.as_str()))
    };
    if !phrases.iter().all(holds) {
        return None;
    }
    let first = phrases.first()?;
    let has_first = |text: &String| text.contains(first.as_str());
    if texts.get(best).is_some_and(has_first) {
        return Some(best);
    }
    Some(texts.iter().position(has_first).unwrap_or(best))
}

/// The stems of a text between spaces, so that a part of it is a run of whole words.
fn in_a_row(text: &str, stems: &mut Stems) -> String {
    format!(" {} ", stems.of_text(text).join(" "))
}

#[cfg(test)]
mod tests {
    use super::{Stems, quoted, without_quotes};

    fn phrases(query: &str) -> Vec<String> {
        quoted(query, &mut Stems::new())
    }

    #[test]
    fn quotations_are_found_in_any_marks() {
        assert_eq!(phrases("\"fit notes\" money"), [" fit note "]);
        assert_eq!(
            phrases("a “fit note” b \"sick pay\""),
            [" fit note ", " sick pay "]
        );
        assert_eq!(phrases("\"\"fit note\""), [" fit note "]);
        assert_eq!(phrases("\"one\" two \"three\""), [" one ", " three "]);
    }

    #[test]
    fn a_lone_mark_means_nothing() {
        for query in ["\"", "\"fit note", "fit\"", "\"\"", "\" ? \"", ""] {
            assert_eq!(phrases(query), Vec::<String>::new(), "{query}");
        }
        assert_eq!(without_quotes("“fit\" note”"), "fit note");
    }
}
