//! Whether a table is another version of one that was read, or has its headings by chance: two colleagues write their lists
//! with one form.

use std::collections::BTreeSet;

use super::accounts;
use super::headers::meaning_among;
use super::organogram::POST;
use crate::edit::Room;
use crate::exchange::origin::{ROW, kind};
use crate::exchange::table::Cells;

/// What tells somebody from others, of what columns hold.
const TELLING: [&str; 5] = ["id", "name", "first_name", "last_name", "emails"];

/// Whether half of the rows of a table, or of those that the records of another remember, are in both.
pub(super) fn shares_rows(room: &Room, source: &str, columns: &[String], rows: &[Cells]) -> bool {
    let is_telling = |column: &String| match kind(source) {
        accounts::SOURCE => ["id", "name"].iter().any(|field| accounts::named(column) == Some(field)),
        _ => column == POST || meaning_among(column, columns).is_some_and(|what| TELLING.contains(&what)),
    };
    let telling: Vec<(usize, String)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_telling(column))
        .map(|(at, column)| (at, format!("{source}.{column}")))
        .collect();
    if telling.is_empty() {
        return true;
    }
    // Cells are compared by all that tells: half of the people of one country share their first names.
    let known: BTreeSet<Vec<String>> = room
        .mentioning(ROW)
        .filter_map(|(_, held)| {
            let extra = held.record.as_ref()?.extra();
            let cell =
                |key: &String| extra.get(key).and_then(|cell| cell.as_str()).unwrap_or_default().trim().to_owned();
            Some(telling.iter().map(|(_, key)| cell(key)).collect::<Vec<_>>())
        })
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    let said: BTreeSet<Vec<String>> = rows
        .iter()
        .map(|row| telling.iter().map(|(at, _)| row.get(*at).to_owned()).collect::<Vec<_>>())
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    said.intersection(&known).count() * 2 >= said.len().min(known.len())
}
