//! Frames one behind the other: `[length u32][crc32 u32][bytes]`, the bytes sealed where there is a key. What a frame is of,
//! and the how manieth, is part of its checksum and of its seal: none stands for another one.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Write};

use crate::model::Id;
use crate::store::seal::Seal;

/// What is written bit by bit is put into frames of so many bytes.
const FULL: usize = 64 << 10;
/// Bytes before those of a frame.
const HEAD: usize = 8;

/// What frames are of, and what seals them.
#[derive(Clone, Debug)]
pub struct Frames {
    /// Like no other.
    pub of: Id,
    /// The key.
    pub seal: Option<Seal>,
}

impl Frames {
    fn place(&self, number: u64) -> Vec<u8> {
        [&self.of.bytes()[..], &number.to_be_bytes()].concat()
    }

    fn checksum(&self, number: u64, bytes: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.place(number));
        hasher.update(bytes);
        hasher.finalize()
    }

    fn closed(&self, number: u64, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match &self.seal {
            Some(seal) => seal.seal(&self.place(number), bytes).map_err(|problem| io::Error::other(problem.id)),
            None => Ok(bytes.to_owned()),
        }
    }

    fn opened(&self, number: u64, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match &self.seal {
            Some(seal) => seal.open(&self.place(number), bytes).ok_or_else(|| ErrorKind::InvalidData.into()),
            None => Ok(bytes.to_owned()),
        }
    }

    /// What is in a frame that stands alone.
    pub fn open(&self, number: u64, frame: &[u8]) -> io::Result<Vec<u8>> {
        let unsound = || io::Error::from(ErrorKind::InvalidData);
        let (head, bytes) = frame.split_first_chunk::<HEAD>().ok_or_else(unsound)?;
        let (length, crc) = told(*head);
        if length != bytes.len() || crc != self.checksum(number, bytes) {
            return Err(unsound());
        }
        self.opened(number, bytes)
    }
}

/// The length and the checksum that a head tells.
fn told(head: [u8; HEAD]) -> (usize, u32) {
    let [a, b, c, d, crc @ ..] = head;
    (u32::from_be_bytes([a, b, c, d]) as usize, u32::from_be_bytes(crc))
}

/// Writes frames. What is written to it as to a file is put into frames too.
pub struct Writer {
    to: BufWriter<File>,
    frames: Frames,
    number: u64,
    waiting: Vec<u8>,
}

impl Writer {
    /// One that writes behind what is in a file.
    pub const fn new(to: BufWriter<File>, frames: Frames) -> Self {
        Self { to, frames, number: 0, waiting: Vec::new() }
    }

    /// Writes a frame.
    pub fn frame(&mut self, bytes: &[u8]) -> io::Result<()> {
        let bytes = self.frames.closed(self.number, bytes)?;
        let length = u32::try_from(bytes.len()).map_err(|_| ErrorKind::FileTooLarge)?;
        self.to.write_all(&length.to_be_bytes())?;
        self.to.write_all(&self.frames.checksum(self.number, &bytes).to_be_bytes())?;
        self.to.write_all(&bytes)?;
        self.number += 1;
        Ok(())
    }

    /// Has everything on the disk.
    pub fn end(mut self) -> io::Result<()> {
        self.flush()?;
        self.to.into_inner()?.sync_data()
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= FULL {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() { Ok(()) } else { self.frame(&waiting) }
    }
}

/// Reads frames, and proves each.
pub struct Reader {
    from: BufReader<File>,
    frames: Frames,
    number: u64,
    /// Where the next one begins, and where the file ends.
    at: u64,
    end: u64,
    /// The bytes of the last frame as they are in the file.
    raw: Vec<u8>,
    /// What is in it, where it is read as a file, and how much of that was.
    open: Vec<u8>,
    used: usize,
}

impl Reader {
    /// One that reads behind the first bytes of a file.
    pub fn new(from: BufReader<File>, at: u64, frames: Frames) -> io::Result<Self> {
        let end = from.get_ref().metadata()?.len();
        Ok(Self { from, frames, number: 0, at, end, raw: Vec::new(), open: Vec::new(), used: 0 })
    }

    /// The file, to be read beside.
    pub fn file(&self) -> io::Result<File> {
        self.from.get_ref().try_clone()
    }

    /// What the frames are of.
    pub const fn frames(&self) -> &Frames {
        &self.frames
    }

    /// The number of the next frame.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Where the next one begins.
    pub const fn at(&self) -> u64 {
        self.at
    }

    /// What is in the next one.
    pub fn next(&mut self) -> io::Result<Vec<u8>> {
        self.pass()?;
        self.frames.opened(self.number - 1, &self.raw)
    }

    /// Proves the next one, and leaves it where it is.
    pub fn pass(&mut self) -> io::Result<()> {
        let mut head = [0; HEAD];
        self.from.read_exact(&mut head)?;
        let (length, crc) = told(head);
        let next = self.at + (HEAD + length) as u64;
        // What a length claims is not believed before it is there.
        if next > self.end {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.raw.resize(length, 0);
        self.from.read_exact(&mut self.raw)?;
        if crc != self.frames.checksum(self.number, &self.raw) {
            return Err(ErrorKind::InvalidData.into());
        }
        (self.at, self.number) = (next, self.number + 1);
        Ok(())
    }
}

impl Read for Reader {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.used == self.open.len() {
            // There is a next one, or what is wanted is not there.
            (self.open, self.used) = (self.next()?, 0);
        }
        let left = self.open.get(self.used..).unwrap_or_default();
        let count = left.len().min(to.len());
        to.iter_mut().zip(left).for_each(|(to, byte)| *to = *byte);
        self.used += count;
        Ok(count)
    }
}
