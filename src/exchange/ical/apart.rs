//! Events that go by one UID and are several things all the same: who writes out bookings, or calendars by hand, may call all
//! they write alike.

use serde_json::Value;

use super::Reader;
use super::reservations::PROPERTY;
use super::travel::{one_line, text};
use crate::exchange::content::Part;
use crate::model::Record;

/// The components of a UID, each thing with its versions. None where all of them are one thing.
pub(super) fn apart<'p>(parts: &[&'p Part]) -> Vec<Vec<&'p Part>> {
    // Of which of several series a day is the exception nobody could tell.
    let is_whole = |part: &&Part| part.name == "VEVENT" && part.get("RECURRENCE-ID").is_none();
    let mut all: Vec<Vec<&Part>> = Vec::new();
    if parts.iter().all(is_whole) {
        for part in parts {
            match all.iter_mut().find(|versions| versions.iter().any(|one| are_one(one, part))) {
                Some(versions) => versions.push(part),
                None => all.push(vec![part]),
            }
        }
    }
    if all.len() > 1 { all } else { Vec::new() }
}

/// Whether two events are the same, or versions of one: a later one has another number, or was written later and keeps its name
/// or its time.
fn are_one(one: &Part, other: &Part) -> bool {
    let says = |name: &str| one.text(name).trim() == other.text(name).trim();
    let (is_on_time, is_called_so) = (begin(one) == begin(other), says("SUMMARY"));
    match [one, other].map(traveller) {
        // All who travel may go by the same booking.
        [Some(one), Some(other)] => is_on_time && is_called_so && one == other,
        _ if !says("SEQUENCE") || is_on_time && is_called_so => true,
        _ => (is_on_time || is_called_so) && !(says("DTSTAMP") && says("LAST-MODIFIED")),
    }
}

/// Who travels, where a reservation stands beside the event.
fn traveller(part: &Part) -> Option<String> {
    part.get(PROPERTY)?;
    let whole: Value = serde_json::from_str(&part.text(PROPERTY)).unwrap_or_default();
    Some(text(&whole["underName"], "name"))
}

fn begin(part: &Part) -> String {
    part.get("DTSTART").map(|start| start.raw().trim().to_owned()).unwrap_or_default()
}

/// What one of several may go by: what it is called, when it begins, or both.
fn names(uid: &str, part: &Part) -> [String; 3] {
    let (called, begins) = (one_line(&part.text("SUMMARY")), begin(part));
    let both = format!("{begins}/{called}");
    [called, begins, both].map(|mark| format!("{uid}/{mark}"))
}

impl Reader<'_> {
    /// What each of several of a UID goes by, whatever becomes of the others: what it is called, where that tells them apart,
    /// for when it begins may change. The one that was here alone goes on by the UID.
    pub(super) fn names_apart(&self, uid: &str, all: &[Vec<&Part>]) -> Vec<String> {
        let firsts: Vec<&Part> = all.iter().filter_map(|versions| versions.first().copied()).collect();
        let named: Vec<[String; 3]> = firsts.iter().map(|part| names(uid, part)).collect();
        // Those who travel together go by one name.
        let tells = |mark: usize| {
            let both = 2;
            named.iter().all(|one| {
                named.iter().all(|other| (one.get(mark) == other.get(mark)) == (one.get(both) == other.get(both)))
            })
        };
        let mark = (0..2).find(|mark| tells(*mark)).unwrap_or(2);
        let alone = firsts.iter().position(|part| self.is_here_as(uid, part));
        let name = |(at, marks): (usize, &[String; 3])| {
            if alone == Some(at) { uid } else { marks.get(mark).map_or(uid, String::as_str) }.to_owned()
        };
        named.iter().enumerate().map(name).collect()
    }

    /// What the only one of a UID goes by: as one of several, where it was one when it was read before.
    pub(super) fn name_alone(&self, uid: &str, part: &Part) -> String {
        let known = names(uid, part).into_iter().find(|name| self.intake.known.here(name).is_some());
        known.unwrap_or_else(|| uid.to_owned())
    }

    /// Whether what is here by a UID is called as this is.
    fn is_here_as(&self, uid: &str, part: &Part) -> bool {
        let here = self.intake.known.here(uid).and_then(|id| self.intake.room.record(id));
        let said = here.and_then(|record: &Record| record.extra().get("ical.SUMMARY")?.as_str());
        said.is_some_and(|line| {
            line.split_once(':').map_or(line, |(_, said)| said) == part.get("SUMMARY").map_or("", |one| one.raw())
        })
    }
}
