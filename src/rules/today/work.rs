//! What work is due: follow-ups, complaints, money, visits.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{About, Entry, Group, Look, lateness, weight};
use crate::model::choice::{FollowUpKind, VisitStatus};
use crate::model::{Account, Complaint, FollowUp, Id, Kind, Problem, Receivable, Visit};
use crate::rules::ladder::{self, Position, State};

impl Look<'_> {
    /// Rungs that are stuck, overdue, due or about to climb.
    pub(super) fn follow_ups(&self, out: &mut Vec<Entry>) {
        for (item, position) in ladder::positions(self.room, self.terms, self.now, self.account) {
            let parts = self.follow_up_parts(item, &position);
            let Some((group, why)) = self.follow_up_reason(&position) else { continue };
            let what = Problem::new("today-what-follow-up").with("subject", &item.subject);
            let holder = position.holder.map_or_else(|| "?".into(), |id| self.name(id));
            let theirs = self.names(position.counterparts.iter().copied().take(2));
            let what = what.with("holder", holder).with("theirs", if theirs.is_empty() { "?".into() } else { theirs });
            let due = position.due.or(position.climbs_at.map(|at| at.date_naive()));
            let about = About { group, what, why, kind: Kind::FollowUp, id: item.id, account: Some(item.account), due };
            out.push(self.entry(about, parts));
        }
    }

    fn follow_up_parts(&self, item: &FollowUp, position: &Position) -> Vec<(&'static str, f64)> {
        let today = self.day();
        let flag = |on: bool, weight: f64| if on { weight } else { 0.0 };
        let late = position.overdue_days > 0;
        let (tomorrow, week) = (today.succ_opt().unwrap_or(today), self.in_a_week());
        let near = |day: Option<NaiveDate>, weight: f64| match day {
            Some(day) if day <= tomorrow => weight,
            Some(day) if day <= week => weight::SOON,
            _ => 0.0,
        };
        vec![
            ("stuck", flag(position.is_stuck(), weight::STUCK)),
            ("overdue", flag(late, weight::OVERDUE) + lateness(position.overdue_days)),
            ("due", near(position.due.filter(|_| !late), weight::DUE)),
            ("climbs", near(position.climbs_at.map(|at| at.date_naive()), weight::CLIMBS)),
            ("rung", (position.rung as f64 - 1.0) * weight::PER_RUNG),
            ("stopped", flag(position.state.is_stopped(), weight::STOPPED)),
            ("complaint", flag(item.kind == Some(FollowUpKind::Complaint), weight::COMPLAINT)),
        ]
    }

    fn follow_up_reason(&self, position: &Position) -> Option<(Group, Problem)> {
        let (today, week) = (self.day(), self.in_a_week());
        let overdue = position.overdue_days;
        if position.is_stuck() {
            let since = position.since.date_naive();
            return Some((Group::Now, Problem::new("today-why-stuck").with("day", since).with("overdue", overdue)));
        }
        if overdue > 0 {
            let id = if position.state == State::Open { "today-why-overdue" } else { "today-why-overdue-stopped" };
            let group = if position.state == State::Open { Group::Now } else { Group::ThisWeek };
            return Some((group, Problem::new(id).with("days", overdue)));
        }
        let climbs = position.climbs_at.map(|at| at.date_naive()).filter(|day| *day <= week);
        let due = position.due.filter(|due| *due <= week);
        match (climbs, due) {
            (Some(climbs), due) if due.is_none_or(|due| climbs <= due) => {
                let why = Problem::new("today-why-climbs").with("day", climbs).with("used", position.used);
                Some((Group::of(climbs, today), why.with("allowed", position.allowed.unwrap_or(0))))
            }
            (_, Some(due)) => Some((Group::of(due, today), Problem::new("today-why-due").with("day", due))),
            _ => None,
        }
    }

    /// Complaints whose first answer, or whose resolution, is awaited.
    pub(super) fn complaints(&self, out: &mut Vec<Entry>) {
        for complaint in self.room.all::<Complaint>().filter(|one| self.covers(one.account)) {
            let Some(occurred) = complaint.occurred_at.filter(|_| complaint.resolved_at.is_none()) else { continue };
            let calendar = self.terms.calendar_of(self.room, complaint.account);
            let used = calendar.workdays_between(occurred.day(), self.day());
            let policy = self.terms.ladders.policy(FollowUpKind::Complaint);
            let rung = policy.rungs.first();
            let answer = rung.and_then(|rung| rung.answer).unwrap_or(1);
            let answered = complaint.first_answered_at.is_some();
            let allowed = if answered { rung.and_then(|rung| rung.days).unwrap_or(3) } else { answer };
            if answered && (used <= allowed || self.is_followed(complaint.id)) {
                continue;
            }
            let (id, group) =
                if answered { ("today-why-unresolved", Group::ThisWeek) } else { ("today-why-unanswered", Group::Now) };
            let content = complaint.content.lines().next().unwrap_or_default();
            let about = About {
                group,
                what: Problem::new("today-what-complaint").with("content", content),
                why: Problem::new(id).with("used", used).with("allowed", allowed),
                kind: Kind::Complaint,
                id: complaint.id,
                account: Some(complaint.account),
                due: Some(calendar.add_workdays(occurred.day(), allowed as i32)),
            };
            let waiting = if answered { 0.0 } else { weight::UNANSWERED };
            out.push(self.entry(
                about,
                vec![("unanswered", waiting), ("complaint", weight::COMPLAINT), ("overdue", lateness(used - allowed))],
            ));
        }
    }

    /// Whether a follow-up that is not over looks after a complaint or an invoice.
    fn is_followed(&self, id: Id) -> bool {
        let over = |item: &FollowUp| ladder::position(item, self.room, self.terms, self.now).state.is_over();
        self.room.linked::<FollowUp>(id).any(|item| !over(item))
    }

    /// Overdue invoices that no ladder is after.
    pub(super) fn receivables(&self, out: &mut Vec<Entry>) {
        for invoice in self.room.all::<Receivable>().filter(|one| self.covers(one.account)) {
            let terms = || self.room.get::<Account>(invoice.account)?.payment_terms_days;
            let credit = || invoice.issued?.checked_add_days(Days::new(terms()?.unsigned_abs()));
            let Some(due) = invoice.due.or_else(credit) else { continue };
            let days = (self.day() - due).num_days();
            let open = invoice.amount.unwrap_or_default()
                - invoice.payments.iter().filter_map(|one| one.amount).sum::<Decimal>();
            if days <= 0 || open <= Decimal::ZERO || self.is_followed(invoice.id) {
                continue;
            }
            let what = Problem::new("today-what-receivable").with("number", &invoice.number);
            let what = what.with("amount", format!("{} {}", open.normalize(), invoice.currency));
            let disputed = if invoice.disputed_by.is_some() { weight::DISPUTED } else { 0.0 };
            let about = About {
                group: if days > 30 { Group::Now } else { Group::ThisWeek },
                what,
                why: Problem::new("today-why-money").with("days", days),
                kind: Kind::Receivable,
                id: invoice.id,
                account: Some(invoice.account),
                due: Some(due),
            };
            out.push(
                self.entry(about, vec![("money", weight::MONEY), ("overdue", lateness(days)), ("disputed", disputed)]),
            );
        }
    }

    /// Planned visits of this week, and those whose day has passed without a word on how they went.
    pub(super) fn visits(&self, out: &mut Vec<Entry>) {
        let (today, week) = (self.day(), self.in_a_week());
        for visit in self.room.all::<Visit>().filter(|one| self.covers(one.account)) {
            let Some(day) = visit.start.map(|start| start.day()).filter(|day| *day <= week) else { continue };
            if visit.status != Some(VisitStatus::Planned) {
                continue;
            }
            let ours = self.names(visit.ours.iter().map(|one| one.member));
            let theirs = self.names(visit.theirs.iter().copied());
            let what = Problem::new("today-what-visit").with("ours", if ours.is_empty() { "?".into() } else { ours });
            let what = what.with("theirs", if theirs.is_empty() { self.name(visit.account) } else { theirs });
            let (id, part) = if day < today {
                ("today-why-debrief", ("debrief", weight::DEBRIEF))
            } else {
                ("today-why-visit", ("visit", weight::VISIT))
            };
            let about = About {
                group: Group::of(day, today),
                what,
                why: Problem::new(id).with("day", day),
                kind: Kind::Visit,
                id: visit.id,
                account: Some(visit.account),
                due: Some(day),
            };
            out.push(self.entry(about, vec![part, ("overdue", lateness((today - day).num_days()))]));
        }
    }
}
