//! What is known of people and goes into no column of the list they are written in.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::What;
use super::row::{Column, Row};
use crate::model::value::plain;
use crate::model::{Id, Kind};

/// Fields that say nothing of somebody, or are said in the column of another.
const TOLD: [&str; 4] = ["id", "person", "account", "position"];

/// Fields without a column, and of how many people something stays behind there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Homeless(pub BTreeMap<(Kind, &'static str), usize>);

impl Homeless {
    /// Of rows, and what was written of them in these columns.
    pub(super) fn of(rows: &[Row], cells: &[Vec<String>], columns: &[Column]) -> Self {
        let mut all: BTreeMap<(Kind, &'static str), BTreeSet<Option<Id>>> = BTreeMap::new();
        for (row, cells) in rows.iter().zip(cells) {
            for field in of(row, cells, columns) {
                all.entry(field).or_default().insert(row.who);
            }
        }
        Self(all.into_iter().map(|(field, people)| (field, people.len())).collect())
    }
}

/// The fields of which a row does not say all.
fn of(row: &Row, cells: &[String], columns: &[Column]) -> Vec<(Kind, &'static str)> {
    let whats = || columns.iter().filter_map(|(_, what)| *what);
    let has = |wanted: What| whats().any(|what| what == wanted);
    let is_said = |(kind, name): (Kind, &'static str)| match name {
        "phones" | "emails" => row.all(name).iter().all(|line| cells.iter().any(|cell| cell.contains(line.trim()))),
        "messengers" if !has(What::Messengers) => {
            let is_first = row.all(name).len() == 1 && row.all(name).iter().all(|one| one.starts_with("wechat:"));
            has(What::WeChat) && is_first
        }
        "notes" => {
            let text =
                if kind == Kind::Person { &row.person } else { &row.sits }.get(name).map(plain).unwrap_or_default();
            cells.iter().any(|cell| cell.contains(text.trim()))
        }
        // A number says nobody who is only named.
        "reports_to_text" => has(What::Manager),
        _ => whats().any(|what| what.field() == Some((kind, name))),
    };
    let filled = [(Kind::Person, &row.person), (Kind::Seat, &row.sits)].into_iter().flat_map(|(kind, map)| {
        let names = kind.open_fields().map(|field| field.name).filter(|name| !TOLD.contains(name));
        names.filter(|name| map.contains_key(*name)).map(move |name| (kind, name))
    });
    filled.filter(|field| !is_said(*field)).collect()
}
