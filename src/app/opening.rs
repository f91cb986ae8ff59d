//! While the store is being opened: how the first screen looked when it was left, where that was kept. Without it nothing
//! where that is soon done, else a frame that says that it goes on, for how long already, and how to leave.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame::Frame;
use super::{AT_ONCE, PROGRESS};
use crate::input::Key;
use crate::model::Problem;
use crate::term::Screen;
use crate::text::{Text, fit, width};
use crate::theme::{Role, Theme};
use crate::widget::{clear, put};

/// So long nobody notices that there is nothing to see.
const SOON: Duration = Duration::from_millis(200);
/// Keys by which people leave, the first of them at any time.
const LEAVE: [&str; 3] = ["ctrl+c", "q", "esc"];

/// How the frame looks.
pub struct Look<'a> {
    /// The words.
    pub text: &'a Text,
    /// The colours.
    pub theme: &'a Theme,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Bytes that are to be read.
    pub bytes: u64,
    /// How the first screen looked.
    pub last: Option<Frame>,
}

/// The terminal, where it was taken while somebody waited.
pub struct Taken {
    /// The terminal.
    pub screen: Screen,
    /// What was typed there meanwhile, and on what.
    pub typed: Vec<Event>,
    /// How the first screen looked, where that was shown.
    pub last: Option<Frame>,
}

/// Opens something on a thread of its own. Gives back what came of it, and the terminal where it was taken meanwhile; `None`
/// where the user would not wait: then the program has to end, for nobody stops the thread.
pub fn beside<T: Send + 'static>(
    look: &Look,
    open: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<Option<(T, Option<Taken>)>, Problem> {
    let begun = Instant::now();
    let (done, opened) = channel();
    thread::spawn(move || done.send(open()));
    let lost = || Problem::new("problem-store-damaged-panic");
    let soon = if look.last.is_some() { Duration::ZERO } else { SOON };
    match opened.recv_timeout(soon) {
        Ok(outcome) => return outcome.map(|outcome| Some((outcome, None))),
        Err(RecvTimeoutError::Disconnected) => return Err(lost()),
        Err(RecvTimeoutError::Timeout) => {}
    }
    let mut screen = Screen::enter(look.mouse)?;
    let last = look.last.as_ref().filter(|last| screen.area().is_ok_and(|area| last.fits(area)));
    let mut typed = Vec::new();
    loop {
        // A frame of another size is none; what says only that it goes on is still not said too soon.
        if last.is_some() || begun.elapsed() >= SOON {
            screen.draw(|frame| match last {
                Some(last) => last.draw(frame.buffer_mut(), look.text, look.theme),
                None => draw(look, frame.buffer_mut(), begun.elapsed()),
            })?;
        }
        while let Some(event) = screen.next(Some(AT_ONCE))? {
            // What follows other keys belongs to them: a `q` may be part of a word.
            if matches!(&event, Event::Key(key) if Key::from_event(key).is_some_and(|key| leaves(key, typed.is_empty())))
            {
                return Ok(None);
            }
            // A window that was moved or resized says nothing, and nobody clicks on what is not there yet.
            typed.extend(Some(event).filter(|event| matches!(event, Event::Key(_) | Event::Paste(_))));
        }
        match opened.recv_timeout(PROGRESS) {
            Ok(outcome) => {
                return outcome.map(|outcome| {
                    let last = last.cloned();
                    Some((outcome, Some(Taken { screen, typed, last })))
                });
            }
            Err(RecvTimeoutError::Disconnected) => return Err(lost()),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

fn leaves(key: Key, is_first: bool) -> bool {
    let count = if is_first { LEAVE.len() } else { 1 };
    LEAVE.iter().take(count).any(|name| Key::parse(name) == Some(key))
}

fn draw(look: &Look, buf: &mut Buffer, since: Duration) {
    let (area, style) = (buf.area, |role| look.theme.style(role));
    clear(buf, area, style(Role::Text));
    put(buf, Rect { height: 1, ..area }, " warroom", style(Role::Title));
    let (size, seconds) = (look.bytes.div_ceil(1 << 20).to_string(), since.as_secs().to_string());
    let lines = [
        (look.text.ta("opening", &[("size", &size), ("seconds", &seconds)]), Role::Text),
        (look.text.t("opening-leave"), Role::Info),
    ];
    for ((line, role), y) in lines.iter().zip([0, 2]) {
        let line = fit(line, area.width.into());
        let left = area.width.saturating_sub(width(&line) as u16) / 2;
        let row = Rect { x: area.x + left, y: area.y + area.height / 2 + y, width: area.width - left, height: 1 };
        put(buf, row.intersection(area), &line, style(*role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn it_says_that_it_goes_on_and_how_to_leave() {
        let text = Text::new(Lang::En);
        let look = Look { text: &text, theme: &Theme::default(), mouse: false, bytes: 265 << 20, last: None };
        for (cols, rows) in [(40, 10), (80, 24), (200, 60)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, cols, rows));
            draw(&look, &mut buf, Duration::from_secs(3));
            let shown: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(shown.contains("265") && shown.contains("3 s") && shown.contains("ctrl+c"), "{shown}");
        }
    }

    #[test]
    fn what_is_soon_there_takes_no_terminal_and_a_refusal_is_handed_on() {
        let text = Text::new(Lang::En);
        let look = Look { text: &text, theme: &Theme::default(), mouse: false, bytes: 0, last: None };
        assert!(matches!(beside(&look, || Ok(7)), Ok(Some((7, None)))));
        let refused = beside(&look, || Err::<(), _>(Problem::new("problem-gone")));
        assert!(matches!(refused, Err(problem) if problem.id == "problem-gone"));
    }
}
