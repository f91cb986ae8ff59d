//! Whom a program numbers and now lists at another company: the seat that it told of before is one of the past.

use std::collections::BTreeMap;

use serde_json::Value;

use super::intake::{Intake, Table};
use crate::exchange::origin::is_note;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Problem, Record, Seat};

/// Where people are listed who have a number of their program's, which lists each of them once.
#[derive(Default)]
pub(super) struct Posts(BTreeMap<Id, Vec<Post>>);

struct Post {
    row: usize,
    account: Id,
    seat: Id,
}

impl Posts {
    /// Notes that a row tells of a seat.
    pub(super) fn note(&mut self, person: Id, (row, account, seat): (usize, Id, Id)) {
        self.0.entry(person).or_insert_with(|| Vec::with_capacity(1)).push(Post { row, account, seat });
    }

    /// Ends the seats elsewhere that the same table told of and tells of no more, and says so; one that was ended so and is told
    /// of again goes on.
    pub(super) fn end_former(self, intake: &mut Intake, table: &Table) {
        let cells = format!("{}.", table.source);
        let told = |record: &Record| record.extra().keys().any(|name| name.starts_with(&cells) && !is_note(name));
        let today = intake.now.date_naive();
        for (person, posts) in self.0 {
            let [Post { row, account, seat }] = posts.as_slice() else { continue };
            intake.aside.fold();
            let is_told = |intake: &Intake, id: Id| intake.aside.record(id).is_some_and(told);
            let here = intake.aside.get::<Seat>(*seat).map(|seat| seat.to.is_some());
            // Who sits there already has not moved: the rows of other seats may only be missing.
            if here.is_some_and(|is_former| !is_former || is_told(intake, *seat)) {
                continue;
            }
            if here.is_some() {
                let mut again = Want::new(*row, Kind::Seat, *seat);
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
                let mut want = Want::new(*row, Kind::Seat, id);
                want.set("to", today.pred_opt().map(|day| day.to_string()), &[]);
                let record = intake.aside.record(id);
                let names = record.into_iter().flat_map(|record| record.extra().keys());
                let said: Vec<String> =
                    names.filter(|name| name.starts_with(&cells)).map(ToString::to_string).collect();
                for name in &said {
                    want.set(name, Value::Null, &[]);
                }
                let [name, from] = [person, from].map(|id| intake.aside.name(id));
                intake.note(*row, Problem::new("problem-import-moved").with("name", name).with("from", from));
                intake.want(want);
            }
        }
    }
}
