//! Whether a table is another version of one that was read, or has its headings by chance: two colleagues write their lists
//! with one form.

use std::collections::BTreeSet;

use serde_json::Value;

use super::accounts;
use super::headers::{OF_NAMES, is_everywhere, meaning_among};
use super::organogram::POST;
use crate::edit::Room;
use crate::exchange::origin::kind;
use crate::exchange::table::Cells;
use crate::model::Record;

/// Whether two thirds of the rows of a table, and of those that the records of another remember, are in both: a list of some of
/// them under another name is somebody else's.
pub(super) fn shares_rows(room: &Room, source: &str, columns: &[String], rows: &[Cells]) -> bool {
    // Numbers begin at 1 in every list, but for those that a program gives to all its contacts.
    let is_number = |(at, column): &(usize, &String)| {
        let numbers = || rows.iter().map(|row| row.get(*at).trim()).filter(|number| !number.is_empty());
        meaning_among(column, columns) == Some("id")
            && numbers().next().is_some()
            && numbers().all(|number| is_everywhere(column, number))
    };
    let is_numbered = kind(source) == "contacts" && columns.iter().enumerate().any(|column| is_number(&column));
    let is_telling = |column: &(usize, &String)| match kind(source) {
        accounts::SOURCE => accounts::named(column.1) == Some("name"),
        "organogram" => [POST, "Job Title"].contains(&column.1.as_str()),
        _ if is_numbered => is_number(column),
        _ => meaning_among(column.1, columns).is_some_and(|what| OF_NAMES.contains(&what)),
    };
    let telling = columns.iter().enumerate().filter(is_telling);
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
