//! Days in cards: whole, without a year, lunar, as each maker writes them.

use chrono::NaiveDate;

use crate::exchange::content::{Property, split};
use crate::model::Anniversary;
use crate::model::speak::parse_anniversary;
use crate::rules::lunar::lunar_of;

/// Days that are kept beside the birthday.
const DAYS: [&str; 5] =
    ["ANNIVERSARY", "X-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY"];

/// What Android calls its events.
const EVENT: &str = "vnd.android.cursor.item/contact_event";

/// The parts of one of Android's events: the day, its kind, its name.
fn event(property: &Property) -> Option<[String; 3]> {
    if property.name != "X-ANDROID-CUSTOM" {
        return None;
    }
    let mut parts = property.parts().into_iter().map(|part| part.trim().to_owned());
    parts.next().filter(|kind| kind == EVENT)?;
    Some([(); 3].map(|()| parts.next().unwrap_or_default()))
}

/// Whether a property that may say a birthday does.
pub(super) fn is_birthday(property: &Property) -> bool {
    property.name != "X-ANDROID-CUSTOM" || event(property).is_some_and(|[_, kind, name]| kind == "3" || is_lunar(&name))
}

/// Whether it is another of Android's events.
pub(super) fn is_event(property: &Property) -> bool {
    event(property).is_some_and(|[day, ..]| !day.is_empty()) && !is_birthday(property)
}

/// Whether it is a day of somebody's life that is no birthday.
pub(super) fn is_day(property: &Property) -> bool {
    let name = property.name.as_str();
    DAYS.contains(&name) || name == "X-ABDATE" || is_event(property)
}

/// What such an event is called.
pub(super) fn event_name(property: &Property) -> String {
    match event(property) {
        Some([_, kind, _]) if kind == "1" => "anniversary".into(),
        Some([_, _, name]) if !name.is_empty() => name,
        _ => "event".into(),
    }
}

/// The lunar birthday that a date names which other programs show on the day it falls on next: an export of ours labels it.
pub(super) fn lunar_label(name: &str, label: &str) -> Option<Anniversary> {
    let words = label.strip_prefix("lunar birthday ").filter(|_| name == "X-ABDATE")?;
    parse_anniversary(words).ok().filter(|day| matches!(day, Anniversary::Lunar { .. }))
}

/// Whom Android says somebody has to do with, and how.
pub(super) fn relation(property: &Property) -> Option<(&'static str, String)> {
    const KINDS: [&str; 15] = [
        "",
        "assistant",
        "brother",
        "child",
        "partner",
        "father",
        "friend",
        "manager",
        "mother",
        "parent",
        "partner",
        "",
        "kin",
        "sister",
        "spouse",
    ];
    if property.name != "X-ANDROID-CUSTOM" {
        return None;
    }
    let mut parts = property.parts().into_iter().map(|part| part.trim().to_owned());
    parts.next().filter(|kind| kind == "vnd.android.cursor.item/relation")?;
    let who = parts.next().filter(|who| !who.is_empty())?;
    let kind: usize = parts.next()?.parse().ok()?;
    Some((KINDS.get(kind).copied().filter(|kind| !kind.is_empty())?, who))
}

/// A lunar birthday in the year of the solar one beside it, and whether both are the same day.
pub(super) fn with_year(lunar: Anniversary, solar: Anniversary) -> (Anniversary, bool) {
    let Anniversary::Lunar { year, month, day, leap } = lunar else { return (lunar, lunar == solar) };
    let date = match solar {
        Anniversary::Solar { year: Some(year), month, day } => NaiveDate::from_ymd_opt(year, month, day),
        _ => None,
    };
    let Some(that) = date.and_then(lunar_of) else { return (lunar, false) };
    let is_same = (that.month, that.day, that.leap) == (month, day, leap);
    (Anniversary::Lunar { year: year.or(Some(that.year)), month, day, leap }, is_same)
}

fn is_lunar(text: &str) -> bool {
    let text = text.to_lowercase();
    ["lunar", "chinese", "农历", "農曆", "阴历", "陰曆"].iter().any(|word| text.contains(word))
}

/// The day a property says.
pub(super) fn birthday(property: &Property) -> Option<Anniversary> {
    let event = event(property);
    let text = event.as_ref().map_or_else(|| property.text(), |[day, ..]| day.clone());
    let text = text.trim();
    let calendar = property.param("CALSCALE").or_else(|| property.param("X-CALENDAR")).unwrap_or_default();
    let lunar = is_lunar(calendar) || is_lunar(&property.name) || event.is_some_and(|[_, _, name]| is_lunar(&name));
    if lunar {
        return lunar_day(text).or_else(|| parse_anniversary(text).ok());
    }
    // Apple writes 1604 where it knows no year.
    let unknown = property.param("X-APPLE-OMIT-YEAR").map_or(Some(1604), |year| year.trim().parse().ok());
    let solar = solar_day(text).map(|day| match day {
        Anniversary::Solar { year, month, day } if year == unknown => Anniversary::Solar { year: None, month, day },
        day => day,
    });
    solar.or_else(|| parse_anniversary(text).ok())
}

/// `1980-03-22`, `19800322`, `--0322`, `--03-22`, each perhaps with a time.
fn solar_day(text: &str) -> Option<Anniversary> {
    let date = split(text, 'T').first().copied().unwrap_or(text);
    let date = date.split_once(' ').map_or(date, |(date, _)| date);
    let numbers = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if let Some(rest) = date.strip_prefix("--") {
        let digits = numbers(rest);
        let (month, day) = (digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?);
        return possible(None, month, day).filter(|_| digits.len() == 4);
    }
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let (year, month, day) = match *parts.as_slice() {
        [digits] if digits.len() == 8 => (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?),
        [year, month, day] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    possible(Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?)
}

fn possible(year: Option<i32>, month: u32, day: u32) -> Option<Anniversary> {
    NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
    Some(Anniversary::Solar { year: year.filter(|year| *year > 0), month, day })
}

/// The month and day at the end of a lunar date; what stands before them counts years in cycles of sixty.
fn lunar_day(text: &str) -> Option<Anniversary> {
    let lower = text.to_lowercase();
    let leap = lower.contains("leap") || lower.contains('l') || text.contains('闰') || text.contains('閏');
    let groups: Vec<String> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::to_owned).collect();
    let (year, month, day) = match groups.as_slice() {
        [digits] if digits.len() == 4 => (None, digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        [digits] if digits.len() >= 8 => {
            let at = digits.len() - 4;
            let year = digits.get(..at)?.parse().ok();
            (year, digits.get(at..at + 2)?.parse().ok()?, digits.get(at + 2..)?.parse().ok()?)
        }
        [month, day] => (None, month.parse().ok()?, day.parse().ok()?),
        [year, month, day] => (year.parse().ok(), month.parse().ok()?, day.parse().ok()?),
        _ => return None,
    };
    let year = year.filter(|year| (1850..=2200).contains(year));
    let sound = (1..=12).contains(&month) && (1..=30).contains(&day);
    sound.then_some(Anniversary::Lunar { year, month, day, leap })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::content::Part;

    #[test]
    fn days_as_they_are_written() {
        for (text, day) in [
            ("BDAY:19800322", Some("1980-03-22")),
            ("BDAY;VALUE=date:2012-06-06", Some("2012-06-06")),
            ("BDAY:1996-10-22T14:00:00Z", Some("1996-10-22")),
            ("BDAY:--0203", Some("02-03")),
            ("BDAY:--02-29", Some("02-29")),
            ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", Some("02-29")),
            ("BDAY:1604-05-01", Some("05-01")),
            ("BDAY;CALSCALE=chinese:19620505", Some("lunar:1962-05-05")),
            ("BDAY;CALSCALE=chinese:--0815", Some("lunar:08-15")),
            ("X-ALTBDAY;CALSCALE=chinese:4660-06-01-leap", Some("lunar:06-01-leap")),
            ("BDAY;VALUE=text:农历八月十五", Some("lunar:08-15")),
            ("X-LUNAR-BIRTHDAY:1970-12-30", Some("lunar:1970-12-30")),
            ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--05-12;3;;;", Some("05-12")),
            ("BDAY:19800231", None),
            ("BDAY:circa 1800", None),
        ] {
            let card = Part::of("VCARD", [text]);
            assert_eq!(birthday(&card.properties[0]).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }
}
