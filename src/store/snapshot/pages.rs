//! The blocks of a snapshot, left where they are until they are asked for.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use super::frames::{Frames, Reader};
use crate::edit::Shelf;

/// An open snapshot. It stays readable also when another one takes its place.
#[derive(Debug)]
pub struct Pages {
    file: File,
    frames: Frames,
    /// The number of the frame of the first block.
    first: u64,
    /// Where each begins, and where the last ends.
    places: Vec<u64>,
    whole: AtomicBool,
}

impl Pages {
    /// Those of the next frames, of which each is proven.
    pub fn pass(reader: &mut Reader, blocks: u64) -> io::Result<Self> {
        let (first, mut places) = (reader.number(), vec![reader.at()]);
        for _ in 0..blocks {
            reader.pass()?;
            places.push(reader.at());
        }
        places.shrink_to_fit();
        let (file, frames) = (reader.file()?, reader.frames().clone());
        Ok(Self { file, frames, first, places, whole: AtomicBool::new(true) })
    }

    fn read(&self, nth: usize) -> Option<Vec<u8>> {
        let (from, to) = (*self.places.get(nth)?, *self.places.get(nth + 1)?);
        let mut frame = vec![0; usize::try_from(to - from).ok()?];
        read_at(&self.file, &mut frame, from).ok()?;
        self.frames.open(self.first + nth as u64, &frame).ok()
    }
}

impl Shelf for Pages {
    fn blocks(&self) -> usize {
        self.places.len() - 1
    }

    fn block(&self, nth: usize) -> Option<Vec<u8>> {
        let block = self.read(nth);
        if block.is_none() {
            self.whole.store(false, Ordering::Relaxed);
        }
        block
    }

    fn is_whole(&self) -> bool {
        self.whole.load(Ordering::Relaxed)
    }
}

#[cfg(unix)]
fn read_at(file: &File, to: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, to, at)
}

/// There reading at a place moves the one place that a file has: one reads at a time.
#[cfg(not(unix))]
fn read_at(mut file: &File, to: &mut [u8], at: u64) -> io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    use std::sync::{Mutex, PoisonError};
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(to)
}
