//! The seats of a contact list that nobody has: which of them a row means that has nobody, and which one whoever comes to
//! such a post is to have. What the words for nobody are is told in `vacant.rs`.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::columns::{Columns, name};
use super::holders::hand_down;
use super::intake::{Intake, Line, Table, folded};
use super::marks::Marks;
use super::moved::put_in_the_past;
use super::vacant::{self, is_post};
use super::whom::{number_key, numbered, seated, within};
use crate::exchange::origin::{ROW, VACANT};
use crate::exchange::want::Want;
use crate::model::extra::Extra;
use crate::model::{Id, Kind, Problem, Seat};

/// What a manager who is nobody is known by in an account, however the list calls nobody.
pub(super) const NOBODY: &str = "\0nobody";

/// The posts of a list that somebody has or nobody, as far as they are known as posts.
#[derive(Default)]
pub(super) struct Vacancies {
    /// The seats that the list has told to be vacant, by account, title and department, in the order of their rows.
    open: HashMap<Id, Vec<Id>>,
    /// The seats that have a number themselves, by account and number: they were vacant once.
    numbered: HashMap<Id, Id>,
    /// How many rows have nobody, by account, title and department.
    rows: HashMap<Id, usize>,
    /// Whom rows name.
    named: HashSet<String>,
    /// The seats that rows have got.
    taken: HashSet<Id>,
}

/// The seat of a row that has nobody, and that of whoever had the post before.
pub(super) struct Open {
    pub(super) seat: Id,
    pub(super) before: Option<Id>,
}

impl Vacancies {
    pub(super) fn of(intake: &Intake, table: &Table, columns: &Columns, marks: &Marks) -> Self {
        let mut all = Self::default();
        let seats = |cell: &str| -> Vec<Seat> {
            let kept = intake.room.keeping(cell).filter_map(|(id, _)| intake.aside.get::<Seat>(id));
            kept.filter(|seat| seat.to.is_none()).cloned().collect()
        };
        let cells = Cells { source: table.source, columns };
        let mut open = seats(&format!("{}.{VACANT}", table.source));
        open.sort_by_key(|seat| (cells.row(&seat.extra), seat.id));
        for seat in open {
            let key = place(seat.account, cells.said(&seat.extra, "title"), cells.said(&seat.extra, "department"));
            all.open.entry(key).or_default().push(seat.id);
        }
        for column in columns.all("id") {
            let cell = format!("{}.{column}", table.source);
            for seat in seats(&cell) {
                let number = seat.extra.get(&cell).and_then(Value::as_str).unwrap_or_default();
                all.numbered.insert(number_within(seat.account, column, number), seat.id);
            }
        }
        for line in table.lines().filter(|line| is_post(columns, line)) {
            let key = |account| place(account, columns.get(&line, "title"), columns.get(&line, "department"));
            if let Some(account) = house_here(intake, columns, marks, &line) {
                *all.rows.entry(key(account)).or_default() += 1;
            }
        }
        if !all.rows.is_empty() {
            all.named = table.lines().map(|line| folded(&name(columns, &line))).collect();
        }
        all
    }

    /// The seat of a row that has nobody: the one it had before, be it that somebody was put there here; else a new one.
    pub(super) fn seat(&mut self, intake: &Intake, columns: &Columns, table: &Table, line: &Line, account: Id) -> Open {
        let (number, column) = (columns.get(line, "id"), columns.numbering(line));
        let [title, department] = ["title", "department"].map(|target| columns.get(line, target));
        let mut before = None;
        if number.is_empty() {
            let seats = self.open.get(&place(account, title, department)).into_iter().flatten();
            if let Some(seat) = seats.copied().find(|seat| !self.taken.contains(seat)) {
                return self.take(seat, None);
            }
            before = self.left(intake, &Cells { source: table.source, columns }, account, [title, department]);
        } else if let Some(seat) = self.numbered.get(&number_within(account, column, number)).copied() {
            let here = intake.aside.get::<Seat>(seat);
            let has_left = |seat: &Seat| seat.person.is_some() && !seat.extra.contains_key(&line.key(VACANT));
            if !here.is_some_and(has_left) {
                return self.take(seat, None);
            }
            before = Some(seat);
        }
        let today = intake.now.date_naive();
        let sits = |(seat, _): &(Id, Id)| {
            intake.aside.get::<Seat>(*seat).is_some_and(|seat| seat.person.is_some() && seat.is_current(today))
        };
        if !number.is_empty() && before.is_none() {
            before = seated(intake, columns, table, account, number).into_iter().find(sits).map(|(seat, _)| seat);
        }
        let key = match number {
            "" => format!("{account}/{}/{}", folded(title), folded(department)) + NOBODY,
            number => number_key(Some(account), "", column, number),
        };
        let id = |nth| Id::named("contacts:seat", &format!("{}@{account}", numbered(&key, nth)));
        let is_free = |id: &Id| intake.aside.get::<Seat>(*id).is_none() && !self.taken.contains(id);
        let seat = (1..usize::MAX).map(id).find(is_free).unwrap_or_else(|| id(1));
        self.take(seat, before)
    }

    fn take(&mut self, seat: Id, before: Option<Id>) -> Open {
        self.taken.insert(seat);
        self.taken.extend(before);
        Open { seat, before }
    }

    /// The seat of the one who had a post of that title and is in no row any more.
    fn left(&self, intake: &Intake, cells: &Cells, account: Id, [title, department]: [&str; 2]) -> Option<Id> {
        let today = intake.now.date_naive();
        let is_it = |seat: &&Seat| {
            let told = |target| folded(cells.said(&seat.extra, target));
            seat.account == account
                && seat.person.is_some()
                && seat.is_current(today)
                && !self.taken.contains(&seat.id)
                && !title.is_empty()
                && told("title") == folded(title)
                && told("department") == folded(department)
                && !self.named.contains(&folded(&intake.aside.name(seat.id)))
        };
        let mut all = intake.aside.linked::<Seat>(account).filter(is_it).map(|seat| seat.id);
        all.next().filter(|_| all.next().is_none())
    }

    /// Who has the post of a number that is the seat's, too, and the seat of that: nobody may.
    pub(super) fn holder(&self, intake: &Intake, account: Id, column: &str, number: &str) -> Option<(Id, Option<Id>)> {
        let seat = intake.aside.get::<Seat>(*self.numbered.get(&number_within(account, column, number))?)?;
        Some((seat.id, seat.person))
    }

    /// The seat of a post that nobody had, and no row says so any more.
    pub(super) fn filled(&mut self, intake: &Intake, columns: &Columns, line: &Line, account: Id) -> Option<Id> {
        let title = columns.get(line, "title");
        let key = place(account, title, columns.get(line, "department"));
        let still = self.rows.get(&key).copied().unwrap_or_default();
        let is_empty = |seat: &Id| intake.aside.get::<Seat>(*seat).is_some_and(Seat::is_vacant);
        let mut free = self.open.get(&key)?.iter().skip(still).filter(|seat| !self.taken.contains(seat));
        let seat = free.find(|seat| is_empty(seat)).copied().filter(|_| !title.is_empty())?;
        self.taken.insert(seat);
        Some(seat)
    }
}

/// What a list said in cells that a record remembers.
struct Cells<'a> {
    source: &'a str,
    columns: &'a Columns<'a>,
}

impl Cells<'_> {
    fn said<'e>(&self, extra: &'e Extra, target: &str) -> &'e str {
        let mut cells = self.columns.all(target).iter().map(|column| format!("{}.{column}", self.source));
        cells.find_map(|cell| extra.get(&cell)?.as_str()).unwrap_or_default()
    }

    fn row(&self, extra: &Extra) -> Option<u64> {
        extra.get(&format!("{}.{}", self.source, ROW))?.as_u64()
    }
}

fn place(account: Id, title: &str, department: &str) -> Id {
    within(account, &format!("{title}\0{department}"))
}

fn number_within(account: Id, column: &str, number: &str) -> Id {
    within(account, &format!("{column}#{}", number.trim()))
}

/// The account that a row names, where it is here.
fn house_here(intake: &Intake, columns: &Columns, marks: &Marks, line: &Line) -> Option<Id> {
    if let Some(id) = marks.known(Marks::number(columns, line)) {
        return Some(id);
    }
    let company = Some(columns.company(line).0).filter(|company| !company.is_empty());
    intake.account_here(company.or(intake.options.account.as_deref())?)
}

/// Has the seat of a row be vacant. Where the list says what it said, whoever was put there here stays.
pub(super) fn vacate(intake: &mut Intake, columns: &Columns, line: &Line, seat: &mut Want, before: Option<Id>) {
    let mark = line.key(VACANT);
    line.remember_rest(seat, &[]);
    let said = Some(name(columns, line)).filter(|name| !name.is_empty()).unwrap_or_else(|| "-".to_owned());
    seat.set(&mark, said, &[]);
    seat.set("person", Value::Null, &[&mark]);
    let Some(before) = before else { return };
    hand_down(intake, line, before, seat);
    let said = Problem::new("problem-import-post-handed-over").with("name", intake.aside.name(before));
    intake.note(seat.row, said.with("title", vacant::title(columns, line)));
    put_in_the_past(intake, seat.row, before, &line.key(""));
}

/// Has the seat of somebody forget that it was vacant. By the number of whoever came to it, it is known that it is theirs.
pub(super) fn take(intake: &Intake, columns: &Columns, table: &Table, line: &Line, seat: &mut Want) {
    let Some(record) = intake.aside.record(seat.id) else { return };
    let has = |name: &str| record.extra().contains_key(name);
    let (numbers, was_vacant) = (columns.all("id"), has(&line.key(VACANT)));
    line.remember(seat, numbers.iter().copied().filter(|column| was_vacant || has(&line.key(column))));
    if was_vacant {
        seat.set(&line.key(VACANT), Value::Null, &[]);
        let is_persons = |column: &&str| !columns.of_seat.contains(column) && !numbers.contains(column);
        line.forget(intake, seat, table.header.iter().map(String::as_str).filter(is_persons));
    }
}

/// The record of a row that has nobody.
pub(super) fn seat(row: usize, account: Id, id: Id) -> Want {
    let mut seat = Want::new(row, Kind::Seat, id);
    seat.set("account", account.to_string(), &[]);
    seat
}
