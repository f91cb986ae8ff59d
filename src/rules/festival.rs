//! Festivals people are greeted on: the table that comes with the program (`assets/festivals.toml`), and a user's own
//! laid over it.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, de};

use super::lunar::{lunar_to_solar, next_anniversary, qingming};
use super::table;
use super::workday::HolidayName;
use crate::model::{Anniversary, Problem};

const BUILTIN: &str = include_str!("../../assets/festivals.toml");

/// Working days ahead of a birthday or occasion that names no lead of its own.
pub const LEAD: i64 = 5;

/// When a festival is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FestivalDate {
    /// A day of the solar or the lunar year.
    Yearly(Anniversary),
    /// 清明, a solar term.
    Qingming,
    /// 除夕, the last day of the lunar year.
    LunarEve,
}

/// A festival.
#[derive(Clone, Debug)]
pub struct Festival {
    /// What it is called.
    pub name: HolidayName,
    /// When it is.
    pub date: FestivalDate,
    /// Working days before it on which gifts want to be thought of.
    pub gift: Option<i64>,
    /// Codes of the countries that keep it; none means all.
    pub countries: Vec<String>,
}

impl Festival {
    /// What the table knows it by: its English name.
    pub fn key(&self) -> &str {
        self.name.in_language("en")
    }

    /// The first day it is kept on or after `from`.
    pub fn next(&self, from: NaiveDate) -> Option<NaiveDate> {
        let years = || from.year().checked_sub(1)?.checked_add(2).map(|last| from.year() - 1..=last);
        match self.date {
            FestivalDate::Yearly(date) => next_anniversary(date, from),
            FestivalDate::Qingming => years()?.filter_map(qingming).find(|day| *day >= from),
            FestivalDate::LunarEve => {
                let eve = |year| lunar_to_solar(year, 1, 1, false)?.pred_opt();
                years()?.filter_map(eve).find(|day| *day >= from)
            }
        }
    }

    /// Whether it is kept in a country, given by its code.
    pub fn is_kept_in(&self, country: &str) -> bool {
        self.countries.is_empty() || self.countries.iter().any(|code| code.eq_ignore_ascii_case(country))
    }
}

/// Festivals, by their English names.
#[derive(Clone, Debug, Default)]
pub struct Festivals {
    all: BTreeMap<String, Festival>,
}

impl Festivals {
    /// The table that comes with the program.
    pub fn builtin() -> Self {
        Self::load(BUILTIN).unwrap_or_default()
    }

    /// Reads a table; the problem names its line and what is wrong there.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let file: File = table::read(text, "problem-festivals-unreadable")?;
        let row = |row: Row| {
            let festival = Festival { name: row.name, date: row.date.0, gift: row.gift, countries: row.countries };
            (festival.key().to_owned(), festival)
        };
        Ok(Self { all: file.festival.into_iter().map(row).collect() })
    }

    /// Takes over another table; a festival that both know is the newcomer's.
    pub fn merge(&mut self, other: Self) {
        self.all.extend(other.all);
    }

    /// The festival the table knows by this name.
    pub fn get(&self, key: &str) -> Option<&Festival> {
        self.all.get(key)
    }

    /// Every festival.
    pub fn all(&self) -> impl Iterator<Item = &Festival> {
        self.all.values()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    festival: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: HolidayName,
    date: RowDate,
    gift: Option<i64>,
    #[serde(default, rename = "in")]
    countries: Vec<String>,
}

struct RowDate(FestivalDate);

impl<'de> Deserialize<'de> for RowDate {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = match text.trim() {
            "qingming" => FestivalDate::Qingming,
            "lunar-eve" => FestivalDate::LunarEve,
            other => FestivalDate::Yearly(Anniversary::from_str(other).map_err(de::Error::custom)?),
        };
        Ok(Self(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn next(name: &str, from: &str) -> String {
        let all = Festivals::load(BUILTIN).unwrap();
        all.all[name].next(day(from)).unwrap().to_string()
    }

    #[test]
    fn festivals_fall_on_their_days() {
        for (name, from, on) in [
            ("Lunar New Year's Eve", "2026-01-01", "2026-02-16"),
            ("Lunar New Year's Eve", "2026-02-17", "2027-02-05"),
            ("Spring Festival", "2026-02-18", "2027-02-06"),
            ("Qingming", "2024-01-01", "2024-04-04"),
            ("Qingming", "2026-01-01", "2026-04-05"),
            ("Qingming", "2026-04-06", "2027-04-05"),
            ("Dragon Boat Festival", "2026-01-01", "2026-06-19"),
            ("Mid-Autumn Festival", "2033-01-01", "2033-09-08"),
            // In 2033 the eleventh month comes twice: the eighth of the twelfth is in January.
            ("Laba Festival", "2033-12-01", "2034-01-27"),
            ("National Day", "2026-10-02", "2027-10-01"),
            ("Christmas", "2026-12-25", "2026-12-25"),
        ] {
            assert_eq!(next(name, from), on, "{name}");
        }
    }

    #[test]
    fn a_table_of_ones_own_corrects_a_festival() {
        let mut all = Festivals::builtin();
        let own = "[[festival]]\nname = { en = \"Christmas\" }\ndate = \"12-24\"\ngift = 3\n";
        all.merge(Festivals::load(own).unwrap());
        let christmas = &all.all["Christmas"];
        assert_eq!((christmas.gift, christmas.next(day("2026-12-01"))), (Some(3), Some(day("2026-12-24"))));
        assert!(christmas.is_kept_in("CN") && !all.all["National Day"].is_kept_in("US"));
        let problem = Festivals::load("[[festival]]\nname = { en = \"x\" }\ndate = \"13-01\"\n").unwrap_err();
        assert_eq!((problem.id, problem.args[0].1.as_str()), ("problem-festivals-unreadable", "3"));
    }
}
