//! The curtain: by command, and where nobody touches a key for long. Behind it everything stays as it is, half-filled
//! forms too; in front of it nothing of it shows, and only the passphrase brings it back.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::App;
use crate::clock::Clock;
use crate::command::{Cx, Effect};
use crate::input::{Code, Key};
use crate::overlay::Curtain;

/// Minutes without a key after which a store with a passphrase is hidden, unless the options say otherwise.
const MINUTES: u32 = 15;

/// Whether the screens are hidden, and when they will be.
pub(super) struct Guard {
    curtain: Option<Curtain>,
    /// Whether what was typed is right; that takes a while.
    trying: Option<JoinHandle<bool>>,
    /// When a key was last touched. While the machine sleeps one clock stands still and the other goes on; somebody may set
    /// that one.
    touched: (Instant, DateTime<FixedOffset>),
}

impl Guard {
    pub(super) fn new() -> Self {
        Self { curtain: None, trying: None, touched: now() }
    }

    /// Somebody is there.
    pub(super) fn touch(&mut self) {
        self.touched = now();
    }

    pub(super) const fn is_drawn(&self) -> bool {
        self.curtain.is_some()
    }

    pub(super) const fn is_trying(&self) -> bool {
        self.trying.is_some()
    }

    fn idle(&self) -> Duration {
        let (then, day) = self.touched;
        let (now, today) = now();
        now.duration_since(then).max((today - day).to_std().unwrap_or_default())
    }
}

fn now() -> (Instant, DateTime<FixedOffset>) {
    (Instant::now(), Clock::System.now())
}

/// After how long it is drawn; `None` for never.
fn patience(cx: &Cx) -> Option<Duration> {
    cx.key.as_ref()?;
    let minutes = cx.options.lock_after_minutes.unwrap_or(MINUTES);
    (minutes > 0).then(|| Duration::from_secs(60 * u64::from(minutes)))
}

/// How long nothing has to be looked at, at most `most`.
pub(super) fn rest(app: &App, most: Duration) -> Duration {
    let left = patience(&app.cx).filter(|_| !app.guard.is_drawn());
    left.map_or(most, |patience| patience.saturating_sub(app.guard.idle()).min(most))
}

/// Draws it where it is time or was asked for; opens it where the passphrase was right. True where it was drawn just now.
pub(super) fn watch(app: &mut App) -> bool {
    let asked = app.cx.effects.contains(&Effect::Lock);
    app.cx.effects.retain(|effect| *effect != Effect::Lock);
    let late = patience(&app.cx).is_some_and(|patience| app.guard.idle() >= patience);
    if app.cx.key.is_some() && (asked || late) && !app.guard.is_drawn() {
        app.pending.clear();
        app.guard.curtain = Some(Curtain::default());
        return true;
    }
    if let Some(trying) = app.guard.trying.take_if(|trying| trying.is_finished()) {
        let right = trying.join().unwrap_or(false);
        if right {
            app.guard.curtain = None;
            app.guard.touch();
        } else if let Some(curtain) = &mut app.guard.curtain {
            (curtain.message, curtain.refused) = (app.cx.text.t("lock-wrong"), true);
        }
    }
    false
}

/// A key in front of it.
pub(super) fn press(app: &mut App, key: Key) {
    let Some(curtain) = app.guard.curtain.as_mut().filter(|_| app.guard.trying.is_none()) else { return };
    curtain.message.clear();
    match key.code {
        Code::Enter => open(app),
        Code::Backspace => curtain.erase(),
        Code::Char('u') if key.ctrl && !key.alt => drop(curtain.take()),
        Code::Char('c') if key.ctrl && !key.alt => leave(app),
        Code::Char('z') if key.ctrl && !key.alt => app.cx.effect(Effect::Suspend),
        _ => key.typed().into_iter().for_each(|char| curtain.insert(char.encode_utf8(&mut [0; 4]))),
    }
}

/// Whether nothing half filled in behind it would be lost.
fn may_leave(app: &App) -> bool {
    app.cx.layers.is_empty()
}

/// Ends the program, whatever is typed; but not where that would lose something.
fn leave(app: &mut App) {
    let free = may_leave(app);
    let Some(curtain) = &mut app.guard.curtain else { return };
    drop(curtain.take());
    if free {
        app.cx.effect(Effect::Quit);
    } else {
        (curtain.message, curtain.refused) = (app.cx.text.t("lock-half-filled"), true);
    }
}

/// Text pasted in front of it.
pub(super) fn paste(app: &mut App, text: &str) {
    if let Some(curtain) = app.guard.curtain.as_mut().filter(|_| app.guard.trying.is_none()) {
        curtain.insert(text.trim_end_matches(['\r', '\n']));
    }
}

/// Tries what was typed, beside the screen.
fn open(app: &mut App) {
    let (Some(curtain), Some(key)) = (&mut app.guard.curtain, app.cx.key.clone()) else { return };
    let typed = curtain.take();
    if typed.is_empty() {
        return;
    }
    (curtain.message, curtain.refused) = (app.cx.text.t("lock-trying"), false);
    app.guard.trying = thread::Builder::new().name("passphrase".into()).spawn(move || key.open(&typed).is_ok()).ok();
}

/// Draws the curtain, where there is one.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let (curtain, text) = (app.guard.curtain.as_ref()?, &app.cx.text);
    let leaves = if may_leave(app) { "yes" } else { "no" };
    Some(curtain.draw(buf, area, &app.cx.theme, &text.t("lock-title"), &text.ta("lock-ask", &[("leaves", leaves)])))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::setup;
    use crate::config::{Options, Paths};
    use crate::rules::Terms;
    use crate::store::{Book, Seal, Strength};
    use crate::text::Lang;

    fn app(key: bool, minutes: Option<u32>) -> App {
        let home = Path::new("/nonexistent");
        let paths = Paths::find(Some(home), Some(home), &|_| None).unwrap();
        let options = Options { lock_after_minutes: minutes, ..Options::default() };
        let book = Book::in_memory(Clock::System, "tester");
        let (mut cx, _) = setup::assemble(book, Clock::System, options, Lang::En, Terms::builtin(), &paths, false);
        let weak = Strength { memory: 64, passes: 1, lanes: 1 };
        cx.key = key.then(|| Seal::new().unwrap().key("correct horse", weak).unwrap());
        App::new(cx)
    }

    fn idle(app: &mut App, minutes: u64) {
        app.guard.touched.1 -= Duration::from_secs(60 * minutes);
    }

    #[test]
    fn it_can_be_left_also_with_a_letter_typed_unless_something_would_be_lost() {
        let keys = |app: &mut App, names: &[&str]| {
            for name in names {
                press(app, Key::parse(name).unwrap());
            }
            app.cx.effects.contains(&Effect::Quit)
        };
        for typed in [&["ctrl+c"][..], &["a", "ctrl+c"]] {
            let mut app = app(true, None);
            app.cx.effect(Effect::Lock);
            assert!(watch(&mut app) && keys(&mut app, typed), "{typed:?}");
        }
        let mut app = app(true, None);
        app.cx.form(crate::model::Kind::Account, serde_json::Map::new());
        app.cx.effect(Effect::Lock);
        assert!(watch(&mut app) && !keys(&mut app, &["a", "ctrl+c"]));
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
        draw(&app, &mut buf, Rect::new(0, 0, 80, 24));
        let shown: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(shown.contains("half filled in") && !shown.contains("***"), "{shown}");
    }

    #[test]
    fn it_falls_when_nobody_touches_a_key_and_no_sooner() {
        let most = Duration::from_secs(300);
        for (key, minutes, after) in [(true, None, 15), (true, Some(2), 2), (true, Some(0), 0), (false, Some(1), 0)] {
            let mut app = app(key, minutes);
            if after == 0 {
                idle(&mut app, 1000);
                assert_eq!((watch(&mut app), rest(&app, most)), (false, most));
                continue;
            }
            idle(&mut app, after - 1);
            assert!(!watch(&mut app), "{after}");
            let rest = rest(&app, most);
            assert!(rest <= Duration::from_secs(60) && rest > Duration::from_secs(50), "{rest:?}");
            idle(&mut app, 1);
            assert!(watch(&mut app) && app.guard.is_drawn(), "{after}");
            assert_eq!(super::rest(&app, most), most, "no wake-up once it is drawn");
        }
    }
}
