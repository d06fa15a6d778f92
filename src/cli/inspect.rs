//! `plainly inspect`

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::Outcome;
use super::arguments::{Common, InspectOptions, ResultFormat};
use super::input::{Input, read_input};
use super::terminal::Terminal;
use crate::check::Settings;
use crate::pipeline::{inspect, loose_site};
use crate::prose::{Counts, Prose, Scores, Sentence};
use crate::site::Site;
use crate::source::Position;
use crate::source::SourceSet;

/// The widest line of the human output.
const WIDTH: usize = 80;

/// The columns of a sentence's place and counts.
const FIGURES: usize = 29;

/// A shorter text may be two years easier or harder than its score says.
const ENOUGH_WORDS: usize = 200;

/// `inspect --format json`, a stable format.
#[derive(Serialize)]
struct Inspection<'a> {
    version: u32,
    path: &'a str,
    counts: &'a Counts,
    scores: &'a Scores,
    sentences: Vec<InspectedSentence<'a>>,
}

#[derive(Serialize)]
struct InspectedSentence<'a> {
    text: &'a str,
    start: Position,
    words: usize,
    syllables: usize,
    /// Whether the scores count it: it is not in a heading, a table, a quotation or a letter.
    counted: bool,
}

pub(super) fn run(
    options: &InspectOptions,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let date = common.date()?;
    if options.path.is_dir() {
        bail!("{} is a folder. Name one file.", options.path.display());
    }
    let input = read_input(std::slice::from_ref(&options.path), &common.root, date)?;
    let (shown, page_path) = match input {
        Input::Site { workspace, only } => {
            let path = only.into_iter().flatten().next().unwrap_or_default();
            let snapshot = workspace.snapshot(true, Some(std::slice::from_ref(&path)))?;
            let shown = Shown {
                site: snapshot.site,
                sources: snapshot.sources,
                settings: workspace.checks().clone(),
            };
            (shown, path)
        }
        Input::Loose(sources) => {
            let path = sources.files().first().map(|file| file.path.clone());
            let shown = Shown {
                site: loose_site(&sources, date),
                sources,
                settings: Settings::default(),
            };
            (shown, path.unwrap_or_default())
        }
    };
    show(&shown, &page_path, options.format, terminal)
}

/// What a page is looked at in.
struct Shown {
    site: Site,
    sources: SourceSet,
    settings: Settings,
}

fn show(
    shown: &Shown,
    path: &str,
    format: ResultFormat,
    terminal: &mut Terminal,
) -> Result<Outcome> {
    let Shown {
        site,
        sources,
        settings,
    } = shown;
    let page = site
        .pages
        .iter()
        .find(|page| sources.file(page.source).path == path);
    let Some(page) = page else {
        terminal.warn(&format!(
            "{path} could not be read as a page. Run `plainly check {path}` to see why."
        ));
        return Ok(Outcome::Problems);
    };
    let file = sources.file(page.source);
    let (prose, counts, scores) = inspect(site, page, settings);
    let sentences = prose
        .passages()
        .iter()
        .flat_map(|passage| {
            let counted = passage.kind.is_counted();
            let sentences = prose.sentences_in(passage).iter();
            sentences.map(move |sentence| (sentence, counted))
        })
        .map(|(sentence, counted)| InspectedSentence {
            text: prose.text().get(sentence.range.clone()).unwrap_or_default(),
            start: file.position(prose.span(sentence.range.clone()).start),
            words: sentence.words.len(),
            syllables: syllables_of(&prose, sentence),
            counted,
        });
    let inspection = Inspection {
        version: 1,
        path: &file.path,
        counts: &counts,
        scores: &scores,
        sentences: sentences.collect(),
    };
    let text = match format {
        ResultFormat::Json => {
            let json = serde_json::to_string_pretty(&inspection);
            json.context("The result could not be written as JSON")? + "\n"
        }
        ResultFormat::Human => human(&inspection)?,
    };
    terminal.out(&text)?;
    Ok(Outcome::Clean)
}

fn syllables_of(prose: &Prose, sentence: &Sentence) -> usize {
    let words = prose.words_in(sentence).iter();
    words.map(|word| prose.syllables_in(word)).sum()
}

fn human(inspection: &Inspection<'_>) -> Result<String, std::fmt::Error> {
    let Inspection {
        path,
        counts,
        scores,
        ..
    } = inspection;
    let mut out = String::new();
    writeln!(out, "{path}\n\nReading age: about {}", scores.reading_age)?;
    writeln!(
        out,
        "Without exemptions for glossary terms and names: about {}",
        scores.reading_age_without_exemptions
    )?;
    if counts.words < ENOUGH_WORDS {
        writeln!(
            out,
            "With fewer than {ENOUGH_WORDS} words, it may be two years out."
        )?;
    }
    writeln!(out, "\nCounts")?;
    write_counts(&mut out, counts)?;
    writeln!(out, "\nScores")?;
    write_scores(&mut out, scores)?;
    writeln!(
        out,
        "\nA score is no proof that people understand. Try the page with readers."
    )?;
    writeln!(
        out,
        "\nSentences\nThe figures of those that are not counted, in headings, tables, quotations and\nletters, stand in brackets.\n\n{:>9} {:>6} {:>10}",
        "place", "words", "syllables"
    )?;
    for sentence in &inspection.sentences {
        write_sentence(&mut out, sentence)?;
    }
    Ok(out)
}

fn write_counts(out: &mut String, counts: &Counts) -> std::fmt::Result {
    let rows = [
        ("words", counts.words),
        ("sentences", counts.sentences),
        ("syllables", counts.syllables),
        ("letters", counts.letters),
        ("letters and digits", counts.characters),
        ("words of 3 syllables or more", counts.polysyllables),
        ("complex words (Gunning)", counts.complex_words),
        ("words over 6 letters", counts.long_words),
        ("paragraphs", counts.paragraphs),
    ];
    for (name, count) in rows {
        writeln!(out, "  {name:<44} {count:>8}")?;
    }
    let rows = [
        ("rarity of words, 0 to 6", counts.rarity),
        (
            "rarity without exemptions",
            counts.rarity_without_exemptions,
        ),
    ];
    write_figures(out, &rows)
}

fn write_scores(out: &mut String, scores: &Scores) -> std::fmt::Result {
    let rows = [
        (
            "Flesch reading ease (higher is easier)",
            scores.flesch_reading_ease,
        ),
        ("Flesch-Kincaid grade", scores.flesch_kincaid_grade),
        ("Gunning fog", scores.gunning_fog),
        ("SMOG", scores.smog),
        ("Coleman-Liau", scores.coleman_liau),
        ("ARI", scores.ari),
        ("LIX", scores.lix),
        ("Plainly difficulty", scores.plainly_difficulty),
        (
            "Plainly difficulty without exemptions",
            scores.plainly_difficulty_without_exemptions,
        ),
    ];
    write_figures(out, &rows)
}

fn write_figures(out: &mut String, rows: &[(&str, f64)]) -> std::fmt::Result {
    for (name, figure) in rows {
        writeln!(out, "  {name:<44} {figure:>8.2}")?;
    }
    Ok(())
}

/// A sentence beside its place and counts, wrapped so that the figures stand clear.
fn write_sentence(out: &mut String, sentence: &InspectedSentence<'_>) -> std::fmt::Result {
    let Position { line, column, .. } = sentence.start;
    let place = format!("{line}:{column}");
    let [words, syllables] = [sentence.words, sentence.syllables].map(|count| {
        if sentence.counted {
            format!("{count} ")
        } else {
            format!("({count})")
        }
    });
    let counts = format!("{place:>9} {words:>7} {syllables:>11}");
    let text = sentence.text.replace(char::is_control, " ");
    for (index, line) in wrapped(&text, WIDTH - FIGURES - 2).iter().enumerate() {
        let before = if index == 0 { counts.as_str() } else { "" };
        writeln!(out, "{before:<FIGURES$}  {line}")?;
    }
    Ok(())
}

/// The lines of `text`, broken at spaces after at most `width` characters; a longer word keeps
/// its line to itself.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + more <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + more;
            }
            _ => {
                lines.push(word.to_owned());
                length = more;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrapped("You can ask again", 8), ["You can", "ask", "again"]);
        assert_eq!(
            wrapped("a reconsideration b", 8),
            ["a", "reconsideration", "b"]
        );
        assert_eq!(wrapped("£10 é", 5), ["£10 é"]);
    }
}
