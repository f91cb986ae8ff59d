//! Receivables: what is open of each invoice, how late it is, who is on the hook for it; and how it all ages.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::page::{Said, Sheet, field};
use super::{Sift, Standing};
use crate::model::{Account, Complaint, Id, Kind, Receivable};
use crate::rules::ageing;
use crate::rules::receivables::{self, bucket};
use crate::screen::View;
use crate::screen::grid::{Cell, Col, Group, Key, Line};
use crate::screen::present::{label, short_money};
use crate::text::{clean, format};
use crate::theme::Role;
use crate::widget::bar;

/// Columns of a bar.
const BAR: usize = 5;

/// Texts of the buckets, in their order.
const NAMES: [&str; 5] = ["card-age-current", "card-age-30", "card-age-60", "card-age-90", "card-age-more"];

pub(super) fn sheet(view: &View, sift: Sift) -> Sheet {
    let name = |field| label(view.text, Kind::Receivable, field);
    let t = |id| view.text.t(id);
    let mut columns = vec![Col::text(name("number"), 10, 0).of("number")];
    if view.account.is_none() {
        columns.push(Col::text(t("kind-account"), 12, 3));
    }
    columns.extend([
        Col::number(t("ladder-open"), 16, 1),
        Col::fixed(name("due"), 10, 4).of("due"),
        Col::fixed(t("ladder-late"), 18, 2),
        Col::text(t("ladder-holder"), 14, 5),
        Col::number(name("amount"), 14, 6).of("amount"),
        Col::fixed(name("issued"), 10, 8).of("issued"),
        Col::text(name("disputed_by"), 12, 7).of("disputed_by"),
    ]);
    let standing = Standing::of(view, sift, |item| item.invoice);
    let mut open: Vec<(&Receivable, i64)> = view
        .room
        .all::<Receivable>()
        .filter(|invoice| view.account.is_none_or(|account| invoice.account == account))
        .filter(|invoice| !ageing::open(invoice, today(view, invoice)).is_zero())
        .map(|invoice| (invoice, ageing::late(view.room, invoice, today(view, invoice))))
        .collect();
    let all = open.len();
    let owner = |id| view.room.get::<Account>(id).and_then(|account| account.owner);
    open.retain(|(invoice, _)| standing.shows(sift, invoice.id, owner(invoice.account)));
    let hidden = all - open.len();
    open.sort_by_key(|(invoice, late)| (std::cmp::Reverse(*late), ageing::due(view.room, invoice), invoice.id));
    let lines = open.iter().map(|(invoice, late)| line(view, invoice, *late, standing.said.get(&invoice.id)));
    let groups = vec![Group { title: String::new(), lines: lines.collect() }];
    Sheet { columns, groups, crown: crown(view, &open, hidden == 0), hidden }
}

/// A line a currency: what is open, and the bars of how it ages.
fn crown(view: &View, open: &[(&Receivable, i64)], whole: bool) -> Vec<Said> {
    let mut sums: BTreeMap<&str, [Decimal; 5]> = BTreeMap::new();
    for (invoice, late) in open {
        let buckets = sums.entry(invoice.currency.as_str()).or_default();
        if let Some(sum) = buckets.get_mut(bucket(*late)) {
            *sum = sum.saturating_add(ageing::open(invoice, today(view, invoice)));
        }
    }
    // Of a part nobody can say how many days of sales it stands for.
    let outstanding = if whole { receivables::rows(view.room, view.terms, view.now, view.account) } else { Vec::new() };
    let line = |(currency, buckets): (&str, [Decimal; 5])| {
        let all = buckets.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
        let of = all.to_f64().unwrap_or(0.0);
        let mut said = vec![(format!("{}  ", format::money(all, currency)), Role::Title)];
        for (nth, sum) in buckets.iter().enumerate().filter(|(_, sum)| !sum.is_zero()) {
            let name = view.text.t(NAMES.get(nth).copied().unwrap_or_default());
            let bar = bar(view.theme, sum.to_f64().unwrap_or(0.0), of, BAR);
            said.push((format!("{name} {bar} {}  ", short_money(view.text, *sum, currency)), role(nth)));
        }
        let dso = outstanding.iter().find(|row| row.ageing.currency == currency).and_then(|row| row.dso);
        said.extend(dso.map(|days| {
            let days = format!("{days:.1}");
            (format!("{}  ", view.text.ta("ladder-dso", &[("days", &days)])), Role::Info)
        }));
        said
    };
    sums.into_iter().map(line).collect()
}

const fn role(bucket: usize) -> Role {
    match bucket {
        0 => Role::Good,
        1 => Role::Warn,
        _ => Role::Bad,
    }
}

/// The day it is where a debt falls due.
fn today(view: &View, invoice: &Receivable) -> NaiveDate {
    view.terms.there(view.room, invoice.account, view.now).date_naive()
}

fn line(view: &View, invoice: &Receivable, late: i64, holder: Option<&String>) -> Line {
    let id = invoice.id;
    let open = ageing::open(invoice, today(view, invoice));
    let role = role(bucket(late));
    // A full bar is what has waited longest there is a name for.
    let waited = bar(view.theme, late as f64, 91.0, BAR);
    let days = view.text.ta("ladder-days", &[("days", &late.to_string())]);
    let late_said = if late > 0 { format!("{waited} {days}") } else { view.text.t("card-age-current") };
    let due = ageing::due(view.room, invoice).map(|due| due.to_string()).unwrap_or_default();
    let mut cells = vec![field(view, id, "number")];
    if view.account.is_none() {
        cells.push(Cell::new(clean(&view.room.name(invoice.account)), Role::Dim));
    }
    cells.extend([
        Cell::new(format::money(open, &invoice.currency), role).by(Key::number(open.to_f64())),
        Cell::new(due, Role::Text),
        Cell::new(late_said, role).by(Key::Number(late as f64)),
        Cell::new(holder.cloned().unwrap_or_default(), Role::Dim),
        field(view, id, "amount").by(Key::number(invoice.amount.and_then(|amount| amount.to_f64()))),
        field(view, id, "issued"),
        field(view, id, "disputed_by"),
    ]);
    Line { key: id, record: Some(id), cells }
}

/// What was paid of an invoice, and what disputes it.
pub(super) fn told(view: &View, id: Id) -> Vec<Said> {
    let Some(invoice) = view.room.get::<Receivable>(id) else { return Vec::new() };
    let open = format::money(ageing::open(invoice, today(view, invoice)), &invoice.currency);
    let of = format::money(invoice.amount.unwrap_or_default(), &invoice.currency);
    let head = view.text.ta("ladder-open-of", &[("number", &clean(&invoice.number)), ("open", &open), ("amount", &of)]);
    let mut told = vec![vec![(format!("{head} "), Role::Heading)]];
    if let Some(dispute) = invoice.disputed_by.and_then(|id| view.room.get::<Complaint>(id)) {
        let said = view.text.ta("ladder-disputed-by", &[("what", &clean(&dispute.content))]);
        told.push(vec![(said, Role::Warn)]);
    }
    let mut payments: Vec<_> = invoice.payments.iter().collect();
    payments.sort_by_key(|one| (std::cmp::Reverse(one.at), one.id));
    if payments.is_empty() {
        told.push(vec![(view.text.t("ladder-nothing-paid"), Role::Placeholder)]);
    }
    told.extend(payments.into_iter().map(|one| {
        let at = one.at.map(|at| at.to_string()).unwrap_or_default();
        vec![(format!("{at}  {}", format::money(one.amount.unwrap_or_default(), &invoice.currency)), Role::Text)]
    }));
    told
}
