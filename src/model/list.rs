//! What may stand in a record's fields beside plain serde types: lines of a list, money, and what "unset" means.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Id, Problem};

/// One line of a plain list (a phone, an alias), with an id so that two people can each add one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Identity of this line.
    pub id: Id,
    /// The text.
    pub value: String,
}

/// An amount with its currency (ISO 4217 code).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Exact amount, in the currency's main unit.
    pub amount: Decimal,
    /// Three letters.
    pub currency: String,
}

/// The currency of an amount that names none.
pub const DEFAULT_CURRENCY: &str = "CNY";

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

impl FromStr for Money {
    type Err = Problem;

    /// Reads `1200.00 CNY`, `CNY 1,200` or a bare number.
    fn from_str(text: &str) -> Result<Self, Problem> {
        let refuse = || Problem::new("problem-not-money").with("text", text);
        let (letters, digits): (String, String) =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).partition(|c| c.is_alphabetic());
        let amount = digits.parse().map_err(|_| refuse())?;
        match letters.len() {
            0 => Ok(Self { amount, currency: DEFAULT_CURRENCY.into() }),
            3 if letters.is_ascii() => Ok(Self { amount, currency: letters.to_ascii_uppercase() }),
            _ => Err(refuse()),
        }
    }
}

/// Whether a field holds nothing and is therefore not written.
pub trait Unset {
    /// True where nothing is held.
    fn is_unset(&self) -> bool;
}

impl<T> Unset for Option<T> {
    fn is_unset(&self) -> bool {
        self.is_none()
    }
}

impl<T> Unset for Vec<T> {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Unset for BTreeSet<T> {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Unset for BTreeMap<K, V> {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }
}

impl Unset for String {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }
}

impl Unset for Id {
    fn is_unset(&self) -> bool {
        self.is_nil()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_what_people_write() {
        for text in ["1200.00 CNY", "1,200.00", "cny 1200.00", "1200.00"] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), "1200.00 CNY", "{text}");
        }
        assert!("twelve".parse::<Money>().is_err());
        assert!("12 yuan".parse::<Money>().is_err());
    }
}
