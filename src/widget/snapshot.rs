//! A buffer as text and style runs, for tests that must notice a lost colour as well as a lost word.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Style};

/// The rows of a buffer without their trailing blanks.
pub fn rows(buf: &Buffer) -> Vec<String> {
    let row = |y| {
        let mut out = String::new();
        let mut x = buf.area.left();
        while let Some(cell) = buf.cell((x, y)).filter(|_| x < buf.area.right()) {
            out.push_str(cell.symbol());
            x += cell.symbol().cell_width().max(1);
        }
        out.truncate(out.trim_end().len());
        out
    };
    (buf.area.top()..buf.area.bottom()).map(row).collect()
}

/// The rows, then one line for each run of cells that are styled: `row:from-to style`.
pub fn print(buf: &Buffer) -> String {
    let mut out = rows(buf).join("\n");
    out.push_str("\n---\n");
    for y in buf.area.top()..buf.area.bottom() {
        let mut run: Option<(u16, Style)> = None;
        for x in buf.area.left()..=buf.area.right() {
            let style = buf.cell((x, y)).filter(|_| x < buf.area.right()).map(Cell::style);
            if run.map(|(_, style)| style) == style {
                continue;
            }
            if let Some((from, words)) = run.map(|(from, style)| (from, words(style))).filter(|run| !run.1.is_empty()) {
                let _ = writeln!(out, "{y}:{from}-{} {words}", x - 1);
            }
            run = style.map(|style| (x, style));
        }
    }
    out
}

fn words(style: Style) -> String {
    let mut words: Vec<_> = style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase()).collect();
    let named =
        |color: Option<Color>| color.map(|color| color.to_string().to_lowercase()).filter(|name| name != "reset");
    words.extend(named(style.fg));
    words.extend(named(style.bg).map(|name| format!("on {name}")));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::*;
    use crate::theme::{Role, Theme};
    use crate::widget::put;

    #[test]
    fn styles_are_printed_as_runs() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 2));
        put(&mut buf, Rect::new(1, 0, 9, 1), "张伟 ok", Theme::default().style(Role::Error));
        put(&mut buf, Rect::new(0, 1, 9, 1), "x", Style::new().add_modifier(Modifier::REVERSED));
        assert_eq!(print(&buf), " 张伟 ok\nx\n---\n0:1-1 bold red\n0:3-3 bold red\n0:5-7 bold red\n1:0-0 reversed\n");
    }
}
