//! Coincidences 行程交汇: when one of ours and one of theirs will be in the same city or region, and how much a meeting
//! there is worth.
//!
//! Key players whom nobody is paired with are proposed to everybody of ours, for at most half of what a pairing is worth
//! that is just due. Two people who are both at home in one city can meet any day: that is proposed only where their contact is
//! overdue, for the first week it can be, and after every journey.

mod brief;
mod search;

#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use serde_json::{Value, json};

pub use brief::{notes, objective};

use self::search::Search;
pub use self::search::Team;
pub(super) use self::search::{UNPAIRED, certainty, class_weight, due};
use super::Terms;
use super::cycle::Cycle;
use super::ladder::{self, Position};
use super::scope::Scope;
use crate::edit::Room;
use crate::model::choice::Firmness;
use crate::model::{FollowUp, Id};

/// How many days ahead journeys are looked through, unless somebody asks otherwise.
pub const HORIZON: u32 = 60;

/// The numbers a score is the product of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Working days together, at most three.
    pub days: f64,
    /// Days since the last contact ÷ ideal interval; 1 at least for two who have never met.
    pub urgency: f64,
    /// 2 where an open item waits on the rung of exactly this level, else 1.
    pub rung: f64,
    /// How sure both are to be there: firm 1, likely (or not judged) 0.6, rumour 0.3, multiplied.
    pub firmness: f64,
    /// 1 for the same city, 0.6 for the same region.
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
    /// The pairing it is for; `None` for a key player nobody is paired with.
    pub pairing: Option<Id>,
    /// One of ours.
    pub member: Id,
    /// Their seat.
    pub seat: Id,
    /// The account.
    pub account: Id,
    /// Where they are: that is where one meets.
    pub city: String,
    /// Where ours is.
    pub our_city: String,
    /// The first working day both are free there.
    pub from: NaiveDate,
    /// The last one of that week.
    pub to: NaiveDate,
    /// How many working days that is.
    pub days: i64,
    /// What it is worth, part by part.
    pub parts: Parts,
    /// How sure the less sure of the two is to be there.
    pub firmness: Firmness,
    /// When the two last had to do with each other, and how often they should.
    pub contact: Cycle,
    /// The open items that wait on the rung of this level.
    pub waiting: Vec<Id>,
    /// The journey of one of ours that it hangs on.
    pub our_travel: Option<Id>,
    /// Theirs.
    pub their_travel: Option<Id>,
}

/// Turns a text id and its named values into a sentence.
pub type Say<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

impl Intercept {
    /// What it is worth.
    pub fn score(&self) -> f64 {
        self.parts.score()
    }

    /// The record to look at: the pairing, else the key player's seat.
    pub fn subject(&self) -> Id {
        self.pairing.unwrap_or(self.seat)
    }

    /// Whether neither has to travel for it.
    pub const fn is_at_home(&self) -> bool {
        self.our_travel.is_none() && self.their_travel.is_none()
    }

    /// Whether it hangs on this journey.
    pub fn hangs_on(&self, travel: Id) -> bool {
        self.our_travel == Some(travel) || self.their_travel == Some(travel)
    }

    /// Why it is proposed, what matters most first.
    pub fn why(&self, room: &Room, say: Say) -> Vec<String> {
        let mut why = Vec::new();
        if let Some(first) = self.waiting.first() {
            let more = (self.waiting.len() - 1).to_string();
            why.push(say("intercept-rung-waits", &[("what", &room.name(*first)), ("more", &more)]));
        }
        if self.contact.last.is_none() {
            why.push(say("intercept-never-met", &[]));
        } else if self.contact.urgency >= 1.0 {
            let (days, ideal) = (self.contact.days.to_string(), self.contact.interval.ideal.to_string());
            why.push(say("intercept-contact-due", &[("days", &days), ("ideal", &ideal)]));
        }
        if self.pairing.is_none() {
            why.push(say("intercept-unpaired", &[]));
        }
        let travel = match (self.their_travel.is_some(), self.our_travel.is_some()) {
            (true, true) => "intercept-both-travel",
            (true, false) => "intercept-they-travel",
            (false, true) => "intercept-we-travel",
            (false, false) => "intercept-at-home",
        };
        why.push(say(travel, &[("city", &self.city)]));
        if self.parts.place < 1.0 {
            why.push(say("intercept-near", &[("city", &self.our_city)]));
        }
        why.push(say("intercept-days", &[("days", &self.days.to_string())]));
        why
    }

    /// How sure it is: the id of a word.
    pub const fn sure(&self) -> &'static str {
        match self.firmness {
            Firmness::Firm => "intercept-firm",
            Firmness::Likely => "intercept-likely",
            Firmness::Rumour => "intercept-rumour",
        }
    }

    /// Why it is proposed and how sure it is, in one line.
    pub fn reason(&self, room: &Room, say: Say) -> String {
        let mut all = self.why(room, say);
        all.push(say(self.sure(), &[]));
        all.join(" · ")
    }
}

/// Every coincidence from `from` (never before now) to `to`, the best first, what needs no journey last; of one account
/// or of all. One for each pair, city and week; none where a meeting of the two is planned in that week.
pub fn intercepts(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Intercept> {
    let team = Team::new(room, terms, now, (from, to));
    let open = ladder::positions(room, terms, now, scope);
    of(room, terms, now, scope.into(), &team, &open)
}

/// The same of some accounts, where it is known where each of ours is on those days and what is open.
pub(super) fn of<'a>(
    room: &'a Room,
    terms: &'a Terms,
    now: DateTime<FixedOffset>,
    scope: Scope<'a>,
    team: &'a Team,
    open: &[(&FollowUp, Position)],
) -> Vec<Intercept> {
    let mut all = Search::new(room, terms, now, scope, team, open).all();
    all.retain(|one| one.score() > 0.0);
    all.sort_by(|a, b| {
        let key = |one: &Intercept| (one.from, one.member, one.seat);
        let best = b.score().total_cmp(&a.score());
        a.is_at_home().cmp(&b.is_at_home()).then(best).then_with(|| key(a).cmp(&key(b)))
    });
    all
}

/// Those of the days to come that hang on a journey, the best first.
pub fn upcoming(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: Option<Id>,
    days: u32,
) -> impl Iterator<Item = Intercept> {
    let (today, until) = ahead(now, days);
    intercepts(room, terms, now, scope, today, until).into_iter().filter(|one| !one.is_at_home())
}

/// Today, and that many days on.
pub(super) fn ahead(now: DateTime<FixedOffset>, days: u32) -> (NaiveDate, NaiveDate) {
    let today = now.date_naive();
    (today, today.checked_add_signed(TimeDelta::days(days.into())).unwrap_or(today))
}

/// The JSON of `warroom intercepts`. What people like is sensitive and stays out of it.
pub fn intercept_rows(room: &Room, all: &[Intercept], say: Say) -> Vec<Value> {
    let row = |one: &Intercept| {
        let Parts { days, urgency, rung, firmness, place, class } = one.parts;
        json!({
            "member": one.member, "member_name": room.name(one.member),
            "seat": one.seat, "person_name": room.name(one.seat),
            "account": one.account, "account_name": room.name(one.account),
            "city": one.city, "from": one.from, "to": one.to, "days": one.days, "score": one.score(),
            "parts": {"days": days, "urgency": urgency, "rung": rung, "firmness": firmness, "place": place,
                "class": class},
            "why": one.reason(room, say),
        })
    };
    all.iter().map(row).collect()
}
