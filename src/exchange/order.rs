//! The order in which tables list records: people by their account and then by name, accounts by name, visits by day. Names in
//! Chinese go by their sound, among the others.

use crate::edit::Room;
use crate::find::Keys;
use crate::model::{Id, Person, Record, Seat, When};

/// What a record is sorted by: its moment, its account's name, its own name.
type Place = (Option<When>, String, String);

/// Records of one kind in the order of tables; where two are alike, in that of their ids.
pub(super) fn sort(room: &Room, records: &mut Vec<&Record>) {
    records.sort_by_cached_key(|record| (place(room, record), record.id()));
}

fn place(room: &Room, record: &Record) -> Place {
    match record {
        Record::Person(person) => {
            let seat = room.linked::<Seat>(person.id).find(|seat| seat.person == Some(person.id));
            of_theirs(room, seat, Some(person.id))
        }
        Record::Seat(seat) => of_theirs(room, Some(seat), seat.person),
        Record::Account(account) => (None, String::new(), by_sound(&account.name, None)),
        Record::Visit(visit) => (visit.start, String::new(), String::new()),
        _ => Place::default(),
    }
}

/// Where one of theirs stands: whoever sits nowhere comes last.
pub(super) fn of_theirs(room: &Room, seat: Option<&Seat>, person: Option<Id>) -> Place {
    let account = seat.map_or_else(|| "\u{10ffff}".to_owned(), |seat| by_sound(&room.name(seat.account), None));
    let person = person.and_then(|id| room.get::<Person>(id));
    let name = person.map(|person| by_sound(&person.name, person.name_key.as_deref()));
    let name = name.or_else(|| seat.map(|seat| by_sound(&room.name(seat.id), None))).unwrap_or_default();
    (None, account, name)
}

/// A name for sorting.
fn by_sound(name: &str, key: Option<&str>) -> String {
    let keys = Keys::with_key(name, key);
    keys.pinyin().unwrap_or(keys.text()).to_owned()
}
