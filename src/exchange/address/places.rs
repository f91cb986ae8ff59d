//! In which tables somebody came, and to which of them belongs who came in none and was added here.

use std::collections::BTreeSet;

use super::TABLES;
use crate::edit::Room;
use crate::exchange::ext::is_key;
use crate::exchange::origin::{VACANT, is_of_us, kind, parts};
use crate::model::extra::Extra;
use crate::model::{Id, Kind, Record, Seat};

/// The tables of people whose cells somebody remembers.
pub(super) fn sources<'e>(extras: impl Iterator<Item = &'e Extra>) -> BTreeSet<String> {
    let cells = extras.flat_map(Extra::keys).filter_map(parts);
    let of_people = cells.filter(|(source, column)| TABLES.contains(&kind(source)) && !is_of_us(column));
    of_people.map(|(source, _)| source.to_owned()).collect()
}

/// The accounts that the people of a table are on, `None` among them where some are on none; those of any table where none
/// is meant.
pub(in crate::exchange) fn of(room: &Room, table: Option<&str>) -> BTreeSet<Option<Id>> {
    let mut room = room.aside();
    let is_meant = |source: &str| table.map_or(TABLES.contains(&kind(source)), |table| table == source);
    let is_of = |extra: &Extra| extra.keys().filter_map(parts).any(|(source, _)| is_meant(source));
    let mut all = BTreeSet::new();
    for seat in room.each::<Seat>() {
        if !all.contains(&Some(seat.account)) && is_of(&seat.extra) {
            all.insert(Some(seat.account));
        }
    }
    let loose: Vec<Id> = room.ids(Kind::Person).filter(|id| !room.has_linked::<Seat>(*id)).collect();
    for id in loose {
        room.fold();
        if room.record(id).map(Record::extra).is_some_and(is_of) {
            all.insert(None);
            break;
        }
    }
    all
}

/// Whether a table told of a seat that nobody had it. What it calls nobody is no name of whoever came to it since.
pub(super) fn is_told_vacant(seat: &Seat, source: &str) -> bool {
    seat.extra.contains_key(&format!("{source}.{VACANT}"))
}

/// Whether a table has a row of a seat though nobody sits there: it told so, or it is one of posts. In others a row is somebody.
pub(super) fn is_post(seat: &Seat, source: &str) -> bool {
    is_told_vacant(seat, source) || kind(source) == "organogram" && has_cells(seat, source)
}

/// Whether a seat remembers what a table says of it.
pub(super) fn has_cells(seat: &Seat, source: &str) -> bool {
    seat.extra.keys().filter_map(|name| parts(name)).any(|(of, column)| of == source && !is_of_us(column))
}

/// Whether no other program has told of somebody: who is on a card or in a calendar was not added here.
pub(super) fn is_added_here<'e>(mut extras: impl Iterator<Item = &'e Extra>) -> bool {
    !extras.any(|extra| extra.keys().any(is_key))
}
