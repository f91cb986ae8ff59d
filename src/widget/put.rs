//! The few ways anything gets into a buffer: text, a fill, an emptied rectangle, a frame.
//!
//! All of them clip to the buffer, clean what they draw, and never leave half a wide glyph behind.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::{clean, fit, width, wrap};
use crate::theme::{Role, Stroke, Theme};

/// Draws `text` into the first row of `area`, cut to its width; returns the columns used.
pub fn put(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return 0;
    }
    let text = fit(&clean(text), usize::from(area.width));
    let used = width(&text) as u16;
    if used > 0 {
        mend(buf, area.x, area.y);
        mend(buf, area.x + used, area.y);
        buf.set_stringn(area.x, area.y, text, usize::from(area.width), style);
    }
    used
}

/// Like [`put`], at the right end of `area`.
pub fn put_right(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    put_after(buf, area, area.width.saturating_sub(width(&clean(text)) as u16), text, style)
}

/// Like [`put`], in the middle of `area`.
pub fn put_center(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    put_after(buf, area, area.width.saturating_sub(width(&clean(text)) as u16) / 2, text, style)
}

/// Like [`put`], in as many rows as it takes and `area` has.
pub fn put_wrapped(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    for (line, y) in wrap(text, area.width.into()).into_iter().zip(area.y..area.bottom()) {
        put(buf, Rect { y, height: 1, ..area }, line, style);
    }
}

/// Like [`put_wrapped`], every row in the middle of `area`, with a column free at both sides.
pub fn put_wrapped_center(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let cols = area.width.saturating_sub(2);
    for (line, y) in wrap(text, cols.into()).into_iter().zip(area.y..area.bottom()) {
        put_center(buf, Rect { y, height: 1, ..area }, line, style);
    }
}

/// Pieces of text one after the other, each with its style; returns the columns used.
pub fn put_spans<S: AsRef<str>>(buf: &mut Buffer, area: Rect, spans: &[(S, Style)]) -> u16 {
    spans.iter().fold(0, |used, (text, style)| used + put_after(buf, area, used, text.as_ref(), *style))
}

fn put_after(buf: &mut Buffer, area: Rect, skip: u16, text: &str, style: Style) -> u16 {
    let skip = skip.min(area.width);
    put(buf, Rect { x: area.x + skip, width: area.width - skip, ..area }, text, style)
}

/// Lays a style over `area` and leaves its text.
pub fn fill(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area, style);
}

/// Empties `area`. A wide glyph that stood across its left or right edge becomes a blank on both sides of it, where
/// ratatui's own `Clear` leaves a half that shifts the row.
pub fn clear(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        mend(buf, area.left(), y);
        mend(buf, area.right(), y);
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Empties `area`, draws a frame around it with a title in it, and returns the inside.
pub fn frame(buf: &mut Buffer, area: Rect, title: &str, focused: bool, theme: &Theme) -> Rect {
    clear(buf, area, theme.style(Role::Text));
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let border = theme.style(if focused { Role::BorderFocus } else { Role::Border });
    let lines = theme.lines();
    let across = lines.horizontal(Stroke::Thin).repeat(usize::from(area.width - 2));
    let row = |left: u8, right: u8| {
        format!("{}{across}{}", lines.joint(Stroke::Thin, left), lines.joint(Stroke::Thin, right))
    };
    put(buf, area, &row(6, 12), border);
    put(buf, Rect { y: area.bottom() - 1, ..area }, &row(3, 9), border);
    for y in area.top() + 1..area.bottom() - 1 {
        for x in [area.left(), area.right() - 1] {
            put(buf, Rect { x, y, width: 1, height: 1 }, lines.vertical(Stroke::Thin), border);
        }
    }
    if !title.is_empty() && area.width > 6 {
        let title = fit(&clean(title), usize::from(area.width) - 6);
        let place = Rect { x: area.x + 2, width: area.width - 4, ..area };
        put(buf, place, &format!(" {title} "), theme.style(Role::Title));
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// Makes `x` a border no glyph stands across: a wide one that begins left of it is replaced by blanks in its style.
fn mend(buf: &mut Buffer, x: u16, y: u16) {
    if x <= buf.area.left() {
        return;
    }
    let Some(head) = buf.cell_mut((x - 1, y)).filter(|cell| cell.symbol().cell_width() > 1) else { return };
    head.set_symbol(" ");
    let style = head.style();
    if let Some(tail) = buf.cell_mut((x, y)) {
        tail.set_symbol(" ").set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;
    use crate::widget::snapshot;

    fn chinese() -> Buffer {
        Buffer::with_lines(["山东电信集团", "山东电信集团", "山东电信集团"])
    }

    #[test]
    fn clearing_mends_both_edges() {
        let mut buf = chinese();
        clear(&mut buf, Rect::new(3, 1, 4, 1), Style::new());
        assert_eq!(buf, Buffer::with_lines(["山东电信集团", "山      集团", "山东电信集团"]));
        clear(&mut buf, Rect::new(0, 0, 50, 50), Style::new());
        assert_eq!(buf, Buffer::empty(Rect::new(0, 0, 12, 3)));
    }

    #[test]
    fn the_half_outside_keeps_its_style() {
        let mut buf = chinese();
        fill(&mut buf, Rect::new(0, 0, 12, 1), Style::new().add_modifier(Modifier::REVERSED));
        clear(&mut buf, Rect::new(2, 0, 3, 1), Style::new());
        assert!(buf[(5, 0)].modifier.contains(Modifier::REVERSED));
        assert!(!buf[(4, 0)].modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn text_over_text_leaves_no_halves() {
        let mut buf = chinese();
        assert_eq!(put(&mut buf, Rect::new(1, 0, 4, 1), "李娜", Style::new()), 4);
        assert_eq!(put(&mut buf, Rect::new(1, 1, 3, 1), "李娜", Style::new()), 3);
        assert_eq!(buf, Buffer::with_lines([" 李娜 信集团", " 李…电信集团", "山东电信集团"]));
    }

    #[test]
    fn outside_the_buffer_nothing_happens() {
        let mut buf = chinese();
        assert_eq!(put(&mut buf, Rect::new(3, 9, 4, 1), "x", Style::new()), 0);
        assert_eq!(put(&mut buf, Rect::new(11, 0, 9, 1), "x张", Style::new()), 1);
    }

    #[test]
    fn text_goes_left_right_and_middle() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 3));
        put_right(&mut buf, Rect::new(0, 0, 10, 1), "十月", Style::new());
        put_center(&mut buf, Rect::new(0, 1, 10, 1), "十月", Style::new());
        assert_eq!(put_spans(&mut buf, Rect::new(0, 2, 5, 1), &[("十", Style::new()), ("月 x", Style::new())]), 5);
        assert_eq!(snapshot::rows(&buf), ["      十月", "   十月", "十月…"]);
    }

    #[test]
    fn a_frame_holds_its_title_and_returns_its_inside() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 3));
        let inside = frame(&mut buf, Rect::new(0, 0, 12, 3), "张伟的卡片", true, &Theme::default());
        assert_eq!(inside, Rect::new(1, 1, 10, 1));
        buf.set_style(buf.area, Style::reset());
        let mut expected = Buffer::with_lines(["┌─ 张伟… ──┐", "│          │", "└──────────┘"]);
        expected.set_style(expected.area, Style::reset());
        assert_eq!(buf, expected);
    }
}
