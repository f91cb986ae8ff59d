//! Journeys and stays: read from the reservation that KDE puts beside an event, else recognised by what the text says;
//! what is a journey and says no more is an absence.

use chrono::{NaiveTime, TimeDelta};
use regex::Regex;
use serde_json::Value;

use super::places::Places;
use super::reservations;
use super::times::Time;
use super::zones::{Zone, named};
use crate::exchange::content::{Part, unescaped};
use crate::model::When;

/// One way, or one stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Leg {
    pub(super) from: Option<String>,
    pub(super) to: String,
    pub(super) depart: Option<When>,
    pub(super) arrive: Option<When>,
    pub(super) until: Option<When>,
    pub(super) transport: Option<&'static str>,
    pub(super) number: String,
    pub(super) hotel: String,
    /// What else is worth knowing.
    pub(super) notes: Vec<String>,
    pub(super) passenger: String,
    pub(super) email: String,
    pub(super) cancelled: bool,
}

/// What titles and timetables look like, made once.
pub(super) struct Rules {
    arrow: Option<Regex>,
    worded: Option<Regex>,
    coded: Option<Regex>,
    joined: Option<Regex>,
    head: Option<Regex>,
    way: Option<Regex>,
    leaves: Option<Regex>,
    comes: Option<Regex>,
    stay: Option<Regex>,
    train: Option<Regex>,
    flight: Option<Regex>,
}

impl Rules {
    pub(super) fn new() -> Self {
        let rule = |text: &str| Regex::new(text).ok();
        Self {
            arrow: rule(r"^(?:.*?:\s*)?(.+?)\s*(?:➞|→|->|–>|⇒|=>)\s*(.+?)$"),
            worded: rule(r"(?i)(?:\bfrom|\bvon|\bde)\s+(.+?)\s+(?:to|nach|à|a)\s+(.+?)$"),
            coded: rule(r"\b([A-Z]{3})\s*[-–/]\s*([A-Z]{3})\b"),
            joined: rule(r"^\D*?\s*(\S+?)\s*(?:—|-|–|至|到|飞往|飛往)\s*(\S+)"),
            head: rule(r"(?i)^(?:flight|flug|vol|train|zug|航班|火车|高铁|your)\s+"),
            way: rule(r"^\s*(.+?)\s*(?:➞|→|->)\s*(.+?)\s*$"),
            leaves: rule(r"(?i)(?:^|\s)(?:ab|dep\.?|departure|odj\.?)\s*(\d{1,2}):(\d{2})"),
            comes: rule(r"(?i)(?:^|\s)(?:an|arr\.?|arrival|příj\.?)\s*(\d{1,2}):(\d{2})"),
            stay: rule(r"(?i)\bhotel\b|\bstay at\b|\bcheck-?in\b|\blodging\b|\bunterkunft\b|酒店|宾馆|賓館|飯店|民宿"),
            train: rule(
                r"\b(ICE|IC|EC|ECE|RJX|RJ|TGV|EN|NJ|RE|RB|AVE|FR|IR|EST|THA|Thalys|Eurostar|Frecciarossa|[GDCZTK])\s*(\d{1,5})\b",
            ),
            flight: rule(r"\b([A-Z][A-Z0-9]|[0-9][A-Z])\s?(\d{2,4})\b"),
        }
    }

    /// The number of a train or flight, and which it is.
    fn number(&self, text: &str) -> (&'static str, String) {
        let find = |rule: &Option<Regex>| {
            let caught = rule.as_ref()?.captures(text)?;
            Some((caught.get(1)?.as_str().to_owned(), caught.get(2)?.as_str().to_owned()))
        };
        let lower = text.to_lowercase();
        let flies = ["flight", "flug", "航班", "airport", "boarding"].iter().any(|word| lower.contains(word));
        match (find(&self.flight), find(&self.train)) {
            (Some((line, number)), _) if flies => ("flight", format!("{line}{number}")),
            (_, Some((line, number))) if line.len() == 1 => ("train", format!("{line}{number}")),
            (_, Some((line, number))) => ("train", format!("{line} {number}")),
            (Some((line, number)), None) => ("flight", format!("{line}{number}")),
            (None, None) => ("", String::new()),
        }
    }
}

/// An event as far as journeys go.
pub(super) struct Trip<'a> {
    pub(super) part: &'a Part,
    pub(super) producer: &'a str,
    pub(super) start: &'a Time,
    pub(super) end: Option<&'a Time>,
    pub(super) places: &'a Places,
    pub(super) here: &'a Zone,
}

/// Who writes calendars of journeys.
const PRODUCERS: [&str; 32] = [
    "bahn.de",
    "hacon",
    "hafas",
    "sncf",
    "trenitalia",
    "trainline",
    "oebb",
    "sbb.ch",
    "ns.nl",
    "eurostar",
    "amtrak",
    "renfe",
    "flixbus",
    "lufthansa",
    "swiss.com",
    "klm",
    "airfrance",
    "ryanair",
    "easyjet",
    "britishairways",
    "emirates",
    "united.com",
    "delta.com",
    "tripit",
    "kayak",
    "booking.com",
    "expedia",
    "12306",
    "ctrip",
    "trip.com",
    "kitinerary",
    "tripsource",
];

/// Words of an absence.
const AWAY: [&str; 22] = [
    "out of office",
    "ooo",
    "vacation",
    "holiday",
    "on leave",
    "annual leave",
    "business trip",
    "travelling",
    "traveling",
    "away",
    "pto",
    "reise",
    "urlaub",
    "dienstreise",
    "出差",
    "休假",
    "请假",
    "年假",
    "請假",
    "度假",
    "外出",
    "旅行",
];

impl Trip<'_> {
    /// The legs of an event that is a journey; none where it is no journey.
    pub(super) fn legs(&self) -> Vec<Leg> {
        let reserved = self.reserved();
        if !reserved.is_empty() {
            return reserved;
        }
        let summary = self.part.text("SUMMARY");
        let legs = self.timetable();
        if !legs.is_empty() {
            return legs;
        }
        if let Some(leg) = self.titled(&summary).or_else(|| self.stay(&summary)) {
            return vec![leg];
        }
        if self.is_by_carrier() || is_away(&summary) { vec![self.away(&summary)] } else { Vec::new() }
    }

    /// What an export of ours says of a journey.
    pub(super) fn own(&self) -> Leg {
        let said = |name: &str| Some(self.part.text(name).trim().to_owned()).filter(|text| !text.is_empty());
        let ends = self.end.and_then(|end| last_day(end, self.start));
        let arrive = said("X-WARROOM-ARRIVE").and_then(|text| text.parse().ok());
        Leg {
            from: said("X-WARROOM-FROM"),
            to: said("X-WARROOM-TO").unwrap_or_else(|| one_line(&self.part.text("SUMMARY"))),
            depart: self.start.when(),
            arrive: arrive.or_else(|| self.start.when()),
            until: ends.filter(|end| Some(*end) != arrive),
            number: said("X-WARROOM-NUMBER").unwrap_or_default(),
            passenger: said("X-WARROOM-WHO").unwrap_or_default(),
            ..Leg::default()
        }
    }

    fn is_by_carrier(&self) -> bool {
        let said = format!("{} {}", self.producer, self.part.text("UID")).to_lowercase();
        PRODUCERS.iter().any(|name| said.contains(name))
    }

    /// What a text says that is nothing but away.
    fn away(&self, summary: &str) -> Leg {
        let location = self.part.text("LOCATION");
        let city = self.places.city_within(&location).or_else(|| self.places.city_within(summary));
        let to = city.unwrap_or_else(|| one_line(if location.trim().is_empty() { summary } else { &location }));
        let start = self.start.when();
        let last = self.end.and_then(|end| last_day(end, self.start));
        Leg { to, depart: start, arrive: start, until: last, ..Leg::default() }
    }

    /// KDE's own words.
    fn reserved(&self) -> Vec<Leg> {
        let mut legs = Vec::new();
        for property in self.part.all(reservations::PROPERTY) {
            let raw = property.raw();
            let value: Option<Value> =
                serde_json::from_str(&unescaped(raw)).or_else(|_| serde_json::from_str(raw)).ok();
            let all = match value {
                Some(Value::Array(all)) => all,
                Some(one) => vec![one],
                None => Vec::new(),
            };
            legs.extend(all.iter().filter_map(|one| self.reservation(one)));
        }
        legs
    }

    fn reservation(&self, one: &Value) -> Option<Leg> {
        let kind = text(one, "@type");
        let about = one.get("reservationFor")?;
        let mut leg = match kind.as_str() {
            "LodgingReservation" => {
                let address = about.get("address").unwrap_or(&Value::Null);
                let locality = text(address, "addressLocality");
                let place = Some(locality).filter(|city| !city.is_empty()).unwrap_or_else(|| text(about, "name"));
                let to = self.places.city(&place).unwrap_or(place);
                let zone = self.places.zone(&to);
                let arrive = [moment(one, "checkinTime", zone.as_ref()), moment(one, "checkinDate", zone.as_ref())];
                let until = [moment(one, "checkoutTime", zone.as_ref()), moment(one, "checkoutDate", zone.as_ref())];
                let arrive = arrive.into_iter().flatten().next().or_else(|| self.start.when());
                let until = until.into_iter().flatten().next();
                Leg { to, depart: arrive, arrive, until, hotel: text(about, "name"), ..Leg::default() }
            }
            "FlightReservation" => self.way(about, "Airport", "flight"),
            "TrainReservation" => self.way(about, "Station", "train"),
            "BusReservation" => self.way(about, "BusStop", "other"),
            "BoatReservation" => self.way(about, "BoatTerminal", "ship"),
            _ => return Some(self.away(&self.part.text("SUMMARY"))),
        };
        leg.cancelled = text(one, "reservationStatus").ends_with("ReservationCancelled");
        let who = one.get("underName").unwrap_or(&Value::Null);
        (leg.passenger, leg.email) = (text(who, "name"), text(who, "email"));
        leg.notes.extend(Some(text(one, "reservationNumber")).filter(|code| !code.is_empty()));
        Some(leg)
    }

    fn way(&self, about: &Value, stop: &str, transport: &'static str) -> Leg {
        let place = |side: &str| {
            let place = about.get(format!("{side}{stop}")).unwrap_or(&Value::Null);
            let (code, name) = (text(place, "iataCode"), text(place, "name"));
            let locality = place.get("address").map(|address| text(address, "addressLocality")).unwrap_or_default();
            let city = self.places.airport(&code).unwrap_or_else(|| match locality.as_str() {
                "" => self.places.called(if name.is_empty() { &code } else { &name }),
                locality => self.places.called(locality),
            });
            let zone = self.places.zone(&code).or_else(|| self.places.zone(&city));
            let known = if name.is_empty() { code } else { name };
            (city, zone, known)
        };
        let (from, leaving, first) = place("departure");
        let (to, coming, last) = place("arrival");
        // A stop whose city is not known goes by the clock of the other.
        let here = || Some(self.here.clone());
        let (leaving, coming) =
            (leaving.clone().or_else(|| coming.clone()).or_else(here), coming.or(leaving).or_else(here));
        let depart = moment(about, "departureTime", leaving.as_ref()).or_else(|| moment(about, "departureDay", None));
        let depart = depart.or_else(|| self.start.when());
        let arrive = moment(about, "arrivalTime", coming.as_ref());
        let arrive =
            arrive.or_else(|| self.end.and_then(Time::when)).filter(|arrive| Some(*arrive) >= depart).or(depart);
        let airline = about.get("airline").map(|airline| text(airline, "iataCode")).unwrap_or_default();
        let number = match transport {
            "flight" => format!("{airline}{}", text(about, "flightNumber")),
            "train" => format!("{} {}", text(about, "trainName"), text(about, "trainNumber")).trim().to_owned(),
            _ => format!("{} {}", text(about, "busName"), text(about, "busNumber")).trim().to_owned(),
        };
        let notes = vec![format!("{first} → {last}")];
        Leg { from: Some(from), to, depart, arrive, transport: Some(transport), number, notes, ..Leg::default() }
    }

    /// A title that names both ends: `Berlin Hbf ➞ Paris Est`, `Flight LH 123 from FRA to EWR`, `FRA-EWR`.
    fn titled(&self, summary: &str) -> Option<Leg> {
        let whole = format!("{summary}\n{}", self.part.text("DESCRIPTION"));
        let (kind, number) = self.places.rules.number(&whole);
        let rules = &self.places.rules;
        let arrow = ends(rules.arrow.as_ref(), summary);
        let worded = ends(rules.worded.as_ref(), summary);
        let coded = ends(rules.coded.as_ref(), summary);
        let joined = ends(rules.joined.as_ref(), summary);
        let known = |(from, to): &(String, String)| self.places.city(from).is_some() && self.places.city(to).is_some();
        let is_way = |ends: &(String, String)| known(ends) || !number.is_empty() || self.is_by_carrier();
        let found = arrow.filter(is_way).or_else(|| worded.filter(is_way));
        let found =
            found.or_else(|| coded.filter(known)).or_else(|| joined.filter(|ends| known(ends) && !number.is_empty()));
        let (from, to) = found?;
        let from = from.trim_start_matches(number.as_str()).trim().to_owned();
        let from = rules.head.as_ref()?.replace_all(&from, "").trim().to_owned();
        let (first, last) = (self.places.called(&from), self.places.called(&to));
        let zone = |city: &str, place: &str| {
            let code = place.trim();
            self.places.zone(code).or_else(|| self.places.zone(city))
        };
        let depart = seen(self.start, zone(&first, &from));
        let arrive = self.end.and_then(|end| seen(end, zone(&last, &to))).or(depart);
        let transport = Some(kind).filter(|kind| !kind.is_empty()).or_else(|| worded_kind(&whole));
        let notes = vec![format!("{} → {}", one_line(&from), one_line(&to))];
        Some(Leg { from: Some(first), to: last, depart, arrive, transport, number, notes, ..Leg::default() })
    }

    /// A journey with changes, as railways write it into the description: for each part the ends, the train and when it
    /// leaves and comes.
    fn timetable(&self) -> Vec<Leg> {
        let description = self.part.text("DESCRIPTION");
        let Rules { way: Some(ends), leaves: Some(out), comes: Some(back), .. } = &self.places.rules else {
            return Vec::new();
        };
        // A station whose city is not known is where the last one was.
        let mut zone = Some(self.start.zone.clone()).filter(|_| !self.start.floats);
        let mut legs: Vec<Leg> = Vec::new();
        let (mut way, mut train, mut left) = (None, String::new(), None);
        let mut clock = self.start.local;
        for line in description.lines() {
            let at = |caught: &regex::Captures| {
                let part = |at: usize| caught.get(at)?.as_str().parse().ok();
                NaiveTime::from_hms_opt(part(1)?, part(2)?, 0)
            };
            if let Some(caught) = ends.captures(line) {
                way = caught
                    .get(1)
                    .zip(caught.get(2))
                    .map(|(from, to)| (from.as_str().to_owned(), to.as_str().to_owned()));
                (train, left) = (String::new(), None);
            } else if let Some(time) = out.captures(line).and_then(|caught| at(&caught)) {
                left = Some(later(clock, time));
            } else if let Some(time) = back.captures(line).and_then(|caught| at(&caught)) {
                let (Some((from, to)), Some(start)) = (way.take(), left.take()) else { continue };
                let end = later(start, time);
                clock = end;
                let (first, last) = (self.places.called(&from), self.places.called(&to));
                let mut when = |local, city: &str| {
                    if self.start.floats {
                        zone = self.places.zone(city).or_else(|| zone.take());
                    }
                    zone.as_ref().unwrap_or(self.here).at(local).map(When::from)
                };
                let (depart, arrive) = (when(start, &first), when(end, &last));
                legs.push(Leg {
                    depart,
                    arrive,
                    from: Some(first),
                    to: last,
                    transport: Some("train"),
                    number: std::mem::take(&mut train),
                    notes: vec![format!("{from} → {to}")],
                    ..Leg::default()
                });
            } else if way.is_some() && train.is_empty() {
                train = self.places.rules.number(line).1;
            }
        }
        let fits =
            legs.first().and_then(|leg| leg.depart) == self.start.zone_when(legs.first(), self.places, self.here);
        if fits { legs } else { Vec::new() }
    }

    /// A night in a hotel.
    fn stay(&self, summary: &str) -> Option<Leg> {
        let end = self.end.filter(|end| end.local.date() > self.start.local.date());
        self.places.rules.stay.as_ref()?.find(summary).filter(|_| end.is_some())?;
        let location = self.part.text("LOCATION");
        let city = self.places.city_within(&location).or_else(|| self.places.city_within(summary));
        let to = city.unwrap_or_else(|| one_line(if location.trim().is_empty() { summary } else { &location }));
        let name = summary.split_once(':').map_or(summary, |(_, name)| name);
        let start = self.start.when();
        Some(Leg {
            to,
            depart: start,
            arrive: start,
            until: end.and_then(Time::when),
            hotel: one_line(name),
            ..Leg::default()
        })
    }
}

impl Time {
    /// When it is for somebody at the beginning of a leg.
    fn zone_when(&self, leg: Option<&Leg>, places: &Places, here: &Zone) -> Option<When> {
        let zone = Some(self.zone.clone()).filter(|_| !self.floats);
        let zone = zone.or_else(|| places.zone(leg?.from.as_deref()?)).unwrap_or_else(|| here.clone());
        zone.at(self.local).map(When::from)
    }
}

/// A time as it is in a place; where no zone is known, as it was written.
fn seen(time: &Time, zone: Option<Zone>) -> Option<When> {
    match zone {
        // Zones that the event names itself count.
        Some(zone) if time.floats || matches!(time.zone, Zone::Fixed(_)) => time.seen_from(zone).when(),
        _ => time.when(),
    }
}

fn later(clock: chrono::NaiveDateTime, time: NaiveTime) -> chrono::NaiveDateTime {
    let at = clock.date().and_time(time);
    if at < clock { at.checked_add_signed(TimeDelta::days(1)).unwrap_or(at) } else { at }
}

/// The last day or moment of something that ends then.
fn last_day(end: &Time, start: &Time) -> Option<When> {
    if !end.is_day {
        return end.when();
    }
    let day = end.local.date().pred_opt()?.max(start.local.date());
    (day > start.local.date()).then_some(When::Day(day))
}

pub(super) fn is_away(summary: &str) -> bool {
    let summary = format!(" {} ", summary.to_lowercase());
    AWAY.iter().any(|word| {
        if word.is_ascii() {
            summary.match_indices(word).any(|(at, _)| {
                let before = summary.get(..at).and_then(|text| text.chars().next_back());
                let after = summary.get(at + word.len()..).and_then(|text| text.chars().next());
                ![before, after].into_iter().flatten().any(char::is_alphanumeric)
            })
        } else {
            summary.contains(word)
        }
    })
}

fn ends(rule: Option<&Regex>, text: &str) -> Option<(String, String)> {
    let caught = rule?.captures(text.lines().next()?)?;
    Some((caught.get(1)?.as_str().trim().to_owned(), caught.get(2)?.as_str().trim().to_owned()))
}

fn worded_kind(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if has(&["flight", "flug", "航班", "airport", "飞机"]) => Some("flight"),
        () if has(&["train", "zug", "bahn", "高铁", "火车", "hbf", "gare"]) => Some("train"),
        () => None,
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn text(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A moment of a reservation: with its offset, or at the hands of the clock there.
fn moment(value: &Value, name: &str, zone: Option<&Zone>) -> Option<When> {
    let value = value.get(name)?;
    let said = value.get("@value").unwrap_or(value).as_str()?;
    if let Ok(when) = said.parse::<When>() {
        return Some(when);
    }
    let own = value.get("timezone").and_then(Value::as_str).and_then(named);
    let local = super::times::local(said)?;
    own.as_ref().or(zone)?.at(local).map(When::from)
}
