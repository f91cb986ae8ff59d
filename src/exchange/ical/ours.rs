//! A calendar that was written here and comes back: what of it is as it would be written today says nothing new; and
//! whose account it names.

use std::collections::BTreeSet;

use super::people::{Cast, Doubt};
use super::write::{KINDS, PRODUCER, Writer};
use super::{ACCOUNT, Calendar, OF, Reader, identity};
use crate::edit::gone;
use crate::exchange::content::{self, Part};
use crate::exchange::ext;
use crate::exchange::profile::intake::folded;
use crate::exchange::selection::Selection;
use crate::model::{Account, Id, Kind, Problem, Record};

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
            let writer = Writer::new(room, &selection, self.intake.now);
            let items = writer.items(records.clone());
            let all = items.iter().flat_map(|item| content::parse(item.lines.join("\n").as_bytes()));
            all.filter(|part| identity(part) == uid).map(|part| self::said(&part)).collect::<BTreeSet<_>>() == said
        };
        let named = self.intake.known.here(uid);
        let first = records.iter().find(|record| Some(record.id()) == named).or(records.first());
        let first = first.map(|record| (record.kind(), record.id()))?;
        [false, true].into_iter().any(is_here).then_some(first)
    }
}

impl Reader<'_> {
    /// Who is in an event, and at which account: what an export of ours names is not to be read out of its words.
    pub(super) fn cast(&mut self, part: &Part, row: usize) -> Cast {
        let said = self.account(part, row);
        let mut cast = self.people.cast(self.intake.room, part, self.default);
        if said.is_some() {
            (cast.account, cast.doubt) = (said, None);
        }
        cast
    }

    /// Says what of an event may be meant otherwise.
    pub(super) fn doubt(&mut self, row: usize, cast: &Cast) {
        let room = self.intake.room;
        let account = cast.account.map(|id| room.name(id)).unwrap_or_default();
        let problem = match cast.doubt {
            Some(Doubt::Namesake(id)) => Problem::new("problem-import-namesakes").with("name", room.name(id)),
            Some(Doubt::Account(id)) => Problem::new("problem-import-accounts").with("name", room.name(id)),
            None => return,
        };
        self.intake.note_once(row, problem.with("account", account));
    }

    /// The account an export of ours names: the one that has its id, else the one of its name, else a new one.
    pub(super) fn account(&mut self, part: &Part, row: usize) -> Option<Id> {
        let said = part.get(ACCOUNT)?;
        let room = self.intake.room;
        let id = said.param(OF).and_then(ext::own);
        let here = id.filter(|id| room.get::<Account>(*id).is_some());
        let name = said.text();
        let name = name.trim();
        if here.is_some() || name.is_empty() {
            return here;
        }
        let free = id.filter(|id| gone::is_free(room, *id));
        Some(self.intake.account_as(name, free.unwrap_or_else(|| Id::named("account", &folded(name))), row))
    }
}

/// A component without when it was written.
fn said(part: &Part) -> String {
    part.written().lines().filter(|line| !line.starts_with("DTSTAMP") && !line.starts_with("X-ERROR")).collect()
}
