//! A good tour among many meetings: the most valuable are inserted where they push the rest back least; then, again and
//! again, some are taken out and the tour is filled up anew, and what became better is kept.

use super::{Course, Search, Tour};

/// How often part of the tour is taken out and filled up again.
const ROUNDS: u32 = 400;
/// How many different good tours are remembered.
const REMEMBERED: usize = 24;

/// Meetings in the order in which they are added: offer and place.
type Order = Vec<(usize, usize)>;

/// The best tours found.
pub(super) fn tours(search: Search, go_on: &mut dyn FnMut(f64) -> bool) -> Vec<Tour> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut order = fill(search, Order::new(), &ranked(search, None));
    let mut best = tour(search, &order);
    let mut found: Vec<Tour> = best.iter().cloned().collect();
    for round in 0..ROUNDS {
        if !go_on(f64::from(round) / f64::from(ROUNDS)) {
            break;
        }
        let share = 2 + dice.below(4) as usize;
        let rest: Order = order.iter().copied().filter(|_| dice.below(10) as usize >= share).collect();
        let other = fill(search, rest, &ranked(search, Some(&mut dice)));
        let Some(new) = tour(search, &other) else { continue };
        if best.as_ref().is_none_or(|best| new.score >= best.score) {
            order = other;
            best = Some(new.clone());
        }
        remember(&mut found, new);
    }
    found
}

/// Offers in the order in which they are tried: what must be first, then by what they are worth, shaken a little.
fn ranked(search: Search, mut dice: Option<&mut Dice>) -> Vec<usize> {
    let mut all: Vec<(bool, f64, usize)> = Vec::with_capacity(search.offers.len());
    for (number, offer) in search.offers.iter().enumerate() {
        let best = offer.places.iter().map(|place| place.score).fold(0.0, f64::max);
        let shaken = dice.as_mut().map_or(1.0, |dice| 0.5 + dice.below(1000) as f64 / 1000.0);
        all.push((!offer.must, -best * shaken, number));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    all.into_iter().map(|(.., number)| number).collect()
}

/// Inserts whatever still goes in, each where it costs the rest least time.
fn fill(search: Search, mut order: Order, ranked: &[usize]) -> Order {
    for number in ranked {
        if order.iter().any(|(held, _)| held == number) {
            continue;
        }
        let places = search.offers.get(*number).map_or(0, |offer| offer.places.len());
        let mut best: Option<(u32, Order)> = None;
        for (at, place) in (0..=order.len()).flat_map(|at| (0..places).map(move |place| (at, place))) {
            let mut longer = order.clone();
            longer.insert(at, (*number, place));
            let Some(course) = course(search, &longer) else { continue };
            let cost = course.held.iter().map(|held| u32::from(held.at)).sum();
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, longer));
            }
        }
        if let Some((_, longer)) = best {
            order = longer;
        }
    }
    order
}

fn course(search: Search, order: &Order) -> Option<Course> {
    let mut course = search.start();
    order.iter().all(|(offer, place)| search.add(&mut course, *offer, *place)).then_some(course)
}

fn tour(search: Search, order: &Order) -> Option<Tour> {
    course(search, order).map(|course| Tour::of(search.offers, course.held))
}

fn remember(found: &mut Vec<Tour>, new: Tour) {
    if found.contains(&new) {
        return;
    }
    found.push(new);
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.truncate(REMEMBERED);
}

/// Numbers that look random and are the same each time (xorshift64*, Vigna 2016), so that a plan can be made again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }
}
