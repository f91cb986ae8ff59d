//! What the rules are tuned by: data files that come with the program and that a user may replace.

use chrono::{DateTime, FixedOffset, Offset, SubsecRound, TimeZone};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::city::{self, Cities};
use super::festival::Festivals;
use super::ladder::{self, Ladders};
use super::lazily::Lazily;
use super::region::Regions;
use super::tour::Transfers;
use super::transfer::TransferTable;
use super::warnings;
use super::workday::{Calendar, Holidays};
use super::zone::Zones;
use crate::edit::Room;
use crate::model::choice::VisitStatus;
use crate::model::{Account, Id, Kind, Problem, When};

/// Hours between the clocks of two cities from which on the way takes two nights.
const FAR_HOURS: i32 = 5;

/// Country whose days off count where nobody names one.
const COUNTRY: &str = "CN";

/// Holiday tables, ladder policies and, in time, everything else that is a table rather than a rule.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Days off and make-up workdays, per country and year.
    pub holidays: Lazily<Holidays>,
    /// The ladder of each kind of follow-up.
    pub ladders: Lazily<Ladders>,
    /// Cities that are one, and cities near enough to meet in.
    pub regions: Lazily<Regions>,
    /// From when on one is warned.
    pub warnings: Lazily<warnings::Limits>,
    /// What going from one city to another costs on a journey.
    pub transfers: Lazily<TransferTable>,
    /// The clocks of countries and cities.
    pub zones: Lazily<Zones>,
    /// Festivals people are greeted on.
    pub festivals: Lazily<Festivals>,
    /// Where an account is at home that says nothing of it.
    pub home: Home,
    /// Where our own clocks are, if that is known: their summer time is then that of the day that is spoken of.
    pub clocks: Option<Tz>,
}

/// The country and the clock of whoever works here, as far as they said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// Code or name of the country.
    pub country: Option<String>,
    /// The time zone.
    pub zone: Option<Tz>,
}

impl Terms {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self {
            holidays: Lazily::of(Holidays::builtin),
            ladders: Lazily::of(Ladders::builtin),
            regions: Lazily::of(Regions::builtin),
            warnings: Lazily::of(warnings::Limits::builtin),
            transfers: Lazily::of(TransferTable::builtin),
            zones: Lazily::of(Zones::builtin),
            festivals: Lazily::of(Festivals::builtin),
            home: Home::default(),
            clocks: None,
        }
    }

    /// The country whose days off count for an account, or where there is none.
    pub fn country<'a>(&'a self, account: Option<&'a Account>) -> &'a str {
        let own = account.and_then(|account| account.country.as_deref()).filter(|name| !name.trim().is_empty());
        own.or(self.home.country.as_deref()).unwrap_or(COUNTRY)
    }

    /// The working days of an account's country.
    pub fn calendar_of(&self, room: &Room, account: Id) -> Calendar {
        self.holidays.calendar(self.country(room.get(account)))
    }

    /// The time zone in which the days of an account end, where that can be told.
    pub fn zone_of(&self, account: Option<&Account>) -> Option<Tz> {
        account.and_then(|account| self.zones.of_account(account)).or(self.home.zone)
    }

    /// A moment on the clock of an account, by which its money falls due; where no clock can be told, as it is.
    pub fn there(&self, room: &Room, account: Id, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        self.zone_of(room.get(account)).map_or(now, |zone| now.with_timezone(&zone).fixed_offset())
    }

    /// Fills in what nobody should have to type for a new record: what it takes along from the tables as they are today,
    /// that it happens now (to the second), that one arrives on the day one leaves.
    pub fn complete(&self, room: &Room, kind: Kind, fields: &mut Map<String, Value>, now: DateTime<FixedOffset>) {
        let now = now.trunc_subsecs(0);
        let (name, value) = match kind {
            Kind::FollowUp => return ladder::act::capture(room, fields, self, now),
            Kind::Touch | Kind::Note => ("at", json!(When::Moment(now))),
            Kind::Complaint => ("occurred_at", json!(When::Moment(now))),
            Kind::Visit => ("status", VisitStatus::Planned.code().into()),
            Kind::Travel => ("arrive", fields.get("depart").cloned().unwrap_or_default()),
            _ => return,
        };
        if !value.is_null() {
            fields.entry(name).or_insert(value);
        }
    }

    /// Takes over a user's own `ladders.toml`, as far as it can be read, and says what is wrong with the rest.
    pub fn merge_ladders(&mut self, text: &str) -> Vec<Problem> {
        let (ladders, bad) = Ladders::load(text);
        self.ladders.change(|all| all.merge(ladders));
        bad
    }

    /// Takes over a user's own `regions.toml`; nothing changes where it cannot be read.
    pub fn merge_regions(&mut self, text: &str) -> Result<(), Problem> {
        let own = Regions::load(text)?;
        self.regions.change(|all| all.merge(own));
        Ok(())
    }

    /// Takes over a user's own `transfers.toml`; nothing changes where it cannot be read.
    pub fn merge_transfers(&mut self, text: &str) -> Result<(), Problem> {
        let own = TransferTable::load(text)?;
        self.transfers.change(|all| all.merge(own));
        Ok(())
    }

    /// Takes over a user's own `warnings.toml`; nothing changes where it cannot be read.
    pub fn merge_warnings(&mut self, text: &str) -> Result<(), Problem> {
        let own = warnings::Limits::load(text)?;
        self.warnings.change(|all| *all = own);
        Ok(())
    }

    /// Takes over a user's own `cities.toml`; nothing changes where it cannot be read.
    pub fn merge_cities(&mut self, text: &str) -> Result<(), Problem> {
        let own = Cities::load(text)?;
        self.zones.change(|all| all.cities.change(|cities| cities.merge(own)));
        Ok(())
    }

    /// Takes over a user's own `festivals.toml`; nothing changes where it cannot be read.
    pub fn merge_festivals(&mut self, text: &str) -> Result<(), Problem> {
        let own = Festivals::load(text)?;
        self.festivals.change(|all| all.merge(own));
        Ok(())
    }

    /// What the clocks of a city follow; where only its neighbours are known, what theirs do.
    pub fn zone(&self, city: &str) -> Option<Tz> {
        self.zones.cities.zone(city).or_else(|| self.regions.around(city).find_map(|near| self.zones.cities.zone(near)))
    }

    /// What going from one of some cities to another costs: by the table, else over night, longer between clocks far apart.
    pub fn transfers_between(&self, cities: &[String]) -> Transfers {
        let hours = |city: &str| {
            let new_year = DateTime::UNIX_EPOCH.naive_utc();
            self.zone(city).map(|zone| zone.offset_from_utc_datetime(&new_year).fix().local_minus_utc() / 3600)
        };
        let is_far = |a: &str, b: &str| hours(a).zip(hours(b)).is_some_and(|(a, b)| (a - b).abs() >= FAR_HOURS);
        self.transfers.between(cities, &self.regions, &is_far)
    }

    /// When something is in a city, on the clocks there.
    pub fn in_city(&self, when: When, city: Option<&str>) -> When {
        city::there(when, city.and_then(|city| self.zone(city)))
    }

    /// Takes over a user's own holiday table; nothing changes where it cannot be read.
    pub fn merge_holidays(&mut self, text: &str) -> Result<(), Problem> {
        let own = Holidays::load(text)?;
        self.holidays.change(|all| all.merge(own));
        Ok(())
    }
}
