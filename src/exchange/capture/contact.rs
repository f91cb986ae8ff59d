//! Contacts made: calls and messages.

use serde_json::json;

use super::names::Mention;
use super::words::Subject;
use super::{Read, Reader, days, marks};
use crate::model::choice::{Channel, FollowUpKind};
use crate::model::speak::{Bias, Point};
use crate::model::{Id, Kind, When};

impl Reader<'_> {
    /// A call or a message: a contact made, or, where its day is still to come, something to be done.
    pub(super) fn contact(&mut self, mentions: Vec<Mention>, subject: Subject) -> Read {
        let all = self.words;
        let words = if subject == Subject::Call { &all.call } else { &all.message };
        let done = self.line.find(&all.done).is_some();
        let mut ahead = self.line.clone();
        let coming = days::When::of(&mut ahead, self.today(), Bias::Future, self.capture.terms).bounds().0;
        let (mentions, tail) = self.tail(mentions, words);
        let headed = tail.is_empty() && coming.is_some_and(|point| self.is_ahead(point));
        if headed && !done {
            marks::drop_words(&mut self.line, &all.remember);
            return self.follow_up(mentions, FollowUpKind::Other, None);
        }
        // `call Erik`: nobody can tell whether that was or is to be.
        let bare = self.line.find(&["call"]).is_some() || self.says_only(words);
        if subject == Subject::Call && !done && tail.is_empty() && coming.is_none() && bare {
            match self.answers.get("done").map(String::as_str) {
                Some("todo") => return self.follow_up(mentions, FollowUpKind::Other, None),
                Some(_) => {}
                None => self.doubt("done", "", vec!["made".into(), "todo".into()]),
            }
        }
        marks::drop_words(&mut self.line, words);
        self.cast(mentions, false);
        let when = self.days(Bias::Past);
        let part = self.part_of_day();
        let account = self.settle_account();
        let seats = self.seats(account);
        let bounds = self.settled(&when);
        let rest = self.line.rest(&all.small);
        let text = [rest, tail].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let channel = if subject == Subject::Call { Channel::Call } else { Channel::Message };
        self.touch(channel, &seats, bounds, &text);
        if !part.is_empty() && bounds.is_some_and(|(at, _)| at.is_none()) {
            self.set("at", json!(When::Day(self.today())));
        }
        self.set("notes", part);
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

    /// Whether a line says nothing but these words and small ones.
    fn says_only(&self, words: &[String]) -> bool {
        let mut line = self.line.clone();
        marks::drop_words(&mut line, words);
        line.rest(&self.words.small).is_empty()
    }
}
