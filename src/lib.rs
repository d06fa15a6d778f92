//! Plainly turns Markdown into a static site, and refuses to publish what its readers could not
//! understand.
//!
//! The modules stand in the order of the pipeline; each one uses only those above it.
//! `ARCHITECTURE.md` has the map.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod source;

pub mod diagnostic;

pub mod document;

pub mod prose;

pub mod site;

pub mod check;

pub mod search;

pub mod render;

pub mod output;

pub mod report;

pub mod config;

pub mod pipeline;

pub mod serve;

pub mod cli;
