//! Journeys and stays: read from the reservation that KDE puts beside an event, else recognised by what the text says;
//! what is a journey and says no more is an absence.

use chrono::{NaiveTime, TimeDelta};
use serde_json::Value;

use super::carriers::{is_away, is_carrier, is_host, squeezed};
use super::places::Places;
use super::times::Time;
use super::title::{self, Rules, Title, Told};
use super::zones::{Zone, named};
use super::{FIRMNESS, PURPOSE, WAS, WHO};
use super::{described, reservations};
use crate::exchange::content::{Part, unescaped};
use crate::exchange::profile::intake::folded;
use crate::exchange::since::was;
use crate::model::choice::{Firmness, Transport};
use crate::model::{Kind, When};

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
    pub(super) purpose: String,
    pub(super) firmness: Option<&'static str>,
    /// What else is worth knowing.
    pub(super) notes: Vec<String>,
    pub(super) passenger: String,
    pub(super) email: String,
    /// The number of its booking.
    pub(super) booking: String,
    pub(super) cancelled: bool,
}

/// An event as far as journeys go.
pub(super) struct Trip<'a> {
    pub(super) part: &'a Part,
    pub(super) producer: &'a str,
    pub(super) start: &'a Time,
    pub(super) end: Option<&'a Time>,
    /// When a stay ends, where another event says it.
    pub(super) out: Option<&'a Time>,
    pub(super) places: &'a Places,
    pub(super) here: &'a Zone,
}

impl Trip<'_> {
    /// The legs of an event that is a journey; none where it is no journey.
    pub(super) fn legs(&self) -> Vec<Leg> {
        let mut legs = self.told();
        for leg in legs.iter_mut().filter(|leg| leg.passenger.is_empty()) {
            leg.passenger = self.places.passengers.named(&described::text(self.part));
        }
        legs
    }

    /// Whether it is nothing but reservations, and all of them are called off.
    pub(super) fn is_called_off(&self) -> bool {
        let all: Vec<Value> = self.reservations().collect();
        !all.is_empty() && all.iter().all(is_cancelled)
    }

    fn told(&self) -> Vec<Leg> {
        if let Some(reserved) = self.reserved() {
            return reserved;
        }
        let summary = self.part.text("SUMMARY");
        let legs = self.timetable();
        if !legs.is_empty() {
            return legs;
        }
        if let Some(leg) = self.titled(&summary) {
            return vec![leg];
        }
        let named = title::hotel(self.places, &summary, is_host(&self.writer()), self.nights());
        if let Some(hotel) = named.or_else(|| self.checks_in(&summary)) {
            // One that is in no town anybody knows of says nowhere where its guest is.
            return self.stay(&hotel).into_iter().collect();
        }
        if is_carrier(&self.writer()) || is_away(&summary) { vec![self.away(&summary)] } else { Vec::new() }
    }

    /// The hotel of a stay of which the end is known, or of one whose writer keeps itineraries.
    fn checks_in(&self, summary: &str) -> Option<String> {
        let (_, hotel) = title::check(self.places, summary).filter(|(begins, _)| *begins)?;
        (self.out.is_some() || is_carrier(&self.writer())).then_some(hotel)
    }

    /// What an export of ours says of a journey.
    pub(super) fn own(&self) -> Leg {
        let said = |name: &str| Some(self.part.text(name).trim().to_owned()).filter(|text| !text.is_empty());
        let to = said("X-WARROOM-TO").unwrap_or_else(|| one_line(&self.part.text("SUMMARY")));
        let transport = said("X-WARROOM-TRANSPORT");
        let transport = Transport::ALL.iter().map(|one| one.code()).find(|code| transport.as_deref() == Some(*code));
        let firmness = said(FIRMNESS);
        let firmness = Firmness::ALL.iter().map(|one| one.code()).find(|code| firmness.as_deref() == Some(*code));
        let from = said("X-WARROOM-FROM");
        let depart = self.there(self.start, from.as_deref().unwrap_or_default());
        let when = |name| said(name).and_then(|text| text.parse::<When>().ok());
        let (arrive, until) = match (when("X-WARROOM-ARRIVE"), when("X-WARROOM-RETURN")) {
            // As it was said, unless a program moved the end.
            (Some(arrive), Some(back)) if self.ends_as_written(back) => (Some(arrive), Some(back)),
            (arrive, _) => self.own_end(arrive, &to),
        };
        Leg {
            transport,
            hotel: said("X-WARROOM-HOTEL").unwrap_or_default(),
            purpose: said(PURPOSE).unwrap_or_default(),
            firmness,
            depart,
            from,
            arrive,
            until,
            to,
            number: said("X-WARROOM-NUMBER").unwrap_or_default(),
            passenger: said(WHO).unwrap_or_default(),
            ..Leg::default()
        }
    }

    /// When a journey of ours arrives, and when it is over. A program that moves its end leaves alone what it does not know: of
    /// one that went out without a return, the end is the arrival.
    fn own_end(&self, arrive: Option<When>, to: &str) -> (Option<When>, Option<When>) {
        let ends = self.end.and_then(|end| last_day(end, self.start));
        let Some(arrive) = arrive else { return (self.start.when(), ends) };
        let was = self.part.text(WAS);
        let is_one_way = was::had(&was, Kind::Travel, "arrive") && !was::had(&was, Kind::Travel, "return");
        if is_one_way {
            let last_of_days = |end| last_day(end, self.start).or_else(|| self.start.when());
            let last = self.end.and_then(|end| if end.is_day { last_of_days(end) } else { self.there(end, to) });
            return (last.filter(|last| !is_end_of(*last, arrive)).or(Some(arrive)), None);
        }
        let is_within = ends.is_none_or(|end| arrive <= end);
        let arrive = if is_within { Some(arrive) } else { self.start.when() };
        (arrive, ends.filter(|end| Some(*end) != arrive))
    }

    /// Whether its end is how a journey is written that is over then.
    fn ends_as_written(&self, back: When) -> bool {
        let Some(end) = self.end else { return false };
        if !end.is_day {
            return end.when().is_some_and(|end| is_end_of(end, back));
        }
        let last = end.local.date().pred_opt().map(|day| day.max(self.start.local.date()));
        last == Some(back.day())
    }

    /// Who wrote the calendar, as far as it says.
    fn writer(&self) -> String {
        squeezed(&format!("{} {}", self.producer, self.part.text("UID")))
    }

    /// What a text says that is nothing but away.
    fn away(&self, summary: &str) -> Leg {
        let location = self.part.text("LOCATION");
        let city = self.places.city_at(&location).or_else(|| self.places.city_within(summary));
        let named = || title::trip(self.places, summary).unwrap_or_else(|| summary.to_owned());
        let to = city.unwrap_or_else(|| one_line(&if location.trim().is_empty() { named() } else { location }));
        let start = self.there(self.start, &to);
        let last = self.end.and_then(|end| if end.is_day { last_day(end, self.start) } else { self.there(end, &to) });
        Leg { to, depart: start, arrive: start, until: last, ..Leg::default() }
    }

    /// A time as it is in a city, where it was written in UTC.
    fn there(&self, time: &Time, city: &str) -> Option<When> {
        let zone = self.places.zone(city).unwrap_or_else(|| self.here.clone());
        if time.is_utc() { time.seen_from(zone).when() } else { time.when() }
    }

    /// KDE's own words; `None` where it says nothing in them. A reservation that leads to no town is no journey.
    fn reserved(&self) -> Option<Vec<Leg>> {
        let all: Vec<Value> = self.reservations().collect();
        (!all.is_empty()).then(|| all.iter().filter_map(|one| self.reservation(one)).collect())
    }

    fn reservations(&self) -> impl Iterator<Item = Value> {
        let all = self.part.all(reservations::PROPERTY).flat_map(|property| {
            let raw = property.raw();
            let value = serde_json::from_str(&unescaped(raw)).or_else(|_| serde_json::from_str(raw));
            match value.unwrap_or_default() {
                Value::Array(all) => all,
                one => vec![one],
            }
        });
        all.filter(|one| one.get("reservationFor").is_some())
    }

    fn reservation(&self, one: &Value) -> Option<Leg> {
        let kind = text(one, "@type");
        let about = one.get("reservationFor")?;
        let mut leg = match kind.as_str() {
            "LodgingReservation" => {
                let address = about.get("address").unwrap_or(&Value::Null);
                let locality = Some(text(address, "addressLocality")).filter(|city| !city.is_empty());
                let named = locality.map(|place| self.places.city(&place).unwrap_or(place));
                let within = || self.places.city_within(&text(about, "name"));
                let to = named.or_else(within).or_else(|| town(self.places, self.part, &text(about, "name")))?;
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
            _ => self.elsewhere(one, about)?,
        };
        leg.cancelled = is_cancelled(one);
        let who = one.get("underName").unwrap_or(&Value::Null);
        (leg.passenger, leg.email) = (text(who, "name"), text(who, "email"));
        leg.booking = text(one, "reservationNumber");
        leg.notes.extend(Some(leg.booking.clone()).filter(|code| !code.is_empty()));
        Some(leg)
    }

    /// A fair, a table, a car: whoever has it is there.
    fn elsewhere(&self, one: &Value, about: &Value) -> Option<Leg> {
        let address = |place: Option<&Value>| Some(text(place?.get("address")?, "addressLocality"));
        let places = [about.get("location"), Some(about), one.get("pickupLocation")];
        let said = places.into_iter().filter_map(address).find(|city| !city.is_empty());
        let said = said.map(|city| self.places.called(&city));
        let within = || ["LOCATION", "SUMMARY"].iter().find_map(|name| self.places.city_within(&self.part.text(name)));
        let to = said.or_else(within)?;
        let notes = Some(text(about, "name")).filter(|name| !name.is_empty()).into_iter().collect();
        Some(Leg { to, notes, ..self.away(&self.part.text("SUMMARY")) })
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

    /// A title that names both ends, or one where the place of the event is the other.
    fn titled(&self, summary: &str) -> Option<Leg> {
        let said = Told {
            summary,
            more: &described::text(self.part),
            location: &self.part.text("LOCATION"),
            by_carrier: is_carrier(&self.writer()),
        };
        let Title { from, to, transport, number } = title::read(self.places, &said)?;
        let (first, last) = (self.places.called(&from), self.places.called(&to));
        let zone = |city: &str, place: &str| self.places.zone(place.trim()).or_else(|| self.places.zone(city));
        let depart = seen(self.start, zone(&first, &from));
        let arrive = self.end.and_then(|end| seen(end, zone(&last, &to))).or(depart);
        let notes = vec![format!("{} → {}", one_line(&from), one_line(&to))];
        Some(Leg { from: Some(first), to: last, depart, arrive, transport, number, notes, ..Leg::default() })
    }

    /// A journey with changes, as railways write it into the description: for each part the ends, the train and when it
    /// leaves and comes.
    fn timetable(&self) -> Vec<Leg> {
        let description = described::text(self.part);
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

    /// Nights in a hotel, or the hour in which they begin.
    fn stay(&self, hotel: &str) -> Option<Leg> {
        let to = town(self.places, self.part, hotel)?;
        let start = self.there(self.start, &to);
        let until = self.end.filter(|_| self.nights()).or(self.out).and_then(|end| self.there(end, &to));
        Some(Leg { to, depart: start, arrive: start, until, hotel: one_line(hotel), ..Leg::default() })
    }

    /// Whether it ends on another day than it begins.
    fn nights(&self) -> bool {
        self.end.is_some_and(|end| end.local.date() > self.start.local.date())
    }
}

/// Where the hotel of an event is: in a city that it names, else where it says; `None` where that is no more than the hotel
/// itself, or a house in a street.
pub(super) fn town(places: &Places, part: &Part, hotel: &str) -> Option<String> {
    let (location, summary) = (part.text("LOCATION"), part.text("SUMMARY"));
    // Where an address says it is counts before what city a hotel is called after.
    let addressed = places.city_at(&location).or_else(|| places.town(&location));
    let known = addressed.or_else(|| places.city_within(&summary));
    let is_code = |word: &str| word.chars().filter(char::is_ascii_digit).count() >= 4;
    let is_place = |line: &str| {
        let is_house = line.contains(|c: char| c.is_ascii_digit());
        let has_code = line.split_whitespace().any(is_code) && line.contains(char::is_alphabetic);
        !line.is_empty() && folded(line) != folded(hotel) && (has_code || !is_house)
    };
    known.or_else(|| {
        let says_one = location.split([',', '，', ';', '|', '\n']).any(|line| is_place(line.trim()));
        says_one.then(|| one_line(&location))
    })
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

/// Whether a reservation is called off.
fn is_cancelled(reservation: &Value) -> bool {
    text(reservation, "reservationStatus").ends_with("ReservationCancelled")
}

fn later(clock: chrono::NaiveDateTime, time: NaiveTime) -> chrono::NaiveDateTime {
    let at = clock.date().and_time(time);
    if at < clock { at.checked_add_signed(TimeDelta::days(1)).unwrap_or(at) } else { at }
}

/// Whether this is how the end of a journey is written that is over then: one that begins at an hour ends at one, of a day at
/// its last minute, by the clock of some place.
fn is_end_of(end: When, over: When) -> bool {
    /// Minutes between the clocks of zones.
    const STEP: i64 = 15;
    match (end, over) {
        (When::Moment(end), When::Day(day)) => day.and_hms_opt(23, 59, 0).is_some_and(|last| {
            let behind = (end.naive_utc() - last).num_minutes();
            behind % STEP == 0 && (-14 * 60..=12 * 60).contains(&behind)
        }),
        (When::Day(end), over) => end == over.day(),
        _ => end == over,
    }
}

/// The last day or moment of something that ends then.
fn last_day(end: &Time, start: &Time) -> Option<When> {
    if !end.is_day {
        return end.when();
    }
    let day = end.local.date().pred_opt()?.max(start.local.date());
    (day > start.local.date()).then_some(When::Day(day))
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
