//! The side of the program that has the store: it hears what other processes of its user wish and hands each wish over,
//! whole, to whoever owns the book. Here are threads and time-outs; what becomes of a wish is `share`'s.
//!
//! A caller that says nothing, half of something or nonsense keeps a thread for a few seconds, and nobody else: of too many
//! that have not yet said what they wish, the one that came first goes.

use std::collections::VecDeque;
use std::io;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::identity::Identity;
use super::socket::{self, Socket};
use super::wire::{self, Answer, Still, Told, Wish};
use super::{Book, disk};
use crate::model::Problem;

/// How long a caller may be silent.
const SILENCE: Duration = Duration::from_secs(2);

/// How long a wish waits for whoever owns the book: less than a caller waits for a sign of life.
const ATTENTION: Duration = Duration::from_secs(4);

/// How often a caller is told that its wish is being done.
const SIGN: Duration = Duration::from_secs(1);

/// Callers that may be about to say what they wish.
const SEATS: usize = 64;

/// Callers of long wishes that are heard at the same time; the others queue.
const CALLERS: usize = 4;

/// What to do when a wish has come.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// Hears wishes as long as it lives.
#[derive(Debug)]
pub struct Server {
    wishes: Receiver<Request>,
    _socket: Socket,
}

/// A wish that waits to be done.
#[derive(Debug)]
pub struct Request {
    /// Empty once somebody has taken it up, or its caller was told that nobody has time.
    wish: Arc<Mutex<Option<Wish>>>,
    answer: SyncSender<Answer>,
}

impl Book {
    /// Hears from now on what other processes wish, and calls `wake` on a thread of its own when there is something to
    /// [`Server::next`]. A book that has not got the store for itself serves nobody.
    pub fn serve(&self, data: &Path, wake: impl Fn() + Send + Sync + 'static) -> Result<Option<Server>, Problem> {
        let Some(identity) = self.lock.as_ref().map_or(Ok(None), |_| Identity::read(data))? else { return Ok(None) };
        let refused = |error: &io::Error| disk::problem(&data.join("socket"), error);
        let socket = Socket::open(data, identity.store).map_err(|error| refused(&error))?;
        let listener = socket.listener.try_clone().map_err(|error| refused(&error))?;
        let (send, wishes) = channel();
        let wake: Wake = Arc::new(wake);
        let hear = move || {
            let (seats, desks) = (Arc::new(Seats::default()), Arc::new(Desks::default()));
            for stream in listener.incoming() {
                let Ok(stream) = stream else {
                    // Out of handles, most likely: they come back.
                    thread::sleep(SILENCE);
                    continue;
                };
                let Ok(seat) = seats.take(&stream) else { continue };
                let (desks, send, wake) = (desks.clone(), send.clone(), wake.clone());
                let attend = move || {
                    // Whoever hangs up has had its answer, or wants none.
                    attend(&stream, seat, &desks, &send, &wake).ok();
                };
                thread::Builder::new().name("caller".into()).spawn(attend).ok();
            }
        };
        thread::Builder::new().name("server".into()).spawn(hear).map_err(|error| refused(&error))?;
        Ok(Some(Server { wishes, _socket: socket }))
    }
}

impl Server {
    /// The next wish, if there is one; it never waits.
    pub fn next(&self) -> Option<Request> {
        self.wishes.try_recv().ok()
    }
}

impl Request {
    /// Does what is wished on a book, and says what came of it.
    pub fn grant(self, book: &mut Book) {
        let Some(wish) = held(&self.wish).take() else { return };
        let answer = match book.grant(wish) {
            Ok(number) => Answer::Done(number),
            Err(problem) => Answer::Refused(Told::of(problem)),
        };
        self.answer.send(answer).ok();
    }
}

/// Hears one caller out.
fn attend(
    stream: &UnixStream,
    seat: Seat,
    desks: &Arc<Desks>,
    wishes: &Sender<Request>,
    wake: &Wake,
) -> io::Result<()> {
    if !socket::is_own(stream) {
        return Ok(());
    }
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_write_timeout(Some(SILENCE))?;
    let mut stream = stream;
    let len = wire::length(&mut stream, wire::LONGEST)?;
    let _desk = (len > wire::SHORT).then(|| desks.take());
    let body = wire::body(&mut stream, len)?;
    drop(seat);
    wire::send(&mut stream, &Answer::Ready)?;
    let Still::Here = wire::hear(&mut stream, wire::SHORT)?;
    let wish = serde_json::from_slice::<Wish>(&body).ok().filter(|wish| wish.version == wire::VERSION);
    drop(body);
    let Some(wish) = wish else { return wire::send(&mut stream, &Answer::Busy) };
    let answer = hand_over(wish, wishes, wake, &mut || wire::send(&mut stream, &Answer::Wait));
    wire::send(&mut stream, &answer)
}

/// Hands a wish over and waits for what comes of it.
fn hand_over(wish: Wish, wishes: &Sender<Request>, wake: &Wake, sign: &mut dyn FnMut() -> io::Result<()>) -> Answer {
    let wish = Arc::new(Mutex::new(Some(wish)));
    let (answer, answered) = sync_channel(1);
    if wishes.send(Request { wish: wish.clone(), answer }).is_err() {
        return Answer::Busy;
    }
    wake();
    let deadline = Instant::now() + ATTENTION;
    loop {
        match answered.recv_timeout(SIGN) {
            Ok(answer) => return answer,
            // The program leaves.
            Err(RecvTimeoutError::Disconnected) => return Answer::Busy,
            // What nobody has taken up by now never will be.
            Err(RecvTimeoutError::Timeout) if Instant::now() >= deadline && held(&wish).take().is_some() => {
                return Answer::Busy;
            }
            // It is done whether its caller still hears or not.
            Err(RecvTimeoutError::Timeout) => drop(sign()),
        }
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Places for callers that have not yet said what they wish, the one that came first in front.
#[derive(Default)]
struct Seats {
    taken: Mutex<VecDeque<(u64, UnixStream)>>,
    came: AtomicU64,
}

/// A place, until it is dropped.
struct Seat(Arc<Seats>, u64);

impl Seats {
    /// A place, at the expense of whoever has had one longest.
    fn take(self: &Arc<Self>, stream: &UnixStream) -> io::Result<Seat> {
        let number = self.came.fetch_add(1, Ordering::Relaxed);
        let mut taken = held(&self.taken);
        if taken.len() >= SEATS
            && let Some((_, first)) = taken.pop_front()
        {
            // Its thread finds that nothing more comes.
            first.shutdown(Shutdown::Both).ok();
        }
        taken.push_back((number, stream.try_clone()?));
        Ok(Seat(self.clone(), number))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        held(&self.0.taken).retain(|(number, _)| *number != self.1);
    }
}

/// Places for callers of long wishes.
#[derive(Default)]
struct Desks {
    taken: Mutex<usize>,
    freed: Condvar,
}

/// A place, until it is dropped.
struct Desk(Arc<Desks>);

impl Desks {
    /// Waits for a place.
    fn take(self: &Arc<Self>) -> Desk {
        let mut taken = held(&self.taken);
        while *taken >= CALLERS {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += 1;
        Desk(self.clone())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        *held(&self.0.taken) -= 1;
        self.0.freed.notify_one();
    }
}
