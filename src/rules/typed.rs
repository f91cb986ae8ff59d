//! What a person typed for a field of a record, held against what the rules know: an hour is one of the place it belongs
//! to, a ladder has to be one that can be climbed.

use chrono::{DateTime, FixedOffset, NaiveTime};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::Terms;
use super::city::on_clocks;
use super::ladder::Policy;
use super::presence::Home;
use crate::edit::Room;
use crate::model::field::{Field, Type};
use crate::model::{Id, Kind, Problem, When, speak, value};

/// What the time in a field of a record follows: a departure the clocks where the journey begins, an arrival and the way
/// back those where it leads, a visit those of its city. `None` where nobody knows, and for all other times: then it is
/// told on ours. `of` gives the record's other fields.
pub fn zone_of(room: &Room, terms: &Terms, kind: Kind, field: &str, of: &dyn Fn(&'static str) -> Value) -> Option<Tz> {
    let text = |name| of(name).as_str().map(str::to_owned).filter(|text| !text.trim().is_empty());
    let id = |name| text(name)?.parse::<Id>().ok();
    let home = || id("person").or_else(|| id("member")).map(|who| Home::of(room, terms, who));
    match (kind, field) {
        (Kind::Travel, "depart") => Home::zone_at(home().as_ref(), terms, text("from_city").as_deref()),
        (Kind::Travel, "arrive" | "return") => {
            let city = text("to_city")?;
            Home::zone_at(home().as_ref(), terms, Some(&city))
        }
        (Kind::Visit, "start" | "end") => terms.zone(&text("city")?),
        _ => None,
    }
}

/// What is typed into.
pub struct Typing<'a> {
    /// The records.
    pub room: &'a Room,
    /// Zones of cities.
    pub terms: &'a Terms,
    /// The moment it is.
    pub now: DateTime<FixedOffset>,
    /// The kind of the record.
    pub kind: Kind,
    /// The other fields of the record, as they are or will be.
    pub of: &'a dyn Fn(&'static str) -> Value,
}

impl Typing<'_> {
    /// Reads what was typed, as [`value::parse`] does: an hour without a zone is one of the place, on its clocks as they
    /// stand that day.
    pub fn parse(&self, field: &Field, text: &str, old: &Value) -> Result<Value, Problem> {
        let zone = zone_of(self.room, self.terms, self.kind, field.name, self.of).or(self.terms.clocks);
        let clocks = on_clocks(self.now, zone);
        let value = match speak::parse_time(text) {
            Ok(time) if field.ty == Type::When => self.on_its_day(field, time, old, clocks),
            _ => value::parse(field, text, old, clocks)?,
        };
        if let (Kind::FollowUp, "policy", Some(policy)) = (self.kind, field.name, value.as_str()) {
            policy.parse::<Policy>()?;
        }
        let (Type::When, Some(zone)) = (field.ty, zone) else { return Ok(value) };
        let said = value.as_str().and_then(|said| said.parse().ok());
        let Some(When::Moment(moment)) = said.filter(|_| text.parse::<When>().is_err()) else { return Ok(value) };
        let there = moment.naive_local().and_local_timezone(zone).earliest();
        Ok(there.map_or(value, |there| json!(When::Moment(there.fixed_offset()))))
    }
}

impl Typing<'_> {
    /// An hour alone is one of the day the field has already, else of the day another time of the record is on, else of
    /// today.
    fn on_its_day(&self, field: &Field, time: NaiveTime, old: &Value, clocks: DateTime<FixedOffset>) -> Value {
        let day = |value: &Value| value.as_str()?.parse::<When>().ok().map(|when| when.day());
        let mut others =
            self.kind.fields().iter().filter(|other| other.ty == Type::When && !other.auto && *other != field);
        let day = day(old).or_else(|| others.find_map(|other| day(&(self.of)(other.name))));
        let local = day.unwrap_or_else(|| clocks.date_naive()).and_time(time);
        let moment = local.and_local_timezone(*clocks.offset()).single();
        json!(moment.map_or_else(|| When::Day(local.date()), When::Moment))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::rules::fixture::{self, id};

    #[test]
    fn an_hour_is_one_of_the_place_as_its_clocks_stand_that_day() {
        let room = fixture::room(&[(Kind::Person, "ann", json!({"name": "Ann", "home_city": "London"}))]);
        let (terms, now) = (Terms::builtin(), "2026-10-20T09:00:00+08:00".parse().unwrap());
        let typed = |kind: Kind, fields: Value, field: &str, text: &str| {
            let fields: Map<String, Value> = fields.as_object().unwrap().clone();
            let of = |name| fields.get(name).cloned().unwrap_or_default();
            let typing = Typing { room: &room, terms: &terms, now, kind, of: &of };
            typing.parse(&kind.field(field).unwrap(), text, &Value::Null).unwrap()
        };
        let trip = || json!({"person": id("ann"), "to_city": "北京"});
        // British summer time ends on 25 October.
        assert_eq!(typed(Kind::Travel, trip(), "depart", "2026-10-24 9:00"), "2026-10-24T09:00:00+01:00");
        assert_eq!(typed(Kind::Travel, trip(), "depart", "2026-10-26 9:00"), "2026-10-26T09:00:00+00:00");
        assert_eq!(typed(Kind::Travel, trip(), "return", "2026-10-28 9:00"), "2026-10-28T09:00:00+08:00");
        assert_eq!(typed(Kind::Travel, trip(), "depart", "2026-10-26"), "2026-10-26");
        assert_eq!(typed(Kind::Travel, trip(), "depart", "2026-10-26T09:00+08:00"), "2026-10-26T09:00:00+08:00");
        assert_eq!(
            typed(Kind::Visit, json!({"city": "Oslo"}), "start", "2026-10-23 14:00"),
            "2026-10-23T14:00:00+02:00"
        );
        assert_eq!(typed(Kind::Visit, json!({}), "start", "2026-10-23 14:00"), "2026-10-23T14:00:00+08:00");
    }

    #[test]
    fn an_hour_alone_keeps_the_day() {
        let (room, terms) = (Room::default(), Terms::builtin());
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let of = |name| if name == "depart" { json!("2026-11-03T08:00:00+08:00") } else { Value::Null };
        let typing = Typing { room: &room, terms: &terms, now, kind: Kind::Travel, of: &of };
        let arrive = Kind::Travel.field("arrive").unwrap();
        let old = json!("2026-11-04T07:45:00+08:00");
        assert_eq!(typing.parse(&arrive, "9:30", &old).unwrap(), "2026-11-04T09:30:00+08:00");
        assert_eq!(typing.parse(&arrive, "9:30", &Value::Null).unwrap(), "2026-11-03T09:30:00+08:00");
        let alone = Typing { of: &|_| Value::Null, ..typing };
        assert_eq!(alone.parse(&arrive, "9:30", &Value::Null).unwrap(), "2026-10-20T09:30:00+08:00");
    }

    #[test]
    fn a_ladder_has_to_be_one() {
        let (room, terms) = (Room::default(), Terms::builtin());
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let typing = Typing { room: &room, terms: &terms, now, kind: Kind::FollowUp, of: &|_| Value::Null };
        let parse = |text| typing.parse(&Kind::FollowUp.field("policy").unwrap(), text, &Value::Null);
        assert!(parse("rep:operations:1d executive:decision").is_ok());
        assert!(parse("as it comes").is_err());
        assert_eq!(parse("").unwrap(), Value::Null);
    }
}
