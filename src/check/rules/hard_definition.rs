//! Finds definitions that are harder than what they define.

use crate::check::spoken::{Spoken, SpokenSentence, is_running};
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Inline, InlineKind, plain_text};
use crate::prose::{Counts, Exemption, Passage, Prose, Scores, Sentence};
use crate::site::{Mention, PageKind, Term, TermForm};
use crate::source::Span;

pub(super) struct HardDefinition;

static META: RuleMeta = RuleMeta {
    id: "hard-definition",
    group: Group::Terms,
    level: Level::Warning,
    scope: Scope::Site,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "max-words",
            default: OptionValue::Number(40),
            doc: "A definition with more words is reported.",
        },
        OptionMeta {
            name: "limit",
            default: OptionValue::Number(15),
            doc: "A definition with a higher reading age is reported as advice.",
        },
        OptionMeta {
            name: "min-words",
            default: OptionValue::Number(12),
            doc: "The reading age of a definition with fewer words is not judged.",
        },
    ],
    doc: include_str!("hard_definition.md"),
};

const WHY: &str =
    "People open a definition because they are stuck. It must not send them further away.";

/// Words that say nothing about a term.
const SMALL_WORDS: [&str; 30] = [
    "a", "an", "and", "are", "at", "be", "by", "do", "does", "for", "from", "get", "if", "in",
    "is", "it", "of", "on", "or", "that", "the", "they", "to", "what", "when", "which", "who",
    "with", "you", "your",
];

/// With more other words than this, a definition says something new.
const MOST_NEWS: usize = 1;

/// Words after which a definition begins, as in "A sanction is …".
const COPULAS: [&str; 6] = ["is", "are", "means", "mean", "says", "was"];

impl Rule for HardDefinition {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Judges the first paragraph of a term: it is what readers are shown.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let text = context.body;
        let definition = text.passages().iter().find(|passage| is_running(passage));
        let terms = context.site.glossary.terms();
        let own = terms.iter().find(|term| term.page == context.page.id);
        let (PageKind::Term, Some(definition), Some(own)) = (context.page.kind, definition, own)
        else {
            return;
        };
        let judge = Judge {
            context,
            text,
            definition,
            own,
        };
        let found = judge.too_long().into_iter().chain(judge.circular());
        for finding in found.chain(judge.leaning()) {
            sink.push(finding.because(WHY));
        }
        if let Some(finding) = judge.hard() {
            sink.push_at_most(finding.because(WHY), Severity::Info);
        }
    }
}

/// A definition and the term that it defines.
struct Judge<'a, 'p> {
    context: &'a PageContext<'p>,
    text: &'a Prose,
    definition: &'a Passage,
    own: &'a Term,
}

impl Judge<'_, '_> {
    fn finding(&self, message: String) -> Diagnostic {
        let range = self.definition.range.clone();
        self.context.finding(&META, self.text, range, message)
    }

    fn sentences(&self) -> &[Sentence] {
        self.text.sentences_in(self.definition)
    }

    fn words(&self) -> usize {
        self.sentences()
            .iter()
            .map(|sentence| sentence.words.len())
            .sum()
    }

    fn too_long(&self) -> Option<Diagnostic> {
        let most = self.context.number(&META, "max-words");
        let words = self.words();
        (words > most).then(|| {
            let message = format!("This definition has {words} words; the most is {most}");
            self.finding(message)
                .help("Say in a sentence or two what it is. Put the rest into a second paragraph.")
        })
    }

    /// "Permitted work is work that is permitted."
    fn circular(&self) -> Option<Diagnostic> {
        let spoken = Spoken::new(self.text);
        let sentence = spoken.sentences_in(self.definition).next()?;
        let wanted = self.term_words();
        let start = body_of(&sentence, &self.own.term);
        let body: Vec<&str> = (start..sentence.len())
            .map(|at| sentence.word(at))
            .collect();
        let is_wanted = |word: &str| wanted.iter().any(|wanted| root(wanted) == root(word));
        let repeats_all = wanted
            .iter()
            .all(|wanted| body.iter().any(|word| root(word) == root(wanted)));
        let says = |word: &&&str| !SMALL_WORDS.contains(*word) && !is_wanted(word);
        let news = body.iter().filter(says).count();
        let is_circular = !wanted.is_empty() && repeats_all && news <= MOST_NEWS;
        is_circular.then(|| {
            let message = format!("The definition of “{}” uses the word itself", self.own.term);
            self.finding(message)
                .help("Say it in other words, as if the reader had never heard it.")
        })
    }

    /// The words of the term that carry its meaning, in lower case.
    fn term_words(&self) -> Vec<String> {
        let words = self.own.term.split_whitespace().map(str::to_lowercase);
        words
            .filter(|word| !SMALL_WORDS.contains(&word.as_str()))
            .collect()
    }

    /// Terms that the definition needs, without a link to them or words that explain them.
    fn leaning(&self) -> Vec<Diagnostic> {
        let glossary = &self.context.site.glossary;
        let mentions = self.context.mentions(self.text);
        let links = link_spans(self.context);
        let mut found = Vec::new();
        for mention in mentions {
            let term = glossary.term(mention.term);
            let inside = self.definition.range.contains(&mention.range.start);
            let span = self.text.span(mention.range.clone());
            let linked = links.iter().any(|(link, words)| {
                link.contains(span) || words.to_lowercase().contains(&term.term.to_lowercase())
            });
            let is_own = term.page == self.own.page || self.holds_own_name(mention);
            if !inside || linked || is_own || !needs_explaining(mention, self.text) {
                continue;
            }
            let words = self
                .text
                .text()
                .get(mention.range.clone())
                .unwrap_or_default();
            let message = format!("This definition needs another term: “{words}”");
            let finding = self
                .context
                .finding(&META, self.text, mention.range.clone(), message)
                .help(format!(
                    "Link it to the page about {}, or say it in everyday words.",
                    term.term
                ));
            found.push(finding);
        }
        found
    }

    /// Whether a mention is a part of the name of the term, or of one of its other forms.
    fn holds_own_name(&self, mention: &Mention) -> bool {
        let words = self
            .text
            .text()
            .get(mention.range.clone())
            .unwrap_or_default();
        let words = words.to_lowercase();
        let forms = self
            .own
            .expansion
            .iter()
            .chain(&self.own.aliases)
            .chain([&self.own.term]);
        let mut forms = forms.map(|form| form.to_lowercase());
        forms.any(|form| form.contains(&words))
    }

    /// A definition is too short for a score to be sure: this is advice.
    fn hard(&self) -> Option<Diagnostic> {
        if self.words() < self.context.number(&META, "min-words") {
            return None;
        }
        let exempt = self.context.marks_of(self.text)?.exempt_words();
        // In so short a text a name is met once, and there is no other word for it.
        let exemption = |word: &str| match exempt.exemption(word) {
            Exemption::OnceMet => Exemption::Always,
            exemption => exemption,
        };
        let counts = Counts::of(self.text, &exemption);
        let age = Scores::of(&counts).reading_age;
        let limit = self.context.number(&META, "limit");
        (age > f64::from(u32::try_from(limit).unwrap_or(u32::MAX))).then(|| {
            let message =
                format!("This definition has a reading age of about {age}; the most is {limit}");
            self.finding(message)
                .help("Use words that people say, in two short sentences.")
        })
    }
}

/// The first word after "A sanction is", or the first of all where the definition begins at once.
fn body_of(sentence: &SpokenSentence<'_>, term: &str) -> usize {
    let reach = term.split_whitespace().count() + 3;
    let copula = (0..sentence.len().min(reach)).find(|at| COPULAS.contains(&sentence.word(*at)));
    copula.map_or(0, |at| at + 1)
}

/// A word without its commonest endings.
fn root(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "s", "e"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending));
    stem.filter(|stem| stem.len() >= 4).unwrap_or(word)
}

/// Whether readers may not know what a mention means: names tell enough to read on, and so do
/// short forms with their full words.
fn needs_explaining(mention: &Mention, text: &Prose) -> bool {
    let words = text.text().get(mention.range.clone()).unwrap_or_default();
    let capitals = words.chars().filter(char::is_ascii_uppercase).count();
    let is_short_form = capitals >= 2 && !words.contains(' ');
    let before = text.text().get(..mention.range.start).unwrap_or_default();
    if is_short_form {
        return mention.form == TermForm::Term && !before.ends_with('(');
    }
    capitals == 0 && mention.form != TermForm::Expansion
}

/// The links of a page: their places and their words.
fn link_spans(context: &PageContext<'_>) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    context.visit_inlines(&mut |inline: &Inline, _| {
        if let InlineKind::Link(link) = &inline.kind {
            found.push((inline.span, plain_text(&link.children, &|_| None)));
        }
    });
    found
}
