//! Puts records into stock.

use std::mem;
use std::sync::Arc;

use super::super::Held;
use super::Stock;
use super::packs::{BLOCK, Packs, Place, TOMB};
use crate::model::{Id, Kind, Problem, Record};

/// One record, ready to be packed.
#[derive(Clone, Debug)]
pub struct Parcel {
    id: Id,
    /// None of a tombstone.
    kind: Option<Kind>,
    /// Whom it points to.
    targets: Vec<Id>,
    body: Vec<u8>,
}

impl Parcel {
    /// The parcel of a record.
    pub fn of(id: Id, held: &Held) -> Result<Self, Problem> {
        Ok(Self::wrapped(id, held, held.pack()?))
    }

    /// The parcel of a record that comes packed, as [`Held::pack`] does it.
    pub fn read(id: Id, body: &[u8]) -> Result<Self, String> {
        let held = Held::unpack(body)?;
        Ok(Self::wrapped(id, &held, body.to_owned()))
    }

    fn wrapped(id: Id, held: &Held, body: Vec<u8>) -> Self {
        let mut targets: Vec<Id> = held.record.iter().flat_map(Record::references).map(|(_, id)| id).collect();
        targets.sort_unstable();
        targets.dedup();
        Self { id, kind: held.record.as_ref().map(|_| held.kind), targets, body }
    }
}

/// Takes parcels in whatever order, and makes a stock of them. Of parcels with one id, the last counts.
#[derive(Default)]
pub struct Packer {
    packs: Packs,
    /// The places of what was packed before, by id, and where those begin that are new.
    known: Vec<Place>,
    new: Place,
    links: Vec<(Id, Place)>,
    /// The block that is being filled: where each record in it ends, and their bytes.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Packer {
    /// One that adds to what is packed.
    pub(super) fn over(packs: &Packs) -> Self {
        let (ids, marks) = (packs.ids.clone(), packs.marks.clone());
        let (shelf, blocks) = (packs.shelf.clone(), packs.blocks.clone());
        let links = packs.links.each().filter_map(|(rank, from)| Some((packs.ranked(rank)?, from)));
        let links = links.chain(packs.loose.iter().copied()).collect();
        let (known, new) = (packs.by_id.clone(), ids.len() as Place);
        let packs = Packs { ids, marks, shelf, blocks, ..Packs::default() };
        Self { packs, known, new, links, ..Self::default() }
    }

    /// Packs one.
    pub fn add(&mut self, parcel: Parcel) {
        let Parcel { id, kind, targets, body } = parcel;
        let place = self.packs.ids.len() as Place;
        self.packs.ids.push(id);
        self.packs.marks.push(Some(kind.map_or(TOMB, |kind| kind as u8)));
        self.links.extend(targets.into_iter().map(|target| (target, place)));
        self.bytes.extend(body);
        self.ends.push((BLOCK * 4 + self.bytes.len()) as u32);
        if self.ends.len() == BLOCK {
            self.close();
        }
    }

    /// Closes a block; what it has no record for is left empty.
    fn close(&mut self) {
        let Some(last) = self.ends.last().copied() else { return };
        self.ends.resize(BLOCK, last);
        let ends = self.ends.drain(..).flat_map(u32::to_be_bytes);
        let block: Vec<u8> = ends.chain(self.bytes.drain(..)).collect();
        self.packs.blocks.push(lz4_flex::block::compress_prepend_size(&block).into());
        self.packs.ids.resize(self.packs.blocks() * BLOCK, Id::NIL);
        self.packs.marks.resize(self.packs.blocks() * BLOCK, None);
    }

    /// Takes over all that another one packed, which has nothing on a shelf.
    pub fn append(&mut self, mut other: Self) {
        self.close();
        other.close();
        let offset = self.packs.ids.len() as Place;
        self.packs.ids.append(&mut other.packs.ids);
        self.packs.marks.append(&mut other.packs.marks);
        self.packs.blocks.append(&mut other.packs.blocks);
        self.links.extend(other.links.into_iter().map(|(target, from)| (target, from + offset)));
    }

    /// The stock of all that was packed.
    pub(in super::super) fn finish(mut self) -> Stock {
        self.close();
        let mut packs = mem::take(&mut self.packs);
        // What was there is in order: a sort that takes runs as they are only has to merge.
        let mut by_id = mem::take(&mut self.known);
        by_id.extend(packs.places(|mark| mark.is_some()).skip_while(|place| *place < self.new));
        by_id.sort_by(|one, other| packs.id(*one).cmp(&packs.id(*other)).then_with(|| one.cmp(other)));
        let mut last: Option<Place> = None;
        for place in &by_id {
            if let Some(before) = last.filter(|before| packs.id(*before) == packs.id(*place))
                && let Some(mark) = packs.marks.get_mut(before as usize)
            {
                *mark = None;
            }
            last = Some(*place);
        }
        by_id.retain(|place| packs.mark(*place).is_some());
        let mut by_kind: Vec<Place> = by_id.iter().copied().filter(|place| packs.kind(*place).is_some()).collect();
        by_kind.sort_by_key(|place| packs.mark(*place));
        (packs.by_id, packs.by_kind) = (by_id, by_kind);
        packs.put_heads();
        let mut links = mem::take(&mut self.links);
        links.retain(|(_, from)| packs.mark(*from).is_some());
        // Hardly ever is more than the target asked for.
        links.sort_by(|(target, one), (same, other)| {
            let from = || (packs.mark(*one), packs.id(*one)).cmp(&(packs.mark(*other), packs.id(*other)));
            target.cmp(same).then_with(from)
        });
        // Both are in the order of ids.
        let mut rank = 0;
        for (target, from) in links {
            while packs.ranked(rank).is_some_and(|id| id < target) {
                rank += 1;
            }
            if packs.ranked(rank) == Some(target) {
                packs.links.push(rank, from);
            } else {
                packs.loose.push((target, from));
            }
        }
        packs.links.shrink();
        packs.ids.shrink_to_fit();
        packs.marks.shrink_to_fit();
        packs.blocks.shrink_to_fit();
        packs.by_id.shrink_to_fit();
        packs.by_kind.shrink_to_fit();
        Stock::of(Arc::new(packs))
    }
}
