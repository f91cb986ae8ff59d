//! One account of a pack: its people, what was said and promised, what they want, and what comes next.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{Lines, Pack};
use crate::model::choice::VisitStatus;
use crate::model::{Account, Complaint, FollowUp, Id, Need, Pairing, Person, Receivable, Seat, Touch, Visit};
use crate::rules::cycle::Cycles;
use crate::rules::{ageing, ladder};

/// Contacts told of, the newest first.
const HISTORY: usize = 15;

impl Pack<'_> {
    pub(super) fn account(&self, out: &mut Lines, id: Id, from: Id) {
        let Some(account) = self.room.get::<Account>(id) else { return };
        out.heading(2, &self.room.name(id));
        out.line(&self.standing(account));
        let seats = self.seats(id);
        let people: Vec<String> = seats.iter().map(|seat| self.person(seat)).collect();
        out.section(3, &self.t("pack-people", &[]), &people);
        out.section(3, &self.t("pack-agendas", &[]), &self.agendas(id, &seats));
        if self.sensitive {
            let personal: Vec<String> = seats.iter().filter_map(|seat| self.personal(seat)).collect();
            out.section(3, &self.t("pack-personal", &[]), &personal);
        }
        out.section(3, &self.t("pack-history", &[]), &self.history(id));
        out.section(3, &self.t("pack-promises", &[]), &self.open_items(id));
        out.section(3, &self.t("pack-complaints", &[]), &self.complaints(id));
        out.section(3, &self.t("pack-money", &[]), &self.money(id));
        out.section(3, &self.t("pack-next", &[]), &self.next_dates(id, from));
    }

    fn standing(&self, account: &Account) -> String {
        let stage = account.stage.map(|stage| self.choice("stage", stage.code()));
        let tier = account.tier.map(|tier| self.choice("tier", tier.code()));
        let parts = [tier, stage, account.city.clone(), account.phone.clone(), account.notes.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn seats(&self, account: Id) -> Vec<&Seat> {
        let today = self.now.date_naive();
        let held = |seat: &&Seat| seat.account == account && seat.is_current(today);
        let mut seats: Vec<&Seat> = self.room.linked::<Seat>(account).filter(held).collect();
        seats.sort_by_key(|seat| (seat.layer.is_none(), seat.layer, Reverse(seat.influence), seat.id));
        seats
    }

    /// Who they are, how they stand to us, and who of ours knows them how well.
    fn person(&self, seat: &Seat) -> String {
        let key = if seat.is_key_player() { "◆ " } else { "" };
        let support = seat.support.map_or_else(
            || "?".to_owned(),
            |support| format!("{} {}", support.sign(), self.choice("support", support.code())),
        );
        let layer = seat.layer.map(|layer| self.choice("layer", layer.code()));
        let roles: Vec<String> = seat.buying_roles.iter().map(|role| self.choice("buying-role", role.code())).collect();
        let influence = seat.influence.map(|value| self.t("pack-influence", &[("value", &value.to_string())]));
        let above = seat.reports_to.map(|id| self.t("pack-reports-to", &[("name", &self.room.name(id))]));
        let name = format!("{key}{}", self.room.name(seat.id));
        let title = seat.title.clone().filter(|_| seat.person.is_some());
        let known = [Some(name), title, layer, Some(support), influence, above].into_iter().flatten();
        let roles = Some(roles.join(", ")).filter(|roles| !roles.is_empty());
        let pairs = self.room.linked::<Pairing>(seat.id).map(|pairing| self.faced(pairing));
        known.chain(roles).chain(seat.notes.clone()).chain(pairs).collect::<Vec<_>>().join(" · ")
    }

    fn faced(&self, pairing: &Pairing) -> String {
        let current = pairing.current.map_or_else(|| "?".to_owned(), |one| self.choice("relationship", one.code()));
        let target = pairing.target.map(|one| format!(" → {}", self.choice("relationship", one.code())));
        format!("↔ {} ({current}{})", self.room.name(pairing.member), target.unwrap_or_default())
    }

    /// What the house and its people want.
    fn agendas(&self, account: Id, seats: &[&Seat]) -> Vec<String> {
        let here = |need: &&Need| need.account == account;
        let need = |need: &Need| {
            let whose = need.seat.filter(|id| seats.iter().any(|seat| seat.id == *id)).map(|id| self.room.name(id));
            let kind = need.kind.map(|kind| self.choice("need-kind", kind.code()));
            let level = need.level.map(|level| self.choice("need-level", level.code()));
            let answer = need.answer.as_ref().map(|answer| format!("→ {answer}"));
            let parts = [whose, level, kind, Some(need.text.clone()), answer];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        self.room.linked::<Need>(account).filter(here).map(need).collect()
    }

    fn personal(&self, seat: &Seat) -> Option<String> {
        let person: &Person = self.room.get(seat.person?)?;
        let fields = [
            ("goals_this_year", &person.goals_this_year),
            ("ambitions", &person.ambitions),
            ("likes", &person.likes),
            ("taboos", &person.taboos),
            ("family", &person.family),
            ("food", &person.food),
        ];
        let mut parts: Vec<String> = fields
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{}: {}", self.field(name), value.as_ref()?)))
            .collect();
        parts.extend(person.birthday.map(|day| format!("{}: {day}", self.field("birthday"))));
        (!parts.is_empty()).then(|| format!("{}: {}", person.name, parts.join(" · ")))
    }

    fn field(&self, name: &str) -> String {
        self.t(&format!("field-{}", name.replace('_', "-")), &[])
    }

    /// The last visits and touches, whoever of ours made them.
    fn history(&self, account: Id) -> Vec<String> {
        let names = |ids: &mut dyn Iterator<Item = Id>| ids.map(|id| self.room.name(id)).collect::<Vec<_>>().join(", ");
        let mut told: Vec<(NaiveDate, String)> = Vec::new();
        let done = |visit: &&Visit| visit.account == account && visit.status == Some(VisitStatus::Done);
        for visit in self.room.linked::<Visit>(account).filter(done) {
            let Some(start) = visit.start else { continue };
            let ours = names(&mut visit.ours.iter().map(|one| one.member));
            let theirs = names(&mut visit.received_by.into_iter().chain(visit.theirs.iter().copied()));
            let parts = [Some(format!("{ours} ↔ {theirs}")), visit.content.clone(), visit.progress.clone()];
            let what = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            told.push((start.day(), format!("{} {what}", self.choice("channel", "visit"))));
        }
        for touch in self.room.linked::<Touch>(account).filter(|touch| touch.account == account) {
            let Some(at) = touch.at else { continue };
            let channel = touch.channel.map(|channel| self.choice("channel", channel.code())).unwrap_or_default();
            let who = format!("{} ↔ {}", self.room.name(touch.member), names(&mut touch.seats.iter().copied()));
            let parts = [Some(who), touch.text.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            told.push((at.day(), format!("{channel} {parts}")));
        }
        told.sort_by_key(|(day, _)| Reverse(*day));
        told.into_iter().take(HISTORY).map(|(day, what)| format!("{day} {what}")).collect()
    }

    /// What was promised and what else is open, with who is on the hook.
    fn open_items(&self, account: Id) -> Vec<String> {
        let all = ladder::positions(self.room, self.terms, self.now, Some(account));
        let item = |(item, position): &(&FollowUp, ladder::Position)| {
            let kind = item.kind.map(|kind| self.choice("follow-up-kind", kind.code()));
            let due = item.due.map(|due| self.t("pack-due", &[("day", &due.day().to_string())]));
            let rung = self.t("pack-rung", &[("rung", &position.rung.to_string())]);
            let holder = position.holder.map(|id| self.room.name(id));
            let seat = item.seat.map(|id| format!("↔ {}", self.room.name(id)));
            let parts = [Some(item.subject.clone()), kind, due, Some(rung), holder, seat, item.notes.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        all.iter().map(item).collect()
    }

    fn complaints(&self, account: Id) -> Vec<String> {
        let open = |one: &&Complaint| one.account == account && one.resolved_at.is_none();
        let told = |one: &Complaint| {
            let day = one.occurred_at.map(|at| at.day().to_string()).unwrap_or_default();
            let last = one.course.iter().max_by_key(|step| step.at).map(|step| format!("→ {}", step.text));
            let parts = [Some(day), Some(one.content.clone()), last];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        self.room.linked::<Complaint>(account).filter(open).map(told).collect()
    }

    fn money(&self, account: Id) -> Vec<String> {
        let invoices = self.room.linked::<Receivable>(account).filter(|one| one.account == account);
        let open = invoices.filter_map(|one| {
            let open = ageing::open(one, self.now.date_naive());
            if open.is_zero() {
                return None;
            }
            let due = one.due.map(|day| self.t("pack-due", &[("day", &day.to_string())])).unwrap_or_default();
            Some(format!("{} · {open} {} · {due}", one.number, one.currency))
        });
        open.collect()
    }

    /// Visits planned and agreed, contacts that fall due, birthdays.
    fn next_dates(&self, account: Id, from: Id) -> Vec<String> {
        let today = self.now.date_naive();
        let mut dates: Vec<(NaiveDate, String)> = Vec::new();
        for visit in self.room.linked::<Visit>(account).filter(|visit| visit.account == account) {
            let about = visit.objective.clone().unwrap_or_default();
            match (visit.status, visit.start, visit.next_date) {
                (Some(VisitStatus::Planned), Some(start), _) => {
                    dates.push((start.day(), format!("{} {about}", self.t("pack-visit", &[]))));
                }
                (Some(VisitStatus::Done), _, Some(next)) => dates.push((next, self.t("pack-next-agreed", &[]))),
                _ => {}
            }
        }
        let cycles = Cycles::new(self.room, self.now);
        for pairing in self.room.linked::<Pairing>(from).filter(|one| self.room.account_of(one.id) == Some(account)) {
            if let Some(due) = cycles.of_pairing(pairing).due(self.now) {
                dates.push((due.max(today), self.t("pack-contact-due", &[("name", &self.room.name(pairing.seat))])));
            }
        }
        for item in ladder::positions(self.room, self.terms, self.now, Some(account))
            .iter()
            .filter_map(|(item, _)| Some((item.due?.day(), item.subject.clone())))
        {
            dates.push(item);
        }
        dates.retain(|(day, _)| *day >= today);
        dates.sort();
        dates.into_iter().map(|(day, what)| format!("{day} {what}")).collect()
    }
}
