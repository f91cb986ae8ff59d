//! Satisfaction after Herzberg: hygiene factors and motivators are summed apart and never averaged together.

use crate::edit::Room;
use crate::model::choice::SatisfactionClass;
use crate::model::{Id, Satisfaction};

/// What the sums come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The hygiene factors fall short.
    Dissatisfied,
    /// Nothing annoys, nothing delights.
    Indifferent,
    /// Both exceed what was expected.
    Satisfied,
}

impl Verdict {
    /// The code; the label is `satisfaction-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dissatisfied => "dissatisfied",
            Self::Indifferent => "indifferent",
            Self::Satisfied => "satisfied",
        }
    }
}

/// Both sums of Σ weight · (experience − expectation); `None` where no entry of the class is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Of the hygiene factors.
    pub hygiene: Option<i64>,
    /// Of the motivators.
    pub motivator: Option<i64>,
    /// `None` while either side is unknown, unless hygiene alone settles it.
    pub verdict: Option<Verdict>,
}

/// How satisfied an account is.
pub fn of_account(room: &Room, account: Id) -> Standing {
    let sum = |class: SatisfactionClass| {
        let entries = room.linked::<Satisfaction>(account).filter(|one| one.account == account);
        let gaps = entries.filter(|one| one.class == Some(class)).filter_map(|one| {
            Some(one.weight.unwrap_or(1) * (i64::from(one.experience?) - i64::from(one.expectation?)))
        });
        gaps.fold(None, |sum: Option<i64>, gap| Some(sum.unwrap_or(0) + gap))
    };
    let (hygiene, motivator) = (sum(SatisfactionClass::Hygiene), sum(SatisfactionClass::Motivator));
    let verdict = match (hygiene, motivator) {
        (Some(..=-1), _) => Some(Verdict::Dissatisfied),
        (Some(1..), Some(1..)) => Some(Verdict::Satisfied),
        (Some(_), Some(_)) => Some(Verdict::Indifferent),
        _ => None,
    };
    Standing { hygiene, motivator, verdict }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    #[test]
    fn the_two_sides_are_never_mixed() {
        let standing = |entries: &[(&str, i64, Option<i64>, i64)]| {
            let mut records = vec![(Kind::Account, "a".to_string(), json!({"name": "A"}))];
            for (nth, (class, weight, expectation, experience)) in entries.iter().enumerate() {
                let fields = json!({"account": "@a", "factor": "f", "class": class, "weight": weight,
                    "expectation": expectation, "experience": experience});
                records.push((Kind::Satisfaction, nth.to_string(), fields));
            }
            let records: Vec<_> =
                records.iter().map(|(kind, name, value)| (*kind, name.as_str(), value.clone())).collect();
            of_account(&room(&records), id("a"))
        };
        let both = standing(&[("hygiene", 3, Some(5), 4), ("hygiene", 1, Some(3), 5), ("motivator", 9, Some(1), 5)]);
        assert_eq!((both.hygiene, both.motivator, both.verdict), (Some(-1), Some(36), Some(Verdict::Dissatisfied)));
        let even = standing(&[("hygiene", 3, Some(4), 4), ("motivator", 1, Some(3), 3)]);
        assert_eq!((even.hygiene, even.verdict), (Some(0), Some(Verdict::Indifferent)));
        let good = standing(&[("hygiene", 1, Some(3), 4), ("motivator", 1, Some(3), 4)]);
        assert_eq!(good.verdict, Some(Verdict::Satisfied));
        let half = standing(&[("hygiene", 1, Some(3), 4), ("motivator", 1, None, 4)]);
        assert_eq!((half.motivator, half.verdict), (None, None));
    }
}
