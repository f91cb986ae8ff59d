//! Ladder policies: who of ours faces whom of theirs on each rung, and for how many working days.
//!
//! A policy is one line of text, in `assets/ladders.toml` and in the field `policy` that a follow-up takes along when it
//! is opened: `rep:operations:5d manager:management:5d executive:decision`.

use std::{collections::BTreeMap, fmt, str::FromStr};

use toml::Spanned;

use crate::model::choice::{FollowUpKind, Function, Layer, Level};
use crate::model::{FollowUp, Problem, Seat};

const BUILTIN: &str = include_str!("../../../assets/ladders.toml");

/// The longest a rung may wait, in working days: about a year.
const LONGEST: i64 = 250;

/// Who of theirs a rung faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// Everybody of a layer.
    Layer(Layer),
    /// Everybody of a function, whatever the layer.
    Function(Function),
}

impl Theirs {
    /// Whether a seat is one of them.
    pub fn includes(self, seat: &Seat) -> bool {
        match self {
            Self::Layer(layer) => seat.layer == Some(layer),
            Self::Function(function) => seat.function == Some(function),
        }
    }

    /// The code, as in policies.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Layer(layer) => layer.code(),
            Self::Function(function) => function.code(),
        }
    }
}

/// One rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The levels of ours that hold it, the preferred one first; never empty.
    pub ours: Vec<Level>,
    /// Whom of theirs it faces.
    pub theirs: Theirs,
    /// Working days until the first answer, where there is such a clock.
    pub answer: Option<i64>,
    /// Working days until the item climbs; `None` only on the last rung.
    pub days: Option<i64>,
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
        let rep = Rung { ours: vec![Level::Rep], theirs: Theirs::Layer(Layer::Operations), answer: None, days: None };
        Self { from_due: false, rungs: vec![rep] }
    }
}

impl Policy {
    /// Index of the rung that a member of `level` holds.
    pub fn rung_of(&self, level: Level) -> Option<usize> {
        self.rungs.iter().position(|rung| rung.ours.contains(&level))
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from_due {
            f.write_str("due ")?;
        }
        for (at, rung) in self.rungs.iter().enumerate() {
            let ours: Vec<_> = rung.ours.iter().map(|level| level.code()).collect();
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}:{}", ours.join("|"), rung.theirs.code())?;
            match (rung.answer, rung.days) {
                (Some(answer), Some(days)) => write!(f, ":{answer}d/{days}d")?,
                (_, Some(days)) => write!(f, ":{days}d")?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl FromStr for Policy {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let refuse = |word: &str| Problem::new("problem-ladder-policy").with("text", text).with("word", word);
        let (from_due, rest) = text.trim().strip_prefix("due ").map_or((false, text), |rest| (true, rest));
        let rungs: Vec<_> =
            rest.split_whitespace().map(|word| rung(word).ok_or_else(|| refuse(word))).collect::<Result<_, _>>()?;
        let below = rungs.len().checked_sub(1).ok_or_else(|| refuse(text))?;
        if rungs.iter().take(below).any(|rung| rung.days.is_none()) {
            return Err(refuse(text));
        }
        Ok(Self { from_due, rungs })
    }
}

fn rung(word: &str) -> Option<Rung> {
    let mut parts = word.split(':');
    let ours = parts.next()?.split('|').map(level).collect::<Option<Vec<_>>>()?;
    let code = parts.next()?;
    let layer = Layer::ALL.iter().find(|layer| layer.code() == code).map(|layer| Theirs::Layer(*layer));
    let function = || Function::ALL.iter().find(|one| one.code() == code).map(|one| Theirs::Function(*one));
    let theirs = layer.or_else(function)?;
    let (answer, days) = match parts.next().map(|clock| clock.split_once('/').ok_or(clock)) {
        None => (None, None),
        Some(Ok((answer, whole))) => (Some(days(answer)?), Some(days(whole)?)),
        Some(Err(whole)) => (None, Some(days(whole)?)),
    };
    parts.next().is_none().then_some(Rung { ours, theirs, answer, days })
}

fn level(code: &str) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| level.code() == code)
}

fn days(text: &str) -> Option<i64> {
    text.strip_suffix('d')?.parse().ok().filter(|days| (1..=LONGEST).contains(days))
}

/// The policies that new follow-ups take along, by kind.
#[derive(Clone, Debug, Default)]
pub struct Ladders(BTreeMap<FollowUpKind, Policy>);

impl Ladders {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self::load(BUILTIN).unwrap_or_default()
    }

    /// Reads a file like `assets/ladders.toml`; the problem names the line and what is wrong there.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let unreadable =
            |at, why: &str| Problem::new("problem-ladders-unreadable").with("line", line(at)).with("reason", why);
        let file: BTreeMap<Spanned<String>, Spanned<String>> = toml::from_str(text)
            .map_err(|error| unreadable(error.span().map_or(0, |span| span.start), error.message()))?;
        let mut all = BTreeMap::new();
        for (kind, policy) in file {
            let known = FollowUpKind::ALL.iter().find(|known| known.code() == kind.get_ref().as_str());
            let known = known.ok_or_else(|| unreadable(kind.span().start, kind.get_ref()))?;
            let policy_read =
                policy.get_ref().parse().map_err(|_| unreadable(policy.span().start, policy.get_ref()))?;
            all.insert(*known, policy_read);
        }
        Ok(Self(all))
    }

    /// Takes over what another file says; kinds it does not mention stay.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The policy of a kind.
    pub fn policy(&self, kind: FollowUpKind) -> Policy {
        self.0.get(&kind).cloned().unwrap_or_default()
    }

    /// The policy an item stands under: the one it took along, or that of its kind where it has none that can be read.
    pub fn policy_of(&self, item: &FollowUp) -> Policy {
        let own = item.policy.as_deref().and_then(|text| text.parse().ok());
        own.unwrap_or_else(|| self.policy(item.kind.unwrap_or(FollowUpKind::Other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_ladder_and_it_reads_back() {
        let all = Ladders::load(BUILTIN).unwrap();
        for kind in FollowUpKind::ALL {
            let policy = &all.0[kind];
            assert_eq!(policy.to_string().parse::<Policy>().as_ref(), Ok(policy));
        }
        let collection = all.policy(FollowUpKind::Collection);
        assert!(collection.from_due);
        assert_eq!(collection.rungs[1].theirs, Theirs::Function(Function::Finance));
        let complaint = all.policy(FollowUpKind::Complaint);
        assert_eq!((complaint.rungs[0].answer, complaint.rungs[0].days), (Some(1), Some(3)));
        assert_eq!((complaint.rung_of(Level::Rep), complaint.rung_of(Level::Executive)), (Some(0), Some(2)));
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
        ] {
            assert_eq!(text.parse::<Policy>().unwrap_err().id, "problem-ladder-policy", "{text}");
        }
    }

    #[test]
    fn a_users_file_changes_what_it_mentions_and_is_named_by_line_where_it_errs() {
        let mut all = Ladders::builtin();
        all.merge(Ladders::load("gift = 'rep:operations:2d executive:decision'").unwrap());
        assert_eq!(all.policy(FollowUpKind::Gift).rungs.len(), 2);
        assert_eq!(all.policy(FollowUpKind::Pursue).rungs.len(), 3);
        for (text, line) in [("\nbirthday = 'rep:operations'", "2"), ("\n\ngift = 'rep'", "3"), ("gift = 3", "1")] {
            let problem = Ladders::load(text).unwrap_err();
            assert!(problem.args.contains(&("line", line.to_owned())), "{problem}");
        }
    }
}
