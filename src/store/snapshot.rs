//! `DATA/snapshot`: every record as of one edit, packed as a room holds them, and what is known of the journal up to there.
//! Where it fits, opening reads neither the journal nor sled again, and records stay on the disk until they are asked for.
//!
//! Derived and dispensable: the journal and sled have all of it. It is written when a book ends of which much is not in it
//! yet, and is gone whenever the journal is exchanged. What it holds is proven when it is opened.
//!
//! On the disk: `magic (8) · id (16)`, then frames: a head, the volumes of the journal, one for each block, the tables.

mod frames;
mod pages;

use std::fs;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::frames::{Frames, Reader, Writer};
use self::pages::Pages;
use super::identity::Identity;
use super::journal::{Journal, Survey, Volume, heads};
use super::log::Log;
use super::seal::Seal;
use super::{Book, codec, disk, migrate, swap};
use crate::edit::{Image, Room};
use crate::model::{Id, Problem};

/// Its name.
pub const NAME: &str = "snapshot";
/// What it is called until it is whole.
pub const PART: &str = "snapshot.new";

/// What it begins with. Raise the digit whenever its form changes.
const MAGIC: [u8; 8] = *b"warroom1";
/// Bytes of an id.
const ID: usize = 16;

/// So many records, and one of so many, may be in none: the journal tells them in no time.
const FEW: usize = 16;
const PART_OF_ALL: usize = 128;

/// What a snapshot is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Head {
    store: Id,
    schema: u16,
    format: u16,
    /// Number of the edit by which somebody was erased last.
    erased: u64,
    /// Number of the last edit in it.
    n: u64,
    blocks: u64,
}

/// One of which the records are still to be read.
struct Snapshot {
    head: Head,
    volumes: Vec<Volume>,
    rest: Reader,
}

/// The records of one.
pub struct Base {
    /// Number of the last edit in them.
    pub n: u64,
    /// The records.
    pub room: Room,
}

impl Snapshot {
    /// The one of a store; `None` where there is none that is of use here. An error where it is damaged.
    fn open(data: &Path, own: &Identity, seal: Option<&Seal>) -> io::Result<Option<Self>> {
        let path = data.join(NAME);
        // A journal that is about to be exchanged takes it away: it may have what was erased.
        let stays = swap::standing(data) == data.join("journal");
        if !stays || !fs::symlink_metadata(&path).is_ok_and(|known| known.is_file()) {
            return Ok(None);
        }
        let mut file = BufReader::with_capacity(1 << 18, fs::File::open(&path)?);
        let mut begins = [0; MAGIC.len() + ID];
        file.read_exact(&mut begins)?;
        let (magic, of) = begins.split_at(MAGIC.len());
        let of = Id::from_bytes(of.first_chunk().copied().unwrap_or_default());
        if magic != MAGIC {
            return Ok(None);
        }
        let mut rest = Reader::new(file, begins.len() as u64, Frames { of, seal: seal.cloned() })?;
        let head: Head = unpacked(&rest.next()?)?;
        let found = (head.store, head.schema, head.format, head.erased);
        if found != (own.store, migrate::SCHEMA, codec::FORMAT, own.erased) {
            return Ok(None);
        }
        let volumes = unpacked(&rest.next()?)?;
        Ok(Some(Self { head, volumes, rest }))
    }

    /// Whether it is of a journal that was read: all its edits are there, at the same places.
    fn is_of(&self, survey: &Survey) -> bool {
        let found = survey.heads.iter().take(heads(&self.volumes).count());
        survey.holes.is_empty() && found.len() as u64 == self.head.n && heads(&self.volumes).eq(found)
    }

    fn read(mut self) -> io::Result<Base> {
        let Head { n, blocks, .. } = self.head;
        let pages = Pages::pass(&mut self.rest, blocks)?;
        let room = Room::taken_up(&mut self.rest, Arc::new(pages))?;
        Ok(Base { n, room })
    }
}

impl Book {
    /// Reads the journal of a store, and the records of its snapshot, where that is of this journal. A damaged one is told of
    /// among the `troubles` and not used.
    pub(super) fn begin(
        data: &Path,
        own: Option<&Identity>,
        seal: Option<&Seal>,
        troubles: &mut Vec<Problem>,
    ) -> Result<(Journal, Survey, Option<Base>), Problem> {
        let mut sound = |found: io::Result<Option<_>>| {
            found.unwrap_or_else(|_| {
                troubles.push(Problem::new("problem-snapshot-damaged"));
                None
            })
        };
        let begun = sound(own.map_or(Ok(None), |own| Snapshot::open(data, own, seal)));
        let known = begun.as_ref().map_or(&[][..], |begun| &begun.volumes);
        let (journal, survey) = Journal::read(data, seal.cloned(), known)?;
        let base = begun.filter(|begun| begun.is_of(&survey)).map(Snapshot::read).transpose();
        let base = base.unwrap_or_else(|_| {
            troubles.push(Problem::new("problem-snapshot-damaged"));
            None
        });
        Ok((journal, survey, base))
    }

    /// Writes a snapshot where much is in none.
    pub(super) fn keep_snapshot(&mut self) -> Result<(), Problem> {
        let (all, loose) = self.room.count();
        if loose < FEW + all / PART_OF_ALL { Ok(()) } else { self.write_snapshot() }
    }

    /// Writes a snapshot, where journal and records are whole.
    pub(super) fn write_snapshot(&mut self) -> Result<(), Problem> {
        let (Some((data, own)), Log::Disk(_), None) = (&self.home, &self.log, &self.closed) else { return Ok(()) };
        let seal = self.seal.as_ref();
        let known = Snapshot::open(data, own, seal).ok().flatten().map(|known| known.volumes).unwrap_or_default();
        let (journal, survey) = Journal::read(data, seal.cloned(), &known)?;
        let volumes = journal.volumes(&survey).filter(|_| journal.len() == self.log.len());
        let image = self.room.image().filter(|_| self.room.is_whole());
        let (Some(volumes), Some(image)) = (volumes, image) else { return Ok(()) };
        let head = Head {
            store: own.store,
            schema: migrate::SCHEMA,
            format: codec::FORMAT,
            erased: own.erased,
            n: journal.len(),
            blocks: image.blocks() as u64,
        };
        let frames = Frames { of: Id::new(self.pen.clock.now()), seal: seal.cloned() };
        let path = data.join(PART);
        disk::remove(&path)?;
        let written = write(&path, frames, &head, &volumes, &image).and_then(|()| fs::rename(&path, data.join(NAME)));
        written.map_err(|error| {
            disk::remove(&path).ok();
            disk::problem(&path, &error)
        })
    }
}

fn write(path: &Path, frames: Frames, head: &Head, volumes: &[Volume], image: &Image) -> io::Result<()> {
    let mut file = disk::private().write(true).truncate(true).open(path).map(BufWriter::new)?;
    file.write_all(&MAGIC)?;
    file.write_all(&frames.of.bytes())?;
    let mut to = Writer::new(file, frames);
    to.frame(&rmp_serde::to_vec(head).map_err(io::Error::other)?)?;
    to.frame(&rmp_serde::to_vec(volumes).map_err(io::Error::other)?)?;
    image.each_block().try_for_each(|block| to.frame(&block?))?;
    image.write_tables(&mut to)?;
    to.end()
}

fn unpacked<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> io::Result<T> {
    rmp_serde::from_slice(bytes).map_err(|_| ErrorKind::InvalidData.into())
}
