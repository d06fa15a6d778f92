//! Finds short forms in capitals that nothing explains.

use std::collections::BTreeMap;

use crate::check::initials::{Initials, full_words, initials, is_explained_at, is_known};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::prose::Prose;
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

impl Rule for UnexplainedAcronym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Reports each short form once, where it first stands: explained there, it is explained.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let glossary = &context.site.glossary;
        let mut first: BTreeMap<String, Option<(&Prose, Initials)>> = BTreeMap::new();
        for text in context.texts() {
            let explained = glossary.find(text.text());
            for (found, kind) in initials(text) {
                let in_mention = explained.iter().any(|mention| {
                    mention.range.start <= found.range.start && found.range.end <= mention.range.end
                });
                if in_mention || is_held(glossary, &found.short) {
                    continue;
                }
                // A heading may use what the text below it explains.
                let is_heading = kind == crate::prose::PassageKind::Heading;
                let explained = is_explained_at(text.text(), &found);
                let place = (!explained).then(|| (text, found.clone()));
                let known = first.entry(found.short.clone()).or_insert_with(|| place.clone());
                let only_in_heading = known.as_ref().is_some_and(|(text, known)| stands_in_heading(text, known));
                if only_in_heading && !is_heading {
                    *known = place;
                }
            }
        }
        for (short, place) in first {
            let Some((text, found)) = place else { continue };
            let range = found.range;
            let help = match full_words(&short) {
                Some(full) => format!(
                    "Write “{full} ({short})” here, or explain {short} in the glossary. If you need it only once, write the full words alone."
                ),
                None => format!("Write its full words, then “({short})”. Or explain {short} in the glossary."),
            };
            let finding = context
                .finding(&META, text, range, format!("Nothing explains “{short}”"))
                .because("A reader who does not know the letters cannot guess what they stand for.")
                .help(help);
            sink.push(finding);
        }
    }
}

fn is_held(glossary: &Glossary, short: &str) -> bool {
    is_known(short) || glossary.named(short).is_some()
}

fn stands_in_heading(text: &Prose, found: &Initials) -> bool {
    let passages = text.passages().iter();
    let mut around = passages.filter(|passage| {
        passage.range.start <= found.range.start && found.range.end <= passage.range.end
    });
    around.any(|passage| passage.kind == crate::prose::PassageKind::Heading)
}
