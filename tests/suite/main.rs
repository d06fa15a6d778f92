//! Tests of the whole program, in one binary.
//!
//! - `rules`: the manual page of each rule is its fixture.
//! - `hostile`: no input makes the program panic or point outside a file.
//! - `tidy`: what holds for the source itself.
//!
//! `harness` builds small sites in memory.

mod harness;
mod hostile;
mod rules;
mod tidy;
