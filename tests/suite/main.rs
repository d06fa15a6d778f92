//! Tests of the whole program, in one binary.
//!
//! - `build`, `determinism`, `kill`: what a build publishes, refuses and leaves alone.
//! - `acronyms`: short forms in every place and shape.
//! - `cli`, `serve`: the commands and the preview, as people and programs meet them.
//! - `rules`: the manual page of each rule is its fixture.
//! - `shape`: the rules about the shape of a page, on files that a manual page cannot show.
//! - `gate`: levels, allowances, loose files.
//! - `hostile`: no input makes the program panic or point outside a file.
//! - `tidy`: what holds for the source itself.
//! - `words`: the words, names and exceptions of a site.
//!
//! `harness` builds small sites in memory, `process` builds them on disk and runs the program.

mod acronyms;
mod build;
mod cli;
mod determinism;
mod gate;
mod harness;
mod hostile;
mod kill;
mod process;
mod refusals;
mod rules;
mod serve;
mod shape;
mod tidy;
mod words;
