//! What its calendar called off and what is therefore not here any more: which version of it was the last, so that an older
//! file does not bring it back. Whoever it was of remembers it.

use std::collections::BTreeMap;

use super::former::{Version, is_older, version};
use super::{Calendar, Reader, identity};
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::import::OnConflict;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Problem, Record};

/// Under what name a record keeps it.
const OFF: &str = "ical.=called-off";
const AT: &str = "%Y%m%dT%H%M%S";

/// What was called off, by its UID: for whom it is kept, as of which row.
#[derive(Default)]
pub(super) struct CalledOff(BTreeMap<(Id, String), (Version, usize)>);

/// What a record keeps.
pub(super) fn kept(record: &Record) -> impl Iterator<Item = (&str, Version)> {
    record.extra().get(OFF).into_iter().flat_map(ext::ids).filter_map(|text| {
        let mut words = text.splitn(3, ' ');
        let (count, at) = (words.next()?.parse().ok()?, words.next()?);
        Some((words.next()?, (count, chrono::NaiveDateTime::parse_from_str(at, AT).ok())))
    })
}

impl Reader<'_> {
    /// Remembers what goes: with whose journey or day it is.
    pub(super) fn call_off_for_good(&mut self, part: &Part, id: Id, row: usize) {
        let room = self.intake.room;
        let owners = [Kind::Member, Kind::Person, Kind::Account];
        let is_owner = |id: &Id| room.record(*id).is_some_and(|one| owners.contains(&one.kind()));
        let of = room.record(id).and_then(|one| one.references().into_iter().map(|(_, id)| id).find(is_owner));
        let own = || self.people.who(&self.intake.options.author, "");
        if let Some(owner) = of.or_else(own) {
            self.off.0.insert((owner, identity(part)), (version(part), row));
        }
    }

    /// Whether a component of this calendar is of what was called off; then its row says so.
    pub(super) fn is_called_off(&mut self, calendar: &Calendar, part: &Part) -> bool {
        let cancels = calendar.cancels || part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED");
        let here = self.gone.get(&identity(part)).is_some_and(|off| !is_older(*off, version(part)));
        if cancels || !(here || self.former.stays_away(part)) {
            return false;
        }
        let row = self.intake.row(part.lines.0);
        let problem = Problem::new("problem-import-stays-called-off");
        self.intake.skip(row, problem.with("name", part.text("SUMMARY").trim()));
        true
    }

    /// Has everybody keep what went. Who reads a file without changing what is here, remembers nothing either.
    pub(super) fn keep_called_off(&mut self) {
        if self.intake.options.on_conflict != OnConflict::Update {
            return;
        }
        let mut owners: BTreeMap<Id, (usize, Vec<(String, Version)>)> = BTreeMap::new();
        for ((owner, uid), (version, row)) in std::mem::take(&mut self.off.0) {
            owners.entry(owner).or_insert((row, Vec::new())).1.push((uid, version));
        }
        for (owner, (row, new)) in owners {
            let Some(record) = self.intake.room.record(owner) else { continue };
            let mut all: BTreeMap<String, Version> =
                kept(record).map(|(uid, version)| (uid.to_owned(), version)).collect();
            all.extend(new);
            let mut want = Want::new(row, record.kind(), owner);
            let said = |(uid, (count, at)): (String, Version)| {
                let at = at.map_or_else(|| "-".into(), |at| at.format(AT).to_string());
                format!("{count} {at} {uid}")
            };
            want.set(OFF, all.into_iter().map(said).collect::<Vec<_>>(), &[]);
            self.intake.want(want);
        }
    }
}

/// What the calendars of one file that cancel all that is in them call off, wherever in the file it stands.
pub(super) fn of_file(parts: &[Part]) -> BTreeMap<String, Version> {
    let cancels = |part: &&Part| part.text("METHOD").trim().eq_ignore_ascii_case("CANCEL");
    let events = parts.iter().filter(cancels).flat_map(|part| &part.parts).filter(|event| event.name == "VEVENT");
    let whole = events.filter(|event| event.get("RECURRENCE-ID").is_none());
    whole.map(|event| (identity(event), version(event))).collect()
}
