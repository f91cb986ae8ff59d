//! Which clock a day is counted by, and when a day begins and ends there.
//!
//! A working day of an account ends at midnight on the account's own clock, summer time or not. Whose clock that is says
//! the account (`time_zone`), else its country, else its city where a country has several clocks, else the reader's
//! options; where nobody says, an item keeps the offset it was opened with.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::Deserialize;

use super::city::Cities;
use super::lazily::Lazily;
use crate::model::{Account, When};

const COUNTRIES: &str = include_str!("../../assets/zones.toml");

/// Steps in which the end of an hour that never was is looked for, and how many: a day can be missing, on the date line.
const STEP: TimeDelta = TimeDelta::minutes(5);
const STEPS: usize = 26 * 12;

/// A clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// That of a place, with its summer time.
    Named(Tz),
    /// One that is always as far from UTC.
    Fixed(FixedOffset),
}

impl Zone {
    /// The same moment on this clock.
    pub fn local(self, moment: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        match self {
            Self::Named(zone) => moment.with_timezone(&zone).fixed_offset(),
            Self::Fixed(offset) => moment.with_timezone(&offset),
        }
    }

    /// The first moment of a day: midnight, or the first there is after a midnight that is skipped.
    pub fn start_of(self, day: NaiveDate) -> DateTime<FixedOffset> {
        self.at(day, NaiveTime::MIN)
    }

    /// The moment this clock shows a time: the first of two where it is set back, the first after the gap where it is set
    /// forward.
    pub fn at(self, day: NaiveDate, time: NaiveTime) -> DateTime<FixedOffset> {
        let shown = day.and_time(time);
        let at = |local| match self {
            Self::Named(zone) => zone.from_local_datetime(&local).earliest().map(|at| at.fixed_offset()),
            Self::Fixed(offset) => offset.from_local_datetime(&local).earliest(),
        };
        let later = std::iter::successors(Some(shown), |local| local.checked_add_signed(STEP)).take(STEPS);
        later.into_iter().find_map(at).unwrap_or_else(|| shown.and_utc().fixed_offset())
    }

    /// The last second of a day, which still bears its date.
    pub fn end_of(self, day: NaiveDate) -> DateTime<FixedOffset> {
        let next = day.succ_opt().map_or_else(|| self.start_of(day), |next| self.start_of(next));
        self.local(next - TimeDelta::seconds(1))
    }

    /// The last day that is over at `moment`: that of its last second is.
    pub fn last_ended(self, moment: DateTime<FixedOffset>) -> NaiveDate {
        let day = self.local(moment).date_naive();
        if moment >= self.end_of(day) { day } else { day.pred_opt().unwrap_or(day) }
    }

    /// A moment on this clock; a day is its first moment.
    pub fn moment(self, when: When) -> DateTime<FixedOffset> {
        match when {
            When::Moment(moment) => self.local(moment),
            When::Day(day) => self.start_of(day),
        }
    }
}

/// The clocks of countries and cities, by their names.
#[derive(Clone, Debug)]
pub struct Zones {
    countries: BTreeMap<String, Country>,
    /// Cities by their clocks.
    pub cities: Lazily<Cities>,
}

/// A country, under each of its names.
#[derive(Clone, Debug)]
struct Country {
    zone: Tz,
    /// Whether that is the only clock it has.
    only: bool,
    called: Arc<Called>,
}

/// What a country is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// In English.
    pub english: String,
    /// In simplified Chinese.
    pub simplified: String,
    /// In traditional Chinese.
    pub traditional: String,
}

impl Called {
    /// Of the forms of the table: its code, English names, of which one in capitals is an abbreviation, and Chinese ones.
    fn of(forms: &str) -> Option<Self> {
        let is_chinese = |form: &&str| form.chars().all(|c| ('一'..='鿿').contains(&c));
        let english = forms.split('|').find(|form| form.chars().any(|c| c.is_ascii_lowercase()))?;
        let mut chinese = forms.split('|').filter(is_chinese);
        let simplified = chinese.next()?;
        let traditional = chinese.next_back().unwrap_or(simplified);
        let [english, simplified, traditional] = [english, simplified, traditional].map(str::to_owned);
        Some(Self { english, simplified, traditional })
    }
}

#[derive(Default, Deserialize)]
struct Countries {
    one: BTreeMap<String, String>,
    several: BTreeMap<String, String>,
}

impl Zones {
    /// The tables that come with the program.
    pub fn builtin() -> Self {
        let mut zones = Self { countries: BTreeMap::new(), cities: Lazily::of(Cities::builtin) };
        let file: Countries = toml::from_str(COUNTRIES).unwrap_or_default();
        for (table, only) in [(file.one, true), (file.several, false)] {
            for (name, forms) in table {
                let Ok(zone) = name.parse() else { continue };
                let called = Arc::new(Called::of(&forms).unwrap_or_default());
                let country = Country { zone, only, called };
                zones.countries.extend(forms.split('|').map(|form| (fold(form), country.clone())));
            }
        }
        zones
    }

    /// Whose clock an account lives by, where that can be told.
    pub fn of_account(&self, account: &Account) -> Option<Tz> {
        let own = account.time_zone.as_deref().and_then(named);
        let country = account.country.as_deref().and_then(|name| self.countries.get(&fold(name)));
        let only = country.filter(|country| country.only).map(|country| country.zone);
        let city = || self.cities.zone(account.city.as_deref()?);
        own.or(only).or_else(city).or(country.map(|country| country.zone))
    }

    /// What the country of a name or a code is called.
    pub fn called(&self, country: &str) -> Option<&Called> {
        self.countries.get(&fold(country)).map(|country| &*country.called)
    }
}

/// A time zone by its name, `Europe/Berlin`.
pub fn named(name: &str) -> Option<Tz> {
    name.trim().parse().ok()
}

/// The clock of whoever wrote it: a moment's own; that of `now` for a day.
pub fn of_writer(when: Option<When>, now: DateTime<FixedOffset>) -> Zone {
    Zone::Fixed(match when {
        Some(When::Moment(moment)) => moment.offset().fix(),
        Some(When::Day(_)) | None => *now.offset(),
    })
}

fn fold(country: &str) -> String {
    country.trim().to_uppercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ends(zone: &str, on: &str) -> String {
        Zone::Named(named(zone).unwrap()).end_of(day(on)).to_rfc3339()
    }

    #[test]
    fn the_tables_are_sound() {
        let file: Countries = toml::from_str(COUNTRIES).unwrap();
        for name in file.one.keys().chain(file.several.keys()) {
            assert!(named(name).is_some(), "{name}");
        }
        let zones = Zones::builtin();
        assert!(zones.countries.len() > 150, "{}", zones.countries.len());
    }

    #[test]
    fn a_day_ends_at_midnight_of_its_own_clock_whatever_the_season() {
        assert_eq!(ends("Europe/Berlin", "2026-03-27"), "2026-03-27T23:59:59+01:00");
        assert_eq!(ends("Europe/Berlin", "2026-03-29"), "2026-03-29T23:59:59+02:00");
        assert_eq!(ends("Europe/Berlin", "2026-10-25"), "2026-10-25T23:59:59+01:00");
        assert_eq!(ends("America/New_York", "2026-03-08"), "2026-03-08T23:59:59-04:00");
        assert_eq!(ends("America/New_York", "2026-10-31"), "2026-10-31T23:59:59-04:00");
        assert_eq!(ends("America/New_York", "2026-11-01"), "2026-11-01T23:59:59-05:00");
        assert_eq!(ends("Asia/Shanghai", "2026-10-13"), "2026-10-13T23:59:59+08:00");
    }

    #[test]
    fn a_clock_that_is_set_still_shows_every_time() {
        let pacific = Zone::Named(Tz::America__Los_Angeles);
        let at = |on: &str, time: &str| pacific.at(day(on), time.parse().unwrap()).to_rfc3339();
        assert_eq!(at("2027-03-14", "02:30:00"), "2027-03-14T03:00:00-07:00");
        assert_eq!(at("2026-11-01", "01:30:00"), "2026-11-01T01:30:00-07:00");
        assert_eq!(at("2026-11-02", "01:30:00"), "2026-11-02T01:30:00-08:00");
    }

    #[test]
    fn midnights_that_are_skipped_or_come_twice_and_a_day_that_never_was() {
        // Cairo skips the hour after midnight, Asunción and Beirut went back at midnight, Samoa left a Friday out.
        assert_eq!(ends("Africa/Cairo", "2026-04-23"), "2026-04-23T23:59:59+02:00");
        let cairo = Zone::Named(Tz::Africa__Cairo);
        assert_eq!(cairo.start_of(day("2026-04-24")).to_rfc3339(), "2026-04-24T01:00:00+03:00");
        assert_eq!(ends("Asia/Beirut", "2026-10-24"), "2026-10-24T23:59:59+02:00");
        assert_eq!(ends("America/Havana", "2026-10-31"), "2026-10-31T23:59:59-04:00");
        assert_eq!(ends("Pacific/Apia", "2011-12-29"), "2011-12-29T23:59:59-10:00");
        assert_eq!(ends("Pacific/Apia", "2011-12-30"), "2011-12-29T23:59:59-10:00");
        assert_eq!(ends("Pacific/Apia", "2011-12-31"), "2011-12-31T23:59:59+14:00");
    }

    #[test]
    fn the_last_day_that_is_over_is_that_of_the_last_second() {
        let zone = Zone::Named(Tz::Europe__Berlin);
        let over = |at: &str| zone.last_ended(at.parse().unwrap());
        assert_eq!(over("2026-03-28T22:59:58+00:00"), day("2026-03-27"));
        assert_eq!(over("2026-03-28T22:59:59+00:00"), day("2026-03-28"));
        assert_eq!(over("2026-03-29T21:59:58+00:00"), day("2026-03-28"));
        assert_eq!(over("2026-03-29T21:59:59+00:00"), day("2026-03-29"));
    }

    #[test]
    fn an_accounts_clock_is_its_own_or_its_countrys_or_its_citys() {
        let zone = |fields: serde_json::Value| {
            let mut fields = fields;
            fields["name"] = "A".into();
            let room = room(&[(Kind::Account, "a", fields)]);
            Zones::builtin().of_account(room.get(id("a")).unwrap()).map(Tz::name)
        };
        assert_eq!(zone(json!({"time_zone": "America/Denver", "country": "CN"})), Some("America/Denver"));
        assert_eq!(zone(json!({"country": "中国", "city": "乌鲁木齐"})), Some("Asia/Shanghai"));
        assert_eq!(zone(json!({"country": "us", "city": "San Francisco"})), Some("America/Los_Angeles"));
        assert_eq!(zone(json!({"country": "US"})), Some("America/New_York"));
        assert_eq!(zone(json!({"city": "伦敦"})), Some("Europe/London"));
        assert_eq!(zone(json!({"country": "Atlantis"})), None);
        assert_eq!(zone(json!({"time_zone": "Mars/Olympus", "country": "DE"})), Some("Europe/Berlin"));
    }

    #[test]
    fn every_country_of_the_table_has_a_name_in_every_language() {
        let zones = Zones::builtin();
        for (form, country) in &zones.countries {
            let Called { english, simplified, traditional } = &*country.called;
            assert!(english.len() > 2 && !simplified.is_empty() && !traditional.is_empty(), "{form}: {country:?}");
        }
        let called = |name: &str| zones.called(name).map(|one| [&one.english, &one.simplified, &one.traditional]);
        assert_eq!(called("gb").unwrap(), ["United Kingdom", "英国", "英國"]);
        assert_eq!(called("Deutschland").unwrap(), ["Germany", "德国", "德國"]);
        assert_eq!(called("Atlantis"), None);
    }
}
