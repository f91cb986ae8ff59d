//! Tables for people: the records of one kind as CSV, columns from the field table.
//!
//! References are written as id and, beside it, name. Entries of lists are written as JSON, so that such a table can be
//! read back; the complete form of everything is NDJSON.

use std::collections::BTreeSet;

use serde_json::Value;

use super::order;
use super::selection::Selection;
use super::since;
use crate::edit::Room;
use crate::model::field::{BASIS, Field, Type};
use crate::model::{Id, Kind, Record, value};

/// The table of one kind, header first, lines ending in `\n`.
pub fn write(room: &Room, kind: Kind, selection: &Selection) -> String {
    let selection = Selection { kinds: vec![kind], ..selection.clone() };
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut records = selection.records(room);
    order::sort(room, &mut records);
    let columns = columns(kind, selection.sensitive, &records);
    let titles = columns.iter().flat_map(|(name, field)| titles(name, field));
    // What it goes back to in another store is said where there is such a thing.
    let read = |record: &Record| {
        let map = selection.fields(room, record);
        map.get(since::READ).filter(|_| !since::is_as_read(&map)).map(value::plain)
    };
    let has_read = records.iter().any(|record| read(record).is_some());
    // Writing into memory cannot fail.
    let head = ["kind".to_owned(), "id".to_owned()].into_iter().chain(titles);
    let _ = writer.write_record(head.chain(has_read.then(|| since::READ.to_owned())));
    for record in records {
        let map = selection.fields(room, record);
        let cells = columns.iter().flat_map(|(name, field)| cells(room, field, map.get(name).unwrap_or(&Value::Null)));
        let head = [kind.code().to_owned(), record.id().to_string()].into_iter().chain(cells);
        let _ = writer.write_record(head.chain(has_read.then(|| read(record).unwrap_or_default())));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What each column holds, under the name it has in a record: every field, and behind a judgement what it rests on, where
/// some record says it.
fn columns(kind: Kind, sensitive: bool, records: &[&Record]) -> Vec<(String, Field)> {
    let names = records.iter().flat_map(|record| record.extra().keys());
    let said: BTreeSet<&str> = names.filter(|name| kind.field(name).is_some()).collect();
    let basis = |judged: &Field| {
        let names = BASIS.map(|part| (format!("{}.{}", judged.name, part.name), part));
        names.into_iter().filter(|(name, _)| said.contains(name.as_str()))
    };
    let fields = kind.fields().iter().filter(|field| sensitive || !field.sensitive);
    fields.flat_map(|field| std::iter::once((field.name.to_owned(), *field)).chain(basis(field))).collect()
}

/// The column of names beside a column of ids.
pub(super) fn name_column(field: &Field) -> Option<String> {
    (matches!(field.ty, Type::Ref(_)) && !field.many).then(|| format!("{}_name", field.name))
}

fn titles(name: &str, field: &Field) -> Vec<String> {
    let name = if name == "kind" { "own_kind" } else { name };
    std::iter::once(name.to_owned()).chain(name_column(field)).collect()
}

fn cells(room: &Room, field: &Field, value: &Value) -> Vec<String> {
    let text = match field.ty {
        Type::Entries(_) if !value.is_null() => value.to_string(),
        Type::Text if field.many => texts(value),
        _ => value::plain(value),
    };
    let name = || value.as_str().and_then(|text| text.parse::<Id>().ok()).map_or_else(String::new, |id| room.name(id));
    std::iter::once(harmless(text)).chain(name_column(field).map(|_| harmless(name()))).collect()
}

/// Lines of a list, joined as people do; as JSON where a line holds a separator itself.
fn texts(value: &Value) -> String {
    let lines: Vec<String> = value.as_array().into_iter().flatten().map(value::plain).collect();
    let ambiguous = |line: &String| line.starts_with('[') || line.contains([',', '，', ';', '；', '、', '\n']);
    if lines.iter().any(ambiguous) { value.to_string() } else { lines.join("; ") }
}

/// What a cell of a formula begins with.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that a spreadsheet would run as a formula gets an apostrophe in front; a plain number is no formula, nor is a day
/// of no year or a number of a phone, which nothing runs. What looks as if it had got one gets another, so that [`original`]
/// gives every cell back.
pub(super) fn harmless(text: String) -> String {
    let plain = text.parse::<f64>().is_ok() || is_yearless(&text) || is_dialled(&text);
    let formula = text.starts_with(FORMULA) && !plain;
    if formula || is_guarded(&text) { format!("'{text}") } else { text }
}

/// Whether it is a number of a phone from abroad, or several in one cell, as lists or Google part them: neither a semicolon
/// nor three colons are a sign between numbers that anything runs.
fn is_dialled(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '/' | '.');
    let is_number = |part: &str| {
        let rest = part.strip_prefix('+').unwrap_or(part);
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(is_part)
    };
    text.starts_with('+') && text.split(" ::: ").flat_map(|part| part.split("; ")).all(is_number)
}

/// What [`harmless`] was made from.
pub(super) fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_guarded(cell)).unwrap_or(cell)
}

/// Whether it is a birthday as address books write it that know no year: `--05-06`.
fn is_yearless(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if matches!(at, 0 | 1 | 4) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 7 && text.bytes().enumerate().all(fits)
}

fn is_guarded(cell: &str) -> bool {
    cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_harmless_comes_back_as_it_was() {
        for text in
            ["=x", "+1-418-656-9254 ext. 102", "-x", "@x", "'=x", "''+x", "-5", "'-5", "'quoted'", "Ada", "", "'"]
        {
            assert_eq!(original(&harmless(text.to_owned())), text);
        }
        assert_eq!(harmless("=x".to_owned()), "'=x");
        for (text, written) in [
            ("--05-06", "--05-06"),
            ("--05-06+1", "'--05-06+1"),
            ("'--05-06", "''--05-06"),
            ("+44 (0)20-7946", "+44 (0)20-7946"),
            ("+1+1", "'+1+1"),
            ("+47 1 ::: +47 2", "+47 1 ::: +47 2"),
            ("+46 99; +46 2", "+46 99; +46 2"),
            ("+46 99; =x", "'+46 99; =x"),
            ("+46 99; ", "'+46 99; "),
            ("+47 1 ::: 22 33", "+47 1 ::: 22 33"),
            ("+47 1 ::: =x", "'+47 1 ::: =x"),
            ("+47 1 ::: +a1", "'+47 1 ::: +a1"),
            ("+1 ::: +1+1", "'+1 ::: +1+1"),
            ("+1:2", "'+1:2"),
            ("+1 ::: ", "'+1 ::: "),
        ] {
            let cell = harmless(text.to_owned());
            assert_eq!((cell.as_str(), original(&cell)), (written, text));
        }
    }
}
