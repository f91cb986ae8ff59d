//! A stock that is written down and taken up again: its tables are read whole, its blocks stay on a shelf, which gives each
//! when it is asked for. Where the shelf is, and whether what it gives is sound, is its own business.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;

use super::Stock;
use super::packs::{BLOCK, Links, Packs, Place};
use crate::model::Id;

/// What is written for a place that has no record any more. No kind has the number.
const NOTHING: u8 = u8::MAX - 1;
/// Bytes of an id.
const ID: usize = 16;
/// Entries of a table that are read at a time.
const AT_A_TIME: usize = 4096;

/// Where blocks are that are not in memory.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// How many it has.
    fn blocks(&self) -> usize;

    /// One of them as it was written; `None` where that cannot be read any more.
    fn block(&self, nth: usize) -> Option<Vec<u8>>;

    /// Whether it gave whatever it was asked for.
    fn is_whole(&self) -> bool;
}

/// A stock to be written down.
#[derive(Clone)]
pub struct Image(Arc<Packs>);

impl Image {
    pub(super) const fn of(packs: Arc<Packs>) -> Self {
        Self(packs)
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.0.blocks()
    }

    /// Each of them, in order.
    pub fn each_block(&self) -> impl Iterator<Item = io::Result<Cow<'_, [u8]>>> {
        (0..self.blocks()).map(|nth| self.0.block(nth).ok_or_else(|| ErrorKind::UnexpectedEof.into()))
    }

    /// Writes the tables that go with the blocks. All numbers are little-endian.
    pub fn write_tables(&self, to: &mut impl Write) -> io::Result<()> {
        let packs = &*self.0;
        let counts = [packs.ids.len(), packs.by_id.len(), packs.by_kind.len(), packs.links.len(), packs.loose.len()];
        counts.iter().try_for_each(|count| to.write_all(&(*count as u32).to_le_bytes()))?;
        packs.ids.iter().try_for_each(|id| to.write_all(&id.bytes()))?;
        packs.marks.iter().try_for_each(|mark| to.write_all(&[mark.unwrap_or(NOTHING)]))?;
        packs.by_id.iter().chain(&packs.by_kind).try_for_each(|place| to.write_all(&place.to_le_bytes()))?;
        for (rank, from) in packs.links.each() {
            to.write_all(&rank.to_le_bytes())?;
            to.write_all(&from.to_le_bytes())?;
        }
        for (target, from) in &packs.loose {
            to.write_all(&target.bytes())?;
            to.write_all(&from.to_le_bytes())?;
        }
        Ok(())
    }
}

impl Stock {
    /// The stock whose tables these are, with its blocks on a shelf.
    pub fn taken_up(tables: &mut impl Read, shelf: Arc<dyn Shelf>) -> io::Result<Self> {
        let counts = many(tables, 5, number)?;
        let [places, by_id, by_kind, links, loose] = counts[..] else { return Err(ErrorKind::InvalidData.into()) };
        if places as usize != shelf.blocks() * BLOCK || by_id > places || by_kind > by_id {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut packs = Packs {
            ids: many(tables, places, Id::from_bytes)?,
            marks: many(tables, places, |[mark]| Some(mark).filter(|mark| *mark != NOTHING))?,
            by_id: many(tables, by_id, number)?,
            by_kind: many(tables, by_kind, number)?,
            links: linked(tables, links, by_id)?,
            loose: many(tables, loose, |bytes: [u8; ID + 4]| (Id::from_bytes(head(bytes)), number(tail(bytes))))?,
            shelf: Some(shelf),
            ..Packs::default()
        };
        packs.put_heads();
        Ok(Self::of(Arc::new(packs)))
    }
}

/// So many of `N` bytes each.
fn many<T, const N: usize>(from: &mut impl Read, count: u32, one: impl Fn([u8; N]) -> T) -> io::Result<Vec<T>> {
    let mut all = Vec::new();
    all.try_reserve_exact(count as usize).map_err(|_| ErrorKind::OutOfMemory)?;
    each(from, count, |bytes| all.push(one(bytes)))?;
    Ok(all)
}

/// So many links to so many targets, in the order of these.
fn linked(from: &mut impl Read, count: u32, targets: u32) -> io::Result<Links> {
    let (mut links, mut is_sound) = (Links::default(), true);
    each(from, count, |bytes: [u8; 8]| {
        let target = number(head(bytes));
        is_sound = is_sound && target < targets && links.push(target, number(tail(bytes)));
    })?;
    links.shrink();
    if is_sound { Ok(links) } else { Err(ErrorKind::InvalidData.into()) }
}

fn each<const N: usize>(from: &mut impl Read, count: u32, mut one: impl FnMut([u8; N])) -> io::Result<()> {
    let (mut left, mut buffer) = (count as usize, vec![0; N * AT_A_TIME]);
    while left > 0 {
        let now = left.min(AT_A_TIME);
        let part = buffer.get_mut(..now * N).unwrap_or_default();
        from.read_exact(part)?;
        part.as_chunks().0.iter().for_each(|bytes| one(*bytes));
        left -= now;
    }
    Ok(())
}

const fn number(bytes: [u8; 4]) -> Place {
    Place::from_le_bytes(bytes)
}

/// The first bytes of some.
fn head<const N: usize, const M: usize>(bytes: [u8; N]) -> [u8; M] {
    bytes.first_chunk().copied().unwrap_or([0; M])
}

/// The last ones.
fn tail<const N: usize, const M: usize>(bytes: [u8; N]) -> [u8; M] {
    bytes.last_chunk().copied().unwrap_or([0; M])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Held, Room, Stamps};
    use crate::model::{Kind, Person, Seat};

    /// A shelf in memory, which may lose a block.
    #[derive(Debug)]
    struct Boards(Vec<Option<Vec<u8>>>);

    impl Shelf for Boards {
        fn blocks(&self) -> usize {
            self.0.len()
        }

        fn block(&self, nth: usize) -> Option<Vec<u8>> {
            self.0.get(nth)?.clone()
        }

        fn is_whole(&self) -> bool {
            self.0.iter().all(Option::is_some)
        }
    }

    fn room() -> Room {
        let person = |n: usize| {
            let id = Id::named("person", &n.to_string());
            let record = Person { id, name: format!("王{n}"), ..Person::default() }.into();
            (id, Held { kind: Kind::Person, record: Some(record), stamps: Stamps::default() })
        };
        let seat = |n: usize| {
            let id = Id::named("seat", &n.to_string());
            let (account, person) = (Id::named("account", "1"), Some(Id::named("person", &n.to_string())));
            let record = Seat { id, account, person, ..Seat::default() }.into();
            (id, Held { kind: Kind::Seat, record: Some(record), stamps: Stamps::default() })
        };
        let gone = (Id::named("person", "gone"), Held { kind: Kind::Person, record: None, stamps: Stamps::default() });
        Room::of((0..100).map(person).chain((0..50).map(seat)).chain([gone]))
    }

    fn written(room: &mut Room) -> (Vec<u8>, Vec<Option<Vec<u8>>>) {
        let image = room.image().unwrap();
        let mut tables = Vec::new();
        image.write_tables(&mut tables).unwrap();
        let blocks = image.each_block().map(|block| Some(block.unwrap().into_owned())).collect();
        (tables, blocks)
    }

    #[test]
    fn what_was_written_down_says_the_same_and_is_written_down_the_same_again() {
        let mut room = room();
        let (tables, blocks) = written(&mut room);
        let mut again = Room::taken_up(&mut &*tables, Arc::new(Boards(blocks.clone()))).unwrap();
        assert_eq!((again.count(), room.count().0), ((151, 0), 151));
        let all = |room: &Room| {
            let mut all: Vec<String> = room.everything().map(|(id, held)| format!("{id} {held:?}")).collect();
            all.extend(room.linked::<Seat>(Id::named("account", "1")).map(|seat| format!("{seat:?}")));
            all.extend(room.linked::<Seat>(Id::named("person", "7")).map(|seat| format!("{seat:?}")));
            all.extend(room.ids(Kind::Person).map(|id| id.to_string()));
            all
        };
        assert_eq!(all(&again), all(&room));
        assert_eq!(written(&mut again), (tables, blocks));
    }

    #[test]
    fn what_lies_over_a_shelf_is_written_down_with_it() {
        let mut room = room();
        let (tables, blocks) = written(&mut room);
        let mut again = Room::taken_up(&mut &*tables, Arc::new(Boards(blocks))).unwrap();
        let id = Id::named("person", "7");
        let draft = crate::edit::Draft::setting(&again, id, "name", serde_json::json!("李明")).unwrap();
        again = again.foreseen(draft).unwrap();
        assert_eq!(again.count().1, 1);
        let (tables, blocks) = written(&mut again);
        assert!(again.is_whole());
        let last = Room::taken_up(&mut &*tables, Arc::new(Boards(blocks))).unwrap();
        assert_eq!((last.name(id), last.count().0), ("李明".into(), 151));
        assert_eq!(last.linked::<Seat>(id).count(), 1);
    }

    #[test]
    fn tables_that_do_not_fit_are_refused_and_a_shelf_that_fails_is_told_of() {
        let mut room = room();
        let (tables, mut blocks) = written(&mut room);
        for cut in 0..tables.len() {
            let cut = tables.get(..cut).unwrap();
            assert!(Room::taken_up(&mut &*cut, Arc::new(Boards(blocks.clone()))).is_err());
        }
        blocks[0] = None;
        let torn = Room::taken_up(&mut &*tables, Arc::new(Boards(blocks.clone()))).unwrap();
        assert!(!torn.is_whole());
        blocks.pop();
        assert!(Room::taken_up(&mut &*tables, Arc::new(Boards(blocks))).is_err());
    }
}
