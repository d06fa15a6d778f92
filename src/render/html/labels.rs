//! The words that the writer adds to those of the page.

use crate::document::Alert;

/// The words that the writer adds, in one language.
#[derive(Debug)]
pub(super) struct Labels {
    note: &'static str,
    tip: &'static str,
    important: &'static str,
    warning: &'static str,
    caution: &'static str,
    /// The name of a letter's text.
    pub(super) letter: &'static str,
    /// The link to a letter's text as a file.
    pub(super) letter_file: &'static str,
    /// The name of a table; its number and the heading above it follow.
    pub(super) table: &'static str,
    /// The heading over the footnotes.
    pub(super) footnotes: &'static str,
    /// The name of a footnote's mark; the number follows.
    pub(super) footnote: &'static str,
    /// The link from a footnote to its mark.
    pub(super) back: &'static str,
    /// The link from a definition to the page of its term; the term follows.
    pub(super) more_about: &'static str,
    /// The button that closes a definition.
    pub(super) close: &'static str,
    /// The name of a ticked box.
    pub(super) done: &'static str,
    /// The name of an empty box.
    pub(super) to_do: &'static str,
    /// The heading over a list of things to do, in lower case.
    pub(super) do_heading: &'static str,
    /// The heading over a list of things not to do, in lower case.
    pub(super) do_not_heading: &'static str,
}

/// The words in English, which stand for every language that has none of its own yet.
pub(super) static ENGLISH: Labels = Labels {
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    letter: "Letter to copy",
    letter_file: "Download this letter as a text file",
    table: "Table",
    footnotes: "Notes",
    footnote: "Note",
    back: "Back to the text",
    more_about: "More about",
    close: "Close",
    done: "Done",
    to_do: "Not done yet",
    do_heading: "do",
    do_not_heading: "do not",
};

impl Labels {
    /// The visible name of an alert.
    pub(super) const fn alert(&self, alert: Alert) -> &'static str {
        match alert {
            Alert::Note => self.note,
            Alert::Tip => self.tip,
            Alert::Important => self.important,
            Alert::Warning => self.warning,
            Alert::Caution => self.caution,
        }
    }
}
