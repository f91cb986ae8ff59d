//! The week: seven columns in three bands, all day, morning and afternoon.

use chrono::{Datelike, Days, NaiveDate, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Calendar, monday, words};
use crate::rules::agenda::Entry;
use crate::screen::View;
use crate::text::width;
use crate::theme::{Role, Stroke};
use crate::widget::{fill, put};

/// The bands, in the order of the day.
const BANDS: [&str; 3] = ["calendar-band-day", "calendar-band-morning", "calendar-band-afternoon"];

fn band(entry: &Entry, day: NaiveDate) -> usize {
    match words::time_on(entry, day) {
        None => 0,
        Some(time) if time.hour() < 12 => 1,
        Some(_) => 2,
    }
}

/// The seven columns right of the bands' names.
fn columns(body: Rect, gutter: u16, from: NaiveDate) -> impl Iterator<Item = (NaiveDate, Rect)> {
    let rest = body.width.saturating_sub(gutter);
    let (each, over) = (rest / 7, rest % 7);
    from.iter_days().zip(0..7).map(move |(day, nth)| {
        let x = body.x + gutter + nth * each + nth.min(over);
        (day, Rect { x, width: each + u16::from(nth < over), ..body })
    })
}

fn gutter(view: &View) -> u16 {
    BANDS.iter().map(|id| width(&view.text.t(id))).max().unwrap_or(0) as u16 + 1
}

pub(super) fn day_at(calendar: &Calendar, at: Position) -> Option<NaiveDate> {
    // The gutter is a few columns; a click in it belongs to the first day.
    let from = monday(calendar.day);
    let columns = columns(calendar.body, 0, from);
    columns.filter(|(_, area)| area.contains(at)).map(|(day, _)| day).next()
}

pub(super) fn draw(calendar: &Calendar, buf: &mut Buffer, view: &View) {
    let (body, theme) = (calendar.body, view.theme);
    let gutter = gutter(view);
    let from = monday(calendar.day);
    let rows = body.height.saturating_sub(1);
    let busiest = |nth: usize| {
        let days = (0..7).map(|n| from + Days::new(n));
        days.map(|day| of_band(calendar, day, nth).count()).max().unwrap_or(0) as u16 + 1
    };
    // The all-day band takes what it needs, but leaves each half day a third.
    let first = busiest(0).clamp(2.min(rows), (rows / 3).max(2).min(rows));
    let half = (rows - first) / 2;
    let heights = [first, half, rows - first - half];
    let mut y = body.y + 1;
    for (nth, height) in heights.into_iter().enumerate() {
        let area = Rect { y, height: height.min(body.bottom().saturating_sub(y)), ..body };
        if !area.is_empty() {
            let id = BANDS.get(nth).copied().unwrap_or_default();
            let rule = theme.lines().horizontal(Stroke::Thin).repeat(usize::from(area.width));
            put(buf, Rect { height: 1, ..area }, &rule, theme.style(Role::Border));
            put(buf, Rect { height: 1, ..area }, &format!("{} ", view.text.t(id)), theme.style(Role::Heading));
            for (day, column) in columns(area, gutter, from) {
                let inner =
                    Rect { y: area.y + 1, height: area.height - 1, width: column.width.saturating_sub(1), ..column };
                draw_band(calendar, buf, view, (day, nth), inner);
            }
        }
        y = y.saturating_add(height);
    }
    for (day, column) in columns(body, gutter, from) {
        draw_heading(
            calendar,
            buf,
            view,
            day,
            Rect { height: 1.min(body.height), width: column.width.saturating_sub(1), ..column },
        );
    }
}

fn draw_heading(calendar: &Calendar, buf: &mut Buffer, view: &View, day: NaiveDate, area: Rect) {
    let today = day == view.today();
    let sign = words::day_sign(view, day, &calendar.workdays);
    let date = day.format("%-d");
    let date = if today { format!("[{date}]") } else { date.to_string() };
    let role = match (today, calendar.workdays.is_workday(day)) {
        (true, _) => Role::Today,
        (_, false) => Role::Weekend,
        _ => Role::Heading,
    };
    put(buf, area, format!("{} {date} {sign}", view.text.weekday(day.weekday())).trim_end(), view.theme.style(role));
    if day == calendar.day {
        fill(buf, area, view.theme.style(if view.focused { Role::Selected } else { Role::SelectedDim }));
    }
}

fn of_band(calendar: &Calendar, day: NaiveDate, nth: usize) -> impl Iterator<Item = &Entry> {
    let all = calendar.by_day.get(&day).map_or(&[][..], Vec::as_slice);
    all.iter().filter_map(|index| calendar.entries.get(*index)).filter(move |entry| band(entry, day) == nth)
}

fn draw_band(calendar: &Calendar, buf: &mut Buffer, view: &View, (day, nth): (NaiveDate, usize), area: Rect) {
    let total = of_band(calendar, day, nth).count();
    let rows = usize::from(area.height);
    let shown = if total > rows { rows.saturating_sub(1) } else { total };
    let is_cursor = |entry: &Entry| day == calendar.day && Some(super::pick(entry)) == calendar.pick;
    let at = of_band(calendar, day, nth).position(is_cursor);
    let skip = at.map_or(0, |at| (at + 1).saturating_sub(shown));
    for (entry, y) in of_band(calendar, day, nth).skip(skip).take(shown).zip(area.top()..) {
        let row = Rect { y, height: 1, ..area };
        put(
            buf,
            row,
            &words::timed(view, entry, day, row.width.into()),
            view.theme.style(words::role(entry, view.today())),
        );
        if is_cursor(entry) {
            fill(buf, row, view.theme.style(Role::SelectedDim));
        }
    }
    if total > shown && rows > 0 {
        let row = Rect { y: area.bottom() - 1, height: 1, ..area };
        put(buf, row, &format!("+{}", total - shown), view.theme.style(Role::Dim));
    }
}
