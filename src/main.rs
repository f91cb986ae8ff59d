//! Starts the program; everything else is in the library.

use std::process::ExitCode;

/// Records are many small pieces: with this allocator a big import takes half the time, and no more memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // What a panic says may hold what somebody keeps here: where it happened is all that others need to find it.
    std::panic::set_hook(Box::new(warroom::cli::confess));
    warroom::cli::run(std::env::args_os())
}
