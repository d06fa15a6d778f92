//! Counts words, sentences, syllables and letters.

use std::cell::RefCell;

use serde::Serialize;

use super::lower::lower;
use super::rarity::{any_form, long_parts, stem};
use super::score::real;
use super::word_hash::{Memory, WordMap, WordSet};
use super::{PassageKind, Prose, WordKind, rarity_band, syllables};

/// What readability scores are made of.
///
/// Paragraphs and entries of lists count, in alerts, footnotes and definitions too. Headings,
/// table cells, terms, quotations and letters do not: they are no sentences, or not ours.
///
/// Figures, addresses and inline code are one word of one syllable each. An address and code
/// have no letters or characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Words, figures, addresses and pieces of code.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables of all words.
    pub syllables: usize,
    /// Letters of all words.
    pub letters: usize,
    /// Letters and digits of all words; punctuation is left out.
    pub characters: usize,
    /// Words of three syllables or more.
    pub polysyllables: usize,
    /// Words of three syllables or more, as Gunning counts them: without names (a capital inside
    /// a sentence), without compounds of short words (a hyphen), and without verbs that reach
    /// three syllables by -ed, -es or -ing.
    pub complex_words: usize,
    /// Words of more than six letters.
    pub long_words: usize,
    /// Paragraphs; entries of lists are not among them.
    pub paragraphs: usize,
    /// The mean band (see [`rarity_band`]) of words of more than three letters; figures,
    /// addresses, code and exempt words left out; 0 if there are none.
    pub rarity: f64,
    /// The same if no word were exempt: a glossary makes no page easier by this one.
    pub rarity_without_exemptions: f64,
}

/// Whether a word that is not common is left out of [`Counts::rarity`]: it makes a text neither
/// harder nor easier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemption {
    /// It counts wherever it stands.
    None,
    /// It counts where the text has it for the first time, like a name that readers then know.
    OnceMet,
    /// It never counts, like a term that the site explains.
    Always,
}

impl Counts {
    /// Counts `prose`. `exempt` says which words are left out of rarity, such as glossary terms and
    /// names; it is asked in lower case, with and without -s and a possessive.
    pub fn of(prose: &Prose, exempt: &dyn Fn(&str) -> Exemption) -> Self {
        let mut counter = Counter {
            counts: Counts::default(),
            memory: KNOWN.take(),
            exempt,
            exemptions: WordMap::default(),
            met: WordSet::default(),
            banded: 0,
            left_out: 0,
            bands: 0,
            all_bands: 0,
        };
        for passage in prose.passages() {
            if !passage.kind.is_counted() {
                continue;
            }
            let is_paragraph = passage.kind == PassageKind::Paragraph;
            counter.counts.paragraphs += usize::from(is_paragraph);
            for sentence in prose.sentences_in(passage) {
                counter.counts.sentences += 1;
                for (index, word) in prose.words_in(sentence).iter().enumerate() {
                    let text = prose.text().get(word.range.clone()).unwrap_or_default();
                    counter.word(text, word.kind, index == 0);
                }
            }
        }
        counter.finish()
    }
}

struct Counter<'a> {
    counts: Counts,
    /// What is known of words.
    memory: Memory<Known>,
    exempt: &'a dyn Fn(&str) -> Exemption,
    /// What was said of the words that are not common.
    exemptions: WordMap<&'a str, Exemption>,
    /// Words that are exempt from now on, without their possessive.
    met: WordSet<&'a str>,
    /// Words that have a band.
    banded: usize,
    /// How many of them are left out.
    left_out: usize,
    /// The sum of the bands of all others.
    bands: usize,
    /// The sum of all bands.
    all_bands: usize,
}

thread_local! {
    static KNOWN: RefCell<Memory<Known>> = RefCell::default();
}

/// What is known of a word wherever it stands.
#[derive(Clone, Copy)]
struct Known {
    syllables: usize,
    letters: usize,
    digits: usize,
    /// Whether it is complex where it is no name.
    is_complex: bool,
    /// Its band, if it is long enough to have one.
    band: Option<usize>,
}

impl<'a> Counter<'a> {
    fn word(&mut self, text: &'a str, kind: WordKind, is_first: bool) {
        let counts = &mut self.counts;
        counts.words += 1;
        match kind {
            WordKind::Address | WordKind::Code => counts.syllables += 1,
            WordKind::Number => {
                let (letters, digits) = letters_and_digits(text);
                counts.syllables += 1;
                counts.letters += letters;
                counts.characters += letters + digits;
            }
            WordKind::Word => {
                let known = self.memory.recall(text, Known::of);
                self.add(known, !is_first && text.starts_with(char::is_uppercase));
                // A word in band 0 is common, exempt or not.
                if let Some(band) = known.band.filter(|band| *band > 0) {
                    self.all_bands += band;
                    if self.is_left_out(text) {
                        self.left_out += 1;
                    } else {
                        self.bands += band;
                    }
                }
            }
        }
    }

    fn is_left_out(&mut self, word: &'a str) -> bool {
        let exempt = self.exempt;
        let known = self.exemptions.entry(word);
        match *known.or_insert_with(|| exemption(word, exempt)) {
            Exemption::None => false,
            Exemption::OnceMet => !self.met.insert(stem(word)),
            Exemption::Always => true,
        }
    }

    fn add(&mut self, known: Known, is_name: bool) {
        let counts = &mut self.counts;
        counts.syllables += known.syllables;
        counts.letters += known.letters;
        counts.characters += known.letters + known.digits;
        counts.long_words += usize::from(known.letters > 6);
        counts.polysyllables += usize::from(known.syllables >= 3);
        counts.complex_words += usize::from(known.is_complex && !is_name);
        self.banded += usize::from(known.band.is_some());
    }

    fn finish(self) -> Counts {
        KNOWN.set(self.memory);
        let mean = |bands: usize, words: usize| match words {
            0 => 0.0,
            words => real(bands) / real(words),
        };
        Counts {
            rarity: mean(self.bands, self.banded - self.left_out),
            rarity_without_exemptions: mean(self.all_bands, self.banded),
            ..self.counts
        }
    }
}

impl Known {
    fn of(word: &str) -> Self {
        let (letters, digits) = letters_and_digits(word);
        let syllables = syllables(word);
        let lower = lower(word);
        let is_banded = long_parts(stem(&lower)).next().is_some();
        Self {
            syllables,
            letters,
            digits,
            is_complex: is_complex(word, syllables),
            band: is_banded.then(|| usize::from(rarity_band(&lower))),
        }
    }
}

/// How far a word is exempt, or else the least exempt of its long parts.
fn exemption(word: &str, exempt: &dyn Fn(&str) -> Exemption) -> Exemption {
    let lower = lower(word);
    let of_part = |part: &str| {
        let mut most = Exemption::None;
        any_form(part, &mut |form| {
            most = most.max(exempt(form));
            most == Exemption::Always
        });
        most
    };
    let of_parts = || long_parts(stem(&lower)).map(of_part).min();
    exempt(&lower).max(of_parts().unwrap_or(Exemption::None))
}

fn letters_and_digits(word: &str) -> (usize, usize) {
    if word.is_ascii() {
        let count = |belongs: fn(&u8) -> bool| word.bytes().filter(belongs).count();
        return (count(u8::is_ascii_alphabetic), count(u8::is_ascii_digit));
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let all = word.chars().filter(|c| c.is_alphanumeric()).count();
    (letters, all.saturating_sub(letters))
}

/// Whether a word of `spoken` syllables, which is no name, is complex by Gunning's rules.
fn is_complex(word: &str, spoken: usize) -> bool {
    let is_compound = word.contains(['-', '‐', '‑']);
    if spoken < 3 || is_compound {
        return false;
    }
    spoken > 3 || !is_inflected_from_two(word)
}

/// Whether the third syllable is only the ending of a verb: "created", "witnesses", "expecting".
fn is_inflected_from_two(word: &str) -> bool {
    const HISSES: [&str; 6] = ["s", "x", "z", "ch", "sh", "c"];
    let lower = word.to_lowercase();
    // "beginning" leaves "beginn", which is no word: the ending is more than an addition.
    let two = |verb: &str| syllables(verb) == 2 && !ends_doubled(verb.trim_end_matches('e'));
    if let Some(stem) = lower.strip_suffix("ing") {
        return two(stem) || two(&format!("{stem}e"));
    }
    let Some(silent) = lower.strip_suffix(['d', 's']) else {
        return false;
    };
    let Some(stem) = silent.strip_suffix('e') else {
        return false;
    };
    let is_spoken = if lower.ends_with('d') {
        stem.ends_with(['t', 'd'])
    } else {
        HISSES.iter().any(|hiss| stem.ends_with(hiss))
    };
    two(silent) || is_spoken && two(stem)
}

/// Whether a consonant was doubled for an ending, as in "admitt-ed".
fn ends_doubled(stem: &str) -> bool {
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some(last), Some(second)) => last == second && !"lsfzeo".contains(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Prose};
    use super::{Counts, Exemption};

    fn counts(markdown: &str) -> Counts {
        let prose = Prose::from_document(&Document::parse(markdown, 0), &|_| None);
        Counts::of(&prose, &|_| Exemption::None)
    }

    #[test]
    fn punctuation_is_no_letter_and_no_character() {
        let counts = counts("Don't pay £10.50!");
        assert_eq!(
            (counts.words, counts.letters, counts.characters),
            (3, 7, 11)
        );
    }

    #[test]
    fn only_paragraphs_and_entries_count() {
        let counts = counts(
            "# Big heading\n\nOne two.\n\n- three\n\n> four five\n\n```letter\nsix\n```\n\n|a|\n|-|\n|b|\n",
        );
        assert_eq!(
            (counts.words, counts.sentences, counts.paragraphs),
            (3, 2, 1)
        );
    }

    #[test]
    fn figures_addresses_and_code_have_one_syllable() {
        let counts = counts("1,234,567 www.example.org `a.b.c()`");
        assert_eq!((counts.words, counts.syllables), (3, 3));
        assert_eq!((counts.letters, counts.characters), (0, 7));
    }

    #[test]
    fn fog_passes_over_names_compounds_and_endings() {
        assert_eq!(counts("Ask in Birmingham.").complex_words, 0);
        assert_eq!(counts("A face-to-face talk.").complex_words, 0);
        assert_eq!(
            counts("It was corrected, correcting witnesses.").complex_words,
            0
        );
        assert_eq!(counts("Appropriate evidence.").complex_words, 2);
    }

    /// The rarity of a text where "claimant" is exempt, and where nothing is.
    fn rarities(text: &str, claimant: Exemption) -> (f64, f64) {
        let prose = Prose::from_document(&Document::parse(text, 0), &|_| None);
        let counts = Counts::of(&prose, &|word| match word {
            "claimant" => claimant,
            _ => Exemption::None,
        });
        (counts.rarity, counts.rarity_without_exemptions)
    }

    #[test]
    fn an_exempt_word_makes_a_text_neither_harder_nor_easier() {
        let (without_it, _) = rarities("Ordinary people wait.", Exemption::None);
        let text = "Ordinary claimants wait, people and claimants.";
        let (rarity, strict) = rarities(text, Exemption::Always);
        assert!((rarity - without_it).abs() < 1e-9 && rarity < strict);
    }

    #[test]
    fn a_name_counts_where_it_is_first_met() {
        let (once, strict) = rarities("Claimants wait.", Exemption::OnceMet);
        assert!((once - strict).abs() < 1e-9);
        let text = "A claimant's wait. That claimant waits.";
        let (again, strict) = rarities(text, Exemption::OnceMet);
        let (never, _) = rarities(text, Exemption::Always);
        assert!(never < again && again < strict);
    }

    #[test]
    fn nothing_counts_as_nothing() {
        assert_eq!(counts(""), Counts::default());
    }
}
