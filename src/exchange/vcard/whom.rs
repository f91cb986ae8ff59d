//! Whom a card without a UID is about. Most address books give their cards none, so what such a card says cannot be its name:
//! it is of whoever has that name at that company, as a row of a list without a number is. Of several who are called so
//! there, the one with an address or a number of the card; else what it says, word for word, is what it is known by. Who has
//! a card of one address book is nobody of another: two cards of one person stay two, whether they come together or one after
//! the other, for neither says that it is the other, and one person would hold one card.

use std::collections::{BTreeMap, BTreeSet};

use super::sketch::Sketch;
use super::{SOURCE, companies, groups, has_uid, identity, parted, remembered, unfit};
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::profile::intake::{Intake, folded};
use crate::model::{Id, Person, Record, Seat};

/// A company, by its account where there is one, and a name.
type Key = (String, String);

/// A card, as far as it says whom it is about.
struct Face {
    line: u64,
    key: Key,
    ways: BTreeSet<String>,
    /// The address book it is of; `None` where that says nothing of who it is.
    book: Option<Book>,
}

/// What wrote a card, but for the number of the program, and in which version.
type Book = (String, String);

/// The persons that cards of a file without a UID are about, by the lines of those.
pub(super) fn of(intake: &Intake, parts: &[Part]) -> BTreeMap<u64, Id> {
    let is_person = |part: &&Part| unfit(part).is_none() && !groups::is_left_out(part) && !companies::is_one(part);
    let mut all = BTreeMap::new();
    let (mut taken, mut open): (BTreeSet<Id>, Vec<Face>) = (BTreeSet::new(), Vec::new());
    for part in parts.iter().filter(is_person) {
        let (part, line) = (parted(part).0, part.lines.0);
        match intake.known.here(&identity(&part)).or_else(|| ext::own(&identity(&part)).filter(|_| has_uid(&part))) {
            Some(id) => {
                taken.insert(id);
            }
            None if has_uid(&part) => {}
            None => open.extend(Some(face(intake, line, &part)).filter(|face| !face.key.1.is_empty())),
        }
    }
    if open.is_empty() {
        return all;
    }
    let names: BTreeSet<&str> = open.iter().map(|face| face.key.1.as_str()).collect();
    let here = faces_here(intake, &names);
    let mut called: BTreeMap<&Key, BTreeSet<Id>> = BTreeMap::new();
    for (id, face) in here.iter().flat_map(|(id, faces)| faces.iter().map(move |face| (*id, face))) {
        called.entry(&face.key).or_default().insert(id);
    }
    let mut by_key: BTreeMap<&Key, Vec<&Face>> = BTreeMap::new();
    for face in &open {
        by_key.entry(&face.key).or_default().push(face);
    }
    for (key, mut cards) in by_key {
        let mut free: Vec<Id> = called.get(key).into_iter().flatten().copied().collect();
        free.retain(|id| !taken.contains(id));
        let faces = |id: Id| here.get(&id).into_iter().flatten();
        let has_one = |id: Id, card: &Face| faces(id).any(|face| !face.ways.is_disjoint(&card.ways));
        let is_of_book = |id: Id, card: &Face| faces(id).all(|face| face.book.is_none() || face.book == card.book);
        for by_ways in [true, false] {
            cards.retain(|card| {
                let fits = |id: &Id| is_of_book(*id, card) && (!by_ways || has_one(*id, card));
                let meant: Vec<Id> = free.iter().copied().filter(fits).collect();
                let [one] = meant.as_slice() else { return true };
                free.retain(|id| id != one);
                taken.insert(*one);
                all.insert(card.line, *one);
                false
            });
        }
    }
    all
}

/// Whether a card without a UID may be of another address book than the one of the last import, for it does not say of
/// which it is: what that has and it does not is not gone.
pub(super) fn is_of_another_book(old: &Part, new: &Part) -> bool {
    let is_nameless = || book(new).0.is_empty() && faces(old).is_disjoint(&faces(new));
    !has_uid(new) && (has_uid(old) || book(old) != book(new) || is_nameless())
}

/// The addresses and numbers of a card, by which it is known where nothing names its book.
fn faces(card: &Part) -> BTreeSet<String> {
    ["EMAIL", "TEL"].into_iter().flat_map(|name| card.all(name)).map(|one| folded(&one.text())).collect()
}

fn book(card: &Part) -> Book {
    let maker = card.text("PRODID").chars().filter(|c| c.is_alphabetic()).collect();
    (maker, card.text("VERSION").trim().to_owned())
}

/// What a person is called by cards: the first name, where they were merged.
pub(super) fn called(record: Option<&Record>) -> Option<String> {
    let names = record?.extra().get(&ext::key(SOURCE))?;
    ext::ids(names).next().map(str::to_owned)
}

/// Those who are here under one of these names, or whose card was: as they are now and as their cards said.
fn faces_here(intake: &Intake, names: &BTreeSet<&str>) -> BTreeMap<Id, Vec<Face>> {
    let room = intake.room;
    let mut all = BTreeMap::new();
    for person in room.each::<Person>() {
        let is_asked = |name: &str| names.contains(folded(name).as_str());
        let card = |name| person.extra.get(name).into_iter().flat_map(ext::ids);
        let was = || Part::of("VCARD", card("vcard.FN").chain(card("vcard.N")).chain(card("vcard.NICKNAME")));
        if !is_asked(&person.name) && !is_asked(&Sketch::of(&was()).name) {
            continue;
        }
        let seats: Vec<&Seat> = room.linked::<Seat>(person.id).filter(|seat| seat.person == Some(person.id)).collect();
        let lines = person.emails.iter().chain(&person.phones).map(|line| folded(&line.value));
        let ways: BTreeSet<String> = lines.collect();
        let name = folded(&person.name);
        let face = |house: String| Face { line: 0, key: (house, name.clone()), ways: ways.clone(), book: None };
        let mut faces: Vec<Face> = seats.iter().map(|seat| face(seat.account.to_string())).collect();
        if seats.is_empty() {
            faces.push(face(String::new()));
        }
        let from_card = |seat: &&&Seat| seat.extra.keys().any(|key| key.starts_with("vcard."));
        let seat = seats.iter().find(from_card).map(|seat| seat.id);
        // Somebody who was merged has cards of several.
        let is_one = person.extra.get(&ext::key(SOURCE)).is_some_and(|names| ext::ids(names).count() == 1);
        faces.extend(remembered(room, person.id, seat).map(|card| {
            let book = Some(book(&card)).filter(|_| is_one);
            Face { book, ..self::face(intake, 0, &card) }
        }));
        all.insert(person.id, faces);
    }
    all
}

fn face(intake: &Intake, line: u64, card: &Part) -> Face {
    let sketch = Sketch::of(card);
    let company = Some(sketch.company.as_str()).filter(|company| !company.is_empty());
    let company = company.or(intake.options.account.as_deref()).unwrap_or_default();
    let house = intake.account_here(company).map_or_else(|| folded(company), |id| id.to_string());
    let lists = sketch.person.iter().filter(|one| matches!(one.field, "emails" | "phones"));
    let ways = lists.filter_map(|one| one.value.as_array()).flatten().filter_map(|way| way.as_str()).map(folded);
    Face { line, key: (house, folded(&sketch.name)), ways: ways.collect(), book: Some(book(card)) }
}
