//! Tests of the whole program, in one binary.
//!
//! - `build`, `determinism`, `kill`: what a build publishes, refuses and leaves alone.
//! - `acronyms`: short forms in every place and shape.
//! - `corpus`: how often each rule is right, over passages labelled by hand.
//! - `cli`, `serve`: the commands and the preview, as people and programs meet them.
//! - `changed`, `baseline`, `fix`: working on old content.
//! - `manual`: what the program tells of its rules.
//! - `report`: the report of a whole site.
//! - `rules`: the manual page of each rule is its fixture.
//! - `allow`, `gate`: levels, allowances, loose files.
//! - `shape`: the rules about the shape of a page, on files that a manual page cannot show.
//! - `scores`, `sentences`: counts made by hand, and where sentences end.
//! - `hostile`: no input makes the program panic or point outside a file.
//! - `judged`: whether search finds the page that answers.
//! - `tidy`: what holds for the source itself.
//! - `words`: the words, names and exceptions of a site.
//!
//! `harness` builds small sites in memory, `process` builds them on disk and runs the program.

mod acronyms;
mod allow;
mod baseline;
mod build;
mod changed;
mod cli;
mod corpus;
mod determinism;
mod fix;
mod gate;
mod harness;
mod hostile;
mod judged;
mod kill;
mod manual;
mod process;
mod refusals;
mod report;
mod rules;
mod scores;
mod sentences;
mod serve;
mod shape;
mod tidy;
mod words;
