//! Promises and other things to be done, contacts made, gifts, and days that come back every year.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::days;
use super::line::{Line, is_mark};
use super::names::Mention;
use super::words::{BIRTHDAY, CALL, GIFT, GIVES, MESSAGE, PROMISE, Subject, TASK, YEARLY, is_done, is_given};
use super::{Read, Reader, marks};
use crate::model::choice::{Channel, FollowUpKind, GiftStatus};
use crate::model::speak::{Bias, Point, parse_anniversary};
use crate::model::{Anniversary, Id, Kind, Person};
use crate::rules::Terms;

/// Small words around what was promised, told or given.
const SMALL: [&str; 30] = [
    "了",
    "的",
    "我",
    "我们",
    "要",
    "将",
    "会",
    "就",
    "接到",
    "收到",
    "刚刚",
    "刚",
    "是",
    "i",
    "we",
    "i've",
    "a reminder to",
    "that",
    "will",
    "on",
    "from",
    "to",
    "by",
    "had",
    "got",
    "via",
    "sent",
    "with",
    "just",
    "have",
];

impl Reader<'_> {
    pub(super) fn promise(&mut self, mentions: Vec<Mention>) -> Read {
        marks::drop_words(&mut self.line, &PROMISE);
        self.follow_up(mentions, FollowUpKind::Promise)
    }

    pub(super) fn task(&mut self, mentions: Vec<Mention>) -> Read {
        let money = self.line.find(&["催款", "催收"]).is_some();
        if !money {
            marks::drop_words(&mut self.line, &TASK);
        }
        self.follow_up(mentions, if money { FollowUpKind::Collection } else { FollowUpKind::Other })
    }

    fn follow_up(&mut self, mentions: Vec<Mention>, kind: FollowUpKind) -> Read {
        self.cast(mentions, false);
        let when = self.days(Bias::Future);
        let account = self.settle_account();
        let seats = self.seats(account);
        if let Some(seat) = seats.first() {
            self.set("seat", json!(seat));
        }
        if let Some(member) = self.cast.ours.first() {
            self.set("member", json!(member));
        }
        self.set("kind", kind.code());
        let who = self.cast.theirs.first().copied();
        // By the end of the month, before a festival: the last day of it will do. Some day of next week will not.
        let last = when.vague().filter(|piece| piece.stretch.to.is_none()).map(|piece| piece.stretch.from);
        let bounds = if let Some(last) = last { Some((Some(last), None)) } else { self.settled(&when) };
        if let Some((Some(from), to)) = bounds {
            let due = self.moment(to.unwrap_or(from), self.zone(None, who));
            self.set("due", json!(due));
        }
        let subject = self.line.rest(&SMALL);
        match self.answers.get("what").filter(|_| subject.is_empty()) {
            Some(answer) => self.set("subject", answer.trim()),
            None if subject.is_empty() => self.doubt("what", "", Vec::new()),
            None => self.set("subject", subject),
        }
        (Kind::FollowUp, None)
    }

    /// A call or a message: a contact made, or, where its day is still to come, something to be done.
    pub(super) fn contact(&mut self, mentions: Vec<Mention>, subject: Subject) -> Read {
        let words: &[&str] = if subject == Subject::Call { &CALL } else { &MESSAGE };
        let done = is_done(&self.line);
        let mut ahead = self.line.clone();
        let coming = days::When::of(&mut ahead, self.today(), Bias::Future, self.capture.terms).bounds().0;
        let (mentions, tail) = self.tail(mentions, words);
        let headed = tail.is_empty() && coming.is_some_and(|point| self.is_ahead(point));
        if headed && !done {
            return self.follow_up(mentions, FollowUpKind::Other);
        }
        // `call Erik`: nobody can tell whether that was or is to be.
        let bare = self.line.find(&["call"]).is_some() || only(&self.line, words);
        if subject == Subject::Call && !done && tail.is_empty() && coming.is_none() && bare {
            match self.answers.get("done").map(String::as_str) {
                Some("todo") => return self.follow_up(mentions, FollowUpKind::Other),
                Some(_) => {}
                None => self.doubt("done", "", vec!["made".into(), "todo".into()]),
            }
        }
        marks::drop_words(&mut self.line, words);
        self.cast(mentions, false);
        let when = self.days(Bias::Past);
        let account = self.settle_account();
        let seats = self.seats(account);
        let bounds = self.settled(&when);
        let rest = self.line.rest(&SMALL);
        let text = [rest, tail].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let channel = if subject == Subject::Call { Channel::Call } else { Channel::Message };
        self.touch(channel, &seats, bounds, &text);
        (Kind::Touch, None)
    }

    fn is_ahead(&self, point: Point) -> bool {
        let now = self.capture.now;
        match (point.day, point.time) {
            (Some(day), Some(time)) => day.and_time(time) > now.naive_local(),
            (Some(day), None) => day > self.today(),
            (None, Some(time)) => time > now.time(),
            (None, None) => false,
        }
    }

    /// The fields of a contact made.
    pub(super) fn touch(
        &mut self,
        channel: Channel,
        seats: &[Id],
        bounds: Option<(Option<Point>, Option<Point>)>,
        text: &str,
    ) {
        if let Some((Some(at), _)) = bounds {
            let at = self.moment(at, self.zone(None, self.cast.theirs.first().copied()));
            self.set("at", json!(at));
        }
        self.set("channel", channel.code());
        let member = self.settle_member(seats);
        self.set("member", json!(member));
        if !seats.is_empty() {
            self.set("seats", json!(seats));
        }
        self.set("text", text);
    }

    pub(super) fn gift(&mut self, mentions: Vec<Mention>) -> Read {
        let given = is_given(&self.line);
        self.cast(mentions, true);
        marks::drop_words(&mut self.line, &GIVES);
        marks::drop_words(&mut self.line, &GIFT);
        let amount = marks::amount(&mut self.line);
        let when = self.days(if given { Bias::Past } else { Bias::Future });
        self.ask_who(String::new());
        self.settle_account();
        if let Some(person) = self.cast.theirs.first() {
            self.set("person", json!(person));
        } else if !self.cast.open {
            // One of ours gets no gift of this kind; whose it is has to be asked.
            self.doubt("who", "", Vec::new());
        }
        if let Some((from, _)) = self.settled(&when) {
            let day = from.and_then(|from| from.day);
            self.set("on", json!(day));
            let past = given || day.is_some_and(|day| day < self.today());
            self.set("status", if past { GiftStatus::Given } else { GiftStatus::Planned }.code());
        }
        if let Some((value, currency)) = amount {
            self.set("value", value);
            self.set("currency", currency);
        }
        let what = self.line.rest(&SMALL);
        match self.answers.get("what").filter(|_| what.is_empty()) {
            Some(answer) => self.set("what", answer.trim()),
            None if what.is_empty() => self.doubt("what", "", Vec::new()),
            None => self.set("what", what),
        }
        (Kind::Gift, None)
    }

    /// A birthday, or another day that comes back. Gives the names back where it is about nobody it can be kept for.
    pub(super) fn yearly(&mut self, mentions: Vec<Mention>) -> Result<Read, Vec<Mention>> {
        let birthday = self.line.find(&BIRTHDAY);
        let Some(word) = birthday.clone().or_else(|| self.line.find(&YEARLY)) else { return Err(mentions) };
        let ours = |mention: &Mention| mention.ids.iter().all(|id| self.capture.room.get::<Person>(*id).is_none());
        if mentions.iter().all(|one| ours(one) && one.account.is_none() && !one.guess) && !mentions.is_empty() {
            return Err(mentions);
        }
        let head = mentions.iter().map(|mention| mention.at.1).filter(|end| *end <= word.start).max();
        self.cast(mentions, birthday.is_some());
        let whose = head.and_then(|head| self.whose(head, word.start));
        let start = whose.as_ref().map_or(word.start, |whose| whose.start);
        let what = self.line.said(start..word.end);
        self.line.claim("what", start..word.end);
        let said = self.line.rest(&["的", "是", "在", "is", "on", "the", "'s", "’s"]);
        let date = parse_anniversary(&said).ok().or_else(|| parse_anniversary(self.answers.get("date")?).ok());
        let account = self.cast.account.filter(|_| self.cast.theirs.is_empty());
        if account.is_none() {
            self.ask_who(String::new());
        }
        let person = self.cast.theirs.first().copied();
        let Some(date) = date else {
            self.doubt("date", said, Vec::new());
            return Ok((if birthday.is_some() && whose.is_none() { Kind::Person } else { Kind::Occasion }, person));
        };
        if birthday.is_some() && whose.is_none() && account.is_none() {
            self.born(person, date);
            return Ok((Kind::Person, person));
        }
        match (person, account) {
            (Some(person), _) => self.set("person", json!(person)),
            (None, account) => self.set("account", json!(account)),
        }
        self.set("what", what);
        self.set("date", json!(date));
        self.set("yearly", true);
        Ok((Kind::Occasion, None))
    }

    /// What stands between a name and the word for the day, unless that is the day itself: `女儿`, `wife's`.
    fn whose(&self, from: usize, to: usize) -> Option<std::ops::Range<usize>> {
        let skip = |at: &usize| !self.line.is_free(*at) || self.line.char(*at).is_some_and(|c| is_mark(c) || c == '的');
        let start = (from..to).find(|at| !skip(at))?;
        let said = self.line.said(start..to);
        let free = (start..to).all(|at| self.line.is_free(at));
        (free && !said.is_empty() && parse_anniversary(&said).is_err()).then_some(start..to)
    }

    /// A birthday; another one than the records have is asked.
    fn born(&mut self, person: Option<Id>, date: Anniversary) {
        let known = person.and_then(|id| self.capture.room.get::<Person>(id)).and_then(|person| person.birthday);
        let value = match known {
            None => Some(json!(date)),
            Some(known) if agrees(known, date) => Some(json!(if date.year().is_some() { date } else { known })),
            Some(known) => {
                let options = [date.to_string(), known.to_string()];
                let answer = self.answers.get("birthday").filter(|answer| options.contains(answer)).cloned();
                if answer.is_none() {
                    self.doubt("birthday", date.to_string(), options.into());
                }
                answer.map(Value::from)
            }
        };
        self.set("birthday", json!(value));
    }
}

/// Whether a line says nothing but these words and small ones.
fn only(line: &Line, words: &[&str]) -> bool {
    let mut line = line.clone();
    marks::drop_words(&mut line, words);
    marks::drop_words(&mut line, &["给", "跟", "与", "和"]);
    line.rest(&SMALL).is_empty()
}

/// Whether two birthdays are one, the year left open in either.
fn agrees(a: Anniversary, b: Anniversary) -> bool {
    let open = |date: Anniversary| match date {
        Anniversary::Solar { month, day, .. } => Anniversary::Solar { year: None, month, day },
        Anniversary::Lunar { month, day, leap, .. } => Anniversary::Lunar { year: None, month, day, leap },
    };
    open(a) == open(b) && (a.year() == b.year() || a.year().is_none() || b.year().is_none())
}

/// Whether a text says a day or a time and nothing else.
pub(super) fn is_day(text: &str, today: NaiveDate, terms: &Terms) -> bool {
    let mut line = Line::new(text);
    let when = days::When::of(&mut line, today, Bias::Future, terms);
    !when.pieces.is_empty() && line.rest(&[]).is_empty()
}
