//! Records in memory, changed as the store changes them.

use chrono::{DateTime, FixedOffset};
use warroom::edit::{Draft, Edit, Room, Stamp, guard};
use warroom::model::{Id, Problem};

/// The moment it is.
pub fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

/// Does what a draft says, held to the same guards.
pub fn commit(room: &mut Room, draft: Draft) -> Result<(), Problem> {
    let at = Stamp { millis: room.version() as i64 + 1, count: 0, device: 1 };
    let edit = Edit {
        id: Id::new(now()),
        at,
        when: now().into(),
        author: "tester".into(),
        label: draft.label,
        subject: draft.subject,
        reason: draft.reason,
        group: None,
        turn: None,
        changes: draft.changes,
    };
    let prepared = room.prepare(edit)?;
    guard::check(room, &prepared)?;
    room.absorb(prepared);
    Ok(())
}
