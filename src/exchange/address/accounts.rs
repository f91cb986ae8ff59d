//! Accounts as the tables they came in have them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::of_one_table;
use super::row::Page;
use crate::edit::Room;
use crate::exchange::origin::{COLUMNS, ROW, is_of_us, kind, parts};
use crate::exchange::profile::{account_field, keys, shown};
use crate::exchange::selection::Selection;
use crate::exchange::sheet::harmless;
use crate::exchange::{since, table};
use crate::model::value::plain;
use crate::model::{Id, Kind, Problem, Record};

/// The kind of lists of accounts that are no program's.
pub(super) const LISTS: &str = "accounts";

/// The kinds of tables whose cells accounts remember, and the fields some of their columns hold that have another name elsewhere.
const TABLES: [(&str, &[(&str, &str)]); 2] = [
    (LISTS, &[]),
    (
        "salesforce",
        &[
            ("Name", "name"),
            ("NumberOfEmployees", "headcount"),
            ("YearStarted", "founded"),
            ("BillingCity", "city"),
            ("BillingState", "region"),
            ("BillingCountry", "country"),
            ("Type", "stage"),
        ],
    ),
];

/// The list, header first, in the order of its file.
pub(super) fn write(page: &Page, selection: &Selection) -> Result<String, Problem> {
    let (room, selection) = (page.room, Selection { kinds: vec![Kind::Account], ..selection.clone() });
    let records = selection.records(room);
    let is_table = |source: &str| TABLES.iter().any(|(table, _)| *table == kind(source));
    let of = |record: &Record, source: &str| {
        record.extra().keys().filter_map(parts).any(|(of, column)| of == source && !is_of_us(column))
    };
    let cells = records.iter().flat_map(|record| record.extra().keys()).filter_map(parts);
    let sources: BTreeSet<&str> =
        cells.filter(|(source, column)| is_table(source) && !is_of_us(column)).map(|(source, _)| source).collect();
    of_one_table(page, &sources)?;
    let chosen = sources.iter().find(|source| page.table.as_ref().is_none_or(|table| table == *source));
    let source = *chosen.ok_or_else(|| Problem::new("problem-export-no-original"))?;
    let names = TABLES.iter().find(|(table, _)| *table == kind(source)).map_or(&[][..], |(_, names)| names);
    let place = |record: &&Record| record.extra().get(&format!("{source}.{ROW}")).and_then(Value::as_u64);
    let mut rows: Vec<&Record> = records.into_iter().filter(|record| of(record, source)).collect();
    rows.sort_by_key(|record| place(record).unwrap_or(u64::MAX));
    let columns = columns(source, &rows);
    let header = columns.iter().map(|(_, written)| written.clone()).collect();
    let cells =
        rows.iter().map(|record| columns.iter().map(|(key, _)| cell(room, record, source, names, key)).collect());
    Ok(table::write(std::iter::once(header).chain(cells), page.origins().form(source)))
}

/// The columns of a table: the names their cells are remembered under, and how they are written.
fn columns(source: &str, rows: &[&Record]) -> Vec<(String, String)> {
    let prefix = format!("{source}.");
    let orders = rows.iter().filter_map(|record| record.extra().get(&format!("{source}.{COLUMNS}"))?.as_array());
    let written = orders.flat_map(|order| {
        let order: Vec<String> = order.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        keys(&order).into_iter().zip(order)
    });
    let known = rows.iter().flat_map(|record| record.extra().keys()).filter_map(|key| key.strip_prefix(&prefix));
    let known = known.filter(|key| !is_of_us(key)).map(|key| (key.to_owned(), shown(key).to_owned()));
    let mut seen = BTreeSet::new();
    written.chain(known).filter(|(key, _)| seen.insert(key.clone())).collect()
}

/// What a column says today: what was kept while what it says was not changed here.
fn cell(room: &Room, record: &Record, source: &str, names: &[(&str, &str)], key: &str) -> String {
    let kept = record.extra().get(&format!("{source}.{key}")).map(plain).unwrap_or_default();
    let other = names.iter().find(|(column, _)| *column == key).map(|(_, field)| *field);
    let Some(field) = other.or_else(|| account_field(key)) else { return harmless(kept) };
    let changed = room.held(record.id()).map(since::changed).unwrap_or_default();
    if !changed.contains(&field) {
        return harmless(kept);
    }
    let value = record.value(field);
    let named = value.as_str().and_then(|text| text.parse::<Id>().ok()).map(|id| room.name(id));
    let lines = || value.as_array().map(|lines| lines.iter().map(plain).collect::<Vec<_>>().join("; "));
    harmless(named.or_else(lines).unwrap_or_else(|| plain(&value)))
}
