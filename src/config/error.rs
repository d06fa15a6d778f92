//! Mistakes in `site.toml`, said for people.

use std::fmt;

use crate::diagnostic::nearest;
use crate::source::Position;

/// `site.toml`, or a file that it names, cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Everything that is wrong with it.
    pub problems: Vec<ConfigProblem>,
}

/// One mistake in a file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file, seen from the root of the site.
    pub file: String,
    /// Where it stands.
    pub position: Position,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let Position { line, column, .. } = problem.position;
            let gap = if at == 0 { "" } else { "\n" };
            write!(
                formatter,
                "{gap}{}:{line}:{column}: {}",
                problem.file, problem.message
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// The parser's message, with a suggestion where it speaks of an unknown key.
pub(super) fn readable(message: &str) -> String {
    let unknown = message
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split_once('`'));
    let Some((key, rest)) = unknown else {
        return message.to_owned();
    };
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    match nearest(key, known.iter().copied()) {
        Some(name) => format!("Unknown key `{key}`. Did you mean `{name}`?"),
        None => format!(
            "Unknown key `{key}`. The keys here are {}.",
            known.join(", ")
        ),
    }
}
