//! Texts whose counts were made by hand, and what a well-known library gets wrong on them.

use plainly::document::Document;
use plainly::prose::{Counts, Exemption, Prose, Scores};

fn counts(markdown: &str) -> Counts {
    let prose = Prose::from_document(&Document::parse(markdown, 0), &|_| None);
    Counts::of(&prose, &|_| Exemption::None)
}

/// Checks words, sentences, syllables, letters, letters and digits, words of three syllables or
/// more, complex words, words of more than six letters, and paragraphs.
#[track_caller]
fn check(markdown: &str, by_hand: [usize; 9]) {
    let counts = counts(markdown);
    let found = [
        counts.words,
        counts.sentences,
        counts.syllables,
        counts.letters,
        counts.characters,
        counts.polysyllables,
        counts.complex_words,
        counts.long_words,
        counts.paragraphs,
    ];
    assert_eq!(found, by_hand, "{markdown}");
}

#[test]
fn short_words_are_counted() {
    check("The cat sat.", [3, 1, 3, 9, 9, 0, 0, 0, 1]);
}

#[test]
fn money_is_one_word_and_ends_no_sentence() {
    check(
        "You get £10.50. It is paid each week.",
        [8, 2, 8, 22, 26, 0, 0, 0, 1],
    );
}

#[test]
fn a_web_address_is_one_word_of_one_syllable() {
    check(
        "Go to www.gov.uk. It is free.",
        [6, 2, 6, 12, 12, 0, 0, 0, 1],
    );
}

#[test]
fn a_mail_address_and_a_telephone_number_are_read_as_they_stand() {
    check(
        "Email help@advice.org.uk or ring 0800 123 4567.",
        [7, 1, 8, 11, 22, 0, 0, 0, 1],
    );
}

#[test]
fn a_hyphen_keeps_a_word_whole() {
    check("A means-tested benefit.", [3, 1, 7, 19, 19, 2, 1, 2, 1]);
    check(
        "The day-to-day work-related activity.",
        [4, 1, 12, 30, 30, 3, 1, 3, 1],
    );
}

#[test]
fn sentences_of_one_word_or_two_count() {
    check("No. Never. Stop!", [3, 3, 4, 11, 11, 0, 0, 0, 1]);
}

#[test]
fn gunning_leaves_out_names_and_endings_of_verbs() {
    check(
        "It was created in Manchester. They wanted it expanded.",
        [9, 2, 16, 44, 44, 3, 0, 3, 1],
    );
}

#[test]
fn gunning_counts_common_words_too() {
    check("Another family asked.", [3, 1, 7, 18, 18, 2, 2, 1, 1]);
}

#[test]
fn digits_are_no_letters_and_marks_are_nothing() {
    check(
        "We don't pay 50p. You’re owed 3%.",
        [7, 2, 7, 19, 22, 0, 0, 0, 1],
    );
}

#[test]
fn long_words_are_counted() {
    check(
        "Ask the local authority for information.",
        [6, 1, 13, 34, 34, 2, 2, 2, 1],
    );
}

#[test]
fn entries_of_a_list_are_sentences_but_no_paragraphs() {
    check(
        "You need:\n\n- a pen\n- an envelope\n",
        [6, 3, 8, 21, 21, 1, 1, 1, 1],
    );
}

#[test]
fn headings_tables_and_quotations_do_not_count() {
    check(
        "# Entitlement conditions\n\nYou can.\n\n> Notwithstanding that.\n\n| A | B |\n|---|---|\n| C | D |\n",
        [2, 1, 2, 6, 6, 0, 0, 0, 1],
    );
}

#[test]
fn coleman_liau_has_the_published_weights() {
    let counts = counts("The cat sat. It sat on the mat.");
    let scores = Scores::of(&counts);
    // 22 letters, 8 words, 2 sentences.
    let expected = 0.0588 * (100.0 * 22.0 / 8.0) - 0.296 * (100.0 * 2.0 / 8.0) - 15.8;
    assert!((scores.coleman_liau - expected).abs() < 1e-9, "{scores:?}");
}

#[test]
fn inflected_words_are_as_common_as_the_words_they_come_from() {
    assert!((counts("Your payments.").rarity - counts("Your payment.").rarity).abs() < 1e-9);
}

#[test]
fn exemptions_never_change_the_score_without_them() {
    let document = Document::parse("Claimants seek reconsideration from a tribunal.", 0);
    let prose = Prose::from_document(&document, &|_| None);
    let strict = Counts::of(&prose, &|_| Exemption::None);
    let lenient = Counts::of(&prose, &|_| Exemption::Always);
    assert!(lenient.rarity < strict.rarity);
    assert!((strict.rarity - strict.rarity_without_exemptions).abs() < 1e-9);
    assert!((lenient.rarity_without_exemptions - strict.rarity).abs() < 1e-9);
    let ages = [Scores::of(&lenient), Scores::of(&strict)];
    assert!(ages[0].plainly_difficulty < ages[1].plainly_difficulty);
    let strict_ages = ages.map(|scores| scores.plainly_difficulty_without_exemptions);
    assert!((strict_ages[0] - strict_ages[1]).abs() < 1e-9);
}
