//! Readability scores, each from the formula that its author published.

use serde::Serialize;

use super::Counts;

/// Fitted on texts that teachers wrote at three levels: how many years one more on the natural
/// logarithm of the sentence length adds. A sentence twice as long adds 4.35 years.
const YEARS_BY_LENGTH: f64 = 6.27;
/// Likewise, how much one band of rarity adds.
const YEARS_BY_RARITY: f64 = 4.70;
/// Likewise, the constant that puts the sum on the scale of ages.
const YEARS_OFFSET: f64 = -10.0;

/// The ages between which `reading_age` means anything.
const AGES: (f64, f64) = (7.0, 20.0);

/// Readability scores. All are 0 for a text without words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Flesch Reading Ease, higher is easier:
    /// `206.835 − 1.015 × words ÷ sentences − 84.6 × syllables ÷ words`.
    ///
    /// Rudolf Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    pub flesch_reading_ease: f64,
    /// Flesch–Kincaid grade, an American school year:
    /// `0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59`.
    ///
    /// J. P. Kincaid and others, Research Branch Report 8-75, Naval Technical Training (1975).
    pub flesch_kincaid_grade: f64,
    /// Gunning Fog index, a school year:
    /// `0.4 × (words ÷ sentences + 100 × complex words ÷ words)`.
    ///
    /// Robert Gunning, "The Technique of Clear Writing" (1952).
    pub gunning_fog: f64,
    /// SMOG grade, a school year: `1.0430 × √(30 × polysyllables ÷ sentences) + 3.1291`.
    ///
    /// G. H. Mc Laughlin, "SMOG grading: a new readability formula", Journal of Reading 12
    /// (1969). Made for 30 sentences or more.
    pub smog: f64,
    /// Coleman–Liau index, a school year:
    /// `5.88 × letters ÷ words − 29.6 × sentences ÷ words − 15.8`.
    ///
    /// Meri Coleman and T. L. Liau, "A computer readability formula designed for machine
    /// scoring", Journal of Applied Psychology 60 (1975).
    pub coleman_liau: f64,
    /// Automated Readability Index, a school year:
    /// `4.71 × characters ÷ words + 0.5 × words ÷ sentences − 21.43`.
    ///
    /// E. A. Smith and R. J. Senter, AMRL-TR-66-220 (1967), in the form of Kincaid's report.
    pub ari: f64,
    /// LIX: `words ÷ sentences + 100 × long words ÷ words`.
    ///
    /// Carl-Hugo Björnsson, "Läsbarhet" (1968).
    pub lix: f64,
    /// Plainly's own measure, in years:
    /// `6.27 × ln(words ÷ sentences) + 4.70 × rarity − 10.0`.
    ///
    /// Fitted on the texts of the One Stop English corpus and scaled so that its mean and spread
    /// equal those of the Flesch–Kincaid grade + 5 there: a convention, not an age that was
    /// measured.
    pub plainly_difficulty: f64,
    /// [`plainly_difficulty`](Self::plainly_difficulty) as people are told it: a whole number
    /// from 7 to 20.
    pub reading_age: f64,
    /// [`plainly_difficulty`](Self::plainly_difficulty) if no word were exempt from rarity.
    pub plainly_difficulty_without_exemptions: f64,
    /// [`reading_age`](Self::reading_age) if no word were exempt from rarity.
    pub reading_age_without_exemptions: f64,
}

impl Scores {
    /// The scores of a text with these counts.
    pub fn of(counts: &Counts) -> Self {
        if counts.words == 0 || counts.sentences == 0 {
            return Self::default();
        }
        let words = real(counts.words);
        let sentences = real(counts.sentences);
        let sentence_length = words / sentences;
        let per_word = |count: usize| real(count) / words;
        let difficulty = |rarity: f64| {
            YEARS_BY_LENGTH * sentence_length.ln() + YEARS_BY_RARITY * rarity + YEARS_OFFSET
        };
        let age = |difficulty: f64| difficulty.clamp(AGES.0, AGES.1).round();
        let exempted = difficulty(counts.rarity);
        let strict = difficulty(counts.rarity_without_exemptions);
        Self {
            flesch_reading_ease: 206.835
                - 1.015 * sentence_length
                - 84.6 * per_word(counts.syllables),
            flesch_kincaid_grade: 0.39 * sentence_length + 11.8 * per_word(counts.syllables)
                - 15.59,
            gunning_fog: 0.4 * (sentence_length + 100.0 * per_word(counts.complex_words)),
            smog: 1.0430 * (30.0 * real(counts.polysyllables) / sentences).sqrt() + 3.1291,
            coleman_liau: 5.88 * per_word(counts.letters) - 29.6 * sentences / words - 15.8,
            ari: 4.71 * per_word(counts.characters) + 0.5 * sentence_length - 21.43,
            lix: sentence_length + 100.0 * per_word(counts.long_words),
            plainly_difficulty: exempted,
            reading_age: age(exempted),
            plainly_difficulty_without_exemptions: strict,
            reading_age_without_exemptions: age(strict),
        }
    }
}

/// A count as a number to divide. No page has as many words as would not fit.
pub(super) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::Counts;
    use super::Scores;

    fn counts() -> Counts {
        Counts {
            words: 100,
            sentences: 5,
            syllables: 150,
            letters: 450,
            characters: 460,
            polysyllables: 6,
            complex_words: 5,
            long_words: 20,
            paragraphs: 1,
            rarity: 1.5,
            rarity_without_exemptions: 1.7,
        }
    }

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 0.005,
            "{found} is not {expected}"
        );
    }

    #[test]
    fn scores_follow_their_formulas() {
        let scores = Scores::of(&counts());
        near(scores.flesch_reading_ease, 59.635);
        near(scores.flesch_kincaid_grade, 9.91);
        near(scores.gunning_fog, 10.0);
        near(scores.smog, 9.387);
        near(scores.coleman_liau, 9.18);
        near(scores.ari, 10.236);
        near(scores.lix, 40.0);
        near(scores.plainly_difficulty, 15.833);
        near(scores.reading_age, 16.0);
        near(scores.plainly_difficulty_without_exemptions, 16.773);
        near(scores.reading_age_without_exemptions, 17.0);
    }

    #[test]
    fn a_text_without_words_has_no_score() {
        assert_eq!(Scores::of(&Counts::default()), Scores::default());
    }

    #[test]
    fn reading_age_stays_within_its_scale() {
        let easy = Counts {
            rarity: 0.0,
            sentences: 50,
            ..counts()
        };
        near(Scores::of(&easy).reading_age, 7.0);
        let hard = Counts {
            rarity: 6.0,
            sentences: 1,
            ..counts()
        };
        near(Scores::of(&hard).reading_age, 20.0);
    }
}
