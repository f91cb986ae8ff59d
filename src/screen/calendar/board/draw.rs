//! How the board looks. The stroke of a journey's bar says how sure it is: heavy firm, thin likely, dashed a rumour.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Board, HEAD, Line, Row, widths};
use crate::model::Member;
use crate::model::choice::Firmness;
use crate::rules::agenda::{Entry, EntryKind};
use crate::rules::intercept::Intercept;
use crate::rules::presence::{Slot, Stay};
use crate::rules::workday::Calendar;
use crate::screen::View;
use crate::screen::calendar::words;
use crate::text::width;
use crate::theme::{Role, Stroke, Theme};
use crate::widget::{fill, put, put_right, scrollbar};

/// Marks of a day that are shown.
const MARKS: usize = 2;

/// Columns of a reason that say enough.
const LEGIBLE: u16 = 48;

impl Board {
    /// Draws headings and the rows in view.
    pub(in crate::screen::calendar) fn draw(
        &self,
        buf: &mut Buffer,
        view: &View,
        cursor: NaiveDate,
        entries: &[Entry],
        workdays: &Calendar,
    ) {
        for (day, column) in self.columns() {
            draw_heading(buf, view, (day, cursor), column, workdays);
        }
        for (at, area) in self.list.rows(self.rows()) {
            let Some(line) = self.lines.get(at) else { continue };
            match (self.meeting_of(line.row), line.row) {
                (Some(meeting), _) => self.draw_meeting(buf, view, meeting, area),
                (None, Row::Meeting(..)) => {}
                (None, _) => self.draw_line(buf, view, line, area, entries),
            }
            if self.list.selected() == Some(at) {
                self.draw_cursor(buf, view, line.row, cursor, area);
            }
        }
        scrollbar(buf, self.rows(), view.theme, &self.list);
    }

    fn draw_line(&self, buf: &mut Buffer, view: &View, line: &Line, area: Rect, entries: &[Entry]) {
        let (names, _) = widths(self.area.width);
        let ours = matches!(line.row, Row::Member(_));
        let role = if ours { Role::Ours } else { Role::Theirs };
        let left = Rect { width: names.saturating_sub(1).min(area.width), ..area };
        let home = if line.home.is_empty() { String::new() } else { format!("({})", words::short_city(&line.home, 8)) };
        let used = put_right(buf, left, &home, view.theme.style(Role::Dim));
        let gap = u16::from(used > 0);
        put(buf, Rect { width: left.width.saturating_sub(used + gap), ..left }, &line.name, view.theme.style(role));
        for (day, column) in self.columns() {
            let cell = Rect { y: area.y, height: 1, ..column };
            let marked = line.cells.get(&day).into_iter().flatten().filter_map(|index| entries.get(*index));
            // Journeys are the bar itself; days off have their sign in the heading already.
            let is_mark = |entry: &&Entry| {
                use EntryKind::{Holiday, Leave, MakeupWorkday, Travel};
                !matches!(entry.kind, Travel | Leave | Holiday | MakeupWorkday)
            };
            let marks: Vec<&Entry> = marked.filter(is_mark).take(MARKS).collect();
            if is_off(view, line.row, day) {
                put(buf, cell, &view.text.t("calendar-leave"), view.theme.style(Role::Warn));
            } else {
                draw_cell(buf, view, line, day, (cell, marks.len() as u16), ours);
            }
            for (entry, x) in marks.into_iter().zip((cell.left()..cell.right().saturating_sub(1)).rev()) {
                let place = Rect { x, width: 1, ..cell };
                put(buf, place, words::sign(entry, view.theme), view.theme.style(words::role(entry, view.today())));
            }
        }
    }

    /// A bracket under the days, with the reason in it or after it.
    fn draw_meeting(&self, buf: &mut Buffer, view: &View, meeting: &Intercept, area: Rect) {
        let columns: Vec<_> =
            self.columns().filter(|(day, _)| (meeting.from..=meeting.to).contains(day)).map(|(_, cell)| cell).collect();
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return };
        let style = view.theme.style(Role::Accent);
        let [open, close] = if view.theme.ascii { ["`", "'"] } else { ["╰", "╯"] };
        let said = words::intercept_line(view, meeting);
        let needed = width(&said) as u16 + 4;
        // A reason that is longer than its days begins left of them, but only as far as it takes to be read.
        let room = area.right().saturating_sub(1);
        let x = first.x.min(room.saturating_sub(needed.min(LEGIBLE))).max(area.x);
        let right = (x + needed).max(last.right().saturating_sub(1)).min(room);
        put(buf, Rect { x, width: right.saturating_sub(x + 2), ..area }, &format!("{open} {said}"), style);
        put(buf, Rect { x: right.saturating_sub(1), width: 1, ..area }, close, style);
    }

    fn draw_cursor(&self, buf: &mut Buffer, view: &View, row: Row, cursor: NaiveDate, area: Rect) {
        let (names, _) = widths(self.area.width);
        let name = Rect { width: names.saturating_sub(1).min(area.width), ..area };
        let strong = view.theme.style(if view.focused { Role::Selected } else { Role::SelectedDim });
        if matches!(row, Row::Meeting(..)) {
            return fill(buf, area, strong);
        }
        fill(buf, name, view.theme.style(Role::SelectedDim));
        if let Some((_, column)) = self.columns().find(|(day, _)| *day == cursor) {
            fill(buf, Rect { y: area.y, height: 1, width: column.width.saturating_sub(1), ..column }, strong);
        }
    }
}

fn draw_heading(
    buf: &mut Buffer,
    view: &View,
    (day, cursor): (NaiveDate, NaiveDate),
    column: Rect,
    workdays: &Calendar,
) {
    let head = Rect { height: 1.min(column.height), ..column };
    let signs = Rect { y: column.y + 1, height: u16::from(column.height >= HEAD), ..column };
    let today = day == view.today();
    let role = match (today, workdays.is_workday(day)) {
        (true, _) => Role::Today,
        (_, false) => Role::Weekend,
        _ => Role::Heading,
    };
    let name = Rect { width: head.width.saturating_sub(1), ..head };
    put(buf, name, &format!("{}{}", view.text.weekday(day.weekday()), day.day()), view.theme.style(role));
    if day == cursor {
        fill(buf, name, view.theme.style(Role::SelectedDim));
    }
    let sign = words::day_sign(view, day, workdays);
    let here = if today { view.theme.lines().arrows.get(2).copied().unwrap_or_default() } else { "" };
    put(buf, signs, &format!("{here}{sign}"), view.theme.style(role));
}

/// Whether one of ours is on leave, wherever they are.
fn is_off(view: &View, row: Row, day: NaiveDate) -> bool {
    let Row::Member(id) = row else { return false };
    view.room.get::<Member>(id).is_some_and(|member| member.leave_on(day).is_some())
}

/// One day of one person: the city, and a bar while a journey lasts. A half day stands in its half of the cell.
fn draw_cell(buf: &mut Buffer, view: &View, line: &Line, day: NaiveDate, (cell, marks): (Rect, u16), ours: bool) {
    // A half day that is in no city is spent on the way; one that is in two belongs to where it began and where it ends.
    let on_the_way = || {
        let touches = |at: Option<DateTime<FixedOffset>>, before: bool| {
            at.is_none_or(|at| if before { at.date_naive() <= day } else { day <= at.date_naive() })
        };
        line.stays.iter().find(|stay| stay.under_way && touches(stay.since, true) && touches(stay.until, false))
    };
    let at = |slot: Slot| line.stays.iter().find(|stay| stay.covers(slot)).or_else(on_the_way);
    let until = |slot: Slot| line.stays.iter().rfind(|stay| stay.covers(slot)).or_else(on_the_way);
    let (am, pm) = match (at(Slot::first(day)), until(Slot::last(day))) {
        (Some(am), Some(pm)) => (am, pm),
        (Some(one), None) | (None, Some(one)) => (one, one),
        (None, None) => return,
    };
    let goes_on = day.succ_opt().and_then(|next| at(Slot::first(next))).is_some_and(|next| next.travel == pm.travel);
    // What marks stand on is no room for a city, nor is the gap behind it.
    if (am.travel, am.under_way) == (pm.travel, pm.under_way) {
        let cols = cell.width.saturating_sub(1 + marks.max(1));
        return draw_stay(buf, view, pm, (cell, cols), ours, goes_on);
    }
    let half = cell.width / 2;
    let (left, right) = (Rect { width: half, ..cell }, Rect { x: cell.x + half, width: cell.width - half, ..cell });
    if am.travel.is_some() || pm.travel.is_none() {
        draw_stay(buf, view, am, (left, left.width), ours, false);
    }
    if pm.travel.is_some() {
        let cols = right.width.saturating_sub(if marks > 0 { 1 + marks } else { 0 });
        draw_stay(buf, view, pm, (right, cols), ours, goes_on);
    }
}

/// Where somebody is, the city in `cols` columns of it.
fn draw_stay(buf: &mut Buffer, view: &View, stay: &Stay, (area, cols): (Rect, u16), ours: bool, goes_on: bool) {
    let (theme, cols) = (view.theme, usize::from(cols));
    let city = stay.city.as_deref().unwrap_or_default();
    if stay.travel.is_none() {
        let dot = if theme.ascii { "." } else { "·" };
        let shown = if ours && !city.is_empty() { words::city_in(city, cols) } else { dot.to_owned() };
        put(buf, area, &shown, theme.style(Role::Dim));
        return;
    }
    let role = if stay.clash { Role::Warn } else { Role::Accent };
    if stay.under_way {
        let arrow = if theme.ascii { ">" } else { "→" };
        let shown = format!("{}{arrow}", bar(theme, stay.firmness).repeat(area.width.saturating_sub(1).into()));
        put(buf, area, &shown, theme.style(role));
        return;
    }
    if goes_on {
        put(buf, area, &bar(theme, stay.firmness).repeat(area.width.into()), theme.style(role));
    }
    // Half a cell has no room for both; the bar leads to the next cell, which has the name.
    if goes_on && area.width < 5 {
        return;
    }
    let sign = if stay.clash { "!" } else { "" };
    put(buf, area, &format!("{}{sign}", words::city_in(city, cols)), theme.style(role));
}

/// A column of a journey's bar.
fn bar(theme: &Theme, firmness: Option<Firmness>) -> &'static str {
    theme.lines().horizontal(match firmness {
        Some(Firmness::Firm) => Stroke::Heavy,
        Some(Firmness::Likely) => Stroke::Thin,
        Some(Firmness::Rumour) | None => Stroke::Dashed,
    })
}
