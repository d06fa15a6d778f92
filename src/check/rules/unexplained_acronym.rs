//! Finds short forms in capitals that nothing explains.

use std::collections::BTreeMap;

use crate::check::expansion::{is_explained_at, is_in_brackets};
use crate::check::inflect::plural;
use crate::check::initials::{Initials, full_words, initials, is_known};
use crate::check::protected::holds;
use crate::check::spoken::{Spoken, capitals};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::Document;
use crate::prose::{PassageKind, Prose, SearchText};
use crate::site::Mention;
use crate::source::Span;

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

/// What is known of a short form after a page was read.
struct Uses<'a> {
    /// Where it first stands: in a heading only if it stands nowhere else.
    first: (&'a Prose, Initials),
    in_heading: bool,
    /// Whether its full words stood beside it there, or in a heading before.
    explained: bool,
    /// Where they do later.
    later: Option<Span>,
}

impl Rule for UnexplainedAcronym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Reports each short form once, where it first stands: explained there, it is explained.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let title = title(context);
        let mut uses: BTreeMap<String, Uses<'_>> = BTreeMap::new();
        if let Some(title) = &title {
            let (glossary, language) = (&context.site.glossary, &context.page.language);
            let mentions = glossary.find(&SearchText::new(title.text()), language);
            for (found, _) in unheld(context, &Spoken::new(title), &mentions) {
                note(&mut uses, title, found, true);
            }
        }
        for spoken in context.spoken() {
            let text = spoken.prose;
            for (found, kind) in unheld(context, spoken, context.mentions(text)) {
                note(&mut uses, text, found, kind == PassageKind::Heading);
            }
        }
        for (short, uses) in uses.iter().filter(|(_, uses)| !uses.explained) {
            sink.push(report(context, short, uses));
        }
    }
}

/// The title as a text, if it may hold a short form; the body has it where a page has no front matter.
fn title(context: &PageContext<'_>) -> Option<Prose> {
    let title = context.page.front.title.as_ref();
    let title = title.filter(|title| capitals(title.value.as_bytes()) > 1)?;
    let document = Document::from_scalar(&context.file.text, title.span, &title.value);
    Some(Prose::from_document(&document, &|_| None))
}

/// The short forms of a text that the glossary does not hold; `mentions` are its terms there.
fn unheld(
    context: &PageContext<'_>,
    text: &Spoken<'_>,
    mentions: &[Mention],
) -> Vec<(Initials, PassageKind)> {
    let (glossary, language) = (&context.site.glossary, context.page.language.as_str());
    let terms: Vec<_> = mentions
        .iter()
        .map(|mention| mention.range.clone())
        .collect();
    let is_held = |short: &str| is_known(short) || glossary.named(short, language).is_some();
    let mut found = initials(text, &|_| false);
    found.retain(|(found, _)| !holds(&terms, &found.range) && !is_held(&found.short));
    found
}

/// A heading may use what the text below it explains.
fn note<'a>(
    uses: &mut BTreeMap<String, Uses<'a>>,
    text: &'a Prose,
    found: Initials,
    in_heading: bool,
) {
    let explained = is_explained_at(text.text(), &found);
    let here = Uses {
        first: (text, found),
        in_heading,
        explained,
        later: None,
    };
    let Some(known) = uses.get_mut(&here.first.1.short) else {
        uses.insert(here.first.1.short.clone(), here);
        return;
    };
    if known.in_heading && !known.explained && !in_heading {
        *known = here;
    } else if explained && known.later.is_none() {
        known.later = Some(text.span(here.first.1.range));
    }
}

fn report(context: &PageContext<'_>, short: &str, uses: &Uses<'_>) -> Diagnostic {
    let (text, found) = &uses.first;
    let message = format!("Nothing explains “{short}”");
    let message = match uses.later {
        Some(_) => format!("{message} where it first stands"),
        None => message,
    };
    let finding = context
        .finding(&META, text, found.range.clone(), message)
        .because("A reader who does not know the letters cannot guess what they stand for.")
        .help(advice(
            short,
            is_plural(text.text(), found),
            uses.later.is_some(),
        ));
    let finding = match uses.later {
        Some(later) => finding.label(later, "explained here, later"),
        None => finding,
    };
    let span = text.span(found.range.clone());
    match full_words(short) {
        Some(full) if can_be_written_out(context, uses, short, span) => {
            finding.replace(Applicability::Unsafe, span, format!("{full} ({short})"))
        }
        _ => finding,
    }
}

/// Whether full words can take the place of the letters: no ending or hyphen hangs on them, and
/// they are not in brackets already. A heading is better without brackets.
fn can_be_written_out(context: &PageContext<'_>, uses: &Uses<'_>, short: &str, span: Span) -> bool {
    let (text, found) = &uses.first;
    let rest = text.text().get(found.range.end..).unwrap_or_default();
    let goes_on = rest.starts_with(|next: char| next.is_alphanumeric() || "'’-‑".contains(next));
    let is_plain = span.of(&context.file.text) == short;
    is_plain && !goes_on && !uses.in_heading && !is_in_brackets(text.text(), found.range.start)
}

/// Whether a plural s hangs on the letters: "KPIs".
fn is_plural(text: &str, found: &Initials) -> bool {
    let rest = text.get(found.range.end..).unwrap_or_default();
    rest.strip_prefix('s')
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn advice(short: &str, is_plural: bool, is_later: bool) -> String {
    let written = if is_plural {
        format!("{short}s")
    } else {
        short.to_owned()
    };
    if is_later {
        return format!(
            "Move the full words here, as “Full Words ({written})”. After that, “{written}” is enough."
        );
    }
    match full_words(short) {
        Some(full) => format!(
            "Write “{} ({written})” here, or explain {short} in the glossary. If you need it only once, write the full words alone.",
            if is_plural {
                plural(full)
            } else {
                full.to_owned()
            }
        ),
        None if short.contains(|c: char| c.is_ascii_digit()) => format!(
            "Say in words what it is, then “({short})”. Or explain {short} in the glossary."
        ),
        None => {
            format!("Write its full words, then “({written})”. Or explain {short} in the glossary.")
        }
    }
}
