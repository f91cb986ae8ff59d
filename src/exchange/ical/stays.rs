//! Stays that come as two events, the hour in which they begin and that in which they end: both are one.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::places::Places;
use super::{times, title, travel};
use crate::exchange::content::Part;
use crate::exchange::profile::intake::folded;

/// Days between the two.
const LONGEST: i64 = 120;

/// The events that end a stay, by the UIDs of those that begin it: the same hotel, and the next that it is left.
pub(super) fn of(places: &Places, all: &BTreeMap<String, Vec<&Part>>) -> BTreeMap<String, Part> {
    let mut begins = Vec::new();
    let mut ends = Vec::new();
    for (uid, parts) in all {
        let [part] = parts.as_slice() else { continue };
        let is_off = part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED");
        let check = title::check(places, &part.text("SUMMARY")).filter(|_| part.name == "VEVENT" && !is_off);
        let (Some((is_begin, hotel)), Some(at)) = (check, part.get("DTSTART")) else { continue };
        // What is in no town is no stay, and both events are notes.
        if is_begin && travel::town(places, part, &hotel).is_none() {
            continue;
        }
        let Some(at) = times::local(at.raw()) else { continue };
        let list = if is_begin { &mut begins } else { &mut ends };
        list.push((at, folded(&hotel), uid, *part));
    }
    begins.sort_by_key(|(at, ..)| *at);
    ends.sort_by_key(|(at, ..)| *at);
    let mut found = BTreeMap::new();
    for (out, hotel, _, part) in ends {
        let fits = |(at, other, uid, _): &&(_, String, &String, _)| {
            *at <= out && out - *at <= TimeDelta::days(LONGEST) && *other == hotel && !found.contains_key(*uid)
        };
        if let Some((_, _, uid, _)) = begins.iter().rev().find(fits) {
            found.insert((*uid).clone(), part.clone());
        }
    }
    found
}
