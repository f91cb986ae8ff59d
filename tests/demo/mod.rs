//! The program on its sample, without a terminal: press keys, look at the screen. The clock stands still.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;
use warroom::app::{App, setup};
use warroom::clock::Clock;
use warroom::config::{Options, Paths};
use warroom::edit::Draft;
use warroom::exchange::sample;
use warroom::input::Key;
use warroom::model::{Id, Kind, Record};
use warroom::rules::Terms;
use warroom::store::Book;
use warroom::text::Lang;

/// The moment all demos stand at.
pub const NOW: &str = "2026-10-20T09:00:00+08:00";

/// The three sizes everything must look right at.
pub const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// The running program.
pub struct Demo {
    pub app: App,
    pub area: Rect,
    pub buf: Buffer,
    pub cursor: Option<Position>,
}

/// The sample, in memory.
pub fn book() -> Book {
    let clock = Clock::parse(NOW, None).unwrap();
    let mut book = Book::in_memory(clock, "tester");
    let mut draft = Draft::new("edit-import");
    for line in sample::render(clock.now()).lines() {
        let Ok(Value::Object(mut map)) = serde_json::from_str(line) else { panic!("{line}") };
        let kind: Kind = map.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
        if let Some(own) = map.remove(&format!("{kind}_kind")) {
            map.insert("kind".into(), own);
        }
        let id: Id = map["id"].as_str().unwrap().parse().unwrap();
        draft.create(kind, id, map).unwrap();
    }
    book.commit(draft).unwrap();
    book.as_given()
}

impl Demo {
    /// The sample on a screen of this size.
    pub fn new(lang: Lang, (cols, rows): (u16, u16)) -> Self {
        Self::themed(lang, (cols, rows), "default")
    }

    /// The same in a theme.
    pub fn themed(lang: Lang, (cols, rows): (u16, u16), theme: &str) -> Self {
        let home = std::path::Path::new("/nonexistent");
        let paths = Paths::find(Some(home), Some(home), &|_| None).unwrap();
        let options = Options { theme: theme.into(), ..Options::default() };
        let clock = Clock::parse(NOW, None).unwrap();
        let (cx, _) = setup::assemble(book(), clock, options, lang, Terms::builtin(), &paths, false);
        let area = Rect::new(0, 0, cols, rows);
        let mut demo = Self { app: App::new(cx), area, buf: Buffer::empty(area), cursor: None };
        demo.draw();
        demo
    }

    /// Draws a frame.
    pub fn draw(&mut self) {
        self.buf = Buffer::empty(self.area);
        self.cursor = self.app.frame(&mut self.buf, self.area);
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.area = Rect::new(0, 0, cols, rows);
        self.draw();
    }

    /// Presses keys, blank separated in keymap notation; `"…"` types text.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for token in keys.split(' ').filter(|token| !token.is_empty()) {
            let key = Key::parse(token).unwrap_or_else(|| panic!("no such key: {token}"));
            self.app.key(key);
            self.draw();
        }
        self
    }

    /// Types text, a key a character.
    pub fn typed(&mut self, text: &str) -> &mut Self {
        for char in text.chars() {
            let name = if char == ' ' { "space".into() } else { char.to_string() };
            self.app.key(Key::parse(&name).unwrap());
            self.draw();
        }
        self
    }

    /// Pastes text.
    pub fn paste(&mut self, text: &str) {
        self.app.paste(text);
        self.draw();
    }

    /// Does something with the mouse.
    pub fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        self.app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        self.draw();
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        warroom::widget::snapshot::rows(&self.buf).join("\n")
    }

    /// Whether the screen says this.
    pub fn says(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Every record as it stands, to compare a before with an after.
    pub fn dump(&self) -> Vec<String> {
        let room = self.app.cx.room();
        let told = |record: &Record| Value::Object(record.to_map()).to_string();
        let mut all: Vec<String> = room.everything().filter_map(|(_, held)| held.record.as_ref().map(told)).collect();
        all.sort();
        all
    }
}
