//! Reads `site.toml` and hands each stage its own settings.
//!
//! Every key has a default. An unknown key is an error with a suggestion. Where the keys are
//! known, all mistakes in their values are reported together.

mod error;
mod rules;

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;
use toml::Spanned;

use crate::check;
use crate::site::SiteSettings;
use crate::source::LineIndex;

pub use error::{ConfigError, ConfigProblem};

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
}

impl Default for Config {
    fn default() -> Self {
        Self {
            site: SiteSettings::default(),
            checks: check::Settings::default(),
            theme: "default".to_owned(),
        }
    }
}

/// `site.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    site: SiteSettings,
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
        let written: Written = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            ConfigError::new(text, vec![(at, error::readable(error.message()))])
        })?;
        let mut problems = Vec::new();
        let checks = rules::settings(&written, &mut problems);
        check_site(text, &written.site, &mut problems);
        let theme = theme_name(written.theme.as_ref(), &mut problems);
        if problems.is_empty() {
            Ok(Self {
                site: written.site,
                checks,
                theme,
            })
        } else {
            problems.sort();
            Err(ConfigError::new(text, problems))
        }
    }
}

impl Config {
    /// The same settings for a site at another address.
    pub fn set_base_url(&mut self, base_url: &str) -> Result<(), ConfigError> {
        base_url.clone_into(&mut self.site.base_url);
        let mut problems = Vec::new();
        check_site("", &self.site, &mut problems);
        if problems.is_empty() {
            Ok(())
        } else {
            Err(ConfigError::new("", problems))
        }
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
    let is_web = site.base_url.starts_with("https://") || site.base_url.starts_with("http://");
    let has_odd_end = site.base_url.contains(['?', '#', ' ', '"', '<', '>']);
    if !is_web || has_odd_end {
        let message = format!(
            "`base-url` should be a web address such as https://example.org/help/, found “{}”.",
            site.base_url
        );
        problems.push((place("base-url"), message));
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

impl ConfigError {
    fn new(text: &str, problems: Vec<(usize, String)>) -> Self {
        let lines = LineIndex::new(text);
        let located = |(at, message): (usize, String)| ConfigProblem {
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
    fn an_address_must_be_a_web_address() {
        assert!(problems("[site]\nbase-url = \"example.org\"\n").contains("base-url"));
    }
}
