//! Reads typed values from a YAML mapping, and notes every mistake instead of stopping at one.

use jiff::civil::Date;

use super::source_note::Seen;
use super::yaml::{Entry, Node, Value};
use super::{BAD_FRONT_MATTER, Located};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::source::SourceId;
use crate::source::Span;

/// Why these findings matter.
const WHY: &str = "The page cannot be built as you meant it until this is mended.";

/// The entries of one mapping that have not been read yet.
pub(super) struct Fields<'a> {
    source: SourceId,
    /// The place to point at when a key is missing.
    span: Span,
    entries: Vec<Entry>,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// The fields of `node`, which should be a mapping; `what` names it for people.
    pub(super) fn new(
        source: SourceId,
        node: Node,
        what: &str,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let span = node.span;
        let mut fields = Self {
            source,
            span,
            entries: Vec::new(),
            problems,
        };
        match node.value {
            Value::Mapping(entries) => fields.entries = entries,
            other => {
                let message = format!(
                    "Expected {what} as `key: value` lines, found {}",
                    other.kind()
                );
                fields.problem(
                    span,
                    message,
                    "Write each key on its own line, as in `title: My page`.",
                );
            }
        }
        fields
    }

    /// The fields of a mapping inside this one.
    pub(super) fn group(&mut self, node: Node, what: &str) -> Option<Fields<'_>> {
        if let Value::Mapping(_) = node.value {
            return Some(Fields::new(self.source, node, what, self.problems));
        }
        let message = format!("Expected {what} with its keys, found {}", node.value.kind());
        self.problem(node.span, message, "Write it as `{title: …, url: …}`.");
        None
    }

    /// Points at the mapping as a whole, or at its first line.
    pub(super) fn set_span(&mut self, span: Span) {
        self.span = span;
    }

    /// Notes a mistake.
    pub(super) fn problem(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let found = Diagnostic::new(
            BAD_FRONT_MATTER,
            Severity::Error,
            self.source,
            span,
            message,
        );
        self.problems.push(found.because(WHY).help(help));
    }

    /// Takes the entry of `key` out. `key:` with nothing behind it counts as absent.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let node = self.entries.remove(at).node;
        (node.value != Value::Null).then_some(node)
    }

    /// The entries that were not read yet, in order; none is left afterwards.
    pub(super) fn take_all(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries)
    }

    /// Notes every key that was not read, with the known key that is nearest to it.
    pub(super) fn finish(mut self, known: &[&str]) {
        for entry in self.take_all() {
            if known.contains(&entry.key.as_str()) {
                // Read once already, or present without a value.
                continue;
            }
            let help = match nearest(&entry.key, known.iter().copied()) {
                Some(key) => format!("Did you mean `{key}`?"),
                None => format!("The keys here are {}.", listed(known)),
            };
            let message = format!("Unknown key `{}`", entry.key);
            self.problem(entry.key_span, message, help);
        }
    }

    pub(super) fn text(&mut self, key: &str) -> Option<Located<String>> {
        let node = self.take(key)?;
        self.text_of(node, key)
    }

    pub(super) fn required_text(&mut self, key: &str) -> Option<Located<String>> {
        let present = self
            .entries
            .iter()
            .any(|entry| entry.key == key && entry.node.value != Value::Null);
        if !present {
            let help = format!("Add a line `{key}: …`.");
            self.problem(self.span, format!("There is no `{key}`"), help);
            return None;
        }
        self.text(key)
    }

    fn text_of(&mut self, node: Node, key: &str) -> Option<Located<String>> {
        let span = node.span;
        match node.value {
            Value::String(value) if !value.trim().is_empty() => Some(Located { value, span }),
            Value::String(_) => {
                self.problem(
                    span,
                    format!("`{key}` is empty"),
                    "Write it, or take the line out.",
                );
                None
            }
            other => {
                let message = format!("`{key}` should be text, found {}", other.kind());
                self.problem(span, message, "Put it in quotation marks.");
                None
            }
        }
    }

    pub(super) fn texts(&mut self, key: &str) -> Vec<Located<String>> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let Value::Sequence(items) = node.value else {
            let message = format!("`{key}` should be a list, found {}", node.value.kind());
            self.problem(node.span, message, format!("Write `{key}: [one, two]`."));
            return Vec::new();
        };
        items
            .into_iter()
            .filter_map(|item| self.text_of(item, key))
            .collect()
    }

    pub(super) fn nodes(&mut self, key: &str) -> Vec<Node> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        match node.value {
            Value::Sequence(items) => items,
            other => {
                let message = format!("`{key}` should be a list, found {}", other.kind());
                self.problem(
                    node.span,
                    message,
                    "Put each entry on its own line after a hyphen.",
                );
                Vec::new()
            }
        }
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        let Some(node) = self.take(key) else {
            return false;
        };
        if let Value::Bool(value) = node.value {
            return value;
        }
        let message = format!(
            "`{key}` should be true or false, found {}",
            node.value.kind()
        );
        self.problem(
            node.span,
            message,
            format!("Write `{key}: true` or `{key}: false`."),
        );
        false
    }

    pub(super) fn integer(&mut self, key: &str) -> Option<i64> {
        let node = self.take(key)?;
        if let Value::Integer(value) = node.value {
            return Some(value);
        }
        let message = format!(
            "`{key}` should be a whole number, found {}",
            node.value.kind()
        );
        self.problem(
            node.span,
            message,
            format!("Write a number, as in `{key}: 2`."),
        );
        None
    }

    pub(super) fn date(&mut self, key: &str) -> Option<Located<Date>> {
        let text = self.text(key)?;
        self.date_of(&text, key)
    }

    pub(super) fn date_of(&mut self, text: &Located<String>, key: &str) -> Option<Located<Date>> {
        let span = text.span;
        if let Some(value) = parse_date(&text.value) {
            return Some(Located { value, span });
        }
        let message = format!("`{key}` should be a date, found “{}”", text.value);
        self.problem(
            span,
            message,
            "Write year, month and day, as in 2026-11-21.",
        );
        None
    }

    pub(super) fn seen(&mut self, key: &str) -> Option<Seen> {
        let text = self.text(key)?;
        if text.value == "undated" {
            return Some(Seen::Undated);
        }
        let date = self.date_of(&text, key)?;
        Some(Seen::On(date.value))
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        text: &Located<String>,
        key: &str,
        known: &[(&str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            let help = match nearest(&text.value, names.iter().copied()) {
                Some(name) => format!("Did you mean `{name}`?"),
                None => format!("It can be {}.", listed(&names)),
            };
            self.problem(
                text.span,
                format!("`{key}` cannot be “{}”", text.value),
                help,
            );
        }
        found.map(|(_, value)| *value)
    }
}

/// A date written as year, month and day.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped.then(|| text.parse().ok()).flatten()
}

/// Words in a row, as a person would list them.
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn a_date_has_one_form() {
        assert!(parse_date("2026-11-21").is_some());
        assert!(parse_date("2026-02-30").is_none());
        assert!(parse_date("21/11/2026").is_none());
    }
}
