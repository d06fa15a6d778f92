//! Judges a site that has been put together: rules, levels, allowances, the gate.
//!
//! 1. [`Settings`] hold the level and options of each rule, for the site and for folders.
//! 2. [`check`] runs every rule over every page, in parallel, then over the site.
//! 3. Where several rules speak of the same words, the most helpful one stays.
//! 4. Allowances (`<!-- plainly: allow RULE: reason -->`) silence findings, and those that
//!    silence nothing become findings.
//! 5. [`Verdict`] says whether the site may be published.
//!
//! A rule is one file in `rules/`, with its manual page beside it and one line in the list.

mod allow;
mod context;
mod everyday;
mod exempt;
mod expansion;
mod gate;
mod glob;
mod hidden;
mod inflect;
mod initials;
mod link_place;
mod look_alike;
mod meta;
mod number_words;
#[cfg(test)]
mod official_prose;
mod passive_words;
mod protected;
mod rules;
mod settings;
mod spoken;
mod word_list;

pub use context::{PageContext, Sink, SiteContext};
pub use exempt::ExemptWords;
pub use gate::{CheckInput, Verdict, check};
pub use link_place::PlacedLink;
pub use meta::{Group, Level, OptionMeta, OptionValue, Rule, RuleMeta, Scope};
pub use rules::{ALL, find, nearest};
pub use settings::{FolderRules, OptionOverride, RuleOverride, Settings, SettingsProblem};
pub use word_list::OwnWords;
