//! One HTML page about a whole site: how hard its pages are, which must be checked again, what the
//! gate says, and whether the site gets easier.
//!
//! 1. `pipeline` fills in an [`Overview`], which holds figures and names, and no sentence.
//! 2. `view`, `ages` and `trend` put the figures in words, `chart` works out where the lines of a
//!    drawing go.
//! 3. `page.html` is the page; every text that goes into it is escaped.
//!
//! The page is one file without a script, so that it can be kept, sent and printed.

mod ages;
mod chart;
mod trend;
mod view;

use std::io;
use std::io::Write;

use tera::{Context, Tera};

use super::xml::escaped;
use crate::diagnostic::Severity;

/// What is known of a whole site.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The name of the site.
    pub site: String,
    /// The date that it is judged for, as people write it.
    pub date: String,
    /// What stands before the path of a file in a link to it: empty, or with a slash at its end.
    pub files: String,
    /// How many pages there are, of every kind.
    pub pages: usize,
    /// The most that a reading age may be.
    pub limit: usize,
    /// A page with fewer words has no sure reading age.
    pub enough_words: usize,
    /// What the pages score, hardest first: explainers, and other pages that are over the limit.
    pub scores: Vec<PageScore>,
    /// How many explainers have no score, because they are not in English or the gate leaves them
    /// out.
    pub unscored: usize,
    /// When pages must be checked again, the most overdue first; pages that do not say are last.
    pub reviews: Vec<Review>,
    /// What the gate found, worst level and most findings first.
    pub findings: Vec<RuleCount>,
    /// What the history says, if it was asked.
    pub trend: Option<Trend>,
}

/// A page and its file.
#[derive(Debug, Clone, Default)]
pub struct PageName {
    /// The title.
    pub title: String,
    /// The path of its file, from the folder of the site.
    pub path: String,
}

/// What a page scores.
#[derive(Debug, Clone, Default)]
pub struct PageScore {
    /// The page.
    pub page: PageName,
    /// Whether it answers a question.
    pub is_explainer: bool,
    /// The reading age in whole years.
    pub age: f64,
    /// The same, not rounded.
    pub difficulty: f64,
    /// The same if glossary terms and names counted as rare.
    pub without_exemptions: f64,
    /// How many words count.
    pub words: usize,
    /// Words in a sentence, on average.
    pub mean_sentence: f64,
    /// Words in the longest sentence.
    pub longest: usize,
    /// The line that it begins on.
    pub longest_line: usize,
    /// Whether it has words enough for a sure reading age.
    pub is_sure: bool,
    /// Whether it is harder than the site allows.
    pub is_over: bool,
}

/// When a page was checked, and when it must be checked again.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The page.
    pub page: PageName,
    /// When it was checked, as people write it.
    pub reviewed: Option<String>,
    /// When it must be checked again, as people write it.
    pub review_by: Option<String>,
    /// How many days are left; fewer than none if it is overdue.
    pub days_left: Option<i64>,
}

/// How often a rule spoke.
#[derive(Debug, Clone)]
pub struct RuleCount {
    /// The name of the rule.
    pub rule: &'static str,
    /// What it finds.
    pub about: &'static str,
    /// The level of these findings.
    pub severity: Severity,
    /// How many there are.
    pub findings: usize,
    /// In how many files.
    pub files: usize,
}

/// How the site changed.
#[derive(Debug, Clone, Default)]
pub struct Trend {
    /// How many commits were asked for.
    pub wanted: usize,
    /// How the site stood after each commit, oldest first, and as it stands now.
    pub states: Vec<SiteState>,
    /// Why there is no more to show, in a sentence.
    pub note: Option<String>,
}

/// How a site stood at one time.
#[derive(Debug, Clone, Default)]
pub struct SiteState {
    /// The day, as people write it.
    pub date: String,
    /// The commit and its subject; `None` for the files as they are now.
    pub commit: Option<(String, String)>,
    /// How many pages there were.
    pub pages: usize,
    /// The difficulty of the explainer in the middle.
    pub median: Option<f64>,
    /// The difficulty of the hardest explainer.
    pub worst: Option<f64>,
    /// How many errors the gate finds.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

/// Writes the page.
pub fn write_overview(overview: &Overview, out: &mut dyn Write) -> io::Result<()> {
    let page = drawn(overview).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

fn drawn(overview: &Overview) -> Result<String, tera::Error> {
    let mut templates = Tera::new();
    templates.set_escape_fn(|text, out| out.write_all(escaped(text).as_bytes()));
    templates.add_raw_templates([
        ("page.html", include_str!("page.html")),
        ("scores.html", include_str!("scores.html")),
        ("lines.html", include_str!("lines.html")),
        ("style.css", include_str!("style.css")),
    ])?;
    let view = view::View::of(overview);
    templates.render("page.html", &Context::from_serialize(&view)?)
}

#[cfg(test)]
mod tests {
    use super::{Overview, PageName, PageScore, Review, Trend, write_overview};

    fn written(overview: &Overview) -> String {
        let mut out = Vec::new();
        write_overview(overview, &mut out).expect("memory takes every byte");
        String::from_utf8(out).expect("the page is UTF-8")
    }

    fn hostile() -> PageName {
        PageName {
            title: "</style><script>alert(1)</script>\" onclick='x'\u{202e}".to_owned(),
            path: "content/\"><img src=x>.md".to_owned(),
        }
    }

    #[test]
    fn no_text_becomes_markup() {
        let score = PageScore {
            page: hostile(),
            words: 300,
            ..PageScore::default()
        };
        let review = Review {
            page: hostile(),
            ..Review::default()
        };
        let overview = Overview {
            site: hostile().title,
            scores: vec![score; 30],
            reviews: vec![review],
            trend: Some(Trend {
                note: Some(hostile().title),
                ..Trend::default()
            }),
            ..Overview::default()
        };
        let page = written(&overview);
        assert!(page.contains("&lt;script&gt;"));
        for bad in ["<script", "<img", " onclick='", "\u{202e}"] {
            assert!(!page.contains(bad), "{bad}");
        }
    }

    #[test]
    fn a_site_without_pages_is_said_in_words() {
        let page = written(&Overview::default());
        assert!(page.contains("This site has no pages yet"), "{page}");
        assert!(!page.contains("<table"), "{page}");
    }
}
