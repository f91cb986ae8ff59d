//! Visits, planned and made.

use serde_json::{Value, json};

use super::names::Mention;
use super::{Read, Reader, days, deeds, marks};
use crate::model::choice::{Channel, VisitRole, VisitStatus};
use crate::model::speak::{Bias, Point};
use crate::model::{Id, Kind};

impl Reader<'_> {
    /// Whether a line tells of a meeting that is neither a journey nor called a visit: `11月4日北方银行交流会`.
    pub(super) fn is_gathering(&self, mentions: &[Mention]) -> bool {
        let words = self.words;
        let mut line = self.line.clone();
        let calm = line.find(&words.habit).is_some() || line.find(&words.negated).is_some();
        let dated = !days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms).pieces.is_empty();
        dated && !calm && !mentions.is_empty() && line.find(&words.gathering).is_some()
    }

    pub(super) fn visit(&mut self, mentions: Vec<Mention>) -> Read {
        let words = self.words;
        let made = self.line.find(&words.made).is_some() || self.was_meal();
        let greets: Vec<&String> = words.visit.iter().chain(&words.meet).chain(&words.meal).chain(&words.see).collect();
        let (mentions, tail) = if made { self.tail(mentions, &greets) } else { (mentions, String::new()) };
        let meal = self.meal();
        let place = self.place();
        let mut shown = None;
        for word in self.greetings(&mentions) {
            // `demo for`: the word says what they meet for.
            let said = self.line.said(word.clone()).to_lowercase();
            shown = shown.or_else(|| words.gathering.iter().find(|what| said.starts_with(what.as_str())).cloned());
            self.line.use_up(word);
        }
        let shown = shown.filter(|what| !["meeting", "会议"].contains(&what.as_str()));
        marks::drop_words(&mut self.line, &words.encounter);
        self.cast(mentions, false);
        let when = self.days(if made { Bias::Past } else { Bias::Future });
        let city = self.visited_city();
        let objective = if made { None } else { self.objective() };
        let part = self.part_of_day();
        let place = place.or_else(|| self.named_place());
        let account = self.settle_account();
        let seats = self.seats(account);
        let bounds = self.settled(&when);
        let past = bounds.and_then(|(from, _)| from?.day).is_some_and(|day| day < self.today());
        let told = self.line.rest(&words.told_small);
        let rest = self.line.rest(&words.visit_small);
        let content = [told.as_str(), &tail].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let done = made || past;
        if done && (content.is_empty() || seats.len() != 1) && !self.cast.open {
            let content = if content.is_empty() { meal.unwrap_or_default() } else { content };
            self.touch(Channel::Visit, &seats, bounds, &content);
            self.set("notes", part);
            return (Kind::Touch, None);
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
        self.set("objective", objective.or(meal).or(shown));
        if !seats.is_empty() {
            self.set("theirs", json!(seats));
        }
        let ours = self.attendees();
        self.set("ours", ours);
        if done {
            self.set("received_by", json!(seats.first()));
            self.set("content", content);
            self.set("notes", part);
        } else {
            let rest = [part, rest].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
            self.set("notes", rest);
        }
        (Kind::Visit, None)
    }

    /// What is eaten, drunk or played together, claimed: `吃饭`, `dinner`.
    fn meal(&mut self) -> Option<String> {
        let word = self.line.find(&self.words.meal)?;
        let said = self.line.said(word.clone()).to_lowercase();
        self.line.claim("objective", word);
        let said = said.strip_prefix("had ").unwrap_or(&said);
        let said =
            ["out for ", "out to ", "for ", "to "].iter().find_map(|lead| said.strip_prefix(lead)).unwrap_or(said);
        let said = said.strip_suffix(" with").unwrap_or(said);
        Some(said.replace("了个", "").replace(['了', '个'], ""))
    }

    /// Whether a meal is over: it was yesterday, or what was said at it is told.
    fn was_meal(&self) -> bool {
        if self.line.find(&self.words.meal).is_none() {
            return false;
        }
        let mut line = self.line.clone();
        let when = days::When::of(&mut line, self.today(), Bias::Past, self.capture.terms);
        let said = self.line.find(&["昨", "前天", "上周", "yesterday", "last"]).is_some();
        said && when.bounds().0.and_then(|point| point.day).is_some_and(|day| day < self.today())
    }

    /// The words of visiting.
    fn greetings(&self, mentions: &[Mention]) -> Vec<std::ops::Range<usize>> {
        let words = self.words;
        let beside = |at: usize| mentions.iter().any(|mention| self.line.on(at) == mention.at.0);
        let see =
            (0..self.line.len()).filter_map(|at| self.line.word_at(at, &words.see)).filter(|word| beside(word.end));
        let meets =
            (0..self.line.len()).filter_map(|at| self.line.word_at(at, &words.meet)).filter(|word| beside(word.end));
        let meets = meets.chain(self.line.find(&words.meet));
        self.line.find(&words.visit).into_iter().chain(meets).chain(see).collect()
    }

    /// Where: a hotel, or what stands between `在` and the word of visiting.
    fn place(&mut self) -> Option<String> {
        let words = self.words;
        if let Some((_, hotel)) = marks::hotel(&mut self.line, words, "place", &self.capture.lexicon.cities) {
            return Some(hotel);
        }
        let first = self.line.find(&["在", "到", "去"])?;
        let words = words.visit.iter().chain(&words.see).chain(&words.meal).collect::<Vec<_>>();
        let end = (first.end..self.line.len()).find(|at| self.line.word_at(*at, &words).is_some())?;
        let lead = (first.start..end).rev().find_map(|at| self.line.word_at(at, &["在", "到", "去"]))?;
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

    /// A place that says what it is: `舜耕山庄`, `her office`.
    fn named_place(&mut self) -> Option<String> {
        let words = self.words;
        let kind = self.line.find(&words.place)?;
        let part = |at: &usize| {
            let c = self.line.char(*at);
            let latin = c == Some(' ') && self.line.char(kind.start).is_some_and(|c| c.is_ascii());
            self.line.is_free(*at) && (latin || !c.is_some_and(super::line::is_mark))
        };
        let start = (0..kind.start).rev().take_while(part).last().unwrap_or(kind.start);
        let start = ["at the", "at", "in the", "in", "在", "去", "到"]
            .iter()
            .find_map(|lead| self.line.word_at(self.line.on(start), &[*lead]).filter(|lead| lead.end <= kind.start))
            .map_or(start, |lead| {
                self.line.use_up(lead.clone());
                lead.end
            });
        let said = self.line.said(start..kind.end);
        self.line.claim("place", start..kind.end);
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
        let words = self.words;
        let about = self.line.find(&words.about);
        // `to go over the outage`: what they meet for, where it is no place they go to.
        let to = || {
            let to = self.line.find(&["to"])?;
            let verb = self.line.on(to.end);
            (self.line.is_free(verb) && self.line.typed(verb).is_some_and(char::is_lowercase)).then_some(to)
        };
        let about = about.or_else(to);
        let aim = self.line.find(&words.aims).or_else(|| self.line.find(&words.gathering));
        let (start, from) = match (&about, aim) {
            (Some(about), _) => (about.start, self.line.on(about.end)),
            (None, Some(aim)) => (aim.start, aim.start),
            (None, None) => return None,
        };
        // `技术交流`: what an exchange is about stands before it.
        let before = (0..start).rev().take_while(|at| {
            about.is_none() && self.line.is_free(*at) && !self.line.char(*at).is_some_and(super::line::is_mark)
        });
        let noun = self.line.word_at(start, &words.aims_of).is_some();
        let (start, from) = before.last().filter(|_| noun).map_or((start, from), |first| (first, first));
        let end = (from..self.line.len()).take_while(|at| self.line.is_free(*at)).last()? + 1;
        let said = self.line.said(from..end);
        let said = said.trim_end_matches(super::line::is_mark).to_owned();
        let said = said.strip_prefix('做').map(str::to_owned).unwrap_or(said);
        self.line.use_up(start..from);
        self.line.claim("objective", from..end);
        Some(said)
    }

    /// Who of ours is there: those named, and whoever writes where they do not say that others go.
    fn attendees(&self) -> Value {
        let ours = &self.cast.ours;
        let me = self
            .capture
            .me
            .filter(|me| !ours.contains(me) && (ours.is_empty() || self.cast.together || self.cast.and_me));
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
    pub(super) fn tail<W: AsRef<str>>(&mut self, mut mentions: Vec<Mention>, words: &[W]) -> (Vec<Mention>, String) {
        let Some(word) = self.line.find(words) else { return (mentions, String::new()) };
        let named = mentions.iter().map(|mention| mention.at.1).min().unwrap_or(0);
        let from = named.max(word.end);
        let colon = (word.start..self.line.len())
            .find(|at| matches!(self.line.typed(*at), Some(':' | '：')) && *at >= named && !self.is_clock(*at));
        let stop =
            (from..self.line.len()).find(|at| matches!(self.line.typed(*at), Some(',' | '，' | '。' | ';' | '；')));
        let stop = stop
            .filter(|at| !deeds::is_day(&self.line.said(*at + 1..self.line.len()), self.today(), self.capture.terms));
        // `visited them, met Lars: …`: who was met stands before the colon.
        let met = |stop: &usize| {
            let colon = colon.unwrap_or(*stop);
            let names = mentions.iter().any(|one| (*stop..colon).contains(&one.at.0));
            !names && deeds_follow(&self.line, *stop)
        };
        let stop = stop.filter(met);
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

/// Whether something is told after a comma, rather than another name or a place given.
fn deeds_follow(line: &super::line::Line, comma: usize) -> bool {
    let next = line.on(comma + 1);
    next < line.len() && !matches!(line.char(next), Some('、' | ','))
}
