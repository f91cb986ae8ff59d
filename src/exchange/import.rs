//! Reading any file into a plan: bytes, to text, to what the file wants, to what changes.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset};

use super::plan::Plan;
use super::settle::{Progress, settle};
use super::{ndjson, profile, table};
use crate::edit::Room;
use crate::model::Problem;

/// The forms of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own, a record a line.
    Ndjson,
    /// A table: comma, semicolon or tab between the cells.
    Csv,
}

impl Format {
    /// What a file is, by its name or else by how it begins.
    pub fn guess(name: &str, text: &str) -> Self {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let begins = if text.trim_start().starts_with('{') { Self::Ndjson } else { Self::Csv };
        extension.parse().unwrap_or(begins)
    }
}

impl FromStr for Format {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        match text.to_lowercase().as_str() {
            "json" | "ndjson" | "jsonl" => Ok(Self::Ndjson),
            "csv" | "tsv" => Ok(Self::Csv),
            _ => Err(Problem::new("problem-import-format").with("text", text).with("formats", "ndjson csv")),
        }
    }
}

/// How to read a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The form, where the name does not say it.
    pub format: Option<Format>,
    /// The account, by name, of rows that name none.
    pub account: Option<String>,
    /// Columns that the user explained: `(column, field)`.
    pub map: Vec<(String, String)>,
}

/// Works out what importing a file would do; nothing is changed. `name` is the file's name, for its form and for the
/// history. Refuses only a file of which nothing can be understood; bad rows are rows of the plan.
pub fn read(
    bytes: &[u8],
    name: &str,
    options: &Options,
    room: &Room,
    now: DateTime<FixedOffset>,
    progress: Progress<'_>,
) -> Result<Plan, Problem> {
    let text = table::decode(bytes);
    let (rows, wants) = match options.format.unwrap_or_else(|| Format::guess(name, &text)) {
        Format::Ndjson => ndjson::parse(&text),
        Format::Csv => profile::parse(&text, options, room, now)?,
    };
    // The history says which file it was, not in which folder it lay.
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    Ok(settle(room, wants, rows, file, now.into(), progress))
}
