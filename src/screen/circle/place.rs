//! Pure geometry: the chosen person in the centre, everybody else on rings by their distance and in sectors by what they
//! do, as cards that never overlap; then, where there is no room left, as initials; then as a number.
//!
//! A cell is twice as high as wide; rings are ellipses that fill the area, so angles are taken on the unit circle.

use std::collections::{BTreeMap, VecDeque};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

use ratatui::layout::{Rect, Size};

use crate::model::Id;
use crate::screen::Step;

/// Cards drawn in full; more would be a crowd and no chart.
const CROWD: usize = 40;

/// Angles tried along a ring.
const ANGLES: u16 = 96;

/// Somebody to be placed; the more important ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Who.
    pub id: Id,
    /// Lines between them and the centre, from 1.
    pub ring: usize,
    /// Sector, counted clockwise from the top.
    pub sector: usize,
    /// Columns of the whole card.
    pub cols: u16,
    /// Columns of the initials.
    pub initials: u16,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub id: Id,
    /// Where, from the upper left of the chart.
    pub rect: Rect,
    /// Whether there was room for initials only.
    pub brief: bool,
}

/// The chart, worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The middle cell.
    pub middle: (i32, i32),
    /// Radii of the rings in columns and rows, from the innermost.
    pub rings: Vec<(f64, f64)>,
    /// The centre first, then everybody there is room for.
    pub placed: Vec<Placed>,
    /// How many there is no room for.
    pub more: usize,
    /// Where the name of a sector stands, if there is room.
    pub labels: Vec<(usize, Rect)>,
}

impl Plan {
    /// Where somebody stands.
    pub fn rect(&self, id: Id) -> Option<Rect> {
        self.placed.iter().find(|placed| placed.id == id).map(|placed| placed.rect)
    }
}

/// How many lines lie between `centre` and everybody it is connected with, whatever way they point.
pub fn distances(centre: Id, lines: impl Iterator<Item = (Id, Id)>) -> BTreeMap<Id, usize> {
    let mut near: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (from, to) in lines {
        near.entry(from).or_default().push(to);
        near.entry(to).or_default().push(from);
    }
    let mut found = BTreeMap::from([(centre, 0)]);
    let mut open = VecDeque::from([(centre, 0)]);
    while let Some((id, distance)) = open.pop_front() {
        for next in near.get(&id).into_iter().flatten() {
            if !found.contains_key(next) {
                found.insert(*next, distance + 1);
                open.push_back((*next, distance + 1));
            }
        }
    }
    found
}

/// Places the `centre` (who, and how large its card is) and the others, whose cards are `rows` high; then the names of
/// the sectors, given with their columns.
pub fn place(size: Size, (centre, own): (Id, Size), cards: &[Card], rows: u16, labels: &BTreeMap<usize, u16>) -> Plan {
    let middle = (i32::from(size.width / 2), i32::from(size.height / 2));
    let mut ground = Ground::new(size);
    let mut plan = Plan { middle, ..Plan::default() };
    let Some(rect) = ground.take(middle, own) else {
        plan.more = cards.len() + 1;
        return plan;
    };
    plan.placed.push(Placed { id: centre, rect, brief: false });
    let widest = cards.iter().map(|card| card.cols).max().unwrap_or(0);
    plan.rings = rings(size, widest, rows, cards);

    let spans = spans(cards);
    let mut is_full = false;
    for (card, angle) in in_order(cards, &spans) {
        let ring = card.ring.clamp(1, plan.rings.len().max(1)) - 1;
        let brief = Size::new(card.initials.max(1), 1);
        let whole = Size::new(card.cols, rows);
        let outward = || plan.rings.iter().skip(ring).copied();
        let found = if is_full { None } else { ground.search(middle, outward(), (angle, ANGLES), whole) };
        is_full |= found.is_none() || plan.placed.len() >= CROWD;
        let place = found.map(|rect| (rect, false)).or_else(|| {
            let outermost = plan.rings.last().copied().into_iter();
            Some((ground.search(middle, outermost.chain(outward()), (angle, ANGLES), brief)?, true))
        });
        match place {
            Some((rect, brief)) => plan.placed.push(Placed { id: card.id, rect, brief }),
            None => plan.more += 1,
        }
    }
    let edge = (f64::from(size.width) / 2.0, f64::from(size.height) / 2.0);
    for (sector, (start, span)) in spans {
        let cols = labels.get(&sector).copied().unwrap_or_default();
        // The outermost ring first, moved in by what the name needs to stand inside.
        let rings =
            [(edge.0 - f64::from(cols) / 2.0 - 1.0, edge.1 - 1.0)].into_iter().chain(plan.rings.last().copied());
        let near = (start + span / 2.0, (f64::from(ANGLES) * span / TAU / 2.0) as u16);
        let rect = ground.search(middle, rings, near, Size::new(cols, 1));
        plan.labels.extend(rect.map(|rect| (sector, rect)));
    }
    plan
}

/// As many rings as people need and the area has room for, the outermost along its edge.
fn rings(size: Size, cols: u16, rows: u16, cards: &[Card]) -> Vec<(f64, f64)> {
    let (across, down) =
        (f64::from(size.width.saturating_sub(cols)) / 2.0, f64::from(size.height.saturating_sub(rows)) / 2.0);
    let room = (down / f64::from(rows + 1)).floor().max(1.0) as usize;
    let needed = cards.iter().map(|card| card.ring).max().unwrap_or(0).min(room);
    // The first ring keeps off the centre, which is a card itself.
    let share = |ring: usize| (ring as f64 + 0.4) / (needed as f64 + 0.4);
    (1..=needed).map(|ring| (across * share(ring), down * share(ring))).collect()
}

/// Where each sector begins and how far it reaches, in radians: they share the circle by heads, and the middle of the
/// first is at the top.
fn spans(cards: &[Card]) -> BTreeMap<usize, (f64, f64)> {
    let mut heads: BTreeMap<usize, f64> = BTreeMap::new();
    for card in cards {
        *heads.entry(card.sector).or_insert(1.0) += 1.0;
    }
    let all: f64 = heads.values().sum();
    let mut start = -FRAC_PI_2 - PI * heads.values().next().copied().unwrap_or_default() / all;
    let span = |(sector, count): (usize, f64)| {
        let span = TAU * count / all;
        start += span;
        (sector, (start - span, span))
    };
    heads.into_iter().map(span).collect()
}

/// Inner rings first, each with the angle it would like: those of one ring and sector share the sector evenly.
fn in_order<'a>(cards: &'a [Card], spans: &BTreeMap<usize, (f64, f64)>) -> Vec<(&'a Card, f64)> {
    let mut heads: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for card in cards {
        *heads.entry((card.sector, card.ring)).or_default() += 1.0;
    }
    let mut seen: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut order: Vec<(&Card, f64)> = Vec::with_capacity(cards.len());
    for card in cards {
        let key = (card.sector, card.ring);
        let (start, span) = spans.get(&card.sector).copied().unwrap_or_default();
        let nth = seen.entry(key).or_default();
        let share = (*nth + 0.5) / heads.get(&key).copied().unwrap_or(1.0);
        *nth += 1.0;
        order.push((card, start + span * share));
    }
    order.sort_by_key(|(card, _)| card.ring);
    order
}

/// The cells of the chart that are taken.
struct Ground {
    size: Size,
    taken: Vec<bool>,
}

impl Ground {
    fn new(size: Size) -> Self {
        Self { size, taken: vec![false; usize::from(size.width) * usize::from(size.height)] }
    }

    /// The free place nearest to an angle, at most so many steps aside: along the first ring and a little off it, then
    /// along the next.
    fn search(
        &mut self,
        (x, y): (i32, i32),
        rings: impl Iterator<Item = (f64, f64)>,
        (angle, aside): (f64, u16),
        size: Size,
    ) -> Option<Rect> {
        for (across, down) in rings {
            for turn in 0..=aside {
                // 0, +1, −1, +2, −2 …
                let by = f64::from(turn.div_ceil(2)) * if turn % 2 == 1 { 1.0 } else { -1.0 };
                let (sin, cos) = (angle + by * TAU / f64::from(ANGLES)).sin_cos();
                for off in [0.0, 1.0, -1.0] {
                    let at = ((across + 2.0 * off) * cos, (down + off) * sin);
                    let at = (x + at.0.round() as i32, y + at.1.round() as i32);
                    if let Some(rect) = self.take(at, size) {
                        return Some(rect);
                    }
                }
            }
        }
        None
    }

    /// Takes a rectangle around a cell, if it is free and leaves a column to its neighbours.
    fn take(&mut self, (x, y): (i32, i32), size: Size) -> Option<Rect> {
        let left = u16::try_from(x - i32::from(size.width / 2)).ok()?;
        let top = u16::try_from(y - i32::from(size.height / 2)).ok()?;
        let rect = Rect::new(left, top, size.width, size.height);
        let inside =
            left.checked_add(size.width)? <= self.size.width && top.checked_add(size.height)? <= self.size.height;
        let margin = Rect { x: left.saturating_sub(1), width: size.width + 2, ..rect };
        if size.width == 0 || !inside || self.cells(margin).any(|cell| self.taken.get(cell) == Some(&true)) {
            return None;
        }
        for cell in self.cells(rect).collect::<Vec<_>>() {
            if let Some(taken) = self.taken.get_mut(cell) {
                *taken = true;
            }
        }
        Some(rect)
    }

    fn cells(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let width = self.size.width;
        let right = rect.right().min(width);
        let row = move |y: u16| (rect.left()..right).map(move |x| usize::from(y) * usize::from(width) + usize::from(x));
        (rect.top()..rect.bottom()).flat_map(row)
    }
}

/// How far aside of the way, measured along it, somebody may be and still lie ahead.
pub const AHEAD: f64 = 2.0;

/// Whom a step in a direction leads to: the nearest of `others` there, none of them further aside than `spread` allows.
pub fn neighbour(from: Rect, step: Step, spread: f64, others: impl Iterator<Item = (Id, Rect)>) -> Option<Id> {
    let middle = |rect: Rect| {
        (f64::from(rect.x) + f64::from(rect.width) / 2.0, f64::from(rect.y) + f64::from(rect.height) / 2.0)
    };
    let (x, y) = middle(from);
    let cost = |rect: Rect| {
        let (to_x, to_y) = middle(rect);
        // In rows, because a cell is twice as high as wide.
        let (dx, dy) = ((to_x - x) / 2.0, to_y - y);
        let (ahead, aside) = match step {
            Step::Right => (dx, dy),
            Step::Left => (-dx, dy),
            Step::Down => (dy, dx),
            Step::Up => (-dy, dx),
            _ => return None,
        };
        (ahead > 0.25 && aside.abs() <= ahead * spread).then_some(ahead + aside.abs() * 2.0)
    };
    let ranked = others.filter_map(|(id, rect)| Some((id, cost(rect)?)));
    ranked.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: usize) -> Id {
        Id::named("place", &n.to_string())
    }

    fn card(n: usize, ring: usize, sector: usize, cols: u16) -> Card {
        Card { id: id(n), ring, sector, cols, initials: 2 }
    }

    fn labels(cols: u16) -> BTreeMap<usize, u16> {
        (0..7).map(|sector| (sector, cols)).collect()
    }

    fn some_cards(most: usize) -> impl Strategy<Value = Vec<Card>> {
        let one = (1usize..6, 0usize..7, 6u16..16);
        proptest::collection::vec(one, 0..most).prop_map(|cards| {
            cards.into_iter().enumerate().map(|(n, (ring, sector, cols))| card(n + 1, ring, sector, cols)).collect()
        })
    }

    proptest! {
        #[test]
        fn nobody_overlaps_and_nobody_is_lost(
            (cols, rows, high) in (0u16..200, 0u16..60, 1u16..5),
            cards in some_cards(90),
        ) {
            let plan = place(Size::new(cols, rows), (id(0), Size::new(14, 3)), &cards, high, &labels(6));
            prop_assert_eq!(plan.placed.len() + plan.more, cards.len() + 1);
            for (at, one) in plan.placed.iter().enumerate() {
                prop_assert!(one.rect.right() <= cols && one.rect.bottom() <= rows, "{:?}", one);
                for other in &plan.placed[..at] {
                    prop_assert!(one.rect.intersection(other.rect).is_empty(), "{:?} {:?}", one, other);
                }
            }
            for (at, (_, label)) in plan.labels.iter().enumerate() {
                let others = plan.labels[..at].iter().map(|(_, rect)| *rect).chain(plan.placed.iter().map(|one| one.rect));
                prop_assert!(label.right() <= cols && label.bottom() <= rows);
                prop_assert!(others.into_iter().all(|other| other.intersection(*label).is_empty()));
            }
            let mut ids: Vec<_> = plan.placed.iter().map(|placed| placed.id).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), plan.placed.len());
        }
    }

    #[test]
    fn twenty_people_stand_around_a_centre_in_full() {
        let cards: Vec<_> = (1..=20).map(|n| card(n, 1 + n / 8, n % 5, 10)).collect();
        let plan = place(Size::new(76, 30), (id(0), Size::new(14, 3)), &cards, 1, &labels(8));
        assert_eq!((plan.placed.len(), plan.more, plan.rings.len()), (21, 0, 3));
        assert!(plan.placed.iter().all(|placed| !placed.brief));
        assert_eq!(plan.rect(id(0)), Some(Rect::new(31, 14, 14, 3)));
    }

    #[test]
    fn a_crowd_is_initials_and_a_number() {
        let cards: Vec<_> = (1..=300).map(|n| card(n, 1 + n % 4, n % 7, 12)).collect();
        let started = std::time::Instant::now();
        let plan = place(Size::new(120, 40), (id(0), Size::new(14, 3)), &cards, 1, &labels(8));
        assert!(started.elapsed().as_millis() < 500, "{:?}", started.elapsed());
        let whole = plan.placed.iter().filter(|placed| !placed.brief).count();
        assert!((20..=CROWD + 1).contains(&whole), "{whole}");
        assert!(plan.placed.len() > 100, "{}", plan.placed.len());
    }

    #[test]
    fn the_first_sector_is_at_the_top_and_the_next_to_the_right() {
        let cards = [card(1, 1, 0, 8), card(2, 1, 1, 8), card(3, 1, 2, 8)];
        let plan = place(Size::new(60, 20), (id(0), Size::new(10, 3)), &cards, 1, &labels(8));
        let [top, right, left] = [1, 2, 3].map(|n| plan.rect(id(n)).unwrap());
        assert!(top.y < 3 && right.x > 34 && left.right() < 26, "{top} {right} {left}");
    }

    #[test]
    fn distance_goes_both_ways_along_lines() {
        let lines = [(1, 0), (1, 2), (3, 2), (4, 5)].map(|(from, to)| (id(from), id(to)));
        let found = distances(id(0), lines.into_iter());
        assert_eq!([0, 1, 2, 3].map(|n| found[&id(n)]), [0, 1, 2, 3]);
        assert!(!found.contains_key(&id(4)));
    }

    #[test]
    fn a_step_finds_the_nearest_ahead() {
        let from = Rect::new(20, 10, 8, 1);
        let others =
            [(id(1), Rect::new(22, 4, 8, 1)), (id(2), Rect::new(40, 9, 8, 1)), (id(3), Rect::new(21, 1, 8, 1))];
        let go = |step| neighbour(from, step, AHEAD, others.into_iter());
        assert_eq!((go(Step::Up), go(Step::Right), go(Step::Down)), (Some(id(1)), Some(id(2)), None));
    }
}
