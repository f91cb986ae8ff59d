//! The influence circle of one account: who moves whom, the way from us to the decision maker, where it would break, and
//! what support and coverage add up to.
//!
//! Only `influences` lines are influence: they alone have a strength in DOMAIN (weights 1, 2, 3 ↦ ⅓, ⅔, 1; a line
//! without a weight is the weakest). Allies, quarrels, door-keepers, dotted and social lines are drawn and listed, not
//! counted: a strength made up for them would change every rank. People who have left are not in the circle.

mod bond;
mod rank;
mod reach;
mod score;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::behaviour;
use super::cycle::Cycles;
use super::graph::Graph;
use crate::edit::Room;
use crate::model::choice::{BuyingRole, Coverage, EdgeKind, Layer, Level, Support};
use crate::model::{Edge, Id, Member, Pairing, Seat};

pub use rank::Influence;
pub use reach::{Fragility, Missing, Route, Thread, Waypoint, Who};
pub use score::{Part, Score};

/// What is supposed to be otherwise: tried out on the screen, never stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sandbox {
    /// Seats and members taken away.
    pub gone: BTreeSet<Id>,
    /// Seats whose support is another.
    pub support: BTreeMap<Id, Support>,
}

impl Sandbox {
    /// Whether everything is as it is.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.support.is_empty()
    }
}

/// One of theirs, as the circle sees them.
#[derive(Clone, Debug, PartialEq)]
struct Player {
    seat: Id,
    name: String,
    layer: Option<Layer>,
    influence: Option<u8>,
    support: Option<Support>,
    coverage: Option<Coverage>,
    is_key: bool,
    /// How much of a decision maker: buying role first, then layer, then influence.
    authority: (u8, bool, Option<u8>),
}

/// A pairing of one of ours with one of theirs; both are indexes.
#[derive(Clone, Debug, PartialEq)]
struct Bond {
    member: usize,
    player: usize,
    level: Option<Level>,
    strength: f64,
}

/// One of ours.
#[derive(Clone, Debug, PartialEq)]
struct Ours {
    id: Id,
    name: String,
    level: Option<Level>,
}

/// Everything the answers are worked out from: the people, the lines of influence and our pairings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Web {
    players: Vec<Player>,
    ours: Vec<Ours>,
    bonds: Vec<Bond>,
    /// From whom to whom, with strength.
    lines: Vec<(usize, usize, f64)>,
}

impl Web {
    /// The circle of an account at `now`, with what the sandbox supposes.
    pub fn of(room: &Room, account: Id, now: DateTime<FixedOffset>, sandbox: &Sandbox) -> Self {
        Self::among(room, account, sandbox, &Cycles::new(room, now))
    }

    /// The same of one of many accounts, with the cycles that are worked out once for all of them.
    pub fn among(room: &Room, account: Id, sandbox: &Sandbox, cycles: &Cycles) -> Self {
        let (now, today) = (cycles.now(), cycles.now().date_naive());
        let here = |seat: &&Seat| seat.account == account && seat.is_current(today) && !sandbox.gone.contains(&seat.id);
        let players: Vec<Player> =
            room.linked::<Seat>(account).filter(here).map(|seat| player(room, seat, sandbox)).collect();
        let at: BTreeMap<Id, usize> = players.iter().enumerate().map(|(at, player)| (player.seat, at)).collect();
        let influences = room.linked::<Edge>(account).filter(|edge| edge.kind == Some(EdgeKind::Influences));
        let lines =
            influences.filter_map(|edge| Some((*at.get(&edge.from)?, *at.get(&edge.to)?, strength(edge.weight))));
        let lines = lines.collect();

        let mut web = Self { players, lines, ..Self::default() };
        let half_life = cycles.half_life(account);
        let mut members = BTreeMap::new();
        for (seat, player) in &at {
            for pairing in room.linked::<Pairing>(*seat).filter(|pairing| !sandbox.gone.contains(&pairing.member)) {
                let active = |member: &&Member| member.left_on.is_none_or(|left| left > today);
                let Some(member) = room.get::<Member>(pairing.member).filter(active) else { continue };
                let index = *members.entry(member.id).or_insert_with(|| {
                    web.ours.push(Ours { id: member.id, name: member.name.clone(), level: member.level });
                    web.ours.len() - 1
                });
                let met = behaviour::of_pair(room, member.id, *seat, now, half_life).score();
                let strength = bond::strength(pairing.current, met);
                let level = pairing.level.or(member.level);
                web.bonds.push(Bond { member: index, player: *player, level, strength });
            }
        }
        web
    }

    /// The lines of influence alone.
    fn influence_graph(&self) -> Graph {
        Graph::new(self.players.len(), self.lines.iter().copied())
    }

    fn player(&self, seat: Id) -> Option<usize> {
        self.players.iter().position(|player| player.seat == seat)
    }
}

/// ⅓, ⅔ or 1.
fn strength(weight: Option<i64>) -> f64 {
    weight.unwrap_or(1).clamp(1, 3) as f64 / 3.0
}

fn player(room: &Room, seat: &Seat, sandbox: &Sandbox) -> Player {
    let plays = |role| seat.buying_roles.contains(&role);
    let role = if plays(BuyingRole::DecisionMaker) {
        3
    } else if plays(BuyingRole::EconomicBuyer) {
        2
    } else {
        u8::from(plays(BuyingRole::Approver))
    };
    Player {
        seat: seat.id,
        name: room.name(seat.id),
        layer: seat.layer,
        influence: seat.influence,
        support: sandbox.support.get(&seat.id).copied().or(seat.support),
        coverage: seat.coverage,
        is_key: seat.is_key_player(),
        authority: (role, seat.layer == Some(Layer::Decision), seat.influence),
    }
}

#[cfg(test)]
mod tests;
