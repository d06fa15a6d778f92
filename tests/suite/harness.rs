//! Small sites in memory, and what the gate finds in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use plainly::check::{CheckInput, Scope, Settings, Verdict, check};
use plainly::diagnostic::{Diagnostic, Fix};
use plainly::site::{Site, SiteInput, SiteSettings};
use plainly::source::SourceSet;

/// Where the first file of a fixture stands, unless it says otherwise.
pub(crate) const PAGE: &str = "content/section/page.md";

/// What describes the folder of that file.
const SECTION: &str = "content/section/_index.md";

/// The date of every fixture.
const TODAY: &str = "2026-11-22";

/// The front matter of a page that brings none.
const FRONT_MATTER: &str = "---
title: Can I get help?
summary: Yes. Ask for it.
reviewed: 2026-11-21
review_by: 2027-05-21
checked_by: sources
sources:
  - {title: Getting help, publisher: An office, url: \"https://example.org/help\", seen: 2026-07-02}
---
";

/// Files that every fixture has, so that there is something to link to and to explain.
const ALWAYS_THERE: [(&str, &str); 4] = [
    (
        "content/glossary/esa.md",
        "---
term: ESA
expansion: Employment and Support Allowance
---
Money for people who are too ill to work.
",
    ),
    (
        "content/facts.yaml",
        "esa-basic-25-over:
  what: Basic ESA a week, aged 25 or over
  unit: gbp-a-week
  values:
    - {value: \"95.55\", from: 2026-04-06, until: 2027-04-05, source: {title: Rates, url: \"https://example.org/rates\"}, seen: 2026-07-02}
old-rate:
  what: A rate that has run out
  unit: gbp-a-week
  values:
    - {value: \"92.05\", from: 2025-04-06, until: 2026-04-05, source: {title: Rates, url: \"https://example.org/rates\"}, seen: 2025-07-02}
",
    ),
    (
        "content/help/free-advice.md",
        "---
title: Where can I get free advice?
summary: From an adviser. Call one.
reviewed: 2026-11-21
review_by: 2027-05-21
checked_by: sources
sources:
  - {title: Getting advice, publisher: An office, url: \"https://example.org/advice\", seen: 2026-07-02}
---
You can get help from an adviser.

## What to do next

- Call an adviser today.
",
    ),
    (
        "content/help/_index.md",
        "---
title: Help
---
Read [where you can get free advice](free-advice.md).
",
    ),
];

/// A site that is being put together.
#[derive(Debug, Clone, Default)]
pub(crate) struct SiteTest {
    files: BTreeMap<String, Vec<u8>>,
}

/// A site that has been judged.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) sources: SourceSet,
    pub(crate) site: Site,
    pub(crate) verdict: Verdict,
}

impl SiteTest {
    /// A site without a file.
    pub(crate) fn empty() -> Self {
        Self::default()
    }

    /// A site with the files that every fixture has.
    pub(crate) fn new() -> Self {
        ALWAYS_THERE
            .into_iter()
            .fold(Self::empty(), |site, (path, text)| {
                site.page(path, text.as_bytes())
            })
    }

    /// The site of a fixture: a page, and more files behind lines such as `=== content/other.md`.
    ///
    /// With `bytes`, `\x` and two digits stand for one byte.
    pub(crate) fn from_fixture(text: &str, bytes: bool) -> Self {
        let read = |text: &str| {
            if bytes {
                unescape(text)
            } else {
                text.as_bytes().to_vec()
            }
        };
        let mut site = Self::new();
        let (mut path, mut part) = (PAGE, String::new());
        for line in text.split_inclusive('\n') {
            if let Some(next) = line.strip_prefix("=== ") {
                if !part.is_empty() {
                    site = site.page(path, &read(&part));
                    part.clear();
                }
                path = next.trim();
            } else {
                part.push_str(line);
            }
        }
        site.page(path, &read(&part)).with_section()
    }

    /// Describes the folder of the page, unless the fixture does, so that something leads to it.
    fn with_section(self) -> Self {
        if self.files.contains_key(SECTION) || !self.files.contains_key(PAGE) {
            return self;
        }
        let text = "---\ntitle: A section\n---\nRead [how to get help](page.md).\n";
        self.file(SECTION, text)
    }

    /// Adds a file as it is, or takes the place of the one at `path`.
    pub(crate) fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Adds a file; Markdown without front matter gets some.
    fn page(self, path: &str, bytes: &[u8]) -> Self {
        let needs_front_matter = is_markdown(path) && !bytes.starts_with(b"---");
        let front = if needs_front_matter { FRONT_MATTER } else { "" };
        self.file(path, [front.as_bytes(), bytes].concat())
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path).expect("the file was added before");
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Puts the site together and judges it, as a site.
    pub(crate) fn check(&self) -> Judged {
        self.check_as(Scope::Site)
    }

    /// Puts the files together and judges them, as a site or as loose files.
    pub(crate) fn check_as(&self, scope: Scope) -> Judged {
        let mut sources = SourceSet::new();
        for (path, bytes) in &self.files {
            sources.push_bytes(path.as_str(), bytes.clone());
        }
        let site = Site::build(SiteInput {
            sources: &sources,
            content_prefix: if scope == Scope::Site { "content/" } else { "" },
            static_files: &BTreeSet::new(),
            settings: SiteSettings::default(),
            date: TODAY.parse().expect("it is a date"),
            drafts: false,
        });
        let settings = Settings::default();
        let verdict = check(&CheckInput {
            site: &site,
            sources: &sources,
            settings: &settings,
            scope,
            only: None,
        });
        Judged {
            sources,
            site,
            verdict,
        }
    }
}

impl Judged {
    /// What one rule found.
    pub(crate) fn findings_of(&self, rule: &str) -> Vec<&Diagnostic> {
        self.verdict
            .diagnostics
            .iter()
            .filter(|found| found.rule == rule)
            .collect()
    }

    /// Each finding on a line, for the message of a failed test.
    pub(crate) fn listed<'a>(&self, found: impl IntoIterator<Item = &'a Diagnostic>) -> String {
        let lines = found.into_iter().map(|found| {
            let file = self.sources.file(found.source);
            let at = file.position(found.span.start);
            let words = found.span.of(&file.text);
            format!(
                "  {}:{}:{} {} {}: {} [{words}]\n",
                file.path,
                at.line,
                at.column,
                found.severity.name(),
                found.rule,
                found.message
            )
        });
        lines.collect()
    }
}

/// A text with the edits of a fix made in it.
pub(crate) fn mended(text: &str, fix: &Fix) -> String {
    let mut mended = text.to_owned();
    for edit in fix.edits.iter().rev() {
        mended.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    mended
}

fn is_markdown(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "md")
}

fn unescape(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits follow \\x"));
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}
