//! A score that opens to its parts: what each came to, how much it weighs, and which of them nobody can know yet.

use serde_json::{Value, json};

use crate::model::Problem;

/// One part of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its code; the label is `part-…`.
    pub name: &'static str,
    /// Its own score, 0–100; `None` is no data, which is not 0.
    pub value: Option<f64>,
    /// How much it weighs.
    pub weight: f64,
    /// The numbers it came from: a text and what to put into it.
    pub note: Problem,
}

/// A weighted mean over the parts that are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// Its parts, in the order in which people read them.
    pub parts: Vec<Part>,
}

impl Balance {
    /// The score, 0–100; `None` where no part is known. It is the sum of the parts' [`points`](Self::points).
    pub fn value(&self) -> Option<f64> {
        let known = self.weight_known();
        // From zero: the sum of nothing would otherwise be −0.
        (known > 0.0).then(|| self.parts.iter().filter_map(|part| self.points(part)).fold(0.0, |sum, one| sum + one))
    }

    /// The share of the weight whose value is known, 0–1.
    pub fn known(&self) -> f64 {
        let all: f64 = self.parts.iter().map(|part| part.weight).sum();
        if all > 0.0 { self.weight_known() / all } else { 0.0 }
    }

    /// What a part adds to the score.
    pub fn points(&self, part: &Part) -> Option<f64> {
        Some(part.value? * part.weight / self.weight_known())
    }

    /// The parts that add most, the greatest first; those that add nothing are left out.
    pub fn foremost(&self, many: usize) -> Vec<&Part> {
        let mut parts: Vec<(&Part, f64)> = self
            .parts
            .iter()
            .filter_map(|part| Some((part, self.points(part)?)))
            .filter(|(_, points)| *points > 0.0)
            .collect();
        parts.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        parts.into_iter().take(many).map(|(part, _)| part).collect()
    }

    /// `{value, known, parts}` as JSON; `say` turns a note into a sentence.
    pub fn row(&self, say: &dyn Fn(&Problem) -> String) -> Value {
        let part = |part: &Part| {
            json!({"name": part.name, "value": part.value, "weight": part.weight, "points": self.points(part),
                "note": say(&part.note)})
        };
        json!({"value": self.value(), "known": self.known(), "parts": self.parts.iter().map(part).collect::<Vec<_>>()})
    }

    fn weight_known(&self) -> f64 {
        // Of nothing the sum of floats is minus nothing.
        self.parts.iter().filter(|part| part.value.is_some()).map(|part| part.weight).sum::<f64>() + 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balance(parts: &[(Option<f64>, f64)]) -> Balance {
        let part = |(value, weight): &(Option<f64>, f64)| Part {
            name: "p",
            value: *value,
            weight: *weight,
            note: Problem::new("n"),
        };
        Balance { parts: parts.iter().map(part).collect() }
    }

    #[test]
    fn what_is_shown_is_the_sum_of_the_parts_that_are_known() {
        let one = balance(&[(Some(50.0), 20.0), (None, 50.0), (Some(80.0), 30.0)]);
        assert_eq!((one.value(), one.known()), (Some(68.0), 0.5));
        let points: Vec<_> = one.parts.iter().map(|part| one.points(part)).collect();
        assert_eq!(points, [Some(20.0), None, Some(48.0)]);
        assert_eq!(one.foremost(1)[0].value, Some(80.0));
    }

    #[test]
    fn nothing_known_is_no_score() {
        assert_eq!((balance(&[(None, 1.0)]).value(), balance(&[]).known()), (None, 0.0));
        assert_eq!(balance(&[(Some(0.0), 1.0)]).value(), Some(0.0));
    }
}
