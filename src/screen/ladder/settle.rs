//! How much room each rung gets.

use ratatui::layout::Rect;

use super::{Column, Holds, Ladder};

/// From this width on pairings stand beside the items instead of below them.
const WIDE: u16 = 110;

/// The widest that pairings get.
const BESIDE: u16 = 56;

impl Ladder {
    /// Gives every rung its room: what it needs where that fits, else a fair share.
    pub(super) fn settle(&mut self, area: Rect) {
        let forecast = match area.height {
            0..=11 => 0,
            12..=23 => 2,
            _ => 3,
        };
        let detail = match area.height {
            0..=8 => 0,
            9..=17 => 1,
            _ => 2,
        };
        let body = area.height - forecast - detail;
        let line = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        (self.detail, self.strip) = (line(body, detail), line(body + detail, forecast));
        let wide = area.width >= WIDE;
        let needs = self
            .board
            .rungs
            .each_ref()
            .map(|rung| (if wide { rung.items.len().max(rung.pairings.len()) } else { rung.len() }).max(1) as u16);
        let heights = shares(body.saturating_sub(3), needs);
        let mut y = 0;
        for (pane, height) in self.panes.iter_mut().zip(heights) {
            pane.head = line(y.min(body), u16::from(y < body));
            let below = line((y + 1).min(body), height);
            y += height + 1;
            let right = if wide { (below.width / 3).min(BESIDE) } else { 0 };
            let left = Rect { width: below.width - right, ..below };
            let beside = Rect { x: left.right(), width: right, ..below };
            let holds = if wide { [Holds::Items, Holds::Pairings] } else { [Holds::Everything, Holds::Nothing] };
            for ((column, area), holds) in pane.columns.iter_mut().zip([left, beside]).zip(holds) {
                (column.area, column.holds) = (area, holds);
            }
        }
        for rung in 0..3 {
            for column in 0..2 {
                let len = self.len(rung, column);
                if let Some(one) = self.column(rung, column) {
                    one.list.layout(len, one.area.height);
                }
            }
        }
    }

    pub(super) fn column(&mut self, rung: usize, column: usize) -> Option<&mut Column> {
        self.panes.get_mut(rung)?.columns.get_mut(column)
    }
}

/// Divides `rows` among three: whoever needs less than a fair share leaves the rest to the others, and what nobody needs
/// is spread evenly, so that the rungs stand apart on a tall screen.
pub(super) fn shares(rows: u16, needs: [u16; 3]) -> [u16; 3] {
    let mut order = [0, 1, 2];
    order.sort_by_key(|at| needs.get(*at));
    let mut given = [0; 3];
    let mut left = rows;
    for (done, at) in order.into_iter().enumerate() {
        let parties = 3 - done as u16;
        let fair = left.div_ceil(parties);
        let spare = rows.saturating_sub(needs.iter().sum()) / 3;
        let need = needs.get(at).copied().unwrap_or(0) + spare;
        let share = if parties == 1 { left } else { need.min(fair) };
        if let Some(place) = given.get_mut(at) {
            *place = share;
        }
        left -= share;
    }
    given
}
