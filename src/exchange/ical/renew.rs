//! What came from a calendar goes back to it: word for word where nothing was changed here, a series as the one event it
//! was; what was changed here in the place of what it was, a day of a series as an exception from it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::journeys::own_notes;
use super::kept::{self, Said};
use super::lost::Lost;
use super::occasions::LEAD;
use super::outgrown::WORDS;
use super::travel::one_line;
use super::write::{Item, Writer, end_of};
use super::zones::Zone;
use super::{ACCOUNT, OF, PURPOSE, WAS, WHO, described, identity, outgrown, people, repeat, tasks, times};
use crate::exchange::content::{Property, escaped};
use crate::exchange::since;
use crate::exchange::want::is_as_said;
use crate::model::choice::{Firmness, VisitStatus};
use crate::model::{Account, Anniversary, FollowUp, Id, Kind, Member, Person, Record, Travel, Visit, When};
use crate::rules::lunar::lunar_of;

/// What makes a series, and an exception from it.
const RULES: [&str; 5] = ["RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"];
const TIMES: [&str; 3] = ["DTSTART", "DTEND", "DURATION"];
/// Whose journey it is.
const WHOSE: [&str; 3] = ["X-WARROOM-MEMBER", "X-WARROOM-PERSON", WHO];
/// Fields of a journey that an event tells.
const WAY: [&str; 8] = ["from_city", "to_city", "depart", "arrive", "return", "transport", "number", "hotel"];

/// Lines in the place of properties of these names.
struct News {
    instead: &'static [&'static str],
    lines: Vec<String>,
}

/// A record and what its calendar said of it.
type One<'a> = (&'a Record, Said<'a>);

impl Writer<'_> {
    /// Records as what goes into a calendar, those of one series together.
    pub(super) fn items(&self, records: Vec<&Record>) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut groups: BTreeMap<String, Vec<One>> = BTreeMap::new();
        let lost = Lost::of(&records);
        for record in records {
            match Said::of(record).filter(|said| !said.name().is_empty() && is_event(record, said)) {
                Some(said) => groups.entry(said.uid()).or_default().push((record, said)),
                None => items.extend(self.fresh(record)),
            }
        }
        items.extend(lost.items(|uid| groups.contains_key(uid)));
        items.extend(groups.into_iter().flat_map(|(uid, all)| self.group(&uid, all)));
        items
    }

    /// All that came from components of one UID.
    fn group(&self, uid: &str, all: Vec<One>) -> Vec<Item> {
        let Some(first) = all.first().map(|(record, _)| record.id()) else { return Vec::new() };
        let (days, others): (Vec<One>, Vec<One>) = all.into_iter().partition(|(_, said)| is_day(said));
        let newest = days.iter().chain(&others).map(|(_, said)| said).max_by_key(|said| said.rank());
        let rest = newest.map(|said| said.list(kept::REST)).unwrap_or_default();
        let list = |name| {
            let mut all: Vec<String> =
                days.iter().chain(&others).flat_map(|(_, said)| said.list(name)).map(str::to_owned).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let zones = list(kept::ZONES);
        let own = newest.map(|said| said.list(kept::CALENDAR)).unwrap_or_default();
        let own: Vec<String> = own.into_iter().map(str::to_owned).collect();
        let mut lines = self.series(uid, &days);
        let mut apart = Vec::new();
        let mut whole: Vec<Vec<String>> = Vec::new();
        for (record, said) in &others {
            if is_called_off(record, said) {
                continue;
            }
            match self.alone(record, said, &others).map(|component| self.signed(record, said, component)) {
                Some(component) if !whole.contains(&component) => {
                    // Two events of one name are one to other programs: the second is called what it is called here.
                    let is_second =
                        is_whole(&component) && (!lines.is_empty() || whole.iter().any(|one| is_whole(one)));
                    whole.push(if is_second { renamed(component, said.name()) } else { component });
                }
                Some(_) => {}
                None => apart.extend(self.fresh(record)),
            }
        }
        let is_master = !lines.is_empty() || whole.iter().any(|one| is_whole(one));
        let rest = rest.into_iter().map(|text| text.split('\n').map(str::to_owned).collect::<Vec<_>>());
        let rest = rest.filter(|component| !(is_master && is_whole(component)));
        lines.extend(whole.into_iter().chain(rest).flatten());
        let together = (!lines.is_empty()).then_some(Item { id: first, lines, zones, own });
        together.into_iter().chain(apart).collect()
    }

    /// The days of a series as one event, and an exception for each that was changed here.
    fn series(&self, uid: &str, days: &[One]) -> Vec<String> {
        let Some((newest, said)) = days.iter().max_by_key(|(_, said)| said.rank()) else { return Vec::new() };
        let mut lines = said.lines();
        let gone = self.deleted(uid, said);
        let off = |start| gone.iter().map(move |at| like(start, "EXDATE", *at));
        lines.splice(0..0, said.part().get("DTSTART").into_iter().flat_map(off));
        let mut all = self.signed(newest, said, said.component(lines));
        for (record, said) in days {
            let news = self.news(record, said);
            let (Some(at), false) = (kept::series(said.name()).1, news.is_empty() || is_called_off(record, said))
            else {
                continue;
            };
            all.extend(self.signed(record, said, said.component(self.exception(record, said, at, news))));
        }
        all
    }

    /// A component that says by what it is found here, where its calendar gave it no name, and whose it is: another store
    /// may know other accounts and other people, and who sits where. What came from a store of ours says how it is here and
    /// since when, though nothing was changed: a third store may have heard of it later.
    fn signed(&self, record: &Record, said: &Said, mut component: Vec<String>) -> Vec<String> {
        let mut own = Vec::new();
        if said.text("UID").is_empty() {
            // Legs have names of their own beside that of their event.
            let is_leg = record.kind() == Kind::Travel;
            own.push(format!("UID:{}", if is_leg { identity(said.part()) } else { said.uid() }));
        }
        if let Some(account) = account_of(record).and_then(|id| self.room.get::<Account>(id)) {
            let name = account.name.trim();
            let is_it = |one: &Property| {
                one.param(OF).is_some_and(|id| id == account.id.to_string()) || one.text().trim() == name
            };
            if !said.part().get(ACCOUNT).is_some_and(is_it) {
                component.retain(|line| !line.starts_with(ACCOUNT));
                own.push(format!("{ACCOUNT};{OF}={}:{}", account.id, escaped(name)));
            }
        }
        // Another program may have left out what else ours say: that is not empty here for that.
        let is_whole = said.part().get("X-WARROOM-KIND").is_some();
        if is_whole && !is_day(said) && !component.iter().any(|line| line.starts_with(WAS)) {
            own.push(format!("{WAS}:{}", escaped(&self.was(record))));
        }
        component.splice(1..1, own);
        component
    }

    /// A day of a series as it is here.
    fn exception(&self, record: &Record, said: &Said, at: NaiveDateTime, mut news: Vec<News>) -> Vec<String> {
        let start = said.part().get("DTSTART");
        news.push(News {
            instead: &RULES,
            lines: start.map(|start| like(start, "RECURRENCE-ID", at)).into_iter().collect(),
        });
        if !news.iter().any(|one| one.instead == TIMES) {
            news.extend(self.times(record, said));
        }
        renewed(said, &news)
    }

    /// An event that is one record, or a journey of several legs of which none was changed; `None` where it is to be
    /// written as it is here.
    fn alone(&self, record: &Record, said: &Said, others: &[One]) -> Option<Vec<String>> {
        if let Record::Travel(_) | Record::Occasion(_) = record {
            let legs = others.iter().filter(|(other, one)| {
                other.kind() == Kind::Travel
                    && one.lines() == said.lines()
                    && one.value(kept::WHO) == said.value(kept::WHO)
            });
            let all = said.value(kept::LEGS).as_u64().is_none_or(|count| count == legs.clone().count() as u64);
            let same = legs.clone().all(|(other, one)| is_same(other, one));
            let kept = if record.kind() == Kind::Travel { all && same } else { is_same(record, said) };
            // A calendar has one event of a UID: the journey of another traveller is one of ours.
            let who = said.value(kept::WHO).as_str();
            if who.is_some_and(|who| said.name().ends_with(&format!("/{who}"))) {
                return None;
            }
            let beside = match record {
                Record::Travel(travel) if !self.tells_whose(travel, said) => {
                    vec![News { instead: &WHOSE, lines: self.whose(travel) }]
                }
                Record::Occasion(occasion) => {
                    let lead = occasion.lead_working_days.map(|days| days.to_string()).unwrap_or_default();
                    let news = News { instead: &[LEAD], lines: line(LEAD, &lead) };
                    Some(news).filter(|_| said.text(LEAD) != lead).into_iter().collect()
                }
                _ => Vec::new(),
            };
            return kept.then(|| said.component(renewed(said, &beside)));
        }
        let news = self.news(record, said);
        if let Some(at) = later_than_said(said).filter(|_| !news.is_empty()) {
            return Some(said.component(self.exception(record, said, at, news)));
        }
        let lines = if news.is_empty() { said.lines() } else { renewed(said, &news) };
        Some(said.component(lines))
    }

    /// Whether an event tells whose journey it is as well as it did: it names whoever it was said to be of, or named nobody
    /// and the journey is still of whom it was taken for.
    fn tells_whose(&self, travel: &Travel, said: &Said) -> bool {
        let Some(id) = travel.person.or(travel.member) else { return true };
        if let Some(who) = said.value(kept::WHO).as_str() {
            let theirs =
                self.room.get::<Person>(id).into_iter().flat_map(|one| &one.emails).map(|one| one.value.as_str());
            let ours = self.room.get::<Member>(id).and_then(|one| one.email.as_deref());
            let emails: Vec<&str> = theirs.chain(ours).collect();
            return who == id.to_string() && people::says(said.part(), id, &self.room.name(id), &emails);
        }
        let changed = self.room.held(travel.id).map(since::changed).unwrap_or_default();
        !changed.contains(&"person") && !changed.contains(&"member")
    }

    /// What is another here than its calendar said.
    fn news(&self, record: &Record, said: &Said) -> Vec<News> {
        let mut news = Vec::new();
        match record {
            Record::Visit(visit) => self.news_of_visit(record, visit, said, &mut news),
            Record::FollowUp(item) => self.news_of_task(item, said, &mut news),
            Record::Note(note) if outgrown::text(said.part(), said.name()) != note.text => {
                let (head, rest) = note.text.split_once('\n').unwrap_or((&note.text, ""));
                let lines = [("SUMMARY", head), ("DESCRIPTION", rest)];
                let lines = lines.into_iter().flat_map(|(name, text)| line(name, text));
                news.push(News { instead: &WORDS, lines: lines.collect() });
            }
            _ => {}
        }
        news
    }

    fn news_of_visit(&self, record: &Record, visit: &Visit, said: &Said, news: &mut Vec<News>) {
        // What called it off need say no more than that.
        let was_off = said.text("STATUS").eq_ignore_ascii_case("CANCELLED");
        let tells = |name: &str| !(was_off && is_off(record)) || said.part().get(name).is_some();
        let summary = one_line(&said.text("SUMMARY"));
        if tells("SUMMARY") && !is_as_said(Kind::Visit, "objective", &summary, visit.objective.as_deref()) {
            let objective = visit.objective.clone().unwrap_or_default();
            let text = if objective.is_empty() { self.room.name(visit.account) } else { objective };
            news.push(News { instead: &["SUMMARY"], lines: line("SUMMARY", &text) });
        }
        let (was, place) = (one_line(&said.text("LOCATION")), visit.place.as_deref().unwrap_or_default());
        // Ours say the city where no place is known.
        if tells("LOCATION") && was != place && !(place.is_empty() && visit.city.as_ref() == Some(&was)) {
            let text = visit.place.as_deref().or(visit.city.as_deref()).unwrap_or_default();
            news.push(News { instead: &["LOCATION"], lines: line("LOCATION", text) });
        }
        let city = visit.city.as_deref().unwrap_or_default();
        let is_city_news = match said.part().get("X-WARROOM-CITY") {
            Some(told) => told.text().trim() != city,
            None => self.room.held(visit.id).map(since::changed).unwrap_or_default().contains(&"city"),
        };
        if is_city_news {
            news.push(News { instead: &["X-WARROOM-CITY"], lines: Vec::new() });
        }
        if tells("DESCRIPTION")
            && described::text(said.part()).trim() != visit.notes.as_deref().unwrap_or_default().trim()
        {
            let home = self.selection.fields(self.room, record);
            let text = home.get("notes").and_then(Value::as_str).unwrap_or_default();
            news.push(News { instead: &["DESCRIPTION", "X-ALT-DESC"], lines: line("DESCRIPTION", text) });
        }
        if !said.is_then(record) && (tells("DTEND") || tells("DURATION")) {
            news.extend(self.times(record, said));
        }
        if was_off != is_off(record) {
            let status = if was_off { "CONFIRMED" } else { "CANCELLED" };
            news.push(News { instead: &["STATUS"], lines: line("STATUS", status) });
        }
        let new = self.attendees(visit).into_iter().filter(|one| !one.is_named(said.part()));
        let new: Vec<String> = new.map(|one| one.line()).collect();
        if !new.is_empty() {
            news.push(News { instead: &[], lines: new });
        }
        if news.is_empty() {
            return;
        }
        let ours = [
            ("X-WARROOM-KIND", "visit"),
            ("X-WARROOM-CITY", city),
            ("X-WARROOM-PLACE", place),
            (WAS, &self.was(record)),
        ];
        let lines = ours.into_iter().flat_map(|(name, text)| line(name, text)).collect();
        let instead = &["X-WARROOM-KIND", "X-WARROOM-CITY", "X-WARROOM-PLACE", WAS];
        news.push(News { instead, lines });
    }

    /// What a task says of itself that a follow-up says otherwise.
    fn news_of_task(&self, item: &FollowUp, said: &Said, news: &mut Vec<News>) {
        if one_line(&said.text("SUMMARY")) != item.subject {
            news.push(News { instead: &["SUMMARY"], lines: line("SUMMARY", &item.subject) });
        }
        if described::text(said.part()).trim() != item.notes.as_deref().unwrap_or_default().trim() {
            let text = item.notes.as_deref().unwrap_or_default();
            news.push(News { instead: &["DESCRIPTION", "X-ALT-DESC"], lines: line("DESCRIPTION", text) });
        }
        if *said.value(tasks::UNTIL) != json!(item.due) {
            let due = item.due.map(|due| self.moment("DUE", due, said));
            news.push(News { instead: &["DUE", "DURATION"], lines: due.into_iter().collect() });
        }
        let events = self.events(item);
        if said.text(tasks::EVENTS) != events {
            news.push(News { instead: &[tasks::EVENTS], lines: line(tasks::EVENTS, &events) });
        }
        if tasks::ended(said.part()) != Self::last(item).and_then(|event| event.what) {
            let instead = &["STATUS", "COMPLETED", "PERCENT-COMPLETE", tasks::ENDED];
            news.push(News { instead, lines: Self::status(item) });
        }
    }

    /// When a visit is, in the way its calendar says it.
    fn times(&self, record: &Record, said: &Said) -> Option<News> {
        let Record::Visit(visit) = record else { return None };
        let start = visit.start?;
        let end = visit.end.and_then(|end| end_of(start, end));
        let lines = [("DTSTART", Some(start)), ("DTEND", end)];
        let lines = lines.into_iter().filter_map(|(name, when)| Some(self.moment(name, when?, said)));
        Some(News { instead: &TIMES, lines: lines.collect() })
    }

    fn moment(&self, name: &str, when: When, said: &Said) -> String {
        let moment = match when {
            When::Day(day) => return format!("{name};VALUE=DATE:{}", day.format("%Y%m%d")),
            When::Moment(moment) => moment,
        };
        let start = said.part().get("DTSTART").filter(|start| start.raw().trim().len() > 8);
        let Some(start) = start.filter(|start| !start.raw().trim().ends_with(['Z', 'z'])) else {
            return format!("{name}:{}", times::utc(moment));
        };
        let zone = start.param("TZID").and_then(|tzid| said.calendar(Zone::Fixed(*self.now.offset())).zones.find(tzid));
        let local = zone.map_or_else(|| moment.naive_local(), |zone| zone.local(moment.to_utc()).naive_local());
        like(start, name, local)
    }

    /// The days of a series that were deleted here, and those that were called off before it came.
    fn deleted(&self, uid: &str, said: &Said) -> Vec<NaiveDateTime> {
        let calendar = said.calendar(Zone::Fixed(*self.now.offset()));
        let start = said.part().get("DTSTART");
        let Some(start) = start.and_then(|start| times::time(start, &calendar.zones, &calendar.here)) else {
            return Vec::new();
        };
        let (days, ..) = repeat::happens(said.part(), &start, &calendar, self.now.naive_local());
        let moved: BTreeMap<NaiveDateTime, Id> = said.list(kept::MOVED).into_iter().filter_map(kept::moved).collect();
        let is_gone = |at: &NaiveDateTime| {
            let own = || kept::named(Kind::Visit, &kept::instance(uid, *at));
            let held = self.room.held(moved.get(at).copied().unwrap_or_else(own));
            // A component that calls it off says so itself.
            let is_told = || said.list(kept::REST).iter().any(|text| text.contains(&kept::stamp(*at)));
            let is_off = || self.is_off(&kept::instance(uid, *at), said.part()) && !is_told();
            held.map_or_else(is_off, |held| held.record.is_none())
        };
        days.into_iter().filter(is_gone).collect()
    }
}

/// Whose an event is that names an account. A note would be more than one in another store, and a day of somebody's is theirs.
const fn account_of(record: &Record) -> Option<Id> {
    match record {
        Record::Visit(visit) => Some(visit.account),
        Record::FollowUp(item) => Some(item.account),
        Record::Occasion(occasion) => occasion.account,
        _ => None,
    }
}

/// Whether a component is the event of its name, and no exception from it.
fn is_whole(component: &[String]) -> bool {
    !component.iter().any(|line| line.to_uppercase().starts_with("RECURRENCE-ID"))
}

/// A component under another name.
fn renamed(component: Vec<String>, name: &str) -> Vec<String> {
    let is_uid = |line: &String| line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("UID:"));
    component.into_iter().map(|line| if is_uid(&line) { format!("UID:{}", escaped(name)) } else { line }).collect()
}

/// Whether a journey or an occasion is what its calendar says.
pub(super) fn is_same(record: &Record, said: &Said) -> bool {
    match record {
        Record::Travel(travel) => {
            WAY.iter().all(|field| *said.value(&format!("ical.={field}")) == record.value(field))
                && (said.text("X-WARROOM-KIND") != "travel" || is_told(travel, said))
        }
        Record::Occasion(occasion) => {
            let start = said.value("ical.START").as_str();
            let same = match occasion.date {
                Some(Anniversary::Lunar { month, day, leap, .. }) => {
                    let lunar = start.and_then(|start| start.parse().ok()).and_then(lunar_of);
                    lunar.is_some_and(|lunar| (lunar.month, lunar.day, lunar.leap) == (month, day, leap))
                }
                _ => start == record.value("date").as_str(),
            };
            same && one_line(&said.text("SUMMARY")) == occasion.what
        }
        _ => false,
    }
}

/// Whether a calendar of ours says what a journey is for, how sure it is and what is noted of it. Who is on it may be noted, too.
fn is_told(travel: &Travel, said: &Said) -> bool {
    let (notes, own) = (travel.notes.as_deref().unwrap_or_default().trim(), own_notes(said.part()));
    let noted = notes.strip_prefix(&said.text(WHO)).filter(|rest| rest.is_empty() || rest.starts_with('\n'));
    said.text(PURPOSE) == travel.purpose.as_deref().unwrap_or_default()
        && (notes == own || noted.is_some_and(|rest| rest.trim() == own))
        && *said.value("ical.=firmness") == json!(travel.firmness.map(Firmness::code))
}

/// Whether a record is one that a component becomes; a follow-up of ours is written as it is here.
fn is_event(record: &Record, said: &Said) -> bool {
    match record.kind() {
        Kind::Visit | Kind::Travel | Kind::Occasion | Kind::Note => true,
        Kind::FollowUp => !said.value(kept::COMPONENT).is_null(),
        _ => false,
    }
}

/// Whether it is a day of a series that its calendar says no more of.
fn is_day(said: &Said) -> bool {
    kept::series(said.name()).1.is_some() && said.part().get("RECURRENCE-ID").is_none()
}

/// Whether its calendar has called it off and says no more of it.
fn is_called_off(record: &Record, said: &Said) -> bool {
    *said.value(kept::OFF) == Value::Bool(true) && is_off(record)
}

/// When a day was meant to be that an exception tells which is for an earlier day and all after it.
fn later_than_said(said: &Said) -> Option<NaiveDateTime> {
    let from = said.part().get("RECURRENCE-ID").filter(|from| from.param("RANGE").is_some())?;
    kept::series(said.name()).1.filter(|at| times::local(from.raw()) != Some(*at))
}

fn is_off(record: &Record) -> bool {
    matches!(record, Record::Visit(visit) if visit.status == Some(VisitStatus::Cancelled))
}

/// What was said, with news in the place of what they change.
fn renewed(said: &Said, news: &[News]) -> Vec<String> {
    let stays = |line: &String| {
        let name = line.split([':', ';']).next().unwrap_or_default().to_uppercase();
        !news.iter().any(|one| one.instead.contains(&name.as_str()))
    };
    let [own, within] = said.split();
    let new = news.iter().flat_map(|one| one.lines.iter().cloned());
    own.into_iter().filter(stays).chain(new).chain(within).collect()
}

/// A property with the parameters of a start, at another time of the same clock.
fn like(start: &Property, name: &str, at: NaiveDateTime) -> String {
    let raw = start.raw();
    let params = start.text.strip_suffix(raw).and_then(|head| head.find(';').and_then(|from| head.get(from..)));
    let form = match raw.trim() {
        day if day.len() == 8 => "%Y%m%d",
        utc if utc.ends_with(['Z', 'z']) => "%Y%m%dT%H%M%SZ",
        _ => "%Y%m%dT%H%M%S",
    };
    format!("{name}{}{}", params.unwrap_or(":"), at.format(form))
}

fn line(name: &str, text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() { Vec::new() } else { vec![format!("{name}:{}", escaped(text))] }
}
