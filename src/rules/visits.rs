//! Visits in their order: which next date was agreed and has had no visit since, and what a debriefing has still to hear.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::edit::Room;
use crate::model::choice::VisitStatus;
use crate::model::list::Unset;
use crate::model::{Id, Seat, Touch, Visit};
use crate::rules::scope::Scope;

/// The fields of a visit a debriefing asks for, in its order; the first two are what makes a visit done.
pub const ASKED: [&str; 5] = ["received_by", "content", "progress", "value", "next_date"];

/// How many days ago a visit may be that still wants a debriefing: later nobody remembers.
const DEBRIEF_DAYS: i64 = 30;

/// Days before an agreed one on which a visit to the same people is the one agreed on.
const ABOUT: i64 = 3;

/// A day on which we agreed to come again, and the visit at which that was.
#[derive(Clone, Copy, Debug)]
pub struct Agreed<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The day.
    pub day: NaiveDate,
}

/// The next dates agreed in some accounts that no later visit, made or planned, has taken up.
pub fn agreed<'a>(room: &'a Room, scope: impl Into<Scope<'a>>) -> Vec<Agreed<'a>> {
    let mut of: BTreeMap<Id, Vec<&Visit>> = BTreeMap::new();
    let all = scope.into().of(room, |visit: &Visit| visit.account);
    for visit in all.filter(|visit| visit.status != Some(VisitStatus::Cancelled)) {
        of.entry(visit.account).or_default().push(visit);
    }
    let mut found = Vec::new();
    for visits in of.into_values() {
        for visit in visits.iter().filter(|visit| visit.status == Some(VisitStatus::Done)) {
            let Some(day) = visit.next_date else { continue };
            if !visits.iter().any(|other| takes_up(other, visit, day)) {
                found.push(Agreed { visit, day });
            }
        }
    }
    found
}

/// Whether a later visit is the one that was agreed on for a day, or stands in its place: with the same people about then or
/// later, or with a new day agreed on; with others, on the day.
fn takes_up(other: &Visit, visit: &Visit, day: NaiveDate) -> bool {
    let Some(start) = other.start.map(|start| start.day()).filter(|_| other.id != visit.id) else { return false };
    if visit.start.is_none_or(|made| start <= made.day()) {
        return false;
    }
    let (theirs, others) = (met(visit), met(other));
    let same = theirs.is_empty() || others.is_empty() || theirs.iter().any(|seat| others.contains(seat));
    let early = (day - start).num_days();
    let renewed = other.status == Some(VisitStatus::Done) && other.next_date.is_some();
    if same { early <= ABOUT || renewed } else { early.abs() <= 1 }
}

/// Whether nobody has told yet how a visit went, though it is over: of one that is done only for [`DEBRIEF_DAYS`].
pub fn is_untold(visit: &Visit, today: NaiveDate) -> bool {
    let Some(end) = visit.end.or(visit.start).map(|end| end.day()) else { return false };
    match visit.status {
        Some(VisitStatus::Planned) => end < today,
        Some(VisitStatus::Done) => visit.debriefed_at.is_none() && (today - end).num_days() <= DEBRIEF_DAYS,
        _ => false,
    }
}

/// Whom of theirs a visit was with: who received us, then the others.
pub fn met(visit: &Visit) -> Vec<Id> {
    let others = visit.theirs.iter().copied().filter(|seat| Some(*seat) != visit.received_by);
    visit.received_by.into_iter().chain(others).collect()
}

/// Whom of theirs we had not met before a visit: nobody of ours was in touch with them until then.
pub fn first_met(room: &Room, visit: &Visit) -> Vec<Id> {
    let Some(start) = visit.start.map(|start| start.day()) else { return Vec::new() };
    let was_there = |other: &Visit, seat: Id| {
        let made = other.status == Some(VisitStatus::Done) && other.start.is_some_and(|at| at.day() < start);
        made && (other.theirs.contains(&seat) || other.received_by == Some(seat))
    };
    let known = |seat: Id| {
        let touched = room.linked::<Touch>(seat).any(|touch| touch.at.is_some_and(|at| at.day() < start));
        touched || room.linked::<Visit>(seat).any(|other| was_there(other, seat))
    };
    met(visit).into_iter().filter(|seat| !known(*seat)).collect()
}

/// What makes a visit done and is not told yet.
pub fn untold(visit: &Visit) -> Vec<&'static str> {
    let known = [!visit.received_by.is_unset(), !visit.content.is_unset()];
    ASKED.into_iter().zip(known).filter(|(_, known)| !known).map(|(name, _)| name).collect()
}

/// The visits one of theirs, a person or a seat, was at, or one of ours; the newest first.
pub fn with(room: &Room, who: Id) -> Vec<&Visit> {
    let seats = room.linked::<Seat>(who).filter(|seat| seat.person == Some(who)).map(|seat| seat.id);
    let ids: Vec<Id> = std::iter::once(who).chain(seats).collect();
    let was_at = |visit: &&Visit| {
        let theirs = |id: &Id| visit.theirs.contains(id) || visit.received_by == Some(*id);
        let ours = |id: &Id| visit.ours.iter().any(|one| one.member == *id);
        ids.iter().any(|id| theirs(id) || ours(id))
    };
    let mut all: Vec<&Visit> = ids.iter().flat_map(|id| room.linked::<Visit>(*id)).filter(was_at).collect();
    all.sort_by_key(|visit| (std::cmp::Reverse(visit.start), visit.id));
    all.dedup_by_key(|visit| visit.id);
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn visits() -> Room {
        let visit = |account: &str, status: &str, start: &str, next: Option<&str>| json!({"account": account, "status": status, "start": start, "received_by": "@s", "content": "talked", "next_date": next});
        // With somebody else, and without a word on when we come again.
        let others =
            json!({"account": "@a", "status": "done", "start": "2026-10-15", "received_by": "@t", "content": "x"});
        room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Account, "b", json!({"name": "B"})),
            (Kind::Person, "p", json!({"name": "张伟"})),
            (Kind::Seat, "s", json!({"account": "@a", "person": "@p"})),
            (Kind::Visit, "old", visit("@a", "done", "2026-09-01", Some("2026-09-20"))),
            (Kind::Visit, "last", visit("@a", "done", "2026-10-01", Some("2026-10-28"))),
            (Kind::Visit, "off", visit("@a", "cancelled", "2026-10-10", None)),
            (Kind::Visit, "met", visit("@b", "done", "2026-10-01", Some("2026-10-28"))),
            (Kind::Visit, "next", visit("@b", "planned", "2026-10-29", None)),
            (Kind::Person, "q", json!({"name": "李娜"})),
            (Kind::Seat, "t", json!({"account": "@a", "person": "@q"})),
            (Kind::Visit, "others", others),
        ])
    }

    #[test]
    fn a_next_date_stands_until_a_later_visit_takes_it_up() {
        let room = visits();
        let found = |scope| agreed(&room, scope).iter().map(|one| (one.visit.id, one.day)).collect::<Vec<_>>();
        let day = NaiveDate::from_ymd_opt(2026, 10, 28).unwrap();
        assert_eq!(found(None), [(id("last"), day)]);
        assert_eq!(found(Some(id("a"))), [(id("last"), day)]);
        assert_eq!(found(Some(id("b"))), []);
    }

    #[test]
    fn somebody_s_visits_are_those_they_were_at_by_seat_or_by_person() {
        let room = visits();
        let ids = |who| with(&room, who).iter().map(|visit| visit.id).collect::<Vec<_>>();
        assert_eq!(ids(id("p")), ids(id("s")));
        assert_eq!(ids(id("p")).first(), Some(&id("next")));
        assert_eq!(ids(id("p")).len(), 5);
    }

    #[test]
    fn whom_we_met_before_is_not_met_for_the_first_time() {
        let room = visits();
        let first = |visit: &str| first_met(&room, room.get(id(visit)).unwrap());
        assert_eq!(first("old"), [id("s")]);
        assert_eq!(first("last"), [], "they received us in September");
    }

    #[test]
    fn a_visit_wants_its_host_and_its_content() {
        let told = |fields: serde_json::Value| {
            let mut all = json!({"account": "@a", "status": "planned", "start": "2026-10-01"});
            all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            let room = room(&[(Kind::Account, "a", json!({"name": "A"})), (Kind::Visit, "v", all)]);
            untold(room.get(id("v")).unwrap())
        };
        assert_eq!(told(json!({})), ["received_by", "content"]);
        assert_eq!(told(json!({"content": "x"})), ["received_by"]);
    }
}
