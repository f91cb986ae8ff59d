//! `warroom where`: where somebody is on a day, with the journeys of that day on all clocks, and those that clash.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::{Clash, Clocks, Stay, clashes, clocks, traveller, where_is};
use crate::edit::Room;
use crate::model::{Id, Kind, Leave, Member, Record, Travel, When};
use crate::rules::Terms;

/// Where somebody is on a day, and what bears on it.
pub struct Whereabouts<'a> {
    /// Whose.
    pub who: Id,
    /// Where the day ends.
    pub stay: Stay,
    /// The journeys of that day, and the one they are on.
    pub journeys: Vec<&'a Travel>,
    /// Those that cannot both be true.
    pub clashes: Vec<Clash>,
    /// The leave that one of ours is on.
    pub leave: Option<&'a Leave>,
}

/// Where somebody is on a day, with the journeys of the day and those that clash.
pub fn whereabouts<'a>(room: &'a Room, terms: &Terms, who: Id, on: NaiveDate) -> Whereabouts<'a> {
    let stay = where_is(room, terms, who, on);
    let who = traveller(room, who);
    let touches = |travel: &&Travel| {
        let is_on = |(first, last)| first <= on && on <= last;
        Some(travel.id) == stay.travel || days(&clocks(room, terms, travel)).is_some_and(is_on)
    };
    let theirs = |travel: &&Travel| travel.person == Some(who) || travel.member == Some(who);
    let journeys = room.linked::<Travel>(who).filter(theirs).filter(touches).collect();
    let own = stay.travel.and_then(|id| days(&clocks(room, terms, room.get(id)?)));
    let (first, last) = own.map_or((on, on), |(first, last)| (first.min(on), last.max(on)));
    let mut clashes = clashes(room, terms, who, first, last);
    let of_it = |clash: &Clash| [Some(clash.first), Some(clash.second)].contains(&stay.travel);
    clashes.retain(|clash| of_it(clash) || (clash.from <= on && on <= clash.to));
    let leave = room.get::<Member>(who).and_then(|member| member.leave_on(on));
    Whereabouts { who, stay, journeys, clashes, leave }
}

/// The JSON of `warroom where`: our own clocks are those of `now`.
pub fn where_row(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, found: &Whereabouts) -> Value {
    let Whereabouts { who, stay, journeys, clashes, leave } = found;
    let kind = room.record(*who).map_or(Kind::Person, Record::kind);
    let mut row = json!({
        "name": room.name(*who),
        "city": stay.city,
        "from": stay.from.map(|slot| slot.day),
        "to": stay.last,
        "firmness": stay.firmness.filter(|_| stay.city.is_some() || stay.travel.is_some()),
        "travel": stay.travel,
        "clash": stay.clash,
        "under_way": stay.under_way,
        "time_zone": stay.zone.filter(|_| !stay.under_way).map(chrono_tz::Tz::name),
        "journeys": journeys.iter().map(|one| journey(room, terms, now, one)).collect::<Vec<_>>(),
        "clashes": clashes.iter().map(|clash| said(room, clash)).collect::<Vec<_>>(),
        "leave": leave,
    });
    if let Value::Object(row) = &mut row {
        row.insert(kind.code().into(), json!(who));
    }
    row
}

/// The days a journey takes from its first to its last hour, each where it is.
fn days(clocks: &Clocks) -> Option<(NaiveDate, NaiveDate)> {
    let all = [clocks.depart, clocks.arrive, clocks.back].into_iter().flatten().map(|when| when.day());
    Some((all.clone().min()?, all.max()?))
}

fn journey(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, travel: &Travel) -> Value {
    let Clocks { depart, arrive, back } = clocks(room, terms, travel);
    let ours = |when: Option<When>| match when {
        Some(When::Moment(moment)) => Some(When::Moment(moment.with_timezone(now.offset()))),
        other => other,
    };
    json!({
        "travel": travel.id, "from_city": travel.from_city, "to_city": travel.to_city, "number": travel.number,
        "depart": depart, "arrive": arrive, "return": back,
        "ours": { "depart": ours(depart), "arrive": ours(arrive), "return": ours(back) },
    })
}

fn said(room: &Room, clash: &Clash) -> Value {
    let name = |id| room.get::<Travel>(id).map(|travel| travel.to_city.clone());
    json!({
        "travels": [clash.first, clash.second], "cities": [name(clash.first), name(clash.second)],
        "from": clash.from, "to": clash.to,
    })
}
