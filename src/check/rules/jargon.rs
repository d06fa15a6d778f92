//! Finds words that only the office uses.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Jargon;

static META: RuleMeta = RuleMeta {
    id: "jargon",
    group: Group::Words,
    level: Level::Error,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 70,
    options: &[],
    doc: include_str!("jargon.md"),
};

impl Rule for Jargon {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” is jargon");
        let why = "It is a word of the office. Readers must stop to work out what it means.";
        report(List::Jargon, &META, context, sink, message, why);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::word_list::List;

    const LIST: List = List::Jargon;

    #[test]
    fn the_list_covers_the_field() {
        assert!(LIST.len() >= 2500, "{}", LIST.len());
    }

    #[test]
    fn a_decision_letter_is_full_of_jargon() {
        let letter = "Following a redetermination of your entitlement, the disallowance has been \
            superseded. Claimants in receipt of a legacy benefit will be migrated. Failure to \
            comply with mandatory requirements may be escalated to a practitioner, who will \
            signpost you to provision that facilitates employability.";
        let expected = [
            "redetermination",
            "entitlement",
            "disallowance",
            "superseded",
            "Claimants",
            "in receipt of",
            "legacy benefit",
            "comply with",
            "mandatory",
            "escalated to",
            "practitioner",
            "signpost you",
            "provision",
            "facilitates",
            "employability",
        ];
        assert_eq!(LIST.words_in(letter), expected);
    }

    #[test]
    fn everyday_words_are_no_jargon() {
        let plain = "Your benefit can stop. Welfare and mental health matter to disabled people. \
            You can ask for money, a form, support or a meeting. Keep the letter as evidence. \
            A general practitioner can help you to carry out the plan and to work.";
        assert_eq!(LIST.words_in(plain), Vec::<&str>::new());
    }
}
