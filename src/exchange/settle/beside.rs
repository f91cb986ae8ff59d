//! What an import that is being settled has done beside it, by threads of their own: what the file wants is unpacked before it
//! is its turn, and what was done is packed.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use super::drafts::Done;
use crate::edit::{Change, Press};
use crate::exchange::import::contained;
use crate::exchange::waiting::Waiting;
use crate::exchange::want::Want;
use crate::model::{Id, Problem};

/// So many are handed over together.
const TOGETHER: usize = 64;

/// So many of those may lie ready.
const READY: usize = 8;

/// What it is about, and what is wanted of it or why nobody can tell.
pub(super) struct Next {
    pub(super) row: usize,
    pub(super) id: Id,
    pub(super) want: Result<Want, Problem>,
}

/// Each want, unpacked, in the order they came.
pub(super) fn unpacked<'scope>(
    scope: &'scope Scope<'scope, '_>,
    lots: Vec<Vec<Waiting>>,
) -> impl Iterator<Item = Next> {
    let (ready, coming) = sync_channel(READY);
    scope.spawn(move || {
        let wants = lots.into_iter().flatten();
        let mut wants = wants.map(|waiting| Next { row: waiting.row, id: waiting.id, want: waiting.want() });
        contained(|| {
            loop {
                let some: Vec<Next> = wants.by_ref().take(TOGETHER).collect();
                if some.is_empty() || ready.send(some).is_err() {
                    break Ok(());
                }
            }
        })
    });
    coming.into_iter().flatten()
}

/// What was done, on its way to be packed.
pub(super) struct Doings {
    some: Vec<Vec<Change>>,
    /// `None` once all was handed over.
    packer: Option<SyncSender<Vec<Vec<Change>>>>,
}

impl Doings {
    /// What takes doings, and whoever packs them.
    pub(super) fn new() -> (Self, Packer) {
        let (packer, coming) = sync_channel(READY);
        (Self { some: Vec::new(), packer: Some(packer) }, Packer(coming))
    }

    /// Has the changes of one record packed.
    pub(super) fn put(&mut self, changes: Vec<Change>) {
        self.some.push(changes);
        if self.some.len() == TOGETHER {
            self.hand_over();
        }
    }

    /// Says that there are no more.
    pub(super) fn end(&mut self) {
        self.hand_over();
        self.packer = None;
    }

    fn hand_over(&mut self) {
        let some = std::mem::take(&mut self.some);
        if let Some(packer) = &self.packer {
            // One that is gone says why in the end.
            packer.send(some).ok();
        }
    }
}

/// Packs what was done.
pub(super) struct Packer(Receiver<Vec<Vec<Change>>>);

impl Packer {
    /// All of it, in its order.
    pub(super) fn pack(self) -> Result<Vec<Done>, Problem> {
        let mut press = Press::default();
        contained(|| self.0.into_iter().flatten().map(|changes| Done::of(changes, &mut press)).collect())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::edit::EXISTS;
    use crate::model::Kind;

    #[test]
    fn what_was_done_is_packed_in_its_order_and_whoever_breaks_off_ends_the_packer() {
        let change = |n: u64| {
            let id = Id::named("test", &n.to_string());
            let (before, after) = (Value::Null, n.into());
            Change { kind: Kind::Person, id, field: EXISTS.into(), entry: None, before, after, seen: None }
        };
        let packed = |ends: bool| {
            let (mut doings, packer) = Doings::new();
            std::thread::scope(|scope| {
                let packer = scope.spawn(|| packer.pack());
                (0..200).for_each(|n| doings.put(vec![change(n)]));
                if ends {
                    doings.end();
                }
                drop(doings);
                packer.join().unwrap().unwrap().iter().map(|done| done.id).collect::<Vec<_>>()
            })
        };
        let all: Vec<Id> = (0..200).map(|n| change(n).id).collect();
        assert_eq!(packed(true), all);
        assert!(all.starts_with(&packed(false)));
    }
}
