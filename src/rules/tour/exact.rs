//! The best tour for certain: every set of meetings is reached from the sets that lack one of them, and of two ways to
//! have held the same set only those are kept that could still matter.

use std::collections::HashMap;

use super::{Course, Last, Search, Tour};

/// A set of offers, one bit each.
type Set = u16;

/// The best tour of every set of meetings that can be held.
pub(super) fn tours(search: Search, go_on: &mut dyn FnMut(f64) -> bool) -> Vec<Tour> {
    let all: u32 = 1 << search.offers.len();
    let mut courses: HashMap<Set, Vec<Course>> = HashMap::from([(0, vec![search.start()])]);
    let mut found = Vec::new();
    for set in 0..all {
        if set % 64 == 0 && !go_on(f64::from(set) / f64::from(all)) {
            break;
        }
        let Some(here) = courses.remove(&(set as Set)) else { continue };
        let best = here.iter().map(|course| Tour::of(search.offers, course.held.clone()));
        found.extend(best.max_by(|a, b| a.score.total_cmp(&b.score).then_with(|| b.held.cmp(&a.held))));
        for (number, offer) in search.offers.iter().enumerate().filter(|(number, _)| set >> number & 1 == 0) {
            let next = courses.entry((set | 1 << number) as Set).or_default();
            for (course, place) in
                here.iter().flat_map(|course| (0..offer.places.len()).map(move |place| (course, place)))
            {
                let mut longer = course.clone();
                if search.add(&mut longer, number, place) {
                    keep(search, next, longer);
                }
            }
        }
    }
    found
}

/// Keeps a course unless one that is there already is at least as good for whatever comes after, and drops what it beats.
fn keep(search: Search, kept: &mut Vec<Course>, new: Course) {
    if kept.iter().any(|old| beats(search, old, &new)) {
        return;
    }
    kept.retain(|old| !beats(search, &new, old));
    kept.push(new);
}

fn beats(search: Search, a: &Course, b: &Course) -> bool {
    worth(search, a) >= worth(search, b) && a.last.iter().zip(&b.last).all(|(a, b)| no_later(search, *a, *b))
}

fn worth(search: Search, course: &Course) -> f64 {
    Tour::of(search.offers, course.held.clone()).score
}

/// Whether somebody who was last at `a` can be at each place there is as soon as one who was last at `b`.
fn no_later(search: Search, a: Last, b: Last) -> bool {
    let (Some((at, city)), Some((other_at, other_city))) = (a, b) else { return a.is_none() };
    if city == other_city {
        return at <= other_at;
    }
    let mut cities = search.offers.iter().flat_map(|offer| &offer.places).map(|place| place.city);
    cities.all(|to| search.transfers.of(city, to).ready(at) <= search.transfers.of(other_city, to).ready(other_at))
}
