//! Puts the plainer words in the place of those to avoid.

use std::ops::Range;

use super::Hit;
use super::entry::{Entry, Kind};
use super::neighbour::{is_all_capitals, word_before};
use crate::check::PageContext;
use crate::diagnostic::Applicability;
use crate::diagnostic::Diagnostic;
use crate::prose::Prose;

/// Words that begin with a vowel but sound as if they did not.
const LIKE_YOU: [&str; 14] = [
    "eu", "ewe", "once", "one", "ubiq", "unanim", "uni", "ura", "uro", "usa", "use", "usu", "ute",
    "uti",
];

/// Words that begin as those do, and yet sound as they are written.
const NOT_LIKE_YOU: [&str; 5] = ["onero", "unid", "unim", "unin", "uniss"];

/// Words whose h is silent.
const SILENT_H: [&str; 5] = ["heir", "honest", "honor", "honour", "hour"];

/// Letters whose names begin with a vowel: "an NHS nurse".
const SPOKEN_WITH_A_VOWEL: &str = "AEFHILMNORSX";

/// Adds a change that puts `replacement` in the place of the words, if the entry allows it.
pub(super) fn with_fix(
    finding: Diagnostic,
    context: &PageContext<'_>,
    text: &Prose,
    (entry, hit): (&Entry, &Hit),
    replacement: Option<String>,
) -> Diagnostic {
    let swaps = matches!(entry.kind, Kind::Verb | Kind::Noun | Kind::Adjective);
    let fits = entry.fits_anywhere || (swaps && entry.fix);
    let (true, Some(replacement)) = (fits && !is_part(text.text(), hit), replacement) else {
        return finding;
    };
    let words = text.text().get(hit.range.clone()).unwrap_or_default();
    let replacement = like(words, &replacement);
    let replacement = with_stop(text.text(), &hit.range, replacement);
    let (range, replacement) = with_article(text.text(), hit.range.clone(), &replacement);
    let span = text.span(range.clone());
    let written = context
        .file
        .text
        .get(span.start..span.end)
        .unwrap_or_default();
    let read = text.text().get(range).unwrap_or_default();
    // Marks inside the words would be lost.
    if !written.split_whitespace().eq(read.split_whitespace()) {
        return finding;
    }
    let applicability = if entry.fits_anywhere {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    finding.replace(applicability, span, replacement)
}

/// Whether the words are part of a longer one, or own something: "the claimant's money".
fn is_part(text: &str, hit: &Hit) -> bool {
    let after = text.get(hit.range.end..).unwrap_or_default();
    hit.is_compound || after.starts_with(['\'', '’'])
}

/// Keeps the full stop of a short form such as "etc." where it ends the sentence too.
fn with_stop(text: &str, range: &Range<usize>, replacement: String) -> String {
    let words = text.get(range.clone()).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let after = after.trim_start_matches([')', '”', '’', '"', '\'']);
    let next = after.trim_start();
    let goes_on = next.len() == after.len() || !next.starts_with(char::is_uppercase);
    let ends = after.is_empty() || after.starts_with('\n') || !goes_on;
    if words.ends_with('.') && ends {
        replacement + "."
    } else {
        replacement
    }
}

/// Takes "a" or "an" before the words along, if the replacement needs the other one.
fn with_article(text: &str, range: Range<usize>, replacement: &str) -> (Range<usize>, String) {
    let article = word_before(text, range.start).unwrap_or_default();
    let fitting = match (article, takes_an(replacement)) {
        ("a" | "an", true) => "an",
        ("a" | "an", false) => "a",
        ("A" | "An", true) => "An",
        ("A" | "An", false) => "A",
        _ => return (range, replacement.to_owned()),
    };
    if article == fitting {
        return (range, replacement.to_owned());
    }
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.trim_end().len() - article.len();
    (start..range.end, format!("{fitting} {replacement}"))
}

/// Whether "an" stands before words, by their sound: "an hour", "a university", "an MP".
pub(super) fn takes_an(words: &str) -> bool {
    let word = words
        .split(|c: char| !c.is_alphanumeric())
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    if is_all_capitals(word) {
        return word.starts_with(|c| SPOKEN_WITH_A_VOWEL.contains(c));
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        return number.starts_with('8') || matches!(number, "11" | "18");
    }
    let word = word.to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| word.starts_with(start));
    if begins(&SILENT_H) {
        return true;
    }
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    vowel && (!begins(&LIKE_YOU) || begins(&NOT_LIKE_YOU))
}

/// `replacement` with the capitals of `words`: none, the first letter, or all.
fn like(words: &str, replacement: &str) -> String {
    if is_all_capitals(words) {
        return replacement.to_uppercase();
    }
    let mut characters = replacement.chars();
    match characters.next() {
        Some(first) if words.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => replacement.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{like, takes_an, with_article, with_stop};

    #[test]
    fn a_stop_that_ends_the_sentence_stays() {
        let stop = |text: &str| {
            let start = text.find("etc.").expect("the text has the words");
            with_stop(text, &(start..start + 4), "and so on".to_owned())
        };
        assert_eq!(stop("food etc."), "and so on.");
        assert_eq!(stop("food etc.\n\nMore"), "and so on.");
        assert_eq!(stop("food etc. More"), "and so on.");
        assert_eq!(stop("food etc. and more"), "and so on");
        assert_eq!(stop("(food etc.), more"), "and so on");
    }

    #[test]
    fn capitals_are_kept() {
        assert_eq!(like("Prior to", "before"), "Before");
        assert_eq!(like("PRIOR TO", "before"), "BEFORE");
        assert_eq!(like("prior to", "before"), "before");
    }

    #[test]
    fn the_sound_decides_between_a_and_an() {
        for word in [
            "hour",
            "honest person",
            "adviser",
            "unpaid job",
            "uninsured",
            "unimportant",
            "MP",
            "ESA claim",
            "NHS nurse",
            "8-week wait",
            "11th day",
            "“odd” one",
            "unidentified",
        ] {
            assert!(takes_an(word), "an {word}");
        }
        for word in [
            "university",
            "one-off",
            "user",
            "useful thing",
            "union",
            "unit",
            "once-only",
            "UK law",
            "house",
            "person",
            "European",
            "usual rule",
            "1-week wait",
            "PIP claim",
            "unique",
        ] {
            assert!(!takes_an(word), "a {word}");
        }
    }

    #[test]
    fn an_article_changes_with_its_word() {
        let change = |text, range, words| with_article(text, range, words);
        assert_eq!(
            change("see an individual", 7..17, "person"),
            (4..17, "a person".to_owned())
        );
        assert_eq!(
            change("see a claimant", 6..14, "person"),
            (6..14, "person".to_owned())
        );
        assert_eq!(
            change("A claim", 2..7, "hour"),
            (0..7, "An hour".to_owned())
        );
    }
}
