//! Measures on a directed, weighted graph of nodes `0..n`: influence, brokerage, best routes, single points of failure.
//!
//! Nothing here knows who a node is. Ends of edges are checked once, in [`Graph::new`]; the loops inside rely on it.

mod route;

pub use route::Path;

/// Share of the largest admissible attenuation that is used when 0.5 would diverge.
const SAFE: f64 = 0.9;

/// Rounds of power iteration; the estimate is a bound from above after any number of them.
const ROUNDS: usize = 64;

/// Rounds within which the influence series settles to nine digits.
const SETTLED: usize = 256;

/// A directed graph; an edge's weight is a strength in (0, 1].
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// For each node its successors and the strength of the edge.
    out: Vec<Vec<(usize, f64)>>,
}

impl Graph {
    /// A graph of `n` nodes. Edges to themselves, beyond `n`, or without a positive weight are left out; strengths
    /// above 1 count as 1.
    pub fn new(n: usize, edges: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let mut out = vec![Vec::new(); n];
        for (from, to, weight) in edges {
            if from < n && to < n && from != to && weight > 0.0 {
                out[from].push((to, weight.min(1.0)));
            }
        }
        Self { out }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The same nodes with every edge turned round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let edges = self.out.iter().enumerate().flat_map(|(from, out)| out.iter().map(move |(to, w)| (*to, from, *w)));
        Self::new(self.len(), edges)
    }

    /// Influence of each node, the greatest being 1 (Katz 1953, on outgoing edges): `x_u = 1 + α·Σ w(u,v)·x_v` with
    /// α = 0.5, or 0.9 of 1/spectral radius where that is less.
    pub fn katz(&self) -> Vec<f64> {
        let radius = self.radius();
        let alpha = if radius * 0.5 < SAFE { 0.5 } else { SAFE / radius };
        let mut x = vec![1.0; self.len()];
        for _ in 0..SETTLED {
            let next = self.spread(&x, |_, sum| 1.0 + alpha * sum);
            let settled = x.iter().zip(&next).all(|(old, new)| (old - new).abs() < 1e-12 * new);
            x = next;
            if settled {
                break;
            }
        }
        scaled(x)
    }

    /// The spectral radius from above: the greatest growth of any node under A + I (Collatz 1942, Wielandt 1950). The
    /// identity keeps every entry positive and stops the iteration from swinging.
    fn radius(&self) -> f64 {
        let mut x = vec![1.0; self.len()];
        let mut growth = 1.0;
        for _ in 0..ROUNDS {
            let next = self.spread(&x, |own, sum| own + sum);
            growth = x.iter().zip(&next).map(|(old, new)| new / old).fold(1.0, f64::max);
            x = scaled(next);
        }
        growth - 1.0
    }

    /// For each node `join` of its own value and the weighted sum over its successors.
    fn spread(&self, x: &[f64], join: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let sum = |out: &Vec<(usize, f64)>| out.iter().map(|(to, weight)| weight * x[*to]).sum();
        self.out.iter().zip(x).map(|(out, own)| join(*own, sum(out))).collect()
    }

    /// On how many shortest routes (fewest steps) between two others each node lies, routes of equal length sharing
    /// one (Brandes 2001). O(nodes · edges).
    pub fn betweenness(&self) -> Vec<f64> {
        let mut total = vec![0.0; self.len()];
        for source in 0..self.len() {
            self.add_dependencies(source, &mut total);
        }
        total
    }

    fn add_dependencies(&self, source: usize, total: &mut [f64]) {
        let mut steps = vec![usize::MAX; self.len()];
        let mut routes = vec![0.0; self.len()];
        let mut order = vec![source];
        (steps[source], routes[source]) = (0, 1.0);
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            for to in self.successors(node) {
                if steps[to] == usize::MAX {
                    steps[to] = steps[node] + 1;
                    order.push(to);
                }
                if steps[to] == steps[node] + 1 {
                    routes[to] += routes[node];
                }
            }
        }
        let mut dependency = vec![0.0; self.len()];
        for &node in order.iter().skip(1).rev() {
            dependency[node] = self
                .successors(node)
                .filter(|to| steps[*to] == steps[node] + 1)
                .map(|to| routes[node] / routes[to] * (1.0 + dependency[to]))
                .sum();
            total[node] += dependency[node];
        }
    }

    /// Each successor once, however many edges lead there.
    fn successors(&self, node: usize) -> impl Iterator<Item = usize> {
        let out = &self.out[node];
        out.iter()
            .enumerate()
            .filter(|(at, (to, _))| out[..*at].iter().all(|(known, _)| known != to))
            .map(|(_, (to, _))| *to)
    }

    /// Nodes on *every* route from `source` to any of `targets`, in the order they are passed: whom we must not lose.
    /// A target counts only if it is the way to others. Empty if no target can be reached.
    ///
    /// The directed form of articulation points (Tarjan 1972): along one route, a node nothing leads around. Linear.
    pub fn cut_nodes(&self, source: usize, targets: &[usize]) -> Vec<usize> {
        let Some(route) = self.shortest(source, targets) else { return Vec::new() };
        let mut place = vec![None; self.len()];
        route.iter().enumerate().for_each(|(at, node)| place[*node] = Some(at));
        let mut seen = vec![false; self.len()];
        let mut furthest = 0;
        let mut cuts = Vec::new();
        for (at, start) in route.iter().enumerate() {
            if at > 0 && furthest == at {
                cuts.push(*start);
            }
            let mut open = vec![*start];
            while let Some(node) = open.pop() {
                if targets.contains(&node) {
                    furthest = usize::MAX;
                }
                for (to, _) in &self.out[node] {
                    match place[*to] {
                        Some(reached) => furthest = furthest.max(reached),
                        None if !seen[*to] => {
                            seen[*to] = true;
                            open.push(*to);
                        }
                        None => {}
                    }
                }
            }
        }
        let leads_on =
            |node: &usize| targets.iter().any(|target| target != node && self.shortest(source, &[*target]).is_some());
        cuts.retain(|node| !targets.contains(node) || leads_on(node));
        cuts
    }

    /// A route of fewest steps from `source` to the nearest target.
    fn shortest(&self, source: usize, targets: &[usize]) -> Option<Vec<usize>> {
        let mut from = vec![None; self.len()];
        *from.get_mut(source)? = Some(source);
        let mut order = vec![source];
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            if node != source && targets.contains(&node) {
                let back = |node: &usize| from[*node].filter(|_| *node != source);
                let mut route: Vec<usize> = std::iter::successors(Some(node), back).collect();
                route.reverse();
                return Some(route);
            }
            for (to, _) in &self.out[node] {
                if from[*to].is_none() {
                    from[*to] = Some(node);
                    order.push(*to);
                }
            }
        }
        None
    }
}

fn scaled(x: Vec<f64>) -> Vec<f64> {
    let max = x.iter().copied().fold(0.0, f64::max);
    if max > 0.0 { x.into_iter().map(|value| value / max).collect() } else { x }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(super) const LIN: usize = 0;
    pub(super) const ZHAO: usize = 1;
    pub(super) const CHEN: usize = 2;
    pub(super) const WANG: usize = 3;
    pub(super) const SUN: usize = 4;

    /// Who listens to whom at the bureau.
    pub(super) const EDGES: [(usize, usize, f64); 6] =
        [(LIN, ZHAO, 0.8), (ZHAO, CHEN, 0.9), (WANG, CHEN, 0.5), (LIN, WANG, 0.4), (SUN, LIN, 0.7), (CHEN, ZHAO, 0.2)];

    fn bureau() -> Graph {
        Graph::new(5, EDGES)
    }

    #[test]
    fn influence_of_the_bureau() {
        let x = bureau().katz();
        for (node, expected) in [(LIN, 1.0), (SUN, 0.8862), (ZHAO, 0.8141), (WANG, 0.6906), (CHEN, 0.6176)] {
            assert!((x[node] - expected).abs() < 5e-5, "{node}: {}", x[node]);
        }
    }

    #[test]
    fn influence_stays_finite_where_a_half_would_diverge() {
        let all = (0..30).flat_map(|from| (0..30).map(move |to| (from, to, 1.0)));
        let x = Graph::new(30, all).katz();
        assert!(x.iter().all(|value| (value - 1.0).abs() < 1e-6), "{x:?}");
        let chain = Graph::new(30, (0..29).map(|i| (i, i + 1, 1.0))).katz();
        assert!((chain[29] - 0.5).abs() < 1e-6, "a graph without rings keeps the half: {chain:?}");
        assert!(Graph::default().katz().is_empty());
    }

    #[test]
    fn brokers_lie_between() {
        let chain = Graph::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
        assert_eq!(chain.betweenness(), [0.0, 2.0, 2.0, 0.0]);
        let diamond = Graph::new(4, [(0, 1, 1.0), (0, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0), (2, 3, 0.5)]);
        assert_eq!(diamond.betweenness(), [0.0, 0.5, 0.5, 0.0]);
    }

    #[test]
    fn the_one_way_in_is_a_cut() {
        let graph = Graph::new(6, [(0, 1, 1.0), (1, 2, 1.0), (1, 3, 1.0), (2, 4, 1.0), (3, 4, 1.0), (4, 5, 1.0)]);
        assert_eq!(graph.cut_nodes(0, &[4]), [1]);
        assert_eq!(graph.cut_nodes(0, &[4, 5]), [1, 4]);
        assert_eq!(graph.cut_nodes(0, &[5]), [1, 4]);
        assert_eq!(graph.cut_nodes(5, &[0]), [0; 0]);
        assert_eq!(graph.cut_nodes(99, &[0]), [0; 0]);
    }

    fn any_graph() -> impl Strategy<Value = Graph> {
        proptest::collection::vec((0usize..7, 0usize..7, 0.05f64..1.0), 0..16).prop_map(|edges| Graph::new(7, edges))
    }

    proptest! {
        #[test]
        fn cuts_are_what_removal_says(graph in any_graph(), targets in proptest::collection::btree_set(1usize..7, 1..3)) {
            let reach = |without: usize, target: usize| {
                target != without && graph.strengths(0, &|node| f64::from(u8::from(node != without)))[target] > 0.0
            };
            let is_cut = |node: &usize| {
                let mut others = targets.iter().filter(|target| *target != node);
                others.clone().any(|target| reach(99, *target)) && !others.any(|target| reach(*node, *target))
            };
            let targets_list: Vec<usize> = targets.iter().copied().collect();
            let mut cuts = graph.cut_nodes(0, &targets_list);
            cuts.sort_unstable();
            prop_assert_eq!(cuts, (1..7).filter(is_cut).collect::<Vec<_>>());
        }

        #[test]
        fn influence_is_between_nought_and_one(graph in any_graph()) {
            let x = graph.katz();
            prop_assert!(x.iter().all(|value| *value > 0.0 && *value <= 1.0));
        }
    }
}
