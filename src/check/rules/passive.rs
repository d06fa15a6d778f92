//! Finds verbs that hide who does what.

use std::sync::LazyLock;

use crate::check::passive_words::{
    ADVERBS, AFTER_VERBS, ASKING, BEFORE_NOUNS, HELPING, MORE_AFTER_VERBS, NOT_ADVERBS, NOT_DOERS,
    SUBJECTS,
};
use crate::check::protected::lines;
use crate::check::spoken::{Cue, SpokenSentence, contraction, ends_in_not};
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::{PassageKind, WordMap, WordSet};

pub(super) struct Passive;

static META: RuleMeta = RuleMeta {
    id: "passive",
    group: Group::Sentences,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[
        OptionMeta {
            name: "max-share",
            default: OptionValue::Number(10),
            doc: "The share of a page's sentences, in per cent, over which each one is a warning.",
        },
        OptionMeta {
            name: "min-passives",
            default: OptionValue::Number(3),
            doc: "A page with fewer of them gets no warning for its share.",
        },
    ],
    doc: include_str!("passive.md"),
};

/// How many words after a participle "by" and who does it may take.
const LONGEST_DOER: usize = 6;

/// Participles that do not end in -ed.
static IRREGULAR: LazyLock<WordSet<&str>> =
    LazyLock::new(|| lines(include_str!("../words/participles.txt")).collect());

/// Words that look like participles, and whether they can still be one.
static DESCRIBING: LazyLock<WordMap<&str, Describes>> = LazyLock::new(|| {
    let words = lines(include_str!("../words/not_passive.txt"));
    let entry = |line: &'static str| match line.strip_suffix(" state") {
        Some(word) => (word, Describes::Mostly),
        None => (line, Describes::Always),
    };
    words.map(entry).collect()
});

/// How far a word that looks like a participle is an adjective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Describes {
    /// "tired"
    Always,
    /// "closed", unless somebody closes it.
    Mostly,
}

/// A passive verb in a sentence.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// Its first and its last word.
    words: (usize, usize),
    /// Where who does it is named: first and last word after "by".
    doer: Option<(usize, usize)>,
}

impl Rule for Passive {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let (mut sentences, mut passive_sentences) = (0, 0);
        let mut findings: Vec<(Diagnostic, bool)> = Vec::new();
        for (marks, spoken) in context.marks().iter().zip(context.spoken()) {
            let text = spoken.prose;
            for (sentence, passage) in spoken.sentences() {
                sentences += usize::from(passage.kind != PassageKind::Heading);
                let found = passives(&sentence);
                passive_sentences += usize::from(!found.is_empty());
                for found in found {
                    let range = sentence.range(found.words.0, found.words.1);
                    if marks.covers(&range) {
                        continue;
                    }
                    let shown = text.text().get(range.clone()).unwrap_or_default();
                    let doer = found.doer.map(|(first, last)| sentence.range(first, last));
                    let has_doer = doer.is_some();
                    let doer = doer.filter(|doer| !is_cut_off(text.text(), doer.end));
                    let doer = doer.and_then(|doer| text.text().get(doer));
                    let finding = context
                        .finding(&META, text, range, format!("“{shown}” is passive"))
                        .because("It hides who does what, and that is often what a reader needs to know.")
                        .help(advice(doer));
                    findings.push((finding, has_doer));
                }
            }
        }
        let share = context.number(&META, "max-share");
        let least = context.number(&META, "min-passives");
        let many = passive_sentences >= least && passive_sentences * 100 > share * sentences;
        for (finding, has_doer) in findings {
            let most = if many || has_doer {
                Severity::Error
            } else {
                Severity::Info
            };
            sink.push_at_most(finding, most);
        }
    }
}

fn advice(doer: Option<&str>) -> String {
    match doer {
        Some(doer) => format!("Start with who does it: “{} …”.", capitalised(doer)),
        None => "Say who does it: “DWP decided …” rather than “It was decided …”.".to_owned(),
    }
}

/// Whether a name goes on behind its part up to `end`: "the Crisis" of "and Resilience Fund".
fn is_cut_off(text: &str, end: usize) -> bool {
    let (before, after) = text.split_at_checked(end).unwrap_or_default();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let mut joins = [" and ", " for ", " in ", " of "].into_iter();
    let next = joins.find_map(|join| after.strip_prefix(join));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    is_capital(last) && next.is_some_and(is_capital)
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// The passive verbs of a sentence, in order.
fn passives(sentence: &SpokenSentence<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in sentence.places(Cue::Passive) {
        if found.last().is_none_or(|last| last.words.1 < at) {
            found.extend(passive_at(sentence, at));
        }
    }
    found
}

pub(super) fn is_helper(word: &str) -> bool {
    Helper::of(word).is_some()
}

/// The passive verb whose "be" or "get" stands at `at`.
fn passive_at(sentence: &SpokenSentence<'_>, at: usize) -> Option<Found> {
    let verb = Helper::of(sentence.word(at))?;
    let last = participle_after(sentence, at).or_else(|| asked_participle(sentence, at))?;
    let participle = sentence.word(last);
    let doer = doer_after(sentence, last);
    let first = first_helper(sentence, at);
    let goes_on = verb == Helper::Going
        || (at + 1..last).any(|at| sentence.word(at) == "being")
        || is_perfect(sentence, first, at);
    let describes = match DESCRIBING.get(participle) {
        Some(Describes::Always) => true,
        Some(Describes::Mostly) => doer.is_none() && !goes_on,
        None => participle.starts_with("un") && !participle.starts_with("under"),
    };
    if describes || describes_what_follows(sentence, first, last, verb) {
        return None;
    }
    Some(Found {
        words: (first, last),
        doer,
    })
}

/// A verb that makes a passive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Helper {
    /// "is"
    Be,
    /// "being": somebody is at it.
    Going,
    /// "gets"
    Get,
}

impl Helper {
    fn of(word: &str) -> Option<Self> {
        match word {
            "is" | "are" | "was" | "were" | "be" | "am" | "been" => Some(Self::Be),
            "being" => Some(Self::Going),
            "get" | "gets" | "got" | "getting" => Some(Self::Get),
            _ => {
                let (start, end) = contraction(word)?;
                let is_not = matches!(start, "isn" | "aren" | "wasn" | "weren") && end == "t";
                (is_not || matches!(end, "re" | "m")).then_some(Self::Be)
            }
        }
    }
}

/// The participle that follows the verb at `at`, with adverbs between.
fn participle_after(sentence: &SpokenSentence<'_>, at: usize) -> Option<usize> {
    let mut next = at;
    while sentence.runs_on(next) {
        next += 1;
        let word = sentence.word(next);
        if is_participle(word) {
            return Some(next);
        }
        if next > at + 3 || !is_adverb(word) {
            return None;
        }
    }
    None
}

/// The participle of a question: "Was it explained?", "why are you sanctioned".
fn asked_participle(sentence: &SpokenSentence<'_>, at: usize) -> Option<usize> {
    let asks = at == 0 || ASKING.contains(&sentence.word(at - 1));
    let subject = SUBJECTS.contains(&sentence.word(at + 1)) && sentence.runs_on(at);
    let is_be = Helper::of(sentence.word(at)) == Some(Helper::Be);
    (asks && subject && is_be)
        .then(|| participle_after(sentence, at + 1))
        .flatten()
}

fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || word.ends_with("ly") && !NOT_ADVERBS.contains(&word)
}

fn is_participle(word: &str) -> bool {
    let describes = ["-based", "-centred", "-focused", "-led", "-related"];
    if describes.iter().any(|end| word.ends_with(end)) {
        return false;
    }
    word.len() > 3 && word.ends_with("ed") || IRREGULAR.contains(word)
}

/// Where the verb begins: "will not be" for "be".
fn first_helper(sentence: &SpokenSentence<'_>, at: usize) -> usize {
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let word = sentence.word(before);
        let helps = HELPING.contains(&word) || ends_in_not(word);
        if !sentence.runs_on(before) || !(helps || is_adverb(word) && is_helped(sentence, before)) {
            break;
        }
        first = before;
    }
    first
}

/// Whether a helping verb stands before the adverb at `at`.
fn is_helped(sentence: &SpokenSentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| sentence.word(before));
    before.is_some_and(|word| HELPING.contains(&word) || ends_in_not(word))
}

/// Whether the verb tells of something that happened: "has been closed".
fn is_perfect(sentence: &SpokenSentence<'_>, first: usize, be: usize) -> bool {
    sentence.word(be) == "been" && first < be
}

/// Whether the word at `last` belongs to the noun after it ("there is paid help"), or the verb
/// is "get" with what somebody gets ("you get reduced rates").
fn describes_what_follows(
    sentence: &SpokenSentence<'_>,
    first: usize,
    last: usize,
    verb: Helper,
) -> bool {
    let participle = sentence.word(last);
    let before = first.checked_sub(1).map(|at| sentence.word(at));
    if verb == Helper::Get && matches!(participle, "done" | "lost" | "started" | "rid" | "used") {
        return true;
    }
    let next = sentence.word(last + 1);
    let is_idiom = match participle {
        // "when you are done"
        "done" => matches!(before, Some("i" | "you" | "he" | "she" | "we")),
        "made" => matches!(next, "of" | "up"),
        "used" => next == "to" && sentence.word(last + 2).ends_with("ing"),
        _ => before == Some("there"),
    };
    if is_idiom {
        return true;
    }
    let ends = !sentence.runs_on(last) || next.is_empty();
    if ends || is_after_verb(next) {
        return false;
    }
    verb == Helper::Get || BEFORE_NOUNS.contains(&participle)
}

fn is_after_verb(word: &str) -> bool {
    AFTER_VERBS.contains(&word)
        || MORE_AFTER_VERBS.contains(&word)
        || word.ends_with("ly")
        || word.starts_with(|c: char| c.is_ascii_digit() || c == '£')
}

/// Who does it, after "by".
fn doer_after(sentence: &SpokenSentence<'_>, participle: usize) -> Option<(usize, usize)> {
    const LITTLE: [&str; 8] = ["the", "a", "an", "your", "their", "our", "his", "her"];
    const ENDS: [&str; 31] = [
        "and", "or", "but", "in", "on", "at", "for", "to", "that", "who", "which", "when", "if",
        "because", "with", "from", "before", "after", "is", "are", "was", "were", "will", "as",
        "not", "no", "within", "under", "during", "unless", "until",
    ];
    if !sentence.runs_on(participle) || sentence.word(participle + 1) != "by" {
        return None;
    }
    let start = participle + 2;
    let mut last = participle + 1;
    while sentence.runs_on(last) && last < participle + LONGEST_DOER {
        let word = sentence.word(last + 1);
        if ENDS.contains(&word) {
            break;
        }
        let ends_in_ing = last + 1 == start && word.ends_with("ing");
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit() || c == '£');
        if word.is_empty() || is_figure || ends_in_ing || NOT_DOERS.contains(&word) {
            return None;
        }
        last += 1;
    }
    // So many words are more than a name: where it ends, nobody can tell.
    let goes_on = last == participle + LONGEST_DOER && sentence.runs_on(last);
    let is_somebody = last >= start && !goes_on && !LITTLE.contains(&sentence.word(last));
    is_somebody.then_some((start, last))
}

#[cfg(test)]
mod tests {
    use super::{DESCRIBING, IRREGULAR, is_cut_off, passives};
    use crate::check::protected::lines;
    use crate::check::spoken::Spoken;
    use crate::document::Document;
    use crate::prose::Prose;

    /// The passive verbs of a text, with who does it.
    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let prose = Prose::from_document(&Document::parse(text, 0), &|_| None);
        let spoken = Spoken::new(&prose);
        let mut all = Vec::new();
        for (sentence, _) in spoken.sentences() {
            for found in passives(&sentence) {
                let words = |(first, last)| {
                    let range = sentence.range(first, last);
                    prose.text().get(range).unwrap_or_default().to_owned()
                };
                all.push((words(found.words), found.doer.map(words)));
            }
        }
        all
    }

    #[test]
    fn what_is_done_to_somebody_is_passive() {
        for (text, verb) in [
            ("Your claim was refused.", "was refused"),
            ("You will be paid every two weeks.", "will be paid"),
            ("You’ll be paid on Friday.", "be paid"),
            ("The rule has been superseded.", "has been superseded"),
            ("You are being assessed.", "are being assessed"),
            (
                "It was not properly explained.",
                "was not properly explained",
            ),
            ("It wasn't explained to me.", "wasn't explained"),
            ("Your money can be stopped.", "can be stopped"),
            ("The form must be signed.", "must be signed"),
            ("You may be asked to come in.", "may be asked"),
            ("They were told nothing.", "were told"),
            ("The letter is sent to your home.", "is sent"),
            ("Nothing was written down.", "was written"),
            ("You will be given a date.", "will be given"),
            ("You will be contacted.", "will be contacted"),
            ("It has already been decided.", "has already been decided"),
            ("He was made homeless.", "was made"),
            ("The call is recorded.", "is recorded"),
            ("You are required to go.", "are required"),
            ("You are expected to look for work.", "are expected"),
            ("People get sanctioned for this.", "get sanctioned"),
            ("She got told off.", "got told"),
            ("I was left with nothing.", "was left"),
            ("Why was I refused?", "was I refused"),
            ("Was it explained to you?", "Was it explained"),
            ("The office has been closed.", "has been closed"),
            ("Your award is going to be reduced.", "be reduced"),
            ("It should have been paid.", "should have been paid"),
            ("Your case will be looked at again.", "will be looked"),
            ("You can be taken to court.", "can be taken"),
            ("Papers are kept for a year.", "are kept"),
            ("Your file was lost.", "was lost"),
            ("You were seen on Monday.", "were seen"),
            ("It is understood that you work.", "is understood"),
            ("The test is not recorded.", "is not recorded"),
            ("You will usually be told why.", "will usually be told"),
            ("Your details are never shared.", "are never shared"),
            ("You are paid £50.", "are paid"),
            ("He was found fit for work.", "was found"),
        ] {
            let verbs: Vec<String> = found(text).into_iter().map(|(verb, _)| verb).collect();
            assert_eq!(verbs, [verb], "{text}");
        }
    }

    #[test]
    fn words_that_describe_are_no_passives() {
        for text in [
            "She is tired and worried.",
            "They are married.",
            "They got married in May.",
            "This is called a sanction.",
            "He was born in Leeds.",
            "I am interested in that.",
            "You are allowed to go.",
            "Do not be worried.",
            "It is based on your pay.",
            "Some people are disabled.",
            "The group is made up of people.",
            "The cake is made of flour.",
            "You are not entitled to it.",
            "We are closed on Sunday.",
            "You are not limited to one.",
            "They are not involved.",
            "It is not related to pay.",
            "I was scared and confused.",
            "You are supposed to wait.",
            "It was meant for you.",
            "We are used to waiting.",
            "She is unemployed.",
            "The bill is unpaid.",
            "It is known as ESA.",
            "You are self-employed.",
            "He is retired.",
            "There is paid help.",
            "It is paid work.",
            "There are trained people there.",
            "You get reduced rates.",
            "They get increased payments.",
            "Get started now.",
            "Get rid of it.",
            "You need help, and you can ask.",
            "What you need is rest.",
            "It is a hundred pounds.",
            "The light was red.",
            "It was indeed late.",
            "They have refused your claim.",
            "She had paid the bill.",
            "You are ill and need help.",
            "They are here and asked for you.",
            "What it was, nobody asked.",
            "You are an excluded person.",
            "I got dressed and went out.",
            "Is she tired?",
            "The form is attached.",
            "You were involved in it.",
            "The shop is well known.",
            "My home is damaged.",
            "The office is located in Leeds.",
            "They were pleased.",
            "We are concerned about it.",
            "It is complicated.",
            "You are qualified.",
            "Be prepared for questions.",
            "He was drunk.",
            "You got hurt.",
            "It is finished.",
            "If you are bereaved, call us.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn who_does_it_is_named() {
        for (text, doer) in [
            ("It is run by the council.", Some("the council")),
            ("You are limited by your health.", Some("your health")),
            ("It was written by a nurse and signed.", Some("a nurse")),
            ("The bill is paid by DWP, not you.", Some("DWP")),
            ("It must be sent by Friday.", None),
            ("It must be sent by 5 May.", None),
            ("It is paid by cheque.", None),
            ("It can be mended by asking.", None),
            ("It must be sent by the date on it.", None),
        ] {
            let doers: Vec<Option<String>> =
                found(text).into_iter().map(|(_, doer)| doer).collect();
            assert_eq!(doers, [doer.map(str::to_owned)], "{text}");
        }
    }

    #[test]
    fn a_name_is_not_cut_in_two() {
        for (doer, rest, expected) in [
            ("the Crisis", " and Resilience Fund", true),
            ("the council", " and Resilience", false),
            ("DWP", " and you", false),
            ("DWP", ".", false),
        ] {
            let text = format!("{doer}{rest}");
            assert_eq!(is_cut_off(&text, doer.len()), expected, "{text}");
        }
    }

    #[test]
    fn the_lists_hold_no_word_twice() {
        let participles = lines(include_str!("../words/participles.txt")).count();
        let describing = lines(include_str!("../words/not_passive.txt")).count();
        assert_eq!(
            (participles, describing),
            (IRREGULAR.len(), DESCRIBING.len())
        );
    }
}
