//! Which of two states of a record came of the other: each tells of every store that changed it when that last did. Who has
//! heard of all that the other has heard of is the later of the two, whatever the clocks of people say in between; where each
//! has heard of something that the other has not, they were changed apart.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{STAMPS, UPDATED_AT, UPDATED_BY};
use crate::edit::{Held, Stamp};
use crate::exchange::want::Want;

/// The name under which a record goes out with that, and remembers it.
pub(in crate::exchange) const HEARD: &str = "out.=heard";

/// When each store last changed a record, in milliseconds, by what that store is called in its stamps.
#[derive(Debug, Default, PartialEq)]
struct Heard(BTreeMap<String, i64>);

impl Heard {
    /// What a record has come with, and what was changed here since.
    fn here(held: &Held) -> Self {
        let Some(record) = &held.record else { return Self::default() };
        let mut heard = record.extra().get(HEARD).map(Self::read).unwrap_or_default();
        let read = held.stamp(HEARD).unwrap_or(held.stamps.base);
        // What an import makes in two steps was not changed in between; what was taken back is.
        let is_written = |field: &str| held.stamps.others.iter().any(|(name, _)| &**name == field);
        let is_changed = is_written(UPDATED_BY) || is_written(UPDATED_AT) && record.has(UPDATED_AT);
        for (name, stamp) in held.stamps.others.iter().filter(|_| is_changed) {
            let is_told = held.kind.field(name).is_some() && !STAMPS.contains(&&**name);
            if is_told && *stamp > read {
                heard.add(store(*stamp), stamp.millis);
            }
        }
        heard
    }

    fn read(value: &Value) -> Self {
        let all = value.as_object().into_iter().flatten();
        Self(all.filter_map(|(store, at)| Some((store.clone(), at.as_i64()?))).collect())
    }

    fn add(&mut self, store: String, at: i64) {
        let known = self.0.entry(store).or_insert(at);
        *known = at.max(*known);
    }

    /// Whether it knows all that another knows.
    fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|(store, at)| self.0.get(store).is_some_and(|known| known >= at))
    }
}

/// What a record goes out with; `None` where nobody has changed it since it was made.
pub(in crate::exchange) fn heard(held: &Held) -> Option<Value> {
    let Heard(all) = Heard::here(held);
    (!all.is_empty()).then(|| all.into_iter().map(|(store, at)| (store, Value::from(at))).collect())
}

/// How what a file says of a record stands to what is here: later, or earlier than what another store told since. `None` where
/// that is not so: they were changed apart, only here, or the file does not tell.
pub(in crate::exchange) fn descent(want: &Want, held: &Held) -> Option<Ordering> {
    let (there, mut here) = (Heard::read(&want.fields.get(HEARD)?.value), Heard::here(held));
    // It was changed, and nobody knows any more by whom: it came from an older version, or out of a backup.
    if here.0.is_empty() && held.record.as_ref().is_some_and(|record| record.has(UPDATED_AT)) {
        return None;
    }
    let (is_known_there, is_known_here) = (there.covers(&here), here.covers(&there));
    // Of what was changed here alone, each field tells since when it is so.
    here.0.remove(&store(held.stamps.base));
    match (is_known_there, is_known_here) {
        (true, false) => Some(Ordering::Greater),
        (false, true) if !there.covers(&here) => Some(Ordering::Less),
        _ => None,
    }
}

/// What the store is called that wrote something.
fn store(stamp: Stamp) -> String {
    format!("{:08x}", stamp.device)
}

/// Has a record remember what it and a file have heard of together, where the file has heard of more.
pub(in crate::exchange) fn hear(want: &mut Want, held: Option<&Held>) {
    let Some(held) = held.filter(|held| held.record.is_some()) else { return };
    let Some(wish) = want.fields.remove(HEARD) else { return };
    let (there, mut all) = (Heard::read(&wish.value), Heard::here(held));
    if !all.covers(&there) {
        there.0.into_iter().for_each(|(store, at)| all.add(store, at));
        let all: serde_json::Map<String, Value> = all.0.into_iter().map(|(store, at)| (store, at.into())).collect();
        want.set(HEARD, all, &[]);
    }
}
