//! Finds pages that nobody has checked, or that must be checked again.

use crate::check::{Group, Level, PageContext, Rule, RuleMeta, Scope, Sink};
use crate::diagnostic::Severity;
use crate::site::{PageKind, long_date};

pub(super) struct StaleReview;

static META: RuleMeta = RuleMeta {
    id: "stale-review",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: false,
    priority: 0,
    options: &[],
    doc: include_str!("stale_review.md"),
};

const WHY: &str = "Rules and rates change. A reader must be able to see if a page is up to date.";

impl Rule for StaleReview {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let (page, today) = (context.page, context.site.date);
        if !matches!(page.kind, PageKind::Explainer | PageKind::Letter) {
            return;
        }
        let missing = match (&page.front.reviewed, &page.front.review_by) {
            (None, None) => Some("when it was checked, or when it must be checked again"),
            (None, Some(_)) => Some("when it was checked"),
            (Some(_), None) => Some("when it must be checked again"),
            (Some(_), Some(_)) => None,
        };
        if let Some(missing) = missing
            && !context.has_bad_front_matter()
        {
            let message = format!("This page does not say {missing}");
            let finding = context
                .finding_at(&META, page.title_span, message)
                .because(WHY);
            let help =
                "Add `reviewed: YYYY-MM-DD` and `review_by: YYYY-MM-DD` at the top of the file.";
            sink.push_at_most(finding.help(help), Severity::Warning);
        }
        if let Some(reviewed) = page
            .front
            .reviewed
            .as_ref()
            .filter(|reviewed| reviewed.value > today)
        {
            let message = format!(
                "This page says it was checked on {}, which is still to come",
                long_date(reviewed.value)
            );
            let finding = context.finding_at(&META, reviewed.span, message);
            sink.push(
                finding
                    .because("A reader would trust a check that nobody has made.")
                    .help("Write the day on which it was checked."),
            );
        }
        if let Some(review_by) = page
            .front
            .review_by
            .as_ref()
            .filter(|review_by| review_by.value < today)
        {
            let message = format!(
                "This page should have been checked again by {}",
                long_date(review_by.value)
            );
            let finding = context
                .finding_at(&META, review_by.span, message)
                .because(WHY);
            let help = "Check it against its sources, then change `reviewed` and `review_by`. Until then, the page tells its readers that it may be out of date.";
            sink.push_at_most(finding.help(help), Severity::Warning);
        }
    }
}
