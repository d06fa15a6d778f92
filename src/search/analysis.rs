//! Turns text into the words that are indexed and searched.
//!
//! The browser does the same, in `themes/default/assets/search-engine.js`; `FORMAT.md` has the rules, and
//! a test compares the two. A change here is a change there.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

/// Longer words are passed over: they are addresses and accidents, and nobody types them.
const MAX_WORD_CHARACTERS: usize = 64;
/// More different words than this add nothing to a question.
pub(super) const MAX_QUERY_TERMS: usize = 32;

/// Letters with a mark, and the plain letters that readers type for them.
///
/// Marks in Western European languages and in Welsh. Letters that stand apart, such as `ø`, stay.
const MARKED: &str = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵẁẃẅŷỳ";
const UNMARKED: &str = "aaaaaaceeeeiiiinooooouuuuyywwwwyy";

/// Words that stand in almost any question, and so do not help to find its answer.
///
/// They are in the index all the same: a question of such words alone still searches.
/// Words that turn a meaning round, such as "no" and "not", are not here.
pub(super) const STOP_WORDS: [&str; 72] = [
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "get", "had", "has", "have", "how", "i", "if",
    "im", "in", "into", "is", "it", "its", "ive", "just", "me", "my", "of", "on", "or", "our",
    "she", "should", "so", "some", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "to", "us", "was", "we", "were", "what", "whats", "when", "where", "which",
    "who", "why", "will", "with", "would", "you", "your", "youre",
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Lower case, without marks and apostrophes.
    pub(super) plain: String,
}

/// The words of `text`, in order.
///
/// A word is a run of letters and digits. Marks above letters (U+0300 to U+036F) and an
/// apostrophe between letters belong to it.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each_range(text, |range| {
        let mut plain = String::new();
        fold(text.get(range.clone()).unwrap_or_default(), &mut plain);
        if has_word_length(&plain) {
            words.push(Word { range, plain });
        }
    });
    words
}

/// Hands on the bytes of each word, short or long.
fn each_range(text: &str, mut found: impl FnMut(Range<usize>)) {
    let mut start = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let inside = start.is_some()
            && (is_mark(character)
                || (is_apostrophe(character) && next.is_some_and(char::is_alphanumeric)));
        if character.is_alphanumeric() || inside {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found(start..at);
        }
    }
    if let Some(start) = start {
        found(start..text.len());
    }
}

/// Whether a word is there at all, and is one that somebody might type.
fn has_word_length(plain: &str) -> bool {
    match plain.len() {
        0 => false,
        bytes if bytes <= MAX_WORD_CHARACTERS => true,
        _ => plain.chars().count() <= MAX_WORD_CHARACTERS,
    }
}

/// Writes a word in lower case, without marks, without a final `'s`, without apostrophes.
fn fold(word: &str, plain: &mut String) {
    plain.clear();
    if word.is_ascii() {
        // Most words are.
        plain.push_str(word);
        plain.make_ascii_lowercase();
        if plain.ends_with("'s") {
            plain.truncate(plain.len() - 2);
        }
        plain.retain(|character| character != '\'');
        return;
    }
    let lower: String = word
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|character| !is_mark(*character))
        .map(|character| if character == '’' { '\'' } else { character })
        .collect();
    let base = lower.strip_suffix("'s").unwrap_or(&lower);
    let letters = base.chars();
    plain.extend(
        letters
            .filter(|character| !is_apostrophe(*character))
            .map(unmarked),
    );
}

fn unmarked(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    let pair = MARKED.chars().zip(UNMARKED.chars());
    pair.into_iter()
        .find(|(marked, _)| *marked == character)
        .map_or(character, |(_, plain)| plain)
}

const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// Cuts words down to their stems with tantivy's English stemmer, and remembers them.
pub(super) struct Stems {
    stemmer: TextAnalyzer,
    known: HashMap<String, KnownStem>,
}

/// The stem of a word, and how often the word was met in a text.
struct KnownStem {
    stem: Arc<str>,
    often: u32,
}

impl Stems {
    pub(super) fn new() -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::new(Language::English))
            .build();
        Self {
            stemmer,
            known: HashMap::new(),
        }
    }

    /// The stem of a word that [`words`] gave.
    pub(super) fn stem(&mut self, plain: &str) -> String {
        match self.known.get(plain) {
            Some(known) => known.stem.as_ref().to_owned(),
            None => self.known(plain.to_owned()).stem.as_ref().to_owned(),
        }
    }

    fn known(&mut self, plain: String) -> &mut KnownStem {
        match self.known.entry(plain) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut tokens = self.stemmer.token_stream(new.key());
                let stem = if tokens.advance() {
                    Arc::from(tokens.token().text.as_str())
                } else {
                    Arc::from(new.key().as_str())
                };
                drop(tokens);
                new.insert(KnownStem { stem, often: 0 })
            }
        }
    }

    /// The stems of a text, in order. Its words are counted.
    ///
    /// A site has millions of words and few thousand stems, so each is kept once and shared.
    pub(super) fn of_text(&mut self, text: &str) -> Vec<Arc<str>> {
        let mut stems = Vec::new();
        let mut plain = String::new();
        each_range(text, |range| {
            fold(text.get(range).unwrap_or_default(), &mut plain);
            if !has_word_length(&plain) {
                return;
            }
            if let Some(known) = self.known.get_mut(plain.as_str()) {
                known.often += 1;
                stems.push(Arc::clone(&known.stem));
                return;
            }
            let known = self.known(plain.clone());
            known.often += 1;
            stems.push(Arc::clone(&known.stem));
        });
        stems
    }

    /// Adds how often each word was met.
    pub(super) fn add_counts(self, counted: &mut HashMap<String, u32>) {
        let met = self.known.into_iter().filter(|(_, known)| known.often > 0);
        met.for_each(|(word, known)| *counted.entry(word).or_default() += known.often);
    }

    /// The stems that tell most about a text: each once, in the order of their first use, with the
    /// word that it came from.
    ///
    /// Stop words are left out, unless there is nothing else.
    pub(super) fn telling(&mut self, text: &str) -> Vec<(String, String)> {
        let words = words(text);
        let is_stop = |word: &Word| is_stop_word(&word.plain);
        let only_stop_words = words.iter().all(is_stop);
        let mut found: Vec<(String, String)> = Vec::new();
        for word in words {
            if found.len() == MAX_QUERY_TERMS {
                break;
            }
            let stem = self.stem(&word.plain);
            let is_new = found.iter().all(|(known, _)| *known != stem);
            if is_new && (only_stop_words || !is_stop(&word)) {
                found.push((stem, word.plain));
            }
        }
        found
    }
}

/// Whether a word stands in almost any question.
pub(super) fn is_stop_word(plain: &str) -> bool {
    STOP_WORDS.binary_search(&plain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{MARKED, STOP_WORDS, Stems, UNMARKED, words};

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.plain).collect()
    }

    fn asked(query: &str) -> Vec<String> {
        let telling = Stems::new().telling(query).into_iter();
        telling.map(|(stem, _)| stem).collect()
    }

    #[test]
    fn apostrophes_and_marks_do_not_matter() {
        assert_eq!(
            plain("I can’t, can't 'cant'"),
            ["i", "cant", "cant", "cant"]
        );
        assert_eq!(plain("DWP's DWP’S claimants'"), ["dwp", "dwp", "claimants"]);
        assert_eq!(plain("café cafe\u{301} dŵr"), ["cafe", "cafe", "dwr"]);
    }

    #[test]
    fn hyphens_and_signs_part_words() {
        assert_eq!(
            plain("work-related £95.55"),
            ["work", "related", "95", "55"]
        );
        assert_eq!(plain(" – ’ \u{301} "), Vec::<String>::new());
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "Ask “DŴR’s” now";
        let found = words(text);
        let ranges = found.iter().map(|word| text.get(word.range.clone()));
        let expected = [Some("Ask"), Some("DŴR’s"), Some("now")];
        assert_eq!(ranges.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_word_that_nobody_types_is_passed_over() {
        assert_eq!(plain(&"a".repeat(65)), Vec::<String>::new());
    }

    #[test]
    fn a_query_asks_for_each_stem_once() {
        let asked = asked("What are sanctions? A sanction, sanctioned");
        assert_eq!(asked, ["sanction"]);
    }

    #[test]
    fn stop_words_alone_still_ask() {
        assert_eq!(asked("what is it"), ["what", "is", "it"]);
        assert_eq!(asked("?"), Vec::<String>::new());
    }

    #[test]
    fn the_lists_are_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert_eq!(MARKED.chars().count(), UNMARKED.chars().count());
    }
}
