//! From records to a settled map: who is shown, where each stands, who has the cursor, which part is in view.

use std::collections::BTreeSet;

use super::face::Face;
use super::place::{self, Forest, Node, Point};
use super::{Map, Mode, fit, grid};
use crate::model::{Id, Seat};
use crate::screen::View;

impl Map {
    /// Reads the seats and arranges them.
    pub(super) fn settle(&mut self, view: &View) {
        let here = self.selected.and_then(|id| self.plan.card(id)).map(|card| card.at);
        self.read(view);
        let shown = self.shown();
        let mut nodes: Vec<Node> = self.nodes.iter().filter(|node| shown.contains(&node.id)).cloned().collect();
        if let Some(grab) = &self.grab {
            grab.apply(&mut nodes);
        }
        let forest = Forest::of(nodes, &self.folded);
        let visible: Vec<&Face> = forest.walk().filter_map(|(id, _)| self.faces.get(&id)).collect();
        match self.mode {
            Mode::Bands => self.plan = fit::fit(&forest, &visible, self.area).0,
            Mode::Grid => self.plan = grid::plan(visible.into_iter(), self.area),
            Mode::Outline => self.outline.set(&forest, view, self.attribute),
        }
        let is_shown = |id: &Id| forest.walk().any(|(shown, _)| shown == *id);
        if !self.selected.is_some_and(|id| is_shown(&id)) {
            self.selected = self.successor(&forest, here);
            self.follows = true;
        }
    }

    fn read(&mut self, view: &View) {
        let seats = view
            .account
            .into_iter()
            .flat_map(|account| view.room.linked::<Seat>(account).filter(move |seat| seat.account == account));
        let seats = seats.filter(|seat| self.show_left || seat.is_current(view.today()));
        self.faces = seats.map(|seat| (seat.id, Face::of(view, seat))).collect();
        self.nodes = self.faces.values().map(|face| face.node.clone()).collect();
        self.nodes.sort_by(place::order);
        self.total = self.faces.len();
        self.passing.clear();
        if !self.sieve.is_empty() {
            self.passing =
                self.faces.values().filter(|face| self.sieve.passes(view, face)).map(|face| face.node.id).collect();
        }
    }

    /// Whoever passes the filter, and everybody above them, so that the lines stay true.
    fn shown(&self) -> BTreeSet<Id> {
        if self.sieve.is_empty() {
            return self.faces.keys().copied().collect();
        }
        let mut shown = BTreeSet::new();
        for id in &self.passing {
            let mut at = Some(*id);
            while let Some(face) = at.filter(|id| shown.insert(*id)).and_then(|id| self.faces.get(&id)) {
                at = face.node.manager.filter(|manager| self.faces.contains_key(manager));
            }
        }
        shown
    }

    /// Who takes the cursor over from a seat that is gone: its manager where that was folded, else whoever now stands
    /// nearest to where it was.
    fn successor(&self, forest: &Forest, here: Option<Point>) -> Option<Id> {
        let mut up = self.selected;
        for _ in 0..self.nodes.len() {
            up = up.and_then(|id| self.faces.get(&id)?.node.manager);
            if let Some(id) = up.filter(|id| forest.walk().any(|(shown, _)| shown == *id)) {
                return Some(id);
            }
        }
        let near = here.and_then(|(x, y)| {
            let cards = self.plan.cards.iter();
            cards.min_by_key(|card| (card.at.0 - x).abs() + 3 * (card.at.1 - y).abs()).map(|card| card.id)
        });
        near.filter(|_| self.mode != Mode::Outline).or_else(|| forest.walk().next().map(|(id, _)| id))
    }

    /// Moves the window so that the selected card is in it with some room around.
    pub(super) fn aim(&mut self) {
        let size = (i32::from(self.area.width), i32::from(self.area.height));
        let card = self.selected.and_then(|id| self.plan.card(id)).filter(|_| self.follows);
        let (at, end) = card.map_or(((0, 0), (0, 0)), |card| (card.at, card.end()));
        let axis = |origin: i32, from: i32, to: i32, room: i32, whole: i32, margin: i32| {
            if whole <= room {
                return -(room - whole) / 2;
            }
            let origin = if card.is_some() {
                let margin = margin.min((room - (to - from)).max(0) / 2);
                origin.min(from - margin).max(to + margin - room)
            } else {
                origin
            };
            origin.clamp(0, whole - room)
        };
        self.origin.0 = axis(self.origin.0, at.0, end.0, size.0, self.plan.size.0, 4);
        self.origin.1 = axis(self.origin.1, at.1, end.1, size.1, self.plan.size.1, 2).max(0);
    }

    /// Unfolds whatever hides a seat.
    pub(super) fn reveal(&mut self, id: Id) {
        let mut at = Some(id);
        for _ in 0..self.nodes.len() {
            let Some(manager) = at.and_then(|id| self.faces.get(&id)?.node.manager) else { break };
            self.folded.remove(&manager);
            at = Some(manager);
        }
        self.options += 1;
    }
}
