//! The manual as pages of a site: one for each rule, and a list of them.
//!
//! Each page is made from the rule's own manual page, which is its test too.

use std::collections::BTreeMap;

use super::explain::value;
use crate::check::{ALL, Group, RuleMeta};

/// Each page of the manual, by the name of its file.
pub(super) fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::from([("_index.md".to_owned(), index())]);
    for rule in ALL {
        let rule = rule.meta();
        pages.insert(format!("{}.md", rule.id), page(rule));
    }
    pages
}

fn index() -> String {
    let mut out = front_matter(
        "The rules",
        "What the gate looks for, why it matters to a reader, and what to write instead.",
    );
    for group in Group::ALL {
        let rules = ALL.iter().map(|rule| rule.meta());
        let rules: Vec<_> = rules.filter(|rule| rule.group == group).collect();
        if rules.is_empty() {
            continue;
        }
        push(&mut out, &format!("\n## {}\n\n", group.about()));
        push(
            &mut out,
            "| rule | level | what it finds |\n| --- | --- | --- |\n",
        );
        for rule in rules {
            let (level, summary) = (rule.level.name(), rule.summary().replace('|', "\\|"));
            let line = format!("| [{0}]({0}.md) | {level} | {summary} |\n", rule.id);
            push(&mut out, &line);
        }
    }
    out
}

fn page(rule: &RuleMeta) -> String {
    let mut out = front_matter(rule.id, rule.summary());
    push(&mut out, "\n");
    push(&mut out, &facts(rule));
    let body = rule.doc.trim_start();
    // The title and the short answer stand in the front matter.
    let body = body.split_once('\n').map_or("", |(_, rest)| rest);
    let body = body.trim_start();
    let body = body.strip_prefix(rule.summary()).unwrap_or(body);
    push(&mut out, "\n");
    push(&mut out, &labelled(body.trim_start()));
    out
}

fn front_matter(title: &str, summary: &str) -> String {
    let quoted = |text: &str| {
        let plain = text.replace('`', "");
        serde_json::to_string(&plain).expect("text can be written as JSON, which is YAML too")
    };
    format!(
        "---\ntitle: {}\nkind: page\nsummary: {}\n---\n\n<!-- plainly rules --manual writes this page. Change the page in src/check/rules/ instead. -->\n",
        quoted(title),
        quoted(summary)
    )
}

/// The group, the level and the options.
fn facts(rule: &RuleMeta) -> String {
    let mut out = format!(
        "- Group: {}\n- Level: {}\n",
        rule.group.name(),
        rule.level.name()
    );
    if rule.always {
        push(
            &mut out,
            "- The level cannot be changed, and no comment silences the rule.\n",
        );
    }
    if rule.english_only {
        push(&mut out, "- Only for pages in English\n");
    }
    for option in rule.options {
        let line = format!("- Option: `{} = {}`\n", option.name, value(&option.default));
        push(&mut out, &line);
    }
    out
}

/// The body with a line before its examples that says what they are. They stay in fences, so that
/// the gate does not judge them.
fn labelled(body: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    let mut kind_before = "";
    for line in body.lines() {
        let ticks = line.trim_start_matches('`');
        let ticks = line.get(..line.len() - ticks.len()).unwrap_or_default();
        match fence {
            Some(open) => {
                if line.trim_end() == open {
                    fence = None;
                }
                push(&mut out, &format!("{line}\n"));
            }
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                let info = line.trim_start_matches('`');
                let kind = info.split_whitespace().next().unwrap_or_default();
                let label = match kind {
                    "bad" => "**Not like this:**\n\n",
                    "good" => "**This is fine:**\n\n",
                    _ => "",
                };
                if kind != kind_before {
                    push(&mut out, label);
                }
                kind_before = kind;
                let info = if label.is_empty() { info } else { "text" };
                push(&mut out, &format!("{ticks}{info}\n"));
            }
            None => {
                if !line.trim().is_empty() {
                    kind_before = "";
                }
                push(&mut out, &format!("{line}\n"));
            }
        }
    }
    out
}

fn push(out: &mut String, text: &str) {
    out.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::labelled;

    #[test]
    fn examples_get_one_label_for_each_row() {
        let body = "Words.\n\n```bad\na\n```\n\n```bad warning\nb\n```\n\n```good\nc\n```\n\n```toml\nd\n```\n";
        let expected = "Words.\n\n**Not like this:**\n\n```text\na\n```\n\n```text\nb\n```\n\n**This is fine:**\n\n```text\nc\n```\n\n```toml\nd\n```\n";
        assert_eq!(labelled(body), expected);
    }
}
