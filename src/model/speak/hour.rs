//! Times of day: `14:30`, `2pm`, `下午2点半`.

use chrono::NaiveTime;

use super::{Read, scan::Scan};

/// The part of the day a Chinese time begins with.
#[derive(Clone, Copy)]
enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const PARTS: [(&str, Part); 10] = [
    ("凌晨", Part::Morning),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("早", Part::Morning),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("晚", Part::Evening),
];

/// Reads a time of day; a bare number is none.
pub(super) fn time(scan: Scan) -> Read<NaiveTime> {
    if let Some(rest) = scan.eat(&["noon"]) {
        return Some((NaiveTime::from_hms_opt(12, 0, 0)?, rest));
    }
    let (part, rest) = scan.word(&PARTS).map_or((None, scan), |(part, rest)| (Some(part), rest));
    let (hour, rest) = rest.number()?;
    let (minute, rest, said) = minutes(rest)?;
    let (part, rest) = match rest.word(&[("am", Part::Morning), ("pm", Part::Afternoon)]) {
        Some((half, rest)) if part.is_none() => (Some(half), rest),
        _ => (part, rest),
    };
    if part.is_none() && !said {
        return None;
    }
    Some((NaiveTime::from_hms_opt(on_the_clock(hour, part)?, minute, 0)?, rest))
}

/// Minutes, and whether anything but a bare number was said: `:30`, `点`, `点半`, `点15分`, `点一刻`.
fn minutes(scan: Scan) -> Option<(u32, Scan, bool)> {
    if let Some(rest) = scan.eat(&[":"]) {
        let (minute, rest) = rest.number()?;
        return Some((minute, rest, true));
    }
    let Some(rest) = scan.eat(&["点钟", "点", "时"]) else { return Some((0, scan, false)) };
    if let Some((minute, rest)) = rest.word(&[("半", 30), ("一刻", 15), ("三刻", 45)]) {
        return Some((minute, rest, true));
    }
    let (minute, rest) = rest.number().map_or((0, rest), |(minute, rest)| (minute, rest.skip(&["分"])));
    Some((minute, rest, true))
}

/// The hour of 24; `None` for what nobody means (`13am`) or what could be either midnight (`晚上12点`).
const fn on_the_clock(hour: u32, part: Option<Part>) -> Option<u32> {
    match (part, hour) {
        (None, _)
        | (Some(Part::Morning), 0..12)
        | (Some(Part::Noon), 11..=12)
        | (Some(Part::Afternoon), 12..18)
        | (Some(Part::Evening), 17..24) => Some(hour),
        (Some(Part::Morning), 12) => Some(0),
        (Some(Part::Noon), 1..3) | (Some(Part::Afternoon), 1..12) | (Some(Part::Evening), 4..12) => Some(hour + 12),
        (Some(_), _) => None,
    }
}
