//! What a list that was written here says of how its rows were here then, and whose they are: in a column of ours, that is
//! taken out before anybody reads the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::since::was;
use crate::exchange::table::{Cells, Sheet};
use crate::model::Id;

/// That of each row, by the line it begins on.
#[derive(Default)]
pub(in crate::exchange) struct Then(BTreeMap<u64, Box<str>>);

impl Then {
    /// Takes it out of a table. Of a row that somebody copied, only the first is the one that was written here.
    pub(super) fn taken_from(sheet: &mut Sheet, preamble: usize) -> Self {
        let place = |row: &Cells| row.iter().position(|cell| cell == was::PROPERTY);
        let Some(at) = sheet.rows.iter().take(preamble).find_map(place) else { return Self::default() };
        let (mut then, mut known) = (BTreeMap::new(), BTreeSet::new());
        for row in &mut sheet.rows {
            let said = row.get(at);
            if !said.is_empty() && known.insert(crc32fast::hash(said.as_bytes())) {
                then.insert(row.line, said.into());
            }
            row.remove(at);
        }
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

    /// What is said of the row that begins on a line; empty where nothing is.
    pub(super) fn of(&self, line: u64) -> &str {
        self.0.get(&line).map_or("", |said| said)
    }
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
