//! Proves that the module in the theme gives the same answers as this one.
//!
//! The index of a made-up site is written out, and `tests/browser/search-parity.mjs` asks it in
//! node what was asked here.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde::Serialize;

use super::analysis::{STOP_WORDS, Stems, words};
use super::fixture::{index, page};
use super::{Answer, SearchIndex, SearchResult};

const SCRIPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/browser/search-parity.mjs"
);

/// Words of the made-up site: common and rare ones, with marks, apostrophes, signs and names that
/// are traps for a script.
const VOCABULARY: [&str; 64] = [
    "sanction",
    "sanctions",
    "sanctioned",
    "benefit",
    "benefits",
    "claim",
    "claims",
    "claimant's",
    "claiming",
    "work",
    "working",
    "worker",
    "work-related",
    "activity",
    "activities",
    "assess",
    "assessment",
    "assessed",
    "money",
    "payment",
    "paid",
    "paying",
    "letter",
    "letters",
    "decision",
    "deciding",
    "appeal",
    "appealing",
    "appeals",
    "ESA",
    "ESAs",
    "DWP’s",
    "UC50",
    "£95.55",
    "1,000",
    "café",
    "cafe\u{301}",
    "dŵr",
    "Straße",
    "ΣΟΦΟΣ",
    "constructor",
    "toString",
    "__proto__",
    "hasOwnProperty",
    "can't",
    "can’t",
    "won't",
    "rights",
    "reasonable",
    "adjustments",
    "ill",
    "illness",
    "tired",
    "doctor",
    "doctors'",
    "form",
    "forms",
    "𝒜𝒷",
    "日本語",
    "early",
    "dying",
    "generally",
    "the",
    "what",
];

/// Endings that the stemmer knows, and some that it does not.
const ENDINGS: [&str; 58] = [
    "", "s", "es", "ss", "us", "ies", "ied", "sses", "ed", "eed", "ing", "edly", "eedly", "ingly",
    "y", "e", "l", "ll", "er", "ers", "tional", "ational", "enci", "ency", "anci", "ancy", "abli",
    "ably", "entli", "ently", "izer", "ization", "ation", "ator", "alism", "aliti", "ality",
    "fulness", "ousli", "ously", "iveness", "iviti", "biliti", "bly", "ogi", "ogy", "ogist",
    "fully", "lessly", "ly", "alize", "icate", "iciti", "ical", "ative", "ement", "sion", "tion",
];

const STARTS: [&str; 44] = [
    "", "a", "b", "y", "be", "by", "sk", "sky", "new", "early", "ugl", "succ", "proc", "exc",
    "inn", "out", "cann", "herr", "earr", "even", "d", "l", "lul", "add", "egg", "off", "hop",
    "hopp", "luxuriat", "troubl", "siz", "past", "gener", "commun", "arsen", "inter", "later",
    "emerg", "organ", "univers", "sayer", "yyyay", "é", "𝒜",
];

/// The same numbers every time: the test must not depend on luck.
struct Numbers(u64);

impl Numbers {
    /// A number below `end`, from a linear congruential generator with Knuth's constants.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).expect("31 bits fit");
        high % end
    }

    fn words(&mut self, count: usize) -> String {
        let mut text = Vec::new();
        for _ in 0..count {
            // Low numbers come more often, as some words do.
            let end = 1 + self.below(VOCABULARY.len());
            text.push(VOCABULARY[self.below(end)]);
        }
        text.join(" ")
    }
}

fn made_up_index() -> SearchIndex {
    let mut numbers = Numbers(1);
    let mut pages = Vec::new();
    for number in 0..16 {
        let mut body = vec![numbers.words(5)];
        for section in 0..4 {
            let heading = numbers.words(3);
            let length = [0, 8, 70, 400][numbers.below(4)];
            let text = numbers.words(length);
            let level = ["##", "###", "####"][section % 3];
            body.push(format!("{level} {heading}?"));
            body.push(format!("{text}."));
        }
        let body = body.join("\n\n");
        let (title, summary, search) = (numbers.words(4), numbers.words(9), numbers.words(3));
        let text = format!(
            "---\ntitle: \"{title}\"\nsummary: \"{summary}\"\nsearch: [\"{search}\"]\n---\n{body}"
        );
        pages.push((format!("p/{number}.md"), text));
    }
    for name in ["z", "é", "a", "m/a"] {
        let text = page("Same letters", "## What\n\nThe same money.\n");
        pages.push((format!("{name}.md"), text));
    }
    let term = "---\nterm: ESA\nexpansion: Employment and Support Allowance\naliases: [ESAs]\n---\nMoney.\n";
    pages.push(("glossary/esa.md".to_owned(), term.to_owned()));
    let note = "---\nterm: doctor's letter\naliases: [sick note, illness form]\ninstead_of: [sickness note, note from a doctor's surgery]\n---\nA form.\n";
    pages.push(("glossary/doctors-letter.md".to_owned(), note.to_owned()));
    let pages: Vec<_> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    index(&pages)
}

fn queries() -> Vec<String> {
    let mut numbers = Numbers(2);
    let mut queries: Vec<String> = VOCABULARY.map(str::to_owned).to_vec();
    for _ in 0..200 {
        let length = 1 + numbers.below(6);
        queries.push(numbers.words(length));
    }
    for length in 1..20 {
        let stop = |_| STOP_WORDS[numbers.below(STOP_WORDS.len())];
        queries.push((0..length).map(stop).collect::<Vec<_>>().join(" "));
    }
    for _ in 0..150 {
        queries.push(misspelt(&mut numbers));
    }
    for _ in 0..60 {
        let (before, inside, after) = (numbers.below(3), 1 + numbers.below(3), numbers.below(3));
        let [before, inside, after] = [before, inside, after].map(|count| numbers.words(count));
        let marks = [["\"", "\""], ["“", "”"], ["\"", ""], ["\"\"", "\" \""]][numbers.below(4)];
        queries.push(format!("{before} {}{inside}{} {after}", marks[0], marks[1]));
    }
    queries.push("money MONEY moneys".to_owned());
    queries.push(VOCABULARY.join(" "));
    queries.push(numbers.words(300));
    queries.extend(
        [
            "",
            " ",
            "?",
            "zzz",
            "’s",
            "\u{301}",
            "Allowance for illness",
            "\"",
            "\"\"",
            "\"The same money\"",
            "“the same mony”",
            "\"money same the\" letters",
            "the sickness note",
            "note from a doctor's surgery",
            "employment and support allowance",
            "<script>alert(1)</script>",
            "😀 👍🏽",
            "مال الدعم",
            "\u{202e}money\u{2066}",
            "\u{fffd}\u{0}",
        ]
        .map(str::to_owned),
    );
    queries.push("money letter ".repeat(900));
    queries.push("x".repeat(10_000));
    queries.push("?!".repeat(5_000));
    queries
}

/// Some words with a slip in one or two of them.
fn misspelt(numbers: &mut Numbers) -> String {
    let count = 1 + numbers.below(3);
    let mut letters: Vec<char> = numbers.words(count).chars().collect();
    for _ in 0..=numbers.below(2) {
        let at = numbers.below(letters.len());
        let next = (at + 1).min(letters.len() - 1);
        match numbers.below(4) {
            0 => letters.swap(at, next),
            1 => letters[at] = 'e',
            2 => letters.insert(at, 's'),
            _ if letters.len() > 1 => drop(letters.remove(at)),
            _ => {}
        }
    }
    letters.into_iter().collect()
}

/// What stands in the box on the way to some queries.
fn beginnings(queries: &[String]) -> Vec<String> {
    let mut numbers = Numbers(5);
    let short = queries.iter().filter(|query| query.len() < 60);
    short
        .map(|query| {
            let length = 1 + numbers.below(query.chars().count().max(1));
            query.chars().take(length).collect()
        })
        .collect()
}

/// Words for the stemmer: every start with every ending, and letters at random.
fn vocabulary() -> Vec<String> {
    let mut made = Vec::new();
    for start in STARTS {
        for ending in ENDINGS {
            made.push(format!("{start}{ending}"));
        }
    }
    let mut numbers = Numbers(3);
    let letters = "aeiouyylstnrdbgpmiezcwx";
    for _ in 0..20_000 {
        let mut word = String::new();
        for _ in 0..=numbers.below(7) {
            word.extend(letters.chars().nth(numbers.below(letters.len())));
        }
        word.push_str(ENDINGS[numbers.below(ENDINGS.len())]);
        made.push(word);
    }
    made
}

/// Texts of odd letters, marks and signs.
///
/// They end before U+0590, where every letter is old: a new Unicode version must not part a
/// browser from this program within a test.
fn odd_texts() -> Vec<String> {
    let mut numbers = Numbers(4);
    let frequent: Vec<char> = "aàŵeßİŉǅΣσς'’'s \u{300}\u{301}\u{345}-𝒜½²ªŁØ"
        .chars()
        .collect();
    let mut texts = Vec::new();
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            let character = if numbers.below(2) == 0 {
                frequent[numbers.below(frequent.len())]
            } else {
                let code = u32::try_from(numbers.below(0x590)).expect("it is small");
                char::from_u32(code).expect("no surrogates are that low")
            };
            text.push(character);
        }
        texts.push(text);
    }
    texts
}

/// A result with what the JSON of `plainly search` leaves out.
#[derive(Serialize)]
struct WholeResult {
    heading: Option<String>,
    /// The words that are marked in the excerpt.
    marked: Vec<String>,
    #[serde(flatten)]
    result: SearchResult,
}

impl From<SearchResult> for WholeResult {
    fn from(result: SearchResult) -> Self {
        let marks = result.marks.iter();
        Self {
            heading: result.heading.clone(),
            marked: marks
                .filter_map(|mark| result.excerpt.get(mark.clone()).map(str::to_owned))
                .collect(),
            result,
        }
    }
}

#[derive(Serialize)]
struct WholeAnswer {
    meaning: Option<String>,
    results: Vec<WholeResult>,
}

impl From<Answer> for WholeAnswer {
    fn from(answer: Answer) -> Self {
        Self {
            meaning: answer.meaning,
            results: answer.results.into_iter().map(WholeResult::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Expected {
    entry: String,
    queries: BTreeMap<String, WholeAnswer>,
    suggestions: BTreeMap<String, WholeAnswer>,
    stop: &'static [&'static str],
    stems: BTreeMap<String, String>,
    texts: BTreeMap<String, Vec<String>>,
}

fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("the folder can be made");
    let mut file = File::create(path).expect("the file can be made");
    file.write_all(bytes).expect("the file can be written");
}

#[test]
fn the_browser_gives_the_same_results() {
    let index = made_up_index();
    let export = index.export().expect("an index can be exported");
    let asked = queries();
    assert!(asked.len() >= 200);
    let mut stems = Stems::new();
    let expected = Expected {
        entry: export.entry.clone(),
        queries: asked
            .iter()
            .map(|query| {
                let answer = index.search(query, 20).expect("the index works");
                (query.clone(), answer.into())
            })
            .collect(),
        suggestions: beginnings(&asked)
            .into_iter()
            .map(|query| {
                let answer = index.suggest(&query, 5).expect("the index works");
                (query, answer.into())
            })
            .collect(),
        stop: &STOP_WORDS,
        stems: vocabulary()
            .iter()
            .flat_map(|word| words(word))
            .map(|word| (word.plain.clone(), stems.stem(&word.plain)))
            .collect(),
        texts: odd_texts()
            .into_iter()
            .map(|text| {
                let plain = words(&text).into_iter().map(|word| word.plain);
                (text.clone(), plain.collect())
            })
            .collect(),
    };
    let answers = expected.queries.values();
    let found = answers.clone().filter(|answer| answer.results.len() > 1);
    assert!(found.count() > 150, "most queries should find something");
    let mended = answers.filter(|answer| answer.meaning.is_some());
    assert!(mended.count() > 80, "many queries should be mended");
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, bytes) in &export.files {
        write(&folder.path().join(path), bytes);
    }
    let list = folder.path().join("expected.json");
    write(&list, &serde_json::to_vec(&expected).expect("plain data"));
    let output = Command::new("node")
        .arg(SCRIPT)
        .args([folder.path(), &list])
        .output()
        .expect("this test runs `node`; install Node.js 20 or later");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the two sides differ:\n{said}");
}
