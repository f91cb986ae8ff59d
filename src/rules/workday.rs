//! The working-day clock: weekends, days off and make-up working days (调休), per country and year.
//!
//! The facts are files (`assets/holidays/*.toml`, and the user's own in the same form). Where no table covers a year
//! only weekends are off and [`Calendar::missing_years`] says so: the clock warns instead of guessing.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
    sync::Arc,
};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, de};

use super::table;
use crate::model::Problem;

/// The tables that come with the program.
const BUILTIN: [&str; 4] = [
    include_str!("../../assets/holidays/CN.toml"),
    include_str!("../../assets/holidays/GB.toml"),
    include_str!("../../assets/holidays/TW.toml"),
    include_str!("../../assets/holidays/US.toml"),
];

/// No count of working days reaches further than this, about forty years.
const FURTHEST: i32 = 10_000;

/// A day off by language (`en`, `zh`, `zh-TW`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct HolidayName(BTreeMap<String, String>);

impl HolidayName {
    /// The name in `language`, or in its family (`zh` for `zh-CN`), or in English, or in whichever there is.
    pub fn in_language(&self, language: &str) -> &str {
        let family = language.split('-').next().unwrap_or(language);
        [language, family, "en"]
            .into_iter()
            .find_map(|tag| self.0.get(tag))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}

/// One year of one country.
#[derive(Clone, Debug, Default)]
struct Year {
    off: BTreeMap<NaiveDate, HolidayName>,
    work: BTreeSet<NaiveDate>,
}

/// Holiday tables by country code.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    countries: BTreeMap<String, Calendar>,
    aliases: BTreeMap<String, String>,
}

impl Holidays {
    /// The tables that come with the program.
    pub fn builtin() -> Self {
        let mut all = Self::default();
        BUILTIN.iter().filter_map(|text| Self::load(text).ok()).for_each(|table| all.merge(table));
        all
    }

    /// Reads one file; the problem names its line and what is wrong there.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let file: File = table::read(text, "problem-holidays-unreadable")?;
        let code = fold(&file.country);
        let aliases = file.aliases.iter().map(|alias| (fold(alias), code.clone())).collect();
        let years = file.year.into_iter().map(|year| (year.year, year.into())).collect();
        Ok(Self { countries: BTreeMap::from([(code, Calendar { years: Arc::new(years) })]), aliases })
    }

    /// Adds tables; a year that both know is the newcomer's.
    pub fn merge(&mut self, other: Self) {
        for (code, calendar) in other.countries {
            let years = Arc::make_mut(&mut self.countries.entry(code).or_default().years);
            years.extend(calendar.years.iter().map(|(year, days)| (*year, days.clone())));
        }
        self.aliases.extend(other.aliases);
    }

    /// The calendar of a country, by code or name; an unknown one knows only weekends.
    pub fn calendar(&self, country: &str) -> Calendar {
        let name = fold(country);
        let code = self.aliases.get(&name).unwrap_or(&name);
        self.countries.get(code).cloned().unwrap_or_default()
    }
}

fn fold(country: &str) -> String {
    country.trim().to_uppercase()
}

/// The working days of one country.
/// Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: Arc<BTreeMap<i32, Year>>,
}

impl Calendar {
    /// The calendar of a country from the tables that come with the program.
    pub fn for_country(country: &str) -> Self {
        Holidays::builtin().calendar(country)
    }

    /// Whether people work on `date`: weekends and days off are free, make-up days are not.
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        match self.years.get(&date.year()) {
            Some(year) if weekend => year.work.contains(&date),
            Some(year) => !year.off.contains_key(&date),
            None => !weekend,
        }
    }

    /// Whether `date` is a weekend day that is worked to make up for a bridge day.
    pub fn is_makeup(&self, date: NaiveDate) -> bool {
        self.years.get(&date.year()).is_some_and(|year| year.work.contains(&date))
    }

    /// What is celebrated on a day off.
    pub fn holiday(&self, date: NaiveDate) -> Option<&HolidayName> {
        self.years.get(&date.year())?.off.get(&date)
    }

    /// The `n`th working day after `from`; `from` itself never counts. A negative `n` counts back, 0 stays, and
    /// beyond ten thousand it stops.
    pub fn add_workdays(&self, from: NaiveDate, n: i32) -> NaiveDate {
        let step = if n < 0 { NaiveDate::pred_opt } else { NaiveDate::succ_opt };
        let wanted = n.clamp(-FURTHEST, FURTHEST).unsigned_abs() as usize;
        let days = std::iter::successors(Some(from), step).skip(1).filter(|day| self.is_workday(*day));
        days.take(wanted).last().unwrap_or(from)
    }

    /// Working days after `a` up to and including `b`, negative when `b` is the earlier: the inverse of
    /// [`Self::add_workdays`].
    pub fn workdays_between(&self, a: NaiveDate, b: NaiveDate) -> i64 {
        if b < a {
            return -(b.iter_days().take_while(|day| *day < a).filter(|day| self.is_workday(*day)).count() as i64);
        }
        a.iter_days().skip(1).take_while(|day| *day <= b).filter(|day| self.is_workday(*day)).count() as i64
    }

    /// Years of `range` without a table, where only weekends are taken off.
    pub fn missing_years(&self, range: RangeInclusive<NaiveDate>) -> Vec<i32> {
        (range.start().year()..=range.end().year()).filter(|year| !self.years.contains_key(year)).collect()
    }
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    country: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    year: Vec<FileYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileYear {
    year: i32,
    #[serde(default)]
    off: Vec<FileOff>,
    #[serde(default)]
    work: Vec<FileDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOff {
    date: FileDay,
    to: Option<FileDay>,
    #[serde(default)]
    name: HolidayName,
}

/// A bare TOML date, `2026-10-01`.
#[derive(Clone, Copy)]
struct FileDay(NaiveDate);

impl<'de> Deserialize<'de> for FileDay {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let date = toml::value::Datetime::deserialize(deserializer)?;
        date.to_string().parse().map(Self).map_err(de::Error::custom)
    }
}

impl From<FileYear> for Year {
    fn from(file: FileYear) -> Self {
        let mut off = BTreeMap::new();
        for run in file.off {
            let last = run.to.unwrap_or(run.date).0;
            // A run longer than a year is a slip of the pen.
            let days = run.date.0.iter_days().take(366).take_while(|day| *day <= last);
            off.extend(days.map(|day| (day, run.name.clone())));
        }
        Self { off, work: file.work.into_iter().map(|day| day.0).collect() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_embedded_table_is_readable() {
        for text in BUILTIN {
            Holidays::load(text).unwrap();
        }
        for country in ["CN", "GB", "TW", "US"] {
            assert!(Calendar::for_country(country).missing_years(day("2026-01-01")..=day("2026-12-31")).is_empty());
        }
    }

    #[test]
    fn five_working_days_over_the_national_week() {
        let china = Calendar::for_country("CN");
        assert_eq!(china.add_workdays(day("2026-09-30"), 5), day("2026-10-13"));
        assert_eq!(china.workdays_between(day("2026-09-30"), day("2026-10-13")), 5);
        assert_eq!(china.add_workdays(day("2026-10-13"), -5), day("2026-09-30"));
        assert!(china.is_workday(day("2026-10-10")) && china.is_makeup(day("2026-10-10")));
        assert!(!china.is_workday(day("2026-10-07")));
        assert_eq!(china.holiday(day("2026-10-07")).unwrap().in_language("zh-CN"), "国庆节");
        assert_eq!(china.holiday(day("2026-10-07")).unwrap().in_language("zh-TW"), "國慶節");
        assert_eq!(china.holiday(day("2026-10-07")).unwrap().in_language("fr"), "National Day");
    }

    #[test]
    fn a_country_is_known_by_name_and_an_unknown_one_by_its_weekends() {
        assert!(!Calendar::for_country("中国").is_workday(day("2026-10-01")));
        assert!(!Calendar::for_country("us ").is_workday(day("2026-07-03")));
        let nowhere = Calendar::for_country("ZZ");
        assert!(nowhere.is_workday(day("2026-01-01")) && !nowhere.is_workday(day("2026-01-03")));
    }

    #[test]
    fn a_year_without_a_table_is_reported() {
        let china = Calendar::for_country("CN");
        assert_eq!(china.missing_years(day("2026-12-30")..=day("2028-01-02")), [2027, 2028]);
        assert_eq!(china.add_workdays(day("2026-12-31"), 1), day("2027-01-01"));
    }

    #[test]
    fn a_users_year_replaces_ours() {
        let mut all = Holidays::builtin();
        let own = "country = 'CN'\n[[year]]\nyear = 2027\noff = [{ date = 2027-01-01, name.zh = '元旦' }]\n";
        all.merge(Holidays::load(own).unwrap());
        let china = all.calendar("CN");
        assert!(!china.is_workday(day("2027-01-01")) && !china.is_workday(day("2026-10-01")));
        assert_eq!(china.holiday(day("2027-01-01")).unwrap().in_language("en"), "元旦");
    }

    #[test]
    fn a_bad_file_is_named_by_line() {
        let problem = Holidays::load("country = 'CN'\n[[year]]\nyear = 2027\nwork = [12:00:00]\n").unwrap_err();
        assert_eq!(problem.id, "problem-holidays-unreadable");
        assert!(problem.args.contains(&("line", "4".to_owned())), "{problem}");
    }

    proptest! {
        #[test]
        fn counting_is_the_inverse_of_adding(start in 0u64..1500, n in -200i32..200) {
            let china = Calendar::for_country("CN");
            let from = china.add_workdays(day("2023-06-01") + chrono::Days::new(start), 1);
            let to = china.add_workdays(from, n);
            prop_assert!(china.is_workday(to));
            prop_assert_eq!(china.workdays_between(from, to), i64::from(n));
        }
    }
}
