//! Tests of the whole program, in one binary.
//!
//! - `rules`: the manual page of each rule is its fixture.
//! - `gate`: levels, allowances, loose files.
//! - `hostile`: no input makes the program panic or point outside a file.
//! - `tidy`: what holds for the source itself.
//!
//! `harness` builds small sites in memory.

mod gate;
mod harness;
mod hostile;
mod rules;
mod tidy;
