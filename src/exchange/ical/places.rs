//! Cities behind airports and stations, and their zones; and what reads the texts that name them.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::passengers;
use super::title::Rules;
use super::travel::one_line;
use super::zones::Zone;
use crate::edit::Room;
use crate::exchange::capture::cities::Cities;
use crate::exchange::capture::script::plain;
use crate::exchange::content::Part;
use crate::rules::city;

const AIRPORTS: &str = include_str!("../../../assets/airports.txt");

/// What a station's name has beside its city's.
const STATION: [&str; 24] = [
    "hbf",
    "hauptbahnhof",
    "hl.n.",
    "gare",
    "bahnhof",
    "station",
    "railway",
    "est",
    "nord",
    "sud",
    "süd",
    "centrale",
    "central",
    "termini",
    "intl",
    "international",
    "airport",
    "aéroport",
    "flughafen",
    "(tief)",
    "part-dieu",
    "gl.",
    "apt",
    "terminal",
];

/// Every place that is known by a name.
pub(super) struct Places {
    cities: Cities,
    /// Where the events of the calendar are, by places without a number.
    said: Vec<String>,
    airports: BTreeMap<&'static str, (&'static str, Option<Tz>)>,
    pub(super) rules: Rules,
    pub(super) passengers: passengers::Rules,
}

impl Places {
    /// Those of a calendar, called as its events call them where the records do not.
    pub(super) fn of(room: &Room, calendars: &[Part]) -> Self {
        let events = || calendars.iter().chain(calendars.iter().flat_map(|calendar| &calendar.parts));
        let said: Vec<String> = events().flat_map(|part| ["SUMMARY", "LOCATION"].map(|name| part.text(name))).collect();
        let said = Some(said.join("\n")).filter(|text| !text.trim().is_empty());
        let airport = |line: &'static str| {
            let mut parts = line.split('=');
            Some((parts.next()?, (parts.next()?, parts.next()?.parse().ok())))
        };
        let is_place = |text: &String| !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit());
        Self {
            said: events().map(|part| one_line(&part.text("LOCATION"))).filter(is_place).collect(),
            cities: Cities::of(room, &city::Cities::builtin(), said.as_deref()),
            airports: AIRPORTS.lines().filter_map(airport).collect(),
            rules: Rules::new(),
            passengers: passengers::Rules::new(),
        }
    }

    /// The city of an airport's code, called as the records call it.
    pub(super) fn airport(&self, code: &str) -> Option<String> {
        let (city, _) = self.airports.get(code.trim())?;
        Some(self.cities.named(city).unwrap_or(city).to_owned())
    }

    /// Knows one more town, as if the records said it; `false` where it is known.
    pub(super) fn learn(&mut self, town: &str) -> bool {
        self.cities.learn(town)
    }

    /// The zone of an airport, or of a city.
    pub(super) fn zone(&self, name: &str) -> Option<Zone> {
        let of_airport = self.airports.get(name.trim()).and_then(|(_, zone)| *zone);
        let listed = || self.airports.values().find(|(city, _)| *city == name).and_then(|(_, zone)| *zone);
        of_airport.or_else(|| self.cities.zone(name)).or_else(listed).map(Zone::Named)
    }

    /// The city a text begins with or is.
    pub(super) fn city(&self, text: &str) -> Option<String> {
        let text = text.trim();
        if let Some(code) = code_in(text).and_then(|code| self.airport(code)) {
            return Some(code);
        }
        let words = plain(text);
        self.cities.named(text).or_else(|| self.cities.begin(words.trim()).map(|(name, _)| name)).map(str::to_owned)
    }

    /// A city somewhere in a text.
    pub(super) fn city_within(&self, text: &str) -> Option<String> {
        let parts = || text.split([',', '，', '\n', '(', ')', ';', '|']).map(str::trim).filter(|part| !part.is_empty());
        let numbers =
            |part: &str| part.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-')).to_owned();
        parts()
            .find_map(|part| self.cities.named(part).map(str::to_owned))
            .or_else(|| parts().find_map(|part| self.city(&numbers(part))))
            .or_else(|| {
                let words: Vec<&str> = text.split_whitespace().collect();
                (0..words.len().min(40)).find_map(|at| self.city(&words.get(at..)?.join(" ")))
            })
    }

    /// The city that a place is in, or the town whose name ends in that of a city: South San Francisco is not San Francisco.
    pub(super) fn city_at(&self, place: &str) -> Option<String> {
        let city = self.city_within(place)?;
        let town = locality(place).or_else(|| before_state(place));
        Some(town.filter(|town| *town != city && town.ends_with(&city)).unwrap_or(city))
    }

    /// The town of an address that no city is known of: as the calendar calls it elsewhere, else what stands before the code of its post.
    pub(super) fn town(&self, address: &str) -> Option<String> {
        let town = locality(address)?;
        let (line, parted) = (one_line(address), |rest: &str| rest.is_empty() || rest.starts_with([',', ' ']));
        let is_here = |said: &&String| {
            let behind = line.split_once(said.as_str()).map(|(_, rest)| rest);
            said.starts_with(town.as_str()) && behind.is_some_and(parted)
        };
        let said = self.said.iter().find(is_here).cloned();
        Some(said.unwrap_or(town))
    }

    /// What to call a place: its city, else its own name without what says that it is a station.
    pub(super) fn called(&self, text: &str) -> String {
        if let Some(city) = self.city(text) {
            return city;
        }
        let bare = text.split('(').next().unwrap_or(text).trim();
        let words = bare.split_whitespace().filter(|word| !STATION.contains(&word.to_lowercase().as_str()));
        let name = words.collect::<Vec<_>>().join(" ");
        if name.is_empty() { text.trim().to_owned() } else { name }
    }
}

/// The town of `223 Twin Dolphin Dr, Redwood City, CA, 94065`: a house in a street, and then what has a code of the post with it
/// or behind it. A room with a number is none.
fn locality(address: &str) -> Option<String> {
    let parts = parts(address);
    let is_code = |word: &&str| word.chars().filter(char::is_ascii_digit).count() >= 4;
    let has_number = |part: &&str| part.contains(|c: char| c.is_ascii_digit());
    let at = parts.iter().rposition(|part| part.split_whitespace().any(|word| is_code(&word)))?;
    let before = parts.get(..at).filter(|before| before.iter().any(has_number))?;
    let words = parts.get(at)?.split_whitespace().filter(|word| !is_code(word) && !is_state(word));
    let with_code = words.collect::<Vec<_>>().join(" ");
    let town = if with_code.is_empty() { *before.iter().rev().find(|part| !is_state(part))? } else { &with_code };
    (!has_number(&town)).then(|| town.to_owned())
}

/// The town of `Redwood City, CA`.
fn before_state(place: &str) -> Option<String> {
    let parts = parts(place);
    let at = parts.iter().position(|part| is_state(part))?.checked_sub(1)?;
    parts.get(at).map(ToString::to_string).filter(|town| !town.contains(|c: char| c.is_ascii_digit()))
}

/// The parts of an address.
fn parts(address: &str) -> Vec<&str> {
    address.split([',', '，', ';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn is_state(word: &str) -> bool {
    word.len() == 2 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// The code in `Frankfurt International (FRA)`, or the whole of `FRA`.
fn code_in(text: &str) -> Option<&str> {
    let inner = text.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or(text, |(code, _)| code.trim());
    (inner.len() == 3 && inner.chars().all(|c| c.is_ascii_uppercase())).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_town_of_an_address_stands_before_the_code_of_its_post() {
        for (address, town) in [
            ("223 TWIN DOLPHIN DR, Redwood City, CA, 94065-1514", Some("Redwood City")),
            ("223 Twin Dolphin Dr, Redwood City, CA 94065, USA", Some("Redwood City")),
            ("12 rue du Port, 29999 Petitville", Some("Petitville")),
            ("Lobby", None),
            ("Conference, Room 4012", None),
            ("Redwood City, CA", None),
            ("5 Main St, Room 1 , 4012", None),
        ] {
            assert_eq!(locality(address).as_deref(), town, "{address}");
        }
    }
}
