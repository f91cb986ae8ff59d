//! What was changed here since a file told it otherwise: the next version of that file does not overwrite it silently.
//! While a record stays in its store, the stamps of its fields tell; when it moves to another, it takes along which of its
//! values are its own.

pub(super) mod descent;
mod heed;
pub(super) mod house;
pub(super) mod seats;
pub(super) mod was;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Map, Value};

pub(super) use self::heed::{heed, is_later};
use super::ical::is_of_others;
use super::origin::is_note;
use super::want::Want;
use crate::edit::{Held, Stamp};
use crate::model::field::{Field, Type};
use crate::model::{Record, When, value};

/// The name under which a record takes that along.
pub(super) const KEY: &str = "changed_here";

/// When a record was made, and when it was last changed, where it was.
const CREATED_AT: &str = "created_at";
const UPDATED_AT: &str = "updated_at";
/// Who changed it last: nothing writes that but a change.
const UPDATED_BY: &str = "updated_by";

/// Stamped with every change.
const STAMPS: [&str; 4] = [CREATED_AT, "created_by", UPDATED_AT, UPDATED_BY];

/// The fields that were changed here since a file told them, with their values; null where there are none.
pub(super) fn own(held: &Held) -> Value {
    let Some(record) = &held.record else { return Value::Null };
    let read = read(held);
    let map = record.to_map();
    let now = |name: &str| map.get(name).cloned().unwrap_or_default();
    let told = |field: &&Field| !field.many && field.ty != Type::Ref(record.kind());
    let since = written_since(held, &read).filter(|field| !read.is_empty() && told(field));
    let mut own: Map<String, Value> = since.map(|field| (field.name.to_owned(), now(field.name))).collect();
    let before = record.extra().get(KEY).and_then(Value::as_object).into_iter().flatten();
    own.extend(before.filter(|(name, value)| now(name) == **value).map(|(name, value)| (name.clone(), value.clone())));
    if own.is_empty() { Value::Null } else { own.into() }
}

/// The fields of a record that are not as files told them: all that are set where none did.
pub(super) fn changed(held: &Held) -> Vec<&'static str> {
    let Some(record) = &held.record else { return Vec::new() };
    let read = read(held);
    let mut changed: Vec<&'static str> = written_since(held, &read).map(|field| field.name).collect();
    // What was changed in the store it came from.
    if let Some(before) = record.extra().get(KEY).and_then(Value::as_object) {
        let map = record.to_map();
        let fields = held.kind.fields().iter().map(|field| field.name);
        changed.extend(fields.filter(|name| before.get(*name).is_some_and(|value| map.get(*name) == Some(value))));
    }
    changed
}

/// When its cells were read, and when such a reading was taken back, with which what was there before came again.
fn read(held: &Held) -> BTreeSet<Stamp> {
    let Some(record) = &held.record else { return BTreeSet::new() };
    let later = held.stamps.others.iter().filter(|(name, _)| is_cell(record, name)).map(|(_, stamp)| *stamp);
    let first = record.extra().keys().filter(|name| is_cell(record, name)).filter_map(|cell| held.stamp(cell));
    later.chain(first).collect()
}

/// Whether something was written when a cell was.
fn is_read(held: &Held, stamp: Stamp) -> bool {
    let Some(record) = &held.record else { return false };
    let later = || held.stamps.others.iter().any(|(name, at)| *at == stamp && is_cell(record, name));
    let is_first = |cell: &str| is_cell(record, cell) && held.stamp(cell) == Some(stamp);
    later() || stamp == held.stamps.base && record.extra().keys().any(is_first)
}

/// Whether cells went when something was written: they were taken back, or emptied.
fn is_taken_back(held: &Held, stamp: Stamp) -> bool {
    let Some(record) = &held.record else { return false };
    let is_gone = |name: &str| is_cell(record, name) && !record.extra().contains_key(name);
    held.stamps.others.iter().any(|(name, at)| *at == stamp && is_gone(name))
}

/// Whether what a record remembers is a cell of a file: what a judgement rests on is none, nor is a name there.
pub(super) fn is_cell(record: &Record, name: &str) -> bool {
    let is_of_others = is_note(name) || is_of_others(name);
    name.contains('.') && record.kind().field(name).is_none() && !super::ext::is_key(name) && !is_of_others
}

/// The fields that were not written with a cell: what a file sets is stamped with the cells it comes from.
fn written_since(held: &Held, read: &BTreeSet<Stamp>) -> impl Iterator<Item = &'static Field> {
    let told = |name: &str| held.stamp(name).is_none_or(|stamp| read.contains(&stamp));
    held.kind.fields().iter().filter(move |field| !STAMPS.contains(&field.name) && !told(field.name))
}

/// The name under which a record remembers when it was last changed in the store it was last read from.
pub(super) const READ: &str = "out.=read";

/// The name under which a record remembers what was changed both here and in a record that was read, and stayed: that is
/// nobody's business elsewhere.
pub(super) const KEPT: &str = "out.=kept";

/// Whether a value stayed though a record that was read said otherwise.
pub(super) fn is_kept(map: &Map<String, Value>, name: &str, here: &Value) -> bool {
    map.get(KEPT).and_then(|kept| kept.get(name)) == Some(here)
}

/// How a record of ours that says when it was last changed stands to the one that is here: what both have in common, and what
/// was changed here after that.
pub(super) struct Versions {
    /// When it was last changed as the file has it, and as it is here.
    there: DateTime<Utc>,
    here: DateTime<Utc>,
    created: DateTime<Utc>,
    /// The state here that the file goes back to, where it says one.
    based: Option<DateTime<Utc>>,
    /// When a file last told of it here.
    read: Option<Stamp>,
}

impl Versions {
    /// `None` where they are the same, or the file does not say.
    pub(super) fn of(want: &Want, held: &Held, map: &Map<String, Value>) -> Option<Self> {
        let said = |name: &str| moment(&want.fields.get(name)?.value);
        let known = |name: &str| moment(map.get(name)?);
        let there = said(UPDATED_AT).or_else(|| said(CREATED_AT))?;
        let created = known(CREATED_AT)?;
        let here = known(UPDATED_AT).unwrap_or(created);
        // Who came in a file is older than their record.
        let came = Some(held.stamps.base).filter(|base| seconds(base) != created.timestamp());
        let read = map.get(READ).and_then(|_| held.stamp(READ)).or(came);
        let versions = Self { there, here, created, based: said(READ), read };
        (there.timestamp() != here.timestamp()).then_some(versions)
    }

    /// Whether a field was changed here after that, and not only made with its record.
    pub(super) fn was_changed(&self, held: &Held, name: &str) -> bool {
        let is_told = held.kind.field(name).is_some() && !STAMPS.contains(&name);
        // What was taken back after it was read is as it was before.
        let taken_back = held.stamp(READ).filter(|_| held.record.as_ref().is_some_and(|one| !one.has(READ)));
        let later = held.stamp(name).filter(|stamp| is_told && *stamp > held.stamps.base && Some(*stamp) != taken_back);
        let after = |stamp: &Stamp, moment: DateTime<Utc>| seconds(stamp) > moment.timestamp();
        later.is_some_and(|stamp| {
            let is_older = self.there < self.here;
            let is_own = match (self.read, self.based) {
                (None, None) => !is_older && after(&stamp, self.created),
                (read, based) => read.is_none_or(|read| stamp > read) && based.is_none_or(|based| after(&stamp, based)),
            };
            is_own || is_older && after(&stamp, self.there)
        })
    }
}

fn moment(value: &Value) -> Option<DateTime<Utc>> {
    instant(value.as_str()?.parse().ok()?)
}

fn instant(when: When) -> Option<DateTime<Utc>> {
    match when {
        When::Moment(moment) => Some(moment.to_utc()),
        When::Day(_) => None,
    }
}

/// Moments are told to the second.
const fn seconds(stamp: &Stamp) -> i64 {
    stamp.millis.div_euclid(1000)
}

/// Has a record remember as of when a file told of it, where that says so.
pub(super) fn read_now(want: &mut Want, held: Option<&Held>) {
    descent::hear(want, held);
    want.fields.remove(READ);
    let at = want.fields.get(UPDATED_AT).filter(|wish| wish.cells.is_empty()).map(|wish| wish.value.clone());
    if let Some(at) = at.filter(Value::is_string) {
        want.set(READ, at, &[]);
    }
}

/// Whether it is all that a record remembers of when it was read: what was not changed since says that itself.
pub(super) fn is_as_read(record: &Map<String, Value>) -> bool {
    record.get(READ).is_some_and(|read| record.get(UPDATED_AT) == Some(read))
}

/// Whether a field was written since its record was made, and with no cell.
pub(super) fn is_by_hand(held: &Held, name: &str) -> bool {
    held.stamp(name).is_some_and(|stamp| stamp > held.stamps.base && !is_read(held, stamp))
}

/// Whether a record was made in one store, this one or that which told it: no list made it in each.
pub(super) fn is_of_one_store(held: &Held) -> bool {
    let created = held.record.as_ref().and_then(|record| {
        let [created, _] = record.dated();
        created.and_then(instant)
    });
    read(held).is_empty() || created.is_some_and(|created| created.timestamp() != seconds(&held.stamps.base))
}

/// What the one cell of a field came to when it was last read, where it is read as it stands: a stamp cannot tell that of
/// a cell that an undo brought back.
pub(super) fn said_before(
    want: &Want,
    name: &str,
    map: &Map<String, Value>,
    now: DateTime<FixedOffset>,
) -> Option<Value> {
    let (field, wish) = (want.kind.field(name)?, want.fields.get(name)?);
    let [cell] = &*wish.cells else { return None };
    let read = |text: &Value| match text.as_str().map(str::trim).unwrap_or_default() {
        "" => Some(Value::Null),
        text => value::parse(&field, text, &Value::Null, now).ok(),
    };
    let is_as_it_stands = read(want.cell(cell)).as_ref() == Some(&wish.value);
    read(map.get(&**cell)?).filter(|_| is_as_it_stands)
}

/// Whether a value was a record's own when it came from another store, and still is.
pub(super) fn is_own(map: &Map<String, Value>, name: &str, here: &Value) -> bool {
    map.get(KEY).and_then(|own| own.get(name)) == Some(here)
}
