//! What is wrong with a page, where, why it matters and what to write instead.
//!
//! Every mistake in content, from a long sentence to broken front matter, is a [`Diagnostic`].
//! Failures of the environment are not: they are the `Err` of the stage that met them.

mod fingerprint;
mod suggestion;

use serde::{Deserialize, Serialize};

use crate::source::{SourceId, Span};

pub use fingerprint::{Fingerprint, fingerprint, fingerprints};
pub use suggestion::nearest;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended before the page is published.
    Error,
}

impl Severity {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that speaks, in kebab-case.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file.
    pub source: SourceId,
    /// The words that the finding is about.
    pub span: Span,
    /// The sentence that the words stand in, where they stand in one: reports show it.
    pub sentence: Option<Span>,
    /// What is wrong, in one line.
    pub message: String,
    /// Why it matters to a reader.
    pub why: String,
    /// What to do about it.
    pub help: String,
    /// Other places that help to understand the finding.
    pub labels: Vec<Label>,
    /// A change that mends it, where there is one.
    pub fix: Option<Fix>,
}

/// A second place in the same file, with a few words on why it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// Why it is shown.
    pub text: String,
}

/// A change to the source that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it can be made without a person's eye.
    pub applicability: Applicability,
    /// The edits, in the order of the source, without overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix can be made without a person's eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// The meaning stays the same.
    Safe,
    /// A person should look.
    Unsafe,
}

/// Replaces the bytes of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A finding with no reason, help or fix yet.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        source: SourceId,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity,
            source,
            span,
            sentence: None,
            message: message.into(),
            why: String::new(),
            help: String::new(),
            labels: Vec::new(),
            fix: None,
        }
    }

    /// Says why it matters.
    #[must_use]
    pub fn because(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Points at a second place: `text` is drawn on it, so it is a few words, such as
    /// “spelled out here, later”.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a change of one place.
    #[must_use]
    pub fn replace(
        mut self,
        applicability: Applicability,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        let edit = Edit {
            span,
            text: text.into(),
        };
        self.fix = Some(Fix {
            applicability,
            edits: vec![edit],
        });
        self
    }
}
