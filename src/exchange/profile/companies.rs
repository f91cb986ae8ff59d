//! Rows of a list of people that are companies, as Odoo has them among its contacts: `Is a Company`.

use super::accounts;
use super::columns::{Columns, name, strs};
use super::headers::OF_NAMES;
use super::intake::{Intake, Line, Table};
use super::marks::Marks;
use super::vacant::is_yes;
use crate::exchange::want::Want;
use crate::model::{Id, Kind};

/// Whether a row is a company.
pub(super) fn is_one(columns: &Columns, line: &Line) -> bool {
    is_yes(columns.get(line, "is_company"))
}

/// The account that such a row is, with what it says of it.
pub(super) fn read(intake: &mut Intake, columns: &Columns, table: &Table, line: &Line, marks: &mut Marks, row: usize) {
    let (called, number) = (name(columns, line), columns.get(line, "id"));
    let id: Id = match number {
        "" => intake.account(&called, row),
        number => marks.house(intake, &called, number, row),
    };
    intake.lead(row, Kind::Account, id, if number.is_empty() { &called } else { number });
    let mut account = Want::new(row, Kind::Account, id);
    line.remember_rest(&mut account, &[]);
    line.place(&mut account);
    accounts::fill_from(intake, table.header, line, &mut account);
    // The name in it may be that of the company above.
    account.fields.remove("name");
    account.set("name", called, &strs(&columns.keys(line, &OF_NAMES)));
    intake.want(account);
}
