//! Numbers, money and dates in the reader's form.
//!
//! All three languages group by thousands with `,` and use `.` as decimal mark; what differs is words, and the size of
//! the steps by which big numbers are shortened.

use chrono::{NaiveDate, Weekday};
use rust_decimal::Decimal;

use super::{Lang, Text};

/// Signs of currencies that need no explaining beside the number; every other is written after it.
const SIGNS: &[(&str, &str)] =
    &[("CNY", "¥"), ("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("TWD", "NT$"), ("HKD", "HK$"), ("JPY", "JP¥")];

/// Currencies that have no smaller unit in use.
const WHOLE: &[&str] = &["JPY", "KRW", "VND"];

/// `1234567.5` → `1,234,567.5`, with the decimals the value has.
pub fn number(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), None), |(a, b)| (a, Some(b)));
    let mut out = String::from(if value.is_sign_negative() && !value.is_zero() { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// An amount in a currency (ISO 4217 code): `¥1,200.00`, `-$3.50`, `1,200.00 CHF`; rounded half away from zero.
pub fn money(value: Decimal, currency: &str) -> String {
    let decimals = if WHOLE.contains(&currency) { 0 } else { 2 };
    let mut rounded = value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    let sign = SIGNS.iter().find(|(code, _)| *code == currency).map(|(_, sign)| *sign);
    let Some(sign) = sign else { return format!("{} {currency}", number(rounded)).trim_end().to_owned() };
    let minus = if rounded.is_sign_negative() && !rounded.is_zero() { "-" } else { "" };
    format!("{minus}{sign}{}", number(rounded.abs()))
}

/// `2026-03-12`.
pub fn date(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// `03-12`, for rows that stand under a year.
pub fn day(day: NaiveDate) -> String {
    day.format("%m-%d").to_string()
}

impl Text {
    /// A big number in few columns, three significant digits: `1.23M` in English, `123万` or `123萬` in Chinese.
    pub fn short_number(&self, value: Decimal) -> String {
        let steps: &[(u64, &str)] = match self.lang() {
            Lang::En => &[(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")],
            Lang::ZhCn => &[(100_000_000, "亿"), (10_000, "万")],
            Lang::ZhTw => &[(100_000_000, "億"), (10_000, "萬")],
        };
        let step = steps.iter().find(|(size, _)| value.abs() >= Decimal::from(*size));
        let (size, unit) = step.copied().unwrap_or((1, ""));
        let scaled = value / Decimal::from(size);
        number(scaled.round_sf(3).unwrap_or(scaled).normalize()) + unit
    }

    /// `Mo` or `一`.
    pub fn weekday(&self, day: Weekday) -> String {
        self.t(&format!("weekday-{}", day.number_from_monday()))
    }

    /// `October 2026` or `2026年10月`.
    pub fn month_title(&self, year: i32, month: u32) -> String {
        let name = self.t(&format!("month-{month}"));
        // A year is no quantity: it is handed over as text and never grouped.
        self.ta("month-title", &[("name", &name), ("year", &year.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn thousands_are_grouped() {
        for (value, shown) in
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.50", "-1,234,567.50"), ("-0.5", "-0.5")]
        {
            assert_eq!(number(dec(value)), shown);
        }
    }

    #[test]
    fn money_has_its_sign_and_its_decimals() {
        assert_eq!(money(dec("1200"), "CNY"), "¥1,200.00");
        assert_eq!(money(dec("-3.505"), "USD"), "-$3.51");
        assert_eq!(money(dec("1200.5"), "JPY"), "JP¥1,201");
        assert_eq!(money(dec("1200"), "CHF"), "1,200.00 CHF");
        assert_eq!(money(dec("-0.001"), "CNY"), "¥0.00");
    }

    #[test]
    fn big_numbers_are_shortened_by_the_steps_of_the_language() {
        assert_eq!(Text::new(Lang::En).short_number(dec("1234567")), "1.23M");
        assert_eq!(Text::new(Lang::ZhCn).short_number(dec("1234567")), "123万");
        assert_eq!(Text::new(Lang::ZhTw).short_number(dec("-250000000")), "-2.5億");
        assert_eq!(Text::new(Lang::ZhCn).short_number(dec("950")), "950");
    }

    #[test]
    fn dates_are_worded_in_the_language() {
        let (en, zh) = (Text::new(Lang::En), Text::new(Lang::ZhCn));
        assert_eq!(en.month_title(2026, 10), "October 2026");
        assert_eq!(zh.month_title(2026, 10), "2026年10月");
        assert_eq!((en.weekday(Weekday::Tue), zh.weekday(Weekday::Sun)), ("Tu".into(), "日".into()));
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()), "2026-03-02");
        assert_eq!(day(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()), "03-02");
    }
}
