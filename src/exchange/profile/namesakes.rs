//! Which of several people of one name the rows of a contact list mean: by address or telephone first, then by title, then by
//! the order of the rows. Also whom a list without accounts made, who get a seat once it is said where.

use std::collections::{BTreeMap, BTreeSet};

use super::intake::{Intake, folded};
use crate::edit::Room;
use crate::exchange::origin::ROW;
use crate::model::extra::Extra;
use crate::model::{Id, Kind, Person, Record, Seat};

/// What a row says of somebody whom the list gives no number.
pub(super) struct Said<'a> {
    /// The company it names; empty where it names none.
    pub(super) company: &'a str,
    pub(super) name: String,
    /// Addresses and telephones.
    pub(super) faces: Vec<String>,
    pub(super) title: &'a str,
}

/// Somebody of that name who is here, and the seat they have in that company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct One {
    pub(super) person: Id,
    pub(super) seat: Option<Id>,
}

/// Whom rows mean.
#[derive(Default)]
pub(super) struct Namesakes {
    chosen: BTreeMap<usize, One>,
    /// Whom a row means, and in which company; in none, those who sit nowhere.
    taken: BTreeSet<(Option<Id>, Id)>,
    /// Those who sit nowhere, by name.
    loose: BTreeMap<String, Vec<Id>>,
}

impl Namesakes {
    /// Of rows by their places in a table whose cells are remembered as of `source`.
    pub(super) fn of<'a>(intake: &Intake, source: &str, rows: impl Iterator<Item = (usize, Said<'a>)>) -> Self {
        let mut room = intake.room.aside();
        let mut all = Self { loose: loose(&room), ..Self::default() };
        let mut groups: BTreeMap<(String, String), Vec<(usize, Said)>> = BTreeMap::new();
        for (at, said) in rows {
            let is_house_here = !said.company.is_empty() && intake.account_here(said.company).is_some();
            // Of others nobody is here whom they could mean.
            if is_house_here || all.loose.contains_key(&said.name) {
                groups.entry((folded(said.company), said.name.clone())).or_default().push((at, said));
            }
        }
        let mut houses: BTreeMap<Id, BTreeMap<String, Vec<One>>> = BTreeMap::new();
        for ((company, name), rows) in groups {
            room.fold();
            let house = intake.account_here(&company).filter(|_| !company.is_empty());
            let seated = house.map(|id| houses.entry(id).or_insert_with(|| seated(&room, id)));
            let seated = seated.and_then(|names| names.get(&name)).map_or(&[][..], Vec::as_slice);
            let nowhere = all.loose.get(&name).into_iter().flatten();
            let nowhere = nowhere.filter(|id| company.is_empty() || row_in(&room, **id, source).is_some());
            let mut nowhere: Vec<One> = nowhere.map(|person| One { person: *person, seat: None }).collect();
            if company.is_empty() {
                all.choose(&room, None, &nowhere, &[], &rows, source);
            } else {
                nowhere.sort_by_key(|one| row_in(&room, one.person, source));
                all.choose(&room, house, seated, &nowhere, &rows, source);
            }
        }
        all
    }

    /// Gives the rows of one name in one company to those who may be meant: of all by what they say, of those whom the
    /// list itself has made also by their order. Whom the list has put there comes before those it has put nowhere.
    fn choose(
        &mut self,
        room: &Room,
        house: Option<Id>,
        here: &[One],
        made: &[One],
        rows: &[(usize, Said)],
        source: &str,
    ) {
        let all = || here.iter().chain(made);
        let is_own = |one: &&One| one.seat.is_some_and(|seat| row_in(room, seat, source).is_some());
        let own: Vec<&One> = here.iter().filter(is_own).collect();
        let mut addresses = BTreeSet::new();
        // Who has an address of a row before is the same, and no namesake.
        let mut is_new = |said: &Said| {
            let own = said.faces.iter().filter(|face| face.contains('@'));
            own.filter(|face| !addresses.insert((*face).clone())).count() == 0
        };
        let rows: Vec<&(usize, Said)> = rows.iter().filter(|(_, said)| is_new(said)).collect();
        let faces = |said: &Said, one: &One| said.faces.iter().filter(|face| has_face(room, *one, face)).count();
        for (at, said) in &rows {
            // One row and one seat of a name: whatever else is said now, it is that one.
            let is_alone = rows.len() == 1 && own.len() == 1;
            self.give(*at, house, own.iter().copied(), |one| if is_alone { 1 } else { faces(said, one) });
        }
        for (at, said) in &rows {
            self.give(*at, house, all(), |one| faces(said, one));
        }
        for (at, said) in rows.iter().filter(|(_, said)| !said.title.is_empty()) {
            self.give(*at, house, all(), |one| usize::from(has_title(room, *one, said.title)));
        }
        // Those who sit there are found by the order of the rows, too.
        let seated = own.iter().filter(|one| !self.is_taken(house, one.person)).count();
        let left: Vec<usize> = rows.iter().map(|(at, _)| *at).filter(|at| !self.chosen.contains_key(at)).collect();
        for at in left.into_iter().skip(seated) {
            let free = made.iter().find(|one| !self.is_taken(house, one.person));
            self.give(at, house, free.into_iter(), |_| 1);
        }
    }

    /// Gives a row that has none the one of those who are free of whom more is right than of any other.
    fn give<'a>(
        &mut self,
        at: usize,
        house: Option<Id>,
        all: impl Iterator<Item = &'a One>,
        score: impl Fn(&One) -> usize,
    ) {
        if self.chosen.contains_key(&at) {
            return;
        }
        let free = all.filter(|one| !self.is_taken(house, one.person));
        let scores: Vec<(usize, One)> = free.map(|one| (score(one), *one)).collect();
        let most = scores.iter().map(|(score, _)| *score).max().unwrap_or_default();
        let mut best = scores.into_iter().filter(|(score, _)| most > 0 && *score == most);
        if let (Some((_, one)), None) = (best.next(), best.next()) {
            // Who sits in several companies may be meant in each.
            self.taken.insert((house.filter(|_| one.seat.is_some()), one.person));
            self.chosen.insert(at, one);
        }
    }

    /// Whom a row means, as far as it was told here.
    pub(super) fn chosen(&self, at: usize) -> Option<One> {
        self.chosen.get(&at).copied()
    }

    /// Whether somebody is another row's of a company.
    pub(super) fn is_taken(&self, house: Option<Id>, person: Id) -> bool {
        [house, None].iter().any(|house| self.taken.contains(&(*house, person)))
    }

    /// Those of a name who sit nowhere.
    pub(super) fn loose(&self, name: &str) -> &[Id] {
        self.loose.get(&folded(name)).map_or(&[], Vec::as_slice)
    }
}

/// Those who sit nowhere, by name.
fn loose(room: &Room) -> BTreeMap<String, Vec<Id>> {
    let mut all: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for person in room.ids(Kind::Person).filter(|id| !room.has_linked::<Seat>(*id)) {
        all.entry(folded(&room.name(person))).or_default().push(person);
    }
    all
}

/// Those who sit on an account, by name.
fn seated(room: &Room, account: Id) -> BTreeMap<String, Vec<One>> {
    let mut all: BTreeMap<String, Vec<One>> = BTreeMap::new();
    for seat in room.linked::<Seat>(account).filter(|seat| seat.account == account) {
        let Some(person) = seat.person else { continue };
        all.entry(folded(&room.name(seat.id))).or_default().push(One { person, seat: Some(seat.id) });
    }
    all
}

/// The row of a table that made a seat, or somebody who had none.
fn row_in(room: &Room, record: Id, source: &str) -> Option<u64> {
    room.record(record)?.extra().get(&format!("{source}.{ROW}"))?.as_u64()
}

/// Whether somebody has an address or a telephone, or a file that was read said so.
fn has_face(room: &Room, one: One, face: &str) -> bool {
    let person = room.get::<Person>(one.person);
    let lines = person.into_iter().flat_map(|person| person.emails.iter().chain(&person.phones));
    lines.map(|line| folded(&line.value)).any(|line| line == face) || remembers(room, one, face)
}

fn has_title(room: &Room, one: One, title: &str) -> bool {
    let seat = one.seat.and_then(|id| room.get::<Seat>(id));
    let here = seat.and_then(|seat| seat.title.as_deref()).unwrap_or_default();
    folded(here) == folded(title) || remembers(room, one, &folded(title))
}

fn remembers(room: &Room, one: One, text: &str) -> bool {
    let extras = [Some(one.person), one.seat].into_iter().filter_map(|id| room.record(id?).map(Record::extra));
    extras.flat_map(Extra::iter).any(|(_, value)| value.as_str().is_some_and(|value| folded(value) == text))
}
