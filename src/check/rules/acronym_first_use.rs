//! Finds short forms that the glossary holds but the page does not spell out at first.

use crate::check::expansion::{is_in_brackets, is_same_phrase, words, words_after, words_before};
use crate::check::initials::{Initials, initials, is_known};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::prose::{PassageKind, Prose};
use crate::site::{Mention, Term, TermForm, TermId};
use crate::source::Span;

pub(super) struct AcronymFirstUse;

static META: RuleMeta = RuleMeta {
    id: "acronym-first-use",
    group: Group::Terms,
    level: Level::Error,
    scope: Scope::Site,
    english_only: true,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("acronym_first_use.md"),
};

impl Rule for AcronymFirstUse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Headings may come before, and one that spells the letters out has done what is asked.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let (glossary, language) = (&context.site.glossary, context.page.language.as_str());
        let is_term = |short: &str| glossary.named(short, language).is_some();
        let mut seen: Vec<TermId> = Vec::new();
        for spoken in context.spoken() {
            let text = spoken.prose;
            let mentions = context.mentions(text);
            for (found, kind) in initials(spoken, &is_term) {
                let Some(id) = glossary.named(&found.short, language) else {
                    continue;
                };
                let term = glossary.term(id);
                let Some(expansion) = &term.expansion else {
                    continue;
                };
                let marks = context.marks_of(text);
                if marks.is_some_and(|marks| marks.is_name(&found.range)) {
                    continue;
                }
                let is_own = term.page == context.page.id;
                let is_part = is_part_of_another_term(mentions, &found, id);
                if is_own || is_part || is_known(&term.term) || seen.contains(&id) {
                    continue;
                }
                let is_spelled_out = is_spelled_out(text.text(), &found, term);
                if is_spelled_out || kind != PassageKind::Heading {
                    seen.push(id);
                }
                if !is_spelled_out && kind != PassageKind::Heading {
                    let finding = report(context, text, &found, term, expansion);
                    sink.push(with_full_words(context, finding, id));
                }
            }
        }
    }
}

/// "New Style ESA" is a term of its own.
fn is_part_of_another_term(mentions: &[Mention], found: &Initials, own: TermId) -> bool {
    let at = mentions.partition_point(|mention| mention.range.end < found.range.end);
    mentions
        .get(at)
        .is_some_and(|mention| mention.term != own && mention.range.start <= found.range.start)
}

fn report(
    context: &PageContext<'_>,
    text: &Prose,
    found: &Initials,
    term: &Term,
    expansion: &str,
) -> Diagnostic {
    let short = &term.term;
    let message = format!("“{short}” is not spelled out where it first stands");
    let finding = context
        .finding(&META, text, found.range.clone(), message)
        .because(
            "Most readers meet a page alone. They do not know letters that another page explained.",
        )
        .help(format!(
            "Write “{expansion} ({short})” here. After that, “{short}” is enough."
        ));
    let span = text.span(found.range.clone());
    if span.of(&context.file.text) != short || !stands_alone(text.text(), found) {
        return finding;
    }
    let spelled_out = format!("{expansion} ({short})");
    finding.replace(Applicability::Unsafe, span, spelled_out)
}

/// Whether full words can take the place of the letters: they are not in brackets already, and no
/// ending or hyphen hangs on them.
fn stands_alone(text: &str, found: &Initials) -> bool {
    let next = text
        .get(found.range.end..)
        .and_then(|rest| rest.chars().next());
    let goes_on = next.is_some_and(|next| next.is_alphanumeric() || "'’-‑".contains(next));
    !goes_on && !is_in_brackets(text, found.range.start)
}

/// Points at the full words where they stand by themselves, before the letters or after them.
fn with_full_words(context: &PageContext<'_>, finding: Diagnostic, term: TermId) -> Diagnostic {
    let spans = context.texts().flat_map(|text| {
        let mentions = context.mentions(text).iter();
        let full = mentions
            .filter(move |mention| mention.term == term && mention.form == TermForm::Expansion);
        full.map(|mention| text.span(mention.range.clone()))
    });
    let spans: Vec<Span> = spans.collect();
    let later = spans.iter().find(|span| span.start >= finding.span.end);
    let Some(span) = later.or(spans.last()).copied() else {
        return finding;
    };
    let text = if span.start < finding.span.start {
        "the full words stand here, without the letters"
    } else {
        "spelled out here, later"
    };
    finding.label(span, text)
}

/// "Employment and Support Allowance (ESA)" or "ESA (Employment and Support Allowance)".
fn is_spelled_out(text: &str, found: &Initials, term: &Term) -> bool {
    let names = term.expansion.iter().chain(&term.aliases);
    let full: Vec<Vec<String>> = names
        .map(|name| words(name))
        .filter(|name| name.len() > 1)
        .collect();
    let before = words_before(text, found.range.start).unwrap_or_default();
    let after = words_after(text, found.range.end).unwrap_or_default();
    let ends = |full: &Vec<String>| {
        let lengths = 1..=before.len().min(full.len() + 2);
        lengths
            .filter_map(|length| before.get(before.len() - length..))
            .any(|part| is_same_phrase(part, full))
    };
    let begins = |full: &Vec<String>| {
        let lengths = 1..=after.len().min(full.len() + 2);
        lengths
            .filter_map(|length| after.get(..length))
            .any(|part| is_same_phrase(part, full))
    };
    full.iter().any(|full| ends(full) || begins(full))
}
