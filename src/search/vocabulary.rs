//! The words of all pages, for spelling and for completing a word that is being typed.
//!
//! Whole words and not stems: a slip in an ending makes another stem altogether ("disabilty"
//! ends as "disabilti", "disability" as "disabl"), and readers are shown what was understood.

use std::cmp::Ordering;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::analysis::is_stop_word;

/// A vocabulary with more words is kept in one file for each first letter, and leaves out words
/// that occur once.
const LARGE: usize = 10_000;
/// Shorter words are no help to anybody.
const SHORTEST: usize = 3;
/// From this length on a word may have one wrong letter.
const SHORTEST_MENDED: usize = 4;
/// From this length on a word may have two.
const LONG: usize = 8;
/// The shortest part of a word that lacks a space.
const SHORTEST_PART: usize = 3;
/// How far off a word is with one wrong letter, with a space left out, and with two wrong letters:
/// a slip is likelier than a missing space, and that is likelier than two slips.
const MERIT_OF_EDITS: usize = 2;
const MERIT_OF_A_SPACE: usize = 3;
/// How many words a beginning stands for.
const COMPLETIONS: usize = 3;

/// A word and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownWord {
    /// Lower case, `a` to `z` only.
    pub(super) word: String,
    /// On all pages together.
    pub(super) often: u32,
}

/// The words of all pages, in the order of the alphabet.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<KnownWord>,
    is_large: bool,
}

impl Vocabulary {
    /// Keeps those of some counted words that can be spelt wrong: letters only, not too short.
    pub(super) fn of(counted: HashMap<String, u32>) -> Self {
        let mut words: Vec<KnownWord> = counted
            .into_iter()
            .filter(|(word, _)| word.len() >= SHORTEST && is_spelt(word))
            .map(|(word, often)| KnownWord { word, often })
            .collect();
        let is_large = words.len() > LARGE;
        if is_large {
            words.retain(|known| known.often > 1);
        }
        words.sort_by(|a, b| a.word.cmp(&b.word));
        Self { words, is_large }
    }

    /// The words of each file: all in one, or one file for each letter from `a` to `z`.
    pub(super) fn files(&self) -> Vec<&[KnownWord]> {
        if self.is_large {
            ('a'..='z').map(|letter| self.beginning(letter)).collect()
        } else {
            vec![&self.words]
        }
    }

    fn beginning(&self, letter: char) -> &[KnownWord] {
        let start = self
            .words
            .partition_point(|known| known.word.chars().next() < Some(letter));
        let end = self
            .words
            .partition_point(|known| known.word.chars().next() <= Some(letter));
        self.words.get(start..end).unwrap_or_default()
    }

    /// The words that a word is compared with: those in the same file.
    fn like(&self, word: &str) -> &[KnownWord] {
        match word.chars().next() {
            Some(letter) if self.is_large => self.beginning(letter),
            _ => &self.words,
        }
    }

    /// The word that was most likely meant, or the two words; `None` if none is like it.
    pub(super) fn nearest(&self, word: &str) -> Option<String> {
        let reach = match word.len() {
            length if !is_spelt(word) || length < SHORTEST_MENDED => return None,
            length if length < LONG => 1,
            _ => 2,
        };
        let near = self.like(word).iter().filter_map(|known| {
            let may_be = known.word.len().abs_diff(word.len()) <= reach;
            let distance = may_be.then(|| edits(word, &known.word))?;
            let merit = (distance * MERIT_OF_EDITS, Reverse(known.often));
            (distance <= reach).then(|| (merit, known.word.clone()))
        });
        near.chain(self.apart(word)).min().map(|(_, word)| word)
    }

    /// A word as two words, wherever it can be parted so. Not in a large vocabulary, whose words
    /// a browser has in many files.
    fn apart(&self, word: &str) -> Vec<((usize, Reverse<u32>), String)> {
        if self.is_large {
            return Vec::new();
        }
        let places = SHORTEST_PART..=word.len().saturating_sub(SHORTEST_PART);
        let pairs = places.filter_map(|at| {
            let (start, end) = word.split_at_checked(at)?;
            let rarer = self.often(start)?.min(self.often(end)?);
            let is_telling = !is_stop_word(start) && !is_stop_word(end);
            let merit = (MERIT_OF_A_SPACE, Reverse(rarer));
            is_telling.then(|| (merit, format!("{start} {end}")))
        });
        pairs.collect()
    }

    fn often(&self, word: &str) -> Option<u32> {
        let place = self
            .words
            .binary_search_by(|known| known.word.as_str().cmp(word));
        self.words.get(place.ok()?).map(|known| known.often)
    }

    /// What a word that is being typed may become: itself if it is one, then the most frequent.
    pub(super) fn completions(&self, begun: &str) -> Vec<&str> {
        if begun.len() < 2 || !is_spelt(begun) {
            return Vec::new();
        }
        let known = self.like(begun).iter();
        let mut likely: Vec<_> = known
            .filter(|known| known.word.starts_with(begun) && !is_stop_word(&known.word))
            .map(|known| (usize::from(known.word != begun), known))
            .collect();
        likely.sort_by(by_merit);
        let likely = likely.into_iter().take(COMPLETIONS);
        likely.map(|(_, known)| known.word.as_str()).collect()
    }
}

/// Whether a word is of plain letters, as all words are that have a spelling to mend.
fn is_spelt(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Nearest, then most frequent, then first in the alphabet.
fn by_merit(a: &(usize, &KnownWord), b: &(usize, &KnownWord)) -> Ordering {
    let often = b.1.often.cmp(&a.1.often);
    a.0.cmp(&b.0).then(often).then(a.1.word.cmp(&b.1.word))
}

/// How many letters to add, drop, change or swap with a neighbour.
fn edits(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
    for (i, letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, other) in b.iter().enumerate() {
            let changed = at(&last, j) + usize::from(letter != other);
            let mut least = changed.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(other);
            if swapped && b.get(j - 1) == Some(letter) {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LARGE, Vocabulary, edits};

    fn vocabulary(words: &[(&str, u32)]) -> Vocabulary {
        let counted = words.iter();
        Vocabulary::of(
            counted
                .map(|(word, often)| ((*word).to_owned(), *often))
                .collect(),
        )
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, count) in [
            ("stoped", "stopped", 1),
            ("sancion", "sanction", 1),
            ("recieve", "receive", 1),
            ("aplly", "apply", 1),
            ("abc", "abc", 0),
            ("abc", "xyz", 3),
            ("", "abc", 3),
        ] {
            assert_eq!(edits(a, b), count, "{a} {b}");
            assert_eq!(edits(b, a), count, "{b} {a}");
        }
    }

    #[test]
    fn the_word_meant_is_near_then_frequent_then_first() {
        let known = vocabulary(&[("form", 9), ("from", 2), ("fort", 9), ("assessment", 1)]);
        let nearest = |word| known.nearest(word);
        assert_eq!(nearest("forn").as_deref(), Some("form"));
        assert_eq!(
            nearest("forf").as_deref(),
            Some("form"),
            "form and fort are as frequent"
        );
        assert_eq!(nearest("asesment").as_deref(), Some("assessment"));
        assert_eq!(nearest("fox"), None, "short words are left alone");
        assert_eq!(nearest("xxxxxxxx"), None);
        assert_eq!(nearest("f0rm"), None);
    }

    #[test]
    fn a_beginning_stands_for_itself_and_the_most_frequent() {
        let known = vocabulary(&[
            ("ill", 1),
            ("illness", 5),
            ("illegal", 6),
            ("illy", 7),
            ("in", 9),
        ]);
        assert_eq!(known.completions("ill"), ["ill", "illy", "illegal"]);
        assert_eq!(known.completions("i"), Vec::<&str>::new());
        assert_eq!(known.completions("zz"), Vec::<&str>::new());
    }

    #[test]
    fn a_large_vocabulary_is_cut_by_first_letters() {
        let mut words = vec![("apple".to_owned(), 2), ("maple".to_owned(), 2)];
        for number in 0..LARGE {
            let letters = [number / 676 % 26, number / 26 % 26, number % 26];
            let letter = |place| char::from(b'a' + u8::try_from(place).expect("it is small"));
            words.push((format!("zz{}", String::from_iter(letters.map(letter))), 1));
        }
        let known = Vocabulary::of(words.into_iter().collect());
        let files = known.files();
        assert_eq!(files.len(), 26);
        assert_eq!(files.iter().map(|words| words.len()).sum::<usize>(), 2);
        assert_eq!(known.nearest("mapple").as_deref(), Some("maple"));
        assert_eq!(known.nearest("applemaple"), None, "the files are many");
    }

    #[test]
    fn a_word_that_lacks_its_space_is_parted() {
        let known = vocabulary(&[
            ("sick", 5),
            ("note", 9),
            ("notes", 1),
            ("the", 99),
            ("sicknnte", 1),
            ("work", 9),
            ("coach", 9),
            ("worccoash", 9),
        ]);
        let nearest = |word| known.nearest(word);
        assert_eq!(nearest("sicknotes").as_deref(), Some("sick notes"));
        assert_eq!(
            nearest("sicknote").as_deref(),
            Some("sicknnte"),
            "one slip is likelier"
        );
        assert_eq!(
            nearest("workcoach").as_deref(),
            Some("work coach"),
            "two slips are not"
        );
        assert_eq!(nearest("thesick"), None);
        assert_eq!(nearest("sickxxnote"), None);
    }
}
