//! Cells that go in as they are and can hardly be what their column says: an address without an @, a number of two digits.
//! Lists hold addresses and numbers in many forms; only what is none of them is told.

use super::apart::several;
use super::headers::is_nothing;
use crate::exchange::plan::DOUBTS;
use crate::model::Problem;

/// Digits of the shortest number that anybody can be called by.
const SHORTEST: usize = 3;

/// What lists say of somebody whose number or address they do not tell.
const UNTOLD: [&str; 12] =
    ["n/d", "xx", "tba", "tbc", "unknown", "not disclosed", "withheld", "未知", "不详", "不詳", "保密", "待定"];

/// What is doubtful in what a field of addresses or numbers is filled with, and whether there is nothing sound beside it.
pub(super) fn doubt(field: &str, text: &str) -> Option<(Problem, bool)> {
    let [no_address, no_number] = DOUBTS;
    let (is_sound, problem): (fn(&str) -> bool, _) = match field {
        "emails" | "email" => (is_address, no_address),
        "phones" | "phone" => (is_number, no_number),
        _ => return None,
    };
    let is_told = |one: &&str| !is_nothing(one) && !UNTOLD.contains(&one.to_lowercase().as_str());
    let told = || several(text).filter(is_told);
    let odd = told().find(|one| !is_sound(one))?;
    Some((Problem::new(problem).with("text", odd), !told().any(is_sound)))
}

/// Whether a word of it is an address: alone, behind `mailto:`, within `<…>`, among names. Exchange has its own within a house.
fn is_address(text: &str) -> bool {
    if text.to_lowercase().starts_with("/o=") {
        return true;
    }
    text.split(|c: char| c.is_whitespace() || "<>()[],，|\"'".contains(c)).any(|word| {
        let word = word.replace('＠', "@");
        let (name, host) = word.rsplit_once('@').unwrap_or_default();
        let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
        !name.is_empty() && !name.ends_with('@') && !host.is_empty() && !host.starts_with('.') && !host.ends_with('.')
    })
}

/// Whether it has the digits of a number; within a house there are short ones, where the cell says so, and letters stand for
/// digits in some. Spreadsheets make of a long one what says no more which it was: `1.38E+10`.
fn is_number(text: &str) -> bool {
    const WITHIN: [&str; 9] = ["ext", "x", "durchwahl", "分机", "分機", "内线", "內線", "短号", "短號"];
    let lower = text.to_lowercase();
    // Be it with the comma of a half of the world.
    if lower
        .split_once("e+")
        .is_some_and(|(number, power)| number.replace(',', ".").parse::<f64>().is_ok() && power.parse::<u8>().is_ok())
    {
        return false;
    }
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let letters = text.chars().filter(char::is_ascii_uppercase).count();
    let is_within = digits > 1 && WITHIN.iter().any(|word| lower.contains(word));
    digits >= SHORTEST || is_within || digits > 0 && digits + letters >= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_address_or_number_in_any_form_is_told() {
        let told = |field, text: &str| doubt(field, text).map(|(problem, _)| problem.args[0].1.clone());
        for sound in [
            "a@b.cn",
            "mailto:a@b.cn",
            "Zhang San <a@b.cn>",
            "张三 a@b.cn",
            "a@b.cn; c@d.com",
            "a@b.cn, c@d.com",
            "a@b.cn ::: c@d.com",
            "Arbeit: a@b.de",
            "root@localhost",
            "张三＠例子.中国",
            "/o=ExchangeLabs/ou=x/cn=Recipients",
            "N/A",
            "",
            "无",
        ] {
            assert_eq!(told("emails", sound), None, "{sound}");
        }
        for odd in ["not-an-email", "a@", "@b.cn", "a@@b.cn", "a@b.", "a@b.cn; zhang"] {
            assert!(told("emails", odd).is_some(), "{odd}");
        }
        for sound in [
            "+86 (0)10 6512-3456",
            "13800138000;13900139000",
            "010-65123456 转 802",
            "010-65123456 ext. 2",
            "分机 802",
            "x12",
            "95588",
            "1-800-FLOWERS",
            "１３８００１３８０００",
            "tel:+49-30-1234567",
            "Mobile: 138 0013 8000",
            "110",
            "N/D",
            "-",
        ] {
            assert_eq!(told("phones", sound), None, "{sound}");
        }
        for odd in ["12", "abc", "1.38E+10", "call me", "13800138000; 7"] {
            assert!(told("phones", odd).is_some(), "{odd}");
        }
        assert_eq!(told("phones", "13800138000; 7"), Some("7".to_owned()));
        assert_eq!(told("likes", "12"), None);
    }
}
