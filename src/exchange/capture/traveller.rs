//! Who is on a journey, and by whose word.

use std::ops::Range;

use super::line::{Line, is_mark};
use super::names::Mention;
use super::{Reader, days};
use crate::model::choice::Firmness;
use crate::model::speak::Bias;
use crate::model::{Id, Member, Person};

impl Reader<'_> {
    /// Whoever writes travels, where they say so.
    pub(super) fn myself(&mut self) {
        if let Some(word) = self.line.find(&self.words.me) {
            self.first_person(word);
        }
        if !self.cast.and_me {
            return;
        }
        let me = match self.capture.me {
            Some(me) => Some(me),
            None => self.answered("member".into(), String::new(), Vec::new()),
        };
        self.cast.open |= me.is_none();
        if !self.cast.named.contains(&me) || me.is_none() {
            self.cast.named.insert(0, me);
        }
    }

    /// Whether the word for whoever writes says that they travel: nobody else does, or it leads the line.
    fn first_person(&mut self, word: Range<usize>) {
        let head = word.start == self.line.on(0);
        if !self.cast.named.is_empty() && !head && !self.cast.and_me {
            return;
        }
        self.line.use_up(word);
        self.cast.and_me = true;
    }

    /// Takes out who the news is from.
    pub(super) fn source(&mut self, mentions: Vec<Mention>) -> Vec<Mention> {
        let mut others = Vec::new();
        for mention in mentions {
            let (start, end) = mention.at;
            let says = self.line.word_after(end, &self.words.says);
            let heard = self.line.word_before(start, &self.words.heard);
            if self.fields.contains_key("source") || says.is_none() && heard.is_none() {
                others.push(mention);
                continue;
            }
            let said = self.line.said(start..end);
            self.set("source", said);
            for word in says.into_iter().chain(heard) {
                self.line.use_up(word);
            }
        }
        self.hearsay();
        others
    }

    /// `听办公室的人说`: somebody whom nobody knows by name says so.
    fn hearsay(&mut self) {
        let Some(lead) = self.line.find(&["听", "heard from"]).filter(|_| !self.fields.contains_key("source")) else {
            return;
        };
        let Some(end) = self.line.find(&["说", "that", "says"]).filter(|end| end.start > lead.end) else { return };
        if (lead.end..end.start).all(|at| self.line.is_free(at)) {
            let said = self.line.said(lead.end..end.start);
            self.set("source", said);
            self.set("firmness", Firmness::Rumour.code());
            self.line.use_up(lead.start..end.end);
        }
    }

    /// A name at the head of the line that nobody has.
    pub(super) fn unnamed(&mut self, mentions: &[Mention]) -> String {
        if !mentions.is_empty() {
            return String::new();
        }
        let start = self.line.on(0);
        let head: Vec<char> = (start..self.line.len())
            .take_while(|at| self.line.is_free(*at))
            .filter_map(|at| self.line.typed(at))
            .collect();
        let head: String = head.into_iter().collect();
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let words: Vec<&str> = head.split(' ').take_while(capital).filter(|word| word.is_ascii()).collect();
        let latin = words.join(" ");
        let city = |text: &str| self.capture.lexicon.cities.begin(&super::script::plain(text)).is_some();
        let chinese =
            head.split(is_mark).next().filter(|word| (2..=3).contains(&word.chars().count()) && !word.is_ascii());
        let plain = |text: &str| {
            let mut probe = Line::new(text);
            days::When::of(&mut probe, self.today(), Bias::Future, self.capture.terms).pieces.is_empty()
                && probe.find(&self.words.goes).is_none()
        };
        let name = if latin.is_empty() { chinese.unwrap_or_default().to_owned() } else { latin };
        let me = self.words.me.contains(&super::script::plain(&name));
        if name.is_empty() || me || city(&name) || !plain(&name) {
            return String::new();
        }
        self.line.claim("who", start..start + name.chars().count());
        name
    }

    /// Where somebody lives.
    pub(super) fn home(&self, who: Id) -> Option<String> {
        let room = self.capture.room;
        let person = room.get::<Person>(who).and_then(|one| one.home_city.clone());
        let city = person.or_else(|| room.get::<Member>(who)?.base_city.clone())?;
        Some(self.capture.lexicon.cities.named(&city).map_or(city.clone(), str::to_owned))
    }
}
