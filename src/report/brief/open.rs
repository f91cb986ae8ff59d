//! What is open between us: promises and other items, complaints, money, and who else is after the business.

use rust_decimal::Decimal;

use crate::model::choice::FollowUpKind;
use crate::model::{Competitor, Complaint, Id, Receivable};
use crate::report::words::{choice, moment};
use crate::rules::{ageing, ladder};
use crate::text::format::money;

use super::Brief;

impl Brief<'_> {
    /// Open promises, or all other open items: kind, rung, holder, due day.
    pub(super) fn items(&self, account: Id, promises: bool) -> Vec<String> {
        let all = ladder::positions(self.room, self.terms, self.now, Some(account));
        let wanted = all.into_iter().filter(|(item, _)| (item.kind == Some(FollowUpKind::Promise)) == promises);
        wanted
            .map(|(item, position)| {
                let kind = item.kind.filter(|_| !promises).map(|kind| choice(self.text, "follow-up-kind", kind.code()));
                let holder = position.holder.map(|holder| {
                    self.text
                        .ta("brief-held", &[("name", &self.room.name(holder)), ("rung", &position.rung.to_string())])
                });
                let opened = item.opened_at.map(|at| self.text.ta("brief-opened", &[("day", &at.day().to_string())]));
                let due = position.due.map(|due| self.text.ta("brief-due", &[("day", &due.to_string())]));
                let late = (position.overdue_days > 0)
                    .then(|| self.text.ta("brief-late", &[("days", &position.overdue_days.to_string())]));
                let stuck = position.is_stuck().then(|| choice(self.text, "follow-up-state", "stuck"));
                let parts: Vec<String> = [kind, holder, opened, due, late, stuck].into_iter().flatten().collect();
                self.text.pair(&item.subject, &parts.join(" · "))
            })
            .collect()
    }

    /// Complaints without a result.
    pub(super) fn complaints(&self, account: Id) -> Vec<String> {
        let open =
            self.room.linked::<Complaint>(account).filter(|one| one.account == account && one.resolved_at.is_none());
        open.map(|one| {
            let since = one.occurred_at.map(|at| self.text.ta("brief-opened", &[("day", &at.day().to_string())]));
            let severity = one.severity.map(|severity| choice(self.text, "severity", severity.code()));
            let answered = match one.first_answered_at {
                Some(at) => self.text.ta("brief-answered", &[("when", &moment(at))]),
                None => self.text.t("brief-unanswered"),
            };
            let last = one.course.iter().filter_map(|step| Some((step.at?, &step.text))).max_by_key(|(at, _)| at.day());
            let last = last.map(|(at, text)| self.text.pair(&moment(at), text));
            let parts: Vec<String> = [severity, since, Some(answered), last].into_iter().flatten().collect();
            self.text.pair(&one.content, &parts.join(" · "))
        })
        .collect()
    }

    /// Invoices that are not paid.
    pub(super) fn money(&self, account: Id) -> Vec<String> {
        let today = self.terms.there(self.room, account, self.now).date_naive();
        let owed = self.room.linked::<Receivable>(account).filter(|one| one.account == account);
        let owed = owed.map(|one| (one, ageing::open(one, today))).filter(|(_, open)| *open > Decimal::ZERO);
        owed.map(|(invoice, open)| {
            let due =
                ageing::due(self.room, invoice).map(|due| self.text.ta("brief-due", &[("day", &due.to_string())]));
            let late = ageing::late(self.room, invoice, today);
            let late = (late > 0).then(|| self.text.ta("brief-late", &[("days", &late.to_string())]));
            let disputed =
                invoice.disputed_by.map(|by| self.text.ta("brief-disputed", &[("what", &self.room.name(by))]));
            let parts: Vec<String> =
                [Some(money(open, &invoice.currency)), due, late, disputed].into_iter().flatten().collect();
            self.text.pair(&invoice.number, &parts.join(" · "))
        })
        .collect()
    }

    /// Who else is after the business, and who of those met leans to them.
    pub(super) fn competitors(&self, account: Id, seats: &[Id]) -> Vec<String> {
        let all = self.room.linked::<Competitor>(account).filter(|one| one.account == account);
        all.map(|one| {
            let leans = one
                .leanings
                .iter()
                .filter(|lean| seats.contains(&lean.seat))
                .filter_map(|lean| Some(format!("{} {:+}", self.room.name(lean.seat), lean.value?)));
            let leans: Vec<String> = leans.collect();
            let leans = (!leans.is_empty()).then(|| self.text.ta("brief-leans", &[("who", &self.text.list(&leans))]));
            let parts: Vec<String> = [one.products.clone(), one.expected_bid.clone(), one.plan.clone(), leans]
                .into_iter()
                .flatten()
                .collect();
            if parts.is_empty() { one.name.clone() } else { self.text.pair(&one.name, &parts.join(" · ")) }
        })
        .collect()
    }
}
