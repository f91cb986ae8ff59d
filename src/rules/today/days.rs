//! Days to remember: birthdays, occasions, festivals and the gifts that go with them, and journeys of key players.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use chrono::NaiveDate;

use super::entry::About;
use super::look::Look;
use super::{Entry, Group, Topic, nearness, weight};
use crate::model::choice::{Firmness, GiftStatus};
use crate::model::{Account, Anniversary, Gift, Id, Kind, Occasion, Person, Problem, Seat, Travel, Visit};
use crate::rules::Terms;
use crate::rules::agenda::years;
use crate::rules::festival::{Festival, LEAD};
use crate::rules::lunar::next_anniversary;

/// Days before a festival from which on a gift was meant for it.
const FOR_FESTIVAL: i64 = 45;

impl Look<'_> {
    /// Birthdays of people who hold a seat.
    pub(super) fn birthdays(&self, out: &mut Vec<Entry>) {
        let today = self.day();
        // Most are far off, whosever calendar it is.
        let soon = |day: &str| day.parse().map_or(true, |day| self.near(day, true, LEAD).is_some());
        for person in self.holders.iter().filter_map(|id| self.room.get_where::<Person>(*id, "birthday", soon)) {
            let Some(birthday) = person.birthday.filter(|day| self.near(*day, true, LEAD).is_some()) else { continue };
            let seats = self.room.linked::<Seat>(person.id).filter(|seat| seat.is_current(today));
            let Some(seat) = self.seat_of(seats) else { continue };
            let Some(day) = self.upcoming(birthday, true, LEAD, Some(seat.account)) else { continue };
            let age = years(birthday, day).filter(|age| *age > 0);
            let what = match age {
                Some(age) => Problem::new("today-what-birthday-age").with("age", age),
                None => Problem::new("today-what-birthday"),
            };
            let about = About {
                topic: Topic::Birthday,
                group: Group::of(day, today),
                what: what.with("name", &person.name),
                why: self.in_time(day),
                subject: Some((Kind::Person, person.id)),
                account: Some(seat.account),
                ours: self.carers(Some(seat.id), Some(seat.account)),
                theirs: vec![person.id],
                due: Some(day),
            };
            let key = if seat.is_key_player() { weight::KEY_PLAYER } else { 0.0 };
            let parts = vec![("occasion", weight::OCCASION), ("key_player", key), ("near", nearness(day, today))];
            out.push(self.entry(about, parts));
        }
    }

    /// Other days to remember.
    pub(super) fn occasions(&self, out: &mut Vec<Entry>) {
        let targets = self.accounts.iter().chain(&self.holders);
        let linked = targets.flat_map(|target| self.room.linked::<Occasion>(*target));
        let once: BTreeMap<Id, &Occasion> = linked.map(|occasion| (occasion.id, occasion)).collect();
        for occasion in once.into_values() {
            let account = self.account_of(occasion);
            if account.is_some_and(|account| self.covers(account)) {
                out.extend(self.occasion(occasion, account));
            }
        }
    }

    /// Those that belong to no account.
    pub(super) fn nobodys(&self, out: &mut Vec<Entry>) {
        let all = self.room.each::<Occasion>().filter(|occasion| self.account_of(occasion).is_none());
        out.extend(all.filter_map(|occasion| self.occasion(&occasion, None)));
    }

    fn account_of(&self, occasion: &Occasion) -> Option<Id> {
        occasion.account.or_else(|| self.room.account_of(occasion.person?))
    }

    fn occasion(&self, occasion: &Occasion, account: Option<Id>) -> Option<Entry> {
        let lead = occasion.lead_working_days.unwrap_or(LEAD);
        let day = self.upcoming(occasion.date?, occasion.yearly.unwrap_or(true), lead, account)?;
        let whose = occasion.person.or(occasion.account);
        let seat = occasion.person.and_then(|person| self.room.linked::<Seat>(person).next());
        let about = About {
            topic: Topic::Occasion,
            group: Group::of(day, self.day()),
            what: Problem::new("today-what-occasion").with("what", &occasion.what),
            why: self.in_time(day),
            subject: Some((Kind::Occasion, occasion.id)),
            account,
            ours: self.carers(seat.map(|seat| seat.id), account),
            theirs: whose.into_iter().collect(),
            due: Some(day),
        };
        Some(self.entry(about, vec![("occasion", weight::OCCASION), ("near", nearness(day, self.day()))]))
    }

    /// The next time a date comes round, where that may be soon.
    fn near(&self, date: Anniversary, yearly: bool, lead: i64) -> Option<NaiveDate> {
        let mut rounds = self.almanac.rounds.lock().unwrap_or_else(PoisonError::into_inner);
        let day = *rounds.entry(date).or_insert_with(|| next_anniversary(date, self.day()));
        drop(rounds);
        let day = day.filter(|day| yearly || years(date, *day).is_none_or(|years| years == 0))?;
        ((day - self.day()).num_days() <= furthest(lead)).then_some(day)
    }

    /// The next time a date comes round, if that is within `lead` working days.
    fn upcoming(&self, date: Anniversary, yearly: bool, lead: i64, account: Option<Id>) -> Option<NaiveDate> {
        let day = self.near(date, yearly, lead)?;
        (self.calendar(account)?.workdays_between(self.day(), day) <= lead).then_some(day)
    }

    /// When it is, and how many days are left.
    fn in_time(&self, day: NaiveDate) -> Problem {
        Problem::new("today-why-day").with("day", day).with("days", (day - self.day()).num_days())
    }

    /// Festivals on which one gives, as long as a key player of an account has no gift yet; one line an account.
    pub(super) fn festivals(&self, out: &mut Vec<Entry>) {
        for account in self.accounts() {
            let country = self.terms.country(Some(account));
            let Some(calendar) = self.calendar(Some(account.id)) else { continue };
            let ahead = self.almanac.festivals.iter();
            for (day, lead, festival) in ahead.filter(|(.., festival)| festival.is_kept_in(country)) {
                let left = calendar.workdays_between(self.day(), *day);
                if left <= *lead {
                    out.extend(self.festival(account, *day, festival, left));
                }
            }
        }
    }

    fn festival(&self, account: &Account, day: NaiveDate, festival: &Festival, left: i64) -> Option<Entry> {
        let players = self.players.get(&account.id).into_iter().flatten();
        let players: Vec<&Seat> = players.copied().filter(|seat| seat.person.is_some()).collect();
        let meant = |gift: &Gift| gift.on.is_some_and(|on| on <= day && (day - on).num_days() <= FOR_FESTIVAL);
        let has = |seat: &Seat| seat.person.is_some_and(|person| self.room.linked::<Gift>(person).any(meant));
        let total = players.len();
        let without: Vec<Id> = players.into_iter().filter(|seat| !has(seat)).map(|seat| seat.id).collect();
        if without.is_empty() {
            return None;
        }
        let why = Problem::new("today-why-festival").with("day", day).with("left", left);
        let about = About {
            topic: Topic::Festival,
            group: Group::of(day, self.day()),
            what: Problem::new("today-what-festival").with("festival", festival.key()),
            why: why.with("without", without.len()).with("total", total),
            subject: Some((Kind::Account, account.id)),
            account: Some(account.id),
            ours: self.owner(Some(account.id)),
            theirs: without,
            due: Some(day),
        };
        let parts = vec![("gift", weight::GIFT), ("near", nearness(day, self.day()))];
        Some(self.entry(about, parts).marked(day.to_string()))
    }

    /// Gifts that are to be given soon, or should have been.
    pub(super) fn gifts(&self, out: &mut Vec<Entry>) {
        let today = self.day();
        let open = |gift: &&Gift| gift.status != Some(GiftStatus::Given);
        for gift in self.of(|gift: &Gift| gift.account).filter(open) {
            let Some(on) = gift.on else { continue };
            let Some(calendar) = self.calendar(Some(gift.account)) else { continue };
            if calendar.workdays_between(today, on) > LEAD {
                continue;
            }
            let id = match (gift.status, on < today) {
                (_, true) => "today-why-gift-late",
                (Some(GiftStatus::Approved), false) => "today-why-gift",
                _ => "today-why-gift-unapproved",
            };
            let mut seats = self.room.linked::<Seat>(gift.person);
            let seat = seats.find(|seat| seat.account == gift.account).map(|seat| seat.id);
            let late = (today - on).num_days();
            let about = About {
                topic: Topic::Gift,
                group: Group::of(on, today),
                what: Problem::new("today-what-gift").with("what", &gift.what),
                why: Problem::new(id).with("day", on).with("days", late),
                subject: Some((Kind::Gift, gift.id)),
                account: Some(gift.account),
                ours: self.carers(seat, Some(gift.account)),
                theirs: vec![gift.person],
                due: Some(on),
            };
            let parts = vec![
                ("gift", weight::GIFT),
                ("near", nearness(on.max(today), today)),
                ("overdue", super::lateness(late)),
            ];
            out.push(self.entry(about, parts));
        }
    }

    /// Key players who are away, or soon will be; a visit that is planned meanwhile has to be moved.
    pub(super) fn journeys(&self, out: &mut Vec<Entry>) {
        let (today, week) = (self.day(), self.in_a_week());
        let journeys = self.holders.iter().flat_map(|person| self.room.linked::<Travel>(*person));
        for travel in journeys {
            let (Some(person), Some(depart)) = (travel.person, travel.depart.map(|at| at.day())) else { continue };
            let back = travel.r#return.or(travel.arrive).map_or(depart, |at| at.day()).max(depart);
            if depart > week || back < today {
                continue;
            }
            let seats = self.room.linked::<Seat>(person);
            let Some(seat) = self.seat_of(seats.filter(|seat| seat.is_key_player() && seat.is_current(today))) else {
                continue;
            };
            let elsewhere = |visit: &&Visit| visit.city.as_deref() != Some(travel.to_city.as_str());
            let clash = self.visits_ahead(seat.id).filter(elsewhere).filter_map(|visit| Some(visit.start?.day()));
            let clash = clash.filter(|day| (depart..=back).contains(day)).min();
            let id = match (clash, depart > today, travel.firmness) {
                (Some(_), ..) => "today-why-journey-visit",
                (None, _, Some(Firmness::Rumour)) => "today-why-journey-rumour",
                (None, true, _) => "today-why-journey-soon",
                (None, false, _) => "today-why-journey",
            };
            let why = Problem::new(id).with("from", depart).with("to", back);
            let about = About {
                topic: Topic::Journey,
                group: clash.map_or(Group::Watch, |day| Group::of(day, today)),
                what: Problem::new("today-what-journey").with("city", &travel.to_city),
                why: why.with("day", clash.unwrap_or(depart)),
                subject: Some((Kind::Travel, travel.id)),
                account: Some(seat.account),
                ours: self.carers(Some(seat.id), Some(seat.account)),
                theirs: vec![seat.id],
                due: Some(depart),
            };
            let visit = if clash.is_some() { weight::VISIT } else { 0.0 };
            let parts =
                vec![("journey", weight::JOURNEY), ("visit", visit), ("near", nearness(depart.max(today), today))];
            out.push(self.entry(about, parts));
        }
    }
}

/// Festivals on which one gives and that may be near enough, with their day and how long before it they are thought of.
pub(super) fn festivals_ahead(terms: &Terms, today: NaiveDate) -> Vec<(NaiveDate, i64, Festival)> {
    let near = |festival: &Festival| {
        let lead = festival.gift.filter(|days| *days > 0)?;
        let day = festival.next(today).filter(|day| (*day - today).num_days() <= furthest(lead))?;
        Some((day, lead, festival.clone()))
    };
    terms.festivals.all().filter_map(near).collect()
}

/// Days within which so many working days are over. No holiday is a month long: whatever is further off needs no
/// calendar to say so.
const fn furthest(workdays: i64) -> i64 {
    workdays * 2 + 31
}
