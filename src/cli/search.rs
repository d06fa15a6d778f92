//! `plainly search`

use std::fmt::Write;
use std::ops::Range;

use anyhow::{Context, Result};
use serde::Serialize;

use super::Outcome;
use super::arguments::{Common, ResultFormat, SearchOptions};
use super::terminal::{Terminal, width};
use crate::pipeline::Workspace;
use crate::report::{columns, visible};
use crate::search::{Answer, SearchResult};

/// The columns that what belongs to a result is set in by.
const INDENT: &str = "    ";
/// The most characters of a query that are repeated to its author.
const LONGEST_SHOWN: usize = 80;

/// Terminal codes; the terminal leaves them out where it shows no colour.
const BOLD: &str = "\u{1b}[1m";
const FAINT: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// `search --format json`, a stable format.
#[derive(Serialize)]
struct JsonAnswer<'a> {
    version: u32,
    query: &'a str,
    results: &'a [SearchResult],
}

pub(super) fn run(
    options: &SearchOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let query = options.query.join(" ");
    let workspace = Workspace::open(&common.root, common.date()?)?;
    let answer = workspace
        .search_index()?
        .search(&query, options.limit.get())?;
    let text = match options.format {
        ResultFormat::Json => {
            let answer = JsonAnswer {
                version: 1,
                query: &query,
                results: &answer.results,
            };
            let json = serde_json::to_string_pretty(&answer);
            json.context("The results could not be written as JSON")? + "\n"
        }
        ResultFormat::Human => human(&query, &answer, width())?,
    };
    terminal.out(&text)?;
    Ok(Outcome::Clean)
}

/// The results for people, in a terminal with so many columns.
fn human(query: &str, answer: &Answer, width: usize) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    if answer.results.is_empty() {
        let query = visible(
            &answer
                .meaning
                .as_deref()
                .unwrap_or(query)
                .replace('\n', " "),
        );
        writeln!(out, "Nothing found for “{}”.", shortened(&query))?;
        writeln!(out, "Try fewer words, or other words for the same thing.")?;
        return Ok(out);
    }
    if let Some(meaning) = &answer.meaning {
        writeln!(
            out,
            "Showing results for “{}”.",
            shortened(&visible(meaning))
        )?;
    }
    for (at, result) in answer.results.iter().enumerate() {
        if at > 0 || answer.meaning.is_some() {
            writeln!(out)?;
        }
        write_result(&mut out, at + 1, result, width)?;
    }
    Ok(out)
}

/// The start of a query, which may be a whole page that somebody pasted.
fn shortened(query: &str) -> String {
    match query.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", query.get(..end).unwrap_or_default()),
        None => query.to_owned(),
    }
}

fn write_result(
    out: &mut String,
    number: usize,
    result: &SearchResult,
    width: usize,
) -> std::fmt::Result {
    let title = visible(&result.title);
    write!(out, "{number:>2}. {BOLD}{title}{PLAIN}")?;
    if let Some(heading) = &result.heading {
        write!(out, " – {}", visible(heading))?;
    }
    writeln!(out, "\n{INDENT}{FAINT}{}{PLAIN}", visible(&result.url))?;
    let mut column = 0;
    for (word, marks) in excerpt_words(result) {
        let length = word.chars().map(columns).sum::<usize>();
        if column == 0 {
            out.push_str(INDENT);
        } else if column + 1 + length > width.saturating_sub(INDENT.len()) {
            write!(out, "\n{INDENT}")?;
            column = 0;
        } else {
            out.push(' ');
            column += 1;
        }
        push_marked(out, word, &marks);
        column += length;
    }
    if column > 0 {
        writeln!(out)?;
    }
    Ok(())
}

/// The words of an excerpt between spaces, each with the parts of it that are marked.
fn excerpt_words(result: &SearchResult) -> Vec<(&str, Vec<Range<usize>>)> {
    let start_of = |word: &str| word.as_ptr() as usize - result.excerpt.as_ptr() as usize;
    let words = result.excerpt.split_whitespace();
    words
        .map(|word| {
            let start = start_of(word);
            let inside = start..start + word.len();
            let marks = result.marks.iter();
            let marks = marks.filter(|mark| inside.start <= mark.start && mark.end <= inside.end);
            let marks = marks.map(|mark| mark.start - start..mark.end - start);
            (word, marks.collect())
        })
        .collect()
}

fn push_marked(out: &mut String, word: &str, marks: &[Range<usize>]) {
    let mut done = 0;
    for mark in marks {
        out.push_str(&visible(word.get(done..mark.start).unwrap_or_default()));
        out.push_str(BOLD);
        out.push_str(&visible(word.get(mark.clone()).unwrap_or_default()));
        out.push_str(PLAIN);
        done = mark.end;
    }
    out.push_str(&visible(word.get(done..).unwrap_or_default()));
}

#[cfg(test)]
mod tests {
    use super::human;
    use crate::search::{Answer, SearchResult};

    fn answer(excerpt: &str, meaning: Option<&str>) -> Answer {
        let marks = excerpt.match_indices("money");
        let marks = marks.map(|(at, word)| at..at + word.len()).collect();
        let result = SearchResult {
            url: "/pay/#when".to_owned(),
            title: "My pay".to_owned(),
            heading: Some("When?".to_owned()),
            score: 1.0,
            excerpt: excerpt.to_owned(),
            marks,
        };
        Answer {
            results: vec![result],
            meaning: meaning.map(str::to_owned),
        }
    }

    fn shown(query: &str, answer: &Answer) -> String {
        let text = human(query, answer, 40).expect("text can be written to memory");
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn a_result_is_a_title_an_address_and_some_words() {
        let text = human("money", &answer("Some (money) here.", None), 40);
        let text = text.expect("text can be written to memory");
        assert!(text.contains("(\u{1b}[1mmoney\u{1b}[0m)"), "{text:?}");
        let plain = " 1. My pay – When?\n    /pay/#when\n    Some (money) here.\n";
        assert_eq!(anstream::adapter::strip_str(&text).to_string(), plain);
    }

    #[test]
    fn long_words_are_wrapped_and_hidden_signs_shown() {
        let excerpt = format!("{} a\u{202e}b", "money ".repeat(8));
        let text = shown("money", &answer(&excerpt, None));
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(40), "{text}");
        assert!(text.contains("a\\u{202e}b"), "{text}");
    }

    #[test]
    fn a_mended_query_is_told() {
        let text = shown("mony", &answer("The money.", Some("money")));
        assert!(
            text.starts_with("Showing results for “money”.\n\n 1. "),
            "{text}"
        );
    }

    #[test]
    fn nothing_found_says_what_to_try() {
        let none = Answer {
            results: Vec::new(),
            meaning: None,
        };
        let text = shown(&"x".repeat(10_000), &none);
        assert!(text.len() < 300, "{text}");
        assert!(text.contains("Nothing found for “xxx"), "{text}");
        assert!(text.contains("Try fewer words"), "{text}");
    }
}
