//! Drawing the ladder: headings with their load, rows of items and pairings, the line about the selected one, the
//! forecast.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::gather::{Item, Pair, RUNGS, Waiting};
use super::{Column, Holds, Ladder, Place, Row};
use crate::screen::View;
use crate::screen::present::choice_label;
use crate::text::{fit, pad, width};
use crate::theme::{Role, Stroke};
use crate::widget::{bar, fill, put, put_right, put_spans, put_wrapped, put_wrapped_center, scrollbar};

/// Columns before the subject: the mark and a blank.
const MARK: u16 = 2;
/// Columns of the bar of working days.
const BAR: u16 = 5;
/// From this width on there is room for all who face each other.
const ROOMY: u16 = 110;

/// Which columns of an item have room; `0` leaves one out.
#[derive(Clone, Copy, Default)]
struct Widths {
    subject: u16,
    account: u16,
    who: u16,
    bar: u16,
    clock: u16,
    due: u16,
    moved: u16,
}

impl Ladder {
    pub(super) fn draw(&self, buf: &mut Buffer, view: &View) {
        if self.board.is_empty() {
            return self.draw_empty(buf, view);
        }
        for (rung, (pane, waiting)) in self.panes.iter().zip(&self.board.rungs).enumerate() {
            self.draw_head(buf, view, pane.head, rung, waiting);
            for (at, column) in pane.columns.iter().enumerate() {
                self.draw_column(buf, view, column, (rung, at), waiting);
            }
        }
        self.draw_detail(buf, view);
        self.draw_forecast(buf, view);
    }

    fn draw_empty(&self, buf: &mut Buffer, view: &View) {
        let third = self.area.height / 3;
        let rest = Rect { y: self.area.y + third, height: self.area.height - third, ..self.area };
        put_wrapped_center(buf, rest, &view.text.t("ladder-empty"), view.theme.style(Role::Dim));
    }

    fn draw_head(&self, buf: &mut Buffer, view: &View, area: Rect, rung: usize, waiting: &Waiting) {
        if area.is_empty() {
            return;
        }
        let theme = view.theme;
        let rule = theme.lines().horizontal(Stroke::Thin).repeat(area.width.into());
        put(buf, area, &rule, theme.style(Role::Border));
        let role = [Role::Decision, Role::Management, Role::Operations].get(rung).copied().unwrap_or(Role::Heading);
        let level = RUNGS.get(rung).map(|level| choice_label(view.text, "level", level.code())).unwrap_or_default();
        let layer = ["decision", "management", "operations"].get(rung).copied().unwrap_or_default();
        let layer = choice_label(view.text, "layer", layer);
        let arrow = if theme.ascii { "<>" } else { "↔" };
        let load = format!(" {} {} ", theme.lines().sort[0], waiting.items.len());
        let alarm = if waiting.urgent > 0 { format!("! {} ", waiting.urgent) } else { String::new() };
        let title = format!("{level} {arrow} {layer} ");
        let mut spans =
            vec![(title, theme.style(role)), (load, theme.style(Role::Heading)), (alarm, theme.style(Role::Bad))];
        if rung == 0 {
            spans.extend(self.narrowed(view).map(|said| (format!(" {said} "), theme.style(Role::Warn))));
        }
        let used = put_spans(buf, area, &spans);
        draw_load(buf, view, Rect { x: area.x + used, width: area.width.saturating_sub(used), ..area }, &waiting.load);
    }

    /// What is shown alone and what is marked, in words.
    fn narrowed(&self, view: &View) -> Option<String> {
        let only = self.sift.said(view, self.board.hidden);
        let count = self.marks.len().to_string();
        let marked = (!self.marks.is_empty()).then(|| view.text.ta("ladder-marked", &[("count", &count)]));
        let parts: Vec<String> = only.into_iter().chain(marked).collect();
        (!parts.is_empty()).then(|| parts.join("  "))
    }

    fn draw_column(
        &self,
        buf: &mut Buffer,
        view: &View,
        column: &Column,
        (rung, at): (usize, usize),
        waiting: &Waiting,
    ) {
        if column.area.is_empty() {
            return;
        }
        let none = match column.holds {
            Holds::Nothing => return,
            Holds::Everything if waiting.len() == 0 => Some("ladder-empty-rung"),
            Holds::Items if waiting.items.is_empty() => Some("ladder-empty-items"),
            Holds::Pairings if waiting.pairings.is_empty() => Some("ladder-empty-pairings"),
            _ => None,
        };
        if let Some(id) = none {
            let area = Rect { x: column.area.x + MARK, width: column.area.width.saturating_sub(MARK), ..column.area };
            put(buf, area, &view.text.t(id), view.theme.style(Role::Placeholder));
        }
        let widths = self.widths(column);
        for (row, area) in column.list.rows(column.area) {
            // The columns are the same on all rungs, with a scrollbar or without.
            let area = Rect { width: column.area.width, ..area };
            let place = Place { rung, column: at, row };
            match self.row(place) {
                Some(Row::Item(item)) => draw_item(buf, view, area, item, widths, self.marks.contains(&item.id)),
                Some(Row::Pair(pair)) => draw_pair(buf, view, area, pair),
                None => continue,
            }
            if place == self.place && self.cursor.is_some() {
                let role = if view.focused { Role::Selected } else { Role::SelectedDim };
                fill(buf, Rect { width: area.width.saturating_sub(1), ..area }, view.theme.style(role));
            }
        }
        scrollbar(buf, column.area, view.theme, &column.list);
    }

    /// Divides a row: what is needed to act comes first, the rest as room allows. The columns are the same on all rungs.
    fn widths(&self, column: &Column) -> Widths {
        let widest = self.board.widest;
        let mut left = column.area.width.saturating_sub(MARK + 1);
        // As much as is wanted, but no less than `least`, and only where `keep` is left for the subject.
        let mut take = |wanted: u16, least: u16, keep: u16| {
            let room = left.saturating_sub(2 + keep);
            let gets = if room >= least { wanted.min(room) } else { 0 };
            left -= if gets > 0 { gets + 2 } else { 0 };
            gets
        };
        let mut whole = |wanted: u16, keep: u16| take(wanted, wanted, keep);
        let clock = whole(widest.clock.min(14), 14);
        let due = whole(widest.due.min(20), 14);
        let account = whole(widest.account.min(14), 20);
        let who = widest.who.min(if column.area.width < ROOMY { 20 } else { 28 });
        let who = take(who, who.min(12), 16);
        let mut whole = |wanted: u16, keep: u16| take(wanted, wanted, keep);
        let bar = whole(BAR, 18);
        let moved = whole(widest.moved.min(40), 26);
        let subject = widest.subject.max(12);
        Widths { subject: left.min(subject), account, who, bar, clock, due, moved }
    }

    /// Where the subject of an item stands in its row.
    pub(super) fn subject_rect(&self, column: &Column, row: Rect) -> Rect {
        let width = self.widths(column).subject.max(12).min(row.width.saturating_sub(MARK));
        Rect { x: row.x + MARK, width, ..row }
    }

    fn draw_detail(&self, buf: &mut Buffer, view: &View) {
        let Some(row) = self.row(self.place).filter(|_| self.cursor.is_some()) else { return };
        let theme = view.theme;
        let said = match row {
            Row::Item(item) => &item.detail,
            Row::Pair(pair) => &pair.detail,
        };
        put_wrapped(buf, self.detail, &format!("› {said}"), theme.style(Role::Info));
    }

    fn draw_forecast(&self, buf: &mut Buffer, view: &View) {
        let theme = view.theme;
        if self.strip.is_empty() {
            return;
        }
        let rule = theme.lines().horizontal(Stroke::Thin).repeat(self.strip.width.into());
        put(buf, Rect { height: 1, ..self.strip }, &rule, theme.style(Role::Border));
        let title = format!("{} ", view.text.t("ladder-forecast"));
        put(buf, self.strip, &title, theme.style(Role::Heading));
        let lines = Rect { y: self.strip.y + 1, height: self.strip.height - 1, ..self.strip };
        if self.board.coming.is_empty() {
            put(buf, lines, &view.text.t("ladder-forecast-none"), theme.style(Role::Placeholder));
            return;
        }
        let packed = pack(&self.board.coming, lines);
        for (line, y) in packed.iter().zip(lines.top()..lines.bottom()) {
            put(buf, Rect { y, height: 1, ..lines }, line, theme.style(Role::Text));
        }
    }
}

/// Who has how much on hand, at the right end of a heading, as many as there is room for.
fn draw_load(buf: &mut Buffer, view: &View, area: Rect, load: &[(String, Role)]) {
    let theme = view.theme;
    let mut right = area.right();
    let mut shown = Vec::new();
    let mut room = area.width.saturating_sub(2);
    for (said, role) in load {
        let cols = width(said) as u16 + 2;
        if cols > room {
            break;
        }
        room -= cols;
        shown.push((said, *role, cols));
    }
    for (said, role, cols) in shown.into_iter().rev() {
        right -= cols;
        put(buf, Rect { x: right, width: cols, ..area }, &format!(" {said} "), theme.style(role));
    }
}

fn draw_item(buf: &mut Buffer, view: &View, area: Rect, item: &Item, widths: Widths, marked: bool) {
    let theme = view.theme;
    let style = theme.style(item.role);
    let [set, unset] = theme.lines().dots;
    let mark = match (item.urgent, item.stopped) {
        (_, true) => set,
        (true, false) => "!",
        (false, false) => unset,
    };
    put(buf, area, mark, style);
    if marked {
        // In the blank before the subject, so that the sign of its state stays.
        put(buf, Rect { x: area.x + 1, width: 1, ..area }, "+", theme.style(Role::Accent));
    }
    let mut x = area.x + MARK;
    let mut cell = |columns: u16, text: &str, role: Role| {
        if columns > 0 {
            put(buf, Rect { x, width: columns.min(area.right().saturating_sub(x)), ..area }, text, theme.style(role));
            x += columns + 2;
        }
    };
    cell(widths.subject, &item.subject, item.role);
    cell(widths.account, &item.account, Role::Dim);
    cell(widths.who, &item.who, Role::Dim);
    let (used, of) = item.used;
    cell(widths.bar, &bar(theme, used as f64, of as f64, widths.bar.into()), item.role);
    cell(widths.clock, &item.clock, item.role);
    cell(widths.due, &item.due, item.role);
    cell(widths.moved, &item.moved, Role::Dim);
}

fn draw_pair(buf: &mut Buffer, view: &View, area: Rect, pair: &Pair) {
    let theme = view.theme;
    let cycle = width(&pair.cycle) as u16;
    let names = Rect { x: area.x + MARK, width: area.width.saturating_sub(MARK + cycle + 3), ..area };
    put(buf, area, theme.lines().separator, theme.style(Role::Dim));
    put(buf, names, &fit(&pair.who, names.width.into()), theme.style(Role::Ours));
    put_right(buf, Rect { width: area.width.saturating_sub(2), ..area }, &pair.cycle, theme.style(pair.role));
}

/// Puts as many pieces into each line as fit; the last line says how many are left.
fn pack(pieces: &[String], area: Rect) -> Vec<String> {
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let mut lines: Vec<String> = Vec::new();
    let mut placed = 0;
    for piece in pieces {
        let room = lines.last().map_or(0, |line: &String| columns.saturating_sub(width(line)));
        let joins = !lines.is_empty() && width(piece) + 3 <= room;
        if !joins && lines.len() >= rows {
            break;
        }
        if let Some(line) = lines.last_mut().filter(|_| joins) {
            line.extend([" · ", piece]);
        } else {
            lines.push(fit(piece, columns));
        }
        placed += 1;
    }
    let left = pieces.len() - placed;
    if let Some(line) = lines.last_mut().filter(|_| left > 0) {
        let rest = format!(" +{left}");
        *line = pad(&fit(line, columns.saturating_sub(width(&rest))), columns.saturating_sub(width(&rest))) + &rest;
    }
    lines
}
