#![allow(clippy::float_cmp, reason = "scores here are whole numbers")]

use super::*;

const R: usize = 0;
const M: usize = 1;

fn offer(who: &[usize], city: usize, halves: impl IntoIterator<Item = u32>, score: f64) -> Offer {
    let open = halves.into_iter().fold(0, |open: Window, half| open | 1 << half);
    Offer { who: who.to_vec(), places: vec![Place { city, open, score }], must: false }
}

/// DOMAIN §3: Beijing 0, Shanghai 1, Guangzhou 2.
fn domain() -> Vec<Offer> {
    vec![
        offer(&[R, M], 0, 0..4, 10.0),
        offer(&[R], 0, 0..2, 4.0),
        offer(&[M], 1, 2..6, 6.0),
        offer(&[R, M], 1, [4], 8.0),
        offer(&[R], 2, 2..4, 5.0),
    ]
}

fn solve(offers: &[Offer], transfers: &Transfers) -> Vec<Tour> {
    Search { offers, transfers }.tours(&mut |_| true)
}

/// The best score by trying every half day, or none, for every meeting.
fn brute(offers: &[Offer], transfers: &Transfers) -> f64 {
    fn fits(offers: &[Offer], transfers: &Transfers, held: &[Held], new: Held) -> bool {
        held.iter().all(|old| {
            let (a, b) = if old.at <= new.at { (*old, new) } else { (new, *old) };
            let shared = offers[a.offer].who.iter().any(|who| offers[b.offer].who.contains(who));
            let city = |held: Held| offers[held.offer].places[held.place].city;
            !shared || transfers.of(city(a), city(b)).ready(a.at) <= b.at
        })
    }
    fn go(offers: &[Offer], transfers: &Transfers, held: &mut Vec<Held>, number: usize) -> f64 {
        let Some(offer) = offers.get(number) else { return 0.0 };
        let mut best = if offer.must { f64::NEG_INFINITY } else { go(offers, transfers, held, number + 1) };
        for (place, one) in offer.places.iter().enumerate() {
            for at in (0..12).filter(|at| one.open >> at & 1 == 1) {
                let new = Held { at, offer: number, place };
                if fits(offers, transfers, held, new) {
                    held.push(new);
                    best = best.max(one.score + go(offers, transfers, held, number + 1));
                    held.pop();
                }
            }
        }
        best
    }
    go(offers, transfers, &mut Vec::new(), 0)
}

#[test]
fn the_vector_gives_28_without_guangzhou() {
    let best = solve(&domain(), &Transfers::default()).remove(0);
    assert_eq!(best.score, 28.0);
    let held: Vec<_> = best.held.iter().map(|held| (held.offer, held.at)).collect();
    assert_eq!(held, [(0, 0), (1, 1), (2, 3), (3, 4)]);
}

#[test]
fn alternatives_are_no_mere_parts_of_the_best() {
    let tours = solve(&domain(), &Transfers::default());
    assert!(tours.len() > 1 && tours[1..].iter().all(|tour| tour.score <= 28.0 && tour.offers().any(|one| one == 4)));
}

#[test]
fn a_short_way_costs_what_is_noted() {
    let offers = [offer(&[R], 0, [0], 1.0), offer(&[R], 1, [1], 1.0), offer(&[R], 1, [2], 1.0)];
    assert_eq!(solve(&offers, &Transfers::default())[0].score, 2.0);
    let mut near = Transfers::default();
    near.set(0, 1, Transfer::Halves(0));
    assert_eq!(solve(&offers, &near)[0].score, 3.0);
    near.set(1, 0, Transfer::Halves(1));
    assert_eq!(solve(&offers, &near)[0].score, 2.0);
}

#[test]
fn what_must_be_is_in_or_there_is_no_tour() {
    let mut offers = domain();
    offers[4].must = true;
    let best = solve(&offers, &Transfers::default()).remove(0);
    assert!(best.offers().any(|one| one == 4));
    assert_eq!(best.score, brute(&offers, &Transfers::default()));
    offers[3].must = true;
    assert!(solve(&offers, &Transfers::default()).is_empty());
}

#[test]
fn a_meeting_is_held_in_one_of_its_places() {
    let mut two = offer(&[R], 0, [3], 2.0);
    two.places.push(Place { city: 1, open: 0b10, score: 3.0 });
    let best = solve(&[two], &Transfers::default()).remove(0);
    assert_eq!((best.score, best.held.len()), (3.0, 1));
}

#[test]
fn it_stops_when_told() {
    let mut offers: Vec<Offer> = (0..30).map(|number| offer(&[number % 3], number % 4, 0..20, 1.0)).collect();
    let mut asked = 0;
    let mut once = |_| {
        asked += 1;
        asked < 3
    };
    assert!(!Search { offers: &offers, transfers: &Transfers::default() }.tours(&mut once).is_empty());
    assert_eq!(asked, 3);
    offers.clear();
    assert_eq!(solve(&offers, &Transfers::default()), [Tour::default()]);
}

mod random {
    use proptest::prelude::*;

    use super::*;

    fn offers(most: usize) -> impl Strategy<Value = Vec<Offer>> {
        let place = (0..4usize, 0..1024u32, 1..20u32);
        let one = (proptest::collection::btree_set(0..4usize, 1..3), proptest::collection::vec(place, 1..3), 0..8u8);
        let offer = one.prop_map(|(who, places, must)| Offer {
            who: who.into_iter().collect(),
            places: places
                .into_iter()
                .map(|(city, open, score)| Place { city, open: open.into(), score: score.into() })
                .collect(),
            must: must == 0,
        });
        proptest::collection::vec(offer, 1..most)
    }

    fn transfers() -> impl Strategy<Value = Transfers> {
        proptest::collection::vec((0..4usize, 0..4usize, 0..3u8), 0..4).prop_map(|all| {
            let mut transfers = Transfers::default();
            all.into_iter()
                .filter(|(a, b, _)| a != b)
                .for_each(|(a, b, lost)| transfers.set(a, b, Transfer::Halves(lost)));
            transfers
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn nothing_beats_the_exact_tour(offers in offers(6), transfers in transfers()) {
            let best = solve(&offers, &transfers);
            let brute = brute(&offers, &transfers);
            if brute.is_finite() {
                prop_assert_eq!(best[0].score, brute);
            } else {
                prop_assert!(best.is_empty());
            }
        }

        #[test]
        fn the_search_among_many_holds_only_what_can_be(offers in offers(9)) {
            let transfers = Transfers::default();
            let search = Search { offers: &offers, transfers: &transfers };
            let exact = search.tours(&mut |_| true);
            for tour in local::tours(search, &mut |_| true) {
                let mut course = search.start();
                for held in &tour.held {
                    prop_assert!(search.add(&mut course, held.offer, held.place));
                }
                prop_assert_eq!(&course.held, &tour.held);
                if search.has_what_must_be(&tour) {
                    prop_assert!(exact.first().is_some_and(|best| tour.score <= best.score));
                }
            }
        }
    }
}

/// How near the local search comes to the best, over tours that both can do.
#[test]
fn the_search_among_many_is_nearly_the_best() {
    let mut dice: u64 = 7;
    let mut next = |end: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % end
    };
    let (mut found, mut best) = (0.0, 0.0);
    for _ in 0..12 {
        let offers: Vec<Offer> = (0..EXACT)
            .map(|_| {
                let from = next(8) as u32;
                offer(
                    &[next(3) as usize, 3 + next(6) as usize],
                    next(4) as usize,
                    from..from + 4,
                    1.0 + next(10) as f64,
                )
            })
            .collect();
        let transfers = Transfers::default();
        let search = Search { offers: &offers, transfers: &transfers };
        best += search.tours(&mut |_| true)[0].score;
        found += local::tours(search, &mut |_| true).iter().map(|tour| tour.score).fold(0.0, f64::max);
    }
    assert!(found >= 0.97 * best, "{found} of {best}");
}
