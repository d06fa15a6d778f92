//! YAML as a tree whose every node knows its bytes in the source.
//!
//! The only place that knows which YAML parser we use. A tree, and not a typed value, because a
//! typed reader stops at its first error, and a writer should see all mistakes in one run. The
//! tree is made from the parser's events: a reader that hands over places costs twice as much as
//! the parser itself, and front matter is a third of what is read.

use std::collections::BTreeSet;

use granit_parser::{Event, Marker, Options, Parser, ScalarStyle, ScanError, StrInput};

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
    let mut reader = Reader {
        events: Parser::new_from_str_with_options(yaml, options()),
        yaml,
        offset,
        nodes: 0,
    };
    reader.document().map_err(|problem| YamlProblem {
        span: problem.span.shifted(offset),
        ..problem
    })
}

fn options() -> Options {
    granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
    }
}

/// Makes a tree from the parser's events.
struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    yaml: &'a str,
    /// Where the YAML begins in its file.
    offset: usize,
    /// How many nodes have been read.
    nodes: usize,
}

type Read<T> = Result<T, YamlProblem>;

impl<'a> Reader<'a> {
    /// The only document; what stands behind it would be lost.
    fn document(&mut self) -> Read<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(problem(span, "it holds more than one document"));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        Ok(root.unwrap_or_else(|| Node {
            span: Span::at(self.offset),
            value: Value::Null,
        }))
    }

    /// The next event and its bytes in the YAML.
    fn next(&mut self) -> Read<(Event<'a>, Span)> {
        match self.events.next_event() {
            None => Ok((Event::StreamEnd, Span::at(self.yaml.len()))),
            Some(Ok((event, span))) => {
                let bytes = span.byte_range().unwrap_or_default();
                Ok((event, Span::from(bytes)))
            }
            Some(Err(error)) => Err(self.not_yaml(&error)),
        }
    }

    /// The node that `event` begins.
    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Read<Node> {
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err(problem(span, "it is nested too deeply or too large"));
        }
        let value = match event {
            Event::Scalar(.., anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag)
                if anchor > 0 || tag.is_some() =>
            {
                return Err(problem(span, NOT_READ));
            }
            Event::Scalar(text, ScalarStyle::Plain, ..) => plain(&text),
            Event::Scalar(text, ..) => Value::String(text.into_owned()),
            Event::SequenceStart(..) => Value::Sequence(self.items(depth)?),
            Event::MappingStart(..) => Value::Mapping(self.entries(depth)?),
            _ => return Err(problem(span, NOT_READ)),
        };
        Ok(Node {
            span: self.placed(span),
            value,
        })
    }

    fn items(&mut self, depth: usize) -> Read<Vec<Node>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn entries(&mut self, depth: usize) -> Read<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut keys = BTreeSet::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => return Ok(entries),
                Event::Scalar(key, _, 0, None) => key.into_owned(),
                _ => return Err(problem(span, "a key must be a word or a few words")),
            };
            if !keys.insert(key.clone()) {
                return Err(problem(span, format!("the key `{key}` stands here twice")));
            }
            let (event, value_span) = self.next()?;
            entries.push(Entry {
                key,
                key_span: self.placed(span),
                node: self.node(event, value_span, depth + 1)?,
            });
        }
    }

    /// The bytes in the file. A block scalar's span runs over the blank lines behind it, which
    /// nobody means.
    fn placed(&self, span: Span) -> Span {
        let end = span.start + span.of(self.yaml).trim_end().len();
        Span::new(span.start, end).shifted(self.offset)
    }

    fn not_yaml(&self, error: &ScanError) -> YamlProblem {
        let span = Span::at(byte_of(error.marker(), self.yaml));
        problem(span, error.info())
    }
}

/// What is valid YAML and means more than our formats need.
const NOT_READ: &str = "it uses anchors (& and *) or tags (!), which are not read here";

fn problem(span: Span, message: impl Into<String>) -> YamlProblem {
    let message = message.into();
    YamlProblem { span, message }
}

/// The byte of a place, which the parser may know by line and column only.
fn byte_of(marker: &Marker, yaml: &str) -> usize {
    if let Some(byte) = marker.byte_offset() {
        return byte.min(yaml.len());
    }
    let line = marker.line().saturating_sub(1);
    let before: usize = yaml.split_inclusive('\n').take(line).map(str::len).sum();
    let text = yaml.get(before..).unwrap_or_default();
    let inside = text
        .char_indices()
        .nth(marker.col())
        .map_or(text.len(), |(at, _)| at);
    before + inside
}

/// What a scalar without quotation marks is, by YAML 1.2's core schema: `yes` is a word.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).unwrap_or_else(|| Value::String(text.to_owned())),
    }
}

fn number(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(
        unsigned,
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN"
    ) {
        return Some(Value::Float);
    }
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            let value = i64::from_str_radix(digits, radix);
            return is_number.then(|| value.map_or(Value::Float, Value::Integer));
        }
    }
    // A zero in front makes a number of a form or a phone, which is no figure.
    let is_padded = unsigned.len() > 1
        && unsigned.starts_with('0')
        && unsigned.bytes().all(|digit| digit.is_ascii_digit());
    let integer = text.parse().ok().map(Value::Integer);
    let float = || text.parse::<f64>().ok().map(|_| Value::Float);
    if is_padded {
        None
    } else {
        integer.or_else(float)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value as Json;

    use super::{Node, Value, parse};
    use crate::source::SourceSet;

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

    /// A tree as the typed reader hands it over, without places.
    fn without_places(node: &Node) -> Json {
        match &node.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::from(*value),
            Value::Integer(value) => Json::from(*value),
            Value::Float => Json::from(0.5),
            Value::String(text) => Json::from(text.as_str()),
            Value::Sequence(items) => items.iter().map(without_places).collect(),
            Value::Mapping(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), without_places(&entry.node)))
                .collect(),
        }
    }

    fn typed(yaml: &str) -> Json {
        let options = serde_yaml::options! { strict_booleans: true };
        let value: Json = serde_yaml::from_str_with_options(yaml, options).expect(yaml);
        value
    }

    #[test]
    fn the_tree_holds_what_a_typed_reader_reads() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let content = SourceSet::read(root, "content").expect("the content can be read");
        let mut read = 0;
        for file in content.files() {
            let yaml = match file.front {
                Some(front) => front.yaml.of(&file.text),
                None if file.path == "content/facts.yaml" => &file.text,
                None => continue,
            };
            let node = parse(yaml, 0).expect("it is YAML");
            assert_eq!(without_places(&node), typed(yaml), "{}", file.path);
            read += 1;
        }
        assert!(read > 200, "{read} files");
    }

    #[test]
    fn scalars_are_what_a_typed_reader_takes_them_for() {
        for scalar in [
            "",
            "~",
            "null",
            "true",
            "False",
            "yes",
            "no",
            "on",
            "12",
            "-3",
            "+4",
            "0x1f",
            "0o17",
            "0x",
            "0b",
            "-",
            "+",
            ".",
            "1.2.3",
            "2026-11-21",
            "10:30",
            "£95.55",
            "inf",
            "nan",
            "0345 608 8545",
            "- x",
            "'12'",
            "\"true\"",
            "|\n  a\n  b\n",
            ">-\n  a\n  b\n",
            "[a, 'b', [c, {d: e}]]",
            "{a: 1, b: {c: ~}}",
            "18446744073709551616000",
            "a: b",
        ] {
            let yaml = format!("key: {scalar}\n");
            if let Ok(node) = parse(&yaml, 0) {
                let ours = without_places(&node).to_string();
                // The tree keeps no fraction: where one is read is all that matters.
                let theirs = match &typed(&yaml)["key"] {
                    Json::Number(number) if number.is_f64() || number.as_i64().is_none() => {
                        Json::from(0.5)
                    }
                    other => other.clone(),
                };
                assert_eq!(ours, serde_json::json!({ "key": theirs }).to_string());
            } else {
                let theirs: Result<Json, _> = serde_yaml::from_str(&yaml);
                assert!(theirs.is_err(), "{yaml:?}");
            }
        }
    }

    #[test]
    fn a_zero_in_front_is_kept() {
        let root = parse("phone: 0345\n", 0).expect("it is YAML");
        assert_eq!(
            without_places(&root),
            serde_json::json!({ "phone": "0345" })
        );
    }

    #[test]
    fn what_would_be_lost_is_told() {
        for (yaml, expected) in [
            ("a: 1\nb: 2\na: 3\n", "the key `a` stands here twice"),
            (
                "a: &x 1\nb: *x\n",
                "it uses anchors (& and *) or tags (!), which are not read here",
            ),
            (
                "a: !mine 1\n",
                "it uses anchors (& and *) or tags (!), which are not read here",
            ),
            ("a: 1\n--- \nb: 2\n", "it holds more than one document"),
            ("[a, b]: 1\n", "a key must be a word or a few words"),
        ] {
            let problem = parse(yaml, 7).expect_err(yaml);
            assert_eq!(problem.message, expected, "{yaml:?}");
            assert!(
                (7..=7 + yaml.len()).contains(&problem.span.start),
                "{yaml:?}"
            );
        }
    }

    #[test]
    fn a_bomb_is_refused_quickly() {
        assert!(parse(&"[".repeat(100_000), 0).is_err());
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
        assert!(parse(bomb, 0).is_err());
    }
}
