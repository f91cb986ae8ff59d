//! What its calendar called off and what is therefore not here any more, or never was: which version of it was the last, so
//! that an older file does not bring it back. Whoever it was of remembers it, else whoever is here; else a note does.

use std::collections::BTreeMap;

use super::former::{Version, is_older, version};
use super::travel::one_line;
use super::{Calendar, Event, Reader, identity};
use crate::edit::Room;
use crate::edit::gone::CALLED_OFF;
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::import::OnConflict;
use crate::exchange::plan::STAYS_OFF;
use crate::exchange::want::{NO_ROW, Want};
use crate::model::{Account, Id, Kind, Member, Note, Problem, Record};

const AT: &str = "%Y%m%dT%H%M%S";

/// What was called off, by what it is known by: its UID, of one day of a series that day's name.
#[derive(Default)]
pub(super) struct CalledOff {
    /// What went: with whom, in which version, as of which row.
    gone: BTreeMap<(Id, String), (Version, usize)>,
    /// What nobody knows here: in which version, where it stands and what it is called.
    pub(super) unknown: BTreeMap<String, (Version, u64, String)>,
}

/// What is called off, by what it is known by, and in which version.
type Off = (String, Version);

/// What a record keeps.
pub(super) fn kept(record: &Record) -> impl Iterator<Item = (&str, Version)> {
    record.extra().get(CALLED_OFF).into_iter().flat_map(ext::ids).filter_map(|text| {
        let mut words = text.splitn(3, ' ');
        let (count, at) = (words.next()?.parse().ok()?, words.next()?);
        Some((words.next()?, (count, chrono::NaiveDateTime::parse_from_str(at, AT).ok())))
    })
}

/// What all records of a room keep, each in its newest version.
pub(super) fn of_all(room: &Room) -> BTreeMap<String, Version> {
    let mut all: BTreeMap<String, Version> = BTreeMap::new();
    for (_, held) in room.mentioning(CALLED_OFF) {
        for (name, version) in held.record.iter().flat_map(kept) {
            let newest = all.entry(name.to_owned()).or_insert(version);
            *newest = version.max(*newest);
        }
    }
    all
}

impl Reader<'_> {
    /// Remembers what goes: with whose journey or day it is.
    pub(super) fn call_off_for_good(&mut self, part: &Part, id: Id, row: usize) {
        let room = self.intake.room;
        let owners = [Kind::Member, Kind::Person, Kind::Account];
        let is_owner = |id: &Id| room.record(*id).is_some_and(|one| owners.contains(&one.kind()));
        let of = room.record(id).and_then(|one| one.references().into_iter().map(|(_, id)| id).find(is_owner));
        if let Some(owner) = of.or_else(|| self.keeper()) {
            // A ticket may be called off under another name than it came under: as it was, it is off under both.
            let came = self.said(id).map(|said| (said.uid(), version(said.part())));
            self.off.gone.extend(came.map(|(uid, version)| ((owner, uid), (version, row))));
            self.off.gone.insert((owner, identity(part)), (version(part), row));
        }
    }

    /// Remembers what is called off before anybody here knew it.
    pub(super) fn call_off_unknown(&mut self, event: &Event) {
        let part = event.part;
        // Of a booking with several ways, one that is called off leaves the others.
        if !(event.calendar.cancels || says_cancelled(part)) {
            return;
        }
        let name = if part.get("RECURRENCE-ID").is_some() { event.ext_id.clone() } else { identity(part) };
        self.off.unknown.insert(name, (version(part), part.lines.0, one_line(&part.text("SUMMARY"))));
    }

    /// Who here remembers what is nobody's: the user, else the first of ours, else the first account.
    fn keeper(&self) -> Option<Id> {
        let room = self.intake.room;
        let ours = || room.all::<Member>().map(|member| member.id).min().or(self.made.first().copied());
        let account = || room.all::<Account>().map(|account| account.id).min();
        self.people.who(&self.intake.options.author, "").or_else(ours).or_else(account)
    }

    /// Whether a component of this calendar is of what was called off; then its row says so.
    pub(super) fn is_called_off(&mut self, calendar: &Calendar, part: &Part) -> bool {
        let cancels = calendar.cancels || says_cancelled(part);
        let here = self.gone.get(&identity(part)).is_some_and(|off| !is_older(*off, version(part)));
        if cancels || !(here || self.former.stays_away(part)) {
            return false;
        }
        let row = self.intake.row(part.lines.0);
        let problem = Problem::new(STAYS_OFF);
        self.intake.skip(row, problem.with("name", part.text("SUMMARY").trim()));
        true
    }

    /// Has everybody keep what went. Who reads a file without changing what is here, remembers nothing either.
    pub(super) fn keep_called_off(&mut self) {
        if self.intake.options.on_conflict != OnConflict::Update {
            return;
        }
        let CalledOff { gone, mut unknown } = std::mem::take(&mut self.off);
        let room = self.intake.room;
        if !unknown.is_empty() {
            let known = of_all(room);
            unknown.retain(|name, (version, ..)| known.get(name).is_none_or(|known| is_older(*known, *version)));
        }
        let kind = |id: Id| room.record(id).map_or(Kind::Member, Record::kind);
        let mut owners: BTreeMap<Id, (usize, Kind, Vec<Off>)> = BTreeMap::new();
        for ((owner, uid), (version, row)) in gone {
            owners.entry(owner).or_insert((row, kind(owner), Vec::new())).2.push((uid, version));
        }
        // Where nobody is yet, the first account or record of this file.
        let first = || {
            let want = self.intake.first()?;
            let account = want.fields.get("account").and_then(|wish| wish.value.as_str()?.parse().ok());
            Some(account.map_or((want.id, want.row, want.kind), |id: Id| (id, want.row, Kind::Account)))
        };
        match self.keeper().map(|id| (id, NO_ROW, kind(id))).or_else(first) {
            Some((owner, row, kind)) if !unknown.is_empty() => {
                let new = unknown.into_iter().map(|(name, (version, ..))| (name, version));
                owners.entry(owner).or_insert((row, kind, Vec::new())).2.extend(new);
            }
            Some(_) => {}
            None => self.note_called_off(unknown),
        }
        for (owner, (row, kind, new)) in owners {
            let mut want = Want::new(row, kind, owner);
            want.set(CALLED_OFF, self.with_kept(owner, new), &[]);
            self.intake.want(want);
        }
    }

    /// Where nobody is who could remember it, a note does.
    fn note_called_off(&mut self, unknown: BTreeMap<String, (Version, u64, String)>) {
        let Some(line) = unknown.values().map(|(_, line, _)| *line).min() else { return };
        let id = Id::named("ical:called-off", "");
        let row = self.intake.row(line);
        self.intake.lead(row, Kind::Note, id, "");
        self.intake.note(row, Problem::new("problem-import-remembered"));
        let here = self.intake.room.get::<Note>(id).map(|note| note.text.clone()).unwrap_or_default();
        let mut lines: Vec<String> = here.lines().map(str::to_owned).collect();
        for (_, _, name) in unknown.values() {
            let line = format!("CANCELLED: {name}");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let mut want = Want::new(row, Kind::Note, id);
        want.set("text", lines.join("\n"), &[]);
        let new = unknown.into_iter().map(|(name, (version, ..))| (name, version)).collect();
        want.set(CALLED_OFF, self.with_kept(id, new), &[]);
        self.intake.want(want);
    }

    /// What a record keeps, and more, as it is written.
    fn with_kept(&self, owner: Id, new: Vec<Off>) -> Vec<String> {
        let here = self.intake.room.record(owner).into_iter().flat_map(kept);
        let mut all: BTreeMap<String, Version> = here.map(|(uid, version)| (uid.to_owned(), version)).collect();
        for (name, version) in new {
            let newest = all.entry(name).or_insert(version);
            *newest = version.max(*newest);
        }
        let said = |(uid, (count, at)): Off| {
            let at = at.map_or_else(|| "-".into(), |at| at.format(AT).to_string());
            format!("{count} {at} {uid}")
        };
        all.into_iter().map(said).collect()
    }
}

/// Whether a component says itself that it is called off.
pub(super) fn says_cancelled(part: &Part) -> bool {
    part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED")
}

/// What the calendars of one file that cancel all that is in them call off, wherever in the file it stands.
pub(super) fn of_file(parts: &[Part]) -> BTreeMap<String, Version> {
    let cancels = |part: &&Part| part.text("METHOD").trim().eq_ignore_ascii_case("CANCEL");
    let events = parts.iter().filter(cancels).flat_map(|part| &part.parts).filter(|event| event.name == "VEVENT");
    let whole = events.filter(|event| event.get("RECURRENCE-ID").is_none());
    whole.map(|event| (identity(event), version(event))).collect()
}
