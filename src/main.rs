//! The `plainly` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    plainly::cli::run()
}
