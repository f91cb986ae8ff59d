//! The bundled sample in a room, and a view of it: what the screens' tests draw.

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Screen, View};
use crate::edit::Room;
use crate::edit::{Held, Stamps};
use crate::exchange::sample;
use crate::model::{Id, Kind, Record};
use crate::rules::Terms;
use crate::text::{Lang, Text};
use crate::theme::Theme;
use crate::widget::snapshot;

/// The moment the tests are at.
pub fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

/// An account of the sample, counted from 1.
pub fn account(nth: u8) -> Id {
    format!("01900000-0000-7000-8000-0000000a000{nth}").parse().unwrap()
}

/// The sample as a room.
pub fn sample() -> Room {
    Room::of(sample::render(now()).lines().map(|line| {
        let mut map: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let kind: Kind = map.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
        if let Some(own) = map.remove(&format!("{kind}_kind")) {
            map.insert("kind".into(), own);
        }
        let record = Record::from_map(kind, map).unwrap();
        (record.id(), Held { kind, record: Some(record), stamps: Stamps::default() })
    }))
}

/// All that a view borrows.
pub struct House {
    /// The records.
    pub room: Room,
    /// The language.
    pub text: Text,
    /// The styles.
    pub theme: Theme,
    /// The open account.
    pub account: Option<Id>,
    /// How many hours later it is than [`now`].
    pub hours: i64,
    terms: Terms,
}

impl House {
    /// A house with an account open, or none.
    pub fn new(lang: Lang, account: Option<Id>) -> Self {
        Self {
            room: sample(),
            text: Text::new(lang),
            theme: Theme::default(),
            terms: Terms::builtin(),
            account,
            hours: 0,
        }
    }

    /// The view of it.
    pub fn view(&self) -> View<'_> {
        View {
            room: &self.room,
            account: self.account,
            now: now() + chrono::TimeDelta::hours(self.hours),
            text: &self.text,
            theme: &self.theme,
            terms: &self.terms,
            focused: true,
        }
    }

    /// A screen, settled and drawn.
    pub fn draw(&self, screen: &mut dyn Screen, width: u16, height: u16) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        screen.layout(buf.area, &self.view());
        screen.view(&mut buf, &self.view());
        buf
    }
}

/// Each language and size people use, with a name for its snapshot, and what stands on the screen.
pub fn shots<S: Screen + Default>(account: Option<Id>, mut each: impl FnMut(String, String)) {
    for lang in [Lang::En, Lang::ZhCn] {
        let house = House::new(lang, account);
        for (width, height) in [(80, 20), (120, 36), (200, 56)] {
            let buf = house.draw(&mut S::default(), width, height);
            each(format!("{}-{width}x{height}", lang.code()), snapshot::rows(&buf).join("\n"));
        }
    }
}

/// Draws a screen at every odd size, and walks through it: nothing may panic.
pub fn endure<S: Screen + Default>(account: Option<Id>) {
    use super::Step;
    let house = House::new(Lang::ZhCn, account);
    let steps =
        [Step::Down, Step::Right, Step::PageDown, Step::Last, Step::Left, Step::Up, Step::Wheel(-3), Step::First];
    for (width, height) in [(0, 0), (1, 1), (3, 2), (40, 10), (61, 7), (119, 9), (121, 40), (300, 100)] {
        let mut screen = S::default();
        for step in steps {
            house.draw(&mut screen, width, height);
            screen.step(step);
        }
        for (x, y) in [(0, 0), (width / 2, height / 2), (width, height)] {
            screen.click(ratatui::layout::Position::new(x, y));
        }
        house.draw(&mut screen, width, height);
        let in_view = screen
            .target()
            .is_none_or(|target| Rect::new(0, 0, width, height).intersection(target.rect) == target.rect || width < 40);
        assert!(in_view, "{width}x{height}");
    }
}
