//! The side of a process that found the store in use: it asks the program that has it.

use std::io::{self, ErrorKind, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::socket;
use super::wire::{self, Answer, Still, Wish};
use crate::model::Problem;

/// How long nothing at all may happen before the wish is handed over.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long there may be no sign of life after that.
const HUSH: Duration = Duration::from_secs(60);

/// The program that has the store.
#[derive(Debug)]
pub struct Host {
    data: PathBuf,
    /// What there is to say where it does not answer.
    in_use: Problem,
}

impl Host {
    /// Finds it; where nobody listens, the problem that the store is in use stays one.
    pub fn find(data: &Path, in_use: Problem) -> Result<Self, Problem> {
        match socket::call(data) {
            Ok(_) => Ok(Self { data: data.to_owned(), in_use }),
            Err(_) => Err(in_use),
        }
    }

    /// Hands a wish over and returns the number of the last edit that did it, `None` where there was nothing to do.
    pub fn ask(&self, wish: &Wish) -> Result<Option<u64>, Problem> {
        let stream = self.hand_over(wish).map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => Problem::new("problem-host-too-much"),
            _ => self.in_use.clone(),
        })?;
        match answer(&stream) {
            Ok(Answer::Done(number)) => Ok(number),
            Ok(Answer::Refused(told)) => Err(told.problem()),
            Ok(_) => Err(self.in_use.clone()),
            Err(_) => Err(Problem::new("problem-host-silent")),
        }
    }

    /// Tells it what is wished. Until this has come to its end, nothing of it is done.
    fn hand_over(&self, wish: &Wish) -> io::Result<UnixStream> {
        // Made before the call: nobody is kept waiting for it.
        let wish = wire::pack(wish)?;
        let stream = socket::call(&self.data)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut ends = &stream;
        ends.write_all(&wish)?;
        match wire::hear(&mut ends, wire::SHORT)? {
            Answer::Ready => wire::send(&mut ends, &Still::Here)?,
            _ => return Err(ErrorKind::InvalidData.into()),
        }
        Ok(stream)
    }
}

/// What became of it: from here on it may be done, whatever is heard.
fn answer(mut stream: &UnixStream) -> io::Result<Answer> {
    stream.set_read_timeout(Some(HUSH))?;
    loop {
        match wire::hear(&mut stream, wire::SHORT)? {
            Answer::Wait => {}
            answer => return Ok(answer),
        }
    }
}
