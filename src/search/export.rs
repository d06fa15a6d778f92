//! Writes the index to small files that a browser can search. `FORMAT.md` describes them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::SearchError;
use super::analysis::words;
use super::index::SectionIndex;
use super::section::SearchPage;
use super::shards::{Terms, pack};
use super::vocabulary::{KnownWord, Vocabulary};

/// The version of the files. The module in the theme reads this one only.
pub const FORMAT_VERSION: u32 = 3;

/// The folder of the files, below the site's root.
const FOLDER: &str = "search";
/// Hexadecimal digits of the hash in the folder's name.
const HASH_DIGITS: usize = 10;
/// A site with up to so many pages has all their titles in one file, which is asked for at once.
/// On a larger one, a title stands with the terms that the page is best for, and with its text.
const ALL_TITLES: usize = 1_500;
/// How much text a file of texts has, on average.
const TEXT_BYTES: usize = 6_000;
/// Longer beginnings that words share are not made use of: there is a letter for each length.
const LONGEST_SHARED: u8 = 25;

/// The files of a search index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The name that a page has for the index, below the site's root. No file: it says where the
    /// files are, and how they are cut.
    pub entry: String,
    /// Every file by its path below the site's root, in a folder whose name holds the hash of all.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A file of titles.
#[derive(Serialize)]
struct TitleFile<'a> {
    version: u32,
    #[serde(flatten)]
    shown: Shown<'a>,
}

/// What is shown first of some pages.
#[derive(Serialize)]
struct Shown<'a> {
    /// An address that ends with the words of the title has a star in their place.
    urls: Vec<Cow<'a, str>>,
    titles: Vec<&'a str>,
}

/// The sections of some pages.
#[derive(Serialize)]
struct TextFile<'a> {
    version: u32,
    /// What is shown first of the pages, if it stands nowhere else.
    #[serde(flatten)]
    shown: Option<Shown<'a>>,
    pages: Vec<Vec<SectionText<'a>>>,
}

/// Anchor, heading and text; the first is the top of the page, with neither of the former.
type SectionText<'a> = (&'a str, &'a str, String);

/// Words for spelling.
#[derive(Serialize)]
struct WordFile {
    version: u32,
    /// Each word as a capital letter, which tells how many letters it shares with the word before,
    /// and the rest.
    words: String,
    /// How often each occurs.
    counts: String,
}

pub(super) fn export(
    index: &SectionIndex,
    pages: &[SearchPage],
    vocabulary: &Vocabulary,
) -> Result<Export, SearchError> {
    let mut files = Files::default();
    let is_large = pages.len() > ALL_TITLES;
    let terms = Terms::read(index, pages, is_large)?;
    let shards = files.push_all("terms", terms.shards(pages))?;
    drop(terms);
    let all = (!is_large && !pages.is_empty()).then_some(pages);
    let titles = files.push_all("titles", all.map(title_file))?;
    let texts = pages_in_a_text_file(pages);
    let chunks = pages.chunks(texts);
    files.push_all("texts", chunks.map(|pages| text_file(pages, is_large)))?;
    let words = vocabulary.files().into_iter().map(word_file);
    let words = files.push_all("words", words)?;
    let count = pages.len();
    let cut = format!("{FORMAT_VERSION}-{count}-{shards}-{titles}-{texts}-{words}");
    Ok(files.named(&cut))
}

/// Files by their names, before the name of their folder is known.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds files of one kind; gives how many.
    fn push_all<T: Serialize>(
        &mut self,
        kind: &str,
        files: impl IntoIterator<Item = T>,
    ) -> Result<usize, SearchError> {
        let mut count = 0;
        for file in files {
            let bytes = serde_json::to_vec(&file)?;
            self.0.insert(format!("{kind}{count}.json"), bytes);
            count += 1;
        }
        Ok(count)
    }

    /// Puts the files into a folder whose name changes with any of them.
    fn named(self, cut: &str) -> Export {
        let mut hasher = blake3::Hasher::new();
        hasher.update(cut.as_bytes());
        for (name, bytes) in &self.0 {
            hasher.update(name.as_bytes());
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        let hash = hasher.finalize().to_hex();
        let hash: String = hash.chars().take(HASH_DIGITS).collect();
        let files = self.0.into_iter();
        Export {
            entry: format!("{FOLDER}/{hash}/{cut}"),
            files: files
                .map(|(name, bytes)| (format!("{FOLDER}/{hash}/{name}"), bytes))
                .collect(),
        }
    }
}

fn title_file(pages: &[SearchPage]) -> TitleFile<'_> {
    TitleFile {
        version: FORMAT_VERSION,
        shown: Shown::of(pages),
    }
}

impl<'a> Shown<'a> {
    fn of(pages: &'a [SearchPage]) -> Self {
        Self {
            urls: pages.iter().map(short_url).collect(),
            titles: pages.iter().map(|page| page.title.as_str()).collect(),
        }
    }
}

/// Most pages have an address that is made of their title. It need not be sent twice.
pub(super) fn short_url(page: &SearchPage) -> Cow<'_, str> {
    let title: Vec<_> = words(&page.title)
        .into_iter()
        .map(|word| word.plain)
        .collect();
    let ending = format!("/{}/", title.join("-"));
    match page.url.strip_suffix(&ending) {
        Some(folder) if !title.is_empty() => Cow::Owned(format!("{folder}/*")),
        _ => Cow::Borrowed(&page.url),
    }
}

fn text_file(pages: &[SearchPage], with_titles: bool) -> TextFile<'_> {
    TextFile {
        version: FORMAT_VERSION,
        shown: with_titles.then(|| Shown::of(pages)),
        pages: pages.iter().map(section_texts).collect(),
    }
}

fn section_texts(page: &SearchPage) -> Vec<SectionText<'_>> {
    let sections = page.sections.iter();
    sections
        .map(|section| {
            let anchor = section.anchor.as_deref().unwrap_or_default();
            (anchor, section.heading.as_str(), section.text())
        })
        .collect()
}

/// How many pages share a file of texts: fewer where they are long.
fn pages_in_a_text_file(pages: &[SearchPage]) -> usize {
    let sections = pages.iter().flat_map(|page| &page.sections);
    let bytes: usize = sections
        .map(|section| section.heading.len() + section.summary.len() + section.body.len())
        .sum();
    let mean = bytes / pages.len().max(1);
    (TEXT_BYTES / mean.max(1)).clamp(1, 16)
}

fn word_file(known: &[KnownWord]) -> WordFile {
    let mut file = WordFile {
        version: FORMAT_VERSION,
        words: String::new(),
        counts: String::new(),
    };
    let mut last = "";
    for KnownWord { word, often } in known {
        let same = last.bytes().zip(word.bytes()).take_while(|(a, b)| a == b);
        let shared = u8::try_from(same.count()).unwrap_or(LONGEST_SHARED);
        let shared = shared.min(LONGEST_SHARED);
        file.words.push(char::from(b'A' + shared));
        file.words
            .push_str(word.get(usize::from(shared)..).unwrap_or_default());
        pack(*often, &mut file.counts);
        last = word;
    }
    file
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{index, page};
    use super::super::vocabulary::KnownWord;
    use super::{short_url, word_file};

    #[test]
    fn an_address_made_of_the_title_is_cut_short() {
        let (text, odd) = (page("Can’t pay?", "A."), page("???", "B."));
        let pages = [
            ("esa/cant-pay.md", &*text),
            ("pay.md", &*text),
            ("a.md", &*odd),
        ];
        let index = index(&pages);
        let urls: Vec<_> = index.pages.iter().map(short_url).collect();
        assert_eq!(urls, ["/a/", "/esa/*", "/pay/"]);
    }

    #[test]
    fn the_same_site_gives_the_same_bytes() {
        let text = page("Money", "Words.\n\n## More\n\nMore words and 𝒜 letters.\n");
        let pages = [("b.md", &*text), ("a.md", &*text)];
        let first = index(&pages).export().expect("an index can be exported");
        let second = index(&pages).export().expect("an index can be exported");
        assert_eq!(first, second);
    }

    #[test]
    fn another_word_gives_another_folder() {
        let entry = |text: &str| {
            let text = page("Money", text);
            let export = index(&[("a.md", &text)]).export();
            export.expect("an index can be exported").entry
        };
        assert_ne!(entry("One."), entry("Two."));
    }

    #[test]
    fn the_files_are_beside_the_entry() {
        let text = page("Money", "Words.\n");
        let export = index(&[("a.md", &text)]).export();
        let export = export.expect("an index can be exported");
        let folder = export.entry.rsplit_once('/').expect("it is in a folder").0;
        let names: Vec<_> = export.files.keys().map(String::as_str).collect();
        let expected = ["terms0", "texts0", "titles0", "words0"];
        let expected = expected.map(|name| format!("{folder}/{name}.json"));
        assert_eq!(names, expected);
        assert!(export.entry.ends_with("/3-1-1-1-16-1"), "{}", export.entry);
    }

    #[test]
    fn a_site_without_pages_has_an_index_all_the_same() {
        let export = index(&[]).export().expect("an index can be exported");
        assert!(export.entry.ends_with("/3-0-0-0-16-1"), "{}", export.entry);
    }

    #[test]
    fn words_share_their_beginnings() {
        let words = ["sanction", "sanctions", "sand"].map(|word| KnownWord {
            word: word.to_owned(),
            often: 2,
        });
        let file = word_file(&words);
        assert_eq!(file.words, "AsanctionIsDd");
        assert_eq!(file.counts, "%%%");
    }
}
