//! Where the days of a month stand in a rectangle; what is drawn in them is the caller's.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use ratatui::layout::Rect;

/// The grid of a month: whole weeks, so it begins and ends with days of its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The seven columns' headings.
    pub headings: Vec<(Weekday, Rect)>,
    /// Every day with its cell, by weeks.
    pub days: Vec<(NaiveDate, Rect)>,
}

impl Month {
    /// The month that `day` is in, its weeks beginning on `week_start`; the first row of `area` is the headings'.
    /// Columns and rows share the space evenly, the earlier ones taking what does not divide. Where there are fewer rows
    /// than weeks, the weeks around `day` are shown.
    pub fn layout(day: NaiveDate, week_start: Weekday, area: Rect) -> Self {
        let first = day.with_day(1).unwrap_or(day);
        let lead = first.weekday().days_since(week_start);
        let weeks = (lead + u32::from(first.num_days_in_month())).div_ceil(7) as u16;
        let body = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
        let rows = weeks.min(body.height.max(1));
        let hidden = ((lead + day.day0()) as u16 / 7).saturating_sub(rows / 2).min(weeks - rows);
        let start = first - Days::new(u64::from(lead)) + Days::new(7 * u64::from(hidden));
        let column = |nth| share(area.x, area.width, 7, nth);
        let cell = |nth: u16| {
            let ((x, width), (y, height)) = (column(nth % 7), share(body.y, body.height, rows, nth / 7));
            Rect { x, y, width, height }
        };
        let headings = start.iter_days().map(|day| day.weekday()).zip((0..7).map(column));
        Self {
            headings: headings
                .map(|(day, (x, width))| (day, Rect { x, width, height: area.height.min(1), ..area }))
                .collect(),
            days: start.iter_days().zip((0..rows * 7).map(cell)).collect(),
        }
    }

    /// The cell of a day, also of a neighbouring month's if it is in the grid.
    pub fn cell(&self, day: NaiveDate) -> Option<Rect> {
        self.days.iter().find(|(other, _)| *other == day).map(|(_, cell)| *cell)
    }
}

/// Start and length of the `nth` of `parts` in `len` from `start`.
fn share(start: u16, len: u16, parts: u16, nth: u16) -> (u16, u16) {
    let (each, over) = (len / parts, len % parts);
    (start + nth * each + nth.min(over), each + u16::from(nth < over))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn weeks_begin_where_they_are_told_to() {
        let area = Rect::new(1, 2, 73, 27);
        let month = Month::layout(day(2026, 10, 19), Weekday::Mon, area);
        assert_eq!((month.days[0].0, month.days.len()), (day(2026, 9, 28), 35));
        assert_eq!(month.headings[6].0, Weekday::Sun);
        let month = Month::layout(day(2026, 10, 19), Weekday::Sun, area);
        assert_eq!((month.days[0].0, month.headings[0].0), (day(2026, 9, 27), Weekday::Sun));
        assert_eq!(Month::layout(day(2026, 2, 1), Weekday::Sun, area).days.len(), 28);
        assert_eq!(Month::layout(day(2026, 8, 1), Weekday::Mon, area).days.len(), 42);
    }

    #[test]
    fn cells_fill_the_rectangle_and_do_not_overlap() {
        let area = Rect::new(1, 2, 73, 27);
        let month = Month::layout(day(2026, 10, 1), Weekday::Mon, area);
        let covered: u32 = month.days.iter().map(|(_, cell)| cell.area()).sum();
        assert_eq!(covered, 73 * 26);
        assert_eq!(month.cell(day(2026, 9, 28)), Some(Rect::new(1, 3, 11, 6)));
        assert_eq!(month.days[34].1.as_position(), (64, 24).into());
        assert_eq!((month.days[34].1.right(), month.days[34].1.bottom()), (area.right(), area.bottom()));
        assert_eq!(month.cell(day(2026, 12, 1)), None);
    }

    #[test]
    fn a_low_rectangle_shows_the_weeks_around_the_day() {
        for (of_month, shown) in [(1, (28, 11)), (20, (12, 25)), (31, (19, 1))] {
            let month = Month::layout(day(2026, 10, of_month), Weekday::Mon, Rect::new(0, 0, 40, 3));
            let (first, last) = (month.days[0].0, month.days[13].0);
            assert_eq!((month.days.len(), first.day(), last.day()), (14, shown.0, shown.1));
            assert!(month.cell(day(2026, 10, of_month)).is_some_and(|cell| cell.height == 1));
        }
    }
}
