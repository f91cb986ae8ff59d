//! The bundled sample: six fictional accounts whose dates stand relative to today, so that the demo is always alive.
//!
//! The facts are in `assets/sample.ndjson`; only its dates are worked out here. A string that begins with `@` is one:
//! `@+3d`, `@-2w`, `@+2wd` (working days in China), `@-1m` are days, `@-3d 14:30` is a moment in China and
//! `@-3d 14:30 Europe/Oslo` one elsewhere, `@period:-1` is the month before this one, `@birthday:1968:+5d` is a day of 1968
//! that comes round in five days.

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::model::{PeriodKey, When};
use crate::rules::workday::Calendar;

const SAMPLE: &str = include_str!("../../assets/sample.ndjson");

/// The sample as NDJSON, one record a line, as it stands at `now`.
pub fn render(now: DateTime<FixedOffset>) -> String {
    let dates = Dates { now, workdays: Calendar::for_country("CN") };
    let mut parts = SAMPLE.split("\"@");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (form, rest) in parts.filter_map(|part| part.split_once('"')) {
        // An unreadable form keeps its mark; the tests would find it.
        let date = dates.resolve(form).unwrap_or_else(|| format!("@{form}"));
        out.extend(["\"", &date, "\"", rest]);
    }
    out
}

struct Dates {
    now: DateTime<FixedOffset>,
    workdays: Calendar,
}

impl Dates {
    fn resolve(&self, form: &str) -> Option<String> {
        if let Some(months) = form.strip_prefix("period:") {
            return Some(PeriodKey::month_of(self.months(months.parse().ok()?)?).to_string());
        }
        if let Some((year, offset)) = form.strip_prefix("birthday:").and_then(|rest| rest.split_once(':')) {
            let (year, day) = (year.parse().ok()?, self.day(offset)?);
            // On a 29 February most years of birth have no such day.
            return Some(day.with_year(year).or_else(|| day.pred_opt()?.with_year(year))?.to_string());
        }
        let Some((offset, time)) = form.split_once(' ') else { return Some(self.day(form)?.to_string()) };
        let (time, zone) = time.split_once(' ').unwrap_or((time, "Asia/Shanghai"));
        let moment = self.day(offset)?.and_time(NaiveTime::parse_from_str(time, "%H:%M").ok()?);
        let moment = moment.and_local_timezone(zone.parse::<Tz>().ok()?).single()?;
        Some(When::Moment(moment.fixed_offset()).to_string())
    }

    fn day(&self, offset: &str) -> Option<NaiveDate> {
        let (number, unit) = offset.split_at_checked(offset.find(char::is_alphabetic)?)?;
        let n: i32 = number.parse().ok()?;
        match unit {
            "d" => self.today().checked_add_signed(TimeDelta::days(n.into())),
            "w" => self.today().checked_add_signed(TimeDelta::weeks(n.into())),
            "wd" => Some(self.workdays.add_workdays(self.today(), n)),
            "m" => self.months(n),
            _ => None,
        }
    }

    fn months(&self, n: i32) -> Option<NaiveDate> {
        let (today, months) = (self.today(), Months::new(n.unsigned_abs()));
        if n < 0 { today.checked_sub_months(months) } else { today.checked_add_months(months) }
    }

    /// The day it is where the reader is, on whose screens it is today.
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;
    use crate::edit::{Draft, Edit, Room, Stamp, guard};
    use crate::model::{Id, Kind};

    /// Every id of the sample begins like this; names, phones and the rest never do.
    const ID: &str = "01900000-0000-7000-8000-";

    fn at(now: &str) -> String {
        render(now.parse().unwrap())
    }

    fn records() -> Vec<Value> {
        at("2026-10-20T09:00:00+08:00").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(many) => many.iter().for_each(|one| strings(one, found)),
            Value::Object(map) => map.values().for_each(|one| strings(one, found)),
            _ => {}
        }
    }

    #[test]
    fn every_form_is_resolved() {
        let dates = Dates { now: "2026-10-01T17:30:00Z".parse().unwrap(), workdays: Calendar::for_country("CN") };
        for (form, date) in [
            ("+3d", "2026-10-04"),
            ("-2w", "2026-09-17"),
            ("+2wd", "2026-10-09"),
            ("-8m", "2026-02-01"),
            ("-3d 14:30", "2026-09-28T14:30:00+08:00"),
            ("-3d 14:30 Europe/London", "2026-09-28T14:30:00+01:00"),
            ("period:-1", "2026-09"),
            ("birthday:1968:+5d", "1968-10-06"),
        ] {
            assert_eq!(dates.resolve(form).as_deref(), Some(date), "{form}");
        }
        let leap = Dates { now: "2028-02-28T12:00:00+08:00".parse().unwrap(), workdays: Calendar::default() };
        assert_eq!(leap.resolve("birthday:1971:+1d").as_deref(), Some("1971-02-28"));
    }

    #[test]
    fn the_same_day_gives_the_same_sample_wherever_it_is() {
        let days = ["2026-11-24T17:30:00+00:00", "2026-11-24T00:10:00+14:00", "2026-11-24T23:50:00-11:00"];
        let here = at("2026-11-24T12:00:00+08:00");
        assert!(days.iter().all(|day| at(day) == here));
    }

    #[test]
    fn no_mark_is_left_on_any_day() {
        for now in ["2024-02-29T00:00:00+08:00", "2026-10-20T09:00:00+08:00", "2027-01-01T00:30:00+09:00"] {
            let text = at(now);
            let marks: Vec<_> = text.split("\"@").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert!(marks.is_empty(), "{now}: {marks:?}");
            assert_eq!(text, at(now));
            assert_eq!(text.lines().count(), SAMPLE.lines().count());
        }
    }

    #[test]
    fn ids_are_unique_and_references_resolve() {
        let records = records();
        let ids: BTreeSet<&str> = records.iter().filter_map(|record| record["id"].as_str()).collect();
        assert_eq!(ids.len(), records.len());
        let mut entries = BTreeSet::new();
        for record in &records {
            for entry in record.as_object().unwrap().values().filter_map(Value::as_array).flatten() {
                if let Some(id) = entry["id"].as_str() {
                    assert!(!ids.contains(id) && entries.insert(id), "{id}");
                }
            }
        }
        for record in &records {
            let mut found = Vec::new();
            strings(record, &mut found);
            for id in found.into_iter().filter(|text| text.starts_with(ID)) {
                assert!(ids.contains(id) || entries.contains(id), "{id} in {record}");
            }
        }
    }

    #[test]
    fn the_book_is_full_enough() {
        let records = records();
        let mut counts = BTreeMap::new();
        for record in &records {
            *counts.entry(record["kind"].as_str().unwrap()).or_insert(0) += 1;
        }
        assert!(counts["account"] >= 6 && counts["person"] >= 75, "{counts:?}");
        assert_eq!((counts["member"], counts.len()), (8, 22));
        let of = |kind: &'static str| records.iter().filter(move |record| record["kind"] == kind);
        let all = |kind, field: &str| of(kind).filter_map(|r| r[field].as_str()).collect::<BTreeSet<_>>();
        assert_eq!(all("follow_up", "follow_up_kind").len(), 7);
        assert_eq!(all("edge", "edge_kind").len(), 6);
        assert_eq!((all("seat", "layer").len(), all("seat", "function").len()), (4, 6));
        assert!(of("seat").any(|seat| seat["person"].is_null()) && of("seat").any(|seat| seat["layer"].is_null()));
    }

    #[test]
    fn every_record_fits_its_table_and_the_guards() {
        let mut draft = Draft::default();
        for mut record in records() {
            let fields = record.as_object_mut().unwrap();
            let kind: Kind = fields.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
            let id: Id = fields["id"].as_str().unwrap().parse().unwrap();
            if let Some(own) = fields.remove(&format!("{kind}_kind")) {
                fields.insert("kind".into(), own);
            }
            let known = |name: &&String| *name != "id" && kind.field(name).is_none();
            assert_eq!(fields.keys().find(known), None, "{kind}");
            draft.create(kind, id, fields.clone()).unwrap();
        }
        let when = When::Moment("2026-10-20T09:00:00+08:00".parse().unwrap());
        let edit = Edit {
            id: Id::NIL,
            at: Stamp::default(),
            when,
            author: String::new(),
            label: draft.label,
            subject: draft.subject,
            reason: None,
            group: None,
            turn: None,
            changes: draft.changes,
        };
        let room = Room::default();
        guard::check(&room, &room.prepare(edit).unwrap()).unwrap();
    }

    #[test]
    fn big_moves_of_sales_carry_a_reason() {
        let mut last: BTreeMap<String, f64> = BTreeMap::new();
        let records = records();
        for period in records.iter().filter(|record| record["kind"] == "period") {
            let sales: f64 = period["sales"]["amount"].as_str().unwrap().parse().unwrap();
            let before = last.insert(period["account"].to_string(), sales).unwrap_or(sales);
            assert!((sales - before).abs() <= 0.2 * before || period["reason"].is_string(), "{period}");
        }
    }
}
