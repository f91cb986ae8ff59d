//! What is worked out beside the screen: what Today has to say after an edit, and, where there is much, screens of all
//! accounts and the names that quick capture knows. A thread has a room of its own for it, and wakes the loop when it is done.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::App;
use crate::edit::Room;
use crate::exchange::capture::Lexicon;
use crate::rules::Terms;
use crate::rules::today::Told;
use crate::screen::beside::Errand;
use crate::screen::moment;
use crate::term;

/// Everything Today has to say, and of what records and which hour that is so.
pub type Heard = ((u64, i64), Arc<Told>);

/// Works that out, from what there was to say before where that is known.
pub fn heard(before: Option<&Told>, room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Heard {
    let told = before.map_or_else(|| Told::of(room, terms, now), |before| before.after(room, terms, now));
    (moment(room, now), Arc::new(told))
}

/// What is being worked out.
#[derive(Default)]
pub(super) struct Beside {
    today: Option<Receiver<Heard>>,
    screen: Option<Receiver<Errand>>,
    names: Option<Receiver<()>>,
}

/// What has come of some work.
enum Came<T> {
    This(T),
    /// It broke off.
    Nothing,
    /// There is none, or it goes on.
    NotYet,
}

fn came<T>(work: &mut Option<Receiver<T>>) -> Came<T> {
    let Some(receiver) = work else { return Came::NotYet };
    let came = match receiver.try_recv() {
        Ok(one) => Came::This(one),
        Err(TryRecvError::Disconnected) => Came::Nothing,
        Err(TryRecvError::Empty) => return Came::NotYet,
    };
    *work = None;
    came
}

/// Begins some work; `None` where no thread can be had.
fn begun<T: Send + 'static>(name: &str, work: impl FnOnce(Sender<T>) + Send + 'static) -> Option<Receiver<T>> {
    let (done, coming) = channel();
    let work = move || {
        work(done);
        term::wake();
    };
    thread::Builder::new().name(name.into()).spawn(work).ok().map(|_| coming)
}

impl App {
    /// Takes over what was worked out beside the screen, and begins what is wanted. True where there is something new to be
    /// shown.
    pub(super) fn catch_up(&mut self) -> bool {
        let (today, screen, names) = (self.take_today(), self.take_screen(), self.take_names());
        self.begin_today();
        self.begin_screen();
        self.begin_names();
        today || screen || names
    }

    fn take_today(&mut self) -> bool {
        match came(&mut self.beside.today) {
            Came::This(heard) => self.cx.screens.today.hear(heard),
            // What broke off there may do so here, where that is told and the terminal given back.
            Came::Nothing => self.hear_today(),
            Came::NotYet => return false,
        }
        true
    }

    fn begin_today(&mut self) {
        if !self.cx.screens.today.is_late() || self.beside.today.is_some() {
            return;
        }
        let (records, terms, now) = (self.cx.book().room().aside(), self.cx.terms.clone(), self.cx.now());
        let before = self.cx.screens.today.told();
        self.beside.today = begun("today", move |done| {
            done.send(heard(before.as_deref(), &records, &terms, now)).ok();
        });
        if self.beside.today.is_none() {
            self.hear_today();
        }
    }

    fn hear_today(&mut self) {
        let (screens, _, view) = self.cx.parts();
        screens.today.catch_up(&view);
    }

    fn take_screen(&mut self) -> bool {
        match came(&mut self.beside.screen) {
            Came::This(done) => self.cx.screens.take(done),
            Came::Nothing => self.cx.screens.be_patient(None),
            Came::NotYet => return false,
        }
        true
    }

    fn begin_screen(&mut self) {
        if self.beside.screen.is_some() {
            return;
        }
        let Some(mut errand) = self.cx.screens.errand_to_run() else { return };
        let (records, terms, now) = (self.cx.book().room().aside(), self.cx.terms.clone(), self.cx.now());
        let (text, theme) = (Arc::clone(&self.cx.text), self.cx.theme.clone());
        self.beside.screen = begun("screen", move |done| {
            errand.run(&records, now, &text, &theme, &terms);
            done.send(errand).ok();
        });
        if self.beside.screen.is_none() {
            self.cx.screens.be_patient(None);
        }
    }

    fn take_names(&mut self) -> bool {
        match came(&mut self.beside.names) {
            Came::This(()) => {}
            Came::Nothing => self.cx.layers.learn_beside(None),
            Came::NotYet => return false,
        }
        true
    }

    /// They are kept with the records, where the line finds them. Where one with a name changed meanwhile, they are learnt
    /// again.
    fn begin_names(&mut self) {
        let (room, today) = (self.cx.book().room(), self.cx.today());
        if self.beside.names.is_some() || !self.cx.layers.are_names_late(room, today) {
            return;
        }
        let (records, terms) = (room.aside(), self.cx.terms.clone());
        self.beside.names = begun("names", move |done| {
            Lexicon::of(&records, &terms, today);
            done.send(()).ok();
        });
        if self.beside.names.is_none() {
            self.cx.layers.learn_beside(None);
        }
    }
}

#[cfg(test)]
mod tests;
