//! Our own file: every record as one line of JSON, `{"kind":…,"id":…,field:value,…}`.
//!
//! Kind and id come first, the fields sorted, the lines in the order `sort` gives them; fields no table knows travel
//! along. A record's own field `kind` is written `<kind>_kind` (`edge_kind`), because `kind` says what record it is.
//! Reading such a file into an empty room and writing it again gives the same bytes.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use serde_json::{Map, Value};

use super::import::contained;
use super::lines::lines as split;
use super::plan::Row;
use super::rejects::ERROR;
use super::selection::Selection;
use super::since;
use super::since::descent::{HEARD, heard};
use super::waiting::{Presses, Waiting};
use super::want::Want;
use crate::edit::Room;
use crate::model::{Id, Kind, Problem, Record};

/// The lines of an export, without their ends.
pub fn lines<'a>(room: &'a Room, selection: &'a Selection) -> impl Iterator<Item = String> + 'a {
    selection.records(room).into_iter().map(|record| line(room, record, selection))
}

/// One record as one line.
pub fn line(room: &Room, record: &Record, selection: &Selection) -> String {
    let kind = record.kind();
    let mut line = format!(r#"{{"kind":"{kind}","id":"{}""#, record.id());
    for (name, value) in fields(room, record, selection).into_iter().filter(|(name, _)| name != "id") {
        line.push(',');
        line.push_str(&Value::from(written(kind, name)).to_string());
        line.push(':');
        line.push_str(&value.to_string());
    }
    line.push('}');
    line
}

/// A record as the JSON object its line holds.
pub fn object(room: &Room, record: &Record, selection: &Selection) -> Map<String, Value> {
    let kind = record.kind();
    let fields = fields(room, record, selection).into_iter().map(|(name, value)| (written(kind, name), value));
    [("kind".to_string(), Value::from(kind.code()))].into_iter().chain(fields).collect()
}

/// The fields that go out, and which of them were changed here since a file told them.
fn fields(room: &Room, record: &Record, selection: &Selection) -> Map<String, Value> {
    let mut fields = selection.fields(room, record);
    fields.remove(since::KEPT);
    if since::is_as_read(&fields) {
        fields.remove(since::READ);
    }
    let own = room.held(record.id()).map(since::own).filter(|own| !own.is_null());
    fields.remove(HEARD);
    // Where what files said stays home, so does this; and what stays home others have not heard of.
    if selection.sensitive || record.kind() != Kind::Person {
        fields.extend(own.map(|own| (since::KEY.to_owned(), own)));
        fields.extend(room.held(record.id()).and_then(heard).map(|heard| (HEARD.to_owned(), heard)));
    }
    fields
}

fn written(kind: Kind, name: String) -> String {
    if name == "kind" { own_kind(kind) } else { name }
}

fn own_kind(kind: Kind) -> String {
    format!("{kind}_kind")
}

/// Lines that are worth a thread of their own.
const MANY: usize = 4096;

/// Reads every line; a line that is no record is a failed row. Refused where there is none.
pub(super) fn parse(text: &str) -> Result<(Vec<Row>, Vec<Waiting>), Problem> {
    let last = split(text.trim_end()).count() as u64;
    let lines: Vec<(u64, &str)> = (1..).zip(split(text)).filter(|(_, line)| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return Err(Problem::new("problem-import-empty"));
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let portion = lines.len().div_ceil(threads).max(MANY);
    thread::scope(|scope| {
        let read = |(nth, lines)| move || contained(|| Ok(read(lines, nth * portion, last)));
        let mut portions = lines.chunks(portion).enumerate();
        let first = portions.next();
        let others: Vec<_> = portions.map(|portion| scope.spawn(read(portion))).collect();
        let (mut rows, mut wants) = first.map_or_else(|| Ok(Default::default()), |first| read(first)())?;
        for other in others {
            let (mut more, mut waiting) = other.join().unwrap_or_else(|panic| resume_unwind(panic))?;
            rows.append(&mut more);
            wants.append(&mut waiting);
        }
        Ok((rows, wants))
    })
}

/// Reads some lines, of which the first becomes that row; the file ends with the last line.
fn read(lines: &[(u64, &str)], first: usize, last: u64) -> (Vec<Row>, Vec<Waiting>) {
    let mut rows = Vec::with_capacity(lines.len());
    let (mut wants, mut presses) = (Vec::new(), Presses::default());
    for (number, line) in lines.iter().copied() {
        let mut row = Row::at(number);
        match want(line, first + rows.len()) {
            Ok(want) => {
                row.leads(want.kind, want.id);
                row.ext_id = want.id.to_string();
                wants.push(presses.wait(want));
            }
            Err(_) if number == last && is_cut(line) => {
                row.fail(Problem::new("problem-import-cut").with("what", "}"));
            }
            Err(problem) => row.fail(problem),
        }
        rows.push(row);
    }
    (rows, wants)
}

/// Whether a line breaks off within a record.
fn is_cut(line: &str) -> bool {
    serde_json::from_str::<Map<String, Value>>(line).is_err_and(|error| error.is_eof())
}

fn want(line: &str, row: usize) -> Result<Want, Problem> {
    let mut map: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        // What is whole and no object is wrong from its beginning on.
        let read = line.get(..error.column().saturating_sub(1)).filter(|_| error.is_syntax() || error.is_eof());
        let column = read.map_or(0, |read| read.chars().count()) + 1;
        Problem::new("problem-import-not-json").with("column", column)
    })?;
    map.remove(ERROR);
    let Some(Value::String(kind)) = map.remove("kind") else {
        return Err(Problem::new("problem-import-no-kind"));
    };
    let kind: Kind = kind.parse()?;
    let id = match map.remove("id") {
        Some(Value::String(text)) => text.parse()?,
        // A line written by hand: the same line is the same record.
        None => Id::named("line", line.trim()),
        Some(other) => return Err(Problem::new("problem-not-an-id").with("text", other)),
    };
    if id.is_nil() {
        return Err(Problem::new("problem-not-an-id").with("text", id));
    }
    if let Some(own) = map.remove(&own_kind(kind)) {
        map.insert("kind".into(), own);
    }
    let mut want = Want::new(row, kind, id);
    map.into_iter().for_each(|(name, value)| want.set(&name, value, &[]));
    Ok(want)
}
