//! Finds American spellings.

use crate::check::spoken::Cue;
use crate::check::word_list::{List, british_ending, has_a_capital_of_its_own, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::Applicability;
use crate::prose::WordKind;

pub(super) struct AmericanSpelling;

static META: RuleMeta = RuleMeta {
    id: "american-spelling",
    group: Group::Words,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 45,
    options: &[],
    doc: include_str!("american_spelling.md"),
};

const WHY: &str = "Readers in Britain stumble over it. One spelling on the whole site reads best.";

impl Rule for AmericanSpelling {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        report(List::AmericanSpelling, &META, context, sink, message, WHY);
        endings(context, sink);
    }
}

fn message(words: &str) -> String {
    format!("“{words}” is an American spelling")
}

/// Whether a word in lower case may end in -ize or -yze.
pub(super) fn may_be_american(word: &str) -> bool {
    word.contains('z')
}

/// Words in -ize and -yze, which no list could hold.
fn endings(context: &PageContext<'_>, sink: &mut Sink) {
    for (marks, spoken) in context.marks().iter().zip(context.spoken()) {
        let text = spoken.prose;
        let words = spoken.words(Cue::American);
        for word in words.filter(|word| word.kind == WordKind::Word) {
            let whole = text.text().get(word.range.clone()).unwrap_or_default();
            let mut start = word.range.start;
            for part in whole.split(['-', '\'', '’']) {
                let range = start..start + part.len();
                start = range.end + next_length(whole, range.end - word.range.start);
                let Some(british) = british_ending(part) else {
                    continue;
                };
                if marks.covers(&range) || has_a_capital_of_its_own(text, &range) {
                    continue;
                }
                let span = text.span(range.clone());
                let is_plain = context.file.text.get(span.start..span.end) == Some(part);
                let finding = context
                    .finding(&META, text, range, message(part))
                    .because(WHY)
                    .help(format!("Write “{british}”."));
                sink.push(if is_plain {
                    finding.replace(Applicability::Safe, span, british)
                } else {
                    finding
                });
            }
        }
    }
}

/// The bytes of the sign between two parts of a word.
fn next_length(word: &str, at: usize) -> usize {
    let sign = word.get(at..).and_then(|rest| rest.chars().next());
    sign.map_or(0, char::len_utf8)
}
