//! Where each link and image leads.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::{Page, PageId, is_published};
use crate::diagnostic::nearest;
use crate::document::Document;
use crate::document::InlineKind;
use crate::source::SourceId;
use crate::source::Span;

/// Schemes that a link may use.
const SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

/// Where a link or an image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page of the site, perhaps at a heading.
    Page {
        /// The page.
        page: PageId,
        /// The id of the heading.
        anchor: Option<String>,
    },
    /// A file under `content/` or `static/`; the path is the address from the site's root.
    File(String),
    /// An address elsewhere, cleaned of characters that browsers drop.
    External(String),
    /// Nowhere.
    Broken(LinkProblem),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkProblem {
    /// There is no such file; perhaps this one was meant.
    NoSuchFile {
        /// The path that was looked for.
        path: String,
        /// The nearest path, written as the link should be.
        suggestion: Option<String>,
    },
    /// The page is there and the heading is not.
    NoSuchAnchor {
        /// The id that was looked for.
        anchor: String,
        /// The nearest id on that page.
        suggestion: Option<String>,
    },
    /// The file is there, and is of a kind that is not published from `content/`.
    NotPublished {
        /// Its path.
        path: String,
    },
    /// The page is a draft, which readers cannot see.
    Draft {
        /// Its path.
        path: String,
    },
    /// The address is one that could harm a reader, or that we do not know.
    Unsafe {
        /// Why, in a few words.
        reason: String,
    },
}

/// The target of each link and image, by file and place.
#[derive(Debug, Default)]
pub struct LinkTable {
    targets: BTreeMap<(SourceId, Span), LinkTarget>,
}

impl LinkTable {
    /// The target of the link at `span` of `source`.
    pub fn get(&self, source: SourceId, span: Span) -> Option<&LinkTarget> {
        self.targets.get(&(source, span))
    }

    /// The links of one file, in order.
    pub fn of(&self, source: SourceId) -> impl Iterator<Item = (Span, &LinkTarget)> {
        let first = (source, Span::at(0));
        self.targets
            .range(first..)
            .take_while(move |((id, _), _)| *id == source)
            .map(|((_, span), target)| (*span, target))
    }
}

/// Everything that a link could lead to.
pub(super) struct LinkResolver<'a> {
    pages: &'a [Page],
    by_path: BTreeMap<&'a str, PageId>,
    anchors: Vec<BTreeSet<String>>,
    drafts: &'a BTreeSet<String>,
    /// Files under `content/`, by path below it.
    assets: BTreeSet<&'a str>,
    /// Files under `static/`, by path below it.
    statics: &'a BTreeSet<String>,
}

impl<'a> LinkResolver<'a> {
    pub(super) fn new(
        pages: &'a [Page],
        drafts: &'a BTreeSet<String>,
        assets: BTreeSet<&'a str>,
        statics: &'a BTreeSet<String>,
    ) -> Self {
        let by_path = pages
            .iter()
            .map(|page| (page.path.as_str(), page.id))
            .collect();
        let anchors = pages
            .iter()
            .map(|page| page.document.anchors().into_iter().collect())
            .collect();
        Self {
            pages,
            by_path,
            anchors,
            drafts,
            assets,
            statics,
        }
    }

    /// Resolves every link of every page.
    pub(super) fn resolve_all(&self) -> LinkTable {
        let mut targets = BTreeMap::new();
        for page in self.pages {
            for document in page.summary.iter().chain([&page.document]) {
                each_link(document, &mut |span, destination| {
                    targets.insert((page.source, span), self.resolve(page, destination));
                });
            }
        }
        LinkTable { targets }
    }

    fn resolve(&self, page: &Page, destination: &str) -> LinkTarget {
        let cleaned = clean(destination);
        if let Some(scheme) = scheme(&cleaned) {
            return external(&scheme, &cleaned);
        }
        if cleaned.contains('\\') || cleaned.starts_with("//") {
            let reason = "an address without its scheme can lead to another site".to_owned();
            return LinkTarget::Broken(LinkProblem::Unsafe { reason });
        }
        let (path, anchor) = cleaned.split_once('#').unwrap_or((&cleaned, ""));
        let path = path.split('?').next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        let anchor = percent_decode_str(anchor).decode_utf8_lossy();
        if path.is_empty() {
            return self.to_page(page.id, &anchor);
        }
        if let Some(below_static) = path.strip_prefix('/') {
            return self.rooted(page, below_static);
        }
        let Some(full) = joined(&page.folder, &path) else {
            return missing(path.into_owned(), None);
        };
        if let Some(&target) = self.by_path.get(full.as_str()) {
            return self.to_page(target, &anchor);
        }
        if self.drafts.contains(&full) {
            return LinkTarget::Broken(LinkProblem::Draft { path: full });
        }
        if self.assets.contains(full.as_str()) {
            return if is_published(&full) {
                LinkTarget::File(full)
            } else {
                LinkTarget::Broken(LinkProblem::NotPublished { path: full })
            };
        }
        let suggestion = self.suggest(page, &full);
        missing(full, suggestion)
    }

    /// An address that begins with `/`: a file under `static/`, or a page written the wrong way.
    fn rooted(&self, page: &Page, below_static: &str) -> LinkTarget {
        if self.statics.contains(below_static) {
            return LinkTarget::File(below_static.to_owned());
        }
        let url = format!("/{}/", below_static.trim_matches('/'));
        let meant = self.pages.iter().find(|other| other.url == url);
        let suggestion = meant.map(|other| relative(&page.folder, &other.path));
        missing(format!("/{below_static}"), suggestion)
    }

    fn to_page(&self, page: PageId, anchor: &str) -> LinkTarget {
        if anchor.is_empty() {
            return LinkTarget::Page { page, anchor: None };
        }
        let empty = BTreeSet::new();
        let known = self.anchors.get(page.0).unwrap_or(&empty);
        if known.contains(anchor) {
            let anchor = Some(anchor.to_owned());
            return LinkTarget::Page { page, anchor };
        }
        LinkTarget::Broken(LinkProblem::NoSuchAnchor {
            anchor: anchor.to_owned(),
            suggestion: nearest(anchor, known.iter().map(String::as_str)).map(str::to_owned),
        })
    }

    /// The page that was probably meant: the same file name elsewhere, or a name that is near.
    fn suggest(&self, page: &Page, full: &str) -> Option<String> {
        let name = full.rsplit('/').next().unwrap_or(full);
        let same_name = self.pages.iter().find(|other| {
            other.path.rsplit('/').next() == Some(name) && !name.starts_with("_index")
        });
        let others = self.by_path.keys().copied();
        let others = others.filter(|path| *path != page.path);
        let meant = same_name
            .map(|other| other.path.as_str())
            .or_else(|| nearest(full, others))?;
        Some(relative(&page.folder, meant))
    }
}

/// Calls `each` with the place and destination of every link and image.
fn each_link(document: &Document, each: &mut impl FnMut(Span, &str)) {
    crate::document::visit_inlines(&document.blocks, &mut |inline, _| {
        if let InlineKind::Link(link) | InlineKind::Image(link) = &inline.kind {
            each(inline.span, &link.destination);
        }
    });
}

/// What a browser makes of an address before it reads it: the URL Standard strips C0 controls and
/// spaces at both ends, and tabs and line ends anywhere. Other controls have no place in an
/// address, so they go too.
fn clean(destination: &str) -> String {
    destination
        .trim_matches(|character: char| character <= ' ')
        .chars()
        .filter(|character| !character.is_control())
        .collect()
}

/// The scheme of an absolute address, in lower case.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let mut characters = scheme.chars();
    let starts_well = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    let goes_on_well =
        characters.all(|next| next.is_ascii_alphanumeric() || matches!(next, '+' | '-' | '.'));
    (starts_well && goes_on_well).then(|| scheme.to_ascii_lowercase())
}

fn external(scheme: &str, address: &str) -> LinkTarget {
    if !SCHEMES.contains(&scheme) {
        let reason = format!("`{scheme}:` is not an address that a page can link to");
        return LinkTarget::Broken(LinkProblem::Unsafe { reason });
    }
    let rest = address.get(scheme.len() + 1..).unwrap_or_default();
    let is_web = scheme.starts_with("http");
    let host = rest.strip_prefix("//").unwrap_or_default();
    if is_web && host.is_empty() {
        let reason = "the address has no host".to_owned();
        return LinkTarget::Broken(LinkProblem::Unsafe { reason });
    }
    if is_web
        && host
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|host| host.contains('@'))
    {
        let reason = "a name before @ hides where the address leads".to_owned();
        return LinkTarget::Broken(LinkProblem::Unsafe { reason });
    }
    LinkTarget::External(format!("{scheme}:{rest}"))
}

fn missing(path: String, suggestion: Option<String>) -> LinkTarget {
    LinkTarget::Broken(LinkProblem::NoSuchFile { path, suggestion })
}

/// The path of `relative` seen from `folder`; `None` if it climbs out of `content/`.
fn joined(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How a page in `folder` writes a link to `path`.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(left, right)| left == right)
        .count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    let down = to.iter().skip(shared).copied();
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{LinkProblem, LinkTarget, clean, external, joined, relative, scheme};

    #[test]
    fn a_scheme_hidden_by_controls_is_found() {
        for hidden in [
            "java\tscript:alert(1)",
            " \u{1}javascript:x",
            "JAVA\nSCRIPT:x",
        ] {
            assert_eq!(
                scheme(&clean(hidden)).as_deref(),
                Some("javascript"),
                "{hidden:?}"
            );
        }
    }

    #[test]
    fn only_known_schemes_pass() {
        assert!(matches!(
            external("https", "https://a.example/"),
            LinkTarget::External(_)
        ));
        for scheme in ["javascript", "data", "vbscript", "file", "blob"] {
            let target = external(scheme, &format!("{scheme}:x"));
            assert!(
                matches!(target, LinkTarget::Broken(LinkProblem::Unsafe { .. })),
                "{scheme}"
            );
        }
    }

    #[test]
    fn a_name_before_the_host_is_refused() {
        let target = external("https", "https://gov.uk@evil.example/");
        assert!(matches!(
            target,
            LinkTarget::Broken(LinkProblem::Unsafe { .. })
        ));
    }

    #[test]
    fn paths_stay_under_content() {
        assert_eq!(joined("esa", "../help/a.md").as_deref(), Some("help/a.md"));
        assert_eq!(joined("esa", "../../etc/passwd"), None);
    }

    #[test]
    fn a_suggestion_is_written_as_the_link_should_be() {
        assert_eq!(
            relative("esa", "help/free-advice.md"),
            "../help/free-advice.md"
        );
        assert_eq!(relative("", "help/free-advice.md"), "help/free-advice.md");
        assert_eq!(relative("esa", "esa/a.md"), "a.md");
    }
}
