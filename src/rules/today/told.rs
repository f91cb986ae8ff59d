//! Everything Today has to say, kept so that an edit costs no more than the accounts it touches.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset};

use super::entry::Entry;
use super::look::{Almanac, Look, Sight};
use super::portions::gathered;
use super::{in_order, said_once, snooze};
use crate::edit::Room;
use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Record, Seat, Visit};
use crate::rules::portions::PORTION;
use crate::rules::{Terms, abc};

/// An edit that touches more accounts is answered by looking at all of them.
const MOST_TOUCHED: usize = 200;

/// Everything there is to say of all accounts at a moment.
#[derive(Debug)]
pub struct Told {
    /// The records it was gathered from.
    room: Room,
    now: DateTime<FixedOffset>,
    almanac: Arc<Almanac>,
    /// Every line, in order, before anything is put off or left out.
    all: Vec<Arc<Entry>>,
    lines: Vec<Arc<Entry>>,
}

impl Told {
    /// What there is to say at `now`.
    pub fn of(room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Self {
        let almanac = Arc::new(Almanac::new(room, terms, now));
        let accounts: Vec<Id> = room.ids(Kind::Account).collect();
        let sight = Sight { room, terms, now, almanac: &almanac };
        let mut all = gathered(sight, &accounts, PORTION);
        all.extend(nobodys(sight));
        Self::settled(room, now, Arc::clone(&almanac), all)
    }

    /// The same of records that came of those by edits, at a moment of the same hour: lines of accounts nothing has changed
    /// for stay.
    #[must_use]
    pub fn after(&self, room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Self {
        let hour = |now: DateTime<FixedOffset>| (now.timestamp() / 3600, now.date_naive());
        let Some(touched) = self.touched(room, terms).filter(|_| hour(now) == hour(self.now)) else {
            return Self::of(room, terms, now);
        };
        let accounts: Vec<Id> = touched.iter().copied().collect();
        let stays = |entry: &&Arc<Entry>| entry.account.is_some_and(|account| !touched.contains(&account));
        let mut all: Vec<Arc<Entry>> = self.all.iter().filter(stays).cloned().collect();
        let sight = Sight { room, terms, now, almanac: &self.almanac };
        all.extend(gathered(sight, &accounts, PORTION).into_iter().chain(nobodys(sight)));
        Self::settled(room, now, Arc::clone(&self.almanac), all)
    }

    fn settled(room: &Room, now: DateTime<FixedOffset>, almanac: Arc<Almanac>, mut all: Vec<Arc<Entry>>) -> Self {
        all.sort_by(|one, other| in_order(one, other));
        let mut lines = all.clone();
        snooze::mark(room, now.date_naive(), &mut lines);
        said_once(&mut lines);
        Self { room: room.aside(), now, almanac, all, lines }
    }

    /// The lines by heading and then the most urgent first, what is put off among them.
    pub fn lines(&self) -> &[Arc<Entry>] {
        &self.lines
    }

    /// The same, to be kept alone.
    pub fn into_lines(self) -> Vec<Entry> {
        drop(self.all);
        self.lines.into_iter().map(Arc::unwrap_or_clone).collect()
    }

    /// The accounts of which there may be something else to say; `None` where that may be any.
    fn touched(&self, room: &Room, terms: &Terms) -> Option<BTreeSet<Id>> {
        let mut accounts = BTreeSet::new();
        let (mut ranks, mut before, mut after) = (false, Reach::of(&self.room, self.now), Reach::of(room, self.now));
        for id in room.touched_since(&self.room)? {
            let (was, is) = (self.room.record(id), room.record(id));
            ranks |=
                [was, is].into_iter().flatten().any(|record| matches!(record.kind(), Kind::Account | Kind::Period));
            if !is_known_land(terms, was, is) {
                return None;
            }
            before.add(was)?;
            after.add(is)?;
        }
        accounts.append(&mut before.accounts);
        accounts.append(&mut after.accounts);
        // How often people are to be met hangs on what all accounts are worth beside each other.
        let is_ranked_anew = || abc::class_of_each(room, self.now) != abc::class_of_each(&self.room, self.now);
        (accounts.len() <= MOST_TOUCHED && !(ranks && is_ranked_anew())).then_some(accounts)
    }
}

/// The lines that are no account's.
fn nobodys(sight: Sight) -> impl Iterator<Item = Arc<Entry>> {
    let mut lines = Vec::new();
    let look = Look::new(sight, &[], false);
    look.nobodys(&mut lines);
    look.tables(&mut lines);
    lines.into_iter().map(Arc::new)
}

/// Whether an account, if it is one, is where it was, and as much of ours: the countries clocks run in are known for all.
fn is_known_land(terms: &Terms, was: Option<&Record>, is: Option<&Record>) -> bool {
    let land = |record: Option<&Record>| match record {
        Some(Record::Account(one)) => Some((terms.country(Some(one)).to_owned(), super::is_lost(one))),
        _ => None,
    };
    land(was) == land(is)
}

/// How far edits reach: the accounts of which a record decides what there is to say.
struct Reach<'a> {
    room: &'a Room,
    now: DateTime<FixedOffset>,
    accounts: BTreeSet<Id>,
}

impl<'a> Reach<'a> {
    const fn of(room: &'a Room, now: DateTime<FixedOffset>) -> Self {
        Self { room, now, accounts: BTreeSet::new() }
    }

    /// Adds those of a record; `None` where that may be any.
    fn add(&mut self, record: Option<&Record>) -> Option<()> {
        let Some(record) = record else { return Some(()) };
        match record {
            Record::Member(_) => return None,
            Record::Travel(one) if one.member.is_some() => return None,
            Record::Visit(one) if self.takes_time(one) => return None,
            // All that is put off is looked through anyway.
            Record::Snooze(_) => return Some(()),
            _ => {}
        }
        self.add_around(record.id());
        record.references().into_iter().for_each(|(_, target)| self.add_around(target));
        Some(())
    }

    /// Adds the account that is meant, or in which who is meant sits.
    fn add_around(&mut self, target: Id) {
        match self.room.record(target) {
            Some(Record::Account(one)) => drop(self.accounts.insert(one.id)),
            Some(Record::Seat(one)) => drop(self.accounts.insert(one.account)),
            // Whoever was deleted may still be said to sit somewhere.
            Some(Record::Person(_)) | None => {
                self.accounts.extend(self.room.linked::<Seat>(target).map(|seat| seat.account));
            }
            _ => {}
        }
    }

    /// Whether a visit keeps those who make it from meeting others.
    fn takes_time(&self, visit: &Visit) -> bool {
        let yesterday = self.now.date_naive().checked_sub_days(Days::new(1)).unwrap_or_default();
        let last = visit.end.or(visit.start).map(|end| end.day());
        // Whoever is met is perhaps somewhere else by its clocks: a day more or less.
        visit.status == Some(VisitStatus::Planned) && last.is_some_and(|last| last.succ_opt() >= Some(yesterday))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::portions::tests::houses;
    use super::*;
    use crate::edit::Draft;
    use crate::rules::fixture::id;

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    /// One edit out of many: what it sets to what, what it makes, or what it deletes.
    fn edit(room: &Room, (what, house, other): (usize, usize, usize)) -> Option<Draft> {
        let [house, other] = [house, other].map(|at| ["a", "b", "c"][at]);
        let of = |what: &str, house: &str| id(&format!("{what} {house}"));
        let set = |target: Id, field: &str, value: Value| Draft::setting(room, target, field, value).ok();
        let make = |kind: Kind, fields: Value| {
            let fields = fields.as_object().cloned().unwrap_or_default();
            Draft::adding(kind, Id::named("made", &format!("{what} {house} {other}")), fields).ok()
        };
        let (account, seat, chief) = (of("account", house), of("seat", house), of("chief", house));
        match what {
            0 => set(of("item", house), "due", json!(format!("2026-10-2{}", other.len() + 3))),
            1 => set(of("item", house), "account", json!(of("account", other))),
            2 => set(seat, "person", json!(of("chief", other))),
            3 => set(seat, "account", json!(of("account", other))),
            4 => set(chief, "birthday", json!("1970-10-22")),
            5 => set(account, "reviewed_at", json!("2026-10-19")),
            6 => set(account, "stage", json!("lost")),
            7 => set(account, "country", json!("GB")),
            8 => set(account, "tier", json!("bronze")),
            9 => set(id("rep"), "left_on", json!("2026-10-19")),
            10 => set(id("trip"), "to_city", json!("广州")),
            11 => set(of("journey", house), "person", json!(of("chief", other))),
            12 => set(of("journey", house), "depart", json!("2026-10-23")),
            13 => set(of("day", house), "person", json!(of("chief", other))),
            14 => set(id("ours"), "account", json!(account)),
            15 => Draft::deleting(room, id("pair")).ok(),
            16 => Draft::deleting(room, of("noise", house)).ok(),
            17 => Draft::deleting(room, seat).ok(),
            18 => Draft::deleting(room, chief).ok(),
            19 => make(Kind::Pairing, json!({"member": id("boss"), "seat": of("seat", other), "level": "executive"})),
            20 => make(
                Kind::Touch,
                json!({"account": account, "member": id("rep"), "seats": [of("seat", other)], "at": "2026-10-18"}),
            ),
            21..24 => {
                let ours = json!([{"id": id("o"), "member": id("rep")}]);
                let (status, start) =
                    [("done", "2026-10-12"), ("planned", "2026-10-27"), ("planned", "2026-10-17")][what - 21];
                let theirs = [of("seat", other)];
                make(
                    Kind::Visit,
                    json!({"account": account, "status": status, "start": start, "ours": ours, "theirs": theirs,
                        "city": "北京"}),
                )
            }
            24 => make(
                Kind::Period,
                json!({"account": account, "period": "2026-08", "sales": {"amount": "100000", "currency": "CNY"}}),
            ),
            25 => make(Kind::Gift, json!({"account": account, "person": chief, "what": "tea", "on": "2026-10-22"})),
            26 => make(
                Kind::Snooze,
                json!({"about": format!("follow_up:{}", of("item", house)), "until": "2026-10-29", "grade": "now"}),
            ),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn after_edits_it_says_what_it_would_say_of_all_anew(
            edits in proptest::collection::vec((0..27_usize, 0..3_usize, 0..3_usize), 1..12),
        ) {
            holds(&edits)?;
        }
    }

    /// Whether after each of these edits it says what it would say of all anew.
    fn holds(edits: &[(usize, usize, usize)]) -> Result<(), TestCaseError> {
        let terms = Terms::builtin();
        let mut room = houses();
        let mut told = Told::of(&room, &terms, now());
        for one in edits {
            let Some(after) = edit(&room, *one).and_then(|draft| room.foreseen(draft).ok()) else { continue };
            room = after;
            told = told.after(&room, &terms, now());
            let anew = Told::of(&room, &terms, now());
            prop_assert!(told.lines() == anew.lines(), "{one:?}");
        }
        Ok(())
    }

    #[test]
    fn what_is_said_of_somebody_who_was_deleted_reaches_where_they_are_said_to_sit() {
        holds(&[(18, 0, 0), (2, 0, 0), (11, 2, 0)]).unwrap();
    }

    #[test]
    fn an_edit_of_one_account_leaves_the_lines_of_others_alone() {
        let (room, terms) = (houses(), Terms::builtin());
        let told = Told::of(&room, &terms, now());
        let later = room.foreseen(edit(&room, (0, 0, 0)).unwrap()).unwrap();
        assert_eq!(told.touched(&later, &terms), Some(BTreeSet::from([id("account a")])));
        let after = told.after(&later, &terms, now());
        let kept = |line: &&Arc<Entry>| told.all.iter().any(|old| Arc::ptr_eq(old, line));
        assert!(after.all.iter().filter(kept).count() > after.all.len() / 2);
        // Who of ours is where decides whom they can meet, whatever the account.
        let away = room.foreseen(edit(&room, (10, 0, 0)).unwrap()).unwrap();
        assert_eq!(told.touched(&away, &terms), None);
    }
}
