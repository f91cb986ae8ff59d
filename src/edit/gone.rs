//! What deleted records were called and whose they were, as the edits that deleted them tell it. The history names by it
//! what the room no longer holds.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::called::{belongs, called};
use super::{DELETED, EXISTS, Edit, Held, Room};
use crate::model::field::{Field, Type};
use crate::model::{Id, Kind, Record};

/// Under what name a record keeps what its calendar called off: that stays away from then on.
pub const CALLED_OFF: &str = "ical.=called-off";

/// The moment at which people deleted what is held as a tombstone; `None` of what is here, and of what is not because its
/// adding was taken back.
pub fn deleted(held: &Held) -> Option<DateTime<Utc>> {
    let stamp = held.stamp(DELETED).filter(|_| held.record.is_none())?;
    DateTime::from_timestamp_millis(stamp.millis)
}

/// Whether nothing has this id: nothing ever had, or its adding was taken back.
pub fn is_free(room: &Room, id: Id) -> bool {
    room.held(id).is_none_or(|held| held.record.is_none() && deleted(held).is_none())
}

#[derive(Clone, Debug, Default)]
struct Past {
    name: String,
    account: Option<Id>,
}

/// Names and accounts of what is gone. It learns from edits, which are shown to it the newest first.
#[derive(Clone, Debug, Default)]
pub struct Gone {
    known: BTreeMap<Id, Past>,
}

impl Gone {
    /// Keeps in mind what an edit deleted, unless a newer one deleted it again.
    pub fn remember(&mut self, room: &Room, edit: &Edit) {
        let whole = edit.changes.iter().filter(|change| change.field == EXISTS && change.after.is_null());
        let went: BTreeMap<Id, Kind> = whole.map(|change| (change.id, change.kind)).collect();
        if went.is_empty() {
            return;
        }
        let mut maps: BTreeMap<Id, Map<String, Value>> = BTreeMap::new();
        for change in edit.changes.iter().filter(|one| went.contains_key(&one.id) && one.entry.is_none()) {
            if change.field != EXISTS && !change.before.is_null() {
                maps.entry(change.id).or_default().insert(change.field.to_string(), change.before.clone());
            }
        }
        let records: BTreeMap<Id, Record> = went
            .into_iter()
            .filter_map(|(id, kind)| {
                let mut map = maps.remove(&id).unwrap_or_default();
                map.insert("id".into(), id.to_string().into());
                Some((id, Record::from_map(kind, map).ok()?))
            })
            .collect();
        for (id, record) in &records {
            if !self.known.contains_key(id) {
                let name = called(record, &|other| self.name_among(room, &records, other));
                let account = self.account_among(room, &records, edit, *id);
                self.known.insert(*id, Past { name, account });
            }
        }
    }

    /// What a record is called, or was when it was deleted.
    pub fn name(&self, room: &Room, id: Id) -> String {
        self.name_among(room, &BTreeMap::new(), id)
    }

    /// The account a record belongs to, or did when it was deleted.
    pub fn account(&self, room: &Room, id: Id) -> Option<Id> {
        room.account_of(id).or_else(|| self.known.get(&id)?.account)
    }

    /// A value of a field, with names in the place of references to what is gone.
    pub fn named(&self, room: &Room, field: &Field, value: &Value) -> Value {
        match value {
            _ if !matches!(field.ty, Type::Ref(_)) => value.clone(),
            Value::Array(many) => many.iter().map(|one| self.named(room, field, one)).collect(),
            Value::String(text) => match text.parse::<Id>() {
                Ok(id) if room.record(id).is_none() => self.name(room, id).into(),
                _ => value.clone(),
            },
            _ => value.clone(),
        }
    }

    /// The name of a record that may have gone with others.
    fn name_among(&self, room: &Room, records: &BTreeMap<Id, Record>, id: Id) -> String {
        if room.record(id).is_some() {
            return room.name(id);
        }
        match (self.known.get(&id), records.get(&id)) {
            (Some(past), _) => past.name.clone(),
            (None, Some(record)) => called(record, &|other| self.name_among(room, records, other)),
            (None, None) => String::new(),
        }
    }

    /// The account of a record that may have gone with others. A person is of the account of the seat that was theirs.
    fn account_among(&self, room: &Room, records: &BTreeMap<Id, Record>, edit: &Edit, id: Id) -> Option<Id> {
        let Some(record) = records.get(&id) else { return self.account(room, id) };
        let of = |id| self.account_among(room, records, edit, id);
        match record {
            Record::Person(_) => {
                let theirs = Value::from(id.to_string());
                of(edit.changes.iter().find(|one| one.kind == Kind::Seat && one.before == theirs)?.id)
            }
            other => belongs(other, &of),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::edit::{Draft, Stamp};
    use crate::rules::fixture::{id, room};

    #[test]
    fn what_went_together_is_named_by_each_other() {
        let all = room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Person, "p", json!({"name": "张伟"})),
            (Kind::Seat, "s", json!({"account": "@a", "person": "@p"})),
            (Kind::Seat, "t", json!({"account": "@a", "title": "Clerk", "reports_to": "@s"})),
            (Kind::Edge, "e", json!({"account": "@a", "from": "@s", "to": "@t", "kind": "influences", "weight": 2})),
        ]);
        let mut draft = Draft::deleting(&all, id("s")).unwrap();
        draft.delete(&all, id("p")).unwrap();
        let edit = Edit {
            id: id("edit"),
            at: Stamp::default(),
            when: "2026-10-20".parse().unwrap(),
            author: String::new(),
            label: draft.label.clone(),
            subject: String::new(),
            reason: None,
            group: None,
            turn: None,
            changes: draft.changes,
        };
        let mut gone = Gone::default();
        let empty = Room::default();
        gone.remember(&empty, &edit);
        assert_eq!(gone.name(&empty, id("p")), "张伟");
        assert_eq!(gone.name(&empty, id("s")), "张伟");
        assert_eq!(gone.name(&all, id("t")), "Clerk", "it is still there");
        assert_eq!(gone.name(&empty, id("e")), "张伟 → ");
        for one in ["p", "s", "e"] {
            assert_eq!(gone.account(&empty, id(one)), Some(id("a")), "{one}");
        }
        let field = Kind::Seat.field("reports_to").unwrap();
        assert_eq!(gone.named(&empty, &field, &json!(id("s"))), json!("张伟"));
    }
}
