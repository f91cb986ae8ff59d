//! The indexes beside the records: keys only, derived from a record by [`keys`] alone.
//!
//! by_day: `day (4) · kind (1) · id (16)`; by_city and by_name: `folded text · 0 · kind (1) · id (16)`; summaries:
//! `account (16) · kind (1) · day it happened (4) · id (16)`, so that what an account has is counted, and when the last of
//! it happened is read, without reading a record.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Record, value};

/// Raise it whenever [`keys`] answers differently: what is on the disk is then derived anew.
pub const VERSION: u16 = 2;

/// Which index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Index {
    /// Every day that a record names.
    Day,
    /// Every city that a record is in.
    City,
    /// Names of accounts, people and our team.
    Name,
    /// What each account has, kind by kind, and when it happened.
    Summary,
}

impl Index {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Day, Self::City, Self::Name, Self::Summary];
}

/// The keys under which a record is found.
pub fn keys(record: &Record) -> Vec<(Index, Vec<u8>)> {
    let (kind, id, map) = (record.kind(), record.id(), record.to_map());
    let mut keys = Vec::new();
    for field in kind.open_fields() {
        let Some(value) = map.get(field.name) else { continue };
        if let Some(day) = value::days_of(field, value) {
            keys.push((Index::Day, [&day_prefix(day)[..], &tail(kind, id)].concat()));
        }
        if let (Some(index), Value::String(text)) = (texts(kind, field.name), value) {
            keys.push((index, [&text_prefix(text)[..], &[0], &tail(kind, id)].concat()));
        }
    }
    let account = map.get("account").and_then(|account| account.as_str()?.parse::<Id>().ok());
    if let Some(account) = account {
        let day = happened(record).map_or([0; 4], day_prefix);
        keys.push((Index::Summary, [&account.bytes()[..], &[kind as u8], &day, &id.bytes()].concat()));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
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

/// The kind and the day that a key of a summary names; no day where none was known.
pub fn summed(key: &[u8]) -> Option<(u8, Option<NaiveDate>)> {
    let (kind, rest) = key.get(16..)?.split_first()?;
    let day = match u32::from_be_bytes(*rest.first_chunk()?) {
        0 => None,
        day => NaiveDate::from_num_days_from_ce_opt((day ^ 1 << 31).cast_signed()),
    };
    Some((*kind, day))
}

/// How keys of that day begin; days sort as bytes do.
pub fn day_prefix(day: NaiveDate) -> [u8; 4] {
    (day.num_days_from_ce() as u32 ^ 1 << 31).to_be_bytes()
}

/// How keys of that text begin: in lower case, single spaces.
pub fn text_prefix(text: &str) -> Vec<u8> {
    let folded = text.to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes()
}

/// The record that a key is about.
pub fn target(key: &[u8]) -> Option<Id> {
    key.last_chunk().map(|id| Id::from_bytes(*id))
}

fn texts(kind: Kind, field: &str) -> Option<Index> {
    match (kind, field) {
        (Kind::Travel, "to_city")
        | (Kind::Person, "home_city")
        | (Kind::Member, "base_city")
        | (Kind::Visit | Kind::Account, "city") => Some(Index::City),
        (Kind::Account | Kind::Person | Kind::Member, "name") => Some(Index::Name),
        _ => None,
    }
}

fn tail(kind: Kind, id: Id) -> Vec<u8> {
    [&[kind as u8][..], &id.bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Travel, Visit};

    #[test]
    fn days_sort_and_cities_fold() {
        let day = |text: &str| day_prefix(text.parse().unwrap());
        assert!(day("1969-12-31") < day("1970-01-01") && day("2026-02-28") < day("2026-03-01"));
        assert_eq!(text_prefix(" New  YORK "), b"new york");
    }

    #[test]
    fn a_journey_is_found_by_each_of_its_days_and_where_it_goes() {
        let travel = Travel {
            id: Id::MAX,
            to_city: "Seoul".into(),
            from_city: Some("上海".into()),
            depart: Some("2026-10-20".parse().unwrap()),
            arrive: Some("2026-10-20T14:00:00+08:00".parse().unwrap()),
            r#return: Some("2026-10-23".parse().unwrap()),
            created_at: Some("2026-01-01".parse().unwrap()),
            ..Travel::default()
        };
        let keys = keys(&travel.into());
        assert_eq!(keys.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [Index::Day, Index::Day, Index::City]);
        assert!(keys.iter().all(|(_, key)| target(key) == Some(Id::MAX)));
        let nothing = super::keys(&Visit::default().into());
        assert!(nothing.iter().all(|(index, _)| *index == Index::Summary), "{nothing:?}");
    }

    #[test]
    fn a_summary_tells_kind_and_day_of_what_has_happened() {
        let told = |status| {
            let start = Some("2026-10-20T09:00:00+08:00".parse().unwrap());
            let keys =
                keys(&Visit { id: Id::MAX, account: Id::MAX, status: Some(status), start, ..Visit::default() }.into());
            let key = keys.into_iter().find(|(index, _)| *index == Index::Summary).unwrap().1;
            assert_eq!(target(&key), Some(Id::MAX));
            summed(&key).unwrap()
        };
        assert_eq!(told(VisitStatus::Done), (Kind::Visit as u8, "2026-10-20".parse().ok()));
        assert_eq!(told(VisitStatus::Planned), (Kind::Visit as u8, None));
    }
}
