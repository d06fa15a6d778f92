//! Finds figures that do not hold on the site's date, or soon will not.

use std::collections::BTreeSet;

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink, SiteContext,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{FactState, Site, long_date};
use crate::source::SourceId;
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

fn finding(source: SourceId, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(META.id, Severity::Error, source, span, message)
}

/// What is wrong with a figure.
struct Trouble {
    severity: Severity,
    message: String,
    help: &'static str,
}

impl Trouble {
    fn of(site: &Site, id: &str, warn_days: usize) -> Option<Self> {
        match site.facts.get(id)?.on(site.date)? {
            FactState::Expired(value) => {
                let until = value.until.map(long_date).unwrap_or_default();
                Some(Self {
                    severity: Severity::Error,
                    message: format!("The figure `{id}` ran out on {until}"),
                    help: "Find the figure that holds now, and add it to facts.yaml with its dates and source.",
                })
            }
            FactState::NotYet(value) => Some(Self {
                severity: Severity::Error,
                message: format!(
                    "The figure `{id}` holds only from {}",
                    long_date(value.from)
                ),
                help: "Add the figure that holds now to facts.yaml, or wait with the page until then.",
            }),
            FactState::Holds { value, next } => {
                let until = value.until?;
                let left = usize::try_from((until - site.date).get_days()).unwrap_or(0);
                let follows =
                    next.is_some_and(|next| until.tomorrow().is_ok_and(|day| day == next.from));
                (left <= warn_days && !follows).then(|| Self {
                    severity: Severity::Warning,
                    message: format!("The figure `{id}` runs out on {}, and none follows it", long_date(until)),
                    help: "Find the figure for the time after that, and add it to facts.yaml with its dates and source.",
                })
            }
        }
    }

    fn report(self, finding: impl FnOnce(String) -> Diagnostic, sink: &mut Sink) {
        let finding = finding(self.message)
            .because("A reader would plan their money or their time by a wrong figure.")
            .help(self.help);
        sink.push_at_most(finding, self.severity);
    }
}
