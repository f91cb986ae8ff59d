//! Which of the tables that were read a cell is of. Cells are remembered under the kind of their table (`contacts`); lists of
//! one kind that are not the same list are numbered (`contacts#2`), so that two with a column `Ort` say two things. Some
//! records of a table remember its columns and the name of its file, by which it is known again, and each the row it was.

use std::collections::BTreeSet;

use serde_json::Value;

use super::address::is_open;
use super::ext::ids;
use super::profile::keys;
use crate::edit::Room;
use crate::model::Record;

/// Under what name, beside the cells, records of a table remember all its columns in their order. It is ours: no column is
/// called so, nor like the others.
pub(super) const COLUMNS: &str = "=columns";
/// The same of the name of its file.
pub(super) const FILE: &str = "=file";
/// The same of what stands between its cells and behind its rows, where that is not a comma and LF.
pub(super) const FORM: &str = "=form";
/// The same of what stands above its headers, as text of its form.
pub(super) const ABOVE: &str = "=above";
/// The same of the line a record was on when it was first read.
pub(super) const ROW: &str = "=row";
/// The same of what a record was like when a file of ours that was read last went out.
pub(super) const THEN: &str = "=was";
/// The same of when a record that a file of another store told was last changed there.
pub(super) const READ: &str = "=read";

/// The same of what a column that has the notes of somebody and of their seat says of the seat: a cell, though in no file.
pub(super) const SEAT_NOTES: &str = "=seat notes";

/// The same of what stayed here though a record of another store said otherwise.
pub(super) const KEPT: &str = "=kept";

/// The same of what a list calls nobody in whose seat it is: a cell, by which is told whether it says so anew.
pub(super) const VACANT: &str = "=vacant";

/// The same of which stores have changed a record, and when.
pub(super) const HEARD: &str = "=heard";

/// What stands between a workbook and its sheet in the name of a table.
const SHEET: char = ':';

/// Kinds of tables that come in many forms, of which everybody has their own.
const LISTS: [&str; 3] = ["contacts", "accounts", "organogram"];

/// How many records of a table remember its columns: enough that deleting some, or a whole account, loses none.
pub(super) const WITNESSES: usize = 64;

/// The table and the column of a cell, or what else is remembered beside cells.
pub(super) fn parts(name: &str) -> Option<(&str, &str)> {
    name.split_once('.')
}

/// Whether what a record remembers is no cell but said of it: where it stood, among which columns.
pub(super) fn is_note(name: &str) -> bool {
    parts(name).is_some_and(|(_, what)| is_of_us(what) && what != SEAT_NOTES)
}

/// The same of a name without its table's.
pub(super) fn is_of_us(column: &str) -> bool {
    [COLUMNS, FILE, FORM, ABOVE, ROW, THEN, READ, KEPT, HEARD, SEAT_NOTES, VACANT].contains(&column)
}

/// Which kind of table one is.
pub(super) fn kind(source: &str) -> &str {
    source.split_once('#').map_or(source, |(kind, _)| kind)
}

/// A table that was read here.
pub(super) struct Origin {
    /// Under what name its cells are remembered.
    pub(super) source: String,
    /// Its columns.
    pub(super) columns: Vec<String>,
    /// The same with the blanks around them, as they are written.
    pub(super) written: Vec<String>,
    /// The name of its file; empty where that was not remembered.
    pub(super) file: String,
    /// What stands between its cells and behind its rows; empty for what we write ourselves.
    form: String,
    /// What stands above its headers.
    above: String,
}

/// The tables that were read here.
pub(super) struct Origins(Vec<Origin>);

impl Origins {
    /// Those that the records of a room remember.
    pub(super) fn of(room: &Room) -> Self {
        let mut all: Vec<Origin> = Vec::new();
        let mut told: Vec<_> = room.mentioning(COLUMNS).collect();
        told.sort_unstable_by_key(|(id, _)| *id);
        for (_, held) in told {
            let Some(record) = &held.record else { continue };
            let of_columns = |(name, value)| Some((parts(name).filter(|(_, what)| *what == COLUMNS)?.0, value));
            for (source, columns) in record.extra().iter().filter_map(of_columns) {
                let written: Vec<String> = ids(columns).map(str::to_owned).collect();
                let columns: Vec<String> = written.iter().map(|column| column.trim().to_owned()).collect();
                let [file, form, above] = [FILE, FORM, ABOVE].map(|what| noted(record, source, what));
                if !all.iter().any(|one| one.source == source && one.columns == columns) {
                    let source = source.to_owned();
                    all.push(Origin { source, columns, written, file, form, above });
                }
            }
        }
        Self(all)
    }

    /// Each, in the order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Origin> {
        self.0.iter()
    }

    /// Under what name cells of a table are remembered: that of the table it is a version of, or a new one. Of one that has
    /// its columns and another name, `shares` tells whether it has its rows.
    pub(super) fn source(
        &self,
        kind_of_it: &str,
        columns: &[String],
        file: &str,
        shares: impl Fn(&str) -> bool,
    ) -> String {
        if !LISTS.contains(&kind_of_it) {
            return kind_of_it.to_owned();
        }
        let of_kind = || self.0.iter().filter(|one| kind(&one.source) == kind_of_it);
        let same = || of_kind().filter(|one| one.has_all(columns) && one.columns.len() == columns.len());
        let named = same().find(|one| one.file == file);
        let found = named.or_else(|| same().find(|one| shares(&one.source)));
        let is_same = |one: &&Origin| same().any(|other| other.source == one.source);
        let others = || of_kind().filter(|one| !is_same(one));
        if let Some(one) = found.or_else(|| others().find(|one| one.is_version(columns, file))) {
            return one.source.clone();
        }
        let is_free = |source: &String| !of_kind().any(|one| one.source == *source);
        let numbered = (2..).map(|number| format!("{kind_of_it}#{number}"));
        std::iter::once(kind_of_it.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Whether records remember these columns, or more in the same order.
    pub(super) fn know(&self, source: &str, columns: &[String]) -> bool {
        self.0.iter().any(|one| one.source == source && one.are_among(columns))
    }

    /// What stands between the cells of a table and behind its rows.
    pub(super) fn form(&self, source: &str) -> &str {
        self.0.iter().find(|one| one.source == source).map_or("", |one| one.form.as_str())
    }

    /// What stands above the headers of a table.
    pub(super) fn above(&self, source: &str) -> &str {
        self.0.iter().find(|one| one.source == source).map_or("", |one| one.above.as_str())
    }

    /// What the file of a table is called, where that was remembered.
    pub(super) fn file(&self, source: &str) -> Option<&str> {
        self.0.iter().find(|one| one.source == source && !one.file.is_empty()).map(|one| one.file.as_str())
    }

    /// What the file of a list is called that goes on with the cells of one of another name.
    pub(super) fn file_beside(&self, source: &str, file: &str) -> Option<&str> {
        let mut of_it = self.0.iter().filter(|one| one.source == source && LISTS.contains(&kind(source)));
        let is_other = |one: &Origin| !one.file.is_empty() && !is_of_one_name(&one.file, file);
        let first = of_it.next().filter(|one| is_other(one))?;
        of_it.all(is_other).then_some(first.file.as_str())
    }

    /// By what a table is chosen: the name of its file where no other has that.
    pub(super) fn told_by<'a>(&'a self, source: &'a str) -> &'a str {
        self.file(source).filter(|file| self.meant(file) == Some(source) && self.is_alone(file)).unwrap_or(source)
    }

    fn is_alone(&self, file: &str) -> bool {
        let sources: BTreeSet<&str> =
            self.0.iter().filter(|one| one.file == file).map(|one| one.source.as_str()).collect();
        sources.len() < 2
    }

    /// What people know a table by: its file, or else its first columns.
    pub(super) fn called(&self, source: &str) -> String {
        const TOLD: usize = 3;
        let columns = self.0.iter().find(|one| one.source == source).map_or(&[][..], |one| one.columns.as_slice());
        let columns = columns.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join(", ");
        match self.file(source) {
            Some(file) if self.is_alone(file) => file.to_owned(),
            Some(file) => format!("{source} ({file})"),
            None if columns.is_empty() => source.to_owned(),
            None => format!("{source} ({columns}, …)"),
        }
    }

    /// The table that somebody means by the name of its file, or by that under which its cells are remembered; of a workbook
    /// of which one sheet was read, also by the name of the book.
    pub(super) fn meant(&self, said: &str) -> Option<&str> {
        let said = said.rsplit(['/', '\\']).next().unwrap_or(said).to_lowercase();
        let is_it = |one: &&Origin| one.file.to_lowercase() == said || one.source == said;
        let of_book: BTreeSet<&str> =
            self.0.iter().filter(|one| is_sheet_of(&one.file, &said)).map(|one| one.source.as_str()).collect();
        let found = self.0.iter().find(is_it).map(|one| one.source.as_str());
        found.or_else(|| of_book.first().copied().filter(|_| of_book.len() == 1))
    }
}

impl Origin {
    fn has_all(&self, columns: &[String]) -> bool {
        columns.iter().all(|column| self.columns.contains(column))
    }

    /// Whether columns are among these, in the same order.
    fn are_among(&self, columns: &[String]) -> bool {
        let mut all = self.columns.iter();
        columns.iter().all(|column| all.any(|one| one == column))
    }

    /// Whether a table is this one as it is now, or what we write of it: a file of that name that has half of its columns and
    /// no others, or most of them; or one that lacks only columns that may stay home. Many a folder has a `contacts.csv`.
    fn is_version(&self, columns: &[String], file: &str) -> bool {
        let shared = columns.iter().filter(|column| self.columns.contains(column)).count();
        let (few, many) = (columns.len().min(self.columns.len()), columns.len().max(self.columns.len()));
        let is_like = if shared == few { shared * 2 >= many } else { shared * 4 >= many * 3 };
        let stays_home = |column: &&String| !is_open(&self.source, column, &keys(&self.columns));
        let missing = || self.columns.iter().filter(|column| !columns.contains(column));
        is_like && is_of_one_name(&self.file, file) || self.are_among(columns) && missing().all(|one| stays_home(&one))
    }
}

/// What the table on a sheet of a workbook is called.
pub(super) fn of_sheet(file: &str, sheet: &str) -> String {
    format!("{file}{SHEET}{sheet}")
}

fn is_sheet_of(table: &str, book: &str) -> bool {
    table.split_once(SHEET).is_some_and(|(file, _)| file.to_lowercase() == book)
}

/// Whether names of files differ in no more than a day or a number; sheets of workbooks go by their own names too.
fn is_of_one_name(one: &str, other: &str) -> bool {
    let parts = |name: &'_ str| name.split_once(SHEET).map(|(file, sheet)| (file.to_owned(), sheet.to_lowercase()));
    if let (Some((one, sheet)), Some((other, same))) = (parts(one), parts(other)) {
        return sheet == same && is_of_one_name(&one, &other);
    }
    let [one, other] = [one, other].map(|name| name.split_once(SHEET).map_or(name, |(file, _)| file));
    let letters = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
    };
    let (one, other) = (letters(one), letters(other));
    !one.is_empty() && one == other
}

fn noted(record: &Record, source: &str, what: &str) -> String {
    record.extra().get(&format!("{source}.{what}")).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(source: &str, columns: &str, file: &str) -> Origin {
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        let (source, file) = (source.to_owned(), file.to_owned());
        Origin { source, written: columns.clone(), columns, file, form: String::new(), above: String::new() }
    }

    #[test]
    fn a_list_is_known_by_its_columns_or_its_name_and_another_is_another() {
        let all = Origins(vec![
            origin("contacts", "Name,Firma,Ort,Mobil,Geburtstag", "people-a.csv"),
            origin("contacts#2", "Name,Firma,Abteilung", "b.csv"),
        ]);
        let source = |columns: &str, file: &str| {
            let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
            all.source("contacts", &columns, file, |_| true)
        };
        for (columns, file, expected) in [
            ("Name,Firma,Ort,Mobil,Geburtstag", "other.csv", "contacts"),
            ("Firma,Name,Ort,Mobil,Geburtstag", "other.csv", "contacts"),
            ("Name,Firma,Ort,Mobil,Geburtstag,Notizen", "People-A (2).csv", "contacts"),
            ("Name,Firma,Ort,Mobil,Geburtstag,Notizen", "people-b.csv", "contacts#3"),
            ("Name,Firma,Ort,Mobil", "out.csv", "contacts"),
            ("Name,Firma,Ort", "out.csv", "contacts#3"),
            ("Name,Firma,Abteilung", "x.csv", "contacts#2"),
            ("Name,Mail,Tel", "people-a.csv", "contacts#3"),
            ("Name,Firma,Ort,Fax", "people-a.csv", "contacts#3"),
            ("Name,Firma,Ort,Handy,Geburtstag", "people-a.csv", "contacts"),
        ] {
            assert_eq!(source(columns, file), expected, "{columns} {file}");
        }
        let same: Vec<String> = "Name,Firma,Abteilung".split(',').map(str::to_owned).collect();
        let other = |file: &str| all.source("contacts", &same, file, |_| false);
        assert_eq!([other("b.csv"), other("c.csv"), other("b2.csv")], ["contacts#2", "contacts#3", "contacts#3"]);
        assert_eq!(all.source("salesforce", &[], "x", |_| false), "salesforce");
        assert_eq!(Origins(Vec::new()).source("accounts", &[], "x", |_| false), "accounts");
        assert_eq!(
            (all.meant("dir/B.csv"), all.meant("contacts"), all.meant("z")),
            (Some("contacts#2"), Some("contacts"), None)
        );
        let book = Origins(vec![
            origin("contacts", "Name,Firma,Ort", "book.xlsx:Nord"),
            origin("contacts#2", "Name,Firma,Mail", "book.xlsx:Süd"),
            origin("contacts#3", "Name,Tel", "list.csv"),
            origin("contacts#4", "Name,Firma,Fax", "list.csv"),
            origin("accounts", "Firma,Sitz", "other.xlsx:Firmen"),
        ]);
        for (said, expected) in [
            ("book.xlsx:süd", Some("contacts#2")),
            ("book.xlsx", None),
            ("other.xlsx", Some("accounts")),
            ("contacts#4", Some("contacts#4")),
        ] {
            assert_eq!(book.meant(said), expected, "{said}");
        }
        let told = ["contacts#2", "contacts#4"].map(|source| (book.told_by(source), book.called(source)));
        assert_eq!(told[0], ("book.xlsx:Süd", "book.xlsx:Süd".to_owned()));
        assert_eq!(told[1], ("contacts#4", "contacts#4 (list.csv)".to_owned()));
        let columns = ["Name", "Firma", "Mail", "Neu"].map(str::to_owned);
        assert_eq!(book.source("contacts", &columns, "Book 2.xlsx:Süd", |_| false), "contacts#2");
        assert_eq!(book.source("contacts", &columns, "book.xlsx:West", |_| false), "contacts#5");
    }

    #[test]
    fn what_is_noted_is_no_cell() {
        assert!(is_note("contacts#2.=row") && is_note("accounts.=columns") && is_note("salesforce.=file"));
        assert!(!is_note("contacts.=2 Phone") && !is_note("contacts.Ort") && !is_note("name"));
    }
}
