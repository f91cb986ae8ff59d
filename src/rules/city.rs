//! Cities by their names and time zones: the table that comes with the program (`assets/cities.toml`), and a user's own
//! laid over it.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use serde::{Deserialize, de};

use super::presence::city_key;
use super::table;
use crate::model::fold::fold;
use crate::model::{Problem, When};

const BUILTIN: &str = include_str!("../../assets/cities.toml");

/// A city by all its names, the first of which is the one it is called by where the records have none of their own.
#[derive(Clone, Debug)]
pub struct City {
    /// Its names.
    pub names: Vec<String>,
    /// What its clocks follow.
    pub zone: Tz,
}

/// Cities people travel to.
#[derive(Clone, Debug, Default)]
pub struct Cities {
    all: Vec<City>,
    /// Position in `all`, by folded name.
    known: HashMap<String, usize>,
}

impl Cities {
    /// The table that comes with the program.
    pub fn builtin() -> Self {
        Self::load(BUILTIN).unwrap_or_default()
    }

    /// Reads a table; the problem names its line and what is wrong there.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let file: File = table::read(text, "problem-cities-unreadable")?;
        let mut all = Self::default();
        for zone in file.zone {
            for city in zone.cities {
                let names = city.split('|').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
                all.add(City { names: names.collect(), zone: zone.name.0 });
            }
        }
        Ok(all)
    }

    /// Takes over another table; a city that both know is the newcomer's.
    pub fn merge(&mut self, other: Self) {
        for city in other.all {
            city.names.iter().for_each(|name| _ = self.known.remove(&key(name)));
            self.add(city);
        }
    }

    fn add(&mut self, city: City) {
        let at = self.all.len();
        for name in &city.names {
            self.known.entry(key(name)).or_insert(at);
        }
        self.all.push(city);
    }

    /// Every city.
    pub fn all(&self) -> &[City] {
        &self.all
    }

    /// The time zone of a city, by any of its names.
    pub fn zone(&self, name: &str) -> Option<Tz> {
        self.all.get(*self.known.get(&key(name))?).map(|city| city.zone)
    }
}

/// A name without what people spell differently: case, accents, blanks, apostrophes, a final 市.
fn key(name: &str) -> String {
    city_key(&fold(name)).replace([' ', '\'', '’'], "")
}

/// A moment on the clocks of a place; as it was noted where nobody knows them.
pub fn on_clocks(moment: DateTime<FixedOffset>, zone: Option<Tz>) -> DateTime<FixedOffset> {
    zone.map_or(moment, |zone| moment.with_timezone(&zone).fixed_offset())
}

/// The same for a day, which is a day anywhere.
pub fn there(when: When, zone: Option<Tz>) -> When {
    match when {
        When::Moment(moment) => When::Moment(on_clocks(moment, zone)),
        When::Day(day) => When::Day(day),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    zone: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: ZoneName,
    #[serde(default)]
    cities: Vec<String>,
}

/// A zone as the IANA names it.
struct ZoneName(Tz);

impl<'de> Deserialize<'de> for ZoneName {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.trim().parse().map(Self).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_comes_along_knows_cities_by_every_name() {
        let cities = Cities::load(BUILTIN).unwrap();
        assert!(cities.all.len() > 300, "{}", cities.all.len());
        for (name, zone) in [
            ("北京市", Tz::Asia__Shanghai),
            ("BEIJING", Tz::Asia__Shanghai),
            ("Sao Paulo", Tz::America__Sao_Paulo),
            ("xian", Tz::Asia__Shanghai),
            ("檀香山", Tz::Pacific__Honolulu),
            ("Auckland", Tz::Pacific__Auckland),
            ("Phoenix", Tz::America__Phoenix),
        ] {
            assert_eq!(cities.zone(name), Some(zone), "{name}");
        }
        assert_eq!(cities.zone("Shelbyville"), None);
    }

    #[test]
    fn no_name_of_the_table_is_two_cities() {
        let cities = Cities::builtin();
        for (at, city) in cities.all.iter().enumerate() {
            for name in &city.names {
                assert_eq!(cities.known.get(&key(name)), Some(&at), "{name} stands twice");
            }
        }
    }

    #[test]
    fn a_table_of_ones_own_adds_and_corrects() {
        let mut cities = Cities::builtin();
        let own = "[[zone]]\nname = \"Europe/Berlin\"\ncities = [\"Springfield\", \"London\"]\n";
        cities.merge(Cities::load(own).unwrap());
        assert_eq!(cities.zone("springfield"), Some(Tz::Europe__Berlin));
        assert_eq!((cities.zone("London"), cities.zone("伦敦")), (Some(Tz::Europe__Berlin), Some(Tz::Europe__London)));
        let problem = Cities::load("[[zone]]\nname = \"Europe/Nowhere\"\n").unwrap_err();
        assert_eq!((problem.id, problem.args[0].1.as_str()), ("problem-cities-unreadable", "2"));
    }
}
