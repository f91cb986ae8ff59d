//! What a row of a list of ours tells of how its records are here, for the day it comes back.

use std::collections::BTreeSet;

use serde_json::Value;

use super::columns::What;
use super::row::{Column, Page, Row};
use crate::edit::Room;
use crate::exchange::sheet::original;
use crate::exchange::since::{house, seats, was};
use crate::model::{Kind, Seat};

impl Row {
    /// Whether what a column holds was taken away here since another store told it.
    pub(super) fn emptied(&self, room: &Room, what: What) -> bool {
        // A label is there as long as what it stands beside.
        let what = if let What::Label(_, of) = what { *of } else { what };
        let Some((kind, name)) = what.field() else { return false };
        let (id, fields) = if kind == Kind::Person { (self.who, &self.person) } else { (self.seat, &self.sits) };
        let held = id.and_then(|id| room.held(id)).filter(|_| fields.get(name).is_none_or(Value::is_null));
        held.is_some_and(|held| was::was_emptied(held, name))
    }

    /// Whose row it is, and what all is like here that these cells tell: when the list comes back, what was changed there and
    /// what here are told apart.
    pub(super) fn was(&self, page: &Page, columns: &[&Column], cells: &[String]) -> String {
        let there = || columns.iter().zip(cells).filter_map(|((key, what), cell)| Some((key, (*what)?, cell)));
        let mut fields: BTreeSet<(Kind, &'static str)> = there().filter_map(|(_, what, _)| what.field()).collect();
        // Which of two notes a column has.
        if fields.contains(&(Kind::Person, "notes")) && self.shares_notes(page) {
            fields.insert((Kind::Seat, "notes"));
        }
        let one = |(kind, name): (Kind, &'static str)| {
            // Of what stays home, no digest tells either.
            let (id, fields) = if kind == Kind::Person { (self.who, &self.person) } else { (self.seat, &self.sits) };
            let held = page.room.held(id?)?;
            let told = || there().filter(|(_, what, _)| what.field() == Some((kind, name)));
            let says = |line: &str| told().any(|(_, _, cell)| cell.contains(line));
            let is_there =
                |line: &str| says(line.trim()) || line.strip_prefix("wechat:").is_some_and(|id| says(id.trim()));
            let is_written = |line: &str| name == "buying_roles" || is_there(line);
            let said = told().map(|(key, _, cell)| (key.as_str(), original(cell)));
            was::of_row(held, name, fields.get(name).unwrap_or(&Value::Null), is_written, was::cells(said))
        };
        let ids = [self.who, self.seat].map(|id| id.map_or_else(|| "-".to_owned(), |id| id.to_string()));
        let by = self.who.or(self.seat).and_then(|id| page.room.held(id)).map(was::by);
        let there = was::columns(columns.iter().map(|(key, _)| key.as_str()));
        let seat = self.seat.and_then(|id| page.room.get::<Seat>(id));
        let beside = seat.as_ref().and_then(|seat| seats::beside(page.room, seat));
        let names_it = fields.contains(&(Kind::Seat, "account"));
        let house = seat.filter(|_| names_it).and_then(|seat| house::told(page.room, seat, 1));
        let more = [there].into_iter().chain(by).chain(beside).chain(house);
        ids.into_iter().chain(fields.into_iter().filter_map(one)).chain(more).collect::<Vec<_>>().join(" ")
    }
}
