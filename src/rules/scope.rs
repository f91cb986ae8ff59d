//! What accounts a question is about.

use crate::edit::Room;
use crate::model::{Account, Id, Kind, Typed};

/// All accounts, or some of them.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// All there are.
    All,
    /// One.
    One(Id),
    /// These, in the order of their ids.
    These(&'a [Id]),
}

impl From<Option<Id>> for Scope<'_> {
    fn from(account: Option<Id>) -> Self {
        account.map_or(Self::All, Self::One)
    }
}

impl<'a> Scope<'a> {
    /// Whether an account is among them.
    pub fn covers(self, account: Id) -> bool {
        match self {
            Self::All => true,
            Self::One(one) => one == account,
            Self::These(these) => these.binary_search(&account).is_ok(),
        }
    }

    /// The ids of those that are there.
    pub fn ids(self, room: &'a Room) -> Box<dyn Iterator<Item = Id> + 'a> {
        let is_there = |id: &Id| room.get::<Account>(*id).is_some();
        match self {
            Self::All => Box::new(room.ids(Kind::Account)),
            Self::One(one) => Box::new(Some(one).into_iter().filter(is_there)),
            Self::These(these) => Box::new(these.iter().copied().filter(is_there)),
        }
    }

    /// What belongs to them of one type, by account; `account` tells whose each is.
    pub fn of<T: Typed>(self, room: &'a Room, account: fn(&T) -> Id) -> impl Iterator<Item = &'a T> {
        self.ids(room).flat_map(move |id| room.linked::<T>(id).filter(move |one| account(one) == id))
    }
}
