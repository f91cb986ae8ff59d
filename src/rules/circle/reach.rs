//! From us to the people who decide: the best ways there, the link that is missing, and where a way would break.

use std::cmp::Ordering;

use super::score::rungs_match;
use super::{Web, bond, strength};
use crate::model::Id;
use crate::model::choice::{Layer, Support};
use crate::rules::graph::Graph;

/// Ways shown: the best and two alternatives.
const ROUTES: usize = 3;

/// One of ours or one of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// One of ours.
    Member(Id),
    /// One of theirs.
    Seat(Id),
}

impl Who {
    /// The record.
    pub const fn id(self) -> Id {
        match self {
            Self::Member(id) | Self::Seat(id) => id,
        }
    }
}

/// Somebody a route passes or ends at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waypoint {
    /// Who it is.
    pub who: Who,
    /// What they are called.
    pub name: String,
}

/// A way from us: one of ours, those of theirs whom it passes, and the one it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// From ours to theirs.
    pub steps: Vec<Waypoint>,
    /// How likely it carries, in (0, 1].
    pub strength: f64,
}

/// The link that would help most where no way leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// Who would have to win `to`: one of ours (a pairing) or of theirs (a line of influence).
    pub from: Waypoint,
    /// Whom.
    pub to: Waypoint,
    /// How strong the way would be then, the link itself being new and weak.
    pub strength: f64,
}

/// A key player who knows only one of us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The key player.
    pub seat: Id,
    /// Their name.
    pub name: String,
    /// The one of us they know.
    pub member: Id,
    /// That member's name.
    pub member_name: String,
}

/// Where we would break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragility {
    /// Without any one of these, no way leads to the decision layer.
    pub cuts: Vec<Waypoint>,
    /// Key players who know only one of us.
    pub single_threads: Vec<Thread>,
    /// Whether any way leads there at all.
    pub reached: bool,
}

impl Web {
    /// Who decides: the decision maker, else the economic buyer, else an approver, else the most influential of the
    /// decision layer.
    pub fn decision_maker(&self) -> Option<Id> {
        let best = self.players.iter().max_by_key(|player| player.authority)?;
        (best.authority.0 > 0 || best.authority.1).then_some(best.seat)
    }

    /// The strongest ways from us to a seat, best first, at most three. An enemy lets nothing pass, a non-supporter
    /// 0.3 of it, somebody neutral 0.8; whom it leads to is not passed.
    pub fn routes(&self, to: Id) -> Vec<Route> {
        let Some(to) = self.player(to) else { return Vec::new() };
        let found = self.reach_graph().best_paths(self.us(), to, &|node| self.factor(node), ROUTES);
        let steps = |nodes: &[usize]| nodes.iter().filter_map(|node| self.waypoint(*node)).collect();
        found.iter().map(|path| Route { steps: steps(&path.nodes), strength: path.strength }).collect()
    }

    /// The one new link that would make the strongest way to a seat: a pairing (full strength on the right level, half
    /// on a wrong one) or a line of weight 1 from somebody we reach.
    pub fn missing_link(&self, to: Id) -> Option<Missing> {
        let target = self.player(to)?;
        let factor = |node| self.factor(node);
        let graph = self.reach_graph();
        let ahead = graph.reversed().strengths(target, &factor);
        let before = graph.strengths(self.us(), &factor);
        let onward = |node: usize| ahead.get(node).map_or(0.0, |p| if node == target { 1.0 } else { p * factor(node) });
        let reached = before.iter().enumerate().filter(|(node, p)| **p > 0.0 && *node != target && *node != self.us());
        let links = reached.flat_map(|(from, p)| {
            let p = p * factor(from);
            (0..self.players.len()).map(move |to| (from, to, p * self.new_link(from, to) * onward(to)))
        });
        let better = |a: &(usize, usize, f64), b: &(usize, usize, f64)| {
            let easier = |link: &(usize, usize, f64)| link.1 != target;
            a.2.partial_cmp(&b.2).unwrap_or(Ordering::Equal).then_with(|| easier(a).cmp(&easier(b)))
        };
        let (from, to, strength) = links.filter(|(from, to, p)| from != to && *p > 0.0).max_by(better)?;
        Some(Missing { from: self.waypoint(from)?, to: self.waypoint(to)?, strength })
    }

    /// Whom we must not lose, and who hangs by one thread.
    pub fn fragility(&self) -> Fragility {
        let decides = |at: &usize| self.players.get(*at).is_some_and(|player| player.layer == Some(Layer::Decision));
        let targets: Vec<usize> = (0..self.players.len()).filter(decides).collect();
        let graph = self.reach_graph();
        let cuts = graph.cut_nodes(self.us(), &targets);
        let strengths = graph.strengths(self.us(), &|node| self.factor(node));
        Fragility {
            cuts: cuts.into_iter().filter_map(|node| self.waypoint(node)).collect(),
            single_threads: self.single_threads(),
            reached: targets.iter().any(|target| strengths.get(*target).is_some_and(|p| *p > 0.0)),
        }
    }

    fn single_threads(&self) -> Vec<Thread> {
        let key = self.players.iter().enumerate().filter(|(_, player)| player.is_key);
        let thread = |(at, player): (usize, &super::Player)| {
            let mut known = self.bonds.iter().filter(|bond| bond.player == at).map(|bond| bond.member);
            let only = known.next()?;
            let ours = self.ours.get(only).filter(|_| known.all(|other| other == only))?;
            let (name, member_name) = (player.name.clone(), ours.name.clone());
            Some(Thread { seat: player.seat, name, member: ours.id, member_name })
        };
        key.filter_map(thread).collect()
    }

    /// The node that stands for all of us; members come before it, their people first.
    fn us(&self) -> usize {
        self.players.len() + self.ours.len()
    }

    /// Us, our members, their people; what an enemy would pass on is left out.
    fn reach_graph(&self) -> Graph {
        let first = self.players.len();
        let ours = (0..self.ours.len()).map(|at| (self.us(), first + at, 1.0));
        let bonds = self.bonds.iter().map(|bond| (first + bond.member, bond.player, bond.strength));
        let lines = self.lines.iter().copied().filter(|(from, ..)| self.factor(*from) > 0.0);
        Graph::new(self.us() + 1, ours.chain(bonds).chain(lines))
    }

    /// What passing through somebody multiplies a way by. Unknown support is not held against anybody.
    fn factor(&self, node: usize) -> f64 {
        match self.players.get(node).and_then(|player| player.support) {
            Some(Support::Enemy) => 0.0,
            Some(Support::NonSupporter) => 0.3,
            Some(Support::Neutral) => 0.8,
            Some(Support::Supporter | Support::Mentor) | None => 1.0,
        }
    }

    fn new_link(&self, from: usize, to: usize) -> f64 {
        let Some(ours) = from.checked_sub(self.players.len()) else { return strength(Some(1)) };
        let level = self.ours.get(ours).and_then(|ours| ours.level);
        let layer = self.players.get(to).and_then(|player| player.layer);
        let fits = level.zip(layer).is_some_and(|(level, layer)| rungs_match(level, layer));
        bond::strength(None, 0.0) * if fits { 1.0 } else { 0.5 }
    }

    fn waypoint(&self, node: usize) -> Option<Waypoint> {
        if let Some(player) = self.players.get(node) {
            return Some(Waypoint { who: Who::Seat(player.seat), name: player.name.clone() });
        }
        let ours = self.ours.get(node.checked_sub(self.players.len())?)?;
        Some(Waypoint { who: Who::Member(ours.id), name: ours.name.clone() })
    }
}
