//! Accounts as the tables they came in have them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::table;
use crate::edit::Room;
use crate::exchange::profile::intake::COLUMNS;
use crate::exchange::profile::{account_field, keys, shown};
use crate::exchange::selection::Selection;
use crate::exchange::sheet::harmless;
use crate::exchange::since;
use crate::model::value::plain;
use crate::model::{Id, Kind, Problem, Record};

/// The tables whose cells accounts remember, and the fields some of their columns hold that have another name elsewhere.
const TABLES: [(&str, &[(&str, &str)]); 2] = [
    ("accounts", &[]),
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

/// The list, header first. Of several tables the columns of all.
pub(super) fn write(room: &Room, selection: &Selection) -> Result<String, Problem> {
    let selection = Selection { kinds: vec![Kind::Account], ..selection.clone() };
    let records = selection.records(room);
    let from = |source: &str| -> Vec<&Record> {
        let prefix = format!("{source}.");
        records.iter().filter(|one| one.extra().keys().any(|key| key.starts_with(&prefix))).copied().collect()
    };
    let all: Vec<_> = TABLES
        .into_iter()
        .map(|(source, names)| (source, names, from(source)))
        .filter(|(.., all)| !all.is_empty())
        .collect();
    let (source, names, rows) = match all.as_slice() {
        [] => return Err(Problem::new("problem-export-no-original")),
        [one] => one,
        _ => {
            let tables = all.iter().map(|(source, ..)| *source).collect::<Vec<_>>().join(" · ");
            return Err(Problem::new("problem-export-several-originals").with("tables", tables));
        }
    };
    let columns = columns(source, rows);
    let header = columns.iter().map(|(_, written)| written.clone()).collect();
    let cells =
        rows.iter().map(|record| columns.iter().map(|(key, _)| cell(room, record, source, names, key)).collect());
    Ok(table(std::iter::once(header).chain(cells)))
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
    let known = known.filter(|key| *key != COLUMNS).map(|key| (key.to_owned(), shown(key).to_owned()));
    let mut seen = BTreeSet::new();
    written.chain(known).filter(|(key, _)| seen.insert(key.clone())).collect()
}

/// What a column says today: what was kept while what it says was not changed here.
fn cell(room: &Room, record: &Record, source: &str, names: &[(&str, &str)], key: &str) -> String {
    let kept = record.extra().get(&format!("{source}.{key}")).map(plain).unwrap_or_default();
    let other = names.iter().find(|(column, _)| *column == key).map(|(_, field)| *field);
    let Some(field) = other.or_else(|| account_field(key)) else { return harmless(kept) };
    let changed = room.held(record.id()).map(|held| since::changed(held, source)).unwrap_or_default();
    if !changed.contains(&field) {
        return harmless(kept);
    }
    let value = record.value(field);
    let named = value.as_str().and_then(|text| text.parse::<Id>().ok()).map(|id| room.name(id));
    let lines = || value.as_array().map(|lines| lines.iter().map(plain).collect::<Vec<_>>().join("; "));
    harmless(named.or_else(lines).unwrap_or_else(|| plain(&value)))
}
