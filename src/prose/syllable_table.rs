//! The table of syllables: which letters begin one, and words that must be known by heart.
//!
//! `data/make_syllables.mjs` makes the table from CMUdict. In a pattern of the table the capital
//! is the letter that the pattern judges, and `^` and `$` are the two ends of the word: `gUe$`
//! among the silent ones makes the u of "league" begin no syllable. Where no pattern fits, a vowel
//! begins a syllable unless it follows a vowel. Where several fit, the longest decides, and of two
//! as long the one that reaches further to the right.

use std::collections::VecDeque;
use std::sync::LazyLock;

/// The table, read once.
pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_str!("data/syllables.txt")));

/// No pattern has more letters than this, the ends of the word included.
const LONGEST: usize = 7;

const START: u8 = 27;
const END: u8 = 28;

/// For each byte its letter as a number from 1; 0 for all that is no letter.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut letter = 1;
    while letter <= 26 {
        letters[(b'a' - 1 + letter) as usize] = letter;
        letters[(b'A' - 1 + letter) as usize] = letter;
        letter += 1;
    }
    letters
};

/// All patterns and words as one tree of letters.
pub(super) struct Table {
    nodes: Vec<Node>,
    marks: Vec<Mark>,
}

/// What is known once the letters up to here have been read.
#[derive(Clone, Copy, Default)]
struct Node {
    /// A bit for each letter that may follow.
    next: u32,
    /// The node of the first of them; the others stand after it in order.
    first_next: u16,
    first_mark: u16,
    marks: u8,
    /// The syllables of the word that ends here; 0 if none does.
    count: u8,
}

/// What a pattern says of one of its letters.
#[derive(Clone, Copy, Default)]
struct Mark {
    /// How far from the start of the pattern the letter is.
    offset: u8,
    /// The pattern with the highest rank decides; 0 is no pattern.
    rank: u8,
    speaks: bool,
}

/// A line of the tree: its letters, and what they tell.
struct Entry {
    letters: Vec<u8>,
    mark: Option<Mark>,
    count: u8,
}

impl Table {
    fn read(text: &str) -> Self {
        let mut section = "";
        let mut entries = Vec::new();
        for item in text.split_whitespace() {
            match item.strip_prefix('=') {
                Some(name) => section = name,
                None => entries.push(Entry::read(section, item)),
            }
        }
        entries.sort_by(|one, two| one.letters.cmp(&two.letters));
        Self::grow(&entries)
    }

    /// Makes the nodes level by level, so that those after a node stand side by side.
    fn grow(entries: &[Entry]) -> Self {
        let mut table = Self {
            nodes: vec![Node::default()],
            marks: Vec::new(),
        };
        let mut waiting = VecDeque::from([(0, 0, entries)]);
        while let Some((node, depth, entries)) = waiting.pop_front() {
            let ending = entries.partition_point(|entry| entry.letters.len() == depth);
            let (ending, longer) = entries.split_at(ending);
            let mut grown = Node {
                first_next: number(table.nodes.len()),
                first_mark: number(table.marks.len()),
                ..Node::default()
            };
            table
                .marks
                .extend(ending.iter().filter_map(|entry| entry.mark));
            grown.marks = u8::try_from(table.marks.len() - usize::from(grown.first_mark))
                .expect("a pattern of seven letters has at most seven marks");
            grown.count = ending.iter().map(|entry| entry.count).max().unwrap_or(0);
            for group in
                longer.chunk_by(|one, two| one.letters.get(depth) == two.letters.get(depth))
            {
                let letter = group.first().and_then(|entry| entry.letters.get(depth));
                grown.next |= 1 << letter.copied().unwrap_or(0);
                waiting.push_back((table.nodes.len(), depth + 1, group));
                table.nodes.push(Node::default());
            }
            if let Some(place) = table.nodes.get_mut(node) {
                *place = grown;
            }
        }
        table
    }

    /// The syllables of a word without hyphens and apostrophes, in capitals or not; 0 where no
    /// letter begins one, as in "the" and "bbc".
    pub(super) fn count(&self, word: &[u8]) -> usize {
        let letter = |at: usize| match at.checked_sub(1).map(|at| word.get(at)) {
            None => START,
            Some(None) => END,
            Some(Some(byte)) => letter_number(*byte),
        };
        // What decides the letter at a place, until all patterns that hold it have been read.
        let mut deciders = [Mark::default(); LONGEST + 1];
        let mut after_vowel = false;
        let mut count = 0;
        for start in 0..=word.len() {
            let mut node = self.nodes.first();
            let mut at = start;
            while let Some(here) = node.and_then(|node| self.next(node, letter(at))) {
                for mark in self.marks(here) {
                    let place = (start + usize::from(mark.offset)) % deciders.len();
                    if let Some(decider) = deciders.get_mut(place)
                        && decider.rank < mark.rank
                    {
                        *decider = *mark;
                    }
                }
                if here.count > 0 {
                    return usize::from(here.count);
                }
                node = (at <= word.len()).then_some(here);
                at += 1;
            }
            let place = start % deciders.len();
            let decider = deciders.get_mut(place).map(std::mem::take);
            let vowel = is_vowel_number(letter(start));
            let speaks = match decider {
                Some(mark) if mark.rank > 0 => mark.speaks,
                _ => vowel && !after_vowel,
            };
            count += usize::from(speaks);
            after_vowel = vowel;
        }
        count
    }

    fn next(&self, node: &Node, letter: u8) -> Option<&Node> {
        let bit = 1_u32 << letter;
        if node.next & bit == 0 {
            return None;
        }
        let before = (node.next & (bit - 1)).count_ones();
        self.nodes
            .get(usize::from(node.first_next) + before as usize)
    }

    fn marks(&self, node: &Node) -> &[Mark] {
        let first = usize::from(node.first_mark);
        self.marks
            .get(first..first + usize::from(node.marks))
            .unwrap_or_default()
    }
}

impl Entry {
    fn read(section: &str, item: &str) -> Self {
        let letters = item.bytes().map(|byte| match byte {
            b'^' => START,
            b'$' => END,
            other => letter_number(other),
        });
        if let Ok(count) = section.parse() {
            let ends = [START].into_iter().chain(letters).chain([END]);
            return Self {
                letters: ends.collect(),
                mark: None,
                count,
            };
        }
        let letters: Vec<u8> = letters.collect();
        let offset = item.bytes().position(|byte| byte.is_ascii_uppercase());
        let offset = offset.unwrap_or(0);
        let rank = letters.len() * (LONGEST + 1) + (letters.len() - 1 - offset);
        Self {
            mark: Some(Mark {
                offset: small(offset),
                rank: small(rank),
                speaks: section == "spoken",
            }),
            letters,
            count: 0,
        }
    }
}

/// Whether an unaccented letter is a vowel, y included.
pub(super) fn is_vowel(letter: u8) -> bool {
    is_vowel_number(letter_number(letter))
}

fn letter_number(byte: u8) -> u8 {
    LETTERS.get(usize::from(byte)).copied().unwrap_or(0)
}

const fn is_vowel_number(letter: u8) -> bool {
    const VOWELS: u32 = 1 << 1 | 1 << 5 | 1 << 9 | 1 << 15 | 1 << 21 | 1 << 25;
    VOWELS >> letter & 1 == 1
}

fn number(index: usize) -> u16 {
    u16::try_from(index).expect("a table of 12 KB has fewer nodes than that")
}

fn small(length: usize) -> u8 {
    u8::try_from(length).expect("a pattern has at most seven letters")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, TABLE, Table};

    const TEXT: &str = include_str!("data/syllables.txt");

    #[test]
    fn the_table_is_small() {
        assert!(TEXT.len() <= 12 * 1024, "{} bytes", TEXT.len());
    }

    #[test]
    fn every_pattern_judges_one_letter() {
        let patterns = TEXT.split_whitespace().take_while(|item| *item != "=1");
        for pattern in patterns.filter(|item| !item.starts_with('=')) {
            assert!(pattern.len() <= LONGEST, "{pattern}");
            let capitals = pattern.chars().filter(char::is_ascii_uppercase).count();
            assert_eq!(capitals, 1, "{pattern}");
        }
    }

    #[test]
    fn the_longest_pattern_decides() {
        let table = Table::read("=spoken iA =silent ciA =3 apia");
        assert_eq!(table.count(b"ria"), 2);
        assert_eq!(table.count(b"CIA"), 1);
        assert_eq!(table.count(b"apia"), 3);
        assert_eq!(table.count(b"apias"), 3);
    }

    #[test]
    fn of_two_patterns_as_long_the_right_one_decides() {
        let table = Table::read("=spoken aEo =silent Eos");
        assert_eq!(table.count(b"aeos"), 1);
    }

    #[test]
    fn bytes_that_are_no_letters_do_no_harm() {
        assert_eq!(TABLE.count(b""), 0);
        assert_eq!(TABLE.count(&[0, 255, b'a', 200]), 1);
        assert_eq!(TABLE.count(&[b'b', b'a'].repeat(5_000)), 5_000);
    }
}
