//! Journeys: who goes where and when, how, and how sure that is.

use std::ops::Range;

use chrono::Days;
use serde_json::json;

use super::line::{Line, is_mark};
use super::names::Mention;
use super::{Read, Reader, days, marks};
use crate::model::speak::{Bias, Point};
use crate::model::{Id, Kind, Member};

const FROM: [&str; 6] = ["从", "自", "由", "离开", "from", "leaves"];
const GOES: [&str; 24] = [
    "arrives in",
    "arriving in",
    "飞往",
    "飞去",
    "飞到",
    "飞",
    "前往",
    "赴",
    "抵达",
    "抵",
    "去往",
    "要去",
    "去",
    "到",
    "来",
    "回",
    "往",
    "→",
    "to",
    "into",
    "flies to",
    "travels to",
    "goes to",
    "visiting",
];
const AT: [&str; 4] = ["在", "in", "is in", "at"];
/// Words that make a journey even without a city that is known.
const SETS_OUT: [&str; 21] = [
    "去",
    "飞",
    "飞往",
    "赴",
    "前往",
    "出差",
    "动身",
    "出发",
    "抵达",
    "flies",
    "flying",
    "fly to",
    "will fly",
    "travels",
    "travelling",
    "travel to",
    "trip to",
    "drives to",
    "goes to",
    "going to",
    "leaves for",
];
/// Between two cities: the way from the first to the second.
const WAY: [&str; 10] = ["→", "->", "-->", "-", "—", ">", "到", "飞", "至", "to"];
/// What is understood with the rest and not kept.
const SMALL: [&str; 51] = [
    "go",
    "arrives",
    "arrive",
    "arriving",
    "leaves",
    "要",
    "将",
    "会",
    "去",
    "到",
    "飞",
    "赴",
    "来",
    "前往",
    "出发",
    "的",
    "了",
    "住",
    "在",
    "于",
    "从",
    "坐",
    "乘",
    "搭",
    "由",
    "是",
    "也",
    "人",
    "to",
    "from",
    "in",
    "on",
    "at",
    "by",
    "will",
    "is",
    "are",
    "be",
    "goes",
    "going",
    "travels",
    "travelling",
    "travel",
    "trip",
    "and",
    "then",
    "via",
    "that",
    "staying",
    "take",
    "takes",
];

/// Words around a name that say that it is the source.
const SAYS: [&str; 13] = [
    "说",
    "讲",
    "透露",
    "告诉我",
    "告知",
    "says that",
    "says",
    "said that",
    "said",
    "tells me",
    "tells us",
    "told me",
    "reports",
];
const HEARD: [&str; 9] = ["据", "听", "来源", "来源：", "according to", "per", "source:", "heard from", "says"];

/// A city where it stands.
struct Stop {
    name: String,
    at: Range<usize>,
}

impl Reader<'_> {
    fn stops(&self, line: &Line) -> Vec<Stop> {
        let mut stops: Vec<Stop> = Vec::new();
        for at in line.starts() {
            if stops.last().is_some_and(|stop| at < stop.at.end) {
                continue;
            }
            if let Some((name, len)) = self.capture.lexicon.cities.begin(&line.free(at)) {
                stops.push(Stop { name: name.to_owned(), at: at..at + len });
            }
        }
        stops
    }

    /// Whether a line without a word of its own for it tells of a journey.
    pub(super) fn is_journey(&self, mentions: &[Mention]) -> bool {
        let mut line = self.line.clone();
        let someone = mentions.iter().any(|mention| !mention.ids.is_empty() || mention.guess);
        let dated = !days::When::of(&mut line, self.today(), Bias::Future, self.capture.terms).pieces.is_empty();
        let sets_out = line.find(&SETS_OUT).is_some();
        let stops = self.stops(&line);
        let leads = |words: &[&str]| stops.iter().any(|stop| line.word_before(stop.at.start, words).is_some());
        let way = leads(&GOES) || leads(&FROM) || way(&line, &stops).is_some();
        let beside = stops.iter().filter_map(|stop| line.word_before(stop.at.start, &AT));
        let beside = beside.filter(|at| mentions.iter().any(|one| line.back(at.start) == one.at.1)).count() > 0;
        if stops.is_empty() {
            return someone && dated && (sets_out || unknown_place(&line).is_some());
        }
        dated && (someone || way || sets_out) || someone && (way || beside)
    }

    pub(super) fn journey(&mut self, mentions: Vec<Mention>) -> Read {
        let mentions = self.source(mentions);
        let number = marks::number(&mut self.line);
        let asked = self.unnamed(&mentions);
        self.cast(mentions, true);
        let when = self.days(Bias::Future);
        let nights = days::stay(&mut self.line);
        let hotel = marks::hotel(&mut self.line, "hotel", &self.capture.lexicon.cities);
        let firmness = marks::firmness(&mut self.line);
        // `飞上海`: the word leads to a city and says how.
        let means = marks::means(&mut self.line.clone());
        let (from, to) = self.cities();
        marks::means(&mut self.line);
        let purpose = marks::purpose(&mut self.line);
        self.ask_who(asked);
        let who = self.traveller();
        if let Some(who) = who {
            let ours = self.capture.room.get::<Member>(who).is_some();
            self.set(if ours { "member" } else { "person" }, json!(who));
        }
        let bounds = self.settled(&when);
        self.dates(bounds, nights, from.as_deref(), to.as_deref(), who);
        self.set("from_city", from);
        self.set("to_city", to);
        self.set("transport", json!(number.as_ref().map(|(means, _)| *means).or(means)));
        self.set("number", number.map(|(_, said)| said));
        self.set("hotel", hotel);
        self.set("purpose", purpose);
        self.set("firmness", json!(firmness));
        self.keep_rest(&SMALL);
        (Kind::Travel, None)
    }

    fn dates(
        &mut self,
        bounds: Option<(Option<Point>, Option<Point>)>,
        nights: Option<u64>,
        from: Option<&str>,
        to: Option<&str>,
        who: Option<Id>,
    ) {
        let Some((first, last)) = bounds else { return };
        let Some(first) = first else {
            self.doubt("when", "", Vec::new());
            return;
        };
        let depart = self.moment(first, self.zone(from, who));
        self.set("depart", json!(depart));
        let stays = || {
            let day = first.day.unwrap_or_else(|| self.today()).checked_add_days(Days::new(nights?.checked_sub(1)?))?;
            Some(Point { day: Some(day), time: None })
        };
        if let Some(last) = last.or_else(stays) {
            let last = Point { day: last.day.or(first.day), ..last };
            let back = self.moment(last, self.zone(to, None));
            self.set("return", json!(back));
        }
    }

    /// The one who travels; of several it is asked who, for a journey is one person's.
    fn traveller(&mut self) -> Option<Id> {
        let all: Vec<Id> = self.cast.theirs.iter().chain(&self.cast.ours).copied().collect();
        if all.len() < 2 || self.cast.open {
            return all.first().copied().filter(|_| !self.cast.open);
        }
        let answer = self.answers.get("who").and_then(|answer| answer.parse().ok());
        if answer.is_none() {
            let said: Vec<_> = all.iter().map(|id| self.capture.room.name(*id)).collect();
            self.doubt("who", said.join(" "), all.iter().map(ToString::to_string).collect());
        }
        // Who goes along is kept.
        let others: Vec<_> =
            all.iter().filter(|id| Some(**id) != answer).map(|id| self.capture.room.name(*id)).collect();
        if answer.is_some() {
            self.set("notes", others.join(" "));
        }
        answer
    }

    /// Takes out who the news is from.
    fn source(&mut self, mentions: Vec<Mention>) -> Vec<Mention> {
        let mut others = Vec::new();
        for mention in mentions {
            let (start, end) = mention.at;
            let says = self.line.word_after(end, &SAYS);
            let heard = self.line.word_before(start, &HEARD);
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
        others
    }

    /// A name at the head of the line that nobody has.
    fn unnamed(&mut self, mentions: &[Mention]) -> String {
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
                && probe.find(&GOES).is_none()
        };
        let name = if latin.is_empty() { chinese.unwrap_or_default().to_owned() } else { latin };
        if name.is_empty() || city(&name) || !plain(&name) {
            return String::new();
        }
        self.line.claim("who", start..start + name.chars().count());
        name
    }

    /// Where from and where to; it is asked where nobody can tell.
    fn cities(&mut self) -> (Option<String>, Option<String>) {
        let stops = self.stops(&self.line);
        let way = way(&self.line, &stops);
        let (mut from, mut to): (Option<String>, Vec<String>) = (None, Vec::new());
        for (at, stop) in stops.iter().enumerate() {
            let left = self.line.word_before(stop.at.start, &FROM).is_some() || way == Some(at);
            if left && from.is_none() {
                from = Some(stop.name.clone());
            } else if !to.contains(&stop.name) {
                to.push(stop.name.clone());
            }
        }
        if let Some(first) = way.and_then(|at| stops.get(at)) {
            let next =
                stops.iter().find(|stop| stop.at.start >= first.at.end).map_or(first.at.end, |stop| stop.at.start);
            self.line.use_up(first.at.end..next);
        }
        let lead: Vec<&str> = FROM.iter().chain(&GOES).chain(&AT).copied().collect();
        for stop in stops {
            self.line.claim_with("city", stop.at, &lead, &["市"]);
        }
        let answer = self.answers.get("city").filter(|answer| !answer.trim().is_empty());
        let answer = answer.map(|said| self.capture.lexicon.cities.named(said).unwrap_or(said.trim()).to_owned());
        let unknown = if to.is_empty() { unknown_place(&self.line) } else { None };
        let said = unknown.clone().map(|at| self.line.said(at)).unwrap_or_default();
        if let Some(at) = unknown {
            self.line.claim_with("city", at, &lead, &[]);
        }
        match (answer, to.as_slice()) {
            (Some(answer), _) => (from, Some(answer)),
            (None, [one]) => (from, Some(one.clone())),
            (None, []) => {
                let near = if said.is_empty() { Vec::new() } else { self.capture.lexicon.cities.like(&said, 5) };
                self.doubt("city", said, near);
                (from, None)
            }
            (None, many) => {
                self.doubt("city", many.join(" "), many.to_vec());
                (from, None)
            }
        }
    }
}

/// What stands where a city should and is none we know.
fn unknown_place(line: &Line) -> Option<Range<usize>> {
    let lead = (0..line.len()).find_map(|at| line.word_at(at, &GOES).or_else(|| line.word_at(at, &["赴", "in"])))?;
    let start = line.on(lead.end);
    let word =
        |at: usize| (at..line.len()).take_while(|at| line.is_free(*at) && !line.char(*at).is_some_and(is_mark)).count();
    let mut end = start + word(start);
    if line.char(start)?.is_ascii() {
        let capital = |at: usize| line.is_free(at) && line.typed(at).is_some_and(char::is_uppercase);
        if !capital(start) {
            return None;
        }
        while line.char(end) == Some(' ') && capital(end + 1) {
            end = end + 1 + word(end + 1);
        }
    } else {
        end = end.min(start + 6);
    }
    (end > start).then_some(start..end)
}

/// The city from which the way to the next one leads, where nothing but a word or an arrow for it stands between.
fn way(line: &Line, stops: &[Stop]) -> Option<usize> {
    let between = |pair: &[Stop]| match pair {
        [a, b] => line.said(a.at.end..b.at.start),
        _ => String::new(),
    };
    stops.windows(2).position(|pair| WAY.contains(&between(pair).to_lowercase().as_str()))
}
