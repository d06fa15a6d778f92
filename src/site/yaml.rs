//! YAML as a tree whose every node knows its bytes in the source.
//!
//! The only place that knows which YAML parser we use. A tree, and not a typed value, because the
//! parser stops at its first error, and a writer should see all mistakes in one run.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Options, Spanned};

use crate::source::Span;

/// Deepest nesting that is read; our formats need five.
const MAX_DEPTH: usize = 16;
/// Most nodes that are read from one file; the facts of this site need about 3,000.
const MAX_NODES: usize = 100_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    Float,
    String(String),
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) node: Node,
}

/// Why a text is not YAML, in one line, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YamlProblem {
    pub(super) span: Span,
    pub(super) message: String,
}

impl Value {
    /// What a person would call it.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "yes or no",
            Self::Integer(_) | Self::Float => "a number",
            Self::String(_) => "text",
            Self::Sequence(_) => "a list",
            Self::Mapping(_) => "a group of keys",
        }
    }
}

/// Parses the YAML at byte `offset` of its file.
pub(super) fn parse(yaml: &str, offset: usize) -> Result<Node, YamlProblem> {
    if yaml.trim().is_empty() {
        let value = Value::Mapping(Vec::new());
        let span = Span::at(offset);
        return Ok(Node { span, value });
    }
    let parsed: Result<Spanned<Raw>, _> = serde_yaml::from_str_with_options(yaml, options());
    match parsed {
        Ok(raw) => Ok(node(raw, yaml, offset)),
        Err(error) => Err(problem(&error, yaml, offset)),
    }
}

fn options() -> Options {
    serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            max_merge_keys: 0,
        },
    }
}

fn problem(error: &serde_yaml::Error, yaml: &str, offset: usize) -> YamlProblem {
    let message = readable(&error.without_snippet().to_string());
    let at = error
        .location()
        .map_or(Span::at(0), |location| span_of(location, yaml));
    let end = yaml.len();
    let start = at.start.min(end);
    YamlProblem {
        span: Span::new(start, at.end.clamp(start, end)).shifted(offset),
        message,
    }
}

/// The first line of the parser's message, without its own words for places and settings.
fn readable(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    if line.contains("budget breached") {
        return "it is nested too deeply, too large, or uses anchors (& and *)".to_owned();
    }
    let ends = [" at line ", ", set ", " by the configured policy"];
    let end = ends.into_iter().filter_map(|end| line.find(end)).min();
    line.get(..end.unwrap_or(line.len()))
        .unwrap_or(line)
        .to_owned()
}

fn span_of(location: serde_yaml::Location, yaml: &str) -> Span {
    let span = location.span();
    let bytes = span.byte_offset().zip(span.byte_len());
    let Some((start, length)) = bytes else {
        return Span::at(byte_of(location, yaml));
    };
    let start = usize::try_from(start).unwrap_or(yaml.len());
    let length = usize::try_from(length).unwrap_or(0);
    Span::new(start, start.saturating_add(length))
}

/// The byte of a place that the parser knows by line and column only.
fn byte_of(location: serde_yaml::Location, yaml: &str) -> usize {
    let line = usize::try_from(location.line())
        .unwrap_or(0)
        .saturating_sub(1);
    let column = usize::try_from(location.column())
        .unwrap_or(0)
        .saturating_sub(1);
    let before: usize = yaml.split_inclusive('\n').take(line).map(str::len).sum();
    let text = yaml.get(before..).unwrap_or_default();
    let inside = text
        .char_indices()
        .nth(column)
        .map_or(text.len(), |(at, _)| at);
    before + inside
}

fn node(raw: Spanned<Raw>, yaml: &str, offset: usize) -> Node {
    let mut span = span_of(raw.referenced, yaml);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(value) => Value::Bool(value),
        Raw::Integer(value) => Value::Integer(value),
        Raw::Float => Value::Float,
        Raw::String(value) => Value::String(value),
        Raw::Sequence(items) => {
            let items = items.into_iter().map(|item| node(item, yaml, offset));
            Value::Sequence(items.collect())
        }
        Raw::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Entry {
                key_span: span_of(key.referenced, yaml).shifted(offset),
                key: key.value,
                node: node(value, yaml, offset),
            });
            Value::Mapping(entries.collect())
        }
    };
    // A block scalar's span runs over the blank lines behind it, which nobody means.
    let text = span.of(yaml);
    span.end = span.start + text.trim_end().len();
    let span = span.shifted(offset);
    Node { span, value }
}

/// What the parser hands over, before the places are ours.
enum Raw {
    Null,
    Bool(bool),
    Integer(i64),
    Float,
    String(String),
    Sequence(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a number, a list or a group of keys")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Float, Raw::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Float)
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Float, Raw::Integer))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Float, Raw::Integer))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Raw::Sequence(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            all.push(entry);
        }
        Ok(Raw::Mapping(all))
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, parse};

    #[test]
    fn every_node_knows_its_bytes() {
        let yaml = "title: Can I?\nsources: [{title: \"A\", seen: 2026-07-02}]\nsummary: >-\n  One\n  two.\nrisk: true\n";
        let root = parse(yaml, 10).expect("it is YAML");
        let Value::Mapping(entries) = root.value else {
            panic!("not a mapping");
        };
        let places: Vec<_> = entries
            .iter()
            .map(|entry| {
                let span = entry.node.span;
                let text = yaml.get(span.start - 10..span.end - 10).expect("it fits");
                (entry.key.as_str(), text)
            })
            .collect();
        assert_eq!(places[0], ("title", "Can I?"));
        assert_eq!(places[2].0, "summary");
        assert!(places[2].1.ends_with("two."), "{places:?}");
        assert_eq!(places[3], ("risk", "true"));
        assert_eq!(entries[2].node.value, Value::String("One two.".into()));
    }

    #[test]
    fn yes_is_a_word_and_a_date_is_text() {
        let root = parse("a: yes\nb: 2026-11-21\n", 0).expect("it is YAML");
        let Value::Mapping(entries) = root.value else {
            panic!("not a mapping");
        };
        assert_eq!(entries[0].node.value, Value::String("yes".into()));
        assert_eq!(entries[1].node.value, Value::String("2026-11-21".into()));
    }

    #[test]
    fn a_mistake_has_a_place() {
        let problem = parse("title: [a\nb: c\n", 0).expect_err("it is not YAML");
        assert!(problem.span.start > 0, "{problem:?}");
    }

    #[test]
    fn a_bomb_is_refused_quickly() {
        assert!(parse(&"[".repeat(100_000), 0).is_err());
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
        assert!(parse(bomb, 0).is_err());
    }
}
