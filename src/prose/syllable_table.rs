//! The table of syllables: which letters begin one, and words that must be known by heart.
//!
//! `data/make_syllables.mjs` makes the table from CMUdict. In a pattern of the table the capital
//! is the letter that the pattern judges, and `^` and `$` are the two ends of the word: `gUe$`
//! among the silent ones makes the u of "league" begin no syllable. Where no pattern fits, a vowel
//! begins a syllable unless it follows a vowel. Where several fit, the longest decides, and of two
//! as long the one that reaches further to the right.

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

/// All patterns and words as one tree: a node for each beginning of one.
pub(super) struct Table {
    nodes: Vec<Node>,
    marks: Vec<Mark>,
}

/// What is known once the letters up to here have been read.
#[derive(Clone, Copy, Default)]
struct Node {
    /// The node of each letter that may follow; 0 for those that may not.
    next: [u16; END as usize + 1],
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

/// A pattern or a word: its letters, and what they tell.
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
        // Marks of the same letters must stand side by side.
        entries.sort_by(|one, two| one.letters.cmp(&two.letters));
        let mut table = Self {
            nodes: vec![Node::default()],
            marks: Vec::new(),
        };
        for entry in &entries {
            table.insert(entry);
        }
        table
    }

    fn insert(&mut self, entry: &Entry) {
        let end = entry
            .letters
            .iter()
            .fold(0, |node, letter| self.grow(node, *letter));
        let node = &mut self.nodes[end];
        node.count = entry.count.max(node.count);
        if let Some(mark) = entry.mark {
            if node.marks == 0 {
                node.first_mark = number(self.marks.len());
            }
            node.marks += 1;
            self.marks.push(mark);
        }
    }

    /// The node of `letter` after `node`, which is made if there is none.
    fn grow(&mut self, node: usize, letter: u8) -> usize {
        let new = number(self.nodes.len());
        let next = &mut self.nodes[node].next[usize::from(letter)];
        if *next == 0 {
            *next = new;
            self.nodes.push(Node::default());
            return usize::from(new);
        }
        usize::from(*next)
    }

    /// The syllables of a word without hyphens and apostrophes, in capitals or not; 0 where it
    /// has no vowel and is not listed.
    pub(super) fn count(&self, word: &[u8]) -> usize {
        let mut deciders = Deciders::default();
        if let Some(listed) = self.collect(START, 0, word, &mut deciders) {
            return listed;
        }
        let mut after_vowel = false;
        let mut has_vowel = false;
        let mut count = 0;
        let mut rest = word;
        let mut place = 1;
        while let Some((first, behind)) = rest.split_first() {
            let letter = letter_number(*first);
            self.collect(letter, place, behind, &mut deciders);
            // No pattern that begins further on holds this letter.
            let is_vowel = is_vowel_number(letter);
            let alone = is_vowel && !after_vowel;
            count += usize::from(deciders.take(place).unwrap_or(alone));
            after_vowel = is_vowel;
            has_vowel |= is_vowel;
            rest = behind;
            place += 1;
        }
        if has_vowel { count.max(1) } else { 0 }
    }

    /// Hands all patterns that begin with `first`, at `place`, to `deciders`; `behind` are the
    /// letters after it. Returns the syllables of the whole word if it is listed.
    fn collect(
        &self,
        first: u8,
        place: usize,
        behind: &[u8],
        deciders: &mut Deciders,
    ) -> Option<usize> {
        let mut node = self.next(self.nodes.first()?, first)?;
        self.weigh(node, place, deciders);
        for byte in behind {
            node = self.next(node, letter_number(*byte))?;
            self.weigh(node, place, deciders);
        }
        node = self.next(node, END)?;
        self.weigh(node, place, deciders);
        (node.count > 0).then_some(usize::from(node.count))
    }

    fn weigh(&self, node: &Node, start: usize, deciders: &mut Deciders) {
        let first = usize::from(node.first_mark);
        let marks = first..first + usize::from(node.marks);
        for mark in self.marks.get(marks).unwrap_or_default() {
            deciders.weigh(start + usize::from(mark.offset), *mark);
        }
    }

    fn next(&self, node: &Node, letter: u8) -> Option<&Node> {
        match node.next.get(usize::from(letter)) {
            None | Some(0) => None,
            Some(next) => self.nodes.get(usize::from(*next)),
        }
    }
}

/// What decides the letter at a place, until all patterns that hold it have been read. A pattern
/// is shorter than the row, so that places are told apart by their remainder.
#[derive(Default)]
struct Deciders([Mark; LONGEST + 1]);

impl Deciders {
    fn weigh(&mut self, place: usize, mark: Mark) {
        let decider = &mut self.0[place % (LONGEST + 1)];
        if decider.rank < mark.rank {
            *decider = mark;
        }
    }

    /// Whether the letter begins a syllable, if a pattern says so; frees its place.
    fn take(&mut self, place: usize) -> Option<bool> {
        let decider = std::mem::take(&mut self.0[place % (LONGEST + 1)]);
        (decider.rank > 0).then_some(decider.speaks)
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
        assert_eq!(TABLE.count(b"sms"), 0);
        assert_eq!(TABLE.count(&[0, 255, b'a', 200]), 1);
        assert_eq!(TABLE.count(&[b'b', b'a'].repeat(5_000)), 5_000);
    }
}
