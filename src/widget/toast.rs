//! A short message that lies over the lower right corner until its time is over.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{frame, put};
use crate::text::{clean, width, wrap};
use crate::theme::{Role, Theme};

/// The widest a message gets before it wraps.
const COLS: u16 = 56;

/// Draws a message, wrapped, into the lower right corner of `area`, its text in the style of `role`; returns the
/// rectangle it covers.
pub fn toast(buf: &mut Buffer, area: Rect, theme: &Theme, text: &str, role: Role) -> Rect {
    let text = clean(text);
    let rows = wrap(&text, usize::from(area.width.saturating_sub(4).min(COLS)));
    let cols = rows.iter().map(|row| width(row)).max().unwrap_or_default() as u16 + 4;
    let (cols, high) = (cols.min(area.width), (rows.len() as u16).saturating_add(2).min(area.height));
    let place = Rect { x: area.right() - cols, y: area.bottom() - high, width: cols, height: high };
    let inside = frame(buf, place, "", true, theme);
    for (row, y) in rows.iter().zip(inside.top()..inside.bottom()) {
        let line = Rect { x: inside.x + 1, y, width: inside.width.saturating_sub(2), height: 1 };
        put(buf, line, row, theme.style(role));
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    #[test]
    fn it_wraps_into_the_corner() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 14, 5));
        let area = buf.area;
        let place = toast(&mut buf, area, &Theme::default(), "合同延期，播出 ok", Role::Good);
        assert_eq!(place, Rect::new(0, 1, 14, 4));
        assert_eq!(snapshot::rows(&buf), ["", "┌────────────┐", "│ 合同延期， │", "│ 播出 ok    │", "└────────────┘"]);
        toast(&mut buf, Rect::new(0, 0, 2, 1), &Theme::default(), "合同", Role::Bad);
    }
}
