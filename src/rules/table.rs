//! Reading the tables that rules are tuned by.

use serde::de::DeserializeOwned;

use crate::model::Problem;

/// Reads a table; the problem, of the id given, names its line and what is wrong there.
pub(super) fn read<T: DeserializeOwned>(text: &str, unreadable: &'static str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(before).filter(|byte| *byte == b'\n').count() + 1;
        Problem::new(unreadable).with("line", line).with("reason", error.message())
    })
}
