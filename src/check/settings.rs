//! The level and options of each rule, for the site and for its folders.

use std::collections::BTreeMap;

use super::glob::Glob;
use super::meta::{Level, OptionValue, RuleMeta};
use super::rules;
use super::word_list::{OwnLexicon, OwnWords};
use crate::diagnostic::nearest;

/// What `site.toml` says of one rule: a level, or a level with options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleOverride {
    /// `long-paragraph = "off"`
    Level(Level),
    /// `long-sentence = { level = "error", max-words = 25 }`
    Options {
        /// The level, if it changes.
        level: Option<Level>,
        /// The options that change.
        options: BTreeMap<String, OptionOverride>,
    },
}

/// The value that `site.toml` gives an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionOverride {
    /// A count.
    Number(usize),
    /// Words or phrases.
    Words(Vec<String>),
}

/// Rules that differ in one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderRules {
    /// The folder or the page, as a path under `content/`.
    pub path: String,
    /// What differs there.
    pub rules: BTreeMap<String, RuleOverride>,
}

/// The level and options of each rule.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    site: BTreeMap<String, RuleOverride>,
    /// Deepest folder first.
    folders: Vec<FolderRules>,
    own_words: OwnLexicon,
    /// The files that the gate leaves out.
    ignored: Vec<Glob>,
}

/// A mistake in the settings of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The rule as it is written.
    pub rule: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl Settings {
    /// Settings for a site, with what differs in its folders.
    ///
    /// Every mistake is returned; the settings can be used without them.
    pub fn new(
        site: BTreeMap<String, RuleOverride>,
        mut folders: Vec<FolderRules>,
    ) -> (Self, Vec<SettingsProblem>) {
        let all = folders.iter().flat_map(|folder| &folder.rules).chain(&site);
        let problems = all
            .filter_map(|(id, change)| problem_with(id, change))
            .collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.path.len()));
        let settings = Self {
            site,
            folders,
            ..Self::default()
        };
        (settings, problems)
    }

    /// The same settings with the words of a site.
    #[must_use]
    pub fn with_words(mut self, words: OwnWords) -> Self {
        self.own_words = words.into();
        self
    }

    /// Leaves out the files that a pattern stands for, seen from the root of the site: they are
    /// built, but only rules whose findings would harm a reader or lose a page judge them.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub fn ignore(&mut self, pattern: &str) -> Result<(), String> {
        self.ignored.push(Glob::parse(pattern)?);
        Ok(())
    }

    /// Whether the gate leaves out the file at `path`, seen from the root of the site.
    pub fn ignores(&self, path: &str) -> bool {
        self.ignored.iter().any(|pattern| pattern.holds(path))
    }

    /// The words of the site.
    pub(super) const fn own_words(&self) -> &OwnLexicon {
        &self.own_words
    }

    /// The level of a rule for the page at `path` under `content/`.
    pub fn level(&self, rule: &RuleMeta, path: &str) -> Level {
        if rule.always {
            return rule.level;
        }
        let chosen = self.overrides(rule, path).find_map(|change| match change {
            RuleOverride::Level(level) => Some(*level),
            RuleOverride::Options { level, .. } => *level,
        });
        chosen.unwrap_or(rule.level)
    }

    /// The folders and pages for which rules differ.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(|folder| folder.path.as_str())
    }

    /// The folders and pages for which the level of a rule is set, and that level.
    pub fn levels_in_folders(&self, rule: &RuleMeta) -> Vec<(&str, Level)> {
        if rule.always {
            return Vec::new();
        }
        let in_folder = |folder: &'_ FolderRules| match folder.rules.get(rule.id)? {
            RuleOverride::Level(level) => Some(*level),
            RuleOverride::Options { level, .. } => *level,
        };
        let levels = self.folders.iter().filter_map(|folder| {
            let level = in_folder(folder)?;
            Some((folder.path.as_str(), level))
        });
        levels.collect()
    }

    /// A count that a rule asks for.
    ///
    /// # Panics
    /// If the rule has no such option, or it is not a count.
    pub fn number(&self, rule: &RuleMeta, name: &str, path: &str) -> usize {
        match (self.option(rule, name, path), default_of(rule, name)) {
            (Some(OptionOverride::Number(number)), _) => *number,
            (_, Some(OptionValue::Number(number))) => number,
            _ => unreachable!(
                "`{}` asks only for counts that it declares: {name}",
                rule.id
            ),
        }
    }

    /// Words that a rule asks for.
    ///
    /// # Panics
    /// If the rule has no such option, or it is not a list of words.
    pub fn words<'a>(&'a self, rule: &'a RuleMeta, name: &str, path: &'a str) -> Vec<&'a str> {
        match (self.option(rule, name, path), default_of(rule, name)) {
            (Some(OptionOverride::Words(words)), _) => words.iter().map(String::as_str).collect(),
            (_, Some(OptionValue::Words(words))) => words.to_vec(),
            _ => unreachable!("`{}` asks only for words that it declares: {name}", rule.id),
        }
    }

    fn option<'a>(
        &'a self,
        rule: &'a RuleMeta,
        name: &str,
        path: &'a str,
    ) -> Option<&'a OptionOverride> {
        self.overrides(rule, path).find_map(|change| match change {
            RuleOverride::Level(_) => None,
            RuleOverride::Options { options, .. } => options.get(name),
        })
    }

    /// What is said of a rule for a page, nearest folder first.
    fn overrides<'a>(
        &'a self,
        rule: &'a RuleMeta,
        path: &'a str,
    ) -> impl Iterator<Item = &'a RuleOverride> {
        let folders = self
            .folders
            .iter()
            .filter(move |folder| is_below(path, &folder.path));
        folders
            .filter_map(|folder| folder.rules.get(rule.id))
            .chain(self.site.get(rule.id))
    }
}

fn default_of(rule: &RuleMeta, name: &str) -> Option<OptionValue> {
    let option = rule.options.iter().find(|option| option.name == name)?;
    Some(option.default)
}

/// Whether a page lies in a folder, or is the page that the path names.
fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.trim_matches('/');
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn problem_with(id: &str, change: &RuleOverride) -> Option<SettingsProblem> {
    let problem = |message: String| {
        Some(SettingsProblem {
            rule: id.to_owned(),
            message,
        })
    };
    let Some(rule) = rules::find(id) else {
        let near = rules::nearest(id).map(|near| format!(" Did you mean `{near}`?"));
        return problem(format!(
            "There is no rule `{id}`.{}",
            near.unwrap_or_default()
        ));
    };
    let meta = rule.meta();
    let RuleOverride::Options { level, options } = change else {
        return meta.always.then(|| fixed_level(id));
    };
    if meta.always && level.is_some() {
        return Some(fixed_level(id));
    }
    for (name, value) in options {
        let Some(known) = default_of(meta, name) else {
            let names: Vec<_> = meta
                .options
                .iter()
                .map(|option| format!("`{}`", option.name))
                .collect();
            let known = meta.options.iter().map(|option| option.name);
            let help = match nearest(name, known) {
                Some(near) => format!("Did you mean `{near}`?"),
                None if names.is_empty() => "It has no options.".to_owned(),
                None => format!("It has {}.", names.join(", ")),
            };
            return problem(format!("The rule `{id}` has no option `{name}`. {help}"));
        };
        match (known, value) {
            (OptionValue::Number(_), OptionOverride::Words(_)) => {
                return problem(format!("The option `{name}` of `{id}` is a number."));
            }
            (OptionValue::Words(_), OptionOverride::Number(_)) => {
                return problem(format!("The option `{name}` of `{id}` is a list of words."));
            }
            _ => {}
        }
    }
    None
}

fn fixed_level(id: &str) -> SettingsProblem {
    SettingsProblem {
        rule: id.to_owned(),
        message: format!(
            "The level of `{id}` cannot be changed: what it finds would harm a reader or lose a page."
        ),
    }
}
