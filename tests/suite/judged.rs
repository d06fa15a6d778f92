//! Whether search finds the page that answers, from the words that readers use.
//!
//! `search_judgements.tsv` holds queries as readers type them and the pages that should come of
//! them. They are asked of the index of this repository's own site. To see the figures, with and
//! without synonyms and spelling:
//!
//! ```sh
//! cargo test --test suite judged -- --nocapture
//! ```
//!
//! - nDCG@10: how good the first ten are. A page that answers counts 2, one that helps 1, and less
//!   the further down it stands; 1 is the best order there could be.
//! - MRR: one divided by the place of the first page that answers, or 0.
//! - success@3: the share of queries with a page that answers among the first three.
//!   A page that only helps is no success.
//!
//! The queries of the part “fresh” were written when all else was there. Asked for the first time,
//! their success@3 was 0.800 and their nDCG@10 0.643. Weighing how much of a query a page has made
//! that 0.850 and 0.698; what authors then wrote on some pages did the rest, so today's figure is
//! no longer one that nothing was tuned to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::date;
use plainly::pipeline::Workspace;
use plainly::search::{Aids, SearchIndex};
use plainly::site::Site;

/// The least share of queries with a page that answers among the first three.
const LEAST_SUCCESS: f64 = 0.95;

/// How many results count.
const DEPTH: usize = 10;

/// A page on which somebody could act.
const ANSWERS: u8 = 2;

/// A page that is of use.
const HELPS: u8 = 1;

/// What a reader types, and the pages that should come of it.
struct Query {
    text: String,
    /// Which part of the file it stands in.
    part: String,
    /// Address to grade.
    grades: BTreeMap<String, u8>,
}

/// Sums over queries.
#[derive(Default)]
struct Figures {
    queries: u32,
    ndcg: f64,
    reciprocal_ranks: f64,
    successes: u32,
    empty: u32,
}

fn queries() -> Vec<Query> {
    let mut part = String::new();
    let mut queries = Vec::new();
    for line in include_str!("search_judgements.tsv").lines() {
        if let Some(name) = line.strip_prefix("## ") {
            name.clone_into(&mut part);
        } else if !line.is_empty() && !line.starts_with('#') {
            queries.push(query(line, &part));
        }
    }
    queries
}

fn query(line: &str, part: &str) -> Query {
    let mut cells = line.split('\t');
    let text = cells.next().unwrap_or_default().to_owned();
    let mut grades = BTreeMap::new();
    for (grade, addresses) in [ANSWERS, HELPS].into_iter().zip(cells.by_ref()) {
        for address in addresses.split(' ').filter(|address| !address.is_empty()) {
            let before = grades.insert(address.to_owned(), grade);
            assert_eq!(before, None, "“{text}” has {address} twice");
        }
    }
    assert!(
        cells.next().is_none() && grades.values().any(|grade| *grade == ANSWERS),
        "“{text}” should have a cell of pages that answer, and maybe one of pages that help"
    );
    Query {
        text,
        part: part.to_owned(),
        grades,
    }
}

fn site() -> (Site, SearchIndex) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Workspace::open(root, date(2026, 11, 27)).expect("our own site has settings");
    let snapshot = workspace.snapshot(false, None);
    let snapshot = snapshot.expect("our own site can be read");
    let index = snapshot.search_index().expect("our own site has an index");
    (snapshot.site, index)
}

/// The addresses of the pages found, best first, without the heading that they open at.
fn found(index: &SearchIndex, query: &str, aids: Aids) -> Vec<String> {
    let answer = index.search_with(query, DEPTH, aids);
    let results = answer.expect("a query never fails").results;
    results
        .into_iter()
        .map(|result| match result.url.split_once('#') {
            Some((page, _)) => page.to_owned(),
            None => result.url,
        })
        .collect()
}

impl Query {
    fn grade(&self, address: &str) -> u8 {
        self.grades.get(address).copied().unwrap_or(0)
    }

    /// The place of the first page that answers, from 0.
    fn place(&self, found: &[String]) -> Option<usize> {
        found
            .iter()
            .position(|address| self.grade(address) == ANSWERS)
    }

    fn succeeds(&self, found: &[String]) -> bool {
        self.place(found).is_some_and(|place| place < 3)
    }

    fn ndcg(&self, found: &[String]) -> f64 {
        let mut best: Vec<u8> = self.grades.values().copied().collect();
        best.sort_by(|a, b| b.cmp(a));
        gain(found.iter().map(|address| self.grade(address))) / gain(best.into_iter())
    }
}

/// The grades of results, each divided by the logarithm of its place.
fn gain(grades: impl Iterator<Item = u8>) -> f64 {
    let places = (2_u8..).take(DEPTH);
    let gains = grades.zip(places);
    gains
        .map(|(grade, place)| f64::from(grade) / f64::from(place).log2())
        .sum()
}

impl Figures {
    fn add(&mut self, query: &Query, found: &[String]) {
        self.queries += 1;
        self.ndcg += query.ndcg(found);
        let place = query
            .place(found)
            .and_then(|place| u32::try_from(place).ok());
        self.reciprocal_ranks += place.map_or(0.0, |place| 1.0 / f64::from(place + 1));
        self.successes += u32::from(query.succeeds(found));
        self.empty += u32::from(found.is_empty());
    }

    fn success(&self) -> f64 {
        f64::from(self.successes) / f64::from(self.queries)
    }

    fn row(&self, name: &str) -> String {
        let queries = f64::from(self.queries);
        format!(
            "{name:<26} {:>7} {:>8.3} {:>6.3} {:>10.3} {:>10.3}\n",
            self.queries,
            self.ndcg / queries,
            self.reciprocal_ranks / queries,
            self.success(),
            f64::from(self.empty) / queries,
        )
    }
}

fn figures<'a>(
    index: &SearchIndex,
    queries: impl Iterator<Item = &'a Query>,
    aids: Aids,
) -> Figures {
    let mut figures = Figures::default();
    for query in queries {
        figures.add(query, &found(index, &query.text, aids));
    }
    figures
}

/// A row for each way to search, and with everything on, one for each part of the file.
fn table(index: &SearchIndex, queries: &[Query]) -> String {
    let mut table = format!(
        "{:<26} {:>7} {:>8} {:>6} {:>10} {:>10}\n",
        "", "queries", "nDCG@10", "MRR", "success@3", "no result"
    );
    for (name, synonyms, spelling) in [
        ("as readers get it", true, true),
        ("without synonyms", false, true),
        ("without spelling", true, false),
        ("without both", false, false),
    ] {
        let aids = Aids { synonyms, spelling };
        table += &figures(index, queries.iter(), aids).row(name);
    }
    let parts: BTreeSet<_> = queries.iter().map(|query| &query.part).collect();
    for part in parts {
        let of_part = queries.iter().filter(|query| query.part == *part);
        table += &figures(index, of_part, Aids::ALL).row(part);
    }
    table
}

/// What should have stood among the first three, and what stands there.
fn failures(index: &SearchIndex, queries: &[Query]) -> String {
    let mut failures = String::new();
    for query in queries {
        let found = found(index, &query.text, Aids::ALL);
        if query.succeeds(&found) {
            continue;
        }
        let wanted = query.grades.iter().filter(|(_, grade)| **grade == ANSWERS);
        let wanted: Vec<_> = wanted.map(|(address, _)| address.as_str()).collect();
        let first: Vec<_> = found.iter().take(3).map(String::as_str).collect();
        writeln!(
            failures,
            "“{}”\n    wanted {}, at place {}\n    found {}",
            query.text,
            wanted.join(" or "),
            query
                .place(&found)
                .map_or_else(|| "–".to_owned(), |place| (place + 1).to_string()),
            first.join(", "),
        )
        .expect("a string takes every line");
    }
    failures
}

#[test]
fn the_answer_is_among_the_first_three() {
    let (_, index) = site();
    let queries = queries();
    let failures = failures(&index, &queries);
    println!("{}\nNot answered:\n{failures}", table(&index, &queries));
    let success = figures(&index, queries.iter(), Aids::ALL).success();
    assert!(
        success >= LEAST_SUCCESS,
        "success@3 is {success:.3}\n{failures}"
    );
}

#[test]
fn every_judged_page_is_there() {
    let (site, _) = site();
    let there: BTreeSet<_> = site.pages.iter().map(|page| page.url.as_str()).collect();
    let queries = queries();
    let judged: BTreeSet<_> = queries
        .iter()
        .flat_map(|query| query.grades.keys().map(String::as_str))
        .collect();
    let gone: Vec<_> = judged.difference(&there).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn the_judged_set_is_large_and_asks_nothing_twice() {
    let queries = queries();
    let different: BTreeSet<_> = queries.iter().map(|query| &query.text).collect();
    assert_eq!((queries.len(), different.len()), (190, 190));
}

#[test]
fn figures_are_those_of_a_hand_count() {
    let query = query("a query\t/a/ /b/\t/c/", "");
    let found = ["/x/", "/c/", "/x/", "/a/"].map(str::to_owned);
    let mut figures = Figures::default();
    figures.add(&query, &found);
    // (1 / 1.58496 + 2 / 2.32193) / (2 + 2 / 1.58496 + 1 / 2)
    assert!((figures.ndcg - 0.396_688).abs() < 1e-6, "{}", figures.ndcg);
    assert!((figures.reciprocal_ranks - 0.25).abs() < 1e-9);
    assert_eq!((figures.successes, figures.empty), (0, 0));
    figures.add(&query, &[]);
    assert_eq!((figures.queries, figures.empty), (2, 1));
}
