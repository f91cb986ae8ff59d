//! What a day that comes back every year becomes, and a day of ours: an occasion.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::carriers::has_word;
use super::people::Cast;
use super::times::Time;
use super::{ACCOUNT, Event, Reader, SOURCE, WAS, WHO, described, travel};
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::profile::intake::folded;
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::{Anniversary, Id, Kind, Occasion, Person, Problem};
use crate::rules::lunar::{LunarDate, lunar_of, next_anniversary};

/// The date that a day is of.
pub(super) const DATE: &str = "X-WARROOM-DATE";

/// How many working days before it there is something to do.
pub(super) const LEAD: &str = "X-WARROOM-LEAD";

/// Under which names an occasion keeps what one of its days said.
const OWN_WHAT: &str = "ical.=what";
const OWN_DATE: &str = "ical.=date";
/// Under which name somebody keeps what birthday one of ours said.
const BIRTHDAY: &str = "ical.=birthday";

impl Reader<'_> {
    /// One of ours: what was changed there is changed here, and in another store it is made. One of the lunar calendar is
    /// written out day by day.
    pub(super) fn own_occasion(&mut self, event: &Event, known: Option<Id>) {
        let day_of =
            event.ext_id.rsplit_once('-').and_then(|(of, year)| of.parse::<Id>().ok().filter(|_| year.len() == 4));
        let day = event.start.local.date();
        let said = said_date(event);
        let Some(here) = known.or(day_of).and_then(|id| self.intake.room.get::<Occasion>(id)) else {
            let cast = self.cast(event.part, event.row);
            let Some(owner) = owner(&cast) else { return self.note(event) };
            if let Some(id) = day_of {
                return self.lunar_days(event, owner, id);
            }
            let id = self.id(event, Kind::Occasion, known);
            return self.made_occasion(event, owner, id, said.unwrap_or_else(|| solar_day(day)));
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
            return self.made_occasion(event, owner, here.id, date);
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
        let lead = said_lead(event);
        let is_led = lead.as_ref().is_none_or(|lead| *lead == json!(here.lead_working_days));
        let told = [
            ("what", json!(what), what == here.what),
            ("date", json!(date), here.date == Some(date)),
            ("yearly", json!(is_yearly), is_one_of_many || here.yearly.unwrap_or(false) == is_yearly),
            ("notes", json!(notes), !is_noted || notes == here.notes),
            ("lead_working_days", lead.unwrap_or_default(), is_led),
        ];
        for (field, value, _) in told.into_iter().filter(|(.., is_here)| !is_here) {
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
        if let Some(lead) = said_lead(event) {
            want.set("lead_working_days", lead, &[]);
        }
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
        // Other programs keep the name that ours has, and nothing else of it.
        let is_ours = event.part.get(WAS).is_some() || event.ext_id.parse::<Id>().is_ok();
        let here = owner.map(|id| self.intake.room.name(id)).filter(|_| is_ours);
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
        // Of one that is here it is known whose it is, though its event names nobody, and that it is of no year.
        let here = self.intake.room.get::<Occasion>(id);
        let is_it = |date: &Anniversary| matches!(date, Anniversary::Solar { year: None, month, day: on } if (*month, *on) == (day.month(), day.day()));
        let date = here.and_then(|here| here.date).filter(is_it).unwrap_or(date);
        let here = here.and_then(whose);
        match owner(cast).or(here) {
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
        let lead_cell = format!("{SOURCE}.{LEAD}");
        if let Some(lead) = said_lead(event) {
            want.set("lead_working_days", lead, &[&lead_cell]);
        }
        self.intake.set(&mut want, "notes", described::text(event.part).trim(), &described::CELLS);
        self.intake.want(want);
        self.outgrow(event);
    }
}

impl Reader<'_> {
    /// A birthday out of a calendar of ours: of somebody who is here, and where it is not known.
    pub(super) fn own_birthday(&mut self, event: &Event) {
        let room = self.intake.room;
        let name = event.part.text("SUMMARY");
        let name = name.trim_start_matches("🎂").trim();
        let id = event.ext_id.strip_prefix("birthday-").and_then(|id| id.get(..36)?.parse::<Id>().ok());
        let person = |id: Id| room.get::<Person>(id);
        let named = || self.people.only_one_in(name).and_then(person).filter(|one| folded(&one.name) == folded(name));
        let Some(here) = id.and_then(person).or_else(named) else {
            let problem = Problem::new("problem-import-birthday").with("id", id.unwrap_or_default());
            return self.intake.skip(event.row, problem.with("name", name));
        };
        self.intake.lead(event.row, Kind::Person, here.id, &event.ext_id);
        if event.cancelled {
            return;
        }
        let day = event.start.local.date();
        // Before they said the date, ours began one of an unknown year in the year they were written in.
        let year = Some(day.year()).filter(|year| *year < self.intake.now.year());
        let is_day_by_day = event.part.get("RRULE").is_none();
        let older = || {
            let yearly = Anniversary::Solar { year, month: day.month(), day: day.day() };
            if is_day_by_day { day_of_series(day) } else { yearly }
        };
        let said = said_date(event).unwrap_or_else(older);
        match here.birthday {
            Some(birthday) if birthday == said || without_year(birthday) == said => {}
            Some(birthday) if birthday != without_year(said) => {
                let problem = Problem::new("problem-import-birthday-other").with("name", name);
                self.intake.skip(event.row, problem.with("here", birthday).with("said", said));
            }
            _ => {
                let mut want = Want::new(event.row, Kind::Person, here.id);
                want.set(BIRTHDAY, json!(said), &[]);
                want.set("birthday", json!(said), &[BIRTHDAY]);
                self.intake.want(want);
            }
        }
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

/// How long before it one of ours has something to do, where it says so; nothing where that was taken away there.
fn said_lead(event: &Event) -> Option<Value> {
    let is_emptied = || was::empties(&event.part.text(WAS), Kind::Occasion, "lead_working_days");
    let said = event.part.text(LEAD).trim().parse::<u8>().ok();
    said.map(Value::from).or_else(|| is_emptied().then_some(Value::Null))
}

const fn without_year(date: Anniversary) -> Anniversary {
    match date {
        Anniversary::Solar { month, day, .. } => Anniversary::Solar { year: None, month, day },
        Anniversary::Lunar { month, day, leap, .. } => Anniversary::Lunar { year: None, month, day, leap },
    }
}

/// What a day of a lunar series comes back as: since when, the series does not say.
fn day_of_series(day: NaiveDate) -> Anniversary {
    let of = |day: LunarDate| Anniversary::Lunar { year: None, month: day.month, day: day.day, leap: day.leap };
    lunar_of(day).map_or_else(|| solar_day(day), of)
}

/// Whether an event is somebody's birthday, which some programs write anew for every year.
pub(super) fn is_birthday(part: &Part, start: &Time) -> bool {
    const WORDS: [&str; 9] = [
        "birthday",
        "geburtstag",
        "anniversaire",
        "cumpleaños",
        "compleanno",
        "день рождения",
        "生日",
        "誕生日",
        "생일",
    ];
    let is_one = part.get("RRULE").is_none() && start.is_day;
    is_one && (part.text("UID").contains("_BIRTHDAY_") || has_word(&part.text("SUMMARY"), &WORDS))
}

/// Whether an event is a day that comes back every year.
pub(super) fn is_yearly(part: &Part, start: &Time) -> bool {
    let Some(rule) = part.get("RRULE").map(|rule| rule.raw().to_uppercase()) else { return false };
    let day = start.local.date();
    let is_leap_day = (day.month(), day.day()) == (2, 29);
    let harmless = |part: &str| match part.split_once('=') {
        Some(("FREQ", how)) => how == "YEARLY",
        Some(("INTERVAL", every)) => every == "1",
        Some(("BYMONTH", month)) => month.parse() == Ok(day.month()),
        // The last of February, which is what a 29th is in every year.
        Some(("BYMONTHDAY", "-1")) => is_leap_day && rule.contains("BYMONTH=2"),
        Some(("BYMONTHDAY", of)) => of.parse() == Ok(day.day()),
        Some(("WKST" | "SKIP", _) | ("RSCALE", "CHINESE")) => true,
        _ => false,
    };
    start.is_day && rule.contains("FREQ=YEARLY") && rule.split(';').filter(|part| !part.is_empty()).all(harmless)
}
