//! Visits, planned and made.

use serde_json::{Value, json};

use super::names::Mention;
use super::words::{MEET, SEE, VISIT, is_made};
use super::{Read, Reader, deeds, marks};
use crate::model::choice::{Channel, VisitRole, VisitStatus};
use crate::model::speak::{Bias, Point};
use crate::model::{Id, Kind};

/// What begins the objective of a visit, itself a part of it.
const AIMS: [&str; 16] = [
    "谈",
    "聊",
    "讨论",
    "商量",
    "沟通",
    "汇报",
    "介绍",
    "演示",
    "交流",
    "签约",
    "吃饭",
    "吃午饭",
    "吃晚饭",
    "喝茶",
    "喝咖啡",
    "送",
];
/// What begins it without being a part of it.
const ABOUT: [&str; 8] = ["to discuss", "to talk about", "regarding", "concerning", "about", "re:", "re", "关于"];
const SMALL: [&str; 26] = [
    "去", "到", "来", "在", "于", "的", "了", "一起", "一同", "要", "将", "会", "是", "at", "in", "on", "with", "the",
    "will", "to", "i", "we", "and", "together", "go", "for",
];

impl Reader<'_> {
    pub(super) fn visit(&mut self, mentions: Vec<Mention>) -> Read {
        let made = is_made(&self.line);
        let (mentions, tail) = if made { self.tail(mentions, &MEET) } else { (mentions, String::new()) };
        let meal = self.line.find(&["lunch with", "dinner with", "coffee with"]);
        let meal = meal.map(|at| self.line.said(at).trim_end_matches(" with").to_owned());
        let place = self.place();
        for word in self.words(&mentions) {
            self.line.use_up(word);
        }
        self.cast(mentions, false);
        let when = self.days(if made { Bias::Past } else { Bias::Future });
        let city = self.visited_city();
        let objective = if made { None } else { self.objective() };
        let account = self.settle_account();
        let seats = self.seats(account);
        let bounds = self.settled(&when);
        let past = bounds.and_then(|(from, _)| from?.day).is_some_and(|day| day < self.today());
        let told = self.line.rest(&["了", "的", "i", "we"]);
        let rest = self.line.rest(&SMALL);
        let content = [told.as_str(), &tail].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let done = made || past;
        if done && (content.is_empty() || seats.len() != 1) && !self.cast.open {
            return self.met(&seats, bounds, &content);
        }
        let who = self.cast.theirs.first().copied();
        let zone = self.zone(city.as_deref(), who);
        match bounds {
            Some((None, _)) if done => self.set("start", json!(crate::model::When::Day(self.today()))),
            Some((None, _)) => self.doubt("when", "", Vec::new()),
            Some((Some(from), to)) => {
                let start = self.moment(from, zone);
                self.set("start", json!(start));
                if let Some(to) = to {
                    let end = self.moment(Point { day: to.day.or(from.day), ..to }, zone);
                    self.set("end", json!(end));
                }
            }
            None => {}
        }
        self.set("status", if done { VisitStatus::Done } else { VisitStatus::Planned }.code());
        self.set("city", city);
        self.set("place", place);
        self.set("objective", objective.or(meal));
        if !seats.is_empty() {
            self.set("theirs", json!(seats));
        }
        let ours = self.attendees();
        self.set("ours", ours);
        if done {
            self.set("received_by", json!(seats.first()));
            self.set("content", content);
        } else {
            self.set("notes", rest);
        }
        (Kind::Visit, None)
    }

    /// A visit of which nothing is told but that it was: a contact made.
    fn met(&mut self, seats: &[Id], bounds: Option<(Option<Point>, Option<Point>)>, content: &str) -> Read {
        self.touch(Channel::Visit, seats, bounds, content);
        (Kind::Touch, None)
    }

    /// The words of visiting.
    fn words(&self, mentions: &[Mention]) -> Vec<std::ops::Range<usize>> {
        let beside = |at: usize| mentions.iter().any(|mention| self.line.on(at) == mention.at.0);
        let see = (0..self.line.len()).filter_map(|at| self.line.word_at(at, &SEE)).filter(|word| beside(word.end));
        self.line.find(&VISIT).into_iter().chain(self.line.find(&MEET)).chain(see).collect()
    }

    /// Where: a hotel, or what stands between `在` and the word of visiting.
    fn place(&mut self) -> Option<String> {
        if let Some(hotel) = marks::hotel(&mut self.line, "place", &self.capture.lexicon.cities) {
            return Some(hotel);
        }
        let lead = self.line.find(&["在"])?;
        let words = VISIT.iter().chain(&SEE).copied().collect::<Vec<_>>();
        let end = (lead.end..self.line.len()).find(|at| self.line.word_at(*at, &words).is_some())?;
        let free = (lead.end..end).all(|at| self.line.is_free(at));
        let text: String = (lead.end..end).filter_map(|at| self.line.char(at)).collect();
        if !free || end == lead.end || self.capture.lexicon.cities.named(&text).is_some() {
            return None;
        }
        let said = self.line.said(lead.end..end);
        self.line.use_up(lead.clone());
        self.line.claim("place", lead.end..end);
        Some(said)
    }

    fn visited_city(&mut self) -> Option<String> {
        let found = self.line.starts().into_iter().find_map(|at| {
            let (name, len) = self.capture.lexicon.cities.begin(&self.line.free(at))?;
            Some((name.to_owned(), at..at + len))
        });
        let (name, range) = found?;
        self.line.claim_with("city", range, &["去", "到", "在", "飞", "in", "to", "at"], &["市"]);
        Some(name)
    }

    fn objective(&mut self) -> Option<String> {
        let about = self.line.find(&ABOUT);
        let (start, from) = match (&about, self.line.find(&AIMS)) {
            (Some(about), _) => (about.start, self.line.on(about.end)),
            (None, Some(aim)) => (aim.start, aim.start),
            (None, None) => return None,
        };
        // `技术交流`: what an exchange is about stands before it.
        let before = (0..start).rev().take_while(|at| {
            about.is_none() && self.line.is_free(*at) && !self.line.char(*at).is_some_and(super::line::is_mark)
        });
        let noun = self.line.word_at(start, &["交流", "演示", "签约"]).is_some();
        let (start, from) = before.last().filter(|_| noun).map_or((start, from), |first| (first, first));
        let end = (from..self.line.len()).take_while(|at| self.line.is_free(*at)).last()? + 1;
        let said = self.line.said(from..end);
        let said = said.trim_end_matches(super::line::is_mark).to_owned();
        self.line.use_up(start..from);
        self.line.claim("objective", from..end);
        Some(said)
    }

    /// Who of ours is there: those named, and whoever writes where they do not say that others go.
    fn attendees(&self) -> Value {
        let ours = &self.cast.ours;
        let me = self.capture.me.filter(|me| !ours.contains(me) && (ours.is_empty() || self.cast.together));
        let all: Vec<Id> = me.into_iter().chain(ours.iter().copied()).collect();
        let entry = |(at, member): (usize, &Id)| {
            let mut entry = json!({"id": Id::new(self.capture.now), "member": member});
            if let (0, Value::Object(entry)) = (at, &mut entry) {
                entry.insert("role".into(), VisitRole::Lead.code().into());
            }
            entry
        };
        if all.is_empty() { Value::Null } else { all.iter().enumerate().map(entry).collect() }
    }

    /// What is told after the greeting is over: kept word for word, its names and days with it.
    pub(super) fn tail(&mut self, mut mentions: Vec<Mention>, words: &[&str]) -> (Vec<Mention>, String) {
        let Some(word) = self.line.find(words) else { return (mentions, String::new()) };
        let named = mentions.iter().map(|mention| mention.at.1).min().unwrap_or(0);
        let from = named.max(word.end);
        let colon = (word.start..self.line.len())
            .find(|at| matches!(self.line.typed(*at), Some(':' | '：')) && *at >= named && !self.is_clock(*at));
        let stop =
            (from..self.line.len()).find(|at| matches!(self.line.typed(*at), Some(',' | '，' | '。' | ';' | '；')));
        let stop = stop
            .filter(|at| !deeds::is_day(&self.line.said(*at + 1..self.line.len()), self.today(), self.capture.terms));
        let Some(at) = [colon, stop].into_iter().flatten().min() else { return (mentions, String::new()) };
        self.line.release(at);
        mentions.retain(|mention| mention.at.0 < at);
        let tail = self.line.said(at + 1..self.line.len());
        self.line.claim("text", at..self.line.len());
        (mentions, tail)
    }

    /// Whether a colon parts hours and minutes.
    fn is_clock(&self, at: usize) -> bool {
        let digit = |at: Option<usize>| at.and_then(|at| self.line.char(at)).is_some_and(|c| c.is_ascii_digit());
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    }
}
