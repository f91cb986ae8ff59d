//! Promises and other things to be done, and gifts.

use chrono::NaiveDate;
use serde_json::json;

use super::days;
use super::line::Line;
use super::names::Mention;
use super::{Read, Reader, marks};
use crate::model::Kind;
use crate::model::choice::{FollowUpKind, GiftStatus};
use crate::model::speak::Bias;
use crate::rules::Terms;

impl Reader<'_> {
    pub(super) fn promise(&mut self, mentions: Vec<Mention>) -> Read {
        let words: Vec<&String> = self.words.promise.iter().chain(&self.words.will).collect();
        if let Some(subject) = self.theirs_to(&mentions, &words) {
            return self.follow_up(mentions, FollowUpKind::Promise, Some(subject));
        }
        for word in &self.words.promise {
            if let Some(at) = self.line.find(&[word]) {
                // `I'd send` keeps what is to be done.
                let keeps = self.words.promise_keeps.iter().find(|keeps| word.ends_with(keeps.as_str()));
                let kept = keeps.map_or(0, |keeps| keeps.chars().count());
                self.line.use_up(at.start..at.end - kept);
            }
        }
        self.follow_up(mentions, FollowUpKind::Promise, None)
    }

    /// What one of theirs promised or wants, in the words of the line; `None` where it is ours to say.
    fn theirs_to(&self, mentions: &[Mention], words: &[&String]) -> Option<String> {
        let room = self.capture.room;
        let theirs = |mention: &&Mention| {
            let ours = mention.ids.iter().any(|id| room.get::<crate::model::Member>(*id).is_some());
            !mention.ids.is_empty()
                && !ours
                && self.line.word_before(mention.at.0, &self.words.lead).is_none()
                && self.line.word_after(mention.at.1, words).is_some()
        };
        let who = mentions.iter().find(theirs)?;
        let head = self.line.on(0) == who.at.0 || self.line.on(0) >= who.at.0.saturating_sub(2);
        if !head {
            return None;
        }
        let mut line = Line::new(&self.line.said(0..self.line.len()));
        let said = days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms);
        drop(said);
        Some(line.rest(&["about"]))
    }

    /// Whether one of theirs says that they will do something by a day: `蔡会计说月底前付款`.
    pub(super) fn will_do(&self, mentions: &[Mention]) -> bool {
        let will = mentions.iter().any(|one| self.line.word_after(one.at.1, &self.words.will).is_some());
        let words: Vec<&String> = self.words.will.iter().collect();
        will && self.has_due() && self.theirs_to(mentions, &words).is_some()
    }

    /// Whether a day is said by which something is to be done.
    fn has_due(&self) -> bool {
        let words = self.words;
        if self.line.find(&words.habit).is_some() || self.line.find(&words.negated).is_some() {
            return false;
        }
        let mut line = self.line.clone();
        let when = days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms);
        let due = |piece: &days::Piece| {
            let (start, end) = (piece.at.start, piece.at.end);
            self.line.word_before(start, &words.by).is_some()
                || self.line.word_after(end, &words.by).is_some()
                || words.by.iter().any(|by| self.line.said(piece.at.clone()).ends_with(by.as_str()))
        };
        when.pieces.iter().any(due)
    }

    /// Whether one of theirs wants something of us by a day: `李主任要我们周五前报价`.
    pub(super) fn wants(&self, mentions: &[Mention]) -> bool {
        let words: Vec<&String> = self.words.wants.iter().collect();
        self.has_due() && self.theirs_to(mentions, &words).is_some()
    }

    /// What one of theirs wants: to be done, in their words.
    pub(super) fn wanted(&mut self, mentions: Vec<Mention>) -> Read {
        let words: Vec<&String> = self.words.wants.iter().collect();
        let subject = self.theirs_to(&mentions, &words);
        self.follow_up(mentions, FollowUpKind::Other, subject)
    }

    /// Whether something is to be done for somebody by a day (`后天之前把报告发给王总工`) or on one that is still to come
    /// (`明天给李主任送合同`).
    pub(super) fn is_due(&self, mentions: &[Mention]) -> bool {
        let words = self.words;
        let head = mentions.iter().any(|one| one.at.0 == self.line.on(0));
        if head || mentions.is_empty() {
            return false;
        }
        if self.has_due() {
            return true;
        }
        let mut line = self.line.clone();
        let calm = line.find(&words.habit).is_some() || line.find(&words.negated).is_some();
        let done = line.find(&words.done).is_some() || line.find(&["了"]).is_some();
        let led = mentions.iter().any(|one| line.word_before(one.at.0, &words.for_whom).is_some())
            || line.word_at(line.on(0), &words.deliver).is_some();
        let when = days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms);
        led && !calm && !done && when.bounds().0.and_then(|at| at.day).is_some_and(|day| day > self.today())
    }

    /// Whether a reminder names neither anybody nor a day: a note, and nothing that could slip.
    pub(super) fn is_idle(&self, mentions: &[Mention]) -> bool {
        let mut line = self.line.clone();
        let when = days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms);
        let reminds = self.line.find(&self.words.remember).is_some();
        let task = (0..self.line.len()).filter_map(|at| self.line.word_at(at, &self.words.task));
        let more = task.filter(|at| self.line.word_at(at.start, &self.words.remember).is_none()).count() > 0;
        reminds && !more && (mentions.is_empty() || when.pieces.is_empty())
    }

    pub(super) fn task(&mut self, mentions: Vec<Mention>) -> Read {
        let words = self.words;
        let chased = self.line.find(&["催", "chase"]).is_some();
        let money = self.line.find(&["催款", "催收"]).is_some() || chased && self.line.find(&words.money).is_some();
        // `周五前回复李主任`: where nothing else is said, the word itself is what is to be done.
        let word = self.line.find(&words.task).map(|at| self.line.said(at));
        if !money {
            marks::drop_words(&mut self.line, &words.task);
        }
        let read = self.follow_up(mentions, if money { FollowUpKind::Collection } else { FollowUpKind::Other }, None);
        if let Some(word) = word.filter(|_| self.doubts.iter().any(|doubt| doubt.about == "what")) {
            self.doubts.retain(|doubt| doubt.about != "what");
            self.set("subject", word);
        }
        read
    }

    pub(super) fn follow_up(&mut self, mentions: Vec<Mention>, kind: FollowUpKind, subject: Option<String>) -> Read {
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
        let rest = self.line.rest(&self.words.subject_small);
        let subject = subject.unwrap_or(rest);
        match self.answers.get("what").filter(|_| subject.is_empty()) {
            Some(answer) => self.set("subject", answer.trim()),
            None if subject.is_empty() => self.doubt("what", "", Vec::new()),
            None => self.set("subject", subject),
        }
        (Kind::FollowUp, None)
    }

    pub(super) fn gift(&mut self, mentions: Vec<Mention>) -> Read {
        let words = self.words;
        let given = self.line.find(&words.given).is_some();
        self.cast(mentions, true);
        let present = self.line.find(&["生日礼物", "新年礼物", "礼物", "礼品", "present", "gift"]);
        let present = present.map(|at| self.line.said(at)).unwrap_or_default();
        marks::drop_words(&mut self.line, &words.gives);
        marks::drop_words(&mut self.line, &words.gift);
        let amount = marks::amount(&mut self.line, false);
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
        } else if given {
            self.set("status", GiftStatus::Given.code());
        }
        if let Some((value, currency)) = amount {
            self.set("value", value);
            self.set("currency", currency.unwrap_or("CNY"));
        }
        let part = self.part_of_day();
        self.set("notes", part);
        let what = self.line.rest(&words.small);
        let what = if what.is_empty() { present } else { what };
        match self.answers.get("what").filter(|_| what.is_empty()) {
            Some(answer) => self.set("what", answer.trim()),
            None if what.is_empty() => self.doubt("what", "", Vec::new()),
            None => self.set("what", what),
        }
        (Kind::Gift, None)
    }
}

/// Whether a text says a day or a time and nothing else.
pub(super) fn is_day(text: &str, today: NaiveDate, terms: &Terms) -> bool {
    let mut line = Line::new(text);
    let when = days::When::of(&mut line, today, Bias::Future, terms);
    !when.pieces.is_empty() && line.rest(&[""; 0]).is_empty()
}
