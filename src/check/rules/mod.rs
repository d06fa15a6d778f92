//! The rules. Each is one file here with its manual page beside it, and one line in the list.

use super::meta::Rule;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::context::PageContext;
use super::spoken::Cue;

/// Declares the modules of the rules and lists them in the order of their names.
macro_rules! rules {
    ($($module:ident::$rule:ident,)+) => {
        $(mod $module;)+

        /// Every rule, in the order of their names.
        pub static ALL: &[&dyn Rule] = &[$(&$module::$rule),+];
    };
}

rules! {
    acronym_first_use::AcronymFirstUse,
    ambiguous_date::AmbiguousDate,
    american_spelling::AmericanSpelling,
    bad_front_matter::BadFrontMatter,
    blame::Blame,
    broken_anchor::BrokenAnchor,
    broken_link::BrokenLink,
    double_negative::DoubleNegative,
    duplicate_title::DuplicateTitle,
    duplicate_url::DuplicateUrl,
    expired_fact::ExpiredFact,
    hard_definition::HardDefinition,
    hard_word::HardWord,
    heading_order::HeadingOrder,
    heading_question::HeadingQuestion,
    hidden_text::HiddenText,
    idiom::Idiom,
    jargon::Jargon,
    latin::Latin,
    long_average::LongAverage,
    long_paragraph::LongParagraph,
    long_sentence::LongSentence,
    many_clauses::ManyClauses,
    missing_alt::MissingAlt,
    missing_answer::MissingAnswer,
    missing_next_step::MissingNextStep,
    missing_source::MissingSource,
    nominalisation::Nominalisation,
    number_style::NumberStyle,
    one_name::OneName,
    orphan_page::OrphanPage,
    passive::Passive,
    raw_html::RawHtml,
    reading_age::ReadingAge,
    stale_review::StaleReview,
    stigma::Stigma,
    threat::Threat,
    unexplained_acronym::UnexplainedAcronym,
    unknown_fact::UnknownFact,
    unreadable_file::UnreadableFile,
    unsafe_link::UnsafeLink,
    unused_allow::UnusedAllow,
    vague_link::VagueLink,
    wall_of_text::WallOfText,
    wordy::Wordy,
}

/// The rule with this name.
pub fn find(id: &str) -> Option<&'static dyn Rule> {
    let at = ALL.binary_search_by(|rule| rule.meta().id.cmp(id)).ok()?;
    ALL.get(at).copied()
}

/// The name that is most like `id`.
pub fn nearest(id: &str) -> Option<&'static str> {
    crate::diagnostic::nearest(id, ALL.iter().map(|rule| rule.meta().id))
}

/// The rule about allowances, which the gate runs last.
pub(super) fn unused_allow() -> &'static dyn Rule {
    &unused_allow::UnusedAllow
}

/// What a word in lower case may be a cue for.
pub(super) fn cues(word: &str) -> [(Cue, bool); 7] {
    [
        (Cue::Clause, many_clauses::may_open(word)),
        (Cue::Passive, passive::is_helper(word)),
        (Cue::Negative, double_negative::may_deny(word)),
        (Cue::Threat, threat::may_begin(word)),
        (Cue::Number, number_style::may_be_number(word)),
        (Cue::Date, ambiguous_date::may_be_date(word)),
        (Cue::American, american_spelling::may_be_american(word)),
    ]
}

/// A finding about an allowance that silenced nothing or cannot be understood. `elsewhere` is what
/// the rule found on the page outside the block.
pub(super) fn report_unused(
    context: &PageContext<'_>,
    span: Span,
    rule: Result<&&'static str, &String>,
    elsewhere: Option<Span>,
) -> Diagnostic {
    unused_allow::report(context, span, rule, elsewhere)
}
