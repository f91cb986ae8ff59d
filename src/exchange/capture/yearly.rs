//! Birthdays and other days that come back every year.

use chrono::Datelike;
use serde_json::{Value, json};

use super::line::{Line, is_mark};
use super::names::Mention;
use super::{Read, Reader, days};
use crate::model::speak::{Bias, parse_anniversary};
use crate::model::{Anniversary, Id, Kind, Person};

impl Reader<'_> {
    /// A birthday, or another day that comes back. Gives the names back where it is about nobody it can be kept for.
    pub(super) fn yearly(&mut self, mentions: Vec<Mention>) -> Result<Read, Vec<Mention>> {
        let words = self.words;
        let birthday = self.line.find(&words.birthday).or_else(|| self.born_word());
        let Some(word) = birthday.clone().or_else(|| self.line.find(&words.yearly)) else { return Err(mentions) };
        let ours = |mention: &Mention| mention.ids.iter().all(|id| self.capture.room.get::<Person>(*id).is_none());
        if mentions.iter().all(|one| ours(one) && one.account.is_none() && !one.guess) && !mentions.is_empty() {
            return Err(mentions);
        }
        let head = mentions.iter().map(|mention| mention.at.1).filter(|end| *end <= word.start).max();
        self.cast(mentions, birthday.is_some());
        let kin = self.line.find(&words.kin).filter(|_| birthday.is_some());
        let whose = head.and_then(|head| self.whose(head, word.start)).filter(|_| kin.is_none());
        let what = if let Some(kin) = kin.clone() {
            self.line.claim("what", kin.clone());
            format!("{}{}", self.line.said(kin), self.joined(&word))
        } else {
            self.line.said(whose.as_ref().map_or(word.start, |whose| whose.start)..word.end)
        };
        let whose = whose.or(kin);
        let start = whose.as_ref().map_or(word.start, |whose| whose.start).min(word.start);
        // The day may stand between whose it is and the word for it.
        if (start..word.end).all(|at| self.line.is_free(at)) && what == self.line.said(start..word.end) {
            self.line.claim("what", start..word.end);
        } else {
            self.line.claim("what", word.clone());
        }
        let age = self.age(&word);
        let said = self.line.rest(&["的", "是", "在", "is", "on", "the", "'s", "’s", "于", ":", "过"]);
        let date = parse_anniversary(&said).ok().or_else(|| self.this_year(&said));
        let date = date.or_else(|| parse_anniversary(self.answers.get("date")?).ok());
        let date = date.map(|date| self.aged(date, age));
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
        (free && !said.is_empty() && parse_anniversary(&said).is_err() && self.this_year(&said).is_none())
            .then_some(start..to)
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

    /// The word of being born, beside the day of it.
    fn born_word(&self) -> Option<std::ops::Range<usize>> {
        let dated = self.line.find(&["月", "/"]).is_some() || self.line.len() > 8;
        (0..self.line.len()).filter_map(|at| self.line.word_at(at, &self.words.born)).find(|word| {
            let last = self.line.back(self.line.len()) == word.end;
            let day = word.start.checked_sub(1).and_then(|at| self.line.char(at));
            let after = day.is_some_and(|c| "日号初一二三四五六七八九十0123456789".contains(c));
            dated && (self.line.char(word.start) != Some('生') || last && after)
        })
    }

    /// The word for the day as it goes with whose it is: `生日`, ` birthday`.
    fn joined(&self, word: &std::ops::Range<usize>) -> String {
        let said = self.line.said(word.clone());
        if said.is_ascii() { format!(" {said}") } else { said.replace('过', "") }
    }

    /// How old somebody turns, claimed: `turns 60 on 14 Nov`.
    fn age(&mut self, word: &std::ops::Range<usize>) -> Option<i32> {
        let turns = self.line.said(word.clone()).eq_ignore_ascii_case("turns");
        let start = self.line.on(word.end);
        let digits = self.line.free(start).chars().take_while(char::is_ascii_digit).count();
        let age = self.line.said(start..start + digits).parse().ok().filter(|age| turns && (1..130).contains(age))?;
        self.line.use_up(start..start + digits);
        Some(age)
    }

    /// The same day with the year in which somebody was born who turns so old on it next.
    fn aged(&self, date: Anniversary, age: Option<i32>) -> Anniversary {
        let today = self.today();
        match (date, age) {
            (Anniversary::Solar { year: None, month, day }, Some(age)) => {
                let over = (month, day) < (today.month(), today.day());
                Anniversary::Solar { year: Some(today.year() + i32::from(over) - age), month, day }
            }
            (date, _) => date,
        }
    }

    /// A day said as one of this year: `下个月8号`.
    fn this_year(&self, said: &str) -> Option<Anniversary> {
        let mut line = Line::new(said);
        let when = days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms);
        let day = when.bounds().0?.day.filter(|_| when.vague().is_none() && line.rest(&[""; 0]).is_empty())?;
        Some(Anniversary::Solar { year: None, month: day.month(), day: day.day() })
    }
}

/// Whether two birthdays are one, the year left open in either.
fn agrees(a: Anniversary, b: Anniversary) -> bool {
    let open = |date: Anniversary| match date {
        Anniversary::Solar { month, day, .. } => Anniversary::Solar { year: None, month, day },
        Anniversary::Lunar { month, day, leap, .. } => Anniversary::Lunar { year: None, month, day, leap },
    };
    open(a) == open(b) && (a.year() == b.year() || a.year().is_none() || b.year().is_none())
}
