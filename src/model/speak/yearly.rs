//! Days that come back every year, as people type them and as address books hold them: `农历五月初五`, `3月8日`, `1975/3/8`.

use super::{
    Shape, date,
    scan::{Scan, fold},
};
use crate::model::{Anniversary, Problem};

const LUNAR: [&str; 6] = ["农历", "阴历", "旧历", "夏历", "lunar", "chinese"];
const SOLAR: [&str; 4] = ["公历", "阳历", "新历", "solar"];

/// Months that only the lunar calendar calls so.
const LUNAR_MONTHS: [(&str, u32); 3] = [("正月", 1), ("冬月", 11), ("腊月", 12)];

/// Reads a yearly date: the form it has in files, or what people write. A date is lunar where it says so, or where only
/// a lunar one is written like that (`初五`, `廿三`, `腊月`).
pub fn parse_anniversary(text: &str) -> Result<Anniversary, Problem> {
    let text = text.trim();
    // Some write the missing year as a hyphen: `--05-06`.
    if let Ok(exact) = text.strip_prefix("--").unwrap_or(text).parse() {
        return Ok(exact);
    }
    let folded = fold(text).replace(['(', ')', '[', ']', '（', '）'], " ");
    let said = LUNAR.iter().any(|word| folded.contains(word));
    let bare = LUNAR.iter().chain(&SOLAR).fold(folded, |text, word| text.replace(word, " "));
    let read = lunar(Scan::new(&bare), said).or_else(|| solar(Scan::new(&bare)).filter(|_| !said));
    let found = read.ok_or_else(|| Problem::new("problem-anniversary-unreadable").with("text", text))?;
    if !found.is_possible() {
        return Err(Problem::new("problem-no-such-day").with("text", text));
    }
    Ok(found)
}

fn solar(scan: Scan) -> Option<Anniversary> {
    match date(scan)? {
        (Shape::Date { year, month: Some(month), day }, rest) if rest.is_done() => {
            Some(Anniversary::Solar { year, month, day })
        }
        _ => None,
    }
}

/// `certain`: something already said that it is lunar, so that plain numbers will do.
fn lunar(scan: Scan, certain: bool) -> Option<Anniversary> {
    let (year, scan) = lunar_year(scan);
    let leap = scan.eat(&["闰", "leap"]);
    let scan = leap.unwrap_or(scan);
    let numbered = || {
        let (month, rest) = scan.number()?;
        Some((month, false, rest.eat(&["月", "-", "/", "."])?))
    };
    let named = scan.word(&LUNAR_MONTHS).map(|(month, rest)| (month, true, rest));
    let (month, named, rest) = named.or_else(numbered)?;
    let (day, plain, rest) = lunar_day(rest)?;
    let sure = certain || named || leap.is_some() || !plain;
    (sure && rest.skip(&["日", "号"]).is_done()).then_some(Anniversary::Lunar {
        year,
        month,
        day,
        leap: leap.is_some(),
    })
}

fn lunar_year(scan: Scan) -> (Option<i32>, Scan) {
    let read = || {
        let (year, rest) = scan.number().filter(|(year, _)| (1000..10_000).contains(year))?;
        Some((year as i32, rest.eat(&["年", "-", "/", "."])?))
    };
    read().map_or((None, scan), |(year, rest)| (Some(year), rest))
}

/// The day, whether it is a plain number, and the rest.
fn lunar_day(scan: Scan) -> Option<(u32, bool, Scan)> {
    if let Some(rest) = scan.eat(&["初"]) {
        return rest.number().map(|(day, rest)| (day, false, rest));
    }
    let Some((tens, rest)) = scan.word(&[("廿", 20), ("卅", 30)]) else {
        return scan.number().map(|(day, rest)| (day, true, rest));
    };
    let (ones, rest) = rest.number().filter(|(ones, _)| *ones < 10).unwrap_or((0, rest));
    Some((tens + ones, false, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays_as_address_books_hold_them() {
        for (text, stored) in [
            ("农历五月初五", "lunar:05-05"),
            ("農曆五月初五", "lunar:05-05"),
            ("阴历腊月廿三", "lunar:12-23"),
            ("五月初五", "lunar:05-05"),
            ("正月十五", "lunar:01-15"),
            ("闰六月初一", "lunar:06-01-leap"),
            ("农历1962年五月初五", "lunar:1962-05-05"),
            ("一九六二年八月十五（农历）", "lunar:1962-08-15"),
            ("lunar 5/5", "lunar:05-05"),
            ("lunar:05-05-leap", "lunar:05-05-leap"),
            ("八月三十", "08-30"),
            ("3月8日", "03-08"),
            ("八月十五日", "08-15"),
            ("1975-03-08", "1975-03-08"),
            ("1970/11/2", "1970-11-02"),
            ("１９７５年３月８日", "1975-03-08"),
            ("19750308", "1975-03-08"),
            ("8 Mar 1975", "1975-03-08"),
            ("公历3月8日", "03-08"),
            ("2/29", "02-29"),
            (" --05-06", "05-06"),
        ] {
            assert_eq!(parse_anniversary(text).map(|day| day.to_string()), Ok(stored.into()), "{text}");
        }
    }

    #[test]
    fn a_day_that_cannot_be_is_refused_by_name() {
        for text in ["2月30日", "2023-02-29", "13/1", "农历五月三十一", "闰十三月初一", "4月31日"] {
            assert_eq!(parse_anniversary(text).unwrap_err(), Problem::new("problem-no-such-day").with("text", text));
        }
        for text in ["", "农历", "soon", "+3d", "周五", "五月", "农历五月初", "初五", "5/12/1975"] {
            assert_eq!(parse_anniversary(text).unwrap_err().id, "problem-anniversary-unreadable", "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_panics(text in "[0-9\\-/年月日农历闰初廿卅十正腊 lunar:]{0,14}") {
            let _ = parse_anniversary(&text);
        }
    }
}
