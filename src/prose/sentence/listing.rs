//! Lists that somebody wrote in one line: "1) Ring us 2) Write to us".

use std::ops::Range;

/// Marks that begin an entry, so that the passage is a list if it begins with one.
const BULLETS: [char; 6] = ['•', '⁃', '‣', '●', '▪', '◦'];

pub(super) fn is_bullet(character: char) -> bool {
    BULLETS.contains(&character)
}

/// Where the second entry and those after it begin, if `range` of `text` is a list in one line.
pub(super) fn entries(text: &str, range: &Range<usize>) -> Vec<usize> {
    let passage = text.get(range.clone()).unwrap_or_default();
    let found = match passage.chars().next() {
        Some(bullet) if is_bullet(bullet) => bulleted(passage, bullet),
        Some(first) if first.is_ascii_alphanumeric() || first == '(' => numbered(passage),
        _ => return Vec::new(),
    };
    found.into_iter().map(|at| range.start + at).collect()
}

fn bulleted(passage: &str, bullet: char) -> Vec<usize> {
    let places = passage.match_indices(bullet).map(|(at, _)| at);
    places
        .filter(|at| *at > 0 && space_before(passage, *at))
        .collect()
}

/// Entries count on from the first: a figure that happens to have a stop after it is no entry.
fn numbered(passage: &str) -> Vec<usize> {
    let Some(first) = Mark::read(passage) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 1;
    let mut count = first.count + 1;
    while let Some(next) = first.find(count, passage, at) {
        found.push(next);
        at = next + 1;
        count += 1;
    }
    found
}

/// How an entry is marked: "1.", "1.)", "1)", "(1)", "a." or "a)".
struct Mark<'a> {
    before: &'a str,
    after: &'a str,
    is_letter: bool,
    /// The number of the entry, from 1 for "a".
    count: u32,
}

impl<'a> Mark<'a> {
    fn read(passage: &'a str) -> Option<Self> {
        let (mark, _) = passage.split_once(char::is_whitespace)?;
        let bare = mark.trim_start_matches('(');
        let end = bare
            .find(|c: char| !c.is_ascii_alphanumeric())
            .filter(|end| *end <= 3)?;
        let (label, after) = bare.split_at(end);
        let before = mark.strip_suffix(bare)?;
        if !matches!((before, after), ("", "." | ".)" | ")") | ("(", ")")) {
            return None;
        }
        // Only the first letter: "I." and "A." begin names and answers too.
        let count = match label {
            "a" => 1,
            _ => label.parse().ok()?,
        };
        Some(Self {
            before,
            after,
            is_letter: label == "a",
            count,
        })
    }

    /// The first entry with number `count` from byte `from` of the passage on.
    fn find(&self, count: u32, passage: &str, from: usize) -> Option<usize> {
        let label = if self.is_letter {
            char::from(b'a' + u8::try_from(count).ok()?.checked_sub(1)?).to_string()
        } else {
            count.to_string()
        };
        let mark = format!("{}{label}{}", self.before, self.after);
        let places = passage.match_indices(&mark).map(|(at, _)| at);
        places.filter(|at| *at >= from).find(|at| {
            let rest = passage.get(at + mark.len()..).unwrap_or_default();
            space_before(passage, *at) && rest.starts_with(char::is_whitespace)
        })
    }
}

fn space_before(passage: &str, at: usize) -> bool {
    passage
        .get(..at)
        .is_some_and(|before| before.ends_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::entries;

    fn cut(text: &str) -> Vec<usize> {
        entries(text, &(0..text.len()))
    }

    #[test]
    fn entries_count_on() {
        assert_eq!(cut("1) Ring 2) Write 3) Wait"), [8, 17]);
        assert_eq!(cut("a. Ring b. Write"), [8]);
        assert_eq!(cut("(1) Ring (2) Write"), [9]);
        assert_eq!(cut("• Ring • Write"), ["• Ring ".len()]);
    }

    #[test]
    fn what_does_not_count_on_is_no_list() {
        for text in [
            "1. You scored 5. Good.",
            "A. Lowe met B. Khan.",
            "You need a) a form b) a pen",
            "5 people came 6) later",
            "Rent",
        ] {
            assert!(cut(text).is_empty(), "{text}");
        }
    }
}
