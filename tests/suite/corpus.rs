//! How often each rule is right, over passages that people labelled by hand.
//!
//! `tests/corpus/` holds short passages, plain and official, each with a file of labels beside it.
//! A label is a line of three parts with a tab between them: what a person says of the finding,
//! the rule, and the words that it underlines.
//!
//! - `right`: the finding is right, and what it says helps.
//! - `wrong`: it is a false alarm.
//! - `missed`: the rule should have spoken here and did not.
//!
//! Every finding must have a label, and every label its finding. To see the figures:
//!
//! ```sh
//! cargo test --test suite corpus -- --nocapture
//! ```
//!
//! `LABELS=write` adds the findings that have no label yet, as `unjudged`, and takes out labels
//! whose finding is gone. A person then judges them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use plainly::check::{ALL, Level, Scope};

use crate::harness::SiteTest;

/// The most characters of the words of a finding in a label.
const MOST_CHARACTERS: usize = 60;

/// The least share of findings of an error-level rule that must be right.
const LEAST_PRECISION: f64 = 0.95;

/// A rule and the words that it underlines.
type Key = (String, String);

/// A passage and what is known of it.
struct Passage {
    name: String,
    labels: PathBuf,
    /// What the gate finds, in the order of the text.
    found: Vec<Key>,
    /// What people said, in the order of the file.
    judged: Vec<(String, Key)>,
}

/// How often a rule was right, wrong, and silent where it should have spoken.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn passages() -> Vec<Passage> {
    let entries = fs::read_dir(folder()).expect("the corpus is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Passage {
    let text = fs::read_to_string(path).expect("a passage is UTF-8");
    let labels = path.with_extension("labels");
    let judged = fs::read_to_string(&labels).unwrap_or_default();
    let judged = judged.lines().filter(|line| !line.is_empty());
    Passage {
        name: path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        found: findings(&text),
        judged: judged.map(|line| label(&labels, line)).collect(),
        labels,
    }
}

fn label(path: &Path, line: &str) -> (String, Key) {
    let parts: Vec<_> = line.split('\t').collect();
    let [verdict, rule, words] = parts.as_slice() else {
        panic!("{}: “{line}” should have three parts", path.display());
    };
    (
        (*verdict).to_owned(),
        ((*rule).to_owned(), (*words).to_owned()),
    )
}

fn findings(text: &str) -> Vec<Key> {
    let judged = SiteTest::empty()
        .file("passage.md", text)
        .check_as(Scope::Text);
    let found = judged.verdict.diagnostics.iter();
    found
        .map(|found| {
            let file = judged.sources.file(found.source);
            let words: Vec<_> = found.span.of(&file.text).split_whitespace().collect();
            (found.rule.to_owned(), shortened(&words.join(" ")))
        })
        .collect()
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!(
            "{}…",
            words.get(..end).expect("it is a border of characters")
        ),
        None => words.to_owned(),
    }
}

impl Passage {
    /// The labels as they should be: those of findings that are there, and `unjudged` ones.
    fn brought_up_to_date(&self) -> Vec<(String, Key)> {
        let mut known = self.judged.clone();
        let mut labels = Vec::new();
        for key in &self.found {
            let at = known.iter().position(|(_, judged)| judged == key);
            let verdict = at.map_or_else(|| "unjudged".to_owned(), |at| known.remove(at).0);
            // What was missed is found now.
            let verdict = if verdict == "missed" {
                "right".to_owned()
            } else {
                verdict
            };
            labels.push((verdict, key.clone()));
        }
        labels.extend(known.into_iter().filter(|(verdict, _)| verdict == "missed"));
        labels
    }

    fn complaints(&self) -> String {
        let mut complaints = String::new();
        let current = self.brought_up_to_date();
        for (verdict, (rule, words)) in &current {
            if !["right", "wrong", "missed"].contains(&verdict.as_str()) {
                writeln!(complaints, "{}: {verdict}\t{rule}\t{words}", self.name)
                    .expect("a string takes every line");
            }
        }
        let count = |labels: &[(String, Key)], wanted: &(String, Key)| {
            labels.iter().filter(|label| *label == wanted).count()
        };
        for label in &self.judged {
            if count(&self.judged, label) != count(&current, label) {
                let (verdict, (rule, words)) = label;
                writeln!(
                    complaints,
                    "{}: stale: {verdict}\t{rule}\t{words}",
                    self.name
                )
                .expect("a string takes every line");
            }
        }
        complaints
    }

    #[expect(clippy::disallowed_methods, reason = "labels are no output of a build")]
    fn write(&self) {
        let mut text = String::new();
        for (verdict, (rule, words)) in self.brought_up_to_date() {
            writeln!(text, "{verdict}\t{rule}\t{words}").expect("a string takes every line");
        }
        if text.is_empty() {
            let _ = fs::remove_file(&self.labels);
        } else {
            fs::write(&self.labels, text).expect("the corpus can be written");
        }
    }
}

/// The bounds within which a share lies with 95 % confidence.
///
/// Edwin B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927).
fn wilson(part: usize, whole: usize) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    let real = |count: usize| f64::from(u32::try_from(count).expect("a corpus is small"));
    if whole == 0 {
        return (0.0, 1.0);
    }
    let (whole, share) = (real(whole), real(part) / real(whole));
    let middle = share + Z * Z / (2.0 * whole);
    let spread = Z * (share * (1.0 - share) / whole + Z * Z / (4.0 * whole * whole)).sqrt();
    let scale = 1.0 + Z * Z / whole;
    ((middle - spread) / scale, (middle + spread) / scale)
}

fn share(part: usize, whole: usize) -> f64 {
    let (low, high) = wilson(part, whole);
    if whole == 0 {
        return f64::NAN;
    }
    let real = |count: usize| f64::from(u32::try_from(count).expect("a corpus is small"));
    (real(part) / real(whole)).clamp(low, high)
}

fn column(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let (low, high) = wilson(part, whole);
    format!("{:.3} ({low:.2} to {high:.2})", share(part, whole))
}

fn tallies(passages: &[Passage]) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (verdict, (rule, _)) in passages.iter().flat_map(|passage| &passage.judged) {
        let tally = tallies.entry(rule.clone()).or_default();
        match verdict.as_str() {
            "right" => tally.right += 1,
            "wrong" => tally.wrong += 1,
            _ => tally.missed += 1,
        }
    }
    tallies
}

fn table(passages: &[Passage], tallies: &BTreeMap<String, Tally>) -> String {
    let mut table = format!(
        "{} passages\n{:<20} {:<8} {:>5} {:>5} {:>6}  {:<24} {}\n",
        passages.len(),
        "rule",
        "level",
        "right",
        "wrong",
        "missed",
        "precision (95 %)",
        "recall (95 %)"
    );
    for (rule, tally) in tallies {
        let level = ALL.iter().find(|known| known.meta().id == rule);
        let level = level.map_or("gone", |rule| level_name(rule.meta().level));
        writeln!(
            table,
            "{rule:<20} {level:<8} {:>5} {:>5} {:>6}  {:<24} {}",
            tally.right,
            tally.wrong,
            tally.missed,
            column(tally.right, tally.right + tally.wrong),
            column(tally.right, tally.right + tally.missed),
        )
        .expect("a string takes every line");
    }
    table
}

const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Off => "off",
        Level::Info => "info",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

#[test]
fn every_finding_in_the_corpus_is_judged_and_errors_are_right() {
    let passages = passages();
    if std::env::var_os("LABELS").is_some_and(|asked| asked == "write") {
        passages.iter().for_each(Passage::write);
        return;
    }
    let complaints: String = passages.iter().map(Passage::complaints).collect();
    assert!(
        complaints.is_empty(),
        "\n{complaints}\nRun with LABELS=write, then judge what is unjudged."
    );
    let tallies = tallies(&passages);
    println!("{}", table(&passages, &tallies));
    for rule in ALL.iter().filter(|rule| rule.meta().level == Level::Error) {
        let id = rule.meta().id;
        let Some(tally) = tallies.get(id) else {
            continue;
        };
        let precision = share(tally.right, tally.right + tally.wrong);
        assert!(
            precision.is_nan() || precision >= LEAST_PRECISION,
            "{id} is an error and right in {precision:.3} of its findings"
        );
    }
}

/// Passages named `plain-…` are written for readers; a finding there would be a false alarm.
#[test]
fn nothing_is_found_in_plain_passages() {
    for passage in passages() {
        if passage.name.starts_with("plain-") {
            assert!(
                passage.found.is_empty(),
                "{}: {:?}",
                passage.name,
                passage.found
            );
        }
    }
}

#[test]
fn the_corpus_is_large_enough_and_of_both_kinds() {
    let passages = passages();
    let of = |kind: &str| {
        passages
            .iter()
            .filter(|passage| passage.name.starts_with(kind))
            .count()
    };
    assert!(passages.len() >= 60, "{}", passages.len());
    assert!(of("official-") >= 25 && of("plain-") >= 20);
}

#[test]
fn wilson_bounds_are_those_of_the_tables() {
    let (low, high) = wilson(95, 100);
    assert!(
        (low - 0.8882).abs() < 0.0005 && (high - 0.9785).abs() < 0.0005,
        "{low} {high}"
    );
    assert_eq!(wilson(0, 0), (0.0, 1.0));
}
