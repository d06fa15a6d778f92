//! Finds figures that do not hold on the site's date, or soon will not.

use std::collections::BTreeSet;

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink, SiteContext,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{FactState, Site};
use crate::source::Span;

pub(super) struct ExpiredFact;

static META: RuleMeta = RuleMeta {
    id: "expired-fact",
    group: Group::Trust,
    level: Level::Error,
    scope: Scope::Site,
    english_only: false,
    always: true,
    priority: 0,
    options: &[OptionMeta {
        name: "warn-days",
        default: OptionValue::Number(30),
        doc: "A figure that runs out within so many days, with none to follow, is a warning.",
    }],
    doc: include_str!("expired_fact.md"),
};

impl Rule for ExpiredFact {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Each figure once a page: it is mended in one place.
    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let warn_days = context.number(&META, "warn-days");
        let mut seen = BTreeSet::new();
        context.visit_inlines(&mut |inline, _| {
            let Some(id) = inline.kind.fact_id() else {
                return;
            };
            if seen.insert(id.to_owned())
                && let Some(trouble) = Trouble::of(context.site, id, warn_days)
            {
                trouble.report(
                    |message| context.finding_at(&META, inline.span, message),
                    sink,
                );
            }
        });
    }

    /// The help lines of the site show figures on every page.
    fn check_site(&self, context: &SiteContext<'_>, sink: &mut Sink) {
        for line in &context.site.settings.help {
            let Some(fact) = context.site.facts.get(&line.fact) else {
                continue;
            };
            let warn_days = context.settings.number(&META, "warn-days", "facts.yaml");
            if let Some(trouble) = Trouble::of(context.site, &line.fact, warn_days) {
                let at = |message| finding(fact.source, fact.span, message);
                trouble.report(at, sink);
            }
        }
    }
}

fn finding(source: crate::source::SourceId, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(META.id, Severity::Error, source, span, message)
}

/// What is wrong with a figure.
struct Trouble {
    severity: Severity,
    message: String,
}

impl Trouble {
    fn of(site: &Site, id: &str, warn_days: usize) -> Option<Self> {
        let today = site.date;
        let spoken = |date: jiff::civil::Date| date.strftime("%-d %B %Y").to_string();
        let (severity, message) = match site.facts.get(id)?.on(today)? {
            FactState::Expired(value) => {
                let until = value.until.map(spoken).unwrap_or_default();
                (
                    Severity::Error,
                    format!("The figure `{id}` ran out on {until}"),
                )
            }
            FactState::NotYet(value) => (
                Severity::Error,
                format!("The figure `{id}` holds only from {}", spoken(value.from)),
            ),
            FactState::Holds { value, next: None } => {
                let until = value.until?;
                let left = (until - today).get_days();
                if i64::from(left) > i64::try_from(warn_days).unwrap_or(i64::MAX) {
                    return None;
                }
                let message = format!(
                    "The figure `{id}` runs out on {}, and none follows it",
                    spoken(until)
                );
                (Severity::Warning, message)
            }
            FactState::Holds { .. } => return None,
        };
        Some(Self { severity, message })
    }

    fn report(self, finding: impl FnOnce(String) -> Diagnostic, sink: &mut Sink) {
        let finding = finding(self.message)
            .because("A reader would plan their money or their time by a wrong figure.")
            .help("Find the figure that holds now, and add it to facts.yaml with its dates and source.");
        sink.push_at_most(finding, self.severity);
    }
}
