//! How the changes of an edit are written down: one by one, but for those by which a record comes to be. These are written
//! as the record, `{"kind":…,"id":…,"new":{field:value,…}}`: most of what a journal holds are new records, and so they take
//! a third of the room.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::change::{Change, EXISTS, Stamp};
use crate::model::{Id, Kind, Name};

/// A record that comes to be, as it is written.
#[derive(Serialize)]
struct Made<'a> {
    kind: Kind,
    id: Id,
    new: Fields<'a>,
}

/// What it comes to be with.
struct Fields<'a>(&'a [Change]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|change| (&change.field, &change.after)))
    }
}

/// Writes changes.
pub(super) fn serialize<S: Serializer>(changes: &[Change], to: S) -> Result<S::Ok, S::Error> {
    let mut seq = to.serialize_seq(None)?;
    let mut rest = changes;
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if !makes(first, EXISTS, first) || first.after != Value::Bool(true) {
            seq.serialize_element(first)?;
            continue;
        }
        let set = others.iter().take_while(|change| change.field != EXISTS && makes(change, &change.field, first));
        let (fields, others) = others.split_at(set.count());
        seq.serialize_element(&Made { kind: first.kind, id: first.id, new: Fields(fields) })?;
        rest = others;
    }
    seq.end()
}

/// Whether a change sets a field of the record that `first` makes and says no more than that.
fn makes(change: &Change, field: &str, first: &Change) -> bool {
    let bare = change.before.is_null() && change.entry.is_none() && change.seen.is_none();
    bare && !change.after.is_null() && change.field == field && (change.kind, change.id) == (first.kind, first.id)
}

/// A change, or a record that comes to be, as it is read.
#[derive(Deserialize)]
struct Read {
    kind: Kind,
    id: Id,
    #[serde(default)]
    field: Name,
    #[serde(default)]
    entry: Option<Id>,
    #[serde(default)]
    before: Value,
    #[serde(default)]
    after: Value,
    #[serde(default)]
    seen: Option<Stamp>,
    #[serde(default)]
    new: Option<Named>,
}

/// Fields in the order in which they were set.
struct Named(Vec<(Name, Value)>);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Visitor<'de> for Names {
            type Value = Named;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Named(all))
            }
        }

        from.deserialize_map(Names)
    }
}

/// Reads changes, however they were written.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Change>, D::Error> {
    struct Changes;

    impl<'de> Visitor<'de> for Changes {
        type Value = Vec<Change>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("changes")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Change>, A::Error> {
            let mut changes = Vec::new();
            while let Some(read) = seq.next_element()? {
                unfold(read, &mut changes);
            }
            Ok(changes)
        }
    }

    from.deserialize_seq(Changes)
}

fn unfold(read: Read, changes: &mut Vec<Change>) {
    let Read { kind, id, field, entry, before, after, seen, new } = read;
    let Some(Named(fields)) = new else {
        return changes.push(Change { kind, id, field, entry, before, after, seen });
    };
    let set = |(field, after)| Change { kind, id, field, entry: None, before: Value::Null, after, seen: None };
    changes.push(set((Name::Known(EXISTS), Value::Bool(true))));
    changes.extend(fields.into_iter().map(set));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder(#[serde(with = "super")] Vec<Change>);

    fn change(id: u8, field: &str, before: Value, after: Value) -> Change {
        let id = Id::named("test", &id.to_string());
        Change { kind: Kind::Person, id, field: field.into(), entry: None, before, after, seen: None }
    }

    #[test]
    fn a_new_record_is_written_as_a_whole_and_read_as_its_changes() {
        let made = vec![
            change(1, EXISTS, Value::Null, json!(true)),
            change(1, "name", Value::Null, json!("王强")),
            change(1, "home_city", Value::Null, json!("北京")),
            change(1, "name", json!("王强"), json!("王小强")),
            change(2, EXISTS, Value::Null, json!(true)),
        ];
        let text = serde_json::to_string(&Holder(made.clone())).unwrap();
        let (one, two) = (made[0].id, made[4].id);
        let expected = format!(
            r#"[{{"kind":"person","id":"{one}","new":{{"name":"王强","home_city":"北京"}}}},{{"kind":"person","id":"{one}","field":"name","before":"王强","after":"王小强"}},{{"kind":"person","id":"{two}","new":{{}}}}]"#
        );
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Holder>(&text).unwrap().0, made);
    }

    #[test]
    fn changes_written_one_by_one_are_read_as_well() {
        let made = vec![change(1, EXISTS, Value::Null, json!(true)), change(1, "name", Value::Null, json!("王强"))];
        let text = serde_json::to_string(&made).unwrap();
        assert!(!text.contains("new"), "{text}");
        assert_eq!(serde_json::from_str::<Holder>(&text).unwrap().0, made);
    }

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        let value = || prop_oneof![Just(Value::Null), Just(json!(true)), Just(json!("x")), Just(json!([{"id": 1}]))];
        let field = prop_oneof![Just(EXISTS), Just("deleted"), Just("name"), Just("title"), Just("new")];
        let seen = prop::option::of(Just(Stamp { millis: 5, count: 0, device: 1 }));
        let one = (0_u8..2, field, value(), value(), seen, prop::option::of(Just(Id::MAX)));
        let one = one.prop_map(|(id, field, before, after, seen, entry)| Change {
            entry,
            seen,
            ..change(id, field, before, after)
        });
        prop::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn whatever_changes_there_are_come_back_as_they_were(made in changes()) {
            let text = serde_json::to_string(&Holder(made.clone())).unwrap();
            prop_assert_eq!(serde_json::from_str::<Holder>(&text).unwrap().0, made);
        }
    }
}
