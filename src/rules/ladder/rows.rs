//! The ladder and its forecast as rows of JSON, in the shapes the command line promises.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::{Cause, Climb, Position, forecast, open_amount, positions};
use crate::edit::Room;
use crate::model::{FollowUp, Id, When};
use crate::rules::Terms;

/// One object for each item that is not over, of one account or of all.
pub fn ladder_rows(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Value> {
    positions(room, terms, now, account)
        .into_iter()
        .map(|(item, position)| ladder_row(room, terms, now, item, &position))
        .collect()
}

/// One object for each change of rung between `now` and `until` if nobody acts.
pub fn forecast_rows(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    until: DateTime<FixedOffset>,
    account: Option<Id>,
) -> Vec<Value> {
    let row = |coming: super::Coming| {
        json!({
            "id": coming.id,
            "subject": room.name(coming.id),
            "account": coming.account,
            "account_name": room.name(coming.account),
            "kind": room.get::<FollowUp>(coming.id).and_then(|item| item.kind),
            "at": moment(coming.climb.at),
            "from": coming.climb.from,
            "to": coming.climb.to,
            "holder": coming.holder,
            "holder_name": coming.holder.map(|id| room.name(id)),
            "stands_for": coming.stands_for,
            "stands_for_name": coming.stands_for.map(|id| room.name(id)),
            "country": terms.country(room.get(coming.account)),
            "missing_years": coming.missing_years,
        })
    };
    forecast(room, terms, now, until, account).into_iter().map(row).collect()
}

fn ladder_row(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, item: &FollowUp, position: &Position) -> Value {
    let counterparts = position.counterparts.iter().map(|seat| json!({ "seat": seat, "name": room.name(*seat) }));
    let levels = position.step.as_ref().and_then(|rung| rung.ours.first()).copied();
    json!({
        "id": item.id,
        "account": item.account,
        "account_name": room.name(item.account),
        "subject": item.subject,
        "kind": item.kind,
        "state": position.state.code(),
        "rung": position.rung,
        "rungs": position.rungs,
        "level": levels,
        "holder": position.holder,
        "holder_name": position.holder.map(|id| room.name(id)),
        "stands_for": position.stands_for,
        "stands_for_name": position.stands_for.map(|id| room.name(id)),
        "counterparts": counterparts.collect::<Vec<_>>(),
        "since": moment(position.since),
        "climbs_at": position.climbs_at.map(moment),
        "climbs": position.climbs.iter().map(climb).collect::<Vec<_>>(),
        "stuck": position.is_stuck(),
        "held": position.held,
        "held_by": position.held_by.map(|id| json!({ "complaint": id, "name": room.name(id) })),
        "open": open_amount(item, room, now.date_naive()).map(|(amount, currency)| json!({ "amount": amount, "currency": currency })),
        "used_days": position.used,
        "allowed_days": position.allowed,
        "due": position.due,
        "overdue_days": position.overdue_days,
        "country": terms.country(room.get(item.account)),
        "missing_years": position.missing_years,
    })
}

fn climb(climb: &Climb) -> Value {
    let cause = match climb.cause {
        Cause::Clock => "clock",
        Cause::Amount => "amount",
        Cause::Up => "up",
        Cause::Down => "down",
    };
    json!({ "at": moment(climb.at), "from": climb.from, "to": climb.to, "cause": cause })
}

fn moment(at: DateTime<FixedOffset>) -> Value {
    json!(When::Moment(at))
}
