//! A card that was grabbed: where it would stand if it were dropped now. Nothing is written until then.

use super::place::{BANDS, Node};
use crate::model::Id;
use crate::model::choice::Layer;
use crate::screen::Step;

/// A grabbed seat and the place chosen for it so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Grab {
    /// The seat.
    pub seat: Id,
    /// The band it is held over.
    pub layer: Option<Layer>,
    /// Everybody with the same manager, in the order they would stand, with the layer and position they have.
    siblings: Vec<(Id, Option<Layer>, Option<f64>)>,
    moved: bool,
}

/// What dropping it changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Drop {
    /// The seat.
    pub seat: Id,
    /// Its layer.
    pub layer: Option<Layer>,
    /// Positions to write, its own among them; usually that one alone.
    pub positions: Vec<(Id, f64)>,
}

impl Grab {
    /// Grabs a seat. `nodes` are all seats in sibling order.
    pub fn of(seat: Id, nodes: &[Node]) -> Option<Self> {
        let own = nodes.iter().find(|node| node.id == seat)?;
        let siblings = nodes.iter().filter(|node| node.manager == own.manager);
        let siblings = siblings.map(|node| (node.id, node.layer, node.position)).collect();
        Some(Self { seat, layer: own.layer, siblings, moved: false })
    }

    /// Moves it: left and right among its siblings in the band, up and down through the bands.
    pub fn step(&mut self, step: Step) {
        match step {
            Step::Up => self.shift_band(-1),
            Step::Down => self.shift_band(1),
            Step::Left => self.swap(false),
            Step::Right => self.swap(true),
            Step::First => while self.swap_once(false) {},
            Step::Last => while self.swap_once(true) {},
            Step::PageUp | Step::PageDown | Step::Wheel(_) => {}
        }
    }

    /// Gives the nodes the places they would have.
    pub fn apply(&self, nodes: &mut [Node]) {
        for node in nodes {
            if node.id == self.seat {
                node.layer = self.layer;
            }
            if self.moved
                && let Some(place) = self.siblings.iter().position(|(id, ..)| *id == node.id)
            {
                node.position = Some(place as f64);
            }
        }
    }

    /// What to write.
    pub fn drop(&self) -> Drop {
        let positions = if self.moved { self.positions() } else { Vec::new() };
        Drop { seat: self.seat, layer: self.layer, positions }
    }

    fn shift_band(&mut self, by: isize) {
        let band = BANDS.iter().position(|layer| *layer == self.layer).unwrap_or_default();
        if let Some(layer) = band.checked_add_signed(by).and_then(|band| BANDS.get(band)) {
            self.layer = *layer;
        }
    }

    fn swap(&mut self, ahead: bool) {
        self.swap_once(ahead);
    }

    /// Past the next sibling in the same band; false at the end.
    fn swap_once(&mut self, ahead: bool) -> bool {
        let Some(at) = self.siblings.iter().position(|(id, ..)| *id == self.seat) else { return false };
        let in_band = |(_, (_, layer, _)): &(usize, &(Id, Option<Layer>, Option<f64>))| *layer == self.layer;
        let mut others = self.siblings.iter().enumerate();
        let to =
            if ahead { others.skip(at + 1).find(in_band) } else { others.by_ref().take(at).filter(in_band).last() };
        let Some(to) = to.map(|(place, _)| place) else { return false };
        let own = self.siblings.remove(at);
        self.siblings.insert(to, own);
        self.moved = true;
        true
    }

    /// A position between the neighbours' where they have some in order, else new ones for everybody.
    fn positions(&self) -> Vec<(Id, f64)> {
        let others = self.siblings.iter().filter(|(id, ..)| *id != self.seat);
        let known: Option<Vec<f64>> = others.map(|(_, _, position)| *position).collect();
        let at = self.siblings.iter().position(|(id, ..)| *id == self.seat).unwrap_or_default();
        if let Some(known) = known.filter(|known| known.is_sorted_by(|a, b| a < b)) {
            let before = at.checked_sub(1).and_then(|at| known.get(at)).copied();
            let between = match (before, known.get(at).copied()) {
                (Some(before), Some(after)) => f64::midpoint(before, after),
                (Some(before), None) => before + 1.0,
                (None, Some(after)) => after - 1.0,
                (None, None) => 0.0,
            };
            if Some(between) != before && known.get(at) != Some(&between) {
                return vec![(self.seat, between)];
            }
        }
        self.siblings.iter().enumerate().map(|(place, (id, ..))| (*id, place as f64 + 1.0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: usize) -> Id {
        Id::named("seat", &n.to_string())
    }

    fn nodes(positions: &[Option<f64>]) -> Vec<Node> {
        let node = |(n, position): (usize, &Option<f64>)| Node {
            id: id(n),
            layer: Some(Layer::Operations),
            manager: None,
            position: *position,
            name: n.to_string(),
        };
        positions.iter().enumerate().map(node).collect()
    }

    #[test]
    fn one_position_is_written_where_neighbours_have_theirs() {
        let nodes = nodes(&[Some(1.0), Some(2.0), Some(3.0)]);
        let mut grab = Grab::of(id(2), &nodes).unwrap();
        grab.step(Step::Left);
        assert_eq!(grab.drop().positions, [(id(2), 1.5)]);
        grab.step(Step::First);
        assert_eq!(grab.drop().positions, [(id(2), 0.0)]);
        grab.step(Step::Last);
        assert_eq!(grab.drop().positions, [(id(2), 3.0)]);
    }

    #[test]
    fn all_get_positions_where_some_have_none() {
        let mut grab = Grab::of(id(0), &nodes(&[None, None, None])).unwrap();
        grab.step(Step::Right);
        assert_eq!(grab.drop().positions, [(id(1), 1.0), (id(0), 2.0), (id(2), 3.0)]);
    }

    #[test]
    fn up_and_down_change_the_layer_alone() {
        let mut grab = Grab::of(id(1), &nodes(&[None, None])).unwrap();
        grab.step(Step::Up);
        grab.step(Step::Up);
        grab.step(Step::Up);
        assert_eq!(grab.drop(), Drop { seat: id(1), layer: Some(Layer::Decision), positions: Vec::new() });
        (0..9).for_each(|_| grab.step(Step::Down));
        assert_eq!(grab.drop().layer, None);
    }
}
