//! Words of a list that are part of a name: "the Stakeholder Forum".

use std::ops::Range;

use super::neighbour::{is_all_capitals, is_capitalised, word_after, word_before};
use crate::prose::{Passage, PassageKind, Prose, Sentence, WordKind};

/// What the names of groups, offices, plans and laws end in.
const BODIES: [&str; 49] = [
    "Academy",
    "Act",
    "Agency",
    "Agreement",
    "Alliance",
    "Association",
    "Authority",
    "Award",
    "Bill",
    "Board",
    "Bureau",
    "Centre",
    "Charter",
    "Code",
    "Commission",
    "Committee",
    "Company",
    "Council",
    "Department",
    "Directorate",
    "Division",
    "Federation",
    "Forum",
    "Foundation",
    "Framework",
    "Fund",
    "Group",
    "Guide",
    "Hub",
    "Initiative",
    "Institute",
    "Ltd",
    "Network",
    "Office",
    "Panel",
    "Partnership",
    "Plan",
    "Programme",
    "Project",
    "Regulations",
    "Scheme",
    "Service",
    "Services",
    "Society",
    "Strategy",
    "Team",
    "Trust",
    "Union",
    "Unit",
];

/// How many words of a name are looked at after a word of a list.
const MOST_WORDS: usize = 5;

/// Words of a title that may stand in small letters.
const SMALL_WORDS: [&str; 19] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "per", "the",
    "to", "up", "via", "with",
];

/// From this many words on, a line of capitals is a title even outside a heading.
const WORDS_OF_A_TITLE: usize = 4;

/// Whether words with a capital are part of a name.
///
/// Inside a sentence, a capital beside another capital says so. At its start, and in a title
/// where every word has a capital, capitals say nothing: only a word such as "Forum" that names
/// end in does.
pub(super) fn is_in_a_name(text: &Prose, range: &Range<usize>) -> bool {
    let words = text.text().get(range.clone()).unwrap_or_default();
    if !words.starts_with(char::is_uppercase) || is_all_capitals(words) {
        return false;
    }
    let sentences = text.sentences();
    let at = sentences.partition_point(|sentence| sentence.range.end < range.end);
    let Some(sentence) = sentences.get(at) else {
        return false;
    };
    let first = text.words_in(sentence).first();
    let is_first = |start: usize| first.is_none_or(|first| start <= first.range.start);
    if is_first(range.start) || is_title(text, sentence) {
        return goes_on_as_a_name(text.text(), range.end);
    }
    let capital_before = |end: usize| {
        let before = word_before(text.text(), end).filter(|word| is_capitalised(word));
        before.is_some_and(|word| !is_first(end - word.len() - 1))
    };
    // "the Audit and Monitoring team"
    let and = word_before(text.text(), range.start).filter(|word| *word == "and");
    let is_joined = and.is_some_and(|and| capital_before(range.start - and.len() - 1));
    capital_before(range.start)
        || is_joined
        || word_after(text.text(), range.end).is_some_and(is_capitalised)
}

/// Whether words have a capital that the start of a sentence does not ask for.
pub(in crate::check) fn has_a_capital_of_its_own(text: &Prose, range: &Range<usize>) -> bool {
    let words = text.text().get(range.clone()).unwrap_or_default();
    let sentences = text.sentences();
    let at = sentences.partition_point(|sentence| sentence.range.end < range.end);
    let first = sentences
        .get(at)
        .and_then(|sentence| text.words_in(sentence).first());
    is_capitalised(words) && first.is_some_and(|first| first.range.start < range.start)
}

/// Whether the words with capitals that follow have one that names end in.
fn goes_on_as_a_name(text: &str, from: usize) -> bool {
    let mut at = from;
    for _ in 0..MOST_WORDS {
        let Some(word) = word_after(text, at) else {
            return false;
        };
        if BODIES.contains(&word) {
            return true;
        }
        if !is_capitalised(word) && !matches!(word, "and" | "for" | "of") {
            return false;
        }
        let rest = text.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len() + word.len();
    }
    false
}

/// Whether every word of a sentence has a capital, as in a headline; small words may have none.
fn is_title(text: &Prose, sentence: &Sentence) -> bool {
    let words = text.words_in(sentence);
    let mut others = words
        .iter()
        .filter(|word| word.kind == WordKind::Word)
        .filter_map(|word| text.text().get(word.range.clone()))
        .filter(|word| !SMALL_WORDS.contains(word));
    let is_line = match passage_of(text, sentence).map(|passage| passage.kind) {
        Some(PassageKind::Heading) => true,
        Some(PassageKind::Paragraph) => words.len() >= WORDS_OF_A_TITLE,
        _ => false,
    };
    is_line && others.all(|word| word.starts_with(char::is_uppercase))
}

fn passage_of<'t>(text: &'t Prose, sentence: &Sentence) -> Option<&'t Passage> {
    let passages = text.passages();
    passages.get(passages.partition_point(|passage| passage.range.end < sentence.range.end))
}
