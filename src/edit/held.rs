//! A record as the room and the store hold it: the record, or the tombstone of one, and when each of its fields was last
//! written.

use rmp_serde::decode::Deserializer;
use rmp_serde::encode::Serializer;
use serde::{Deserialize, Serialize};

use super::change::{DELETED, EXISTS, Stamp};
use crate::model::{Kind, Name, Problem, Record};

/// A held record. `record` is `None` for a tombstone, whose id is never used again.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The kind, also of what was deleted.
    pub kind: Kind,
    /// The record, unless it was deleted.
    pub record: Option<Record>,
    /// When its fields were written.
    pub stamps: Stamps,
}

/// Stamps of the last write of each field. Most records were written at one stroke, so that stroke is kept once: it is the
/// stamp of all fields that are set and not among `others`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    /// Of the edit by which the record came to be, or ceased.
    pub base: Stamp,
    /// Fields written since, by name, and [`DELETED`] of what people deleted.
    pub others: Vec<(Box<str>, Stamp)>,
}

impl Held {
    /// When a field was last written; `None` where it never was.
    pub fn stamp(&self, field: &str) -> Option<Stamp> {
        let at = self.stamps.place(field);
        let later = at.ok().and_then(|at| self.stamps.others.get(at)).map(|(_, stamp)| *stamp);
        let first = || match &self.record {
            Some(record) => field == EXISTS || record.has(field),
            None => field != DELETED,
        };
        later.or_else(|| first().then_some(self.stamps.base))
    }
}

impl Held {
    /// A tombstone without stamps.
    pub(super) fn nothing(kind: Kind) -> Self {
        Self { kind, record: None, stamps: Stamps::default() }
    }

    /// The record packed: its kind's number, then, in MessagePack, its fields by name, so that those this version does not know
    /// come back as they were, or nil for a tombstone, and its stamps.
    pub fn pack(&self) -> Result<Vec<u8>, Problem> {
        let mut body = vec![self.kind as u8];
        let mut to = Serializer::new(&mut body).with_struct_map();
        let written = match &self.record {
            Some(record) => record.write(&mut to),
            None => ().serialize(&mut to),
        };
        let others: Vec<(&str, Bare)> =
            self.stamps.others.iter().map(|(name, stamp)| (&**name, bare(*stamp))).collect();
        let written = written.and_then(|()| (bare(self.stamps.base), others).serialize(&mut to));
        let unfit = |error| Problem::new("problem-malformed-record").with("kind", self.kind).with("why", error);
        written.map(|()| body).map_err(unfit)
    }

    /// The record of such bytes, or what is wrong with them.
    pub fn unpack(body: &[u8]) -> Result<Self, String> {
        let (kind, rest) = body.split_first().ok_or("short")?;
        let kind = Kind::of(*kind).ok_or("kind")?;
        let mut from = Deserializer::from_read_ref(rest);
        let said = |error: rmp_serde::decode::Error| error.to_string();
        // What MessagePack begins nil with.
        let record = if rest.first() == Some(&0xc0) {
            <()>::deserialize(&mut from).map(|()| None)
        } else {
            Record::read(kind, &mut from).map(Some)
        };
        let record = record.map_err(said)?;
        let (base, others): (Bare, Vec<(Box<str>, Bare)>) = Deserialize::deserialize(&mut from).map_err(said)?;
        let others = others.into_iter().map(|(name, stamp)| (name, stamp_of(stamp))).collect();
        Ok(Self { kind, record, stamps: Stamps { base: stamp_of(base), others } })
    }
}

/// A stamp as it is packed: three numbers.
type Bare = (i64, u32, u32);

const fn bare(stamp: Stamp) -> Bare {
    (stamp.millis, stamp.count, stamp.device)
}

const fn stamp_of((millis, count, device): Bare) -> Stamp {
    Stamp { millis, count, device }
}

impl Stamps {
    /// Of the last write of all.
    pub fn latest(&self) -> Stamp {
        self.others.iter().map(|(_, stamp)| *stamp).fold(self.base, Stamp::max)
    }

    /// The stamps after an edit that wrote these fields.
    #[must_use]
    pub(super) fn after(mut self, at: Stamp, written: impl IntoIterator<Item = Name>) -> Self {
        let mut written: Vec<Name> = written.into_iter().collect();
        let writes = |name: &str| written.iter().any(|field| field == name);
        if writes(EXISTS) {
            let deleted = writes(DELETED).then(|| (DELETED.into(), at));
            return Self { base: at, others: deleted.into_iter().collect() };
        }
        written.sort_unstable();
        written.dedup();
        for field in written {
            match self.place(&field) {
                Ok(old) => self.others.get_mut(old).into_iter().for_each(|(_, stamp)| *stamp = at),
                Err(new) => self.others.insert(new, ((*field).into(), at)),
            }
        }
        self
    }

    fn place(&self, field: &str) -> Result<usize, usize> {
        self.others.binary_search_by(|(name, _)| (**name).cmp(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Person;

    const fn at(millis: i64) -> Stamp {
        Stamp { millis, count: 0, device: 1 }
    }

    #[test]
    fn a_field_has_the_stamp_of_its_last_write_and_none_before_the_first() {
        let person = |home_city: Option<&str>| Person {
            name: "王强".into(),
            home_city: home_city.map(str::to_owned),
            ..Person::default()
        };
        let made = Stamps::default().after(at(1), ["exists", "name"].map(Name::from));
        let held = Held { kind: Kind::Person, record: Some(person(None).into()), stamps: made.clone() };
        assert_eq!(["exists", "name", "home_city"].map(|field| held.stamp(field)), [Some(at(1)), Some(at(1)), None]);
        let moved = made.after(at(2), ["home_city", "home_city"].map(Name::from));
        let held = Held { kind: Kind::Person, record: Some(person(Some("北京")).into()), stamps: moved.clone() };
        assert_eq!(["name", "home_city", "csv.Ort"].map(|field| held.stamp(field)), [Some(at(1)), Some(at(2)), None]);
        let gone = Held { kind: Kind::Person, record: None, stamps: moved.after(at(3), ["exists".into()]) };
        assert_eq!(["exists", "name", DELETED].map(|field| gone.stamp(field)), [Some(at(3)), Some(at(3)), None]);
        let by_people = gone.stamps.after(at(4), ["exists", DELETED].map(Name::from));
        assert_eq!(Held { stamps: by_people, ..gone }.stamp(DELETED), Some(at(4)));
    }
}
