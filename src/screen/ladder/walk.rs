//! The cursor: which row it is on, and where it goes.

use super::{Holds, Ladder, Place, Row};
use crate::model::Id;
use crate::screen::Step;

impl Ladder {
    pub(super) fn row(&self, place: Place) -> Option<Row<'_>> {
        let rung = self.board.rungs.get(place.rung)?;
        let holds = self.panes.get(place.rung)?.columns.get(place.column)?.holds;
        let item = rung.items.get(place.row).map(Row::Item);
        match holds {
            Holds::Nothing => None,
            Holds::Items => item,
            Holds::Pairings => rung.pairings.get(place.row).map(Row::Pair),
            Holds::Everything => {
                item.or_else(|| rung.pairings.get(place.row.checked_sub(rung.items.len())?).map(Row::Pair))
            }
        }
    }

    pub(super) fn len(&self, rung: usize, column: usize) -> usize {
        let (Some(waiting), Some(pane)) = (self.board.rungs.get(rung), self.panes.get(rung)) else { return 0 };
        match pane.columns.get(column).map(|column| column.holds) {
            Some(Holds::Everything) => waiting.len(),
            Some(Holds::Items) => waiting.items.len(),
            Some(Holds::Pairings) => waiting.pairings.len(),
            Some(Holds::Nothing) | None => 0,
        }
    }

    /// Every place a cursor can be in, items before pairings, top down.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        let columns = (0..2).flat_map(|column| (0..3).map(move |rung| (rung, column)));
        columns.flat_map(|(rung, column)| (0..self.len(rung, column)).map(move |row| Place { rung, column, row }))
    }

    /// Puts the cursor on its record, or where that was, or on the first thing there is.
    pub(super) fn repair(&mut self) {
        let stands = |place: &Place| self.row(*place).map(Row::id) == self.cursor && self.cursor.is_some();
        let held = stands(&self.place).then_some(self.place);
        let near = || {
            let last = self.len(self.place.rung, self.place.column).checked_sub(1)?;
            Some(Place { row: self.place.row.min(last), ..self.place })
        };
        let found = held.or_else(|| self.places().find(stands));
        let found = found.or_else(|| near().filter(|_| self.cursor.is_some())).or_else(|| self.places().next());
        match found {
            Some(place) => self.go(place),
            None => self.cursor = None,
        }
    }

    pub(super) fn go(&mut self, place: Place) {
        self.place = place;
        self.cursor = self.row(place).map(Row::id);
        if let Some(column) = self.column(place.rung, place.column) {
            column.list.select(place.row);
        }
    }

    /// The place `by` rungs away, in the same column or the other; `None` where there is nothing that way.
    pub(super) fn next_rung(&self, by: isize) -> Option<Place> {
        let Place { rung, column, .. } = self.place;
        let mut rung = rung.checked_add_signed(by)?;
        while rung < 3 {
            for column in [column, 1 - column.min(1)] {
                if let Some(last) = self.len(rung, column).checked_sub(1) {
                    return Some(Place { rung, column, row: if by > 0 { 0 } else { last } });
                }
            }
            rung = rung.checked_add_signed(by)?;
        }
        None
    }

    pub(super) fn beside(&self, column: usize) -> Option<Place> {
        let Place { rung, row, .. } = self.place;
        let (here, there) =
            (self.panes.get(rung)?.columns.get(self.place.column)?, self.panes.get(rung)?.columns.get(column)?);
        let last = self.len(rung, column).checked_sub(1)?;
        let row = there.list.offset() + row.saturating_sub(here.list.offset());
        Some(Place { rung, column, row: row.min(last) })
    }

    pub(super) fn find(&self, id: Id) -> Option<Place> {
        self.places().find(|place| self.row(*place).is_some_and(|row| row.id() == id))
    }

    pub(super) fn walk(&mut self, step: Step) {
        let to = match step {
            Step::Up => self.along(-1),
            Step::Down => self.along(1),
            Step::Left => self.beside(0),
            Step::Right => self.beside(1),
            Step::PageUp => self.next_rung(-1).map(|place| Place { row: 0, ..place }),
            Step::PageDown => self.next_rung(1),
            Step::First => self.places().next(),
            Step::Last => self.places().last(),
            Step::Wheel(rows) => {
                let last = self.len(self.place.rung, self.place.column).saturating_sub(1);
                let row = self.place.row.saturating_add_signed(rows.into()).min(last);
                Some(Place { row, ..self.place })
            }
        };
        if let Some(place) = to {
            self.go(place);
        }
    }

    pub(super) fn along(&self, by: isize) -> Option<Place> {
        let row = self.place.row.checked_add_signed(by);
        let row = row.filter(|row| *row < self.len(self.place.rung, self.place.column));
        row.map(|row| Place { row, ..self.place }).or_else(|| self.next_rung(by))
    }
}
