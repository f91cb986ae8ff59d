//! Ladder policies: who of ours faces whom of theirs on each rung, and for how many working days.
//!
//! A policy is one line of text, in `assets/ladders.toml` and in the field `policy` that a follow-up takes along when it
//! is opened: `rep:operations:5d manager:management:5d executive:decision`.

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;

use crate::model::choice::{Function, Layer, Level};
use crate::model::{Problem, Seat};

/// The longest a rung may wait, in working days: about a year.
const LONGEST: i64 = 250;

/// Who of theirs a rung faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// Everybody of a layer.
    Layer(Layer),
    /// Everybody of a function, whatever the layer.
    Function(Function),
    /// Everybody whose layer is the natural counterpart of one of our levels.
    Level(Level),
}

impl Theirs {
    /// Whether a seat is one of them.
    pub fn includes(self, seat: &Seat) -> bool {
        match self {
            Self::Layer(layer) => seat.layer == Some(layer),
            Self::Function(function) => seat.function == Some(function),
            Self::Level(level) => seat.layer.is_some_and(|layer| layer.rung() == level.rung()),
        }
    }

    /// A code alone is a layer, or else a function; `layer=`, `function=` and `level=` say which is meant.
    fn read(word: &str) -> Option<Self> {
        let layer = |code| Layer::ALL.iter().copied().find(|one| one.code() == code).map(Self::Layer);
        let function = |code| Function::ALL.iter().copied().find(|one| one.code() == code).map(Self::Function);
        match word.split_once('=') {
            None => layer(word).or_else(|| function(word)),
            Some(("layer", code)) => layer(code),
            Some(("function", code)) => function(code),
            Some(("level", code)) => level(code).map(Self::Level),
            Some(_) => None,
        }
    }
}

impl fmt::Display for Theirs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layer(layer) => f.write_str(layer.code()),
            Self::Function(function) => f.write_str(function.code()),
            Self::Level(level) => write!(f, "level={}", level.code()),
        }
    }
}

/// An open amount from which an invoice enters on a rung at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// At least that much.
    pub amount: Decimal,
    /// In this currency; `None` whatever the currency.
    pub currency: Option<String>,
}

/// One rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The levels of ours that hold it, the preferred one first; never empty.
    pub ours: Vec<Level>,
    /// Whom of theirs it faces: the first of these that the account has anybody of; never empty.
    pub theirs: Vec<Theirs>,
    /// Working days until the first answer, where there is such a clock.
    pub answer: Option<i64>,
    /// Working days until the item climbs; `None` only on the last rung.
    pub days: Option<i64>,
    /// Open amounts that start here.
    pub entries: Vec<Entry>,
}

impl Rung {
    /// Whether it faces a seat, first choice or not.
    pub fn faces(&self, seat: &Seat) -> bool {
        self.theirs.iter().any(|theirs| theirs.includes(seat))
    }

    /// Those of the seats it faces: all of its first choice that anybody is of.
    pub fn facing<'a>(&self, seats: &[&'a Seat]) -> Vec<&'a Seat> {
        let of =
            |theirs: &Theirs| -> Vec<&'a Seat> { seats.iter().copied().filter(|seat| theirs.includes(seat)).collect() };
        self.theirs.iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn starts_at(&self, open: Decimal, currency: &str) -> bool {
        let meant = |entry: &Entry| entry.currency.as_deref().is_none_or(|one| one.eq_ignore_ascii_case(currency));
        self.entries.iter().any(|entry| meant(entry) && open >= entry.amount)
    }
}

/// The rungs of a follow-up, bottom up; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether the clock starts on the due day instead of the day of opening.
    pub from_due: bool,
    /// The rungs, bottom up.
    pub rungs: Vec<Rung>,
}

impl Default for Policy {
    /// One rung that nothing climbs from: what remains where no policy can be read.
    fn default() -> Self {
        let rung = Rung {
            ours: vec![Level::Rep],
            theirs: vec![Theirs::Layer(Layer::Operations)],
            answer: None,
            days: None,
            entries: Vec::new(),
        };
        Self { from_due: false, rungs: vec![rung] }
    }
}

impl Policy {
    /// Index of the rung that a member of `level` holds.
    pub fn rung_of(&self, level: Level) -> Option<usize> {
        self.rungs.iter().position(|rung| rung.ours.contains(&level))
    }

    /// Index of the highest rung that an invoice starts on of which so much is open; 0 where none asks for it.
    pub fn entry(&self, open: Decimal, currency: &str) -> usize {
        self.rungs.iter().rposition(|rung| rung.starts_at(open, currency)).unwrap_or(0)
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from_due {
            f.write_str("due ")?;
        }
        for (at, rung) in self.rungs.iter().enumerate() {
            let ours: Vec<_> = rung.ours.iter().map(|level| level.code()).collect();
            let theirs: Vec<_> = rung.theirs.iter().map(Theirs::to_string).collect();
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}:{}", ours.join("|"), theirs.join("|"))?;
            match (rung.answer, rung.days) {
                (Some(answer), Some(days)) => write!(f, ":{answer}d/{days}d")?,
                (_, Some(days)) => write!(f, ":{days}d")?,
                _ => {}
            }
            for (nth, entry) in rung.entries.iter().enumerate() {
                let sign = if nth == 0 { '@' } else { ',' };
                write!(f, "{sign}{}{}", entry.amount, entry.currency.as_deref().unwrap_or_default())?;
            }
        }
        Ok(())
    }
}

impl FromStr for Policy {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let refuse = |word: &str| Problem::new("problem-ladder-policy").with("text", text).with("word", word);
        let mut words = text.split_whitespace().peekable();
        let from_due = words.next_if_eq(&"due").is_some();
        let rungs: Vec<_> = words.map(|word| rung(word).ok_or_else(|| refuse(word))).collect::<Result<_, _>>()?;
        let below = rungs.len().checked_sub(1).ok_or_else(|| refuse(text))?;
        if rungs.iter().take(below).any(|rung| rung.days.is_none()) {
            return Err(refuse(text));
        }
        Ok(Self { from_due, rungs })
    }
}

fn rung(word: &str) -> Option<Rung> {
    let (word, entries) = match word.split_once('@') {
        Some((word, entries)) => (word, entries.split(',').map(entry).collect::<Option<_>>()?),
        None => (word, Vec::new()),
    };
    let mut parts = word.split(':');
    let ours = parts.next()?.split('|').map(level).collect::<Option<Vec<_>>>()?;
    let theirs = parts.next()?.split('|').map(Theirs::read).collect::<Option<Vec<_>>>()?;
    let (answer, days) = match parts.next().map(|clock| clock.split_once('/').ok_or(clock)) {
        None => (None, None),
        Some(Ok((answer, whole))) => (Some(days(answer)?), Some(days(whole)?)),
        Some(Err(whole)) => (None, Some(days(whole)?)),
    };
    parts.next().is_none().then_some(Rung { ours, theirs, answer, days, entries })
}

fn level(code: &str) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| level.code() == code)
}

fn days(text: &str) -> Option<i64> {
    text.strip_suffix('d')?.parse().ok().filter(|days| (1..=LONGEST).contains(days))
}

/// `500000CNY`, or `500000` for any currency.
fn entry(text: &str) -> Option<Entry> {
    let letters = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (amount, currency) = text.split_at_checked(letters)?;
    let amount = amount.parse().ok().filter(|amount| *amount > Decimal::ZERO)?;
    let known = currency.is_empty() || currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
    let currency = Some(currency.to_ascii_uppercase()).filter(|code| !code.is_empty());
    known.then_some(Entry { amount, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_reads_as_it_is_written() {
        for text in [
            "rep:operations:5d manager:management:5d executive:decision",
            "due rep|service:operations:10d manager:finance|management:10d@500000CNY,70000USD executive:level=executive",
            "service|rep:peripheral|user:1d/3d executive:executive@1000000.50",
            "engineer:technical:250d",
        ] {
            let policy: Policy = text.parse().unwrap();
            assert_eq!(policy.to_string(), text);
        }
        let prefixed: Policy = "rep:layer=operations:5d executive:function=finance".parse().unwrap();
        assert_eq!(prefixed.to_string(), "rep:operations:5d executive:finance");
    }

    #[test]
    fn a_policy_that_makes_no_sense_is_refused() {
        for text in [
            "",
            "due ",
            "rep",
            "rep:cellar:5d",
            "clerk:operations:5d",
            "rep:operations:5",
            "rep:operations:0d",
            "rep:operations manager:management:5d",
            "rep:operations:5d:x",
            "rep:layer=finance:5d",
            "rep:grade=operations:5d",
            "rep:operations|:5d",
            "rep:operations:5d@",
            "rep:operations:5d@-5CNY",
            "rep:operations:5d@5RMBX",
            "rep:operations:251d",
        ] {
            assert_eq!(text.parse::<Policy>().unwrap_err().id, "problem-ladder-policy", "{text}");
        }
    }

    #[test]
    fn an_amount_starts_on_the_highest_rung_that_asks_for_it() {
        let policy: Policy =
            "due rep:operations:10d manager:finance:10d@500CNY,70USD executive:decision@9000".parse().unwrap();
        let entry = |open: i64, currency: &str| policy.entry(open.into(), currency);
        assert_eq!([entry(499, "CNY"), entry(500, "cny"), entry(499, "USD"), entry(9000, "CNY")], [0, 1, 1, 2]);
        assert_eq!([entry(8999, "EUR"), entry(9000, "EUR"), entry(-5, "CNY")], [0, 2, 0]);
    }
}
