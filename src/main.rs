//! Starts the program; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    // What a panic says may hold what somebody keeps here: where it happened is all that others need to find it.
    std::panic::set_hook(Box::new(|panic| {
        if !warroom::store::is_contained(panic) {
            warroom::cli::confess(panic);
        }
    }));
    warroom::cli::run(std::env::args_os())
}
