//! Where the cards of an org chart stand and how its lines run: rows of cards on common columns, a gap above each row for the
//! lines that go across, a channel beside each column for those that go up and down.
//!
//! A boss has one line that branches to all who report to them: out at the bottom, across in the gap below, and from there
//! down to the row below or through a channel to the gap above any other row, so that it never meets a card in between.
//! Where two bosses' lines would lie on each other each has a lane of its own; they may cross, never touch or merge.

use std::collections::BTreeMap;

/// A card.
pub(super) const WIDE: f64 = 150.0;
pub(super) const HIGH: f64 = 46.0;
/// Between cards, at the least.
pub(super) const GAP: f64 = 24.0;
/// From lane to lane.
const LANE: f64 = 8.0;
/// Above the lanes of a gap.
const HEAD: f64 = 24.0;
/// Below them, with room for the arrow's head.
const TAIL: f64 = 24.0;
/// How far beside its middle a card is entered where the card above has another's line running out of its own.
const BESIDE: f64 = 16.0;

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    row: usize,
    column: usize,
}

/// From where to where the line of each boss, known by where the boss stands, takes up a gap or a channel.
type Stretches = BTreeMap<Spot, (f64, f64)>;

/// Those of each gap or channel.
type Crowds = BTreeMap<usize, Stretches>;

/// Which lane of a gap or a channel each boss has, and how many there are.
#[derive(Debug, Default)]
struct Lanes {
    of: BTreeMap<Spot, usize>,
    count: usize,
}

/// What was worked out.
#[derive(Debug)]
pub(super) struct Routed {
    /// The middle of each card.
    pub places: BTreeMap<usize, (f64, f64)>,
    /// Where the gap above each row begins.
    pub gaps: Vec<f64>,
    /// The corners of each line, in the order of the links.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// Where the line of which boss branches: without a mark there it would look like two lines that cross.
    pub forks: Vec<(usize, (f64, f64))>,
    pub right: f64,
    pub bottom: f64,
}

/// Places the cards of these rows and runs a line for each of these links from a boss to who reports to them.
pub(super) fn route(rows: &[Vec<usize>], links: &[(usize, usize)], (left, top): (f64, f64)) -> Routed {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut spots = BTreeMap::new();
    for (row, cards) in rows.iter().enumerate() {
        let first = (columns - cards.len()) / 2;
        spots.extend(cards.iter().zip(first..).map(|(card, column)| (*card, Spot { row, column })));
    }
    let ends: Vec<Option<(Spot, Spot)>> =
        links.iter().map(|(boss, report)| Some((*spots.get(boss)?, *spots.get(report)?))).collect();
    let mut nets: BTreeMap<Spot, Vec<Spot>> = BTreeMap::new();
    for (boss, report) in ends.iter().flatten() {
        nets.entry(*boss).or_default().push(*report);
    }

    // How many lines a channel holds says how wide it is, and so where the columns are; only then is it known where across a
    // gap a line runs, and how many lie above each other there.
    let channels: BTreeMap<Spot, usize> =
        nets.iter().filter_map(|(boss, reports)| Some((*boss, channel(*boss, reports, columns)?))).collect();
    let mut crowds = Crowds::new();
    for (boss, channel) in &channels {
        let gaps = nets.get(boss).into_iter().flatten().map(|report| report.row).chain([boss.row + 1]);
        crowds.entry(*channel).or_default().insert(*boss, stretch(gaps.map(|gap| gap as f64)));
    }
    let channel_lanes = lanes(&crowds, 0.5);
    let (mut x, mut middles, mut downs) = (left, Vec::new(), BTreeMap::new());
    for channel in 0..=columns {
        let empty = Lanes::default();
        let lanes = channel_lanes.get(&channel).unwrap_or(&empty);
        let taken = lanes.count.saturating_sub(1) as f64 * LANE;
        downs.extend(lanes.of.iter().map(|(boss, lane)| (*boss, x + GAP / 2.0 + *lane as f64 * LANE)));
        x += taken + GAP;
        if channel < columns {
            middles.push(x + WIDE / 2.0);
            x += WIDE;
        }
    }

    let middle = |spot: Spot| middles.get(spot.column).copied().unwrap_or_default();
    let entry = |boss: Spot, report: Spot| {
        let above = report.row.checked_sub(1).map(|row| Spot { row, ..report });
        let is_free = above.is_none_or(|above| above == boss || !nets.contains_key(&above));
        middle(report) + if is_free { 0.0 } else { BESIDE }
    };
    let mut crowds = Crowds::new();
    for (boss, reports) in &nets {
        let mut across: BTreeMap<usize, Vec<f64>> = BTreeMap::from([(boss.row + 1, vec![middle(*boss)])]);
        for report in reports {
            across.entry(report.row).or_default().push(entry(*boss, *report));
        }
        for (gap, mut places) in across {
            places.extend(downs.get(boss));
            crowds.entry(gap).or_default().insert(*boss, stretch(places.into_iter()));
        }
    }
    let gap_lanes = lanes(&crowds, GAP);
    let (mut y, mut gaps, mut tops) = (top, Vec::new(), Vec::new());
    for gap in 0..=rows.len() {
        gaps.push(y);
        y += HEAD + TAIL + gap_lanes.get(&gap).map_or(0, |lanes| lanes.count).saturating_sub(1) as f64 * LANE;
        if gap < rows.len() {
            tops.push(y);
            y += HIGH;
        }
    }

    let top = |spot: Spot| tops.get(spot.row).copied().unwrap_or_default();
    let bus = |boss: Spot, gap: usize| {
        let lane = gap_lanes.get(&gap).and_then(|lanes| lanes.of.get(&boss)).copied().unwrap_or_default();
        gaps.get(gap).copied().unwrap_or_default() + HEAD + lane as f64 * LANE
    };
    let line = |boss: Spot, report: Spot| {
        let (out, into) = (bus(boss, boss.row + 1), bus(boss, report.row));
        let mut corners = vec![(middle(boss), top(boss) + HIGH), (middle(boss), out)];
        if let Some(x) = downs.get(&boss).filter(|_| report.row != boss.row + 1) {
            corners.extend([(*x, out), (*x, into)]);
        }
        let entry = entry(boss, report);
        corners.extend([(entry, into), (entry, top(report))]);
        corners
    };
    let lines: Vec<Vec<(f64, f64)>> =
        ends.iter().map(|ends| ends.map_or_else(Vec::new, |(boss, report)| line(boss, report))).collect();
    Routed {
        forks: forks(links, &lines),
        places: spots.iter().map(|(card, spot)| (*card, (middle(*spot), top(*spot) + HIGH / 2.0))).collect(),
        lines,
        gaps,
        right: x,
        bottom: y,
    }
}

/// Where three ways or more of one boss's lines meet.
fn forks(links: &[(usize, usize)], lines: &[Vec<(f64, f64)>]) -> Vec<(usize, (f64, f64))> {
    let mut nets: BTreeMap<usize, Vec<&[(f64, f64)]>> = BTreeMap::new();
    for ((boss, _), line) in links.iter().zip(lines) {
        nets.entry(*boss).or_default().push(line);
    }
    let mut forks = Vec::new();
    for (boss, net) in nets {
        for (x, y) in net.iter().copied().flatten() {
            // Left, right, up and down from here.
            let mut ways = [false; 4];
            for piece in net.iter().flat_map(|line| line.windows(2)) {
                let [a, b] = piece else { continue };
                let (left, right, top, bottom) = (a.0.min(b.0), a.0.max(b.0), a.1.min(b.1), a.1.max(b.1));
                if (left..=right).contains(x) && (top..=bottom).contains(y) {
                    let here = [left < *x, right > *x, top < *y, bottom > *y];
                    ways.iter_mut().zip(here).for_each(|(way, is_here)| *way |= is_here);
                }
            }
            if ways.iter().filter(|is_way| **is_way).count() > 2 && !forks.contains(&(boss, (*x, *y))) {
                forks.push((boss, (*x, *y)));
            }
        }
    }
    forks
}

/// The channel through which a boss's line reaches those who stand elsewhere than in the row below: the one with the least
/// way to go across. The channel of a column is the one to its left.
fn channel(boss: Spot, reports: &[Spot], columns: usize) -> Option<usize> {
    let far: Vec<&Spot> = reports.iter().filter(|report| report.row != boss.row + 1).collect();
    let way = |channel: usize| -> usize {
        far.iter().copied().chain([&boss]).map(|spot| (2 * spot.column + 1).abs_diff(2 * channel)).sum()
    };
    if far.is_empty() { None } else { (0..=columns).min_by_key(|channel| way(*channel)) }
}

fn stretch(places: impl Iterator<Item = f64>) -> (f64, f64) {
    places.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), place| (from.min(place), to.max(place)))
}

/// A lane for each stretch: those less than `apart` from each other have different ones.
fn lanes(crowds: &Crowds, apart: f64) -> BTreeMap<usize, Lanes> {
    let one = |stretches: &Stretches| {
        let mut sorted: Vec<_> = stretches.iter().collect();
        sorted.sort_by(|(_, (one, _)), (_, (other, _))| one.total_cmp(other));
        let (mut of, mut ends) = (BTreeMap::new(), Vec::new());
        for (boss, (from, to)) in sorted {
            let free = ends.iter_mut().enumerate().find(|(_, end)| **end + apart <= *from);
            let lane = if let Some((lane, end)) = free {
                *end = *to;
                lane
            } else {
                ends.push(*to);
                ends.len() - 1
            };
            of.insert(*boss, lane);
        }
        Lanes { of, count: ends.len() }
    };
    crowds.iter().map(|(number, stretches)| (*number, one(stretches))).collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "all places are whole numbers")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Point = (f64, f64);

    /// Left, top, right and bottom of what two points span.
    fn span((a, b): (Point, Point)) -> [f64; 4] {
        [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]
    }

    fn pieces(line: &[Point]) -> Vec<(Point, Point)> {
        line.windows(2).map(|two| (two[0], two[1])).filter(|(a, b)| a != b).collect()
    }

    /// Whether two pieces meet otherwise than by crossing: side on side, or the end of one on the other.
    fn touch(one: (Point, Point), other: (Point, Point)) -> bool {
        let ([l, t, r, b], [ol, ot, or, ob]) = (span(one), span(other));
        let meet = l <= or && ol <= r && t <= ob && ot <= b;
        let cross = (l < ol && or < r && ot < t && b < ob) || (ol < l && r < or && t < ot && ob < b);
        meet && !cross
    }

    fn check(rows: &[Vec<usize>], links: &[(usize, usize)]) {
        let routed = route(rows, links, (0.0, 0.0));
        let card = |at: &usize| {
            let (x, y) = routed.places[at];
            [x - WIDE / 2.0, y - HIGH / 2.0, x + WIDE / 2.0, y + HIGH / 2.0]
        };
        for ((boss, report), line) in links.iter().zip(&routed.lines) {
            let (from, to) = (card(boss), card(report));
            let (first, last) = (line.first().unwrap(), line.last().unwrap());
            assert!(first.1 == from[3] && from[0] < first.0 && first.0 < from[2], "out at the bottom of the boss");
            assert!(last.1 == to[1] && to[0] < last.0 && last.0 < to[2], "in at the top of the report");
            let [a, b] = pieces(line).last().map(|(a, b)| [*a, *b]).unwrap();
            assert!(a.0 == b.0 && b.1 - a.1 >= TAIL, "from above, with room for the arrow's head: {line:?}");
            for piece in pieces(line) {
                let [l, t, r, b] = span(piece);
                assert!(l == r || t == b, "straight: {line:?}");
                assert!(l >= 0.0 && t >= 0.0 && r <= routed.right && b <= routed.bottom, "within: {line:?}");
                for at in rows.iter().flatten() {
                    let [cl, ct, cr, cb] = card(at);
                    assert!(l >= cr || r <= cl || t >= cb || b <= ct, "{boss} to {report} runs through {at}");
                }
            }
        }
        let all = links.iter().zip(&routed.lines);
        for (nth, ((boss, report), line)) in all.clone().enumerate() {
            for ((other, its), beside) in all.clone().skip(nth + 1).filter(|((other, _), _)| other != boss) {
                for piece in pieces(line) {
                    let merged = pieces(beside).into_iter().find(|one| touch(piece, *one));
                    assert!(merged.is_none(), "{boss} to {report} and {other} to {its}: {piece:?} on {merged:?}");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// People in rows as they come, of whom each reports to somebody earlier, wherever that one stands, or to nobody.
        #[test]
        fn every_line_joins_its_two_cards_alone(people in prop::collection::vec((0..5_usize, any::<u16>(), 0..5_u8), 1..40)) {
            let mut rows = vec![Vec::new(); 5];
            let mut links = Vec::new();
            for (at, (row, boss, is_head)) in people.iter().enumerate() {
                rows[*row].push(at);
                if at > 0 && *is_head > 0 {
                    links.push((usize::from(*boss) % at, at));
                }
            }
            rows.retain(|row| !row.is_empty());
            check(&rows, &links);
        }
    }

    #[test]
    fn who_stands_straight_below_is_reached_straight() {
        let routed = route(&[vec![0], vec![1]], &[(0, 1)], (0.0, 0.0));
        assert!(routed.lines[0].iter().all(|(x, _)| *x == routed.places[&0].0), "{routed:?}");
        assert!(routed.forks.is_empty());
        assert_eq!(route(&[vec![0], vec![1, 2]], &[(0, 1), (0, 2)], (0.0, 0.0)).forks.len(), 1);
        // In a ring, and with oneself, nothing goes wrong.
        check(&[vec![0, 1], vec![2]], &[(2, 0), (0, 2), (1, 1)]);
        assert!(route(&[], &[], (0.0, 0.0)).lines.is_empty());
    }
}
