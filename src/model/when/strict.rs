//! Days and moments in the one form in which this program writes them, read without the detour over all that chrono takes
//! for one: every record has some, and what is read first is most often these.

use chrono::{FixedOffset, NaiveDate};

use super::When;

/// `2026-03-12` and `2026-03-12T14:30:00+08:00`; `None` of any other form, and of what is no date.
pub(super) fn when(text: &[u8]) -> Option<When> {
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(number(text.get(..4)?)?).ok()?,
        after(b'-', text.get(4..7)?)?,
        after(b'-', text.get(7..10)?)?,
    )?;
    if text.len() == 10 {
        return Some(When::Day(date));
    }
    let [hour, minute, second] =
        [after(b'T', text.get(10..13)?)?, after(b':', text.get(13..16)?)?, after(b':', text.get(16..19)?)?];
    let sign = match text.get(19)? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(text.get(20..22)?)?, after(b':', text.get(22..25)?)?);
    let offset = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    // Less than nothing is no offset that this program writes.
    if minutes > 59 || text.len() != 25 || sign < 0 && offset == 0 {
        return None;
    }
    let moment = date.and_hms_opt(hour, minute, second)?;
    moment.and_local_timezone(FixedOffset::east_opt(sign * offset)?).single().map(When::Moment)
}

/// The number behind a mark.
fn after(mark: u8, text: &[u8]) -> Option<u32> {
    let (first, rest) = text.split_first()?;
    number(rest).filter(|_| *first == mark)
}

/// A few digits.
fn number(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |number, byte| Some(number * 10 + u32::from(byte.is_ascii_digit().then(|| byte - b'0')?)))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_it_reads_is_what_chrono_reads(
            text in "[0-9]{4}-[0-3][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]([+-][0-2][0-9]:[0-9]{2}|Z|\\.5\\+01:00))?",
        ) {
            let day = || text.parse().ok().map(When::Day);
            let theirs = DateTime::parse_from_rfc3339(&text).ok().map(When::Moment).or_else(day);
            if let Some(read) = when(text.as_bytes()) {
                prop_assert_eq!(Some(read), theirs);
                prop_assert_eq!(read.to_string(), text);
            }
        }

        #[test]
        fn whatever_this_program_writes_it_reads(seconds in 0..4_000_000_000_i64, quarters in -56..=56) {
            let moment = DateTime::from_timestamp(seconds, 0).unwrap();
            let moment = moment.with_timezone(&FixedOffset::east_opt(quarters * 900).unwrap());
            for said in [When::Moment(moment), When::Day(moment.date_naive())] {
                prop_assert_eq!(when(said.to_string().as_bytes()).map(|read| read.to_string()), Some(said.to_string()));
            }
        }
    }

    #[test]
    fn anything_else_is_left_to_chrono() {
        for text in
            ["", "2026-3-12", "2026-02-30", "2026-03-12T14:30:60+08:00", "2026-03-12T14:30:00+08:00 ", "二零二六-03-12"]
        {
            assert_eq!(when(text.as_bytes()), None, "{text}");
        }
    }
}
