//! What work is due: follow-ups, complaints, money, visits.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::entry::About;
use super::look::Look;
use super::{Entry, Group, Topic, lateness, nearness, weight};
use crate::model::choice::{FollowUpKind, Severity, VisitStatus};
use crate::model::{Complaint, FollowUp, Id, Kind, Problem, Receivable, Visit};
use crate::rules::ageing;
use crate::rules::ladder::{Position, State};
use crate::rules::visits::{self, Agreed};

/// Days after which a card wants to be looked at again (S2: weekly).
const REVIEW_DAYS: i64 = 7;
/// Days after which a day that was agreed on for a visit is forgotten.
const FORGOTTEN: i64 = 60;
/// How many days ahead the days off have to be known.
const TABLE_DAYS: u64 = 45;

impl Look<'_> {
    /// Rungs that are stuck, overdue, due or about to climb.
    pub(super) fn follow_ups(&self, out: &mut Vec<Entry>) {
        for (item, position) in &self.open {
            let Some((group, why)) = self.follow_up_reason(position) else { continue };
            // Until the client has a first answer, the complaint itself says what to do.
            let told = item.complaint.is_some_and(|id| self.is_unanswered(id));
            if told && !position.is_stuck() && position.overdue_days == 0 {
                continue;
            }
            let about = About {
                topic: Topic::FollowUp,
                group,
                what: Problem::new("today-what-follow-up").with("subject", &item.subject),
                why,
                subject: Some((Kind::FollowUp, item.id)),
                account: Some(item.account),
                ours: position.holder.into_iter().collect(),
                theirs: position.counterparts.clone(),
                due: position.due.or(position.climbs_at.map(|at| at.date_naive())),
            };
            out.push(self.entry(about, self.follow_up_parts(item, position)));
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
        let rungs = (position.rung as f64 - 1.0) * weight::PER_RUNG;
        vec![
            ("stuck", flag(position.is_stuck(), weight::STUCK)),
            ("overdue", flag(late, weight::OVERDUE) + lateness(position.overdue_days)),
            ("due", near(position.due.filter(|_| !late), weight::DUE)),
            ("climbs", near(position.climbs_at.map(|at| at.date_naive()), weight::CLIMBS)),
            ("rung", rungs.min(weight::MOST_RUNGS)),
            ("stopped", flag(position.state.is_stopped(), weight::STOPPED)),
            ("promise", flag(item.kind == Some(FollowUpKind::Promise), weight::PROMISE)),
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
            return Some((group, Problem::new(id).with("days", overdue).with("rung", position.rung)));
        }
        let climbs = position.climbs_at.map(|at| at.date_naive()).filter(|day| *day <= week);
        let due = position.due.filter(|due| *due <= week);
        match (climbs, due) {
            (Some(climbs), due) if due.is_none_or(|due| climbs <= due) => {
                let last = position.rung >= position.rungs;
                let why = Problem::new(if last { "today-why-sticks" } else { "today-why-climbs" });
                let why = why.with("day", climbs).with("used", position.used);
                Some((Group::of(climbs, today), why.with("allowed", position.allowed.unwrap_or(0))))
            }
            (_, Some(due)) => Some((Group::of(due, today), Problem::new("today-why-due").with("day", due))),
            _ => None,
        }
    }

    fn is_unanswered(&self, complaint: Id) -> bool {
        let complaint = self.room.get::<Complaint>(complaint);
        complaint.is_some_and(|one| one.resolved_at.is_none() && one.first_answered_at.is_none())
    }

    /// Complaints whose first answer, or whose resolution, is awaited.
    pub(super) fn complaints(&self, out: &mut Vec<Entry>) {
        let told = self.told(out);
        for complaint in self.of(|one: &Complaint| one.account) {
            let Some(occurred) = complaint.occurred_at.filter(|_| complaint.resolved_at.is_none()) else { continue };
            let Some(calendar) = self.calendar(Some(complaint.account)) else { continue };
            let used = calendar.workdays_between(occurred.day(), self.day());
            let client = self.room.get(complaint.account);
            let policy = match self.followed.get(&complaint.id) {
                Some((item, _)) => self.terms.ladders.policy_of(item, client),
                None => self.terms.ladders.policy(FollowUpKind::Complaint, client),
            };
            let rung = policy.rungs.first();
            let answer = rung.and_then(|rung| rung.answer).unwrap_or(1);
            let answered = complaint.first_answered_at.is_some();
            let allowed = if answered { rung.and_then(|rung| rung.days).unwrap_or(3) } else { answer };
            let due = calendar.add_workdays(occurred.day(), allowed as i32);
            if answered && told.contains(&complaint.id) {
                continue;
            }
            let (id, group) = if answered {
                ("today-why-unresolved", Group::of(due, self.day()))
            } else {
                ("today-why-unanswered", Group::Now)
            };
            let content = complaint.content.lines().next().unwrap_or_default();
            let about = About {
                topic: Topic::Complaint,
                group,
                what: Problem::new("today-what-complaint").with("content", content),
                why: Problem::new(id).with("used", used).with("allowed", allowed).with("day", occurred.day()),
                subject: Some((Kind::Complaint, complaint.id)),
                account: Some(complaint.account),
                ours: self.keepers(complaint.owner, complaint.id, complaint.account),
                theirs: Vec::new(),
                due: Some(due),
            };
            let waiting = if answered { 0.0 } else { weight::UNANSWERED };
            let severity = match complaint.severity {
                None | Some(Severity::Low) => 0.0,
                Some(Severity::Medium) => 1.0,
                Some(Severity::High) => 2.0,
                Some(Severity::Critical) => 3.0,
            };
            let parts = vec![
                ("unanswered", waiting),
                ("complaint", weight::COMPLAINT),
                ("severity", severity * weight::PER_SEVERITY),
                ("overdue", lateness(used - allowed)),
            ];
            out.push(self.entry(about, parts));
        }
    }

    /// Whose a complaint or an invoice is: its own member's, else of whoever holds a follow-up of it, else the owner's.
    fn keepers(&self, own: Option<Id>, id: Id, account: Id) -> Vec<Id> {
        let holder = || self.followed.get(&id).and_then(|(_, holder)| *holder);
        own.or_else(holder).map_or_else(|| self.owner(Some(account)), |one| vec![one])
    }

    /// Overdue invoices that no line of a follow-up speaks of.
    pub(super) fn receivables(&self, out: &mut Vec<Entry>) {
        let (today, told) = (self.day(), self.told(out));
        for invoice in self.of(|one: &Receivable| one.account) {
            let days = ageing::late(self.room, invoice, today);
            if days == 0 || told.contains(&invoice.id) {
                continue;
            }
            let open = ageing::open(invoice, today);
            let bucket = ageing::BUCKETS.iter().position(|end| days <= *end).unwrap_or(ageing::BUCKETS.len());
            let what = Problem::new("today-what-receivable").with("number", &invoice.number);
            let followed = self.followed.contains_key(&invoice.id);
            let id = match (invoice.disputed_by, followed) {
                (Some(_), _) => "today-why-money-disputed",
                (None, true) => "today-why-money-followed",
                (None, false) => "today-why-money",
            };
            let about = About {
                topic: Topic::Receivable,
                group: if days > 30 { Group::Now } else { Group::ThisWeek },
                what: what.with("amount", format!("{} {}", open.normalize(), invoice.currency)),
                why: Problem::new(id).with("days", days).with("bucket", bucket),
                subject: Some((Kind::Receivable, invoice.id)),
                account: Some(invoice.account),
                ours: self.keepers(None, invoice.id, invoice.account),
                theirs: Vec::new(),
                due: ageing::due(self.room, invoice),
            };
            let parts = vec![
                ("money", weight::MONEY),
                ("age", (bucket as f64 - 1.0) * weight::PER_BUCKET),
                ("overdue", lateness(days)),
                ("disputed", if invoice.disputed_by.is_some() { weight::DISPUTED } else { 0.0 }),
            ];
            out.push(self.entry(about, parts));
        }
    }

    /// The complaints and invoices that a line of a follow-up speaks of.
    fn told(&self, lines: &[Entry]) -> BTreeSet<Id> {
        let items = lines.iter().filter(|entry| entry.topic == Topic::FollowUp).filter_map(Entry::id);
        let items = items.filter_map(|id| self.room.get::<FollowUp>(id));
        items.flat_map(|item| [item.invoice, item.complaint]).flatten().collect()
    }

    /// Planned visits of this week, those whose day has passed without a word on how they went, and those that are done
    /// but not debriefed.
    pub(super) fn visits(&self, out: &mut Vec<Entry>) {
        let (today, week) = (self.day(), self.in_a_week());
        for visit in self.of(|one: &Visit| one.account) {
            let Some(start) = visit.start.map(|start| start.day()).filter(|day| *day <= week) else { continue };
            let end = visit.end.map_or(start, |end| end.day()).max(start);
            let (topic, id, part) = match visit.status {
                Some(VisitStatus::Planned) if visits::is_untold(visit, today) => {
                    (Topic::Debrief, "today-why-debrief", ("debrief", weight::DEBRIEF))
                }
                Some(VisitStatus::Planned) => {
                    let id = if visit.city.is_some() { "today-why-visit-in" } else { "today-why-visit" };
                    (Topic::Visit, id, ("visit", weight::VISIT))
                }
                Some(VisitStatus::Done) if visits::is_untold(visit, today) => {
                    (Topic::Debrief, "today-why-no-debrief", ("debrief", weight::DEBRIEF))
                }
                _ => continue,
            };
            let what = match (topic, &visit.objective) {
                (Topic::Debrief, Some(objective)) => Problem::new("today-what-debrief-for").with("what", objective),
                (Topic::Debrief, None) => Problem::new("today-what-debrief"),
                (_, Some(objective)) => Problem::new("today-what-visit-for").with("what", objective),
                (_, None) => Problem::new("today-what-visit"),
            };
            let ours: Vec<Id> = visit.ours.iter().map(|one| one.member).collect();
            let late = if topic == Topic::Debrief { (today - end).num_days() } else { 0 };
            let why = Problem::new(id).with("day", start).with("days", (today - end).num_days().max(0));
            let about = About {
                topic,
                group: Group::of(start, today),
                what,
                why: why.with("city", visit.city.clone().unwrap_or_default()),
                subject: Some((Kind::Visit, visit.id)),
                account: Some(visit.account),
                ours: if ours.is_empty() { self.owner(Some(visit.account)) } else { ours },
                theirs: visit.theirs.iter().copied().collect(),
                due: Some(start),
            };
            out.push(self.entry(about, vec![part, ("overdue", lateness(late))]));
        }
    }

    /// Days on which we agreed to come again, near or past, with no visit planned.
    pub(super) fn agreed(&self, out: &mut Vec<Entry>) {
        let (today, week) = (self.day(), self.in_a_week());
        // Later than that nobody waits for it any more.
        let waited = |next: &Agreed| next.day <= week && (today - next.day).num_days() <= FORGOTTEN;
        for Agreed { visit, day } in visits::agreed(self.room, self.scope()).into_iter().filter(waited) {
            let made = visit.start.map_or(today, |start| start.day());
            let ours: Vec<Id> = visit.ours.iter().map(|one| one.member).collect();
            let about = About {
                topic: Topic::Agreed,
                group: Group::of(day, today),
                what: Problem::new("today-what-agreed"),
                why: Problem::new("today-why-agreed").with("day", made).with("next", day),
                subject: Some((Kind::Visit, visit.id)),
                account: Some(visit.account),
                ours: if ours.is_empty() { self.owner(Some(visit.account)) } else { ours },
                theirs: visits::met(visit),
                due: Some(day),
            };
            let late = lateness((today - day).num_days());
            out.push(self.entry(about, vec![("agreed", weight::AGREED), ("overdue", late)]));
        }
    }

    /// Cards that nobody has looked at for a week.
    pub(super) fn reviews(&self, out: &mut Vec<Entry>) {
        for account in self.accounts() {
            let known = account.reviewed_at.or(account.created_at);
            let days = known.map_or(REVIEW_DAYS + 1, |when| (self.day() - when.day()).num_days());
            if days <= REVIEW_DAYS {
                continue;
            }
            let why = match account.reviewed_at {
                Some(_) => Problem::new("today-why-review").with("days", days),
                None => Problem::new("today-why-never-reviewed"),
            };
            let about = About {
                topic: Topic::Review,
                group: Group::Watch,
                what: Problem::new("today-what-review").with("name", self.name(account.id)),
                why,
                subject: Some((Kind::Account, account.id)),
                account: Some(account.id),
                ours: self.owner(Some(account.id)),
                theirs: Vec::new(),
                due: None,
            };
            let late = lateness(days - REVIEW_DAYS);
            out.push(self.entry(about, vec![("review", weight::REVIEW), ("overdue", late)]));
        }
    }

    /// Years of which the days off are not known, though clocks already run into them; one line a year, for one table
    /// after the other is made by whoever makes the first.
    pub(super) fn tables(&self, out: &mut Vec<Entry>) {
        let (today, last) = (self.day(), self.in_days(TABLE_DAYS));
        let own: BTreeSet<&str> = self.accounts().map(|account| self.terms.country(Some(account))).collect();
        let is_lived_in =
            |country: &str| if self.is_alone { own.contains(country) } else { self.almanac.lived_in.contains(country) };
        let mut missing: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
        for (country, calendar) in self.almanac.calendars.iter().filter(|(country, _)| is_lived_in(country)) {
            for year in calendar.missing_years(today..=last) {
                missing.entry(year).or_default().push(country);
            }
        }
        for (year, countries) in missing {
            let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today).max(today);
            let country = countries.join(", ");
            let about = About {
                topic: Topic::Table,
                group: Group::Watch,
                what: Problem::new("today-what-table").with("country", &country).with("year", year.to_string()),
                why: Problem::new("today-why-table").with("day", from),
                subject: None,
                account: None,
                ours: Vec::new(),
                theirs: Vec::new(),
                due: Some(from),
            };
            let parts = vec![("table", weight::TABLE), ("near", nearness(from, today))];
            out.push(self.entry(about, parts).marked(format!("{}-{year}", countries.join("+"))));
        }
    }
}
