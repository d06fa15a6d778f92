//! Ids of headings and safe names for addresses.

use std::collections::BTreeSet;

/// Ids that begin like this belong to the theme.
const THEME_PREFIX: &str = "pl-";

/// Lower case, letters and digits, all else a single hyphen. Never empty.
///
/// Letters of every script stay, so that Welsh and other languages keep their words.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !matches!(character, '\'' | '’') && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let end = slug.trim_end_matches('-').len();
    slug.truncate(end);
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// Gives out ids that are unique on a page.
#[derive(Debug, Default)]
pub struct Slugs {
    used: BTreeSet<String>,
}

impl Slugs {
    /// An id made from `wanted` that was not given out before.
    pub fn unique(&mut self, wanted: &str) -> String {
        let mut base = slug(wanted);
        if base.starts_with(THEME_PREFIX) {
            base.insert_str(0, "section-");
        }
        let mut id = base.clone();
        let mut number = 1;
        while !self.used.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{Slugs, slug};

    #[test]
    fn words_are_joined_with_hyphens() {
        assert_eq!(slug("What if I can’t go?"), "what-if-i-cant-go");
    }

    #[test]
    fn a_slug_is_never_empty() {
        assert_eq!(slug("?!"), "section");
    }

    #[test]
    fn repeated_headings_get_numbers() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.unique("Do"), "do");
        assert_eq!(slugs.unique("Do"), "do-2");
    }

    #[test]
    fn ids_of_the_theme_are_left_free() {
        assert_eq!(Slugs::default().unique("pl-main"), "section-pl-main");
    }
}
