//! Tables that `export --format csv` wrote: `kind`, `id`, and columns that are fields, in whatever order somebody put them.

use serde_json::Value;

use super::intake::{Intake, Line, Table};
use crate::exchange::sheet::name_column;
use crate::exchange::since;
use crate::exchange::table::Cells;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Problem, value};

/// The columns that say which record a row is.
const HEAD: [&str; 2] = ["kind", "id"];

pub(super) fn knows(header: &[String]) -> bool {
    HEAD.iter().all(|column| header.iter().any(|name| name == column))
}

/// Whether a table with such columns is one of ours: they stand first, or its first row says in them which record it is.
pub(super) fn is_ours(header: &[String], first: Option<&Cells>) -> bool {
    let says_kind = |row| kind(header, row).is_some();
    let says_id = |row: &Cells| cell(header, row, HEAD[1]).parse::<Id>().is_ok_and(|id| !id.is_nil());
    header.iter().zip(HEAD).all(|(name, column)| name == column)
        || first.is_some_and(|row| says_kind(row) && says_id(row))
}

/// Of what kind the record of a row is.
pub(super) fn kind(header: &[String], row: &Cells) -> Option<Kind> {
    cell(header, row, HEAD[0]).parse().ok()
}

fn cell<'r>(header: &[String], row: &'r Cells, column: &str) -> &'r str {
    header.iter().position(|name| name == column).map_or("", |at| row.get(at))
}

/// Which record a row is. One that was added by hand has no id: the same row is the same record.
fn id(line: &Line, table: &Table) -> Result<Id, Problem> {
    match line.get(HEAD[1]) {
        "" => {
            let said: Vec<&str> = (0..table.header.len()).map(|at| line.at(at)).collect();
            Ok(Id::named("row", &said.join("\t")))
        }
        id => id.parse(),
    }
}

pub(super) fn read(intake: &mut Intake, table: &Table) {
    for line in table.lines() {
        let row = intake.row(line.number());
        let head = line.get("kind").parse::<Kind>().and_then(|kind| Ok((kind, id(&line, table)?)));
        let (kind, id) = match head {
            Ok((kind, id)) if !id.is_nil() => (kind, id),
            Ok((_, id)) => {
                intake.fail(row, Problem::new("problem-not-an-id").with("text", id));
                continue;
            }
            Err(problem) => {
                intake.fail(row, problem);
                continue;
            }
        };
        intake.lead(row, kind, id, &id.to_string());
        let mut want = Want::new(row, kind, id);
        let record = intake.aside.record(id).filter(|record| record.kind() == kind).cloned();
        let names: Vec<String> = kind.fields().iter().filter_map(name_column).collect();
        let told = table.header.iter().enumerate().filter(|(_, column)| !HEAD.contains(&column.as_str()));
        for (at, column) in told {
            if column == since::READ {
                want.set(column, Some(line.at(at)).filter(|at| !at.is_empty()).map_or(Value::Null, Value::from), &[]);
                continue;
            }
            let name = if column == "own_kind" { "kind" } else { column };
            let Some(field) = kind.field(name) else {
                // A column nobody knows would be lost without a word; the names beside ids are for reading only.
                if !line.at(at).is_empty() && !names.contains(column) {
                    intake.note(row, crate::edit::draft::unknown_field(kind, column));
                }
                continue;
            };
            let old = record.as_ref().map_or(Value::Null, |record| record.value(name));
            match value::parse(&field, line.at(at), &old, intake.now) {
                Ok(value) => want.set(name, value, &[]),
                Err(problem) => intake.note(row, problem.with("kind", kind).with("dropped", name)),
            }
        }
        intake.want(want);
    }
}
