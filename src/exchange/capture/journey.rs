//! Journeys: who goes where and when, how, and how sure that is.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Map, Value, json};

use super::legs::{Leg, Role, Stop, legs};
use super::line::{Line, is_mark};
use super::names::Mention;
use super::{Read, Reader, days, marks};
use crate::model::speak::{Bias, Point};
use crate::model::{Kind, Member, When};

/// Hours on the way beyond which an arrival is not that of the same departure.
const LONGEST_WAY: i64 = 20;

/// What is said of each leg where it stands: the place in the line, and the field's value.
struct Said {
    at: usize,
    field: &'static str,
    value: Value,
}

impl Reader<'_> {
    /// The cities of a line, and what each is to a journey.
    fn stops(&self, line: &Line) -> Vec<Stop> {
        let mut stops: Vec<Stop> = Vec::new();
        let words = self.words;
        let cities = &self.capture.lexicon.cities;
        for at in line.starts() {
            if stops.last().is_some_and(|stop| at < stop.at.end) {
                continue;
            }
            let free = line.free(at);
            let short = || {
                // `周四回京`: the day may have taken the word along.
                let before = line.before(at);
                words.to_capital.iter().find(|lead| before.ends_with(lead.as_str()))?;
                let first = free.chars().next()?;
                let pairs = words.capitals.iter().filter_map(|pair| pair.split_once('='));
                let name = pairs.into_iter().find(|(short, _)| short.starts_with(first))?.1;
                Some((cities.named(name)?, 1))
            };
            let Some((name, len)) = cities.begin(&free).or_else(short) else { continue };
            // 北京分行 is no place somebody goes to, unless they are said to.
            let goes = line.word_before(at, &words.goes).is_some() || line.word_before(at, &words.at).is_some();
            if !goes && line.word_after(at + len, &words.city_part).is_some_and(|part| part.start == at + len) {
                continue;
            }
            let left = line.word_before(at, &words.from).is_some();
            let role = if left { Role::From } else { Role::To };
            stops.push(Stop { name: name.to_owned(), at: at..at + len, role });
        }
        let ways = ways(line, &stops, &words.way);
        for at in 0..stops.len() {
            let into = at.checked_sub(1).is_some_and(|before| ways.contains(&before));
            if let Some(stop) = stops.get_mut(at).filter(|_| ways.contains(&at) && !into) {
                stop.role = Role::From;
            }
        }
        stops
    }

    /// Whether a flight or train number is named.
    pub(super) fn is_numbered(&self) -> bool {
        marks::number(&mut self.line.clone()).is_some()
    }

    /// Whether a line without a word of its own for it tells of a journey.
    pub(super) fn is_journey(&self, mentions: &[Mention]) -> bool {
        let words = self.words;
        if self.line.find(&words.negated).is_some() || self.line.find(&words.habit).is_some() {
            return false;
        }
        let mut line = self.line.clone();
        let me = line.find(&words.me).is_some();
        let someone = me || mentions.iter().any(|mention| !mention.ids.is_empty() || mention.guess);
        let when = days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms);
        // A day that cannot be is a day all the same: it is asked.
        let dated = !when.pieces.is_empty() || when.wrong.is_some();
        let sets_out = line.find(&words.sets_out).is_some();
        let stops = self.stops(&line);
        let leads = |words: &[String]| stops.iter().any(|stop| line.word_before(stop.at.start, words).is_some());
        let way = leads(&words.goes) || leads(&words.from) || !ways(&line, &stops, &words.way).is_empty();
        let beside = stops.iter().filter_map(|stop| line.word_before(stop.at.start, &words.at));
        let beside = beside.filter(|at| mentions.iter().any(|one| line.back(at.start) == one.at.1)).count() > 0;
        if stops.is_empty() {
            return someone && dated && (sets_out || self.unknown_place(&line).is_some());
        }
        dated && (someone || way || sets_out) || someone && (way || beside)
    }

    pub(super) fn journey(&mut self, mentions: Vec<Mention>) -> Read {
        let words = self.words;
        let mentions = self.source(mentions);
        let numbers = marks::numbers(&mut self.line);
        let asked = self.unnamed(&mentions);
        self.cast(mentions, true);
        let mut raw = self.said_days(Bias::Future);
        let arrival = self.arrival(&mut raw, !numbers.is_empty());
        let nights = days::stay(&mut self.line);
        let hotels = marks::hotels(&mut self.line, words, "hotel", &self.capture.lexicon.cities);
        if let Some(firmness) = marks::firmness(&mut self.line, words) {
            self.set("firmness", firmness.code());
        }
        // `飞上海`: the word leads to a city and says how.
        let means = marks::means(&mut self.line.clone(), words);
        let stops = self.route();
        marks::means(&mut self.line, words);
        let purpose = marks::purpose(&mut self.line, words);
        self.myself();
        self.ask_who(asked);
        let several = stops.iter().filter(|stop| stop.role == Role::To).count() > 1;
        let legs = if several { self.dated(legs(&stops, &raw.pieces)) } else { self.single(stops, raw, nights) };
        let mut said = Vec::new();
        for (at, transport, number) in numbers {
            said.push(Said { at, field: "transport", value: json!(transport) });
            said.push(Said { at, field: "number", value: number.into() });
        }
        said.extend(hotels.into_iter().map(|(at, hotel)| Said { at, field: "hotel", value: hotel.into() }));
        said.extend(purpose.into_iter().map(|(at, what)| Said { at, field: "purpose", value: what.into() }));
        let mut each: Vec<Map<String, Value>> = legs.iter().map(|_| self.fields.clone()).collect();
        if let Some(means) = means {
            for fields in &mut each {
                fields.insert("transport".into(), json!(means));
            }
        }
        let mut numbered = Vec::new();
        let mut left = Vec::new();
        for Said { at, field, value } in said {
            let leg = legs.iter().rposition(|leg| leg.at <= at).unwrap_or(0);
            let Some(fields) = each.get_mut(leg) else { continue };
            if numbered.contains(&(leg, field)) {
                left.extend(value.as_str().filter(|_| field != "transport").map(str::to_owned));
            } else {
                numbered.push((leg, field));
                fields.insert(field.into(), value);
            }
        }
        let rest = self.line.rest(&words.journey_small);
        left.extend((!rest.is_empty()).then_some(rest));
        if let Some(fields) = each.first_mut().filter(|_| !left.is_empty()) {
            fields.insert("notes".into(), left.join(" ").into());
        }
        self.travellers(&legs, &each);
        if let (Some((at, said)), [leg]) = (arrival, legs.as_slice()) {
            self.arrive(leg, at, &said);
        }
        (Kind::Travel, None)
    }

    /// When they arrive, where a time of its own says so: `8:30起飞 10:45到`; of a flight or train, the second time.
    fn arrival(&self, when: &mut days::When, numbered: bool) -> Option<(Point, String)> {
        let words = self.words;
        let spans = |piece: &days::Piece| {
            let (from, to) = (piece.stretch.from, piece.stretch.to?);
            let same = to.day.is_none() || to.day == from.day || from.day.is_none();
            (from.time.is_some() && to.time.is_some() && same).then_some(to)
        };
        if let Some(piece) = when.pieces.iter_mut().find(|piece| numbered && spans(piece).is_some()) {
            let to = piece.stretch.to.take()?;
            let day = to.day.filter(|day| Some(*day) != piece.stretch.from.day);
            return Some((Point { day, ..to }, self.line.said(piece.at.clone())));
        }
        let arrives = |piece: &days::Piece| {
            let before = super::script::plain(&self.line.said(0..piece.at.start));
            (piece.stretch.from.day.is_none() || numbered && piece.stretch.from.time.is_some())
                && (self.line.word_after(piece.at.end, &words.arrives).is_some()
                    || words.arriving.iter().any(|word| before.ends_with(word.as_str())))
        };
        let at = when.pieces.iter().position(arrives).filter(|_| when.pieces.len() > 1)?;
        let piece = when.pieces.remove(at);
        piece.stretch.from.time?;
        Some((piece.stretch.from, self.line.said(piece.at)))
    }

    /// Sets the arrival on the day that is said, else on that of the departure or, past midnight, the next; where that could
    /// not be, the words are kept.
    fn arrive(&mut self, leg: &Leg, at: Point, said: &str) {
        let Some(first) = leg.first else { return };
        let zone = self.zone(leg.to.as_deref(), None);
        let depart = self.moment(first, self.zone(leg.from.as_deref(), None));
        let on = |day: Option<NaiveDate>| self.moment(Point { day, time: at.time }, zone);
        let fits = |arrive: &When| match (arrive, depart) {
            (When::Moment(arrive), When::Moment(depart)) => {
                let hours = (*arrive - depart).num_hours();
                *arrive > depart && (at.day.is_some() || hours < LONGEST_WAY)
            }
            _ => true,
        };
        let days = [at.day.or(first.day), first.day.and_then(|day| day.succ_opt()).filter(|_| at.day.is_none())];
        let arrive = days.into_iter().flatten().map(|day| on(Some(day))).find(fits);
        for fields in std::iter::once(&mut self.fields).chain(&mut self.more) {
            if let Some(arrive) = arrive {
                fields.insert("arrive".into(), json!(arrive));
            } else {
                let kept = fields.get("notes").and_then(Value::as_str).unwrap_or_default();
                fields.insert("notes".into(), format!("{kept} {said}").trim().into());
            }
        }
    }

    /// One journey for each traveller and leg.
    fn travellers(&mut self, legs: &[Leg], each: &[Map<String, Value>]) {
        let mut all = Vec::new();
        let travellers = if self.cast.named.is_empty() { vec![None] } else { self.cast.named.clone() };
        for who in travellers {
            for (leg, fields) in legs.iter().zip(each) {
                let mut fields = fields.clone();
                if let Some(who) = who {
                    let ours = self.capture.room.get::<Member>(who).is_some();
                    fields.insert(if ours { "member" } else { "person" }.into(), json!(who));
                }
                let mut put = |field: &str, value: Option<Value>| {
                    value.map(|value| fields.insert(field.into(), value));
                };
                let depart = leg.first.map(|first| self.moment(first, self.zone(leg.from.as_deref(), who)));
                put("depart", depart.map(|moment| json!(moment)));
                let back = leg.last.map(|last| {
                    let last = Point { day: last.day.or(leg.first.and_then(|first| first.day)), ..last };
                    self.moment(last, self.zone(leg.to.as_deref(), None))
                });
                put("return", back.map(|moment| json!(moment)));
                put("from_city", leg.from.clone().map(Value::from));
                put("to_city", leg.to.clone().map(Value::from));
                all.push(fields);
            }
        }
        let mut all = all.into_iter();
        self.fields = all.next().unwrap_or_default();
        self.more = all.collect();
    }

    /// The legs with their days; what nobody can tell is asked leg by leg.
    fn dated(&mut self, mut legs: Vec<Leg>) -> Vec<Leg> {
        for (at, leg) in legs.iter_mut().enumerate() {
            if leg.first.is_some() && leg.vague.is_none() {
                continue;
            }
            let about = if at > 0 { format!("when{}", at + 1) } else { "when".into() };
            let said = leg.vague.take().map(|at| self.line.said(at));
            let answer = self.answers.get(&about).and_then(|answer| self.answered_days(answer, Bias::Future));
            (leg.first, leg.last) = match answer {
                Some(when) => when.bounds(),
                None => (None, None),
            };
            if leg.first.is_none() {
                let city = leg.to.clone().unwrap_or_default();
                self.doubt(&about, said.map_or(city.clone(), |said| format!("{city} {said}")), Vec::new());
            }
        }
        legs
    }

    /// The one leg of a journey to one city, or to one that has to be asked.
    fn single(&mut self, stops: Vec<Stop>, mut raw: days::When, nights: Option<u64>) -> Vec<Leg> {
        // `人在香港，周四回`: only the end is said, unless it is where they go back to, `周四回青岛`.
        let homeward = |stop: &Stop| {
            let before = super::script::plain(&self.line.said(0..stop.at.start));
            stop.role == Role::To && self.words.home.iter().any(|word| before.ends_with(word.as_str()))
        };
        let only_ends = !raw.pieces.is_empty() && raw.pieces.iter().all(|piece| piece.ends);
        let mut back = None;
        if only_ends && !stops.iter().any(homeward) && raw.vague().is_none() && raw.wrong.is_none() {
            back = raw.bounds().0;
            raw.pieces.clear();
        }
        let from = stops.iter().find(|stop| stop.role == Role::From).map(|stop| stop.name.clone());
        let to = stops.into_iter().find(|stop| stop.role == Role::To).map(|stop| stop.name);
        let to = to.or_else(|| self.asked_city());
        let mut leg = Leg { from, to, last: back, ..Leg::default() };
        let loose = raw.pieces.iter().find(|piece| piece.loose && !piece.ends).map(|piece| piece.at.clone());
        if let Some(at) = loose.filter(|_| self.answers.get("when").is_none()) {
            let said = self.line.said(at);
            self.doubt("when", said, Vec::new());
            return vec![leg];
        }
        let when = self.with_answer(raw, Bias::Future);
        let bounds = whole(&when).or_else(|| self.settled(&when));
        let Some((first, last)) = bounds else { return vec![leg] };
        if first.is_none() {
            self.doubt("when", "", Vec::new());
            return vec![leg];
        }
        let stays = || {
            let day = first?.day.unwrap_or_else(|| self.today());
            let day = day.checked_add_days(Days::new(nights?.checked_sub(1)?))?;
            Some(Point { day: Some(day), time: None })
        };
        (leg.first, leg.last) = (first, last.or(back).or_else(stays));
        vec![leg]
    }

    /// The cities with their parts in the journey, claimed.
    fn route(&mut self) -> Vec<Stop> {
        let words = self.words;
        let mut stops = self.stops(&self.line);
        let tos = |stops: &[Stop]| stops.iter().filter(|stop| stop.role == Role::To).count();
        // `去北京参加上海论坛`: the city of what for is not where they go.
        if tos(&stops) > 1 {
            stops.retain(|stop| self.line.word_before(stop.at.start, &words.purpose).is_none());
        }
        let person = self.cast.named.first().copied().flatten();
        let home = person.and_then(|who| self.home(who));
        let left = stops.iter().find(|stop| stop.role == Role::From).map(|stop| stop.name.clone());
        let mut gone = false;
        for stop in &mut stops {
            // `周日回济南`: the day has taken the word along.
            let before = super::script::plain(&self.line.said(0..stop.at.start));
            let back = words.home.iter().any(|word| before.ends_with(word.as_str()));
            let is_home = |city: &Option<String>| city.as_ref().is_some_and(|city| *city == stop.name);
            if stop.role == Role::To && gone && (is_home(&left) || back && (is_home(&home) || home.is_none())) {
                stop.role = Role::Home;
            }
            gone |= stop.role == Role::To;
        }
        let mut last: Option<String> = None;
        let lead: Vec<&String> = words.from.iter().chain(&words.goes).chain(&words.at).chain(&words.home).collect();
        for way in ways(&self.line, &stops, &words.way) {
            if let Some([a, b]) = stops.get(way..way + 2) {
                self.line.use_up(a.at.end..b.at.start);
            }
        }
        for stop in &stops {
            self.line.claim_with("city", stop.at.clone(), &lead, &["市"]);
        }
        stops.retain(|stop| {
            let again = stop.role == Role::To && last.as_ref() == Some(&stop.name);
            if stop.role == Role::To {
                last = Some(stop.name.clone());
            }
            !again
        });
        stops
    }

    /// Which city, where none that we know is named: it is asked.
    fn asked_city(&mut self) -> Option<String> {
        let words = self.words;
        let unknown = self.unknown_place(&self.line);
        let said = unknown.clone().map(|at| self.line.said(at)).unwrap_or_default();
        if let Some(at) = unknown {
            let lead: Vec<&String> = words.goes.iter().chain(&words.at).collect();
            self.line.claim_with("city", at, &lead, &["市"]);
        }
        let answer = self.answers.get("city").filter(|answer| !answer.trim().is_empty());
        let answer = answer.map(|said| self.capture.lexicon.cities.named(said).unwrap_or(said.trim()).to_owned());
        if answer.is_none() {
            let near = if said.is_empty() { Vec::new() } else { self.capture.lexicon.cities.like(&said, 5) };
            self.doubt("city", said, near);
        }
        answer
    }

    /// What stands where a city should and is none we know.
    fn unknown_place(&self, line: &Line) -> Option<Range<usize>> {
        let words = self.words;
        // `下来`, `碰到`: what is no word of its own leads nowhere.
        let parted = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| line.char(before).filter(|_| line.is_free(before)));
            before.is_none_or(|c| is_mark(c) || c.is_ascii() || "要会将想".contains(c))
        };
        let mut lead = (0..line.len()).filter(|at| parted(*at));
        let lead = lead.find_map(|at| line.word_at(at, &words.goes).or_else(|| line.word_at(at, &["in"])))?;
        let start = line.on(lead.end);
        let word = |at: usize| {
            (at..line.len()).take_while(|at| line.is_free(*at) && !line.char(*at).is_some_and(is_mark)).count()
        };
        let mut end = start + word(start);
        if line.char(start)?.is_ascii() {
            let capital = |at: usize| line.is_free(at) && line.typed(at).is_some_and(char::is_uppercase);
            if !capital(start) {
                return None;
            }
            while line.char(end) == Some(' ') && capital(end + 1) {
                end = end + 1 + word(end + 1);
            }
        } else {
            end = end.min(start + 6);
        }
        (end > start).then_some(start..end)
    }
}

/// A weekend is stayed as a whole, though of a longer time nobody knows which day is meant.
fn whole(when: &days::When) -> Option<(Option<Point>, Option<Point>)> {
    let vague = when.vague().filter(|_| when.pieces.len() == 1 && when.wrong.is_none())?;
    let (from, to) = (vague.stretch.from.day?, vague.stretch.to?.day?);
    let weekend = from.weekday() == Weekday::Sat && (to - from).num_days() == 1;
    weekend.then(|| when.bounds())
}

/// The cities from which the way to the next one leads: nothing but a word or an arrow for it stands between.
fn ways(line: &Line, stops: &[Stop], words: &[String]) -> Vec<usize> {
    let leads = |pair: &[Stop]| match pair {
        [a, b] => words.contains(&line.said(a.at.end..b.at.start).to_lowercase()),
        _ => false,
    };
    (0..stops.len()).filter(|at| stops.get(*at..*at + 2).is_some_and(leads)).collect()
}
