//! What a day that comes back every year becomes, and a day of ours: an occasion.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::people::Cast;
use super::{ACCOUNT, Event, Reader, SOURCE, WAS, described, travel};
use crate::exchange::ext;
use crate::exchange::want::Want;
use crate::model::{Anniversary, Id, Kind, Occasion};
use crate::rules::lunar::{LunarDate, lunar_of};

impl Reader<'_> {
    /// One of ours: what was changed there is changed here, and in another store it is made. One of the lunar calendar is
    /// written out day by day.
    pub(super) fn own_occasion(&mut self, event: &Event, known: Option<Id>) {
        let day_of =
            event.ext_id.rsplit_once('-').and_then(|(of, year)| of.parse::<Id>().ok().filter(|_| year.len() == 4));
        let day = event.start.local.date();
        let Some(here) = known.or(day_of).and_then(|id| self.intake.room.get::<Occasion>(id)) else {
            let default = self.account(event.part, event.row).or(self.default);
            let cast = self.people.cast(self.intake.room, event.part, default);
            let Some(owner) = owner(&cast) else { return self.note(event) };
            return match day_of {
                Some(id) => self.lunar_days(event, owner, id),
                None => self.made_occasion(event, owner, self.id(event, Kind::Occasion, known), solar_day(day)),
            };
        };
        if day_of == Some(here.id) {
            return self.intake.lead(event.row, Kind::Occasion, here.id, &event.ext_id);
        }
        let is_day = |date: Anniversary| match date {
            Anniversary::Solar { year: None, month, day: on } => (month, on) == (day.month(), day.day()),
            _ => date == solar_day(day),
        };
        let date = here.date.filter(|date| is_day(*date)).unwrap_or_else(|| solar_day(day));
        let owner = here.person.map(|id| ("person", id)).or(here.account.map(|id| ("account", id)));
        if let Some(owner) = owner.filter(|_| here.extra.contains_key(&ext::key(SOURCE))) {
            return self.made_occasion(event, owner, here.id, date);
        }
        self.intake.lead(event.row, Kind::Occasion, here.id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Occasion, here.id);
        }
        let mut want = Want::new(event.row, Kind::Occasion, here.id);
        want.was(&event.part.text(WAS));
        let (what, is_yearly) = (self.called(event, owner.map(|(_, id)| id)), event.part.get("RRULE").is_some());
        let told = [
            ("what", json!(what), what == here.what),
            ("date", json!(date), here.date == Some(date)),
            ("yearly", json!(is_yearly), here.yearly.unwrap_or(false) == is_yearly),
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
        want.set("date", json!(day_of_series(event.start.local.date())), &[]);
        want.set("yearly", true, &[]);
        self.intake.want(want);
    }

    /// What an event calls an occasion; ours say whose it is before that.
    fn called(&self, event: &Event, owner: Option<Id>) -> String {
        let summary = travel::one_line(&event.part.text("SUMMARY"));
        let name = owner.map(|id| self.intake.room.name(id)).filter(|_| event.part.get(WAS).is_some());
        let name = name.filter(|name| !name.is_empty()).or_else(|| Some(event.part.get(ACCOUNT)?.raw().to_owned()));
        let what = name.and_then(|name| summary.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        what.unwrap_or(summary)
    }

    pub(super) fn occasion(&mut self, event: &Event, cast: &Cast) {
        let day = event.start.local.date();
        let is_lunar = event.part.text("RRULE").to_uppercase().contains("RSCALE=CHINESE");
        let date = lunar_of(day).filter(|_| is_lunar).map_or_else(|| solar_day(day), lunar);
        let id = self.id(event, Kind::Occasion, self.known(event));
        match owner(cast) {
            Some(owner) => self.made_occasion(event, owner, id, date),
            None => self.note(event),
        }
    }

    fn made_occasion(&mut self, event: &Event, (field, owner): (&str, Id), id: Id, date: Anniversary) {
        self.intake.lead(event.row, Kind::Occasion, id, &event.ext_id);
        if event.cancelled {
            return self.drop(event, Kind::Occasion, id);
        }
        let mut want = self.begin(event, Kind::Occasion, id);
        want.set(field, owner.to_string(), &["ical.SUMMARY"]);
        self.intake.set(&mut want, "what", &self.called(event, Some(owner)), &["ical.SUMMARY"]);
        want.set("date", json!(date), &["ical.DTSTART"]);
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

fn solar_day(day: NaiveDate) -> Anniversary {
    Anniversary::Solar { year: Some(day.year()), month: day.month(), day: day.day() }
}

fn lunar(day: LunarDate) -> Anniversary {
    Anniversary::Lunar { year: Some(day.year), month: day.month, day: day.day, leap: day.leap }
}

/// What a day of a lunar series comes back as: since when, the series does not say.
fn day_of_series(day: NaiveDate) -> Anniversary {
    let of = |day: LunarDate| Anniversary::Lunar { year: None, month: day.month, day: day.day, leap: day.leap };
    lunar_of(day).map_or_else(|| solar_day(day), of)
}
