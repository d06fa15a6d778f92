//! Finds raw HTML, which is never published.

use std::collections::BTreeMap;

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::{BlockKind, Inline, InlineKind, visit_blocks, visit_inlines};
use crate::source::Span;

pub(super) struct RawHtml;

static META: RuleMeta = RuleMeta {
    id: "raw-html",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Text,
    english_only: false,
    always: true,
    priority: 0,
    options: &[],
    doc: include_str!("raw_html.md"),
};

/// What to write instead of a tag.
const INSTEAD: [(&[&str], &str); 12] = [
    (&["b", "strong"], "Write `**bold**`."),
    (&["i", "em"], "Write `*emphasis*`."),
    (
        &["a"],
        "Write a link as `[words](address)`. For a place to link to, write `## Heading {#name}`.",
    ),
    (
        &["br"],
        "End the line with a backslash, or begin a new paragraph.",
    ),
    (
        &["img", "picture", "figure"],
        "Write a picture as `![what it shows](picture.png)`.",
    ),
    (
        &["details", "summary"],
        "Write a heading, with the words under it.",
    ),
    (
        &["table", "thead", "tbody", "tr", "th", "td"],
        "Write a table as lines of `| cell | cell |`.",
    ),
    (
        &["ul", "ol", "li"],
        "Write a list, each entry on a line after `-` or `1.`.",
    ),
    (
        &["p", "div", "span", "section", "center", "font"],
        "Take the tag out. An empty line begins a new paragraph.",
    ),
    (
        &["h1", "h2", "h3", "h4", "h5", "h6"],
        "Write a heading as `## Heading`.",
    ),
    (
        &["code", "pre", "kbd"],
        "Put the words between backticks, as in `` `words` ``.",
    ),
    (&["s", "del", "strike"], "Write `~~struck out~~`."),
];

impl Rule for RawHtml {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let blocks = &context.page.document.blocks;
        let text = &context.file.text;
        visit_blocks(blocks, &mut |block, _| {
            if let BlockKind::RawHtml(_) = block.kind {
                let (span, name) = first_tag(text, block.span);
                sink.push(finding(context, span, name));
            }
        });
        let mut inlines: Vec<&Inline> = Vec::new();
        visit_inlines(blocks, &mut |inline, _| inlines.push(inline));
        let mut opened: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, inline) in inlines.iter().enumerate() {
            if !matches!(inline.kind, InlineKind::RawHtml(_)) {
                continue;
            }
            let (span, name) = first_tag(text, inline.span);
            let open = opened.entry(name).or_default();
            if !span.of(text).starts_with("</") {
                *open += 1;
            } else if *open > 0 {
                // The tag that it closes has been reported.
                *open -= 1;
                continue;
            }
            let fix = inlines.get(at..at + 3).and_then(|three| fix(text, three));
            sink.push(Diagnostic {
                fix,
                ..finding(context, span, name)
            });
        }
    }
}

fn finding(context: &PageContext<'_>, span: Span, name: &str) -> Diagnostic {
    let message = if name.is_empty() {
        "This is HTML, which is never published".to_owned()
    } else {
        format!(
            "`{}` is HTML, which is never published",
            shown(span.of(&context.file.text), name)
        )
    };
    let lower = name.to_ascii_lowercase();
    let instead = INSTEAD
        .iter()
        .find(|(names, _)| names.contains(&lower.as_str()));
    context
        .finding_at(&META, span, message)
        .because("Pages are written by many people, and HTML can carry things that harm a reader.")
        .help(instead.map_or(
            "Write it in Markdown. To show a tag as it is, put it between backticks.",
            |(_, help)| help,
        ))
}

/// A tag without its attributes, which can be long.
fn shown(tag: &str, name: &str) -> String {
    let slash = if tag.starts_with("</") { "/" } else { "" };
    format!("<{slash}{name}>")
}

/// The first tag that begins in `whole`, with its name; the first line if there is no tag.
fn first_tag(text: &str, whole: Span) -> (Span, &str) {
    let html = whole.of(text);
    for (at, _) in html.match_indices('<') {
        let rest = html.get(at..).unwrap_or_default();
        let inside = rest.get(1..).unwrap_or_default();
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        if !inside.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let end = inside.find(|next: char| !next.is_ascii_alphanumeric() && next != '-');
        let name = inside
            .get(..end.unwrap_or(inside.len()))
            .unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let length = line
            .find('>')
            .map_or(line.trim_end().len(), |close| close + 1);
        let start = whole.start + at;
        return (Span::new(start, start + length), name);
    }
    let line = html.lines().next().unwrap_or_default().trim_end();
    (Span::new(whole.start, whole.start + line.len()), "")
}

/// Turns `<b>words</b>` and its like into Markdown, where nothing but words stands inside.
fn fix(text: &str, three: &[&Inline]) -> Option<Fix> {
    let [open, words, close] = three else {
        return None;
    };
    let InlineKind::Text(inside) = &words.kind else {
        return None;
    };
    let mark = match open.span.of(text).to_ascii_lowercase().as_str() {
        "<b>" | "<strong>" => "**",
        "<i>" | "<em>" => "*",
        _ => return None,
    };
    let same_name = open.span.of(text).get(1..) == close.span.of(text).get(2..);
    let touches = open.span.end == words.span.start && words.span.end == close.span.start;
    let is_plain = inside.trim() == inside && !inside.contains('*');
    if !same_name || !touches || !is_plain || !stands_alone(text, open.span.to(close.span)) {
        return None;
    }
    let edit = |span| Edit {
        span,
        text: mark.to_owned(),
    };
    Some(Fix {
        applicability: Applicability::Safe,
        edits: vec![edit(open.span), edit(close.span)],
    })
}

/// Whether white space or the end of the text stands on both sides, so that Markdown's own marks
/// are sure to work there.
fn stands_alone(text: &str, span: Span) -> bool {
    let before = text
        .get(..span.start)
        .and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).and_then(|after| after.chars().next());
    before.is_none_or(char::is_whitespace)
        && after.is_none_or(|after| after.is_whitespace() || matches!(after, '.' | ',' | '?' | '!'))
}
