//! A JSON schema of `site.toml`, with which editors help to write one.
//!
//! The rules and their options come from the rules themselves. The other keys stand in tables here;
//! a test compares them with what is read.

use serde_json::{Map, Value, json};

use crate::check::{ALL, Level, OptionValue, RuleMeta};

/// A key of `site.toml`: its name, its shape and what it means.
type Key = (&'static str, Shape, &'static str);

/// What a key holds.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Text,
    WebAddress,
    Count,
    TextList,
    TextByName,
    /// A list of tables with these keys, the first `usize` of which must be there.
    Tables(&'static [Key], usize),
}

/// The keys of `[site]`.
const SITE: &[Key] = &[
    (
        "title",
        Shape::Text,
        "The name of the site, shown at the top of each page.",
    ),
    (
        "description",
        Shape::Text,
        "A sentence about the site, for search engines and feeds.",
    ),
    (
        "base-url",
        Shape::WebAddress,
        "The address of the site, with the path it lives under.",
    ),
    (
        "language",
        Shape::Text,
        "The language of pages without a language in their file name, as in `en`.",
    ),
    (
        "other-languages",
        Shape::TextList,
        "Other languages, as they stand in file names: `cy` for `page.cy.md`.",
    ),
    (
        "topics",
        Shape::TextByName,
        "The topics that pages may use, with their titles. Without any, pages may use any topic.",
    ),
    (
        "edit-url",
        Shape::WebAddress,
        "Where the source of the pages can be seen; a page links to itself below it.",
    ),
    (
        "feedback",
        Shape::Text,
        "Where a reader can say what was unclear: an e-mail or a web address.",
    ),
    (
        "crisis-page",
        Shape::Text,
        "The page with crisis help, as a path under `content/`.",
    ),
    (
        "advice-page",
        Shape::Text,
        "The page with where to get advice, as a path under `content/`.",
    ),
    (
        "help",
        Shape::Tables(HELP, 2),
        "Numbers that stand on every page.",
    ),
    (
        "contents-from",
        Shape::Count,
        "From how many headings on a page gets a table of contents.",
    ),
    (
        "list-page-size",
        Shape::Count,
        "Entries on one page of a long list.",
    ),
];

/// The keys of `[[site.help]]`.
const HELP: &[Key] = &[
    ("name", Shape::Text, "Who answers."),
    ("fact", Shape::Text, "The fact that holds the number."),
    ("note", Shape::Text, "When to use it, in a few words."),
];

/// The keys at the top of the file, but for those that are put together below.
const TOP: &[Key] = &[
    (
        "required-version",
        Shape::Text,
        "The version of Plainly that the site is written for. One that does not fit refuses it.",
    ),
    (
        "theme",
        Shape::Text,
        "The folder under `themes/` whose files overlay the default theme.",
    ),
];

/// The keys of `[words]`.
const WORDS: &[Key] = &[
    (
        "files",
        Shape::TextList,
        "Lists of the site's own words, seen from the folder of site.toml.",
    ),
    (
        "names",
        Shape::TextList,
        "Names that no rule about words touches, with their capitals.",
    ),
    (
        "allow",
        Shape::TextList,
        "Words of the tool's lists that are fine on this site, in all their forms.",
    ),
    (
        "ignore",
        Shape::TextList,
        "Files that the gate leaves out, as in `content/archive/**`.",
    ),
];

/// The schema, in draft 2020-12.
pub fn schema() -> Value {
    let mut top = properties(TOP);
    top.insert(
        "site".to_owned(),
        table("The site itself.", &properties(SITE), &[]),
    );
    top.insert(
        "words".to_owned(),
        table("The site's own words.", &properties(WORDS), &[]),
    );
    top.insert("rules".to_owned(), json!({ "$ref": "#/$defs/rules" }));
    let folder = json!({ "type": "string", "description": "The folder or the page, as a path under `content/`." });
    let mut in_folder = Map::new();
    in_folder.insert("path".to_owned(), folder);
    in_folder.insert("rules".to_owned(), json!({ "$ref": "#/$defs/rules" }));
    top.insert(
        "folders".to_owned(),
        json!({
            "description": "What differs in a folder or on a page. The longest path speaks first.",
            "type": "array",
            "items": table("What differs in one folder.", &in_folder, &["path", "rules"]),
        }),
    );
    let rules = ALL.iter().map(|rule| rule.meta());
    let rules: Map<_, _> = rules.map(|meta| (meta.id.to_owned(), rule(meta))).collect();
    let mut schema = table(
        "The settings of a Plainly site. Every key has a default.",
        &top,
        &[],
    );
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(
            "$schema".to_owned(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        schema.insert("title".to_owned(), "site.toml".into());
        schema.insert(
            "$defs".to_owned(),
            json!({
                "level": level(),
                "rules": table("The level of each rule, or its level with its options.", &rules, &[]),
            }),
        );
    }
    schema
}

fn table(about: &str, properties: &Map<String, Value>, required: &[&str]) -> Value {
    let mut table = json!({
        "description": about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

fn properties(keys: &[Key]) -> Map<String, Value> {
    let described = keys.iter().map(|(name, shape, about)| {
        let mut property = shape_of(*shape);
        property["description"] = json!(about);
        ((*name).to_owned(), property)
    });
    described.collect()
}

fn shape_of(shape: Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::WebAddress => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::TextList => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::TextByName => {
            json!({ "type": "object", "additionalProperties": { "type": "string" } })
        }
        Shape::Tables(keys, required) => {
            let required: Vec<&str> = keys.iter().take(required).map(|key| key.0).collect();
            json!({ "type": "array", "items": table("", &properties(keys), &required) })
        }
    }
}

fn level() -> Value {
    let names: Vec<_> = Level::ALL.iter().map(|level| level.name()).collect();
    json!({ "description": "How much a finding matters. Only `error` stops a build.", "enum": names })
}

/// A rule is set to a level, or to a table. The level of some rules cannot be changed.
fn rule(meta: &RuleMeta) -> Value {
    let mut keys = Map::new();
    if !meta.always {
        keys.insert("level".to_owned(), json!({ "$ref": "#/$defs/level" }));
    }
    for option in meta.options {
        let mut shape = match option.default {
            OptionValue::Number(number) => {
                json!({ "type": "integer", "minimum": 0, "default": number })
            }
            OptionValue::Words(words) => {
                json!({ "type": "array", "items": { "type": "string" }, "default": words })
            }
        };
        shape["description"] = json!(option.doc);
        keys.insert(option.name.to_owned(), shape);
    }
    let options = table("Its level and its options.", &keys, &[]);
    let about = format!(
        "{} {} unless set.",
        meta.summary(),
        capitalised(meta.level.name())
    );
    if meta.always {
        return json!({ "description": meta.summary(), "oneOf": [options] });
    }
    json!({
        "description": about,
        "default": meta.level.name(),
        "oneOf": [{ "$ref": "#/$defs/level" }, options],
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::schema;
    use crate::config::Config;

    /// The keys that the reader of `site.toml` knows, by its own word.
    fn known(text: &str) -> Vec<String> {
        let error = toml::from_str::<super::super::Written>(text).unwrap_err();
        let (_, list) = error
            .message()
            .split_once("expected")
            .expect("it lists the keys");
        list.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    }

    fn keys(schema: &Value, pointer: &str) -> Vec<String> {
        let object = schema.pointer(pointer).and_then(Value::as_object);
        object.expect("the schema has it").keys().cloned().collect()
    }

    #[test]
    fn the_schema_knows_the_keys_that_are_read() {
        let schema = schema();
        for (text, pointer) in [
            ("zz = 1", "/properties"),
            ("[site]\nzz = 1", "/properties/site/properties"),
            ("[words]\nzz = 1", "/properties/words/properties"),
            (
                "[[site.help]]\nzz = 1",
                "/properties/site/properties/help/items/properties",
            ),
            (
                "[[folders]]\nzz = 1",
                "/properties/folders/items/properties",
            ),
        ] {
            let mut known = known(text);
            known.sort();
            assert_eq!(keys(&schema, pointer), known, "{text}");
        }
    }

    /// Checks a value by the few words of the language that the schema uses.
    fn complain(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
        if let Some(target) = schema["$ref"].as_str() {
            let target = root
                .pointer(target.trim_start_matches('#'))
                .expect("it is there");
            return complain(root, target, value, place);
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits = |choice: &&Value| complain(root, choice, value, place).is_empty();
            let fitting = choices.iter().filter(fits).count();
            return if fitting == 1 {
                vec![]
            } else {
                vec![format!("{place}: {fitting} choices fit")]
            };
        }
        if let Some(choices) = schema["enum"].as_array() {
            return if choices.contains(value) {
                vec![]
            } else {
                vec![format!("{place}: {value}")]
            };
        }
        let fits = match schema["type"].as_str().expect("all else has a type") {
            "string" => value.is_string(),
            "integer" => value.is_u64(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("{place}: {other}"),
        };
        if !fits {
            return vec![format!("{place}: {value} has the wrong type")];
        }
        let mut complaints = Vec::new();
        for item in value.as_array().into_iter().flatten() {
            complaints.extend(complain(root, &schema["items"], item, place));
        }
        for (key, inside) in value.as_object().into_iter().flatten() {
            let place = format!("{place}/{key}");
            match (&schema["properties"][key], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => complaints.push(format!("{place}: unknown")),
                (Value::Null, other) => complaints.extend(complain(root, other, inside, &place)),
                (property, _) => complaints.extend(complain(root, property, inside, &place)),
            }
        }
        complaints
    }

    fn complaints(text: &str) -> Vec<String> {
        let table: toml::Table = text.parse().expect("it is TOML");
        let value = serde_json::to_value(table).expect("it is data");
        let schema = schema();
        complain(&schema, &schema, &value, "")
    }

    const FULL: &str = "required-version = '0.1'\ntheme = 'own'\n[site]\ntitle = 'A'\ndescription = 'A'\nbase-url = 'https://example.org'\n\
        language = 'en'\nother-languages = ['cy']\nedit-url = 'https://example.org'\nfeedback = 'a@example.org'\n\
        crisis-page = 'a.md'\nadvice-page = 'b.md'\ncontents-from = 3\nlist-page-size = 20\n\
        [site.topics]\nmoney = 'Money'\n[[site.help]]\nname = 'A'\nfact = 'b'\nnote = 'c'\n\
        [words]\nnames = ['Acme Works']\nallow = ['provision']\nignore = ['content/old/**']\n\
        [rules]\nwordy = 'off'\nlong-sentence = { level = 'info', max-words = 30 }\n\
        [[folders]]\npath = 'law'\nrules = { jargon = 'warning' }\n";

    #[test]
    fn what_the_reader_takes_fits_the_schema() {
        for text in [FULL, "", include_str!("../../site.toml")] {
            text.parse::<Config>().expect("the settings are good");
            assert_eq!(complaints(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_the_reader_refuses_does_not_fit() {
        for text in [
            "titel = 'A'",
            "[site]\ntitel = 'A'",
            "[rules]\nwordy = 'loud'",
            "[rules]\nwordi = 'off'",
            "[rules]\nraw-html = 'off'",
            "[rules]\nwordy = { max-words = 3 }",
            "[rules]\nlong-sentence = { max-words = 'many' }",
        ] {
            assert!(text.parse::<Config>().is_err(), "{text}");
            assert!(!complaints(text).is_empty(), "{text}");
        }
    }
}
