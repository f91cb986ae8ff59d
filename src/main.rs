//! Starts the program; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    warroom::cli::run(std::env::args_os())
}
