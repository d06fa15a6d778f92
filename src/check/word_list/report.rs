//! Says which words of a list a page uses.

use std::collections::BTreeSet;
use std::ops::Range;

use super::entry::{Entry, Kind};
use super::fit::{Fitting, fitting};
use super::fix::with_fix;
use super::name::{has_a_capital_of_its_own, is_in_a_name};
use super::place::Place;
use super::{Hit, Lexicon, List, built_in};
use crate::check::inflect::Form;
use crate::check::meta::RuleMeta;
use crate::check::protected::Marks;
use crate::check::{Level, PageContext, Sink};

/// Reports the words of a list on a page; `message` says what is wrong with them.
///
/// The words of the site itself are jargon. Where they overlap with those of the tool, the site
/// knows better.
pub(in crate::check) fn report(
    list: List,
    rule: &'static RuleMeta,
    context: &PageContext<'_>,
    sink: &mut Sink,
    message: impl Fn(&str) -> String,
    why: &str,
) {
    let own = context.settings.own_words();
    let voice = Voice {
        rule,
        message: &message,
        why,
    };
    if list == List::Jargon
        && let Some(lexicon) = &own.lexicon
    {
        let explained = explained(lexicon, context, Marks::own_hits);
        for marks in context.marks() {
            for hit in marks.own_hits() {
                voice.speak(context, sink, (lexicon, marks, hit), &explained);
            }
        }
    }
    let lexicon = built_in();
    let hits = |marks| hits_of(list, marks);
    let explained = explained(lexicon, context, hits);
    for marks in context.marks() {
        for hit in hits(marks) {
            let own_says_it = list == List::Jargon && overlaps(marks.own_hits(), hit);
            if !own_says_it {
                voice.speak(context, sink, (lexicon, marks, hit), &explained);
            }
        }
    }
}

/// What a rule says of every word of its list.
struct Voice<'a> {
    rule: &'static RuleMeta,
    message: &'a dyn Fn(&str) -> String,
    why: &'a str,
}

impl Voice<'_> {
    fn speak(
        &self,
        context: &PageContext<'_>,
        sink: &mut Sink,
        (lexicon, marks, hit): (&Lexicon, &Marks<'_>, &Hit),
        explained: &BTreeSet<usize>,
    ) {
        let Some(entry) = lexicon.entry(hit) else {
            return;
        };
        if explained.contains(&hit.avoided.entry) || is_left_alone(entry, marks, hit) {
            return;
        }
        let Some(most) = entry.level.unwrap_or(Level::Error).severity() else {
            return;
        };
        let text = marks.text();
        let words = text.text().get(hit.range.clone()).unwrap_or_default();
        let form = entry.form_in(hit.avoided.form, text.text(), hit.range.start);
        let fitting = fitting_at(entry, (hit, form), text.text());
        let finding = context
            .finding(self.rule, text, hit.range.clone(), (self.message)(words))
            .because(entry.why.as_deref().unwrap_or(self.why))
            .help(advice(entry, (hit, form), fitting.as_deref()));
        let replacement = match &fitting {
            Some(fitting) => first_offer(fitting),
            None => entry.first_offer(form),
        };
        let finding = with_fix(finding, context, text, (entry, hit), replacement);
        sink.push_at_most(finding, most);
    }
}

/// Whether one of `hits`, which are in order and apart, shares a byte with `hit`.
fn overlaps(hits: &[Hit], hit: &Hit) -> bool {
    let at = hits.partition_point(|own| own.range.end <= hit.range.start);
    hits.get(at)
        .is_some_and(|own| own.range.start < hit.range.end)
}

/// The words of one list in a text.
fn hits_of<'m>(list: List, marks: &'m Marks<'_>) -> &'m [Hit] {
    let hits = marks.hits();
    let start = hits.partition_point(|hit| hit.list < list);
    let end = hits.partition_point(|hit| hit.list <= list);
    hits.get(start..end).unwrap_or_default()
}

fn is_left_alone(entry: &Entry, marks: &Marks<'_>, hit: &Hit) -> bool {
    let text = marks.text();
    let is_name = match (hit.list, entry.kind) {
        // No sense tells "Labor" the party from "labor": a capital must do.
        (List::AmericanSpelling, _) => has_a_capital_of_its_own(text, &hit.range),
        (_, Kind::Term | Kind::Phrase) => false,
        _ => is_in_a_name(text, &hit.range),
    };
    is_name || marks.covers(&hit.range)
}

/// The plainer words that fit where `hit` stands; `None` for a list that does not ask.
pub(super) fn fitting_at(
    entry: &Entry,
    (hit, form): (&Hit, Form),
    text: &str,
) -> Option<Vec<Fitting>> {
    if !hit.list.asks_for_fit() {
        return None;
    }
    if hit.is_compound {
        return Some(Vec::new());
    }
    let place = Place::of(text, &hit.range);
    if opens_a_name(text, hit, &place) {
        return Some(Vec::new());
    }
    Some(fitting(entry, (hit.avoided.word, form), &place))
}

/// Whether words with a capital inside a sentence are part of the name of something: "in the Medium
/// Term Financial Plan".
fn opens_a_name(text: &str, hit: &Hit, place: &Place<'_>) -> bool {
    let words = text.get(hit.range.clone()).unwrap_or_default();
    let last = words.rsplit_once(' ').map(|(_, last)| last);
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    last.is_some_and(is_capital) && is_capital(place.next) && words.starts_with(char::is_lowercase)
}

/// The words of the first offer, if it fits and simply takes the place of the words.
fn first_offer(fitting: &[Fitting]) -> Option<String> {
    let first = fitting.first().filter(|first| first.is_first_and_whole())?;
    Some(first.words.clone())
}

pub(super) fn advice(
    entry: &Entry,
    (hit, form): (&Hit, Form),
    fitting: Option<&[Fitting]>,
) -> String {
    let avoided = hit.avoided.word;
    let advice = match fitting {
        Some(fitting) => entry.advice_here(avoided, fitting),
        None => entry.advice(form),
    };
    if !hit.is_compound {
        return advice;
    }
    let word = entry.avoid.get(avoided).map_or("it", String::as_str);
    format!("Find words without “{word}”. {advice}")
}

/// The entries that the page explains: in the glossary, or a term right where it stands.
fn explained<'m, 'p: 'm>(
    lexicon: &Lexicon,
    context: &'m PageContext<'p>,
    hits: impl Fn(&'m Marks<'p>) -> &'m [Hit],
) -> BTreeSet<usize> {
    let mut explained = BTreeSet::new();
    for marks in context.marks() {
        for hit in hits(marks) {
            let entry = lexicon.entry(hit);
            let is_term = entry.is_some_and(|entry| entry.kind == Kind::Term);
            if marks.is_term(&hit.range)
                || (is_term && is_explained_at(marks.text().text(), &hit.range))
                || is_quoted_and_explained(marks.text().text(), &hit.range)
            {
                explained.insert(hit.avoided.entry);
            }
        }
    }
    explained
}

/// Quotation marks and emphasis in plain text, which may stand round a term.
const MARKS: [char; 7] = ['“', '”', '"', '‘', '’', '\'', '*'];

/// Whether the text says what a term means right where it stands: in brackets, or in words such as
/// "this is called".
fn is_explained_at(text: &str, term: &Range<usize>) -> bool {
    const BEFORE: [&str; 3] = ["called", "known as", "name is"];
    const AFTER: [&str; 8] = [
        " means",
        " - this means",
        " – this means",
        ", which means",
        " is when ",
        " is where ",
        " is the name ",
        " is the word ",
    ];
    let before = text.get(..term.start).unwrap_or_default();
    let before = before.trim_end_matches(MARKS);
    let words = ["a", "an", "the"].into_iter().find_map(|article| {
        let rest = before.trim_end().strip_suffix(article)?;
        rest.ends_with(' ').then_some(rest)
    });
    let opening = words.unwrap_or(before);
    if before.ends_with('(')
        || BEFORE
            .iter()
            .any(|words| ends_with(opening.trim_end(), words))
    {
        return true;
    }
    let after = text.get(term.end..).unwrap_or_default();
    let after = after.trim_start_matches(MARKS);
    let bracket = after.strip_prefix(" (").is_some_and(|inside| {
        let inside = inside.split([')', '\n']).next().unwrap_or_default();
        inside.contains(' ')
    });
    bracket || AFTER.iter().any(|words| after.starts_with(words))
}

/// What stands before a name for something that the text has just told of.
const NAMES_IT: [&str; 5] = [
    "call it",
    "call this",
    "calls it",
    "calls this",
    "is called",
];

/// Whether the text speaks of words, in quotation marks, and says what they mean.
fn is_quoted_and_explained(text: &str, words: &Range<usize>) -> bool {
    const SAYS: [&str; 12] = [
        " means",
        " is when ",
        " is what ",
        " is another word",
        " is the word",
        " is a word",
        " is the name",
        " stands for ",
        ". that means ",
        ". this means ",
        ". it means ",
        ", which means ",
    ];
    let before = text.get(..words.start).unwrap_or_default();
    let after = text.get(words.end..).unwrap_or_default();
    let is_quoted = before.ends_with(['“', '"', '‘', '\''])
        && after.starts_with(['”', '"', '’', '\'', '.', ',']);
    if !is_quoted {
        return false;
    }
    let opening = before.trim_end_matches(MARKS).trim_end();
    if NAMES_IT.iter().any(|words| ends_with(opening, words)) {
        return true;
    }
    let after = after.trim_start_matches(['”', '"', '’', '\'']);
    let line = after.split('\n').next().unwrap_or_default();
    let near: String = line.chars().take(NEAR).collect::<String>().to_lowercase();
    let near = near.replace(['”', '"'], "");
    SAYS.iter().any(|says| near.starts_with(says))
        || ["that means", "this means", "it means"]
            .iter()
            .any(|says| near.starts_with(&format!(" {says}")))
}

/// How many characters after words are looked at for what they mean.
const NEAR: usize = 40;

/// Whether a text ends with words, in either case.
fn ends_with(text: &str, words: &str) -> bool {
    let start = text.len().checked_sub(words.len());
    let end = start.and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(words))
}
