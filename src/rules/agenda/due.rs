//! What falls due: rungs of the ladder, follow-ups, invoices, contacts.

use super::{Entry, EntryKind, Label, Span};
use crate::model::{Member, Pairing, Receivable, Seat};
use crate::rules::cycle::Cycles;
use crate::rules::{ageing, ladder};

impl Span<'_> {
    /// Everything that is due and not done.
    pub(super) fn due(&mut self) {
        self.follow_ups();
        self.receivables();
        self.cycles();
    }

    fn follow_ups(&mut self) {
        for (item, position) in ladder::positions(self.room, self.terms, self.now, self.scope) {
            let args = || vec![("subject", item.subject.clone()), ("account", self.room.name(item.account))];
            if let Some(at) = position.climbs_at {
                let entry = Entry::new(at.date_naive(), EntryKind::Deadline, Label::text("agenda-deadline", args()));
                self.all.push(entry.of(item.id, Some(item.account)));
            }
            if let Some(due) = item.due {
                let label = Label::text("agenda-follow-up-due", args());
                let entry = Entry::new(due.day(), EntryKind::FollowUpDue, label).of(item.id, Some(item.account));
                self.all.push(Entry { time: super::hour(due), ..entry });
            }
        }
    }

    fn receivables(&mut self) {
        for invoice in self.room.all::<Receivable>() {
            if !self.covers(invoice.account) || ageing::is_paid(invoice, self.now.date_naive()) {
                continue;
            }
            let Some(due) = ageing::due(self.room, invoice) else { continue };
            let args = vec![("number", invoice.number.clone()), ("account", self.room.name(invoice.account))];
            let entry = Entry::new(due, EntryKind::ReceivableDue, Label::text("agenda-receivable-due", args));
            self.all.push(entry.of(invoice.id, Some(invoice.account)));
        }
    }

    fn cycles(&mut self) {
        let today = self.now.date_naive();
        let cycles = Cycles::new(self.room, self.now);
        for pairing in self.room.all::<Pairing>() {
            let Some(seat) = self.room.get::<Seat>(pairing.seat).filter(|seat| seat.is_current(today)) else {
                continue;
            };
            let gone =
                self.room.get::<Member>(pairing.member).is_none_or(|one| one.left_on.is_some_and(|left| left < today));
            if gone || !self.covers(seat.account) {
                continue;
            }
            let Some(due) = cycles.of_pairing(pairing).due(self.now) else { continue };
            let args = vec![("ours", self.room.name(pairing.member)), ("theirs", self.room.name(pairing.seat))];
            let entry = Entry::new(due, EntryKind::CycleDue, Label::text("agenda-cycle-due", args));
            self.all.push(entry.of(pairing.id, seat.person.or(Some(seat.account))));
        }
    }
}
