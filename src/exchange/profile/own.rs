//! Tables that `export --format csv` wrote: `kind`, `id`, and columns that are fields.

use serde_json::Value;

use super::intake::{Intake, Table};
use crate::exchange::sheet::name_column;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Problem, value};

pub(super) fn knows(header: &[String]) -> bool {
    header.first().is_some_and(|name| name == "kind") && header.get(1).is_some_and(|name| name == "id")
}

pub(super) fn read(intake: &mut Intake, table: &Table) {
    for line in table.lines() {
        let row = intake.row(line.number());
        let head = line.get("kind").parse::<Kind>().and_then(|kind| Ok((kind, line.get("id").parse::<Id>()?)));
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
        intake.lead(row, kind, id, line.get("id"));
        let mut want = Want::new(row, kind, id);
        let record = intake.aside.record(id).filter(|record| record.kind() == kind).cloned();
        let names: Vec<String> = kind.fields().iter().filter_map(name_column).collect();
        for (at, column) in table.header.iter().enumerate().skip(2) {
            let Some(field) = kind.field(if column == "own_kind" { "kind" } else { column }) else {
                // A column nobody knows would be lost without a word; the names beside ids are for reading only.
                if !line.at(at).is_empty() && !names.contains(column) {
                    intake.note(row, crate::edit::draft::unknown_field(kind, column));
                }
                continue;
            };
            let old = record.as_ref().map_or(Value::Null, |record| record.value(field.name));
            match value::parse(&field, line.at(at), &old, intake.now) {
                Ok(value) => want.set(field.name, value, &[]),
                Err(problem) => intake.note(row, problem.with("kind", kind).with("dropped", field.name)),
            }
        }
        intake.want(want);
    }
}
