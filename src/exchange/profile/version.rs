//! Whether a table is another version of one that was read, or has its headings by chance: two colleagues write their lists
//! with one form.

use std::collections::BTreeSet;

use serde_json::Value;

use super::accounts;
use super::headers::meaning_among;
use super::organogram::POST;
use crate::edit::Room;
use crate::exchange::origin::kind;
use crate::exchange::table::Cells;
use crate::model::Record;

/// What somebody is known by in a list: numbers begin at 1 in every one.
const NAMES: [&str; 3] = ["name", "first_name", "last_name"];

/// Whether two thirds of the rows of a table, and of those that the records of another remember, are in both: a list of some of
/// them under another name is somebody else's.
pub(super) fn shares_rows(room: &Room, source: &str, columns: &[String], rows: &[Cells]) -> bool {
    let is_telling = |column: &String| match kind(source) {
        accounts::SOURCE => accounts::named(column) == Some("name"),
        "organogram" => [POST, "Job Title"].contains(&column.as_str()),
        _ => meaning_among(column, columns).is_some_and(|what| NAMES.contains(&what)),
    };
    let telling = columns.iter().enumerate().filter(|(_, column)| is_telling(column));
    let telling: Vec<(usize, String)> = telling.map(|(at, column)| (at, format!("{source}.{column}"))).collect();
    let says = |cells: &Vec<String>| cells.iter().any(|cell| !cell.is_empty());
    let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
    for (_, key) in &telling {
        for (_, held) in room.mentioning(key) {
            let Some(extra) = held.record.as_ref().map(Record::extra) else { continue };
            let cell = |key: &String| extra.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
            known.extend(Some(telling.iter().map(|(_, key)| cell(key)).collect()).filter(says));
        }
    }
    let said = rows.iter().map(|row| telling.iter().map(|(at, _)| row.get(*at).to_owned()).collect());
    let said: BTreeSet<Vec<String>> = said.filter(says).collect();
    said.intersection(&known).count() * 3 >= said.len().max(known.len()) * 2
}
