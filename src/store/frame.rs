//! `DATA/frame`: how the first screen looked when it was left, so that the next start shows something at once, while the
//! store is still being opened. What is in it is the business of whoever draws. Derived and dispensable: where it is missing,
//! damaged or too old nobody waits for it.
//!
//! It is written in clear, and so only where the journal is: a store with a passphrase has none.

use std::fs;
use std::path::Path;

use super::{Book, disk, swap};
use crate::model::Problem;

/// Its name.
pub const NAME: &str = "frame";

/// More than this is no frame.
const MOST: u64 = 4 << 20;

/// What was kept; `None` where there is nothing that can be shown.
pub fn read(data: &Path) -> Option<Vec<u8>> {
    let path = data.join(NAME);
    // A journal that is about to be exchanged takes it away: it may show what was erased.
    let exchanged = swap::standing(data) != data.join("journal");
    if exchanged || Book::key_of(data).ok()?.is_some() {
        return None;
    }
    disk::plain(&path).ok()?;
    if fs::metadata(&path).ok()?.len() > MOST {
        return None;
    }
    let bytes = fs::read(&path).ok()?;
    let (crc, body) = bytes.split_first_chunk()?;
    (u32::from_be_bytes(*crc) == crc32fast::hash(body)).then(|| body.to_vec())
}

impl Book {
    /// Keeps a frame for the next start, where the store is in clear and this book may write to it.
    pub fn keep_frame(&self, frame: &[u8]) -> Result<(), Problem> {
        match &self.home {
            Some((data, _)) if self.key.is_none() && self.closed.is_none() => {
                let crc = crc32fast::hash(frame).to_be_bytes();
                disk::replace(&data.join(NAME), &[&crc[..], frame].concat())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::store::{Access, Strength};

    /// The least that is taken, so that the test does not take a second.
    const STRENGTH: Strength = Strength { memory: 64, passes: 1, lanes: 1 };

    #[test]
    fn it_comes_back_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path();
        let book = Book::open(data, Clock::System, "ana", Access::ReadWrite).unwrap();
        assert_eq!(read(data), None);
        book.keep_frame(b"today").unwrap();
        assert_eq!(read(data).as_deref(), Some(&b"today"[..]));
        let whole = fs::read(data.join(NAME)).unwrap();
        for cut in 0..whole.len() {
            fs::write(data.join(NAME), &whole[..cut]).unwrap();
            assert_eq!(read(data), None, "{cut} bytes");
        }
    }

    #[test]
    fn no_store_with_a_passphrase_has_one_and_none_outlives_an_exchange_of_the_journal() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path();
        let book = Book::open(data, Clock::System, "ana", Access::ReadWrite).unwrap();
        book.keep_frame(b"today").unwrap();
        book.set_passphrase(data, "correct horse", STRENGTH).unwrap();
        assert!(!data.join(NAME).exists());
        let key = Book::key_of(data).unwrap().unwrap();
        let book =
            Book::unlock(data, Clock::System, "ana", Access::ReadWrite, &mut |_| key.open("correct horse")).unwrap();
        book.keep_frame(b"today").unwrap();
        assert!(!data.join(NAME).exists());
    }
}
