//! Lines: which columns each takes through which gaps between rows, which lane of a gap its level parts run in, and how
//! high gaps and rows are in the end.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Item, STUB, Tree, What};
use super::{BANDS, Band, Card, Forest, Link, Plan, Point, Shape};
use crate::model::Id;

/// A line before rows have heights: it leaves at a column, and in some gaps turns to another. Gap `n` is above row `n`.
struct Wire {
    manager: Id,
    report: Id,
    exit: i32,
    turns: Vec<(usize, i32)>,
    /// It ends in the side of a card of a pile rather than on its top.
    sideways: bool,
}

/// The columns between which a manager's lines run level in a gap, and the lane they do it in.
struct Level {
    from: i32,
    to: i32,
    lane: Option<i32>,
}

/// A seat's row and column.
struct Spot {
    row: usize,
    x: i32,
}

/// Everything about a tree that lines need to know.
#[derive(Default)]
struct Survey {
    spots: BTreeMap<Id, Spot>,
    wires: Vec<Wire>,
    /// Row by row, the columns taken: from, up to but without.
    taken: Vec<Vec<(i32, i32)>>,
    exits: BTreeMap<Id, i32>,
}

pub(super) fn route(tree: Tree, forest: &Forest, shape: Shape) -> Plan {
    let mut survey = Survey { taken: (0..tree.rows).map(|_| Vec::new()).collect(), ..Survey::default() };
    for item in &tree.items {
        survey.take(item, shape.cols, None, &mut Vec::new());
    }
    survey.raise(&tree.risers, shape.cols);
    let mut levels = levels(&survey.wires, tree.rows);
    let lanes: Vec<i32> = levels.iter_mut().map(assign).collect();
    let heights = Heights::of(&tree, &survey, &lanes, shape.rows);
    let mut plan = draw(&survey, &levels, &heights, shape, forest);
    plan.hops = hops(&survey, &levels, &heights, &plan.links);
    plan.bands = bands(&tree, &heights, &plan.cards);
    settle_left(&mut plan, heights.end);
    plan
}

impl Survey {
    fn take(&mut self, item: &Item, card: i32, manager: Option<(Id, i32)>, turns: &mut Vec<(usize, i32)>) {
        turns.push((item.row, item.entry(card)));
        let wire = |manager: Option<(Id, i32)>, report, sideways| {
            let (manager, exit) = manager?;
            Some(Wire { manager, report, exit, turns: turns.clone(), sideways })
        };
        for taken in self.taken.iter_mut().skip(item.row).take(item.rows()) {
            taken.push((item.x, item.x + item.cols(card)));
        }
        match &item.what {
            What::Trunk => {
                for kid in &item.kids {
                    self.take(kid, card, manager, turns);
                }
            }
            What::Card(id) => {
                self.wires.extend(wire(manager, *id, false));
                self.spots.insert(*id, Spot { row: item.row, x: item.x });
                if !item.kids.is_empty() {
                    self.exits.insert(*id, item.exit);
                }
                for kid in &item.kids {
                    self.take(kid, card, Some((*id, item.exit)), &mut Vec::new());
                }
            }
            What::Pile { seats, hung } => {
                let x = if *hung { item.x + STUB } else { item.x };
                for (nth, id) in seats.iter().enumerate() {
                    self.wires.extend(wire(manager, *id, true));
                    self.spots.insert(*id, Spot { row: item.row + nth, x });
                }
            }
        }
        turns.pop();
    }

    /// Adds the lines to reports in a higher band: down out of the manager, up a free gutter, down to the reports.
    fn raise(&mut self, risers: &[(Id, Id)], card: i32) {
        let mut by_manager: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (manager, report) in risers {
            by_manager.entry(*manager).or_default().push(*report);
        }
        for (manager, reports) in by_manager {
            let Some(Spot { row: bottom, x }) = self.spots.get(&manager).map(|spot| Spot { ..*spot }) else { continue };
            let rows = reports.iter().filter_map(|id| self.spots.get(id)).map(|spot| spot.row);
            let top = rows.min().unwrap_or(bottom);
            let center = x + card / 2;
            let exit = match self.exits.get(&manager) {
                Some(exit) => *exit,
                None => self.free_port(bottom + 1, manager, center),
            };
            let gutter = self.free_column(top.saturating_sub(1), bottom + 1, center);
            for taken in self.taken.iter_mut().take(bottom + 2).skip(top.saturating_sub(1)) {
                taken.push((gutter, gutter + 1));
            }
            for report in reports {
                let Some((row, x)) = self.spots.get(&report).map(|spot| (spot.row, spot.x)) else { continue };
                let entry = self.free_port(row, manager, x + card / 2);
                let turns = vec![(bottom + 1, gutter), (row, entry)];
                self.wires.push(Wire { manager, report, exit, turns, sideways: false });
            }
        }
    }

    /// A column near `wish` at which no line of another manager enters or leaves the gap.
    fn free_port(&self, gap: usize, manager: Id, wish: i32) -> i32 {
        let mut columns = BTreeSet::new();
        for wire in self.wires.iter().filter(|wire| wire.manager != manager) {
            let before = std::iter::once(&wire.exit).chain(wire.turns.iter().map(|(_, column)| column));
            for ((row, column), from) in wire.turns.iter().zip(before) {
                if *row == gap {
                    columns.extend([*from, *column]);
                }
            }
        }
        nearest(wish, |column| !columns.contains(&column))
    }

    /// The column nearest to `wish` that is free, with a blank on either side, in all rows from `top` to `bottom`.
    fn free_column(&self, top: usize, bottom: usize, wish: i32) -> i32 {
        let mut taken: Vec<(i32, i32)> =
            self.taken.iter().take(bottom + 1).skip(top).flatten().map(|(from, to)| (from - 1, to + 1)).collect();
        taken.sort_unstable();
        let mut best: Option<i32> = None;
        let mut try_free = |from: i32, to: i32| {
            if from < to {
                let column = wish.clamp(from, to - 1);
                if best.is_none_or(|best| (column - wish).abs() < (best - wish).abs()) {
                    best = Some(column);
                }
            }
        };
        let mut free_from = i32::MIN / 2;
        for (from, to) in taken {
            try_free(free_from, from);
            free_from = free_from.max(to);
        }
        try_free(free_from, i32::MAX / 2);
        best.unwrap_or(wish)
    }
}

/// The number nearest to `wish` that is accepted.
fn nearest(wish: i32, accepted: impl Fn(i32) -> bool) -> i32 {
    let outwards = (0..).flat_map(|by| [wish - by, wish + by]);
    outwards.into_iter().find(|column| accepted(*column)).unwrap_or(wish)
}

/// Gap by gap, the level part of each manager's lines.
fn levels(wires: &[Wire], rows: usize) -> Vec<BTreeMap<Id, Level>> {
    let mut levels: Vec<BTreeMap<Id, Level>> = (0..=rows).map(|_| BTreeMap::new()).collect();
    for wire in wires {
        let mut column = wire.exit;
        for (gap, next) in &wire.turns {
            let (from, to) = (column.min(*next), column.max(*next));
            column = *next;
            let Some(levels) = levels.get_mut(*gap) else { continue };
            let level = levels.entry(wire.manager).or_insert(Level { from, to, lane: None });
            (level.from, level.to) = (level.from.min(from), level.to.max(to));
        }
    }
    levels
}

/// Gives the level parts of a gap lanes in which they do not meet; returns how many it took.
fn assign(levels: &mut BTreeMap<Id, Level>) -> i32 {
    let mut order: Vec<&mut Level> = levels.values_mut().filter(|level| level.from < level.to).collect();
    order.sort_by_key(|level| level.from);
    let mut ends: Vec<i32> = Vec::new();
    for level in order {
        let free = ends.iter().position(|end| *end + 1 < level.from).unwrap_or(ends.len());
        level.lane = Some(free as i32);
        match ends.get_mut(free) {
            Some(end) => *end = level.to,
            None => ends.push(level.to),
        }
    }
    ends.len() as i32
}

/// Where rows, lanes and band headings are.
struct Heights {
    rows: Vec<i32>,
    lanes: Vec<i32>,
    rules: Vec<i32>,
    end: i32,
}

impl Heights {
    fn of(tree: &Tree, survey: &Survey, lanes: &[i32], card: i32) -> Self {
        let arrivals: BTreeSet<usize> =
            survey.wires.iter().filter_map(|wire| wire.turns.last()).map(|(gap, _)| *gap).collect();
        let peopled: BTreeSet<usize> = survey.spots.values().map(|spot| spot.row).collect();
        let mut heights = Self { rows: Vec::new(), lanes: Vec::new(), rules: Vec::new(), end: 0 };
        let mut y = 0;
        for (gap, lanes) in lanes.iter().enumerate() {
            if tree.starts.contains(&gap) {
                heights.rules.push(y);
                y += 1;
            }
            heights.lanes.push(y);
            y += (*lanes).max(i32::from(arrivals.contains(&gap)));
            heights.rows.push(y);
            if gap < tree.rows {
                y += if peopled.contains(&gap) { card } else { 1 };
            }
        }
        heights.end = y;
        heights
    }

    fn row(&self, row: usize) -> i32 {
        self.rows.get(row).copied().unwrap_or(self.end)
    }

    fn lane(&self, gap: usize, lane: i32) -> i32 {
        self.lanes.get(gap).copied().unwrap_or(self.end) + lane
    }
}

/// Cards and lines, now that heights are known.
fn draw(survey: &Survey, levels: &[BTreeMap<Id, Level>], heights: &Heights, shape: Shape, forest: &Forest) -> Plan {
    let mut plan = Plan::default();
    for (id, spot) in &survey.spots {
        plan.cards.push(Card {
            id: *id,
            at: (spot.x, heights.row(spot.row)),
            size: (shape.cols, shape.rows),
            band: forest.band(*id),
            folded: forest.folded(*id),
        });
    }
    for wire in &survey.wires {
        let (Some(from), Some(to)) = (survey.spots.get(&wire.manager), survey.spots.get(&wire.report)) else {
            continue;
        };
        let mut column = wire.exit;
        let mut points = vec![(column, heights.row(from.row) + shape.rows - 1)];
        for (gap, next) in &wire.turns {
            let lane = levels.get(*gap).and_then(|levels| levels.get(&wire.manager)?.lane);
            if let Some(lane) = lane.filter(|_| *next != column) {
                let y = heights.lane(*gap, lane);
                points.extend([(column, y), (*next, y)]);
                column = *next;
            }
        }
        let top = heights.row(to.row);
        if wire.sideways {
            let y = top + (shape.rows - 1) / 2;
            points.extend([(column, y), (to.x, y)]);
        } else {
            points.push((column, top));
        }
        plan.links.push(Link { manager: wire.manager, report: wire.report, points });
    }
    plan
}

/// Cells where a vertical part of one manager's line crosses a level part of another's. Only lines that run upwards
/// ever do.
fn hops(survey: &Survey, levels: &[BTreeMap<Id, Level>], heights: &Heights, links: &[Link]) -> Vec<Point> {
    let rises = |wire: &Wire| {
        let row = |id| survey.spots.get(&id).map(|spot| spot.row);
        row(wire.report) <= row(wire.manager)
    };
    let risers: BTreeSet<Id> = survey.wires.iter().filter(|wire| rises(wire)).map(|wire| wire.manager).collect();
    if risers.is_empty() {
        return Vec::new();
    }
    let mut hops = BTreeSet::new();
    for (gap, levels) in levels.iter().enumerate() {
        for (manager, level) in levels {
            let Some(y) = level.lane.map(|lane| heights.lane(gap, lane)) else { continue };
            let others = links.iter().filter(|link| link.manager != *manager);
            for link in others.filter(|link| risers.contains(manager) || risers.contains(&link.manager)) {
                for pair in link.points.windows(2) {
                    let [(x, from), (to_x, to)] = pair else { continue };
                    let inside = (level.from..=level.to).contains(x) && (*from.min(to)..=*from.max(to)).contains(&y);
                    if x == to_x && from != to && inside {
                        hops.insert((*x, y));
                    }
                }
            }
        }
    }
    hops.into_iter().collect()
}

fn bands(tree: &Tree, heights: &Heights, cards: &[Card]) -> Vec<Band> {
    let mut counts = [0; BANDS.len()];
    for card in cards {
        if let Some(count) = counts.get_mut(card.band) {
            *count += 1;
        }
    }
    let bottoms = heights.rules.iter().skip(1).copied().chain([heights.end]);
    let tops = heights.rules.iter().copied();
    let known = BANDS.into_iter().zip(counts).take(tree.starts.len());
    known.zip(tops.zip(bottoms)).map(|((layer, count), (top, bottom))| Band { layer, top, bottom, count }).collect()
}

/// Moves everything so that the leftmost column is 0, and measures.
fn settle_left(plan: &mut Plan, rows: i32) {
    let points = || plan.links.iter().flat_map(|link| link.points.iter().map(|point| point.0));
    let left = plan.cards.iter().map(|card| card.at.0).chain(points()).min().unwrap_or_default();
    let right = plan.cards.iter().map(|card| card.end().0).chain(points().map(|x| x + 1)).max().unwrap_or_default();
    plan.size = (right - left, rows);
    for card in &mut plan.cards {
        card.at.0 -= left;
    }
    for point in plan.links.iter_mut().flat_map(|link| &mut link.points).chain(&mut plan.hops) {
        point.0 -= left;
    }
}
