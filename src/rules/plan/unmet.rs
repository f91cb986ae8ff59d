//! The key players whom a journey does not meet, and why.

use std::collections::BTreeSet;

use super::Wish;
use super::meeting::Meeting;
use super::whereabouts::{Absent, Whereabouts};
use crate::edit::Room;
use crate::model::{Id, Pairing, Seat};
use crate::rules::intercept::Say;

/// Why somebody is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They were left out by hand.
    Dropped,
    /// They are in none of the cities in those days; where they are, if that is known.
    Elsewhere(Option<String>),
    /// Those who are paired with them do not come.
    Stays(Vec<Id>),
    /// Nobody is paired with them, and nobody of the fitting level comes.
    Nobody,
    /// Their own days off: nobody works there while we come.
    DaysOff,
    /// Those who are paired with them and come are on leave then.
    OnLeave(Vec<Id>),
    /// Those who are paired with them and come are on journeys of their own then.
    Away(Vec<Id>),
    /// They are there, but have no half day in common with those who come.
    Busy,
    /// There could have been a meeting: the tour has no room for it.
    NoRoom,
}

/// A key player who is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// The seat.
    pub seat: Id,
    /// Why.
    pub reason: Reason,
}

impl Unmet {
    /// Why, as a sentence.
    pub fn why(&self, room: &Room, say: Say) -> String {
        let names = |members: &[Id]| {
            let names: Vec<String> = members.iter().map(|id| room.name(*id)).collect();
            names.join(&say("word-and", &[]))
        };
        match &self.reason {
            Reason::Dropped => say("plan-unmet-dropped", &[]),
            Reason::Elsewhere(Some(city)) => say("plan-unmet-elsewhere", &[("city", city)]),
            Reason::Elsewhere(None) => say("plan-unmet-somewhere", &[]),
            Reason::Stays(members) => say("plan-unmet-stays", &[("names", &names(members))]),
            Reason::OnLeave(members) => say("plan-unmet-leave", &[("names", &names(members))]),
            Reason::Away(members) => say("plan-unmet-away", &[("names", &names(members))]),
            Reason::DaysOff => say("plan-unmet-days-off", &[]),
            Reason::Nobody => say("plan-unmet-nobody", &[]),
            Reason::Busy => say("plan-unmet-busy", &[]),
            Reason::NoRoom => say("plan-unmet-no-room", &[]),
        }
    }
}

/// Every key player of the accounts that the journey is about, with the reason that holds unless a tour meets them.
pub(super) fn unmet(room: &Room, wish: &Wish, whereabouts: &Whereabouts, meetings: &[Meeting]) -> Vec<Unmet> {
    let there = |seat: &Seat| (0..wish.cities.len()).any(|city| whereabouts.there(seat.id, city).0 != 0);
    let key_players: Vec<&Seat> = room
        .all::<Seat>()
        .filter(|seat| seat.is_key_player() || wish.fixed.contains_key(&seat.id))
        .filter(|seat| seat.person.is_some() && seat.is_current(wish.from) && !whereabouts.is_met(seat.id))
        .collect();
    let mut accounts: BTreeSet<Id> = meetings.iter().map(|meeting| meeting.account).collect();
    let offered: BTreeSet<Id> = meetings.iter().flat_map(|meeting| &meeting.seats).copied().collect();
    let wanted = |seat: &&&Seat| there(seat) || wish.fixed.contains_key(&seat.id);
    accounts.extend(key_players.iter().filter(wanted).map(|seat| seat.account));
    let reason = |seat: &Seat| {
        let paired: Vec<Id> = room.linked::<Pairing>(seat.id).map(|pairing| pairing.member).collect();
        if wish.dropped.contains(&seat.id) {
            Reason::Dropped
        } else if offered.contains(&seat.id) {
            Reason::NoRoom
        } else if !there(seat) {
            Reason::Elsewhere(whereabouts.elsewhere(seat.id))
        } else if paired.is_empty() {
            Reason::Nobody
        } else if paired.iter().any(|member| wish.members.contains(member)) {
            let come: Vec<Id> = paired.into_iter().filter(|member| wish.members.contains(member)).collect();
            match come.iter().map(|member| whereabouts.keeps_away(*member)).collect::<Option<Vec<Absent>>>() {
                _ if !whereabouts.works(seat) => Reason::DaysOff,
                Some(all) if all.contains(&Absent::Travels) => Reason::Away(come),
                Some(_) => Reason::OnLeave(come),
                None => Reason::Busy,
            }
        } else {
            Reason::Stays(paired)
        }
    };
    let of_these = key_players.into_iter().filter(|seat| accounts.contains(&seat.account));
    of_these.map(|seat| Unmet { seat: seat.id, reason: reason(seat) }).collect()
}
