//! The month: a grid of weeks, in each cell the day, its signs and as many entries as fit.

use chrono::{Days, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Calendar, first_of_month, monday, words};
use crate::screen::View;
use crate::text::width;
use crate::theme::Role;
use crate::widget::{Month, fill, put};

/// The days of the grid around `day`: whole weeks, at most six.
pub(super) fn window(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let start = monday(first_of_month(day));
    (start, start + Days::new(41))
}

fn grid(calendar: &Calendar) -> Month {
    Month::layout(calendar.day, Weekday::Mon, calendar.body)
}

pub(super) fn day_at(calendar: &Calendar, at: Position) -> Option<NaiveDate> {
    grid(calendar).days.into_iter().find(|(_, cell)| cell.contains(at)).map(|(day, _)| day)
}

pub(super) fn draw(calendar: &Calendar, buf: &mut Buffer, view: &View) {
    let grid = grid(calendar);
    for (weekday, area) in &grid.headings {
        put(buf, *area, &view.text.weekday(*weekday), view.theme.style(Role::Heading));
    }
    let month = first_of_month(calendar.day);
    for (day, cell) in &grid.days {
        draw_day(calendar, buf, view, *day, *cell, first_of_month(*day) == month);
    }
}

fn draw_day(calendar: &Calendar, buf: &mut Buffer, view: &View, day: NaiveDate, cell: Rect, inside: bool) {
    // The last column keeps neighbours apart.
    let cell = Rect { width: cell.width.saturating_sub(1), ..cell };
    let head = Rect { height: 1.min(cell.height), ..cell };
    let (theme, today) = (view.theme, day == view.today());
    let number = if today { format!("[{}]", day.format("%-d")) } else { day.format("%-d").to_string() };
    let sign = words::day_sign(view, day, &calendar.workdays);
    let role = match (inside, today, calendar.workdays.is_workday(day)) {
        (false, ..) => Role::Dim,
        (_, true, _) => Role::Today,
        (_, _, false) if calendar.workdays.holiday(day).is_some() => Role::Holiday,
        (_, _, false) => Role::Weekend,
        _ => Role::Text,
    };
    let shown = format!("{number}{}{sign}", if sign.is_empty() { "" } else { " " });
    let used = put(buf, head, &shown, theme.style(role));
    let entries = calendar.by_day.get(&day).map_or(&[][..], Vec::as_slice);
    let entries = || entries.iter().filter_map(|index| calendar.entries.get(*index));
    let rest = Rect { x: head.x + used, width: head.width - used, ..head };
    let lines = Rect { y: cell.y + head.height, height: cell.height - head.height, ..cell };
    let count = entries().count();
    if lines.height == 0 || (lines.height == 1 && count > 1) {
        let marks: String = entries().map(|entry| words::sign(entry, theme)).collect();
        let place = if lines.height == 0 {
            Rect { x: rest.x + 1.min(rest.width), width: rest.width.saturating_sub(1), ..rest }
        } else {
            lines
        };
        put(buf, place, &marks, theme.style(if inside { Role::Accent } else { Role::Dim }));
    } else {
        draw_entries(calendar, buf, view, day, lines, inside);
    }
    // Beside its own number: at the other end of the cell it would stand before the next.
    if let Some(lunar) =
        words::lunar_short(view, day).filter(|lunar| lines.height > 0 && width(lunar) < usize::from(rest.width))
    {
        let beside = Rect { x: rest.x + 1, width: rest.width - 1, ..rest };
        put(buf, beside, &lunar, theme.style(Role::Dim));
    }
    if day == calendar.day {
        fill(buf, head, theme.style(if view.focused { Role::Selected } else { Role::SelectedDim }));
    }
}

/// As many entries as there are rows, the one under the cursor among them; the last row counts the others.
fn draw_entries(calendar: &Calendar, buf: &mut Buffer, view: &View, day: NaiveDate, area: Rect, inside: bool) {
    let all = calendar.by_day.get(&day).map_or(&[][..], Vec::as_slice);
    let rows = usize::from(area.height);
    let shown = if all.len() > rows { rows.saturating_sub(1) } else { all.len() };
    let at = all
        .iter()
        .position(|index| day == calendar.day && calendar.entries.get(*index).map(super::pick) == calendar.pick);
    let skip = at.map_or(0, |at| (at + 1).saturating_sub(shown));
    let visible = all.iter().skip(skip).take(shown).filter_map(|index| calendar.entries.get(*index));
    for (entry, y) in visible.zip(area.top()..) {
        let row = Rect { y, height: 1, ..area };
        let role = if inside { words::role(entry, view.today()) } else { Role::Dim };
        put(buf, row, &words::cell(view, entry, row.width.into()), view.theme.style(role));
        if at.is_some() && Some(super::pick(entry)) == calendar.pick {
            fill(buf, row, view.theme.style(Role::SelectedDim));
        }
    }
    if all.len() > shown {
        let row = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        put(buf, row, &format!("+{}", all.len() - shown), view.theme.style(Role::Dim));
    }
}
