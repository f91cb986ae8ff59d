//! Money that is owed: what is still open of an invoice, since when it is late, and how an account's debts age.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

use super::terms::Terms;
use crate::edit::Room;
use crate::model::{Account, Id, Receivable};

/// Upper ends of the buckets in days late, the last one open: current · 1–30 · 31–60 · 61–90 · >90.
pub const BUCKETS: [i64; 4] = [0, 30, 60, 90];

/// What one account owes in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Ageing {
    /// The currency.
    pub currency: String,
    /// Open amounts by [`BUCKETS`].
    pub buckets: [Decimal; 5],
    /// Days the oldest debt is late; 0 where none is.
    pub days: i64,
}

impl Ageing {
    /// All that is open.
    pub fn open(&self) -> Decimal {
        self.buckets.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add)
    }

    /// What is late.
    pub fn overdue(&self) -> Decimal {
        self.buckets.iter().skip(1).copied().fold(Decimal::ZERO, Decimal::saturating_add)
    }
}

/// The day an invoice is due: its own, else the day of issue plus the account's terms, else the day of issue.
pub fn due(room: &Room, invoice: &Receivable) -> Option<NaiveDate> {
    let terms = || room.get::<Account>(invoice.account)?.payment_terms_days;
    let days = || terms().and_then(|days| u64::try_from(days).ok()).unwrap_or(0);
    invoice.due.or_else(|| invoice.issued?.checked_add_days(Days::new(days())))
}

/// What is not yet paid of an invoice; payments of later days do not count, and too much paid leaves nothing open.
pub fn open(invoice: &Receivable, today: NaiveDate) -> Decimal {
    let paid = invoice.payments.iter().filter(|one| one.at.is_none_or(|at| at <= today)).filter_map(|one| one.amount);
    let paid = paid.fold(Decimal::ZERO, Decimal::saturating_add);
    invoice.amount.unwrap_or_default().saturating_sub(paid).max(Decimal::ZERO)
}

/// The days on which an invoice came to be paid in full, or to be owed again because a payment was taken back; the last
/// one says how it stands. What has no day was paid from the first.
pub fn settled(invoice: &Receivable) -> Vec<(NaiveDate, bool)> {
    let Some(amount) = invoice.amount else { return Vec::new() };
    let Some(first) = invoice.issued.or_else(|| invoice.payments.iter().filter_map(|one| one.at).min()) else {
        return Vec::new();
    };
    let mut days: BTreeMap<NaiveDate, Decimal> = BTreeMap::from([(first, Decimal::ZERO)]);
    for (at, part) in invoice.payments.iter().filter_map(|one| Some((one.at.unwrap_or(first), one.amount?))) {
        let sum = days.entry(at).or_default();
        *sum = sum.saturating_add(part);
    }
    let (mut sum, mut paid) = (Decimal::ZERO, false);
    let mut turns = Vec::new();
    for (day, part) in days {
        sum = sum.saturating_add(part);
        if (sum >= amount) != paid {
            paid = !paid;
            turns.push((day, paid));
        }
    }
    turns
}

/// Whether an invoice is paid in full on a day.
pub fn is_paid(invoice: &Receivable, today: NaiveDate) -> bool {
    settled(invoice).iter().take_while(|(day, _)| *day <= today).last().is_some_and(|(_, paid)| *paid)
}

/// Days an open invoice is late, on the day it is where the account is; 0 where it is in time or paid.
pub fn late(room: &Room, invoice: &Receivable, today: NaiveDate) -> i64 {
    if open(invoice, today).is_zero() {
        return 0;
    }
    due(room, invoice).map_or(0, |due| (today - due).num_days().max(0))
}

/// What an account owes, by currency.
pub fn of_account(room: &Room, terms: &Terms, account: Id, now: DateTime<FixedOffset>) -> Vec<Ageing> {
    let today = terms.there(room, account, now).date_naive();
    let mut found: BTreeMap<&str, Ageing> = BTreeMap::new();
    for invoice in room.linked::<Receivable>(account).filter(|invoice| invoice.account == account) {
        let (open, days) = (open(invoice, today), late(room, invoice, today));
        if open.is_zero() {
            continue;
        }
        let ageing = found.entry(invoice.currency.as_str()).or_insert_with(|| Ageing {
            currency: invoice.currency.clone(),
            buckets: [Decimal::ZERO; 5],
            days: 0,
        });
        ageing.days = ageing.days.max(days);
        let at = BUCKETS.iter().position(|end| days <= *end).unwrap_or(BUCKETS.len());
        if let Some(bucket) = ageing.buckets.get_mut(at) {
            *bucket = bucket.saturating_add(open);
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    #[test]
    fn debts_age_from_the_end_of_the_credit_days() {
        let invoice = |amount: &str, issued: &str, due: Option<&str>| json!({"account": "@a", "number": "1", "amount": amount, "currency": "CNY", "issued": issued, "due": due});
        let mut part = invoice("100", "2026-08-01", Some("2026-09-20"));
        part["payments"] = json!([{"id": id("p"), "at": "2026-10-01", "amount": "40"},
            {"id": id("q"), "at": "2026-12-01", "amount": "60"}]);
        let mut paid = invoice("50", "2026-01-01", Some("2026-02-01"));
        paid["payments"] = json!([{"id": id("r"), "at": "2026-03-01", "amount": "55"}]);
        let room = room(&[
            (Kind::Account, "a", json!({"name": "A", "payment_terms_days": 30})),
            (Kind::Receivable, "terms", invoice("7", "2026-09-20", None)),
            (Kind::Receivable, "late", invoice("9", "2026-09-19", None)),
            (Kind::Receivable, "edge", invoice("1", "2026-08-01", Some("2026-08-21"))),
            (Kind::Receivable, "old", invoice("3", "2026-01-01", Some("2026-07-21"))),
            (Kind::Receivable, "part", part),
            (Kind::Receivable, "paid", paid),
        ]);
        let found = of_account(&room, &Terms::builtin(), id("a"), "2026-10-20T09:00:00+08:00".parse().unwrap());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].buckets, [7, 69, 1, 0, 3].map(Decimal::from));
        assert_eq!((found[0].days, found[0].overdue(), found[0].open()), (91, 73.into(), 80.into()));
    }
}
