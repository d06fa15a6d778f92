//! What readers have without a connection: the service worker, the page that says so, and the
//! manifest with which a site can be put on a telephone's first screen.

use serde_json::json;

use super::fingerprint::Assets;
use super::view::WorkerView;
use super::words::Words;
use super::{RenderError, RenderedContent, RenderedFile, Renderer, file_path};

/// The address of the page that says that there is no connection.
pub(super) const OFFLINE: &str = "/offline/";
/// The address of the service worker. It may look after addresses below its own alone.
pub(super) const WORKER: &str = "/sw.js";
/// The address of the manifest.
pub(super) const MANIFEST: &str = "/site.webmanifest";

/// Up to how many bytes the files of the search are kept whole on a reader's device.
const SMALL_SEARCH: usize = 600_000;
/// How many digits of the hash tell one build from another.
const DIGITS: usize = 16;

/// The words that scripts say, a file for each language, with the address of the script that is
/// fetched only when it is needed. Scripts look for the files beside `assets/`.
pub(super) fn words(renderer: &Renderer<'_>, assets: &Assets) -> Vec<RenderedFile> {
    let words = renderer.tongues.iter().map(|tongue| &tongue.words);
    let read_aloud = assets.addresses.get("read-aloud.js");
    words
        .map(|words| {
            let mut said = words.for_scripts();
            said.extend(read_aloud.map(|address| ("read-aloud.js", address.as_str())));
            RenderedFile::new(words_path(words), json!(said).to_string())
        })
        .collect()
}

fn words_path(words: &Words) -> String {
    format!("words/{}.json", words.language)
}

/// The page that says that there is no connection.
pub(super) fn page(renderer: &Renderer<'_>) -> Result<RenderedFile, RenderError> {
    let words = renderer.own_words();
    let mut view = renderer.frame_below_home(words.get("offline"), OFFLINE);
    view.head.unlisted = true;
    view.head.structured_data = None;
    let language = &renderer.site.settings.language;
    renderer.draw("offline.html", file_path(OFFLINE), language, &view)
}

/// The manifest.
pub(super) fn manifest(renderer: &Renderer<'_>, assets: &Assets) -> RenderedFile {
    let (settings, addresses) = (&renderer.site.settings, renderer.addresses);
    let mut manifest = json!({
        "name": settings.title,
        "description": settings.description,
        "lang": settings.language,
        "start_url": addresses.href("/"),
        "scope": addresses.href("/"),
        "display": "minimal-ui",
        "background_color": "#fbfaf7",
        "theme_color": "#fbfaf7",
    });
    if let Some(icon) = assets.addresses.get("icon.svg") {
        manifest["icons"] = json!([{ "src": icon, "type": "image/svg+xml", "sizes": "any" }]);
    }
    RenderedFile::new(file_name(MANIFEST), manifest.to_string())
}

/// The service worker for a site of these files. It differs where any of them does, so that a
/// browser sees a new build.
pub(super) fn worker(
    renderer: &Renderer<'_>,
    assets: &Assets,
    files: &[RenderedFile],
    search_files: &[RenderedFile],
) -> Result<RenderedFile, RenderError> {
    let addresses = renderer.addresses;
    let words = renderer.tongues.iter().map(|tongue| &tongue.words);
    let mut here: Vec<String> = assets.addresses.values().cloned().collect();
    here.extend(
        words
            .clone()
            .map(|words| addresses.file(&words_path(words))),
    );
    let mut help = vec![addresses.href(OFFLINE), addresses.href("/")];
    let settings = &renderer.site.settings;
    for path in [&settings.crisis_page, &settings.advice_page]
        .into_iter()
        .flatten()
    {
        let path = path.trim_start_matches('/');
        let pages = renderer.site.pages.iter().filter(|page| page.path == path);
        help.extend(pages.map(|page| addresses.page(page)));
    }
    let size: usize = search_files.iter().map(|file| size_of(&file.content)).sum();
    let search: Vec<String> = if size <= SMALL_SEARCH {
        let found = search_files.iter();
        found.map(|file| addresses.file(&file.path)).collect()
    } else {
        Vec::new()
    };
    let told: serde_json::Map<_, _> = words
        .map(|words| (words.language.clone(), words.get("offline_copy").into()))
        .collect();
    let settings = json!({
        "build": build(files),
        "base": renderer.site.settings.base_path(),
        "here": here,
        "help": help,
        "search": search,
        "offline": addresses.href(OFFLINE),
        "words": told,
    });
    let view = WorkerView {
        settings: settings.to_string(),
    };
    let language = &renderer.site.settings.language;
    renderer.draw("sw.js", file_name(WORKER).to_owned(), language, &view)
}

/// A name for a site of these files.
fn build(files: &[RenderedFile]) -> String {
    let mut hash = blake3::Hasher::new();
    for file in files {
        hash.update(file.path.as_bytes());
        if let RenderedContent::Bytes(bytes) = &file.content {
            hash.update(bytes);
        }
    }
    let hash = hash.finalize().to_hex();
    hash.chars().take(DIGITS).collect()
}

const fn size_of(content: &RenderedContent) -> usize {
    match content {
        RenderedContent::Bytes(bytes) => bytes.len(),
        RenderedContent::Copy(_) => 0,
    }
}

fn file_name(address: &str) -> &str {
    address.trim_start_matches('/')
}
