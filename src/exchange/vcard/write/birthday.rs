//! Birthdays as each version has them.

use chrono::NaiveDate;

use super::{LUNAR, Version};
use crate::exchange::address::in_chinese;
use crate::exchange::content::Property;
use crate::exchange::vcard::dates::birthday;
use crate::model::Anniversary;
use crate::rules::lunar::next_anniversary;

/// A birthday that is kept, of another version, which this one has no such words for: without a year, or lunar. `None` where
/// it may stay as it stands.
pub(super) fn born(one: &Property, version: Version, today: NaiveDate) -> Option<Vec<String>> {
    let day = birthday(one).filter(|_| one.name == "BDAY")?;
    let is_foreign = match (day, version) {
        (Anniversary::Solar { year, .. }, _) => year.is_none(),
        (Anniversary::Lunar { .. }, Version::V3) => true,
        (Anniversary::Lunar { .. }, Version::V4) => false,
    };
    is_foreign.then(|| bday(day, version, today))
}

/// A birthday. A lunar one in words where the version has room for them, in our notation, and as the day it falls on next,
/// which any calendar shows.
pub(super) fn bday(day: Anniversary, version: Version, today: NaiveDate) -> Vec<String> {
    let solar = match (day, version) {
        (Anniversary::Lunar { .. }, _) => {
            let words = in_chinese(&day.to_string());
            let in_words = (version == Version::V4).then(|| format!("BDAY;VALUE=text:{words}"));
            let next = next_anniversary(day, today).map(|next| {
                let next = if version == Version::V4 { next.format("%Y%m%d") } else { next.format("%Y-%m-%d") };
                [format!("{LUNAR}.X-ABDATE:{next}"), format!("{LUNAR}.X-ABLabel:Lunar birthday {words}")]
            });
            let own = format!("X-LUNAR-BIRTHDAY:{}", day.to_string().trim_start_matches("lunar:"));
            return in_words.into_iter().chain([own]).chain(next.into_iter().flatten()).collect();
        }
        (Anniversary::Solar { year: Some(year), month, day }, Version::V4) => {
            format!("BDAY:{year:04}{month:02}{day:02}")
        }
        (Anniversary::Solar { year: None, month, day }, Version::V4) => format!("BDAY:--{month:02}{day:02}"),
        (Anniversary::Solar { year: Some(year), month, day }, Version::V3) => {
            format!("BDAY:{year:04}-{month:02}-{day:02}")
        }
        (Anniversary::Solar { year: None, month, day }, Version::V3) => {
            format!("BDAY;X-APPLE-OMIT-YEAR=1604:1604-{month:02}-{day:02}")
        }
    };
    vec![solar]
}
