//! What a rule is, and what it says of itself.

use serde::Deserialize;

use super::context::{PageContext, Sink, SiteContext};
use crate::diagnostic::Severity;

/// A check that finds one kind of mistake.
///
/// A rule looks and reports; it never changes anything, and it does not know its own level.
/// Most rules judge one page at a time; those that compare pages judge the site.
pub trait Rule: Sync {
    /// What the rule says of itself.
    fn meta(&self) -> &'static RuleMeta;

    /// Judges one page.
    fn check_page(&self, _context: &PageContext<'_>, _sink: &mut Sink) {}

    /// Judges the site as a whole.
    fn check_site(&self, _context: &SiteContext<'_>, _sink: &mut Sink) {}
}

/// What a rule says of itself.
#[derive(Debug)]
pub struct RuleMeta {
    /// Its name, in kebab-case; never used for anything else, even after the rule is gone.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// Its level where `site.toml` does not say.
    pub level: Level,
    /// What it needs to know.
    pub scope: Scope,
    /// Whether it knows only English.
    pub english_only: bool,
    /// Whether its findings stop a build even with `--warn-only`, and cannot be allowed or
    /// lowered: publishing them would harm a reader or lose a page.
    pub always: bool,
    /// Among rules that speak of the same words, the one with the highest number stays;
    /// 0 for a rule that does not compete.
    pub priority: u8,
    /// Its settings.
    pub options: &'static [OptionMeta],
    /// Its manual page, in Markdown.
    pub doc: &'static str,
}

impl RuleMeta {
    /// The first line of the manual page: what the rule finds.
    pub fn summary(&self) -> &'static str {
        let mut lines = self.doc.lines().map(str::trim);
        let text = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
        text.unwrap_or_default()
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// How sentences are built.
    Sentences,
    /// Which words are used.
    Words,
    /// Whether terms are explained.
    Terms,
    /// How people are spoken of.
    People,
    /// How a page is built.
    Shape,
    /// Whether a page can be relied on.
    Trust,
}

impl Group {
    /// Every group, in the order of the manual.
    pub const ALL: [Self; 6] = [
        Self::Sentences,
        Self::Words,
        Self::Terms,
        Self::People,
        Self::Shape,
        Self::Trust,
    ];

    /// The word for it, in small letters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentences => "sentences",
            Self::Words => "words",
            Self::Terms => "terms",
            Self::People => "people",
            Self::Shape => "shape",
            Self::Trust => "trust",
        }
    }

    /// What its rules look at, in a line.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Sentences => "How sentences are built",
            Self::Words => "Which words are used",
            Self::Terms => "Whether terms are explained",
            Self::People => "How people are spoken of",
            Self::Shape => "How a page is built",
            Self::Trust => "Whether a page can be relied on",
        }
    }
}

/// How much a finding of a rule matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended before the page is published.
    Error,
}

impl Level {
    /// Every level, from the least to the most.
    pub const ALL: [Self; 4] = [Self::Off, Self::Info, Self::Warning, Self::Error];

    /// The word for it in `site.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of findings; `None` if the rule is off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What a rule needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Only the text: it runs on any file, in a site or not.
    Text,
    /// The page and its site.
    Site,
}

/// A setting of a rule.
#[derive(Debug)]
pub struct OptionMeta {
    /// Its name in `site.toml`.
    pub name: &'static str,
    /// Its value where `site.toml` does not say.
    pub default: OptionValue,
    /// What it means, in a line.
    pub doc: &'static str,
}

/// The value of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionValue {
    /// A count.
    Number(usize),
    /// Words or phrases.
    Words(&'static [&'static str]),
}
