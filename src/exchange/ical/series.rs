//! What recurs: one event a day, its exceptions in their places, and what its calendar has called off since.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use serde_json::Value;

use super::times::{self, Time};
use super::{Calendar, Event, Reader, SOURCE, is_yearly, kept, repeat};
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::want::Want;
use crate::model::choice::VisitStatus;
use crate::model::{Kind, Problem, Visit, When};

impl Reader<'_> {
    /// Every component of one UID.
    pub(super) fn series(&mut self, calendar: &Calendar, uid: &str, parts: &[&Part]) {
        let newest = |part: &&&Part| (part.text("SEQUENCE").trim().parse::<i64>().unwrap_or(0), part.text("DTSTAMP"));
        let time = |part: &Part, name| times::time(part.get(name)?, &calendar.zones, &calendar.here);
        let master = parts.iter().filter(|part| part.get("RECURRENCE-ID").is_none()).max_by_key(newest).copied();
        let start = master.and_then(|part| time(part, "DTSTART"));
        let hands = |time: Time| match &start {
            Some(start) if !start.is_day => time.seen_from(start.zone.clone()).local,
            _ => time.local,
        };
        let mut sorted: Vec<&&Part> = parts.iter().collect();
        sorted.sort_by_key(newest);
        let mut overrides: BTreeMap<NaiveDateTime, &Part> = BTreeMap::new();
        for part in sorted {
            if let Some(time) = time(part, "RECURRENCE-ID") {
                overrides.insert(hands(time), part);
            }
        }
        let now = self.intake.now.naive_local();
        let recurs = |part: &&Part| part.get("RRULE").is_some() || part.get("RDATE").is_some();
        let (days, unknown) = match (master.filter(recurs), &start) {
            (Some(part), Some(start)) if !is_yearly(part, start) => repeat::happens(part, start, calendar, now),
            _ => (BTreeSet::new(), Vec::new()),
        };
        let free: BTreeSet<NaiveDateTime> = days.into_iter().filter(|at| !overrides.contains_key(at)).collect();
        // A day that is called off makes no record, nor does the series where every day of it is another.
        let lost = |(at, part): (&NaiveDateTime, &&Part)| {
            let off = part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED");
            (off && self.intake.known.here(&kept::instance(uid, *at)).is_none()).then(|| part.written().into())
        };
        let whole = master.filter(|part| recurs(part) && free.is_empty()).map(|part| part.written().into());
        let rest: Vec<Value> = whole.into_iter().chain(overrides.iter().filter_map(lost)).collect();
        if let Some(part) = master {
            let said: BTreeSet<String> = overrides.keys().map(|at| kept::instance(uid, *at)).collect();
            self.master(calendar, uid, part, (free, &unknown), &rest, said);
        }
        for (at, part) in overrides {
            if let Some(event) = self.event(calendar, part, kept::instance(uid, at), &rest) {
                self.take(Event { recurs: true, ..event });
            }
        }
    }

    fn master(
        &mut self,
        calendar: &Calendar,
        uid: &str,
        part: &Part,
        (days, unknown): (BTreeSet<NaiveDateTime>, &[&str]),
        rest: &[Value],
        mut said: BTreeSet<String>,
    ) {
        let Some(event) = self.event(calendar, part, uid.to_owned(), rest) else { return };
        if is_yearly(part, &event.start) || part.get("RRULE").is_none() && part.get("RDATE").is_none() {
            self.take(event);
            return;
        }
        // What concerns no account is said once, not every week.
        let concerns = || self.people.cast(self.intake.room, part, self.default).account;
        if part.get("X-WARROOM-ACCOUNT").is_none() && concerns().is_none() {
            return self.note(&event);
        }
        for rule in unknown {
            self.intake.note(event.row, Problem::new("problem-import-rule-kept").with("text", rule));
        }
        let length = event.end.as_ref().map(|end| end.local - event.start.local);
        let first = days.iter().next().copied();
        for at in days {
            let ext_id = kept::instance(uid, at);
            said.insert(ext_id.clone());
            let row = if first == Some(at) { event.row } else { self.intake.row(part.lines.0) };
            let start = event.start.moved(at);
            let end = length
                .zip(event.end.as_ref())
                .and_then(|(length, end)| Some(end.moved(at.checked_add_signed(length)?)));
            let is_later = first != Some(at);
            self.take(Event { row, ext_id, start, end, recurs: true, is_later, ..event.clone() });
        }
        self.call_off(uid, event.row, &said);
    }

    /// Visits of a series that it holds no more and that are still to come.
    fn call_off(&mut self, uid: &str, row: usize, said: &BTreeSet<String>) {
        let prefix = format!("{uid}#");
        let now = self.intake.now;
        let room = self.intake.room;
        let gone = room.all::<Visit>().filter(|visit| {
            let names = visit.extra.get(&ext::key(SOURCE)).into_iter().flat_map(ext::ids);
            let of_it = names.into_iter().any(|name| name.starts_with(&prefix) && !said.contains(name));
            let ahead = visit.start.is_some_and(|start| start >= When::from(now));
            of_it && ahead && visit.status == Some(VisitStatus::Planned)
        });
        for visit in gone {
            let mut want = Want::new(row, Kind::Visit, visit.id);
            want.set("status", "cancelled", &[]);
            want.set(kept::OFF, true, &[]);
            self.intake.want(want);
        }
    }
}
