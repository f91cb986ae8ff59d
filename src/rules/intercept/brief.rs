//! What a planned meeting is about, from what is known already: the beginning of its briefing.

use super::{Intercept, Say};
use crate::edit::Room;
use crate::model::{FollowUp, Id, Travel};

/// The objective to begin with: what waits for this level, else to get to know them, else to stay in touch.
pub fn objective(room: &Room, meeting: &Intercept, say: Say) -> String {
    let name = room.name(meeting.seat);
    match (meeting.waiting.first(), meeting.contact.last) {
        (Some(item), _) => say("briefing-move-on", &[("what", &room.name(*item))]),
        (None, None) => say("briefing-get-to-know", &[("name", &name)]),
        (None, Some(last)) => say("briefing-keep-in-touch", &[("name", &name), ("last", &last.to_string())]),
    }
}

/// The facts, a line each: what they like, why one meets, where they stay, what waits for this level.
pub fn notes(room: &Room, meeting: &Intercept, say: Say) -> String {
    let likes = room.person_of(meeting.seat).and_then(|person| person.likes.as_deref());
    let likes = likes.map(|likes| say("briefing-likes", &[("name", &room.name(meeting.seat)), ("likes", likes)]));
    let mut lines: Vec<String> = likes.into_iter().collect();
    lines.push(say("briefing-why", &[("why", &meeting.reason(room, say))]));
    let journeys = [meeting.their_travel, meeting.our_travel].into_iter().flatten();
    lines.extend(journeys.filter_map(|id| journey(room, id, say)));
    lines.extend(meeting.waiting.iter().filter_map(|id| open(room, *id, say)));
    lines.join("\n")
}

/// Where somebody is to be found: city, days, flight or train, hotel.
fn journey(room: &Room, id: Id, say: Say) -> Option<String> {
    let travel = room.get::<Travel>(id)?;
    let who = room.name(travel.person.or(travel.member)?);
    let first = travel.arrive.or(travel.depart)?.day();
    let last = travel.r#return.map_or(first, |back| back.day());
    let days = if last > first { format!("{first}–{last}") } else { first.to_string() };
    let facts = [Some(travel.to_city.clone()), Some(days), travel.number.clone(), travel.hotel.clone()];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Some(say("briefing-journey", &[("who", &who), ("facts", &facts.join(" · "))]))
}

fn open(room: &Room, id: Id, say: Say) -> Option<String> {
    let item = room.get::<FollowUp>(id)?;
    let what = item.subject.as_str();
    Some(match item.due {
        Some(due) => say("briefing-open-due", &[("what", what), ("due", &due.day().to_string())]),
        None => say("briefing-open", &[("what", what)]),
    })
}
