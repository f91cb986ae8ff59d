//! How Today looked when the screens were left, to be shown the next time while the store is being opened. It fits a terminal
//! of the same size, language and colours; any other is shown nothing.

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

use super::App;
use crate::command::cx::Message;
use crate::text::{Lang, Text, format, width};
use crate::theme::{Ink, Role, Theme};
use crate::widget::{clear, put};

/// Raise it when what is kept changes.
const VERSION: u8 = 1;

/// Cells of a row that look alike, and what they say.
type Run = (Ink, String);

/// A frame as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    version: u8,
    /// In what language and colours.
    look: String,
    /// When it was true.
    at: DateTime<FixedOffset>,
    cols: u16,
    rows: Vec<Vec<Run>>,
}

impl Frame {
    /// The first screen as it would look now: what was opened and typed since is put away for it.
    pub fn of(app: &mut App, area: Rect) -> Option<Self> {
        if app.is_locked() || app.cx.looks_at().is_some() || app.cx.screens.today.is_pending() {
            return None;
        }
        app.cx.layers.clear();
        app.cx.message = Message::default();
        let chosen = app.cx.chosen();
        app.cx.screens.anew(chosen);
        let mut buf = Buffer::empty(area);
        app.frame(&mut buf, area);
        let (look, at) = (look(app.cx.text.lang(), &app.cx.theme), app.cx.now());
        Some(Self { version: VERSION, look, at, cols: area.width, rows: rows(&buf) })
    }

    /// What was kept, where it can be read and looks as frames look now.
    pub fn read(bytes: &[u8], lang: Lang, theme: &Theme) -> Option<Self> {
        let frame: Self = rmp_serde::from_slice(bytes).ok()?;
        (frame.version == VERSION && frame.look == look(lang, theme)).then_some(frame)
    }

    /// As it is kept.
    pub fn bytes(&self) -> Vec<u8> {
        // Numbers and texts: nothing of it can fail to be written.
        rmp_serde::to_vec(self).unwrap_or_default()
    }

    /// Whether it fits a terminal.
    pub fn fits(&self, area: Rect) -> bool {
        (area.width, usize::from(area.height)) == (self.cols, self.rows.len())
    }

    /// Whether the screen still looks like it, but for the two rows at its foot: what was typed on it then means the same.
    pub fn is_still_true(&self, app: &mut App, area: Rect) -> bool {
        let mut buf = Buffer::empty(area);
        app.frame(&mut buf, area);
        let body = area.height.saturating_sub(2).into();
        self.fits(area) && rows(&buf).iter().take(body).eq(self.rows.iter().take(body))
    }

    /// Draws it, and in its last row from when it is and that newer is on its way.
    pub fn draw(&self, buf: &mut Buffer, text: &Text, theme: &Theme) {
        let area = buf.area;
        self.draw_rows(buf, area);
        let last = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        clear(buf, last, theme.style(Role::Status));
        let said = text.ta("opening-last", &[("when", &self.when())]);
        put(buf, last, &format!(" {said}"), theme.style(Role::Info));
    }

    /// Draws its first rows, as many as there is room for.
    pub fn draw_rows(&self, buf: &mut Buffer, area: Rect) {
        for (row, y) in self.rows.iter().zip(area.y..area.bottom()) {
            let mut line = Rect { y, height: 1, ..area };
            for (ink, said) in row {
                let used = put(buf, line, said, ink.style());
                line = Rect { x: line.x + used, width: line.width.saturating_sub(used), ..line };
            }
        }
    }

    /// From when it is.
    pub fn when(&self) -> String {
        format!("{} {}", format::date(self.at.date_naive()), self.at.format("%H:%M"))
    }
}

/// What has to be the same for a frame to look right.
fn look(lang: Lang, theme: &Theme) -> String {
    let [text, warn] = [Role::Text, Role::Warn].map(|role| theme.style(role));
    format!("{} {} {text:?} {warn:?}", lang.code(), theme.ascii)
}

/// The rows of a buffer; what stands behind the first half of a wide character is not among them.
fn rows(buf: &Buffer) -> Vec<Vec<Run>> {
    let area = buf.area;
    let row = |y: u16| {
        let mut runs: Vec<Run> = Vec::new();
        let mut x = area.x;
        while x < area.right() {
            let Some(cell) = buf.cell((x, y)) else { break };
            let ink = Ink::of(cell);
            match runs.last_mut() {
                Some((last, said)) if *last == ink => said.push_str(cell.symbol()),
                _ => runs.push((ink, cell.symbol().to_owned())),
            }
            x += (width(cell.symbol()) as u16).max(1);
        }
        runs
    };
    (area.y..area.bottom()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_frame_comes_back_as_it_was_but_for_its_last_row() {
        let area = Rect::new(0, 0, 20, 3);
        let mut buf = Buffer::empty(area);
        put(&mut buf, area, "王志强 ● due", Style::new().red().bold());
        put(&mut buf, Rect { y: 1, ..area }, "\u{2502} 3 天 │", Style::new());
        let at = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let frame = Frame { version: VERSION, look: String::new(), at, cols: 20, rows: rows(&buf) };
        let (text, theme) = (Text::new(Lang::En), Theme::default());
        let mut shown = Buffer::empty(area);
        frame.draw(&mut shown, &text, &theme);
        for y in 0..2 {
            for x in 0..20 {
                assert_eq!(shown[(x, y)], buf[(x, y)], "{x} {y}");
            }
        }
        assert!(frame.fits(area) && !frame.fits(Rect { width: 21, ..area }) && !frame.fits(Rect { height: 4, ..area }));
        let mut other: Frame = rmp_serde::from_slice(&frame.bytes()).unwrap();
        assert_eq!(other, frame);
        other.look = look(Lang::En, &theme);
        assert!(Frame::read(&other.bytes(), Lang::En, &theme).is_some());
        assert!(Frame::read(&other.bytes(), Lang::ZhCn, &theme).is_none());
        assert!(Frame::read(b"\xff", Lang::En, &theme).is_none());
    }
}
