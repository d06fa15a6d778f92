//! Whether words are the full words of a short form, and where a text puts the two side by side.
//!
//! The letters of a short form must be met in order, most of them at the beginning of a word:
//! “Jobseeker’s Allowance” fits JSA, because its S stands inside the first word. Small words may
//! have a letter or not. So “money (ESA)” explains nothing.

use super::initials::{Initials, full_words, is_ending};

/// Small words that a short form may or may not have a letter for.
const SMALL_WORDS: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// What can join full words to the short form behind them: “… (the ESA”, “…, also known as ESA”.
const JOINS_BEFORE: [&str; 18] = [
    "(",
    ",",
    ":",
    "–",
    "—",
    " -",
    "a",
    "also",
    "an",
    "as",
    "called",
    "known",
    "named",
    "or",
    "simply",
    "sometimes",
    "the",
    "to",
];

/// What can join a short form to the full words behind it.
const JOINS_AFTER: [&str; 25] = [
    "(",
    ",",
    ":",
    "–",
    "—",
    "- ",
    "a ",
    "an ",
    "also ",
    "as ",
    "for ",
    "in ",
    "is ",
    "means ",
    "or ",
    "short ",
    "stands ",
    "the ",
    "this ",
    "that ",
    "which ",
    "This is short for ",
    "It is short for ",
    "This stands for ",
    "It stands for ",
];

/// Marks that may stand around the short form or its full words.
const QUOTES: [char; 6] = ['“', '”', '"', '‘', '’', '\''];

/// Words between the short form and its full words: “ESA (a benefit called Employment …)”.
const MOST_LEADING_WORDS: usize = 4;

/// How far full words are looked for, in characters.
const REACH: usize = 300;

/// Whether the text explains the short form right where it stands: "Full Name (FN)",
/// "FN (Full Name)", "Full Name, or FN".
pub(super) fn is_explained_at(text: &str, initials: &Initials) -> bool {
    let start = initials.range.start;
    // The letters of a form stand for nothing: words that say what it is are enough.
    if initials.short.contains(|c: char| c.is_ascii_digit())
        && (is_in_brackets(text, start) || is_a_name_behind(text, start))
    {
        return true;
    }
    words_before(text, initials.range.start)
        .is_some_and(|words| ends_with_full_words(&words, &initials.short))
        || words_after(text, initials.range.end)
            .is_some_and(|words| begins_with_full_words(&words, &initials.short))
}

/// Whether the word at `start` is the name of what stands before it: "a form called SSP1", "form
/// SSP1".
fn is_a_name_behind(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let before = before.trim_end_matches(QUOTES).trim_end_matches(' ');
    let mut names = [" called", " named", " known as"].into_iter();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let is_form = last.is_some_and(|word| word.eq_ignore_ascii_case("form"));
    is_form || names.any(|name| before.ends_with(name))
}

/// Whether the word at `start` is the first in a bracket.
pub(super) fn is_in_brackets(text: &str, start: usize) -> bool {
    before_short(text, start).is_some_and(|(_, bracket)| bracket)
}

/// The words of the sentence before the short form at `start`, if something joins the two.
pub(super) fn words_before(text: &str, start: usize) -> Option<Vec<String>> {
    let (before, _) = before_short(text, start)?;
    let far = before.char_indices().nth_back(REACH);
    let near = before.get(far.map_or(0, |(at, _)| at)..)?;
    let sentence = near.rsplit(['\n', '.', '?', '!', ';', ')']).next()?;
    Some(words(sentence))
}

/// What stands before the short form at `start` and what joins it, and whether that is a bracket.
fn before_short(text: &str, start: usize) -> Option<(&str, bool)> {
    let mut before = text.get(..start)?;
    let (mut joined, mut bracket) = (false, false);
    loop {
        let bare = before.trim_end_matches(QUOTES).trim_end_matches(' ');
        let without = |join: &&'static str| {
            let rest = bare.strip_suffix(join)?;
            let is_word = join.starts_with(char::is_alphabetic);
            let is_part = is_word && rest.ends_with(char::is_alphanumeric);
            (!is_part).then_some((*join, rest))
        };
        let Some((join, rest)) = JOINS_BEFORE.iter().find_map(without) else {
            return joined.then_some((bare, bracket));
        };
        joined = true;
        bracket |= join == "(";
        before = rest;
    }
}

/// The words of the sentence after the short form at `end`, if something joins the two.
pub(super) fn words_after(text: &str, end: usize) -> Option<Vec<String>> {
    let rest = text.get(end..)?;
    let rest = rest.trim_start_matches(|c| is_ending(c) || c == '.');
    let mut after = rest.trim_start_matches(QUOTES).trim_start_matches(' ');
    let mut joined = false;
    while let Some(rest) = JOINS_AFTER.iter().find_map(|join| after.strip_prefix(join)) {
        joined = true;
        after = rest.trim_start_matches(' ').trim_start_matches(QUOTES);
    }
    let far = after.char_indices().nth(REACH);
    let near = after.get(..far.map_or(after.len(), |(at, _)| at))?;
    let sentence = near.split(['\n', '.', '?', '!', ';', ')']).next()?;
    joined.then(|| words(sentence))
}

/// The words in small letters; a hyphen or a stroke parts words.
pub(super) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '/'));
    let bare = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|part| !part.is_empty())
        .map(|part| part.replace('’', "'").to_lowercase())
        .collect()
}

/// Whether two phrases are the same but for small words and a plural.
pub(super) fn is_same_phrase(left: &[String], right: &[String]) -> bool {
    bare(left).eq(bare(right))
}

/// The weighty ones of some words, without their endings.
fn bare(words: &[String]) -> impl Iterator<Item = &str> {
    let weighty = words.iter().filter(|word| !is_small(word));
    weighty.map(|word| word.trim_end_matches(is_ending))
}

/// Whether `words` end with the full words of `short`.
fn ends_with_full_words(words: &[String], short: &str) -> bool {
    let letters = letters_of(short);
    let first = words.len().saturating_sub(most_words(&letters));
    let mut starts = (first..words.len()).filter_map(|at| words.get(at..));
    starts.any(|words| spells(&letters, words, true) || is_listed(words, short))
}

/// Whether `words` begin with the full words of `short`.
fn begins_with_full_words(words: &[String], short: &str) -> bool {
    let letters = letters_of(short);
    let end = words.len().min(most_words(&letters) + MOST_LEADING_WORDS);
    let mut starts = (0..end.min(MOST_LEADING_WORDS)).filter_map(|at| words.get(at..end));
    starts.any(|words| {
        spells(&letters, words, false)
            || (1..=words.len())
                .filter_map(|end| words.get(..end))
                .any(|words| is_listed(words, short))
    })
}

/// How many words a short form can stand for, small ones counted.
fn most_words(letters: &[char]) -> usize {
    letters.len() * 2 + 2
}

fn letters_of(short: &str) -> Vec<char> {
    let letters = short.chars().filter(|c| c.is_alphabetic());
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether `words` are what our own list says of `short`, such as “National Insurance number”.
fn is_listed(phrase: &[String], short: &str) -> bool {
    full_words(short).is_some_and(|full| is_same_phrase(phrase, &words(full)))
}

fn is_small(word: &str) -> bool {
    SMALL_WORDS.contains(&word)
}

/// A word of this length can be all that two letters or more stand for: "electrocardiogram".
const LONG_WORD: usize = 10;

/// Whether `words`, from the first on, spell `letters`; to their very end if `whole`.
///
/// At least half of the letters stand at the beginning of a word. One letter may stand inside
/// instead, or one word may be left out: “the Work Capability Assessment test (WCA)”.
fn spells(letters: &[char], words: &[String], whole: bool) -> bool {
    let first = words.first().and_then(|word| word.chars().next());
    if first.is_none() || first != letters.first().copied() {
        return false;
    }
    if let [word] = words
        && whole
        && word.chars().count() >= LONG_WORD
    {
        let mut rest = word.chars();
        return letters.iter().all(|letter| rest.any(|c| c == *letter));
    }
    let slack = usize::from(letters.len() > 2);
    let count = beginnings(letters, words, slack, whole).unwrap_or(0);
    count >= 2 && count * 2 >= letters.len()
}

/// The most letters that can stand at beginnings of words when `words` spell `letters`, with
/// `slack` letters inside words or words left out.
fn beginnings(letters: &[char], words: &[String], slack: usize, whole: bool) -> Option<usize> {
    if letters.is_empty() && !whole {
        return Some(0);
    }
    let Some((word, later)) = words.split_first() else {
        return letters.is_empty().then_some(0);
    };
    let left_out = if is_small(word) {
        beginnings(letters, later, slack, whole)
    } else {
        let slack = slack.checked_sub(1);
        slack.and_then(|slack| beginnings(letters, later, slack, whole))
    };
    let taken = ways_into(word, letters)
        .into_iter()
        .filter_map(|(count, inside)| {
            let slack = slack.checked_sub(inside)?;
            let others = letters.get(count..)?;
            Some(beginnings(others, later, slack, whole)? + 1)
        });
    taken.max().max(left_out)
}

/// How many of the next letters a word can stand for, each with how many of them it costs: those
/// at its very beginning are free, as the first three of `CitA`, and so is “no” for “number”.
fn ways_into(word: &str, letters: &[char]) -> Vec<(usize, usize)> {
    let at_start = word
        .chars()
        .zip(letters)
        .take_while(|(own, letter)| own == *letter)
        .count();
    let mut ways: Vec<_> = (1..=at_start).map(|count| (count, 0)).collect();
    let next = letters.get(at_start);
    let mut rest = word.chars().skip(at_start);
    if at_start > 0 && next.is_some_and(|letter| rest.any(|c| c == *letter)) {
        ways.push((at_start + 1, 1));
    }
    if word.starts_with("number") && letters.starts_with(&['n', 'o']) {
        ways.push((2, 0));
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::{is_explained_at, is_same_phrase, words};
    use crate::check::initials::Initials;

    /// Whether `text` explains the short form that stands between `|` and `|`.
    fn explained(text: &str) -> bool {
        let parts: Vec<_> = text.split('|').collect();
        let [before, short, after] = parts.as_slice() else {
            panic!("two strokes mark the short form in {text}");
        };
        let initials = Initials {
            range: before.len()..before.len() + short.len(),
            short: (*short).to_owned(),
        };
        is_explained_at(&format!("{before}{short}{after}"), &initials)
    }

    #[test]
    fn full_words_fit_their_letters() {
        for text in [
            "the Department for Work and Pensions (|DWP|) said",
            "the Department for Work and Pensions (the “|DWP|”)",
            "a Work-Related Activity Group (|WRAG|)",
            "limited capability for work-related activity (|LCWRA|)",
            "Personal Independence Payment (|PIP|)",
            "Department for Communities (|DfC|)",
            "Ministry of Justice (|MoJ|)",
            "Access to Work (|AtW|)",
            "First-tier Tribunal (|FtT|)",
            "Jobseeker’s Allowance (|JSA|)",
            "Cognitive behavioural therapy (|CBT|)",
            "Child and Adolescent Mental Health Services (|CAMHS|)",
            "Improving Access to Psychological Therapies (|IAPT|)",
            "Citizens Advice (|CitA|)",
            "National Institute for Health and Care Excellence (|NICE|)",
            "HM Revenue and Customs (|HMRC|)",
            "not in education, employment or training (|NEET|)",
            "Advisory, Conciliation and Arbitration Service (|ACAS|)",
            "methicillin-resistant Staphylococcus aureus (|MRSA|)",
            "deoxyribonucleic acid (|DNA|)",
            "an electrocardiogram (|ECG|)",
            "cardiopulmonary resuscitation (|CPR|)",
            "National Insurance number (|NINO|)",
            "Royal National Institute of Blind People (|RNIB|)",
            "quasi-autonomous non-governmental organisation (|QUANGO|)",
            "the Work Capability Assessment test (|WCA|)",
            "Work Capability Assessments (|WCA|s)",
            "terms and conditions (|T&C|s)",
            "the appeal form (|SSCS1|)",
            "a form called |SSP1| that says why",
            "Use form |SSCS1| for that.",
            "a form known as “|ESA50|”",
            "an |ESA| (Employment and Support Allowance) claim",
            "|ESA| (short for Employment and Support Allowance, a benefit)",
            "|ESA| (this is the Employment and Support Allowance)",
        ] {
            assert!(explained(text), "{text}");
        }
    }

    #[test]
    fn brackets_are_not_the_only_way() {
        for text in [
            "Personal Independence Payment, or |PIP|, helps",
            "Personal Independence Payment, also known as |PIP|, helps",
            "Personal Independence Payment – |PIP| – helps",
            "|PIP| stands for Personal Independence Payment.",
            "|PIP| is short for Personal Independence Payment.",
            "|PIP|: Personal Independence Payment",
            "|PIP|, or Personal Independence Payment, helps",
        ] {
            assert!(explained(text), "{text}");
        }
    }

    #[test]
    fn other_words_explain_nothing() {
        for text in [
            "money (|ESA|) comes",
            "the office (|DWP|)",
            "Some money (|LCWRA|) comes later",
            "extra money (|ESA|)",
            "every single day (|ESA|)",
            "National Insurance (|NICE|)",
            "administrative earnings threshold (|AME|)",
            "human resources (|HMRC|)",
            "Adult Disability Payment (|AME|)",
            "Ask about Employment. Support (|ESA|)",
            "|ESA| (see below)",
            "|ESA| (every week)",
            "|ESA| comes",
            "|ESA| is paid",
            "Ask for |PIP|",
            "The Department pays. Work and pensions (|DWP|)",
        ] {
            assert!(!explained(text), "{text}");
        }
    }

    #[test]
    fn small_words_hyphens_and_plurals_make_no_difference() {
        let same = |left, right| is_same_phrase(&words(left), &words(right));
        assert!(same(
            "Work Related Activity Groups",
            "work-related activity group"
        ));
        assert!(same(
            "Employment Support Allowance",
            "Employment and Support Allowance"
        ));
        assert!(!same(
            "Support Allowance",
            "Employment and Support Allowance"
        ));
    }

    /// The list of short forms that offices use is a fair sample: true full words fit, by their
    /// letters alone, and those of another short form do not.
    #[test]
    fn letters_alone_tell_true_full_words_from_others() {
        let list: Vec<_> = crate::check::initials::listed().collect();
        let fits = |short: &str, full: &str| {
            let letters = super::letters_of(short);
            super::spells(&letters, &words(full), true)
        };
        let missed: Vec<_> = list
            .iter()
            .filter(|(short, full)| !fits(short, full))
            .collect();
        let mut taken = Vec::new();
        for (short, _) in &list {
            for (other, full) in &list {
                if short.to_lowercase() != other.to_lowercase() && fits(short, full) {
                    taken.push((short, other));
                }
            }
        }
        println!(
            "{} short forms; full words missed: {missed:?}; taken for others: {taken:?}",
            list.len()
        );
        assert!(missed.len() * 100 <= list.len() * 2, "{missed:?}");
        assert!(taken.len() * 1000 <= list.len() * list.len(), "{taken:?}");
    }
}
