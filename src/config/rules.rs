//! The `[rules]` table and the `[[folders]]` that change it.

use std::collections::BTreeMap;

use toml::{Spanned, Value};

use super::Written;
use crate::check::{FolderRules, Level, OptionOverride, RuleOverride, Settings};
use crate::diagnostic::nearest;

type WrittenRules = BTreeMap<Spanned<String>, Spanned<Value>>;

/// The settings of the rules; each mistake is noted with its byte in the file.
pub(super) fn settings(written: &Written, problems: &mut Vec<(usize, String)>) -> Settings {
    let site = overrides(&written.rules, problems);
    let folders = written.folders.iter().map(|folder| FolderRules {
        path: folder.path.get_ref().clone(),
        rules: overrides(&folder.rules, problems),
    });
    let folders = folders.collect();
    let (settings, found) = Settings::new(site, folders);
    for problem in found {
        problems.push((place_of(written, &problem.rule), problem.message));
    }
    settings
}

/// The byte at which a rule is named first.
fn place_of(written: &Written, rule: &str) -> usize {
    let folders = written
        .folders
        .iter()
        .flat_map(|folder| folder.rules.keys());
    let mut names = written.rules.keys().chain(folders);
    names
        .find(|name| name.get_ref() == rule)
        .map_or(0, |name| name.span().start)
}

fn overrides(
    written: &WrittenRules,
    problems: &mut Vec<(usize, String)>,
) -> BTreeMap<String, RuleOverride> {
    let mut overrides = BTreeMap::new();
    for (name, value) in written {
        match read(value.get_ref()) {
            Ok(change) => {
                overrides.insert(name.get_ref().clone(), change);
            }
            Err(message) => problems.push((value.span().start, message)),
        }
    }
    overrides
}

fn read(value: &Value) -> Result<RuleOverride, String> {
    match value {
        Value::String(name) => Ok(RuleOverride::Level(level(name)?)),
        Value::Table(table) => {
            let mut chosen = None;
            let mut options = BTreeMap::new();
            for (key, value) in table {
                match (key.as_str(), value) {
                    ("level", Value::String(name)) => chosen = Some(level(name)?),
                    ("level", _) => {
                        return Err("`level` should be text in quotation marks.".to_owned());
                    }
                    _ => {
                        options.insert(key.clone(), option(key, value)?);
                    }
                }
            }
            Ok(RuleOverride::Options {
                level: chosen,
                options,
            })
        }
        Value::Boolean(false) => Err("A rule is switched off with `\"off\"`.".to_owned()),
        _ => Err(
            "A rule is set to a level, as in `\"warning\"`, or to `{ level = …, … }`.".to_owned(),
        ),
    }
}

fn level(name: &str) -> Result<Level, String> {
    let named = Level::ALL.into_iter().find(|level| level.name() == name);
    named.ok_or_else(|| {
        let names = Level::ALL.map(Level::name);
        match nearest(name, names) {
            Some(near) => format!("There is no level “{name}”. Did you mean “{near}”?"),
            None => {
                format!("There is no level “{name}”. The levels are off, info, warning and error.")
            }
        }
    })
}

fn option(name: &str, value: &Value) -> Result<OptionOverride, String> {
    let mistake = || format!("The option `{name}` should be a whole number or a list of words.");
    match value {
        Value::Integer(number) => usize::try_from(*number)
            .map(OptionOverride::Number)
            .map_err(|_| mistake()),
        Value::Array(items) => {
            let words = items
                .iter()
                .map(|item| item.as_str().map(str::to_owned).ok_or_else(mistake));
            Ok(OptionOverride::Words(words.collect::<Result<_, _>>()?))
        }
        _ => Err(mistake()),
    }
}
