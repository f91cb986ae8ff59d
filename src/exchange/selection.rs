//! Which records, and how much of them, go into an export.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::ext;
use crate::edit::Room;
use crate::model::record::references;
use crate::model::{Id, Kind, Person, Record, Seat, Visit};

/// What is asked for. The default is everything but what is sensitive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these kinds; every kind where it is empty.
    pub kinds: Vec<Kind>,
    /// Only what belongs to this account, its people included, with those of ours who have to do with it.
    pub account: Option<Id>,
    /// With personal fields.
    pub sensitive: bool,
    /// Of the tables that were imported, the one meant: by the name of its file, or by that of its kind.
    pub table: Option<String>,
}

impl Selection {
    /// The chosen records, by kind and id.
    pub fn records<'a>(&self, room: &'a Room) -> Vec<&'a Record> {
        let within = self.account.map(|account| belonging(room, account));
        let mut kinds: Vec<Kind> = match self.kinds.as_slice() {
            [] => Kind::ALL.to_vec(),
            some => some.to_vec(),
        };
        // By name, so that the lines of an export stand in the order `sort` gives them.
        kinds.sort_by_key(|kind| kind.code());
        kinds.dedup();
        let ids = kinds.into_iter().flat_map(|kind| room.ids(kind));
        ids.filter(|id| within.as_ref().is_none_or(|within| within.contains(id)))
            .filter_map(|id| room.record(id))
            .filter(|record| self.sensitive || !record.is_personal())
            .collect()
    }

    /// The fields of a record that may leave the house.
    pub fn fields(&self, room: &Room, record: &Record) -> Map<String, Value> {
        let mut map = record.to_map();
        if !self.sensitive {
            map.retain(|name, _| !is_personal(room, record, name));
        }
        map
    }

    /// How many records stay behind, whole or in part, because what is personal was not asked for; `writes` tells of what
    /// there would be something in the form that is written.
    pub fn withheld(&self, room: &Room, writes: impl Fn(Kind, &str) -> bool) -> usize {
        if self.sensitive {
            return 0;
        }
        let personal = |record: &&Record| {
            let kind = record.kind();
            record.is_personal()
                || record.to_map().keys().any(|name| writes(kind, name) && is_personal(room, record, name))
        };
        Self { sensitive: true, ..self.clone() }.records(room).into_iter().filter(personal).count()
    }
}

/// Whether a field stays home: the table says so, it is a person's and no table knows what is in it, or it is a briefing
/// that repeats what somebody likes.
fn is_personal(room: &Room, record: &Record, name: &str) -> bool {
    match record {
        Record::Visit(visit) if name == "notes" => tells_likes(room, visit),
        _ => is_personal_field(record.kind(), name),
    }
}

/// Whether the notes of a visit say what one of those it is with likes.
fn tells_likes(room: &Room, visit: &Visit) -> bool {
    let notes = visit.notes.as_deref().unwrap_or_default();
    let likes = visit.theirs.iter().filter_map(|seat| room.person_of(*seat)?.likes.as_deref());
    likes.map(str::trim).any(|likes| !likes.is_empty() && notes.contains(likes))
}

fn is_personal_field(kind: Kind, name: &str) -> bool {
    match kind.field(name) {
        Some(field) => field.sensitive,
        // What another program calls somebody says nothing of them.
        None => kind == Kind::Person && name != "id" && !ext::is_key(name),
    }
}

/// The records of one account, the people who sit there with what is known of them, and the members all that names.
fn belonging(room: &Room, account: Id) -> BTreeSet<Id> {
    let mut within: BTreeSet<Id> =
        room.linked::<Seat>(account).flat_map(|seat| [Some(seat.id), seat.person]).flatten().collect();
    let about = |record: &Record| {
        let id = record.id();
        let of_person =
            || record.references().iter().any(|(_, to)| within.contains(to) && room.get::<Person>(*to).is_some());
        let ours = room.account_of(id) == Some(account);
        (ours || (matches!(record, Record::Travel(_) | Record::Note(_) | Record::Occasion(_)) && of_person()))
            .then_some(id)
    };
    let found: Vec<Id> = room.everything().filter_map(|(_, held)| about(held.record.as_ref()?)).collect();
    within.extend(found);
    let mut open: Vec<Id> = within.iter().copied().collect();
    while let Some(next) = open.pop() {
        let Some(record) = room.record(next) else { continue };
        for (_, target) in references(record.kind(), &record.to_map()) {
            let member = matches!(room.record(target), Some(Record::Member(_)));
            if member && within.insert(target) {
                open.push(target);
            }
        }
    }
    within
}
