//! What the readers of the store make of any bytes, for whoever throws some at them: each of these puts them where damage
//! or malice could, with the checksums right, and says in words what came of it.

use super::codec;
use super::line;
use super::wire::{self, Deed, Wish};
use super::{Book, migrate};
use crate::clock::Clock;
use crate::edit::{Draft, Edit, Held, Room, Stamp};
use crate::model::Problem;

/// A line of a journal.
pub fn line(bytes: &[u8]) -> String {
    line::read(bytes)
        .map(|line| format!("{:?} {:?}", line.head::<line::Head>(None), line.edit(None)))
        .unwrap_or_default()
}

/// The edit of a sound line: read, held against a room, and taken in where it fits.
pub fn edit(json: &str, room: &Room) -> Result<String, Problem> {
    let line = line::sound(migrate::SCHEMA, 1, json);
    let read = line::read(line.as_bytes()).and_then(|line| line.edit(None).ok());
    let Some(edit) = read else { return Ok(String::new()) };
    let prepared = room.prepare(edit)?;
    let mut after = room.clone();
    after.absorb(prepared.clone());
    Ok(format!("{:?} {}", prepared.edit, after.everything().count()))
}

/// What a sound line says of an edit.
pub fn edit_of(edit: &Edit) -> String {
    let line = line::write(1, edit, None).unwrap_or_default();
    line::read(line.as_bytes()).and_then(|line| Some(line.json(None).ok()?.into_owned())).unwrap_or_default()
}

/// The value of a record, its checksum made right: read, and written again where it is one.
pub fn value(bytes: &[u8]) -> Result<String, Problem> {
    let key = [0; codec::KEY];
    let (id, held) = codec::decode(&key, &codec::sound(&key, bytes), None)?;
    let again = codec::encode(&key, &held, None)?;
    Ok(format!("{id} {held:?} {}", again.len()))
}

/// The value of a record without its head.
pub fn value_of(held: &Held) -> Vec<u8> {
    let value = codec::encode(&[0; codec::KEY], held, None).unwrap_or_default();
    value.get(codec::HEAD..).unwrap_or_default().to_vec()
}

/// What comes through the socket as a wish: read, and granted by a book that holds these records.
pub fn wish(bytes: &[u8], room: &Room, clock: Clock) -> Result<String, Problem> {
    let Ok(wish) = wire::hear::<Wish>(&mut &*bytes, wire::LONGEST) else { return Ok(String::new()) };
    let mut book = Book::in_memory(clock, "probe");
    book.room = room.clone();
    let done = book.grant(wish)?;
    Ok(format!("{done:?} {}", book.room().everything().count()))
}

/// A wish as it is sent.
pub fn wish_of(draft: Draft, clock: Clock) -> Vec<u8> {
    let (author, now, stamp) = ("probe".to_owned(), clock.now(), Stamp::default());
    let wish = Wish { version: wire::VERSION, author, now, known: 0, stamp, deed: Deed::One(draft) };
    wire::pack(&wish).unwrap_or_default()
}
