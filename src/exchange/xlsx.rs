//! Workbooks of spreadsheets: the rows of each sheet, as those of a CSV file would be.

mod silent;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xlsx, XlsxError};
use flate2::read::DeflateDecoder;

use super::profile::PREAMBLE;
use super::profile::nobody::join_heads;
use super::table::{Cells, Sheet};
use crate::model::Problem;

/// How every workbook begins.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// Bytes a workbook may unpack to: far more than a contact list ever has, far less than fills the memory.
const MOST: u64 = 256 << 20;

/// Cells a workbook may have, those between filled ones of a row included.
const CELLS: usize = 8_000_000;

/// Bytes that a text which is said again may have for each of them.
const CELL: usize = MOST as usize / CELLS;

/// The sheets of a workbook that hold anything, in its order.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    if unpacked(bytes) > MOST {
        return Err(too_big());
    }
    let unreadable = |_: XlsxError| Problem::new("problem-import-workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let (mut all, mut left) = (Vec::new(), CELLS);
    let hidden = book.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
    let hidden: Vec<String> = hidden.map(|sheet| sheet.name.clone()).collect();
    let is_merged = book.load_merged_regions().is_ok();
    for (nth, name) in book.sheet_names().into_iter().enumerate() {
        let mut reader = match book.worksheet_cells_reader(&name) {
            Err(XlsxError::NotAWorksheet(_)) => continue,
            other => other.map_err(unreadable)?,
        };
        // Cell by cell: what one far corner names would be a grid of more than the memory holds.
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut is_silent = false;
        while let Some(cell) = reader.next_cell().map_err(unreadable)? {
            let (row, column) = cell.get_position();
            let (text, column) = (said(&cell.get_value().clone().into()), column as usize);
            if text.trim().is_empty() {
                is_silent = true;
                continue;
            }
            let cells = rows.entry(row).or_default();
            let more = (column + 1).saturating_sub(cells.len());
            left = left.checked_sub(more).ok_or_else(too_big)?;
            cells.resize(cells.len() + more, String::new());
            if let Some(cell) = cells.get_mut(column) {
                *cell = text;
            }
        }
        drop(reader);
        for (_, _, region) in if is_merged { book.merged_regions_by_sheet(&name) } else { Vec::new() } {
            let ((first, column), (last, end)) = (region.start, region.end);
            if column == end && first < last {
                spread(&mut rows, (first, last), column as usize, &mut left)?;
            }
        }
        let rows = rows.into_iter().map(|(row, cells)| Cells::new(u64::from(row) + 1, cells));
        let is_hidden = hidden.contains(&name);
        let untold = if is_silent { silent::told(bytes, nth) } else { Vec::new() };
        let mut rows: Vec<Cells> = rows.collect();
        join_heads(&mut rows, PREAMBLE);
        let sheet = Sheet { name, rows, is_hidden, untold, ..Sheet::default() };
        if !sheet.rows.is_empty() {
            all.push(sheet);
        }
    }
    Ok(all)
}

/// Has every row of a cell that goes over several say what the first of them says: a company beside its people.
fn spread(
    rows: &mut BTreeMap<u32, Vec<String>>,
    (first, last): (u32, u32),
    column: usize,
    left: &mut usize,
) -> Result<(), Problem> {
    let Some(text) = rows.get(&first).and_then(|cells| cells.get(column)).filter(|text| !text.is_empty()).cloned()
    else {
        return Ok(());
    };
    for (_, cells) in rows.range_mut(first + 1..=last) {
        let more = (column + 1).saturating_sub(cells.len());
        // A long text said of many rows is as much as many cells.
        *left = left.checked_sub(more + 1 + text.len() / CELL).ok_or_else(too_big)?;
        cells.resize(cells.len() + more, String::new());
        if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_empty()) {
            cell.clone_from(&text);
        }
    }
    Ok(())
}

fn too_big() -> Problem {
    Problem::new("problem-import-workbook-size").with("most", MOST >> 20)
}

/// A cell as a person would type it.
fn said(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(when) => when.as_datetime().map_or_else(String::new, |when| {
            let whole = when.time() == chrono::NaiveTime::MIN;
            when.format(if whole { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M" }).to_string()
        }),
    }
}

/// How many bytes the parts of an archive unpack to: what they say, and what they do, which may be another thing.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const DEFLATED: u64 = 8;
    let mut total: u64 = 0;
    for entry in bytes.windows(46).filter(|entry| entry.starts_with(ENTRY)) {
        let said = number(entry, 24, 4);
        let data = || {
            let start = number(entry, 42, 4) as usize;
            let head = bytes.get(start..)?;
            head.get(30 + (number(head, 26, 2) + number(head, 28, 2)) as usize..)
        };
        let most = MOST.saturating_sub(total) + 1;
        let deflated = (number(entry, 10, 2) == DEFLATED).then(data).flatten();
        // What is torn unpacks to what comes before that.
        let found = deflated.map_or(0, |data| {
            let mut count = Count(0);
            let _ = std::io::copy(&mut DeflateDecoder::new(data).take(most), &mut count);
            count.0
        });
        total = total.saturating_add(said.max(found));
        if total > MOST {
            break;
        }
    }
    total
}

/// A number in an archive, the low byte first.
fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let digits = bytes.get(at..at + width).unwrap_or_default();
    digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit))
}

/// Counts what is written to it.
struct Count(u64);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_workbook_is_refused() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x03\x04 and then nothing of use", b"Name,Company\n"] {
            assert!(sheets(bytes).is_err());
        }
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
        let mut bomb = MAGIC.to_vec();
        for _ in 0..2 {
            bomb.extend(b"PK\x01\x02");
            bomb.extend([0; 20]);
            bomb.extend(200_000_000_u32.to_le_bytes());
            bomb.extend([0; 18]);
        }
        let why = sheets(&bomb).unwrap_err();
        assert_eq!(why.id, "problem-import-workbook-size");
    }
}
