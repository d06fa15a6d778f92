//! Finds short forms that the glossary holds but the page does not spell out at first.

use crate::check::initials::{before_bracket, bracket_after, is_known};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::Applicability;
use crate::prose::{PassageKind, Prose};
use crate::site::{Mention, Term, TermForm, TermId};

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

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let glossary = &context.site.glossary;
        let mut seen: Vec<TermId> = Vec::new();
        for text in context.texts() {
            for mention in context.mentions(text).iter().cloned() {
                let term = glossary.term(mention.term);
                let is_own = term.page == context.page.id;
                if is_own || seen.contains(&mention.term) || !is_short_form(term, text, &mention) {
                    continue;
                }
                if !is_running_text(text, &mention) {
                    continue;
                }
                seen.push(mention.term);
                let Some(expansion) = &term.expansion else {
                    continue;
                };
                if is_spelled_out(text.text(), &mention, term) {
                    continue;
                }
                let short = &term.term;
                let found = text.text().get(mention.range.clone()).unwrap_or_default();
                let finding = context
                    .finding(&META, text, mention.range.clone(), format!("“{short}” is not spelled out where it first stands"))
                    .because("Most readers meet a page alone. They do not know letters that another page explained.")
                    .help(format!("Write “{expansion} ({short})” here. After that, “{short}” is enough."));
                let span = text.span(mention.range.clone());
                let is_plain = context.file.text.get(span.start..span.end) == Some(found);
                sink.push(
                    if is_plain && found == short && !is_in_brackets(text.text(), &mention) {
                        finding.replace(
                            Applicability::Unsafe,
                            span,
                            format!("{expansion} ({short})"),
                        )
                    } else {
                        finding
                    },
                );
            }
        }
    }
}

/// Whether the words are the letters of a term that has full words, and not everybody knows them.
fn is_short_form(term: &Term, text: &Prose, mention: &Mention) -> bool {
    let found = text.text().get(mention.range.clone()).unwrap_or_default();
    let capitals = found.chars().filter(char::is_ascii_uppercase).count();
    let is_letters = mention.form != TermForm::Expansion && capitals >= 2 && !found.contains(' ');
    is_letters && term.expansion.is_some() && !is_known(&term.term)
}

/// Headings may come before; quotations and letters are not judged.
fn is_running_text(text: &Prose, mention: &Mention) -> bool {
    let passages = text.passages();
    let at = passages.partition_point(|passage| passage.range.end < mention.range.end);
    let judged = passages.get(at).is_some_and(|passage| {
        !matches!(
            passage.kind,
            PassageKind::Heading | PassageKind::Quotation | PassageKind::Letter
        )
    });
    judged && !text.is_protected(mention.range.clone())
}

fn is_in_brackets(text: &str, mention: &Mention) -> bool {
    before_bracket(text, mention.range.start).is_some()
}

/// "Employment and Support Allowance (ESA)" or "ESA (Employment and Support Allowance)".
fn is_spelled_out(text: &str, mention: &Mention, term: &Term) -> bool {
    let full: Vec<String> = term
        .expansion
        .iter()
        .chain(&term.aliases)
        .map(|words| words.to_lowercase())
        .collect();
    let same = |words: &str, matches: &dyn Fn(&str, &str) -> bool| {
        let words = words.replace('’', "'").to_lowercase();
        full.iter()
            .filter(|full| full.contains(' '))
            .any(|full| matches(&words, full))
    };
    let ends = |words: &str, full: &str| {
        words
            .trim_end_matches('s')
            .ends_with(full.trim_end_matches('s'))
    };
    let begins = |words: &str, full: &str| {
        words.starts_with(full) || words.starts_with(&format!("the {full}"))
    };
    before_bracket(text, mention.range.start).is_some_and(|before| same(before, &ends))
        || bracket_after(text, mention.range.end).is_some_and(|inside| same(inside, &begins))
}
