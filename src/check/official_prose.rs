//! Tests of the word rules on prose as offices write it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{CheckInput, Scope, Settings, check};
use crate::diagnostic::Applicability;
use crate::diagnostic::Diagnostic;
use crate::site::{Site, SiteInput, SiteSettings};
use crate::source::SourceSet;

/// A finding and the words that it underlines.
type Finding = (Diagnostic, String);

fn judge(text: &str) -> Vec<Finding> {
    let mut sources = SourceSet::new();
    sources.push_text("letter.md", text);
    let site = Site::build(SiteInput {
        sources: &sources,
        content_prefix: "",
        static_files: &BTreeSet::new(),
        settings: SiteSettings::default(),
        date: jiff::civil::date(2026, 11, 22),
        drafts: false,
    });
    let settings = Settings::default();
    let input = CheckInput {
        site: &site,
        sources: &sources,
        settings: &settings,
        scope: Scope::Text,
        only: None,
    };
    let found = check(&input).diagnostics.into_iter();
    let words = |found: &Diagnostic| {
        text.get(found.span.start..found.span.end)
            .map(str::to_owned)
    };
    found
        .map(|found| {
            (
                found.clone(),
                words(&found).expect("a finding lies in its file"),
            )
        })
        .collect()
}

/// The text after every change that the tool may make by itself.
fn fixed(text: &str, applicability: Applicability) -> String {
    let mut text = text.to_owned();
    let mut fixes: Vec<_> = judge(&text)
        .into_iter()
        .filter_map(|(found, _)| found.fix)
        .collect();
    fixes.retain(|fix| fix.applicability == applicability);
    for edit in fixes.iter().rev().flat_map(|fix| &fix.edits) {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    text
}

#[track_caller]
fn assert_found(found: &[Finding], rule: &str, words: &str, help: &str) {
    let is_it = |(finding, underlined): &&Finding| finding.rule == rule && underlined == words;
    let (finding, _) = found
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("no {rule} on “{words}”"));
    assert!(finding.help.contains(help), "{}", finding.help);
}

const LETTER: &str = "\
Further to your WCA, it has been determined that you do not satisfy the eligibility criteria. You \
scored 6 points against the descriptors. The claimant must undertake work-related activity.

Failure to comply with conditionality may affect your award with effect from 01/02/2026. Your JCP \
adviser will facilitate engagement with provision in order to enhance your employability. You may \
lodge an appeal with HMCTS following a Mandatory Reconsideration (MR).

Customers who suffer from anxiety should liaise with the HCP. Claimants in receipt of legacy \
benefits will be notified in due course.
";

#[test]
fn a_decision_letter_gets_plainer_words() {
    let found = judge(LETTER);
    for (words, help) in [
        ("eligibility criteria", "rules on who can get"),
        ("descriptors", "words of the test"),
        ("claimant", "person who claims"),
        ("work-related activity", "get you ready for work"),
        ("conditionality", "having to do things"),
        ("facilitate", "help"),
        ("engagement", "taking part"),
        ("provision", "help"),
        ("employability", "ready someone is for work"),
        ("lodge an appeal with", "appeal to"),
        ("Mandatory Reconsideration", "second look by DWP"),
        ("liaise", "talk"),
        ("Claimants", "person who claims"),
        ("in receipt of", "getting"),
    ] {
        assert_found(&found, "jargon", words, help);
    }
    for (words, help) in [
        ("WCA", "Work Capability Assessment (WCA)"),
        ("JCP", "Jobcentre Plus (JCP)"),
        ("HMCTS", "Courts and Tribunals"),
        ("HCP", "health care professional (HCP)"),
    ] {
        assert_found(&found, "unexplained-acronym", words, help);
    }
    assert_found(&found, "wordy", "with effect from", "from");
    assert_found(&found, "stigma", "suffer from", "have");
    assert_found(&found, "jargon", "comply with", "follow");
    assert_found(&found, "ambiguous-date", "01/02/2026", "1 February 2026");
    assert_found(&found, "ambiguous-date", "in due course", "date");
}

#[test]
fn an_acronym_in_brackets_is_explained() {
    assert!(
        !judge(LETTER)
            .iter()
            .any(|(found, words)| found.rule == "unexplained-acronym" && words == "MR")
    );
}

#[test]
fn safe_changes_fit_any_sentence_and_keep_capitals() {
    let text = "In order to claim, call us prior to the meeting.\n";
    assert_eq!(
        fixed(text, Applicability::Safe),
        "To claim, call us before the meeting.\n"
    );
}

#[test]
fn safe_changes_leave_right_sentences() {
    for (text, expected) in [
        (
            "Bring bills, etc. They help.\n",
            "Bring bills, and so on. They help.\n",
        ),
        (
            "Bring it (e.g. a bill).\n",
            "Bring it (for example a bill).\n",
        ),
        (
            "Your partner, i.e., she, can come.\n",
            "Your partner, that is, she, can come.\n",
        ),
        ("Ask prior to the day.\n", "Ask before the day.\n"),
        ("We organized the COLOR.\n", "We organised the COLOUR.\n"),
        ("Prioritizing it hurts.\n", "Prioritizing it hurts.\n"),
    ] {
        assert_eq!(fixed(text, Applicability::Safe), expected);
    }
}

#[test]
fn a_line_end_inside_words_is_no_hindrance() {
    let text = "Call us in order\nto claim.\n";
    assert_eq!(fixed(text, Applicability::Safe), "Call us to claim.\n");
}

#[test]
fn marks_inside_words_are_kept() {
    let text = "Call us in *order* to claim.\n";
    assert_eq!(fixed(text, Applicability::Safe), text);
}

#[test]
fn changes_come_in_the_form_of_the_words() {
    let text = "It terminates this. They utilised an upskilling course.\n";
    let expected = "It ends this. They used a training course.\n";
    assert_eq!(fixed(text, Applicability::Unsafe), expected);
}

#[test]
fn a_name_in_capitals_is_left_alone() {
    let found =
        judge("The Leeds Stakeholder Forum met. The Personal Independence Payment goes on.\n");
    assert!(found.is_empty(), "{found:?}");
}

/// The words that `jargon` underlines.
fn jargon(text: &str) -> Vec<String> {
    let found = judge(text).into_iter();
    let jargon = found.filter(|(found, _)| found.rule == "jargon");
    jargon.map(|(_, words)| words).collect()
}

#[test]
fn an_entry_for_a_compound_speaks_rather_than_the_one_for_its_part() {
    let found = judge("It is non-compliance.\n");
    let helps: Vec<_> = found.iter().map(|(found, _)| found.help.clone()).collect();
    assert!(
        format!("{helps:?}").contains("not doing what was asked"),
        "{helps:?}"
    );
}

#[test]
fn capitals_of_a_headline_make_no_name() {
    assert_eq!(
        jargon("# Tailored Provision For Claimants\n"),
        ["Tailored Provision", "Claimants"]
    );
    assert_eq!(
        jargon("Government Extends Tailored Provision For Claimants\n\nIt is here.\n"),
        ["Tailored Provision", "Claimants"]
    );
    assert_eq!(
        jargon("TAILORED PROVISION FOR CLAIMANTS\n"),
        ["TAILORED PROVISION", "CLAIMANTS"]
    );
    assert!(jargon("# Stakeholder Engagement Forum\n").is_empty());
}

#[test]
fn jargon_before_a_name_is_no_name() {
    assert_eq!(jargon("Claimants Ann and Bob came.\n"), ["Claimants"]);
    assert_eq!(jargon("“Claimant Ann Lee came.”\n"), ["Claimant"]);
    assert!(jargon("Stakeholder Forum members came.\n").is_empty());
    assert!(jargon("Ask the Audit and Stakeholder team.\n").is_empty());
    assert!(jargon("We met the Leeds Claimant Network.\n").is_empty());
}

#[test]
fn marks_inside_a_term_do_not_hide_it() {
    for text in [
        "It is a perverse *incentive* here.\n",
        "It is a **per**verse incentive here.\n",
        "It is a per[verse](x.md) incentive here.\n",
        "It is a perverse\nincentive here.\n",
        "It is a perverse&nbsp;incentive here.\n",
        "It is a per\u{ad}verse in\u{200b}centive here.\n",
        "It is a perverse-incentive problem here.\n",
    ] {
        assert_eq!(jargon(text).len(), 1, "{text}: {:?}", judge(text));
    }
}

#[test]
fn no_change_is_offered_inside_a_longer_word_or_before_a_possessive() {
    for text in [
        "It is for non-claimants now.\n",
        "It is the claimant's money.\n",
    ] {
        let found = judge(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found.iter().all(|(found, _)| found.fix.is_none()),
            "{found:?}"
        );
    }
}

#[test]
fn a_term_is_fine_once_the_page_says_what_it_means() {
    let text = "Ask them to look again (mandatory reconsideration). A mandatory reconsideration is free.\n";
    assert!(judge(text).is_empty(), "{:?}", judge(text));
}

#[test]
fn a_quoted_name_for_what_was_told_is_fine() {
    let text = "It makes life much harder. The law calls this “substantial”.\n";
    assert!(judge(text).is_empty(), "{:?}", judge(text));
}

proptest! {
    #[test]
    fn no_text_breaks_the_rules(text in "(\\PC|\n|[A-Z’()./*-]|claimant|ESA| in order to |an |1/2/26){0,60}") {
        for (found, _) in judge(&text) {
            prop_assert!(found.span.end <= text.len());
        }
    }
}
