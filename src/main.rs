//! Starts the program; everything else is in the library.

use std::process::ExitCode;

/// Records are many small pieces: with this allocator a big import takes half the time, and no more memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    warroom::cli::run(std::env::args_os())
}
