//! Records in stock: packed, a block of them at a time, where they take a tenth of the memory they take unpacked. One is
//! unpacked when it is asked for, and stays so until the stock is folded up again. Nothing in it ever changes: what is
//! written lies above it, in the [`Room`](super::Room), until there is so much of it that it is packed too.

mod heads;
mod image;
mod packer;
mod packs;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use image::{Image, Shelf};
pub use packer::{Packer, Parcel};

use self::packs::{BLOCK, Packs, Reader, split};
use super::Held;
use crate::model::{Id, Kind, Problem, Typed};

pub(super) use packs::Place;

/// Records in stock. A copy shares them, unpacked ones too.
#[derive(Clone, Default)]
pub(super) struct Stock {
    packs: Arc<Packs>,
    open: Arc<Open>,
}

/// What was unpacked, by block.
#[derive(Default)]
struct Open {
    /// So many together that a stock of which little is unpacked takes next to nothing.
    bays: Box<[OnceLock<Box<Bay>>]>,
    count: AtomicUsize,
    /// Most of what is asked for one after the other lies together.
    reader: Mutex<Reader>,
}

/// Blocks whose records are unpacked in one place.
const BAY: usize = 64;
type Bay = [OnceLock<Box<Slots>>; BAY];
type Slots = [OnceLock<Arc<Held>>; BLOCK];

impl Stock {
    fn of(packs: Arc<Packs>) -> Self {
        let bays = std::iter::repeat_with(OnceLock::new).take(packs.blocks().div_ceil(BAY)).collect();
        Self { packs, open: Arc::new(Open { bays, ..Open::default() }) }
    }

    /// Whether it holds what another one does, and nothing was packed since.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.packs, &other.packs)
    }

    /// How many records there are, tombstones among them.
    pub fn len(&self) -> usize {
        self.packs.len()
    }

    /// How many of the places are in memory and not on a shelf.
    pub fn loose(&self) -> usize {
        (self.packs.blocks() - self.packs.shelved()) * BLOCK
    }

    /// Whether its shelf gave whatever it was asked for.
    pub fn is_whole(&self) -> bool {
        self.packs.shelf.as_ref().is_none_or(|shelf| shelf.is_whole())
    }

    /// All of it, to be written down.
    pub fn image(&self) -> Image {
        Image::of(self.packs.clone())
    }

    /// How many of them are unpacked.
    pub fn unpacked(&self) -> usize {
        self.open.count.load(Ordering::Relaxed)
    }

    /// The same with none unpacked.
    pub fn folded(&self) -> Self {
        Self::of(self.packs.clone())
    }

    /// The same with these packed too, in the place of what has the same id.
    pub fn with<'a>(&self, more: impl Iterator<Item = (Id, &'a Held)>) -> Result<Self, Problem> {
        let mut packer = if self.packs.is_mostly_waste() {
            let mut anew = Packer::default();
            self.everything().try_for_each(|(id, held)| Parcel::of(id, &held).map(|parcel| anew.add(parcel)))?;
            anew
        } else {
            Packer::over(&self.packs)
        };
        for (id, held) in more {
            packer.add(Parcel::of(id, held)?);
        }
        Ok(packer.finish())
    }

    /// The record of an id.
    pub fn held(&self, id: Id) -> Option<&Arc<Held>> {
        self.at(self.packs.place(id)?)
    }

    /// The kind of the live record of an id.
    pub fn kind(&self, id: Id) -> Option<Kind> {
        self.packs.kind(self.packs.place(id)?)
    }

    /// Whether a field of the record of an id may be a text that fits; one that is unpacked may always.
    pub fn may(&self, id: Id, field: &str, fits: impl Fn(&str) -> bool) -> bool {
        let Some(place) = self.packs.place(id) else { return false };
        let mut reader = self.open.reader.lock().unwrap_or_else(PoisonError::into_inner);
        self.peek(place).is_some() || reader.tells(&self.packs, place, field, fits)
    }

    /// The record at a place.
    pub fn at(&self, place: Place) -> Option<&Arc<Held>> {
        let (block, slot) = split(place);
        let bay = self.open.bays.get(block / BAY)?.get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        let slot = bay.get(block % BAY)?.get_or_init(Box::default).get(slot)?;
        Some(slot.get_or_init(|| {
            self.open.count.fetch_add(1, Ordering::Relaxed);
            let mut reader = self.open.reader.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::new(reader.held(&self.packs, place))
        }))
    }

    /// The live records of a kind by id, and where they lie.
    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = (Id, Place)> {
        self.packs.of_kind(kind).iter().map(|place| (self.packs.id(*place), *place))
    }

    /// What points to a target, of one kind or of all, by kind and id, and where it lies.
    pub fn links(&self, target: Id, kind: Option<Kind>) -> impl Iterator<Item = (Kind, Id, Place)> {
        self.packs
            .pointing_to(target, kind)
            .filter_map(|from| Some((self.packs.kind(from)?, self.packs.id(from), from)))
    }

    /// Everything, tombstones included, in no order to rely on. What is packed stays so.
    pub fn everything(&self) -> impl Iterator<Item = (Id, Arc<Held>)> {
        let mut reader = Reader::default();
        self.packs.places(|mark| mark.is_some()).map(move |place| {
            let held = self.peek(place).cloned().unwrap_or_else(|| Arc::new(reader.held(&self.packs, place)));
            (self.packs.id(place), held)
        })
    }

    /// The live records of a type, in no order to rely on. What is packed stays so.
    pub fn each<T: Typed>(&self) -> impl Iterator<Item = (Id, Cow<'_, T>)> {
        self.each_if(|_, _| true)
    }

    /// Those of them in which a field is a text that fits, or may.
    pub fn each_where<T: Typed>(
        &self,
        field: &str,
        fits: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = (Id, Cow<'_, T>)> {
        self.each_if(move |reader, place| reader.tells(&self.packs, place, field, &fits))
    }

    fn each_if<T: Typed>(&self, may: impl Fn(&mut Reader, Place) -> bool) -> impl Iterator<Item = (Id, Cow<'_, T>)> {
        let mut reader = Reader::default();
        self.packs.places(|mark| mark == Some(T::KIND as u8)).filter_map(move |place| {
            let open = self.peek(place).and_then(|held| T::of(held.record.as_ref()?)).map(Cow::Borrowed);
            if open.is_none() && !may(&mut reader, place) {
                return None;
            }
            let one = open.or_else(|| T::from_record(reader.held(&self.packs, place).record?).map(Cow::Owned))?;
            Some((self.packs.id(place), one))
        })
    }

    /// What a text may occur in, in no order to rely on: of what is packed, that where it does. What is packed stays so.
    pub fn mentioning(&self, text: &str) -> impl Iterator<Item = (Id, Arc<Held>)> {
        let mut reader = Reader::default();
        self.packs.places(|mark| mark.is_some()).filter_map(move |place| {
            let held = match self.peek(place) {
                Some(held) => held.clone(),
                None if reader.says(&self.packs, place, text) => Arc::new(reader.held(&self.packs, place)),
                None => return None,
            };
            Some((self.packs.id(place), held))
        })
    }

    fn peek(&self, place: Place) -> Option<&Arc<Held>> {
        let (block, slot) = split(place);
        self.open.bays.get(block / BAY)?.get()?.get(block % BAY)?.get()?.get(slot)?.get()
    }
}

impl fmt::Debug for Stock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stock").field("len", &self.len()).field("unpacked", &self.unpacked()).finish()
    }
}
