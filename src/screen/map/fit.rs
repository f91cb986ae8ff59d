//! Which cards suit the room there is: as much on them as fits, smaller ones and piles where the chart is big.

use ratatui::layout::Rect;

use super::face::Face;
use super::place::{Forest, Plan, Shape};
use crate::text::width;

/// Rows of a card with frame, name and signs.
pub const FULL: i32 = 3;

/// Rows of a card that also says department and influence.
pub const LARGE: i32 = 4;

/// Rows of a card on which the title has a row of its own.
pub const TALL: i32 = 5;

/// The least columns of a card with a frame.
const LEAST: i32 = 18;

/// The least of a tall one, so that its influence is not cut.
const TALL_LEAST: i32 = 20;

/// Columns of a card that its roles do not get: frame, signs, blanks.
const SIGNS: i32 = 16;

/// From this width on there is room for large cards.
const WIDE: u16 = 110;

/// From this height on there is room for tall ones, and for some of them above each other.
const HIGH: u16 = 48;

/// Arranges the chart in the shape that costs least: how far it overflows, times how poor its cards are.
pub fn fit(forest: &Forest, faces: &[&Face], area: Rect) -> (Plan, Shape) {
    let (cols, rows) = (f64::from(area.width.max(1)), f64::from(area.height.max(1)));
    let hopeless = |shape: &Shape| {
        let each = f64::from((shape.cols + 2) * (shape.rows + 1));
        each * faces.len() as f64 > HOPELESS * cols * rows
    };
    let mut best: Option<(f64, Plan, Shape)> = None;
    let mut shapes = shapes(faces, area);
    let last = shapes.pop();
    for (poverty, shape) in shapes.into_iter().filter(|(_, shape)| !hopeless(shape)).chain(last) {
        if best.as_ref().is_some_and(|(least, ..)| *least <= poverty) {
            break;
        }
        let plan = Plan::of(forest, shape);
        let over = (f64::from(plan.size.0) / cols).max(1.0) * (f64::from(plan.size.1) / rows).max(1.0);
        if best.as_ref().is_none_or(|(least, ..)| over * poverty < *least) {
            best = Some((over * poverty, plan, shape));
        }
    }
    best.map_or_else(|| (Plan::default(), NARROW), |(_, plan, shape)| (plan, shape))
}

/// A shape whose cards alone would fill the room this often is not tried.
const HOPELESS: f64 = 2.0;

const NARROW: Shape = Shape { cols: 12, rows: 1, pile: 0 };

/// How poor each shape is, and the shape; from the richest to the poorest.
fn shapes(faces: &[&Face], area: Rect) -> Vec<(f64, Shape)> {
    let widest = |of: &dyn Fn(&Face) -> usize| faces.iter().map(|face| of(face)).max().unwrap_or_default() as i32;
    let labelled = |face: &Face| width(&face.name) + 1 + width(&face.title) + if face.key_player { 2 } else { 0 };
    let label = widest(&labelled);
    let (name, roles) = (widest(&|face| width(&face.name)), widest(&|face| width(&face.roles)));
    let most = if area.width >= WIDE { 30 } else { 24 };
    let least = (name + 6).clamp(LEAST, 22);
    let full = (label + 6).max(roles + SIGNS).clamp(least, most);
    let line = (label + 9).clamp(least, most);
    let narrow = (name + 5).clamp(10, 16);
    let shape = |poverty, cols, rows, pile| (poverty, Shape { cols, rows, pile });
    let mut shapes: Vec<(f64, Shape)> = Vec::new();
    let most_have = |has: &dyn Fn(&Face) -> bool| faces.iter().filter(|face| has(face)).count() * 2 >= faces.len();
    let is_told = |face: &Face| face.influence.is_some() || !face.unit.is_empty();
    if area.height >= HIGH && most_have(&|face| !face.title.is_empty()) && most_have(&is_told) {
        let title = widest(&|face| width(&face.title));
        let least = least.max(TALL_LEAST);
        let own = (title + 4).max(name + 6).max(roles + SIGNS).clamp(least, most);
        // Where it is high, those of one manager stand above each other rather than beyond the edge.
        shapes.extend([shape(0.98, own, TALL, 0), shape(0.99, least, TALL, 0), shape(1.05, least, TALL, 3)]);
    }
    // A row that would stay empty on most cards is none.
    let large = full.max(24);
    let tells = |face: &Face| is_told(face) || labelled(face) as i32 + 6 > large;
    if area.width >= WIDE && most_have(&tells) {
        shapes.push(shape(1.0, large, LARGE, 0));
    }
    shapes.extend([
        shape(1.01, full, FULL, 0),
        shape(1.02, i32::midpoint(full, least), FULL, 0),
        shape(1.05, least, FULL, 0),
        shape(1.2, line, 1, 0),
        shape(1.25, least, 1, 0),
        shape(1.3, least, FULL, 3),
        shape(1.35, line, 1, 4),
        shape(1.4, least, 1, 4),
        shape(1.5, least, 1, 8),
        shape(1.7, narrow, 1, 0),
        shape(1.8, narrow, 1, 4),
        shape(1.9, narrow, 1, 8),
        shape(2.0, narrow, 1, 16),
    ]);
    shapes.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    shapes
}
