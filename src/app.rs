//! The running program: it owns the terminal, turns events into commands, performs the effects they ask for, and draws
//! when something changed. Everything else is done in the rooms it calls.

pub mod beside;
mod draw;
mod footer;
pub mod frame;
mod keys;
mod lock;
pub mod opening;
pub mod setup;

use std::path::PathBuf;
use std::time::Duration;

use crossterm::event::{Event, KeyEvent, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::command::{Cx, Effect, Layer, import, layer};
use crate::input::Key;
use crate::model::Problem;
use crate::rules::today::Counts;
use crate::screen::Place;
use crate::screen::beside::MANY;
use crate::store::Server;
use crate::term::{self, Screen};
use frame::Frame;
use opening::Taken;

/// How long the screen may stand without a look at the clock: what is due changes with the hour.
const CLOCK: Duration = Duration::from_secs(300);

/// How long a key that is there already is looked for before a frame: hardly at all, but with no time crossterm would
/// not look. One that is missed here is the next that is waited for.
const AT_ONCE: Duration = Duration::from_micros(50);

/// How often the screen is drawn anew while something is worked out beside it.
const PROGRESS: Duration = Duration::from_millis(80);

/// So long a key waits for what a picker finds before that is shown as far as it is.
const SLICE: Duration = Duration::from_millis(6);

/// The program between two events.
pub struct App {
    /// What commands act on.
    pub cx: Cx,
    /// The keys of a chord so far.
    pending: Vec<Key>,
    /// Where things were drawn that a click can hit.
    spots: draw::Spots,
    guard: lock::Guard,
    beside: beside::Beside,
    /// How Today looked when it was last left: shown until it is known how it looks now.
    before: Option<Frame>,
    quit: bool,
}

impl App {
    /// The program, before its first frame.
    pub fn new(cx: Cx) -> Self {
        Self {
            cx,
            pending: Vec::new(),
            spots: draw::Spots::default(),
            guard: lock::Guard::new(),
            beside: beside::Beside::default(),
            before: None,
            quit: false,
        }
    }

    /// Whether it was told to leave.
    pub const fn is_done(&self) -> bool {
        self.quit
    }

    /// A key was pressed. For tests and for the loop alike.
    pub fn key(&mut self, key: Key) {
        self.hear(|app| keys::press(app, key), |app| lock::press(app, key));
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: &str) {
        self.hear(|app| keys::paste(app, text), |app| lock::paste(app, text));
    }

    /// The mouse did something.
    pub fn mouse(&mut self, event: MouseEvent) {
        self.hear(|app| keys::mouse(app, event), |_| {});
    }

    /// Whether the screens are hidden until the passphrase is typed.
    pub const fn is_locked(&self) -> bool {
        self.guard.is_drawn()
    }

    /// Somebody is there. What was done after too long a while is lost: they did not see that the screens were hidden.
    fn hear(&mut self, open: impl FnOnce(&mut Self), locked: impl FnOnce(&mut Self)) {
        if !lock::watch(self) {
            if self.is_locked() {
                locked(self);
            } else {
                open(self);
            }
            lock::watch(self);
        }
        self.guard.touch();
    }

    /// Settles and draws one frame; returns where the terminal's cursor belongs.
    pub fn frame(&mut self, buf: &mut Buffer, area: Rect) -> Option<Position> {
        lock::watch(self);
        draw::frame(self, buf, area)
    }

    /// Does what other processes of this user wish.
    fn serve(&mut self, server: &Server) {
        // What was said yes to goes in first: it was worked out on the records as they are.
        while !self.cx.layers.is_about_to_save()
            && let Some(request) = server.next()
        {
            self.cx.grant(request);
        }
    }

    /// Whether the first screen is shown and has nothing to show yet.
    fn is_first_shown(&self) -> bool {
        self.cx.screens.today.is_pending() && self.cx.screens.place() == Place::Today && self.cx.account().is_none()
    }

    /// What Today has to say, in the open account or in all.
    fn counts(&mut self) -> Counts {
        let (screens, _, view) = self.cx.parts();
        screens.today.counts(&view)
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Key(key) => self.crossterm_key(key),
            Event::Paste(text) => self.paste(text),
            Event::Mouse(mouse) => self.mouse(*mouse),
            Event::Resize(..) | Event::FocusGained | Event::FocusLost => {}
        }
    }

    fn crossterm_key(&mut self, event: &KeyEvent) {
        if let Some(key) = Key::from_event(event) {
            self.key(key);
        }
    }

    /// Performs what commands asked for.
    fn perform(&mut self, screen: &mut Screen) -> Result<(), Problem> {
        for effect in std::mem::take(&mut self.cx.effects) {
            match effect {
                Effect::Quit => self.quit = true,
                Effect::Suspend => screen.suspend()?,
                Effect::Redraw => screen.clear(),
                // Too long for a clipboard, most likely: no reason to leave.
                Effect::Copy(text) => screen.copy(&text).unwrap_or_else(|problem| self.cx.refuse(&problem)),
                Effect::Editor => {
                    self.write_elsewhere(screen);
                    self.guard.touch();
                }
                // Done where keys are heard.
                Effect::Lock => {}
                Effect::Remember(name, value) => self.cx.remember(name, &value),
            }
        }
        Ok(())
    }

    /// Lets the user write the topmost page in their own editor.
    fn write_elsewhere(&mut self, screen: &mut Screen) {
        let Some(Layer::Page(page)) = self.cx.layers.top_mut() else { return };
        match screen.run_editor(page.area.text()) {
            Ok(Some(text)) if !page.fixed => page.area.draft.set(text.trim_end()),
            Ok(_) => {}
            Err(problem) => self.cx.refuse(&problem),
        }
    }
}

/// Runs the screens until the user leaves, and serves other processes that come for the store in `data`. The terminal is
/// taken, where it was not yet, and given back whatever happens.
pub fn run(cx: Cx, taken: Option<Taken>, data: Option<&PathBuf>) -> Result<(), Problem> {
    let (screen, typed, last) =
        taken.map_or((None, Vec::new(), None), |Taken { screen, typed, last }| (Some(screen), typed, last));
    let mut screen = screen.map_or_else(|| Screen::enter(cx.options.mouse), Ok)?;
    let mut app = App::new(cx);
    app.cx.screens.today.be_patient(true);
    app.cx.screens.be_patient(Some(MANY));
    app.cx.directory.be_patient(term::wake);
    app.cx.layers.be_patient(SLICE);
    app.cx.layers.learn_beside(Some(MANY));
    // Keys typed on what is no longer so would act on something else than was seen.
    let area = screen.area()?;
    app.before.clone_from(&last);
    if !typed.is_empty() && last.is_some_and(|last| last.is_still_true(&mut app, area)) {
        for event in &typed {
            app.event(event);
            app.perform(&mut screen)?;
        }
    } else if !typed.is_empty() {
        app.cx.say(app.cx.text.t("opening-changed"));
    }
    // A terminal that others cannot come to is no reason not to work in this one.
    let server = data.map_or(Ok(None), |data| app.cx.book().serve(data, term::wake));
    let server = server.unwrap_or_else(|problem| {
        app.cx.refuse(&problem);
        None
    });
    while !app.quit {
        if let Some(server) = &server {
            app.serve(server);
        }
        layer::listen(&mut app.cx);
        screen.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = app.frame(frame.buffer_mut(), area) {
                frame.set_cursor_position(cursor);
            }
        })?;
        if app.catch_up() {
            continue;
        }
        app.cx.fold();
        let works = app.cx.screens.is_working() || app.cx.layers.is_working() || app.guard.is_trying();
        let wait = match app.cx.layers.is_searching() {
            true => AT_ONCE,
            false if works => PROGRESS,
            false => lock::rest(&app, CLOCK),
        };
        match screen.next(Some(wait))? {
            Some(event) => app.event(&event),
            None if app.cx.layers.is_searching() => layer::search(&mut app.cx),
            None if app.cx.layers.is_working() => import::go_on(&mut app.cx),
            None => {}
        }
        // Keys that came in while this one was drawn are all done before the next frame.
        while let Some(event) = screen.next(Some(AT_ONCE))? {
            app.event(&event);
            app.perform(&mut screen)?;
        }
        app.perform(&mut screen)?;
    }
    // A terminal that is gone is no reason to leave with an error.
    let area = screen.area();
    // Nobody looks at it any more while it is worked out.
    drop(screen);
    if let (Some(_), Ok(area)) = (data, area) {
        keep_frame(&mut app, area);
    }
    Ok(())
}

/// Keeps how the first screen looks for the next start, which nobody waits for if that fails.
fn keep_frame(app: &mut App, area: Rect) {
    if let Some(frame) = Frame::of(app, area) {
        app.cx.book().keep_frame(&frame.bytes()).ok();
    }
}
