//! The way from the command line into the screens.

use super::data::Outcome;
use super::desk::Desk;
use super::status::Status;
use crate::app;
use crate::app::beside::{Heard, heard};
use crate::app::frame::Frame;
use crate::app::opening::{self, Look, Taken};
use crate::exchange::import::Options;
use crate::exchange::{read, sample};
use crate::store::{Book, disk, frame};

/// From so many records on, what there is to do is worked out while the screens are there already.
const MANY: usize = 100_000;

/// Opens the screens on the store.
pub fn open(desk: &Desk) -> Outcome {
    let (theme, _) = app::setup::theme(&desk.options, &desk.paths, desk.no_colour);
    let bytes = disk::size(&desk.paths.data.join("db")) + disk::size(&desk.paths.data.join("journal"));
    let last = frame::read(&desk.paths.data).and_then(|bytes| Frame::read(&bytes, desk.text.lang(), &theme));
    let look = Look { text: &desk.text, theme: &theme, mouse: desk.options.mouse, bytes, last };
    let (open, terms, clock) = (desk.opening()?, desk.terms.clone(), desk.clock);
    // The first thing that is shown is worked out before anybody waits for a key, unless that takes longer than they like.
    let open = move || {
        let book = open()?;
        let heard = (book.room().count().0 < MANY).then(|| heard(None, &book.aside(), &terms, clock.now()));
        Ok((book, heard))
    };
    let Some(((book, heard), mut screen)) = opening::beside(&look, open)? else { return Ok(Status::Done) };
    match &mut screen {
        Some(taken) => taken.screen.away(|| desk.tell_of_own(&book))?,
        None => desk.tell_of_own(&book),
    }
    run(desk, book, heard, screen, true)
}

/// Opens the screens on a copy of the sample that is forgotten at the end.
pub fn demo(desk: &Desk) -> Outcome {
    let mut book = Book::in_memory(desk.clock, &desk.author());
    let text = sample::render(desk.now());
    let plan = read(text.as_bytes(), "sample.ndjson", &Options::default(), book.room(), desk.now(), &mut |_, _| {})?;
    book.commit_all(plan.drafts()?)?;
    run(desk, book.as_given(), None, None, false)
}

/// Runs the screens on a book: one that is `kept` remembers options and serves other processes.
fn run(desk: &Desk, book: Book, heard: Option<Heard>, screen: Option<Taken>, kept: bool) -> Outcome {
    let Desk { options, paths, clock, text, terms, no_colour, bad, .. } = desk;
    let (mut cx, wrong) =
        app::setup::assemble(book, *clock, options.clone(), text.lang(), terms.clone(), paths, *no_colour);
    cx.options_file = kept.then(|| paths.options());
    app::setup::complain(&mut cx, &[bad.as_slice(), &wrong].concat());
    match heard {
        Some(heard) => cx.screens.today.hear(heard),
        None if kept => cx.screens.today.begin_late(),
        None => {}
    }
    app::run(cx, screen, kept.then_some(&paths.data))?;
    Ok(Status::Done)
}
