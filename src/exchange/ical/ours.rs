//! A calendar that was written here and comes back: what of it is as it would be written today says nothing new.

use std::collections::BTreeSet;

use super::write::{KINDS, PRODUCER, Writer};
use super::{Calendar, Reader, identity};
use crate::exchange::content::{self, Part};
use crate::exchange::selection::Selection;
use crate::model::{Id, Kind, Record};

impl Reader<'_> {
    /// The record that the components of one UID are, where all they say is here.
    pub(super) fn as_here(&self, calendar: &Calendar, uid: &str, parts: &[&Part]) -> Option<(Kind, Id)> {
        if calendar.producer != PRODUCER {
            return None;
        }
        let room = self.intake.room;
        // `birthday-ID`, `ID-YEAR`.
        let own = [uid.strip_prefix("birthday-").unwrap_or(uid), uid].into_iter().filter_map(|uid| uid.get(..36));
        let ids: BTreeSet<Id> = own.filter_map(|id| id.parse().ok()).chain(self.former.ids(uid)).collect();
        let records: Vec<&Record> = ids.into_iter().filter_map(|id| room.record(id)).collect();
        let said: BTreeSet<String> = parts.iter().map(|part| said(part)).collect();
        let is_here = |sensitive| {
            let selection = Selection { kinds: KINDS.to_vec(), sensitive, ..Selection::default() };
            let writer = Writer { room, selection: &selection, now: self.intake.now };
            let items = writer.items(records.clone());
            let all = items.iter().flat_map(|item| content::parse(item.lines.join("\n").as_bytes()));
            all.filter(|part| identity(part) == uid).map(|part| self::said(&part)).collect::<BTreeSet<_>>() == said
        };
        let first = records.first().map(|record| (record.kind(), record.id()))?;
        [false, true].into_iter().any(is_here).then_some(first)
    }
}

/// A component without when it was written.
fn said(part: &Part) -> String {
    part.written().lines().filter(|line| !line.starts_with("DTSTAMP") && !line.starts_with("X-ERROR")).collect()
}
