//! The manual page of each rule is its fixture: what it calls bad is found, what it calls good
//! is not, and what the rule offers to mend is mended.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plainly::check::{ALL, Rule};
use plainly::document::{BlockKind, Document, plain_text};
use plainly::source::{SourceFile, SourceId};

use crate::harness::{Judged, PAGE, SiteTest, mended};

/// An example in a manual page: a fence marked `bad` or `good`. A level may follow (`bad warning`),
/// and `bytes`, with which `\x` and two digits stand for one byte.
struct Example {
    is_bad: bool,
    /// The level at which it must be found, if the fence names one.
    level: Option<String>,
    site: SiteTest,
    /// File and line in the manual.
    place: String,
}

fn file_name(rule: &dyn Rule) -> String {
    rule.meta().id.replace('-', "_")
}

fn examples(rule: &dyn Rule) -> Vec<Example> {
    let path = format!("src/check/rules/{}.md", file_name(rule));
    let file = SourceFile::new(SourceId(0), path, rule.meta().doc);
    let blocks = Document::parse(rule.meta().doc, 0).blocks;
    let fences = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Code { info, text } => Some((info, text, block.span)),
        _ => None,
    });
    fences
        .filter_map(|(info, text, span)| {
            let marks: Vec<_> = info.split_whitespace().collect();
            let is_bad = match marks.first() {
                Some(&"bad") => true,
                Some(&"good") => false,
                _ => return None,
            };
            let level = marks
                .iter()
                .find(|mark| ["error", "warning", "info"].contains(mark));
            let level = level.map(|level| (*level).to_owned());
            let site = SiteTest::from_fixture(text, marks.contains(&"bytes"));
            let place = format!("{}:{}", file.path, file.position(span.start).line);
            Some(Example {
                is_bad,
                level,
                site,
                place,
            })
        })
        .collect()
}

/// Judges every example, and panics with all that `complaint` says of them.
fn for_every_example(complaint: impl Fn(&dyn Rule, &Example, &Judged) -> Option<String>) {
    let mut complaints = Vec::new();
    for rule in ALL {
        for example in examples(*rule) {
            let judged = example.site.check();
            if let Some(complaint) = complaint(*rule, &example, &judged) {
                complaints.push(format!("{}: {complaint}", example.place));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_bad_example_is_found() {
    for_every_example(|rule, example, judged| {
        let is_found = !judged.findings_of(rule.meta().id).is_empty();
        (example.is_bad && !is_found).then(|| "the rule does not find this".to_owned())
    });
}

#[test]
fn no_good_example_is_found() {
    for_every_example(|rule, example, judged| {
        let found = judged.findings_of(rule.meta().id);
        (!example.is_bad && !found.is_empty()).then(|| {
            let listed = judged.listed(found);
            format!("the rule finds something here:\n{listed}")
        })
    });
}

#[test]
fn every_finding_says_why_it_matters_and_what_to_do() {
    for_every_example(|rule, _, judged| {
        let silent = |found: &&_| {
            let found: &plainly::diagnostic::Diagnostic = found;
            found.message.is_empty() || found.why.is_empty() || found.help.is_empty()
        };
        let found: Vec<_> = judged
            .findings_of(rule.meta().id)
            .into_iter()
            .filter(silent)
            .collect();
        (!found.is_empty()).then(|| format!("no reason or no help:\n{}", judged.listed(found)))
    });
}

/// A change that leaves its finding where it was, or trades it for another one, mends nothing.
#[test]
fn every_fix_mends_its_finding() {
    for_every_example(|rule, example, judged| {
        for found in judged.findings_of(rule.meta().id) {
            let file = judged.sources.file(found.source);
            let Some(fix) = &found.fix else { continue };
            let text = mended(&file.text, fix);
            let again = example.site.clone().file(&file.path, text.clone()).check();
            if again.verdict.diagnostics.len() >= judged.verdict.diagnostics.len() {
                let (before, after) = (
                    judged.listed([found]),
                    again.listed(&again.verdict.diagnostics),
                );
                return Some(format!(
                    "the fix does not mend this:\n{before}afterwards:\n{after}\n{text}"
                ));
            }
        }
        None
    });
}

#[test]
fn an_example_that_names_a_level_is_found_at_that_level() {
    for_every_example(|rule, example, judged| {
        let found = judged.findings_of(rule.meta().id);
        let differs = |level: &str| found.iter().any(|found| found.severity.name() != level);
        let level = example.level.as_ref().filter(|level| differs(level))?;
        Some(format!("not found as {level}:\n{}", judged.listed(found)))
    });
}

#[test]
fn a_fixture_without_an_example_is_clean() {
    let page =
        "You can get help.\n\n## What to do next\n\n- [Call an adviser](../help/free-advice.md).\n";
    let judged = SiteTest::from_fixture(page, false).check();
    assert!(
        judged.verdict.diagnostics.is_empty(),
        "\n{}",
        judged.listed(&judged.verdict.diagnostics)
    );
}

#[test]
fn a_fixture_can_hold_several_files() {
    let site = SiteTest::from_fixture("One.\n=== content/other.md\nTwo.\n", false);
    assert!(site.text(PAGE).ends_with("---\nOne.\n"));
    assert!(site.text("content/other.md").ends_with("---\nTwo.\n"));
}

#[test]
fn every_manual_page_has_its_parts() {
    for rule in ALL {
        let meta = rule.meta();
        let document = Document::parse(meta.doc, 0);
        let headings: Vec<_> = document
            .headings()
            .into_iter()
            .map(|(heading, _)| (heading.level, plain_text(&heading.inlines, &|_| None)))
            .collect();
        let has = |level, words: &str| headings.contains(&(level, words.to_owned()));
        let id = meta.id;
        assert!(
            meta.doc.starts_with(&format!("# {id}\n")),
            "{id}: the page begins with its name"
        );
        assert!(
            meta.summary().starts_with("Finds "),
            "{id}: the first line says what it finds"
        );
        assert!(has(2, "Why it matters"), "{id}: `## Why it matters`");
        assert!(
            has(2, "What to write instead"),
            "{id}: `## What to write instead`"
        );
        assert_eq!(
            has(2, "Options"),
            !meta.options.is_empty(),
            "{id}: `## Options` if there are any"
        );
        for option in meta.options {
            let name = format!("\n- `{}`: ", option.name);
            assert!(
                meta.doc.contains(&name),
                "{id}: the option `{}` is explained",
                option.name
            );
            assert!(
                !option.doc.is_empty(),
                "{id}: `{}` has a line of its own",
                option.name
            );
        }
        let (bad, good): (Vec<_>, Vec<_>) = examples(*rule)
            .into_iter()
            .partition(|example| example.is_bad);
        assert!(
            !bad.is_empty() && !good.is_empty(),
            "{id}: a bad and a good example"
        );
    }
}

#[test]
fn names_are_unique_sorted_and_in_kebab_case() {
    let ids: Vec<_> = ALL.iter().map(|rule| rule.meta().id).collect();
    let sorted: Vec<_> = ids
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(ids, sorted, "`find` needs them in order, each once");
    for id in ids {
        let is_word =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(id.split('-').all(is_word), "{id} is not in kebab-case");
    }
}

#[test]
fn the_folder_and_the_list_agree() {
    let listed: BTreeSet<String> = ALL.iter().map(|rule| file_name(*rule)).collect();
    let code: BTreeSet<String> = stems("rs")
        .into_iter()
        .filter(|stem| stem != "mod")
        .collect();
    assert_eq!(
        code, listed,
        "each .rs file in src/check/rules has a line in `rules!`"
    );
    assert_eq!(stems("md"), listed, "each rule has a manual page");
}

fn stems(extension: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let paths = fs::read_dir(folder)
        .expect("the folder of rules is there")
        .map(|entry| entry.expect("the folder can be read").path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    wanted
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect()
}
