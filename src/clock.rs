//! Where time comes from: the only room that asks the system what time it is.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::model::Problem;

/// The system's clock, or one that stands still (`--now`, tests).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The system's.
    System,
    /// The same, on the clocks of a time zone.
    In(Tz),
    /// One that always says this.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// The moment it is, with the local offset.
    pub fn now(&self) -> DateTime<FixedOffset> {
        match self {
            Self::System => Local::now().fixed_offset(),
            Self::In(zone) => Utc::now().with_timezone(zone).fixed_offset(),
            Self::Fixed(moment) => *moment,
        }
    }

    /// Reads `--now`: RFC 3339 or a day, which means nine in the morning of it in `zone`, or here.
    pub fn parse(text: &str, zone: Option<Tz>) -> Result<Self, Problem> {
        let refuse = || Problem::new("problem-when-unreadable").with("text", text);
        if let Ok(day) = text.parse::<NaiveDate>() {
            let nine = day.and_time(NaiveTime::from_hms_opt(9, 0, 0).ok_or_else(refuse)?);
            let there = zone.map_or_else(
                || Local.from_local_datetime(&nine).earliest().map(|at| at.fixed_offset()),
                |zone| zone.from_local_datetime(&nine).earliest().map(|at| at.fixed_offset()),
            );
            return there.map(Self::Fixed).ok_or_else(refuse);
        }
        DateTime::parse_from_rfc3339(text)
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
            .map(Self::Fixed)
            .map_err(|_| refuse())
    }
}
