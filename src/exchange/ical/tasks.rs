//! Follow-ups of ours as tasks (VTODO), and what of a calendar is neither event nor task.

use serde_json::json;

use super::{Calendar, OF, Reader, SOURCE, kept, times, travel};
use crate::exchange::content::{Part, Property};
use crate::exchange::ext;
use crate::exchange::want::Want;
use crate::model::choice::{EventWhat, FollowUpKind};
use crate::model::{FollowUp, Id, Kind, Member, Problem, Record, When};

/// What an export of ours says of a follow-up beside what every task has.
pub(super) const WHAT: &str = "X-WARROOM-FOLLOW-UP";
pub(super) const DUE: &str = "X-WARROOM-DUE";
pub(super) const POLICY: &str = "X-WARROOM-POLICY";
pub(super) const SEAT: &str = "X-WARROOM-SEAT";
pub(super) const MEMBER: &str = "X-WARROOM-MEMBER";

impl Reader<'_> {
    /// A task, a journal: of ours it is known, or comes to be; of others it is nothing we keep.
    pub(super) fn other(&mut self, calendar: &Calendar, part: &Part) {
        let row = self.intake.row(part.lines.0);
        let uid = part.text("UID").trim().to_owned();
        let own = ext::own(&uid);
        let known = self.intake.known.here(&uid).or(own).and_then(|id| self.intake.room.record(id));
        let is_ours = part.name == "VTODO" && part.text("X-WARROOM-KIND").trim() == Kind::FollowUp.code();
        let is_from_file = |record: &Record| record.extra().contains_key(&ext::key(SOURCE));
        match (known, own) {
            (Some(record), _) if !(is_ours && record.kind() == Kind::FollowUp && is_from_file(record)) => {
                self.intake.lead(row, record.kind(), record.id(), &uid);
            }
            _ if part.cut => {
                let end = format!("END:{}", part.name);
                self.intake.fail(row, Problem::new("problem-import-cut").with("what", end));
            }
            (_, Some(own)) if is_ours => self.follow_up(row, calendar, part, known.map_or(own, Record::id)),
            _ => {
                let problem = match part.name.as_str() {
                    "VTODO" => Problem::new("problem-import-task"),
                    "VJOURNAL" => Problem::new("problem-import-journal"),
                    _ => Problem::new("problem-import-not-an-event"),
                };
                let name = [part.text("SUMMARY"), part.text("DESCRIPTION"), part.name.clone()];
                let name = name.into_iter().map(|text| travel::one_line(&text)).find(|text| !text.is_empty());
                self.intake.skip(row, problem.with("what", &part.name).with("name", name.unwrap_or_default()));
            }
        }
    }

    /// A follow-up that was written elsewhere.
    fn follow_up(&mut self, row: usize, calendar: &Calendar, part: &Part, id: Id) {
        let subject = travel::one_line(&part.text("SUMMARY"));
        let Some(account) = self.account(part, row).or(self.default) else {
            let problem = Problem::new("problem-import-task-account").with("name", subject);
            return self.intake.skip(row, problem);
        };
        self.intake.lead(row, Kind::FollowUp, id, part.text("UID").trim());
        let room = self.intake.room;
        let here = room.get::<FollowUp>(id);
        let mut want = Want::new(row, Kind::FollowUp, id);
        want.name_it(SOURCE, part.text("UID").trim());
        for name in ["SUMMARY", "DTSTART", "DUE", "DESCRIPTION", "STATUS", WHAT, DUE, POLICY, SEAT, MEMBER] {
            want.set(&format!("{SOURCE}.{name}"), json!(part.get(name).map(|one| one.text.as_str())), &[]);
        }
        want.set("account", account.to_string(), &["ical.SUMMARY"]);
        let kind = FollowUpKind::ALL.iter().copied().find(|kind| kind.code() == part.text(WHAT).trim());
        want.set("kind", kind.unwrap_or(FollowUpKind::Other).code(), &[&format!("{SOURCE}.{WHAT}")]);
        self.intake.set(&mut want, "subject", &subject, &["ical.SUMMARY"]);
        let zone = calendar.here.clone();
        let when = |name: &str| {
            let time = times::time(part.get(name)?, &calendar.zones, &zone)?;
            if time.is_utc() { time.seen_from(zone.clone()).when() } else { time.when() }
        };
        let opened = when("DTSTART").or_else(|| when("DTSTAMP")).unwrap_or(When::from(self.intake.now));
        let due = part.text(DUE).trim().parse().ok().or_else(|| when("DUE"));
        let ended = match part.text("STATUS").trim() {
            "COMPLETED" => Some(EventWhat::Done),
            "CANCELLED" => Some(EventWhat::Drop),
            _ => None,
        };
        let at = when("COMPLETED").or_else(|| when("DTSTAMP")).unwrap_or(When::from(self.intake.now));
        want.set("opened_at", json!(opened), &["ical.DTSTART"]);
        want.set("due", json!(due), &["ical.DUE", &format!("{SOURCE}.{DUE}")]);
        self.intake.set(&mut want, "policy", &part.text(POLICY), &[&format!("{SOURCE}.{POLICY}")]);
        self.intake.set(&mut want, "notes", part.text("DESCRIPTION").trim(), &["ical.DESCRIPTION"]);
        let is_open = here.is_none_or(|item| item.events.iter().all(|event| event.what != ended));
        if let Some(what) = ended.filter(|_| is_open) {
            let event = json!({"id": Id::named("ical:ended", &id.to_string()), "at": at, "what": what.code()});
            want.set("events", json!([event]), &["ical.STATUS"]);
        }
        self.who_follows(row, part, account, &mut want);
        self.intake.want(want);
    }

    /// Whom a follow-up is with and who of ours has it, as far as they are here; who is not is taken up once they are.
    fn who_follows(&mut self, row: usize, part: &Part, account: Id, want: &mut Want) {
        let room = self.intake.room;
        let id_of = |one: &Property| one.param(OF).and_then(|id| id.parse::<Id>().ok());
        let here = room.get::<FollowUp>(want.id);
        let open = here.and_then(|item| item.extra.get(kept::OPEN)).cloned().unwrap_or_default();
        let mut strangers = Vec::new();
        for (cell, field) in [(SEAT, "seat"), (MEMBER, "member")] {
            let Some(one) = part.get(cell) else { continue };
            let name = one.text().trim().to_owned();
            let known = id_of(one).filter(|id| match room.record(*id) {
                Some(Record::Seat(seat)) => field == "seat" && seat.account == account,
                Some(Record::Member(_)) => field == "member",
                _ => false,
            });
            let named = || match field {
                "seat" => self.intake.seated(account, &name).first().map(|seat| seat.id),
                _ => self.people.who(&name, "").filter(|id| room.get::<Member>(*id).is_some()),
            };
            let Some(id) = known.or_else(named) else {
                strangers.push(name);
                continue;
            };
            want.set(field, id.to_string(), &[&format!("{SOURCE}.{cell}")]);
            let is_late = ext::ids(&open).any(|other| other == name);
            want.fields.get_mut(field).into_iter().for_each(|wish| wish.anew = is_late);
        }
        want.set(kept::OPEN, json!(Some(&strangers).filter(|names| !names.is_empty())), &[]);
        if !strangers.is_empty() {
            let problem = Problem::new("problem-import-task-strangers").with("names", strangers.join(", "));
            self.intake.note(row, problem);
        }
    }
}
