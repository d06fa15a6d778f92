//! A quick hash for words, and a memory for what is worked out about them.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A few steps for eight bytes at a time: every word of a page is looked up many times, and the
/// usual hash takes far longer for short keys.
///
/// It does not withstand somebody who chooses words to fall together. So it is for words that are
/// given, for those of one page, and for memories that stay small.
#[derive(Debug, Clone, Copy)]
pub struct WordHasher(u64);

/// A map by words; see [`WordHasher`].
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of words; see [`WordHasher`].
pub type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl WordHasher {
    /// Adds a word, so that a small letter and its capital are the same.
    pub(super) fn add_in_any_case(&mut self, word: &[u8]) {
        // The bit that small letters have, and capitals have not.
        self.add_all(word, 0x2020_2020_2020_2020);
    }

    /// Adds bytes, eight at a time, with `bits` set in them.
    fn add_all(&mut self, bytes: &[u8], bits: u64) {
        let (chunks, rest) = bytes.as_chunks();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk) | bits);
        }
        let fold = |rest: u64, byte: &u8| rest << 8 | u64::from(*byte);
        self.mix(rest.iter().fold(0, fold) | bits);
    }

    /// Adds up to eight bytes.
    const fn mix(&mut self, bytes: u64) {
        let mixed = (self.0 ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.add_all(bytes, 0);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The shapes of a few words: their lengths and first letters, in either case. A look at them
/// tells most other words apart.
#[derive(Debug, Clone, Default)]
pub struct WordShapes {
    /// For the last five bits of the first byte, the lengths in bytes that occur, a bit each.
    /// Words of 31 bytes and more are of one length here.
    lengths: [u32; 32],
}

impl WordShapes {
    /// The shapes of `words`.
    pub const fn of(words: &[&str]) -> Self {
        Self { lengths: [0; 32] }.and(words)
    }

    /// These shapes and those of `words`.
    #[must_use]
    pub const fn and(mut self, words: &[&str]) -> Self {
        let mut rest = words;
        while let [word, others @ ..] = rest {
            self.add(word);
            rest = others;
        }
        self
    }

    /// Adds the shape of `word`.
    pub const fn add(&mut self, word: &str) {
        if let Some((place, length)) = Self::shape(word) {
            self.lengths[place] |= length;
        }
    }

    /// Whether a word of this shape is among them.
    #[inline]
    pub const fn may_hold(&self, word: &str) -> bool {
        match Self::shape(word) {
            Some((place, length)) => self.lengths[place] & length != 0,
            None => false,
        }
    }

    #[inline]
    const fn shape(word: &str) -> Option<(usize, u32)> {
        match word.as_bytes() {
            [] => None,
            [first, rest @ ..] => {
                let length = if rest.len() < 31 { rest.len() } else { 31 };
                Some(((*first % 32) as usize, 1 << length))
            }
        }
    }
}

/// How many words a memory holds before it begins anew: more than most sites have.
const MOST_WORDS: usize = 16_384;

/// What is known of words: pages use the same few thousand over and over.
#[derive(Debug)]
pub struct Memory<V>(WordMap<Box<str>, V>);

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Self(WordMap::default())
    }
}

impl<V: Copy> Memory<V> {
    /// What `work_out` says of `word`, worked out once.
    pub fn recall(&mut self, word: &str, work_out: impl FnOnce(&str) -> V) -> V {
        if let Some(known) = self.0.get(word) {
            return *known;
        }
        let value = work_out(word);
        if self.0.len() >= MOST_WORDS {
            self.0.clear();
        }
        self.0.insert(word.into(), value);
        value
    }
}
