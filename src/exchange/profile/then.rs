//! What a list that was written here says of how its rows were here then, and whose they are: in a column of ours, that is
//! taken out before anybody reads the others.

use std::collections::BTreeMap;

use super::intake::Intake;
use crate::exchange::since::{self, was};
use crate::exchange::table::{Cells, Sheet};
use crate::exchange::want::Want;
use crate::model::{Id, Kind};

/// That of each row, by the line it begins on.
#[derive(Default)]
pub(in crate::exchange) struct Then(BTreeMap<u64, Box<str>>);

impl Then {
    /// Takes it out of a table. Of a row that somebody copied, only the one that was written here says it; a copy with
    /// another name is about somebody else, whatever number it has.
    pub(super) fn taken_from(sheet: &mut Sheet, preamble: usize) -> Self {
        let place = |row: &Cells| row.iter().position(|cell| cell == was::PROPERTY);
        let Some((head, at)) = sheet.rows.iter().take(preamble).find_map(|row| Some((row.to_vec(), place(row)?)))
        else {
            return Self::default();
        };
        let mut all: BTreeMap<Box<str>, Vec<usize>> = BTreeMap::new();
        for (nth, row) in sheet.rows.iter().enumerate().filter(|(_, row)| !row.get(at).is_empty()) {
            all.entry(row.get(at).into()).or_default().push(nth);
        }
        let mut then = BTreeMap::new();
        for (said, rows) in all {
            let is_named_so = |nth: &usize| sheet.rows.get(*nth).is_some_and(|row| is_named_so(&said, &head, row));
            let Some(own) = rows.iter().copied().find(is_named_so).or(rows.first().copied()) else { continue };
            let others = rows.iter().copied().filter(|nth| *nth != own && is_named_so(&own) && !is_named_so(nth));
            let others: Vec<usize> = others.collect();
            let number = who(&said).0.map(|id| id.to_string()).unwrap_or_default();
            for nth in others {
                let Some(row) = sheet.rows.get_mut(nth) else { continue };
                let bare = |column: usize| if row.get(column) == number { "" } else { row.written(column) };
                *row = Cells::new(row.line, (0..row.len()).map(bare));
            }
            then.extend(sheet.rows.get(own).map(|row| (row.line, said)));
        }
        sheet.rows.iter_mut().for_each(|row| row.remove(at));
        Self(then)
    }

    /// Has rows say so whose list has not the columns that it had.
    pub(super) fn hold_against(&mut self, columns: &[String]) {
        for said in self.0.values_mut() {
            for word in was::other_columns(said, columns.iter().map(String::as_str)).into_iter().flatten() {
                *said = format!("{said} {word}").into();
            }
        }
    }

    /// Whether rows say so.
    pub(super) fn is_told(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a list had a column that is not there any more.
    pub(super) fn lacks(&self, column: &str, there: &[String]) -> bool {
        let is_there = there.iter().any(|one| one == column);
        // Every row says the same, and the first is that of the headers.
        !is_there && self.0.values().take(2).any(|said| was::had_column(said, column))
    }

    /// What is said of the row that begins on a line; empty where nothing is.
    pub(super) fn of(&self, line: u64) -> &str {
        self.0.get(&line).map_or("", |said| said)
    }
}

impl Intake<'_> {
    /// Has a record that is as a file of ours says remember since when it is so, where that is later than was known.
    pub(in crate::exchange) fn hear_of(&mut self, row: usize, kind: Kind, id: Id, said: &str) {
        if since::is_later(self.aside.held(id), said) {
            let mut want = Want::new(row, kind, id);
            want.was(said);
            self.want(want);
        }
    }
}

/// Whether a row says the name it went out with, in one column or in two that stand together.
fn is_named_so(said: &str, head: &[String], row: &Cells) -> bool {
    let cell = |column: usize| Some((head.get(column)?.as_str(), row.get(column)));
    let one = |column: &usize| was::is_name(said, cell(*column).into_iter());
    let two = |column: &usize| was::is_name(said, [*column, column + 1].into_iter().filter_map(cell));
    (0..head.len()).any(|column| one(&column) || two(&column))
}

/// Who sits where in a row that says how it was: the person and the seat.
pub(super) fn who(then: &str) -> (Option<Id>, Option<Id>) {
    let mut ids = then.split(' ').map(|id| id.parse::<Id>().ok().filter(|id| !id.is_nil()));
    (ids.next().flatten(), ids.next().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_is_taken_out_and_a_row_that_was_copied_is_another() {
        let [one, other] = [Id::named("test", "1"), Id::named("test", "2")];
        let rows = [
            ["Name", was::PROPERTY, "City"].map(str::to_owned),
            ["Vera", &format!("{one} {other} person/name=1"), "Oslo"].map(str::to_owned),
            ["Jonas", &format!("{one} {other} person/name=1"), "Oslo"].map(str::to_owned),
            ["Sven", &format!("{other} -"), "Oslo"].map(str::to_owned),
        ];
        let rows = rows.iter().zip(1..).map(|(cells, line)| Cells::new(line, cells)).collect();
        let mut sheet = Sheet { rows, ..Sheet::default() };
        let then = Then::taken_from(&mut sheet, 10);
        let left: Vec<Vec<String>> = sheet.rows.iter().map(Cells::to_vec).collect();
        assert_eq!(left, [["Name", "City"], ["Vera", "Oslo"], ["Jonas", "Oslo"], ["Sven", "Oslo"]]);
        let said: Vec<_> = (1..5).map(|line| who(then.of(line))).collect();
        assert_eq!(said, [(None, None), (Some(one), Some(other)), (None, None), (Some(other), None)]);
        assert_eq!(who("person/name=1"), (None, None));
    }
}
