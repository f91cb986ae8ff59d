//! What is known of people and goes into no column of the list they are written in, or stays home for it is personal.

use std::collections::{BTreeMap, BTreeSet};

use super::Profile;
use super::columns::What;
use super::days;
use super::row::{Column, Page, Row};
use crate::edit::Room;
use crate::exchange::selection::Selection;
use crate::model::choice::VisitStatus;
use crate::model::value::plain;
use crate::model::{Id, Kind, Record, Seat};

/// Fields that say nothing of somebody, or are said in the column of another.
const TOLD: [&str; 4] = ["id", "person", "account", "position"];

/// What stays behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Homeless {
    /// Fields without a column, and of how many people something stays behind there.
    pub fields: BTreeMap<(Kind, &'static str), usize>,
    /// How many seats have nobody in them: a list is of people.
    pub seats: usize,
    /// How many seats are of the past, of people who have others: the list cannot say that they are.
    pub former: usize,
    /// How many visits say no more that they were made: a calendar has no place for what they came to.
    pub visits: usize,
}

impl Homeless {
    /// How many of each are not written as they are here: empty seats, seats of the past, visits.
    pub const fn counts(&self) -> [usize; 3] {
        [self.seats, self.former, self.visits]
    }

    /// Of a calendar.
    pub fn of_calendar(room: &Room, selection: &Selection) -> Self {
        let is_made =
            |record: &&Record| matches!(record, Record::Visit(visit) if visit.status == Some(VisitStatus::Done));
        Self { visits: selection.records(room).into_iter().filter(is_made).count(), ..Self::default() }
    }

    /// Of rows, and what was written of them in these columns.
    pub(super) fn of(page: &Page, rows: &[Row], cells: &[Vec<String>], columns: &[Column]) -> Self {
        let mut all: BTreeMap<(Kind, &'static str), BTreeSet<Option<Id>>> = BTreeMap::new();
        for (row, cells) in rows.iter().zip(cells) {
            for field in of(row, cells, columns) {
                all.entry(field).or_default().insert(row.who);
            }
            if page.selection.sensitive && days::is_left(page.room, row.who, cells) {
                all.entry((Kind::Occasion, "what")).or_default().insert(row.who);
            }
        }
        let fields = all.into_iter().map(|(field, people)| (field, people.len())).collect();
        let is_empty = |seat: &Seat| seat.person.is_none();
        let is_asked = |seat: &Seat| page.selection.account.is_none_or(|account| account == seat.account);
        let seats = page.room.each::<Seat>().filter(|seat| is_empty(seat) && is_asked(seat)).count();
        Self { fields, seats, ..Self::default() }
    }
}

/// Of how many people what is personal would be written, were it asked for; `columns` are all that would be there then, but
/// for those of a file of which nothing may leave the house.
pub(super) fn withheld(page: &Page, rows: &[Row], columns: &[Column]) -> usize {
    if page.selection.sensitive {
        return 0;
    }
    let whats: Vec<What> = columns.iter().filter_map(|(_, what)| *what).filter(|what| what.is_sensitive()).collect();
    // What is nobody's secret of a cell that stays home is said anew.
    let is_open = |key: &String| {
        let of_key = |(column, what): &Column| column == key && what.is_some_and(|what| !what.is_sensitive());
        columns.iter().any(of_key)
    };
    let is_written = |key: &String| match page.profile {
        Profile::Original => true,
        Profile::Salesforce => !key.starts_with('='),
        _ => false,
    };
    let is_cell = |row: &Row, key: &String| is_written(key) && row.is_withheld(key) && !is_open(key);
    let stays = |row: &&Row| {
        let has = |(kind, field): (Kind, &str)| {
            let id = if kind == Kind::Person { row.who } else { row.seat };
            id.and_then(|id| page.room.record(id)).is_some_and(|record| !record.value(field).is_null())
        };
        let is_day = |what: &What| what.field().is_none() && !row.now(page, *what).is_empty();
        whats.iter().any(is_day)
            || whats.iter().filter_map(|what| what.field()).any(has)
            || row.columns.iter().any(|key| is_cell(row, key))
    };
    rows.iter().filter(stays).map(|row| row.who.or(row.seat)).collect::<BTreeSet<_>>().len()
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
