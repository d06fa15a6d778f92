//! Finds threats that leave the reader alone.

use crate::check::spoken::{Cue, FewWords, Spoken, SpokenSentence, is_own};
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::document::InlineKind;
use crate::prose::{Passage, PassageKind, Prose};
use crate::source::Span;

pub(super) struct Threat;

static META: RuleMeta = RuleMeta {
    id: "threat",
    group: Group::People,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "before",
            default: OptionValue::Number(1),
            doc: "How many paragraphs, lists and headings before the threat may say what to do.",
        },
        OptionMeta {
            name: "after",
            default: OptionValue::Number(2),
            doc: "How many paragraphs, lists and headings after the threat may say what to do.",
        },
    ],
    doc: include_str!("threat.md"),
};

const MODALS: [&str; 9] = [
    "will", "may", "could", "can", "might", "shall", "would", "you'll", "you’ll",
];

/// What is done to people.
const DONE_TO_PEOPLE: [&str; 12] = [
    "arrested",
    "blocked",
    "cautioned",
    "disallowed",
    "disqualified",
    "evicted",
    "fined",
    "jailed",
    "penalised",
    "prosecuted",
    "punished",
    "sanctioned",
];

/// What is done to money.
const DONE_TO_MONEY: [&str; 13] = [
    "cancelled",
    "closed",
    "cut",
    "docked",
    "ended",
    "lowered",
    "reduced",
    "sanctioned",
    "stopped",
    "suspended",
    "taken",
    "terminated",
    "withdrawn",
];

/// The same, done by somebody who is named.
const DO_TO_MONEY: [&str; 14] = [
    "cancel",
    "close",
    "cut",
    "end",
    "fine",
    "lower",
    "penalise",
    "prosecute",
    "reduce",
    "sanction",
    "stop",
    "suspend",
    "terminate",
    "withdraw",
];

const MONEY: [&str; 20] = [
    "allowance",
    "award",
    "benefit",
    "benefits",
    "claim",
    "credit",
    "esa",
    "home",
    "income",
    "job",
    "jsa",
    "money",
    "payment",
    "payments",
    "pension",
    "pip",
    "support",
    "tenancy",
    "uc",
    "wages",
];

const SOMEBODY: [&str; 7] = [
    "we",
    "they",
    "dwp",
    "office",
    "department",
    "jobcentre",
    "council",
];

/// All words that a threat can begin with.
static OPENERS: FewWords = FewWords::new(&[
    "you",
    "you'll",
    "you’ll",
    "your",
    "we",
    "they",
    "dwp",
    "office",
    "department",
    "jobcentre",
    "council",
    "failure",
    "failing",
]);

pub(super) fn may_begin(word: &str) -> bool {
    OPENERS.holds(word)
}

/// Verbs that begin an instruction.
const INSTRUCTIONS: [&str; 44] = [
    "act",
    "answer",
    "appeal",
    "apply",
    "ask",
    "bring",
    "call",
    "challenge",
    "check",
    "claim",
    "complain",
    "contact",
    "email",
    "explain",
    "fill",
    "find",
    "follow",
    "get",
    "give",
    "go",
    "keep",
    "let",
    "look",
    "make",
    "phone",
    "put",
    "read",
    "reply",
    "return",
    "ring",
    "say",
    "see",
    "send",
    "show",
    "sign",
    "speak",
    "start",
    "take",
    "talk",
    "tell",
    "text",
    "try",
    "visit",
    "write",
];

/// Phrases that say what to do, or that there is something to do.
const WAYS_OUT: [&str; 19] = [
    "ask for help",
    "can help",
    "get advice",
    "get help",
    "help you",
    "how to",
    "if this happens",
    "if that happens",
    "right to appeal",
    "right to ask",
    "to avoid",
    "to get it back",
    "to keep your",
    "to stop this",
    "to prevent",
    "unless you",
    "what to do",
    "what you can do",
    "you do not have to",
];

/// After "you can" these are no way out.
const HARMS: [&str; 8] = ["be", "face", "get", "have", "lose", "only", "not", "no"];

impl Rule for Threat {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let before = context.number(&META, "before");
        let after = context.number(&META, "after");
        let mut links: Option<Vec<Span>> = None;
        for spoken in context.spoken() {
            let text = spoken.prose;
            let mut blocks: Option<Vec<Block<'_>>> = None;
            for (sentence, passage) in spoken.sentences() {
                let Some((first, last)) = threat_in(&sentence) else {
                    continue;
                };
                let links = links.get_or_insert_with(|| link_places(context));
                let blocks = blocks.get_or_insert_with(|| blocks_of(text));
                let has_way_out = |block: &Block<'_>| has_way_out(spoken, block, links);
                if near(blocks, passage, before, after).any(has_way_out) {
                    continue;
                }
                let range = sentence.range(first, last);
                let shown = text.text().get(range.clone()).unwrap_or_default();
                let message = format!("“{shown}” is a threat, and nothing near it says what to do");
                let finding = context
                    .finding(&META, text, range, message)
                    .because("A frightened reader stops reading. Fear alone does not tell anyone what to do.")
                    .help("Say right after it what the reader can do, such as “You can ask …”, or link to a page that does.");
                sink.push(finding);
            }
        }
    }
}

/// A paragraph, a heading, a table or a whole list.
struct Block<'a> {
    /// The passages in our own words.
    passages: Vec<&'a Passage>,
}

/// The block of the passage of a threat, and those near it.
fn near<'a>(
    blocks: &'a [Block<'_>],
    passage: &Passage,
    before: usize,
    after: usize,
) -> impl Iterator<Item = &'a Block<'a>> {
    let is_it = |own: &&Passage| own.range == passage.range;
    let holds = |block: &Block<'_>| block.passages.iter().any(is_it);
    let at = blocks.iter().position(holds);
    let count = at.map_or(0, |at| at.min(before) + 1 + after);
    let first = at.unwrap_or_default().saturating_sub(before);
    blocks.iter().skip(first).take(count)
}

fn blocks_of(text: &Prose) -> Vec<Block<'_>> {
    let own = text.passages().iter().filter(|passage| is_own(passage));
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut last_kind = None;
    for passage in own {
        let goes_on = matches!(passage.kind, PassageKind::ListItem | PassageKind::TableCell)
            && last_kind == Some(passage.kind);
        last_kind = Some(passage.kind);
        match blocks.last_mut() {
            Some(block) if goes_on => block.passages.push(passage),
            _ => blocks.push(Block {
                passages: vec![passage],
            }),
        }
    }
    blocks
}

/// Whether a block says what a reader can do.
fn has_way_out(spoken: &Spoken<'_>, block: &Block<'_>, links: &[Span]) -> bool {
    let mut passages = block.passages.iter();
    passages
        .any(|passage| has_link(spoken.prose, passage, links) || says_what_to_do(spoken, passage))
}

fn has_link(text: &Prose, passage: &Passage, links: &[Span]) -> bool {
    let span = text.span(passage.range.clone());
    let next = links.partition_point(|link| link.end <= span.start);
    links.get(next).is_some_and(|link| link.start < span.end)
}

/// The places of the links of a page, in order.
fn link_places(context: &PageContext<'_>) -> Vec<Span> {
    let mut places = Vec::new();
    context.visit_inlines(&mut |inline, _| {
        if matches!(inline.kind, InlineKind::Link(_)) {
            places.push(inline.span);
        }
    });
    places.sort_unstable();
    places
}

/// Whether a passage tells the reader what to do or what they can do.
fn says_what_to_do(spoken: &Spoken<'_>, passage: &Passage) -> bool {
    let words = spoken.lower(passage.range.clone());
    let names_way = WAYS_OUT.iter().any(|way| words.contains(way));
    names_way
        || spoken
            .sentences_in(passage)
            .any(|sentence| (0..sentence.len()).any(|at| instructs(&sentence, at)))
}

/// Whether an instruction begins at `at`, or "you can" with something good.
fn instructs(sentence: &SpokenSentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    if word == "you" {
        let next = sentence.word(at + 1);
        let verb = sentence.word(at + 2);
        return matches!(next, "can" | "may" | "could")
            && !HARMS.contains(&verb)
            && !DONE_TO_MONEY.contains(&verb);
    }
    if !INSTRUCTIONS.contains(&word) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    matches!(sentence.word(before), "please" | "then")
        || sentence
            .gap(before)
            .is_some_and(|gap| gap.contains([',', ':', '–', '—']))
}

/// The first and the last word of a threat.
fn threat_in(sentence: &SpokenSentence<'_>) -> Option<(usize, usize)> {
    sentence.places(Cue::Threat).find_map(|at| {
        let found = against_reader(sentence, at)
            .or_else(|| against_money(sentence, at))
            .or_else(|| by_somebody(sentence, at))
            .or_else(|| for_failure(sentence, at))?;
        Some((at, found))
    })
}

/// "you will be sanctioned", "you could lose your money"
fn against_reader(sentence: &SpokenSentence<'_>, at: usize) -> Option<usize> {
    let word = sentence.word(at);
    let modal = match word {
        "you" => after_adverbs(sentence, at + 1),
        "you'll" | "you’ll" => at,
        _ => return None,
    };
    if !MODALS.contains(&sentence.word(modal)) {
        return None;
    }
    let verb = after_adverbs(sentence, modal + 1);
    let object = sentence.word(verb + 1);
    match sentence.word(verb) {
        "be" => {
            let done = after_adverbs(sentence, verb + 1);
            let is_harm = DONE_TO_PEOPLE.contains(&sentence.word(done));
            is_harm.then_some(done)
        }
        "lose" => {
            let reach = verb + 1..=verb + 4;
            let money = reach.clone().find(|at| MONEY.contains(&sentence.word(*at)));
            let is_own = matches!(
                object,
                "your" | "some" | "all" | "money" | "benefit" | "benefits" | "part"
            );
            money.filter(|_| is_own)
        }
        "face" => {
            let reach = verb + 1..=verb + 3;
            let harms = [
                "fine",
                "prosecution",
                "penalty",
                "sanction",
                "sanctions",
                "eviction",
            ];
            reach.clone().find(|at| harms.contains(&sentence.word(*at)))
        }
        _ => None,
    }
}

/// "your benefit will be stopped"
fn against_money(sentence: &SpokenSentence<'_>, at: usize) -> Option<usize> {
    if sentence.word(at) != "your" {
        return None;
    }
    let noun = (at + 1..=at + 3).find(|at| MONEY.contains(&sentence.word(*at)))?;
    let noun = if MONEY.contains(&sentence.word(noun + 1)) {
        noun + 1
    } else {
        noun
    };
    let modal = after_adverbs(sentence, noun + 1);
    if !MODALS.contains(&sentence.word(modal)) {
        return None;
    }
    let verb = after_adverbs(sentence, modal + 1);
    match sentence.word(verb) {
        "be" => {
            let done = after_adverbs(sentence, verb + 1);
            DONE_TO_MONEY.contains(&sentence.word(done)).then_some(done)
        }
        "stop" | "end" => Some(verb),
        _ => None,
    }
}

/// "we will stop your money", "DWP can sanction you"
fn by_somebody(sentence: &SpokenSentence<'_>, at: usize) -> Option<usize> {
    if !SOMEBODY.contains(&sentence.word(at)) {
        return None;
    }
    let modal = after_adverbs(sentence, at + 1);
    let verb = after_adverbs(sentence, modal + 1);
    let deed = sentence.word(verb);
    if !MODALS.contains(&sentence.word(modal)) || !DO_TO_MONEY.contains(&deed) {
        return None;
    }
    match sentence.word(verb + 1) {
        "you" => matches!(deed, "fine" | "penalise" | "prosecute" | "sanction").then_some(verb + 1),
        "your" => {
            let mut reach = verb + 2..=verb + 4;
            reach.find(|at| MONEY.contains(&sentence.word(*at)))
        }
        _ => None,
    }
}

/// "failure to reply will result in", "failing to sign may affect"
fn for_failure(sentence: &SpokenSentence<'_>, at: usize) -> Option<usize> {
    let is_failure = matches!(sentence.word(at), "failure" | "failing");
    if !is_failure || sentence.word(at + 1) != "to" {
        return None;
    }
    let modal = (at + 2..sentence.len()).find(|at| MODALS.contains(&sentence.word(*at)))?;
    let verb = sentence.word(modal + 1);
    let leads = matches!(
        verb,
        "result" | "lead" | "affect" | "mean" | "be" | "incur" | "cause" | "stop"
    );
    leads.then_some(modal + 1)
}

/// The first word from `at` on that is no adverb. "not" is none: it turns a threat round.
fn after_adverbs(sentence: &SpokenSentence<'_>, at: usize) -> usize {
    let is_adverb = |word: &str| {
        matches!(
            word,
            "also" | "then" | "soon" | "still" | "therefore" | "even"
        ) || word.ends_with("ly")
    };
    (at..at + 2)
        .find(|at| !is_adverb(sentence.word(*at)))
        .unwrap_or(at + 2)
}
