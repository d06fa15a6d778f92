//! How fast the gate is, on the real pages in `content/`, on one core.
//!
//! ```sh
//! cargo bench --bench gate
//! ```
//!
//! `full check` is what `plainly check` does after it has read the files: parse, put the site
//! together, run every rule. The bar is 0.1 CPU seconds a megabyte, which is 9.5 MiB/s here.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;

use plainly::check::{CheckInput, Scope, Settings, check};
use plainly::document::Document;
use plainly::prose::{Counts, Exemption, Prose, Scores};
use plainly::site::{Site, SiteInput, SiteSettings};
use plainly::source::SourceSet;

/// How often the content is put beside itself, so that the text is about a megabyte.
const COPIES: usize = 6;

fn content() -> SourceSet {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = SourceSet::read(root, "content").expect("the content can be read");
    let mut sources = SourceSet::new();
    for file in pages.files() {
        sources.push_text(file.path.as_str(), file.text.as_str());
    }
    for copy in 1..COPIES {
        // Glossary and facts stay one of a kind; pages are what a growing site has more of.
        let grows =
            |path: &str| path != "content/facts.yaml" && !path.starts_with("content/glossary/");
        for file in pages.files().iter().filter(|file| grows(&file.path)) {
            let path = file
                .path
                .replacen("content/", &format!("content/copy-{copy}/"), 1);
            sources.push_text(path, file.text.as_str());
        }
    }
    sources
}

fn build(sources: &SourceSet) -> Site {
    Site::build(SiteInput {
        sources,
        content_prefix: "content/",
        static_files: &BTreeSet::new(),
        settings: SiteSettings::default(),
        date: date(2026, 11, 27),
        drafts: false,
    })
}

fn judge(site: &Site, sources: &SourceSet, settings: &Settings) -> usize {
    let verdict = check(&CheckInput {
        site,
        sources,
        settings,
        scope: Scope::Site,
        only: None,
    });
    verdict.diagnostics.len()
}

fn gate(criterion: &mut Criterion) {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .expect("no thread has been started before");
    let sources = content();
    let settings = Settings::default();
    let bytes: usize = sources.files().iter().map(|file| file.text.len()).sum();
    let site = build(&sources);

    let mut group = criterion.benchmark_group("gate");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sample_size(20);
    group.bench_function("full check", |bencher| {
        bencher.iter(|| {
            let site = build(black_box(&sources));
            judge(&site, &sources, &settings)
        });
    });
    group.bench_function("rules", |bencher| {
        bencher.iter(|| judge(black_box(&site), &sources, &settings));
    });
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for file in black_box(&sources).files() {
                black_box(Document::parse(&file.text, 0));
            }
        });
    });
    group.bench_function("prose, counts and scores", |bencher| {
        bencher.iter(|| {
            for page in &black_box(&site).pages {
                let prose = Prose::from_document(&page.document, &|id| site.fact_text(id));
                black_box(Scores::of(&Counts::of(&prose, &|_| Exemption::None)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, gate);
criterion_main!(benches);
