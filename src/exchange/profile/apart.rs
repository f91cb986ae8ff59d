//! What stands in one cell: the signs that part a list, and numbers and addresses that stand beside one another without such a
//! sign. Those are parted only where each is certainly one of its own.

use serde_json::Value;

use super::headers::is_nothing;
use crate::model::field::{Field, Type};

/// Digits of the shortest number that is dialled from anywhere in town.
const SHORTEST: usize = 7;
/// Digits of a Chinese mobile number.
const MOBILE: usize = 11;

/// What stands in one cell of a list: between signs that part, or Google's three colons.
pub(in crate::exchange) fn several(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(":::").flat_map(|part| part.split([';', '；', '、', '\n']));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The numbers or addresses in one cell, without what says that there is none.
pub(in crate::exchange) fn each(text: &str) -> impl Iterator<Item = &str> {
    let parts = several(text).map(typed).flat_map(addresses).flat_map(numbers).flat_map(mobiles);
    parts.filter(|part| !is_nothing(part))
}

/// What somebody typed into a cell that a spreadsheet wrote as a text (`="030"`, `'030`) or as a number with a fraction (`030.0`).
fn typed(cell: &str) -> &str {
    let text = cell.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(cell);
    let begins = |text: &&str| text.starts_with(|c: char| c == '+' || c.is_ascii_digit());
    let text = text.strip_prefix('\'').filter(begins).unwrap_or(text);
    let is_whole = |text: &&str| text.len() >= SHORTEST && text.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_suffix(".0").filter(is_whole).unwrap_or(text).trim()
}

/// A cell as a value: texts and lines of lists keep their commas, anything else is read as if typed.
pub(super) fn value_of(field: &Field, text: &str) -> Value {
    let text = text.trim();
    match field.ty {
        _ if text.is_empty() => Value::Null,
        Type::Text if ["phones", "emails"].contains(&field.name) => each(text).map(Value::from).collect(),
        Type::Text if field.many => several(text).map(Value::from).collect(),
        _ => text.into(),
    }
}

fn addresses(text: &str) -> Vec<&str> {
    let is_address = |part: &str| {
        let (name, host) = part.split_once('@').unwrap_or_default();
        !name.is_empty() && host.contains('.') && !host.contains(['@', '<', '>']) && !name.contains(['<', ':'])
    };
    parted(text, |c| c.is_whitespace() || matches!(c, '/' | '／' | ',' | '，'), is_address)
}

/// Two numbers about a slash; behind one that is only the end of another, as in `555-0100/0101`, or an area in front of it, as
/// in `0532/8888888`, there is one.
fn numbers(text: &str) -> Vec<&str> {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-().（）".contains(c);
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    parted(text, |c| matches!(c, '/' | '／'), |part| part.chars().all(is_of_number) && digits(part) >= SHORTEST)
}

fn mobiles(text: &str) -> Vec<&str> {
    let is_mobile =
        |part: &str| part.len() == MOBILE && part.starts_with('1') && part.bytes().all(|c| c.is_ascii_digit());
    parted(text, char::is_whitespace, is_mobile)
}

/// The parts of a text where each of them is whole, else the text.
fn parted(text: &str, parts_at: impl Fn(char) -> bool, is_whole: impl Fn(&str) -> bool) -> Vec<&str> {
    let parts: Vec<&str> = text.split(parts_at).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.iter().all(|part| is_whole(part)) { parts } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_parted_only_where_each_is_certainly_one() {
        for (text, parts) in [
            ("13900000002/13900000003", &["13900000002", "13900000003"][..]),
            ("13900000006 13900000007", &["13900000006", "13900000007"]),
            ("010-65123456 / 13900000003", &["010-65123456", "13900000003"]),
            ("a@x.example / b@x.example", &["a@x.example", "b@x.example"]),
            ("e@x.example e2@x.example", &["e@x.example", "e2@x.example"]),
            ("=\"0411-8888\"", &["0411-8888"]),
            ("'013900000003", &["013900000003"]),
            ("13900000001.0; n/a", &["13900000001"]),
            ("-", &[]),
            ("无", &[]),
            ("a@x.example, b@x.example; c@x.example", &["a@x.example", "b@x.example", "c@x.example"]),
        ] {
            assert_eq!(each(text).collect::<Vec<_>>(), parts, "{text}");
        }
        for one in [
            "+47 22 33 44 55",
            "0532/8888888",
            "010/12345678-12",
            "555-0100/0101",
            "0171/1234567 / 030/1234567",
            "8888888 8888889",
            "+86 13900000006",
            "138 0013 8000",
            "Zhang San <a@x.example>",
            "a/b@x.example",
            "/o=ExchangeLabs/ou=x/cn=Recipients",
            "13900000002(office)/13900000003(home)",
        ] {
            assert_eq!(each(one).collect::<Vec<_>>(), [one]);
        }
    }
}
