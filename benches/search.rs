//! What the search of a site costs to make: processor time and memory for the index and the export.
//!
//! ```sh
//! cargo bench --bench search                   # our own pages
//! cargo bench --bench search -- FOLDER [OUT]   # the site in FOLDER; the files go to OUT
//! ```
//!
//! `tests/measure/search_site.mjs` makes a site of any size. Memory is the most that was held
//! while the index was made, less what the pages themselves hold, as Linux counts it; elsewhere it
//! is not known. It is measured once, because a second run would find the memory of the first.

#![expect(clippy::print_stdout, reason = "a bench prints what it measures")]
#![expect(
    clippy::disallowed_methods,
    reason = "what a bench writes is no output of a build"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use plainly::search::{Export, SearchIndex};
use plainly::site::{Site, SiteInput, SiteSettings};
use plainly::source::SourceSet;

/// How often a second Linux counts processor time.
const TICKS: f64 = 100.0;

fn site(root: &Path) -> Site {
    let sources = SourceSet::read(root, "content").expect("the pages can be read");
    Site::build(SiteInput {
        sources: &sources,
        content_prefix: "content/",
        static_files: &BTreeSet::new(),
        settings: SiteSettings::default(),
        date: date(2026, 11, 27),
        drafts: false,
    })
}

/// Processor time of this process so far, in seconds.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // What stands before the last bracket is the program's name, which may hold spaces.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / TICKS
}

/// A line of what Linux knows of this process, in megabytes.
fn megabytes(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_whitespace().nth(1));
    value
        .and_then(|value| value.parse::<f64>().ok())
        .unwrap_or(f64::NAN)
        / 1000.0
}

/// Forgets the most memory that was held so far.
fn forget_peak() {
    // Elsewhere than on Linux there is nothing to forget.
    drop(fs::write("/proc/self/clear_refs", "5"));
}

fn write(export: &Export, out: &Path) {
    for (path, bytes) in &export.files {
        let path = out.join(path);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
}

fn main() {
    let named = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'));
    let named: Vec<PathBuf> = named.map(PathBuf::from).collect();
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let site = site(named.first().unwrap_or(&own));
    let held = megabytes("VmRSS");
    forget_peak();
    let start = processor_seconds();
    let index = SearchIndex::build(&site).expect("the index can be made");
    let (indexed, indexing) = (processor_seconds(), megabytes("VmHWM"));
    forget_peak();
    let export = index.export().expect("the index can be exported");
    let (done, exporting) = (processor_seconds(), megabytes("VmHWM"));
    println!("{} pages, which hold {held:.0} MB", site.pages.len());
    for (name, seconds, peak) in [
        ("index", indexed - start, indexing),
        ("export", done - indexed, exporting),
        ("both", done - start, indexing.max(exporting)),
    ] {
        println!(
            "{name:<8} {seconds:>6.2} CPU s {:>6.0} MB more",
            peak - held
        );
    }
    println!("{} in {} files", export.entry, export.files.len());
    if let Some(out) = named.get(1) {
        write(&export, out);
    }
}
