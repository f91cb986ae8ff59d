//! Who a row of a contact list is about: somebody who is here, somebody of a row before, or somebody new.

use std::collections::HashMap;

use super::columns::Columns;
use super::headers;
use super::intake::{Intake, Line, Table, folded};
use super::moved::Numbered;
use super::namesakes::Namesakes;
use super::then;
use super::vacancies::Vacancies;
use crate::exchange::ext;
use crate::exchange::since::seats::{self, Named};
use crate::exchange::since::was;
use crate::model::{Id, Kind, Person, Seat};

/// The records a row is about.
pub(super) struct Who {
    pub(super) person: Id,
    pub(super) seat: Id,
    pub(super) ext_id: String,
}

/// Columns of our lists that hold one part of a name.
const PARTS: [&str; 4] = ["First Name", "Last Name", "FirstName", "LastName"];

/// What somebody who is here is called, where a list of ours has lost one of the columns of their name: the other is none.
pub(super) fn name_here(intake: &Intake, line: &Line, person: Id) -> Option<String> {
    let has_lost = |column| !line.has(column) && was::had_column(line.then(), column);
    let here = intake.aside.get::<Person>(person).filter(|_| PARTS.into_iter().any(has_lost));
    here.map(|person| person.name.clone())
}

/// By the file's own number, which counts within the company unless it is one of a known program; else by company and name.
/// A name that comes twice in a company is told apart by its place in the file, where no address and no title says more.
/// Somebody who sits on the account under that name already is that person.
pub(super) fn identify(
    intake: &Intake,
    columns: &Columns,
    line: &Line,
    account: Option<Id>,
    name: &str,
    seen: &mut Seen,
    at: usize,
) -> Who {
    let house = account.map(|id| id.to_string()).unwrap_or_default();
    let number = columns.get(line, "id");
    let chosen = seen.namesakes.chosen(at);
    let (own, seat_then) = then::who(line.then());
    let own = own.filter(|_| number.is_empty()).or_else(|| ext::own(number)).map(|own| intake.heir(own));
    // Who goes by another name here does so in every row.
    let known = own.map(|own| seen.owns.get(&own).copied().unwrap_or(own));
    if let Some(who) = known.and_then(|known| ours(intake, columns, line, account, known)) {
        return who;
    }
    let column = columns.numbering(line);
    // A post may have its number whoever has the post.
    if let Some((seat, holder)) = account.and_then(|at| seen.vacancies.holder(intake, at, column, number)) {
        let key = number_key(account, name, column, number);
        let person = Id::named("contacts", &key);
        let is_other = intake.aside.get::<Person>(person).is_some_and(|one| folded(&one.name) != folded(name));
        let new = || if is_other { Id::named("contacts", &format!("{key}/{}", folded(name))) } else { person };
        return Who { person: holder.unwrap_or_else(new), seat, ext_id: number.to_owned() };
    }
    let merged = || account.and_then(|account| intake.heir_seated(account, name));
    let shown = match columns.company(line).0 {
        "" => name.to_owned(),
        company => format!("{company}/{name}"),
    };
    if let Some((person, seat)) = merged().filter(|_| number.is_empty() && chosen.is_none()) {
        return Who { person, seat, ext_id: shown };
    }
    let (key, ext_id) = if number.is_empty() {
        let key = format!("{house}/{}", folded(name));
        // Who has the name and the address of a row before is not somebody else of that name.
        let mut addresses = columns.all("emails").iter().map(|column| folded(line.get(column)));
        if let Some((person, seat)) = addresses.find_map(|address| seen.keys.get(&both(&key, &address))) {
            return Who { person: *person, seat: *seat, ext_id: shown };
        }
        let count = seen.names.entry(key.clone()).or_insert(0);
        if chosen.is_none() {
            let is_free =
                |count: &usize| !seen.namesakes.is_taken(account, Id::named("contacts", &numbered(&key, *count)));
            *count = (*count + 1..usize::MAX).find(is_free).unwrap_or(*count + 1);
            (numbered(&key, *count), numbered(&shown, *count))
        } else {
            (key, shown)
        }
    } else {
        (number_key(account, name, column, number), number.to_owned())
    };
    let mut person = intake.heir(Id::named("contacts", &key));
    let is_here = |id| intake.aside.get::<Person>(id).is_some();
    let is_free = |id: &Id| intake.aside.held(*id).is_none_or(|held| held.kind == Kind::Person);
    if let Some(own) = own.filter(|id| !is_here(person) && is_free(id)) {
        person = own;
    }
    // Whom the same list made without a seat, when it was not said where.
    let before = Id::named("contacts", &key_alone(name, columns.numbering(line), number));
    let known = || seen.numbered.find(account?, number, name);
    person = Some(person).filter(|id| is_here(*id)).or_else(known).unwrap_or(person);
    let sits = |id: &Id| intake.aside.linked::<Seat>(*id).any(|seat| Some(seat.account) == account);
    let is_theirs = |id: &Id| seen.namesakes.loose(name).contains(id) || is_here(*id) && sits(id);
    let before = Some(before).filter(|_| account.is_some() && !number.is_empty() && !is_here(person));
    person = before.filter(is_theirs).unwrap_or(person);
    let faces: Vec<Id> = columns.faces(line).map(|face| both(&folded(name), &face)).collect();
    if number.is_empty() && !key.contains('#') && !is_here(person) {
        person = faces.iter().find_map(|face| seen.faces.get(face)).copied().unwrap_or(person);
    }
    // In a store that has heard of neither, the seat is the same, too.
    let is_new = |id: &Id| person == own.unwrap_or(*id) && intake.aside.held(*id).is_none();
    let seat = seat_then.filter(is_new).unwrap_or_else(|| Id::named("contacts:seat", &format!("{key}@{house}")));
    let known = is_here(person) || key.contains('#');
    let mut seated = account.filter(|_| !known).map(|account| intake.seated(account, name)).unwrap_or_default();
    seated.retain(|seat| seat.person.is_none_or(|person| !seen.namesakes.is_taken(account, person)));
    let nowhere = if account.is_none() && !known { seen.namesakes.loose(name) } else { &[] };
    let nowhere: Vec<Id> = nowhere.iter().copied().filter(|id| !seen.namesakes.is_taken(account, *id)).collect();
    let who = match seated.as_slice() {
        _ if let Some(one) = chosen => {
            let seat = one.seat.unwrap_or_else(|| Id::named("contacts:seat", &format!("{}@{house}", one.person)));
            Who { person: one.person, seat, ext_id }
        }
        [] if nowhere.len() == 1 => Who { person: nowhere.first().copied().unwrap_or(person), seat, ext_id },
        [one] => Who { person: one.person.unwrap_or(person), seat: one.id, ext_id },
        _ => Who { person, seat, ext_id },
    };
    let meant = account.and_then(|account| seat_meant(intake, columns, line, who.person, account));
    // Who has none there may have come to a post that nobody had.
    let is_seated = |seat: Id| intake.aside.get::<Seat>(seat).is_some_and(|seat| seat.to.is_none());
    let filled = account.filter(|_| meant.is_none() && !is_seated(who.seat));
    let filled = filled.and_then(|account| seen.vacancies.filled(intake, columns, line, account));
    let who = Who { seat: meant.or(filled).unwrap_or(who.seat), ..who };
    seen.owns.extend(own.map(|own| (own, who.person)));
    for face in faces {
        seen.faces.entry(face).or_insert(who.person);
    }
    let addresses = columns.all("emails").iter().map(|column| folded(line.get(column)));
    for address in addresses.filter(|address| !address.is_empty() && number.is_empty()) {
        let key = both(&format!("{house}/{}", folded(name)), &address);
        seen.keys.entry(key).or_insert((who.person, who.seat));
    }
    who
}

/// What whoever a row means is called here, where they have a row of their own in the list and this is one of somebody who
/// was merged with them.
pub(super) fn stands_for(intake: &Intake, columns: &Columns, line: &Line, person: Id, name: &str) -> Option<String> {
    let here = intake.aside.get::<Person>(person).filter(|_| intake.is_heir(person, name))?;
    let of_name = headers::OF_NAMES.into_iter().flat_map(|target| columns.all(target));
    let is_other = |column: &str| {
        let said = here.extra.get(&line.key(column)).and_then(|said| said.as_str());
        said.is_some_and(|said| said.trim() != line.get(column))
    };
    of_name.copied().any(is_other).then(|| here.name.clone())
}

/// Who sits here already under what a list calls them, and where: under their name, else under the number that a row of the
/// list gave them before, or that one of ours gives them.
pub(super) fn seated(intake: &Intake, columns: &Columns, table: &Table, account: Id, known: &str) -> Vec<(Id, Id)> {
    let named = intake.seated(account, known);
    if !named.is_empty() {
        return named.into_iter().map(|seat| (seat.id, seat.person.unwrap_or(seat.id))).collect();
    }
    let cells: Vec<String> = columns.all("id").iter().map(|column| format!("{}.{column}", table.source)).collect();
    let own = ext::own(known);
    let is_known = |person: &Person| {
        let says = |cell: &String| person.extra.get(cell).and_then(|said| said.as_str()).map(str::trim) == Some(known);
        let is_reached = known.contains('@') && person.emails.iter().any(|one| folded(&one.value) == folded(known));
        own == Some(person.id) || is_reached || cells.iter().any(says)
    };
    let seats = intake.aside.linked::<Seat>(account).filter(|seat| seat.account == account);
    let sits = |seat: &Seat| Some((seat.id, seat.person.filter(|id| intake.aside.get(*id).is_some_and(is_known))?));
    let says =
        |seat: &Seat, cell: &String| seat.extra.get(cell).and_then(|said| said.as_str()).map(str::trim) == Some(known);
    // A post has its number though nobody has the post.
    let is_post = |seat: &Seat| seat.person.is_none() && cells.iter().any(|cell| says(seat, cell));
    seats.filter_map(|seat| sits(seat).or_else(|| is_post(seat).then_some((seat.id, seat.id)))).collect()
}

/// Under what whoever has a number is known.
pub(super) fn number_key(account: Option<Id>, name: &str, column: &str, number: &str) -> String {
    match (headers::is_everywhere(column, number), account) {
        (true, _) => format!("#{number}"),
        // `1` is somebody else in every other list.
        (false, Some(account)) => format!("{account}/{}#{number}", column.to_lowercase()),
        (false, None) => key_alone(name, column, number),
    }
}

/// Under what a number is known of a list that names no company.
fn key_alone(name: &str, column: &str, number: &str) -> String {
    format!("{}/{}#{number}", folded(name), column.to_lowercase())
}

/// The nth of a name.
pub(super) fn numbered(name: &str, count: usize) -> String {
    if count < 2 { name.to_owned() } else { format!("{name}#{count}") }
}

/// What stands for a name or a number within a company.
pub(super) fn within(account: Id, known: &str) -> Id {
    both(&account.to_string(), &folded(known))
}

/// What stands for two texts together, in less room than they take.
fn both(one: &str, other: &str) -> Id {
    Id::named("contacts:both", &format!("{one}\0{other}"))
}

/// Who was in the rows before.
#[derive(Default)]
pub(super) struct Seen {
    /// Whom rows without a number mean, of those who are here.
    namesakes: Namesakes,
    /// Whom rows with a number of the list's own mean.
    pub(super) numbered: Numbered,
    /// The posts that are known as such.
    pub(super) vacancies: Vacancies,
    /// How often a name came in a company.
    names: HashMap<String, usize>,
    /// The person and the seat that go by [`both`] a name in a company and an address.
    keys: HashMap<Id, (Id, Id)>,
    /// Who has [`both`] a name and an address or a number: that is the same person, in whatever company.
    faces: HashMap<Id, Id>,
    /// Who is meant by the id of ours that a row has.
    owns: HashMap<Id, Id>,
    /// Which seats somebody has in a company, by [`both`] title and department.
    places: HashMap<(Id, Id), Vec<(Id, Id)>>,
}

impl Seen {
    /// Nobody yet, where it is known whom rows of one name or number mean.
    pub(super) fn of(namesakes: Namesakes, numbered: Numbered, vacancies: Vacancies) -> Self {
        Self { namesakes, numbered, vacancies, ..Self::default() }
    }

    /// Notes the seat of a row that names it.
    pub(super) fn sits(&mut self, who: &Who, account: Id, [title, department]: [&str; 2]) {
        let places = self.places.entry((account, who.person)).or_insert_with(|| Vec::with_capacity(1));
        places.push((both(title, department), who.seat));
    }

    /// The seat of a row where somebody may have several in one company: one that is here, or another.
    pub(super) fn place(&mut self, intake: &Intake, who: &Who, account: Id, post: [&str; 2]) -> Id {
        let places = self.places.entry((account, who.person)).or_insert_with(|| Vec::with_capacity(1));
        let [title, department] = post;
        let key = both(title, department);
        if let Some((_, seat)) = places.iter().find(|(known, _)| *known == key) {
            return *seat;
        }
        let taken: Vec<Id> = places.iter().map(|(_, seat)| *seat).collect();
        let here = intake
            .aside
            .linked::<Seat>(who.person)
            .filter(|seat| seat.account == account && seat.person == Some(who.person) && !taken.contains(&seat.id));
        let here: Vec<&Seat> = here.collect();
        let is_it =
            |seat: &&&Seat| [&seat.title, &seat.department].map(|text| text.as_deref().unwrap_or_default()) == post;
        let meant = here.iter().find(|seat| seat.id == who.seat);
        let found = here.iter().find(is_it).or(meant).or(here.first()).map(|seat| seat.id);
        let other = match taken.len() {
            0 => who.seat,
            count => Id::named("contacts:seat", &format!("{}@{account}#{}", who.person, count + 1)),
        };
        let seat = found.unwrap_or(other);
        places.push((key, seat));
        seat
    }
}

/// Somebody whose number is our own: a list that was written here for people no other program has numbered. Who sat on a seat
/// then is still meant where somebody else sits there by now.
fn ours(intake: &Intake, columns: &Columns, line: &Line, account: Option<Id>, own: Id) -> Option<Who> {
    let person = intake.aside.get::<Person>(own)?.id;
    let meant = account.and_then(|account| seat_meant(intake, columns, line, person, account));
    let sits = || intake.aside.linked::<Seat>(person).find(|seat| Some(seat.account) == account).map(|seat| seat.id);
    let house = account.map(|id| id.to_string()).unwrap_or_default();
    let seat = meant.or_else(sits).unwrap_or_else(|| Id::named("contacts:seat", &format!("{person}@{house}")));
    Some(Who { person, seat, ext_id: own.to_string() })
}

/// The seat that a row of ours names.
fn seat_meant(intake: &Intake, columns: &Columns, line: &Line, person: Id, account: Id) -> Option<Id> {
    let was = line.then();
    let (seat, beside) = (then::who(was).1?, seats::said_beside(was));
    Named { seat, beside: &beside, was, stays: columns.says_account_then(line) }.meant(&intake.aside, person, account)
}
