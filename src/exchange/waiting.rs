//! What a file wants, packed until it is settled: a big file wants millions of fields, and all of them are read before the
//! first is held against the room.

use std::collections::BTreeMap;
use std::thread;

use rmp_serde::decode::Deserializer;
use serde::Deserialize;

use super::want::{Fields, Want};
use crate::edit::{Press, Pressed};
use crate::model::field::Type;
use crate::model::{Id, Kind, Name, Problem};

/// One record as a file has it, packed. What decides its turn stands outside.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// Which of the plan's rows it belongs to.
    pub(super) row: usize,
    /// Its kind.
    pub(super) kind: Kind,
    /// Its identity.
    pub(super) id: Id,
    /// The records of its own kind that it names: a manager, a parent.
    pub(super) superiors: Box<[Id]>,
    /// The account it names.
    pub(super) account: Option<Id>,
    fields: Packed,
    gone: bool,
}

#[derive(Clone, Debug)]
enum Packed {
    /// So many parts, one behind the other; what is in a later one counts.
    Whole(u8, Pressed),
    /// What was read just now, or is too deep to be packed, waits as it is.
    Open(Fields),
}

impl Waiting {
    /// The same, to be changed or settled.
    pub(super) fn want(&self) -> Result<Want, Problem> {
        let fields = match &self.fields {
            Packed::Whole(parts, packed) => unpacked(*parts, &packed.row()?)
                .map_err(|error| Problem::new("problem-malformed-record").with("kind", self.kind).with("why", error))?,
            Packed::Open(fields) => fields.clone(),
        };
        Ok(Want { row: self.row, kind: self.kind, id: self.id, fields, gone: self.gone })
    }

    /// Wants these fields too: what is packed already stays so.
    pub(super) fn add(&mut self, more: Fields) {
        if matches!(self.fields, Packed::Open(_)) {
            return self.change(|want| want.fields.extend(more));
        }
        let refers = |name: &str| self.kind.field(name).is_some_and(|field| matches!(field.ty, Type::Ref(_)));
        let is_told = |(name, _): (&Name, _)| name.as_str() == "account" || refers(name) && !self.superiors.is_empty();
        if let Packed::Whole(parts, packed) = &self.fields
            && let Some(parts) = parts.checked_add(1).filter(|_| !more.iter().any(is_told))
            && let (Ok(mut bytes), Ok(mut part)) = (packed.row(), rmp_serde::to_vec(&more))
        {
            self.superiors = self.superiors.iter().copied().chain(superiors(self.kind, &more)).collect();
            bytes.append(&mut part);
            self.fields = Packed::Whole(parts, packed.press().press(&bytes));
        } else {
            self.change(|want| want.fields.extend(more));
        }
    }

    /// Changes what is wanted; what cannot be read again stays as it is, and is told of when it is settled.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Want)) {
        let packed = match &self.fields {
            Packed::Whole(_, packed) => Some(packed.press()),
            Packed::Open(_) => None,
        };
        if let Ok(mut want) = self.want() {
            change(&mut want);
            *self = Self::open(want);
            if let Some(mut press) = packed {
                self.pack(&mut press);
            }
        }
    }

    /// Not packed yet.
    pub(super) fn open(want: Want) -> Self {
        let superiors = superiors(want.kind, &want.fields).collect();
        let account = want.fields.get("account").and_then(|wish| wish.value.as_str()?.parse().ok());
        let Want { row, kind, id, fields, gone } = want;
        Self { row, kind, id, superiors, account, fields: Packed::Open(fields), gone }
    }

    fn pack(&mut self, press: &mut Press) {
        if let Packed::Open(fields) = &self.fields
            && let Ok(bytes) = rmp_serde::to_vec(fields)
        {
            self.fields = Packed::Whole(1, press.press(&bytes));
        }
    }
}

/// What packs the wants of a file: those of a kind are like each other.
#[derive(Debug, Default)]
pub(super) struct Presses(BTreeMap<Kind, Press>);

impl Presses {
    /// Has a want wait.
    pub(super) fn wait(&mut self, want: Want) -> Waiting {
        let mut waiting = Waiting::open(want);
        self.pack(std::slice::from_mut(&mut waiting));
        waiting
    }

    fn pack(&mut self, wants: &mut [Waiting]) {
        for waiting in wants {
            waiting.pack(self.0.entry(waiting.kind).or_default());
        }
    }
}

/// Packs those that were read last, as soon as they are many, by two threads.
#[derive(Debug, Default)]
pub(super) struct Bale {
    presses: [Presses; 2],
    /// How many of all are packed.
    packed: usize,
}

impl Bale {
    /// So many may be open, which is what a small file has in all.
    const OPEN: usize = 1024;

    /// Looks whether there are many.
    pub(super) fn see_to(&mut self, wants: &mut [Waiting]) {
        let Some(open) = wants.get_mut(self.packed..).filter(|open| open.len() >= Self::OPEN) else { return };
        let (some, others) = open.split_at_mut(open.len() / 2);
        let [press, other] = &mut self.presses;
        thread::scope(|scope| {
            scope.spawn(|| other.pack(others));
            press.pack(some);
        });
        self.packed = wants.len();
    }
}

fn unpacked(parts: u8, bytes: &[u8]) -> Result<Fields, rmp_serde::decode::Error> {
    let mut from = Deserializer::from_read_ref(bytes);
    let mut fields = Fields::deserialize(&mut from)?;
    for _ in 1..parts {
        fields.extend(Fields::deserialize(&mut from)?);
    }
    Ok(fields)
}

/// The records of its own kind that a record of a kind names.
pub(super) fn superiors(kind: Kind, fields: &Fields) -> impl Iterator<Item = Id> {
    let own = move |name: &str| kind.field(name).is_some_and(|field| field.ty == Type::Ref(kind));
    fields.iter().filter(move |(name, _)| own(name)).filter_map(|(_, wish)| wish.value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::exchange::want::Wish;

    #[test]
    fn what_waits_comes_out_as_it_went_in_and_can_be_changed_meanwhile() {
        let (boss, account) = (Id::named("test", "boss"), Id::named("test", "account"));
        let mut want = Want::new(7, Kind::Seat, Id::MAX);
        want.set("reports_to", boss.to_string(), &["csv.Manager"]);
        want.set("account", account.to_string(), &[]);
        want.set("csv.Größe", json!([1, -2.5, {"a": [null, true]}]), &[]);
        let base = Some(Box::new(json!("总经理")));
        let wish =
            Wish { value: Value::Null, cells: ["csv.Titel".into(), "csv.职务".into()].into(), base, anew: true };
        want.fields.insert("title".into(), wish);
        let mut waiting = Presses::default().wait(want.clone());
        assert_eq!(
            (waiting.want(), &*waiting.superiors, waiting.account),
            (Ok(want.clone()), &[boss][..], Some(account))
        );
        waiting.change(|want| want.set("reports_to", Value::Null, &[]));
        want.set("reports_to", Value::Null, &[]);
        assert_eq!((waiting.want(), waiting.superiors.len()), (Ok(want.clone()), 0));
        let mut more = Want::new(7, Kind::Seat, Id::MAX);
        more.set("reports_to", boss.to_string(), &["csv.Manager"]);
        more.set("title", "局长", &[]);
        waiting.add(more.fields.clone());
        assert!(matches!(waiting.fields, Packed::Whole(2, _)), "{waiting:?}");
        want.fields.extend(more.fields.clone());
        assert_eq!((waiting.want(), &*waiting.superiors), (Ok(want.clone()), &[boss][..]));
        more.set("reports_to", Value::Null, &[]);
        waiting.add(more.fields.clone());
        want.fields.extend(more.fields);
        assert_eq!((waiting.want(), waiting.superiors.len()), (Ok(want), 0));
    }
}
