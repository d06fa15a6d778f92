//! One way to write what is written in many: spaces, hyphens, apostrophes, and marks that nobody
//! sees.

use std::borrow::Cow;
use std::ops::Range;

/// A text to look for words in, with the way back to the text as it is written.
///
/// Curly apostrophes are straight, no-break and doubled spaces are one space, all hyphens are the
/// plain one. Soft hyphens and other marks without a width are gone: they would hide a word.
#[derive(Debug, Clone)]
pub struct Folded<'t> {
    written: &'t str,
    text: Cow<'t, str>,
    /// Places from which on both texts go in step: the byte in the folded text, then the byte in
    /// the text as it is written.
    steps: Vec<(usize, usize)>,
}

impl<'t> Folded<'t> {
    /// Folds a text. One that is plain already is not copied.
    pub fn new(written: &'t str) -> Self {
        let mut text = String::new();
        let mut steps = Vec::new();
        // What was folded up to here is in `text`.
        let mut done = 0;
        let mut after_space = false;
        let mut from = 0;
        while let Some((at, character)) = next_odd(written, from, &mut after_space) {
            from = at + character.len_utf8();
            let plain = plain(character, after_space);
            after_space = matches!(plain, Plain::Space) || (after_space && plain == Plain::Gone);
            let instead = match plain {
                Plain::AsItIs => continue,
                Plain::Space if character == ' ' => continue,
                Plain::Space => " ",
                Plain::Apostrophe => "'",
                Plain::Hyphen => "-",
                Plain::Gone => "",
            };
            text.push_str(written.get(done..at).unwrap_or_default());
            if !instead.is_empty() {
                steps.push((text.len(), at));
                text.push_str(instead);
            }
            done = from;
            steps.push((text.len(), done));
        }
        if done == 0 {
            return Self {
                written,
                text: Cow::Borrowed(written),
                steps,
            };
        }
        text.push_str(written.get(done..).unwrap_or_default());
        Self {
            written,
            text: Cow::Owned(text),
            steps,
        }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text as it is written that a range of the folded text stands for.
    pub fn written(&self, range: Range<usize>) -> Range<usize> {
        let start = self.byte(range.start);
        let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else {
            return start..start;
        };
        let last = self.byte(last);
        let rest = self.written.get(last..);
        let length = rest.and_then(|rest| rest.chars().next());
        start..last + length.map_or(1, char::len_utf8)
    }

    fn byte(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(folded, _)| *folded <= at);
        let step = step.checked_sub(1).and_then(|step| self.steps.get(step));
        step.map_or(at, |(folded, written)| written + (at - folded))
    }
}

/// The next character from byte `from` on that may have to be folded. Letters and single spaces,
/// which most of a text is, are passed over byte by byte; `after_space` follows them.
fn next_odd(text: &str, from: usize, after_space: &mut bool) -> Option<(usize, char)> {
    for (at, byte) in text.bytes().enumerate().skip(from) {
        let is_second_space = byte == b' ' && *after_space;
        if is_second_space || byte == b'\t' || !byte.is_ascii() {
            return Some((at, text.get(at..)?.chars().next()?));
        }
        *after_space = byte == b' ';
    }
    None
}

/// How a character is written plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plain {
    AsItIs,
    Space,
    Apostrophe,
    Hyphen,
    Gone,
}

const fn plain(character: char, after_space: bool) -> Plain {
    match character {
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => {
            if after_space {
                Plain::Gone
            } else {
                Plain::Space
            }
        }
        '’' | '‘' | 'ʼ' => Plain::Apostrophe,
        '‐' | '‑' => Plain::Hyphen,
        character if is_invisible(character) => Plain::Gone,
        _ => Plain::AsItIs,
    }
}

/// Soft hyphens, joiners and other marks that have no width.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::Folded;

    /// The folded text, and what its part `words` is in the text as it is written.
    fn written<'t>(text: &'t str, words: &str) -> &'t str {
        let folded = Folded::new(text);
        let start = folded.text().find(words).expect("the words are there");
        let range = folded.written(start..start + words.len());
        text.get(range).expect("a range lies in its text")
    }

    #[test]
    fn plain_text_is_not_copied() {
        let folded = Folded::new("Ask at the café - now.");
        assert!(matches!(folded.text, std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn odd_signs_become_plain_ones() {
        let text = "A\u{a0}carer’s  low‑cost\u{200b} offer";
        assert_eq!(Folded::new(text).text(), "A carer's low-cost offer");
    }

    #[test]
    fn every_part_knows_where_it_came_from() {
        let text = "“A\u{a0}  carer’s” per\u{ad}verse é in\u{ad}centive";
        assert_eq!(written(text, "A carer's"), "A\u{a0}  carer’s");
        assert_eq!(written(text, "perverse"), "per\u{ad}verse");
        assert_eq!(written(text, "é"), "é");
        assert_eq!(written(text, "incentive"), "in\u{ad}centive");
        assert_eq!(written("on\u{ad} off", "on"), "on");
    }
}
