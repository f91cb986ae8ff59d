//! The pairing matrix: ours by level down the side, their key players across the top, what each pairing is and how its
//! contacts stand in the cells; below it the cell under the cursor in words. Of one account, or of all.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::beside::Settles;
use super::{Key, Screen, Step, View};
use crate::model::{Account, Id, Member, Seat};
use crate::rules::pairing::{Columns, Matrix, Pair};
use crate::text::{clean, width, wrap};
use crate::theme::Role;
use crate::widget::{List, put};

/// Rows of the heading: name, title, mark; of all accounts one more.
const HEAD: u16 = 3;
/// Rows of words below the cells, where there is room.
const FOOT: u16 = 6;

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq)]
enum Row {
    /// A level of ours.
    Level(String),
    /// One of ours.
    Ours(Id, String),
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq)]
struct Head {
    seat: Id,
    account: String,
    name: String,
    title: String,
    mark: String,
    uncovered: bool,
}

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Pairings {
    matrix: Matrix,
    shown: Columns,
    settled: Option<(Key, Columns)>,
    rows: Vec<Row>,
    heads: Vec<Head>,
    down: List,
    across: List,
    member: Option<Id>,
    seat: Option<Id>,
    /// A record to put the cursor on once the cells are settled.
    wanted: Option<Id>,
    area: Rect,
    body: Rect,
    foot: Rect,
    names: u16,
    column: u16,
}

impl Pairings {
    /// Which of theirs are shown.
    pub const fn columns(&self) -> Columns {
        self.shown
    }

    /// Shows others of theirs: key players, whoever is paired, everybody, and round again.
    pub fn widen(&mut self) {
        self.shown = self.shown.next();
    }

    /// The cell under the cursor: one of ours and one of theirs.
    pub fn cell(&self) -> Option<(Id, Id)> {
        self.member.zip(self.seat)
    }

    /// The pairing in the cell under the cursor.
    pub fn pair(&self) -> Option<&Pair> {
        self.matrix.pairs.get(&self.cell()?)
    }

    /// Puts the cursor on the next key player whom nobody faces, to the right and round again; false where there is none.
    pub fn next_uncovered(&mut self) -> bool {
        let here = self.across.selected().unwrap_or(0);
        let bare = |at: &usize| self.heads.get(*at).is_some_and(|head| head.uncovered);
        let found = (here + 1..self.heads.len()).chain(0..=here).find(bare);
        if let Some(at) = found {
            self.across.select(at);
            self.note();
        }
        found.is_some()
    }

    fn settle(&mut self, view: &View) {
        let wanted = (view.key(), self.shown);
        if self.settled == Some(wanted) {
            return;
        }
        self.matrix = Matrix::of(view.room, view.account, self.shown, view.now);
        self.rows.clear();
        let mut level = None;
        for member in self.matrix.ours.iter().filter_map(|id| view.room.get::<Member>(*id)) {
            if level != Some(member.level) {
                let name = member.level.map(|one| super::present::choice_label(view.text, "level", one.code()));
                self.rows.push(Row::Level(name.unwrap_or_else(|| view.text.t("word-unknown"))));
                level = Some(member.level);
            }
            let left = member.left_on.filter(|day| *day <= view.today());
            let gone = left.map(|_| format!(" {}", view.text.t("pairings-left"))).unwrap_or_default();
            self.rows.push(Row::Ours(member.id, format!("{}{gone}", clean(&member.name))));
        }
        let seats = self.matrix.theirs.iter().filter_map(|id| view.room.get::<Seat>(*id));
        self.heads = seats.map(|seat| head(view, seat, self.matrix.uncovered.contains(&seat.id))).collect();
        let widest = self.rows.iter().map(|row| match row {
            Row::Level(name) | Row::Ours(_, name) => width(name) as u16 + 2,
        });
        self.names = widest.max().unwrap_or(0).clamp(12, 22);
        self.settled = Some(wanted);
    }

    /// Shows more of theirs where a pairing that is asked for is not among those shown: one just added is seen.
    fn reach(&mut self, view: &View) {
        let pairing = self.wanted.and_then(|id| view.room.get::<crate::model::Pairing>(id));
        let Some(pairing) = pairing.filter(|one| self.matrix.ours.contains(&one.member)) else { return };
        for _ in 0..2 {
            if self.matrix.pairs.values().any(|pair| pair.pairing == pairing.id) {
                return;
            }
            self.shown = self.shown.next();
            self.settle(view);
        }
    }

    /// Puts the cursor where it was asked to be, else where it was, else on the first pairing.
    fn find(&mut self) {
        if let Some(id) = self.wanted.take() {
            let pair = self.matrix.pairs.values().find(|pair| pair.pairing == id);
            if let Some(pair) = pair {
                (self.member, self.seat) = (Some(pair.member), Some(pair.seat));
            } else if self.heads.iter().any(|head| head.seat == id) {
                self.seat = Some(id);
            } else if self.matrix.ours.contains(&id) {
                self.member = Some(id);
            }
        }
        let row =
            self.member.and_then(|id| self.rows.iter().position(|row| matches!(row, Row::Ours(one, _) if *one == id)));
        let column = self.seat.and_then(|id| self.heads.iter().position(|head| head.seat == id));
        self.down.select(row.or(self.down.selected()).unwrap_or(0));
        self.across.select(column.or(self.across.selected()).unwrap_or(0));
        self.off_headings(true);
        self.note();
    }

    fn off_headings(&mut self, down: bool) {
        let is_ours = |at: &usize| matches!(self.rows.get(*at), Some(Row::Ours(..)));
        let Some(at) = self.down.selected().filter(|at| !is_ours(at)) else { return };
        let below = (at..self.rows.len()).find(is_ours);
        let above = (0..at).rev().find(is_ours);
        if let Some(row) = if down { below.or(above) } else { above.or(below) } {
            self.down.select(row);
        }
    }

    fn note(&mut self) {
        self.member = self.down.selected().and_then(|at| match self.rows.get(at)? {
            Row::Ours(id, _) => Some(*id),
            Row::Level(_) => None,
        });
        self.seat = self.across.selected().and_then(|at| self.heads.get(at)).map(|head| head.seat);
    }

    /// Settles where the cells stand, and the words below them.
    fn divide(&mut self, view: &View) {
        let head = 1 + HEAD + u16::from(view.account.is_none());
        let foot = FOOT.min(self.area.height.saturating_sub(head + 3));
        let top = head.min(self.area.height);
        let rows = self.area.height.saturating_sub(top + foot);
        self.body = Rect { y: self.area.y + top, height: rows, ..self.area };
        self.foot = Rect { y: self.body.bottom(), height: foot, ..self.area };
    }

    /// The rectangle of each column in view, with which it is.
    fn columns_in_view(&self, rows: Rect) -> impl Iterator<Item = (usize, Rect)> + use<> {
        let (left, column) = (rows.x + self.names.min(rows.width), self.column);
        let right = rows.right();
        self.across.visible().zip(0_u16..).map(move |(at, nth)| {
            let x = (left + nth * column).min(right);
            (at, Rect { x, width: column.min(right - x), ..rows })
        })
    }
}

fn head(view: &View, seat: &Seat, uncovered: bool) -> Head {
    let account = view.room.get::<Account>(seat.account);
    let called = account.map(|account| account.short_name.clone().unwrap_or_else(|| account.name.clone()));
    let key = if seat.is_key_player() { "◆ " } else { "" };
    Head {
        seat: seat.id,
        account: clean(&called.unwrap_or_default()).into_owned(),
        name: format!("{key}{}", clean(&view.room.name(seat.id))),
        title: clean(seat.title.as_deref().unwrap_or_default()).into_owned(),
        mark: if uncovered { format!("! {}", view.text.t("pairings-uncovered")) } else { String::new() },
        uncovered,
    }
}

impl Settles for Pairings {
    fn is_settled(&mut self, _: Rect, view: &View) -> bool {
        self.settled == Some((view.key(), self.shown))
    }

    fn take(&mut self, copy: Self) {
        let Self { matrix, shown, settled, rows, heads, wanted, names, .. } = copy;
        *self = Self { matrix, shown, settled, rows, heads, wanted, names, ..std::mem::take(self) };
    }
}

impl Screen for Pairings {
    fn layout(&mut self, area: Rect, view: &View) {
        self.area = area;
        self.settle(view);
        self.reach(view);
        self.divide(view);
        self.column = view.text.t("pairings-column-width").parse().unwrap_or(16);
        self.names = self.names.min(area.width / 3);
        let cells = area.width.saturating_sub(self.names + 1);
        self.down.layout(self.rows.len(), self.body.height);
        // Where there is room, every column gets its part of it.
        let fitting = (cells / self.column.max(1)).max(1);
        let shown = fitting.min(self.heads.len().max(1) as u16);
        self.column = (cells / shown).clamp(1, 24).max(self.column);
        self.across.layout(self.heads.len(), fitting);
        self.find();
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        if self.heads.is_empty() || self.rows.is_empty() {
            let hint = if self.rows.is_empty() { "pairings-no-team" } else { "pairings-empty" };
            let (said, cols) = (view.text.t(hint), self.area.width.into());
            for (line, y) in said.lines().flat_map(|line| wrap(line, cols)).zip(self.area.y..self.area.bottom()) {
                put(buf, Rect { y, height: 1, ..self.area }, line, view.theme.style(Role::Placeholder));
            }
            return;
        }
        self.draw(buf, view);
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Up => self.down.step(-1),
            Step::Down => self.down.step(1),
            Step::PageUp => self.down.page(-1),
            Step::PageDown => self.down.page(1),
            Step::First => self.across.first(),
            Step::Last => self.across.last(),
            Step::Wheel(rows) => self.down.scroll(rows.into()),
            Step::Left => self.across.step(-1),
            Step::Right => self.across.step(1),
        }
        // Above the first of ours stands only a heading.
        self.off_headings(!matches!(step, Step::Up | Step::PageUp));
        self.note();
    }

    fn selected(&self) -> Option<Id> {
        self.pair().map(|pair| pair.pairing).or(self.seat)
    }

    fn select(&mut self, id: Id) {
        self.wanted = Some(id);
    }

    fn click(&mut self, at: Position) -> bool {
        let above = Rect { height: self.foot.y.saturating_sub(self.area.y), ..self.area };
        let column = self.columns_in_view(above).find(|(_, rect)| rect.contains(at)).map(|(column, _)| column);
        let row = self.down.at(self.body, at).filter(|row| matches!(self.rows.get(*row), Some(Row::Ours(..))));
        if let Some(column) = column {
            self.across.select(column);
        }
        if let Some(row) = row {
            self.down.select(row);
        }
        self.note();
        column.is_some() || row.is_some()
    }

    /// It wants the width; the panel comes when it is asked for.
    fn inspected(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests;
