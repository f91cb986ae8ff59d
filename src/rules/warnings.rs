//! What one should worry about, each with the numbers that say so. From when on is a table (`assets/warnings.toml`) that
//! users may replace, line by line.

mod limits;

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

pub use limits::Limits;

use super::Terms;
use super::abc::{self, Base, Share};
use super::ageing;
use super::circle::{Sandbox, Web};
use super::cycle::{self, Cycles, Light};
use crate::edit::Room;
use crate::model::choice::{BuyingRole, NeedLevel, PoliticalStatus, Stage};
use crate::model::{Account, Complaint, Id, Kind, Need, Pairing, Problem, Seat};

/// One warning.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The rule that warns; also its line in the table of limits.
    pub rule: &'static str,
    /// The account it is about.
    pub account: Id,
    /// The record it is about, which may be the account.
    pub record: (Kind, Id),
    /// The number that passed its limit, where it is one of numbers.
    pub value: Option<f64>,
    /// That limit.
    pub limit: Option<f64>,
    /// Why, in words.
    pub why: Problem,
}

impl Warning {
    /// As JSON; `say` turns the reason into a sentence.
    pub fn row(&self, room: &Room, say: &dyn Fn(&Problem) -> String) -> Value {
        let why = say(&self.why);
        let part = json!({"name": self.rule, "value": self.value, "weight": 1, "note": why});
        json!({
            "rule": self.rule, "account": self.account, "account_name": room.name(self.account),
            "kind": self.record.0, "id": self.record.1, "name": room.name(self.record.1),
            "value": self.value, "limit": self.limit, "why": why, "parts": [part], "known": 1,
        })
    }
}

/// The warnings of one account or of all, account by account.
pub fn all(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Warning> {
    let cycles = Cycles::new(room, now);
    let watch = |one: &&Account| one.stage != Some(Stage::Lost) && account.is_none_or(|id| id == one.id);
    let limit = terms.warnings.one_client.map(|limit| limit as f64);
    let shares = limit.map(|_| abc::shares(room, Base::Sales, now)).unwrap_or_default();
    let great: Vec<Share> = shares.iter().filter(|one| limit.is_some_and(|limit| one.share > limit)).cloned().collect();
    let mut found = Vec::new();
    for one in room.all::<Account>().filter(watch) {
        let view = Watch { room, cycles: &cycles, great: &great, terms, account: one, now };
        found.extend(view.people());
        found.extend(view.house());
    }
    found
}

/// One account, looked at.
struct Watch<'a> {
    room: &'a Room,
    cycles: &'a Cycles<'a>,
    /// Shares of our sales that are greater than one client should have.
    great: &'a [Share],
    terms: &'a Terms,
    account: &'a Account,
    now: DateTime<FixedOffset>,
}

impl Watch<'_> {
    fn seats(&self) -> impl Iterator<Item = &Seat> {
        let (id, today) = (self.account.id, self.now.date_naive());
        self.room.linked::<Seat>(id).filter(move |seat| seat.account == id && seat.is_current(today))
    }

    fn of_house(&self, rule: &'static str, why: Problem) -> Warning {
        let record = (Kind::Account, self.account.id);
        Warning { rule, account: self.account.id, record, value: None, limit: None, why }
    }

    fn of_seat(&self, rule: &'static str, seat: Id, why: Problem) -> Warning {
        Warning { record: (Kind::Seat, seat), ..self.of_house(rule, why) }
    }

    /// What the map says.
    fn people(&self) -> Vec<Warning> {
        let Self { room, terms, now, .. } = *self;
        let limits = &terms.warnings;
        let today = now.date_naive();
        let mut found = Vec::new();
        let web = Web::among(room, self.account.id, &Sandbox::default(), self.cycles);
        let decides = web.decision_maker();
        if limits.no_decision_maker && decides.is_none() {
            found.push(self.of_house("no_decision_maker", Problem::new("warning-no-decision-maker")));
        }
        let signs: Vec<i8> = self.seats().filter_map(|seat| Some(seat.support?.value())).collect();
        let (friends, foes) =
            (signs.iter().filter(|sign| **sign > 0).count(), signs.iter().filter(|sign| **sign < 0).count());
        if limits.no_opponent && !signs.is_empty() && foes == 0 {
            let why = Problem::new("warning-no-opponent").with("judged", signs.len());
            found.push(self.of_house("no_opponent", why));
        }
        found.extend(self.key_players());
        if limits.outnumbered && foes > 0 && friends <= foes {
            let why = Problem::new("warning-outnumbered").with("friends", friends).with("foes", foes);
            found.push(self.of_house("outnumbered", why));
        }
        if let Some(seat) = decides.filter(|seat| cycle::last_contact(room, *seat, None, now).is_none())
            && limits.decision_maker_never_met
        {
            let why = Problem::new("warning-decision-maker-never-met").with("name", room.name(seat));
            found.push(self.of_seat("decision_maker_never_met", seat, why));
        }
        let champions = self.seats().filter(|seat| seat.buying_roles.contains(&BuyingRole::Champion));
        for seat in champions {
            let Some(limit) = limits.champion_silent else { break };
            let last = cycle::last_contact(room, seat.id, None, now);
            let days = last.map(|last| (today - last).num_days());
            if days.is_none_or(|days| days > limit) {
                let id = if days.is_some() { "warning-champion-silent" } else { "warning-champion-never" };
                let why = Problem::new(id).with("name", room.name(seat.id)).with("days", days.unwrap_or_default());
                let (value, limit) = (days.map(|days| days as f64), Some(limit as f64));
                found.push(Warning { value, limit, ..self.of_seat("champion_silent", seat.id, why) });
            }
        }
        let threads = web.fragility().single_threads;
        for thread in threads.into_iter().filter(|_| limits.single_thread) {
            let why =
                Problem::new("warning-single-thread").with("name", thread.name).with("member", thread.member_name);
            found.push(self.of_seat("single_thread", thread.seat, why));
        }
        let inner = |seat: &&Seat| seat.political_status == Some(PoliticalStatus::InnerCircle);
        let personal = |need: &Need, seat| need.seat == Some(seat) && need.level == Some(NeedLevel::Personal);
        let unread = |seat: &&Seat| !room.linked::<Need>(seat.id).any(|need| personal(need, seat.id));
        for seat in self.seats().filter(inner).filter(unread).filter(|_| limits.personal_need_unknown) {
            let why = Problem::new("warning-personal-need-unknown").with("name", room.name(seat.id));
            found.push(self.of_seat("personal_need_unknown", seat.id, why));
        }
        let alone = |seat: &&Seat| !room.linked::<Pairing>(seat.id).any(|pairing| pairing.seat == seat.id);
        let key = self.seats().filter(|seat| seat.is_key_player());
        for seat in key.filter(alone).filter(|_| limits.key_player_uncovered) {
            let why = Problem::new("warning-key-player-uncovered").with("name", room.name(seat.id));
            found.push(self.of_seat("key_player_uncovered", seat.id, why));
        }
        found
    }

    fn key_players(&self) -> Option<Warning> {
        let limit = self.terms.warnings.key_players_not_supportive? as f64;
        let signs: Vec<i8> =
            self.seats().filter(|seat| seat.is_key_player()).filter_map(|seat| Some(seat.support?.value())).collect();
        let cool = signs.iter().filter(|sign| **sign <= 0).count();
        let share = 100.0 * cool as f64 / signs.len().max(1) as f64;
        let why = Problem::new("warning-key-players-not-supportive").with("cool", cool).with("all", signs.len());
        let warning = self.of_house("key_players_not_supportive", why);
        (share > limit).then_some(Warning { value: Some(share), limit: Some(limit), ..warning })
    }

    /// What the card, the complaints and the money say.
    fn house(&self) -> Vec<Warning> {
        let Self { room, terms, account, now, .. } = *self;
        let limits = &terms.warnings;
        let today = now.date_naive();
        let mut found = Vec::new();
        let counted = |rule, id, days: i64, limit: i64| Warning {
            value: Some(days as f64),
            limit: Some(limit as f64),
            ..self.of_house(rule, Problem::new(id).with("days", days).with("limit", limit))
        };
        let cycle = self.cycles.of_account(account);
        if limits.cycle_red && cycle.light == Light::Red {
            found.push(counted("cycle_red", "warning-cycle-red", cycle.days, cycle.interval.max));
        }
        if let Some(limit) = limits.card_not_reviewed {
            match account.reviewed_at.map(|at| (today - at.day()).num_days()) {
                None => found.push(self.of_house("card_not_reviewed", Problem::new("warning-card-never-reviewed"))),
                Some(days) if days > limit => {
                    found.push(counted("card_not_reviewed", "warning-card-not-reviewed", days, limit));
                }
                Some(_) => {}
            }
        }
        let heard = |one: &&Complaint| one.account == account.id && one.occurred_at.is_some_and(|at| at.day() <= today);
        let answered =
            |one: &Complaint| one.resolved_at.is_some() || one.first_answered_at.is_some_and(|at| at.day() <= today);
        for one in room.linked::<Complaint>(account.id).filter(heard).filter(|one| !answered(one)) {
            let Some(days) = one.occurred_at.map(|at| (today - at.day()).num_days()) else { continue };
            let warning = counted("complaint_unanswered", "warning-complaint-unanswered", days, 0);
            found.extend(limits.complaint_unanswered.then_some(Warning {
                record: (Kind::Complaint, one.id),
                limit: None,
                ..warning
            }));
        }
        if let Some(limit) = limits.money_overdue {
            let days = ageing::of_account(room, terms, account.id, now).iter().map(|one| one.days).max().unwrap_or(0);
            if days > limit {
                found.push(counted("money_overdue", "warning-money-overdue", days, limit));
            }
        }
        for share in self.great.iter().filter(|share| share.account == account.id) {
            let why = Problem::new("warning-one-client").with("share", format!("{:.0}", share.share));
            let (value, limit) = (Some(share.share), limits.one_client.map(|limit| limit as f64));
            found.push(Warning { value, limit, ..self.of_house("one_client", why) });
        }
        found
    }
}

#[cfg(test)]
mod tests;
