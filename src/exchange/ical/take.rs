//! What an event becomes: a visit or a note.

use serde_json::{Value, json};

use super::people::Cast;
use super::times::Time;
use super::travel;
use super::{ACCOUNT, Event, Reader, SOURCE, WAS, described, kept, outgrown};
use crate::exchange::ext;
use crate::exchange::import::OnConflict;
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Problem, Visit, When};

/// Where it is said where a visit is; ours say it twice.
const LOCATION: &str = "ical.LOCATION";
const CITY: [&str; 2] = [LOCATION, "ical.X-WARROOM-CITY"];
const PLACE: [&str; 2] = [LOCATION, "ical.X-WARROOM-PLACE"];

impl Reader<'_> {
    pub(super) fn known(&self, event: &Event) -> Option<Id> {
        let own = || event.ext_id.parse::<Id>().ok().filter(|id| self.intake.room.record(*id).is_some());
        let moved = || self.moved.get(&event.ext_id).copied();
        self.intake.known.here(&event.ext_id).or_else(moved).or_else(own)
    }

    pub(super) fn id(&self, event: &Event, kind: Kind, known: Option<Id>) -> Id {
        let held = |id: &Id| self.intake.room.held(*id).map(|held| held.kind);
        // The id of a record that is not here is that record's: no other kind may have it before it comes.
        let says = || event.part.text("X-WARROOM-KIND").trim() == kind.code();
        let own = event.ext_id.parse::<Id>().ok().filter(|id| !id.is_nil());
        let own = own.filter(|id| held(id).map_or_else(says, |held| held == kind));
        known.filter(|id| held(id) == Some(kind)).or(own).unwrap_or_else(|| kept::named(kind, &event.ext_id))
    }

    pub(super) fn visit(&mut self, event: &Event, account: Id, cast: &Cast, known: Option<Id>) {
        let id = self.id(event, Kind::Visit, known);
        self.intake.lead(event.row, Kind::Visit, id, &event.ext_id);
        let room = self.intake.room;
        let here = room.get::<Visit>(id);
        // One of ours is known to be a visit though it is called off.
        if event.cancelled && here.is_none() && !event.calendar.is_own_visit(event.part) {
            return self.cancelled(event);
        }
        let mut want = self.begin(event, Kind::Visit, id);
        want.set("account", account.to_string(), &["ical.SUMMARY"]);
        let status = if event.cancelled { "cancelled" } else { "planned" };
        let was_called_off = here.is_some_and(|visit| visit.status == Some(VisitStatus::Cancelled));
        // One that is made beside the one that is here has to say it, too.
        let is_beside = self.intake.options.on_conflict == OnConflict::New;
        if event.cancelled || here.is_none() || was_called_off || is_beside {
            // What its calendar had called off is on again where the calendar has it again.
            let by_calendar = here.is_some_and(|visit| visit.extra.get(kept::OFF) == Some(&true.into()));
            want.set("status", status, if event.cancelled || by_calendar { &[] } else { &["ical.STATUS"] });
        }
        let (start, end) = self.span(event);
        want.set("start", json!(start), &["ical.START"]);
        if end.is_some() || !event.cancelled && here.is_some_and(|visit| visit.end.is_some()) {
            want.set("end", json!(end), &["ical.END"]);
        }
        // A cancellation need say no more than what it cancels.
        let tells = |name: &str| !(event.cancelled && here.is_some()) || event.part.get(name).is_some();
        if tells("LOCATION") {
            self.whereabouts(event, &mut want);
        }
        // Without an objective they are called as whom they are to.
        let summary = travel::one_line(&event.part.text("SUMMARY"));
        let was = event.part.text(WAS);
        let is_named_so = event.part.get(WAS).is_some()
            && !was::had(&was, Kind::Visit, "objective")
            && event.part.text(ACCOUNT).trim() == summary;
        if tells("SUMMARY") {
            self.intake.set(&mut want, "objective", if is_named_so { "" } else { &summary }, &["ical.SUMMARY"]);
        }
        if tells("DESCRIPTION") {
            self.intake.set(&mut want, "notes", described::text(event.part).trim(), &described::CELLS);
        }
        self.guests(event, &mut want, account, cast);
        self.intake.want(want);
        self.outgrow(event);
    }

    /// Where a visit is.
    fn whereabouts(&mut self, event: &Event, want: &mut Want) {
        let location = event.part.text("LOCATION");
        let city = event.part.text("X-WARROOM-CITY");
        let city =
            Some(city.trim().to_owned()).filter(|city| !city.is_empty()).or_else(|| self.places.city_within(&location));
        let place = travel::one_line(&location);
        // Ours say the city where no place is known.
        let is_place = event.part.get("X-WARROOM-CITY").is_none() || event.part.get("X-WARROOM-PLACE").is_some();
        // What ours do not say is not known where they come from.
        let is_ours = event.part.get(WAS).is_some();
        let cells = |own: [&'static str; 2]| if is_ours { own.to_vec() } else { vec![LOCATION] };
        if is_place || city.as_ref() != Some(&place) {
            self.intake.set(want, "place", &place, &cells(PLACE));
        } else if is_ours {
            want.set("place", Value::Null, &cells(PLACE));
        }
        if city.is_some() || is_ours {
            want.set("city", city, &cells(CITY));
        }
    }

    pub(super) fn note(&mut self, event: &Event) {
        if event.cancelled {
            let id = self.id(event, Kind::Note, self.known(event));
            self.intake.lead(event.row, Kind::Note, id, &event.ext_id);
            return self.drop(event, Kind::Note, id);
        }
        let want = self.noted(event);
        self.intake.want(want);
        let name = travel::one_line(&event.part.text("SUMMARY"));
        let day = || self.span(event).0.map(|start| start.day().to_string()).unwrap_or_default();
        let name = if name.is_empty() { day() } else { name };
        if event.part.get("RRULE").is_some() {
            self.intake.note(event.row, Problem::new("problem-import-first-day").with("name", &name));
        }
        self.intake.note(event.row, Problem::new("problem-import-event-as-note").with("name", name));
    }

    /// A note of what an event says.
    pub(super) fn noted(&mut self, event: &Event) -> Want {
        let id = self.id(event, Kind::Note, self.known(event));
        self.intake.lead(event.row, Kind::Note, id, &event.ext_id);
        let mut want = self.begin(event, Kind::Note, id);
        let text = outgrown::text(event.part, &event.ext_id);
        want.set("text", text, &["ical.SUMMARY", "ical.LOCATION", "ical.DESCRIPTION", "ical.X-ALT-DESC"]);
        want.set("at", json!(self.span(event).0), &["ical.START"]);
        want
    }

    /// Takes a record away that its calendar has cancelled.
    pub(super) fn drop(&mut self, event: &Event, kind: Kind, id: Id) {
        if self.intake.room.record(id).is_none() {
            return self.cancelled(event);
        }
        let mut want = Want::new(event.row, kind, id);
        want.gone = true;
        self.intake.want(want);
        self.call_off_for_good(event.part, id, event.row);
    }

    /// A record that remembers what the event said.
    pub(super) fn begin(&self, event: &Event, kind: Kind, id: Id) -> Want {
        let mut want = Want::new(event.row, kind, id);
        want.name_it(SOURCE, &event.ext_id);
        let mut all = kept::said(event);
        let here = self.intake.room.record(id);
        let names = here.and_then(|record| record.extra().get(&ext::key(SOURCE)));
        if names.and_then(|names| ext::ids(names).next()).is_some_and(|name| name != event.ext_id) {
            all.insert(kept::NAME.into(), event.ext_id.as_str().into());
        }
        let old = self.intake.room.record(id).into_iter().flat_map(|record| record.extra().iter());
        for (name, _) in old.filter(|(name, _)| kept::is_said(name) && !all.contains_key(*name)) {
            want.set(name, Value::Null, &[]);
        }
        for (name, value) in all {
            want.set(&name, value, &[]);
        }
        let (start, end) = self.span(event);
        want.set("ical.START", json!(start), &[]);
        want.set("ical.END", json!(end), &[]);
        want.was(&event.part.text(WAS));
        want
    }

    /// From when to when; a time in UTC as the clock shows it where the event is.
    pub(super) fn span(&self, event: &Event) -> (Option<When>, Option<When>) {
        let city = self.places.city_within(&event.part.text("LOCATION"));
        let zone = city.and_then(|city| self.places.zone(&city)).unwrap_or_else(|| event.calendar.here.clone());
        let seen = |time: &Time| if time.is_utc() { time.seen_from(zone.clone()) } else { time.clone() };
        span(&seen(&event.start), event.end.as_ref().map(seen).as_ref())
    }
}

/// From when to when; a last day where days are meant.
fn span(start: &Time, end: Option<&Time>) -> (Option<When>, Option<When>) {
    let last = end.and_then(|end| {
        if !end.is_day {
            return end.when();
        }
        let day = end.local.date().pred_opt()?;
        (day > start.local.date()).then_some(When::Day(day))
    });
    (start.when(), last.filter(|last| start.when().is_none_or(|start| *last >= start)))
}
