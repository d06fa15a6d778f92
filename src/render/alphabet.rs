//! The A to Z: everything on the site by its first letter, and the answer to a search where there
//! is no JavaScript.

use std::collections::BTreeMap;

use super::frame::{A_TO_Z, address_in, foreign, is_listed, page_link};
use super::view::{AlphabetView, LetterView, LinkView};
use super::{RenderError, RenderedFile, Renderer, file_path};
use crate::site::Page;

/// From how many entries on each letter gets a page of its own.
const LONG: usize = 200;
/// What stands for all figures where letters do for words. It sorts before every letter.
const FIGURES: &str = "0";

/// In each language the page of all letters, and a page for each letter once the list is long.
pub(super) fn files(renderer: &Renderer<'_>) -> Result<Vec<RenderedFile>, RenderError> {
    let mut files = Vec::new();
    for language in renderer.languages() {
        files.extend(files_in(renderer, language)?);
    }
    Ok(files)
}

fn files_in(renderer: &Renderer<'_>, language: &str) -> Result<Vec<RenderedFile>, RenderError> {
    let letters = letters(renderer, language);
    let entries: usize = letters.iter().map(|letter| letter.links.len()).sum();
    let address = address_in(renderer.site, language, A_TO_Z);
    let page = renderer.frame_in_each_language(language, "a_to_z", A_TO_Z);
    let draw = |url: &str, view: &AlphabetView| {
        renderer.draw("a-to-z.html", file_path(url), language, view)
    };
    if entries <= LONG {
        let jumps = letters
            .iter()
            .map(|letter| jump(letter, format!("#{}", letter.id)));
        let view = AlphabetView {
            jumps: jumps.collect(),
            page,
            letters_here: letters,
        };
        return Ok(vec![draw(&address, &view)?]);
    }
    let url = |letter: &LetterView| format!("{address}{}/", letter.id);
    let jumps: Vec<LinkView> = letters
        .iter()
        .map(|letter| jump(letter, renderer.addresses.href(&url(letter))))
        .collect();
    let view = AlphabetView {
        page,
        jumps: jumps.clone(),
        letters_here: Vec::new(),
    };
    let mut files = vec![draw(&address, &view)?];
    let words = renderer.words(language);
    for letter in letters {
        let url = url(&letter);
        let title = words.fill("a_to_z_letter", &[("letter", &letter.letter)]);
        let mut page = renderer.frame_below_home_in(language, &title, &url);
        page.breadcrumbs.push(LinkView {
            title: words.get("a_to_z").to_owned(),
            href: renderer.addresses.href(&address),
            ..LinkView::default()
        });
        let view = AlphabetView {
            page,
            jumps: jumps.clone(),
            letters_here: vec![letter],
        };
        files.push(draw(&url, &view)?);
    }
    Ok(files)
}

fn jump(letter: &LetterView, href: String) -> LinkView {
    LinkView {
        title: letter.letter.clone(),
        href,
        ..LinkView::default()
    }
}

/// The letters of the list in `language`.
fn letters(renderer: &Renderer<'_>, language: &str) -> Vec<LetterView> {
    let words = renderer.words(language);
    let stands_here =
        |page: &&Page| is_listed(page) && renderer.list_language(&page.language) == language;
    let pages = renderer.site.pages.iter().filter(stands_here);
    let mut entries: Vec<LinkView> = pages
        .flat_map(|page| entries(renderer, page, &words.language))
        .collect();
    entries.sort_by_cached_key(|entry| (entry.title.to_lowercase(), entry.href.clone()));
    let mut letters: BTreeMap<String, Vec<LinkView>> = BTreeMap::new();
    for entry in entries {
        let letter = letter_of(&entry.title);
        letters.entry(letter).or_default().push(entry);
    }
    letters
        .into_iter()
        .map(|(letter, links)| match letter.as_str() {
            FIGURES => LetterView {
                id: "letter-0-to-9".to_owned(),
                letter: words.get("figures").to_owned(),
                links,
            },
            _ => LetterView {
                id: format!("letter-{}", letter.to_lowercase()),
                letter,
                links,
            },
        })
        .collect()
}

/// A page under its title; a word under its short form and its full words as well.
fn entries(renderer: &Renderer<'_>, page: &Page, around: &str) -> Vec<LinkView> {
    let link = page_link(renderer.addresses, page, around);
    let Some(full) = &page.front.expansion else {
        return vec![link];
    };
    let in_full = LinkView {
        title: full.value.clone(),
        href: link.href.clone(),
        note: Some(page.title.clone()),
        lang: foreign(&page.language, around),
    };
    let short = LinkView {
        note: Some(full.value.clone()),
        ..link
    };
    vec![short, in_full]
}

/// The first letter of a title, as a capital.
fn letter_of(title: &str) -> String {
    let first = title.chars().find(|character| character.is_alphanumeric());
    match first {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => FIGURES.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{FIGURES, letter_of};

    #[test]
    fn the_first_letter_counts_whatever_stands_before_it() {
        assert_eq!(letter_of("‘New Style’ ESA"), "N");
        assert_eq!(letter_of("élan"), "É");
        assert_eq!(letter_of("111"), FIGURES);
        assert_eq!(letter_of("…"), FIGURES);
    }
}
