//! Journeys: which record a leg becomes, whose it is, and what two sources of one say of it together.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::former::{version, written};
use super::kept::Said;
use super::passengers::{SEPARATOR, spoken};
use super::rescheduled::tail;
use super::travel::Leg;
use super::ways::Way;
use super::{Event, PURPOSE, Reader, SOURCE, WAS, WHO, described, identity, kept, lost};
use crate::edit::gone;
use crate::exchange::content::{Part, Property};
use crate::exchange::ext;
use crate::exchange::profile::intake::folded;
use crate::exchange::since::{self, was};
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Member, Problem, Record, When};

impl Reader<'_> {
    pub(super) fn journey(&mut self, event: &Event, legs: Vec<Leg>) {
        let legs: Vec<Leg> = legs.into_iter().flat_map(|leg| self.of_each(leg)).collect();
        let count = legs.iter().filter(|leg| !leg.cancelled).count();
        for (at, mut leg) in legs.into_iter().enumerate() {
            // A zone that was guessed wrong costs the hour of arrival, not the journey.
            if leg.arrive.zip(leg.depart).is_none_or(|(arrive, depart)| is_before(arrive, depart)) {
                leg.arrive = leg.depart;
            }
            leg.until = leg.until.filter(|until| leg.arrive.is_none_or(|arrive| !is_before(*until, arrive)));
            // Makers of calendars use one UID for several reservations.
            let ext_id = match tail(&leg) {
                None if at == 0 => event.ext_id.clone(),
                None => format!("{}/{at}", event.ext_id),
                Some(tail) => format!("{}{tail}", event.ext_id),
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
            // And one reservation, or one booking, may be of several.
            let traveller = whose.unwrap_or_else(|| Id::named("ical:traveller", &folded(&leg.passenger)));
            let theirs = format!("{ext_id}/{traveller}");
            let is_theirs = self.intake.known.here(&theirs).is_some()
                || *self.travellers.entry(ext_id.clone()).or_insert(traveller) != traveller;
            let ext_id = if is_theirs { theirs } else { ext_id };
            let row = if at == 0 { event.row } else { self.intake.row(event.part.lines.0) };
            // One that was deleted here is that one still.
            let held = |id: &Id| self.intake.room.held(*id).map(|held| held.kind == Kind::Travel);
            let is_ours = event.part.text("X-WARROOM-KIND").trim() == "travel";
            let own = event.ext_id.parse::<Id>().ok().filter(|id| at == 0 && held(id).unwrap_or(is_ours));
            let way = Way::of_leg(&leg, whose.unwrap_or_else(|| self.presumed()));
            let here = self.intake.known.here(&ext_id).or(own);
            let booked = || whose.is_none().then(|| self.booked(&way, &leg)).flatten();
            let twin = here.is_none().then(|| self.ways.find(&way, self.presumed()).or_else(booked)).flatten();
            let was = here.or(twin).is_none().then(|| self.rescheduled(event, &ext_id, whose)).flatten();
            let id = here.or(twin).or(was).unwrap_or_else(|| kept::named(Kind::Travel, &ext_id));
            if self.is_outdated(id, event.part) {
                let name = event.part.text("SUMMARY");
                self.intake.skip(row, Problem::new("problem-import-older").with("name", name));
                continue;
            }
            self.ways.add(way, id);
            self.led.insert(id);
            self.intake.lead(row, Kind::Travel, id, &ext_id);
            let one =
                Event { row, ext_id, cancelled: event.cancelled || leg.cancelled, recurs: false, ..event.clone() };
            if one.cancelled {
                self.drop(&one, Kind::Travel, id);
                continue;
            }
            let out = self.stays.get(&event.ext_id).filter(|_| at == 0).cloned();
            let (field, who, is_said) = self.traveller(&one, &leg, id);
            // One that was moved has another name, and is of the UID it was of.
            let is_others = twin.is_some() || self.is_told_elsewhere(id, &one.ext_id);
            if is_others && self.said_of(id, event.part).is_none() {
                self.tell_more(&one, id, &leg, is_said.then_some((field, who)));
                if let Some(out) = &out {
                    self.lost.add(out);
                }
                continue;
            }
            let mut want = self.begin(&one, Kind::Travel, id);
            want.set(kept::LEGS, count, &[]);
            if let Some(out) = &out {
                lost::keep_with(&mut want, out);
            }
            want.set(kept::WHO, if is_said { who.to_string().into() } else { Value::Null }, &[]);
            if !leg.booking.is_empty() {
                want.set(kept::BOOKING, leg.booking.as_str(), &[]);
            }
            want.set(field, who.to_string(), if self.intake.options.who.is_some() { &[] } else { &["ical.SUMMARY"] });
            self.take_over(&mut want, field, is_said);
            for (field, value) in told(&one, &leg) {
                let cell = format!("ical.={field}");
                want.set(&cell, value.clone(), &[]);
                want.set(field, value, &[&cell]);
            }
            let said = own_notes(event.part);
            // The name of nobody who is here stands there.
            let is_told = |names: &&str| names.split(SEPARATOR).all(|name| said.contains(name));
            let passenger = Some(leg.passenger.trim()).filter(|names| !is_said && !is_told(names));
            let passenger = passenger.unwrap_or_default();
            let told = leg.notes.iter().map(String::as_str).chain([passenger, said.trim()]);
            let notes: Vec<&str> = told.filter(|text| !text.is_empty()).collect();
            self.intake.set(&mut want, "notes", &notes.join("\n"), &described::CELLS);
            self.intake.want(want);
        }
    }

    /// The journey here that is of the booking of a leg which is nobody's, whoever was said to be on it: a ticket that is called
    /// off names its passenger as the first one did. Not where that names another.
    fn booked(&self, way: &Way, leg: &Leg) -> Option<Id> {
        let is_theirs = |id: &Id| {
            let Some(said) = self.said(*id) else { return false };
            let told = self.legs_of(&said.calendar(self.ours()), said.part());
            let called = |leg: &Leg| {
                let name = folded(&leg.passenger);
                spoken(&name).next().unwrap_or(name)
            };
            let mut names = told.iter().map(called).filter(|name| !name.is_empty()).peekable();
            let name = called(leg);
            name.is_empty() || names.peek().is_none() || names.any(|one| one == name)
        };
        let mut all = self.ways.booked(way).filter(is_theirs);
        all.next().filter(|_| all.next().is_none())
    }

    /// A leg of each of ours, and theirs, whom it names as travelling together.
    fn of_each(&self, leg: Leg) -> Vec<Leg> {
        let names: Vec<&str> = leg.passenger.split(SEPARATOR).map(str::trim).collect();
        let known: BTreeSet<Id> = names.iter().filter_map(|name| self.passenger(name)).collect();
        if known.len() < 2 || self.intake.options.who.is_some() {
            return vec![leg];
        }
        let is_first = |(at, name): &(usize, &&str)| {
            let who = self.passenger(name);
            who.is_some() && names.iter().take(*at).all(|other| self.passenger(other) != who)
        };
        let of = |name: &str| Leg { passenger: name.to_owned(), email: String::new(), ..leg.clone() };
        names.iter().enumerate().filter(is_first).map(|(_, name)| of(name)).collect()
    }

    /// Whom a ticket names: it often has the family name first.
    fn passenger(&self, name: &str) -> Option<Id> {
        let turned = || {
            let (first, last) = name.split_once(' ').filter(|(_, last)| !last.contains(' '))?;
            self.people.who(&format!("{last} {first}"), "")
        };
        self.people.who(name, "").or_else(turned)
    }

    /// One of ours that comes back: what was changed there is changed here.
    pub(super) fn own_journey(&mut self, event: &Event, id: Id, leg: &Leg) {
        self.intake.lead(event.row, Kind::Travel, id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Travel, id);
        }
        let Some(here) = self.intake.room.record(id) else { return };
        let moment = |value: &Value| value.as_str().and_then(|text| text.parse::<When>().ok());
        let mut want = Want::new(event.row, Kind::Travel, id);
        want.was(&event.part.text(WAS));
        // Who said so stays, whatever a calendar says of it, and so does how sure it is where that is not said.
        let told = told(event, leg).into_iter().filter(|(field, value)| match *field {
            "firmness" => leg.firmness.is_some() || value.is_null(),
            field => field != "source",
        });
        let is_noted = was::tells(&event.part.text(WAS), Kind::Travel, "notes");
        let notes = Some(own_notes(event.part)).filter(|text| !text.is_empty());
        for (field, value) in told.chain(is_noted.then(|| ("notes", json!(notes)))) {
            let now = here.value(field);
            let is_here = now == value || moment(&now).is_some_and(|now| Some(now) == moment(&value));
            if !is_here {
                let cell = format!("ical.={field}");
                want.set(&cell, value.clone(), &[]);
                want.set(field, value, &[&cell]);
            }
        }
        self.intake.want(want);
    }

    /// A journey that is here, of which another program has left out all that tells it is one: when it is counts.
    pub(super) fn bare_journey(&mut self, event: &Event, id: Id) {
        self.intake.lead(event.row, Kind::Travel, id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Travel, id);
        }
        let Some(Record::Travel(here)) = self.intake.room.record(id) else { return };
        let (until, now) = here.r#return.map_or(("arrive", here.arrive), |back| ("return", Some(back)));
        let (depart, end) = self.span(event);
        let mut want = Want::new(event.row, Kind::Travel, id);
        for (field, now, value) in [("depart", here.depart, depart), (until, now, end)] {
            if let Some(value) = value.filter(|value| now != Some(*value)) {
                let cell = format!("ical.={field}");
                want.set(&cell, json!(value), &[]);
                want.set(field, json!(value), &[&cell]);
                // What nobody has changed here is what the other program changed.
                let is_as_it_went = self.intake.room.held(id).is_some_and(|held| !since::is_by_hand(held, field));
                let base = is_as_it_went.then(|| Box::new(json!(now)));
                want.fields.get_mut(field).into_iter().for_each(|wish| wish.base.clone_from(&base));
            }
        }
        self.intake.want(want);
    }

    /// Whether a journey that is here came of what calls it otherwise: a reservation beside the event of a calendar.
    fn is_told_elsewhere(&self, id: Id, ext_id: &str) -> bool {
        let record = self.intake.room.record(id).filter(|record| record.extra().contains_key(kept::LEGS));
        let names = record.and_then(|record| record.extra().get(&ext::key(SOURCE)));
        names.and_then(|names| ext::ids(names).next()).is_some_and(|first| first != ext_id)
    }

    /// What the event said at the last import that a journey came of, where it is this one.
    fn said_of(&self, id: Id, part: &Part) -> Option<Said<'_>> {
        self.intake.room.record(id).and_then(Said::of).filter(|said| identity(said.part()) == identity(part))
    }

    /// Whether a journey is here as a later version of its event has it, or one that was written later. Ours say of each field
    /// as of when it is so, whenever the whole was written.
    fn is_outdated(&self, id: Id, part: &Part) -> bool {
        let is_before = |old: &Part| {
            let ([new_count, old_count], is_ours) = ([part, old].map(|one| version(one).0), part.get(WAS).is_some());
            let times = written(part).zip(written(old)).filter(|_| !is_ours);
            new_count < old_count || new_count == old_count && times.is_some_and(|(new, old)| new < old)
        };
        self.said_of(id, part).is_some_and(|said| is_before(said.part()))
    }

    /// What another source says of a journey: its times, for they may have changed, and what the first did not know.
    fn tell_more(&mut self, event: &Event, id: Id, leg: &Leg, whose: Option<(&'static str, Id)>) {
        let mut want = Want::new(event.row, Kind::Travel, id);
        want.name_it(SOURCE, &event.ext_id);
        if let Some((field, who)) = whose {
            self.take_over(&mut want, field, true);
            want.set(kept::WHO, who.to_string(), &[]);
            want.set(field, who.to_string(), &["ical.SUMMARY"]);
            want.fields.get_mut(field).into_iter().for_each(|wish| wish.anew = true);
        }
        let here = self.intake.room.record(id);
        let now = |field: &str| here.map(|record| record.value(field)).unwrap_or_default();
        let moment = |value: &Value| value.as_str().and_then(|text| text.parse::<When>().ok());
        if !leg.booking.is_empty() && here.is_some_and(|record| !record.extra().contains_key(kept::BOOKING)) {
            want.set(kept::BOOKING, leg.booking.as_str(), &[]);
        }
        for (field, value) in fields(leg) {
            let is_time = matches!(field, "depart" | "return") || field == "arrive" && leg.arrive != leg.depart;
            let is_news = now(field).is_null() || is_time && moment(&now(field)) != moment(&value);
            // Of one that this very file has made there is nothing to compare with: it says the same.
            if here.is_some() && is_news {
                let cell = format!("ical.={field}");
                want.set(&cell, value.clone(), &[]);
                want.set(field, value, &[&cell]);
            }
        }
        if here.is_some() {
            let notes = now("notes");
            let notes = notes.as_str().unwrap_or_default();
            let told = [leg.notes.join("\n"), described::text(event.part)].join("\n");
            let is_new = |line: &&str| !line.is_empty() && !notes.contains(line);
            let new: Vec<&str> = told.lines().map(str::trim).filter(is_new).collect();
            if !new.is_empty() {
                let all: Vec<&str> = [notes].into_iter().filter(|text| !text.is_empty()).chain(new).collect();
                want.set(kept::MORE, told.trim(), &[]);
                want.set("notes", all.join("\n"), &[kept::MORE]);
                let base = Box::new(now("notes"));
                want.fields.get_mut("notes").into_iter().for_each(|wish| wish.base = Some(base.clone()));
            }
        }
        self.intake.want(want);
    }

    /// Has who was a mere name until now take over the journey from whose it was taken for.
    fn take_over(&self, want: &mut Want, field: &str, is_said: bool) {
        let here = self.intake.room.record(want.id).filter(|here| is_said && !here.extra().contains_key(kept::WHO));
        if here.is_some() {
            want.set(if field == "member" { "person" } else { "member" }, Value::Null, &["ical.SUMMARY"]);
            for side in ["member", "person"] {
                want.fields.get_mut(side).into_iter().for_each(|wish| wish.anew = true);
            }
        }
    }

    /// Whose a journey is taken for where nobody says it.
    pub(super) fn presumed(&self) -> Id {
        let author = Some(self.intake.options.author.as_str()).filter(|name| !name.trim().is_empty()).unwrap_or("—");
        self.people.who(author, "").unwrap_or_else(|| Id::named("ical:member", &folded(author)))
    }

    /// Whose journey it is: the passenger, whom the user says, one of ours who takes part; else the user. Nobody is of ours
    /// because a calendar has a name, but whom the user says and we wrote so. Tells whether it was said or taken for so; of a
    /// journey that is new here, the user is told.
    fn traveller(&mut self, event: &Event, leg: &Leg, journey: Id) -> (&'static str, Id, bool) {
        let room = self.intake.room;
        let is_new = room.record(journey).is_none();
        let field = |id: Id| if room.get::<Member>(id).is_some() { "member" } else { "person" };
        let options = self.intake.options;
        let cast = || {
            let cast = self.people.cast(room, event.part, None);
            cast.members.first().or(cast.persons.first()).copied()
        };
        if let Some(id) = self.said_traveller(event, leg) {
            if is_new && options.who.is_none() {
                self.several_of_a_name(event.row, id);
            }
            let chosen = options
                .who
                .as_deref()
                .map(|who| self.people.who(who, who).map_or_else(|| who.to_owned(), |id| room.name(id)));
            if let Some(who) = chosen.filter(|who| folded(who) != folded(&room.name(id))) {
                let problem = Problem::new("problem-import-who-differs").with("said", room.name(id));
                self.intake.note(event.row, problem.with("name", who));
            }
            return (field(id), id, true);
        }
        // Whom the user says is nobody the event names, though they are new here.
        if let Some(id) = cast().filter(|_| options.who.is_none()) {
            if is_new {
                self.several_of_a_name(event.row, id);
            }
            // Who books is not who travels.
            let (name, passenger) = (room.name(id), leg.passenger.trim());
            if !passenger.is_empty() && !folded(passenger).contains(&folded(&name)) {
                let problem = Problem::new("problem-import-passenger").with("passenger", passenger);
                self.intake.note(event.row, problem.with("name", name));
            }
            return (field(id), id, true);
        }
        // Whose it was said to be when it was read before, it still is where nobody says otherwise.
        if let Some((field, id)) = self.told_before(journey).filter(|_| options.who.is_none()) {
            return (field, id, true);
        }
        let free = |name| own_id(event.part, name).filter(|id| options.who.is_none() && gone::is_free(room, *id));
        let (theirs, ours) = (free("X-WARROOM-PERSON"), free("X-WARROOM-MEMBER"));
        let told = theirs.or(ours).map(|_| event.part.text(WHO)).unwrap_or_default();
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
            Some(_) if is_said || !is_new => None,
            None if options.who.is_some() => Some(Problem::new("problem-import-member-made")),
            _ => Some(Problem::new("problem-import-whose")),
        };
        if let Some(problem) = problem {
            self.intake.note(event.row, problem.with("name", name));
        }
        (if kind == Kind::Person { "person" } else { "member" }, id, is_said)
    }

    /// Says whom a journey is taken for, where others are called so as well.
    fn several_of_a_name(&mut self, row: usize, id: Id) {
        let room = self.intake.room;
        if self.people.namesakes(room, id).next().is_some() {
            let account = room.account_of(id).map(|id| room.name(id)).unwrap_or_default();
            let problem = Problem::new("problem-import-namesakes").with("name", room.name(id));
            self.intake.note_once(row, problem.with("account", account));
        }
    }

    /// Whose a journey that is here was said to be, where it is theirs yet.
    fn told_before(&self, journey: Id) -> Option<(&'static str, Id)> {
        let Some(Record::Travel(travel)) = self.intake.room.record(journey) else { return None };
        let told = travel.extra.get(kept::WHO).and_then(Value::as_str)?;
        let now = [("person", travel.person), ("member", travel.member)];
        let mut now = now.into_iter().filter_map(|(field, id)| Some((field, id?)));
        now.find(|(_, id)| id.to_string() == told)
    }

    /// Whose journey it is said to be: by us when we wrote it, by the reservation; where neither knows, by the user.
    fn said_traveller(&self, event: &Event, leg: &Leg) -> Option<Id> {
        let room = self.intake.room;
        let options = self.intake.options;
        let known = |id: &Id| matches!(room.record(*id), Some(Record::Member(_) | Record::Person(_)));
        let own = ["X-WARROOM-MEMBER", "X-WARROOM-PERSON"].into_iter().find_map(|name| own_id(event.part, name));
        let told = || self.people.who(&event.part.text(WHO), "");
        let one_of = || leg.passenger.split(SEPARATOR).find_map(|name| self.passenger(name));
        let named = || self.people.who(&leg.passenger, &leg.email).or_else(one_of);
        // Who has a calendar of journeys is on them, unless they are another's.
        let owner = || event.calendar.owner.filter(|_| leg.passenger.trim().is_empty());
        let said = own.filter(known).or_else(told).or_else(named).or_else(owner);
        let Some(who) = options.who.as_deref() else { return said };
        // Of two of one name the user says which.
        let chosen = self.people.who(who, who);
        let is_other = |said: &Id| chosen.is_none_or(|chosen| folded(&room.name(*said)) != folded(&room.name(chosen)));
        said.filter(is_other).or(chosen)
    }
}

/// What a leg says of the fields of a journey.
fn fields(leg: &Leg) -> impl Iterator<Item = (&'static str, Value)> {
    let all = [
        ("from_city", json!(leg.from)),
        ("to_city", json!(leg.to)),
        ("depart", json!(leg.depart)),
        ("arrive", json!(leg.arrive)),
        ("return", json!(leg.until)),
        ("transport", json!(leg.transport)),
        ("number", json!(leg.number)),
        ("hotel", json!(leg.hotel)),
        ("purpose", json!(leg.purpose)),
        ("firmness", json!(leg.firmness.unwrap_or("firm"))),
        ("source", json!("calendar")),
    ];
    all.into_iter().filter(|(_, value)| !value.is_null() && value != "")
}

/// The same, and where the event is of ours, what it says nothing of: that is empty where it comes from. One that ends where
/// it arrives has no way back.
fn told(event: &Event, leg: &Leg) -> Vec<(&'static str, Value)> {
    let mut all: Vec<_> = fields(leg).collect();
    if let Some(was) = event.part.get(WAS).map(Property::text) {
        // Ours that do not say how sure they are do not know it.
        all.retain(|(field, _)| *field != "firmness" || leg.firmness.is_some());
        let is_said = |field: &str| all.iter().any(|(name, _)| *name == field);
        let mut unsaid = vec!["from_city", "transport", "number", "hotel", "return", "purpose", "firmness"];
        unsaid.retain(|field| match *field {
            _ if is_said(field) => false,
            "return" => leg.arrive.is_some(),
            // Older ones do not say it.
            "purpose" | "firmness" => was::empties(&was, Kind::Travel, field),
            _ => true,
        });
        all.extend(unsaid.into_iter().map(|field| (field, Value::Null)));
    }
    all
}

/// Whether one is before the other, whatever hour of a day is meant.
fn is_before(one: When, other: When) -> bool {
    if one.is_moment() == other.is_moment() { one < other } else { one.day() < other.day() }
}

/// What is noted of a journey in its event: ours say before that what it is for.
pub(super) fn own_notes(part: &Part) -> String {
    let (said, purpose) = (described::text(part), part.text(PURPOSE));
    let (said, purpose) = (said.trim(), purpose.trim());
    let notes = said.strip_prefix(purpose).filter(|rest| rest.is_empty() || rest.starts_with('\n'));
    notes.unwrap_or(said).trim().to_owned()
}

/// An id of ours that an event carries.
pub(super) fn own_id(part: &Part, name: &str) -> Option<Id> {
    part.text(name).trim().parse::<Id>().ok().filter(|id| !id.is_nil())
}
