//! ABC classes and concentration: how sales are spread over the accounts, in exact integer arithmetic.
//!
//! Amounts of different currencies are never added: each currency is a list of its own, with classes of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::span::{self, Span};
use crate::edit::Room;
use crate::model::list::Money;
use crate::model::{Id, Kind, Period, PeriodKey};

/// What accounts are ranked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Sales.
    #[default]
    Sales,
    /// Gross profit.
    Profit,
}

/// Class of an account, computed and never typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The few that carry more than half.
    A,
    /// Those that carry the next third.
    B,
    /// The many others.
    C,
}

impl Class {
    /// The letter.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// Per cent of the total before which an account is still A, and still B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Below it: A.
    pub a: u8,
    /// Below it: B.
    pub b: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self { a: 55, b: 85 }
    }
}

/// An account's part of all sales in its currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The account.
    pub account: Id,
    /// What it is ranked by.
    pub amount: Money,
    /// Sum of the accounts before it.
    pub before: Decimal,
    /// Per cent of the total.
    pub share: f64,
    /// `None` where nobody sold anything.
    pub class: Option<Class>,
}

/// How far the business hangs on few clients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Herfindahl–Hirschman index: Σ share², in per cent.
    pub hhi: f64,
    /// Per cent of the greatest.
    pub top: f64,
}

impl Concentration {
    /// Whether one client has more than 30 %, or the index passes 2500.
    pub fn is_dangerous(self) -> bool {
        self.top > 30.0 || self.hhi > 2500.0
    }
}

/// Classes of amounts in the order given: by amount, descending, an account is A where 100 · (sum before) < a · total,
/// B where < b · total, else C. Equal amounts share the class of the first; what sold nothing is C.
pub fn classes(amounts: &[Decimal], limits: Limits) -> Vec<Option<Class>> {
    let whole: Vec<i128> = amounts.iter().map(|amount| fixed(*amount)).collect();
    let total = whole.iter().filter(|amount| **amount > 0).fold(0_i128, |sum, one| sum.saturating_add(*one));
    let mut before: BTreeMap<i128, i128> = BTreeMap::new();
    let mut falling: Vec<i128> = whole.iter().copied().filter(|amount| *amount > 0).collect();
    falling.sort_unstable_by(|a, b| b.cmp(a));
    let mut sum = 0_i128;
    for amount in falling {
        before.entry(amount).or_insert(sum);
        sum = sum.saturating_add(amount);
    }
    let class = |amount: &i128| match before.get(amount).map(|sum| sum.saturating_mul(100)) {
        _ if total == 0 => None,
        Some(sum) if sum < total.saturating_mul(limits.a.into()) => Some(Class::A),
        Some(sum) if sum < total.saturating_mul(limits.b.into()) => Some(Class::B),
        _ => Some(Class::C),
    };
    whole.iter().map(class).collect()
}

/// Concentration of amounts; `None` where nothing was sold.
pub fn concentration(amounts: &[Decimal]) -> Option<Concentration> {
    let total: f64 = amounts.iter().copied().map(float).filter(|amount| *amount > 0.0).sum();
    if total <= 0.0 {
        return None;
    }
    let shares = || amounts.iter().map(|amount| 100.0 * float(*amount).max(0.0) / total);
    Some(Concentration { hhi: shares().map(|share| share * share).sum(), top: shares().fold(0.0, f64::max) })
}

/// Every account's share of the last twelve full months; see [`shares_in`]. Kept until an account or a figure changes.
pub fn shares(room: &Room, base: Base, now: DateTime<FixedOffset>) -> Arc<Vec<Share>> {
    let (span, name) = match base {
        Base::Sales => (Span::year(now), "shares of sales"),
        Base::Profit => (Span::year(now), "shares of profit"),
    };
    room.answer((name, span.first), &[Kind::Account, Kind::Period], || shares_in(room, base, span))
}

/// The class of each account by its sales of the last twelve full months; none without figures. Kept likewise.
pub fn class_of_each(room: &Room, now: DateTime<FixedOffset>) -> Arc<BTreeMap<Id, Class>> {
    room.answer(("classes", Span::year(now).first), &[Kind::Account, Kind::Period], || {
        shares(room, Base::Sales, now).iter().filter_map(|share| Some((share.account, share.class?))).collect()
    })
}

/// Every account's share within a span, the greatest first; the currency most accounts are sold in comes first. Accounts
/// without figures are left out.
pub fn shares_in(room: &Room, base: Base, span: Span) -> Vec<Share> {
    let mut currencies: BTreeMap<String, Vec<(Id, Decimal)>> = BTreeMap::new();
    let mut told: BTreeMap<Id, Vec<Figure>> = BTreeMap::new();
    for period in room.each::<Period>() {
        if let Some(figure) = Figure::of(&period, base).filter(|figure| span.holds(figure.key)) {
            told.entry(period.account).or_default().push(figure);
        }
    }
    for account in room.ids(Kind::Account) {
        for (currency, amount) in sums(told.remove(&account).unwrap_or_default()) {
            currencies.entry(currency).or_default().push((account, amount));
        }
    }
    let mut lists: Vec<Vec<Share>> = currencies.into_iter().map(|(currency, list)| ranked(list, &currency)).collect();
    lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
    lists.into_iter().flatten().collect()
}

fn ranked(mut list: Vec<(Id, Decimal)>, currency: &str) -> Vec<Share> {
    list.sort_by_key(|(id, amount)| (std::cmp::Reverse(*amount), *id));
    let amounts: Vec<Decimal> = list.iter().map(|(_, amount)| *amount).collect();
    let total: f64 = amounts.iter().copied().map(float).filter(|amount| *amount > 0.0).sum();
    let mut before = Decimal::ZERO;
    let share = |((account, amount), class): ((Id, Decimal), Option<Class>)| {
        let share = Share {
            account,
            amount: Money { amount, currency: currency.into() },
            before,
            share: if total > 0.0 { 100.0 * float(amount) / total } else { 0.0 },
            class,
        };
        before = before.saturating_add(amount.max(Decimal::ZERO));
        share
    };
    list.into_iter().zip(classes(&amounts, Limits::default())).map(share).collect()
}

/// How far the business of each currency hangs on few clients.
pub fn concentrations(room: &Room, base: Base, span: Span) -> Vec<(String, Concentration)> {
    let mut currencies: Vec<(String, Vec<Decimal>)> = Vec::new();
    for Share { amount, .. } in shares_in(room, base, span) {
        match currencies.last_mut().filter(|(currency, _)| *currency == amount.currency) {
            Some((_, amounts)) => amounts.push(amount.amount),
            None => currencies.push((amount.currency, vec![amount.amount])),
        }
    }
    currencies.into_iter().filter_map(|(currency, amounts)| Some((currency, concentration(&amounts)?))).collect()
}

/// What a period tells of what accounts are ranked by. It may tell nothing, and stand for its months all the same.
struct Figure {
    key: PeriodKey,
    amount: Option<Money>,
}

impl Figure {
    fn of(period: &Period, base: Base) -> Option<Self> {
        let amount = match base {
            Base::Sales => &period.sales,
            Base::Profit => &period.gross_profit,
        };
        Some(Self { key: period.period?, amount: amount.clone() })
    }
}

/// The figures of an account, by currency.
fn sums(figures: Vec<Figure>) -> BTreeMap<String, Decimal> {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for Money { amount, currency } in span::told_once(figures, |figure| figure.key).filter_map(|figure| figure.amount) {
        let sum = sums.entry(currency).or_default();
        *sum = sum.saturating_add(amount);
    }
    sums
}

/// The periods of an account in the last twelve full months, oldest first.
pub fn periods(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Vec<&Period> {
    span::periods(room, account, Span::year(now))
}

/// The shares within a span as rows of JSON, in the shape the command line promises, with the class of the span before.
pub fn abc_rows(room: &Room, base: Base, span: Span) -> Vec<Value> {
    let before = shares_in(room, base, span.before()).into_iter();
    let before: BTreeMap<(Id, String), Class> =
        before.filter_map(|share| Some(((share.account, share.amount.currency), share.class?))).collect();
    let row = |share: Share| {
        let currency = share.amount.currency.clone();
        let was = before.get(&(share.account, currency.clone()));
        json!({
            "account": share.account,
            "name": room.name(share.account),
            "base": share.amount,
            "cum_before": Money { amount: share.before, currency },
            "share": (share.share * 100.0).round() / 100.0,
            "class": share.class.map(Class::code),
            "class_before": was.map(|class| class.code()),
        })
    };
    shares_in(room, base, span).into_iter().map(row).collect()
}

/// An amount in ten-thousandths, finer than any currency's smallest coin.
fn fixed(amount: Decimal) -> i128 {
    let rounded = amount.round_dp(4);
    rounded.mantissa().saturating_mul(10_i128.pow(4_u32.saturating_sub(rounded.scale())))
}

fn float(amount: Decimal) -> f64 {
    rust_decimal::prelude::ToPrimitive::to_f64(&amount).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn letters(amounts: &[i64]) -> String {
        let amounts: Vec<Decimal> = amounts.iter().map(|one| Decimal::from(*one)).collect();
        classes(&amounts, Limits::default()).into_iter().map(|class| class.map_or("-", Class::code)).collect()
    }

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    #[test]
    fn classes_follow_the_sum_before() {
        assert_eq!(letters(&[40, 20, 15, 10, 8, 7]), "AABBCC");
        assert_eq!(letters(&[500, 300, 150, 120, 100, 90, 80, 60, 50, 30, 20]), "AAABBBBCCCC");
        assert_eq!(letters(&[7, 8, 10, 15, 20, 40]), "CCBBAA");
    }

    #[test]
    fn ties_share_a_class_and_nothing_sold_is_c() {
        assert_eq!(letters(&[30, 30, 30, 10]), "AAAC");
        assert_eq!(letters(&[55, 45]), "AB");
        assert_eq!(letters(&[10, 0, -5]), "ACC");
        assert_eq!(letters(&[0, -5]), "--");
        assert_eq!(letters(&[]), "");
    }

    #[test]
    fn concentration_is_the_sum_of_squares() {
        let amounts = [500, 300, 150, 120, 100, 90, 80, 60, 50, 30, 20].map(Decimal::from);
        let found = concentration(&amounts).unwrap();
        assert!((found.hhi - 1816.9).abs() < 0.05, "{}", found.hhi);
        assert!((found.top - 100.0 / 3.0).abs() < 1e-9 && found.is_dangerous());
        assert_eq!(concentration(&[Decimal::ZERO]), None);
    }

    #[test]
    fn a_year_is_twelve_full_months_and_counts_nothing_twice() {
        let period = |account: &str, key: &str, sales: &str| {
            (
                Kind::Period,
                key.to_string() + account,
                json!({"account": format!("@{account}"), "period": key, "sales":
                {"amount": sales, "currency": if account == "c" { "EUR" } else { "CNY" }}}),
            )
        };
        let mut records: Vec<(Kind, String, Value)> =
            ["a", "b", "c"].map(|name| (Kind::Account, name.to_string(), json!({ "name": name }))).into();
        records.extend([
            period("a", "2025-09", "1"),
            period("a", "2025-10", "10"),
            period("a", "2026Q3", "999"),
            period("a", "2026-09", "100"),
            period("a", "2026-10", "1000"),
            period("b", "2026Q2", "30"),
            period("c", "2026-09", "7"),
        ]);
        let records: Vec<_> = records.iter().map(|(kind, name, value)| (*kind, name.as_str(), value.clone())).collect();
        let room = room(&records);
        let found = shares(&room, Base::Sales, now());
        let seen: Vec<_> = found.iter().map(|one| (one.account, one.amount.to_string(), one.class)).collect();
        assert_eq!(
            seen,
            [
                (id("a"), "110 CNY".to_string(), Some(Class::A)),
                (id("b"), "30 CNY".to_string(), Some(Class::B)),
                (id("c"), "7 EUR".to_string(), Some(Class::A)),
            ]
        );
        assert_eq!(found[1].before, Decimal::from(110));
        assert!(shares(&room, Base::Profit, now()).is_empty());
        let month = abc_rows(&room, Base::Sales, Span::parse("2026-10").unwrap());
        assert_eq!(month.len(), 1);
        assert_eq!((&month[0]["base"]["amount"], &month[0]["class_before"]), (&json!("1000"), &json!("A")));
        let quarter = abc_rows(&room, Base::Sales, Span::parse("2026Q3").unwrap());
        assert_eq!(quarter[0]["base"]["amount"], "100");
        let found = concentrations(&room, Base::Sales, Span::year(now()));
        assert_eq!(found.iter().map(|(currency, _)| currency.as_str()).collect::<Vec<_>>(), ["CNY", "EUR"]);
    }
}
