//! Workbooks of spreadsheets: the rows of the first sheet that holds a table, as the rows of a CSV file would be.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::table::{Cells, Sheet};
use crate::model::Problem;

/// How every workbook begins.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// Bytes a workbook may unpack to: far more than a contact list ever has, far less than fills the memory.
const MOST: u64 = 256 << 20;

/// The sheets of a workbook that hold anything, in its order.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    if unpacked(bytes) > MOST {
        return Err(Problem::new("problem-import-workbook-size").with("most", MOST >> 20));
    }
    let unreadable = |error: calamine::XlsxError| Problem::new("problem-import-workbook").with("why", error);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(unreadable)?;
        let first = range.start().map_or(0, |(row, _)| row);
        let mut sheet = Sheet::default();
        for (row, line) in range.rows().zip(u64::from(first) + 1..) {
            let cells: Vec<String> = row.iter().map(said).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                sheet.rows.push(Cells { line, cells });
            }
        }
        if !sheet.rows.is_empty() {
            all.push(sheet);
        }
    }
    Ok(all)
}

/// A cell as a person would type it.
fn said(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.trim().to_owned(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(when) => when.as_datetime().map_or_else(String::new, |when| {
            let whole = when.time() == chrono::NaiveTime::MIN;
            when.format(if whole { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M" }).to_string()
        }),
    }
}

/// How many bytes the parts of an archive say they unpack to.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let size = |entry: &[u8]| {
        let four = entry.get(24..28).and_then(|four| <[u8; 4]>::try_from(four).ok());
        four.map_or(0, |four| u64::from(u32::from_le_bytes(four)))
    };
    bytes.windows(28).filter(|entry| entry.starts_with(ENTRY)).map(size).sum()
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
        }
        let why = sheets(&bomb).unwrap_err();
        assert_eq!(why.id, "problem-import-workbook-size");
    }
}
