//! Ids of headings and safe names for addresses.

use std::collections::{BTreeMap, BTreeSet};

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

/// Names that Windows keeps for devices, so that no folder can have them there.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A part of an address: a slug that can be the name of a folder on every system.
pub fn address_part(text: &str) -> String {
    let mut part = slug(text);
    let numbered = part
        .strip_prefix("com")
        .or_else(|| part.strip_prefix("lpt"));
    let is_port = numbered.is_some_and(|rest| {
        rest.len() == 1 && rest != "0" && rest.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_port || DEVICES.contains(&part.as_str()) {
        part.push_str("-page");
    }
    part
}

/// Gives out ids that are unique on a page.
#[derive(Debug, Default)]
pub struct Slugs {
    used: BTreeSet<String>,
    /// The last number that was tried for each base, so that many equal headings stay cheap.
    numbers: BTreeMap<String, usize>,
}

impl Slugs {
    /// An id made from `wanted` that was not given out before.
    pub fn unique(&mut self, wanted: &str) -> String {
        let mut base = slug(wanted);
        if base.starts_with(THEME_PREFIX) {
            base.insert_str(0, "section-");
        }
        let mut id = base.clone();
        while !self.used.insert(id.clone()) {
            let number = self.numbers.entry(base.clone()).or_insert(1);
            *number += 1;
            id = format!("{base}-{number}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{Slugs, address_part, slug};

    #[test]
    fn words_are_joined_with_hyphens() {
        assert_eq!(slug("What if I can’t go?"), "what-if-i-cant-go");
    }

    #[test]
    fn a_slug_is_never_empty() {
        assert_eq!(slug("?!"), "section");
    }

    #[test]
    fn a_device_of_windows_is_no_folder() {
        assert_eq!(address_part("con"), "con-page");
        assert_eq!(address_part("COM1"), "com1-page");
        assert_eq!(address_part("contact"), "contact");
    }

    #[test]
    fn repeated_headings_get_numbers() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.unique("Do"), "do");
        assert_eq!(slugs.unique("Do"), "do-2");
    }

    #[test]
    fn a_number_that_a_heading_took_is_not_given_twice() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.unique("Do 2"), "do-2");
        assert_eq!(slugs.unique("Do"), "do");
        assert_eq!(slugs.unique("Do"), "do-3");
    }

    #[test]
    fn ids_of_the_theme_are_left_free() {
        assert_eq!(Slugs::default().unique("pl-main"), "section-pl-main");
    }
}
