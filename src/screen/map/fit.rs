//! Which cards suit the room there is: as much on them as fits, smaller ones and piles where the chart is big.

use ratatui::layout::Rect;

use super::face::Face;
use super::place::{Forest, Plan, Shape};
use crate::text::width;

/// Rows of a card with frame, name and signs.
pub const FULL: i32 = 3;

/// Rows of a card that also says department and influence.
pub const LARGE: i32 = 4;

/// The least columns of a card with a frame.
const LEAST: i32 = 18;

/// Columns of a card that its roles do not get: frame, signs, blanks.
const SIGNS: i32 = 16;

/// From this width on there is room for large cards.
const WIDE: u16 = 110;

/// Each shape of the list costs this much more than the one before it, so that a slightly smaller overflow does not buy
/// a much poorer card.
const POORER: f64 = 1.03;

/// Arranges the chart in the best shape.
pub fn fit(forest: &Forest, faces: &[&Face], area: Rect) -> (Plan, Shape) {
    let (cols, rows) = (f64::from(area.width.max(1)), f64::from(area.height.max(1)));
    let mut best: Option<(f64, Plan, Shape)> = None;
    let mut handicap = 1.0;
    let mut shapes = shapes(faces, area);
    let last = shapes.pop().unwrap_or(NARROW);
    let hopeless = |shape: &Shape| {
        let each = f64::from((shape.cols + 2) * (shape.rows + 1));
        each * faces.len() as f64 > HOPELESS * cols * rows
    };
    for shape in shapes.into_iter().filter(|shape| !hopeless(shape)).chain([last]) {
        let plan = Plan::of(forest, shape);
        let over = (f64::from(plan.size.0) / cols).max(1.0) * (f64::from(plan.size.1) / rows).max(1.0);
        if over <= 1.0 {
            return (plan, shape);
        }
        if best.as_ref().is_none_or(|(least, ..)| over * handicap < *least) {
            best = Some((over * handicap, plan, shape));
        }
        handicap *= POORER;
    }
    best.map_or_else(|| (Plan::default(), NARROW), |(_, plan, shape)| (plan, shape))
}

/// A shape whose cards alone would fill the room this often is not tried.
const HOPELESS: f64 = 2.0;

const NARROW: Shape = Shape { cols: 12, rows: 1, pile: 0 };

/// From the richest to the poorest.
fn shapes(faces: &[&Face], area: Rect) -> Vec<Shape> {
    let widest = |of: &dyn Fn(&Face) -> usize| faces.iter().map(|face| of(face)).max().unwrap_or_default() as i32;
    let label = widest(&|face| width(&face.name) + 1 + width(&face.title) + if face.key_player { 2 } else { 0 });
    let (name, roles) = (widest(&|face| width(&face.name)), widest(&|face| width(&face.roles)));
    let most = if area.width >= WIDE { 30 } else { 24 };
    let full = (label + 6).max(roles + SIGNS).clamp(LEAST, most);
    let line = (label + 9).clamp(LEAST, most);
    let narrow = (name + 5).clamp(10, 16);
    let shape = |cols, rows, pile| Shape { cols, rows, pile };
    let mut shapes = Vec::new();
    if area.width >= WIDE {
        shapes.push(shape(full.max(24), LARGE, 0));
    }
    shapes.extend([full, (full + LEAST) / 2, LEAST].map(|cols| shape(cols, FULL, 0)));
    shapes.extend([line, LEAST].map(|cols| shape(cols, 1, 0)));
    shapes.extend([shape(LEAST, FULL, 3), shape(line, 1, 4), shape(LEAST, 1, 4), shape(line, 1, 8)]);
    shapes.extend([shape(narrow, 1, 0), shape(LEAST, 1, 8)]);
    shapes.extend([4, 8, 16].map(|pile| shape(narrow, 1, pile)));
    shapes
}
