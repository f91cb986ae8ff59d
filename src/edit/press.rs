//! Bytes held until it is their turn, each row of them packed against one before it: the records of a file have the same
//! fields under the same names, and mostly what is told apart by them is short.

use std::sync::Arc;

use lz4_flex::block::{compress_prepend_size_with_dict, decompress_size_prepended_with_dict};

use crate::model::Problem;

/// Longer rows have more in them than what others have too, and nothing behind so much of a sample is ever looked at.
const LONGEST: usize = 1 << 15;

/// Packs one row after the other.
#[derive(Clone, Debug, Default)]
pub struct Press {
    sample: Arc<[u8]>,
}

/// A row, packed.
#[derive(Clone, Debug, Default)]
pub struct Pressed {
    sample: Arc<[u8]>,
    bytes: Box<[u8]>,
}

impl Press {
    /// Packs a row. One that is little like the sample becomes the sample of those to come.
    pub fn press(&mut self, row: &[u8]) -> Pressed {
        if row.len() > LONGEST {
            return Pressed::against(&Arc::default(), row);
        }
        let pressed = Pressed::against(&self.sample, row);
        if pressed.bytes.len() * 2 <= row.len() {
            return pressed;
        }
        self.sample = row.into();
        Pressed::against(&self.sample, row)
    }
}

impl Pressed {
    fn against(sample: &Arc<[u8]>, row: &[u8]) -> Self {
        let bytes = compress_prepend_size_with_dict(row, sample);
        // A copy, for the vector has room for rows that cannot be packed.
        Self { sample: Arc::clone(sample), bytes: bytes.as_slice().into() }
    }

    /// The row.
    pub fn row(&self) -> Result<Vec<u8>, Problem> {
        let row = decompress_size_prepended_with_dict(&self.bytes, &self.sample);
        row.map_err(|error| Problem::new("problem-malformed-record").with("kind", "").with("why", error))
    }

    /// A press whose sample is that of this row.
    pub fn press(&self) -> Press {
        Press { sample: Arc::clone(&self.sample) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_that_are_alike_take_little() {
        let mut press = Press::default();
        let row =
            |n: usize| format!("contacts.Name=王{n}|contacts.Company=中国银行|contacts.E-mail=u{n}@example.com|{n}");
        let all: Vec<(String, Pressed)> = (100..200).map(|n| (row(n), press.press(row(n).as_bytes()))).collect();
        assert!(all.iter().all(|(row, pressed)| pressed.row().unwrap() == row.as_bytes()));
        let held: usize = all.iter().map(|(_, pressed)| pressed.bytes.len()).sum();
        assert!(held * 2 < all.iter().map(|(row, _)| row.len()).sum(), "{held}");
        assert!(all.iter().all(|(_, pressed)| Arc::ptr_eq(&pressed.sample, &press.sample)));
    }

    proptest! {
        #[test]
        fn any_rows_come_out_as_they_went_in(
            rows in proptest::collection::vec((0..3_usize, "[a-c]{0,40}\\PC{0,8}"), 1..20),
        ) {
            let mut press = Press::default();
            let long = |(times, text): &(usize, String)| text.repeat(1 + times * 2000);
            let rows: Vec<String> = rows.iter().map(long).collect();
            let all: Vec<Pressed> = rows.iter().map(|row| press.press(row.as_bytes())).collect();
            for (row, pressed) in rows.iter().zip(all) {
                prop_assert_eq!(pressed.row().unwrap(), row.as_bytes());
            }
        }
    }
}
