//! Finds short forms in capitals that nothing explains.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::check::initials::{Initials, full_words, initials, is_explained_at, is_known};
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
        let glossary = &context.site.glossary;
        let mut first: BTreeMap<String, First<'_>> = BTreeMap::new();
        for text in context.texts() {
            let explained = glossary.find(text.text());
            for (found, kind) in initials(text) {
                let in_mention = explained.iter().any(|mention| {
                    mention.range.start <= found.range.start && found.range.end <= mention.range.end
                });
                if in_mention || is_held(glossary, &found.short) {
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
            let Some((text, found)) = first.unexplained else { continue };
            let help = match full_words(&short) {
                Some(full) => format!(
                    "Write “{full} ({short})” here, or explain {short} in the glossary. If you need it only once, write the full words alone."
                ),
                None => format!("Write its full words, then “({short})”. Or explain {short} in the glossary."),
            };
            let finding = context
                .finding(&META, text, found.range, format!("Nothing explains “{short}”"))
                .because("A reader who does not know the letters cannot guess what they stand for.")
                .help(help);
            sink.push(finding);
        }
    }
}

fn is_held(glossary: &Glossary, short: &str) -> bool {
    is_known(short) || glossary.named(short).is_some()
}
