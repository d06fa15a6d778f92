//! Finds sentences that hold too many thoughts.

use crate::check::spoken::{Cue, FewWords, SpokenSentence, contraction, ends_in_not};
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::site::PageKind;

pub(super) struct ManyClauses;

static META: RuleMeta = RuleMeta {
    id: "many-clauses",
    group: Group::Sentences,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 0,
    options: &[OptionMeta {
        name: "max-clauses",
        default: OptionValue::Number(3),
        doc: "A sentence with more clauses is reported.",
    }],
    doc: include_str!("many_clauses.md"),
};

/// Words that stand before a clause wherever they stand.
const SUBORDINATORS: [&str; 7] = [
    "although", "because", "if", "though", "unless", "whereas", "whether",
];

/// What makes "if" or "because" no clause: "if possible", "because of".
const CUT_SHORT: [&str; 9] = [
    "any",
    "appropriate",
    "necessary",
    "needed",
    "not",
    "of",
    "only",
    "possible",
    "so",
];

/// Words before a clause if a subject and a verb follow, as in "before you go".
const BEFORE_SUBJECTS: [&str; 10] = [
    "after", "as", "before", "once", "since", "than", "till", "until", "where", "while",
];

const RELATIVES: [&str; 4] = ["which", "who", "whom", "whose"];

const ASKING: [&str; 6] = ["how", "what", "when", "whenever", "why", "wherever"];

/// Words between "how" and the subject: "how much you get".
const DEGREES: [&str; 6] = ["far", "long", "many", "much", "often", "well"];

const COORDINATORS: [&str; 6] = ["and", "but", "nor", "or", "so", "yet"];

const PRONOUNS: [&str; 12] = [
    "anyone", "everyone", "he", "i", "it", "nobody", "she", "someone", "there", "they", "we", "you",
];

const DETERMINERS: [&str; 18] = [
    "a", "an", "dwp", "each", "her", "his", "its", "most", "my", "no", "our", "some", "that",
    "the", "their", "these", "this", "your",
];

/// Verbs that are easy to tell: helping verbs, and the commonest others.
const VERBS: [&str; 39] = [
    "am", "are", "asks", "can", "cannot", "changes", "comes", "could", "decides", "did", "do",
    "does", "ends", "gets", "gives", "goes", "had", "happens", "has", "have", "helps", "is",
    "knows", "makes", "may", "means", "might", "must", "needs", "says", "sends", "should",
    "starts", "stops", "takes", "was", "were", "will", "would",
];

/// What follows a pronoun that is no subject: "tell them and you, in writing".
const NOT_VERBS: [&str; 19] = [
    "about", "and", "as", "at", "before", "but", "by", "for", "from", "if", "in", "of", "on", "or",
    "than", "that", "to", "when", "with",
];

impl Rule for ManyClauses {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let most = context.number(&META, "max-clauses");
        for spoken in context.spoken() {
            for (at, (sentence, _)) in spoken.sentences().enumerate() {
                // Most sentences are told by this alone: the rest costs more.
                let words = sentence.places(Cue::Clause).count();
                if words < most && words + semicolons(&sentence) < most {
                    continue;
                }
                let openers = openers(&sentence);
                // "A person who helps you" is a definition, but no clause of its own.
                let is_definition = at == 0 && context.page.kind == PageKind::Term;
                let clauses = openers.len() + usize::from(!is_definition);
                if clauses <= most {
                    continue;
                }
                let last = sentence.len().saturating_sub(1);
                let listed: Vec<String> = openers
                    .iter()
                    .map(|at| format!("“{}”", sentence.word(*at)))
                    .collect();
                let finding = context
                    .finding(
                        &META,
                        spoken.prose,
                        sentence.range(0, last),
                        format!("This sentence has {clauses} clauses; the most is {most}"),
                    )
                    .because("Each clause is one more thing to hold in mind until the sentence ends.")
                    .help(format!(
                        "Give each thought a sentence of its own, or make a list of a row of them. New ones begin at {}.",
                        listed.join(", ")
                    ));
                sink.push(finding);
            }
        }
    }
}

/// The words that begin a clause after the first one. A row of questions, as in "when I go, what I
/// eat and how I feel", is one thing to hold in mind; so is a row of reasons or conditions, as in
/// "because I am ill, or because I am late".
fn openers(sentence: &SpokenSentence<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let has_semicolon = semicolons(sentence) > 0;
    for at in 0..sentence.len() {
        let after_semicolon = has_semicolon && is_after_semicolon(sentence, at);
        let may_open = after_semicolon || sentence.is_cue(at, Cue::Clause);
        if !may_open || !begins_clause(sentence, at, after_semicolon) {
            continue;
        }
        let word = sentence.word(at);
        let begun = |alike: &dyn Fn(&str) -> bool| found.iter().any(|at| alike(sentence.word(*at)));
        let asks_again = ASKING.contains(&word) && begun(&|begun| ASKING.contains(&begun));
        let same_again = SUBORDINATORS.contains(&word)
            && at > 0
            && matches!(sentence.word(at - 1), "and" | "or")
            && begun(&|begun| begun == word);
        if !asks_again && !same_again {
            found.push(at);
        }
    }
    found
}

/// All words that can begin a clause, semicolons aside.
static OPENERS: FewWords = FewWords::new(&[
    "after", "although", "and", "as", "because", "before", "but", "how", "if", "nor", "once", "or",
    "since", "so", "than", "that", "though", "till", "unless", "until", "what", "when", "whenever",
    "where", "whereas", "wherever", "whether", "which", "while", "who", "whom", "whose", "why",
    "yet",
]);

pub(super) fn may_open(word: &str) -> bool {
    OPENERS.holds(word)
}

fn semicolons(sentence: &SpokenSentence<'_>) -> usize {
    let last = sentence.len().saturating_sub(1);
    let text = sentence.text(0, last).bytes();
    text.filter(|byte| *byte == b';').count()
}

fn is_after_semicolon(sentence: &SpokenSentence<'_>, at: usize) -> bool {
    let gap = at.checked_sub(1).and_then(|before| sentence.gap(before));
    gap.is_some_and(|gap| gap.contains(';'))
}

fn begins_clause(sentence: &SpokenSentence<'_>, at: usize, after_semicolon: bool) -> bool {
    let word = sentence.word(at);
    let runs_on = sentence.runs_on(at);
    let next = if runs_on { sentence.word(at + 1) } else { "" };
    let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
    if SUBORDINATORS.contains(&word) {
        return runs_on && !CUT_SHORT.contains(&next);
    }
    if RELATIVES.contains(&word) {
        return at > 0 && runs_on;
    }
    if ASKING.contains(&word) || word == "where" {
        let degree = usize::from(DEGREES.contains(&next));
        let opens = has_subject_and_verb(sentence, at + 1 + degree);
        return opens && (at > 0 || word.starts_with('w') && word != "what" && word != "why");
    }
    if word == "that" {
        let joined = at
            .checked_sub(1)
            .is_some_and(|before| sentence.runs_on(before));
        let is_object = NOT_VERBS.contains(&before) || BEFORE_SUBJECTS.contains(&before);
        let links = joined && !is_object;
        return links && (is_verb(next) || has_subject_and_verb(sentence, at + 1));
    }
    if BEFORE_SUBJECTS.contains(&word) {
        // "After that it is free": the word before "that" begins no clause.
        return has_subject_and_verb(sentence, at + 1) && before != "such" && next != "that";
    }
    // "You and your children can come" joins two people; "It stops and your rent is due" does not.
    let joins_things = DETERMINERS.contains(&next) && !(0..at).any(|at| is_verb(sentence.word(at)));
    let coordinates = at > 0 && COORDINATORS.contains(&word) && next != "that" && !joins_things;
    coordinates && has_subject_and_verb(sentence, at + 1)
        || after_semicolon && has_subject_and_verb(sentence, at)
}

/// Whether a subject stands at `at`, and its verb close behind.
fn has_subject_and_verb(sentence: &SpokenSentence<'_>, at: usize) -> bool {
    let follows = at.checked_sub(1).is_none_or(|before| {
        let gap = sentence.gap(before).unwrap_or_default();
        gap.trim().is_empty() || gap.contains(';')
    });
    let word = sentence.word(at);
    if !follows {
        return false;
    }
    if contraction(word).is_some_and(|(start, end)| PRONOUNS.contains(&start) && end != "s") {
        return true;
    }
    if !sentence.runs_on(at) {
        return false;
    }
    let next = sentence.word(at + 1);
    if PRONOUNS.contains(&word) {
        return !next.is_empty() && !NOT_VERBS.contains(&next);
    }
    let reach = (1..=3).take_while(|step| sentence.runs_on(at + step - 1));
    DETERMINERS.contains(&word)
        && reach
            .map(|step| sentence.word(at + step))
            .take_while(|word| !NOT_VERBS.contains(word) && !RELATIVES.contains(word))
            .any(is_verb)
}

fn is_verb(word: &str) -> bool {
    VERBS.contains(&word) || ends_in_not(word)
}

#[cfg(test)]
mod tests {
    use super::{
        ASKING, BEFORE_SUBJECTS, COORDINATORS, OPENERS, RELATIVES, SUBORDINATORS, openers,
    };
    use crate::check::spoken::Spoken;
    use crate::document::Document;
    use crate::prose::Prose;

    fn opened(text: &str) -> Vec<String> {
        let prose = Prose::from_document(&Document::parse(text, 0), &|_| None);
        let spoken = Spoken::new(&prose);
        let sentences = spoken.sentences();
        let words = sentences.flat_map(|(sentence, _)| {
            openers(&sentence)
                .into_iter()
                .map(move |at| sentence.word(at).to_owned())
        });
        words.collect()
    }

    #[test]
    fn every_word_before_a_clause_opens_one() {
        let lists: [&[&str]; 6] = [
            &SUBORDINATORS,
            &RELATIVES,
            &ASKING,
            &BEFORE_SUBJECTS,
            &COORDINATORS,
            &["that", "where"],
        ];
        for word in lists.concat() {
            assert!(OPENERS.holds(word), "{word}");
        }
    }

    #[test]
    fn a_list_of_things_is_no_row_of_clauses() {
        for text in [
            "Bring a pen, a form and your letter.",
            "You, your partner and your children can come.",
            "Ask for more time, a quiet room or a break.",
            "Call them and ask for the form.",
            "It is between you and them.",
            "Use it if possible, or if not, ask.",
            "Wait a while because of the snow.",
            "Tell us about it before Friday or after Monday.",
            "What can you do?",
            "How much is it?",
            "That is the rule.",
            "When is it due?",
            "Ask how to get it.",
            "It pays more than that.",
            "After that it is free.",
        ] {
            assert_eq!(opened(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_clause_begins_with_its_word() {
        for (text, expected) in [
            ("If you are ill, stay at home.", vec!["if"]),
            ("You can go when you feel well.", vec!["when"]),
            ("Ask the person who wrote it.", vec!["who"]),
            ("They said that you can stay.", vec!["that"]),
            ("It stops, and you get nothing.", vec!["and"]),
            ("Call before they close.", vec!["before"]),
            (
                "They asked when I go, what I eat and how I feel.",
                vec!["when"],
            ),
            ("You get it; you keep it.", vec!["you"]),
            ("If it rains, that can be bad.", vec!["if"]),
            (
                "People whose money stops or who are ill.",
                vec!["whose", "who"],
            ),
            (
                "I stay because I am ill, or because I am late.",
                vec!["because"],
            ),
            (
                "I go if it is dry, because I like it and because you do.",
                vec!["if", "because"],
            ),
            ("Your pay is late and your rent is due.", vec!["and"]),
            ("Check how much you get.", vec!["how"]),
            ("Stay so that they can help.", vec!["that"]),
            ("Wait until your money comes.", vec!["until"]),
            ("You can go but you’re free to stay.", vec!["but"]),
        ] {
            assert_eq!(opened(text), expected, "{text}");
        }
    }
}
