//! The words that the theme adds to the pages: one file for each language, `words/en.toml`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::RenderError;
use crate::site::{Site, Unit};

/// The language that every name is known in.
pub(super) const ENGLISH: &str = "en";

/// The words in one language, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// The language, as it stands in the name of the file.
    pub(super) language: String,
    texts: BTreeMap<String, String>,
}

impl Words {
    /// Reads a file of words. What it does not say is said as in `otherwise`.
    pub(super) fn read(
        language: &str,
        text: &str,
        otherwise: Option<&Self>,
    ) -> Result<Self, RenderError> {
        let own: BTreeMap<String, String> =
            toml::from_str(text).map_err(|error| RenderError::Words {
                language: language.to_owned(),
                line: line_of(text, error.span().map_or(0, |span| span.start)),
                problem: error.message().to_owned(),
            })?;
        let mut texts = otherwise.map_or_else(BTreeMap::new, |words| words.texts.clone());
        texts.extend(own);
        Ok(Self {
            language: language.to_owned(),
            texts,
        })
    }

    /// Every text by its name, for templates.
    pub(super) const fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// The texts that the scripts say.
    pub(super) fn for_scripts(&self) -> BTreeMap<&str, &str> {
        let texts = self.texts.iter();
        texts
            .filter(|(name, _)| is_for_scripts(name))
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect()
    }

    /// The text of this name; a test makes sure that English has each that is asked for.
    pub(super) fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// The text of this name with values in place of what stands in braces.
    pub(super) fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        let values = values.iter().map(|(name, value)| (*name, *value));
        filled(self.get(name), values)
    }

    /// A figure with what it counts, as people say it: `7 days`, `£95.55 a week`.
    pub(super) fn figure(&self, unit: Unit, value: &str) -> String {
        unit.write_in(&self.texts, value)
    }

    /// How figures are said, for [`Site::units`].
    pub(super) fn units(&self) -> BTreeMap<String, String> {
        let texts = self.texts.iter();
        let units = texts.filter(|(name, _)| name.starts_with("unit_"));
        units
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect()
    }

    /// A fact on the site's date, as people say it in this language.
    pub(super) fn fact(&self, site: &Site, id: &str) -> Option<String> {
        let write = |unit, value: &str| self.figure(unit, value);
        site.facts.written(id, site.date, &write)
    }

    /// A date as people write it: `21 November 2026`.
    pub(super) fn date(&self, date: Date) -> String {
        let month = self.get(&format!("month_{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let values = [("day", day.as_str()), ("month", month), ("year", &year)];
        self.fill("date", &values)
    }
}

/// `text` with each `{name}` replaced. Braces inside a value stay as they are.
pub(super) fn filled<'v>(
    text: &str,
    values: impl IntoIterator<Item = (&'v str, &'v str)>,
) -> String {
    let values: BTreeMap<&str, &str> = values.into_iter().collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('{') {
        out.push_str(before);
        let known = opened
            .split_once('}')
            .and_then(|(name, after)| Some((values.get(name)?, after)));
        let Some((value, after)) = known else {
            out.push('{');
            rest = opened;
            continue;
        };
        out.push_str(value);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a text is said by the script that asks how a reader wants the pages to look.
fn is_for_scripts(name: &str) -> bool {
    name.starts_with("reading_")
}

/// The line of a byte, counted from 1.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.bytes().take(at);
    before.filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Words, filled};

    const IN_ENGLISH: &str = include_str!("../../themes/default/words/en.toml");
    const IN_WELSH: &str = include_str!("../../themes/default/words/cy.toml");

    fn words(language: &str, text: &str) -> Words {
        Words::read(language, text, None).expect("the file is sound")
    }

    /// The names that stand in braces.
    fn blanks(text: &str) -> BTreeSet<&str> {
        let opened = text.split('{').skip(1);
        opened
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn welsh_says_everything_that_english_says() {
        let (english, welsh) = (words("en", IN_ENGLISH), words("cy", IN_WELSH));
        let names = |words: &Words| words.texts.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&english), names(&welsh));
        for (name, text) in &english.texts {
            assert_eq!(blanks(text), blanks(welsh.get(name)), "{name}");
        }
    }

    #[test]
    fn every_word_that_a_template_names_is_there_and_none_is_written_in_one() {
        let english = words("en", IN_ENGLISH);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates");
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.expect("the templates can be read");
            if entry
                .path()
                .extension()
                .is_none_or(|ending| ending != "html")
            {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("it is text");
            let place = entry.path().display();
            for named in text.split("words.").skip(1) {
                let end = named.find(|next: char| !(next.is_alphanumeric() || next == '_'));
                let (name, _) = named.split_at(end.unwrap_or(named.len()));
                assert!(english.texts.contains_key(name), "{place}: words.{name}");
            }
            assert_eq!(written(&text), Vec::<String>::new(), "{place}");
        }
    }

    /// The words of a template that readers would see or hear, apart from what Tera puts in.
    fn written(template: &str) -> Vec<String> {
        let own = without(&without(template, "{{", "}}"), "{%", "%}");
        let own = without(&own, "{#", "#}");
        let labels = own.split("aria-label=\"").skip(1);
        let labels = labels.filter_map(|label| label.split('"').next());
        let shown = without(&own, "<", ">");
        let words = labels
            .chain([shown.as_str()])
            .flat_map(str::split_whitespace);
        let is_word = |word: &&str| word.chars().filter(|next| next.is_alphabetic()).count() > 1;
        words.filter(is_word).map(str::to_owned).collect()
    }

    /// A text without what stands between two signs.
    fn without(text: &str, open: &str, close: &str) -> String {
        let mut parts = text.split(open);
        let first = parts.next().unwrap_or_default().to_owned();
        let after = |part: &str| {
            part.split_once(close)
                .map_or(String::new(), |(_, rest)| rest.to_owned())
        };
        parts.fold(first, |kept, part| kept + &after(part))
    }

    #[test]
    fn values_stand_where_the_sentence_wants_them() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(filled("{b}: {a}, {c} {", values), "2: {b}, {c} {");
    }

    #[test]
    fn a_figure_is_said_in_its_language() {
        use crate::site::Unit;
        let (english, welsh) = (words("en", IN_ENGLISH), words("cy", IN_WELSH));
        for unit in [
            Unit::Gbp,
            Unit::GbpADay,
            Unit::GbpAWeek,
            Unit::GbpAMonth,
            Unit::Percent,
            Unit::Hours,
            Unit::Days,
            Unit::Weeks,
            Unit::Months,
            Unit::Years,
            Unit::Points,
            Unit::Phone,
            Unit::None,
        ] {
            for value in ["1", "2"] {
                assert_eq!(english.figure(unit, value), unit.write(value));
            }
        }
        assert_eq!(welsh.figure(Unit::GbpAWeek, "95.55"), "£95.55 yr wythnos");
        assert_eq!(welsh.figure(Unit::Phone, "116 123"), "116 123");
    }

    #[test]
    fn a_date_is_written_out_in_its_language() {
        let date = jiff::civil::date(2026, 7, 2);
        assert_eq!(words("en", IN_ENGLISH).date(date), "2 July 2026");
        assert_eq!(words("cy", IN_WELSH).date(date), "2 Gorffennaf 2026");
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let english = words("en", IN_ENGLISH);
        let french =
            Words::read("fr", "home = \"Accueil\"", Some(&english)).expect("the file is sound");
        assert_eq!(
            (french.get("home"), french.get("close")),
            ("Accueil", "Close")
        );
    }

    #[test]
    fn a_mistake_in_the_words_has_its_line() {
        let error = Words::read("fr", "home = \"A\"\nclose = 3\n", None).expect_err("it is wrong");
        let message = error.to_string();
        assert!(message.contains("words/fr.toml"), "{message}");
        assert!(message.contains("line 2"), "{message}");
    }
}
