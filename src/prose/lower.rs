//! Words in lower case, without an allocation for those of ordinary length.

use std::fmt;

/// Longer words, and those with letters beyond ASCII, go on the heap.
const LONGEST: usize = 40;

/// A word in lower case.
pub(super) struct Lower(Kept);

enum Kept {
    Here { bytes: [u8; LONGEST], length: usize },
    Heap(String),
}

impl Lower {
    /// `word` in lower case.
    pub(super) fn of(word: &str) -> Self {
        let mut bytes = [0; LONGEST];
        match bytes.get_mut(..word.len()) {
            Some(here) if word.is_ascii() => {
                here.copy_from_slice(word.as_bytes());
                here.make_ascii_lowercase();
                let length = word.len();
                Self(Kept::Here { bytes, length })
            }
            _ => Self(Kept::Heap(word.to_lowercase())),
        }
    }

    /// The word.
    pub(super) fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Here { bytes, length } => bytes
                .get(..*length)
                .and_then(|bytes| std::str::from_utf8(bytes).ok())
                .unwrap_or_default(),
            Kept::Heap(word) => word,
        }
    }
}

impl fmt::Debug for Lower {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::Lower;

    #[test]
    fn any_word_is_put_in_lower_case() {
        let long = "Un".repeat(30);
        for word in ["Rent", "", "CAFÉ", "D.W.P", &long] {
            assert_eq!(Lower::of(word).as_str(), word.to_lowercase());
        }
    }
}
