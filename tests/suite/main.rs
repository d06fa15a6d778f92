//! Tests of the whole program, in one binary.
//!
//! - `build`, `determinism`, `kill`: what a build publishes, refuses and leaves alone.
//! - `corpus`: how often each rule is right, over passages labelled by hand.
//! - `cli`, `serve`: the commands and the preview, as people and programs meet them.
//! - `rules`: the manual page of each rule is its fixture.
//! - `gate`: levels, allowances, loose files.
//! - `hostile`: no input makes the program panic or point outside a file.
//! - `tidy`: what holds for the source itself.
//!
//! `harness` builds small sites in memory, `process` builds them on disk and runs the program.

mod build;
mod cli;
mod corpus;
mod determinism;
mod gate;
mod harness;
mod hostile;
mod kill;
mod process;
mod refusals;
mod rules;
mod serve;
mod tidy;
