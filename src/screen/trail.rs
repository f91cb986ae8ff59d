//! The way one came: back, forward again, and back to today from the past.

use super::place::Place;
use crate::model::Id;

/// A place to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Which screen.
    pub(super) place: Place,
    /// Of which account.
    pub(super) account: Option<Id>,
    /// With the cursor on what.
    pub(super) selected: Option<Id>,
}

/// Jumps remembered.
const JUMPS: usize = 100;

/// The ways back and forward.
#[derive(Debug, Default)]
pub(super) struct Trail {
    back: Vec<Jump>,
    forward: Vec<Jump>,
    /// The ways of today and where one was in it, while the past is looked at.
    today: Option<Box<(Trail, Jump)>>,
}

impl Trail {
    /// Remembers a screen that is left for another.
    pub fn leave(&mut self, here: Jump) {
        self.back.push(here);
        self.forward.clear();
        if self.back.len() > JUMPS {
            self.back.remove(0);
        }
    }

    /// One step back from here.
    pub fn back(&mut self, here: Jump) -> Option<Jump> {
        let jump = self.back.pop()?;
        self.forward.push(here);
        Some(jump)
    }

    /// One step forward again from here.
    pub fn forward(&mut self, here: Jump) -> Option<Jump> {
        let jump = self.forward.pop()?;
        self.back.push(here);
        Some(jump)
    }

    /// Leaves today for the past, where all ways begin anew.
    pub fn set_out(&mut self, here: Jump) {
        *self = Self { today: Some(Box::new((std::mem::take(self), here))), ..Self::default() };
    }

    /// Comes back to today and its ways; none where that is shown already.
    pub fn come_home(&mut self) -> Option<Jump> {
        let (trail, jump) = *self.today.take()?;
        *self = trail;
        Some(jump)
    }

    /// Whether one is where the past was entered.
    pub fn is_at_door(&self) -> bool {
        self.today.is_some() && self.back.is_empty()
    }

    /// Forgets the ways to the room of an account that is gone.
    pub fn forget(&mut self, gone: Id) {
        let stays = |jump: &Jump| !(jump.place.is_room() && jump.account == Some(gone));
        self.back.retain(stays);
        self.forward.retain(stays);
    }
}
