//! Where everything on the chart stands: seats in, rectangles and lines out. Pure geometry in chart cells; nothing is
//! drawn here and no record is read.
//!
//! Each band is one or more rows; a report stands at least one row below its manager wherever their bands allow. A line
//! that passes a row takes up a column there like a narrow card, so the chart is a tree whose every step goes to the
//! next row, and a tidy tree of that kind crosses nothing. Only reports in a band *above* their manager's need lines
//! that run back up; those take a free gutter, and where they cross another line they hop over it.

mod forest;
mod route;
mod tree;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use forest::{Forest, order};

use crate::model::Id;
use crate::model::choice::Layer;

/// Column and row of a cell of the chart.
pub type Point = (i32, i32);

/// The bands from the top; the last is the parking lot of those without a layer.
pub const BANDS: [Option<Layer>; 5] =
    [Some(Layer::Decision), Some(Layer::Management), Some(Layer::Operations), Some(Layer::Peripheral), None];

/// A seat as the geometry sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The seat.
    pub id: Id,
    /// Its band; none is the parking lot.
    pub layer: Option<Layer>,
    /// Whom it reports to.
    pub manager: Option<Id>,
    /// Order among siblings; those without one come last, by name.
    pub position: Option<f64>,
    /// Sorts where positions do not.
    pub name: String,
}

/// How big the cards are and how they may be arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Columns of a card.
    pub cols: i32,
    /// Rows of a card.
    pub rows: i32,
    /// Three or more siblings without reports are piled up in columns of at most this many; 0: never.
    pub pile: usize,
}

/// A seat's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The seat.
    pub id: Id,
    /// Upper left cell.
    pub at: Point,
    /// Columns and rows.
    pub size: Point,
    /// Index into [`BANDS`].
    pub band: usize,
    /// How many reports, of reports too, are folded away under it.
    pub folded: usize,
}

impl Card {
    /// The column right of it and the row below it.
    pub const fn end(&self) -> Point {
        (self.at.0 + self.size.0, self.at.1 + self.size.1)
    }

    /// Whether a cell belongs to it.
    pub const fn covers(&self, (x, y): Point) -> bool {
        let (right, bottom) = self.end();
        self.at.0 <= x && x < right && self.at.1 <= y && y < bottom
    }
}

/// One layer's part of the chart, as wide as the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The layer; none is the parking lot.
    pub layer: Option<Layer>,
    /// The row of its heading, where it begins.
    pub top: i32,
    /// The row below it.
    pub bottom: i32,
    /// Seats in it.
    pub count: usize,
}

/// A line from a manager to a report: corner points, each in the row or the column of the one before. It begins and
/// ends on the edges of their cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it begins.
    pub manager: Id,
    /// Where it ends.
    pub report: Id,
    /// The corners.
    pub points: Vec<Point>,
}

/// A whole chart, settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Cards, from the top, then from the left.
    pub cards: Vec<Card>,
    /// The lines.
    pub links: Vec<Link>,
    /// Cells where a vertical line passes over a horizontal one without touching it.
    pub hops: Vec<Point>,
    /// The bands: always the four layers; the parking lot where anybody stands in it.
    pub bands: Vec<Band>,
    /// Columns and rows of the chart.
    pub size: Point,
    index: BTreeMap<Id, usize>,
}

impl Plan {
    /// Arranges a forest of seats.
    pub fn of(forest: &Forest, shape: Shape) -> Self {
        let tree = tree::Tree::of(forest, shape);
        let mut plan = route::route(tree, forest, shape);
        plan.cards.sort_by_key(|card| (card.at.1, card.at.0));
        plan.index = plan.cards.iter().enumerate().map(|(nth, card)| (card.id, nth)).collect();
        plan
    }

    /// Cards that were placed elsewhere, as a chart without lines.
    pub fn scattered(mut cards: Vec<Card>, bands: Vec<Band>, size: Point) -> Self {
        cards.sort_by_key(|card| (card.at.1, card.at.0));
        let index = cards.iter().enumerate().map(|(nth, card)| (card.id, nth)).collect();
        Self { cards, bands, size, index, ..Self::default() }
    }

    /// The card of a seat.
    pub fn card(&self, id: Id) -> Option<&Card> {
        self.cards.get(*self.index.get(&id)?)
    }

    /// The cards of which something is in a window; costs no more for a bigger chart.
    pub fn seen(&self, origin: Point, cols: i32, rows: i32) -> impl Iterator<Item = &Card> {
        let high = self.cards.first().map_or(1, |card| card.size.1);
        let first = self.cards.partition_point(|card| card.at.1 + high <= origin.1);
        let rest = self.cards.iter().skip(first).take_while(move |card| card.at.1 < origin.1 + rows);
        rest.filter(move |card| card.at.0 < origin.0 + cols && origin.0 < card.end().0)
    }

    /// The card over a cell.
    pub fn at(&self, cell: Point) -> Option<&Card> {
        self.cards.iter().find(|card| card.covers(cell))
    }
}
