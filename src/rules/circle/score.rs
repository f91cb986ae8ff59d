//! Support and coverage as numbers that open to their parts.

use super::{Player, Web};
use crate::model::Id;
use crate::model::choice::Coverage;

/// What one person adds to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The seat.
    pub seat: Id,
    /// Who sits there.
    pub name: String,
    /// Their own score; `None` is unknown.
    pub value: Option<f64>,
    /// How much it weighs: their influence.
    pub weight: f64,
}

/// A weighted mean over what is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// The mean; `None` where nothing is known.
    pub value: Option<f64>,
    /// The share of the weight whose value is known, 0–1.
    pub known: f64,
    /// What it was made of.
    pub parts: Vec<Part>,
}

impl Score {
    /// How many people it rests on: those whose value and whose influence are both known and count.
    pub fn counted(&self) -> usize {
        self.parts.iter().filter(|part| part.value.is_some() && part.weight > 0.0).count()
    }

    fn mean(parts: Vec<Part>) -> Self {
        let all: f64 = parts.iter().map(|part| part.weight).sum();
        let known: f64 = parts.iter().filter(|part| part.value.is_some()).map(|part| part.weight).sum();
        let sum: f64 = parts.iter().filter_map(|part| Some(part.value? * part.weight)).sum();
        let share = |of: f64, all: f64| (all > 0.0).then(|| of / all);
        Self { value: share(sum, known), known: share(known, all).unwrap_or(0.0), parts }
    }
}

impl Web {
    /// Net support, −1 to +1: `Σ influence·support / Σ 2·influence` over people with known support.
    pub fn net_support(&self) -> Score {
        let half = |player: &Player| player.support.map(|support| f64::from(support.value()) / 2.0);
        Score::mean(self.players.iter().map(|player| part(player, half(player))).collect())
    }

    /// Coverage, 0–100: `100·Σ influence·(c/3)·(½+½t) / Σ influence` over key players whose coverage is known, where
    /// c is its depth and t says whether a pairing is on the right level (1), on a wrong one (½) or missing (0).
    pub fn coverage(&self) -> Score {
        let key = self.players.iter().enumerate().filter(|(_, player)| player.is_key);
        let own =
            |at, player: &Player| Some(100.0 * depth(player.coverage?) / 3.0 * (0.5 + 0.5 * self.tie(at, player)));
        Score::mean(key.map(|(at, player)| part(player, own(at, player))).collect())
    }

    fn tie(&self, at: usize, player: &Player) -> f64 {
        let bonds = self.bonds.iter().filter(|bond| bond.player == at);
        let fits = |level: Option<_>| level.zip(player.layer).is_some_and(|(level, layer)| rungs_match(level, layer));
        bonds.map(|bond| if fits(bond.level) { 1.0 } else { 0.5 }).fold(0.0, f64::max)
    }
}

pub(super) const fn rungs_match(level: crate::model::choice::Level, layer: crate::model::choice::Layer) -> bool {
    level.rung() == layer.rung()
}

fn part(player: &Player, value: Option<f64>) -> Part {
    let weight = f64::from(player.influence.unwrap_or(0));
    Part { seat: player.seat, name: player.name.clone(), value, weight }
}

const fn depth(coverage: Coverage) -> f64 {
    match coverage {
        Coverage::None => 0.0,
        Coverage::Brief => 1.0,
        Coverage::Multiple => 2.0,
        Coverage::InDepth => 3.0,
    }
}
