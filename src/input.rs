//! Keys, and what they mean: reading events, keymap files, and the way from a key to the name of a command.
//!
//! Commands are only strings here; this room knows no screen and runs nothing.

pub mod key;
pub mod keymap;
mod load;

pub use key::{Code, Key};
pub use keymap::{Binding, Continuation, Keymap, Resolved};
pub use load::KeymapProblem;
