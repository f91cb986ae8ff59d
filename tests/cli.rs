//! The command line as scripts use it: the real program, its output, its exit statuses.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a test ends where anything is wrong")]

mod answers;
mod files;
mod listing;
mod process;
mod records;
