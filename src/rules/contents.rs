//! What an account has: how many records of each kind, and when the last of them happened.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::edit::Room;
use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Record};

/// How many records of each kind name an account as theirs, and the day the last of them happened; no day where none is
/// known.
pub fn contents(room: &Room, account: Id) -> BTreeMap<Kind, (usize, Option<NaiveDate>)> {
    let mut contents: BTreeMap<Kind, (usize, Option<NaiveDate>)> = BTreeMap::new();
    let names = |record: &&Record| record.references().contains(&("account", account));
    for record in room.referrers(account).filter(names) {
        let (count, last) = contents.entry(record.kind()).or_default();
        *count += 1;
        *last = (*last).max(happened(record));
    }
    contents
}

/// The day that says when the last of a kind was: what is only planned has not happened.
fn happened(record: &Record) -> Option<NaiveDate> {
    let when = match record {
        Record::Touch(one) => one.at,
        Record::Visit(one) => one.start.filter(|_| one.status == Some(VisitStatus::Done)),
        Record::FollowUp(one) => one.opened_at,
        Record::Complaint(one) => one.occurred_at,
        Record::Receivable(one) => return one.issued,
        _ => None,
    };
    when.map(|when| when.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Held;
    use crate::edit::Stamps;
    use crate::model::{Account, Visit};

    #[test]
    fn what_has_happened_is_told_and_what_is_planned_only_counted() {
        let account = Id::named("test", "account");
        let visit = |n: &str, status, start: &str| Visit {
            id: Id::named("test", n),
            account,
            status: Some(status),
            start: Some(start.parse().unwrap()),
            ..Visit::default()
        };
        let records: [Record; 4] = [
            Account { id: account, name: "海河".into(), ..Account::default() }.into(),
            visit("1", VisitStatus::Done, "2026-10-20").into(),
            visit("2", VisitStatus::Done, "2026-09-01").into(),
            visit("3", VisitStatus::Planned, "2026-11-01").into(),
        ];
        let held = records.map(|record| {
            let (id, kind) = (record.id(), record.kind());
            (id, Held { kind, record: Some(record), stamps: Stamps::default() })
        });
        let contents = contents(&Room::of(held), account);
        assert_eq!(contents, BTreeMap::from([(Kind::Visit, (3, "2026-10-20".parse().ok()))]));
    }
}
