//! Computed influence against declared: who moves more than people say, or less.

use std::collections::BTreeMap;

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
    /// By the lines (Katz), the greatest being 1; `None` where there are no lines to tell it.
    pub computed: Option<f64>,
    /// Place by the lines, from 1; who has as much has the same.
    pub computed_rank: Option<usize>,
    /// As judged, 0–10; `None` is unknown.
    pub declared: Option<u8>,
    /// Place by the judgement among those judged, from 1; who is judged alike has the same.
    pub declared_rank: Option<usize>,
    /// On how many shortest routes between others they lie (Brandes).
    pub betweenness: f64,
    /// By how many places the lines put them above what is declared; negative is below. A tie goes the way of the other
    /// ranking, so that a tie alone never sets the two apart.
    pub gap: isize,
    /// Whether the two ranks are three places or more apart.
    pub hidden: bool,
    /// Whether they lie on at least half as many of these routes as whoever lies on most.
    pub broker: bool,
}

impl Web {
    /// Everybody by computed influence, the greatest first, where any line tells of it.
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
                gap: 0,
                hidden: false,
                broker: false,
            })
            .collect();
        let most = all.iter().map(|one| one.betweenness).fold(0.0, f64::max);
        // Sums of the same lines in another order may differ in the last bits.
        let level = |one: &Influence| one.computed.map(|computed| (computed * 1e9).round() as i64);
        all.sort_by_key(|one| std::cmp::Reverse((one.declared, level(one))));
        let declared = places(&all, |one| one.declared);
        // Where each stands, ties told apart.
        let order: BTreeMap<Id, usize> = all.iter().enumerate().map(|(at, one)| (one.seat, at)).collect();
        for (one, place) in all.iter_mut().zip(declared) {
            one.declared_rank = place;
        }
        all.sort_by_key(|one| std::cmp::Reverse((level(one), one.declared)));
        let computed = places(&all, level);
        for (at, (one, place)) in all.iter_mut().zip(computed).enumerate() {
            one.computed_rank = place;
            let both = place.and(one.declared_rank).and(order.get(&one.seat));
            one.gap = both.map_or(0, |declared| *declared as isize - at as isize);
            one.hidden = one.gap.unsigned_abs() >= HIDDEN;
            one.broker = one.betweenness > 0.0 && one.betweenness >= most / 2.0;
        }
        all
    }
}

/// The places of those who stand in their order, from 1; equals share the best of theirs, and of what is unknown there is
/// none.
fn places<T: PartialEq>(all: &[Influence], value: impl Fn(&Influence) -> Option<T>) -> Vec<Option<usize>> {
    let place = |one: &Influence| {
        let own = value(one)?;
        all.iter().position(|other| value(other).as_ref() == Some(&own)).map(|at| at + 1)
    };
    all.iter().map(place).collect()
}
