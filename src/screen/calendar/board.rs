//! The presence board: people by days, cities and journeys in the cells, and under each of ours where they could meet
//! whom.

mod draw;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use ratatui::layout::{Position, Rect};

use super::monday;
use super::sift::Sift;
use crate::model::{Id, Record, Seat};
use crate::rules::agenda::{Entry, EntryKind, on_board};
use crate::rules::intercept::{Intercept, intercepts};
use crate::rules::presence::{Stay, stays};
use crate::screen::View;
use crate::widget::List;

/// What a row stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// What concerns nobody in particular: days off, deadlines, invoices.
    #[default]
    All,
    /// One of theirs.
    Person(Id),
    /// One of ours.
    Member(Id),
    /// A proposal: one of ours, their seat, the first day.
    Meeting(Id, Id, NaiveDate),
}

impl Row {
    /// The person or member.
    pub const fn who(self) -> Option<Id> {
        match self {
            Self::Person(id) | Self::Member(id) => Some(id),
            Self::All | Self::Meeting(..) => None,
        }
    }

    /// The record the inspector shows where no entry is under the cursor.
    pub const fn record(self) -> Option<Id> {
        match self {
            Self::Person(id) | Self::Member(id) | Self::Meeting(_, id, _) => Some(id),
            Self::All => None,
        }
    }
}

/// A row, and what is in its cells.
#[derive(Clone, Debug, Default)]
struct Line {
    row: Row,
    name: String,
    home: String,
    stays: Vec<Stay>,
    /// The entries of each day.
    cells: BTreeMap<NaiveDate, Vec<usize>>,
}

/// The board.
#[derive(Clone, Debug, Default)]
pub struct Board {
    lines: Vec<Line>,
    meetings: Vec<Intercept>,
    cursor: Row,
    list: List,
    area: Rect,
    first: NaiveDate,
    days: u16,
}

/// Rows of the headings: days, and their signs.
const HEAD: u16 = 2;
/// No more columns than this, however wide the terminal.
const MOST_DAYS: u16 = 62;

/// Columns of the names and of a day.
const fn widths(width: u16) -> (u16, u16) {
    match width {
        // A city of two letters, a mark and a gap.
        0..60 => (10, 6),
        60..110 => (16, 6),
        _ => (24, 7),
    }
}

impl Board {
    /// The days shown, with `day` among them: whole weeks from a Monday where they fit.
    pub(super) fn window(&mut self, day: NaiveDate, body: Rect) -> (NaiveDate, NaiveDate) {
        let (names, column) = widths(body.width);
        self.days = (body.width.saturating_sub(names) / column).clamp(1, MOST_DAYS);
        let last = self.first + Days::new(u64::from(self.days) - 1);
        if day < self.first || day > last {
            self.first = if self.days < 7 { day } else { monday(day) };
        }
        (self.first, self.first + Days::new(u64::from(self.days) - 1))
    }

    /// How many days are shown.
    pub(super) fn days(&self) -> i64 {
        self.days.into()
    }

    /// Works out who is where, and what is in which cell.
    pub(super) fn settle(&mut self, view: &View, entries: &[Entry], sift: &Sift) {
        let (from, to) = (self.first, self.first + Days::new(u64::from(self.days.max(1)) - 1));
        let people = on_board(view.room, view.terms, view.now, view.account, (from, to));
        self.meetings = intercepts(view.room, view.terms, view.now, view.account, from, to);
        // Who is at home can be met any day, and what is nobody's business yet would crowd out the people.
        self.meetings.retain(|meeting| meeting.pairing.is_some() && !meeting.is_at_home());
        let everybody = view.account.map_or_else(|| view.text.t("calendar-row-all"), |account| view.room.name(account));
        let of = |row: Row, name: String| {
            let stays = row.who().map(|who| stays(view.room, view.terms, who, from, to)).unwrap_or_default();
            let home = row.who().and_then(|who| home_city(view, who)).unwrap_or_default();
            Line { row, name, home, stays, cells: BTreeMap::new() }
        };
        let title = |seat: Id| view.room.get::<Seat>(seat).and_then(|seat| seat.title.clone()).unwrap_or_default();
        let named =
            |id: Id, seat: Option<Id>| format!("{} {}", view.room.name(id), seat.map(title).unwrap_or_default());
        let theirs = people.theirs.into_iter().map(|(id, seat)| of(Row::Person(id), named(id, seat)));
        let ours = people.ours.into_iter().map(|id| of(Row::Member(id), view.room.name(id)));
        self.lines = [of(Row::All, everybody)].into_iter().chain(theirs).chain(ours).collect();
        if !sift.is_open() {
            self.lines.retain(|line| {
                let cities: Vec<&str> = line.stays.iter().filter_map(|stay| stay.city.as_deref()).collect();
                line.row.who().is_none_or(|who| sift.shows_row(view, who, &cities))
            });
            let rows: Vec<Row> = self.lines.iter().map(|line| line.row).collect();
            self.meetings
                .retain(|meeting| rows.contains(&Row::Member(meeting.member)) || rows.contains(&host(view, meeting)));
        }
        self.fill(view, entries, (from, to));
        self.arrange(view);
        self.repair();
    }

    /// Puts every entry into the cells it belongs to.
    fn fill(&mut self, view: &View, entries: &[Entry], (from, to): (NaiveDate, NaiveDate)) {
        let rows: BTreeMap<Row, usize> = self.lines.iter().enumerate().map(|(at, line)| (line.row, at)).collect();
        for (index, entry) in entries.iter().enumerate() {
            for line in concerned(view, entry).into_iter().filter_map(|row| rows.get(&row)) {
                let Some(line) = self.lines.get_mut(*line) else { continue };
                for day in entry.day.max(from).iter_days().take_while(|day| *day <= entry.end.min(to)) {
                    line.cells.entry(day).or_default().push(index);
                }
            }
        }
    }

    /// Theirs who have something on come before ours, those who have not after them; a proposal stands under whoever of
    /// the two is on a journey.
    fn arrange(&mut self, view: &View) {
        let is_quiet = |line: &Line| line.cells.is_empty() && line.stays.iter().all(|stay| stay.travel.is_none());
        self.lines.sort_by_key(|line| match line.row {
            Row::Person(_) if is_quiet(line) => 3,
            Row::Member(_) | Row::Meeting(..) => 2,
            Row::Person(_) => 1,
            Row::All => 0,
        });
        for meeting in self.meetings.iter().rev() {
            let host = host(view, meeting);
            let at = self.lines.iter().position(|line| line.row == host).map_or(self.lines.len(), |at| at + 1);
            self.lines.insert(at, Line { row: row_of(meeting), ..Line::default() });
        }
    }

    /// A row that vanished leaves the cursor on the one that took its place.
    fn repair(&mut self) {
        let at = self.lines.iter().position(|line| line.row == self.cursor);
        let at = at.unwrap_or_else(|| self.list.selected().unwrap_or(0).min(self.lines.len().saturating_sub(1)));
        self.cursor = self.lines.get(at).map(|line| line.row).unwrap_or_default();
    }

    pub(super) fn layout(&mut self, area: Rect) {
        self.area = area;
        self.list.layout(self.lines.len(), area.height.saturating_sub(HEAD));
        if let Some(at) = self.lines.iter().position(|line| line.row == self.cursor) {
            self.list.select(at);
        }
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<Row> {
        self.lines.iter().find(|line| line.row == self.cursor).map(|line| line.row)
    }

    /// The proposal under the cursor.
    pub(super) fn meeting(&self) -> Option<&Intercept> {
        self.meeting_of(self.cursor)
    }

    /// The proposal of a row.
    fn meeting_of(&self, row: Row) -> Option<&Intercept> {
        self.meetings.iter().find(|meeting| row_of(meeting) == row)
    }

    /// The entries of the cursor's cell.
    pub(super) fn here(&self, day: NaiveDate) -> &[usize] {
        let line = self.lines.iter().find(|line| line.row == self.cursor);
        line.and_then(|line| line.cells.get(&day)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn step(&mut self, by: isize) {
        self.list.step(by);
        let line = self.list.selected().and_then(|at| self.lines.get(at));
        self.cursor = line.map_or(self.cursor, |line| line.row);
    }

    /// Puts the cursor on the row of one of ours.
    pub(super) const fn select_member(&mut self, member: Id) {
        self.cursor = Row::Member(member);
    }

    /// Puts the cursor on the row a record belongs to, if it belongs to one.
    pub(super) fn select(&mut self, view: &View, id: Id) {
        self.cursor = match view.room.record(id) {
            Some(Record::Person(_)) => Row::Person(id),
            Some(Record::Member(_)) => Row::Member(id),
            Some(Record::Seat(seat)) => seat.person.map_or(self.cursor, Row::Person),
            Some(Record::Travel(travel)) => match (travel.person, travel.member) {
                (Some(person), _) => Row::Person(person),
                (_, Some(member)) => Row::Member(member),
                _ => self.cursor,
            },
            _ => self.cursor,
        };
    }

    /// The day in a cell that was clicked; its row gets the cursor.
    pub(super) fn click(&mut self, at: Position) -> Option<NaiveDate> {
        let (names, column) = widths(self.area.width);
        let row = self.list.at(self.rows(), at)?;
        self.cursor = self.lines.get(row)?.row;
        let nth = at.x.checked_sub(self.area.x + names).map_or(0, |x| x / column).min(self.days.saturating_sub(1));
        Some(self.first + Days::new(nth.into()))
    }

    fn rows(&self) -> Rect {
        let head = HEAD.min(self.area.height);
        Rect { y: self.area.y + head, height: self.area.height - head, ..self.area }
    }

    /// Each day shown, with its column.
    fn columns(&self) -> impl Iterator<Item = (NaiveDate, Rect)> + use<> {
        let (names, column) = widths(self.area.width);
        let area = self.area;
        self.first.iter_days().zip(0..self.days).map(move |(day, nth)| {
            let x = area.x + names + nth * column;
            (day, Rect { x, width: column.min(area.right().saturating_sub(x)), ..area })
        })
    }
}

/// The row a proposal stands under: whoever of the two is on a journey.
fn host(view: &View, meeting: &Intercept) -> Row {
    let person = view.room.person_of(meeting.seat).filter(|_| meeting.their_travel.is_some());
    person.map_or(Row::Member(meeting.member), |person| Row::Person(person.id))
}

/// The row of a proposal.
const fn row_of(meeting: &Intercept) -> Row {
    Row::Meeting(meeting.member, meeting.seat, meeting.from)
}

fn home_city(view: &View, who: Id) -> Option<String> {
    match view.room.record(who)? {
        Record::Person(person) => person.home_city.clone(),
        Record::Member(member) => member.base_city.clone(),
        _ => None,
    }
}

/// The rows an entry stands in.
pub(super) fn concerned(view: &View, entry: &Entry) -> Vec<Row> {
    let seated = |seat: Id| view.room.person_of(seat).map(|person| Row::Person(person.id));
    let record = entry.id.and_then(|id| view.room.record(id));
    let rows: Vec<Row> = match (entry.kind, record) {
        (_, Some(Record::Travel(travel))) => {
            travel.person.map(Row::Person).or(travel.member.map(Row::Member)).into_iter().collect()
        }
        (_, Some(Record::Visit(visit))) => {
            let theirs = visit.theirs.iter().chain(&visit.received_by).filter_map(|seat| seated(*seat));
            let mut rows: Vec<_> = theirs.chain(visit.ours.iter().map(|one| Row::Member(one.member))).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        }
        (_, Some(Record::Member(member))) => vec![Row::Member(member.id)],
        (_, Some(Record::Pairing(pairing))) => {
            [Some(Row::Member(pairing.member)), seated(pairing.seat)].into_iter().flatten().collect()
        }
        (_, Some(Record::FollowUp(item))) => {
            [Some(Row::All), item.seat.and_then(seated)].into_iter().flatten().collect()
        }
        (EntryKind::Birthday | EntryKind::Occasion | EntryKind::Reminder, _) => {
            entry.who.map(Row::Person).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let nobody = rows.is_empty() || matches!(record, Some(Record::Occasion(one)) if one.person.is_none());
    if nobody { vec![Row::All] } else { rows }
}
