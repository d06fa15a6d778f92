//! Words that do not count as rare when a page is scored: explained terms and names.

use super::protected::Marks;
use super::settings::Settings;
use super::spoken::is_running;
use crate::prose::{Exemption, Prose, Word, WordKind, WordSet, WordShapes};
use crate::site::{Page, Site};

/// The words of one text that do not count as rare, in lower case.
///
/// These are the words of glossary terms and of protected names, where the text uses them; and,
/// once a reader has met them, words that have a capital inside a sentence and are never written
/// without it. A page is not easier for that, so scores are shown without these exemptions too.
///
/// That such a name counts where it is first met is more than a guess: on 154 texts that people
/// had put in order, no other way to exempt names came as near to that order, and the next 602
/// texts bore it out (`tests/measure/difficulty_rank.py`).
#[derive(Debug, Default)]
pub struct ExemptWords {
    /// Words of terms and protected names.
    known: WordSet<String>,
    /// Words that only their capital shows to be names.
    names: WordSet<String>,
}

impl ExemptWords {
    /// The exempt words of `text`, which is a part of `page`.
    pub fn of(site: &Site, page: &Page, settings: &Settings, text: &Prose) -> Self {
        Self::among(&Marks::find(site, page, settings, text))
    }

    /// The exempt words of a text in which terms and names have been found.
    pub(super) fn among(marks: &Marks<'_>) -> Self {
        let text = marks.text();
        let mut known = WordSet::default();
        let mut capitals = capitals(text);
        let mut shapes = WordShapes::default();
        let add = |word: &String| shapes.add(word);
        capitals.iter().for_each(add);
        let written = |word: &Word| text.text().get(word.range.clone()).unwrap_or_default();
        let mut seen: WordSet<&str> = WordSet::default();
        let mut is_held = vec![false; text.words().len()];
        for (at, word) in marks.words_of_terms_and_names() {
            if let Some(is_held) = is_held.get_mut(at) {
                *is_held = true;
            }
            if seen.insert(written(word)) {
                insert(&mut known, &written(word).to_lowercase());
            }
        }
        for (word, is_held) in text.words().iter().zip(is_held) {
            let written = written(word);
            let is_small = || written.starts_with(char::is_lowercase);
            if !is_held && shapes.may_hold(written) && is_small() {
                capitals.remove(written);
            }
        }
        let mut names = WordSet::default();
        let add = |word: &String| insert(&mut names, word);
        capitals.iter().for_each(add);
        Self { known, names }
    }

    /// How far a word in lower case is one of them.
    pub fn exemption(&self, word: &str) -> Exemption {
        if self.known.contains(word) {
            Exemption::Always
        } else if self.names.contains(word) {
            Exemption::OnceMet
        } else {
            Exemption::None
        }
    }

    /// Whether a word in lower case is one of them.
    pub fn holds(&self, word: &str) -> bool {
        self.exemption(word) != Exemption::None
    }
}

/// Adds a word without its possessive, and the parts of a compound.
fn insert(words: &mut WordSet<String>, word: &str) {
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    if words.contains(stem) {
        return;
    }
    let parts = stem.split(['-', '‐', '‑']);
    words.extend(parts.map(str::to_owned));
    words.insert(stem.to_owned());
}

/// Words with a capital where none is due, in lower case: not the first of a sentence, of a
/// bracket or of quoted words.
fn capitals(text: &Prose) -> WordSet<String> {
    let running = text.passages().iter().filter(|passage| is_running(passage));
    let sentences = running.flat_map(|passage| text.sentences_in(passage));
    let pairs = sentences.flat_map(|sentence| text.words_in(sentence).windows(2));
    let names = pairs.filter_map(|pair| {
        let [before, word] = pair else { return None };
        let written = text.text().get(word.range.clone())?;
        if word.kind != WordKind::Word || !written.starts_with(char::is_uppercase) {
            return None;
        }
        let gap = text.text().get(before.range.end..word.range.start)?;
        gap.trim().is_empty().then_some(written)
    });
    let names: WordSet<&str> = names.collect();
    names.into_iter().map(str::to_lowercase).collect()
}
