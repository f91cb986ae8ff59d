//! Rows that only moved: a list that scrolls costs a row and not a page.
//!
//! They are moved by deleting or inserting lines between margins, which every terminal can.

use std::io::Write;

use ratatui::buffer::{Buffer, Cell};

/// Fewer rows that change are written as they are.
const FEW: usize = 4;
/// So many cells must be spared for rows to be moved: as many bytes as that takes, and some.
const WORTH: i64 = 60;
/// By how many rows things move: a step, or a notch of the mouse's wheel.
const STEPS: [i64; 6] = [1, -1, 3, -3, 2, -2];

/// Rows from `top` to `bottom` that go up by so many rows, or down where that is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slide {
    top: usize,
    bottom: usize,
    pub(super) by: i64,
}

impl Slide {
    /// The one by which most is spared, if it is worth it.
    pub(super) fn between(shown: &Buffer, wanted: &Buffer) -> Option<Self> {
        let width = usize::from(wanted.area.width).max(1);
        let (shown, wanted): (Vec<_>, Vec<_>) =
            (shown.content.chunks_exact(width).collect(), wanted.content.chunks_exact(width).collect());
        let changed: Vec<i64> = shown.iter().zip(&wanted).map(|(old, new)| differing(old, new)).collect();
        if changed.iter().filter(|cells| **cells > 0).count() < FEW {
            return None;
        }
        let all: i64 = changed.iter().sum();
        let mut best: Option<(i64, Self)> = None;
        for by in STEPS {
            let Some((spared, slide)) = Self::by(by, &shown, &wanted, &changed) else { continue };
            if spared >= WORTH && best.is_none_or(|(most, _)| spared > most) {
                best = Some((spared, slide));
            }
            if spared * 2 > all {
                break;
            }
        }
        best.map(|(_, slide)| slide)
    }

    /// The best one of so many rows, and how many cells it spares.
    fn by(by: i64, shown: &[&[Cell]], wanted: &[&[Cell]], changed: &[i64]) -> Option<(i64, Self)> {
        let steps = by.unsigned_abs() as usize;
        let (from, to) = if by > 0 { (steps, 0) } else { (0, steps) };
        let pairs = shown.iter().skip(from).zip(wanted.iter().zip(changed).skip(to));
        let gains = pairs.map(|(old, (new, changed))| changed - differing(old, new));
        let (gain, first, last) = richest(gains)?;
        let (top, bottom) = (first, last + steps);
        let freed = if by > 0 { last + 1..=bottom } else { top..=top + steps - 1 };
        let blank = |row: &[Cell]| row.iter().filter(|cell| **cell != Cell::EMPTY).count() as i64;
        let costs = freed.filter_map(|row| Some(blank(wanted.get(row)?) - changed.get(row)?));
        Some((gain - costs.sum::<i64>(), Self { top, bottom, by }))
    }

    /// Has the terminal do it, which writes plainly. What comes in is blank; where the cursor is then nobody knows.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        let Self { top, bottom, by } = self;
        let (top, bottom, way) = (top + 1, bottom + 1, if by > 0 { 'M' } else { 'L' });
        // Nothing fails to be written to memory.
        let _ = write!(out, "\x1b[{top};{bottom}r\x1b[{top};1H\x1b[{}{way}\x1b[r", by.abs());
    }

    pub(super) fn apply(self, buf: &mut Buffer) {
        let width = usize::from(buf.area.width);
        let steps = self.by.unsigned_abs() as usize * width;
        let Some(rows) = buf.content.get_mut(self.top * width..(self.bottom + 1) * width) else { return };
        let freed = if self.by > 0 {
            rows.rotate_left(steps);
            rows.len() - steps..rows.len()
        } else {
            rows.rotate_right(steps);
            0..steps
        };
        rows.get_mut(freed).into_iter().flatten().for_each(Cell::reset);
    }
}

fn differing(old: &[Cell], new: &[Cell]) -> i64 {
    old.iter().zip(new).filter(|(old, new)| old != new).count() as i64
}

/// The part of a row of numbers that adds up to the most: its sum, its first and its last place. None where nothing is gained.
fn richest(numbers: impl Iterator<Item = i64>) -> Option<(i64, usize, usize)> {
    let (mut best, mut sum, mut first): (Option<(i64, usize, usize)>, _, _) = (None, 0, 0);
    for (at, number) in numbers.enumerate() {
        if sum <= 0 {
            (sum, first) = (0, at);
        }
        sum += number;
        if sum > 0 && best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, first, at));
        }
    }
    best
}
