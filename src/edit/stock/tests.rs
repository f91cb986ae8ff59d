//! A room whose records are packed says the same as one whose records are not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::{Change, EXISTS, Edit, Room, Stamp};
use super::*;
use crate::edit::Stamps;
use crate::model::{Person, Record, Seat, When};

fn id(n: u8) -> Id {
    Id::named("stock", &n.to_string())
}

fn person(n: u8, name: &str) -> (Id, Held) {
    let record = Person { id: id(n), name: name.into(), ..Person::default() }.into();
    (id(n), Held { kind: Kind::Person, record: Some(record), stamps: Stamps::default() })
}

/// One thing that happens to a room: a person or a seat comes to be, gets another name or holder, or goes.
#[derive(Clone, Debug)]
enum Deed {
    Person(u8, String),
    Seat(u8, u8, u8),
    Gone(u8),
    Settle,
    Fold,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0_u8..40, "[a-z王李]{1,6}").prop_map(|(n, name)| Deed::Person(n, name)),
        4 => (40_u8..80, 0_u8..40, 80_u8..84).prop_map(|(n, person, account)| Deed::Seat(n, person, account)),
        2 => (0_u8..80).prop_map(Deed::Gone),
        1 => Just(Deed::Settle),
        1 => Just(Deed::Fold),
    ]
}

/// The edit that makes a record what it shall be, whatever it is.
fn making(room: &Room, n: u8, wanted: Option<Map<String, Value>>) -> Edit {
    let kind = if n < 40 { Kind::Person } else { Kind::Seat };
    let change = |field: &str, before: Value, after: Value| Change {
        kind,
        id: id(n),
        field: field.into(),
        entry: None,
        before,
        after,
        seen: None,
    };
    let here = room.record(id(n)).map(Record::to_map);
    let mut changes = Vec::new();
    match (&here, wanted) {
        (None, None) => {}
        (Some(_), None) => changes.push(change(EXISTS, json!(true), Value::Null)),
        (_, Some(wanted)) => {
            if here.is_none() {
                changes.push(change(EXISTS, Value::Null, json!(true)));
            }
            changes.extend(wanted.into_iter().map(|(name, value)| change(&name, Value::Null, value)));
        }
    }
    let when = When::Day(chrono::NaiveDate::default());
    let (author, label, subject) = (String::new(), String::new(), String::new());
    Edit {
        id: id(n),
        at: Stamp::default(),
        when,
        author,
        label,
        subject,
        reason: None,
        group: None,
        turn: None,
        changes,
    }
}

fn does(room: &mut Room, deed: &Deed) {
    let object = |value: Value| value.as_object().cloned();
    let (n, wanted) = match deed {
        Deed::Person(n, name) => (*n, object(json!({ "name": name, "csv.Ort": name }))),
        Deed::Seat(n, person, account) => (*n, object(json!({ "account": id(*account), "person": id(*person) }))),
        Deed::Gone(n) => (*n, None),
        Deed::Settle => return room.settle(),
        Deed::Fold => return *room = room.aside(),
    };
    let edit = making(room, n, wanted);
    let prepared = room.prepare(edit).unwrap();
    room.absorb(prepared);
}

/// All that can be asked of a room.
fn says(room: &Room) -> Vec<String> {
    let mut all: Vec<String> = room.everything().map(|(id, held)| format!("{id} {held:?}")).collect();
    all.sort();
    let mut seats: Vec<String> = room.each::<Seat>().map(|seat| format!("{seat:?}")).collect();
    seats.sort();
    let mut named: Vec<String> = room
        .each_where::<Person>("name", |name| name.starts_with(['a', '王']))
        .filter(|person| person.name.starts_with(['a', '王']))
        .map(|person| format!("{person:?}"))
        .collect();
    named.sort();
    all.extend(named);
    let mut kept: Vec<String> = room.keeping("csv.Ort").map(|kept| format!("{kept:?}")).collect();
    kept.sort();
    all.extend(seats.into_iter().chain(kept));
    all.extend(room.all::<Person>().map(|person| format!("{person:?}")));
    all.extend(room.ids(Kind::Seat).map(|id| id.to_string()));
    for n in 0..84 {
        all.extend(room.linked::<Seat>(id(n)).map(|seat| format!("{n} ← {}", seat.id)));
        all.extend(room.referrers(id(n)).map(|record| format!("{n} ⇐ {}", record.id())));
        all.push(format!("{n} {:?} {:?}", room.held(id(n)), room.get::<Person>(id(n))));
    }
    all
}

proptest! {
    #[test]
    fn packed_or_not_a_room_says_the_same(deeds in proptest::collection::vec(deed(), 0..120)) {
        let (mut packed, mut plain) = (Room::default(), Room::default());
        for deed in &deeds {
            does(&mut packed, deed);
            if !matches!(deed, Deed::Settle | Deed::Fold) {
                does(&mut plain, deed);
            }
        }
        prop_assert_eq!(says(&packed), says(&plain));
        let again = Room::of(packed.everything());
        prop_assert_eq!(says(&again), says(&plain));
    }
}

/// More than may be unpacked.
const MANY: usize = 17_000;

#[test]
fn what_is_looked_at_is_unpacked_and_folded_up_again() {
    let many = |n: usize| (Id::named("stock", &n.to_string()), person(0, "王强").1);
    let mut room = Room::of((0..MANY).map(many));
    assert_eq!(room.each::<Person>().filter(|person| person.name == "王强").count(), MANY);
    assert_eq!(room.stock().unpacked(), 0);
    assert_eq!(room.all::<Person>().take(40).count(), 40);
    assert_eq!(room.get::<Person>(many(MANY - 1).0).unwrap().name, "王强");
    let few = room.stock().unpacked();
    assert!(few == 40 || few == 41);
    room.fold();
    assert_eq!(room.stock().unpacked(), few);
    assert_eq!((room.all::<Person>().count(), room.stock().unpacked()), (MANY, MANY));
    assert_eq!(room.aside().stock().unpacked(), 0);
    assert_eq!(room.stock().unpacked(), MANY);
    room.fold();
    assert_eq!((room.stock().unpacked(), room.stock().len()), (0, MANY));
}

#[test]
fn of_two_with_one_id_the_last_counts() {
    let room = Room::of([person(1, "王强"), person(2, "李明"), person(1, "王刚")]);
    assert_eq!(room.all::<Person>().map(|person| person.name.clone()).collect::<Vec<_>>().len(), 2);
    assert_eq!(room.name(id(1)), "王刚");
    assert_eq!(room.everything().count(), 2);
}

#[test]
fn what_was_packed_anew_again_and_again_leaves_no_waste_behind() {
    let mut stock = Room::of((0..40).map(|n| person(n, "王强"))).stock().clone();
    for name in ["a", "b", "c", "d", "e"] {
        let more: Vec<_> = (0..40).map(|n| person(n, name)).collect();
        stock = stock.with(more.iter().map(|(id, held)| (*id, held))).unwrap();
        assert!(!stock.packs.is_mostly_waste() || stock.packs.blocks() < 10, "{name}");
        assert_eq!(stock.everything().count(), 40);
    }
    assert!(stock.packs.blocks() < 10);
}
