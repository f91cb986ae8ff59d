//! Which cities are one place under two names, and which are near enough to meet in: tables that come with the program
//! (`assets/regions.toml`) and that a user may replace, region by region.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::presence::city_key;
use super::table;
use crate::model::Problem;

const BUILTIN: &str = include_str!("../../assets/regions.toml");

/// What a meeting is worth of one in the very city, where the two are only in one region.
const SAME_REGION: f64 = 0.6;

/// Regions by name.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    /// The cities of each region, each by all of its names.
    table: BTreeMap<String, Vec<Vec<String>>>,
    /// The name each city is known by here, by every name it has.
    cities: BTreeMap<String, String>,
    /// The regions of each city.
    of: BTreeMap<String, Vec<String>>,
}

/// A city as places are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The city, whichever of its names it was noted by.
    pub city: String,
    regions: Vec<String>,
}

impl Spot {
    /// How near another one is: 1 the same city, 0.6 the same region; `None` where nobody meets on the way.
    pub fn nearness(&self, other: &Self) -> Option<f64> {
        if self.city == other.city {
            return Some(1.0);
        }
        self.regions.iter().any(|region| other.regions.contains(region)).then_some(SAME_REGION)
    }
}

impl Regions {
    /// The table that comes with the program.
    pub fn builtin() -> Self {
        Self::load(BUILTIN).unwrap_or_default()
    }

    /// Reads a table; the problem names its line and what is wrong there.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let file: File = table::read(text, "problem-regions-unreadable")?;
        let names = |city: String| city.split('|').map(city_key).filter(|name| !name.is_empty()).collect();
        let cities = |row: Row| (row.name.trim().to_owned(), row.cities.into_iter().map(names).collect());
        Ok(Self::of(file.region.into_iter().map(cities).collect()))
    }

    fn of(table: BTreeMap<String, Vec<Vec<String>>>) -> Self {
        let mut all = Self { table, ..Self::default() };
        for (region, names) in all.table.iter().flat_map(|(region, cities)| cities.iter().map(move |one| (region, one)))
        {
            let Some(first) = names.iter().find_map(|name| all.cities.get(name)).or(names.first()).cloned() else {
                continue;
            };
            for name in names {
                all.cities.insert(name.clone(), first.clone());
            }
            all.of.entry(first).or_default().push(region.clone());
        }
        all
    }

    /// Takes over another table; a region that both know is the newcomer's.
    pub fn merge(&mut self, other: Self) {
        let mut table = std::mem::take(&mut self.table);
        table.extend(other.table);
        *self = Self::of(table);
    }

    /// The names of the cities that share a region with one, by any of its names.
    pub(super) fn around<'a>(&'a self, city: &str) -> impl Iterator<Item = &'a str> {
        let regions = self.spot(city).regions;
        let cities = regions.into_iter().filter_map(|region| self.table.get(&region)).flatten();
        cities.flatten().map(String::as_str)
    }

    /// A city as it is compared with others.
    pub fn spot(&self, city: &str) -> Spot {
        let key = city_key(city);
        let city = self.cities.get(&key).cloned().unwrap_or(key);
        let regions = self.of.get(&city).cloned().unwrap_or_default();
        Spot { city, regions }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    region: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default)]
    cities: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(regions: &Regions, a: &str, b: &str) -> Option<f64> {
        regions.spot(a).nearness(&regions.spot(b))
    }

    #[test]
    fn the_table_that_comes_along_knows_the_big_clusters_in_both_languages() {
        let known = Regions::load(BUILTIN).unwrap();
        for (a, b, nearness) in [
            ("北京", "北京市", Some(1.0)),
            ("北京", "Beijing", Some(1.0)),
            ("東京", "Tokyo", Some(1.0)),
            ("北京", "Tianjin", Some(0.6)),
            ("上海", "苏州市", Some(0.6)),
            ("Hong Kong", "深圳", Some(0.6)),
            ("成都", "重庆", Some(0.6)),
            ("London", "Croydon", Some(0.6)),
            ("Palo Alto", "san francisco", Some(0.6)),
            ("New York", "Jersey City", Some(0.6)),
            ("北京", "上海", None),
            ("北京", "济南", None),
            ("Springfield", "springfield ", Some(1.0)),
            ("Springfield", "Shelbyville", None),
        ] {
            assert_eq!(near(&known, a, b), nearness, "{a} {b}");
            assert_eq!(near(&known, b, a), nearness, "{b} {a}");
        }
    }

    #[test]
    fn no_city_of_the_table_has_the_name_of_another() {
        let known = Regions::builtin();
        let mut seen = std::collections::BTreeSet::new();
        for name in known.table.values().flatten().flatten() {
            assert!(seen.insert(name), "{name} stands twice");
        }
        assert!(known.table.len() > 30);
    }

    #[test]
    fn a_region_of_ones_own_adds_replaces_and_takes_away() {
        let mut known = Regions::builtin();
        let own = "[[region]]\nname = \"Yorkshire\"\ncities = [\"Leeds\", \"York\"]\n[[region]]\nname = \"成渝\"\n\
            [[region]]\nname = \"京津冀\"\ncities = [\"北京\", \"济南\"]\n";
        known.merge(Regions::load(own).unwrap());
        assert_eq!(near(&known, "Leeds", "york"), Some(0.6));
        assert_eq!(near(&known, "成都", "重庆"), None);
        assert_eq!((near(&known, "北京", "济南"), near(&known, "北京", "天津")), (Some(0.6), None));
        // Jinan is in two regions now.
        assert_eq!(near(&known, "济南", "泰安"), Some(0.6));
    }

    #[test]
    fn a_slip_names_its_line() {
        let problem = Regions::load("[[region]]\nname = \"x\"\ntowns = []\n").unwrap_err();
        assert_eq!((problem.id, problem.args[0].1.as_str()), ("problem-regions-unreadable", "3"));
    }
}
