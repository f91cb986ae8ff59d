//! Which seat a file of ours means: it names its own, and those that somebody has beside it. One that nobody has heard of here
//! is another seat, one that was deleted here is that one still.

use super::was::{is_as_it_was, tells};
use crate::edit::Room;
use crate::edit::gone::deleted;
use crate::model::{Id, Kind, Seat};

/// The word before the seats that somebody has beside the one of a row.
const BESIDE: &str = "beside";

/// Says which seats somebody has beside one; `None` where there are none.
pub(in crate::exchange) fn beside(room: &Room, seat: &Seat) -> Option<String> {
    let others = room.linked::<Seat>(seat.person?).filter(|one| one.id != seat.id && one.person == seat.person);
    let others: Vec<String> = others.map(|one| one.id.to_string()).collect();
    (!others.is_empty()).then(|| format!("{BESIDE}={}", others.join(",")))
}

/// The seats that a row says are beside its own.
pub(in crate::exchange) fn said_beside(was: &str) -> Vec<Id> {
    let said = was.split_whitespace().find_map(|word| word.strip_prefix(BESIDE)?.strip_prefix('='));
    said.into_iter().flat_map(|ids| ids.split(',')).filter_map(|id| id.parse().ok()).collect()
}

/// A seat as a file of ours names it.
pub(in crate::exchange) struct Named<'a> {
    pub(in crate::exchange) seat: Id,
    /// Those that its holder has beside it.
    pub(in crate::exchange) beside: &'a [Id],
    /// What it was like when the file went out.
    pub(in crate::exchange) was: &'a str,
    /// Whether what the file says of its account is as it went out, word for word.
    pub(in crate::exchange) stays: bool,
}

impl Named<'_> {
    /// The seat that is meant of somebody who is at an account in the file; `None` where that is for the reader to say, for
    /// it goes by another name here, or somebody was put elsewhere in the file.
    pub(in crate::exchange) fn meant(&self, room: &Room, person: Id, account: Id) -> Option<Id> {
        let stays = self.stays || self.was_at(account);
        if let Some(here) = room.get::<Seat>(self.seat) {
            return (stays || here.account == account).then_some(self.seat);
        }
        let held = room.held(self.seat);
        if !stays || held.is_some_and(|held| held.record.is_some()) {
            return None;
        }
        if held.and_then(deleted).is_some() {
            return Some(self.seat);
        }
        let theirs = room.linked::<Seat>(person).filter(|seat| seat.person == Some(person) && seat.account == account);
        let others = theirs.filter(|seat| !self.beside.contains(&seat.id));
        let Some((is_same, likeness, other)) = others.map(|seat| self.likeness(seat)).max() else {
            return Some(self.seat);
        };
        let all_known = self.beside.iter().all(|id| room.get::<Seat>(*id).is_some());
        match (is_same, likeness) {
            (true, _) => Some(other),
            // Of the only one that somebody has, a list says what became of it.
            _ if self.beside.is_empty() => None,
            // Which of them goes by another name here is told by what is the same.
            (false, 1..) if !all_known => Some(other),
            (false, _) => Some(self.seat),
        }
    }

    /// How much a seat is like this one was: whether it is in all that is told of it, and in how much.
    fn likeness(&self, seat: &Seat) -> (bool, usize, Id) {
        let posts = [("title", &seat.title), ("department", &seat.department)];
        let told: Vec<bool> = posts
            .into_iter()
            .filter(|(name, _)| tells(self.was, Kind::Seat, name))
            .map(|(name, text)| is_as_it_was(self.was, Kind::Seat, name, &text.as_deref().into()))
            .collect();
        let same = told.iter().filter(|is| **is).count();
        (same == told.len() && same > 0, same, seat.id)
    }

    /// Whether it was at that account when the file went out.
    pub(in crate::exchange) fn was_at(&self, account: Id) -> bool {
        is_as_it_was(self.was, Kind::Seat, "account", &account.to_string().into())
    }
}
