//! What the rules are tuned by: data files that come with the program and that a user may replace.

use chrono::{DateTime, FixedOffset, SubsecRound};
use serde_json::{Map, Value, json};

use super::ladder::{self, Ladders};
use super::region::Regions;
use super::warnings;
use super::workday::Holidays;
use crate::model::choice::VisitStatus;
use crate::model::{Kind, Problem, When};

/// Holiday tables, ladder policies and, in time, everything else that is a table rather than a rule.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Days off and make-up workdays, per country and year.
    pub holidays: Holidays,
    /// The ladder of each kind of follow-up.
    pub ladders: Ladders,
    /// Cities that are one, and cities near enough to meet in.
    pub regions: Regions,
    /// From when on one is warned.
    pub warnings: warnings::Limits,
}

impl Terms {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self {
            holidays: Holidays::builtin(),
            ladders: Ladders::builtin(),
            regions: Regions::builtin(),
            warnings: warnings::Limits::builtin(),
        }
    }

    /// Fills in what nobody should have to type for a new record: what it takes along from the tables as they are today,
    /// that it happens now (to the second), that one arrives on the day one leaves.
    pub fn complete(&self, kind: Kind, fields: &mut Map<String, Value>, now: DateTime<FixedOffset>) {
        let now = now.trunc_subsecs(0);
        let (name, value) = match kind {
            Kind::FollowUp => return ladder::act::capture(fields, self, now),
            Kind::Touch | Kind::Note => ("at", json!(When::Moment(now))),
            Kind::Visit => ("status", VisitStatus::Planned.code().into()),
            Kind::Travel => ("arrive", fields.get("depart").cloned().unwrap_or_default()),
            _ => return,
        };
        if !value.is_null() {
            fields.entry(name).or_insert(value);
        }
    }

    /// Takes over a user's own `ladders.toml`; nothing changes where it cannot be read.
    pub fn merge_ladders(&mut self, text: &str) -> Result<(), Problem> {
        self.ladders.merge(Ladders::load(text)?);
        Ok(())
    }

    /// Takes over a user's own `regions.toml`; nothing changes where it cannot be read.
    pub fn merge_regions(&mut self, text: &str) -> Result<(), Problem> {
        self.regions.merge(Regions::load(text)?);
        Ok(())
    }

    /// Takes over a user's own `warnings.toml`; nothing changes where it cannot be read.
    pub fn merge_warnings(&mut self, text: &str) -> Result<(), Problem> {
        self.warnings = warnings::Limits::load(text)?;
        Ok(())
    }

    /// Takes over a user's own holiday table; nothing changes where it cannot be read.
    pub fn merge_holidays(&mut self, text: &str) -> Result<(), Problem> {
        self.holidays.merge(Holidays::load(text)?);
        Ok(())
    }
}
