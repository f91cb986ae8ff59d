//! The agenda: the entries of two months as a list, the day and its month before the first of each. Two, so that at the end of the one
//! the next is in sight; they stay while the cursor is in them.

use chrono::{Datelike, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Calendar, first_of_month, pick, words};
use crate::screen::View;
use crate::text::width;
use crate::theme::Role;
use crate::widget::{fill, put, scrollbar};

pub(super) fn window(day: NaiveDate, now: (NaiveDate, NaiveDate)) -> (NaiveDate, NaiveDate) {
    let months = |first: NaiveDate| {
        let last = first.checked_add_months(Months::new(2)).and_then(|next| next.pred_opt());
        (first, last.unwrap_or(first))
    };
    if now == months(first_of_month(now.0)) && (now.0..=now.1).contains(&day) {
        now
    } else {
        months(first_of_month(day))
    }
}

/// Where the entries stand, after the column of days.
pub(super) fn rows(body: Rect) -> Rect {
    let days = DAYS.min(body.width);
    Rect { x: body.x + days, width: body.width - days, ..body }
}

/// Columns of the day: `[Tu 10-20]`, a sign, a blank.
const DAYS: u16 = 13;

/// The row of the entry under the cursor: the picked one, else the first of the day or after it. A day without entries
/// stays the cursor's day: it is the other views' too.
pub(super) fn current(calendar: &Calendar) -> Option<usize> {
    let from = calendar.window.0;
    let picked =
        calendar.entries.iter().position(|entry| Some(pick(entry)) == calendar.pick && entry.covers(calendar.day));
    let next = || calendar.entries.iter().position(|entry| entry.day.max(from) >= calendar.day);
    picked.or_else(next).or_else(|| calendar.entries.len().checked_sub(1))
}

pub(super) fn layout(calendar: &mut Calendar) {
    calendar.list.layout(calendar.entries.len(), calendar.body.height);
    if let Some(row) = current(calendar) {
        calendar.list.select(row);
    }
}

/// Up or down one entry; past the ends, into the months before or after.
pub(super) fn step(calendar: &mut Calendar, by: isize) {
    let row = calendar.list.selected().and_then(|row| row.checked_add_signed(by));
    let (from, to) = calendar.window;
    if let Some(entry) = row.and_then(|row| calendar.entries.get(row)) {
        calendar.day = entry.day.max(from);
        calendar.pick = Some(pick(entry));
        calendar.list.step(by);
        return;
    }
    let next = if by < 0 { from.pred_opt() } else { to.succ_opt() };
    calendar.go_to(next.unwrap_or(calendar.day));
}

/// Left or right: to the day before or after that has an entry of its own; past the ends, into the month before or after.
pub(super) fn step_day(calendar: &mut Calendar, by: isize) {
    let (from, to) = calendar.window;
    let mut days = calendar.entries.iter().map(|entry| entry.day.max(from));
    let day = if by < 0 {
        days.rfind(|day| *day < calendar.day).or_else(|| from.pred_opt())
    } else {
        days.find(|day| *day > calendar.day).or_else(|| to.succ_opt())
    };
    calendar.go_to(day.unwrap_or(calendar.day));
}

pub(super) fn draw(calendar: &Calendar, buf: &mut Buffer, view: &View) {
    let (body, theme) = (calendar.body, view.theme);
    if calendar.entries.is_empty() {
        put(
            buf,
            body,
            &view.text.t(if calendar.sift.is_open() { "calendar-month-empty" } else { "calendar-filter-empty" }),
            theme.style(Role::Placeholder),
        );
        return;
    }
    let from = calendar.window.0;
    let mut said = None;
    for (row, area) in calendar.list.rows(rows(body)) {
        let Some(entry) = calendar.entries.get(row) else { continue };
        let day = entry.day.max(from);
        if said != Some(day) {
            let left = Rect { x: body.x, width: DAYS.min(body.width), ..area };
            let today = day == view.today();
            let name = format!("{} {}", view.text.weekday(day.weekday()), day.format("%m-%d"));
            let name = if today { format!("[{name}]") } else { format!(" {name} ") };
            let sign = words::day_sign(view, day, &calendar.workdays);
            let gap = " ".repeat(10_usize.saturating_sub(width(&name)));
            let role = if today { Role::Today } else { Role::Heading };
            put(buf, left, &format!("{name}{gap}{sign}"), theme.style(role));
            said = Some(day);
        }
        put(buf, area, &words::line(view, entry), theme.style(words::role(entry, view.today())));
        if calendar.list.selected() == Some(row) {
            fill(buf, area, theme.style(if view.focused { Role::Selected } else { Role::SelectedDim }));
        }
    }
    scrollbar(buf, body, theme, &calendar.list);
}
