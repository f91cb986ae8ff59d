//! Computed influence against declared: who moves more than people say, or less.

use super::Web;
use crate::model::Id;

/// Places between the two ranks from which somebody is a hidden influencer.
const HIDDEN: usize = 3;

/// Influence of one of theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// The seat.
    pub seat: Id,
    /// Who sits there.
    pub name: String,
    /// By the lines (Katz), the greatest being 1; `None` where no line tells it.
    pub computed: Option<f64>,
    /// Place by the lines, from 1.
    pub computed_rank: Option<usize>,
    /// As judged, 0–10; `None` is unknown.
    pub declared: Option<u8>,
    /// Place by the judgement among those judged, from 1.
    pub declared_rank: Option<usize>,
    /// On how many shortest routes between others they lie (Brandes).
    pub betweenness: f64,
    /// Whether the two ranks are three places or more apart.
    pub hidden: bool,
    /// Whether they lie on at least half as many of these routes as whoever lies on most.
    pub broker: bool,
}

impl Influence {
    /// By how many places the lines put them above what is declared; negative is below.
    pub fn gap(&self) -> isize {
        let both = self.declared_rank.zip(self.computed_rank);
        both.map_or(0, |(declared, computed)| declared as isize - computed as isize)
    }
}

impl Web {
    /// Everybody by computed influence, the greatest first. A tie goes the way of the other ranking, so that a tie alone
    /// never sets the two apart.
    pub fn influence(&self) -> Vec<Influence> {
        let graph = self.influence_graph();
        let is_known = !self.lines.is_empty();
        let scores = graph.katz().into_iter().zip(graph.betweenness());
        let mut all: Vec<Influence> = self
            .players
            .iter()
            .zip(scores)
            .map(|(player, (computed, betweenness))| Influence {
                seat: player.seat,
                name: player.name.clone(),
                computed: is_known.then_some(computed),
                computed_rank: None,
                declared: player.influence,
                declared_rank: None,
                betweenness,
                hidden: false,
                broker: false,
            })
            .collect();
        let most = all.iter().map(|one| one.betweenness).fold(0.0, f64::max);
        // Sums of the same lines in another order may differ in the last bits.
        let level = |one: &Influence| one.computed.map(|computed| (computed * 1e9).round() as i64);
        all.sort_by_key(|one| std::cmp::Reverse((one.declared, level(one))));
        for (at, one) in all.iter_mut().filter(|one| one.declared.is_some()).enumerate() {
            one.declared_rank = Some(at + 1);
        }
        all.sort_by_key(|one| std::cmp::Reverse((level(one), one.declared)));
        for (at, one) in all.iter_mut().enumerate() {
            one.computed_rank = is_known.then_some(at + 1);
            one.hidden = one.gap().unsigned_abs() >= HIDDEN;
            one.broker = one.betweenness > 0.0 && one.betweenness >= most / 2.0;
        }
        all
    }
}
