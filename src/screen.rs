//! The screens: plain structs that settle their geometry in `layout` and draw in `view`, which is pure.
//!
//! No screen sees a key event, writes a record or knows another screen. A screen's cursor is an id; `layout` repairs one
//! that vanished. What they all share lives here: what they may look at ([`View`]), how a cursor moves ([`Step`]), what
//! it stands on ([`Target`]), and the [`Screen`] they all are.

pub mod accounts;
pub mod beside;
pub mod calendar;
pub mod card;
pub mod circle;
pub mod debrief;
pub mod folio;
pub mod grid;
pub mod history;
pub mod insight;
pub mod inspector;
pub mod ladder;
pub mod listing;
pub mod map;
pub mod pairings;
pub mod planner;
pub mod present;
pub mod sections;
pub mod sheet;
pub mod strategy;
pub mod team;
pub mod today;
pub mod visits;

#[cfg(test)]
pub(crate) mod fixture;
mod place;
mod places;
mod trail;

pub use place::{Focus, Place};
pub use places::Screens;

use chrono::{DateTime, FixedOffset, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::edit::Room;
use crate::model::Id;
use crate::rules::Terms;
use crate::text::Text;
use crate::theme::Theme;

/// What settles a screen's answers: see [`View::key`].
pub type Key = (u64, i64, Option<Id>, crate::text::Lang);

/// What a screen may look at while it settles and draws.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The records.
    pub room: &'a Room,
    /// The open account; `None` on the screens of all accounts.
    pub account: Option<Id>,
    /// The moment it is.
    pub now: DateTime<FixedOffset>,
    /// The reader's language.
    pub text: &'a Text,
    /// The styles.
    pub theme: &'a Theme,
    /// Holiday tables, ladder policies and the like.
    pub terms: &'a Terms,
    /// Whether the screen, not the inspector or an overlay, has the keys.
    pub focused: bool,
}

impl View<'_> {
    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The records and the hour: what answers about everything hang on.
    pub fn moment(&self) -> (u64, i64) {
        moment(self.room, self.now)
    }

    /// What settles a screen's cached answers: the records, the hour, the account and the language.
    pub fn key(&self) -> Key {
        let (version, hour) = self.moment();
        (version, hour, self.account, self.text.lang())
    }
}

/// The records and the hour: what answers about everything hang on.
pub fn moment(room: &Room, now: DateTime<FixedOffset>) -> (u64, i64) {
    (room.version(), now.timestamp() / 3600)
}

/// How a cursor moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it is")]
pub enum Step {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    /// The mouse wheel, in rows; negative is up.
    Wheel(i16),
}

impl Step {
    /// The four arrows.
    pub const ARROWS: [Self; 4] = [Self::Up, Self::Down, Self::Left, Self::Right];

    /// The arrow that leads back.
    pub const fn back(self) -> Option<Self> {
        match self {
            Self::Up => Some(Self::Down),
            Self::Down => Some(Self::Up),
            Self::Left => Some(Self::Right),
            Self::Right => Some(Self::Left),
            _ => None,
        }
    }
}

/// A field of a record where it stands on the screen: what Enter edits in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The record.
    pub id: Id,
    /// Name of the field.
    pub field: &'static str,
    /// The rectangle of the value; the editor opens on it.
    pub rect: Rect,
}

/// What the shell asks of every screen.
pub trait Screen {
    /// Settles geometry in `area` and repairs a cursor whose record vanished. Answers are kept by [`View::key`], so that
    /// no work that grows with the data happens per frame.
    fn layout(&mut self, area: Rect, view: &View);
    /// Draws what `layout` settled; pure.
    fn view(&self, buf: &mut Buffer, view: &View);
    /// Moves the cursor.
    fn step(&mut self, step: Step);
    /// The record under the cursor: the inspector shows it.
    fn selected(&self) -> Option<Id>;
    /// The field under the cursor: Enter edits it where it stands. `None` sends Enter to the inspector.
    fn target(&self) -> Option<Target> {
        None
    }
    /// Puts the cursor on a record, if it is on this screen.
    fn select(&mut self, id: Id);
    /// Puts the cursor where a mouse clicked; false where nothing stands.
    fn click(&mut self, at: Position) -> bool;
    /// How many columns more would show all of it; it may get them of the inspector's.
    fn lacks(&self) -> u16 {
        0
    }
    /// Whether the screen wants the inspector beside it when there is room.
    fn inspected(&self) -> bool {
        true
    }
}
