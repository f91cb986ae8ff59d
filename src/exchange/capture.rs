//! Quick capture: one line as people write it, in Chinese or English, read as a record.
//!
//! The line is read once over: who and which account is named, what kind of record its words ask for, and then, kind by
//! kind, days, cities, numbers and the rest. Every character is claimed at most once; what nothing claims is kept in the
//! record's notes, so that nothing typed is lost. What is not sure is no field but a [`Doubt`]: whoever shows the
//! reading asks, and reads the line again with the answers.

mod cast;
pub(super) mod cities;
mod contact;
mod days;
mod deeds;
mod denial;
mod forms;
mod journey;
mod leave;
mod legs;
mod line;
mod marks;
mod money;
mod names;
pub(super) mod script;
mod stranger;
mod traveller;
mod visit;
mod words;
mod yearly;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, FixedOffset, Months, NaiveDate};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use self::cast::Cast;
use self::cities::Cities;
use self::line::Line;
use self::names::{Mention, Names};
use self::stranger::KEEP;
use self::words::{Grammar, Named, Subject, Words};
use crate::edit::{Draft, Room};
use crate::find::fold;
use crate::model::field::Type;
use crate::model::speak::{Bias, Point};
use crate::model::{Account, Id, Kind, Member, Person, Problem, Seat, When};
use crate::rules::Terms;

/// The names and cities of a room and the words of the grammar.
#[derive(Clone, Debug)]
pub struct Lexicon {
    names: Arc<Names>,
    cities: Arc<Cities>,
    grammar: &'static Grammar,
}

/// What names and cities are kept under with the records, and the kinds of those that have them.
const NAMES: (&str, &[Kind]) = ("names", &[Kind::Person, Kind::Seat, Kind::Member, Kind::Account]);
const CITIES: (&str, &[Kind]) = ("cities", &[Kind::Account, Kind::Person, Kind::Member, Kind::Visit, Kind::Travel]);

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::bundled);

impl Lexicon {
    /// Those of the records as they are, learnt once and kept with the records until one that has a name or a city changes.
    pub fn of(room: &Room, terms: &Terms, today: NaiveDate) -> Self {
        let names = room.answer((NAMES.0, today), NAMES.1, || Names::of(room, today));
        let table = &terms.zones.cities;
        let cities = room.answer((CITIES.0, today), CITIES.1, || Cities::of(room, table, None));
        Self { names, cities, grammar: &GRAMMAR }
    }

    /// The same, where they are learnt already.
    pub fn known(room: &Room, today: NaiveDate) -> Option<Self> {
        let (names, cities) = (room.known((NAMES.0, today))?, room.known((CITIES.0, today))?);
        Some(Self { names, cities, grammar: &GRAMMAR })
    }
}

/// What was answered to doubts, by [`Doubt::about`].
pub type Answers = BTreeMap<String, String>;

/// Something that is not sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it is about: `who`, `city`, `when`, `account`, `member`, `what`, `birthday`, `date`, `done`, `invoice`,
    /// `amount`; a second one of a kind is numbered.
    pub about: String,
    /// What was said about it; empty where nothing was.
    pub said: String,
    /// What it may be: ids of records, or texts.
    pub options: Vec<String>,
}

impl Doubt {
    /// What kind of answer it wants, without the number.
    pub fn topic(&self) -> &str {
        self.about.trim_end_matches(|c: char| c.is_ascii_digit())
    }
}

/// One record a line makes or changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    /// Its kind.
    pub kind: Kind,
    /// The record that is changed; `None` for a new one.
    pub target: Option<Id>,
    /// The fields understood. Of a list of entries those that are added.
    pub fields: Map<String, Value>,
}

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What is to be noted: one record, or one for each traveller and leg of a journey.
    pub noted: Vec<Noted>,
    /// What each field was read from, in the order of the line: the field or topic, and the words.
    pub spans: Vec<(&'static str, String)>,
    /// What is to be asked before it can be saved.
    pub doubts: Vec<Doubt>,
}

impl Reading {
    /// The kind of what is noted.
    pub fn kind(&self) -> Kind {
        self.noted.first().map_or(Kind::Note, |noted| noted.kind)
    }

    /// The record that is changed, where none is made.
    pub fn target(&self) -> Option<Id> {
        self.noted.first()?.target
    }

    /// The one edit that saves all of it, the new records in order under these ids.
    pub fn draft(
        &self,
        room: &Room,
        terms: &Terms,
        ids: &mut dyn Iterator<Item = Id>,
        now: DateTime<FixedOffset>,
    ) -> Result<Draft, Problem> {
        let mut draft = match self.target() {
            Some(target) => Draft::new("edit-set").about(room.name(target)),
            None => Draft::new("edit-add"),
        };
        for noted in &self.noted {
            let Some(target) = noted.target else {
                let mut fields = noted.fields.clone();
                terms.complete(room, noted.kind, &mut fields, now);
                draft.create(noted.kind, ids.next().unwrap_or_else(|| Id::new(now)), fields)?;
                continue;
            };
            for (name, value) in &noted.fields {
                let entries = noted.kind.field(name).is_some_and(|row| matches!(row.ty, Type::Entries(_)));
                match value.as_array().filter(|_| entries) {
                    Some(all) => all.iter().try_for_each(|one| draft.put(room, target, name, one.clone()))?,
                    None => draft.set(room, target, name, value.clone())?,
                }
            }
        }
        Ok(draft)
    }
}

/// What a line is read against.
#[derive(Clone, Copy)]
pub struct Capture<'a> {
    /// The records.
    pub room: &'a Room,
    /// Holiday tables.
    pub terms: &'a Terms,
    /// The moment it is.
    pub now: DateTime<FixedOffset>,
    /// The open account, whose people are meant first.
    pub account: Option<Id>,
    /// Which of ours writes.
    pub me: Option<Id>,
    /// The names and cities of the records.
    pub lexicon: &'a Lexicon,
}

/// Who goes by what was said: `张局`, `Mr Okafor`, a nickname; those whom it fits best, of them those who are still there.
pub fn called(room: &Room, today: NaiveDate, said: &str) -> Vec<Id> {
    Names::called(room, today, said)
}

/// Which of ours goes by a name or an id: the name edits are signed with, or the one that is set.
pub fn writer(room: &Room, author: &str) -> Option<Id> {
    let id = author.trim().parse().ok().filter(|id| room.get::<Member>(*id).is_some());
    let author = fold(author.trim());
    let named = || room.all::<Member>().find(|member| fold(member.name.trim()) == author).map(|member| member.id);
    id.or_else(named)
}

/// Reads a line.
pub fn read(capture: Capture, text: &str, answers: &Answers) -> Reading {
    let mut line = Line::new(text);
    let Grammar { words, .. } = capture.lexicon.grammar;
    let mut mentions = capture.lexicon.names.mentions(&mut line, &|id| capture.is_near(id));
    mentions.extend(stranger::introduced(&capture, &mut line, &mentions, answers));
    let beside = |at: usize| mentions.iter().any(|mention| line.on(at) == mention.at.0);
    let named = Named {
        person: mentions.iter().any(|one| !one.ids.is_empty() || one.guess),
        someone: !mentions.is_empty(),
        invoice: money::is_payment(&capture, &line, &mentions),
        beside: &beside,
    };
    let subject = capture.lexicon.grammar.subject(&line, &named);
    let ours = subject == Subject::Gift
        && (line.find(&words.to_us).is_some() || denial::is_given_to_us(&capture, &line, &mentions));
    let stays_as_said = ours || denial::denies(&line, subject, words);
    let mut reader = Reader {
        capture,
        words,
        line,
        cast: Cast::default(),
        answers,
        fields: Map::new(),
        more: Vec::new(),
        doubts: Vec::new(),
    };
    let (kind, target) = match subject {
        _ if stays_as_said => reader.note(text, mentions),
        Subject::Open | Subject::Visit if reader.is_numbered() => reader.journey(mentions),
        Subject::Open if reader.is_journey(&mentions) => reader.journey(mentions),
        Subject::Open if reader.is_leave(&mentions) => reader.leave(mentions),
        Subject::Open if reader.will_do(&mentions) => reader.promise(mentions),
        Subject::Open if reader.is_gathering(&mentions) => reader.visit(mentions),
        Subject::Open if reader.wants(&mentions) => reader.wanted(mentions),
        Subject::Open if reader.is_due(&mentions) => reader.task(mentions),
        Subject::Open => reader.note(text, mentions),
        Subject::Promise => reader.promise(mentions),
        Subject::Complaint => reader.complaint(mentions),
        Subject::Money => reader.payment(mentions),
        Subject::Task if reader.is_idle(&mentions) => reader.note(text, mentions),
        Subject::Task => reader.task(mentions),
        Subject::Gift => reader.gift(mentions),
        Subject::Call | Subject::Message => reader.contact(mentions, subject),
        Subject::Visit => reader.visit(mentions),
        Subject::Day => match reader.yearly(mentions) {
            Ok(read) => read,
            Err(mentions) => reader.note(text, mentions),
        },
    };
    let spans = reader.line.spans.clone();
    let mut spans: Vec<_> =
        spans.into_iter().map(|(field, range)| (range.start, field, reader.line.said(range))).collect();
    spans.sort_by_key(|(start, ..)| *start);
    let spans = spans.into_iter().map(|(_, field, said)| (field, said)).collect();
    let all = [reader.fields].into_iter().chain(reader.more);
    let noted = all.map(|fields| Noted { kind, target, fields }).collect();
    Reading { noted, spans, doubts: reader.doubts }
}

/// A line while it is read.
struct Reader<'a> {
    capture: Capture<'a>,
    words: &'a Words,
    line: Line,
    cast: Cast,
    answers: &'a Answers,
    fields: Map<String, Value>,
    /// Further records of the same kind.
    more: Vec<Map<String, Value>>,
    doubts: Vec<Doubt>,
}

/// What a reader comes to: the kind, and the record that is changed.
type Read = (Kind, Option<Id>);

impl Reader<'_> {
    fn today(&self) -> NaiveDate {
        self.capture.now.date_naive()
    }

    fn set(&mut self, field: &str, value: impl Into<Value>) {
        let value = value.into();
        if !value.is_null() && value.as_str() != Some("") {
            self.fields.insert(field.into(), value);
        }
    }

    fn doubt(&mut self, about: &str, said: impl Into<String>, options: Vec<String>) {
        self.doubts.push(Doubt { about: about.into(), said: said.into(), options });
    }

    /// The part of the day that is said without an hour, claimed.
    fn part_of_day(&mut self) -> String {
        let mut parts = Vec::new();
        while let Some(part) = self.line.find(&self.words.part) {
            parts.push(self.line.said(part.clone()));
            self.line.claim("when", part);
        }
        parts.join(" ")
    }

    /// Every day and time the line says.
    fn said_days(&mut self, bias: Bias) -> days::When {
        let today = self.today();
        days::When::of(&mut self.line, today, bias, self.capture.terms)
    }

    /// The days of an answer.
    fn answered_days(&self, answer: &str, bias: Bias) -> Option<days::When> {
        let mut line = Line::new(answer);
        let when = days::When::of(&mut line, self.today(), bias, self.capture.terms);
        (!when.pieces.is_empty() && when.wrong.is_none() && when.vague().is_none()).then_some(when)
    }

    /// Every day and time of the line; where it was asked for, the answer instead.
    fn days(&mut self, bias: Bias) -> days::When {
        let when = self.said_days(bias);
        self.with_answer(when, bias)
    }

    fn with_answer(&self, mut when: days::When, bias: Bias) -> days::When {
        let answer = self.answers.get("when").and_then(|answer| self.answered_days(answer, bias));
        let Some(instead) = answer else { return when };
        // What was said of the time of day still holds.
        let time = when.bounds().0.and_then(|point| point.time);
        let before = when.pieces.first().map(|piece| piece.stretch);
        when.pieces = instead.pieces;
        when.wrong = None;
        if let Some(first) = when.pieces.first_mut() {
            first.stretch.from.time = first.stretch.from.time.or(time);
            // Of a stretch only the first day was asked: it is as long as it was.
            let long = before.and_then(|stretch| Some((stretch.from.day?, stretch.to?, stretch.to?.day?)));
            if let (Some((from, to, last)), Some(day), None) = (long, first.stretch.from.day, first.stretch.to) {
                let last = day.checked_add_signed(last - from).filter(|_| (last - from).num_days() < days::LONGEST);
                first.stretch.to = last.map(|last| Point { day: Some(last), ..to });
            }
        }
        when
    }

    /// Asks when, where nobody can tell; gives the days that are sure.
    fn settled(&mut self, when: &days::When) -> Option<(Option<Point>, Option<Point>)> {
        let (from, to) = when.bounds();
        if let Some((said, _)) = &when.wrong {
            self.doubt("when", said.clone(), Vec::new());
            return None;
        }
        if let Some(piece) = when.vague() {
            let said = self.line.said(piece.at.clone());
            let (first, last) = (piece.stretch.from.day, piece.stretch.to.and_then(|to| to.day));
            let last = last.or(first);
            let was = first.and_then(|day| day.checked_sub_months(Months::new(12)));
            let lately = was.filter(|was| (0..days::LATELY).contains(&(self.today() - *was).num_days()));
            // An end before its beginning says nothing of the days between.
            let last =
                last.filter(|last| first.is_none_or(|first| (*last - first).num_days() <= days::LONGEST)).or(first);
            let days = first.into_iter().flat_map(|day| day.iter_days()).take_while(|day| Some(*day) <= last).take(7);
            // What was lately is as likely as what is in a year.
            let days: Vec<NaiveDate> =
                if lately.is_some() { lately.into_iter().chain(first).collect() } else { days.collect() };
            let options = days.iter().map(ToString::to_string).collect();
            self.doubt("when", said, options);
            return None;
        }
        if when.is_crowded() {
            let said: Vec<_> = when.pieces.iter().map(|piece| self.line.said(piece.at.clone())).collect();
            self.doubt("when", said.join(" "), Vec::new());
            return None;
        }
        Some((from, to))
    }

    /// A point as a day or, with a time, as a moment where it happens.
    fn moment(&self, point: Point, zone: Option<Tz>) -> When {
        let day = point.day.unwrap_or_else(|| self.today());
        let Some(time) = point.time else { return When::Day(day) };
        let local = day.and_time(time);
        let moment = match zone.or(self.capture.terms.clocks) {
            Some(zone) => local.and_local_timezone(zone).earliest().map(|moment| moment.fixed_offset()),
            None => local.and_local_timezone(*self.capture.now.offset()).single(),
        };
        moment.map_or(When::Day(day), When::Moment)
    }

    /// The time zone of a city, else where somebody is at home.
    fn zone(&self, city: Option<&str>, who: Option<Id>) -> Option<Tz> {
        let cities = &self.capture.lexicon.cities;
        let room = self.capture.room;
        let named = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let at_home = |who: Id| match (room.get::<Person>(who), room.get::<Member>(who)) {
            (Some(one), _) => named(&one.time_zone).or_else(|| cities.zone(one.home_city.as_deref()?)),
            (_, Some(one)) => named(&one.time_zone).or_else(|| cities.zone(one.base_city.as_deref()?)),
            _ => None,
        };
        city.and_then(|city| cities.zone(city)).or_else(|| at_home(who?))
    }

    fn note(&mut self, text: &str, mentions: Vec<Mention>) -> Read {
        if let Some(said) = self.stranger(&mentions)
            && self.answers.get("who").is_none_or(|answer| answer != KEEP)
        {
            self.doubt("who", said, vec![KEEP.into()]);
        }
        // A title nobody has is no doubt in a note: the words are kept as they are.
        let known = mentions.into_iter().filter(|mention| !mention.guess).collect();
        self.cast(known, false);
        let account = self.cast.account.or_else(|| self.account_of_theirs()).or(self.capture.account);
        if let Some(person) = self.cast.theirs.first() {
            self.set("person", json!(person));
        }
        if let Some(account) = account {
            self.set("account", json!(account));
        }
        self.set("text", text.trim());
        (Kind::Note, None)
    }
}

impl Capture<'_> {
    /// Whether somebody has a seat on the open account, or is one of ours and nobody's in particular.
    fn is_near(&self, who: Id) -> bool {
        self.account.is_some_and(|account| self.seat_on(who, account).is_some())
    }

    /// The seat of a person on an account.
    fn seat_on(&self, person: Id, account: Id) -> Option<Id> {
        let seats = self.room.linked::<Seat>(person);
        let mut here: Vec<&Seat> =
            seats.filter(|seat| seat.person == Some(person) && seat.account == account).collect();
        let today = self.now.date_naive();
        here.sort_by_key(|seat| !seat.is_current(today));
        here.first().map(|seat| seat.id)
    }

    /// The accounts a person has a seat on, those they have left only where there is no other.
    fn accounts_of(&self, person: Id) -> Vec<Id> {
        let today = self.now.date_naive();
        let seats = || self.room.linked::<Seat>(person).filter(|seat| seat.person == Some(person));
        let mut accounts: Vec<Id> = seats().filter(|seat| seat.is_current(today)).map(|seat| seat.account).collect();
        if accounts.is_empty() {
            accounts = seats().map(|seat| seat.account).collect();
        }
        accounts.dedup();
        accounts.retain(|id| self.room.get::<Account>(*id).is_some());
        accounts
    }
}

#[cfg(test)]
mod tests;
