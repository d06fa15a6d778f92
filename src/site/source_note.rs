//! Where a claim comes from.

use jiff::civil::Date;

use super::fields::Fields;
use super::yaml::Node;

/// A source of a page or a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNote {
    /// The title of the page or document.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its address.
    pub url: String,
    /// The date of the copy that was read.
    pub seen: Option<Seen>,
}

/// The date of the copy that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The copy bears no date.
    Undated,
    /// The date of the copy.
    On(Date),
}

/// The keys of a source.
const KEYS: [&str; 4] = ["title", "publisher", "url", "seen"];

impl SourceNote {
    /// Reads a source from `{title: …, publisher: …, url: …, seen: …}`.
    pub(super) fn read(node: Node, parent: &mut Fields<'_>) -> Option<Self> {
        let mut fields = parent.group(node, "a source")?;
        let title = fields.required_text("title");
        let publisher = fields.text("publisher");
        let url = fields.required_text("url");
        let seen = fields.seen("seen");
        fields.finish(&KEYS);
        let url = url?;
        if !url.value.starts_with("https://") && !url.value.starts_with("http://") {
            parent.problem(
                url.span,
                "The address of a source must begin with https:// or http://",
                "Write the whole address, as it stands in the browser.",
            );
        }
        Some(Self {
            title: title?.value,
            publisher: publisher.map(|text| text.value).unwrap_or_default(),
            url: url.value,
            seen,
        })
    }
}
