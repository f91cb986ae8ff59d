//! A plan that is kept: its stops become planned visits, in one edit.

use chrono::{DateTime, FixedOffset, NaiveTime};
use serde_json::{Value, json};

use super::{Plan, Stop};
use crate::edit::{Draft, Room};
use crate::model::choice::VisitRole;
use crate::model::{Id, Kind, Problem, When};
use crate::rules::Terms;
use crate::rules::intercept::Say;
use crate::rules::presence::Half;
use crate::rules::zone::Zone;

/// When a meeting of a morning or an afternoon is, until somebody settles the hour.
const HOURS: [(Half, u32, u32); 2] = [(Half::Am, 9, 12), (Half::Pm, 14, 17)];

/// The edit that makes every stop a planned visit, and the visits' ids in the order of the stops.
pub fn draft(
    room: &Room,
    terms: &Terms,
    plan: &Plan,
    now: DateTime<FixedOffset>,
    say: Say,
) -> Result<(Draft, Vec<Id>), Problem> {
    let cities = plan.stops.iter().fold(Vec::new(), |mut all: Vec<&str>, stop| {
        if !all.contains(&stop.city.as_str()) {
            all.push(&stop.city);
        }
        all
    });
    let first = plan.stops.first().map(|stop| stop.slot.day.to_string()).unwrap_or_default();
    let mut draft = Draft::new("edit-plan-visit").about(format!("{first} {}", cities.join(" → ")));
    let mut ids = Vec::new();
    for stop in &plan.stops {
        let id = Id::new(now);
        if let Value::Object(fields) = visit(room, terms, stop, now, say) {
            draft.create(Kind::Visit, id, fields)?;
            ids.push(id);
        }
    }
    Ok((draft, ids))
}

fn visit(room: &Room, terms: &Terms, stop: &Stop, now: DateTime<FixedOffset>, say: Say) -> Value {
    // The one of the highest level leads.
    let ours = stop.members.iter().enumerate().map(|(at, member)| {
        let role = if at == 0 { Some(VisitRole::Lead) } else { None };
        json!({"id": Id::new(now), "member": member, "role": role})
    });
    let names: Vec<String> = stop.seats.iter().map(|seat| room.name(*seat)).collect();
    json!({
        "account": stop.account,
        "status": "planned",
        "start": hour(terms, stop, now, false),
        "end": hour(terms, stop, now, true),
        "city": stop.city,
        "objective": say("plan-objective", &[("names", &names.join(&say("word-and", &[])))]),
        "ours": ours.collect::<Vec<_>>(),
        "theirs": stop.seats,
    })
}

/// The first or last moment of the stop's half day, on the clocks of its city, or on ours where those are not known.
fn hour(terms: &Terms, stop: &Stop, now: DateTime<FixedOffset>, ends: bool) -> When {
    let hours = HOURS.iter().find(|(half, ..)| *half == stop.slot.half);
    let hour = hours.map_or(9, |(_, from, to)| if ends { *to } else { *from });
    let at = stop.slot.day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    let zone = terms.zone(&stop.city).or(terms.clocks).map_or(Zone::Fixed(*now.offset()), Zone::Named);
    When::Moment(zone.at(at.date(), at.time()))
}
