//! What a day that comes back every year becomes, and a day of ours: an occasion.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::people::Cast;
use super::{ACCOUNT, Event, Reader, SOURCE, WAS, WHO, described, travel};
use crate::exchange::ext;
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::{Anniversary, Id, Kind, Occasion};
use crate::rules::lunar::{LunarDate, lunar_of, next_anniversary};

/// The date that a day is of.
pub(super) const DATE: &str = "X-WARROOM-DATE";

/// Under which names an occasion keeps what one of its days said.
const OWN_WHAT: &str = "ical.=what";
const OWN_DATE: &str = "ical.=date";

impl Reader<'_> {
    /// One of ours: what was changed there is changed here, and in another store it is made. One of the lunar calendar is
    /// written out day by day.
    pub(super) fn own_occasion(&mut self, event: &Event, known: Option<Id>) {
        let day_of =
            event.ext_id.rsplit_once('-').and_then(|(of, year)| of.parse::<Id>().ok().filter(|_| year.len() == 4));
        let day = event.start.local.date();
        let said = said_date(event);
        let Some(here) = known.or(day_of).and_then(|id| self.intake.room.get::<Occasion>(id)) else {
            let default = self.account(event.part, event.row).or(self.default);
            let cast = self.people.cast(self.intake.room, event.part, default);
            let Some(owner) = owner(&cast) else { return self.note(event) };
            if let Some(id) = day_of {
                return self.lunar_days(event, owner, id);
            }
            let id = self.id(event, Kind::Occasion, known);
            return self.made_occasion(event, owner, id, said.unwrap_or_else(|| solar_day(day)), None);
        };
        // Of many days, one that was moved or called off says nothing of the others.
        let is_one_of_many = day_of == Some(here.id);
        if is_one_of_many && (said.is_none() || event.cancelled) {
            return self.intake.lead(event.row, Kind::Occasion, here.id, &event.ext_id);
        }
        let is_day = |date: Anniversary| match date {
            Anniversary::Solar { year: None, month, day: on } => (month, on) == (day.month(), day.day()),
            _ => date == solar_day(day),
        };
        let date = said.or(here.date.filter(|date| is_day(*date))).unwrap_or_else(|| solar_day(day));
        let owner = whose(here);
        if let Some(owner) = owner.filter(|_| !is_one_of_many && here.extra.contains_key(&ext::key(SOURCE))) {
            return self.made_occasion(event, owner, here.id, date, None);
        }
        self.intake.lead(event.row, Kind::Occasion, here.id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Occasion, here.id);
        }
        let mut want = Want::new(event.row, Kind::Occasion, here.id);
        want.was(&event.part.text(WAS));
        let (what, is_yearly) = (self.called(event, owner.map(|(_, id)| id)), event.part.get("RRULE").is_some());
        let notes = Some(described::text(event.part).trim().to_owned()).filter(|text| !text.is_empty());
        let is_noted = was::tells(&event.part.text(WAS), Kind::Occasion, "notes");
        let told = [
            ("what", json!(what), what == here.what),
            ("date", json!(date), here.date == Some(date)),
            ("yearly", json!(is_yearly), is_one_of_many || here.yearly.unwrap_or(false) == is_yearly),
            ("notes", json!(notes), !is_noted || notes == here.notes),
        ];
        for (field, value, _) in
            told.into_iter().filter(|(field, value, is_here)| !is_here && !self.stays(event, here.id, field, value))
        {
            let cell = format!("ical.={field}");
            want.set(&cell, value.clone(), &[]);
            want.set(field, value, &[&cell]);
        }
        self.intake.want(want);
    }

    /// What days of the lunar calendar are of; nothing else that one of them says is remembered, for all of them go out again.
    fn lunar_days(&mut self, event: &Event, (field, owner): (&str, Id), id: Id) {
        self.intake.lead(event.row, Kind::Occasion, id, &event.ext_id);
        let mut want = Want::new(event.row, Kind::Occasion, id);
        want.set(field, owner.to_string(), &[]);
        want.set("what", self.called(event, Some(owner)), &[]);
        let date = said_date(event).unwrap_or_else(|| day_of_series(event.start.local.date()));
        want.set("date", json!(date), &[]);
        want.set("yearly", true, &[]);
        self.intake.set(&mut want, "notes", described::text(event.part).trim(), &[]);
        self.intake.want(want);
    }

    /// What an event calls an occasion; ours say whose it is before that, by the name that one had then.
    fn called(&self, event: &Event, owner: Option<Id>) -> String {
        let summary = travel::one_line(&event.part.text("SUMMARY"));
        let was = event.part.text(WAS);
        let ends = summary.match_indices(": ").filter_map(|(at, _)| summary.get(at + 2..));
        let is_as_it_was = |what: &&str| was::is_as_it_was(&was, Kind::Occasion, "what", &(*what).into());
        if let Some(what) = [summary.as_str()].into_iter().chain(ends).find(is_as_it_was) {
            return what.to_owned();
        }
        let here = owner.map(|id| self.intake.room.name(id)).filter(|_| event.part.get(WAS).is_some());
        let names = [event.part.text(WHO), here.unwrap_or_default(), event.part.text(ACCOUNT)];
        let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
        let what = names.into_iter().find_map(|name| summary.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        what.unwrap_or(summary)
    }

    pub(super) fn occasion(&mut self, event: &Event, cast: &Cast) {
        let day = event.start.local.date();
        let is_lunar = event.part.text("RRULE").to_uppercase().contains("RSCALE=CHINESE");
        let date = lunar_of(day).filter(|_| is_lunar).map_or_else(|| solar_day(day), lunar);
        let id = self.id(event, Kind::Occasion, self.known(event));
        // Of one that is here it is known whose it is, though its event names nobody.
        let here = self.intake.room.get::<Occasion>(id).and_then(whose);
        match owner(cast).or(here) {
            Some(owner) => {
                let given = Some(cast).filter(|_| owner.0 == "account");
                self.made_occasion(event, owner, id, date, given);
            }
            None => self.note(event),
        }
    }

    /// `given` where it may be that it does not say whose it is.
    fn made_occasion(
        &mut self,
        event: &Event,
        (field, owner): (&str, Id),
        id: Id,
        date: Anniversary,
        given: Option<&Cast>,
    ) {
        self.intake.lead(event.row, Kind::Occasion, id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Occasion, id);
        }
        let mut want = self.begin(event, Kind::Occasion, id);
        if let Some(cast) = given {
            self.given(&mut want, event.part, cast);
        }
        want.set(field, owner.to_string(), &["ical.SUMMARY"]);
        let what = self.called(event, Some(owner));
        // Of ours other events may have told it, too.
        if event.part.get(WAS).is_some() {
            want.set(OWN_WHAT, what.as_str(), &[]);
            want.set(OWN_DATE, json!(date), &[]);
        }
        self.intake.set(&mut want, "what", &what, &["ical.SUMMARY", OWN_WHAT]);
        want.set("date", json!(date), &["ical.DTSTART", OWN_DATE]);
        let is_yearly = event.part.get("RRULE").is_some() || matches!(date, Anniversary::Lunar { .. });
        want.set("yearly", is_yearly, &["ical.RRULE"]);
        self.intake.set(&mut want, "notes", described::text(event.part).trim(), &described::CELLS);
        self.intake.want(want);
        self.outgrow(event);
    }
}

/// Whose day it is, and by which field.
fn owner(cast: &Cast) -> Option<(&'static str, Id)> {
    cast.persons.first().map(|id| ("person", *id)).or(cast.account.map(|id| ("account", id)))
}

/// The same of one that is here.
fn whose(here: &Occasion) -> Option<(&'static str, Id)> {
    here.person.map(|id| ("person", id)).or(here.account.map(|id| ("account", id)))
}

fn solar_day(day: NaiveDate) -> Anniversary {
    Anniversary::Solar { year: Some(day.year()), month: day.month(), day: day.day() }
}

fn lunar(day: LunarDate) -> Anniversary {
    Anniversary::Lunar { year: Some(day.year), month: day.month, day: day.day, leap: day.leap }
}

/// The date that one of ours says it is the day of, unless a program moved it.
fn said_date(event: &Event) -> Option<Anniversary> {
    let day = event.start.local.date();
    let said = event.part.text(DATE).trim().parse::<Anniversary>().ok()?;
    (next_anniversary(said, day) == Some(day)).then_some(said)
}

/// What a day of a lunar series comes back as: since when, the series does not say.
fn day_of_series(day: NaiveDate) -> Anniversary {
    let of = |day: LunarDate| Anniversary::Lunar { year: None, month: day.month, day: day.day, leap: day.leap };
    lunar_of(day).map_or_else(|| solar_day(day), of)
}
