//! Names among messengers: which columns of a list have some, and what becomes of those that are gone from them.

use serde_json::Value;

use super::apart::several;
use super::columns::Columns;
use super::intake::{Intake, Line};
use super::labelled::{self, Said as Labelled};
use super::named::shown;
use crate::exchange::want::Want;
use crate::model::{Kind, Record, value};

/// Names among messengers, each with the messenger it is of where the column says one.
pub(super) fn fill(intake: &Intake, person: &mut Want, columns: &Columns, line: &Line, told: &[Labelled]) {
    let of_label: Vec<(String, Vec<&str>)> = told.iter().filter_map(Labelled::messenger).collect();
    let own = names(columns, |column| line.get(column));
    let all: Vec<String> = own.into_iter().chain(of_label.iter().map(|(name, _)| name.clone())).collect();
    let here = intake.aside.record(person.id).map(Record::extra);
    let before =
        names(columns, |column| here.and_then(|cells| cells.get(&line.key(column))?.as_str()).unwrap_or_default());
    let targets = ["wechat", "messengers"];
    let is_emptied = || columns.emptied(line, &targets, Kind::Person, "messengers").is_some();
    let emptied = labelled::emptied(&columns.labelled, line, "custom field ", (Kind::Person, "messengers"));
    if all.is_empty() && before.is_empty() && emptied.is_none() && !is_emptied() {
        return;
    }
    let own: Vec<String> = columns.keys(line, &targets).into_iter().chain(emptied.into_iter().flatten()).collect();
    let cells = own.iter().map(String::as_str).chain(of_label.iter().flat_map(|(_, cells)| cells.iter().copied()));
    let said = if all.is_empty() { Value::Null } else { all.into() };
    person.set("messengers", said, &cells.collect::<Vec<_>>());
    // Those that the cells said when they were last read go here where they are gone there.
    let before = Kind::Person.field("messengers").and_then(|field| value::check(&field, &before.into()).ok());
    if let Some(wish) = person.fields.get_mut("messengers") {
        wish.base = before.filter(Value::is_array).map(Box::new);
    }
}

/// What the columns say, each name with the messenger it is of.
fn names<'t>(columns: &Columns, cell: impl Fn(&str) -> &'t str) -> Vec<String> {
    let of = |column: &&str| {
        let service = shown(column).trim().to_lowercase();
        let is_one = !["messenger", "messengers", "即时通讯"].contains(&service.as_str());
        let named = |name: &str| {
            if is_one && !name.contains(':') { format!("{service}:{name}") } else { name.to_owned() }
        };
        several(cell(column)).map(named).collect::<Vec<_>>()
    };
    let wechat = columns.all("wechat").iter().flat_map(|column| several(cell(column)));
    wechat.map(|name| format!("wechat:{name}")).chain(columns.all("messengers").iter().flat_map(of)).collect()
}
