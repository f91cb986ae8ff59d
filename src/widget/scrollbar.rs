//! A scrollbar: how much of a list is seen, and where in it that is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{List, put};
use crate::theme::{Role, Theme};

/// Draws a scrollbar down the last column of `area`; nothing if all rows are seen.
pub fn scrollbar(buf: &mut Buffer, area: Rect, theme: &Theme, list: &List) {
    let (len, seen, track) = (list.len(), list.visible().len(), usize::from(area.height));
    if seen >= len || area.is_empty() {
        return;
    }
    let thumb = (seen * track / len).max(1);
    let start = list.offset() * (track - thumb) / (len - seen);
    let [filled, empty] = theme.lines().scroll;
    for (at, y) in (area.top()..area.bottom()).enumerate() {
        let glyph = if (start..start + thumb).contains(&at) { filled } else { empty };
        put(buf, Rect { x: area.right() - 1, y, width: 1, height: 1 }, glyph, theme.style(Role::Border));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    #[test]
    fn the_thumb_reaches_both_ends() {
        let mut list = List::default();
        let mut drawn = |len, row| {
            list.layout(len, 4);
            list.select(row);
            let mut buf = Buffer::empty(Rect::new(0, 0, 1, 4));
            let area = buf.area;
            scrollbar(&mut buf, area, &Theme::default(), &list);
            snapshot::rows(&buf).concat()
        };
        assert_eq!(drawn(4, 0), "");
        assert_eq!(drawn(8, 0), "██││");
        assert_eq!(drawn(8, 7), "││██");
        assert_eq!(drawn(1_000_000, 999_999), "│││█");
    }
}
