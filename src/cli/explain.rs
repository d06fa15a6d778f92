//! `plainly explain`

use std::fmt::Write;

use anyhow::{Result, bail};

use super::Outcome;
use super::arguments::{Common, ExplainOptions};
use super::terminal::{Terminal, width};
use crate::check::{Level, OptionMeta, OptionValue, RuleMeta, Settings, find, nearest};
use crate::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::pipeline::Workspace;

/// The columns that examples are set in by.
const INDENT: &str = "    ";

/// The longest value that is shown in a line of settings.
const MAX_VALUE: usize = 40;

/// Terminal codes; the terminal leaves them out where it shows no colour.
const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const GREEN: &str = "\u{1b}[1;32m";
const PLAIN: &str = "\u{1b}[0m";

pub(super) fn run(
    options: &ExplainOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    // A finding shows its rule as `warning[wordy]`, and people copy what they see.
    let id = options.rule.trim_end_matches(']');
    let id = id.rsplit('[').next().unwrap_or(id).to_lowercase();
    let Some(rule) = find(&id) else {
        let near = nearest(&id).map(|near| format!(" Did you mean `{near}`?"));
        bail!(
            "There is no rule `{}`.{}\nplainly rules lists them all.",
            options.rule,
            near.unwrap_or_default()
        );
    };
    // The manual can be read even where the settings are broken.
    let workspace = Workspace::open(&common.root, common.date()?).ok();
    let settings = workspace.as_ref().map(Workspace::checks);
    terminal.out(&page(rule.meta(), settings, width())?)?;
    Ok(Outcome::Clean)
}

/// The manual page of a rule, for a terminal with so many columns.
fn page(
    rule: &RuleMeta,
    settings: Option<&Settings>,
    width: usize,
) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(out, "{BOLD}{}{PLAIN}", rule.id)?;
    writeln!(out, "  group    {}", rule.group.name())?;
    writeln!(out, "  level    {}", level(rule, settings))?;
    for (at, option) in rule.options.iter().enumerate() {
        let name = if at == 0 { "options" } else { "" };
        let value = value(&option.default);
        let first = format!("  {name:<7}  ");
        let text = format!("{} = {value}", option.name);
        write_wrapped(&mut out, &text, width, &first, "             ")?;
    }
    writeln!(out)?;
    let mut before = None;
    for block in &Document::parse(rule.doc, 0).blocks {
        if matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1) {
            continue;
        }
        write_block(&mut out, block, before, width)?;
        before = Some(&block.kind);
    }
    write_settings(&mut out, rule, width)?;
    Ok(out)
}

fn level(rule: &RuleMeta, settings: Option<&Settings>) -> String {
    let english = if rule.english_only {
        ", for pages in English"
    } else {
        ""
    };
    let usual = rule.level.name();
    let here = settings.map_or(rule.level, |settings| settings.level(rule, ""));
    if here == rule.level {
        return format!("{usual}{english}");
    }
    format!("{} in this site, {usual} elsewhere{english}", here.name())
}

/// A value as it is written in `site.toml`.
pub(super) fn value(value: &OptionValue) -> String {
    match value {
        OptionValue::Number(number) => number.to_string(),
        OptionValue::Words(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
            format!("[{}]", words.join(", "))
        }
    }
}

fn write_block(
    out: &mut String,
    block: &Block,
    before: Option<&BlockKind>,
    width: usize,
) -> std::fmt::Result {
    match &block.kind {
        BlockKind::Heading(heading) => {
            writeln!(out, "{BOLD}{}{PLAIN}\n", words(&heading.inlines))
        }
        BlockKind::Code { info, text } => write_example(out, info, text, before, width),
        BlockKind::List { items, .. } => {
            for item in items {
                for (at, inside) in item.blocks.iter().enumerate() {
                    let (first, next) = if at == 0 { ("- ", "  ") } else { ("  ", "  ") };
                    write_wrapped(out, &text_of(inside), width, first, next)?;
                }
            }
            writeln!(out)
        }
        _ => {
            let text = text_of(block);
            if text.is_empty() {
                return Ok(());
            }
            write_wrapped(out, &text, width, "", "")?;
            writeln!(out)
        }
    }
}

/// An example under what it is an example of. Where several stand together, one label is enough.
fn write_example(
    out: &mut String,
    info: &str,
    text: &str,
    before: Option<&BlockKind>,
    width: usize,
) -> std::fmt::Result {
    let kind = info.split_whitespace().next().unwrap_or_default();
    let kind_before = match before {
        Some(BlockKind::Code { info, .. }) => info.split_whitespace().next(),
        _ => None,
    };
    if kind_before != Some(kind) {
        match kind {
            "bad" => writeln!(out, "{RED}Not like this:{PLAIN}\n")?,
            "good" => writeln!(out, "{GREEN}This is fine:{PLAIN}\n")?,
            _ => {}
        }
    }
    for line in text.lines() {
        let shown: String = line.chars().filter(|c| !c.is_control()).collect();
        write_wrapped(out, &shown, width, INDENT, INDENT)?;
    }
    writeln!(out)
}

fn write_settings(out: &mut String, rule: &RuleMeta, width: usize) -> std::fmt::Result {
    if rule.always {
        let text = "The level of this rule cannot be changed, and no comment silences it: what it finds would harm a reader or lose a page.";
        return write_wrapped(out, text, width, "", "");
    }
    writeln!(out, "{BOLD}Settings{PLAIN}\n")?;
    let other = if rule.level == Level::Error {
        "warning"
    } else {
        "error"
    };
    writeln!(out, "In site.toml:\n\n{INDENT}[rules]")?;
    if rule.options.is_empty() {
        writeln!(out, "{INDENT}{} = \"{other}\"\n", rule.id)?;
    } else {
        write!(out, "{INDENT}{} = {{ level = \"{other}\"", rule.id)?;
        // A long list stands above, and a line of TOML must not be broken.
        let shown = |option: &&OptionMeta| value(&option.default).len() < MAX_VALUE;
        for option in rule.options.iter().filter(shown) {
            write!(out, ", {} = {}", option.name, value(&option.default))?;
        }
        writeln!(out, " }}\n")?;
    }
    writeln!(out, "For one block, on a line of its own before it:\n")?;
    writeln!(
        out,
        "{INDENT}<!-- plainly: allow {}: the reason -->",
        rule.id
    )
}

/// The words of a block in one line. Code keeps its marks, which tell it apart without colour.
fn text_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => words(inlines),
        BlockKind::Heading(heading) => words(&heading.inlines),
        BlockKind::Quote { blocks, .. } => {
            let parts: Vec<_> = blocks.iter().map(text_of).collect();
            parts.join(" ")
        }
        _ => String::new(),
    }
}

fn words(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Entity(part) => text.push_str(part),
            InlineKind::Code(code) => text.extend(["`", code, "`"]),
            InlineKind::Emphasis(inside)
            | InlineKind::Strong(inside)
            | InlineKind::Strikethrough(inside) => text.push_str(&words(inside)),
            InlineKind::Link(link) | InlineKind::Image(link) => {
                text.push_str(&words(&link.children));
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Writes words in lines of at most `width` columns; `first` and `next` begin the lines.
pub(super) fn write_wrapped(
    out: &mut String,
    text: &str,
    width: usize,
    first: &str,
    next: &str,
) -> std::fmt::Result {
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > width {
            writeln!(out, "{line}")?;
            next.clone_into(&mut line);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    writeln!(out, "{}", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{page, write_wrapped};
    use crate::check::ALL;

    #[test]
    fn lines_are_no_wider_than_asked_for() {
        let mut out = String::new();
        write_wrapped(&mut out, "one two three four", 9, "- ", "  ").unwrap();
        assert_eq!(out, "- one two\n  three\n  four\n");
    }

    #[test]
    fn every_page_fits_and_has_its_parts() {
        for rule in ALL {
            let page = page(rule.meta(), None, 80).unwrap();
            let id = rule.meta().id;
            for part in [
                "Why it matters",
                "What to write instead",
                "Not like this:",
                "This is fine:",
            ] {
                assert!(page.contains(part), "{id}: {part}\n{page}");
            }
            // A web address or a line of settings cannot be broken.
            let is_long =
                |line: &&str| line.chars().count() > 100 && line.matches(' ').count() > 12;
            let long: Vec<_> = page.lines().filter(is_long).collect();
            assert!(long.is_empty(), "{id}: {long:?}");
        }
    }
}
