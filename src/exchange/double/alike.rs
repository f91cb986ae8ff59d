//! Whether people who are new look like some who were here before, or like one another: said of an import, which never
//! merges anybody.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{MOST_SHARING, Sign, Signs, letters, number, pairs, person_signs};
use crate::edit::Room;
use crate::model::fold::fold;
use crate::model::list::Line;
use crate::model::{Id, Kind, Person, Seat};

/// How many pairs of those who may be one are named.
const NAMED: usize = 3;

/// New people who may be somebody who was here, or one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// How many they are.
    pub count: usize,
    /// The likeliest of them, each beside whom they may be: the names of both, and where they sit.
    pub pairs: Vec<[(String, Option<String>); 2]>,
}

impl Alike {
    /// Those of two files.
    #[must_use]
    pub fn and(mut self, next: Self) -> Self {
        self.count += next.count;
        self.pairs.extend(next.pairs);
        self.pairs.truncate(NAMED);
        self
    }
}

/// What people are looked up by, in a few bytes each.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Looks(Vec<(u64, Id)>);

impl Looks {
    /// Those of everybody in a room.
    pub(in crate::exchange) fn of(room: &Room) -> Self {
        let mut looks = Self::default();
        room.each::<Person>().for_each(|person| looks.add(&person));
        looks
    }

    /// Somebody comes, or changes.
    pub(in crate::exchange) fn add(&mut self, person: &Person) {
        self.0.extend(keys(person).map(|key| (key, person.id)));
    }

    /// Those of others too.
    pub(in crate::exchange) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }
}

/// Of the people who are in a room and were not in it before, those who may be somebody who was, or one another; `looks` are
/// those of everybody who was there, and of whoever came or changed.
///
/// A key is looked up for everybody, and all that people are known by for those alone who share one, and only while they are
/// held against each other; names that are read alike and written otherwise are found by whatever else they share.
pub(in crate::exchange) fn alike(before: &Room, after: &Room, looks: Looks) -> Alike {
    let Looks(mut known) = looks;
    known.sort_unstable();
    known.dedup();
    let is_new = |id: Id| before.kind(id).is_none();
    let is_few = |sharing: &&[(u64, Id)]| (2..=MOST_SHARING).contains(&sharing.len());
    let sharing = known.chunk_by(|(one, _), (other, _)| one == other).filter(is_few);
    let sharing = sharing.filter(|sharing| sharing.iter().any(|(_, id)| is_new(*id)));
    let is_shared_by_many = |key: u64| {
        let from = known.partition_point(|(other, _)| *other < key);
        known.get(from + MOST_SHARING).is_some_and(|(other, _)| *other == key)
    };
    let mut aside = after.aside();
    let mut found: BTreeMap<(Id, Id), f64> = BTreeMap::new();
    for sharing in sharing {
        aside.fold();
        let mut people: BTreeMap<Id, Signs> = sharing.iter().map(|(_, id)| (*id, person_signs(&aside, *id))).collect();
        for signs in people.values_mut() {
            signs.retain(|(sign, key), _| !LOOKED_UP.contains(sign) || !is_shared_by_many(hash(*sign, key)));
        }
        let pairs = pairs(Kind::Person, &people).into_iter().filter(|one| is_new(one.kept) || is_new(one.gone));
        found.extend(pairs.map(|one| ((one.kept, one.gone), one.score)));
    }
    let again = found.keys().filter_map(|(kept, gone)| [*gone, *kept].into_iter().find(|id| is_new(*id)));
    let count = again.collect::<BTreeSet<Id>>().len();
    let mut likeliest: Vec<((Id, Id), f64)> = found.into_iter().collect();
    likeliest.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    // Whoever was here comes first.
    let in_order = |(kept, gone): (Id, Id)| if is_new(kept) { [gone, kept] } else { [kept, gone] };
    let named = likeliest.into_iter().take(NAMED);
    let pairs = named.map(|(pair, _)| in_order(pair).map(|id| called(after, id))).collect();
    Alike { count, pairs }
}

/// What somebody is called, and where they sit.
fn called(room: &Room, id: Id) -> (String, Option<String>) {
    let seat = room.linked::<Seat>(id).find(|seat| seat.person == Some(id));
    (room.name(id), seat.map(|seat| room.name(seat.account)))
}

/// What everybody is looked up by.
const LOOKED_UP: [Sign; 4] = [Sign::Name, Sign::Email, Sign::Phone, Sign::Messenger];

fn keys(person: &Person) -> impl Iterator<Item = u64> {
    let lines = |sign: Sign, lines: &[Line], key: fn(&str) -> Option<String>| {
        lines.iter().filter_map(|line| Some((sign, key(line.value.trim())?))).collect::<Vec<_>>()
    };
    let as_is = |text: &str| Some(fold(text));
    let all = [
        vec![(Sign::Name, letters(&person.name))],
        lines(Sign::Email, &person.emails, as_is),
        lines(Sign::Phone, &person.phones, number),
        lines(Sign::Messenger, &person.messengers, as_is),
    ];
    all.into_iter().flatten().filter(|(_, key)| !key.is_empty()).map(|(sign, key)| hash(sign, &key))
}

fn hash(sign: Sign, key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (sign, key).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::fixture::{id, room};

    #[test]
    fn new_people_are_held_against_those_who_were_here_and_one_another() {
        let line = |text: &str| json!([{"id": id(text), "value": text}]);
        let here = [
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Person, "p", json!({"name": "张建国", "emails": line("z@a.example")})),
            (Kind::Person, "q", json!({"name": "李娜"})),
            (Kind::Seat, "qs", json!({"account": "@a", "person": "@q"})),
            (Kind::Person, "r", json!({"name": "Ann Lee"})),
        ];
        let new = [
            (Kind::Person, "p2", json!({"name": "J. Zhang", "emails": line("Z@a.example")})),
            (Kind::Person, "q2", json!({"name": "李娜"})),
            (Kind::Seat, "qs2", json!({"account": "@a", "person": "@q2"})),
            (Kind::Person, "r2", json!({"name": "Ann Lee"})),
            (Kind::Person, "s2", json!({"name": "Bo Ray", "emails": line("b@b.example")})),
            (Kind::Person, "s3", json!({"name": "B. Ray", "emails": line("b@b.example")})),
        ];
        let (before, after) = (room(&here), room(&[&here[..], &new[..]].concat()));
        let found = alike(&before, &after, Looks::of(&after));
        assert_eq!(found.count, 3, "two addresses, and a name in one company; no namesake elsewhere: {found:?}");
        let pairs: Vec<[&str; 2]> =
            found.pairs.iter().map(|pair| pair.each_ref().map(|(name, _)| name.as_str())).collect();
        assert!(pairs.contains(&["张建国", "J. Zhang"]) && pairs.contains(&["李娜", "李娜"]), "{pairs:?}");
        let count = |before: &Room| alike(before, &after, Looks::of(&after)).count;
        assert_eq!((count(&after), count(&room(&[]))), (0, 3));
    }
}
