//! Reads `site.toml` and hands each stage its own settings.
//!
//! Every key has a default. An unknown key is an error with a suggestion. Where the keys are
//! known, all mistakes in their values are reported together.

mod error;
mod rules;
mod schema;
mod version;
mod words;

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;
use toml::Spanned;

use crate::check;
use crate::check::OwnWords;
use crate::site::SiteSettings;
use crate::source::LineIndex;
use crate::source::Position;

pub use error::{ConfigError, ConfigProblem};
pub use schema::schema;

/// The name of the settings file.
pub const FILE_NAME: &str = "site.toml";

/// The settings of a site, stage by stage.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site itself.
    pub site: SiteSettings,
    /// The rules.
    pub checks: check::Settings,
    /// The folder under `themes/` whose files overlay the default theme.
    pub theme: String,
    /// The words of the site, as far as they are known.
    words: OwnWords,
    /// Files with more of them, and where `site.toml` names each.
    word_files: Vec<(String, Position)>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            site: SiteSettings::default(),
            checks: check::Settings::default(),
            theme: "default".to_owned(),
            words: OwnWords::default(),
            word_files: Vec::new(),
        }
    }
}

/// `site.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    #[serde(rename = "required-version")]
    required_version: Option<Spanned<String>>,
    site: SiteSettings,
    words: words::Written,
    theme: Option<Spanned<String>>,
    rules: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    folders: Vec<WrittenFolder>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFolder {
    path: Spanned<String>,
    rules: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
}

impl FromStr for Config {
    type Err = ConfigError;

    /// Reads the text of a `site.toml`.
    fn from_str(text: &str) -> Result<Self, ConfigError> {
        // Before all else: another version may know keys that this one does not.
        version::check(text)?;
        let written: Written = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            ConfigError::new(
                FILE_NAME,
                text,
                vec![(at, error::readable(error.message()))],
            )
        })?;
        let mut problems = Vec::new();
        let mut checks = rules::settings(&written, &mut problems);
        let words = words::own_words(&written.words, &mut problems);
        words::ignore(&written.words, &mut checks, &mut problems);
        check_site(text, &written.site, &mut problems);
        let theme = theme_name(written.theme.as_ref(), &mut problems);
        if problems.is_empty() {
            Ok(Self {
                site: written.site,
                checks: checks.with_words(words.clone()),
                theme,
                words,
                word_files: words::files(&written.words, text),
            })
        } else {
            problems.sort();
            Err(ConfigError::new(FILE_NAME, text, problems))
        }
    }
}

impl Config {
    /// The same settings for a site at another address; `false` if it is no web address.
    #[must_use]
    pub fn set_base_url(&mut self, base_url: &str) -> bool {
        base_url.clone_into(&mut self.site.base_url);
        is_base_url(base_url)
    }
}

fn theme_name(theme: Option<&Spanned<String>>, problems: &mut Vec<(usize, String)>) -> String {
    let Some(theme) = theme else {
        return Config::default().theme;
    };
    let name = theme.get_ref();
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|next| next.is_alphanumeric() || matches!(next, '-' | '_'));
    if !plain {
        let message = format!("A theme is the name of a folder under themes/, not “{name}”.");
        problems.push((theme.span().start, message));
    }
    name.clone()
}

fn check_site(text: &str, site: &SiteSettings, problems: &mut Vec<(usize, String)>) {
    let place = |key: &str| text.find(key).unwrap_or(0);
    if !is_base_url(&site.base_url) {
        let message = format!(
            "`base-url` should be a web address such as https://example.org/help/, found “{}”.",
            site.base_url
        );
        problems.push((place("base-url"), message));
    }
    if let Some(url) = &site.edit_url
        && !is_web(url)
    {
        let message = format!("`edit-url` should begin with https:// or http://, found “{url}”.");
        problems.push((place("edit-url"), message));
    }
    if let Some(address) = &site.feedback
        && !is_web(address)
        && !is_mail(address)
    {
        let message =
            format!("`feedback` should be an e-mail or a web address, found “{address}”.");
        problems.push((place("feedback"), message));
    }
    for language in std::iter::once(&site.language).chain(&site.other_languages) {
        let is_tag = (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_tag {
            let message = format!(
                "A language is two or three small letters, as in `cy`, found “{language}”."
            );
            problems.push((place("language"), message));
        }
    }
    if site.list_page_size == 0 {
        problems.push((
            place("list-page-size"),
            "`list-page-size` is at least 1.".to_owned(),
        ));
    }
}

fn is_web(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(is_odd))
}

/// White space, controls and quotation marks, which no address holds.
fn is_odd(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "\"'<>\\^`{|}".contains(character)
}

fn is_mail(address: &str) -> bool {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let parts = address.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !address.contains(is_odd)
}

/// A host with or without a port, then a path of plain names.
fn is_base_url(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://").filter(|_| is_web(address)) else {
        return false;
    };
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
    let is_host = |next: char| next.is_alphanumeric() || matches!(next, '.' | '-');
    let is_name = |next: char| is_host(next) || matches!(next, '_' | '~' | '/');
    let climbs = path.split('/').any(|part| matches!(part, "." | ".."));
    !host.is_empty()
        && host.chars().all(is_host)
        && port.parse::<u16>().is_ok()
        && path.chars().all(is_name)
        && !climbs
}

impl ConfigError {
    fn new(file: &str, text: &str, problems: Vec<(usize, String)>) -> Self {
        let lines = LineIndex::new(text);
        let located = |(at, message): (usize, String)| ConfigProblem {
            file: file.to_owned(),
            position: lines.position(text, at),
            message,
        };
        Self {
            problems: problems.into_iter().map(located).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    fn problems(text: &str) -> String {
        match text.parse::<Config>() {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_empty_file_is_a_whole_site() {
        assert_eq!(problems(""), "");
    }

    #[test]
    fn an_unknown_key_gets_a_suggestion() {
        let found = problems("[site]\ntitel = \"A\"\n");
        assert!(found.contains("site.toml:2:1"), "{found}");
        assert!(found.contains("Did you mean `title`?"), "{found}");
    }

    #[test]
    fn every_mistake_in_the_rules_is_reported() {
        let found = problems("[rules]\nlong-sentense = \"off\"\nlong-sentence = \"loud\"\n");
        assert!(found.contains("Did you mean `long-sentence`?"), "{found}");
        assert!(found.contains("site.toml:3:"), "{found}");
    }

    #[test]
    fn levels_and_options_are_read() {
        let text = "[rules]\nlong-sentence = { level = \"warning\", max-words = 30 }\n";
        assert_eq!(problems(text), "");
    }

    #[test]
    fn a_base_address_is_a_host_and_a_plain_path() {
        for good in [
            "https://example.org",
            "https://example.org/help/",
            "http://127.0.0.1:4000",
        ] {
            assert_eq!(
                problems(&format!("[site]\nbase-url = \"{good}\"\n")),
                "",
                "{good}"
            );
        }
        for bad in [
            "http://",
            "https://u:p@e.org/",
            "https://e.org:99999/",
            "https://e.org/a/../b",
            "https://e.org/?a",
        ] {
            assert_ne!(
                problems(&format!("[site]\nbase-url = \"{bad}\"\n")),
                "",
                "{bad}"
            );
        }
    }

    #[test]
    fn addresses_for_readers_are_harmless() {
        assert!(problems("[site]\nedit-url = \"javascript:alert(1)\"\n").contains("edit-url"));
        assert!(problems("[site]\nfeedback = \"javascript:alert(1)\"\n").contains("feedback"));
        assert_eq!(problems("[site]\nfeedback = \"us@example.org\"\n"), "");
    }

    #[test]
    fn an_address_must_be_a_web_address() {
        assert!(problems("[site]\nbase-url = \"example.org\"\n").contains("base-url"));
    }
}
