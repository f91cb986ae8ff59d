//! What is packed, how it is found, and how one record after the other is unpacked. Written by the packer alone.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::super::Held;
use super::Shelf;
use super::heads::Heads;
use crate::model::{Id, Kind};

/// Records packed together: more take less memory, fewer are sooner unpacked.
pub(super) const BLOCK: usize = 16;
/// The mark of a tombstone; every other mark is the number of a kind.
pub(super) const TOMB: u8 = u8::MAX;

/// Where a record lies: blocks are filled one after the other.
pub(in super::super) type Place = u32;

/// The block and the slot of a place.
pub(super) const fn split(place: Place) -> (usize, usize) {
    (place as usize / BLOCK, place as usize % BLOCK)
}

/// Packed records. `None` marks a place whose record was packed anew at another one.
#[derive(Default)]
pub(super) struct Packs {
    pub(super) ids: Vec<Id>,
    pub(super) marks: Vec<Option<u8>>,
    /// Where the first blocks are, if not in memory.
    pub(super) shelf: Option<Arc<dyn Shelf>>,
    /// The blocks behind those.
    pub(super) blocks: Vec<Arc<[u8]>>,
    /// Places by id.
    pub(super) by_id: Vec<Place>,
    /// Those of live records, by kind and id.
    pub(super) by_kind: Vec<Place>,
    /// Where to look among those.
    pub(super) heads: Heads,
    /// The places of what points to each target, by where that stands among `by_id`, then by the source's kind and id.
    pub(super) links: Links,
    /// The same for targets that are not there.
    pub(super) loose: Vec<(Id, Place)>,
}

impl Packs {
    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn blocks(&self) -> usize {
        self.shelved() + self.blocks.len()
    }

    /// How many blocks are on the shelf.
    pub(super) fn shelved(&self) -> usize {
        self.shelf.as_ref().map_or(0, |shelf| shelf.blocks())
    }

    /// A block as it is packed; `None` where there is none, or the shelf does not give it.
    pub(super) fn block(&self, nth: usize) -> Option<Cow<'_, [u8]>> {
        match nth.checked_sub(self.shelved()) {
            Some(behind) => self.blocks.get(behind).map(|block| Cow::Borrowed(&**block)),
            None => self.shelf.as_ref()?.block(nth).map(Cow::Owned),
        }
    }

    /// Whether more than half of what is packed was packed anew elsewhere.
    pub(super) fn is_mostly_waste(&self) -> bool {
        self.marks.len() > 2 * self.len() + BLOCK
    }

    pub(super) fn id(&self, place: Place) -> Id {
        self.ids.get(place as usize).copied().unwrap_or_default()
    }

    pub(super) fn mark(&self, place: Place) -> Option<u8> {
        self.marks.get(place as usize).copied().flatten()
    }

    /// The kind of a live record.
    pub(super) fn kind(&self, place: Place) -> Option<Kind> {
        self.mark(place).and_then(Kind::of)
    }

    /// The id that stands somewhere among `by_id`.
    pub(super) fn ranked(&self, rank: u32) -> Option<Id> {
        self.by_id.get(rank as usize).map(|place| self.id(*place))
    }

    fn rank(&self, id: Id) -> Option<usize> {
        let range = self.heads.range(id);
        let from = range.start;
        self.by_id.get(range)?.binary_search_by_key(&id, |place| self.id(*place)).ok().map(|at| from + at)
    }

    /// Says where to look for an id.
    pub(super) fn put_heads(&mut self) {
        self.heads = Heads::of(self.by_id.iter().map(|place| self.id(*place)));
    }

    pub(super) fn place(&self, id: Id) -> Option<Place> {
        self.by_id.get(self.rank(id)?).copied()
    }

    /// Places whose mark fits, as they lie.
    pub(super) fn places(&self, fits: impl Fn(Option<u8>) -> bool) -> impl Iterator<Item = Place> {
        (0..).zip(&self.marks).filter(move |(_, mark)| fits(**mark)).map(|(place, _)| place)
    }

    /// Places of the live records of a kind, by id.
    pub(super) fn of_kind(&self, kind: Kind) -> &[Place] {
        let range = run(&self.by_kind, |place| self.mark(*place).cmp(&Some(kind as u8)));
        self.by_kind.get(range).unwrap_or_default()
    }

    /// Places of what points to a target, of one kind or of all, by kind and id.
    pub(super) fn pointing_to(&self, target: Id, kind: Option<Kind>) -> impl Iterator<Item = Place> {
        let of_kind = |from: Place| kind.map_or(Ordering::Equal, |kind| self.mark(from).cmp(&Some(kind as u8)));
        let found = self.rank(target).map_or(&[][..], |rank| self.links.of(rank));
        let found = found.get(run(found, |from| of_kind(*from))).unwrap_or_default();
        let loose = self.loose.get(run(&self.loose, |(other, from)| other.cmp(&target).then_with(|| of_kind(*from))));
        found.iter().copied().chain(loose.into_iter().flatten().map(|(_, from)| *from))
    }
}

/// Places by target.
#[derive(Default)]
pub(super) struct Links {
    /// Where those of each target end, up to the last that has any.
    ends: Vec<u32>,
    places: Vec<Place>,
}

impl Links {
    /// Adds one; targets come in order, and false is the answer to one that does not.
    pub(super) fn push(&mut self, target: u32, from: Place) -> bool {
        let is_in_order = self.ends.len() <= target as usize + 1;
        if is_in_order {
            self.ends.resize(target as usize + 1, self.places.len() as u32);
            self.places.push(from);
            self.ends.last_mut().into_iter().for_each(|end| *end += 1);
        }
        is_in_order
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Those of a target.
    pub(super) fn of(&self, target: usize) -> &[Place] {
        let end = |target: usize| self.ends.get(target).map_or(self.places.len(), |end| *end as usize);
        let start = target.checked_sub(1).map_or(0, end);
        self.places.get(start..end(target)).unwrap_or_default()
    }

    /// Each with its target.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, Place)> {
        let targets = (0..self.ends.len()).flat_map(|target| self.of(target).iter().map(move |from| (target, *from)));
        targets.map(|(target, from)| (target as u32, from))
    }

    pub(super) fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.places.shrink_to_fit();
    }
}

/// Where those stand in a sorted list that compare as equal.
fn run<T>(sorted: &[T], compare: impl Fn(&T) -> Ordering) -> Range<usize> {
    let from = sorted.partition_point(|one| compare(one).is_lt());
    from..sorted.partition_point(|one| compare(one).is_le())
}

/// So many blocks are remembered as they were before they were packed: who asks for a record mostly asks for its neighbours.
const REMEMBERED: usize = 64;

/// Unpacks records; those of a block that it remembers at the price of one.
#[derive(Default)]
pub(super) struct Reader {
    /// Each at its number's place, with that number.
    blocks: Vec<(Option<usize>, Vec<u8>)>,
}

impl Reader {
    /// The record at a place.
    pub(super) fn held(&mut self, packs: &Packs, place: Place) -> Held {
        let held = self.body(packs, place).and_then(|body| Held::unpack(body).ok());
        // Whatever is in memory was unpacked or written by this program before it was packed; a shelf remembers that it failed.
        held.unwrap_or_else(|| Held::nothing(packs.kind(place).unwrap_or(Kind::Note)))
    }

    /// Whether a text occurs in the record at a place.
    pub(super) fn says(&mut self, packs: &Packs, place: Place, text: &str) -> bool {
        let body = self.body(packs, place).unwrap_or_default();
        memmem::find(body, text.as_bytes()).is_some()
    }

    /// Whether a field of the record at a place is written as a text that fits. One that is written otherwise may.
    pub(super) fn tells(&mut self, packs: &Packs, place: Place, field: &str, fits: impl Fn(&str) -> bool) -> bool {
        let body = self.body(packs, place).unwrap_or_default();
        // The name may stand elsewhere too: each place is looked at.
        let mut places = memmem::find_iter(body, field.as_bytes());
        places.any(|at| text(body.get(at + field.len()..).unwrap_or_default()).is_none_or(&fits))
    }

    fn body(&mut self, packs: &Packs, place: Place) -> Option<&[u8]> {
        let (block, slot) = split(place);
        self.blocks.resize_with(REMEMBERED, Default::default);
        let (known, bytes) = self.blocks.get_mut(block % REMEMBERED)?;
        if *known != Some(block) {
            *known = None;
            let packed = packs.block(block)?;
            let (size, packed) = lz4_flex::block::uncompressed_size(&packed).ok()?;
            bytes.try_reserve(size.saturating_sub(bytes.len())).ok()?;
            bytes.resize(size, 0);
            let written = lz4_flex::block::decompress_into(packed, bytes).ok()?;
            *known = Some(block).filter(|_| written == size);
        }
        known.as_ref()?;
        let end = |slot: usize| {
            let end = bytes.get(slot * 4..)?.first_chunk()?;
            Some(u32::from_be_bytes(*end) as usize)
        };
        let from = slot.checked_sub(1).map_or(Some(BLOCK * 4), end)?;
        bytes.get(from..end(slot)?)
    }
}

/// The text that `MessagePack` begins with, where it is a short one.
fn text(bytes: &[u8]) -> Option<&str> {
    const SHORT: std::ops::RangeInclusive<u8> = 0xa0..=0xbf;
    let (first, rest) = bytes.split_first()?;
    let length = SHORT.contains(first).then(|| usize::from(first - SHORT.start()))?;
    std::str::from_utf8(rest.get(..length)?).ok()
}
