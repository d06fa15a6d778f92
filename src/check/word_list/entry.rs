//! One entry of a list: words to avoid for one thing, and what to write instead.

use std::ops::Range;

use serde::Deserialize;

use super::fit::Fitting;
use super::neighbour::{word_after, word_before};
use super::shape::plural_offer;
use crate::check::Level;
use crate::check::inflect::{Form, inflect_verb, plural, spellings, verb_forms};

/// What to do with a term that readers will meet again.
const NAME_A_TERM: &str =
    "If readers will meet the term itself, put it in brackets after that, or in the glossary.";

/// Last parts of a word that are often a word of their own after a verb: "a follow-up" is not what
/// "we follow up" says.
const PARTICLES: [&str; 12] = [
    "away", "back", "by", "down", "in", "off", "on", "out", "over", "through", "to", "up",
];

/// From this many joints on, an entry is looked for only all with hyphens or all without.
const MANY_JOINTS: usize = 4;

/// Words to avoid for one thing, and what to write instead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) avoid: Vec<String>,
    pub(super) kind: Kind,
    #[serde(rename = "use", default)]
    pub(super) instead: Vec<String>,
    /// What the words mean, for where nothing of [`Entry::instead`] fits; several senses stand apart
    /// by "|".
    #[serde(default)]
    pub(super) means: Option<String>,
    pub(super) why: Option<String>,
    /// Plurals that cannot be worked out.
    #[serde(default)]
    plurals: Vec<String>,
    /// Phrases with these words in them that are fine.
    #[serde(default)]
    pub(super) except: Vec<String>,
    /// Fine when the next word is one of these.
    #[serde(default)]
    not_before: Vec<String>,
    /// Fine when the word before is one of these.
    #[serde(default)]
    not_after: Vec<String>,
    /// Whether the first replacement can take the place of the words at all.
    #[serde(default = "yes")]
    pub(super) fix: bool,
    /// The first replacement fits wherever the words stand.
    #[serde(default)]
    pub(super) fits_anywhere: bool,
    /// The words are reported at this level at most.
    #[serde(default)]
    pub(super) level: Option<Level>,
}

const fn yes() -> bool {
    true
}

/// What kind of words an entry has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// A verb, or a phrase that begins with one; found in all its forms.
    Verb,
    /// A noun, found in the plural too.
    Noun,
    /// An adjective.
    Adjective,
    /// Words that are found as they stand.
    Phrase,
    /// A term of the law or an office: fine once the page has said what it means.
    Term,
}

/// Words of an entry as they can be met in a text.
#[derive(Debug)]
pub(super) struct Spelled {
    pub(super) words: String,
    pub(super) form: Form,
    /// Which of the words of [`Entry::avoid`] they are.
    pub(super) avoided: usize,
}

impl Entry {
    /// An entry that swaps a spelling for another one.
    pub(super) fn respelling(kind: Kind, from: String, to: String) -> Self {
        Self {
            avoid: vec![from],
            kind,
            instead: vec![to],
            means: None,
            why: None,
            plurals: Vec::new(),
            except: Vec::new(),
            not_before: Vec::new(),
            not_after: Vec::new(),
            fix: true,
            fits_anywhere: true,
            level: None,
        }
    }

    /// Every way in which the words can be met, in lower case.
    pub(super) fn spelled(&self) -> Vec<Spelled> {
        let mut all = Vec::new();
        for words in &self.plurals {
            self.spell(words.clone(), Form::Plural, 0, &mut all);
        }
        for (avoided, words) in self.avoid.iter().enumerate() {
            match self.kind {
                Kind::Verb => {
                    for (words, form) in verb_forms(words) {
                        self.spell(words, form, avoided, &mut all);
                    }
                }
                Kind::Noun | Kind::Term => {
                    self.spell(words.clone(), Form::Base, avoided, &mut all);
                    self.spell(plural(words), Form::Plural, avoided, &mut all);
                }
                Kind::Adjective | Kind::Phrase => {
                    self.spell(words.clone(), Form::Base, avoided, &mut all);
                }
            }
        }
        all
    }

    fn spell(&self, words: String, form: Form, avoided: usize, all: &mut Vec<Spelled>) {
        for words in spellings(&words).into_iter().chain([words]) {
            let words = words.to_lowercase();
            let joints = match self.kind {
                Kind::Verb => Vec::new(),
                Kind::Phrase => all_or_none(&words),
                Kind::Noun | Kind::Adjective | Kind::Term => other_joints(&words),
            };
            all.extend(joints.into_iter().chain([words]).map(|words| Spelled {
                words,
                form,
                avoided,
            }));
        }
    }

    /// A replacement in `form`; `None` if it has no such form.
    pub(super) fn in_form(&self, replacement: &str, form: Form) -> Option<String> {
        let (one, many) = match replacement.split_once('|') {
            Some((one, many)) => (one.trim(), Some(many.trim())),
            None => (replacement, None),
        };
        match (self.kind, form) {
            // "decided" is both what "took" and what "taken" ask for.
            (Kind::Verb, Form::Past | Form::Participle) => {
                let same = || inflect_verb(one, Form::PastOrParticiple);
                inflect_verb(one, form).or_else(same)
            }
            (Kind::Verb, _) => inflect_verb(one, form),
            (_, Form::Plural) if many.is_some() => many.map(str::to_owned),
            (Kind::Noun, Form::Plural) => Some(plural_offer(one)),
            _ => Some(one.to_owned()),
        }
    }

    /// A replacement in `form`: both past and participle, where the place does not say which; as
    /// it is listed if it has no such form.
    fn fitting(&self, replacement: &str, form: Form) -> Vec<String> {
        if let Some(words) = self.in_form(replacement, form) {
            return vec![words];
        }
        let either = [Form::Past, Form::Participle].into_iter();
        let either = either.filter_map(|form| self.in_form(replacement, form));
        let either: Vec<_> = either.collect();
        if form == Form::PastOrParticiple && !either.is_empty() {
            return either;
        }
        self.in_form(replacement, Form::Base).into_iter().collect()
    }

    /// What to write instead, in `form` where there is one, wherever the words stand.
    pub(super) fn advice(&self, form: Form) -> String {
        let words = self.offers();
        let words = words.flat_map(|option| self.fitting(option, form));
        let advice = choice(words).map(|choice| format!("Write {choice}."));
        self.with_sentences(advice)
    }

    /// What to write instead of the words with number `avoided` where only `fitting` fits.
    pub(super) fn advice_here(&self, avoided: usize, fitting: &[Fitting]) -> String {
        let in_place = fitting
            .iter()
            .filter(|fitting| fitting.stands_for.is_none());
        let in_place = choice(in_place.map(|fitting| fitting.words.clone()));
        let advice = in_place.map(|choice| format!("Write {choice}."));
        let with_noun = || advice_with_noun(fitting);
        let mut advice = advice.or_else(with_noun).or_else(|| self.meaning(avoided));
        if let (Kind::Term, Some(advice)) = (self.kind, &mut advice) {
            advice.push(' ');
            advice.push_str(NAME_A_TERM);
        }
        self.with_sentences(advice)
    }

    /// What the entry names first, in `form`.
    pub(super) fn first_offer(&self, form: Form) -> Option<String> {
        let first = self.instead.first().filter(|offer| !offer.ends_with('.'))?;
        self.in_form(first, form)
    }

    /// What words of the entry mean, for a person to say in words of their own.
    pub(super) fn meaning(&self, avoided: usize) -> Option<String> {
        let offers = self.offers().map(|offer| {
            let one = offer.split('|').next().unwrap_or(offer).trim();
            one.strip_prefix("… ").unwrap_or(one).replace(" …", "")
        });
        let senses = self.means.iter().flat_map(|means| means.split('|'));
        let senses: Vec<_> = senses.map(|sense| sense.trim().to_owned()).collect();
        let word = self.avoid.get(avoided)?;
        if senses.len() > 1 {
            let senses = choice(senses.into_iter())?;
            return Some(format!(
                "“{word}” can mean {senses}. Say the one that you mean in your own words."
            ));
        }
        let meant = choice(senses.into_iter()).or_else(|| choice(offers))?;
        Some(format!(
            "“{word}” means {meant}. Say that in your own words."
        ))
    }

    /// The plainer words; advice in whole sentences is left out.
    fn offers(&self) -> impl Iterator<Item = &str> {
        let offers = self.instead.iter().map(String::as_str);
        offers.filter(|offer| !offer.ends_with('.'))
    }

    fn with_sentences(&self, advice: Option<String>) -> String {
        let sentences = self.instead.iter().filter(|offer| offer.ends_with('.'));
        let advice = advice.into_iter().chain(sentences.cloned());
        advice.collect::<Vec<_>>().join(" ")
    }

    /// The form that words have where they stand: "made" is a participle after "has", and a past
    /// after "they".
    pub(super) fn form_in(&self, form: Form, text: &str, start: usize) -> Form {
        const PARTICIPLE: [&str; 14] = [
            "am", "are", "be", "been", "being", "get", "had", "has", "have", "having", "is", "was",
            "were", "not",
        ];
        const PAST: [&str; 11] = [
            "and", "he", "i", "it", "she", "someone", "that", "they", "we", "who", "you",
        ];
        if self.kind != Kind::Verb || !matches!(form, Form::Base | Form::PastOrParticiple) {
            return form;
        }
        let before = word_before(text, start).unwrap_or_default().to_lowercase();
        if form == Form::Base {
            // "having come to an end": a few verbs have one form for both.
            let has_come = matches!(before.as_str(), "had" | "has" | "have" | "having");
            return if has_come { Form::Participle } else { form };
        }
        if PARTICIPLE.contains(&before.as_str()) {
            Form::Participle
        } else if PAST.contains(&before.as_str()) {
            Form::Past
        } else {
            form
        }
    }

    /// Whether the words beside `range` make it fine.
    pub(super) fn is_fine_in(&self, text: &str, range: &Range<usize>) -> bool {
        let holds = |list: &[String], word: Option<&str>| {
            word.is_some_and(|word| list.iter().any(|listed| listed.eq_ignore_ascii_case(word)))
        };
        let before = || word_before(text, range.start);
        let after = || word_after(text, range.end);
        (!self.not_before.is_empty() && holds(&self.not_before, after()))
            || (!self.not_after.is_empty() && holds(&self.not_after, before()))
    }
}

/// What to write for the words and the noun behind them.
fn advice_with_noun(fitting: &[Fitting]) -> Option<String> {
    let stands_for = fitting
        .iter()
        .find_map(|fitting| fitting.stands_for.as_deref())?;
    let choice = choice(fitting.iter().map(|fitting| fitting.words.clone()))?;
    Some(format!("Write {choice} for “{stands_for}”."))
}

/// Words in quotation marks, with "or" before the last ones.
fn choice(words: impl Iterator<Item = String>) -> Option<String> {
    let mut words: Vec<String> = words.map(|words| format!("“{words}”")).collect();
    let last = words.pop()?;
    if words.is_empty() {
        return Some(last);
    }
    Some(format!("{} or {last}", words.join(", ")))
}

/// The words with other joints between them: "low-threshold" for "low threshold".
fn other_joints(words: &str) -> Vec<String> {
    let joints = words.matches([' ', '-']).count();
    if joints >= MANY_JOINTS {
        return all_or_none(words);
    }
    let mut found = vec![String::new()];
    for (at, part) in words.split([' ', '-']).enumerate() {
        if at == 0 {
            found = vec![part.to_owned()];
            continue;
        }
        let open = !PARTICLES.contains(&part) || written_open(words, at);
        let spaced = found.iter().map(|before| format!("{before} {part}"));
        let spaced: Vec<_> = spaced.filter(|_| open).collect();
        let joined = found.iter().map(|before| format!("{before}-{part}"));
        found = joined.chain(spaced).collect();
    }
    found.retain(|other| other != words);
    found
}

/// Whether a space stands before the part of `words` with this number.
fn written_open(words: &str, part: usize) -> bool {
    words.matches([' ', '-']).nth(part - 1) == Some(" ")
}

/// The words with hyphens in all joints, and with spaces in all.
fn all_or_none(words: &str) -> Vec<String> {
    let mut parts = words.split([' ', '-']);
    let closed = parts.clone().any(|part| PARTICLES.contains(&part)) && words.contains('-');
    let spaced = (!closed).then(|| words.replace('-', " "));
    let joined = (parts.by_ref().count() <= MANY_JOINTS).then(|| words.replace(' ', "-"));
    let found = spaced.into_iter().chain(joined);
    found.filter(|other| other != words).collect()
}

#[cfg(test)]
mod tests {
    use super::{all_or_none, other_joints};

    #[test]
    fn hyphens_and_spaces_take_turns() {
        assert_eq!(other_joints("low threshold"), ["low-threshold"]);
        assert_eq!(
            other_joints("work-related activity"),
            [
                "work-related-activity",
                "work related-activity",
                "work related activity"
            ]
        );
        assert!(other_joints("claimant").is_empty());
        assert_eq!(all_or_none("means-tested"), ["means tested"]);
    }

    #[test]
    fn a_noun_with_a_particle_is_not_its_verb() {
        assert!(other_joints("follow-up").is_empty());
        assert!(all_or_none("joined-up").is_empty());
        assert_eq!(other_joints("sign off"), ["sign-off"]);
    }
}
