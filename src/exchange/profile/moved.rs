//! Whom a program numbers and now lists at another company, or a list of ours: the seat that it told of before is one of the past.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::columns::Columns;
use super::headers::is_everywhere;
use super::intake::{Intake, Line, Table, folded};
use super::then;
use crate::exchange::origin::is_note;
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Person, Problem, Record, Seat};

/// Somebody, and the accounts they are at.
type Sitting = (Id, Vec<Id>);

/// Whom a list told of before under numbers of its own, which count within a company.
#[derive(Default)]
pub(super) struct Numbered {
    /// By number and name, with the accounts it has them at.
    people: HashMap<(String, String), Vec<Sitting>>,
    /// The accounts and numbers of its rows.
    rows: HashSet<(Id, String)>,
}

impl Numbered {
    pub(super) fn of(intake: &Intake, table: &Table, columns: &Columns) -> Self {
        let mut known = Self::default();
        for column in columns.all("id") {
            for (id, said) in intake.room.keeping(&format!("{}.{column}", table.source)) {
                let Some(number) = said.as_str().map(str::trim).filter(|number| !number.is_empty()) else { continue };
                if is_everywhere(column, number) || intake.aside.get::<Person>(id).is_none() {
                    continue;
                }
                let seats = intake.aside.linked::<Seat>(id).filter(|seat| seat.person == Some(id) && seat.to.is_none());
                let accounts = seats.map(|seat| seat.account).collect();
                let key = (number.to_owned(), folded(&intake.aside.name(id)));
                known.people.entry(key).or_default().push((id, accounts));
            }
        }
        if !known.people.is_empty() {
            let row = |line: Line| {
                let account = intake.account_here(columns.company(&line).0)?;
                Some((account, columns.get(&line, "id").to_owned()))
            };
            known.rows = table.lines().filter_map(row).collect();
        }
        known
    }

    /// Who is meant by a number and a name at an account: who is there already, else the one whom the list has no more where
    /// they were.
    pub(super) fn find(&self, account: Id, number: &str, name: &str) -> Option<Id> {
        let people = self.people.get(&(number.to_owned(), folded(name)))?;
        let sits = people.iter().find(|(_, accounts)| accounts.contains(&account));
        let is_there = |at: &Id| self.rows.contains(&(*at, number.to_owned()));
        let mut left = people.iter().filter(|(_, accounts)| !accounts.iter().any(is_there));
        let one = || left.next().filter(|_| left.next().is_none());
        sits.or_else(one).map(|(id, _)| *id)
    }
}

/// Where people are listed who have a number of their program's, which lists each of them once.
#[derive(Default)]
pub(super) struct Posts(BTreeMap<Id, Vec<Post>>);

/// Where a row has somebody.
pub(super) struct Post {
    pub(super) row: usize,
    pub(super) account: Id,
    pub(super) seat: Id,
}

impl Posts {
    /// Notes that a row tells of a seat.
    pub(super) fn note(&mut self, person: Id, post: Post) {
        self.0.entry(person).or_insert_with(|| Vec::with_capacity(1)).push(post);
    }

    /// Ends the seats elsewhere that the same table told of and tells of no more, and says so; one that was ended so and is told
    /// of again goes on.
    pub(super) fn end_former(self, intake: &mut Intake, table: &Table) {
        let cells = format!("{}.", table.source);
        let told = |record: &Record| record.extra().keys().any(|name| name.starts_with(&cells) && !is_note(name));
        let today = intake.now.date_naive();
        for (person, posts) in self.0 {
            let [Post { row, account, seat }] = posts.as_slice() else { continue };
            let row = *row;
            intake.aside.fold();
            let is_told = |intake: &Intake, id: Id| intake.aside.record(id).is_some_and(told);
            let here = intake.aside.get::<Seat>(*seat).map(|seat| seat.to.is_some());
            // Who sits there already has not moved: the rows of other seats may only be missing.
            if here.is_some_and(|is_former| !is_former || is_told(intake, *seat)) {
                continue;
            }
            if here.is_some() {
                let mut again = Want::new(row, Kind::Seat, *seat);
                again.set("to", Value::Null, &[]);
                intake.want(again);
            }
            let elsewhere = intake.aside.linked::<Seat>(person).filter(|one| {
                one.person == Some(person)
                    && one.account != *account
                    && one.is_current(today)
                    && is_told(intake, one.id)
            });
            let former: Vec<(Id, Id)> = elsewhere.map(|one| (one.id, one.account)).collect();
            for (id, from) in former {
                end(intake, row, (person, id, from), &cells);
            }
        }
    }
}

/// Ends a seat of somebody who is elsewhere now, and says so.
pub(in crate::exchange) fn end(intake: &mut Intake, row: usize, (person, seat, from): (Id, Id, Id), cells: &str) {
    let [name, from] = [person, from].map(|id| intake.aside.name(id));
    intake.note(row, Problem::new("problem-import-moved").with("name", name).with("from", from));
    put_in_the_past(intake, row, seat, cells);
}

/// Ends a seat, unless it has ended, and has it forget the cells of a list that tells of it no more.
pub(super) fn put_in_the_past(intake: &mut Intake, row: usize, seat: Id, cells: &str) {
    let today = intake.now.date_naive();
    let mut want = Want::new(row, Kind::Seat, seat);
    let record = intake.aside.record(seat);
    if intake.aside.get::<Seat>(seat).is_none_or(|seat| seat.is_current(today)) {
        want.set("to", today.pred_opt().map(|day| day.to_string()), &[]);
    }
    let names = record.into_iter().flat_map(|record| record.extra().keys());
    for name in names.filter(|name| name.starts_with(cells)) {
        want.set(name, Value::Null, &[]);
    }
    intake.want(want);
}

/// Whether a row of a list of ours has somebody elsewhere than on the seat that it went out with, which is where it was; that
/// seat is one of the past then. `to` is where it has them.
pub(super) fn leaves(intake: &mut Intake, line: &Line, to: &Post, person: Id) -> bool {
    let was = line.then();
    let Some(seat) = then::who(was).1.filter(|seat| *seat != to.seat) else { return false };
    let Some(from) = intake.aside.get::<Seat>(seat).map(|seat| seat.account) else { return false };
    let is_where_it_was = was::is_as_it_was(was, Kind::Seat, "account", &from.to_string().into());
    if from == to.account || !is_where_it_was {
        return false;
    }
    let today = intake.now.date_naive();
    let is_current = |id: Id| intake.aside.get::<Seat>(id).is_some_and(|seat| seat.is_current(today));
    // Who sits there already has not moved.
    if is_current(seat) && !is_current(to.seat) {
        end(intake, to.row, (person, seat, from), &line.key(""));
    }
    true
}
