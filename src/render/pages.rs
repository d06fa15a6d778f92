//! The pages that people wrote.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::addresses::fragment;
use super::frame::{Place, foreign, is_listed, page_link};
use super::html::{ContentsEntry, definition_html, letter_file, page_html};
use super::view::{
    CheckedView, FeedbackView, LinkView, PageView, PeriodView, SourceView, WordView,
};
use super::words::Words;
use super::{RenderError, RenderedFile, Renderer, file_path};
use crate::site::{Nation, Page, PageKind, Seen, Site, SourceNote, TermId};

/// The heading level that a table of contents lists.
const CONTENTS_LEVEL: u8 = 2;

/// What may stand unencoded in the path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What may stand unencoded in a part of a query.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':')
    .remove(b'/');

/// The files that a page becomes. A page that describes a folder is drawn with the folder.
pub(super) fn files(
    renderer: &Renderer<'_>,
    page: &Page,
) -> Result<Vec<RenderedFile>, RenderError> {
    if page.kind == PageKind::Section {
        return Ok(Vec::new());
    }
    let (view, letters) = view(renderer, page);
    let file = renderer.draw(
        renderer.template_for(page),
        file_path(&page.url),
        &page.language,
        &view,
    )?;
    let mut files = letter_files(page, letters);
    files.push(file);
    Ok(files)
}

/// The letters on a page as plain text, beside the page.
pub(super) fn letter_files(page: &Page, letters: Vec<String>) -> Vec<RenderedFile> {
    let folder = page.url.trim_start_matches('/');
    let letters = letters.into_iter().zip(1..);
    letters
        .map(|(text, number)| RenderedFile::new(format!("{folder}{}", letter_file(number)), text))
        .collect()
}

/// What the template of a page is given, and the letters on the page.
pub(super) fn view(renderer: &Renderer<'_>, page: &Page) -> (PageView, Vec<String>) {
    let site = renderer.site;
    let words = renderer.words(&page.language);
    let html = page_html(site, page, renderer.addresses, words);
    let frame = renderer.frame(Place {
        page: Some(page),
        title: &page.title,
        description: description(site, page, words),
        url: &page.url,
        language: &page.language,
        above: renderer.above_page(page),
    });
    let (previous, next) = renderer.neighbours(page);
    let view = PageView {
        translations: renderer.translations(page),
        nations: nations(&page.front.nations, words),
        risk: page.front.risk,
        draft: page.front.draft,
        expansion: page.front.expansion.as_ref().map(|text| text.value.clone()),
        period: period(page),
        summary: html.summary,
        body: html.body,
        meanings: html.meanings,
        contents: contents(&html.contents, site.settings.contents_from),
        used_on: renderer.used_on(page),
        sources: sources(page, words),
        checked: checked(site, page, words),
        feedback: feedback(renderer, page),
        edit: edit(site, page),
        previous,
        next,
        letters: !html.letter_texts.is_empty(),
        ..frame
    };
    (view, html.letter_texts)
}

impl Renderer<'_> {
    /// The template of the page's kind, if the theme has one; else that of every page.
    fn template_for(&self, page: &Page) -> &'static str {
        let own = match page.kind {
            PageKind::Explainer => "explainer.html",
            PageKind::Term => "term.html",
            PageKind::Letter => "letter.html",
            PageKind::Story => "story.html",
            PageKind::Page | PageKind::Section => "page.html",
        };
        if self.tongue(&page.language).templates.contains_template(own) {
            own
        } else {
            "page.html"
        }
    }

    /// The folders above a page. A page that describes a folder stands beside that folder.
    fn above_page(&self, page: &Page) -> Vec<LinkView> {
        let mut above = self.above(&page.language, &page.folder);
        if page.kind == PageKind::Section {
            above.pop();
        }
        above
    }

    /// A word with its meaning, among words in the language `around`.
    pub(super) fn word(&self, id: TermId, around: &str) -> WordView {
        let term = self.site.glossary.term(id);
        let page = self.site.page(term.page);
        WordView {
            term: term.term.clone(),
            expansion: term.expansion.clone(),
            href: self.addresses.page(page),
            definition: definition_html(self.site, term, self.addresses, self.words(around)),
            lang: foreign(&page.language, around),
        }
    }

    /// The pages that use the term which `page` explains, other terms aside.
    fn used_on(&self, page: &Page) -> Vec<LinkView> {
        if page.kind != PageKind::Term {
            return Vec::new();
        }
        let terms = self.site.glossary.terms();
        let own = terms.iter().position(|term| term.page == page.id);
        let pages = own.and_then(|at| self.used_on.get(&TermId(at)));
        let pages = pages.into_iter().flatten().map(|id| self.site.page(*id));
        pages
            .filter(|page| page.kind != PageKind::Term)
            .take(self.site.settings.list_page_size)
            .map(|other| page_link(self.addresses, other, &page.language))
            .collect()
    }

    /// The pages before and after. Words have none: nobody reads a list of words in order.
    fn neighbours(&self, page: &Page) -> (Option<LinkView>, Option<LinkView>) {
        let siblings = match self.folders.around(page) {
            Some(folder) if is_listed(page) && page.kind != PageKind::Term => &folder.pages,
            _ => return (None, None),
        };
        let Some(at) = siblings.iter().position(|id| *id == page.id) else {
            return (None, None);
        };
        let around = &self.words(&page.language).language;
        let link = |at: Option<usize>| {
            let id = siblings.get(at?)?;
            Some(page_link(self.addresses, self.site.page(*id), around))
        };
        (link(at.checked_sub(1)), link(at.checked_add(1)))
    }

    fn translations(&self, page: &Page) -> Vec<LinkView> {
        self.twins(page)
            .map(|twin| LinkView {
                title: self
                    .language_name(&twin.language)
                    .unwrap_or(&twin.title)
                    .to_owned(),
                href: self.addresses.page(twin),
                note: None,
                lang: Some(twin.language.clone()),
            })
            .collect()
    }

    /// What a language is called by those who speak it, if the theme has words in it.
    pub(super) fn language_name(&self, language: &str) -> Option<&str> {
        let words = self.words(language);
        (words.language == language).then(|| words.get("language"))
    }
}

/// The short answer as plain text; for a word, what it means.
pub(super) fn description(site: &Site, page: &Page, words: &Words) -> String {
    let summary = page.summary.as_ref();
    let meaning = (page.kind == PageKind::Term).then_some(&page.document);
    let document = summary.or(meaning);
    let text = document.map_or_else(String::new, |document| {
        site.plain_text_with(document, &|id| words.fact(site, id))
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn contents(entries: &[ContentsEntry], enough: usize) -> Vec<LinkView> {
    let top = entries.iter().filter(|entry| entry.level == CONTENTS_LEVEL);
    let links: Vec<LinkView> = top
        .map(|entry| LinkView {
            title: entry.text.clone(),
            href: fragment(&entry.id),
            ..LinkView::default()
        })
        .collect();
    if links.len() < enough {
        return Vec::new();
    }
    links
}

/// `England, Scotland and Wales`. The last has a name of its own with the "and", because in Welsh
/// one changes the other.
fn nations(nations: &[Nation], words: &Words) -> Option<String> {
    let (last, others) = nations.split_last()?;
    let name = |nation: &Nation| match nation {
        Nation::England => ("england", "and_england"),
        Nation::Scotland => ("scotland", "and_scotland"),
        Nation::Wales => ("wales", "and_wales"),
        Nation::NorthernIreland => ("northern_ireland", "and_northern_ireland"),
    };
    let (alone, after_others) = name(last);
    if others.is_empty() {
        return Some(words.get(alone).to_owned());
    }
    let others: Vec<&str> = others
        .iter()
        .map(|other| words.get(name(other).0))
        .collect();
    Some(format!("{} {}", others.join(", "), words.get(after_others)))
}

fn period(page: &Page) -> Option<PeriodView> {
    let (since, until) = (page.front.since, page.front.until);
    (since.is_some() || until.is_some()).then_some(PeriodView { since, until })
}

fn sources(page: &Page, words: &Words) -> Vec<SourceView> {
    let notes = page.front.sources.iter();
    notes.map(|note| source(note, words)).collect()
}

fn source(note: &SourceNote, words: &Words) -> SourceView {
    SourceView {
        title: note.title.clone(),
        publisher: note.publisher.clone(),
        href: note.url.clone(),
        dated: match note.seen {
            Some(Seen::On(date)) => Some(words.date(date)),
            Some(Seen::Undated) | None => None,
        },
        undated: note.seen == Some(Seen::Undated),
    }
}

fn checked(site: &Site, page: &Page, words: &Words) -> Option<CheckedView> {
    use crate::site::CheckedBy;
    let front = &page.front;
    if front.reviewed.is_none() && front.review_by.is_none() {
        return None;
    }
    let again = front.review_by.as_ref().map(|date| date.value);
    Some(CheckedView {
        on: front.reviewed.as_ref().map(|date| words.date(date.value)),
        by_sources: front.checked_by == Some(CheckedBy::Sources),
        by_adviser: front.checked_by == Some(CheckedBy::Adviser),
        again: again.map(|date| words.date(date)),
        overdue: again.is_some_and(|date| date < site.date),
    })
}

/// Where a reader can say what was unclear, with the page already named.
fn feedback(renderer: &Renderer<'_>, page: &Page) -> Option<FeedbackView> {
    let target = renderer.site.settings.feedback_for_readers()?.trim();
    let words = renderer.words(&page.language);
    let address = renderer.addresses.absolute(&page.url);
    let title = encoded(words.get("tell_subject"));
    let body = |name: &str| encoded(&words.fill(name, &[("address", &address)]));
    let (start, by_mail) = feedback_start(target)?;
    let link = |name: &str| format!("{start}{title}&body={}", body(name));
    Some(FeedbackView {
        page: link("tell_page_body"),
        sentence: link("tell_sentence_body"),
        by_mail,
    })
}

/// The address up to where the title belongs, and whether it opens an e-mail.
fn feedback_start(target: &str) -> Option<(String, bool)> {
    if target.starts_with("https://") || target.starts_with("http://") {
        let joint = if target.contains('?') { '&' } else { '?' };
        return Some((format!("{target}{joint}title="), false));
    }
    let address = target.strip_prefix("mailto:").unwrap_or(target);
    let is_address = address.contains('@') && !address.contains([' ', '?', '&', '#']);
    is_address.then(|| (format!("mailto:{address}?subject="), true))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, IN_QUERY).to_string()
}

fn edit(site: &Site, page: &Page) -> Option<String> {
    let folder = site.settings.edit_url.as_deref()?.trim_end_matches('/');
    let path = utf8_percent_encode(&page.path, PATH);
    Some(format!("{folder}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::nations;
    use crate::render::Theme;
    use crate::site::Nation;

    #[test]
    fn nations_are_named_in_one_line() {
        let words = Theme::embedded().words().expect("they are sound");
        let said = |language: &str, named: &[Nation]| {
            let words = words.iter().find(|words| words.language == language);
            nations(named, words.expect("the theme has the language"))
        };
        let three = [Nation::England, Nation::Scotland, Nation::Wales];
        assert_eq!(said("en", &[]), None);
        assert_eq!(said("en", &[Nation::Wales]).as_deref(), Some("Wales"));
        assert_eq!(
            said("en", &three).as_deref(),
            Some("England, Scotland and Wales")
        );
        assert_eq!(
            said("cy", &three).as_deref(),
            Some("Lloegr, yr Alban a Chymru")
        );
    }
}
