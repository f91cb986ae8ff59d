//! Where time comes from: the only room that asks the system what time it is.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
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

    /// The zone whose clocks it goes by, if that has a name: one that stands still where this machine is goes by its.
    pub fn zone(&self) -> Option<Tz> {
        match self {
            Self::System => machine(),
            Self::In(zone) => Some(*zone),
            Self::Fixed(moment) => {
                machine().filter(|zone| moment.with_timezone(zone).offset().fix() == *moment.offset())
            }
        }
    }

    /// Reads `--now`: any form of RFC 3339 and ISO 8601, with or without seconds and zone, or a day alone, which means nine
    /// in the morning of it. What names no zone is told by the clocks of `place`, or of this machine.
    ///
    /// ```
    /// use warroom::clock::Clock;
    /// let same = ["2026-11-24T15:30:00Z", "2026-11-24 15:30Z", "2026-11-24T23:30+08:00", "20261124T2330+08"];
    /// assert!(same.iter().all(|text| Clock::parse(text, None).unwrap().now() == Clock::parse(same[0], None).unwrap().now()));
    /// ```
    pub fn parse(text: &str, place: Option<Tz>) -> Result<Self, Problem> {
        moment(text.trim(), place).map(Self::Fixed).ok_or_else(|| Problem::new("problem-usage-now").with("text", text))
    }
}

fn moment(text: &str, place: Option<Tz>) -> Option<DateTime<FixedOffset>> {
    let (day, rest) = text.split_once(['T', 't', ' ']).map_or((text, None), |(day, rest)| (day, Some(rest)));
    let day = ["%Y-%m-%d", "%Y%m%d"].iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok())?;
    let Some(rest) = rest else { return here(day.and_time(NaiveTime::from_hms_opt(9, 0, 0)?), place) };
    let (time, zone) = match rest.find(['Z', 'z', '+', '-', '\u{2212}']) {
        Some(at) => (rest.get(..at)?, Some(zone(rest.get(at..)?)?)),
        None => (rest, None),
    };
    let forms = ["%H:%M", "%H:%M:%S%.f", "%H%M", "%H%M%S%.f"];
    let time = forms.iter().find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())?;
    match zone {
        Some(zone) => day.and_time(time).and_local_timezone(zone).single(),
        None => here(day.and_time(time), place),
    }
}

/// That time on the clocks of `place`, or of this machine; one that they leap over is an hour later.
fn here(time: NaiveDateTime, place: Option<Tz>) -> Option<DateTime<FixedOffset>> {
    let local = |time: NaiveDateTime| match place {
        Some(zone) => zone.from_local_datetime(&time).earliest().map(|moment| moment.fixed_offset()),
        None => Local.from_local_datetime(&time).earliest().map(|moment| moment.fixed_offset()),
    };
    local(time).or_else(|| local(time + TimeDelta::hours(1)))
}

/// The zone of this machine by its name: as `TZ` has it, else as it is set up.
fn machine() -> Option<Tz> {
    let named = match std::env::var("TZ") {
        Ok(name) => name.trim_start_matches(':').to_owned(),
        Err(_) => iana_time_zone::get_timezone().ok()?,
    };
    let (zone, now): (Tz, _) = (named.parse().ok()?, Utc::now().naive_utc());
    // Whoever goes by a file of their own is left to that.
    (zone.offset_from_utc_datetime(&now).fix() == Local.offset_from_utc_datetime(&now)).then_some(zone)
}

/// `Z`, `+08:00`, `+0800`, `+08`.
fn zone(text: &str) -> Option<FixedOffset> {
    if text.eq_ignore_ascii_case("z") {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '\u{2212}'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 2 => (digits, "00"),
        None => digits.split_at_checked(2)?,
    };
    let read = |text: &str, below: i32| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().filter(|number: &i32| *number < below)
    };
    FixedOffset::east_opt(sign * (read(hours, 24)? * 60 + read(minutes, 60)?) * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        Clock::parse(text, None).ok().map(|clock| clock.now().to_rfc3339())
    }

    #[test]
    fn every_form_of_a_moment_is_read() {
        for (text, moment) in [
            ("2026-11-24T15:30Z", "2026-11-24T15:30:00+00:00"),
            ("2026-11-24t15:30:05z", "2026-11-24T15:30:05+00:00"),
            ("2026-11-24 15:30+08:00", "2026-11-24T15:30:00+08:00"),
            ("2026-11-24 15:30 +0800", "2026-11-24T15:30:00+08:00"),
            ("2026-11-24T15:30:00.250-05", "2026-11-24T15:30:00.250-05:00"),
            ("20261124T153000+0530", "2026-11-24T15:30:00+05:30"),
            ("2024-02-29T00:00\u{2212}03:30", "2024-02-29T00:00:00-03:30"),
        ] {
            assert_eq!(at(text).as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn without_a_zone_it_is_here() {
        let local = |text: &str| Clock::parse(text, None).unwrap().now().naive_local().to_string();
        assert_eq!(local("2026-11-24"), "2026-11-24 09:00:00");
        assert_eq!(local("2026-11-24T15:30"), "2026-11-24 15:30:00");
        assert_eq!(local("2026-11-24 15:30:20"), "2026-11-24 15:30:20");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "soon",
            "2026-13-01",
            "2025-02-29",
            "2026-11-24T",
            "2026-11-24T25:00",
            "2026-11-24T9",
            "2026-11-24T15:30+8",
            "2026-11-24T15:30+08:99",
            "2026-11-24T15:30Zulu",
        ] {
            assert_eq!(Clock::parse(text, None).unwrap_err().id, "problem-usage-now", "{text}");
        }
    }
}
