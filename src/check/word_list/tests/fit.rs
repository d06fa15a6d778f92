//! Which plainer words are offered where.

use crate::check::inflect::{Form, inflect_verb};
use crate::check::word_list::entry::{Entry, Kind};
use crate::check::word_list::fit::fitting;
use crate::check::word_list::place::Place;
use crate::check::word_list::report::{advice, fitting_at};
use crate::check::word_list::{BUILT_IN, Hit, List};
use crate::prose::SearchText;

/// What is said of `words` in a text.
#[track_caller]
fn said(text: &str, words: &str) -> String {
    let hits: Vec<Hit> = BUILT_IN.find(&SearchText::new(text)).hits;
    let is_it = |hit: &&Hit| hit.list.asks_for_fit() && text.get(hit.range()) == Some(words);
    let hit = hits.iter().find(is_it).expect("the words are listed");
    let entry = BUILT_IN.entry(hit).expect("the hit is of this lexicon");
    let form = entry.form_in(hit.avoided.form, text, hit.range.start);
    let fitting = fitting_at(entry, (hit, form), text);
    advice(entry, (hit, form), fitting.as_deref())
}

#[track_caller]
fn assert_offers(cases: &[(&str, &str, &str)]) {
    for (text, words, offer) in cases {
        let said = said(text, words);
        assert!(
            said.starts_with(&format!("Write “{offer}”")),
            "{text}: {said}"
        );
    }
}

#[track_caller]
fn assert_meanings(cases: &[(&str, &str)]) {
    for (text, words) in cases {
        let said = said(text, words);
        let tells = [" means “", " can mean “"]
            .iter()
            .any(|tells| said.contains(tells));
        assert!(tells, "{text}: {said}");
        assert!(!said.contains("Write “"), "{text}: {said}");
        assert!(said.contains("in your own words."), "{text}: {said}");
    }
}

#[test]
fn a_noun_with_words_behind_it_needs_room() {
    assert_offers(&[
        ("A claimant must sign.", "claimant", "person who claims"),
        (
            "The decision maker considered your form.",
            "decision maker",
            "person who decides",
        ),
        (
            "Single claimants lose most.",
            "claimants",
            "people who claim",
        ),
    ]);
    assert_meanings(&[
        ("The claimant's money is late.", "claimant"),
        ("A claimant survey is out.", "claimant"),
        ("Our claimants are angry.", "claimants"),
        ("Claimants with children lose most.", "Claimants"),
        (
            "The longitudinal survey data is old.",
            "longitudinal survey",
        ),
    ]);
}

#[test]
fn one_or_many_are_offered_as_the_sentence_asks() {
    assert_offers(&[
        (
            "We lost all correspondence.",
            "correspondence",
            "letters and emails",
        ),
        ("The expenditure is high.", "expenditure", "spending"),
        ("The proponents are loud.", "proponents", "supporters"),
    ]);
    assert_meanings(&[
        ("The arrears are cleared.", "arrears"),
        ("The correspondence was lost.", "correspondence"),
        ("We saw a fatigue here.", "fatigue"),
    ]);
}

#[test]
fn a_clause_stands_behind_no_article() {
    assert_meanings(&[
        ("Look at your entitlement.", "entitlement"),
        ("We measure the efficacy of it.", "efficacy"),
        (
            "You get improved income maximisation.",
            "income maximisation",
        ),
        (
            "They asked for non-participation in writing.",
            "non-participation",
        ),
    ]);
}

#[test]
fn an_article_of_its_own_gives_way_to_the_one_that_stands() {
    assert_offers(&[
        (
            "You can fail the means test.",
            "means test",
            "check of your income and savings",
        ),
        (
            "You can ask for mandatory reconsideration.",
            "mandatory reconsideration",
            "a second look by DWP at its decision",
        ),
    ]);
}

#[test]
fn you_is_offered_where_somebody_is_spoken_to() {
    assert_offers(&[(
        "You showed transferable skills.",
        "transferable skills",
        "skills you can use in other jobs",
    )]);
    assert_meanings(&[("She showed transferable skills.", "transferable skills")]);
}

#[test]
fn a_verb_gets_an_object_or_none_as_the_old_one_had() {
    assert_offers(&[
        ("We will reassess your case.", "reassess", "look again at"),
        ("It will be reassessed.", "reassessed", "looked at again"),
        (
            "I would be happy to reassess, should it change.",
            "reassess",
            "check again",
        ),
        ("They stipulate that it ends.", "stipulate", "say"),
        ("They stipulate four weeks.", "stipulate", "require"),
        ("You must notify us.", "notify", "tell"),
    ]);
    assert_meanings(&[
        ("We notify any change.", "notify"),
        ("We cannot furnish the team with facts.", "furnish"),
    ]);
}

#[test]
fn a_verb_that_is_done_to_something_stays_one() {
    assert_offers(&[
        ("The claim was terminated.", "terminated", "ended"),
        ("They terminated the claim.", "terminated", "ended"),
        (
            "It has not clearly demonstrated that.",
            "demonstrated",
            "shown",
        ),
        (
            "The form was placed on hold by them.",
            "placed on hold",
            "stopped for now",
        ),
        (
            "They placed on hold the form.",
            "placed on hold",
            "stopped … for now",
        ),
    ]);
    assert_meanings(&[("They bought a co-produced toolkit.", "co-produced")]);
}

#[test]
fn words_left_over_behind_a_verb_are_seen() {
    assert_offers(&[("We must liaise with them.", "liaise", "talk")]);
    assert_meanings(&[
        (
            "We will break down the barriers to opportunity.",
            "break down the barriers",
        ),
        ("She can signpost you to specialist help.", "signpost you"),
    ]);
}

#[test]
fn an_adjective_stands_before_its_noun_or_behind_a_verb() {
    assert_offers(&[
        ("It is a stringent plan.", "stringent", "strict"),
        (
            "You get a means-tested benefit.",
            "means-tested",
            "benefit that depends on your income and savings",
        ),
        (
            "You get means-tested benefits.",
            "means-tested",
            "benefits that depend on your income and savings",
        ),
        (
            "We want a verifiable model.",
            "verifiable",
            "model that can be checked",
        ),
        ("The plan is stringent.", "stringent", "strict"),
    ]);
    assert_meanings(&[
        ("It is cardiac.", "cardiac"),
        ("The sum seems recoverable.", "recoverable"),
    ]);
}

#[test]
fn an_adverb_stands_where_it_can() {
    assert_offers(&[("Consequently, we stopped.", "Consequently", "so")]);
    assert_meanings(&[
        ("It is consequently likely.", "consequently"),
        ("It was changed accordingly.", "accordingly"),
        ("They were previously paid.", "previously"),
    ]);
}

/// Sentences in which words of each kind stand.
fn carriers(entry: &Entry) -> &'static [&'static str] {
    match entry.kind {
        Kind::Noun | Kind::Term => &[
            "You saw the {}.",
            "You saw a {}.",
            "You saw your new {} of it.",
            "You paid for {} and the rest.",
            "The {} is here for you.",
            "To {} you went.",
            "The local {} team called you.",
            "You heard that {} were good.",
        ],
        Kind::Verb => &[
            "You want to {} the form.",
            "You must {}.",
            "You must {} to the office.",
            "The {} is yours.",
        ],
        Kind::Adjective => &[
            "You saw a {} plan.",
            "It is {}, you see.",
            "Your {} plan is here.",
        ],
        Kind::Phrase => &[
            "You saw the {} plan.",
            "It is {} a plan of yours.",
            "You go to {} to the end.",
        ],
    }
}

/// A pair of words that no sentence has.
fn broken_pair(sentence: &str) -> Option<(String, String)> {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let opens = |word: &str| matches!(word, "a" | "an" | "the" | "your" | "our" | "their");
    let closes = |word: &str| {
        matches!(
            word,
            "what" | "how" | "whether" | "who" | "that" | "of" | "about" | "not" | "being"
        )
    };
    let mut pairs = words.iter().zip(words.iter().skip(1));
    let broken = pairs.find(|(one, two)| one == two || opens(one) && (opens(two) || closes(two)));
    broken.map(|(one, two)| ((*one).to_owned(), (*two).to_owned()))
}

#[test]
fn no_offer_doubles_a_word_or_an_article() {
    let mut broken: Vec<String> = Vec::new();
    for list in [List::Idiom, List::Jargon, List::Wordy] {
        for entry in list.entries() {
            for (avoided, word) in entry.avoid.iter().enumerate() {
                for carrier in carriers(&entry) {
                    let text = carrier.replace("{}", word);
                    let start = carrier.find("{}").expect("a carrier has a gap");
                    let place = Place::of(&text, &(start..start + word.len()));
                    if broken_pair(&text).is_some() {
                        continue;
                    }
                    for found in fitting(&entry, (avoided, Form::Base), &place) {
                        let sentence = carrier.replace("{}", &found.words);
                        if broken_pair(&sentence).is_some() {
                            broken.push(format!("{list:?} {word}: {sentence}"));
                        }
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{} {broken:#?}", broken.len());
}

#[test]
fn every_offer_for_a_verb_is_a_verb() {
    for list in [List::Idiom, List::Jargon, List::Wordy] {
        for entry in list
            .entries()
            .into_iter()
            .filter(|entry| entry.kind == Kind::Verb)
        {
            for offer in entry.instead.iter().filter(|offer| !offer.ends_with('.')) {
                let ing = inflect_verb(offer, Form::Ing);
                assert!(ing.is_some() || offer.starts_with("be "), "{offer}");
            }
        }
    }
}

/// A volunteer is best helped by words that simply take the place of others. Words with several
/// senses have none: what they mean is told.
#[test]
fn most_nouns_with_an_offer_have_words_that_can_follow_the() {
    for (list, least) in [(List::Jargon, 80), (List::Wordy, 85)] {
        let entries = list.entries();
        let nouns: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.kind == Kind::Noun && entry.first_offer(Form::Base).is_some())
            .collect();
        let fits = |entry: &&&Entry| {
            let word = entry.avoid.first().expect("an entry avoids something");
            let text = format!("You saw the {word}.");
            let place = Place::of(&text, &(12..12 + word.len()));
            !fitting(entry, (0, Form::Base), &place).is_empty()
        };
        let fitting = nouns.iter().filter(fits).count();
        assert!(
            fitting * 100 >= nouns.len() * least,
            "{list:?}: {fitting} of {}",
            nouns.len()
        );
    }
}

#[test]
fn the_noun_that_an_offer_takes_along_is_named() {
    let text = "You can get means-tested support.";
    assert_eq!(
        said(text, "means-tested"),
        "Write “support that depends on your income and savings” for “means-tested support”."
    );
}

#[test]
fn no_word_is_said_twice_close_by() {
    assert_meanings(&[
        (
            "You left your last settled accommodation.",
            "settled accommodation",
        ),
        ("They were triaged by a nurse.", "triaged"),
    ]);
}

#[test]
fn an_adverb_that_cannot_stand_before_its_verb_is_not_offered_there() {
    assert_meanings(&[("Proactively engage local firms.", "Proactively")]);
}

#[test]
fn an_article_changes_with_the_noun_that_is_taken_along() {
    assert_eq!(
        said("You get an appealable decision.", "appealable"),
        "Write “a decision that you can appeal” for “an appealable decision”."
    );
}

#[test]
fn a_short_form_in_brackets_keeps_its_full_words() {
    assert_offers(&[(
        "It went to a subcontractor.",
        "subcontractor",
        "organisation that does part of the work for another",
    )]);
    assert_meanings(&[("It went to a subcontractor (SC).", "subcontractor")]);
}

#[test]
fn what_follows_a_noun_is_not_drawn_to_a_verb_of_its_plainer_words() {
    assert_offers(&[(
        "The applicants must write.",
        "applicants",
        "people who apply",
    )]);
    assert_meanings(&[("The applicants in receipt of it must write.", "applicants")]);
}

#[test]
fn words_with_a_clause_of_their_own_need_room_for_it() {
    assert_offers(&[(
        "The applicant may write.",
        "applicant",
        "person who applies",
    )]);
    assert_meanings(&[
        ("Applicant", "Applicant"),
        ("The applicant, for a good reason, may write.", "applicant"),
        ("It is for local and repeat applicants.", "applicants"),
        ("It is for owners or applicants.", "applicants"),
    ]);
}

#[test]
fn a_noun_is_not_taken_from_behind_a_comma() {
    assert_meanings(&[("You have a lifelong, appealable decision.", "appealable")]);
}

#[test]
fn what_follows_a_verb_must_go_with_the_new_one() {
    assert_meanings(&[("We do not envisage moving it.", "envisage")]);
}

#[test]
fn words_of_one_kind_are_not_taken_for_another() {
    assert_meanings(&[
        ("The standard disregard applies.", "disregard"),
        ("Your capital has been counted.", "Your capital"),
        (
            "It is in the Medium Term Financial Plan.",
            "in the Medium Term",
        ),
    ]);
    assert_offers(&[(
        "It comes in the medium term.",
        "in the medium term",
        "over the next few years",
    )]);
}
