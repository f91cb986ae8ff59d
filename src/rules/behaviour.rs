//! Relationship by behaviour: what we do with somebody, in numbers, never mixed with what we declare (S1: 行为量化 beside
//! 感觉量化). Where the two disagree, that is said.
//!
//! `x = Σ weight · 0.5^(age ÷ half-life)` over the contacts made, score `100 · (1 − e^(−x/4))`.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::abc::Class;
use super::cycle::Cycles;
use crate::edit::Room;
use crate::model::choice::{Channel, Relationship, Support, Tier, VisitStatus};
use crate::model::{Account, Id, Member, Pairing, Seat, Touch, Visit};

/// One contact, and what is left of it today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contact {
    /// The visit or the touch.
    pub record: Id,
    /// How it was made; `None` where nobody said.
    pub channel: Option<Channel>,
    /// The day it was made.
    pub day: NaiveDate,
    /// Days ago.
    pub age: i64,
    /// What it weighed when it was made.
    pub weight: f64,
    /// What is left of that: weight · 0.5^(age ÷ half-life).
    pub left: f64,
}

/// A relationship as it is lived, with the contacts it is the sum of, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behaviour {
    /// Days after which a contact counts half.
    pub half_life: f64,
    /// The contacts.
    pub contacts: Vec<Contact>,
}

impl Behaviour {
    /// Σ of what is left of every contact.
    pub fn sum(&self) -> f64 {
        // From zero: the sum of nothing would otherwise be −0.
        self.contacts.iter().fold(0.0, |sum, contact| sum + contact.left)
    }

    /// 0, where there was no contact, to 100.
    pub fn score(&self) -> f64 {
        score(self.sum())
    }

    /// Days since the last contact.
    pub fn silence(&self) -> Option<i64> {
        self.contacts.first().map(|contact| contact.age)
    }

    /// The score with the parts it opens to, as JSON.
    pub fn row(&self) -> Value {
        let parts = self.contacts.iter().map(|contact| {
            json!({"record": contact.record, "channel": contact.channel, "day": contact.day, "age": contact.age,
                "weight": contact.weight, "left": contact.left})
        });
        json!({"score": self.score(), "x": self.sum(), "half_life": self.half_life, "parts": parts.collect::<Vec<_>>()})
    }
}

/// `100 · (1 − e^(−x/4))`.
pub fn score(x: f64) -> f64 {
    100.0 * (1.0 - (-x / 4.0).exp())
}

/// What is left of a contact after `age` days.
pub fn left(weight: f64, age: i64, half_life: f64) -> f64 {
    weight * 0.5_f64.powf(age as f64 / half_life)
}

/// What a contact weighs when it is made; a channel nobody named is no more than a message.
pub const fn weight(channel: Option<Channel>) -> f64 {
    match channel {
        Some(Channel::Introduction) => 5.0,
        Some(Channel::HostedVisit) => 4.0,
        Some(Channel::Visit) => 3.0,
        Some(Channel::Call) => 1.0,
        Some(Channel::Message) | None => 0.5,
    }
}

/// Days after which a contact with an account's people counts half: 60 for class A or gold, else 90.
pub fn half_life(room: &Room, account: Id, class: Option<Class>) -> f64 {
    let gold = room.get::<Account>(account).is_some_and(|account| account.tier == Some(Tier::Gold));
    if gold || class == Some(Class::A) { 60.0 } else { 90.0 }
}

/// How one of ours lives the relationship with a seat.
pub fn of_pair(room: &Room, member: Id, seat: Id, now: DateTime<FixedOffset>, half_life: f64) -> Behaviour {
    gather(room, seat, Some(member), now, half_life)
}

/// How all of us together live the relationship with a seat.
pub fn of_seat(room: &Room, seat: Id, now: DateTime<FixedOffset>, half_life: f64) -> Behaviour {
    gather(room, seat, None, now, half_life)
}

fn gather(room: &Room, seat: Id, member: Option<Id>, now: DateTime<FixedOffset>, half_life: f64) -> Behaviour {
    let today = now.date_naive();
    let contact = |record, channel, day: NaiveDate| {
        let (age, weight) = ((today - day).num_days(), weight(channel));
        (age >= 0).then(|| Contact { record, channel, day, age, weight, left: left(weight, age, half_life) })
    };
    let touches = room.linked::<Touch>(seat).filter(|touch| member.is_none_or(|id| touch.member == id));
    let mut contacts: Vec<Contact> =
        touches.filter_map(|touch| contact(touch.id, touch.channel, touch.at?.day())).collect();
    // A visit that was also noted as a touch is one contact; what was noted says more of it.
    let noted: Vec<NaiveDate> = contacts
        .iter()
        .filter(|one| matches!(one.channel, Some(Channel::Visit | Channel::HostedVisit)))
        .map(|one| one.day)
        .collect();
    let ours = |visit: &&Visit| member.is_none_or(|id| visit.ours.iter().any(|one| one.member == id));
    let theirs = |visit: &&Visit| visit.theirs.contains(&seat) || visit.received_by == Some(seat);
    let done = room.linked::<Visit>(seat).filter(|visit| visit.status == Some(VisitStatus::Done));
    let visits = done.filter(ours).filter(theirs).filter_map(|visit| Some((visit.id, visit.start?.day())));
    let visits = visits.filter(|(_, day)| !noted.contains(day));
    contacts.extend(visits.filter_map(|(id, day)| contact(id, Some(Channel::Visit), day)));
    contacts.sort_by_key(|one| (one.age, one.record));
    Behaviour { half_life, contacts }
}

/// How well what is declared agrees with what is done, in scores.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
    /// Anything.
    Whatever,
}

impl Expected {
    fn is_met(self, score: f64) -> bool {
        match self {
            Self::AtLeast(least) => score >= least,
            Self::AtMost(most) => score <= most,
            Self::Whatever => true,
        }
    }
}

/// A supporter whom we never see is a hope; somebody against us whom we meet every week may be neither.
const fn expected_of_support(support: Support) -> Expected {
    match support {
        Support::Mentor => Expected::AtLeast(40.0),
        Support::Supporter => Expected::AtLeast(20.0),
        Support::Neutral => Expected::Whatever,
        Support::NonSupporter | Support::Enemy => Expected::AtMost(80.0),
    }
}

const fn expected_of_relationship(relationship: Relationship) -> Expected {
    match relationship {
        Relationship::TrustedAdvisor => Expected::AtLeast(40.0),
        Relationship::ProblemSolver => Expected::AtLeast(20.0),
        Relationship::CredibleSource => Expected::Whatever,
        Relationship::Vendor => Expected::AtMost(80.0),
    }
}

/// What was declared and is not lived, or is lived and not declared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Declared {
    /// The support of somebody of theirs.
    Support(Support),
    /// The relationship of a pairing.
    Relationship(Relationship),
}

impl Declared {
    /// The name of the closed list and the code in it.
    pub const fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::Support(support) => ("support", support.code()),
            Self::Relationship(relationship) => ("relationship", relationship.code()),
        }
    }
}

/// What is declared and what is done disagree: "called a mentor, has not met us for five months".
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// Whom of theirs it is about.
    pub seat: Id,
    /// Whose relationship; `None` where it is all of ours.
    pub member: Option<Id>,
    /// The pairing it was declared of.
    pub pairing: Option<Id>,
    /// What was declared.
    pub declared: Declared,
    /// Whether less is lived than was declared; else more.
    pub less: bool,
    /// The score it is held against.
    pub score: f64,
    /// Days since the last contact.
    pub silence: Option<i64>,
}

/// The disagreement of a pairing, if there is one.
pub fn of_pairing(room: &Room, pairing: &Pairing, cycles: &Cycles) -> Option<Disagreement> {
    let seat = room.get::<Seat>(pairing.seat)?;
    let lived = of_pair(room, pairing.member, seat.id, cycles.now(), cycles.half_life(seat.account));
    let declared = pairing.current?;
    let found = disagreement(seat.id, Declared::Relationship(declared), expected_of_relationship(declared), &lived)?;
    Some(Disagreement { member: Some(pairing.member), pairing: Some(pairing.id), ..found })
}

/// The disagreement about the support of a seat, if there is one.
pub fn of_support(room: &Room, seat: &Seat, cycles: &Cycles) -> Option<Disagreement> {
    let declared = seat.support.filter(|_| seat.person.is_some())?;
    let lived = of_seat(room, seat.id, cycles.now(), cycles.half_life(seat.account));
    disagreement(seat.id, Declared::Support(declared), expected_of_support(declared), &lived)
}

fn disagreement(seat: Id, declared: Declared, expected: Expected, lived: &Behaviour) -> Option<Disagreement> {
    let score = lived.score();
    let less = matches!(expected, Expected::AtLeast(_));
    let found = Disagreement { seat, member: None, pairing: None, declared, less, score, silence: lived.silence() };
    (!expected.is_met(score)).then_some(found)
}

/// Every disagreement of an account, or of all: the widest gap first, key players before others.
pub fn disagreements(room: &Room, account: Option<Id>, now: DateTime<FixedOffset>) -> Vec<Disagreement> {
    let (cycles, today) = (Cycles::new(room, now), now.date_naive());
    let here = |seat: &Seat| account.is_none_or(|id| seat.account == id) && seat.is_current(today);
    let with_us = |id: Id| room.get::<Member>(id).is_some_and(|one| one.left_on.is_none_or(|left| left > today));
    let mut found: Vec<(bool, Disagreement)> = Vec::new();
    for seat in room.each_of::<Seat>(account).filter(|seat| here(seat)) {
        let pairings = room.linked::<Pairing>(seat.id).filter(|pairing| with_us(pairing.member));
        let all = pairings.filter_map(|pairing| of_pairing(room, pairing, &cycles));
        found.extend(of_support(room, &seat, &cycles).into_iter().chain(all).map(|one| (!seat.is_key_player(), one)));
    }
    let gap = |one: &Disagreement| if one.less { one.score } else { 100.0 - one.score };
    found
        .sort_by(|(a, one), (b, other)| a.cmp(b).then(gap(one).total_cmp(&gap(other))).then(one.seat.cmp(&other.seat)));
    found.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests;
