//! The war room of a key-account team, as a library; `main.rs` only starts it.
//!
//! The map of the house, from the ground up. A room may use those above it in this list, never those below
//! (`tests/layers.rs` holds the exact table):
//!
//! * [`model`]: the records of the trade as plain data, and the field tables that describe them.
//! * [`edit`]: the only way a record changes: edits, their inverse, the [`edit::Room`] they act on, the guards.
//! * [`rules`]: pure answers at a given `now`: working days, lunar dates, the ladder, the agenda, influence.
//! * [`find`]: search keys (text, pinyin, initials), fuzzy ranking, filter expressions.
//! * [`store`]: journal first, sled second; the only room that knows the disk format.
//! * [`exchange`]: reading and writing other people's files, and the bundled sample.
//! * [`report`]: briefings as data, and as Markdown, plain text and HTML.
//! * [`input`], [`text`], [`theme`], [`config`], [`clock`]: keys, languages, styles, options, time.
//! * [`widget`]: pieces of a screen that know no record; [`screen`]: the screens; [`overlay`]: what lies on top.
//! * [`command`]: every command by name; [`term`]: the terminal, always restored.
//! * [`app`]: the event loop; [`cli`]: the command line.

pub mod app;
pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod edit;
pub mod exchange;
pub mod find;
pub mod input;
pub mod model;
pub mod overlay;
pub mod report;
pub mod rules;
pub mod screen;
pub mod store;
pub mod term;
pub mod text;
pub mod theme;
pub mod widget;
