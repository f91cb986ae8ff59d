//! What a list says in its columns of notes, where it may have one for somebody and one for their seat, or one for both.

use serde_json::{Map, Value};

use super::columns::{DUTY, What, has};
use super::row::{Page, Row, is_foreign};
use crate::exchange::origin::kind;
use crate::model::Seat;
use crate::model::value::plain;

impl Row {
    /// What is noted of somebody, and where there is no other column for it, of their seat.
    pub(super) fn notes(&self, page: &Page) -> String {
        let own = noted(&self.person);
        if has(page.profile, What::SeatNotes) {
            return own.unwrap_or_default();
        }
        let has_room = self.shares_notes(page) || own.is_none() && !is_foreign(page.profile);
        let of_seat = noted(&self.sits).filter(|_| has_room);
        own.into_iter().chain(of_seat).collect::<Vec<_>>().join("\n")
    }

    /// Whether what is noted of the seat stands in the column of its holder's: the rows of somebody with several seats are to
    /// say the same of them.
    pub(super) fn shares_notes(&self, page: &Page) -> bool {
        let is_shared = self.seat.is_some() && is_foreign(page.profile) && has(page.profile, What::Notes);
        is_shared && self.who.map_or(0, |id| page.room.linked::<Seat>(id).count()) < 2
    }

    /// What is noted of the seat, without what an organogram has in a column of its own.
    pub(super) fn seat_notes(&self) -> String {
        let notes = noted(&self.sits).unwrap_or_default();
        let duty = self.kept(DUTY);
        let rest = notes.strip_prefix(duty).filter(|_| kind(&self.source) == "organogram" && !duty.is_empty());
        rest.map_or_else(|| notes.clone(), |rest| rest.trim_start_matches('\n').to_owned())
    }
}

fn noted(fields: &Map<String, Value>) -> Option<String> {
    fields.get("notes").map(plain)
}
