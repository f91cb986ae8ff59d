//! Who takes part in a visit: whom its calendar names and we know. Who is nobody here yet, or sits nowhere at the account,
//! is told and remembered, and taken up by the next import of the calendar once they are here. Who declined stays out.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::people::Cast;
use super::tasks::MEMBER;
use super::{Event, Reader, WAS, kept};
use crate::exchange::content::{Part, Property};
use crate::exchange::ext;
use crate::exchange::want::Want;
use crate::model::choice::VisitRole;
use crate::model::{Attendee, Id, Member, Problem, Seat, Visit};

/// The parameter that says what one of ours does at a visit.
pub(super) const ROLE: &str = "X-WARROOM-ROLE";

/// What says who takes part.
const CELLS: [&str; 2] = [ATTENDEE, "ical.SUMMARY"];
const ATTENDEE: &str = "ical.ATTENDEE";

impl Reader<'_> {
    /// Whom an event of ours named when it was last read, and names no more.
    fn left_out(&self, event: &Event, here: Option<&Visit>, cast: &Cast) -> Vec<Id> {
        let named = here.and_then(|visit| visit.extra.get(ATTENDEE)).filter(|_| event.part.get(WAS).is_some());
        let Some(named) = named else { return Vec::new() };
        let before = self.people.cast(self.intake.room, &Part::of("VEVENT", ext::ids(named)), None);
        let is_named = |id: &Id| cast.persons.contains(id) || cast.members.contains(id);
        before.persons.into_iter().chain(before.members).filter(|id| !is_named(id)).collect()
    }

    pub(super) fn guests(&mut self, event: &Event, want: &mut Want, account: Id, cast: &Cast) {
        let room = self.intake.room;
        let here = room.get::<Visit>(want.id);
        let seat = |person: &Id| room.linked::<Seat>(*person).find(|seat| seat.account == account).map(|seat| seat.id);
        let is_placed = |id: &Id| room.get::<Member>(*id).is_some() || seat(id).is_some();
        let (mut strangers, mut seatless) = (Vec::new(), Vec::new());
        for guest in &cast.guests {
            match guest.id {
                None => strangers.push(guest.name.as_str()),
                Some(id) if !is_placed(&id) => seatless.push(guest.name.as_str()),
                Some(_) => {}
            }
        }
        if !strangers.is_empty() {
            let problem = Problem::new("problem-import-strangers").with("names", strangers.join(", "));
            self.intake.note_once(event.row, problem);
        }
        if !seatless.is_empty() {
            let problem = Problem::new("problem-import-seatless").with("names", seatless.join(", "));
            self.intake.note_once(event.row, problem.with("account", room.name(account)));
        }
        if !cast.declined.is_empty() && !event.is_later {
            let names: Vec<&str> = cast.declined.iter().map(|guest| guest.name.as_str()).collect();
            let problem = Problem::new("problem-import-declined").with("names", names.join(", "));
            self.intake.note_once(event.row, problem);
        }
        let open = here.and_then(|visit| visit.extra.get(kept::OPEN)).cloned().unwrap_or_default();
        let open: BTreeSet<&str> = ext::ids(&open).collect();
        let late = cast.guests.iter().filter(|guest| open.contains(guest.name.as_str()));
        let late: BTreeSet<Id> = late.filter_map(|guest| guest.id).filter(is_placed).collect();
        let left: Vec<&str> = strangers.into_iter().chain(seatless).collect();
        if !left.is_empty() {
            want.set(kept::OPEN, left, &[]);
        }
        // Whom somebody has taken out here since comes back with nobody who is new.
        let is_meant = |id: &&Id| late.is_empty() || late.contains(id);
        let seats: Vec<Value> =
            cast.persons.iter().filter(is_meant).filter_map(seat).map(|seat| seat.to_string().into()).collect();
        let attends = |id: &Id| here.is_some_and(|visit| visit.ours.iter().any(|one| one.member == *id));
        let new = cast.members.iter().filter(is_meant).filter(|id| !attends(id));
        let ours: Vec<Value> = new
            .map(|id| {
                let own = Id::named("ical:ours", &format!("{}/{id}", event.ext_id));
                match role(event.part, *id) {
                    Some(role) => json!({"id": own, "member": id, "role": role}),
                    None => json!({"id": own, "member": id}),
                }
            })
            .collect();
        // Who took part and takes that back goes, and so does whom ours no longer name.
        let declined = cast.declined.iter().filter_map(|guest| guest.id).chain(self.left_out(event, here, cast));
        let gone: Vec<Value> =
            declined.clone().filter_map(|id| seat(&id)).map(|seat| seat.to_string().into()).collect();
        let attended = |one: &&Attendee| declined.clone().any(|id| id == one.member);
        let left = here.into_iter().flat_map(|visit| &visit.ours).filter(attended);
        let left: Vec<Value> = left.map(|one| json!(one)).collect();
        for (field, all, base) in [("theirs", seats, gone), ("ours", ours, left)] {
            if all.is_empty() && base.is_empty() {
                continue;
            }
            want.set(field, all, &CELLS);
            if let Some(wish) = want.fields.get_mut(field) {
                wish.anew = !late.is_empty();
                wish.base = Some(base).filter(|base| !base.is_empty()).map(|base| Box::new(base.into()));
            }
        }
    }
}

/// What one of ours does at a visit, where that is said.
fn role(part: &Part, id: Id) -> Option<&'static str> {
    let is_theirs = |one: &&Property| one.param(MEMBER).and_then(|said| said.trim().parse().ok()) == Some(id);
    let said = part.all("ATTENDEE").find(is_theirs)?.param(ROLE)?.trim();
    VisitRole::ALL.iter().map(|role| role.code()).find(|code| *code == said)
}
