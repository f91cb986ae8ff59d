//! What an event becomes: a visit, a journey, an occasion, a note.

use chrono::Datelike;
use serde_json::{Value, json};

use super::people::Cast;
use super::times::Time;
use super::travel::{self, Leg};
use super::{Event, Reader, SOURCE, kept};
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::profile::intake::folded;
use crate::exchange::want::Want;
use crate::model::choice::VisitStatus;
use crate::model::{Anniversary, Id, Kind, Member, Problem, Record, Seat, Visit, When};
use crate::rules::lunar::lunar_of;

impl Reader<'_> {
    pub(super) fn known(&self, event: &Event) -> Option<Id> {
        let own = || event.ext_id.parse::<Id>().ok().filter(|id| self.intake.room.record(*id).is_some());
        let moved = || self.moved.get(&event.ext_id).copied();
        self.intake.known.here(&event.ext_id).or_else(moved).or_else(own)
    }

    pub(super) fn id(&self, event: &Event, kind: Kind, known: Option<Id>) -> Id {
        let fits = |id: &Id| self.intake.room.held(*id).is_none_or(|held| held.kind == kind);
        let own = event.ext_id.parse::<Id>().ok().filter(|id| !id.is_nil());
        known.filter(fits).or(own.filter(fits)).unwrap_or_else(|| kept::named(kind, &event.ext_id))
    }

    pub(super) fn visit(&mut self, event: &Event, account: Id, cast: &Cast, known: Option<Id>) {
        let id = self.id(event, Kind::Visit, known);
        self.intake.lead(event.row, Kind::Visit, id, &event.ext_id);
        let room = self.intake.room;
        let here = room.get::<Visit>(id);
        if event.cancelled && here.is_none() {
            let name = event.part.text("SUMMARY");
            return self.intake.skip(event.row, Problem::new("problem-import-cancelled").with("name", name));
        }
        let mut want = self.begin(event, Kind::Visit, id);
        want.set("account", account.to_string(), &["ical.SUMMARY"]);
        let status = if event.cancelled { "cancelled" } else { "planned" };
        let was_called_off = here.is_some_and(|visit| visit.status == Some(VisitStatus::Cancelled));
        if event.cancelled || here.is_none() || was_called_off {
            // What its calendar had called off is on again where the calendar has it again.
            let by_calendar = here.is_some_and(|visit| visit.extra.get(kept::OFF) == Some(&true.into()));
            want.set("status", status, if event.cancelled || by_calendar { &[] } else { &["ical.STATUS"] });
        }
        let (start, end) = self.span(event);
        want.set("start", json!(start), &["ical.START"]);
        if end.is_some() || here.is_some_and(|visit| visit.end.is_some()) {
            want.set("end", json!(end), &["ical.END"]);
        }
        let location = event.part.text("LOCATION");
        let city = event.part.text("X-WARROOM-CITY");
        let city =
            Some(city.trim().to_owned()).filter(|city| !city.is_empty()).or_else(|| self.places.city_within(&location));
        let place = travel::one_line(&location);
        // Ours say the city where no place is known.
        let is_place = event.part.get("X-WARROOM-CITY").is_none() || event.part.get("X-WARROOM-PLACE").is_some();
        if is_place || city.as_ref() != Some(&place) {
            self.intake.set(&mut want, "place", &place, &["ical.LOCATION"]);
        }
        if let Some(city) = city {
            want.set("city", city, &["ical.LOCATION"]);
        }
        self.intake.set(&mut want, "objective", &travel::one_line(&event.part.text("SUMMARY")), &["ical.SUMMARY"]);
        self.intake.set(&mut want, "notes", event.part.text("DESCRIPTION").trim(), &["ical.DESCRIPTION"]);
        if !cast.strangers.is_empty() {
            let problem = Problem::new("problem-import-strangers").with("names", cast.strangers.join(", "));
            self.intake.note_once(event.row, problem);
        }
        let seats: Vec<Value> = cast
            .persons
            .iter()
            .filter_map(|person| room.linked::<Seat>(*person).find(|seat| seat.account == account))
            .map(|seat| seat.id.to_string().into())
            .collect();
        if !seats.is_empty() {
            want.set("theirs", seats, &["ical.ATTENDEE", "ical.SUMMARY"]);
        }
        let attends = |id: &Id| here.is_some_and(|visit| visit.ours.iter().any(|one| one.member == *id));
        let ours: Vec<Value> = cast
            .members
            .iter()
            .filter(|id| !attends(id))
            .map(|id| json!({"id": Id::named("ical:ours", &format!("{}/{id}", event.ext_id)), "member": id}))
            .collect();
        if !ours.is_empty() {
            want.set("ours", ours, &["ical.ATTENDEE", "ical.SUMMARY"]);
        }
        self.intake.want(want);
    }

    pub(super) fn occasion(&mut self, event: &Event, cast: &Cast) {
        let owner = cast.persons.first().map(|id| ("person", *id)).or(cast.account.map(|id| ("account", id)));
        let Some((field, owner)) = owner else { return self.note(event) };
        let id = self.id(event, Kind::Occasion, self.known(event));
        self.intake.lead(event.row, Kind::Occasion, id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Occasion, id);
        }
        let mut want = self.begin(event, Kind::Occasion, id);
        let day = event.start.local.date();
        let is_lunar = event.part.text("RRULE").to_uppercase().contains("RSCALE=CHINESE");
        let date = match lunar_of(day).filter(|_| is_lunar) {
            Some(lunar) => {
                Anniversary::Lunar { year: Some(lunar.year), month: lunar.month, day: lunar.day, leap: lunar.leap }
            }
            None => Anniversary::Solar { year: Some(day.year()), month: day.month(), day: day.day() },
        };
        want.set(field, owner.to_string(), &["ical.SUMMARY"]);
        self.intake.set(&mut want, "what", &travel::one_line(&event.part.text("SUMMARY")), &["ical.SUMMARY"]);
        want.set("date", json!(date), &["ical.DTSTART"]);
        want.set("yearly", true, &["ical.RRULE"]);
        self.intake.set(&mut want, "notes", event.part.text("DESCRIPTION").trim(), &["ical.DESCRIPTION"]);
        self.intake.want(want);
    }

    pub(super) fn note(&mut self, event: &Event) {
        let id = self.id(event, Kind::Note, self.known(event));
        self.intake.lead(event.row, Kind::Note, id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Note, id);
        }
        let mut want = self.begin(event, Kind::Note, id);
        let said: Vec<String> = ["SUMMARY", "LOCATION", "DESCRIPTION"]
            .map(|name| event.part.text(name).trim().to_owned())
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let text = if said.is_empty() { event.ext_id.clone() } else { said.join("\n") };
        want.set("text", text, &["ical.SUMMARY", "ical.LOCATION", "ical.DESCRIPTION"]);
        want.set("at", json!(self.span(event).0), &["ical.START"]);
        self.intake.want(want);
        let name = travel::one_line(&event.part.text("SUMMARY"));
        self.intake.note(event.row, Problem::new("problem-import-event-as-note").with("name", name));
    }

    /// Takes a record away that its calendar has cancelled.
    fn drop(&mut self, event: &Event, kind: Kind, id: Id) {
        if self.intake.room.record(id).is_none() {
            let name = event.part.text("SUMMARY");
            return self.intake.skip(event.row, Problem::new("problem-import-cancelled").with("name", name));
        }
        let mut want = Want::new(event.row, kind, id);
        want.gone = true;
        self.intake.want(want);
    }

    pub(super) fn journey(&mut self, event: &Event, legs: Vec<Leg>) {
        let count = legs.iter().filter(|leg| !leg.cancelled).count();
        for (at, mut leg) in legs.into_iter().enumerate() {
            // A zone that was guessed wrong costs the hour of arrival, not the journey.
            if leg.arrive < leg.depart {
                leg.arrive = leg.depart;
            }
            leg.until = leg.until.filter(|until| Some(*until) >= leg.arrive);
            let day = leg.depart.map(|when| when.day().to_string()).unwrap_or_default();
            // Makers of calendars use one UID for several reservations.
            let ext_id = match leg.number.as_str() {
                "" if at == 0 => event.ext_id.clone(),
                "" => format!("{}/{at}", event.ext_id),
                number => format!("{}/{number}/{day}", event.ext_id),
            };
            // One calendar event is a journey of each whose file has it.
            let new = || self.intake.options.who.as_deref().map(|who| Id::named("ical:member", &folded(who)));
            let whose = self.said_traveller(event, &leg).or_else(new);
            let is_anothers = |id: Id| {
                let was = self
                    .intake
                    .room
                    .record(id)
                    .and_then(|record| record.extra().get(kept::WHO)?.as_str()?.parse().ok());
                was.is_some_and(|was: Id| whose.is_some_and(|who| who != was))
            };
            let ext_id = match (self.intake.known.here(&ext_id), whose) {
                (Some(id), Some(who)) if is_anothers(id) => format!("{ext_id}/{who}"),
                _ => ext_id,
            };
            let row = if at == 0 { event.row } else { self.intake.row(event.part.lines.0) };
            let held = |id: &Id| self.intake.room.held(*id).map(|held| held.record.is_some());
            let is_ours = event.part.text("X-WARROOM-KIND").trim() == "travel";
            let own = event.ext_id.parse::<Id>().ok().filter(|id| at == 0 && held(id).unwrap_or(is_ours));
            let id = self.intake.known.here(&ext_id).or(own).unwrap_or_else(|| Id::named("ical:travel", &ext_id));
            self.intake.lead(row, Kind::Travel, id, &ext_id);
            let one =
                Event { row, ext_id, cancelled: event.cancelled || leg.cancelled, recurs: false, ..event.clone() };
            if one.cancelled {
                self.drop(&one, Kind::Travel, id);
                continue;
            }
            let (field, who, is_said) = self.traveller(&one, &leg);
            let mut want = self.begin(&one, Kind::Travel, id);
            want.set(kept::LEGS, count, &[]);
            want.set(kept::WHO, if is_said { who.to_string().into() } else { Value::Null }, &[]);
            want.set(field, who.to_string(), if self.intake.options.who.is_some() { &[] } else { &["ical.SUMMARY"] });
            // Who was a mere name until now takes over the journey from whose it was taken for.
            let here = self.intake.room.record(id).filter(|here| is_said && !here.extra().contains_key(kept::WHO));
            if here.is_some() {
                want.set(if field == "member" { "person" } else { "member" }, Value::Null, &["ical.SUMMARY"]);
                for side in ["member", "person"] {
                    want.fields.get_mut(side).into_iter().for_each(|wish| wish.anew = true);
                }
            }
            for (field, value) in [
                ("from_city", json!(leg.from)),
                ("to_city", json!(leg.to)),
                ("depart", json!(leg.depart)),
                ("arrive", json!(leg.arrive)),
                ("return", json!(leg.until)),
                ("transport", json!(leg.transport)),
                ("number", json!(leg.number)),
                ("hotel", json!(leg.hotel)),
                ("firmness", json!("firm")),
                ("source", json!("calendar")),
            ] {
                if !value.is_null() && value != "" {
                    let cell = format!("ical.={field}");
                    want.set(&cell, value.clone(), &[]);
                    want.set(field, value, &[&cell]);
                }
            }
            let said = event.part.text("DESCRIPTION");
            // The name of nobody who is here stands there.
            let passenger = if is_said { "" } else { leg.passenger.trim() };
            let told = leg.notes.iter().map(String::as_str).chain([passenger, said.trim()]);
            let notes: Vec<&str> = told.filter(|text| !text.is_empty()).collect();
            self.intake.set(&mut want, "notes", &notes.join("\n"), &["ical.DESCRIPTION"]);
            self.intake.want(want);
        }
    }

    /// Whose journey it is: whom the user says, the passenger, one of ours who takes part; else the user. Nobody is of ours
    /// because a calendar has a name, but whom the user says and we wrote so. Tells whether it was said or taken for so.
    fn traveller(&mut self, event: &Event, leg: &Leg) -> (&'static str, Id, bool) {
        let room = self.intake.room;
        let field = |id: Id| if room.get::<Member>(id).is_some() { "member" } else { "person" };
        let options = self.intake.options;
        let cast = || {
            let cast = self.people.cast(room, event.part, None);
            cast.members.first().or(cast.persons.first()).copied()
        };
        if let Some(id) = self.said_traveller(event, leg).or_else(cast) {
            return (field(id), id, true);
        }
        let free = |name| own_id(event.part, name).filter(|id| options.who.is_none() && room.held(*id).is_none());
        let (theirs, ours) = (free("X-WARROOM-PERSON"), free("X-WARROOM-MEMBER"));
        let told = theirs.or(ours).map(|_| event.part.text("X-WARROOM-WHO")).unwrap_or_default();
        let names = [options.who.clone().unwrap_or_default(), told, options.author.clone()];
        let name = names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_else(|| "—".into());
        let own = self.people.who(&options.author, "").filter(|_| options.who.is_none());
        let id = theirs.or(ours).or(own).unwrap_or_else(|| Id::named("ical:member", &folded(&name)));
        let known = room.record(id).map(Record::kind);
        let kind = known.unwrap_or(if theirs.is_some() { Kind::Person } else { Kind::Member });
        if self.made.insert(id) && room.record(id).is_none() {
            let mut want = Want::new(event.row, kind, id);
            want.set("name", name.clone(), &[]);
            if kind == Kind::Member {
                want.set("level", "rep", &[]);
            }
            self.intake.want(want);
        }
        let passenger = leg.passenger.trim();
        let is_said = theirs.or(ours).is_some() || options.who.is_some();
        let problem = match known {
            _ if theirs.is_some() => Some(Problem::new("problem-import-their-journey")),
            _ if !is_said && !passenger.is_empty() && folded(passenger) != folded(&name) => {
                Some(Problem::new("problem-import-passenger").with("passenger", passenger))
            }
            Some(_) => None,
            None if options.who.is_some() => Some(Problem::new("problem-import-member-made")),
            None => Some(Problem::new("problem-import-whose")),
        };
        if let Some(problem) = problem {
            self.intake.note(event.row, problem.with("name", name));
        }
        (if kind == Kind::Person { "person" } else { "member" }, id, is_said)
    }

    /// Whose journey it is said to be: by the user, by us when we wrote it, by the reservation.
    fn said_traveller(&self, event: &Event, leg: &Leg) -> Option<Id> {
        let room = self.intake.room;
        let options = self.intake.options;
        if let Some(who) = options.who.as_deref() {
            return self.people.who(who, who);
        }
        let known = |id: &Id| matches!(room.record(*id), Some(Record::Member(_) | Record::Person(_)));
        let own = ["X-WARROOM-MEMBER", "X-WARROOM-PERSON"].into_iter().find_map(|name| own_id(event.part, name));
        let told = || self.people.who(&event.part.text("X-WARROOM-WHO"), "");
        own.filter(known).or_else(told).or_else(|| self.people.who(&leg.passenger, &leg.email))
    }

    /// A record that remembers what the event said.
    fn begin(&self, event: &Event, kind: Kind, id: Id) -> Want {
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
        want
    }

    /// From when to when; a time in UTC as the clock shows it where the event is.
    fn span(&self, event: &Event) -> (Option<When>, Option<When>) {
        let city = self.places.city_within(&event.part.text("LOCATION"));
        let zone = city.and_then(|city| self.places.zone(&city)).unwrap_or_else(|| event.calendar.here.clone());
        let seen = |time: &Time| if time.is_utc() { time.seen_from(zone.clone()) } else { time.clone() };
        span(&seen(&event.start), event.end.as_ref().map(seen).as_ref())
    }
}

/// An id of ours that an event carries.
fn own_id(part: &Part, name: &str) -> Option<Id> {
    part.text(name).trim().parse::<Id>().ok().filter(|id| !id.is_nil())
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
