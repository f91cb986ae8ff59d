//! Rows and columns: every seat gets a row, every row it passes on the way there gets a trunk, and a tidy tree gives
//! each of them a column.

use std::collections::{BTreeMap, VecDeque};

use super::{BANDS, Forest, Shape};
use crate::model::Id;

/// Blank columns between neighbours.
const GAP: i32 = 2;

/// Columns from a pile's line to its cards.
pub(super) const STUB: i32 = 2;

/// Siblings fewer than this stand side by side also where piles are allowed.
const FEWEST_IN_PILE: usize = 3;

/// What takes up room in a row.
pub(super) enum What {
    /// A seat.
    Card(Id),
    /// A line on its way down.
    Trunk,
    /// Seats one below the other, a row each; hung from a line on their left if they have a manager.
    Pile { seats: Vec<Id>, hung: bool },
}

/// Something in a row, and what hangs from it in the next.
pub(super) struct Item {
    pub(super) what: What,
    /// Its first row.
    pub(super) row: usize,
    /// Its left edge.
    pub(super) x: i32,
    /// The column where its line leaves.
    pub(super) exit: i32,
    pub(super) kids: Vec<Item>,
    /// Where its own frame begins in the frame of what it hangs from.
    frame: i32,
}

/// The chart in rows and columns; how high each row is comes later.
pub(super) struct Tree {
    /// What hangs from nothing above it.
    pub(super) items: Vec<Item>,
    /// Managers and their reports in a higher band.
    pub(super) risers: Vec<(Id, Id)>,
    /// First row of each band.
    pub(super) starts: Vec<usize>,
    /// How many rows there are.
    pub(super) rows: usize,
}

/// Seats that stand together: one, or a pile.
#[derive(Clone)]
struct Bunch {
    seats: Vec<Id>,
    band: usize,
    /// Row within the band.
    level: usize,
}

impl Tree {
    pub(super) fn of(forest: &Forest, shape: Shape) -> Self {
        let (bunches, heights) = bunches(forest, shape.pile);
        let mut starts = Vec::new();
        let mut rows = 0;
        for (band, height) in heights.iter().enumerate() {
            if band + 1 == BANDS.len() && *height == 0 {
                continue;
            }
            starts.push(rows);
            rows += (*height).max(1);
        }
        let mut builder = Builder { bunches, starts: &starts, risers: Vec::new(), raised: VecDeque::new() };
        let mut items = Vec::new();
        for root in builder.bunches.get(&None).cloned().unwrap_or_default() {
            builder.raised.push_back(root);
            // Who reports upwards stands next to the tree of whom they report to.
            while let Some(bunch) = builder.raised.pop_front() {
                items.push(builder.item(bunch, false));
            }
        }
        let risers = builder.risers;
        settle_all(&mut items, rows, shape.cols);
        Self { items, risers, starts, rows }
    }
}

/// Sorts every manager's reports into bunches with a row each; also the number of rows in every band.
fn bunches(forest: &Forest, most: usize) -> (BTreeMap<Option<Id>, Vec<Bunch>>, [usize; BANDS.len()]) {
    let mut all = BTreeMap::new();
    let mut heights = [0; BANDS.len()];
    let mut open = VecDeque::from([(None, usize::MAX, 0)]);
    while let Some((manager, from, level)) = open.pop_front() {
        let reports = manager.map_or(forest.roots.as_slice(), |id| forest.reports(id));
        let mut alone = Vec::new();
        let mut leaves: [Vec<Id>; BANDS.len()] = Default::default();
        for id in reports {
            let band = forest.band(*id);
            let level = if band == from { level + 1 } else { 0 };
            let is_leaf = forest.reports(*id).is_empty() && (manager.is_none() || band >= from);
            match leaves.get_mut(band).filter(|_| is_leaf && most > 0) {
                Some(leaves) => leaves.push(*id),
                None => alone.push(Bunch { seats: vec![*id], band, level }),
            }
        }
        for (band, leaves) in leaves.into_iter().enumerate().filter(|(_, leaves)| !leaves.is_empty()) {
            let level = if band == from { level + 1 } else { 0 };
            let piles = if leaves.len() < FEWEST_IN_PILE { leaves.len() } else { leaves.len().div_ceil(most) };
            let each = leaves.len().div_ceil(piles);
            alone.extend(leaves.chunks(each).map(|seats| Bunch { seats: seats.to_vec(), band, level }));
        }
        for bunch in &alone {
            if let Some(height) = heights.get_mut(bunch.band) {
                *height = (*height).max(bunch.level + bunch.seats.len());
            }
            open.extend(bunch.seats.iter().map(|id| (Some(*id), bunch.band, bunch.level)));
        }
        if !alone.is_empty() {
            all.insert(manager, alone);
        }
    }
    (all, heights)
}

struct Builder<'a> {
    bunches: BTreeMap<Option<Id>, Vec<Bunch>>,
    starts: &'a [usize],
    risers: Vec<(Id, Id)>,
    raised: VecDeque<Bunch>,
}

impl Builder<'_> {
    fn row(&self, bunch: &Bunch) -> usize {
        self.starts.get(bunch.band).copied().unwrap_or_default() + bunch.level
    }

    fn item(&mut self, bunch: Bunch, hung: bool) -> Item {
        let row = self.row(&bunch);
        let [seat] = bunch.seats[..] else {
            return Item::new(What::Pile { seats: bunch.seats, hung }, row, Vec::new());
        };
        let reports = self.bunches.remove(&Some(seat)).unwrap_or_default();
        let (below, above): (Vec<_>, Vec<_>) = reports.into_iter().partition(|bunch| self.row(bunch) > row);
        for bunch in above {
            self.risers.extend(bunch.seats.iter().map(|report| (seat, *report)));
            self.raised.push_back(bunch);
        }
        let kids = self.hang(row + 1, below);
        Item::new(What::Card(seat), row, kids)
    }

    /// What hangs into `row`: those who stand there, then a trunk to those further down.
    fn hang(&mut self, row: usize, bunches: Vec<Bunch>) -> Vec<Item> {
        let (here, below): (Vec<_>, Vec<_>) = bunches.into_iter().partition(|bunch| self.row(bunch) == row);
        let mut kids: Vec<Item> = here.into_iter().map(|bunch| self.item(bunch, true)).collect();
        if !below.is_empty() {
            let further = self.hang(row + 1, below);
            kids.push(Item::new(What::Trunk, row, further));
        }
        kids
    }
}

/// Leftmost column and the column right of the last, row by row.
type Contour = Vec<(i32, i32)>;

impl Item {
    fn new(what: What, row: usize, kids: Vec<Item>) -> Self {
        Self { what, row, x: 0, exit: 0, kids, frame: 0 }
    }

    /// Rows it takes up.
    pub(super) fn rows(&self) -> usize {
        match &self.what {
            What::Card(_) | What::Trunk => 1,
            What::Pile { seats, .. } => seats.len(),
        }
    }

    /// Columns it takes up.
    pub(super) fn cols(&self, card: i32) -> i32 {
        match &self.what {
            What::Card(_) | What::Pile { hung: false, .. } => card,
            What::Trunk => 1,
            What::Pile { hung: true, .. } => card + STUB,
        }
    }

    /// The column where a line from above arrives.
    pub(super) fn entry(&self, card: i32) -> i32 {
        match &self.what {
            What::Card(_) => self.x + card / 2,
            What::Trunk | What::Pile { .. } => self.x,
        }
    }

    /// Arranges what hangs from it and stands over the middle of that, all in a frame of its own.
    fn settle(&mut self, card: i32) -> Contour {
        let contours: Vec<Contour> = self.kids.iter_mut().map(|kid| kid.settle(card)).collect();
        let offsets = spread(&contours);
        let mut below = Contour::new();
        for ((kid, contour), dx) in self.kids.iter_mut().zip(contours).zip(offsets) {
            kid.frame = dx;
            let shared = below.len().min(contour.len());
            for ((_, right), (_, edge)) in below.iter_mut().zip(&contour) {
                *right = edge + dx;
            }
            below.extend(contour.iter().skip(shared).map(|(left, right)| (left + dx, right + dx)));
        }
        self.center(card);
        let mut contour = vec![(self.x, self.x + self.cols(card)); self.rows()];
        contour.extend(below);
        contour
    }

    fn center(&mut self, card: i32) {
        let entry = |kid: &Item| kid.frame + kid.entry(card);
        let (Some(first), Some(last)) = (self.kids.first(), self.kids.last()) else {
            self.exit = self.entry(card);
            return;
        };
        let span = (first.frame + first.x, last.frame + last.x + last.cols(card));
        let middle = (entry(first) + entry(last)).div_euclid(2);
        self.exit = middle;
        self.x = match self.what {
            // Over a lone pile the line leaves near the card's left end, so that the pile stands under the card.
            What::Card(_) if first.entry(card) == first.x && self.kids.len() == 1 => {
                ((span.0 + span.1 - card).div_euclid(2)).clamp(middle - card + 3, middle - STUB)
            }
            What::Card(_) => middle - card / 2,
            What::Trunk | What::Pile { .. } => middle,
        };
    }

    /// From its own frame, which begins at `origin`, into the chart.
    fn land(&mut self, origin: i32) {
        self.x += origin;
        self.exit += origin;
        for kid in &mut self.kids {
            kid.land(origin + kid.frame);
        }
    }
}

/// How far each of some neighbours has to move so that they stand side by side: the mean of pushing all to the left
/// and all to the right, which spreads small ones evenly between big ones.
fn spread(contours: &[Contour]) -> Vec<i32> {
    let left = pack(contours.iter().cloned());
    let mirrored = contours.iter().rev().map(|rows| rows.iter().map(|(left, right)| (-right, -left)).collect());
    let right: Vec<i32> = pack(mirrored).into_iter().rev().map(|dx| -dx).collect();
    let slack = left.last().zip(right.last()).map_or(0, |(left, right)| left - right);
    left.iter().zip(right).map(|(left, right)| (left + right + slack).div_euclid(2)).collect()
}

/// Pushes each as far left as those before it allow.
fn pack(contours: impl Iterator<Item = Contour>) -> Vec<i32> {
    let mut edges: Vec<i32> = Vec::new();
    contours
        .map(|contour| {
            let dx = edges.iter().zip(&contour).map(|(edge, (left, _))| edge + GAP - left).max().unwrap_or_default();
            for (edge, (_, right)) in edges.iter_mut().zip(&contour) {
                *edge = right + dx;
            }
            let known = edges.len();
            edges.extend(contour.iter().skip(known).map(|(_, right)| right + dx));
            dx
        })
        .collect()
}

/// Stands the trees side by side; each moves left as far as its own rows allow.
fn settle_all(items: &mut [Item], rows: usize, card: i32) {
    let mut edges = vec![-GAP; rows];
    for item in items {
        let contour = item.settle(card);
        let pushed = edges.iter().skip(item.row).zip(&contour).map(|(edge, (left, _))| edge + GAP - left);
        let dx = pushed.max().unwrap_or_default();
        for (edge, (_, right)) in edges.iter_mut().skip(item.row).zip(&contour) {
            *edge = right + dx;
        }
        item.land(dx);
    }
}
