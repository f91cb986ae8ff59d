//! Starts the program; everything else is in the library.

use std::process::ExitCode;

/// Records are many small pieces: with this allocator a big import takes half the time, and no more memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    take_small_pages();
    // What a panic says may hold what somebody keeps here: where it happened is all that others need to find it.
    std::panic::set_hook(Box::new(warroom::cli::confess));
    warroom::cli::run(std::env::args_os())
}

/// Memory comes in pages of a few kilobytes. In those of two megabytes, which some systems hand out unasked, a program that
/// holds little holds half as much again, and a short command spends a sixth of its time on emptying them.
#[cfg(target_os = "linux")]
fn take_small_pages() {
    // Where that is refused all is well, too.
    rustix::thread::disable_transparent_huge_pages(true).ok();
}

#[cfg(not(target_os = "linux"))]
fn take_small_pages() {}
