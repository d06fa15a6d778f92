//! Lists of words to avoid, each with plainer ways to say it.
//!
//! The lists are data in `words/`; each file says at its top how an entry is written.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::context::{PageContext, Sink};
use super::inflect::{Form, inflect_verb, plural, spellings, verb_forms};
use super::meta::RuleMeta;
use super::protected::Protected;
use crate::diagnostic::Applicability;
use crate::diagnostic::Diagnostic;
use crate::prose::{Phrases, Prose, is_whole_words};

/// What to do with a term that readers will meet again.
const NAME_A_TERM: &str =
    "If readers will meet the term itself, put it in brackets after that, or in the glossary.";

/// A list, ready to be looked for.
#[derive(Debug)]
pub(super) struct WordList {
    entries: Vec<Entry>,
    /// What the patterns of `phrases` are: an entry in a form, or a phrase that is fine.
    patterns: Vec<Option<(usize, Form)>>,
    phrases: Phrases,
}

/// Words to avoid for one thing, and what to write instead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    avoid: Vec<String>,
    kind: Kind,
    #[serde(rename = "use")]
    instead: Vec<String>,
    why: Option<String>,
    /// Plurals that cannot be worked out.
    #[serde(default)]
    plurals: Vec<String>,
    /// Phrases with these words in them that are fine.
    #[serde(default)]
    except: Vec<String>,
    /// Fine when the next word is one of these.
    #[serde(default)]
    not_before: Vec<String>,
    /// Fine when the word before is one of these.
    #[serde(default)]
    not_after: Vec<String>,
    /// Whether the first replacement can take the place of the words at all.
    #[serde(default = "yes")]
    fix: bool,
    /// The first replacement fits wherever the words stand.
    #[serde(default)]
    fits_anywhere: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Verb,
    Noun,
    Adjective,
    Phrase,
    /// A term of the law or an office: fine once the page has said what it means.
    Term,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Entry>,
}

/// Words of the list in a text.
#[derive(Debug, PartialEq, Eq)]
struct Hit {
    entry: usize,
    form: Form,
    range: Range<usize>,
}

impl WordList {
    /// Reads a list.
    ///
    /// # Errors
    /// If it is not TOML, or an entry is not written as the file says at its top.
    pub(super) fn parse(list: &str) -> Result<Self, toml::de::Error> {
        let entries = toml::from_str::<File>(list)?.entry;
        // A word in two entries belongs to the first.
        let mut known: BTreeMap<String, Option<(usize, Form)>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for phrase in &entry.except {
                known.insert(phrase.to_lowercase(), None);
                known.insert(plural(&phrase.to_lowercase()), None);
            }
            for (words, form) in entry.all_forms() {
                let spelled = spellings(&words).into_iter().chain([words]);
                for words in spelled {
                    known
                        .entry(words.to_lowercase())
                        .or_insert(Some((at, form)));
                }
            }
        }
        let (words, patterns): (Vec<_>, Vec<_>) = known.into_iter().unzip();
        Ok(Self {
            entries,
            patterns,
            phrases: Phrases::new(words),
        })
    }

    fn find(&self, text: &str) -> Vec<Hit> {
        let accept = |pattern: usize, range: Range<usize>| {
            let fine_here = match self.patterns.get(pattern)? {
                Some((entry, _)) => self.entries.get(*entry)?.is_fine_in(text, &range),
                None => false,
            };
            (!fine_here && is_whole_words(text, &range)).then_some(range)
        };
        let found = self.phrases.find_with(text, accept).into_iter();
        let hits = found.filter_map(|found| {
            let (entry, form) = (*self.patterns.get(found.pattern)?)?;
            Some(Hit {
                entry,
                form,
                range: found.range,
            })
        });
        hits.collect()
    }

    /// Reports the words of the list on a page; `message` says what is wrong with them.
    pub(super) fn judge(
        &self,
        rule: &'static RuleMeta,
        context: &PageContext<'_>,
        sink: &mut Sink,
        message: impl Fn(&str) -> String,
        why: &str,
    ) {
        let mut explained: BTreeMap<&str, bool> = BTreeMap::new();
        for text in context.texts() {
            let protected = Protected::of(context, text);
            for hit in self.find(text.text()) {
                let Some(entry) = self.entries.get(hit.entry) else {
                    continue;
                };
                let words = text.text().get(hit.range.clone()).unwrap_or_default();
                if protected.covers(&hit.range) || is_in_a_name(entry, text, &hit.range) {
                    continue;
                }
                let mut is_known = || {
                    *explained
                        .entry(words)
                        .or_insert_with(|| is_explained(context, words))
                };
                if entry.kind == Kind::Term && is_known() {
                    continue;
                }
                let finding = context
                    .finding(rule, text, hit.range.clone(), message(words))
                    .because(entry.why.as_deref().unwrap_or(why))
                    .help(entry.advice(hit.form));
                sink.push(with_fix(finding, context, text, entry, &hit));
            }
        }
    }

    /// How many entries the list has.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The words of a text that the list holds.
    #[cfg(test)]
    pub(super) fn words_in<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let hits = self.find(text).into_iter();
        hits.filter_map(|hit| text.get(hit.range)).collect()
    }
}

impl Entry {
    /// Every form in which the words can be met.
    fn all_forms(&self) -> Vec<(String, Form)> {
        let plurals = self.plurals.iter();
        let mut all: Vec<_> = plurals.map(|words| (words.clone(), Form::Plural)).collect();
        for words in &self.avoid {
            match self.kind {
                Kind::Verb => all.extend(verb_forms(words)),
                Kind::Noun | Kind::Term => {
                    all.push((words.clone(), Form::Base));
                    all.push((plural(words), Form::Plural));
                }
                Kind::Adjective | Kind::Phrase => all.push((words.clone(), Form::Base)),
            }
        }
        all
    }

    /// A replacement in `form`; `None` if it has no such form.
    fn in_form(&self, replacement: &str, form: Form) -> Option<String> {
        let (one, many) = match replacement.split_once('|') {
            Some((one, many)) => (one.trim(), Some(many.trim())),
            None => (replacement, None),
        };
        match (self.kind, form) {
            (Kind::Verb, _) => inflect_verb(one, form),
            (_, Form::Plural) if many.is_some() => many.map(str::to_owned),
            (Kind::Noun, Form::Plural) if self.fix => Some(plural(one)),
            _ => Some(one.to_owned()),
        }
    }

    /// What to write instead, in `form` where there is one.
    fn advice(&self, form: Form) -> String {
        let (sentences, words): (Vec<_>, Vec<_>) = self
            .instead
            .iter()
            .partition(|option| option.ends_with('.'));
        let options = words.into_iter().map(|option| {
            let base = || self.in_form(option, Form::Base).unwrap_or_default();
            format!("“{}”", self.in_form(option, form).unwrap_or_else(base))
        });
        let mut options: Vec<String> = options.collect();
        let mut advice = Vec::new();
        if let Some(last) = options.pop() {
            let others = options.join(", ");
            let choice = if others.is_empty() {
                last
            } else {
                format!("{others} or {last}")
            };
            advice.push(match self.kind {
                Kind::Term => format!("Say what it means: {choice}. {NAME_A_TERM}"),
                _ => format!("Write {choice}."),
            });
        }
        advice.extend(sentences.into_iter().cloned());
        advice.join(" ")
    }

    fn is_fine_in(&self, text: &str, range: &Range<usize>) -> bool {
        let holds = |list: &[String], word: Option<&str>| {
            word.is_some_and(|word| list.iter().any(|listed| listed.eq_ignore_ascii_case(word)))
        };
        holds(&self.not_before, word_after(text, range.end))
            || holds(&self.not_after, word_before(text, range.start))
    }
}

/// Adds a change where the first replacement fits the sentence.
fn with_fix(
    finding: Diagnostic,
    context: &PageContext<'_>,
    text: &Prose,
    entry: &Entry,
    hit: &Hit,
) -> Diagnostic {
    let swaps = matches!(entry.kind, Kind::Verb | Kind::Noun | Kind::Adjective);
    let fits = entry.fits_anywhere || (swaps && entry.fix);
    let replacement = entry
        .instead
        .first()
        .and_then(|option| entry.in_form(option, hit.form));
    let (true, Some(replacement)) = (fits, replacement) else {
        return finding;
    };
    let (range, replacement) = with_article(text.text(), hit.range.clone(), &replacement);
    let span = text.span(range.clone());
    let written = context
        .file
        .text
        .get(span.start..span.end)
        .unwrap_or_default();
    let read = text.text().get(range).unwrap_or_default();
    // Marks inside the words would be lost.
    if !written.split_whitespace().eq(read.split_whitespace()) {
        return finding;
    }
    let applicability = if entry.fits_anywhere {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    finding.replace(applicability, span, like(read, &replacement))
}

/// Takes "a" or "an" before the words along, if the replacement needs the other one.
fn with_article(text: &str, range: Range<usize>, replacement: &str) -> (Range<usize>, String) {
    let article = word_before(text, range.start).unwrap_or_default();
    let fitting = if replacement.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    let is_article = article.eq_ignore_ascii_case("a") || article.eq_ignore_ascii_case("an");
    if !is_article || article.eq_ignore_ascii_case(fitting) {
        return (range, replacement.to_owned());
    }
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.trim_end().len() - article.len();
    (start..range.end, format!("{fitting} {replacement}"))
}

/// `replacement` with a capital if `words` begin with one.
fn like(words: &str, replacement: &str) -> String {
    let mut characters = replacement.chars();
    match characters.next() {
        Some(first) if words.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => replacement.to_owned(),
    }
}

/// Whether words with a capital stand beside another word with a capital inside a sentence:
/// "the Stakeholder Forum" is a name.
fn is_in_a_name(entry: &Entry, text: &Prose, range: &Range<usize>) -> bool {
    let words = text.text().get(range.clone()).unwrap_or_default();
    if matches!(entry.kind, Kind::Term | Kind::Phrase) || !words.starts_with(char::is_uppercase) {
        return false;
    }
    let sentences = text.sentences();
    let at = sentences.partition_point(|sentence| sentence.range.end < range.end);
    let start = sentences.get(at).map_or(0, |sentence| sentence.range.start);
    if range.start <= start {
        return word_after(text.text(), range.end).is_some_and(is_capitalised);
    }
    let before = word_before(text.text(), range.start).filter(|word| is_capitalised(word));
    let before_is_first = before.is_some_and(|word| start + word.len() + 1 >= range.start);
    before.is_some() && !before_is_first
        || word_after(text.text(), range.end).is_some_and(is_capitalised)
}

fn is_capitalised(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase)
}

/// Whether the page says what a term means: brackets, or words such as "this is called".
fn is_explained(context: &PageContext<'_>, term: &str) -> bool {
    const BEFORE: [&str; 8] = [
        "(",
        "called ",
        "called a ",
        "called an ",
        "called the ",
        "known as ",
        "known as a ",
        "name is a ",
    ];
    const AFTER: [&str; 4] = [" means", " - this means", " – this means", ", which means"];
    let term = term.to_lowercase();
    context.texts().any(|text| {
        let text = text
            .text()
            .to_lowercase()
            .replace(['‘', '“', '\'', '"', '’', '”'], "");
        let followed = text.split(&format!("{term} (")).skip(1).any(|after| {
            let inside = after.split([')', '\n']).next().unwrap_or_default();
            inside.contains(' ')
        });
        followed
            || BEFORE
                .iter()
                .any(|before| text.contains(&format!("{before}{term}")))
            || AFTER
                .iter()
                .any(|after| text.contains(&format!("{term}{after}")))
    })
}

/// The next word, if only spaces stand before it.
fn word_after(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let end = word.find(|c: char| !is_of_word(c)).unwrap_or(word.len());
    word.get(..end)
        .filter(|found| !found.is_empty() && word.len() < rest.len())
}

/// The word before, if only spaces stand after it.
fn word_before(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(..at)?;
    let word = rest.trim_end_matches([' ', '\u{a0}']);
    let start = word.trim_end_matches(is_of_word).len();
    word.get(start..)
        .filter(|found| !found.is_empty() && word.len() < rest.len())
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::{WordList, like, with_article};

    fn list() -> WordList {
        let list = r#"
            [[entry]]
            avoid = ["facilitate"]
            kind = "verb"
            use = ["help", "make easier"]

            [[entry]]
            avoid = ["stakeholder"]
            kind = "noun"
            use = ["person with an interest | people with an interest"]
            except = ["stakeholder pension"]
            not_before = ["group"]

            [[entry]]
            avoid = ["prioritise"]
            kind = "verb"
            use = ["put first"]
        "#;
        WordList::parse(list).expect("the list of the test is well formed")
    }

    fn advice(text: &str) -> String {
        let list = list();
        let hits = list.find(text);
        let hit = hits.first().expect("the text has a listed word");
        list.entries[hit.entry].advice(hit.form)
    }

    #[test]
    fn every_form_and_spelling_is_found() {
        let found = list().words_in("Facilitating, facilitated; we prioritize stakeholders’ views");
        assert_eq!(
            found,
            ["Facilitating", "facilitated", "prioritize", "stakeholders"]
        );
    }

    #[test]
    fn exceptions_and_neighbours_are_fine() {
        assert!(
            list()
                .words_in("a stakeholder pension, stakeholder pensions, a stakeholder group")
                .is_empty()
        );
    }

    #[test]
    fn advice_comes_in_the_form_of_the_words() {
        assert_eq!(advice("it facilitates"), "Write “helps” or “makes easier”.");
        assert_eq!(advice("stakeholders"), "Write “people with an interest”.");
        assert_eq!(advice("prioritised"), "Write “put first”.");
    }

    #[test]
    fn a_capital_is_kept() {
        assert_eq!(like("Prior to", "before"), "Before");
    }

    #[test]
    fn an_article_changes_with_its_word() {
        assert_eq!(
            with_article("see an individual", 7..17, "person"),
            (4..17, "a person".to_owned())
        );
        assert_eq!(
            with_article("see a claimant", 6..14, "person"),
            (6..14, "person".to_owned())
        );
    }
}
