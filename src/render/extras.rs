//! Pages and files that nobody wrote: search, what is not there, old addresses, feeds, copies.

use super::feeds::{FEED_PATH, SITEMAP_PATH, feed, headers, redirects, robots, sitemap};
use super::frame::{SEARCH, direction, foreign};
use super::view::RedirectView;
use super::{
    CONTENT_SECURITY_POLICY, RenderError, RenderedContent, RenderedFile, Renderer, file_path,
};
use crate::site::{alias_address, is_published};

/// A folder of files whose names change with their bytes.
const ASSETS: &str = "/assets/*";

/// All of them.
pub(super) fn files(
    renderer: &Renderer<'_>,
    search_entry: Option<&str>,
    list_urls: &[String],
) -> Result<Vec<RenderedFile>, RenderError> {
    let mut files = vec![search(renderer)?, not_found(renderer)?];
    files.extend(moved_pages(renderer)?);
    files.extend(feed_files(renderer, search_entry, list_urls));
    files.extend(copies(renderer));
    Ok(files)
}

/// There is one, for the index holds the pages in the site's own language alone.
fn search(renderer: &Renderer<'_>) -> Result<RenderedFile, RenderError> {
    let view = renderer.frame_below_home(renderer.own_words().get("search"), SEARCH);
    renderer.draw(
        "search.html",
        file_path(SEARCH),
        &renderer.site.settings.language,
        &view,
    )
}

/// The page for an address where nothing is. It can appear at any address, so it has none.
fn not_found(renderer: &Renderer<'_>) -> Result<RenderedFile, RenderError> {
    let mut view = renderer.frame_below_home(renderer.own_words().get("not_found"), "/404.html");
    view.head.unlisted = true;
    view.head.canonical = None;
    view.head.structured_data = None;
    renderer.draw(
        "404.html",
        "404.html".to_owned(),
        &renderer.site.settings.language,
        &view,
    )
}

/// A page at each old address that leads to the new one.
fn moved_pages(renderer: &Renderer<'_>) -> Result<Vec<RenderedFile>, RenderError> {
    let mut files = Vec::new();
    let pages = renderer.site.pages.iter();
    for page in pages.filter(|page| !page.front.draft) {
        let words = renderer.words(&page.language);
        let view = RedirectView {
            title: page.title.clone(),
            title_lang: foreign(&page.language, &words.language),
            lang: words.language.clone(),
            dir: direction(&words.language),
            href: renderer.addresses.page(page),
            canonical: renderer.addresses.absolute(&page.url),
        };
        for alias in page.old_addresses() {
            if let Some(address) = alias_address(&alias.value) {
                files.push(renderer.draw(
                    "redirect.html",
                    file_path(&address),
                    &page.language,
                    &view,
                )?);
            }
        }
    }
    Ok(files)
}

/// `list_urls` are the addresses of pages that no file stands for.
fn feed_files(
    renderer: &Renderer<'_>,
    search_entry: Option<&str>,
    list_urls: &[String],
) -> Vec<RenderedFile> {
    let (site, addresses) = (renderer.site, renderer.addresses);
    // The folder by its own name: the search page beside it must not be kept, and hosts differ on
    // what a star matches that is not the end of a path.
    let folder = search_entry.and_then(|entry| entry.rsplit_once('/'));
    let index = folder.map(|(folder, _)| format!("/{folder}/*"));
    let lasting: Vec<&str> = [ASSETS].into_iter().chain(index.as_deref()).collect();
    let policy = format!("{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'");
    vec![
        RenderedFile::new(file_name(FEED_PATH), feed(site, addresses)),
        RenderedFile::new(file_name(SITEMAP_PATH), sitemap(site, addresses, list_urls)),
        RenderedFile::new("robots.txt", robots(addresses)),
        RenderedFile::new("_redirects", redirects(site, addresses)),
        RenderedFile::new("_headers", headers(addresses, &policy, &lasting)),
    ]
}

fn file_name(address: &str) -> &str {
    address.trim_start_matches('/')
}

/// The images and documents under `content/`.
fn copies(renderer: &Renderer<'_>) -> Vec<RenderedFile> {
    let assets = renderer.site.assets.iter();
    assets
        .filter(|asset| is_published(&asset.path))
        .map(|asset| RenderedFile {
            path: below_content(&asset.path).to_owned(),
            content: RenderedContent::Copy(asset.disk.clone()),
        })
        .collect()
}

fn below_content(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}
