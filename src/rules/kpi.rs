//! The key figures (S3) of the last twelve full months: what was sold, earned, paid, foreseen and kept. Amounts of
//! different currencies are never added: what is counted in money is told once for each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, Months};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::ageing;
use super::satisfaction::{self, Verdict};
use super::span::{Span, periods};
use super::terms::Terms;
use crate::edit::Room;
use crate::model::choice::WhiteSpaceState;
use crate::model::{Account, Id, Money, Period, PeriodKey, WhiteSpace};

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Its currency.
    Money,
    /// Per cent.
    Percent,
    /// Times a year.
    Times,
    /// Pieces.
    Count,
}

impl Unit {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Times => "times",
            Self::Count => "count",
        }
    }
}

/// What one account adds to a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The account.
    pub account: Id,
    /// Its own figure; `None` is no data.
    pub value: Option<f64>,
    /// What its figure is held against in the whole: the denominator.
    pub weight: f64,
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// Its code; the label is `kpi-…`.
    pub name: &'static str,
    /// The currency it is told for, where it is about money.
    pub currency: Option<String>,
    /// What it is counted in.
    pub unit: Unit,
    /// `None` is no data.
    pub value: Option<f64>,
    /// What it was made of.
    pub parts: Vec<Part>,
}

impl Kpi {
    /// The share of accounts of which it is known, 0–1.
    pub fn known(&self) -> f64 {
        let known = self.parts.iter().filter(|part| part.value.is_some()).count();
        if self.parts.is_empty() { 0.0 } else { known as f64 / self.parts.len() as f64 }
    }

    /// As JSON.
    pub fn row(&self, room: &Room) -> Value {
        let part = |part: &Part| {
            json!({"account": part.account, "name": room.name(part.account), "value": part.value,
                "weight": part.weight, "note": null})
        };
        json!({"name": self.name, "value": self.value, "unit": self.unit.code(), "currency": self.currency,
            "known": self.known(), "parts": self.parts.iter().map(part).collect::<Vec<_>>()})
    }
}

/// Every figure, in the order in which people read them.
pub fn all(room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Vec<Kpi> {
    let (year, before) = (Span::year(now), Span::year(now).before());
    let books: Vec<Books> = room.all::<Account>().map(|account| Books::of(room, account, year, before)).collect();
    let mut currencies: BTreeMap<&str, usize> = BTreeMap::new();
    let named = books.iter().flat_map(Books::currencies);
    named.for_each(|currency| *currencies.entry(currency).or_default() += 1);
    let mut currencies: Vec<(&str, usize)> = currencies.into_iter().collect();
    currencies.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let mut found = Vec::new();
    for (currency, _) in currencies {
        found.extend(in_money(room, terms, &books, currency, now));
    }
    found.extend(in_numbers(room, &books));
    found
}

/// What an account's books say of two years.
struct Books<'a> {
    account: Id,
    year: Vec<&'a Period>,
    before: Vec<&'a Period>,
    /// Whether anything is known of the time before this year.
    is_old: bool,
}

impl<'a> Books<'a> {
    fn of(room: &'a Room, account: &Account, year: Span, before: Span) -> Self {
        let all = room.linked::<Period>(account.id).filter(|period| period.account == account.id);
        let is_old = all.filter_map(|period| period.period).any(|key| key.last_day() < year.first);
        let [year, before] = [year, before].map(|span| periods(room, account.id, span));
        Self { account: account.id, year, before, is_old }
    }

    fn currencies(&self) -> BTreeSet<&'a str> {
        let money = self.year.iter().chain(&self.before).filter_map(|period| period.sales.as_ref());
        money.map(|money| money.currency.as_str()).collect()
    }

    fn sold(&self) -> bool {
        sold(&self.year)
    }

    fn sold_before(&self) -> bool {
        sold(&self.before)
    }
}

fn sold(periods: &[&Period]) -> bool {
    periods.iter().filter_map(|period| period.sales.as_ref()).any(|sales| sales.amount > Decimal::ZERO)
}

fn float(amount: Decimal) -> f64 {
    amount.to_f64().unwrap_or(0.0)
}

/// The sums of both sides of pairs; `None` where there is none.
fn summed(pairs: &[(f64, f64)]) -> Option<(f64, f64)> {
    (!pairs.is_empty()).then(|| pairs.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1)))
}

/// The sums of two amounts over the periods that have both, in one currency.
fn both(
    periods: &[&Period],
    currency: &str,
    one: fn(&Period) -> Option<&Money>,
    other: fn(&Period) -> Option<&Money>,
) -> Option<(f64, f64)> {
    let amount = |money: &Money| (money.currency == currency).then(|| float(money.amount));
    let pairs: Vec<(f64, f64)> =
        periods.iter().filter_map(|period| Some((amount(one(period)?)?, amount(other(period)?)?))).collect();
    summed(&pairs)
}

fn sales(period: &Period) -> Option<&Money> {
    period.sales.as_ref()
}

fn profit(period: &Period) -> Option<&Money> {
    period.gross_profit.as_ref()
}

/// Sales of those periods of which the year before is known, too, and what they were then.
fn grown(one: &Books, currency: &str) -> Option<(f64, f64)> {
    let amount = |period: &Period| {
        let sales = period.sales.as_ref().filter(|sales| sales.currency == currency)?;
        Some(float(sales.amount))
    };
    let a_year_ago = |key: PeriodKey| {
        let day = key.first_day().checked_sub_months(Months::new(12))?;
        let same = |period: &&&Period| {
            period.period.is_some_and(|other| other.first_day() == day && other.is_quarter() == key.is_quarter())
        };
        one.before.iter().find(same).copied()
    };
    let pairs = one.year.iter().filter_map(|period| Some((amount(period)?, amount(a_year_ago(period.period?)?)?)));
    summed(&pairs.collect::<Vec<_>>())
}

/// The quotient of sums over the accounts that have both, and of each of them alone.
fn quotient(sums: &[(Id, Option<(f64, f64)>)], scale: impl Fn(f64, f64) -> f64) -> (Option<f64>, Vec<Part>) {
    let over = |(above, below): (f64, f64)| (below > 0.0).then(|| scale(above, below));
    let known = sums.iter().filter_map(|(_, sum)| *sum);
    let whole = summed(&known.collect::<Vec<_>>()).unwrap_or_default();
    let part = |(account, sum): &(Id, Option<(f64, f64)>)| Part {
        account: *account,
        value: sum.and_then(over),
        weight: sum.map_or(0.0, |(_, below)| below),
    };
    (over(whole), sums.iter().map(part).collect())
}

fn in_money(room: &Room, terms: &Terms, books: &[Books], currency: &str, now: DateTime<FixedOffset>) -> Vec<Kpi> {
    let within: Vec<&Books> = books.iter().filter(|one| one.currencies().contains(currency)).collect();
    let sums = |of: &dyn Fn(&Books) -> Option<(f64, f64)>| -> Vec<(Id, Option<(f64, f64)>)> {
        within.iter().map(|one| (one.account, of(one))).collect()
    };
    let total = |periods: &[&Period]| both(periods, currency, sales, sales).map(|(sum, _)| sum);
    let open = |account| {
        let debts = ageing::of_account(room, terms, account, now);
        debts.iter().find(|one| one.currency == currency).map(|one| float(one.open()))
    };
    // How far what was foreseen was off, whichever way, period by period.
    let missed = |one: &Books| {
        let off = one.year.iter().filter_map(|period| {
            let (sales, forecast) = (period.sales.as_ref()?, period.forecast.as_ref()?);
            let fits = sales.currency == currency && forecast.currency == currency;
            fits.then(|| (float(sales.amount) - float(forecast.amount)).abs())
        });
        let off: f64 = off.sum();
        both(&one.year, currency, sales, |period| period.forecast.as_ref()).map(|(sold, _)| (off, sold))
    };
    let wallet = |one: &Books| {
        let cells = room.linked::<WhiteSpace>(one.account).filter(|cell| cell.account == one.account);
        let amounts: Vec<(bool, f64)> = cells
            .filter_map(|cell| {
                let amount = cell.amount.as_ref().filter(|amount| amount.currency == currency)?;
                Some((cell.state == Some(WhiteSpaceState::Owned), float(amount.amount)))
            })
            .collect();
        let owned: f64 = amounts.iter().filter(|(owned, _)| *owned).map(|(_, amount)| amount).sum();
        (!amounts.is_empty()).then(|| (owned, amounts.iter().map(|(_, amount)| amount).sum()))
    };
    let kpi = |name, unit, (value, parts)| Kpi { name, currency: Some(currency.to_owned()), unit, value, parts };
    let percent = |above: f64, below: f64| 100.0 * above / below;
    let sold = sums(&|one| total(&one.year).map(|sum| (sum, 1.0)));
    let added: Vec<f64> = sold.iter().filter_map(|(_, sum)| sum.map(|(sum, _)| sum)).collect();
    let parts =
        sold.iter().map(|(account, sum)| Part { account: *account, value: sum.map(|(sum, _)| sum), weight: 1.0 });
    vec![
        kpi("sales", Unit::Money, ((!added.is_empty()).then(|| added.iter().sum()), parts.collect())),
        kpi("margin", Unit::Percent, quotient(&sums(&|one| both(&one.year, currency, profit, sales)), percent)),
        kpi(
            "receivables_turnover",
            Unit::Times,
            quotient(&sums(&|one| total(&one.year).zip(open(one.account))), |sold, open| sold / open),
        ),
        kpi(
            "growth",
            Unit::Percent,
            quotient(&sums(&|one| grown(one, currency)), |after, before| percent(after - before, before)),
        ),
        kpi(
            "forecast_accuracy",
            Unit::Percent,
            quotient(&sums(&missed), |off, sold| (100.0 - percent(off, sold)).max(0.0)),
        ),
        kpi("share_of_wallet", Unit::Percent, quotient(&sums(&wallet), percent)),
    ]
}

fn in_numbers(room: &Room, books: &[Books]) -> Vec<Kpi> {
    let sums = |of: &dyn Fn(&Books) -> Option<(f64, f64)>| -> Vec<(Id, Option<(f64, f64)>)> {
        books.iter().map(|one| (one.account, of(one))).collect()
    };
    let flag = |yes: bool| (f64::from(u8::from(yes)), 1.0);
    let content = |one: &Books| {
        let verdict = satisfaction::of_account(room, one.account).verdict?;
        Some(flag(verdict == Verdict::Satisfied))
    };
    let punctual = |one: &Books| {
        let pairs = one.year.iter().filter_map(|period| Some((period.orders_on_time?, period.orders?)));
        let pairs: Vec<(i64, i64)> = pairs.collect();
        let sum = |of: fn(&(i64, i64)) -> i64| pairs.iter().map(of).sum::<i64>() as f64;
        (!pairs.is_empty()).then(|| (sum(|pair| pair.0), sum(|pair| pair.1)))
    };
    // Where nobody's books reach back beyond this year, nobody can be told to be new.
    let reaches_back = books.iter().any(|one| one.is_old);
    let new = |one: &Books| (reaches_back && one.sold()).then(|| flag(!one.is_old));
    let kept = |one: &Books| one.sold_before().then(|| flag(one.sold()));
    let kpi = |name, unit, (value, parts)| Kpi { name, currency: None, unit, value, parts };
    let percent = |above: f64, below: f64| 100.0 * above / below;
    let fresh = sums(&new);
    let parts =
        fresh.iter().map(|(account, sum)| Part { account: *account, value: sum.map(|(yes, _)| yes), weight: 1.0 });
    let count = reaches_back.then(|| fresh.iter().filter_map(|(_, sum)| sum.map(|(yes, _)| yes)).sum());
    vec![
        kpi("satisfaction", Unit::Percent, quotient(&sums(&content), percent)),
        kpi("new_customers", Unit::Count, (count, parts.collect())),
        kpi("retention", Unit::Percent, quotient(&sums(&kept), percent)),
        kpi("on_time_orders", Unit::Percent, quotient(&sums(&punctual), percent)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::room;

    fn value(found: &[Kpi], name: &str) -> Option<f64> {
        found.iter().find(|kpi| kpi.name == name).unwrap().value
    }

    #[test]
    fn each_figure_is_the_quotient_of_the_sums_that_are_known() {
        let money = |amount: i64| json!({"amount": amount.to_string(), "currency": "CNY"});
        let period = |account: &str, key: &str, sales: i64, profit: i64, forecast: Option<i64>| {
            json!({"account": account, "period": key, "sales": money(sales), "gross_profit": money(profit),
                "forecast": forecast.map(money), "orders": 4, "orders_on_time": 3})
        };
        let cell = |state: &str, amount: i64| json!({"account": "@a", "unit": "u", "product": "p", "state": state, "amount": money(amount)});
        let room = room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Account, "b", json!({"name": "B"})),
            (Kind::Account, "c", json!({"name": "C"})),
            (Kind::Period, "a0", period("@a", "2025-08", 200, 10, None)),
            (Kind::Period, "a1", period("@a", "2026-08", 300, 60, Some(330))),
            // Without its like a year before, it says nothing of growth.
            (Kind::Period, "a2", period("@a", "2026-07", 0, 0, Some(0))),
            (Kind::Period, "b1", period("@b", "2026-09", 100, 20, Some(90))),
            (Kind::Period, "c0", period("@c", "2025-09", 50, 5, None)),
            (Kind::Period, "now", period("@a", "2026-10", 9999, 0, Some(1))),
            (
                Kind::Receivable,
                "r",
                json!({"account": "@a", "number": "1", "amount": "100", "currency": "CNY", "issued": "2026-09-01"}),
            ),
            (Kind::WhiteSpace, "w", cell("owned", 30)),
            (Kind::WhiteSpace, "x", cell("potential", 90)),
        ]);
        let found = all(&room, &Terms::builtin(), "2026-10-20T09:00:00+08:00".parse().unwrap());
        for (name, expected) in [
            ("sales", Some(400.0)),
            ("margin", Some(20.0)),
            ("receivables_turnover", Some(3.0)),
            ("growth", Some(50.0)),
            ("forecast_accuracy", Some(90.0)),
            ("share_of_wallet", Some(25.0)),
            ("satisfaction", None),
            ("new_customers", Some(1.0)),
            ("retention", Some(50.0)),
            ("on_time_orders", Some(75.0)),
        ] {
            assert_eq!(value(&found, name), expected, "{name}");
        }
        let margin = found.iter().find(|kpi| kpi.name == "margin").unwrap();
        assert!((margin.known() - 2.0 / 3.0).abs() < 1e-12 && margin.currency.as_deref() == Some("CNY"));
    }

    #[test]
    fn an_empty_book_has_no_figures() {
        let found = all(&room(&[]), &Terms::builtin(), "2026-10-20T09:00:00+08:00".parse().unwrap());
        assert!(found.iter().all(|kpi| kpi.value.is_none() && kpi.known() == 0.0));
    }
}
