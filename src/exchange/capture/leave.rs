//! Days off of one of ours: `我下周请假`, `Li Na on leave 3-7 Aug`.

use serde_json::{Value, json};

use super::names::Mention;
use super::{Read, Reader, days, marks};
use crate::model::speak::Bias;
use crate::model::{Id, Kind, Member};

impl Reader<'_> {
    /// Whether one of ours is off on some days: whoever is named is one of ours, or whoever writes says so of themselves.
    pub(super) fn is_leave(&self, mentions: &[Mention]) -> bool {
        let words = self.words;
        let is_ours = |id: &Id| self.capture.room.get::<Member>(*id).is_some();
        let ours = mentions.iter().all(|one| one.account.is_none() && one.ids.iter().any(is_ours));
        let said_of_me = self.line.find(&words.me).is_some() && self.capture.me.is_some();
        let calm = self.line.find(&words.habit).is_some() || self.line.find(&words.negated).is_some();
        let mut line = self.line.clone();
        let dated = !days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms).pieces.is_empty();
        ours && (said_of_me || !mentions.is_empty()) && !calm && dated && self.line.find(&words.leave).is_some()
    }

    /// Their leave, one entry more in their list; `下周` is all of it.
    pub(super) fn leave(&mut self, mentions: Vec<Mention>) -> Read {
        let words = self.words;
        let reason = self.line.find(&words.leave).map(|at| self.line.said(at));
        let theirs = |mut one: Mention| {
            one.ids.retain(|id| self.capture.room.get::<Member>(*id).is_some());
            one
        };
        let mentions: Vec<Mention> = mentions.into_iter().map(theirs).collect();
        let me = self.line.find(&words.me).filter(|_| mentions.is_empty());
        if let Some(at) = me {
            self.line.claim("member", at);
        }
        self.cast(mentions, true);
        marks::drop_words(&mut self.line, &words.leave);
        let when = self.days(Bias::Future);
        let stretch = match when.vague() {
            Some(piece) if when.pieces.len() == 1 && when.wrong.is_none() => {
                let (from, to) = (piece.stretch.from, piece.stretch.to);
                Some((Some(from), to.or(Some(from))))
            }
            _ => self.settled(&when),
        };
        let member = match self.cast.ours.as_slice() {
            [] if !self.cast.open => self.settle_member(&[]),
            [one] => Some(*one),
            // Each has a record of their own: which of them is meant first is asked.
            many => {
                let options = many.iter().map(ToString::to_string).collect();
                let answer: Option<Id> = self.answers.get("member").and_then(|answer| answer.parse().ok());
                if answer.is_none() && !self.cast.open {
                    self.doubt("member", "", options);
                }
                answer
            }
        };
        let days = stretch.and_then(|(from, to)| Some((from?.day?, to.and_then(|to| to.day).or(from?.day)?)));
        if let Some((from, to)) = days {
            let rest = self.line.rest(&words.journey_small);
            let reason = if rest.is_empty() { reason } else { Some(rest) };
            let entry: Value = json!({"id": Id::new(self.capture.now), "from": from, "to": to, "reason": reason});
            self.set("leave", json!([entry]));
        }
        (Kind::Member, member)
    }
}
