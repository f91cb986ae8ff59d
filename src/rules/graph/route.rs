//! Best routes: the strength of a route is the product of its edges' strengths and of the factors of those it passes.

use std::{
    cmp::{Ordering, Reverse},
    collections::{BinaryHeap, HashSet},
};

use super::Graph;

/// A route and how likely it carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// From the source to the target, both included.
    pub nodes: Vec<usize>,
    /// Π of edge strengths and factors, in (0, 1].
    pub strength: f64,
}

/// What passing through a node multiplies a route by: 1 free, 0 impassable. The ends of a route are not passed.
type Factor<'a> = &'a dyn Fn(usize) -> f64;

impl Graph {
    /// The strongest route: Dijkstra (1959) on −ln p.
    pub fn best_path(&self, from: usize, to: usize, factor: Factor) -> Option<Path> {
        self.search(from, Some(to), factor, &HashSet::new()).into_path(from, to)
    }

    /// The strongest routes without rings, best first, at most `count`: Yen (1971).
    pub fn best_paths(&self, from: usize, to: usize, factor: Factor, count: usize) -> Vec<Path> {
        let mut found: Vec<Path> = self.best_path(from, to, factor).into_iter().collect();
        let mut candidates: Vec<Path> = Vec::new();
        while let Some(last) = found.last().filter(|_| found.len() < count) {
            for branch in 0..last.nodes.len().saturating_sub(1) {
                let detour = self.detour(&last.nodes, branch, &found, factor);
                candidates.extend(detour.filter(|path| !found.contains(path) && !candidates.contains(path)));
            }
            candidates.sort_by(|a, b| a.strength.total_cmp(&b.strength).then_with(|| b.nodes.cmp(&a.nodes)));
            let Some(next) = candidates.pop() else { break };
            found.push(next);
        }
        found.truncate(count);
        found
    }

    /// The strength of the best route from `source` to every node: 1 to itself, 0 where there is none.
    pub fn strengths(&self, source: usize, factor: Factor) -> Vec<f64> {
        self.search(source, None, factor, &HashSet::new()).cost.into_iter().map(|cost| (-cost).exp()).collect()
    }

    /// The best route that follows `route` to the node at `branch` and then goes where no found route went from there.
    fn detour(&self, route: &[usize], branch: usize, found: &[Path], factor: Factor) -> Option<Path> {
        let (root, to) = (route.get(..=branch)?, *route.last()?);
        let spur = *root.last()?;
        let taken =
            found.iter().filter(|path| path.nodes.starts_with(root)).filter_map(|path| path.nodes.get(branch + 1));
        let taken: HashSet<(usize, usize)> = taken.map(|next| (spur, *next)).collect();
        let passed = |node: usize| if root.contains(&node) { 0.0 } else { factor(node) };
        let tail = self.search(spur, Some(to), &passed, &taken).into_path(spur, to)?;
        let nodes: Vec<usize> = root.iter().copied().chain(tail.nodes.into_iter().skip(1)).collect();
        let strength = self.strength(&nodes, factor);
        Some(Path { nodes, strength })
    }

    /// The strength of a given route, so that equal routes have equal strengths to the last bit.
    fn strength(&self, nodes: &[usize], factor: Factor) -> f64 {
        let edge = |pair: &[usize]| match *pair {
            [from, to] => self.out[from].iter().filter(|(node, _)| *node == to).map(|(_, w)| *w).fold(0.0, f64::max),
            _ => 0.0,
        };
        let passed = nodes.iter().skip(1).take(nodes.len().saturating_sub(2)).map(|node| factor(*node).clamp(0.0, 1.0));
        nodes.windows(2).map(edge).chain(passed).product()
    }

    fn search(&self, from: usize, to: Option<usize>, factor: Factor, closed: &HashSet<(usize, usize)>) -> Tree {
        let mut tree = Tree { cost: vec![f64::INFINITY; self.len()], before: vec![None; self.len()], strength: 0.0 };
        let Some(start) = tree.cost.get_mut(from) else { return tree };
        *start = 0.0;
        let mut open = BinaryHeap::from([Reverse((Cost(0.0), from))]);
        while let Some(Reverse((Cost(cost), node))) = open.pop() {
            if cost > tree.cost[node] {
                continue;
            }
            if Some(node) == to {
                break;
            }
            let toll = if node == from { 0.0 } else { -factor(node).clamp(0.0, 1.0).ln() };
            for (next, weight) in &self.out[node] {
                let total = cost + toll - weight.ln();
                if total < tree.cost[*next] && !closed.contains(&(node, *next)) {
                    tree.cost[*next] = total;
                    tree.before[*next] = Some(node);
                    open.push(Reverse((Cost(total), *next)));
                }
            }
        }
        if let Some(route) = to.and_then(|to| tree.route(from, to)) {
            tree.strength = self.strength(&route, factor);
        }
        tree
    }
}

/// What a search learnt: costs from the source, and who comes before whom.
struct Tree {
    cost: Vec<f64>,
    before: Vec<Option<usize>>,
    /// Of the route asked for.
    strength: f64,
}

impl Tree {
    fn route(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        if from != to && (*self.before.get(to)?).is_none() {
            return None;
        }
        let mut route: Vec<usize> = std::iter::successors(Some(to), |node| self.before[*node]).collect();
        route.reverse();
        Some(route)
    }

    fn into_path(self, from: usize, to: usize) -> Option<Path> {
        let nodes = self.route(from, to)?;
        Some(Path { nodes, strength: self.strength })
    }
}

/// A cost that can be ordered; never NaN here.
#[derive(Clone, Copy, PartialEq)]
struct Cost(f64);

impl Eq for Cost {}

impl Ord for Cost {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Cost {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::graph::tests::{CHEN, EDGES, LIN, SUN, WANG, ZHAO};

    const US: usize = 5;
    const REP: usize = 6;
    const MANAGER: usize = 7;

    fn bureau() -> Graph {
        let ours = [(US, REP, 1.0), (REP, SUN, 0.9), (US, MANAGER, 1.0), (MANAGER, WANG, 0.6)];
        Graph::new(8, EDGES.into_iter().chain(ours))
    }

    fn free(_: usize) -> f64 {
        1.0
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn ways_to_the_decision_maker() {
        let paths = bureau().best_paths(US, CHEN, &free, 3);
        let routes: Vec<&[usize]> = paths.iter().map(|path| path.nodes.as_slice()).collect();
        assert_eq!(
            routes,
            [&[US, REP, SUN, LIN, ZHAO, CHEN][..], &[US, MANAGER, WANG, CHEN], &[US, REP, SUN, LIN, WANG, CHEN]]
        );
        for (path, expected) in paths.iter().zip([0.4536, 0.3, 0.126]) {
            assert!(near(path.strength, expected), "{path:?}");
        }
    }

    #[test]
    fn a_forbidden_node_is_gone_around() {
        let path = bureau().best_path(US, CHEN, &|node| if node == LIN { 0.0 } else { 1.0 }).unwrap();
        assert_eq!(path.nodes, [US, MANAGER, WANG, CHEN]);
        assert!(near(path.strength, 0.3));
        assert_eq!(bureau().best_path(US, CHEN, &|node| f64::from(u8::from(node < US))), None);
    }

    #[test]
    fn those_passed_weaken_a_route_its_ends_do_not() {
        let sour = |node| if node == ZHAO || node == CHEN { 0.3 } else { 1.0 };
        let paths = bureau().best_paths(US, CHEN, &sour, 3);
        assert_eq!(paths[0].nodes, [US, MANAGER, WANG, CHEN]);
        assert!(near(paths[0].strength, 0.3) && near(paths[1].strength, 0.4536 * 0.3));
    }

    #[test]
    fn where_there_is_no_way_there_is_none() {
        assert_eq!(bureau().best_path(CHEN, SUN, &free), None);
        assert_eq!(bureau().best_path(99, SUN, &free), None);
        assert_eq!(bureau().best_path(SUN, 99, &free), None);
        assert!(bureau().best_paths(CHEN, SUN, &free, 3).is_empty());
        let strengths = bureau().strengths(US, &free);
        assert!(near(strengths[CHEN], 0.4536) && near(strengths[US], 1.0));
        assert!(near(bureau().strengths(CHEN, &free)[SUN], 0.0));
        assert!(near(bureau().reversed().strengths(CHEN, &free)[US], 0.4536));
    }

    /// Every ring-free route, by brute force.
    fn all_routes(graph: &Graph, route: &mut Vec<usize>, to: usize, found: &mut Vec<f64>, factor: Factor) {
        let Some(&last) = route.last() else { return };
        if last == to {
            found.push(graph.strength(route, factor));
            return;
        }
        let mut next: Vec<usize> = graph.out[last].iter().map(|(node, _)| *node).collect();
        next.sort_unstable();
        next.dedup();
        for node in next {
            if !route.contains(&node) {
                route.push(node);
                all_routes(graph, route, to, found, factor);
                route.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn no_better_route_is_missed(
            edges in proptest::collection::vec((0usize..6, 0usize..6, 0.05f64..1.0), 0..18),
            factors in proptest::array::uniform6(prop_oneof![Just(0.0), Just(0.3), Just(0.8), Just(1.0)]),
        ) {
            let graph = Graph::new(6, edges);
            let factor = |node: usize| factors[node];
            let mut expected = Vec::new();
            all_routes(&graph, &mut vec![0], 5, &mut expected, &factor);
            expected.retain(|strength| *strength > 0.0);
            expected.sort_by(|a, b| b.total_cmp(a));
            expected.truncate(3);
            let paths = graph.best_paths(0, 5, &factor, 3);
            prop_assert_eq!(paths.len(), expected.len());
            for (path, strength) in paths.iter().zip(expected) {
                prop_assert!(near(path.strength, strength), "{:?} {}", path, strength);
            }
        }
    }
}
