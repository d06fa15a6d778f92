//! What a lexicon finds, and what it says of it.

use super::entry::Entry;
use super::{BUILT_IN, File, Lexicon, List};
use crate::check::inflect::plural;
use crate::prose::SearchText;

mod fit;

fn lexicon() -> Lexicon {
    let list = r#"
        [[entry]]
        avoid = ["facilitate"]
        kind = "verb"
        use = ["help", "make easier"]

        [[entry]]
        avoid = ["stakeholder"]
        kind = "noun"
        use = ["person with an interest | people with an interest"]
        except = ["stakeholder pension"]
        not_before = ["group"]

        [[entry]]
        avoid = ["prioritise"]
        kind = "verb"
        use = ["put first"]

        [[entry]]
        avoid = ["low threshold"]
        kind = "adjective"
        use = ["easy to reach"]

        [[entry]]
        avoid = ["means-tested"]
        kind = "phrase"
        use = ["that depends on your income"]
    "#;
    let entries = toml::from_str::<File>(list).expect("the list of the test is well formed");
    let names = vec!["Access to Work".to_owned(), "Carer's Allowance".to_owned()];
    Lexicon::new([(List::Jargon, entries.entry)].into_iter(), names)
}

fn found(text: &str) -> Vec<&str> {
    let hits = lexicon().find(&SearchText::new(text)).hits.into_iter();
    hits.map(|hit| text.get(hit.range).expect("a hit lies in its text"))
        .collect()
}

fn advice(text: &str) -> String {
    let lexicon = lexicon();
    let hits = lexicon.find(&SearchText::new(text)).hits;
    let hit = hits.first().expect("the text has a listed word");
    let entry = lexicon.entry(hit).expect("the hit is of this lexicon");
    entry.advice(hit.avoided.form)
}

#[test]
fn every_form_and_spelling_is_found() {
    assert_eq!(
        found("Facilitating, facilitated; we prioritize stakeholders’ views"),
        ["Facilitating", "facilitated", "prioritize", "stakeholders"]
    );
}

#[test]
fn exceptions_and_neighbours_are_fine() {
    assert!(found("a stakeholder pension, stakeholder pensions, a stakeholder group").is_empty());
}

#[test]
fn a_word_inside_a_longer_one_is_another_word() {
    assert!(found("astakeholder, stakeholdership, stakeholder-ish, x-stakeholder").is_empty());
}

#[test]
fn common_parts_before_and_behind_hide_nothing() {
    assert_eq!(
        found("Non-stakeholders, re-facilitate and stakeholder-led work"),
        ["Non-stakeholders", "re-facilitate", "stakeholder-led"]
    );
}

#[test]
fn hyphens_and_spaces_take_turns() {
    assert_eq!(
        found("low-threshold, low threshold, low‑threshold, means tested"),
        [
            "low-threshold",
            "low threshold",
            "low‑threshold",
            "means tested"
        ]
    );
}

#[test]
fn marks_that_nobody_sees_hide_nothing() {
    assert_eq!(
        found("stake\u{ad}holder, stake\u{200b}holders and low\u{a0}threshold"),
        [
            "stake\u{ad}holder",
            "stake\u{200b}holders",
            "low\u{a0}threshold"
        ]
    );
}

#[test]
fn advice_comes_in_the_form_of_the_words() {
    assert_eq!(advice("it facilitates"), "Write “helps” or “makes easier”.");
    assert_eq!(advice("stakeholders"), "Write “people with an interest”.");
    assert_eq!(advice("prioritised"), "Write “put first”.");
}

#[test]
fn advice_names_past_and_participle_where_either_may_fit() {
    let advice = |text| advised(List::Wordy, text).pop().expect("it is listed").1;
    assert_eq!(advice("papers furnished"), "Write “gave” or “given”.");
    assert_eq!(advice("was furnished"), "Write “given”.");
}

#[test]
fn names_stand_as_they_are_written_or_in_more_capitals() {
    let text = "Access to Work and Carer’s Allowance, ACCESS TO WORK, not access to work";
    let names = lexicon().find(&SearchText::new(text)).names.into_iter();
    let names: Vec<_> = names.filter_map(|range| text.get(range)).collect();
    assert_eq!(
        names,
        ["Access to Work", "Carer’s Allowance", "ACCESS TO WORK"]
    );
}

#[test]
fn every_list_can_be_read_and_every_entry_says_what_to_write() {
    for entry in &BUILT_IN.entries {
        assert_eq!(entry.problem(), None, "{entry:?}");
        let lower = |words: &String| *words == words.to_lowercase();
        assert!(entry.avoid.iter().all(lower), "{entry:?}");
    }
}

/// The words of a list in a text, and what to write instead.
fn advised(list: List, text: &str) -> Vec<(String, String)> {
    let hits = BUILT_IN.find(&SearchText::new(text)).hits.into_iter();
    let own = hits.filter(|hit| hit.list == list);
    own.filter_map(|hit| {
        let entry = BUILT_IN.entry(&hit)?;
        let form = entry.form_in(hit.avoided.form, text, hit.range.start);
        Some((text.get(hit.range)?.to_owned(), entry.advice(form)))
    })
    .collect()
}

#[track_caller]
fn assert_advice(list: List, text: &str, words: &str, advice: &str) {
    let found = advised(list, text);
    let is_it = |(found, help): &(String, String)| found == words && help.contains(advice);
    assert!(found.iter().any(is_it), "{found:?}");
}

#[test]
fn nouns_for_verbs_get_a_verb_in_the_same_form() {
    for (text, words, advice) in [
        (
            "She made an application.",
            "made an application",
            "“applied”",
        ),
        (
            "We are making a decision.",
            "making a decision",
            "“deciding”",
        ),
        ("He took a decision.", "took a decision", "“decided”"),
        ("He has taken a decision.", "taken a decision", "“decided”"),
        (
            "They carried out an assessment of her.",
            "carried out an assessment of",
            "“assessed”",
        ),
        ("I have made a choice.", "made a choice", "“chosen”"),
        ("I made a choice.", "made a choice", "“chose”"),
        (
            "They had discussions about it.",
            "had discussions about",
            "“discussed”",
        ),
    ] {
        assert_advice(List::Nominalisation, text, words, advice);
    }
}

#[test]
fn blame_becomes_what_was_not_done() {
    for (text, words, advice) in [
        ("You failed to attend it.", "failed to attend", "“missed”"),
        ("She refused to engage.", "refused to engage", "Write"),
        ("He failed to reply.", "failed to reply", "“did not reply”"),
        (
            "By failing to reply, he lost.",
            "failing to reply",
            "“not replying”",
        ),
        (
            "He fails to comply.",
            "fails to comply",
            "“does not do what was asked”",
        ),
    ] {
        assert_advice(List::Blame, text, words, advice);
    }
}

#[test]
fn short_forms_are_found_with_and_without_stops() {
    let found = advised(
        List::Latin,
        "Food, e.g. bread, eg rice, i.e., it, etc, etc. via post",
    );
    let words: Vec<_> = found.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, ["e.g.", "eg", "i.e.,", "etc", "etc.", "via"]);
    assert!(advised(List::Latin, "egg, viaduct, die, pie, fetch, beg, ETCH").is_empty());
}

/// What is fine goes before what is avoided, so an exception would hide the other entry.
#[test]
fn no_exception_is_avoided_by_another_entry_of_its_list() {
    for list in List::ALL {
        let entries = list.entries();
        for (at, entry) in entries.iter().enumerate() {
            let others = || entries.iter().enumerate().filter(|(other, _)| *other != at);
            for fine in &entry.except {
                let hides = |(_, other): &(usize, &Entry)| {
                    other.avoid.iter().any(|avoided| {
                        avoided.eq_ignore_ascii_case(fine)
                            || plural(avoided).eq_ignore_ascii_case(fine)
                    })
                };
                assert!(!others().any(|other| hides(&other)), "{list:?}: {fine}");
            }
        }
    }
}
