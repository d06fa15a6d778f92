//! Finds words that few people use.

use std::ops::Range;

use crate::check::everyday::folded_band;
use crate::check::protected::Marks;
use crate::check::spoken::{Spoken, is_own};
use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::diagnostic::Severity;
use crate::prose::{Prose, WordKind, WordMap};

pub(super) struct HardWord;

static META: RuleMeta = RuleMeta {
    id: "hard-word",
    group: Group::Words,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 10,
    options: &[
        OptionMeta {
            name: "band",
            default: OptionValue::Number(5),
            doc: "A word in this band of rarity (0 to 6) or a rarer one is reported as advice.",
        },
        OptionMeta {
            name: "warn-band",
            default: OptionValue::Number(6),
            doc: "A word in this band of rarity or a rarer one is reported at the level of the rule.",
        },
        OptionMeta {
            name: "known",
            default: OptionValue::Words(&[]),
            doc: "Words that your readers know, whatever the list of common words says.",
        },
    ],
    doc: include_str!("hard_word.md"),
};

/// A word in lower case, and where it stands.
struct Uses {
    text: usize,
    first: Range<usize>,
    count: usize,
}

impl Rule for HardWord {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Reports each word once, where it first stands.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let band = |name| u8::try_from(context.number(&META, name)).unwrap_or(u8::MAX);
        let (least, warn) = (band("band").max(1), band("warn-band"));
        let known = context.words(&META, "known");
        let mut said: Vec<&str> = Vec::new();
        for (word, uses) in uses(context.spoken(), least) {
            let rarity = folded_band(word, least);
            if rarity < least || known.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                continue;
            }
            let Some(marks) = context.marks().get(uses.text) else {
                continue;
            };
            let text = marks.text();
            let root = root(word);
            if said.contains(&root) || is_excused(marks, word, &uses.first) {
                continue;
            }
            said.push(root);
            let shown = text.text().get(uses.first.clone()).unwrap_or_default();
            let count = match uses.count {
                1 => String::new(),
                count => format!("; it stands here {count} times"),
            };
            let finding = context
                .finding(
                    &META,
                    text,
                    uses.first,
                    format!("“{shown}” is a word that few people use{count}"),
                )
                .because("A reader who does not know a word stops, guesses or gives up.")
                .help("Use a word that people say, or say in a few words what it means. If you need it often, explain it in the glossary.");
            let most = if rarity >= warn {
                Severity::Error
            } else {
                Severity::Info
            };
            sink.push_at_most(finding, most);
        }
    }
}

/// A word without its commonest endings: "sanctions" and "sanctioned" are reported once.
fn root(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "s"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending));
    stem.filter(|stem| stem.len() >= 4).unwrap_or(word)
}

/// The words with a part in band `least` or a rarer one, in the order of their first uses.
fn uses<'a>(texts: &'a [Spoken<'_>], least: u8) -> Vec<(&'a str, Uses)> {
    let mut found: Vec<(&str, Uses)> = Vec::new();
    let mut places: WordMap<&str, usize> = WordMap::default();
    for (at, spoken) in texts.iter().enumerate() {
        let passages = spoken
            .prose
            .passages()
            .iter()
            .filter(|passage| is_own(passage));
        for sentence in passages.flat_map(|passage| spoken.prose.sentences_in(passage)) {
            let known = spoken.known_in(sentence);
            for (word, known) in spoken.prose.words_in(sentence).iter().zip(known) {
                if known.rarest_part < least || word.kind != WordKind::Word {
                    continue;
                }
                let lower = spoken.lower(word.range.clone());
                let place = *places.entry(lower).or_insert(found.len());
                if let Some((_, uses)) = found.get_mut(place) {
                    uses.count += 1;
                } else {
                    let first = word.range.clone();
                    let uses = Uses {
                        text: at,
                        first,
                        count: 1,
                    };
                    found.push((lower, uses));
                }
            }
        }
    }
    found
}

/// Whether the word at `range` is a name, a short form or explained.
fn is_excused(marks: &Marks<'_>, word: &str, range: &Range<usize>) -> bool {
    let written = marks.text().text().get(range.clone()).unwrap_or_default();
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    capitals > 1
        || written.contains(|c: char| c.is_ascii_digit())
        || marks.exempt_words().holds(stem)
        || marks.covers(range)
        || is_in_title_case(marks.text(), range, written)
        || is_quoted(marks.text(), range)
}

/// Whether the word stands alone in quotation marks: the text speaks of it, as in "the law calls it
/// an “impairment”".
fn is_quoted(text: &Prose, range: &Range<usize>) -> bool {
    let text = text.text();
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    before.is_some_and(|before| before.ends_with(['"', '“', '‘', '\'']))
        && after.is_some_and(|after| after.starts_with(['"', '”', '’', '\'']))
}

/// Whether the word begins with a capital and so does the one before or after it, as in names
/// at the start of a sentence and in the titles of things.
fn is_in_title_case(text: &Prose, range: &Range<usize>, written: &str) -> bool {
    let text = text.text();
    let after = text
        .get(range.end..)
        .and_then(|after| after.strip_prefix(' '));
    let goes_on = after.is_some_and(|after| after.starts_with(char::is_uppercase));
    let before = text
        .get(..range.start)
        .and_then(|before| before.strip_suffix(' '));
    let last = before.and_then(|before| before.rsplit([' ', '\n']).next());
    let is_continued = last.is_some_and(|last| {
        last.starts_with(char::is_uppercase) && !last.ends_with(['.', '?', '!', ':'])
    });
    written.starts_with(char::is_uppercase) && (goes_on || is_continued)
}
