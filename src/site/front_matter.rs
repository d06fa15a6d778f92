//! The top of a page, read into typed values.

use jiff::civil::Date;

use super::fields::Fields;
use super::glossary::MAX_TERM_BYTES;
use super::page::PageKind;
use super::settings::SiteSettings;
use super::source_note::SourceNote;
use super::yaml;
use super::{BAD_FRONT_MATTER, Located};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::source::SourceFile;
use crate::source::Span;

/// The keys that any page may have, besides that of its name.
const PAGE_KEYS: [&str; 13] = [
    "summary",
    "topics",
    "nations",
    "reviewed",
    "checked_by",
    "review_by",
    "sources",
    "risk",
    "search",
    "aliases",
    "draft",
    "kind",
    "weight",
];
/// The keys that only a glossary term has; the first is its name.
const TERM_KEYS: [&str; 5] = ["term", "expansion", "instead_of", "since", "until"];
/// The name of every other page.
const OTHER_KEYS: [&str; 1] = ["title"];

/// What the top of a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatterValues {
    /// The title; for a term, the term.
    pub title: Option<Located<String>>,
    /// The short answer.
    pub summary: Option<Located<String>>,
    /// Topic ids.
    pub topics: Vec<Located<String>>,
    /// Where the page holds.
    pub nations: Vec<Nation>,
    /// When the page was last checked.
    pub reviewed: Option<Located<Date>>,
    /// What it was checked against, or by whom.
    pub checked_by: Option<CheckedBy>,
    /// When it must be checked again.
    pub review_by: Option<Located<Date>>,
    /// Where its claims come from.
    pub sources: Vec<SourceNote>,
    /// Whether crisis help stands above the fold.
    pub risk: bool,
    /// Everyday words that readers type.
    pub search: Vec<Located<String>>,
    /// Old addresses of a page; other forms of a term.
    pub aliases: Vec<Located<String>>,
    /// Whether the page is not to be published yet.
    pub draft: bool,
    /// The kind, if it is not that of the folder.
    pub kind: Option<PageKind>,
    /// Place among its neighbours; lower comes first.
    pub weight: Option<i64>,
    /// The full words of a term that is an acronym.
    pub expansion: Option<Located<String>>,
    /// Words that are not used for this term.
    pub instead_of: Vec<Located<String>>,
    /// The year in which an old scheme began.
    pub since: Option<i64>,
    /// The year in which an old scheme ended.
    pub until: Option<i64>,
}

/// A nation that a page holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nation {
    /// England
    England,
    /// Scotland
    Scotland,
    /// Wales
    Wales,
    /// Northern Ireland
    NorthernIreland,
}

impl Nation {
    const NAMES: [(&'static str, Self); 4] = [
        ("england", Self::England),
        ("scotland", Self::Scotland),
        ("wales", Self::Wales),
        ("northern-ireland", Self::NorthernIreland),
    ];

    /// The id in front matter.
    pub const fn id(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Scotland => "scotland",
            Self::Wales => "wales",
            Self::NorthernIreland => "northern-ireland",
        }
    }
}

/// What a page was checked against, or by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckedBy {
    /// Compared with saved copies of sources.
    Sources,
    /// Read by a benefits adviser.
    Adviser,
}

impl FrontMatterValues {
    /// Reads the front matter of `file`, whose kind is `folder_kind` unless it says otherwise.
    pub(super) fn read(
        file: &SourceFile,
        folder_kind: PageKind,
        settings: &SiteSettings,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let Some(front) = file.front else {
            return Self::default();
        };
        if !front.closed {
            problems.push(not_closed(file));
            return Self::default();
        }
        let node = match yaml::parse(front.yaml.of(&file.text), front.yaml.start) {
            Ok(node) => node,
            Err(problem) => {
                problems.push(not_yaml(file, &problem));
                return Self::default();
            }
        };
        let mut fields = Fields::new(file.id, node, "front matter", problems);
        fields.set_span(first_line(file));
        let values = read_values(&mut fields, folder_kind, settings);
        let own: &[&str] = match values.kind.unwrap_or(folder_kind) {
            PageKind::Term => &TERM_KEYS,
            _ => &OTHER_KEYS,
        };
        let known: Vec<_> = own.iter().chain(&PAGE_KEYS).copied().collect();
        fields.finish(&known);
        values
    }
}

fn read_values(
    fields: &mut Fields<'_>,
    folder_kind: PageKind,
    settings: &SiteSettings,
) -> FrontMatterValues {
    let kind = fields
        .text("kind")
        .and_then(|text| fields.choice(&text, "kind", &PageKind::NAMES));
    let is_term = kind.unwrap_or(folder_kind) == PageKind::Term;
    let mut values = FrontMatterValues {
        title: fields.required_text(if is_term { "term" } else { "title" }),
        summary: fields.text("summary"),
        topics: fields.texts("topics"),
        nations: nations(fields),
        reviewed: fields.date("reviewed"),
        checked_by: checked_by(fields),
        review_by: fields.date("review_by"),
        sources: sources(fields),
        risk: fields.flag("risk"),
        search: fields.texts("search"),
        aliases: fields.texts("aliases"),
        draft: fields.flag("draft"),
        kind,
        weight: fields.integer("weight"),
        ..FrontMatterValues::default()
    };
    if is_term {
        values.expansion = fields.text("expansion");
        values.instead_of = fields.texts("instead_of");
        values.since = fields.integer("since");
        values.until = fields.integer("until");
    }
    check_term_lengths(fields, &values, is_term);
    check_topics(fields, &mut values.topics, settings);
    check_review_dates(fields, &values);
    values
}

fn nations(fields: &mut Fields<'_>) -> Vec<Nation> {
    let names = fields.texts("nations");
    let mut nations: Vec<_> = names
        .iter()
        .filter_map(|name| fields.choice(name, "nations", &Nation::NAMES))
        .collect();
    nations.sort_unstable();
    nations.dedup();
    nations
}

fn checked_by(fields: &mut Fields<'_>) -> Option<CheckedBy> {
    let text = fields.text("checked_by")?;
    let known = [
        ("sources", CheckedBy::Sources),
        ("adviser", CheckedBy::Adviser),
    ];
    fields.choice(&text, "checked_by", &known)
}

fn sources(fields: &mut Fields<'_>) -> Vec<SourceNote> {
    let nodes = fields.nodes("sources");
    nodes
        .into_iter()
        .filter_map(|node| SourceNote::read(node, fields))
        .collect()
}

fn check_term_lengths(fields: &mut Fields<'_>, values: &FrontMatterValues, is_term: bool) {
    let forms = values
        .title
        .iter()
        .chain(&values.expansion)
        .chain(&values.aliases);
    for form in forms.filter(|form| is_term && form.value.len() > MAX_TERM_BYTES) {
        fields.problem(
            form.span,
            format!("A term has at most {MAX_TERM_BYTES} bytes"),
            "Keep the words that readers meet; say the rest in the definition.",
        );
    }
}

/// Topics that `site.toml` does not name are mistakes, where it names any.
fn check_topics(
    fields: &mut Fields<'_>,
    topics: &mut Vec<Located<String>>,
    settings: &SiteSettings,
) {
    if settings.topics.is_empty() {
        return;
    }
    topics.retain(|topic| {
        let is_known = settings.topics.contains_key(&topic.value);
        if !is_known {
            let help = match nearest(&topic.value, settings.topics.keys().map(String::as_str)) {
                Some(name) => format!("Did you mean `{name}`?"),
                None => {
                    "Use a topic that stands under `[site.topics]` in site.toml, or add it there."
                        .to_owned()
                }
            };
            fields.problem(
                topic.span,
                format!("There is no topic “{}”", topic.value),
                help,
            );
        }
        is_known
    });
}

fn check_review_dates(fields: &mut Fields<'_>, values: &FrontMatterValues) {
    if let (Some(reviewed), Some(review_by)) = (&values.reviewed, &values.review_by)
        && review_by.value < reviewed.value
    {
        fields.problem(
            review_by.span,
            "The page must be checked again before it was last checked",
            "Make `review_by` later than `reviewed`.",
        );
    }
}

fn first_line(file: &SourceFile) -> Span {
    let start = if file.text.starts_with('\u{feff}') {
        3
    } else {
        0
    };
    Span::new(start, start + 3)
}

fn not_closed(file: &SourceFile) -> Diagnostic {
    let message = "The front matter has no end";
    Diagnostic::new(
        BAD_FRONT_MATTER,
        Severity::Error,
        file.id,
        first_line(file),
        message,
    )
    .because("Without its end, the whole page is taken for settings.")
    .help("Add a line with only --- after the last key.")
}

fn not_yaml(file: &SourceFile, problem: &yaml::YamlProblem) -> Diagnostic {
    let message = format!("The front matter cannot be read: {}", problem.message);
    Diagnostic::new(BAD_FRONT_MATTER, Severity::Error, file.id, problem.span, message)
        .because("Nothing in it can be used until this is mended.")
        .help("Look for a colon or quotation mark in a text. A text that holds `: ` goes in quotation marks.")
}
