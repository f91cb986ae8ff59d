//! Journeys as itineraries hold them without a calendar: reservations in JSON, as schema.org has them and KDE and mails of
//! carriers write them. Each is read as the event that a calendar would have beside it.

use chrono::FixedOffset;
use serde_json::Value;

use super::travel::text;
use super::zones::{Zone, Zones, named};
use crate::exchange::content::{Part, escaped};
use crate::exchange::rejects::ERROR;
use crate::model::Id;

/// The property in which KDE puts a reservation beside an event.
pub(super) const PROPERTY: &str = "X-KDE-KITINERARY-RESERVATION";

/// When what is reserved begins, the closest first: of the reservation itself or of what it is for.
const BEGINS: [&str; 8] = [
    "departureTime",
    "departureDay",
    "checkinTime",
    "checkinDate",
    "startTime",
    "startDate",
    "pickupTime",
    "bookingTime",
];

/// When it ends, in the same way.
const ENDS: [&str; 6] = ["arrivalTime", "checkoutTime", "checkoutDate", "endTime", "endDate", "dropoffTime"];

/// What both ends of a way may be called.
const STOPS: [&str; 4] = ["Airport", "Station", "BusStop", "BoatTerminal"];

/// Whether a text is nothing but reservations.
pub(in crate::exchange) fn are_reservations(text: &str) -> bool {
    !found(text).is_empty()
}

/// A calendar of the reservations of a file, each on the line of its place; `None` where it is no such file.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Part>> {
    let all = found(std::str::from_utf8(bytes).ok()?);
    let parts = (1..).zip(&all).map(|(line, one)| event(line, one)).collect();
    (!all.is_empty()).then(|| vec![Part { name: "VCALENDAR".into(), closed: true, parts, ..Part::default() }])
}

/// The reservations of a file, that its places among the lines of a report are told by.
pub(in crate::exchange) fn found(text: &str) -> Vec<Value> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with(['[', '{']) || !text.contains("\"reservationFor\"") {
        return Vec::new();
    }
    let mut all = match serde_json::from_str(text) {
        Ok(Value::Array(all)) => all,
        Ok(one) => vec![one],
        Err(_) => Vec::new(),
    };
    for one in all.iter_mut().filter_map(Value::as_object_mut) {
        one.remove(ERROR);
    }
    // One that says little, or no reservation at all, makes no people of the others.
    let is_one = |one: &Value| self::text(one, "@type").ends_with("Reservation") && one["reservationFor"].is_object();
    let are_things = all.iter().all(|one| !self::text(one, "@type").is_empty());
    if are_things && all.iter().any(is_one) { all } else { Vec::new() }
}

fn event(line: u64, one: &Value) -> Part {
    let about = &one["reservationFor"];
    let first = |names: &[&str]| names.iter().find_map(|name| said(about, name).or_else(|| said(one, name)));
    let begins = first(&BEGINS);
    let ends = first(&ENDS).filter(|end| begins.as_ref().is_some_and(|begins| is_later(end, begins).unwrap_or(false)));
    let whole = one.to_string();
    // A booking keeps its number while what it says of the way changes.
    let uid = match text(one, "reservationNumber") {
        number if number.is_empty() => Id::named("ical:reservation", &whole).to_string(),
        number => format!("{}:{number}", text(one, "@type")),
    };
    let place = text(&about["address"], "addressLocality");
    let title = match title(about) {
        title if title.is_empty() => {
            let names = [one, &one["pickupLocation"]].map(|one| text(one, "name"));
            let kind = text(one, "@type");
            let kind = kind.strip_suffix("Reservation").unwrap_or(&kind).to_owned();
            [kind].into_iter().chain(names).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
        }
        title => title,
    };
    let lines = [
        Some(format!("UID:{}", escaped(&uid))),
        Some(stamp(one, begins.as_deref())),
        begins.map(|begins| format!("DTSTART{begins}")),
        ends.map(|ends| format!("DTEND{ends}")),
        Some(format!("SUMMARY:{}", escaped(&title))),
        Some(format!("LOCATION:{}", escaped(&place))).filter(|_| !place.is_empty()),
        Some(format!("{PROPERTY}:{}", escaped(&whole))),
    ];
    let part = Part::of("VEVENT", lines.iter().flatten().map(String::as_str));
    Part { lines: (line, line), closed: true, ..part }
}

/// A component of a reservation that is called off, as every calendar understands it.
pub(super) fn called_off(part: &Part) -> Part {
    let status = Part::of(&part.name, ["STATUS:CANCELLED"]).properties;
    let others = part.properties.iter().filter(|one| one.name != "STATUS").cloned();
    Part { properties: others.chain(status).collect(), ..part.clone() }
}

/// When it was written, without which some programs take no event: when it was booked, else when it begins, for that is the
/// same however often it is read.
fn stamp(one: &Value, begins: Option<&str>) -> String {
    let booked = said(one, "bookingTime");
    let at = booked.as_deref().or(begins).and_then(|said| super::times::local(said.rsplit(':').next()?));
    format!("DTSTAMP:{}Z", at.unwrap_or_default().format("%Y%m%dT%H%M%S"))
}

/// Whether one moment comes after another of its kind: hands of clocks in two unknown zones need not say so.
fn is_later(end: &str, begin: &str) -> Option<bool> {
    let utc = Zone::Fixed(FixedOffset::east_opt(0)?);
    let time = |said: &str| {
        let part = Part::of("VEVENT", [format!("DTSTART{said}").as_str()]);
        super::times::time(part.get("DTSTART")?, &Zones::default(), &utc)
    };
    let (begin, end) = (time(begin)?, time(end)?);
    let is_alike = begin.is_day == end.is_day && begin.floats == end.floats;
    Some(is_alike && begin.zone.at(begin.local)? < end.zone.at(end.local)?)
}

/// A moment as a calendar writes it, from the colon or semicolon on.
fn said(value: &Value, name: &str) -> Option<String> {
    let value = value.get(name)?;
    let said = value.get("@value").unwrap_or(value).as_str()?.trim();
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(said) {
        return Some(format!(":{}", moment.to_utc().format("%Y%m%dT%H%M%SZ")));
    }
    let local = super::times::local(said)?;
    let is_day = said.len() <= 10;
    let zone = value.get("timezone").and_then(Value::as_str).filter(|name| named(name).is_some() && !is_day);
    if let Some(zone) = zone {
        return Some(format!(";TZID={zone}:{}", local.format("%Y%m%dT%H%M%S")));
    }
    Some(if is_day { local.format(";VALUE=DATE:%Y%m%d") } else { local.format(":%Y%m%dT%H%M%S") }.to_string())
}

/// What people would call what is reserved.
fn title(about: &Value) -> String {
    let stop = |side: &str| {
        let place = STOPS.iter().find_map(|stop| about.get(format!("{side}{stop}")))?;
        ["name", "iataCode"].into_iter().map(|name| text(place, name)).find(|name| !name.is_empty())
    };
    let ways = stop("departure").zip(stop("arrival")).map(|(from, to)| format!("{from} → {to}"));
    let names = [text(&about["airline"], "iataCode") + &text(about, "flightNumber"), text(about, "trainName")];
    let names = names.into_iter().chain([text(about, "trainNumber"), text(about, "name"), ways.unwrap_or_default()]);
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reservations_are_reservations() {
        let one = r#"{"@type":"TrainReservation","reservationFor":{"@type":"TrainTrip","departureDay":"2026-11-02"}}"#;
        assert!(are_reservations(one) && are_reservations(&format!("\u{feff} [{one},{one}]")));
        for other in ["", "[]", r#"[{"name":"Ada","reservationFor":"2"}]"#, &format!("[{one},{{\"name\":\"Ada\"}}]")] {
            assert!(!are_reservations(other), "{other}");
        }
        let parts = read(one.as_bytes()).unwrap();
        assert_eq!(parts[0].parts[0].get("DTSTART").unwrap().text, "DTSTART;VALUE=DATE:20261102");
    }
}
