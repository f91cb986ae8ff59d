//! Who reports to whom, as far as it is shown: roots and reports in their order, rings cut, folded branches counted.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{BANDS, Node};
use crate::model::Id;

/// Reports by manager. Holds every seat that is shown exactly once.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// Those who report to nobody who is shown, by band.
    pub roots: Vec<Id>,
    reports: BTreeMap<Id, Vec<Id>>,
    folded: BTreeMap<Id, usize>,
    bands: BTreeMap<Id, usize>,
}

impl Forest {
    /// Sorts the seats out. A manager who is not among them counts as none; a ring is cut at its lowest id.
    pub fn of(mut nodes: Vec<Node>, folded: &BTreeSet<Id>) -> Self {
        nodes.sort_by(order);
        let bands: BTreeMap<Id, usize> = nodes.iter().map(|node| (node.id, band(node))).collect();
        let managers: BTreeMap<Id, Id> = nodes
            .iter()
            .filter_map(|node| Some((node.id, node.manager.filter(|id| *id != node.id && bands.contains_key(id))?)))
            .collect();
        let cuts = cuts(&managers);
        let mut forest = Self { bands, ..Self::default() };
        for node in &nodes {
            match managers.get(&node.id).filter(|_| !cuts.contains(&node.id)) {
                Some(manager) => forest.reports.entry(*manager).or_default().push(node.id),
                None => forest.roots.push(node.id),
            }
        }
        let bands = &forest.bands;
        forest.roots.sort_by_key(|id| bands.get(id).copied());
        for id in folded {
            forest.fold(*id);
        }
        forest
    }

    /// The reports of a seat, in their order.
    pub fn reports(&self, id: Id) -> &[Id] {
        self.reports.get(&id).map_or(&[], Vec::as_slice)
    }

    /// How many are folded away under a seat.
    pub fn folded(&self, id: Id) -> usize {
        self.folded.get(&id).copied().unwrap_or_default()
    }

    /// Index into [`BANDS`].
    pub fn band(&self, id: Id) -> usize {
        self.bands.get(&id).copied().unwrap_or_default()
    }

    /// Everybody who is shown, managers before their reports, depth first, each with its depth.
    pub fn walk(&self) -> impl Iterator<Item = (Id, usize)> {
        let mut open: Vec<(Id, usize)> = self.roots.iter().rev().map(|id| (*id, 0)).collect();
        std::iter::from_fn(move || {
            let (id, depth) = open.pop()?;
            open.extend(self.reports(id).iter().rev().map(|report| (*report, depth + 1)));
            Some((id, depth))
        })
    }

    fn fold(&mut self, id: Id) {
        let mut open = self.reports.remove(&id).unwrap_or_default();
        let mut gone = 0;
        while let Some(next) = open.pop() {
            // What was folded further down is still counted here.
            gone += 1 + self.folded.remove(&next).unwrap_or_default();
            self.bands.remove(&next);
            open.extend(self.reports.remove(&next).unwrap_or_default());
        }
        if gone > 0 {
            self.folded.insert(id, gone);
        }
    }
}

/// The order of siblings: by position, those without one last; then by name.
pub fn order(a: &Node, b: &Node) -> Ordering {
    let place = |node: &Node| node.position.filter(|place| place.is_finite()).unwrap_or(f64::INFINITY);
    place(a).total_cmp(&place(b)).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id))
}

fn band(node: &Node) -> usize {
    BANDS.iter().position(|layer| *layer == node.layer).unwrap_or_default()
}

/// The lowest id of every ring, where it is cut.
fn cuts(managers: &BTreeMap<Id, Id>) -> BTreeSet<Id> {
    let mut done = BTreeSet::new();
    let mut cuts = BTreeSet::new();
    for start in managers.keys() {
        let mut trail = Vec::new();
        let mut on_trail = BTreeSet::new();
        let mut at = *start;
        while !done.contains(&at) && on_trail.insert(at) {
            trail.push(at);
            let Some(next) = managers.get(&at) else { break };
            at = *next;
        }
        if on_trail.contains(&at) && managers.contains_key(&at) && !done.contains(&at) {
            cuts.extend(trail.iter().skip_while(|id| **id != at).min());
        }
        done.extend(trail);
    }
    cuts
}
