//! What templates are given. Everything is decided here; a template only asks `if` and `for`.
//!
//! Each template gets the fields of [`PageView`], and those of lists their own besides; only
//! `redirect.html` and `sw.js` have views of their own.
//! `site` ([`SiteView`]), `assets` (addresses by name) and `words` (the words of the interface in the
//! page's language, by name) are there in every template.

use serde::Serialize;

/// What is the same on every page of one language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteView {
    /// The name of the site.
    pub(super) title: String,
    /// The language of what `site.toml` says, where it is not that of the interface.
    pub(super) lang: Option<String>,
    /// The address of its first page.
    pub(super) home: String,
    /// The path that every address begins with, without a slash at its end.
    pub(super) base: String,
    /// The links at the top of each page.
    pub(super) nav: Vec<LinkView>,
    /// The address of the A to Z.
    pub(super) a_to_z: String,
    /// The address of the search page.
    pub(super) search_page: String,
    /// The address of the search index, if there is one.
    pub(super) search_index: Option<String>,
    /// The address of the manifest.
    pub(super) manifest: String,
    /// The address of the feed.
    pub(super) feed: String,
    /// Who to turn to.
    pub(super) help: HelpView,
    /// The links at the foot of each page.
    pub(super) about: Vec<LinkView>,
    /// The content security policy.
    pub(super) policy: &'static str,
}

/// A link with its words.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct LinkView {
    /// The words.
    pub(super) title: String,
    /// Where it leads.
    pub(super) href: String,
    /// A sentence about it, or other words for it.
    pub(super) note: Option<String>,
    /// The language of the words, where it is not that of the site.
    pub(super) lang: Option<String>,
}

/// Who to turn to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HelpView {
    /// Whether there is anyone.
    pub(super) any: bool,
    /// Numbers to call.
    pub(super) lines: Vec<HelpLineView>,
    /// The page with crisis help.
    pub(super) crisis: Option<LinkView>,
    /// The page with where to get advice.
    pub(super) advice: Option<LinkView>,
}

/// A number to call.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HelpLineView {
    /// Who answers.
    pub(super) name: String,
    /// The number as people read it.
    pub(super) number: String,
    /// The number as an address, `tel:` included.
    pub(super) href: String,
    /// When to use it, or empty.
    pub(super) note: String,
}

/// What stands in the `head`, and what the page's frame must know.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct HeadView {
    /// The title of the window.
    pub(super) title: String,
    /// The short answer as plain text, or the site's description.
    pub(super) description: String,
    /// Language of the page.
    pub(super) lang: String,
    /// `ltr` or `rtl`.
    pub(super) dir: &'static str,
    /// What elements of the frame say of its own words where their language is not that of the
    /// page, such as ` lang="en"`, with `dir` where that differs too; else empty. It is HTML.
    pub(super) frame_speaks: String,
    /// The page's own address from the host on, as links write it.
    pub(super) here: String,
    /// The page's own full address; none for pages that have no address of their own.
    pub(super) canonical: Option<String>,
    /// The page in each language, itself included, if there is more than one.
    pub(super) alternates: Vec<LinkView>,
    /// JSON-LD, safe inside a script element.
    pub(super) structured_data: Option<String>,
    /// Whether search engines are asked to leave the page out.
    pub(super) unlisted: bool,
}

/// A page.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct PageView {
    /// What stands in the `head`.
    pub(super) head: HeadView,
    /// What the page is for, as in front matter; `home` for the first page.
    pub(super) kind: &'static str,
    /// The heading.
    pub(super) title: String,
    /// The folders above the page.
    pub(super) breadcrumbs: Vec<LinkView>,
    /// The page in other languages.
    pub(super) translations: Vec<LinkView>,
    /// Where the page holds: `England, Scotland and Wales`.
    pub(super) nations: Option<String>,
    /// Whether crisis help stands above the short answer.
    pub(super) risk: bool,
    /// Whether the page is a draft, seen in a preview.
    pub(super) draft: bool,
    /// The full words of a term.
    pub(super) expansion: Option<String>,
    /// When an old scheme ran.
    pub(super) period: Option<PeriodView>,
    /// The short answer, as HTML.
    pub(super) summary: String,
    /// The body, as HTML.
    pub(super) body: String,
    /// The words that the page uses and the site explains, with what they mean, as HTML. Those that
    /// have a control in the text open from it.
    pub(super) meanings: String,
    /// The headings, if there are enough of them; `href` is `#id`.
    pub(super) contents: Vec<LinkView>,
    /// The pages that use this term.
    pub(super) used_on: Vec<LinkView>,
    /// Where the page's claims come from.
    pub(super) sources: Vec<SourceView>,
    /// When the page was checked.
    pub(super) checked: Option<CheckedView>,
    /// Where a reader can say what was unclear.
    pub(super) feedback: Option<FeedbackView>,
    /// Where the source of the page can be seen.
    pub(super) edit: Option<String>,
    /// The page before this one.
    pub(super) previous: Option<LinkView>,
    /// The page after this one.
    pub(super) next: Option<LinkView>,
    /// Whether the page holds a letter to copy.
    pub(super) letters: bool,
}

/// Where a reader can say what was unclear: addresses with the page already named.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedbackView {
    /// About the whole page.
    pub(super) page: String,
    /// About one sentence.
    pub(super) sentence: String,
    /// Whether they open an e-mail, and not a website.
    pub(super) by_mail: bool,
}

/// When an old scheme ran.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct PeriodView {
    /// Its first year.
    pub(super) since: Option<i64>,
    /// Its last year.
    pub(super) until: Option<i64>,
}

/// A word that the site explains.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WordView {
    /// The word.
    pub(super) term: String,
    /// The full words of an acronym.
    pub(super) expansion: Option<String>,
    /// The page that explains it.
    pub(super) href: String,
    /// What it means, as HTML.
    pub(super) definition: String,
    /// The language of the word, where it is not that of the site.
    pub(super) lang: Option<String>,
}

/// A source of a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SourceView {
    /// Its title.
    pub(super) title: String,
    /// Who published it, or empty.
    pub(super) publisher: String,
    /// Its address.
    pub(super) href: String,
    /// The date of the copy that was read.
    pub(super) dated: Option<String>,
    /// Whether the copy is known to bear no date.
    pub(super) undated: bool,
}

/// When and how a page was checked. Dates are written out: `21 November 2026`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CheckedView {
    /// When it was checked.
    pub(super) on: Option<String>,
    /// Whether it was compared with saved copies of sources.
    pub(super) by_sources: bool,
    /// Whether a benefits adviser read it.
    pub(super) by_adviser: bool,
    /// When it must be checked again.
    pub(super) again: Option<String>,
    /// Whether that day has passed.
    pub(super) overdue: bool,
}

/// A folder, the first page or a topic, with what is in it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ListView {
    /// The fields of every page.
    #[serde(flatten)]
    pub(super) page: PageView,
    /// The folders or topics inside.
    pub(super) folders: Vec<LinkView>,
    /// The pages inside.
    pub(super) links: Vec<LinkView>,
    /// The parts of a long list.
    pub(super) pager: Option<PagerView>,
}

/// The first page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HomeView {
    /// The fields of every list.
    #[serde(flatten)]
    pub(super) list: ListView,
    /// The pages that were checked last, with the day.
    pub(super) lately: Vec<LinkView>,
}

/// The list of words that the site explains.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GlossaryView {
    /// The fields of every page.
    #[serde(flatten)]
    pub(super) page: PageView,
    /// The words of this part of the list.
    pub(super) terms: Vec<WordView>,
    /// The parts of a long list.
    pub(super) pager: Option<PagerView>,
}

/// Everything on the site by its first letter.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AlphabetView {
    /// The fields of every page.
    #[serde(flatten)]
    pub(super) page: PageView,
    /// Links to each letter.
    pub(super) jumps: Vec<LinkView>,
    /// The letters that stand on this page.
    pub(super) letters_here: Vec<LetterView>,
}

/// A letter and what begins with it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LetterView {
    /// The letter.
    pub(super) letter: String,
    /// Its id on the page.
    pub(super) id: String,
    /// Pages and words.
    pub(super) links: Vec<LinkView>,
}

/// An old address.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RedirectView {
    /// The title of the page that is meant.
    pub(super) title: String,
    /// Its language, where it is not that of the interface.
    pub(super) title_lang: Option<String>,
    /// The language of the interface.
    pub(super) lang: String,
    /// `ltr` or `rtl`.
    pub(super) dir: &'static str,
    /// Its address, as links write it.
    pub(super) href: String,
    /// Its full address.
    pub(super) canonical: String,
}

/// The service worker.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WorkerView {
    /// What it must know, as JSON.
    pub(super) settings: String,
}

/// The parts of a long list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PagerView {
    /// The number of this part, from 1.
    pub(super) current: usize,
    /// How many parts there are.
    pub(super) total: usize,
    /// A link to each part; the one that is shown has the page's own address.
    pub(super) parts: Vec<LinkView>,
    /// The part before.
    pub(super) previous: Option<LinkView>,
    /// The part after.
    pub(super) next: Option<LinkView>,
}
