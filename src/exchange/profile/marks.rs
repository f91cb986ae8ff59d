//! The numbers by which a list of people knows their companies: one of a number is the same company under another name.

use std::collections::HashMap;

use super::accounts;
use super::columns::Columns;
use super::intake::{Intake, Line, Table};
use crate::exchange::ext;
use crate::exchange::origin::{kind, parts};
use crate::model::{Account, Id};

/// The accounts that a list knows by number.
pub(super) struct Marks {
    /// Under what name accounts remember it.
    source: String,
    here: HashMap<String, Id>,
    /// Those that rows have named.
    said: HashMap<String, Id>,
}

impl Marks {
    pub(super) fn of(intake: &Intake, table: &Table, columns: &Columns) -> Self {
        let mut all = Self { source: table.source.to_owned(), here: HashMap::new(), said: HashMap::new() };
        if columns.all("account_id").is_empty() {
            return all;
        }
        for (id, known) in intake.room.keeping(&ext::key(table.source)) {
            // Of one that was several companies of one name, a number does not say what it is called.
            let mut numbers = ext::ids(&known);
            let only = numbers.next().filter(|_| numbers.next().is_none());
            if let Some(number) = only.filter(|_| intake.room.get::<Account>(id).is_some()) {
                all.here.insert(number.to_owned(), id);
            }
        }
        all
    }

    /// The number of a row's company: of several it is not known which is whose.
    pub(super) fn number<'l>(columns: &Columns, line: &Line<'l>) -> &'l str {
        Some(columns.get(line, "account_id")).filter(|number| !number.contains(';')).unwrap_or_default()
    }

    /// The account of that number, where it is known.
    pub(super) fn known(&self, number: &str) -> Option<Id> {
        self.said.get(number).or_else(|| self.here.get(number)).copied()
    }

    /// The account of that number and name: one that is here is called so now, any other remembers the number.
    pub(super) fn house(&mut self, intake: &mut Intake, name: &str, number: &str, row: usize) -> Id {
        if let Some(id) = self.said.get(number) {
            return *id;
        }
        let id = if let Some(id) = self.here.get(number).copied() {
            // A list of accounts knows better what they are called.
            let is_listed = |cell: &str| {
                parts(cell).is_some_and(|(source, _)| [accounts::SOURCE, "salesforce"].contains(&kind(source)))
            };
            if intake.account_here(name).is_none() {
                intake.rename(id, name, row, is_listed);
                intake.listed(name, id);
            }
            id
        } else {
            let id = intake.account(name, row);
            intake.known_by(id, name, (&self.source, number), row);
            id
        };
        self.said.insert(number.to_owned(), id);
        id
    }
}
