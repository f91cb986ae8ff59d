//! Which account a file of ours means by a name: it says the account's identity, and what it was called when the file went out.

use super::was::{self, word_of};
use crate::edit::Room;
use crate::model::{Id, Kind, Seat};

/// The word before the account of a seat, and what the words of its fields begin with.
const HOUSE: &str = "house";

/// What a file says of the account of the nth seat in a card or a row.
pub(in crate::exchange) fn told(room: &Room, seat: &Seat, nth: u32) -> Option<String> {
    let held = room.held(seat.account)?;
    let head = head(nth);
    let name = word_of(held, "name")?;
    Some(format!("{head}={} {head}{}", seat.account, name.strip_prefix(Kind::Account.code())?))
}

fn head(nth: u32) -> String {
    if nth < 2 { HOUSE.to_owned() } else { format!("{HOUSE}{nth}") }
}

/// The same as it is read.
pub(in crate::exchange) struct Said {
    /// Whose name it is; `None` where the file does not say.
    pub(in crate::exchange) id: Option<Id>,
    /// What the account was like when the file went out.
    pub(in crate::exchange) was: String,
}

impl Said {
    pub(in crate::exchange) fn of(was: &str, nth: u32) -> Self {
        let head = head(nth);
        let words = || was.split_whitespace().filter_map(|word| word.strip_prefix(&head));
        let id = words().find_map(|rest| rest.strip_prefix('=')?.parse().ok());
        let fields = words().filter(|rest| rest.starts_with('/')).map(|rest| format!("{}{rest}", Kind::Account));
        let by = was.split_whitespace().find(|word| was::is_by(word)).map(str::to_owned);
        Self { id, was: fields.chain(by).collect::<Vec<_>>().join(" ") }
    }

    /// Whether the account was called so when the file went out: another name in it is that of another account.
    pub(in crate::exchange) fn is_called(&self, name: &str) -> bool {
        was::is_as_it_was(&self.was, Kind::Account, "name", &name.trim().into())
    }
}
