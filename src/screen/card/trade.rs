//! The trade of the card: figures per period, money owed, visits, complaints, satisfaction.

use rust_decimal::prelude::ToPrimitive;

use super::{Section, View, choice_label, label, moment, row, said};
use crate::model::choice::VisitStatus;
use crate::model::{Complaint, Id, Kind, Money, PeriodKey, Receivable, Record, Visit};
use crate::rules::figures::{self, Step};
use crate::rules::{ageing, satisfaction as factors};
use crate::screen::present::short_money;
use crate::screen::sheet::Row;
use crate::text::{Text, format, pad, pad_left};
use crate::theme::Role;
use crate::widget::{bar, spark};

/// Records listed in a section; the rest is in the screens of their own.
const LISTED: usize = 12;

/// Columns of a bar of the ageing.
const BAR: usize = 10;

/// Figures per period, newest first, under a line that shows their course. A big move without a reason asks for it.
pub(super) fn figures(view: &View, account: Id) -> Section {
    let steps = figures::of_account(view.room, account);
    let mut rows = Vec::new();
    let months: Vec<&Step> = steps.iter().filter(|step| !step.key.is_quarter()).take(24).collect();
    let course: Vec<Option<f64>> =
        months.iter().rev().map(|step| step.period.sales.as_ref()?.amount.to_f64()).collect();
    if course.len() > 1 {
        let name = label(view.text, Kind::Period, "sales");
        rows.push(Row::Text(format!("{name} {}", spark(view.theme, &course)), Role::Accent));
    }
    let owing = steps.iter().filter(|step| step.owes_reason).count();
    if owing > 0 {
        let said = view.text.ta("card-reasons-owed", &[("count", &owing.to_string())]);
        rows.push(Row::Text(said, Role::Warn));
    }
    if !steps.is_empty() {
        let name = |field| label(view.text, Kind::Period, field);
        let heads = [
            name("period"),
            name("sales"),
            name("gross_profit"),
            view.text.t("card-on-time"),
            view.text.t("card-moved"),
        ];
        rows.push(Row::Text(columns(&heads, &name("reason")), Role::Heading));
    }
    for step in steps.iter().take(LISTED) {
        rows.extend(period(view, step));
    }
    let next = PeriodKey::month_of(view.today()).previous();
    let title = view.text.t("kinds-period");
    Section::new(title, rows).adding(Kind::Period, account).given("period", next.to_string())
}

fn period(view: &View, step: &Step) -> Vec<Row> {
    let [up, _, down, _] = view.theme.lines().arrows;
    let short = |money: &Option<Money>| {
        money.as_ref().map_or_else(|| "–".into(), |money| short_money(view.text, money.amount, &money.currency))
    };
    let moved = match step.moved {
        Some(moved) if moved >= 0.5 => format!("{up} {moved:.0} %"),
        Some(moved) if moved <= -0.5 => format!("{down} {:.0} %", -moved),
        Some(_) => "0 %".into(),
        None => String::new(),
    };
    let kept = |count: Option<i64>| count.map_or_else(|| "–".into(), |count: i64| count.to_string());
    let orders = format!("{}/{}", kept(step.period.orders_on_time), kept(step.period.orders));
    let reason = step.period.reason.clone().unwrap_or_default();
    let parts = [step.key.to_string(), short(&step.period.sales), short(&step.period.gross_profit), orders, moved];
    let text = columns(&parts, &reason);
    let id = step.period.id;
    let mut rows = vec![row(id, &text, if step.owes_reason { Role::Warn } else { Role::Text })];
    if let Some(field) = Kind::Period.field("reason").filter(|_| step.owes_reason) {
        rows.push(Row::Field { id, kind: Kind::Period, field: crate::model::field::Field { required: true, ..field } });
    }
    rows
}

/// The cells of a period in their columns, the reason after them.
fn columns([period, sales, profit, on_time, moved]: &[String; 5], reason: &str) -> String {
    let right = [(sales, 9), (profit, 12), (on_time, 8), (moved, 7)].map(|(cell, cols)| pad_left(cell, cols));
    format!("{} {} {reason}", pad(period, 8), right.join(" "))
}

/// Credit, how debts age, and the invoices that are open.
pub(super) fn money(view: &View, account: Id, fields: Vec<Row>) -> Section {
    let mut rows = fields;
    let today = view.terms.there(view.room, account, view.now).date_naive();
    for debt in ageing::of_account(view.room, view.terms, account, view.now) {
        let of = debt.open().to_f64().unwrap_or(0.0);
        for (nth, amount) in debt.buckets.iter().enumerate().filter(|(_, amount)| !amount.is_zero()) {
            let bar = bar(view.theme, amount.to_f64().unwrap_or(0.0), of, BAR);
            let name = pad(&bucket(view.text, nth), 10);
            let role = match nth {
                0 => Role::Good,
                1 => Role::Warn,
                _ => Role::Bad,
            };
            rows.push(Row::Text(format!("{name} {bar} {}", format::money(*amount, &debt.currency)), role));
        }
    }
    let mut open: Vec<(&Receivable, i64)> = view
        .room
        .linked::<Receivable>(account)
        .filter(|invoice| invoice.account == account && !ageing::open(invoice, today).is_zero())
        .map(|invoice| (invoice, ageing::late(view.room, invoice, today)))
        .collect();
    open.sort_by_key(|(invoice, late)| (std::cmp::Reverse(*late), invoice.due, invoice.id));
    rows.extend(open.into_iter().map(|(invoice, late)| {
        let left = format::money(ageing::open(invoice, today), &invoice.currency);
        let due = ageing::due(view.room, invoice).map(|due| due.to_string()).unwrap_or_default();
        let days = late.to_string();
        let late_text = if late > 0 { view.text.ta("card-late", &[("days", &days)]) } else { String::new() };
        let text = format!("{} {}  {due}  {late_text}", pad(&invoice.number, 10), pad_left(&left, 14));
        row(invoice.id, text.trim_end(), if late > 0 { Role::Warn } else { Role::Text })
    }));
    let section = Section::new(view.text.t("card-money"), rows).adding(Kind::Receivable, account);
    section.given("issued", view.today().to_string()).given("currency", crate::model::list::DEFAULT_CURRENCY)
}

fn bucket(text: &Text, nth: usize) -> String {
    text.t(["card-age-current", "card-age-30", "card-age-60", "card-age-90", "card-age-more"].get(nth).unwrap_or(&""))
}

/// Visits, the newest first, planned ones on top.
pub(super) fn visits(view: &View, account: Id) -> Section {
    let mut all: Vec<&Visit> = view.room.linked::<Visit>(account).filter(|visit| visit.account == account).collect();
    all.sort_by_key(|visit| (std::cmp::Reverse(visit.start), visit.id));
    let rows = all.into_iter().take(LISTED).map(|visit| {
        let start = visit.start.map(|start| moment(&start)).unwrap_or_default();
        let words = said(view, &Record::from(visit.clone()), &["status", "objective", "progress"]);
        let role = match visit.status {
            Some(VisitStatus::Planned) => Role::Text,
            _ => Role::Dim,
        };
        row(visit.id, &format!("{} {words}", pad(&start, 16)), role)
    });
    let section = Section::new(view.text.t("kinds-visit"), rows.collect()).adding(Kind::Visit, account);
    section.given("status", VisitStatus::Planned.code())
}

/// Complaints, those that are not resolved first.
pub(super) fn complaints(view: &View, account: Id) -> Section {
    let mine = view.room.linked::<Complaint>(account).filter(|complaint| complaint.account == account);
    let mut all: Vec<&Complaint> = mine.collect();
    all.sort_by_key(|one| (one.resolved_at.is_some(), std::cmp::Reverse(one.occurred_at), one.id));
    let rows = all.into_iter().take(LISTED).map(|complaint| {
        let (state, role) = match (complaint.resolved_at, complaint.first_answered_at) {
            (Some(_), _) => ("card-complaint-resolved", Role::Dim),
            (None, Some(_)) => ("card-complaint-answered", Role::Warn),
            (None, None) => ("card-complaint-unanswered", Role::Bad),
        };
        let day = complaint.occurred_at.map(|at| at.day().to_string()).unwrap_or_default();
        let words = said(view, &Record::from(complaint.clone()), &["severity", "product", "content"]);
        row(complaint.id, &format!("{day} {} · {words}", view.text.t(state)), role)
    });
    let section = Section::new(view.text.t("kinds-complaint"), rows.collect()).adding(Kind::Complaint, account);
    section.given("occurred_at", view.today().to_string())
}

/// Hygiene factors and motivators apart, and what they come to.
pub(super) fn satisfaction(view: &View, account: Id) -> Section {
    let standing = factors::of_account(view.room, account);
    let sum = |sum: Option<i64>| sum.map_or_else(|| "?".into(), |sum| format!("{sum:+}"));
    let verdict = standing.verdict.map_or("satisfaction-unknown".into(), |one| format!("satisfaction-{}", one.code()));
    let role = match standing.verdict {
        Some(factors::Verdict::Dissatisfied) => Role::Bad,
        Some(factors::Verdict::Satisfied) => Role::Good,
        Some(factors::Verdict::Indifferent) | None => Role::Text,
    };
    let args = [("hygiene", sum(standing.hygiene)), ("motivator", sum(standing.motivator))];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    let told = format!("{} — {}", view.text.t(&verdict), view.text.ta("card-satisfaction", &args));
    let mut all: Vec<_> = view.room.linked::<crate::model::Satisfaction>(account).collect();
    all.retain(|one| one.account == account);
    all.sort_by_key(|one| (one.class, std::cmp::Reverse(one.at), one.id));
    let mut rows = if all.is_empty() { Vec::new() } else { vec![Row::Text(told, role)] };
    rows.extend(all.into_iter().map(|one| {
        let class = one.class.map(|class| choice_label(view.text, "satisfaction-class", class.code()));
        let mark = |mark: Option<u8>| mark.map_or_else(|| "?".to_string(), |mark| mark.to_string());
        let who = one.seat.map(|seat| view.room.name(seat)).unwrap_or_default();
        let text = format!(
            "{} {}→{}  {} {who}",
            pad(&class.unwrap_or_default(), 14),
            mark(one.expectation),
            mark(one.experience),
            one.factor,
        );
        let short = one.experience < one.expectation;
        row(one.id, &text, if short { Role::Warn } else { Role::Text })
    }));
    Section::new(view.text.t("kinds-satisfaction"), rows).adding(Kind::Satisfaction, account)
}
