//! What is owed as rows: for each currency, then for each account, how it ages and how many days of sales it stands for.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::ageing::{self, Ageing, BUCKETS};
use super::terms::Terms;
use crate::edit::Room;
use crate::model::{Account, Id, Period, PeriodKey, Receivable};

/// Names of the buckets, in their order.
pub const NAMES: [&str; 5] = ["current", "1-30", "31-60", "61-90", ">90"];

/// Months of sales that receivables are held against.
const MONTHS: usize = 3;

/// Days a month counts for, as is usual in trade: a quarter has 90.
const DAYS: u32 = 30;

/// Sales of the latest months that are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sales {
    /// How much was sold.
    pub amount: Decimal,
    /// In how many days.
    pub days: u32,
    /// The last day of them.
    pub until: NaiveDate,
}

/// Days sales outstanding: receivables ÷ sales × days; `None` where nothing was sold.
pub fn dso(receivables: Decimal, sales: Decimal, days: u32) -> Option<f64> {
    let share = (sales > Decimal::ZERO).then(|| receivables.checked_div(sales))??;
    share.checked_mul(days.into())?.to_f64()
}

/// The latest sales of an account in a currency: up to three months on end, or the latest quarter where that is as new.
/// A period that is not over counts where no other is known.
pub fn sales(room: &Room, account: Id, currency: &str, today: NaiveDate) -> Option<Sales> {
    let over = latest(room, account, currency, |key| key.last_day() <= today);
    over.or_else(|| latest(room, account, currency, |key| key.first_day() <= today))
}

fn latest(room: &Room, account: Id, currency: &str, counts: impl Fn(PeriodKey) -> bool) -> Option<Sales> {
    let mut months: BTreeMap<PeriodKey, Decimal> = BTreeMap::new();
    let mut quarters = months.clone();
    for period in room.linked::<Period>(account).filter(|period| period.account == account) {
        let (Some(key), Some(sold)) = (period.period, period.sales.as_ref()) else { continue };
        if counts(key) && sold.currency == currency {
            let of = if key == PeriodKey::month_of(key.first_day()) { &mut months } else { &mut quarters };
            of.insert(key, sold.amount);
        }
    }
    let quarter = quarters.last_key_value().map(|(key, amount)| Sales {
        amount: *amount,
        days: DAYS * MONTHS as u32,
        until: key.last_day(),
    });
    let newest = months.last_key_value().map(|(key, _)| *key);
    let on_end = std::iter::successors(newest, |key| Some(key.previous())).take(MONTHS);
    let amounts: Vec<Decimal> = on_end.map_while(|key| months.get(&key).copied()).collect();
    let monthly = newest.map(|key| Sales {
        amount: amounts.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add),
        days: DAYS * amounts.len() as u32,
        until: key.last_day(),
    });
    // Of equal age the quarter is whole, whatever months are known.
    [monthly, quarter].into_iter().flatten().max_by_key(|sales| sales.until)
}

/// What is owed in one currency, by one account or by all that are looked at.
#[derive(Clone, Debug)]
pub struct Row {
    /// The account; `None` for all of them together.
    pub account: Option<Id>,
    /// How it ages.
    pub ageing: Ageing,
    /// Days of sales it stands for; `None` where no sales are known.
    pub dso: Option<f64>,
    /// Share of what is owed of which that is known.
    pub known: f64,
}

/// The rows: of all accounts together by currency, where more than one is looked at; then of each, the latest debts
/// first.
pub fn rows(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Row> {
    let today = now.date_naive();
    let accounts: Vec<Id> = account.map_or_else(|| room.all::<Account>().map(|one| one.id).collect(), |one| vec![one]);
    let mut each = Vec::new();
    let mut totals: BTreeMap<String, Total> = BTreeMap::new();
    for id in accounts {
        for ageing in ageing::of_account(room, terms, id, now) {
            let sales = sales(room, id, &ageing.currency, today);
            let dso = sales.and_then(|sales| dso(ageing.open(), sales.amount, sales.days));
            totals.entry(ageing.currency.clone()).or_default().take(&ageing, sales.filter(|_| dso.is_some()));
            let known = if dso.is_some() { 1.0 } else { 0.0 };
            each.push(Row { account: Some(id), ageing, dso, known });
        }
    }
    each.sort_by_key(|row| (std::cmp::Reverse(row.ageing.days), row.ageing.currency.clone(), row.account));
    let all = totals.into_iter().filter(|_| account.is_none()).map(|(currency, total)| total.row(currency));
    all.chain(each).collect()
}

/// The sum of several accounts in one currency.
#[derive(Default)]
struct Total {
    buckets: [Decimal; 5],
    days: i64,
    /// What those owe whose sales are known, and what they buy in a day.
    known: Decimal,
    daily: Decimal,
}

impl Total {
    fn take(&mut self, ageing: &Ageing, sales: Option<Sales>) {
        for (sum, open) in self.buckets.iter_mut().zip(ageing.buckets) {
            *sum = sum.saturating_add(open);
        }
        self.days = self.days.max(ageing.days);
        if let Some(sales) = sales {
            self.known = self.known.saturating_add(ageing.open());
            self.daily = self.daily.saturating_add(sales.amount.checked_div(sales.days.into()).unwrap_or_default());
        }
    }

    fn row(self, currency: String) -> Row {
        let ageing = Ageing { currency, buckets: self.buckets, days: self.days };
        let known = self.known.checked_div(ageing.open()).and_then(|share| share.to_f64()).unwrap_or(0.0);
        Row { account: None, dso: dso(self.known, self.daily, 1), known, ageing }
    }
}

impl Row {
    /// The JSON of `warroom receivables`.
    pub fn json(&self, room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Value {
        let currency = &self.ageing.currency;
        let money = |amount: Decimal| json!({ "amount": amount, "currency": currency });
        let open = self.ageing.open();
        let part = |(name, amount): (&&str, &Decimal)| {
            let weight = amount.checked_div(open).and_then(|share| share.to_f64()).unwrap_or(0.0);
            json!({ "name": name, "value": money(*amount), "weight": weight, "note": null })
        };
        json!({
            "account": self.account,
            "account_name": self.account.map(|id| room.name(id)),
            "currency": currency,
            "value": money(open),
            "parts": NAMES.iter().zip(&self.ageing.buckets).map(part).collect::<Vec<_>>(),
            "known": self.known,
            "overdue": money(self.ageing.overdue()),
            "days_late": self.ageing.days,
            "dso": self.dso.map(|days| (days * 10.0).round() / 10.0),
            "invoices": self.account.map(|id| invoices(room, id, currency, terms.there(room, id, now).date_naive())),
        })
    }
}

/// The open invoices of an account in a currency, the latest first.
fn invoices(room: &Room, account: Id, currency: &str, today: NaiveDate) -> Vec<Value> {
    let mut open: Vec<(i64, &Receivable)> = room
        .linked::<Receivable>(account)
        .filter(|one| one.account == account && one.currency == currency && !ageing::open(one, today).is_zero())
        .map(|one| (ageing::late(room, one, today), one))
        .collect();
    open.sort_by_key(|(late, one)| (std::cmp::Reverse(*late), one.id));
    let row = |(late, one): (i64, &Receivable)| {
        json!({
            "id": one.id,
            "number": one.number,
            "issued": one.issued,
            "due": ageing::due(room, one),
            "amount": { "amount": one.amount, "currency": currency },
            "open": { "amount": ageing::open(one, today), "currency": currency },
            "days_late": late,
            "bucket": NAMES.get(bucket(late)),
            "disputed_by": one.disputed_by,
        })
    };
    open.into_iter().map(row).collect()
}

/// The bucket of so many days late.
pub fn bucket(late: i64) -> usize {
    BUCKETS.iter().position(|end| late <= *end).unwrap_or(BUCKETS.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn house(periods: &[(&str, &str)]) -> Room {
        let mut records = vec![
            (Kind::Account, "a", json!({"name": "A"})),
            (
                Kind::Receivable,
                "r",
                json!({"account": "@a", "number": "1", "amount": "1200000", "currency": "CNY",
                "issued": "2026-08-20", "due": "2026-09-20"}),
            ),
        ];
        for (key, sales) in periods {
            let name: &'static str = (*key).to_owned().leak();
            let money = json!({"amount": sales, "currency": "CNY"});
            records.push((Kind::Period, name, json!({"account": "@a", "period": key, "sales": money})));
        }
        room(&records)
    }

    fn at(text: &str) -> DateTime<FixedOffset> {
        text.parse().unwrap()
    }

    #[test]
    fn days_of_sales_are_receivables_by_sales_times_days() {
        assert_eq!(dso(1_200_000.into(), 3_600_000.into(), 90), Some(30.0));
        assert_eq!(dso(1_200_000.into(), Decimal::ZERO, 90), None);
        assert_eq!(dso(5.into(), (-3).into(), 90), None);
        let found = |periods: &[(&str, &str)]| {
            rows(&house(periods), &Terms::builtin(), at("2026-10-20T09:00:00+08:00"), None)[0].dso
        };
        assert_eq!(found(&[("2026Q3", "3600000")]), Some(30.0));
        assert_eq!(found(&[("2026-07", "1000000"), ("2026-08", "1200000"), ("2026-09", "1400000")]), Some(30.0));
        // This month is not over, and a gap ends what is on end.
        assert_eq!(found(&[("2026-10", "9"), ("2026-09", "1200000"), ("2026-07", "1")]), Some(30.0));
        assert_eq!(found(&[("2026Q2", "1"), ("2026-09", "1200000")]), Some(30.0));
        assert_eq!(found(&[("2026Q3", "3600000"), ("2026-09", "1")]), Some(30.0));
        assert_eq!(found(&[("2026Q4", "3600000")]), Some(30.0));
        assert_eq!(found(&[("2027-01", "3600000")]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn rows_say_the_sum_first_then_each_account_with_its_invoices() {
        let room = house(&[("2026Q3", "3600000")]);
        let now = at("2026-10-20T09:00:00+08:00");
        let all: Vec<Value> = rows(&room, &Terms::builtin(), now, None)
            .iter()
            .map(|row| row.json(&room, &Terms::builtin(), now))
            .collect();
        assert_eq!(all.len(), 2);
        assert_eq!(
            (&all[0]["account"], &all[0]["dso"], &all[0]["invoices"]),
            (&Value::Null, &json!(30.0), &Value::Null)
        );
        let row = &all[1];
        assert_eq!(row["account"], json!(id("a")));
        assert_eq!(row["value"], json!({"amount": "1200000", "currency": "CNY"}));
        let names: Vec<_> =
            row["parts"].as_array().unwrap().iter().map(|part| part["name"].as_str().unwrap()).collect();
        assert_eq!(names, NAMES);
        assert_eq!(
            row["parts"][1],
            json!({"name": "1-30", "value": {"amount": "1200000", "currency": "CNY"}, "weight": 1.0, "note": null})
        );
        assert_eq!((&row["days_late"], &row["invoices"][0]["bucket"]), (&json!(30), &json!("1-30")));
        assert_eq!(rows(&room, &Terms::builtin(), now, Some(id("a"))).len(), 1);
    }

    #[test]
    fn a_debt_is_as_late_on_the_ladder_as_among_the_receivables() {
        let account = |zone: Option<&str>| {
            let debt = json!({"account": "@a", "number": "1", "amount": "9", "currency": "CNY", "due": "2026-10-18"});
            let item = json!({"account": "@a", "subject": "s", "kind": "collection", "invoice": "@r",
                "opened_at": "2026-10-19T09:00:00-11:00"});
            room(&[
                (Kind::Account, "a", json!({"name": "A", "time_zone": zone})),
                (Kind::Receivable, "r", debt),
                (Kind::FollowUp, "f", item),
            ])
        };
        let (terms, now) = (Terms::builtin(), at("2026-10-20T09:00:00+08:00"));
        // It is still the day before in New York; where nobody says where it is, the reader's day counts.
        for (zone, days) in [(Some("America/New_York"), 1), (None, 2)] {
            let room = account(zone);
            let position = &crate::rules::ladder::positions(&room, &terms, now, None)[0].1;
            let row = rows(&room, &terms, now, None).remove(1);
            let invoice = row.json(&room, &terms, now)["invoices"][0]["days_late"].clone();
            assert_eq!((position.overdue_days, row.ageing.days, invoice), (days, days, json!(days)), "{zone:?}");
        }
    }
}
