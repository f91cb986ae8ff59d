//! When a card was written, as it says itself.

use chrono::{Offset, Utc};

use crate::exchange::content::Part;
use crate::model::{Record, When};

/// The day and the time of a card, as far as they are said.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).take(14).collect()
}

/// Whether a card was written before the one that was read last.
pub(super) fn is_before(part: &Part, old: &Part) -> bool {
    let [one, other] = [part, old].map(|card| digits(&card.text("REV")));
    !one.is_empty() && one.len() == other.len() && one < other
}

/// Whether a card was written after the record was last changed here.
pub(super) fn is_newer(part: &Part, record: Option<&Record>) -> bool {
    let rev = digits(&part.text("REV"));
    let here = record.map(|record| {
        let when = |name| record.value(name).as_str().and_then(|text| text.parse::<When>().ok());
        when("updated_at").or_else(|| when("created_at"))
    });
    match here.flatten() {
        Some(when) => rev > digits(&when.instant(Utc.fix()).to_rfc3339()),
        None => false,
    }
}
