//! Contact lists without numbers of their own: a person is known by company and name, a manager by name in the same
//! company. Headers in English or Chinese, or explained by the user (`--map COL=FIELD`).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::aliases;
use super::apart::each;
use super::chain::{self, Found, Report, Waiting};
use super::columns::{Columns, name, strs};
use super::companies;
use super::dates::lunar;
use super::headers::{self, is_joined, means, targets};
use super::holders::report_anew;
use super::inactive;
use super::intake::{Intake, Line, Table};
use super::labelled::{self, Said as Labelled};
use super::mapped::{one_each, unknown_table, unknown_target};
use super::marks::Marks;
use super::messengers;
use super::moved::{Numbered, Post, Posts, leaves};
use super::namesakes::Namesakes;
use super::nobody::{self, Nobody};
use super::noted;
use super::posts;
use super::then;
use super::vacancies::Vacancies;
use super::whom::{Seen, identify, name_here, seated, stands_for, within};
use super::words::{layer, role};
use super::{vacancies, vacant};
use crate::exchange::import::Options;
use crate::exchange::since::house;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Problem, Seat};

/// Holds what the user explained against the columns there are and the fields a contact has.
pub(super) fn check(options: &Options, header: &[String]) -> Result<(), Problem> {
    let columns = || super::told(header);
    for (column, field) in &options.map {
        if !header.contains(column) {
            return Err(Problem::new("problem-import-no-column").with("column", column).with("columns", columns()));
        }
        if !means(field) {
            return Err(unknown_target(field, targets(), headers::words()));
        }
    }
    one_each(options, is_joined)?;
    if !Columns::read(options, header).name_somebody() {
        return Err(unknown_table(header, options));
    }
    Ok(())
}

pub(super) fn read(intake: &mut Intake, table: &Table) {
    let columns = Columns::read(intake.options, table.header);
    let mut reports = Vec::new();
    let mut numbered = Posts::default();
    // Where what is wanted of each person stands first.
    let mut firsts: HashMap<Id, usize> = HashMap::new();
    // By company and name or number: the seat, and who is in it.
    let mut seats: HashMap<Id, Vec<(Id, Id)>> = HashMap::new();
    let numbers: HashSet<&str> = match columns.all("manager") {
        [] => HashSet::new(),
        _ => table.lines().map(|line| columns.get(&line, "id")).collect(),
    };
    // The same by what else somebody may be named by, where anybody is.
    let mut aliases: HashMap<Id, Vec<(Id, Id)>> = HashMap::new();
    let directory = aliases::columns(table);
    let mut handed = Vec::new();
    let mut marks = Marks::of(intake, table, &columns);
    let mut waiting = Waiting::of(intake, table, columns.all("manager"));
    let rows = table.lines().map(|line| columns.said(&line, intake.options)).enumerate();
    let rows = rows.filter_map(|(at, said)| Some((at, said?)));
    let mut seen = Seen::of(
        Namesakes::of(intake, table.source, rows),
        Numbered::of(intake, table, &columns),
        Vacancies::of(intake, table, &columns, &marks),
    );
    let (nobody, mut last) = (Nobody::of(table, &columns), None);
    for (at, line) in table.lines().enumerate() {
        // The headers once more are nothing new.
        if nobody::is_header(table.header, &line) {
            continue;
        }
        let row = intake.row(line.number());
        let mut name = name(&columns, &line);
        let before = last.replace(line);
        if let Some(why) = nobody.why(intake, &columns, &line, before.as_ref()) {
            intake.skip(row, why);
            continue;
        }
        let is_vacant = vacant::is_post(&columns, &line);
        let email = each(columns.get(&line, "emails")).find(|text| text.contains('@'));
        if let Some(email) = email.filter(|_| headers::is_nothing(&name) && !is_vacant) {
            email.clone_into(&mut name);
            intake.note(row, Problem::new("problem-import-named-by-email").with("name", &name));
        }
        if headers::is_nothing(&name) && !is_vacant {
            intake.fail(row, Problem::new("problem-import-no-name"));
            continue;
        }
        if companies::is_one(&columns, &line) {
            companies::read(intake, &columns, table, &line, &mut marks, row);
            continue;
        }
        let (company, others) = columns.company(&line);
        let account = match company {
            "" => {
                let known = marks.known(Marks::number(&columns, &line));
                known.or_else(|| intake.default_account(row)).or_else(|| house_untold(intake, &line))
            }
            company if line.then().is_empty() && !Marks::number(&columns, &line).is_empty() => {
                Some(marks.house(intake, company, Marks::number(&columns, &line), row))
            }
            company => {
                let found = columns.house_then(intake, &line);
                Some(intake.house(company, row, found, &house::Said::of(line.then(), 1)))
            }
        };
        let (said, column) = above(&columns, &line, &numbers);
        let number = Some(columns.get(&line, "id")).filter(|number| !number.is_empty());
        if is_vacant {
            let title = vacant::title(&columns, &line);
            let Some(account) = account else {
                intake.fail(row, Problem::new("problem-import-vacant-nowhere").with("name", title));
                continue;
            };
            if title.is_empty() {
                intake.skip(row, Problem::new("problem-import-vacant-untitled").with("name", name));
                continue;
            }
            let open = seen.vacancies.seat(intake, &columns, table, &line, account);
            let mut seat = vacancies::seat(row, account, open.seat);
            intake.lead(row, Kind::Seat, seat.id, number.unwrap_or(&title));
            if headers::is_nothing(&name) && columns.get(&line, "vacant").is_empty() {
                intake.note(row, Problem::new("problem-import-vacant").with("name", &title));
            }
            line.place(&mut seat);
            fill_seat(intake, &columns, &line, &mut seat);
            if columns.get(&line, "title").is_empty() {
                intake.title(&mut seat, &title, &columns.keys(&line, &["name"]).concat(), true);
            }
            vacancies::vacate(intake, &columns, &line, &mut seat, open.before);
            handed.extend(open.before.map(|before| (before, seat.id, row)));
            let known = [Some(name.as_str()), Some(vacancies::NOBODY), number];
            for known in known.into_iter().flatten() {
                seats.entry(within(account, known)).or_default().push((seat.id, seat.id));
            }
            aliases.entry(within(account, &title)).or_default().push((seat.id, seat.id));
            for known in [Some(title.as_str()), number].into_iter().flatten() {
                waiting.meet(within(account, known), row);
            }
            let (seat, want) = (seat.id, intake.want(seat));
            if let Some(column) = column {
                let (manager, cell) = (said.into(), line.key(column).into());
                reports.push((account, Report { row, want, seat, name: title.into(), manager, cell }));
            }
            continue;
        }
        let mut who = identify(intake, &columns, &line, account, &name, &mut seen, at);
        if let Some(heir) = stands_for(intake, &columns, &line, who.person, &name) {
            intake.lead(row, Kind::Person, who.person, &who.ext_id);
            intake.note(row, Problem::new("problem-import-merged").with("name", &name).with("heir", heir));
            continue;
        }
        if columns.get(&line, "name").is_empty() {
            name = name_here(intake, &line, who.person).unwrap_or(name);
        }
        let is_told = then::who(line.then()).1 == Some(who.seat);
        let is_ours = columns.is_ours(&line);
        let may_sit = is_ours || columns.tells_by_address(&line);
        let post = ["title", "department"].map(|target| columns.get(&line, target));
        match account {
            Some(account) if is_told => seen.sits(&who, account, post),
            Some(account) if may_sit => who.seat = seen.place(intake, &who, account, post),
            _ => {}
        }
        intake.lead(row, Kind::Person, who.person, &who.ext_id);
        if !others.is_empty() {
            let said = Problem::new("problem-import-other-companies").with("name", &name).with("company", company);
            intake.note(row, said.with("others", others.join("; ")));
        }
        let told = labelled::said(&columns.labelled, &line);
        let mut person = person(intake, &columns, &line, row, (who.person, &name), &told);
        let is_shared = columns.all("seat_notes").is_empty();
        let of_seat = if is_shared { noted::part(intake, &mut person, &line) } else { None };
        // What belongs to a seat is the person's to remember where there is none.
        if account.is_some() {
            line.forget(intake, &mut person, columns.of_seat.iter().copied());
        } else {
            line.remember(&mut person, columns.of_seat.iter().copied());
            line.place(&mut person);
        }
        let first = firsts.get(&who.person).copied();
        if let Some(first) = first {
            posts::gather(intake, first, &person);
        }
        let at = intake.want(person);
        firsts.entry(who.person).or_insert(at);
        labelled::occasions(intake, row, who.person, &told);
        let Some(account) = account else {
            // Who sits somewhere already goes on sitting there.
            if !is_ours || intake.aside.linked::<Seat>(who.person).next().is_none() {
                intake.note(row, Problem::new("problem-import-no-account").with("name", &name));
            }
            continue;
        };
        let post = Post { row, account, seat: who.seat };
        let is_elsewhere = leaves(intake, &line, &post, who.person);
        let mut seat = Want::new(row, Kind::Seat, who.seat);
        if !is_elsewhere {
            seat.was(line.then());
        }
        seat.set("account", account.to_string(), &[]);
        seat.set("person", who.person.to_string(), &[]);
        line.place(&mut seat);
        fill_seat(intake, &columns, &line, &mut seat);
        vacancies::take(intake, &columns, table, &line, &mut seat);
        noted::fill(&mut seat, &line, of_seat);
        labelled::fill(intake, &mut seat, &told);
        inactive::end(intake, &mut seat, &line, &columns.status, &name);
        // By name, or by the number the list gives.
        for known in [Some(name.as_str()), number].into_iter().flatten() {
            let called = seats.entry(within(account, known)).or_insert_with(|| Vec::with_capacity(1));
            if !called.contains(&(seat.id, who.person)) {
                called.push((seat.id, who.person));
            }
            waiting.meet(within(account, known), row);
        }
        for alias in aliases::of(&columns, &directory, &line).filter(|_| column.is_some()) {
            let called = aliases.entry(within(account, alias)).or_insert_with(|| Vec::with_capacity(1));
            called.push((seat.id, who.person));
        }
        let cell = || Some((said, line.key(column?)));
        let manager = labelled::manager(&told).filter(|_| said.is_empty()).or_else(cell);
        let manager = manager.or_else(|| labelled::nobody(intake, &columns.labelled, &line, &mut seat));
        let is_known = |number| seen.numbered.find(account, number, &name) == Some(who.person);
        let is_theirs = |number| columns.is_numbered_there(intake, &line, who.person, number) || is_known(number);
        if number.is_some_and(is_theirs) {
            numbered.note(who.person, post);
        }
        let (seat, want) = (seat.id, intake.want(seat));
        if let Some((manager, cell)) = manager {
            let (name, manager, cell) = (name.into(), manager.into(), cell.into());
            reports.push((account, Report { row, want, seat, name, manager, cell }));
        }
    }
    // Who is who is told, and it takes much room in a large list.
    drop((seen, firsts));
    numbered.end_former(intake, table);
    reports.extend(waiting.reports(intake, &seats.values().flatten().map(|(seat, _)| *seat).collect()));
    let accounts: HashMap<Id, Id> = reports.iter().map(|(account, report)| (report.seat, *account)).collect();
    let mut reports: Vec<Report> = reports.into_iter().map(|(_, report)| report).collect();
    let wants: BTreeMap<Id, usize> = reports.iter().map(|report| (report.seat, report.want)).collect();
    let find = |intake: &Intake, seat: Id, manager: &str| {
        let Some(account) = accounts.get(&seat) else { return Found::Nowhere };
        let readings = aliases::readings(manager);
        let among = |all: &HashMap<Id, Vec<(Id, Id)>>| {
            readings.iter().find_map(|reading| all.get(&within(*account, reading)).cloned())
        };
        let nobody = || seats.get(&within(*account, vacancies::NOBODY)).filter(|_| vacant::is_vacant(manager)).cloned();
        // Whoever is in no row is looked for among all who sit there, which takes longer.
        let here = || {
            let all = readings.iter().map(|reading| seated(intake, &columns, table, *account, reading));
            all.into_iter().find(|found| !found.is_empty())
        };
        let found = among(&seats).or_else(nobody).or_else(|| among(&aliases)).or_else(here).unwrap_or_default();
        let people: BTreeSet<Id> = found.iter().map(|(_, person)| *person).collect();
        // Of somebody with several seats any other is as good.
        let other = found.iter().find(|(other, _)| *other != seat).or(found.first()).map(|(seat, _)| *seat);
        match other {
            None => Found::Nowhere,
            Some(seat) if people.len() == 1 => Found::Seat(seat),
            Some(_) => Found::Several,
        }
    };
    // Of several in one cell the first is the one above.
    for report in &mut reports {
        let Some((first, others)) = aliases::first_of(&report.manager) else { continue };
        intake.aside.fold();
        let is_whole = !matches!(find(intake, report.seat, &report.manager), Found::Nowhere);
        if is_whole || !matches!(find(intake, report.seat, first), Found::Seat(_)) {
            continue;
        }
        let said = Problem::new("problem-import-several-managers").with("name", &report.name);
        intake.note(report.row, said.with("manager", first).with("others", others));
        report.manager = first.into();
    }
    chain::link(intake, reports, |intake, report| find(intake, report.seat, &report.manager));
    report_anew(intake, &handed, &wants);
}

/// Whom a row has somebody report to, and the column that says so.
fn above<'l, 'c>(columns: &Columns<'c>, line: &Line<'l>, numbers: &HashSet<&str>) -> (&'l str, Option<&'c str>) {
    let said = columns.manager(line, numbers);
    let column = said.map(|(_, column)| column).or_else(|| columns.all("manager").first().copied());
    (said.map_or("", |(manager, _)| manager), column)
}

/// The account of the seat that a row of ours names, where it says nothing of any: whoever sits there stays there.
fn house_untold(intake: &Intake, line: &Line) -> Option<Id> {
    let (person, seat) = then::who(line.then());
    let seat = intake.aside.get::<Seat>(seat?)?;
    (seat.person == person).then_some(seat.account)
}

fn person(
    intake: &mut Intake,
    columns: &Columns,
    line: &Line,
    row: usize,
    (id, name): (Id, &str),
    told: &[Labelled],
) -> Want {
    let mut person = Want::new(row, Kind::Person, id);
    person.was(line.then());
    line.remember_rest(&mut person, &columns.of_seat);
    let keys = columns.keys(line, &headers::OF_NAMES);
    intake.set(&mut person, "name", name, &strs(&keys));
    columns.fill(intake, &mut person, line);
    lunar_birthday(intake, &mut person, columns, line);
    messengers::fill(intake, &mut person, columns, line, told);
    labelled::fill(intake, &mut person, told);
    person
}

/// A birthday of the lunar calendar counts before the solar day it falls on this year or fell on then.
fn lunar_birthday(intake: &mut Intake, person: &mut Want, columns: &Columns, line: &Line) {
    let said = columns.get(line, "lunar_birthday");
    if !said.is_empty() {
        let keys = columns.keys(line, &["birthday", "lunar_birthday"]);
        intake.set(person, "birthday", &lunar(said), &strs(&keys));
    }
}

fn fill_seat(intake: &mut Intake, columns: &Columns, line: &Line, seat: &mut Want) {
    line.remember(seat, columns.of_seat.iter().copied());
    columns.fill(intake, seat, line);
    let said = columns.get(line, "layer");
    let keys = columns.keys(line, &["layer"]);
    let level = layer(said);
    // A column that is not there says nothing.
    if let Some(cell) = columns.keys(line, &["title"]).first() {
        let may_guess = said.is_empty() && (keys.is_empty() || !columns.is_ours(line));
        intake.title(seat, columns.get(line, "title"), cell, may_guess);
    }
    match level {
        Some(level) => seat.set("layer", level.code(), &strs(&keys)),
        // Not a word of ours: the field's own check names the words there are.
        None if !said.is_empty() => intake.set(seat, "layer", said, &strs(&keys)),
        None => empty(columns.emptied(line, &["layer"], Kind::Seat, "layer"), seat, "layer"),
    }
    let noted = roles(intake, seat, columns, line);
    let said = columns.get(line, "seat_notes");
    if noted.is_empty() && said.is_empty() {
        return empty(columns.emptied(line, &["seat_notes"], Kind::Seat, "notes"), seat, "notes");
    }
    let notes: Vec<&str> = [said, &noted].into_iter().filter(|text| !text.is_empty()).collect();
    intake.set(seat, "notes", &notes.join("\n"), &strs(&columns.keys(line, &["role", "seat_notes"])));
}

/// Has a field be empty, where cells say so.
fn empty(cells: Option<Vec<String>>, want: &mut Want, field: &str) {
    if let Some(cells) = cells {
        want.set(field, Value::Null, &strs(&cells));
    }
}

/// Parts in a purchase and a function where the words are clear; tells other words, which are to become a note.
fn roles(intake: &mut Intake, seat: &mut Want, columns: &Columns, line: &Line) -> String {
    let said = columns.get(line, "role");
    if said.is_empty() {
        empty(columns.emptied(line, &["role"], Kind::Seat, "buying_roles"), seat, "buying_roles");
        return String::new();
    }
    let keys = columns.keys(line, &["role"]);
    let parts = parts_of(said);
    let (known, unknown): (Vec<_>, Vec<_>) = parts.map(|part| (part, role(part))).partition(|(_, role)| role.is_some());
    let known: Vec<_> = known.into_iter().filter_map(|(_, role)| role).collect();
    let roles: Vec<Value> = known.iter().filter_map(|(role, _)| *role).map(|role| role.code().into()).collect();
    if !roles.is_empty() {
        seat.set("buying_roles", roles, &strs(&keys));
    }
    if let Some(function) = known.iter().find_map(|(_, function)| *function) {
        seat.set("function", function.code(), &strs(&keys));
    }
    let notes = unknown.into_iter().map(|(part, _)| part).collect::<Vec<_>>().join("; ");
    if !notes.is_empty() {
        intake.note(seat.row, Problem::new("problem-import-role-noted").with("text", &notes));
    }
    notes
}

/// The parts that a cell names.
fn parts_of(said: &str) -> impl Iterator<Item = &str> {
    said.split([',', '，', ';', '；', '、', '/']).map(str::trim).filter(|part| !part.is_empty())
}
