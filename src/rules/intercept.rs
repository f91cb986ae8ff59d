//! Coincidences 行程交汇: when one of ours and their counterpart will be in the same city, and how much a meeting there
//! is worth.
//!
//! Two people who are both at home in one city need no coincidence: one of the two has to be on a journey.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, FixedOffset, IsoWeek, NaiveDate, Timelike};
use serde_json::{Value, json};

use super::agenda::calendar;
use super::presence::{Half, Slot, Stay, city_key, same_city, stays};
use super::workday::Calendar;
use super::{Terms, cycle, ladder};
use crate::edit::Room;
use crate::model::choice::{Firmness, Level, Tier, VisitStatus};
use crate::model::{Account, Id, Member, Pairing, Seat, Visit};

/// More days together add nothing.
const DAYS_COUNTED: i64 = 3;

/// The numbers a score is the product of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Working days together, at most three.
    pub days: f64,
    /// Days since the last contact ÷ ideal interval.
    pub urgency: f64,
    /// 2 where an open item waits on the rung of exactly this pairing's level, else 1.
    pub rung: f64,
    /// How sure both are to be there: firm 1, likely (or not judged) 0.6, rumour 0.3, multiplied.
    pub firmness: f64,
    /// 1 for the same city.
    pub place: f64,
    /// The account's standing: gold 1.5, silver 1.25, else 1.
    pub class: f64,
}

impl Parts {
    /// The product.
    pub fn score(&self) -> f64 {
        self.days * self.urgency * self.rung * self.firmness * self.place * self.class
    }
}

/// A chance to meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Intercept {
    /// The pairing it is for.
    pub pairing: Id,
    /// One of ours.
    pub member: Id,
    /// Their seat.
    pub seat: Id,
    /// The account.
    pub account: Id,
    /// Where both are.
    pub city: String,
    /// The first working day both are free there.
    pub from: NaiveDate,
    /// The last one of that week.
    pub to: NaiveDate,
    /// How many working days that is.
    pub days: i64,
    /// What it is worth, part by part.
    pub parts: Parts,
    /// Whether one of ours is on a journey then.
    pub we_travel: bool,
    /// Whether one of theirs is.
    pub they_travel: bool,
}

impl Intercept {
    /// What it is worth.
    pub fn score(&self) -> f64 {
        self.parts.score()
    }

    /// Why it is proposed: text ids with their values, the weightiest first.
    pub fn why(&self) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        let travel = match (self.they_travel, self.we_travel) {
            (true, true) => "intercept-both-travel",
            (true, false) => "intercept-they-travel",
            (false, _) => "intercept-we-travel",
        };
        let mut why = vec![
            ("intercept-days", vec![("days", self.days.to_string())]),
            (travel, vec![("city", self.city.clone())]),
        ];
        if self.parts.rung > 1.0 {
            why.push(("intercept-rung-waits", Vec::new()));
        }
        if self.parts.urgency >= 1.0 {
            why.push(("intercept-contact-due", Vec::new()));
        }
        if self.parts.firmness < 1.0 {
            why.push(("intercept-not-firm", Vec::new()));
        }
        why
    }
}

/// Every coincidence from `from` (never before now) to `to`, the best first; of one account or of all. One for each
/// pair, city and week; none where a meeting of the two is planned in that week.
pub fn intercepts(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Intercept> {
    let search = Search::new(room, terms, now, scope, from.max(now.date_naive()), to);
    let mut all: Vec<Intercept> = room.all::<Pairing>().flat_map(|pairing| search.of(pairing, scope)).collect();
    all.sort_by(|a, b| b.score().total_cmp(&a.score()).then_with(|| (a.from, a.pairing).cmp(&(b.from, b.pairing))));
    all
}

/// Turns a text id and its named values into a sentence.
pub type Say<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

/// The JSON of `warroom intercepts`. `say` turns a text id and its values into a sentence.
pub fn intercept_rows(room: &Room, all: &[Intercept], say: Say) -> Vec<Value> {
    let why = |one: &Intercept| {
        let said = one.why().into_iter().map(|(id, args)| {
            let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            say(id, &args)
        });
        said.collect::<Vec<_>>().join(" · ")
    };
    let row = |one: &Intercept| {
        let Parts { days, urgency, rung, firmness, place, class } = one.parts;
        json!({
            "member": one.member, "member_name": room.name(one.member),
            "seat": one.seat, "person_name": room.name(one.seat),
            "account": one.account, "account_name": room.name(one.account),
            "city": one.city, "from": one.from, "to": one.to, "days": one.days, "score": one.score(),
            "parts": {"days": days, "urgency": urgency, "rung": rung, "firmness": firmness, "place": place,
                "class": class},
            "why": why(one),
        })
    };
    all.iter().map(row).collect()
}

/// What every pairing is held against, worked out once.
struct Search<'a> {
    room: &'a Room,
    now: DateTime<FixedOffset>,
    from: NaiveDate,
    to: NaiveDate,
    calendars: BTreeMap<Id, Calendar>,
    /// Accounts and the levels on whose rung something waits.
    waiting: BTreeSet<(Id, Level)>,
    /// Where each of ours is.
    ours: BTreeMap<Id, Vec<Stay>>,
}

impl<'a> Search<'a> {
    fn new(
        room: &'a Room,
        terms: &Terms,
        now: DateTime<FixedOffset>,
        scope: Option<Id>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Self {
        let accounts = room.all::<Account>().map(|account| account.id).filter(|id| scope.is_none_or(|one| one == *id));
        let waiting = ladder::positions(room, terms, now, scope).into_iter().flat_map(|(item, position)| {
            let levels = position.step.map(|step| step.ours).unwrap_or_default();
            levels.into_iter().map(|level| (item.account, level))
        });
        let here = room.all::<Member>().filter(|one| one.left_on.is_none_or(|left| left >= from));
        Self {
            room,
            now,
            from,
            to,
            calendars: accounts.map(|id| (id, calendar(room, terms, Some(id)))).collect(),
            waiting: waiting.collect(),
            ours: here.map(|member| (member.id, stays(room, member.id, from, to))).collect(),
        }
    }

    fn of(&self, pairing: &Pairing, scope: Option<Id>) -> Vec<Intercept> {
        let today = self.now.date_naive();
        let Some(seat) = self.room.get::<Seat>(pairing.seat).filter(|seat| seat.is_current(today)) else {
            return Vec::new();
        };
        let asked = scope.is_none_or(|account| account == seat.account);
        let Some((calendar, ours)) = self.calendars.get(&seat.account).zip(self.ours.get(&pairing.member)) else {
            return Vec::new();
        };
        if !asked || seat.person.is_none() {
            return Vec::new();
        }
        let theirs = stays(self.room, pairing.seat, self.from, self.to);
        let mut weeks: BTreeMap<(IsoWeek, String), Intercept> = BTreeMap::new();
        for (mine, other) in ours.iter().flat_map(|mine| theirs.iter().map(move |other| (mine, other))) {
            for day in self.shared(mine, other).filter(|day| calendar.is_workday(*day)) {
                let Some(city) = &other.city else { continue };
                if !self.is_free(pairing, mine, other, day) {
                    continue;
                }
                let found = weeks
                    .entry((day.iso_week(), city_key(city)))
                    .or_insert_with(|| self.proposal(pairing, seat, city, (mine, other), day));
                found.to = day;
                found.days += 1;
                found.parts.days = found.days.min(DAYS_COUNTED) as f64;
            }
        }
        let planned = self.planned_weeks(pairing);
        weeks.into_iter().filter(|((week, _), _)| !planned.contains(week)).map(|(_, found)| found).collect()
    }

    /// The days on which both are in one city, one of them on a journey.
    fn shared(&self, mine: &Stay, other: &Stay) -> impl Iterator<Item = NaiveDate> + use<> {
        let together = mine.city.as_deref().zip(other.city.as_deref()).is_some_and(|(a, b)| same_city(a, b));
        let away = mine.travel.is_some() || other.travel.is_some();
        let both = mine.clip(self.from, self.to).zip(other.clip(self.from, self.to)).filter(|_| together && away);
        let days = both.map(|((a, b), (c, d))| (a.max(c), b.min(d))).filter(|(first, last)| first <= last);
        days.into_iter().flat_map(|(first, last)| first.day.iter_days().take_while(move |day| *day <= last.day))
    }

    /// Whether both have a half of the day that is still to come and not taken by another visit.
    fn is_free(&self, pairing: &Pairing, mine: &Stay, other: &Stay, day: NaiveDate) -> bool {
        let past = |slot: &Slot| {
            slot.day == self.now.date_naive() && self.now.hour() >= if slot.half == Half::Am { 12 } else { 18 }
        };
        let halves = [Slot::first(day), Slot::last(day)];
        let mut open = halves.into_iter().filter(|slot| !past(slot) && mine.covers(*slot) && other.covers(*slot));
        open.any(|slot| !self.visits(pairing.member).chain(self.visits(pairing.seat)).any(|visit| takes(visit, slot)))
    }

    fn visits(&self, who: Id) -> impl Iterator<Item = &'a Visit> {
        self.room.linked::<Visit>(who).filter(|visit| visit.status == Some(VisitStatus::Planned))
    }

    fn planned_weeks(&self, pairing: &Pairing) -> Vec<IsoWeek> {
        let both = |visit: &&Visit| visit.ours.iter().any(|one| one.member == pairing.member);
        self.visits(pairing.seat).filter(both).filter_map(|visit| Some(visit.start?.day().iso_week())).collect()
    }

    fn proposal(
        &self,
        pairing: &Pairing,
        seat: &Seat,
        city: &str,
        (mine, other): (&Stay, &Stay),
        day: NaiveDate,
    ) -> Intercept {
        let waits = pairing.level.is_some_and(|level| self.waiting.contains(&(seat.account, level)));
        let tier = self.room.get::<Account>(seat.account).and_then(|account| account.tier);
        let parts = Parts {
            days: 0.0,
            urgency: cycle::of_pairing(self.room, pairing, self.now).urgency,
            rung: if waits { 2.0 } else { 1.0 },
            firmness: certainty(mine.firmness) * certainty(other.firmness),
            place: 1.0,
            class: class_weight(tier),
        };
        Intercept {
            pairing: pairing.id,
            member: pairing.member,
            seat: seat.id,
            account: seat.account,
            city: city.into(),
            from: day,
            to: day,
            days: 0,
            parts,
            we_travel: mine.travel.is_some(),
            they_travel: other.travel.is_some(),
        }
    }
}

/// Whether a visit takes up a half day.
fn takes(visit: &Visit, slot: Slot) -> bool {
    let Some(start) = visit.start else { return false };
    let end = visit.end.unwrap_or(start);
    Slot::of(start, Half::Am) <= slot && slot <= Slot::of(end, Half::Pm)
}

const fn certainty(firmness: Option<Firmness>) -> f64 {
    match firmness {
        Some(Firmness::Firm) => 1.0,
        Some(Firmness::Likely) | None => 0.6,
        Some(Firmness::Rumour) => 0.3,
    }
}

const fn class_weight(tier: Option<Tier>) -> f64 {
    match tier {
        Some(Tier::Gold) => 1.5,
        Some(Tier::Silver) => 1.25,
        Some(Tier::Bronze) | None => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{self, id};

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    /// The director of Jinan goes to Beijing, where our general manager lives.
    fn house(extra: &[(Kind, &str, Value)]) -> Room {
        let mut all = vec![
            (Kind::Account, "acme", json!({"name": "局", "country": "CN", "stage": "developed", "tier": "gold"})),
            (Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"})),
            (Kind::Seat, "director", json!({"account": "@acme", "person": "@zhang", "layer": "decision"})),
            (Kind::Member, "chen", json!({"name": "陈总", "level": "executive", "base_city": "北京"})),
            (
                Kind::Pairing,
                "pair",
                json!({"member": "@chen", "seat": "@director", "level": "executive", "ideal_days": 28,
                    "created_at": "2026-09-08"}),
            ),
            (
                Kind::Travel,
                "trip",
                json!({"person": "@zhang", "to_city": "北京市", "depart": "2026-10-21", "arrive": "2026-10-21",
                    "return": "2026-10-27", "firmness": "likely"}),
            ),
        ];
        all.extend(extra.iter().cloned());
        fixture::room(&all)
    }

    fn found(room: &Room) -> Vec<Intercept> {
        intercepts(room, &Terms::builtin(), now(), None, now().date_naive(), "2026-11-20".parse().unwrap())
    }

    fn days(all: &[Intercept]) -> Vec<String> {
        all.iter().map(|one| format!("{}–{} {}", one.from.format("%m-%d"), one.to.format("%m-%d"), one.days)).collect()
    }

    #[test]
    fn one_for_each_week_without_the_weekend_and_the_best_first() {
        let all = found(&house(&[]));
        assert_eq!(days(&all), ["10-21–10-23 3", "10-26–10-27 2"]);
        let parts = all[0].parts;
        assert_eq!((parts.days, parts.rung, parts.firmness, parts.place, parts.class), (3.0, 1.0, 0.6, 1.0, 1.5));
        assert!((parts.urgency - 42.0 / 28.0).abs() < 1e-9);
        assert!((all[0].score() - 3.0 * 1.5 * 0.6 * 1.5).abs() < 1e-9);
        assert_eq!((all[0].they_travel, all[0].we_travel), (true, false));
    }

    #[test]
    fn holidays_are_no_days_to_meet() {
        let trip = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-12-30", "arrive": "2026-12-30",
            "return": "2027-01-03"});
        let room = house(&[(Kind::Travel, "feast", trip)]);
        let to = "2027-01-10".parse().unwrap();
        let all = intercepts(&room, &Terms::builtin(), now(), Some(id("acme")), "2026-12-01".parse().unwrap(), to);
        assert!(all.iter().all(|one| one.from >= "2026-12-30".parse().unwrap()), "{all:?}");
        let calendar = Calendar::for_country("CN");
        let workdays = |one: &Intercept| {
            one.from.iter_days().take_while(|d| *d <= one.to).filter(|d| calendar.is_workday(*d)).count()
        };
        assert!(all.iter().all(|one| one.days == workdays(one) as i64));
    }

    #[test]
    fn a_rung_that_waits_for_this_level_doubles_it() {
        let item = json!({"account": "@acme", "subject": "合同", "kind": "pursue", "opened_at": "2026-09-01"});
        let all = found(&house(&[(Kind::FollowUp, "item", item)]));
        assert!(all[0].parts.rung > 1.9);
    }

    #[test]
    fn a_planned_meeting_takes_the_proposal_away_and_another_visit_its_half_day() {
        let visit = |start: &str, seat: &str| {
            json!({"account": "@acme", "status": "planned", "start": start, "theirs": [seat],
                "ours": [{"id": id("a"), "member": "@chen"}]})
        };
        let met = house(&[(Kind::Visit, "v", visit("2026-10-26T10:00:00+08:00", "@director"))]);
        assert_eq!(days(&found(&met)), ["10-21–10-23 3"]);
        let office = (Kind::Seat, "office", json!({"account": "@acme"}));
        let busy = house(&[office.clone(), (Kind::Visit, "v", visit("2026-10-21", "@office"))]);
        assert_eq!(days(&found(&busy)), ["10-22–10-23 2", "10-26–10-27 2"]);
        let half = house(&[office, (Kind::Visit, "v", visit("2026-10-21T09:00:00+08:00", "@office"))]);
        assert_eq!(days(&found(&half))[0], "10-21–10-23 3");
    }

    #[test]
    fn never_in_the_past_and_not_between_two_who_are_at_home() {
        let trip = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-12", "arrive": "2026-10-12",
            "return": "2026-10-20T11:00:00+08:00"});
        let room = house(&[(Kind::Travel, "now", trip)]);
        assert_eq!(days(&found(&room)), ["10-20–10-23 4", "10-26–10-27 2"]);
        let home = fixture::room(&[
            (Kind::Account, "acme", json!({"name": "局"})),
            (Kind::Person, "li", json!({"name": "李", "home_city": "北京"})),
            (Kind::Seat, "seat", json!({"account": "@acme", "person": "@li"})),
            (Kind::Member, "chen", json!({"name": "陈总", "base_city": "北京"})),
            (Kind::Pairing, "pair", json!({"member": "@chen", "seat": "@seat", "level": "rep"})),
        ]);
        assert_eq!(found(&home), []);
    }

    #[test]
    fn rows_have_the_shape_of_the_contract() {
        let room = house(&[]);
        let rows = intercept_rows(&room, &found(&room), &|id, _| id.to_string());
        assert_eq!((&rows[0]["member_name"], &rows[0]["person_name"]), (&json!("陈总"), &json!("张伟")));
        assert_eq!((&rows[0]["from"], &rows[0]["days"]), (&json!("2026-10-21"), &json!(3)));
        assert_eq!(
            rows[0]["why"],
            "intercept-days · intercept-they-travel · intercept-contact-due · intercept-not-firm"
        );
    }
}
