//! Whether people who are new look like some who were here before: said of an import, which never merges anybody.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{MOST_SHARING, letters, number, pairs, person_signs};
use crate::edit::Room;
use crate::model::fold::fold;
use crate::model::list::Line;
use crate::model::{Id, Kind, Person};

/// How many of the people who are in a room and were not in it before may be somebody who was.
///
/// A key is looked up for everybody, and all that people are known by for those alone who share one; names that are read
/// alike and written otherwise are found by whatever else they share.
pub(in crate::exchange) fn alike(before: &Room, after: &Room) -> usize {
    let mut known: HashMap<u64, usize> = HashMap::new();
    for person in before.each::<Person>() {
        for key in keys(&person) {
            *known.entry(key).or_default() += 1;
        }
    }
    if known.is_empty() {
        return 0;
    }
    let tells = |key: &u64| known.get(key).is_some_and(|sharing| *sharing < MOST_SHARING);
    let mut shared: BTreeSet<u64> = BTreeSet::new();
    let mut people: BTreeSet<Id> = BTreeSet::new();
    for person in after.each::<Person>().filter(|person| before.record(person.id).is_none()) {
        let found: Vec<u64> = keys(&person).into_iter().filter(tells).collect();
        if !found.is_empty() {
            people.insert(person.id);
            shared.extend(found);
        }
    }
    if people.is_empty() {
        return 0;
    }
    let new = people.clone();
    let is_asked = |person: &Person| keys(person).iter().any(|key| shared.contains(key));
    people.extend(before.each::<Person>().filter(|person| is_asked(person)).map(|person| person.id));
    let signs: BTreeMap<Id, _> = people.into_iter().map(|id| (id, person_signs(after, id))).collect();
    let found = pairs(Kind::Person, &signs);
    let again = found.iter().filter(|one| new.contains(&one.kept) != new.contains(&one.gone));
    again.map(|one| if new.contains(&one.kept) { one.kept } else { one.gone }).collect::<BTreeSet<Id>>().len()
}

/// What somebody is looked up by, in a few bytes each.
fn keys(person: &Person) -> BTreeSet<u64> {
    let lines = |lines: &[Line], key: fn(&str) -> Option<String>| {
        lines.iter().filter_map(|line| key(line.value.trim())).collect::<Vec<_>>()
    };
    let as_is = |text: &str| Some(fold(text));
    let all = [
        vec![letters(&person.name)],
        lines(&person.emails, as_is),
        lines(&person.phones, number),
        lines(&person.messengers, as_is),
    ];
    let keys = all.into_iter().enumerate().flat_map(|(sign, keys)| keys.into_iter().map(move |key| (sign, key)));
    keys.filter(|(_, key)| !key.is_empty())
        .map(|key| {
            let mut hasher = DefaultHasher::new();
            key.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::fixture::{id, room};

    #[test]
    fn new_people_are_held_against_those_who_were_here() {
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
        assert_eq!(alike(&before, &after), 2, "an address, and a name in one company; no namesake elsewhere");
        assert_eq!((alike(&after, &after), alike(&room(&[]), &after)), (0, 0));
    }
}
