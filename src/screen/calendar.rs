//! The contact calendar, of one account or of all: month, week, agenda and presence board over the same days, with one
//! cursor: a day, on the board also a row, and an entry there.

pub mod board;
pub mod sift;
pub mod words;

mod agenda;
mod month;
mod strip;
mod week;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::beside::Settles;
use super::{Screen, Step, Target, View};
use crate::model::{Id, Record, When};
use crate::rules::agenda::{self as rule, Entry, EntryKind};
use crate::rules::intercept::Intercept;
use crate::rules::workday;
use crate::text::Lang;
use crate::widget::List;
use board::{Board, Row};
use sift::Sift;

/// How the days are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A grid of weeks.
    #[default]
    Month,
    /// Seven columns in three bands: all day, morning, afternoon.
    Week,
    /// A list by day.
    Agenda,
    /// Who is where: people by days.
    Presence,
}

impl Mode {
    /// Every view, in the order Tab shows them.
    pub const ALL: [Self; 4] = [Self::Month, Self::Week, Self::Agenda, Self::Presence];

    /// Its name as an argument, and in the id of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::Agenda => "agenda",
            Self::Presence => "presence",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Month => Self::Week,
            Self::Week => Self::Agenda,
            Self::Agenda => Self::Presence,
            Self::Presence => Self::Month,
        }
    }
}

/// An entry, whatever its place in a list.
type Pick = (EntryKind, Option<Id>);
/// What settled answers depend on: records and so on, the days, and whether people were asked for.
type Key = ((u64, i64, Option<Id>, Lang), (NaiveDate, NaiveDate), bool, Sift);

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    mode: Mode,
    /// The day under the cursor; 1970-01-01 before it was first shown.
    day: NaiveDate,
    pick: Option<Pick>,
    /// A record to go to, as soon as there is a room to look it up in.
    wanted: Option<Id>,
    window: (NaiveDate, NaiveDate),
    settled: Option<Key>,
    entries: Vec<Entry>,
    /// Which entries are on each day.
    by_day: BTreeMap<NaiveDate, Vec<usize>>,
    workdays: workday::Calendar,
    /// Years without a holiday table, and the countries they lack it for.
    missing: Vec<(i32, Vec<String>)>,
    sift: Sift,
    board: Board,
    area: Rect,
    body: Rect,
    strip: Rect,
    /// The entries under the cursor, below the days; in the agenda all of them.
    list: List,
}

impl Calendar {
    /// The view in force.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Shows the days in another way.
    pub const fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Shows them in the next way.
    pub const fn next_mode(&mut self) {
        self.mode = self.mode.next();
    }

    /// The day under the cursor.
    pub const fn day(&self) -> NaiveDate {
        self.day
    }

    /// Puts the cursor on a day.
    pub fn go_to(&mut self, day: NaiveDate) {
        self.day = day;
        self.pick = None;
    }

    /// The first and the last of the days shown.
    pub const fn window(&self) -> (NaiveDate, NaiveDate) {
        self.window
    }

    /// The entry under the cursor.
    pub fn entry(&self) -> Option<&Entry> {
        if self.mode == Mode::Agenda {
            return self.entries.get(agenda::current(self)?);
        }
        let here = self.here();
        let at = here.iter().position(|index| self.entries.get(*index).map(pick) == self.pick).unwrap_or(0);
        self.entries.get(*here.get(at)?)
    }

    /// The person or member the cursor is on: the board's row, else whose entry it is.
    pub fn who(&self) -> Option<Id> {
        match self.mode {
            Mode::Presence => self.board.current().and_then(Row::who),
            _ => self.entry().and_then(|entry| entry.who),
        }
    }

    /// The proposal under the board's cursor.
    pub fn intercept(&self) -> Option<&Intercept> {
        (self.mode == Mode::Presence).then(|| self.board.meeting()).flatten()
    }

    /// Puts the board's cursor on one of ours.
    pub fn select_row_of(&mut self, member: Id) {
        self.board.select_member(member);
    }

    /// The entries under the cursor.
    fn here(&self) -> &[usize] {
        let days = || self.by_day.get(&self.day).map_or(&[][..], Vec::as_slice);
        match self.mode {
            Mode::Presence => self.board.here(self.day),
            _ => days(),
        }
    }

    /// What the answers are to be for, once the cursor is where it was asked to be.
    fn asks(&mut self, view: &View) -> Key {
        if self.settled.is_none() && self.day == NaiveDate::default() {
            self.day = view.today();
        }
        if let Some(id) = self.wanted.take() {
            self.find(view, id);
        }
        self.window = match self.mode {
            Mode::Month => month::window(self.day),
            Mode::Week => (monday(self.day), monday(self.day) + Days::new(6)),
            Mode::Agenda => agenda::window(self.day, self.window),
            Mode::Presence => self.board.window(self.day, self.body),
        };
        (view.key(), self.window, self.mode == Mode::Presence, self.sift.clone())
    }

    fn settle(&mut self, view: &View) {
        let key = Some(self.asks(view));
        if self.settled == key {
            return;
        }
        let (from, to) = self.window;
        self.entries = rule::agenda(view.room, view.terms, view.now, view.account, from, to);
        if !self.sift.is_open() {
            self.entries.retain(|entry| self.sift.shows(view, entry));
        }
        self.by_day.clear();
        for (index, entry) in self.entries.iter().enumerate() {
            for day in entry.day.max(from).iter_days().take_while(|day| *day <= entry.end.min(to)) {
                self.by_day.entry(day).or_default().push(index);
            }
        }
        self.workdays = rule::calendar(view.room, view.terms, view.account);
        self.missing = rule::missing(view.room, view.terms, view.account, from, to);
        if self.mode == Mode::Presence {
            self.board.settle(view, &self.entries, &self.sift);
        }
        self.settled = key;
    }

    fn divide(&mut self, area: Rect, remark: u16) {
        self.area = area;
        let title = (1 + remark).min(area.height);
        let strip = match self.mode {
            Mode::Agenda => 0,
            _ => (area.height / 4).clamp(2, 10).min(area.height.saturating_sub(title)),
        };
        self.body = Rect { y: area.y + title, height: area.height.saturating_sub(title + strip), ..area };
        self.strip = Rect { y: self.body.bottom(), height: strip, ..area };
    }

    /// Moves the cursor to a record's day; where it is on this day already, or has none, only to the record.
    fn find(&mut self, view: &View, id: Id) {
        let is_here =
            self.here().iter().filter_map(|index| self.entries.get(*index)).find(|entry| entry.id == Some(id));
        if let Some(entry) = is_here {
            self.pick = Some(pick(entry));
            return;
        }
        self.board.select(view, id);
        let day = match view.room.record(id) {
            Some(Record::Travel(travel)) => travel.depart.or(travel.arrive),
            Some(Record::Visit(visit)) => visit.start,
            Some(Record::FollowUp(item)) => item.due,
            Some(Record::Receivable(invoice)) => invoice.due.map(When::Day),
            _ => None,
        };
        let Some(day) = day.map(|when| when.day()) else { return };
        self.day = day;
        let kind = match view.room.record(id) {
            Some(Record::Travel(_)) => EntryKind::Travel,
            Some(Record::Visit(_)) => EntryKind::Visit,
            Some(Record::Receivable(_)) => EntryKind::ReceivableDue,
            _ => EntryKind::FollowUpDue,
        };
        self.pick = Some((kind, Some(id)));
    }

    /// Moves to the next or the previous entry of the day; false at its ends.
    fn step_entry(&mut self, by: isize) -> bool {
        let here = self.here();
        let at = here.iter().position(|index| self.entries.get(*index).map(pick) == self.pick).unwrap_or(0);
        let next = at.checked_add_signed(by).and_then(|at| self.entries.get(*here.get(at)?));
        let next = next.map(pick);
        if next.is_some() {
            self.pick = next;
        }
        next.is_some()
    }

    fn shift(&mut self, days: i64) {
        let moved = self.day.checked_add_signed(chrono::TimeDelta::days(days));
        self.go_to(moved.unwrap_or(self.day));
    }

    fn shift_months(&mut self, by: i32) {
        let months = Months::new(by.unsigned_abs());
        let moved = if by < 0 { self.day.checked_sub_months(months) } else { self.day.checked_add_months(months) };
        self.go_to(moved.unwrap_or(self.day));
    }

    /// Up or down: through the entries of a day, then to the day above or below it.
    fn step_down(&mut self, by: isize) {
        match self.mode {
            Mode::Presence => {
                if !self.step_entry(by) {
                    self.board.step(by);
                    self.pick = None;
                }
            }
            Mode::Agenda => agenda::step(self, by),
            Mode::Week => _ = self.step_entry(by),
            Mode::Month => {
                if !self.step_entry(by) {
                    self.shift(7 * by as i64);
                    self.pick = (by < 0).then(|| self.last_of_day()).flatten();
                }
            }
        }
    }

    fn last_of_day(&self) -> Option<Pick> {
        self.here().last().and_then(|index| self.entries.get(*index)).map(pick)
    }
}

impl Settles for Calendar {
    fn is_settled(&mut self, area: Rect, view: &View) -> bool {
        self.divide(area, 0);
        Some(self.asks(view)) == self.settled
    }

    fn take(&mut self, copy: Self) {
        let Self { window, settled, entries, by_day, workdays, missing, board, .. } = copy;
        *self = Self { window, settled, entries, by_day, workdays, missing, board, ..std::mem::take(self) };
    }
}

impl Screen for Calendar {
    fn layout(&mut self, area: Rect, view: &View) {
        self.divide(area, 0);
        self.settle(view);
        self.divide(area, self.remark_rows(view));
        self.board.layout(self.body);
        self.pick = self.entry().map(pick);
        if self.mode == Mode::Agenda {
            agenda::layout(self);
            return;
        }
        let at = self.here().iter().position(|index| self.entries.get(*index).map(pick) == self.pick);
        let (len, rows) = (self.here().len(), self.strip_rows());
        self.list.layout(len, rows.height);
        self.list.select(at.unwrap_or(0));
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        if self.area.is_empty() {
            return;
        }
        self.draw_title(buf, view);
        match self.mode {
            Mode::Month => month::draw(self, buf, view),
            Mode::Week => week::draw(self, buf, view),
            Mode::Agenda => return agenda::draw(self, buf, view),
            Mode::Presence => self.board.draw(buf, view, self.day, &self.entries, &self.workdays),
        }
        self.draw_strip(buf, view);
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Left if self.mode == Mode::Agenda => agenda::step_day(self, -1),
            Step::Right if self.mode == Mode::Agenda => agenda::step_day(self, 1),
            Step::Left => self.shift(-1),
            Step::Right => self.shift(1),
            Step::Up => self.step_down(-1),
            Step::Down => self.step_down(1),
            Step::PageUp | Step::PageDown => {
                let by = if step == Step::PageUp { -1 } else { 1 };
                match self.mode {
                    Mode::Month | Mode::Agenda => self.shift_months(by),
                    Mode::Week => self.shift(7 * i64::from(by)),
                    Mode::Presence => self.shift(i64::from(by) * self.board.days().max(7)),
                }
            }
            Step::First => {
                self.go_to(if self.mode == Mode::Week { monday(self.day) } else { first_of_month(self.day) });
            }
            Step::Last => {
                let last = first_of_month(self.day).checked_add_months(Months::new(1)).and_then(|day| day.pred_opt());
                let sunday = monday(self.day) + Days::new(6);
                self.go_to(if self.mode == Mode::Week { sunday } else { last.unwrap_or(self.day) });
            }
            Step::Wheel(rows) => self.step_down(isize::from(rows.signum())),
        }
    }

    fn selected(&self) -> Option<Id> {
        if let Some(meeting) = self.intercept() {
            return Some(meeting.subject());
        }
        let entry = self.entry().and_then(|entry| entry.id);
        let row = || match self.mode {
            Mode::Presence => self.board.current().and_then(Row::record),
            _ => None,
        };
        entry.or_else(row)
    }

    fn target(&self) -> Option<Target> {
        if self.intercept().is_some() {
            return None;
        }
        let entry = self.entry()?;
        let field = words::main_field(entry.kind)?;
        Some(Target { id: entry.id?, field, rect: self.spot()? })
    }

    fn select(&mut self, id: Id) {
        self.wanted = Some(id);
    }

    /// It wants the width; the panel comes when it is asked for.
    fn inspected(&self) -> bool {
        false
    }

    fn click(&mut self, at: Position) -> bool {
        if let Some(row) = self.spot_at(at) {
            return row;
        }
        let day = match self.mode {
            Mode::Month => month::day_at(self, at),
            Mode::Week => week::day_at(self, at),
            Mode::Agenda => None,
            Mode::Presence => self.board.click(at),
        };
        if let Some(day) = day {
            self.go_to(day);
        }
        day.is_some()
    }
}

fn pick(entry: &Entry) -> Pick {
    (entry.kind, entry.id)
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day)
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
