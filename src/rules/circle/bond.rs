//! How well one of ours is connected with one of theirs: what we declare, and what we do.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::edit::Room;
use crate::model::choice::{Channel, Relationship, Tier, VisitStatus};
use crate::model::{Account, Id, Touch, Visit};

/// Days after which a contact counts half: 60 for gold, else 90.
pub(super) fn half_life(room: &Room, account: Id) -> f64 {
    let gold = room.get::<Account>(account).is_some_and(|account| account.tier == Some(Tier::Gold));
    if gold { 60.0 } else { 90.0 }
}

/// Relationship by behaviour, 0–100: `100·(1 − e^(−x/4))` with `x = Σ weight·0.5^(age/half-life)` over the days one of
/// ours met one of theirs. A day counts once, by its strongest contact, because a visit is often noted as a touch too.
pub fn behaviour(room: &Room, member: Id, seat: Id, now: DateTime<FixedOffset>, half_life: f64) -> f64 {
    let mut days: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    let mut note = |day: NaiveDate, weight: f64| {
        let best = days.entry(day).or_default();
        *best = best.max(weight);
    };
    for touch in room.linked::<Touch>(member).filter(|touch| touch.seats.contains(&seat)) {
        if let Some(at) = touch.at {
            note(at.day(), weight(touch.channel));
        }
    }
    for visit in room.linked::<Visit>(member).filter(|visit| visit.status == Some(VisitStatus::Done)) {
        let met = visit.theirs.contains(&seat) || visit.received_by == Some(seat);
        if let Some(start) = visit.start.filter(|_| met) {
            note(start.day(), weight(Some(Channel::Visit)));
        }
    }
    let today = now.date_naive();
    let aged = days.iter().map(|(day, weight)| ((today - *day).num_days(), *weight)).filter(|(age, _)| *age >= 0);
    score(aged.map(|(age, weight)| (weight, age as f64)), half_life)
}

fn score(contacts: impl Iterator<Item = (f64, f64)>, half_life: f64) -> f64 {
    let x: f64 = contacts.map(|(weight, age)| weight * 0.5_f64.powf(age / half_life)).sum();
    100.0 * (1.0 - (-x / 4.0).exp())
}

const fn weight(channel: Option<Channel>) -> f64 {
    match channel {
        Some(Channel::Introduction) => 5.0,
        Some(Channel::HostedVisit) => 4.0,
        Some(Channel::Visit) => 3.0,
        Some(Channel::Call) => 1.0,
        Some(Channel::Message) | None => 0.5,
    }
}

/// How likely a pairing carries a word, in (0, 1]: the declared relationship, of which half stands by itself and half
/// must be lived (`behaviour`, 0–100). An unknown relationship is no better than a vendor's.
pub(super) fn strength(declared: Option<Relationship>, behaviour: f64) -> f64 {
    let declared = match declared {
        Some(Relationship::Vendor) | None => 0.4,
        Some(Relationship::CredibleSource) => 0.6,
        Some(Relationship::ProblemSolver) => 0.8,
        Some(Relationship::TrustedAdvisor) => 1.0,
    };
    declared * (0.5 + behaviour.clamp(0.0, 100.0) / 200.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_contacts_fade() {
        let contacts = [(3.0, 10.0), (3.0, 70.0), (1.0, 5.0), (1.0, 40.0)];
        let value = score(contacts.into_iter(), 60.0);
        assert!((value - 75.23).abs() < 0.005, "{value}");
        assert!(score(std::iter::empty(), 60.0).abs() < 1e-12);
    }

    #[test]
    fn a_relationship_that_is_not_lived_counts_half() {
        assert!((strength(Some(Relationship::TrustedAdvisor), 0.0) - 0.5).abs() < 1e-9);
        assert!((strength(Some(Relationship::TrustedAdvisor), 100.0) - 1.0).abs() < 1e-9);
        assert!(strength(None, 0.0) > 0.0);
    }
}
