//! Finds short forms in capitals that nothing explains.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::check::initials::{Initials, full_words, initials, is_explained_at, is_known};
use crate::check::protected::holds;
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::prose::{PassageKind, Prose};
use crate::site::Glossary;

pub(super) struct UnexplainedAcronym;

static META: RuleMeta = RuleMeta {
    id: "unexplained-acronym",
    group: Group::Terms,
    level: Level::Error,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 80,
    options: &[],
    doc: include_str!("unexplained_acronym.md"),
};

/// Where a short form first stands on a page.
struct First<'a> {
    in_heading: bool,
    /// The place, if nothing explains the short form there.
    unexplained: Option<(&'a Prose, Initials)>,
}

impl Rule for UnexplainedAcronym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Reports each short form once, where it first stands: explained there, it is explained.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let (glossary, language) = (&context.site.glossary, context.page.language.as_str());
        let mut first: BTreeMap<String, First<'_>> = BTreeMap::new();
        for text in context.texts() {
            let mentions = context.mentions(text).iter();
            let terms: Vec<_> = mentions.map(|mention| mention.range.clone()).collect();
            for (found, kind) in initials(text) {
                if holds(&terms, &found.range) || is_held(glossary, &found.short, language) {
                    continue;
                }
                let short = found.short.clone();
                let explained = is_explained_at(text.text(), &found);
                let here = First {
                    in_heading: kind == PassageKind::Heading,
                    unexplained: (!explained).then_some((text, found)),
                };
                // A heading may use what the text below it explains.
                match first.entry(short) {
                    Entry::Occupied(mut known) if known.get().in_heading && !here.in_heading => {
                        known.insert(here);
                    }
                    Entry::Occupied(_) => {}
                    Entry::Vacant(place) => {
                        place.insert(here);
                    }
                }
            }
        }
        for (short, first) in first {
            let Some((text, found)) = first.unexplained else {
                continue;
            };
            let finding = context
                .finding(
                    &META,
                    text,
                    found.range,
                    format!("Nothing explains “{short}”"),
                )
                .because("A reader who does not know the letters cannot guess what they stand for.")
                .help(advice(&short));
            sink.push(finding);
        }
    }
}

fn advice(short: &str) -> String {
    match full_words(short) {
        Some(full) => format!(
            "Write “{full} ({short})” here, or explain {short} in the glossary. If you need it only once, write the full words alone."
        ),
        None if short.contains(|c: char| c.is_ascii_digit()) => format!(
            "Say what it is, as in “the appeal form ({short})”. Or explain {short} in the glossary."
        ),
        None => {
            format!("Write its full words, then “({short})”. Or explain {short} in the glossary.")
        }
    }
}

fn is_held(glossary: &Glossary, short: &str, language: &str) -> bool {
    is_known(short) || glossary.named(short, language).is_some()
}
