//! Win–win: what each key player gains, for the house and for themselves; whoever gains least decides whether all win.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use crate::edit::Room;
use crate::model::choice::{NeedLevel, PoliticalStatus};
use crate::model::{Id, Need, Seat};

/// How well one key player's needs are met.
#[derive(Clone, Debug, PartialEq)]
pub struct Gain {
    /// The seat.
    pub seat: Id,
    /// Who sits there.
    pub name: String,
    /// Whether they belong to the inner circle, over which the map's value is taken.
    pub inner: bool,
    /// How far what they need for the house is met, 0–5.
    pub organisational: Option<f64>,
    /// How far what they need for themselves is met, 0–5.
    pub personal: Option<f64>,
}

impl Gain {
    /// `√(organisational ÷ 5 · personal ÷ 5)`; `None` while either is unknown.
    pub fn value(&self) -> Option<f64> {
        Some((self.organisational? / 5.0 * self.personal? / 5.0).sqrt())
    }
}

/// What all of them gain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WinWin {
    /// The key players.
    pub gains: Vec<Gain>,
}

impl WinWin {
    /// Who of the inner circle gains least, as far as is known.
    pub fn loser(&self) -> Option<(&Gain, f64)> {
        let known = self.gains.iter().filter(|gain| gain.inner).filter_map(|gain| Some((gain, gain.value()?)));
        known.min_by(|(_, one), (_, other)| one.total_cmp(other))
    }

    /// The share of the inner circle whose gain is known, 0–1.
    pub fn known(&self) -> f64 {
        let inner: Vec<bool> = self.gains.iter().filter(|gain| gain.inner).map(|gain| gain.value().is_some()).collect();
        let known = inner.iter().filter(|known| **known).count();
        if inner.is_empty() { 0.0 } else { known as f64 / inner.len() as f64 }
    }

    /// As JSON.
    pub fn row(&self) -> Value {
        let part = |gain: &Gain| {
            json!({"seat": gain.seat, "name": gain.name, "value": gain.value(), "inner": gain.inner,
                "organisational": gain.organisational, "personal": gain.personal})
        };
        let loser = self.loser();
        json!({"value": loser.map(|(_, value)| value), "loser": loser.map(|(gain, _)| gain.seat),
            "loser_name": loser.map(|(gain, _)| &gain.name), "known": self.known(),
            "parts": self.gains.iter().map(part).collect::<Vec<_>>()})
    }
}

/// What an account's key players gain.
pub fn of_account(room: &Room, account: Id, now: DateTime<FixedOffset>) -> WinWin {
    let today = now.date_naive();
    let key = |seat: &&Seat| seat.account == account && seat.is_key_player() && seat.is_current(today);
    let gain = |seat: &Seat| Gain {
        seat: seat.id,
        name: room.name(seat.id),
        inner: seat.political_status == Some(PoliticalStatus::InnerCircle),
        organisational: met(room, seat.id, NeedLevel::Organisational),
        personal: met(room, seat.id, NeedLevel::Personal),
    };
    WinWin { gains: room.linked::<Seat>(account).filter(key).map(gain).collect() }
}

/// The mean over a seat's needs of one level whose state is known.
fn met(room: &Room, seat: Id, level: NeedLevel) -> Option<f64> {
    let needs = room.linked::<Need>(seat).filter(|need| need.seat == Some(seat) && need.level == Some(level));
    let met: Vec<f64> = needs.filter_map(|need| need.met.map(f64::from)).collect();
    (!met.is_empty()).then(|| met.iter().sum::<f64>() / met.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    #[test]
    fn the_one_who_gains_least_decides() {
        let seat = |status: &str| json!({"account": "@a", "political_status": status});
        let need = |seat: &str, level: &str, met: Option<u8>| json!({"account": "@a", "seat": seat, "kind": "pain_point", "level": level, "text": "t", "met": met});
        let room = room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Seat, "x", seat("inner_circle")),
            (Kind::Seat, "y", seat("inner_circle")),
            (Kind::Seat, "z", seat("political_structure")),
            (Kind::Seat, "o", seat("outside")),
            (Kind::Need, "1", need("@x", "organisational", Some(5))),
            (Kind::Need, "2", need("@x", "organisational", Some(3))),
            (Kind::Need, "3", need("@x", "personal", Some(5))),
            (Kind::Need, "4", need("@y", "organisational", Some(5))),
            (Kind::Need, "5", need("@y", "personal", None)),
            (Kind::Need, "6", need("@z", "organisational", Some(1))),
            (Kind::Need, "7", need("@z", "personal", Some(0))),
        ]);
        let found = of_account(&room, id("a"), "2026-10-20T09:00:00+08:00".parse().unwrap());
        assert_eq!(found.gains.len(), 3);
        let (loser, value) = found.loser().unwrap();
        assert_eq!((loser.seat, found.known()), (id("x"), 0.5));
        assert!((value - 0.8_f64.sqrt()).abs() < 1e-12);
        let outer = found.gains.iter().find(|gain| gain.seat == id("z")).unwrap();
        assert_eq!((outer.value(), outer.inner), (Some(0.0), false));
    }

    #[test]
    fn nothing_known_is_nobodys_loss() {
        let room = room(&[(Kind::Account, "a", json!({"name": "A"}))]);
        let found = of_account(&room, id("a"), "2026-10-20T09:00:00+08:00".parse().unwrap());
        assert_eq!((found.loser(), found.known()), (None, 0.0));
    }
}
