//! Finds questions without a question mark, and explainers whose title asks nothing.

use std::ops::Range;

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::prose::PassageKind;
use crate::site::PageKind;
use crate::source::Span;

pub(super) struct HeadingQuestion;

static META: RuleMeta = RuleMeta {
    id: "heading-question",
    group: Group::Shape,
    level: Level::Warning,
    scope: Scope::Site,
    english_only: true,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("heading_question.md"),
};

/// Words that begin a question if a verb and its subject follow.
const QUESTION_WORDS: [&str; 7] = ["how", "what", "when", "where", "which", "who", "why"];

/// Words between "how" and the verb.
const AFTER_HOW: [&str; 7] = ["far", "fast", "long", "many", "much", "often", "soon"];

/// Verbs that stand before their subject in a question.
const VERBS: [&str; 19] = [
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might",
    "must", "should", "was", "were", "will", "would",
];

/// Verbs that begin a question by themselves: "Can I …". Those that begin an order ("Do this")
/// or a condition ("Should you …") are not among them.
const FIRST_VERBS: [&str; 13] = [
    "am", "are", "can", "could", "did", "does", "has", "is", "must", "was", "were", "will", "would",
];

/// Verbs that begin a question only before one of [`PEOPLE`]: "Do I need it", not "Do it".
const VERBS_BEFORE_PEOPLE: [&str; 2] = ["do", "have"];

const PEOPLE: [&str; 4] = ["i", "they", "we", "you"];

/// Words that begin the subject of a verb.
const SUBJECTS: [&str; 27] = [
    "a",
    "an",
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "he",
    "her",
    "his",
    "i",
    "it",
    "my",
    "our",
    "people",
    "she",
    "somebody",
    "someone",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "we",
    "you",
];

impl Rule for HeadingQuestion {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        if let Some(finding) = judge_title(context) {
            sink.push(finding);
        }
        let headings = context.body.passages().iter();
        for passage in headings.filter(|passage| passage.kind == PassageKind::Heading) {
            if let Some(finding) = judge_heading(context, passage.range.clone()) {
                sink.push(finding);
            }
        }
    }
}

fn judge_title(context: &PageContext<'_>) -> Option<Diagnostic> {
    let page = context.page;
    let title = page.title.trim();
    let is_there = !page.title_span.is_empty() && page.kind != PageKind::Term;
    if !is_there || ends_as_question(title) {
        return None;
    }
    if asks(title) {
        let finding = context
            .finding_at(
                &META,
                page.title_span,
                format!("“{title}” is a question without its mark"),
            )
            .because(WHY_MARK)
            .help("End it with a question mark.");
        return Some(with_mark(context, finding, page.title_span, title));
    }
    if page.kind != PageKind::Explainer {
        return None;
    }
    let finding = context
        .finding_at(&META, page.title_span, "This title is not a question that a reader would ask")
        .because("People look for an answer to their own question. They know the page by it, in lists and in search.")
        .help("Ask it in a reader’s words: “How do I appeal?” for “Appeals”, “Can they stop my money?” for “Sanctions”.");
    Some(finding)
}

const WHY_MARK: &str =
    "The mark tells the eye at once that an answer follows, and a screen reader lifts its voice.";

fn judge_heading(context: &PageContext<'_>, range: Range<usize>) -> Option<Diagnostic> {
    let words = context.body.text().get(range.clone())?;
    if ends_as_question(words) || !asks(words) {
        return None;
    }
    let message = format!("“{words}” is a question without its mark");
    let finding = context
        .finding(&META, context.body, range.clone(), message)
        .because(WHY_MARK)
        .help("End it with a question mark.");
    Some(with_mark(context, finding, context.body.span(range), words))
}

/// Puts the mark behind the last word, where the source ends with that word.
fn with_mark(
    context: &PageContext<'_>,
    finding: Diagnostic,
    span: Span,
    words: &str,
) -> Diagnostic {
    let bare = words.trim_end_matches(['.', ' ', '!', ':']);
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let source = span.of(&context.file.text);
    let Some(at) = source.rfind(last).filter(|_| is_plain(last)) else {
        return finding;
    };
    let end = at + last.len();
    let rest = source.get(end..).unwrap_or_default();
    // An ending in quotation marks or stars needs a person.
    let mark = Span::new(span.start + end, span.start + source.trim_end().len());
    if !rest
        .trim_end()
        .chars()
        .all(|c| matches!(c, '.' | '!' | ':'))
    {
        return finding;
    }
    finding.replace(Applicability::Safe, mark, "?")
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphanumeric)
}

fn ends_as_question(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    words.ends_with('?')
}

/// Whether the last sentence of `words` is built as a question.
fn asks(words: &str) -> bool {
    let words = words.trim_end_matches(['.', '!', ':', ' ']);
    let last = [". ", "! ", "? ", ": "]
        .iter()
        .filter_map(|end| words.rfind(end).map(|at| at + end.len()))
        .max();
    let sentence = words.get(last.unwrap_or(0)..).unwrap_or_default();
    let parts = sentence.split_whitespace();
    let bare: Vec<&str> = parts
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let lower: Vec<String> = bare
        .iter()
        .map(|word| word.replace('’', "'").to_lowercase())
        .collect();
    let word = |at: usize| lower.get(at).map_or("", String::as_str);
    let first = word(0);
    if QUESTION_WORDS.contains(&first) {
        let verb = 1 + usize::from(first == "how" && AFTER_HOW.contains(&word(1)));
        let next = verb + 1;
        return VERBS.contains(&word(verb))
            && (SUBJECTS.contains(&word(next)) || is_name(first, bare.get(next).copied()));
    }
    let second = word(1);
    FIRST_VERBS.contains(&first) && SUBJECTS.contains(&second)
        || VERBS_BEFORE_PEOPLE.contains(&first) && PEOPLE.contains(&second)
}

/// "What is ESA": a name is a subject, but "who can DWP" may go on as "who can help".
fn is_name(question_word: &str, word: Option<&str>) -> bool {
    let begins = word.and_then(|word| word.chars().next());
    question_word != "who" && begins.is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn questions_are_known_by_their_order() {
        for words in [
            "How do I appeal",
            "What is ESA",
            "What are my rights",
            "How long does it last",
            "Why was my money stopped",
            "Who can I ask",
            "Can I bring someone",
            "Is it recorded",
            "Do I need a diagnosis",
            "Have you had a letter",
            "They stopped my money. What do I do first",
        ] {
            assert!(asks(words), "{words}");
        }
    }

    #[test]
    fn other_headings_ask_nothing() {
        for words in [
            "What to do next",
            "What happens next",
            "What this means for you",
            "Where to get help",
            "When to use this letter",
            "How we check our pages",
            "What you can do",
            "Who can help",
            "What is included",
            "Do",
            "Do not",
            "Do it today",
            "Do the first step",
            "Have a rest",
            "Have your letter at hand",
            "Should you need help",
            "May 2026",
            "Will and estate",
            "If you live in Wales",
            "Is",
            "",
        ] {
            assert!(!asks(words), "{words}");
        }
    }
}
