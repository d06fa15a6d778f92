//! The command line: one file for each subcommand, and the exit codes.
//!
//! 0: clean. 1: the content has problems at the gate's level. 2: wrong use, or the environment
//! failed. A problem with content is never 2, and never a panic.

mod arguments;
mod build;
mod check;
mod explain;
mod export;
mod input;
mod inspect;
mod manual;
mod report;
mod rules;
mod search;
mod serve;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use crate::pipeline::PipelineError;
use arguments::{Arguments, Command};
use terminal::Terminal;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing is wrong.
    Clean,
    /// The content has problems at the gate's level.
    Problems,
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut terminal = Terminal::new(&arguments.common);
    let result = match &arguments.command {
        Command::Build(options) => build::run(options, &arguments.common, &mut terminal),
        Command::Check(options) => check::run(options, &arguments.common, &mut terminal),
        Command::Inspect(options) => inspect::run(options, &arguments.common, &mut terminal),
        Command::Search(options) => search::run(options, &arguments.common, &mut terminal),
        Command::Export(options) => export::run(options, &arguments.common, &mut terminal),
        Command::Report(options) => report::run(options, &arguments.common, &mut terminal),
        Command::Rules(options) => rules::run(options, &arguments.common, &mut terminal),
        Command::Explain(options) => explain::run(options, &arguments.common, &mut terminal),
        Command::Serve(options) => serve::run(options, &arguments.common, &mut terminal),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) if terminal::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.error(&error);
            let about_content = error
                .downcast_ref::<PipelineError>()
                .is_some_and(PipelineError::is_about_content);
            ExitCode::from(if about_content { 1 } else { 2 })
        }
    }
}
