//! The briefing of a meeting or an account: what it is about, whom one meets, what is open between us, what to ask, and
//! what nobody knows yet.

mod open;
mod people;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Document;
use super::words::{choice, moment};
use crate::edit::{Edit, Room};
use crate::model::choice::{Stage, Temperament, Tier, VisitStatus};
use crate::model::{Account, Attendee, Id, Pairing, Problem, Seat, Visit};
use crate::rules::Terms;
use crate::rules::since;
use crate::text::Text;

/// People in the briefing of an account of which nobody is known to matter.
const MOST_STRANGERS: usize = 6;

/// What a briefing is written from.
#[derive(Clone, Copy)]
pub struct Brief<'a> {
    /// The records.
    pub room: &'a Room,
    /// The records as they were when one last met, to say what has changed since; `None` says nothing of it.
    pub before: Option<(DateTime<FixedOffset>, &'a Room)>,
    /// The tables.
    pub terms: &'a Terms,
    /// The language.
    pub text: &'a Text,
    /// The moment.
    pub now: DateTime<FixedOffset>,
    /// With what is personal: likes and taboos, each marked so.
    pub personal: bool,
}

/// The visits of a day that are not cancelled, as time runs.
pub fn on_day(room: &Room, day: NaiveDate) -> Vec<&Visit> {
    let mut all: Vec<&Visit> = room
        .all::<Visit>()
        .filter(|visit| visit.status != Some(VisitStatus::Cancelled))
        .filter(|visit| {
            let end = visit.end.or(visit.start);
            visit.start.is_some_and(|start| start.day() <= day) && end.is_some_and(|end| day <= end.day())
        })
        .collect();
    all.sort_by_key(|visit| (visit.start, visit.id));
    all
}

/// The records as they were at the end of the day of the last visit to an account, and that moment; `None` where there was
/// none, or where the account was not here yet. `newest_first` are all edits.
pub fn when_last_met(
    room: &Room,
    account: Id,
    now: DateTime<FixedOffset>,
    newest_first: impl Iterator<Item = Result<Arc<Edit>, Problem>>,
) -> Result<Option<(DateTime<FixedOffset>, Room)>, Problem> {
    let end = last_visit(room, account, now).and_then(|day| day.succ_opt()?.and_hms_opt(0, 0, 0));
    let Some(then) = end.and_then(|end| end.and_local_timezone(*now.offset()).single()) else { return Ok(None) };
    let room = room.as_it_was(then.timestamp_millis(), newest_first)?;
    Ok(room.record(account).is_some().then_some((then, room)))
}

/// The day of the last visit to an account that was made before `now`.
fn last_visit(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
    let made = room.linked::<Visit>(account).filter(|visit| visit.status == Some(VisitStatus::Done));
    made.filter_map(|visit| Some(visit.start?.day())).filter(|day| *day < now.date_naive()).max()
}

impl Brief<'_> {
    /// The briefing of a visit.
    pub fn visit(&self, id: Id) -> Result<Document, Problem> {
        let visit = self.room.get::<Visit>(id).ok_or_else(|| Problem::new("problem-gone").with("kind", "visit"))?;
        let when = visit.start.map(moment).unwrap_or_default();
        let title: Vec<String> =
            [Some(self.room.name(visit.account)), visit.city.clone(), Some(when)].into_iter().flatten().collect();
        let mut paper = Document { title: self.title(&title), ..Document::default() };
        let mut gaps = Vec::new();
        let mut facts = self.standing(visit.account);
        facts.extend(self.fact("city", visit.city.clone()));
        facts.extend(self.fact("place", visit.place.clone()));
        let ours: Vec<String> = visit.ours.iter().map(|one| self.attendee(one)).collect();
        facts.extend(self.fact("ours", (!ours.is_empty()).then(|| self.text.list(&ours))));
        for (name, value) in [("objective", &visit.objective), ("commitment_sought", &visit.commitment_sought)] {
            facts.extend(self.fact(name, value.clone()));
            if value.is_none() {
                gaps.push(self.missing(&self.label("visit", name)));
            }
        }
        if visit.ours.is_empty() {
            gaps.push(self.missing(&self.label("visit", "ours")));
        }
        paper.facts(facts);
        let mut seats: Vec<Id> = visit.received_by.into_iter().chain(visit.theirs.iter().copied()).collect();
        let mut seen = BTreeSet::new();
        seats.retain(|seat| seen.insert(*seat));
        self.body(&mut paper, visit.account, &seats, gaps);
        if let Some(notes) = &visit.notes {
            paper.section(self.label("visit", "notes"), notes.lines().map(str::to_owned).collect());
        }
        Ok(paper)
    }

    /// The briefing of an account, with everybody of theirs who matters.
    pub fn account(&self, id: Id) -> Result<Document, Problem> {
        let account =
            self.room.get::<Account>(id).ok_or_else(|| Problem::new("problem-gone").with("kind", "account"))?;
        let title = [account.name.clone(), self.now.date_naive().to_string()];
        let mut paper = Document { title: self.title(&title), ..Document::default() };
        paper.facts(self.standing(id));
        let today = self.now.date_naive();
        let matters = |seat: &&Seat| {
            let paired = self.room.linked::<Pairing>(seat.id).any(|pairing| pairing.seat == seat.id);
            seat.account == id && seat.person.is_some() && seat.is_current(today) && (seat.is_key_player() || paired)
        };
        let mut seats: Vec<&Seat> = self.room.linked::<Seat>(id).filter(matters).collect();
        let known = !seats.is_empty();
        if !known {
            // Where nobody is known to matter, those who stand highest are better than nobody.
            let sits = |seat: &&Seat| seat.account == id && seat.person.is_some() && seat.is_current(today);
            seats = self.room.linked::<Seat>(id).filter(sits).collect();
        }
        seats.sort_by_key(|seat| (seat.layer.is_none(), seat.layer, std::cmp::Reverse(seat.influence), seat.id));
        if !known {
            seats.truncate(MOST_STRANGERS);
        }
        let next = self.room.linked::<Visit>(id).filter(|visit| visit.status == Some(VisitStatus::Planned));
        let next = next.filter_map(|visit| visit.start).filter(|start| start.day() >= today).min();
        let gaps = [("brief-gap-next-visit", next.is_none()), ("brief-gap-key-players", !known)];
        let gaps = gaps.into_iter().filter(|(_, missing)| *missing).map(|(text, _)| self.text.t(text)).collect();
        self.body(&mut paper, id, &seats.iter().map(|seat| seat.id).collect::<Vec<_>>(), gaps);
        Ok(paper)
    }

    fn body(&self, paper: &mut Document, account: Id, seats: &[Id], mut gaps: Vec<String>) {
        if let Some((then, before)) = self.before {
            let changed = since::changes((before, then), (self.room, self.now), self.terms, account);
            let said: Vec<String> = changed.iter().map(|one| self.text.problem(one)).collect();
            let none = || vec![self.text.t("since-nothing")];
            let title = self.text.ta("brief-since", &[("day", &then.date_naive().to_string())]);
            paper.section(title, if said.is_empty() { none() } else { said });
        }
        let mut questions = Vec::new();
        if seats.is_empty() {
            gaps.push(self.missing(&self.text.t("brief-people")));
        } else {
            paper.heading(2, self.text.t("brief-people"));
        }
        for seat in seats.iter().filter_map(|id| self.room.get::<Seat>(*id)) {
            self.person(paper, seat, &mut questions, &mut gaps);
        }
        paper.section(self.text.t("brief-promises"), self.items(account, true));
        paper.section(self.text.t("brief-items"), self.items(account, false));
        paper.section(self.text.t("brief-complaints"), self.complaints(account));
        paper.section(self.text.t("brief-money"), self.money(account));
        paper.section(self.text.t("brief-competitors"), self.competitors(account, seats));
        paper.section(self.text.t("brief-questions"), questions);
        paper.section(self.text.t("brief-gaps"), gaps);
    }

    /// How the account stands.
    fn standing(&self, account: Id) -> Vec<(String, String)> {
        let Some(account) = self.room.get::<Account>(account) else { return Vec::new() };
        let coded = |set: &str, code: Option<&str>| code.map(|code| choice(self.text, set, code));
        let mut facts = Vec::new();
        facts.extend(self.fact_of("account", "tier", coded("tier", account.tier.map(Tier::code))));
        facts.extend(self.fact_of("account", "stage", coded("stage", account.stage.map(Stage::code))));
        let temperament = coded("temperament", account.temperament.map(Temperament::code));
        facts.extend(self.fact_of("account", "temperament", temperament));
        facts
    }

    fn attendee(&self, one: &Attendee) -> String {
        let name = self.room.name(one.member);
        one.role.map_or_else(
            || name.clone(),
            |role| format!("{name} {}", self.text.aside(&choice(self.text, "visit-role", role.code()))),
        )
    }

    fn title(&self, parts: &[String]) -> String {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        self.text.pair(&self.text.t("brief-title"), &parts.join(" · "))
    }

    fn label(&self, kind: &str, field: &str) -> String {
        self.text.field(Some(kind), field).unwrap_or_else(|| field.to_owned())
    }

    fn fact(&self, field: &str, value: Option<String>) -> Option<(String, String)> {
        self.fact_of("visit", field, value)
    }

    fn fact_of(&self, kind: &str, field: &str, value: Option<String>) -> Option<(String, String)> {
        value.filter(|value| !value.is_empty()).map(|value| (self.label(kind, field), value))
    }

    fn missing(&self, what: &str) -> String {
        self.text.ta("brief-gap", &[("what", what)])
    }
}
