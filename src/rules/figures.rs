//! An account's figures, period by period: how far each moved from the one before, and which moves still owe a reason.

use rust_decimal::Decimal;

use crate::edit::Room;
use crate::model::{Id, Period, PeriodKey};

/// A period that moves by more per cent than this must say why.
pub const THRESHOLD: i64 = 20;

/// One period with its move.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The period.
    pub period: &'a Period,
    /// Its key.
    pub key: PeriodKey,
    /// Per cent its sales moved from the period of the same length just before; `None` where either is not known, in
    /// another currency, or nothing was sold before.
    pub moved: Option<f64>,
    /// Whether the move asks for a reason and has none.
    pub owes_reason: bool,
}

/// The periods of an account, newest first.
pub fn of_account(room: &Room, account: Id) -> Vec<Step<'_>> {
    let mut periods: Vec<(PeriodKey, &Period)> = room
        .linked::<Period>(account)
        .filter(|period| period.account == account)
        .filter_map(|period| Some((period.period?, period)))
        .collect();
    periods.sort_by_key(|(key, period)| (std::cmp::Reverse(*key), period.id));
    periods.iter().map(|(key, period)| step(*key, period, &periods)).collect()
}

fn step<'a>(key: PeriodKey, period: &'a Period, all: &[(PeriodKey, &'a Period)]) -> Step<'a> {
    let before = all.iter().find(|(one, _)| *one == key.previous());
    let moved = before.and_then(|(_, before)| moved(before, period));
    let far = moved.is_some_and(|moved| moved.abs() > Decimal::from(THRESHOLD));
    let silent = period.reason.as_ref().is_none_or(|reason| reason.trim().is_empty());
    let moved = moved.and_then(|moved| rust_decimal::prelude::ToPrimitive::to_f64(&moved));
    Step { period, key, moved, owes_reason: far && silent }
}

fn moved(before: &Period, after: &Period) -> Option<Decimal> {
    let (before, after) = (before.sales.as_ref()?, after.sales.as_ref()?);
    if before.currency != after.currency || before.amount <= Decimal::ZERO {
        return None;
    }
    let more = after.amount.checked_sub(before.amount)?;
    more.checked_mul(Decimal::from(100))?.checked_div(before.amount)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn period(key: &str, sales: &str, reason: Option<&str>) -> (Kind, String, Value) {
        let money = json!({"amount": sales, "currency": "CNY"});
        (Kind::Period, key.into(), json!({"account": "@a", "period": key, "sales": money, "reason": reason}))
    }

    #[test]
    fn only_a_big_move_without_a_word_owes_a_reason() {
        let mut records = vec![(Kind::Account, "a".to_string(), json!({"name": "A"}))];
        records.extend([
            period("2026-04", "100", None),
            period("2026-05", "120", None),
            period("2026-06", "95", None),
            period("2026-07", "130", Some("stock-up")),
            period("2026-09", "1", None),
            period("2026Q2", "315", None),
        ]);
        let records: Vec<_> = records.iter().map(|(kind, name, value)| (*kind, name.as_str(), value.clone())).collect();
        let room = room(&records);
        let found: Vec<_> = of_account(&room, id("a"))
            .into_iter()
            .map(|step| (step.key.to_string(), step.moved.map(f64::round), step.owes_reason))
            .collect();
        let expected = [
            ("2026-09", None, false),
            ("2026-07", Some(37.0), false),
            ("2026-06", Some(-21.0), true),
            ("2026-05", Some(20.0), false),
            ("2026Q2", None, false),
            ("2026-04", None, false),
        ];
        assert_eq!(found, expected.map(|(key, moved, owes)| (key.to_string(), moved, owes)));
    }
}
