//! What going from one city to another costs on a journey: a table that comes with the program
//! (`assets/transfers.toml`) and that a user lays an own one over.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::presence::city_key;
use super::region::Regions;
use super::tour::{Transfer, Transfers};
use crate::model::Problem;

const BUILTIN: &str = include_str!("../../assets/transfers.toml");

/// Between cities whose clocks are far apart: whoever leaves in the evening is there two mornings later.
const FAR: Transfer = Transfer::Nights { nights: 2, lost: 0 };

/// Transfers by the names of two cities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferTable(BTreeMap<(String, String), Transfer>);

impl TransferTable {
    /// The table that comes with the program.
    pub fn builtin() -> Self {
        Self::load(BUILTIN).unwrap_or_default()
    }

    /// Reads a table; the problem names its line and what is wrong there.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let file: File = toml::from_str(text).map_err(|error| {
            let before = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(before).filter(|byte| *byte == b'\n').count() + 1;
            Problem::new("problem-transfers-unreadable").with("line", line).with("reason", error.message())
        })?;
        let row = |row: Row| {
            let [a, b] = row.between.map(|city| city_key(&city));
            let transfer = match (row.halves, row.nights) {
                (Some(halves), _) => Transfer::Halves(halves),
                (None, nights) => Transfer::Nights { nights: nights.unwrap_or(1), lost: row.lost.unwrap_or(1) },
            };
            ((a, b), transfer)
        };
        Ok(Self(file.transfer.into_iter().map(row).collect()))
    }

    /// Takes over another table; a way that both know is the newcomer's.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The transfers between some cities, by their place in the list.
    pub fn between(&self, cities: &[String], regions: &Regions, is_far: &dyn Fn(&str, &str) -> bool) -> Transfers {
        let mut transfers = Transfers::default();
        for (at, a) in cities.iter().enumerate() {
            for (to, b) in cities.iter().enumerate().skip(at + 1).filter(|(_, b)| is_far(a, b)) {
                debug_assert_ne!(a, b);
                transfers.set(at, to, FAR);
            }
        }
        let number = |name: &str| {
            let spot = regions.spot(name);
            cities.iter().position(|city| regions.spot(city).city == spot.city)
        };
        for ((a, b), transfer) in &self.0 {
            if let (Some(a), Some(b)) = (number(a), number(b)) {
                transfers.set(a, b, *transfer);
            }
        }
        transfers
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    transfer: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    between: [String; 2],
    halves: Option<u8>,
    nights: Option<u8>,
    lost: Option<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tour::OVERNIGHT;

    const SHORT: &str = "[[transfer]]\nbetween = [\"Beijing\", \"天津市\"]\nhalves = 0\n";

    #[test]
    fn a_way_is_known_by_any_name_of_its_cities_and_in_both_directions() {
        let table = TransferTable::load(SHORT).unwrap();
        let cities = ["天津".to_owned(), "上海".to_owned(), "北京".to_owned()];
        let transfers = table.between(&cities, &Regions::builtin(), &|_, _| false);
        assert_eq!(transfers.of(0, 2), Transfer::Halves(0));
        assert_eq!(transfers.of(2, 0), Transfer::Halves(0));
        assert_eq!(transfers.of(0, 1), OVERNIGHT);
        assert_eq!(TransferTable::load(BUILTIN).unwrap(), TransferTable::default());
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let problem = TransferTable::load("[[transfer]]\nbetween = [\"北京\"]\n").unwrap_err();
        assert!(problem.args.iter().any(|(name, value)| *name == "line" && value == "2"), "{problem:?}");
    }
}
