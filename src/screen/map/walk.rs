//! From card to card: the nearest one in a direction, as the eye sees it.

use super::place::{Card, Plan};
use crate::model::Id;
use crate::screen::Step;

/// A cell is about twice as high as it is wide, and the next row should win over the one after it.
const ROW: i32 = 3;

/// Columns beside the way cost this many times those along it, so that a card straight ahead wins.
const ASIDE: i32 = 3;

/// What it costs sideways to leave the row.
const ELSEWHERE: i32 = 100_000;

/// The card a step from `from` leads to.
pub fn next(plan: &Plan, from: Id, step: Step) -> Option<Id> {
    let card = plan.card(from)?;
    let found = match step {
        Step::Up | Step::Down | Step::Left | Step::Right => nearest(plan.cards.iter(), card, step),
        Step::First => row(plan, card).min_by_key(|other| other.at.0),
        Step::Last => row(plan, card).max_by_key(|other| other.at.0),
        Step::PageUp => nearest(plan.cards.iter().filter(|other| other.band < card.band), card, Step::Up),
        Step::PageDown => nearest(plan.cards.iter().filter(|other| other.band > card.band), card, Step::Down),
        Step::Wheel(_) => None,
    };
    found.map(|card| card.id)
}

fn row<'a>(plan: &'a Plan, card: &Card) -> impl Iterator<Item = &'a Card> {
    let y = card.at.1;
    plan.cards.iter().filter(move |other| other.at.1 == y)
}

fn nearest<'a>(cards: impl Iterator<Item = &'a Card>, from: &Card, step: Step) -> Option<&'a Card> {
    let cost = |card: &&Card| {
        let ((left, top), (right, bottom)) = (from.at, from.end());
        let ((to_left, to_top), (to_right, to_bottom)) = (card.at, card.end());
        let (beside, over) =
            ((to_left - right).max(left - to_right).max(0), (to_top - bottom).max(top - to_bottom).max(0));
        let (along, aside) = match step {
            Step::Up if to_bottom <= top => (over * ROW, beside),
            Step::Down if to_top >= bottom => (over * ROW, beside),
            Step::Left if to_right <= left => (beside, over * ROW),
            Step::Right if to_left >= right => (beside, over * ROW),
            _ => return None,
        };
        // Sideways means along the row; only where it ends, another will do.
        let apart = match step {
            Step::Left | Step::Right if aside > 0 || to_top.max(top) >= to_bottom.min(bottom) => ELSEWHERE,
            _ => 0,
        };
        let off = ((to_left + to_right) - (left + right)).abs() + ((to_top + to_bottom) - (top + bottom)).abs();
        Some((along + ASIDE * aside + apart, off, card.id))
    };
    cards.filter_map(|card| Some((cost(&card)?, card))).min_by_key(|(cost, _)| *cost).map(|(_, card)| card)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::map::place::Point;

    fn plan(cards: &[Point]) -> Plan {
        let card =
            |(n, at): (usize, &Point)| Card { id: id(n), at: *at, size: (10, 3), band: at.1 as usize / 5, folded: 0 };
        Plan::scattered(cards.iter().enumerate().map(card).collect(), Vec::new(), (100, 20))
    }

    fn id(n: usize) -> Id {
        Id::named("card", &n.to_string())
    }

    #[test]
    fn steps_go_where_the_eye_expects() {
        //  0    1
        //     2     3
        //  4           5
        let plan = plan(&[(0, 0), (20, 0), (12, 5), (40, 5), (0, 10), (60, 10)]);
        for (from, step, to) in [
            (0, Step::Right, Some(1)),
            (1, Step::Left, Some(0)),
            (1, Step::Down, Some(2)),
            (0, Step::Down, Some(2)),
            (2, Step::Right, Some(3)),
            (3, Step::Down, Some(5)),
            (5, Step::Left, Some(4)),
            (4, Step::Up, Some(2)),
            (0, Step::Up, None),
            (0, Step::Left, None),
            (2, Step::Last, Some(3)),
            (3, Step::First, Some(2)),
            (4, Step::PageUp, Some(2)),
        ] {
            assert_eq!(next(&plan, id(from), step), to.map(id), "{from} {step:?}");
        }
    }

    #[test]
    fn every_card_can_be_reached_from_every_other() {
        let cards: Vec<Point> = (0..60).map(|n: i32| ((n * 37 % 19) * 12, (n / 10) * 5)).collect();
        let mut cards = cards;
        cards.sort_unstable();
        cards.dedup();
        let plan = plan(&cards);
        for start in 0..cards.len() {
            let mut seen = std::collections::BTreeSet::from([id(start)]);
            let mut open = vec![id(start)];
            while let Some(at) = open.pop() {
                for step in [Step::Up, Step::Down, Step::Left, Step::Right] {
                    open.extend(next(&plan, at, step).filter(|to| seen.insert(*to)));
                }
            }
            assert_eq!(seen.len(), cards.len());
        }
    }
}
