//! What a lexicon finds, and what it says of it.

use super::{BUILT_IN, File, Lexicon, List};

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
    let hits = lexicon().find(text).hits.into_iter();
    hits.map(|hit| text.get(hit.range).expect("a hit lies in its text"))
        .collect()
}

fn advice(text: &str) -> String {
    let lexicon = lexicon();
    let hits = lexicon.find(text).hits;
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
fn names_stand_as_they_are_written_or_in_more_capitals() {
    let text = "Access to Work and Carer’s Allowance, ACCESS TO WORK, not access to work";
    let names = lexicon().find(text).names.into_iter();
    let names: Vec<_> = names.filter_map(|range| text.get(range)).collect();
    assert_eq!(
        names,
        ["Access to Work", "Carer’s Allowance", "ACCESS TO WORK"]
    );
}

#[test]
fn every_list_can_be_read_and_every_entry_says_what_to_write() {
    for entry in &BUILT_IN.entries {
        assert!(!entry.avoid.is_empty(), "{entry:?}");
        assert!(!entry.instead.is_empty(), "{entry:?}");
    }
}
