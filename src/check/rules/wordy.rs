//! Finds formal words and long phrases that have a plainer form.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Wordy;

static META: RuleMeta = RuleMeta {
    id: "wordy",
    group: Group::Words,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 60,
    options: &[],
    doc: include_str!("wordy.md"),
};

impl Rule for Wordy {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” has a plainer form");
        let why = "Short everyday words are read faster and understood by more people.";
        report(List::Wordy, &META, context, sink, message, why);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::word_list::List;

    const LIST: List = List::Wordy;

    #[test]
    fn the_list_covers_official_prose() {
        assert!(LIST.len() >= 800, "{}", LIST.len());
    }

    #[test]
    fn ordinary_senses_of_formal_words_are_fine() {
        let text = "Your request for leave is here. My residence permit and my bus permit came. \
            An assistance dog. She has the enhanced rate. It was a suicide attempt. Select \
            Committee. The proceeds of the sale. A partially sighted man. At all times of day.";
        assert_eq!(LIST.words_in(text), Vec::<&str>::new());
    }

    #[test]
    fn official_phrases_are_found_in_every_form() {
        let text = "Prior to commencing work, you are obliged to notify us in order to obtain it.";
        let expected = [
            "Prior to",
            "commencing",
            "you are obliged to",
            "notify",
            "in order to",
            "obtain",
        ];
        assert_eq!(LIST.words_in(text), expected);
    }
}
