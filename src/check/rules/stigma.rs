//! Finds words that hurt people.

use crate::check::word_list::{List, report};
use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};

pub(super) struct Stigma;

static META: RuleMeta = RuleMeta {
    id: "stigma",
    group: Group::People,
    level: Level::Warning,
    scope: Scope::Text,
    english_only: true,
    always: false,
    priority: 65,
    options: &[],
    doc: include_str!("stigma.md"),
};

impl Rule for Stigma {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let message = |words: &str| format!("“{words}” can hurt people");
        let why = "Readers who feel judged stop reading, and may not ask for help.";
        report(List::Stigma, &META, context, sink, message, why);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::word_list::List;

    const LIST: List = List::Stigma;

    #[test]
    fn people_are_not_their_illness() {
        let text = "The disabled and addicts who suffer from fits came.";
        let expected = ["The disabled", "addicts", "suffer from"];
        assert_eq!(LIST.words_in(text), expected);
    }

    #[test]
    fn words_for_people_that_hurt_are_found() {
        for words in [
            "the mentally ill",
            "committed suicide",
            "confined to a wheelchair",
            "wheelchair-bound",
            "mentally retarded",
            "schizophrenics",
            "addict",
            "psycho",
            "nutter",
            "normal people",
            "able-bodied",
            "handicapped",
            "the elderly",
            "the homeless",
            "stroke victim",
            "special needs",
        ] {
            let text = format!("They said {words}, and left.");
            assert_eq!(LIST.words_in(&text), [words]);
        }
    }

    #[test]
    fn plain_words_about_health_and_money_are_fine() {
        let text = "Mental health, an addiction, he died by suicide, on welfare, a benefit, \
            disabled people, a disabled person, a psychotic episode, a depressive illness, the \
            poor state of the flat, pull down the blind, the homeless charity, a victim of crime.";
        assert_eq!(LIST.words_in(text), Vec::<&str>::new());
    }

    #[test]
    fn the_same_words_for_things_are_fine() {
        let text = "The disabled people in the deaf community. The blind spot. Non alcoholic \
            drink. The disabled toilet. Mental health, welfare, benefit, disabled.";
        assert_eq!(LIST.words_in(text), Vec::<&str>::new());
    }
}
