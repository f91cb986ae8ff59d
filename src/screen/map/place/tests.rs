use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

const FULL: Shape = Shape { cols: 12, rows: 3, pile: 0 };

fn id(n: usize) -> Id {
    Id::named("seat", &format!("{n:05}"))
}

/// Seats by number: (band, manager).
fn nodes(seats: &[(usize, Option<usize>)]) -> Vec<Node> {
    let node = |(n, (band, manager)): (usize, &(usize, Option<usize>))| Node {
        id: id(n),
        layer: BANDS[*band],
        manager: manager.map(id),
        position: None,
        name: format!("{n:05}"),
    };
    seats.iter().enumerate().map(node).collect()
}

fn plan(seats: &[(usize, Option<usize>)], shape: Shape) -> Plan {
    Plan::of(&Forest::of(nodes(seats), &BTreeSet::new()), shape)
}

const N: u8 = 1;
const E: u8 = 2;
const S: u8 = 4;
const W: u8 = 8;

/// The arms every manager's lines have in every cell.
fn arms(plan: &Plan) -> BTreeMap<Point, BTreeMap<Id, u8>> {
    let mut cells: BTreeMap<Point, BTreeMap<Id, u8>> = BTreeMap::new();
    for link in &plan.links {
        for pair in link.points.windows(2) {
            let (from, to) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            assert!(from.0 == to.0 || from.1 == to.1, "{link:?}");
            for x in from.0..=to.0 {
                for y in from.1..=to.1 {
                    let ways = [(x > from.0, W), (x < to.0, E), (y > from.1, N), (y < to.1, S)];
                    let arms: u8 = ways.iter().filter(|(has, _)| *has).map(|(_, arm)| arm).sum();
                    *cells.entry((x, y)).or_default().entry(link.manager).or_default() |= arms;
                }
            }
        }
    }
    cells
}

/// What must hold of every chart.
fn sound(seats: &[Node], folded: &BTreeSet<Id>, shape: Shape) -> Plan {
    let forest = Forest::of(seats.to_vec(), folded);
    let plan = Plan::of(&forest, shape);
    let shown: Vec<Id> = forest.walk().map(|(id, _)| id).collect();
    let placed: BTreeSet<Id> = plan.cards.iter().map(|card| card.id).collect();
    assert_eq!(placed.len(), plan.cards.len(), "twice");
    assert_eq!(placed, shown.iter().copied().collect(), "not everybody");
    let hidden: usize = plan.cards.iter().map(|card| card.folded).sum();
    assert_eq!(shown.len() + hidden, seats.len(), "folded seats are counted");
    let reports: usize = shown.iter().map(|id| forest.reports(*id).len()).sum();
    assert_eq!(plan.links.len(), reports);

    for card in &plan.cards {
        let band = plan.bands.iter().find(|band| band.layer == BANDS[card.band]).unwrap();
        assert_eq!(seats.iter().find(|node| node.id == card.id).unwrap().layer, band.layer);
        assert!(band.top < card.at.1 && card.end().1 <= band.bottom, "{card:?} outside {band:?}");
        assert!(card.at.0 >= 0 && card.end().0 <= plan.size.0 && card.end().1 <= plan.size.1);
    }
    let mut over: BTreeMap<Point, Id> = BTreeMap::new();
    for card in &plan.cards {
        for (x, y) in (card.at.0..card.end().0).flat_map(|x| (card.at.1..card.end().1).map(move |y| (x, y))) {
            assert_eq!(over.insert((x, y), card.id), None, "cards overlap at {x} {y}");
        }
    }
    for link in &plan.links {
        let (first, last) = (link.points[0], *link.points.last().unwrap());
        assert!(plan.card(link.manager).unwrap().covers(first), "{link:?}");
        assert!(plan.card(link.report).unwrap().covers(last), "{link:?}");
        for pair in link.points.windows(2) {
            let (from, to) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            for (x, y) in (from.0..=to.0).flat_map(|x| (from.1..=to.1).map(move |y| (x, y))) {
                let card = over.get(&(x, y));
                assert!(
                    card.is_none_or(|id| *id == link.manager || *id == link.report),
                    "a line runs through a card at {x} {y}: {link:?}"
                );
            }
        }
    }
    let hops: BTreeSet<Point> = plan.hops.iter().copied().collect();
    for (cell, owners) in arms(&plan).into_iter().filter(|(cell, _)| !over.contains_key(cell)) {
        match owners.values().copied().collect::<Vec<_>>()[..] {
            [_] => assert!(!hops.contains(&cell)),
            [a, b] => {
                assert!(a | b == 15 && (a == (N | S) || a == (E | W)), "lines merge at {cell:?}");
                assert!(hops.contains(&cell), "no hop at {cell:?}");
            }
            _ => panic!("three lines at {cell:?}"),
        }
    }
    plan
}

#[test]
fn bands_are_there_also_empty() {
    let plan = plan(&[], FULL);
    assert_eq!(plan.bands.len(), 4);
    assert!(plan.bands.iter().all(|band| band.count == 0 && band.bottom > band.top + 1));
}

#[test]
fn a_manager_stands_over_the_middle_and_a_lone_report_straight_below() {
    let plan = plan(&[(0, None), (1, Some(0)), (1, Some(0)), (2, Some(2))], FULL);
    let x = |n| plan.card(id(n)).unwrap().at.0;
    assert_eq!(x(0) * 2, x(1) + x(2));
    assert_eq!(x(2), x(3));
    assert_eq!(plan.links.iter().find(|link| link.report == id(3)).unwrap().points.len(), 2);
    assert!(plan.hops.is_empty());
}

#[test]
fn siblings_keep_their_order() {
    let mut seats = nodes(&[(0, None), (1, Some(0)), (1, Some(0)), (1, Some(0))]);
    seats[3].position = Some(0.5);
    seats[2].position = Some(1.5);
    let plan = sound(&seats, &BTreeSet::new(), FULL);
    let x = |n| plan.card(id(n)).unwrap().at.0;
    assert!(x(3) < x(2) && x(2) < x(1));
}

#[test]
fn a_report_in_the_same_band_stands_in_its_next_row() {
    let plan = plan(&[(1, None), (1, Some(0)), (1, Some(1)), (2, Some(0))], FULL);
    let y = |n| plan.card(id(n)).unwrap().at.1;
    assert!(y(0) < y(1) && y(1) < y(2) && y(2) < y(3));
}

#[test]
fn a_secretary_hangs_from_the_top_past_every_band() {
    let seats = nodes(&[(0, None), (1, Some(0)), (2, Some(1)), (3, Some(0))]);
    let plan = sound(&seats, &BTreeSet::new(), FULL);
    assert_eq!(plan.card(id(3)).unwrap().band, 3);
    assert!(plan.hops.is_empty());
}

#[test]
fn a_report_above_its_manager_is_linked_round_the_cards() {
    let seats = nodes(&[(0, None), (1, Some(0)), (2, Some(1)), (0, Some(2)), (1, Some(2)), (2, Some(1))]);
    let plan = sound(&seats, &BTreeSet::new(), FULL);
    assert_eq!(plan.card(id(3)).unwrap().band, 0);
}

#[test]
fn piles_make_wide_charts_narrow() {
    let mut seats = vec![(1, None)];
    seats.extend((0..30).map(|_| (2, Some(0))));
    let (flat, piled) = (plan(&seats, FULL), plan(&seats, Shape { rows: 1, pile: 8, ..FULL }));
    assert!(piled.size.0 * 5 < flat.size.0);
    sound(&nodes(&seats), &BTreeSet::new(), Shape { rows: 1, pile: 8, ..FULL });
}

#[test]
fn rings_are_cut_and_folds_counted() {
    let seats = nodes(&[(0, Some(2)), (1, Some(0)), (2, Some(1)), (2, Some(3)), (2, Some(1))]);
    sound(&seats, &BTreeSet::new(), FULL);
    let plan = sound(&seats, &BTreeSet::from([id(1)]), FULL);
    assert!(plan.cards.iter().any(|card| card.folded > 0));
}

#[test]
fn the_parking_lot_opens_for_those_without_a_layer() {
    let plan = plan(&[(0, None), (4, Some(0)), (4, None)], FULL);
    assert_eq!(plan.bands.last().map(|band| (band.layer, band.count)), Some((None, 2)));
}

#[test]
fn two_thousand_seats_are_quick() {
    let seats: Vec<_> = (0..2000usize)
        .map(|n| if n == 0 { (0, None) } else { (((n + 1).ilog2() as usize / 3).min(3), Some((n - 1) / 7)) })
        .collect();
    let forest = Forest::of(nodes(&seats), &BTreeSet::new());
    let start = std::time::Instant::now();
    let plan = Plan::of(&forest, Shape { cols: 16, rows: 1, pile: 8 });
    assert_eq!(plan.cards.len(), 2000);
    assert!(start.elapsed().as_millis() < 2000, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_chart_is_sound(
        seats in proptest::collection::vec((0usize..5, proptest::option::weighted(0.8, 0usize..40)), 0..40),
        folded in proptest::collection::btree_set(0usize..40, 0..3),
        rows in prop_oneof![Just(1), Just(3)],
        pile in prop_oneof![Just(0usize), Just(1), Just(4)],
    ) {
        let folded = folded.into_iter().map(id).collect();
        sound(&nodes(&seats), &folded, Shape { cols: 12, rows, pile });
    }
}
