//! The best joint tour: which meetings to hold, where and in which half day, so that everybody who has to be there can be.
//!
//! A meeting counts only if all who are required are in that city in that half day (cooperative orienteering with
//! time windows). Here are only numbers: who and where things are is `plan`'s business. Up to [`EXACT`] meetings the answer is the
//! best there is (dynamic programming over sets of meetings); above that, insertion and local search.

mod exact;
mod local;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

/// Up to how many meetings the best tour is found for certain.
pub const EXACT: usize = 12;
/// Half days a tour may have at most: the bits of [`Window`].
pub const HALF_DAYS: u8 = 128;
/// Alternatives shown beside the best tour.
const ALTERNATIVES: usize = 3;

/// A half day of the tour, counted from the morning of its first day.
pub type HalfDay = u8;
/// Half days in which something can be, one bit each, the first morning lowest.
pub type Window = u128;

/// A city and the half days in which a meeting could be held there.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The city, by number.
    pub city: usize,
    /// When all the others are there.
    pub open: Window,
    /// What the meeting is worth there.
    pub score: f64,
}

/// A meeting that could be held, in one of several places.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Everybody who is required, of ours and of theirs, by number.
    pub who: Vec<usize>,
    /// Where and when it could be.
    pub places: Vec<Place>,
    /// It has to be in the tour, whatever it is worth.
    pub must: bool,
}

/// What going from one city to another costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// So many half days lie between two meetings: 0 is a short drive, at once.
    Halves(u8),
    /// So many nights, and so many half days of the day of arrival.
    Nights {
        /// Nights on the way.
        nights: u8,
        /// Half days lost after the last night.
        lost: u8,
    },
}

/// Overnight, and the next morning is lost (DOMAIN §3).
pub const OVERNIGHT: Transfer = Transfer::Nights { nights: 1, lost: 1 };

impl Transfer {
    /// The first half day in which somebody who met in `after` can meet again.
    fn ready(self, after: HalfDay) -> HalfDay {
        match self {
            Self::Halves(lost) => after.saturating_add(1).saturating_add(lost),
            Self::Nights { nights, lost } => (after / 2).saturating_add(nights).saturating_mul(2).saturating_add(lost),
        }
    }
}

/// Transfers between cities by number, overnight where nothing else is noted.
#[derive(Clone, Debug, Default)]
pub struct Transfers(BTreeMap<(usize, usize), Transfer>);

impl Transfers {
    /// Notes a transfer, in both directions.
    pub fn set(&mut self, a: usize, b: usize, transfer: Transfer) {
        self.0.insert((a.min(b), a.max(b)), transfer);
    }

    /// What going from one to the other costs.
    pub fn of(&self, a: usize, b: usize) -> Transfer {
        if a == b {
            return Transfer::Halves(0);
        }
        self.0.get(&(a.min(b), a.max(b))).copied().unwrap_or(OVERNIGHT)
    }

    /// The first half day in which somebody can meet in `to` who met in `from`, a city that may not be among these.
    pub fn ready(&self, after: HalfDay, from: Option<usize>, to: usize) -> HalfDay {
        from.map_or(OVERNIGHT, |from| self.of(from, to)).ready(after)
    }
}

/// A meeting that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// When.
    pub at: HalfDay,
    /// Which offer, by number.
    pub offer: usize,
    /// In which of its places.
    pub place: usize,
}

/// A tour: what is held, as time runs, and what it is worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tour {
    /// The sum of the scores.
    pub score: f64,
    /// The meetings.
    pub held: Vec<Held>,
}

impl Tour {
    /// The offers that are held, by number.
    pub fn offers(&self) -> impl Iterator<Item = usize> {
        self.held.iter().map(|held| held.offer)
    }

    fn of(offers: &[Offer], mut held: Vec<Held>) -> Self {
        held.sort_unstable();
        // Summed in one order whatever way the tour was found, so that equal tours are worth the same to the last bit.
        let mut by_offer: Vec<&Held> = held.iter().collect();
        by_offer.sort_unstable_by_key(|held| held.offer);
        let scores = by_offer.iter().filter_map(|held| Some(offers.get(held.offer)?.places.get(held.place)?.score));
        // Of nothing the sum of floats is minus nothing.
        Self { score: scores.sum::<f64>() + 0.0, held }
    }
}

/// Where somebody was last, and when; `None` before their first meeting.
type Last = Option<(HalfDay, usize)>;

/// A tour under construction: everybody's last meeting.
#[derive(Clone, Debug)]
struct Course {
    last: Vec<Last>,
    held: Vec<Held>,
}

/// What a tour is looked for in.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// The meetings there could be.
    pub offers: &'a [Offer],
    /// What changing city costs.
    pub transfers: &'a Transfers,
}

impl Search<'_> {
    /// The best tour and, after it, others that are not merely parts of a better one. `go_on` is told the share of the
    /// work done and stops it by saying no: then it is the best found so far. Empty where what must be cannot all be.
    pub fn tours(self, go_on: &mut dyn FnMut(f64) -> bool) -> Vec<Tour> {
        let mut found = if self.offers.len() <= EXACT { exact::tours(self, go_on) } else { local::tours(self, go_on) };
        found.retain(|tour| self.has_what_must_be(tour));
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.held.cmp(&b.held)));
        let mut kept: Vec<Tour> = Vec::new();
        for tour in found {
            if kept.len() > ALTERNATIVES {
                break;
            }
            if !kept.iter().any(|better| tour.offers().all(|one| better.offers().any(|other| other == one))) {
                kept.push(tour);
            }
        }
        kept
    }

    fn has_what_must_be(self, tour: &Tour) -> bool {
        let musts = self.offers.iter().enumerate().filter(|(_, offer)| offer.must);
        musts.into_iter().all(|(number, _)| tour.offers().any(|one| one == number))
    }

    fn start(self) -> Course {
        let people = self.offers.iter().flat_map(|offer| offer.who.iter()).max().map_or(0, |most| most + 1);
        Course { last: vec![None; people], held: Vec::new() }
    }

    /// Adds a meeting as early as everybody can be there; earlier is never worse for what comes after.
    fn add(self, course: &mut Course, offer: usize, place: usize) -> bool {
        let Some((who, at)) = self.offers.get(offer).and_then(|one| Some((&one.who, one.places.get(place)?))) else {
            return false;
        };
        let ready = |person: &usize| match course.last.get(*person).copied().flatten() {
            Some((slot, city)) => self.transfers.of(city, at.city).ready(slot),
            None => 0,
        };
        let from = who.iter().map(ready).max().unwrap_or(0);
        let Some(slot) = first_open(at.open, from) else { return false };
        for person in who {
            if let Some(last) = course.last.get_mut(*person) {
                *last = Some((slot, at.city));
            }
        }
        course.held.push(Held { at: slot, offer, place });
        true
    }
}

/// The first half day of a window that is not before `from`.
fn first_open(open: Window, from: HalfDay) -> Option<HalfDay> {
    let left = open.checked_shr(from.into())?;
    (left != 0).then(|| from + left.trailing_zeros() as u8)
}
