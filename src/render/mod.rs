//! Turns a site into bytes: pages in HTML, and the files that machines read.
//!
//! 1. `text` escapes words for HTML and XML.
//! 2. `addresses` makes links from the addresses of the site.
//! 3. `html` writes the words of a page.
//! 4. `feeds` writes the feed, the sitemap and the files for web servers.

mod addresses;
mod feeds;
mod html;
mod text;

pub use addresses::Addresses;
pub use feeds::{FEED_PATH, SITEMAP_PATH, feed, headers, redirects, robots, sitemap};
pub use html::{ContentsEntry, PageHtml, definition_html, letter_file, page_html};
