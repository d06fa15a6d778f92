//! `plainly inspect`

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::Outcome;
use super::arguments::{Common, InspectOptions, ResultFormat};
use super::input::{Input, read_input};
use super::terminal::Terminal;
use crate::pipeline::inspect;
use crate::prose::{Counts, Prose, Scores};
use crate::site::Site;
use crate::source::Position;
use crate::source::SourceSet;

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
    match read_input(std::slice::from_ref(&options.path), &common.root, date)? {
        Input::Site { workspace, only } => {
            let snapshot = workspace.snapshot(true, only.as_deref())?;
            let path = only.iter().flatten().next().map_or("", String::as_str);
            show(
                &snapshot.site,
                &snapshot.sources,
                path,
                options.format,
                terminal,
            )
        }
        Input::Loose(sources) => {
            let (site, _) = crate::pipeline::check_loose(&sources, date);
            let path = sources
                .files()
                .first()
                .map_or("", |file| file.path.as_str());
            show(&site, &sources, path, options.format, terminal)
        }
    }
}

fn show(
    site: &Site,
    sources: &SourceSet,
    path: &str,
    format: ResultFormat,
    terminal: &mut Terminal,
) -> Result<Outcome> {
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
    let (prose, counts, scores) = inspect(site, page);
    let sentences = prose.sentences().iter().map(|sentence| InspectedSentence {
        text: prose.text().get(sentence.range.clone()).unwrap_or_default(),
        start: file.position(prose.span(sentence.range.clone()).start),
        words: sentence.words.len(),
        syllables: syllables_of(&prose, sentence.words.clone()),
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

fn syllables_of(prose: &Prose, words: std::ops::Range<usize>) -> usize {
    let words = prose.words().get(words).unwrap_or_default();
    words.iter().map(|word| prose.syllables_in(word)).sum()
}

fn human(inspection: &Inspection<'_>) -> Result<String, std::fmt::Error> {
    let Inspection {
        path,
        counts,
        scores,
        sentences,
        ..
    } = inspection;
    let mut out = String::new();
    writeln!(out, "{path}\n\nReading age: about {}\n", scores.reading_age)?;
    writeln!(out, "Counts")?;
    let rows = [
        ("words", counts.words),
        ("sentences", counts.sentences),
        ("syllables", counts.syllables),
        ("letters", counts.letters),
        ("characters", counts.characters),
        ("words of 3 syllables or more", counts.polysyllables),
        ("complex words (Gunning)", counts.complex_words),
        ("words over 6 letters", counts.long_words),
        ("paragraphs", counts.paragraphs),
    ];
    for (name, count) in rows {
        writeln!(out, "  {name:<30} {count:>8}")?;
    }
    writeln!(
        out,
        "  {:<30} {:>8.2}\n\nScores",
        "rarity of words, 0 to 6", counts.rarity
    )?;
    let rows = [
        ("Flesch reading ease", scores.flesch_reading_ease),
        ("Flesch-Kincaid grade", scores.flesch_kincaid_grade),
        ("Gunning fog", scores.gunning_fog),
        ("SMOG", scores.smog),
        ("Coleman-Liau", scores.coleman_liau),
        ("ARI", scores.ari),
        ("LIX", scores.lix),
        ("Plainly difficulty", scores.plainly_difficulty),
    ];
    for (name, score) in rows {
        writeln!(out, "  {name:<30} {score:>8.2}")?;
    }
    writeln!(
        out,
        "\nA score is no proof that people understand. Try the page with readers."
    )?;
    writeln!(out, "\nSentences, with their words and syllables")?;
    for sentence in sentences {
        let Position { line, column, .. } = sentence.start;
        let place = format!("{line}:{column}");
        let text = sentence.text.replace(char::is_control, " ");
        writeln!(
            out,
            "{place:>8} {:>4} {:>4}  {text}",
            sentence.words, sentence.syllables
        )?;
    }
    Ok(out)
}
