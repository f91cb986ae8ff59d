//! What the rules are tuned by: data files that come with the program and that a user may replace.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::ladder::{self, Ladders};
use super::workday::Holidays;
use crate::model::{Kind, Problem};

/// Holiday tables, ladder policies and, in time, everything else that is a table rather than a rule.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Days off and make-up workdays, per country and year.
    pub holidays: Holidays,
    /// The ladder of each kind of follow-up.
    pub ladders: Ladders,
}

impl Terms {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self { holidays: Holidays::builtin(), ladders: Ladders::builtin() }
    }

    /// Fills in what a new record of a kind takes along from the tables as they are today.
    pub fn complete(&self, kind: Kind, fields: &mut Map<String, Value>, now: DateTime<FixedOffset>) {
        if kind == Kind::FollowUp {
            ladder::act::capture(fields, self, now);
        }
    }

    /// Takes over a user's own `ladders.toml`; nothing changes where it cannot be read.
    pub fn merge_ladders(&mut self, text: &str) -> Result<(), Problem> {
        self.ladders.merge(Ladders::load(text)?);
        Ok(())
    }

    /// Takes over a user's own holiday table; nothing changes where it cannot be read.
    pub fn merge_holidays(&mut self, text: &str) -> Result<(), Problem> {
        self.holidays.merge(Holidays::load(text)?);
        Ok(())
    }
}
